"""Text files: the encoding is known or the file is refused; Markdown loses its marks and no word."""

import opencc
import pytest
from documents import speech
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.errors import UnreadableDocument
from knowledge.reading.extract import extract
from knowledge.reading.plausible import ENOUGH, plausibility

ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
SENTENCES = [sentence + "。" for year in ("2022", "2023") for sentence in speech(year).split("。")[:-1]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_sentence_is_known_in_every_encoding(encoding: str) -> None:
    for sentence in SENTENCES:
        assert "".join(extract(sentence.encode(encoding), "a.txt").text.split()) == "".join(sentence.split())


def test_every_sentence_is_known_in_the_coding_of_traditional_script() -> None:
    """And no sentence in another coding is taken for it."""
    converter = opencc.OpenCC("s2t")
    for sentence in SENTENCES:
        traditional = converter.convert(sentence).encode("cp950", "ignore")
        found = extract(traditional, "a.txt")
        assert found.notes == ("文字编码：Big5（繁体）",)
        assert "".join(found.text.split()) == "".join(traditional.decode("cp950").split())


@pytest.mark.parametrize("written", ENCODINGS)
@pytest.mark.parametrize("taken", ["gb18030", "utf-16-le", "utf-16-be", "big5", "latin-1"])
def test_what_is_decoded_wrongly_never_passes_for_text(written: str, taken: str) -> None:
    for year in ("2022", "2023"):
        text = speech(year).encode(written).decode(taken, "ignore")
        assert (plausibility(text) >= ENOUGH) == (written == taken)


def test_mojibake_saved_as_good_utf8_is_refused() -> None:
    garbled = "".join(filter(str.isprintable, speech("2022").encode().decode("gb18030", "ignore")))
    with pytest.raises(UnreadableDocument, match=r"“a.txt”像是乱码"):
        extract(garbled.encode(), "a.txt")
    with pytest.raises(UnreadableDocument, match="有一行像是乱码"):
        extract(f"{speech('2022')}\n{garbled[:60]}".encode(), "a.txt")


@pytest.mark.parametrize("damage", [b"\x00", b"\xef\xbf\xbd", b"\x07"])
def test_damaged_places_are_refused_and_shown(damage: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"这一行有 1 个认不出的字符：“同志□们”"):
        extract(speech("2022").encode() + b"\n" + "同志".encode() + damage + "们".encode(), "a.txt")


def test_rare_names_are_no_mojibake_where_the_coding_proves_itself() -> None:
    names = "张喆、李旻、王翀、赵昇、刘堃、陈淼鑫同志参加会议。"
    assert extract(names.encode(), "a.txt").text == names
    assert extract(names.encode("gbk"), "a.txt").text == names


@pytest.mark.parametrize("names", ["钱𬭚、李𬍛、王𫖯同志参加会议。", "会议由㐂、㵄、䶮三位同志主持。"])
def test_characters_of_four_bytes_may_be_frequent(names: str) -> None:
    assert extract(names.encode("gb18030"), "a.txt").text == names
    assert extract(f"{names}\n{speech('2022')}".encode("gb18030"), "a.txt").text.startswith(names)


def test_a_euro_as_windows_writes_it_is_a_euro() -> None:
    text = "同志们：\n这次出访用了 €500，以后不超过 €300。"
    assert extract(text.encode("gbk", "replace").replace(b"?", b"\x80"), "a.txt").text == text
    assert extract(text.encode("gb18030"), "a.txt").text == text


def test_the_coding_of_hong_kong_is_read() -> None:
    text = "同志們：今天開會，重點係學習規定。啲同事話唔知，呢個要講清楚。"
    found = extract((text * 3).encode("big5hkscs"), "a.txt")
    assert found.text == text * 3
    assert found.notes[0] == "文字编码：Big5（香港）"


def test_a_truncated_file_is_refused() -> None:
    with pytest.raises(UnreadableDocument):
        extract(speech("2022").strip().encode()[:-1], "a.txt")


def test_an_encoding_other_than_utf8_is_told() -> None:
    assert extract("同志们：".encode("gbk"), "a.txt").notes == ("文字编码：GB18030（GBK）",)
    assert extract("同志们：".encode(), "a.txt").notes == ()


def test_lines_cut_at_one_width_become_paragraphs_again() -> None:
    paragraphs = ["\u3000\u3000" + sentence for sentence in SENTENCES[4:10]]
    cut = "\n".join(
        paragraph[start : start + 30] for paragraph in paragraphs for start in range(0, len(paragraph), 30)
    )
    found = extract(cut.encode(), "a.txt")
    assert found.text.split("\n") == [paragraph.strip() for paragraph in paragraphs]
    assert found.notes == ("每行都在固定宽度处断开，已把断开的行接成段落，请核对分段",)


@pytest.mark.parametrize("width", [20, 30, 35, 40, 76])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_paragraph_that_ends_just_before_the_width_is_not_run_into_the_next(width: int, between: str) -> None:
    paragraphs = [
        line for line in map(str.strip, speech("2023").split("\n")) if len(line) > width and len(line) % width
    ]
    cut = between.join(
        "\n".join(line[start : start + width] for start in range(0, len(line), width)) for line in paragraphs
    )
    found = extract(cut.encode(), "a.txt").text.split("\n")
    assert ["".join(line.split()) for line in found] == ["".join(line.split()) for line in paragraphs]


def test_lines_cut_at_so_many_columns_become_paragraphs_again() -> None:
    """As mail programs count: a Chinese character is two wide, a Latin letter one."""
    paragraphs = [sentence.strip() + "。" for sentence in speech("2023").split("。")[3:9]]
    cut = []
    for paragraph in paragraphs:
        line = ""
        for sign in paragraph:
            if len(line.encode("gbk")) + len(sign.encode("gbk")) > 60:
                cut.append(line)
                line = ""
            line += sign
        cut += [line, ""]
    assert extract("\n".join(cut).encode(), "a.txt").text.split("\n") == paragraphs


@pytest.mark.parametrize("mark", ["> ", ">", "| ", "＞"])
def test_marks_of_a_quoted_mail_are_left_out_by_name(mark: str) -> None:
    lines = ["同志们：", "接待要先审批后接待。", "标准按月公布。"]
    found = extract("\n".join(mark + line for line in lines).encode(), "a.txt")
    assert found.text.split("\n") == lines
    assert [entry.what for entry in found.left_out] == [f"行首的引用符号“{mark.strip() * 3}”"]
    one = extract(f"同志们：\n{mark}接待要先审批后接待。\n标准按月公布。".encode(), "a.txt")
    assert mark.strip() in one.text


def test_chinese_in_seven_bits_is_read() -> None:
    found = extract("同志们：\n接待要先审批后接待。".encode("hz"), "a.txt")
    assert found.text == "同志们：\n接待要先审批后接待。"


@pytest.mark.parametrize("end", [b"\x1a", b"\0", b"\r\n\x1a"])
def test_what_old_programs_write_where_a_file_ends_is_no_sign(end: bytes) -> None:
    assert extract("同志们：".encode("gbk") + end, "a.txt").text == "同志们："


MARKDOWN = """---
title: 讲话题目在这里
date: 2023年2月7日
---

# 一、提高认识

**同志们**，这是*第一*句。组长***同志讲了话，***总结了工作。**“引用”**的话。
这一行接着写
二、另一个标题

1. 第一条
2. 第二条
   - 下面一点 &amp; 别的

> 引文 `代码` [链接](https://example.org/a "题") ![图](b.png)

| 甲 | 乙 |
|---|---|
| 丙 | 丁 |

***

    缩进的段落
<div>网页里的<b>话</b></div>
"""


def test_markdown_loses_its_marks_and_no_word() -> None:
    found = extract(MARKDOWN.encode(), "a.md")
    assert found.text.split("\n") == [
        "一、提高认识",
        "同志们，这是第一句。组长***同志讲了话，***总结了工作。“引用”的话。",
        "这一行接着写",
        "二、另一个标题",
        "1. 第一条",
        "2. 第二条",
        "下面一点 & 别的",
        "引文 代码 链接",
        "甲\u3000乙",
        "丙\u3000丁",
        "缩进的段落",
        "网页里的",
        "话",
    ]
    assert (found.title, found.date) == ("讲话题目在这里", "2023年2月7日")
    assert [entry.what for entry in found.left_out] == [
        "文件开头的设置“title: 讲话题目在这里 date: 202…”",
        "图片“图 b.png”",
    ]


def test_raised_figures_of_markdown_stay_apart_and_struck_words_are_pointed_out() -> None:
    found = extract("同志们：\n\n10<sup>2</sup>亩，CO<sub>2</sub>，~~旧的~~新的。".encode(), "a.md")
    assert found.text == "同志们：\n10²亩，CO₂，旧的新的。"
    assert found.notes == ("加了删除线的字“旧的”照样收了，请核对",)


def test_words_in_a_tag_or_a_comment_of_markdown_are_named() -> None:
    found = extract(
        "同志们：\n\n<font color='red'>管好</font>小事。<!-- 第二稿 --><资料 1>\n\n<!批注>\n".encode(), "a.md"
    )
    assert found.text.startswith("同志们：\n管好小事。")
    shown = found.text + "".join(entry.what for entry in found.left_out)
    assert all(words in shown for words in ("第二稿", "资料 1", "批注"))
    assert "font" not in shown


def test_markdown_whose_words_markdown_hides_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="有 4 个字对不上"):
        extract("同志们。\n\n[注释]: 藏着\n".encode(), "a.md")


@settings(deadline=None)
@given(st.lists(st.text("同志们要学习廉政123ab。，、*_#- `|[]()<>＞!~\\\t\u3000", max_size=40), max_size=12))
def test_no_character_of_a_text_gets_lost(lines: list[str]) -> None:
    content = "\n".join(["同志们", *lines])
    found = extract(content.encode(), "a.txt")
    assert "".join(found.text.split()) == "".join(content.split())


AROUND = (
    "首页 > 要闻", "打印", "【字号：", "大", "中", "小", "】", ">", "1>", "来源：示例网",
    "责任编辑：甲某某", "浏览次数：12", "作者：甲某某", "标准", "正文", "更多", "2024-03-05 10:20",
    "上一篇：关于接待的通知", "版权所有：示例局", "标题：管好小事", "示例局文件",
    "示局发〔2024〕12号", "附件1", "秘密★1年", "（示例网记者 甲某某摄）", "同志们：",
    "多读书、学摄影。", "接待要先审批。", "——在示例会上的讲话", "（2024年3月5日）", "甲某某", "目录",
    "一、管好小事",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(AROUND), min_size=1, max_size=14))
def test_whatever_stands_around_a_text_is_in_it_or_in_the_account(lines: list[str]) -> None:
    assume(any(map(str.isalnum, "".join(lines))))
    found = extract("\n".join(lines).encode(), "a.txt")
    account = "".join(entry.what for entry in found.left_out)
    kept = "".join(f"{found.text}{account}".split())
    for line in lines:
        assert "".join(line.split()) in kept or "目录" in account
    for line in ("接待要先审批。", "多读书、学摄影。", "同志们："):
        assert found.text.split("\n").count(line) == lines.count(line) or "目录" in account


@settings(deadline=None)
@given(st.lists(st.text("同志们要学习廉政123ab。，、*_#- `|[]()<>＞!~\\\t\u3000", max_size=40), max_size=12))
def test_no_word_of_markdown_gets_lost(lines: list[str]) -> None:
    content = "\n".join(["同志们", *lines])
    try:
        found = extract(content.encode(), "a.md")
    except UnreadableDocument:
        return
    for sign in "同志们要学习廉政123。，、":
        assert found.text.count(sign) + sum(e.what.count(sign) for e in found.left_out) >= content.count(sign)


def test_the_cells_of_a_row_of_markdown_stay_together() -> None:
    found = extract(
        "车辆分工如下：\n\n| 项目 | 责任人 |\n|---|---|\n| 年检 | 车队长 |\n\n各司其职。".encode(), "a.md"
    )
    assert found.text.split("\n") == ["车辆分工如下：", "项目\u3000责任人", "年检\u3000车队长", "各司其职。"]


ONE_LINE = (
    "同志们，今天讲两点。一、提高认识。（一）思想上要重视。第一，要学习。一是学原文，二是学案例。第二，要对照。"
    "（二）行动上要落实。1.查问题。2.定措施。二、抓好整改。重点抓三项、五项工作，落实第三条的规定。"
)
PARTED_LINE = [
    "同志们，今天讲两点。",
    "一、提高认识。",
    "（一）思想上要重视。第一，要学习。一是学原文，二是学案例。第二，要对照。",
    "（二）行动上要落实。",
    "1.查问题。",
    "2.定措施。",
    "二、抓好整改。重点抓三项、五项工作，落实第三条的规定。",
]
RULE_LINE = (
    "示例局接待规定 第一条 为规范接待，制定本规定。 第二条 接待要先审批，按第一条办理。 第三条 标准按月公布。"
    " 第四条 本规定自印发之日起施行，由办公室解释。"
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (ONE_LINE, PARTED_LINE),
        (
            f"在警示教育会上的讲话\n2024年3月5日\n{ONE_LINE}",
            ["在警示教育会上的讲话", "2024年3月5日", *PARTED_LINE],
        ),
        (f"在警示教育会上的讲话 {ONE_LINE}", ["在警示教育会上的讲话", *PARTED_LINE]),
        (ONE_LINE.replace("。", "。 "), PARTED_LINE),
        (
            RULE_LINE,
            [
                "示例局接待规定",
                "第一条 为规范接待，制定本规定。",
                "第二条 接待要先审批，按第一条办理。",
                "第三条 标准按月公布。",
                "第四条 本规定自印发之日起施行，由办公室解释。",
            ],
        ),
    ],
)
def test_a_text_in_one_line_is_parted_at_what_counts_its_parts(text: str, right: list[str]) -> None:
    found = extract(text.encode(), "a.txt")
    assert [line.replace("。 ", "。") for line in found.text.split("\n")] == right
    assert "整篇连成一行，已在“一、”“（一）”等处分段，请核对" in found.notes


@pytest.mark.parametrize(
    "text",
    [
        "今天讲一个问题：一、学习。" + "大家要把学习抓在经常。" * 10,  # nothing goes on from it
        "大家要抓好一、二、三季度的工作，落实第一条、第二条。" * 5,  # no sentence ends before them
        "\n".join(["一、学习。二、对照。" + "大家要把学习抓在经常。" * 5] * 3),  # a paragraph of several
    ],
)
def test_other_long_lines_stay_as_they_are(text: str) -> None:
    assert extract(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("name", ["讲话.txt", "讲话"])
def test_markdown_in_a_file_that_is_called_text_is_pointed_out(name: str) -> None:
    found = extract("# 要点\n\n**接待**：要先审批。\n\n**用车**：要先登记。".encode(), name)
    assert "**接待**：要先审批。" in found.text
    assert any("文件名改成 .md 再发" in note for note in found.notes)
