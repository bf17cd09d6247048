"""A document is read whole or refused: both shipped speeches through every format, and what is no speech."""

import base64
import io
import quopri
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest
from documents import DATE, TITLE, package, paragraph, printed, speech, word
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UnreadableDocument
from core.models import SpeechText
from knowledge.reading import extract as extraction
from knowledge.reading.extract import MAX_BYTES, check_size, extract
from knowledge.reading.extracted import Line
from knowledge.speech.segment import segment

AS_TEXT: dict[str, Callable[[str], bytes]] = {
    "utf8.txt": lambda text: text.encode(),
    "bom.txt": lambda text: text.encode("utf-8-sig"),
    "gb18030.txt": lambda text: text.encode("gb18030"),
    "utf16.txt": lambda text: text.encode("utf-16"),
    "utf16le.txt": lambda text: text.encode("utf-16-le"),
    "utf16be.txt": lambda text: text.encode("utf-16-be"),
    "windows.txt": lambda text: text.replace("\n", "\r\n").encode("gbk"),
    "speech.md": lambda text: ("# " + TITLE + "\n\n" + text.replace("\n", "\n\n")).encode(),
    "speech.docx": lambda text: word(text, TITLE, f"（{DATE}）", "内部资料"),
    "speech.pdf": lambda text: printed(text, TITLE, f"（{DATE}）", "内部资料 注意保存"),
}


def sentences(text: str) -> list[str]:
    cut = segment(SpeechText("s", "s.txt", "", "", "", text))
    return [cut.speech.text[sentence.start : sentence.end] for sentence in cut.sentences]


@pytest.mark.parametrize("name", AS_TEXT)
@pytest.mark.parametrize("year", ["2022", "2023"])
def test_a_shipped_speech_comes_back_sentence_for_sentence(year: str, name: str) -> None:
    found = extract(AS_TEXT[name](speech(year)), name)
    wanted = sentences(speech(year))
    assert sentences(found.text)[-len(wanted) :] == wanted
    assert found.title == ("" if name.endswith("txt") else TITLE)
    assert found.date == (DATE if name.endswith(("docx", "pdf")) else "")


def test_without_indents_no_word_is_lost_and_the_guess_is_said() -> None:
    found = extract(printed(speech("2022"), indent=0), "flush.pdf")
    assert "".join(found.text.split()) == "".join(speech("2022").split())
    assert "段首没有缩进，段落按行的长短推断，请核对" in found.notes
    assert len(found.text.split("\n")) >= 12  # of 13: a heading that fills its line looks like any other line


@pytest.mark.parametrize("name", ["utf8.txt", "speech.md", "speech.docx", "speech.pdf"])
def test_a_reader_that_loses_one_character_is_found_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(line: Line) -> Line:
        return Line(line.text.replace("恪", ""), line.title, line.centred)

    content = AS_TEXT[name](speech("2022") + "\n恪守。")
    monkeypatch.setattr(extraction, "_cleaned", careless)
    with pytest.raises(UnreadableDocument, match="有 1 个字对不上，为免漏字没有采用"):
        extract(content, name)


REFUSED = {
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 .docx"),
    "renamed.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 .docx"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "去掉密码",
    ),
    "notes.rtf": (rb"{\rtf1\ansi hello}", "另存为 .docx"),
    "page.html": ("<!DOCTYPE html><p>同志们".encode(), "网页"),
    "page.txt": ("<html><body>同志们".encode(), "网页"),
    "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(100), "文字识别"),
    "photo.txt": (b"\x89PNG\r\n\x1a\n" + bytes(100), "文字识别"),
    "photo.heic": (b"\0\0\0\x18ftypheic" + bytes(100), "文字识别"),
    "talk.mp4": (b"\0\0\0\x18ftypisom" + bytes(100), "视频"),
    "talk.m4a": (b"\0\0\0\x18ftypM4A " + bytes(100), "录音"),
    "talk.amr": (b"#!AMR\n" + bytes(100), "录音"),
    "talk.mp3": (b"ID3\x04\0" + bytes(100), "录音"),
    "all.rar": (b"Rar!\x1a\x07\x01\0" + bytes(100), "解压"),
    "all.7z": (b"7z\xbc\xaf\x27\x1c\0" + bytes(100), "解压"),
    "paper.caj": (b"CAJ\0" + bytes(100), "PDF"),
    "page.htm": ("<!-- 存 -->\n<HEAD><title>x</title>同志们：大家好。".encode(), "网页"),
    "part.txt": ('<div class="a"><p>同志们：大家好。</p></div>'.encode(), "网页"),
    "wide.txt": ("<html><body>同志们：大家好。".encode("utf-16"), "网页"),
    "wide.rtf": ("{\\rtf1 x}".encode("utf-16"), "另存为 .docx"),
    "mail.eml": ("Received: from a\nFrom: b\n\n同志们：大家好。".encode(), "邮件"),
    "sent.eml": ("From: a\nSubject: b\nMIME-Version: 1.0\n\n同志们：大家好。".encode(), "邮件"),
    "data.json": ('{"text": "同志们：大家好。"}'.encode(), "JSON"),
    "film.srt": ("1\n00:00:01,000 --> 00:00:03,000\n同志们：大家好。".encode(), "字幕"),
    "card.vcf": ("BEGIN:VCARD\nFN:甲\nEND:VCARD".encode(), "名片"),
    "base64.txt": (base64.encodebytes("同志们：大家好，要守纪律。".encode() * 9), "邮件"),
    "quoted.txt": (quopri.encodestring("同志们：大家好，要守纪律。".encode()), "邮件"),
    "seven.txt": ("同志们：大家好，要守纪律。".encode("utf-7"), "邮件"),
    "nothing.txt": (b"", "空的"),
    "nothing.pdf": (b"", "空的"),
    "blank.txt": ("  \u3000\r\n\t\ufeff".encode(), "空的"),
    "signs.txt": ("。。。***".encode(), "空的"),
    "blank.docx": (package(paragraph(" ")), "没有文字"),
    "half.pdf": (printed("同志们：" * 300)[:900], "损坏"),
    "half.docx": (word("同志们：" * 300)[:900], "损坏"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_advice(name: str) -> None:
    content, advice = REFUSED[name]
    with pytest.raises(UnreadableDocument) as refusal:
        extract(content, name)
    assert name in str(refusal.value)
    assert advice in str(refusal.value)
    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize(
    ("part", "kind"),
    [("xl/workbook.xml", "Excel"), ("ppt/a.xml", "演示"), ("content.xml", "odt"), ("a.txt", "压缩包")],
)
def test_other_zips_are_named(part: str, kind: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(part, "同志们")
    with pytest.raises(UnreadableDocument, match=kind):
        extract(file.getvalue(), "speech.docx")


@pytest.mark.parametrize(
    "text",
    [
        "From: the office\nTo: all staff\nSubject: gifts\n\nNo gifts are taken.",
        "CEB 会议纪要\n同志们：大家好。",
        "MZ 项目的报告\n同志们：大家好。",
        "1\n2\n同志们：大家好。",
        "“同志们”：大家好。",
        "anticorruption",
    ],
)
def test_a_text_that_begins_somewhat_like_another_file_is_a_text(text: str) -> None:
    assert extract(text.encode(), "a.txt").text.split("\n")[-1] == text.rsplit("\n", maxsplit=1)[-1]


def test_a_wrong_extension_is_read_by_content_and_said() -> None:
    found = extract(word("同志们：\n大家好。"), "speech.txt")
    assert found.text == "同志们：\n大家好。"
    assert found.notes == ("文件名的后缀是 .txt，内容是Word 文档，按Word 文档读",)


def test_fifty_megabytes_are_refused_unread() -> None:
    check_size(MAX_BYTES, "speech.pdf")
    with pytest.raises(UnreadableDocument, match="超过 50 MB"):
        check_size(MAX_BYTES + 1, "speech.pdf")


def test_a_million_characters_are_no_speech() -> None:
    for content in (b"a" * 4_000_001, "同志们。".encode() * 300_000):
        with pytest.raises(UnreadableDocument, match="超过一百万字"):
            extract(content, "speech.txt")


def test_a_name_is_never_trusted() -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        extract(b"", "../../" + "讲" * 500 + "\n\x1b[31m.txt")
    assert len(str(refusal.value)) < 120
    assert "\x1b" not in str(refusal.value)
    assert ".." not in str(refusal.value)


@pytest.mark.parametrize(
    ("lines", "title", "date", "occasion"),
    [
        ([TITLE, "（2023年2月7日）", "同志们："], TITLE, "2023年2月7日", ""),
        (
            [TITLE, "（2023年2月7日在机关全体会议上）", "张三", "同志们："],
            TITLE,
            "2023年2月7日",
            "在机关全体会议上",
        ),
        ([TITLE, "二〇二三年二月七日", "同志们："], TITLE, "二〇二三年二月七日", ""),
        (["同志们：", "2022年是很好的一年。", "一、提高认识"], "", "", ""),
        (["今天开会，任务很重", "同志们："], "", "", ""),
        (["同志们：", "我讲三点。", "2023年2月"], "", "2023年2月", ""),
    ],
)
def test_title_and_date_are_what_the_document_says_and_nothing_else(
    lines: list[str], title: str, date: str, occasion: str
) -> None:
    found = extract("\n".join(lines).encode(), "speech.txt")
    assert (found.title, found.date, found.occasion) == (title, date, occasion)
    assert found.text.split("\n") == lines


@pytest.mark.parametrize("name", ["speech.docx", "speech.pdf", "gb18030.txt", "speech.md"])
def test_damaged_files_are_read_or_refused_and_nothing_else(name: str) -> None:
    draw = random.Random(7)  # noqa: S311 - the same damage every time
    whole = AS_TEXT[name](speech("2022"))
    for _ in range(60):
        damaged = bytearray(whole[: draw.randrange(1, len(whole))] if draw.random() < 0.5 else whole)
        for _ in range(draw.randrange(1, 12)):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        with suppress(UnreadableDocument):
            assert extract(bytes(damaged), name).text


PARAGRAPHS = st.lists(
    st.text("同志们要学习廉政，。；：“”（）《》、 abcXYZ,.%-", min_size=1, max_size=90), max_size=9
)


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, st.sampled_from([word, printed]))
def test_no_character_gets_lost_in_word_or_pdf(paragraphs: list[str], write: Callable[[str], bytes]) -> None:
    text = "\n".join(["同志们", *paragraphs])
    name = "a.pdf" if write is printed else "a.docx"
    try:
        found = extract(write(text), name)
    except UnreadableDocument as refusal:
        assert "对不上" in str(refusal)  # noqa: PT017 - a refusal is allowed, but only by the comparison
        return
    assert Counter("".join(found.text.split())) == Counter("".join(text.split()))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("WordDocument", "旧版 Word（.doc）或 WPS 文档"),
        ("", "旧版 Word（.doc）或 WPS 文档"),
        ("Workbook", "旧版 Excel 表格（.xls 或 .et）"),
        ("Book", "旧版 Excel 表格（.xls 或 .et）"),
        ("PowerPoint Document", "旧版演示文稿（.ppt 或 .dps）"),
        ("__properties_version1.0", "邮件"),
    ],
)
def test_old_files_of_each_program_are_named(stream: str, kind: str) -> None:
    with pytest.raises(UnreadableDocument, match=re.escape(f"“表.doc”是{kind}，读不了。")):
        extract(OLE + f"{stream}\0".encode("utf-16-le"), "表.doc")


def test_a_table_inside_an_old_word_file_does_not_make_it_one() -> None:
    with pytest.raises(UnreadableDocument, match="旧版 Word"):
        extract(OLE + "Workbook\0WordDocument\0".encode("utf-16-le"), "旧稿.doc")


@pytest.mark.parametrize("saved", ["From: <Saved by WPS>", 'From: "Saved by Windows Internet Explorer 7"'])
def test_a_page_that_was_saved_is_no_mail(saved: str) -> None:
    with pytest.raises(UnreadableDocument, match="网页存档"):
        extract(f"{saved}\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nx".encode(), "通知.mht")
