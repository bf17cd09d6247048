"""Word's files: what Word shows is there, what is not is accounted for."""

import io
import zipfile

import pytest
from documents import ONE_LIST, STRICT, numbered, numbering, package, paragraph

from core.errors import UnreadableDocument
from knowledge.reading.docx.numbering import written
from knowledge.reading.docx.package import MAX_PART
from knowledge.reading.extract import Extracted, extract

CHINESE = numbering([("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])


def read(body: str, **parts: str) -> Extracted:
    return extract(package(body, parts), "speech.docx")


def runs(*texts: str) -> str:
    return "".join(f"<w:r>{text}</w:r>" for text in texts)


def test_numbers_that_word_counts_are_written_out() -> None:
    body = (
        numbered("提高认识")
        + paragraph("第一句。")
        + numbered("学习", level=1)
        + numbered("落实", level=1)
        + numbered("2023年要做的事", level=2)
        + numbered("压实责任")
        + numbered("再学习", level=1)
    )
    found = read(body, numbering=CHINESE)
    assert found.text.split("\n") == [
        "一、提高认识",
        "第一句。",
        "（一）学习",
        "（二）落实",
        "1. 2023年要做的事",
        "二、压实责任",
        "（一）再学习",
    ]
    assert found.notes == ("自动编号（如“一、”“1.”）已写成文字",)


def level(number: int, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


@pytest.mark.parametrize(
    ("restart", "wanted"),
    [
        ("", ["第一章", "第一节", "第一条", "第二节", "第一条", "第二章", "第一节", "第一条"]),
        (
            '<w:lvlRestart w:val="0"/>',
            ["第一章", "第一节", "第一条", "第二节", "第二条", "第二章", "第一节", "第三条"],
        ),
        (
            '<w:lvlRestart w:val="1"/>',
            ["第一章", "第一节", "第一条", "第二节", "第二条", "第二章", "第一节", "第一条"],
        ),
        (
            '<w:lvlRestart w:val="2"/>',
            ["第一章", "第一节", "第一条", "第二节", "第一条", "第二章", "第一节", "第一条"],
        ),
    ],
)
def test_articles_count_on_through_chapters_where_word_says_so(restart: str, wanted: list[str]) -> None:
    levels = level(0, "第%1章") + level(1, "第%2节") + level(2, "第%3条", restart)
    list_of_all = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{ONE_LIST}'
    body = "".join(numbered("。", level=at) for at in (0, 1, 2, 1, 2, 0, 1, 2))
    assert read(body, numbering=list_of_all).text.split("\n") == [f"{number}。" for number in wanted]


def test_a_list_may_have_its_levels_from_a_list_style() -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="L"/>{level(0, "%1、")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + ONE_LIST
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    found = read(numbered("甲", 2) + numbered("乙", 2), numbering=lists)
    assert found.text.split("\n") == ["一、甲", "二、乙"]


def test_a_number_may_come_from_the_style_and_start_anew() -> None:
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="own"><w:name w:val="Own"/><w:basedOn w:val="1"/></w:style>'
    )
    again = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = (
        paragraph("甲", '<w:pStyle w:val="1"/>')
        + paragraph("乙", '<w:pStyle w:val="own"/>')
        + numbered("丙", 2)
        + numbered("丁", 2)
        + numbered("戊", 0)
    )
    found = read(body, styles=styles, numbering=numbering([("chineseCountingThousand", "第%1，")], again))
    assert found.text.split("\n") == ["第一，甲", "第二，乙", "第一，丙", "第二，丁", "戊"]


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        (3, "decimal", "3"),
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "japaneseCounting", "一百一十"),
        (12, "chineseLegalSimplified", "拾贰"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (3, "decimalFullWidth", "３"),
        (9, "lowerRoman", "ix"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (2, "ideographTraditional", "乙"),
        (4, "decimalZero", "04"),
        (4, "none", ""),
    ],
)
def test_the_ways_offices_number(number: int, kind: str, shown: str) -> None:
    assert written(number, kind) == shown


@pytest.mark.parametrize("kind", ["hebrew1", "decimalEnclosedCircle"])
def test_a_number_that_cannot_be_written_is_no_reason_to_leave_it_out(kind: str) -> None:
    with pytest.raises(UnreadableDocument, match="自动编号"):
        read(numbered("甲") * 21, numbering=numbering([(kind, "%1")]))


def test_tracked_changes_leave_the_text_as_it_became() -> None:
    inside = (
        runs("<w:t>坚持</w:t>")
        + "<w:del>"
        + runs("<w:delText>旧的</w:delText>")
        + "</w:del>"
        + "<w:ins>"
        + runs("<w:t>新的</w:t>")
        + "</w:ins>"
        + "<w:moveFrom>"
        + runs("<w:t>搬走的</w:t>")
        + "</w:moveFrom>"
        + runs("<w:t>做法。</w:t>")
    )
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + runs("<w:t>上半句，</w:t>") + "</w:p>"
    found = read(f"<w:p>{inside}</w:p>{joined}{paragraph('下半句。')}")
    assert found.text == "坚持新的做法。\n上半句，下半句。"
    assert found.notes == ("修订痕迹：采用了修订后的文字，删去的不在内",)


def test_tables_boxes_links_fields_and_notes_are_all_there() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('甲格')}</w:tc><w:tc>{paragraph('乙格')}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{paragraph('框里的话。')}</w:txbxContent>"
    shape = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2月</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        "<w:p>"
        + runs("<w:t>正文</w:t><w:footnoteReference w:id='1'/>", shape)
        + "<w:hyperlink>"
        + runs("<w:t>链接</w:t>")
        + "</w:hyperlink>"
        + field
        + "<w:sdt><w:sdtContent>"
        + runs("<w:t>控件</w:t>")
        + "</w:sdtContent></w:sdt>"
        + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
        + table
    )
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="1">{paragraph("脚注。")}</w:footnote>'
    )
    found = read(body, footnotes=notes)
    assert found.text.split("\n") == ["正文链接2月控件x=1", "框里的话。", "甲格", "乙格", "脚注。"]
    assert found.left_out == ()
    assert "脚注和尾注放在正文之后" in found.notes


def cells(*words: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in words) + "</w:tr>"


def test_the_cells_of_a_row_stay_together() -> None:
    rows = cells("项目", "责任人") + cells("年检", "车队长") + cells("", "只有一格")
    found = read(f"{paragraph('车辆分工如下：')}<w:tbl>{rows}</w:tbl>")
    assert found.text.split("\n") == ["车辆分工如下：", "项目\u3000责任人", "年检\u3000车队长", "只有一格"]
    assert found.left_out == ()
    outer = f"<w:tr><w:tc>{paragraph('丙')}</w:tc><w:tc><w:tbl>{rows}</w:tbl></w:tc></w:tr>"
    within = read(f"<w:tbl>{cells('甲', '乙')}{outer}</w:tbl>").text
    assert "丙\u3000项目\u3000责任人 年检\u3000车队长 只有一格" in within


def test_prose_in_cells_stays_a_paragraph_a_line() -> None:
    prose = "坚持把纪律挺在前面，" * 10
    found = read(f"<w:tbl>{cells(prose, '短')}{cells('长', prose)}{cells('时间', '地点')}</w:tbl>")
    assert found.text.split("\n") == [prose, "短", "长", prose, "时间", "地点"]


def test_what_is_not_the_speech_is_left_out_and_named() -> None:
    contents = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>一、提高认识 1</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>二、落实 2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    hidden = (
        "<w:p>"
        + runs("<w:rPr><w:vanish/></w:rPr><w:t>备注给</w:t>", "<w:rPr><w:vanish/></w:rPr><w:t>秘书</w:t>")
        + "</w:p>"
    )
    body = (
        contents
        + hidden
        + paragraph("一、提高认识")
        + "<w:p>"
        + runs("<w:drawing/>", "<w:t>同志们</w:t>")
        + "</w:p>"
    )
    comment = f'<w:comment w:id="0">{paragraph("这里改一下")}</w:comment>'
    found = read(body, header1=paragraph("内部资料"), footer1=paragraph("第 1 页"), comments=comment)
    assert found.text.split("\n") == ["一、提高认识", "同志们"]
    assert {entry.what for entry in found.left_out} == {
        "目录",
        "隐藏文字“备注给秘书”",
        "页眉“内部资料”",
        "页脚“第 1 页”",
        "批注“这里改一下”",
        "1 个图片或图形",
    }
    assert all(entry.why for entry in found.left_out)


def test_a_heading_whose_words_occur_in_the_body_stays_twice() -> None:
    found = read(paragraph("一、提高认识") + paragraph("一、提高认识。这是第一条。") + paragraph("提高认识"))
    assert found.text.split("\n") == ["一、提高认识", "一、提高认识。这是第一条。", "提高认识"]


def test_soft_breaks_end_a_line_only_where_a_sentence_ends() -> None:
    body = (
        "<w:p>"
        + runs(
            "<w:t>这一行话在中间断开了，一直到这里才算是完整的一</w:t><w:br/>",
            "<w:t>句话。</w:t><w:br/><w:t>一、标题</w:t><w:br/><w:t>正文</w:t><w:tab/><w:t>再说</w:t><w:noBreakHyphen/>",
        )
        + "</w:p>"
    )
    assert read(body).text.split("\n") == [
        "这一行话在中间断开了，一直到这里才算是完整的一句话。",
        "一、标题",
        "正文 再说-",
    ]


def test_strict_files_read_like_others() -> None:
    assert extract(package(paragraph("同志们："), namespace=STRICT), "strict.docx").text == "同志们："


def test_macros_are_never_run_and_the_text_is_read() -> None:
    found = extract(package(paragraph("同志们："), {"vbaProject.bin": b"Sub AutoOpen()"}), "speech.docm")
    assert found.text == "同志们："
    assert found.left_out[0].what == "宏"


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ("<w:p><w:r><w:drawing/></w:r></w:p>", "只有图片"),
        (paragraph("同志们") + "<w:altChunk/>", "嵌着别的文档"),
        ("<w:p>", "损坏"),
        (paragraph("\ue001\ue002同志们"), "乱码|认不出"),
    ],
)
def test_what_would_come_out_in_part_is_refused(body: str, advice: str) -> None:
    with pytest.raises(UnreadableDocument, match=advice):
        read(body)


def test_words_that_the_walk_misses_are_found_by_the_second_reading() -> None:
    """w:t inside properties is no place for words; if a program puts them there, nobody guesses."""
    with pytest.raises(UnreadableDocument, match="2 个字对不上"):
        read("<w:p><w:pPr><w:r><w:t>藏字</w:t></w:r></w:pPr><w:r><w:t>同志们</w:t></w:r></w:p>")


def test_bombs_are_refused_before_they_unfold() -> None:
    with pytest.raises(UnreadableDocument, match="解压后太大"):
        read(paragraph(" " * (MAX_PART + 1)))


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document/>',
        "<?xml version='1.0' encoding='gbq'?><w:document/>",
        "<?xml version='1.0' encoding='gbk'?><w:document/>",
    ],
)
def test_entities_and_strange_encodings_are_refused(document: str) -> None:
    damaged = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package(paragraph("同志们")))) as whole,
        zipfile.ZipFile(damaged, "w") as archive,
    ):
        for name in whole.namelist():
            archive.writestr(name, document if name == "word/document.xml" else whole.read(name))
    with pytest.raises(UnreadableDocument, match="损坏"):
        extract(damaged.getvalue(), "bomb.docx")


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(UnreadableDocument):
        read("<w:p>" + "<w:ins>" * 5000 + "<w:r><w:t>同志们</w:t></w:r>" + "</w:ins>" * 5000 + "</w:p>")


def test_a_zip_of_a_kind_to_come_is_damage() -> None:
    content = bytearray(package(paragraph("同志们")))
    content[content.rindex(b"PK\x01\x02") + 6] = 200  # the version needed to unpack it
    with pytest.raises(UnreadableDocument, match="损坏"):
        extract(bytes(content), "a.docx")
