"""What `ask` and `check` know of the speeches: what the bot answers from, without changing anything."""

import shutil
from pathlib import Path

import pytest
from clock import MORNING, FakeClock
from speech_samples import NEW
from surroundings import SMALL_KNOWLEDGE

from core.models import SpeechText
from core.settings import KnowledgeSettings, Settings, StorageSettings
from services.checks import check_in_use
from services.speeches.held import held_library
from services.speeches.library import SpeechService
from services.speeches.taught import TaughtWays
from storage.database import Database
from storage.people.audit import AuditStore
from storage.speeches.changes import SpeechChangeStore
from storage.speeches.drafts import SpeechDraft
from storage.speeches.versions import SpeechStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL_KNOWLEDGE, tmp_path / "knowledge")


async def test_what_is_asked_and_checked_is_what_the_bot_answers_from(
    database: Database, database_url: str, folder: Path, tmp_path: Path
) -> None:
    settings = Settings(
        knowledge=KnowledgeSettings(folder=folder),
        storage=StorageSettings(url=database_url, folder=tmp_path),
    )
    versions = SpeechStore(database)
    changes = SpeechChangeStore(database, versions)
    service = SpeechService(versions, TaughtWays.of(database), folder, FakeClock())

    async def held() -> list[str]:
        library = await held_library(settings)
        return [f"{one.slug}《{one.title}》" for one in library.speeches] if library else []

    async def checked() -> list[str]:
        return [one.text for one in await check_in_use(folder, Database.configured(settings.storage))]

    assert await held() == [], "nothing is in use yet: the folder counts"
    assert await checked() == ["机器人用的讲话 1 篇：2023", "讲话文件夹改过，下次启动时会新收录 2023"]
    await service.import_folder()
    assert await AuditStore(database).newest(9) == [], "what a database begins with is no change"
    speech = SpeechText("2024", "2024.txt", "作风讲话", "2024年", "", NEW)
    await changes.adopt(SpeechDraft(speech, NEW.encode(), None, MORNING), None, MORNING)
    assert await held() == ["2024《作风讲话》", "2023《讲话》"]
    assert await checked() == ["机器人用的讲话 2 篇：2024、2023"]
    await changes.withdraw("2023", None, MORNING)
    assert await held() == ["2024《作风讲话》"]
    assert await checked() == ["机器人用的讲话 1 篇：2024；已下架 2023"]

    (folder / "speeches" / "2021.txt").write_text("院里的银杏每年十一月落叶。\n", encoding="utf-8")
    before = ["机器人用的讲话 2 篇：2021、2024；已下架 2023", "讲话文件夹改过，下次启动时会新收录 2021"]
    assert await checked() == await checked() == before
    assert await held() == ["2024《作风讲话》"], "not taken in yet"
    await service.import_folder()
    assert [one[:4] for one in await held()] == ["2024", "2021"]
    assert await checked() == ["机器人用的讲话 2 篇：2024、2021；已下架 2023"]

    (folder / "speeches" / "2021.txt").write_text("院里的银杏十月落叶。\n", encoding="utf-8")
    assert (await checked())[1:] == ["讲话文件夹改过，下次启动时会换上新版 2021"]
    await service.import_folder()
    (folder / "speeches" / "2021.txt").unlink()
    assert (await checked())[1:] == ["讲话文件夹改过，下次启动时会下架 2021"]
    await service.import_folder()
    log = [(one.action, one.subject, one.was, one.now) for one in await AuditStore(database).newest(3)]
    assert log == [
        ("folder.withdraw", "2021", "第 2 版", "第 2 版，已下架"),
        ("folder.replace", "2021", "第 1 版", "第 2 版"),
        ("folder.add", "2021", "", "第 1 版"),
    ]
