"""Speeches as files: names, titles, and clear words about what cannot be read."""

import hashlib
from pathlib import Path

import pytest

from core.errors import OperatorError
from knowledge.reading.extract import extract
from knowledge.reading.folder import locate, look_through, read_folder, short_slug

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
# From the originals' own list: the shipped files are those, byte for byte.
ORIGINALS = {
    "2022.txt": "51c7432ee772bb6765bf874ec58f03f8e0aec384c32b525b9cb677ff49640a49",
    "2023.txt": "fafd95db1923fcf0926ff7a217b664e746b399b7a0c88e238bef27ce5629e0b4",
}


@pytest.mark.parametrize("name", sorted(ORIGINALS))
def test_shipped_speech_is_the_original_byte_for_byte(name: str) -> None:
    content = (KNOWLEDGE / "speeches" / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == ORIGINALS[name]


def test_shipped_speeches_have_slug_title_and_year() -> None:
    speeches = {speech.slug: speech for speech in read_folder(KNOWLEDGE / "speeches")}
    assert set(speeches) == {"2022", "2023"}
    assert speeches["2023"].title == "在市政协机关党风廉政建设工作会议上的讲话"
    assert speeches["2023"].date == "2023年"
    assert speeches["2023"].text.startswith("同志们：")


def test_knowledge_folder_is_told_from_a_folder_of_speeches(tmp_path: Path) -> None:
    assert KNOWLEDGE / "questions" / "2022" / "driver.txt" in locate(KNOWLEDGE).ways
    assert locate(tmp_path).speeches == tmp_path
    assert (locate(tmp_path).ways, locate(tmp_path).questions) == ((), None)


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match=r"knowledge\.folder"):
        locate(tmp_path / "nowhere")


def test_file_without_entry_is_called_after_itself_or_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于加强作风建设的意见\n各单位要抓好落实。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("今天讲三点。要抓好落实。", encoding="utf-8")
    first, second = read_folder(tmp_path)
    assert (first.title, second.title) == ("关于加强作风建设的意见", "b")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "是空的"),
        (b"  \n\n", "是空的"),
        ("***\n。。。".encode(), "没有文字"),
        (b"\xff\xfe\x00\x01", "乱码"),
        (b"\xff\x81\x82" * 9, "文字编码"),
        (b"PK\x03\x04 nothing", "压缩包"),
    ],
)
def test_unusable_file_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "坏文件.txt").write_bytes(content)
    with pytest.raises(OperatorError, match=rf"坏文件\.txt.*{words}"):
        read_folder(tmp_path)


def test_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeff第一行。\r\n第二行。".encode())
    assert read_folder(tmp_path)[0].text == "第一行。\n第二行。"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "cp950", "utf-16", "utf-16-le", "utf-8-sig"])
def test_text_is_read_in_every_coding_that_is_read_in_chat(tmp_path: Path, encoding: str) -> None:
    text = "各位同志：\n要抓好工作，先想清楚再做。"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert read_folder(tmp_path)[0].text == extract(text.encode(encoding), "a.txt").text == text


def test_what_is_not_read_is_named_and_what_is_read_is_accounted_for(tmp_path: Path) -> None:
    folder = tmp_path / "speeches"
    (folder / "2023").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("旧稿.doc", "照片.jpg", "questions.toml", "无后缀"):
        (folder / name).write_bytes(b"x")
    for name in ("~$a.docx", "README.md", ".DS_Store", "Thumbs.db", "speeches.toml"):
        (folder / name).write_bytes(b"")
    (folder / "a.txt").write_text("要抓好落实。", encoding="utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "忘了移.docx").write_bytes(b"x")
    found = look_through(folder)
    assert [one.speech.slug for one in found.speeches] == ["a"]
    assert [(one.slug, "坏.docx" in one.why) for one in found.unread] == [(short_slug("坏", set()), True)]
    named = {"2023", "questions.toml", "旧稿.doc", "无后缀", "照片.jpg", "忘了移.docx"}
    assert {sentence.partition("“")[2].partition("”没有读")[0] for sentence in found.ignored} == named
    assert "子文件夹" in found.ignored[0]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[[speech]]\nfile = 'none.txt'", "none.txt"),
        ("[[speech]]\nfile = 'a.txt'\ntitel = '…'", "titel"),
        ("[[speech]]\nfile = 'a.txt'\nslug = 'a-b'", "slug"),
        ("[[speech]]\nfile = 'a.txt'\ndate = 2023", "date"),
        ("[[speech]]\ntitle = '没有文件'", "file"),
        ("[[speech]]\nfile = 'a.txt'\n[[speech]]\nfile = 'a.txt'", "重复"),
        ("[[speech", "speeches.toml"),
        ("[other]\n", "other"),
    ],
)
def test_bad_entry_is_named(tmp_path: Path, toml: str, words: str) -> None:
    (tmp_path / "a.txt").write_text("要抓好落实。", encoding="utf-8")
    (tmp_path / "speeches.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(OperatorError, match=words):
        read_folder(tmp_path)


def test_slug_of_a_long_or_odd_name_is_short_stable_and_its_own() -> None:
    name = "在全市警示教育大会上的讲话（2024年3月）最终版"
    slug = short_slug(name, set())
    assert slug == short_slug(name, set())
    assert len(slug) <= 16
    assert slug.isascii()
    assert "-" not in slug
    assert short_slug(name, {slug}) != slug
    assert short_slug("2024", set()) == "2024"
