"""Path traversal: whatever a file, a backup or a page is called, nothing outside its folder is reached."""

import asyncio
import hashlib
import json
from pathlib import Path
from urllib.parse import quote

import pytest
import typer
from clock import FakeClock

from cli.given_paths import given
from core.errors import OperatorError
from core.settings import Settings, StorageSettings
from emulator.sim import PAGE, local_chat
from emulator.telegram import Telegram
from fuzz import hostile
from fuzz.driving import Ledger
from fuzz.mutating import changed_text
from fuzz.wire import Peer, request
from knowledge.reading.folder import look_through, short_slug
from knowledge.reading.speech_list import LIST_NAME, SLUG
from services.backups.folders import LIST
from services.backups.restoring import RestoreService
from storage.database import Database

pytestmark = pytest.mark.fuzz
CANARY = "CANARY-outside-of-the-folder"
SEEDS = [*hostile.PATHS, "2022", "讲话.txt", "questions.toml", "2022/driver", "editors/2022", "index.html"]
IN_FOLDERS = 0.01  # of the share: each writes a file and reads a folder
OVER_HTTP = 0.15


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """Put secrets beside a folder, under the names that the seeds lead to; return the folder."""
    folder = tmp_path / "outside" / "inside" / "speeches"
    folder.mkdir(parents=True)
    for above in (folder.parent, folder.parent.parent):
        (above / "secret.txt").write_text(CANARY, encoding="utf-8")
    (folder / "讲话.txt").write_text("廉洁从政。", encoding="utf-8")
    return folder


@pytest.mark.timeout(0)
def test_a_name_on_the_command_line_is_a_path_or_refused(ledger: Ledger) -> None:
    surface = ledger.surface("paths")

    def check(name: str) -> object:
        assert SLUG.fullmatch(short_slug(name or "x", {"2022"}))
        try:
            path = given(name)
        except typer.BadParameter:
            return None
        assert "\0" not in str(path)
        path.exists()
        return path.is_absolute(), len(path.parts)

    surface.mutants(SEEDS, changed_text, check, surface.part(1 - OVER_HTTP - 2 * IN_FOLDERS))
    surface.assert_nothing_found()


@pytest.mark.timeout(0)
def test_a_folders_list_names_files_of_the_folder_alone(ledger: Ledger, canary: Path) -> None:
    surface = ledger.surface("paths")

    def check(name: str) -> object:
        listed = f"[[speech]]\nfile = {json.dumps(name)}\nslug = {json.dumps(name[:20])}\n"
        (canary / LIST_NAME).write_text(listed, encoding="utf-8", errors="replace")
        try:
            found = look_through(canary)
        except OperatorError as error:
            return str(error)[-8:]
        assert all(CANARY not in one.speech.text for one in found.speeches)
        return len(found.unread)

    surface.mutants(SEEDS, changed_text, check, surface.part(IN_FOLDERS))
    surface.assert_nothing_found()


def leads_to_a_file(folder: Path, name: str) -> bool:
    """Return whether a name leads from the folder to a file that is not in it."""
    try:
        file = (folder / name).resolve()
        return file.is_file() and not file.is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False


@pytest.mark.timeout(0)
def test_a_backup_is_found_by_name_and_names_its_own_files_alone(ledger: Ledger, canary: Path) -> None:
    surface = ledger.surface("paths")
    settings = Settings(storage=StorageSettings(folder=canary))
    restoring = RestoreService(settings, Database.in_folder(canary))
    made = canary / "qingfeng-2026-03-02-080000"
    made.mkdir()
    (made / "qingfeng.db").write_bytes(b"SQLite format 3\0")
    digest = hashlib.sha256(CANARY.encode()).hexdigest()
    listed = {
        "format": 1, "made_at": "2026-03-02T00:00:00+00:00", "engine": "sqlite", "revision": "0001",
        "program": "1", "rows": {"updates": 1}, "sha256": {"qingfeng.db": "0" * 64},
    }  # fmt: skip

    def check(name: str) -> object:
        said = dict(listed) | {"sha256": {name: digest}}
        whole = json.dumps(said)
        for written in (whole, changed_text(json.dumps(listed), surface.chance(name))):
            (made / LIST).write_text(written, encoding="utf-8", errors="replace")
            for named in (made, Path(name.replace("\0", ""))):
                try:
                    restoring.find(named)
                except OperatorError as error:
                    assert CANARY not in str(error)
                    leads_out = written is whole and named is made and leads_to_a_file(made, name)
                    assert not leads_out or name in str(error), "a file outside counts as one of the backup's"
        return None

    surface.mutants(SEEDS, changed_text, check, surface.part(IN_FOLDERS))
    surface.assert_nothing_found()


@pytest.mark.timeout(0)
def test_no_address_of_the_local_chat_leads_out_of_its_folder(ledger: Ledger) -> None:
    surface = ledger.surface("paths")
    pages = {file.read_bytes() for file in PAGE.rglob("*") if file.is_file()}
    world = Telegram(FakeClock())
    runner = asyncio.Runner()
    peer = runner.run(_connected(world))

    def check(name: str) -> object:
        statuses = []
        for way in (quote(name), quote(name, safe=""), name):
            clean = "".join(sign for sign in way if sign > " ")
            for folder in ("/page/", "/sim/file/", f"/file/bot{world.token}/"):
                statuses += runner.run(peer.sends([request("GET", folder + clean, [("Host", "localhost")])]))
                body = peer.said.partition(b"\r\n\r\n")[2]
                assert statuses[-1:] != [200] or body in pages, "a file that is none of the page's"
        return tuple(statuses)

    surface.mutants(SEEDS, changed_text, check, surface.part(OVER_HTTP / 9))
    surface.inputs += 8 * surface.part(OVER_HTTP / 9)  # nine addresses for each name
    runner.close()
    surface.assert_nothing_found()


async def _connected(world: Telegram) -> Peer:
    return Peer(local_chat(world))
