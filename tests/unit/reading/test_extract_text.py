"""Text files: the encoding is known or the file is refused; Markdown loses its marks and no word."""

import opencc
import pytest
from documents import speech
from hypothesis import given
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
        "甲",
        "乙",
        "丙",
        "丁",
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


def test_markdown_whose_words_markdown_hides_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="有 4 个字对不上"):
        extract("同志们。\n\n[注释]: 藏着\n".encode(), "a.md")


# Without ">": a line of it at the top is taken for a web page's path, and left out by name.
@given(st.lists(st.text("同志们要学习廉政123ab。，、*_#- `|[]()!~\\\t\u3000", max_size=40), max_size=12))
def test_no_character_of_a_text_gets_lost(lines: list[str]) -> None:
    content = "\n".join(["同志们", *lines])
    found = extract(content.encode(), "a.txt")
    assert "".join(found.text.split()) == "".join(content.split())


# Without ">": a line of it at the top is taken for a web page's path, and left out by name.
@given(st.lists(st.text("同志们要学习廉政123ab。，、*_#- `|[]()!~\\\t\u3000", max_size=40), max_size=12))
def test_no_word_of_markdown_gets_lost(lines: list[str]) -> None:
    content = "\n".join(["同志们", *lines])
    try:
        found = extract(content.encode(), "a.md")
    except UnreadableDocument:
        return
    for sign in "同志们要学习廉政123。，、":
        assert found.text.count(sign) + sum(e.what.count(sign) for e in found.left_out) >= content.count(sign)
