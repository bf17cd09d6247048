"""The files' texts and ways of asking are read once and kept beside the database."""

from pathlib import Path

import pytest

import knowledge
from core.errors import OperatorError
from knowledge.reading.folder import KnowledgeFiles, locate
from knowledge.search.known.asked import Asked, read_asked, to_bytes
from knowledge.search.known.questions import KnownQuestion
from services.speeches.kept import DIGEST
from services.speeches.kept_texts import CODE as READS_TEXTS
from services.speeches.kept_texts import NAME as TEXTS
from services.speeches.kept_texts import KeptTexts
from services.speeches.kept_ways import CODE, NAME, KeptWays

WAYS = "> 把纪律挺在前面\n纪律要放在哪\n"
OTHERS = read_asked([KnownQuestion("另一句", "driver", "另一段")])


@pytest.fixture
def files(tmp_path: Path) -> KnowledgeFiles:
    """Return a knowledge folder with one file of ways of asking."""
    folder = tmp_path / "knowledge"
    (folder / "speeches").mkdir(parents=True)
    (folder / "speeches" / "s1.txt").write_text("把纪律挺在前面。", encoding="utf-8")
    (folder / "questions" / "s1").mkdir(parents=True)
    (folder / "questions" / "s1" / "driver.txt").write_text(WAYS, encoding="utf-8")
    return locate(folder)


def stretches(asked: Asked) -> list[str]:
    return [text for text, _, _ in asked.stretches]


def test_what_was_read_is_kept_and_used_the_next_time(files: KnowledgeFiles, tmp_path: Path) -> None:
    assert stretches(KeptWays(tmp_path).read(files)) == ["把纪律挺在前面"]

    kept = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(kept[:DIGEST] + to_bytes(OTHERS))

    assert stretches(KeptWays(tmp_path).read(files)) == ["另一段"]


def test_a_changed_file_is_read_anew(files: KnowledgeFiles, tmp_path: Path) -> None:
    KeptWays(tmp_path).read(files)
    files.ways[0].write_text(WAYS.replace("前面", "最前面"), encoding="utf-8")

    assert stretches(KeptWays(tmp_path).read(files)) == ["把纪律挺在最前面"]


@pytest.mark.parametrize("rest", [b"", b"PK\x03\x04", b"nonsense"])
def test_what_was_cut_short_is_read_and_kept_anew(files: KnowledgeFiles, tmp_path: Path, rest: bytes) -> None:
    KeptWays(tmp_path).read(files)
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[:DIGEST] + rest)

    assert stretches(KeptWays(tmp_path).read(files)) == ["把纪律挺在前面"]
    assert (tmp_path / NAME).read_bytes()[:DIGEST] == whole[:DIGEST]
    assert len((tmp_path / NAME).read_bytes()) == len(whole)


def test_only_its_owner_may_read_it(files: KnowledgeFiles, tmp_path: Path) -> None:
    KeptWays(tmp_path).read(files)

    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_without_a_folder_nothing_is_kept_and_all_is_read(files: KnowledgeFiles, tmp_path: Path) -> None:
    nowhere = tmp_path / "data"

    assert stretches(KeptWays(nowhere).read(files)) == ["把纪律挺在前面"]
    assert not nowhere.exists()


def test_a_file_that_cannot_be_used_is_named_every_time(files: KnowledgeFiles, tmp_path: Path) -> None:
    files.ways[0].write_text("没有原文的问法\n", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(OperatorError, match=r"questions/s1/driver\.txt 第 1 行"):
            KeptWays(tmp_path).read(files)


def test_a_text_is_read_once_and_a_changed_one_anew(tmp_path: Path) -> None:
    texts = KeptTexts(tmp_path)
    said = texts.read("在全会上的讲话\n把纪律挺在前面。".encode(), "s1.txt")
    texts.keep()
    (tmp_path / TEXTS).write_text(
        (tmp_path / TEXTS).read_text(encoding="utf-8").replace("纪律", "规矩"), encoding="utf-8"
    )

    again = KeptTexts(tmp_path)

    assert "纪律" in said.text
    assert "规矩" in again.read("在全会上的讲话\n把纪律挺在前面。".encode(), "s1.txt").text
    assert again.read("在全会上的讲话\n把纪律挺在最前面。".encode(), "s1.txt").text.endswith("最前面。")


@pytest.mark.parametrize("kept", [b"", b"[1]", b"{", b"null"])
def test_texts_that_were_cut_short_are_read_anew(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / TEXTS).write_bytes(kept)

    texts = KeptTexts(tmp_path)

    assert texts.read("把纪律挺在前面。".encode(), "s1.txt").text == "把纪律挺在前面。"
    texts.keep()
    assert "纪律" in (tmp_path / TEXTS).read_text(encoding="utf-8")


def test_a_text_that_is_gone_is_not_kept_on(tmp_path: Path) -> None:
    texts = KeptTexts(tmp_path)
    texts.read("把纪律挺在前面。".encode(), "s1.txt")
    texts.keep()
    later = KeptTexts(tmp_path)
    later.read("清白做人。".encode(), "s2.txt")
    later.keep()

    assert "纪律" not in (tmp_path / TEXTS).read_text(encoding="utf-8")


@pytest.mark.parametrize("files", [*CODE, *READS_TEXTS])
def test_the_code_that_reads_is_where_it_is_looked_for(files: str) -> None:
    """Files that were moved elsewhere would no longer tell that something is to be read anew."""
    assert list(Path(knowledge.__path__[0]).glob(files))
