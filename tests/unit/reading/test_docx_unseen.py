"""Words of a Word document that nobody sees on paper: never quoted as the speech, never gone in silence."""

import pytest
from documents import package, paragraph

from knowledge.reading.extract import Extracted, extract

BEFORE, AFTER = paragraph("同志们：") + paragraph("接待要先审批后接待。"), paragraph("标准按月公布。")
SECRET, SEEN = "暗记甲乙", "纪律是底线，不能碰。"
WHITE = '<w:color w:val="FFFFFF"/>'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
STYLES = {
    "styles": f'<w:style w:type="character" w:styleId="w"><w:rPr>{WHITE}</w:rPr></w:style>'
    f'<w:style w:type="paragraph" w:styleId="p"><w:rPr>{WHITE}</w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="q"><w:basedOn w:val="p"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="d"><w:pPr><w:shd w:val="clear" w:fill="222222"/></w:pPr>'
    f"<w:rPr>{WHITE}</w:rPr></w:style>"
}


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def line(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def read(body: str) -> Extracted:
    return extract(package(BEFORE + body + AFTER, STYLES), "speech.docx")


def between(found: Extracted) -> list[str]:
    return found.text.split("\n")[2:-1]


@pytest.mark.parametrize(
    "properties",
    [
        WHITE,
        '<w:color w:val="fefefe"/>',
        '<w:color w:val="FFFFFF" w:themeColor="background1"/>',
        f'{WHITE}<w:shd w:val="clear" w:fill="auto"/>',
        f'{WHITE}<w:highlight w:val="white"/>',
        '<w:rStyle w:val="w"/>',
        '<w:sz w:val="2"/>',
        '<w:w w:val="1"/>',
        f"<w14:textFill {W14}><w14:noFill/></w14:textFill>",
        f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>',
        f'<w14:textFill {W14}><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill></w14:textFill>',
        f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/>'
        "</w14:srgbClr></w14:solidFill></w14:textFill>",
    ],
)
def test_words_that_nobody_sees_are_left_out_and_named(properties: str) -> None:
    found = read(line(run("纪律是底线，"), run(SECRET, properties), run("不能碰。")))
    assert between(found) == [SEEN]
    assert [entry.what for entry in found.left_out] == [f"看不见的字“{SECRET}”"]
    assert "有看不见的字，没有收，请核对它前后的话" in found.notes


@pytest.mark.parametrize(
    "body",
    [
        line(run(SECRET), properties='<w:pStyle w:val="p"/>'),
        line(run(SECRET), properties='<w:pStyle w:val="q"/>'),
        line(run(SECRET), properties='<w:spacing w:line="2" w:lineRule="exact"/>'),
        '<w:tbl><w:tr><w:trPr><w:trHeight w:val="10" w:hRule="exact"/></w:trPr>'
        f"<w:tc>{line(run(SECRET))}</w:tc></w:tr></w:tbl>",
        f'<w:p><w:r><w:pict><v:shape style="position:absolute; visibility: hidden"><v:textbox><w:txbxContent>'
        f"{line(run(SECRET))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        f'<w:p><w:r><w:drawing><wp:anchor {WP}><wp:docPr id="1" hidden="1"/><wps:wsp><wps:txbx><w:txbxContent>'
        f"{line(run(SECRET))}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></w:r></w:p>",
    ],
)
def test_whole_paragraphs_rows_and_boxes_that_nobody_sees_are_left_out_and_named(body: str) -> None:
    found = read(body)
    assert between(found) == []
    assert SECRET in found.left_out[0].what


@pytest.mark.parametrize(
    "body",
    [
        line(run(SECRET, f'{WHITE}<w:shd w:val="clear" w:fill="000000"/>')),
        line(run(SECRET, f'{WHITE}<w:shd w:val="pct50" w:fill="auto"/>')),
        line(run(SECRET, f'{WHITE}<w:highlight w:val="darkBlue"/>')),
        line(run(SECRET, WHITE), properties='<w:shd w:val="clear" w:fill="C00000"/>'),
        line(run(SECRET), properties='<w:pStyle w:val="d"/>'),
        line(run(SECRET, '<w:color w:val="000000"/>'), properties='<w:pStyle w:val="p"/>'),
        '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
        f"{line(run(SECRET, WHITE))}</w:tc></w:tr></w:tbl>",
        line(run(SECRET, '<w:color w:val="D9D9D9"/>')),
        line(run(SECRET, '<w:sz w:val="10"/>')),
        line(run(SECRET, '<w:w w:val="66"/>')),
        line(run(SECRET), properties='<w:spacing w:line="240" w:lineRule="auto"/>'),
    ],
)
def test_words_that_are_seen_stay(body: str) -> None:
    found = read(body)
    assert between(found) == [SECRET]
    assert not found.left_out
    assert not any("看不见" in note for note in found.notes)


@pytest.mark.parametrize(
    "body",
    [
        '<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr>'
        f"<w:tc>{line(run(SECRET, WHITE))}</w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{line(run(SECRET, WHITE))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        f'<w:p><w:r><w:drawing><wp:anchor behindDoc="1" {WP}/></w:drawing></w:r></w:p>'
        + line(run(SECRET, WHITE)),
    ],
)
def test_white_words_on_what_may_be_dark_stay_and_are_pointed_out(body: str) -> None:
    found = read(body)
    assert between(found) == [SECRET]
    assert f"白色的字“{SECRET}”照样收了，请核对原件上看不看得见" in found.notes


def test_words_set_from_right_to_left_are_pointed_out() -> None:
    found = read(line(run("额度是"), f'<w:bdo w:val="rtl">{run("123")}</w:bdo>', run("元。")))
    assert between(found) == ["额度是123元。"]
    assert "“123”设成了从右到左显示，照原来的顺序收了，请核对" in found.notes


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(run(text))}</w:tc>"


@pytest.mark.parametrize("merge", ["vMerge", "hMerge"])
def test_words_of_cells_that_are_merged_away_are_left_out_and_named(merge: str) -> None:
    first, second = cell("接待", f'<w:{merge} w:val="restart"/>'), cell(SECRET, f"<w:{merge}/>")
    end = "</w:tr><w:tr>" if merge == "vMerge" else ""
    found = read(f"<w:tbl><w:tr>{first}{end}{second}</w:tr></w:tbl>")
    assert between(found) == ["接待"]
    assert [entry.what for entry in found.left_out] == [f"合并掉的格里的字“{SECRET}”"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_without_a_mark_in_the_text_is_left_out_and_named(kind: str) -> None:
    notes = "".join(
        f'<w:{kind} w:id="{number}">{paragraph(f"注{number}的话。")}</w:{kind}>' for number in (2, 3)
    )
    body = line(run("正文有注。"), f'<w:r><w:{kind}Reference w:id="2"/></w:r>')
    found = extract(package(BEFORE + body + AFTER, {f"{kind}s": notes}), "speech.docx")
    assert found.text.split("\n")[2:] == ["正文有注。", "标准按月公布。", "注2的话。"]
    assert [entry.what for entry in found.left_out] == ["没有标记的注“注3的话。”"]


@pytest.mark.parametrize("how", [WHITE, "<w:vanish/>"])
@pytest.mark.parametrize(
    "styles",
    [
        "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:rPr>{}</w:rPr></w:style>',
    ],
)
def test_what_the_usual_style_hides_is_left_out_and_what_a_run_shows_is_not(how: str, styles: str) -> None:
    shown = '<w:color w:val="000000"/><w:vanish w:val="0"/>'
    body = line(run(SECRET)) + line(run("接待要先审批。", shown))
    found = extract(package(body, {"styles": styles.format(how)}), "speech.docx")
    assert found.text == "接待要先审批。"
    assert SECRET in found.left_out[0].what


def test_a_style_of_characters_keeps_what_it_does_not_say() -> None:
    styles = f'{STYLES["styles"]}<w:style w:type="character" w:styleId="b"><w:rPr><w:b/></w:rPr></w:style>'
    body = line(run(SECRET, '<w:rStyle w:val="b"/>'), properties='<w:pStyle w:val="p"/>')
    found = extract(package(BEFORE + body + AFTER, {"styles": styles}), "speech.docx")
    assert between(found) == []
    assert SECRET in found.left_out[0].what


def test_a_table_whose_style_hides_is_left_out_and_named() -> None:
    styles = '<w:style w:type="table" w:styleId="t"><w:rPr><w:vanish/></w:rPr></w:style>'
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr>{cell(SECRET)}</w:tr></w:tbl>'
    found = extract(package(BEFORE + table + AFTER, {"styles": styles}), "speech.docx")
    assert between(found) == []
    assert [entry.what for entry in found.left_out] == [f"隐藏文字“{SECRET}”"]


@pytest.mark.parametrize("element", ["pgNum", "dayLong", "monthShort", "yearLong"])
def test_what_word_works_out_in_an_element_is_named(element: str) -> None:
    found = read(f"<w:p><w:r><w:{element}/><w:t>会后。</w:t></w:r></w:p>")
    assert between(found) == ["会后。"]
    assert [entry.what for entry in found.left_out] == [f"没有算出来的域“{element}”"]
