"""What Word shows and no text of the file holds: written as it is seen, named as left out, or a refusal."""

import pytest
from documents import numbered, numbering, package, paragraph

from core.errors import UnreadableDocument
from knowledge.reading.extract import Extracted, extract

M = "<m:r><m:t>{}</m:t></m:r>"
CHINESE = numbering([("chineseCounting", "%1、")])


def read(body: str, **parts: str) -> Extracted:
    return extract(package(body, parts), "speech.docx")


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def m(tag: str, **parts: str) -> str:
    """Return an element of an equation; each part a number, a word or further elements."""
    inside = "".join(
        f"<m:{name}>{text if text.startswith('<') else M.format(text)}</m:{name}>"
        for name, text in parts.items()
    )
    return f"<m:{tag}>{inside}</m:{tag}>"


def math(*parts: str) -> str:
    return f"<m:oMath>{''.join(part if part.startswith('<') else M.format(part) for part in parts)}</m:oMath>"


def field(code: str, result: str = "", settings: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{settings}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def either(choice: str, fallback: str) -> str:
    return (
        f"<w:r><mc:AlternateContent><mc:Choice>{choice}</mc:Choice>"
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def sign_of_a_font(place: str) -> str:
    return f'<w16se:symEx xmlns:w16se="u" w16se:font="Segoe UI Emoji" w16se:char="{place}"/>'


RAISED, LOWERED = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
TWO_THIRDS = m("f", num="2", den="3")
RING = r"EQ \o\ac(○,1)"
PINYIN = r"EQ \* jc2 \* &quot;Font:宋体&quot; \* hps10 \o\ad(\s\up 9(lián),廉)"
ONE_LINE = {
    "a fraction": ("票数要过", math(TWO_THIRDS), "才算", "票数要过2/3才算"),
    "a fraction of words": ("比例是", math(m("f", num="到会", den="应到")), "。", "比例是到会/应到。"),
    "a number beside a fraction": ("共", math("1", m("f", num="1", den="2")), "年", "共1 1/2年"),
    "figures beside a fraction": ("第3", math(TWO_THIRDS), "5号", "第3 2/3 5号"),
    "a power": ("面积", math(m("sSup", e="10", sup="2")), "亩", "面积10²亩"),
    "an index": ("含", math(m("sSub", e="H", sub="2"), "O"), "的", "含H₂O的"),
    "a root": ("约为", math(m("rad", e="2")), "倍", "约为√2倍"),
    "brackets": ("记作", math(m("d", e="x+1")), "。", "记作(x+1)。"),
    "a plain equation": ("即", math("1+1=2"), "。", "即1+1=2。"),
    "a raised run": ("共10", r("2", RAISED), "人", "共10²人"),
    "a unit": ("用房5m", r("2", RAISED), "以内", "用房5m²以内"),
    "a lowered run": ("减排CO", r("2", LOWERED), "两成", "减排CO₂两成"),
    "a mark of a note": ("要落实。", r("12", RAISED), "会上", "要落实。¹²会上"),
    "a fraction of a field": ("过", field(r"EQ \f(2,3)"), "通过", "过2/3通过"),
    "a number in a ring": ("看", field(RING), "条", "看①条"),
    "a power of a field": ("共10", field(r"EQ \s\up5(3)"), "亩", "共10³亩"),
    "readings of a field": ("清", field(PINYIN), "之风", "清廉之风"),
    "a sign of the Symbol font": ("增长", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "5%", "增长≥5%"),
    "a number of Wingdings": ("", '<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>', "公开", "①公开"),
    "a private sign": ("误差", r("\uf0b1", '<w:rFonts w:ascii="Symbol"/>'), "1", "误差±1"),
    "a symbol field": ("误差", field("SYMBOL 177 \\f &quot;Symbol&quot; \\s 12"), "1", "误差±1"),
    "a sign beyond the font": ("姓", either(sign_of_a_font("2CB5A"), "<w:t>𬭚</w:t>"), "的", "姓𬭚的"),
    "a picture among words": ("做得好", either(sign_of_a_font("1F44D"), "<w:t>👍</w:t>"), "。", "做得好👍。"),
    "words on a button": ("请", field("MACROBUTTON NoMacro 填写姓名"), "。", "请填写姓名。"),
    "letters shown large": ("人均", r("gdp", "<w:caps/>"), "增长", "人均GDP增长"),
    "a chosen entry": (
        "由",
        field(
            "FORMDROPDOWN",
            settings='<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲科"/>'
            '<w:listEntry w:val="乙科"/></w:ddList></w:ffData>',
        ),
        "办",
        "由乙科办",
    ),
    "a ticked box": (
        "",
        field("FORMCHECKBOX", settings="<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>"),
        "同意",
        "☒同意",
    ),
    "code within code": (
        "由",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
        + field("MERGEFIELD x", "甲某")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("乙某")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "办",
        "由乙某办",
    ),
}


@pytest.mark.parametrize("kind", ONE_LINE)
def test_what_word_shows_in_one_line_is_written_as_it_is_seen(kind: str) -> None:
    before, shown, after, wanted = ONE_LINE[kind]
    assert read(p(r(before), shown, r(after))).text == wanted


OLE = '<o:OLEObject xmlns:o="x" ProgID="Equation.DSMT4"/>'
TWO_LINES = {
    "a sum over a sum": math(m("f", num="a+b", den="2")),
    "a binomial": math('<m:f><m:fPr><m:type m:val="noBar"/></m:fPr><m:num/><m:den/></m:f>'),
    "a sum": math(m("nary", sub="1", sup="9", e="x")),
    "a matrix": math("<m:m><m:mr><m:e>" + M.format("1") + "</m:e></m:mr></m:m>"),
    "a word as a power": math(m("sSup", e="2", sup="年")),
    "an equation of another program": f"<w:r><w:object>{OLE}</w:object></w:r>",
    "an array of a field": field(r"EQ \a(1,2)"),
    "a word printed over another": field(r"EQ \o(甲,乙)"),
}


@pytest.mark.parametrize("kind", TWO_LINES)
def test_an_equation_that_needs_two_lines_is_refused_in_a_sentence_and_left_out_on_its_own(kind: str) -> None:
    with pytest.raises(
        UnreadableDocument, match=r"“speech.docx”的这一行里有公式，写不成一行字：“票数要过□才算通过。”"
    ):
        read(p(r("票数要过"), TWO_LINES[kind], r("才算通过。")))
    found = read(paragraph("同志们：") + p(TWO_LINES[kind], r("（1）")))
    assert found.text == "同志们："
    assert [(entry.what.partition("“")[0], entry.why) for entry in found.left_out] == [("公式", "写不成一行字")]


@pytest.mark.parametrize("code", ["LISTNUM", "AUTONUM", "AUTONUMLGL \\e", "AUTONUMOUT"])
def test_a_number_that_only_word_can_count_is_refused(code: str) -> None:
    with pytest.raises(UnreadableDocument, match="自动编号"):
        read(p(field(code), r("提高认识")))


ASIDE = {
    "ornaments": ('<w:r><w:sym w:font="Wingdings" w:char="F0D8"/></w:r>', "符号"),
    "ornaments as words": (r("\uf0d8", '<w:rFonts w:hAnsi="Wingdings"/>'), "符号"),
    "readings": ("<w:ruby><w:rt>" + r("lián") + "</w:rt><w:rubyBase></w:rubyBase></w:ruby>", "注音“lián”"),
    "a prompt": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>",
        "提示文字“单击此处”",
    ),
    "hidden words": (r("备注", "<w:vanish/>"), "隐藏文字“备注”"),
    "a hidden fraction": (f"<w:r><w:rPr><w:vanish/></w:rPr>{math(TWO_THIRDS)}</w:r>", "隐藏文字“23”"),
    "words of a code": (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{r("内码")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "域代码“内码”",
    ),
    "words of a drawing": (
        "<w:r><w:drawing><a:txBody xmlns:a='x'><a:p><a:r><a:t>流程</a:t></a:r></a:p></a:txBody></w:drawing>"
        "</w:r>",
        "示意图里的字“流程”",
    ),
    "a page number to come": (field("PAGE"), "没有算出来的域“PAGE”"),
    "a simple field to come": ('<w:fldSimple w:instr=" NUMPAGES "/>', "没有算出来的域“NUMPAGES”"),
    "word art": ('<w:r><w:pict><v:shape><v:textpath string="喜报"/></v:shape></w:pict></w:r>', "艺术字“喜报”"),
}


@pytest.mark.parametrize("kind", ASIDE)
def test_what_is_no_word_of_the_speech_is_named(kind: str) -> None:
    shown, what = ASIDE[kind]
    found = read(p(r("同志们"), shown, r("：")))
    assert found.text == "同志们："
    assert any(entry.what.startswith(what) for entry in found.left_out)


def test_hidden_rows_and_styles_are_left_out_and_shown_runs_in_them_are_not() -> None:
    styles = '<w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    row = f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraph('藏行')}</w:tc></w:tr></w:tbl>"
    runs = r("藏段") + r("露出", '<w:vanish w:val="0"/>')
    hidden = f'<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr>{runs}</w:p>'
    found = read(paragraph("同志们：") + row + hidden, styles=styles)
    assert found.text.split("\n") == ["同志们：", "露出"]
    assert [entry.what for entry in found.left_out] == ["隐藏文字“藏行藏段”"]


def test_words_that_are_struck_out_are_pointed_out() -> None:
    found = read(p(r("坚持"), r("旧的", "<w:strike/>"), r("新的"), r("做法", '<w:strike w:val="0"/>')))
    assert found.text == "坚持旧的新的做法"
    assert "加了删除线的字“旧的”照样收了，请核对" in found.notes


def test_raised_words_are_words_and_are_pointed_out() -> None:
    assert read(p(r("价格"), r("（含税）", RAISED))).text == "价格（含税）"
    found = read(p(r("见注"), r("[a]", RAISED)))
    assert found.text == "见注[a]"
    assert "上标“[a]”照普通文字写，请核对" in found.notes


def test_words_of_drawings_are_named() -> None:
    words = "<a:p xmlns:a='x'><a:r><a:t>先审批</a:t></a:r><a:r><a:t>后接待</a:t></a:r></a:p>"
    found = read(paragraph("同志们："), diagramData1=words)
    assert [entry.what for entry in found.left_out] == ["示意图里的字“先审批 后接待”"]


@pytest.mark.parametrize(("place", "wanted"), [(2, ["一、甲", "二、乙"]), (1, ["一、甲", "三、乙"])])
def test_an_empty_paragraph_shows_no_number_and_is_counted(place: int, wanted: list[str]) -> None:
    paragraphs = [numbered("甲"), numbered("乙")]
    paragraphs.insert(place, numbered(""))
    assert read("".join(paragraphs), numbering=CHINESE).text.split("\n") == wanted


@pytest.mark.parametrize(
    ("body", "parts", "said"),
    [
        (paragraph(" "), {}, "里没有文字，是空的。请看看是不是选错了文件"),
        ("", {}, "里没有文字，是空的"),
        ("<w:p><w:r><w:drawing/></w:r></w:p>", {}, "里没有文字，只有图片。请先做文字识别（OCR）"),
        (paragraph(" "), {"header1": paragraph("内部资料")}, "里没有正文，只有页眉“内部资料”。请把"),
        (p(r("备注", "<w:vanish/>")), {}, "里没有正文，只有隐藏文字“备注”"),
    ],
)
def test_a_document_without_a_text_is_told_what_is_true(body: str, parts: dict[str, str], said: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read(body, **parts)
    assert said in str(refusal.value)
    assert ("文字识别" in str(refusal.value)) == ("图片" in said)


@pytest.mark.parametrize(
    "table",
    [
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc>{old}</w:tc></w:tr><w:tr><w:tc>{new}</w:tc></w:tr>",
        "<w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{old}</w:tc><w:tc>{new}</w:tc></w:tr>",
    ],
)
def test_what_was_removed_of_a_table_is_left_out(table: str) -> None:
    found = read(f"<w:tbl>{table.format(old=p(r('旧标准')), new=p(r('新标准')))}</w:tbl>")
    assert found.text == "新标准"
    assert "修订痕迹：采用了修订后的文字，删去的不在内" in found.notes


def test_a_heading_whose_mark_is_hidden_stands_in_one_line_with_its_text() -> None:
    hidden = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
    found = read(paragraph("先审批。", hidden) + paragraph("没有审批的不接待。"), numbering=CHINESE)
    assert found.text == "一、先审批。没有审批的不接待。"


@pytest.mark.parametrize(("half_points", "noted"), [(12, "位置提升"), (-6, "位置降低"), (2, ""), (0, "")])
def test_figures_that_are_moved_up_or_down_are_pointed_out(half_points: int, noted: str) -> None:
    found = read(p(r("面积是10"), r("2", f'<w:position w:val="{half_points}"/>'), r("亩。")))
    assert found.text == "面积是102亩。"
    assert [note[:4] for note in found.notes] == ([noted] if noted else [])


@pytest.mark.parametrize(
    ("font", "place", "said"),
    [("宋体", "2460", "①"), ("SimSun", "00D7", "×"), ("宋体", "F0FC", ""), ("Wingdings", "F06C", "")],
)
def test_a_sign_of_a_font_for_text_is_the_sign_of_its_place(font: str, place: str, said: str) -> None:
    found = read(p(r("接待"), f'<w:r><w:sym w:font="{font}" w:char="{place}"/></w:r>', r("先审批。")))
    assert found.text == f"接待{said}先审批。"
    assert bool(found.left_out) is not bool(said)


def test_a_note_whose_mark_was_removed_is_left_out() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p(r("按规定"), f"<w:del>{mark.format(1)}</w:del>", mark.format(2), r("办。"))
    notes = "".join(f'<w:footnote w:id="{number}">{p(r(f"注{number}。"))}</w:footnote>' for number in (1, 2))
    assert read(body, footnotes=notes).text.split("\n") == ["按规定办。", "注2。"]


@pytest.mark.parametrize("properties", ["<w:rPr><w:vanish/></w:rPr>", '<w:pStyle w:val="h"/>'])
def test_a_paragraph_that_nobody_sees_is_not_counted(properties: str) -> None:
    styles = '<w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    count = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    unseen = f"<w:p><w:pPr>{count}{properties}</w:pPr>{r('乙', '<w:vanish/>')}</w:p>"
    found = read(numbered("甲") + unseen + numbered("丙"), numbering=CHINESE, styles=styles)
    assert found.text.split("\n") == ["一、甲", "二、丙"]


def test_a_large_first_letter_belongs_to_its_paragraph() -> None:
    large = paragraph("各", '<w:framePr w:dropCap="drop" w:lines="2"/>')
    assert read(large + paragraph("位同志，大家好。")).text == "各位同志，大家好。"


def test_contents_that_no_field_works_out_any_more_are_left_out() -> None:
    styles = '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    found = read(paragraph("一、总则\t1", '<w:pStyle w:val="11"/>') + paragraph("一、总则"), styles=styles)
    assert found.text == "一、总则"
    assert [entry.what for entry in found.left_out] == ["目录"]


def test_words_in_a_box_of_a_running_head_are_named_once() -> None:
    box = "<w:txbxContent>" + p(r("某单位")) + "</w:txbxContent>"
    head = p(either(f"<w:drawing>{box}</w:drawing>", f"<w:pict>{box}</w:pict>"))
    assert [entry.what for entry in read(paragraph("同志们："), header1=head).left_out] == ["页眉“某单位”"]


def test_bullets_are_named() -> None:
    found = read(numbered("甲") + numbered("乙"), numbering=numbering([("bullet", "—")]))
    assert found.text.split("\n") == ["甲", "乙"]
    assert [entry.what for entry in found.left_out] == ["2 个项目符号"]
