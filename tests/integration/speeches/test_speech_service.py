from pathlib import Path

import pytest
from clock import FakeClock
from documents import word
from sqlalchemy import update

from core.errors import OperatorError
from services.speeches.library import SpeechService
from services.speeches.taught import TaughtWays
from storage.database import Database
from storage.speeches.versions import SpeechStore
from storage.tables.speeches import speeches

DISCIPLINE = "要加强纪律建设，把守纪律讲规矩摆在更加重要的位置。领导干部要带头遵守党的纪律。\n"
DECISIONS = "要坚持三重一大事项集体决策。重大决策、重要干部任免必须经集体讨论。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    knowledge = tmp_path / "knowledge"
    (knowledge / "speeches").mkdir(parents=True)
    write(knowledge, "2022", DISCIPLINE)
    return knowledge


def write(folder: Path, name: str, text: str) -> None:
    (folder / "speeches" / f"{name}.txt").write_text(text, encoding="utf-8")


def service(database: Database, folder: Path) -> SpeechService:
    return SpeechService(SpeechStore(database), TaughtWays.of(database), folder, FakeClock())


async def test_started_service_answers_from_the_folder(database: Database, folder: Path) -> None:
    speeches = service(database, folder)
    await speeches.start()
    assert [speech.slug for speech in speeches.library.speeches] == ["2022"]
    best = speeches.library.answer("纪律建设").candidates[0].passage
    assert best.text in DISCIPLINE
    assert "纪律建设" in best.text


def test_library_is_not_there_before_the_start(tmp_path: Path) -> None:
    database = Database.in_folder(tmp_path)
    with pytest.raises(RuntimeError, match="start"):
        _ = service(database, tmp_path).library


async def test_new_file_is_answered_from_after_an_import(database: Database, folder: Path) -> None:
    speeches = service(database, folder)
    await speeches.start()
    before = speeches.library
    write(folder, "2023", DECISIONS)
    assert (await speeches.import_folder()).added == ("2023",)
    assert speeches.library is not before
    assert [speech.slug for speech in before.speeches] == ["2022"]
    assert speeches.library.answer("三重一大").candidates[0].passage.slug == "2023"
    assert speeches.library.index.shards[0] is before.index.shards[0], "what was read is not read again"


async def test_file_taken_away_is_no_longer_answered_from(database: Database, folder: Path) -> None:
    write(folder, "2023", DECISIONS)
    speeches = service(database, folder)
    await speeches.start()
    (folder / "speeches" / "2022.txt").unlink()
    assert (await speeches.import_folder()).withdrawn == ("2022",)
    assert [speech.slug for speech in speeches.library.speeches] == ["2023"]


async def test_restart_with_the_same_folder_changes_nothing(database: Database, folder: Path) -> None:
    await service(database, folder).start()
    again = service(database, folder)
    await again.start()
    assert (await again.import_folder()).added == ()
    assert len(await SpeechStore(database).versions("2022")) == 1


async def test_refresh_notices_what_another_process_did(database: Database, folder: Path) -> None:
    ours, theirs = service(database, folder), service(database, folder)
    await ours.start()
    await theirs.start()
    assert not await ours.refresh()
    write(folder, "2023", DECISIONS)
    await theirs.import_folder()
    assert len(ours.library.speeches) == 1
    assert await ours.refresh()
    assert len(ours.library.speeches) == 2
    assert not await ours.refresh()


async def test_unreadable_file_changes_nothing(database: Database, folder: Path) -> None:
    speeches = service(database, folder)
    await speeches.start()
    before = speeches.library
    (folder / "speeches" / "bad.txt").write_bytes(b"\xff\x81" * 9)
    with pytest.raises(OperatorError, match=r"bad\.txt"):
        await speeches.import_folder()
    assert speeches.library is before
    assert [speech.slug for speech in await SpeechStore(database).current()] == ["2022"]


async def test_an_unreadable_file_does_not_hold_up_a_start(
    database: Database, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The database holds every version: what could not be read again is answered from as it was."""
    write(folder, "2023", DECISIONS)
    await service(database, folder).start()
    (folder / "speeches" / "2023.txt").write_bytes(b"\xff\x81" * 9)
    (folder / "speeches" / "旧稿").mkdir()
    write(folder, "2024", "要把公开栏用起来，每季度更新一次。\n")
    again = service(database, folder)
    await again.start()
    assert {speech.slug for speech in again.library.speeches} == {"2022", "2023", "2024"}
    assert again.library.answer("三重一大").candidates[0].passage.slug == "2023"
    assert len(again.problems) == 1
    assert "2023.txt" in again.problems[0]
    assert "2023.txt" in caplog.text
    assert "先用数据库里已有的讲话" in caplog.text
    assert "子文件夹“旧稿”没有读" in caplog.text
    with pytest.raises(OperatorError, match=r"2023\.txt"):
        await again.import_folder()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("speeches/speeches.toml", "[[speech"),
        ("speeches/speeches.toml", "[[speech]]\nfile = 'gone.txt'"),
        ("questions.toml", "[[known"),
        ("questions/2022/driver.txt", "没有原文的问法"),
        ("thesaurus.toml", "[[word"),
    ],
)
async def test_a_list_that_cannot_be_used_does_not_hold_up_a_start(
    database: Database, folder: Path, name: str, content: str
) -> None:
    await service(database, folder).start()
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    again = service(database, folder)
    await again.start()
    assert [speech.slug for speech in again.library.speeches] == ["2022"]
    assert len(again.problems) == 1
    assert Path(name).name in again.problems[0]


@pytest.mark.parametrize("how", ["gone", "empty"])
async def test_a_folder_that_is_gone_or_empty_does_not_hold_up_a_start(
    database: Database, folder: Path, how: str
) -> None:
    await service(database, folder).start()
    (folder / "speeches" / "2022.txt").unlink()
    if how == "gone":
        (folder / "speeches").rmdir()
        folder.rmdir()
    again = service(database, folder)
    await again.start()
    assert [speech.slug for speech in again.library.speeches] == ["2022"]
    assert again.problems


async def test_a_folder_without_a_speech_is_named(database: Database, folder: Path) -> None:
    (folder / "speeches" / "2022.txt").unlink()
    with pytest.raises(OperatorError, match="没有讲话"):
        await service(database, folder).start()


async def test_documents_in_the_folder_are_read_like_text(database: Database, folder: Path) -> None:
    (folder / "speeches" / "2023.docx").write_bytes(
        word(DECISIONS, title="在决策会议上的讲话", date="2023年2月")
    )
    (folder / "speeches" / "~$2023.docx").write_bytes(b"what Word leaves while a file is open")
    (folder / "speeches" / "README.md").write_text("放讲话的文件夹", encoding="utf-8")
    speeches = service(database, folder)
    await speeches.start()
    old, new = speeches.library.speeches
    assert (old.slug, new.slug, new.title, new.date) == ("2022", "2023", "在决策会议上的讲话", "2023年2月")
    assert speeches.library.answer("三重一大").candidates[0].passage.slug == "2023"


async def test_a_document_is_read_once_for_all_starts(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "speeches" / "2023.docx").write_bytes(word(DECISIONS))
    await service(database, folder).start()
    monkeypatch.setattr("services.speeches.extraction.WORKER", "no.such.module")
    again = service(database, folder)
    await again.start()
    assert len(again.library.speeches) == 2
    assert len(await SpeechStore(database).versions("2023")) == 1


async def test_a_document_that_cannot_be_read_is_named(database: Database, folder: Path) -> None:
    (folder / "speeches" / "坏.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "speeches" / "2022.txt").unlink()
    with pytest.raises(OperatorError, match=r"坏\.docx"):
        await service(database, folder).start()


async def test_missing_folder_is_named(database: Database, tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="nowhere"):
        await service(database, tmp_path / "nowhere").start()


async def test_a_start_without_any_speech_left_in_use_is_the_operators_affair(
    database: Database, folder: Path
) -> None:
    await service(database, folder).start()
    async with database.transaction() as connection:
        await connection.execute(update(speeches).values(withdrawn_at=FakeClock().now()))
    with pytest.raises(OperatorError, match="没有可用的讲话"):
        await service(database, folder).start()
