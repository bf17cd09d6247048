"""A process that is killed while it takes a speech in leaves the old state or the new one, nothing between."""

import asyncio
import os
import signal
import subprocess
import sys

from clock import MORNING
from speech_samples import NEW

from core.models import SpeechText
from core.places import CHECKOUT
from storage.database import Database
from storage.people.audit import AuditStore
from storage.speeches.changes import SpeechChangeStore
from storage.speeches.drafts import SpeechDraft, SpeechDraftStore
from storage.speeches.versions import SpeechFile, SpeechStore

OLD = SpeechText("2022", "2022.txt", "讲话一", "2022年", "", "加强纪律建设，把守纪律摆在重要的位置。")
DRAFT = SpeechDraft(SpeechText("2024", "2024.txt", "讲话二", "2024年", "", NEW), NEW.encode(), 1, MORNING)
# Takes the draft of that number in, and dies just before the statement of that number, or the commit.
CHILD = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from sqlalchemy import event
from storage.database import Database
from storage.speeches.changes import SpeechChangeStore
from storage.speeches.drafts import SpeechDraftStore
from storage.speeches.versions import SpeechStore

url, number, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
steps = 0

def step(*_):
    global steps
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)
    steps += 1

async def main():
    database = Database.from_url(url)
    draft = await SpeechDraftStore(database).of(number)
    for name in ("before_cursor_execute", "commit"):
        event.listen(database._durable.sync_engine, name, step)
    await SpeechChangeStore(database, SpeechStore(database)).adopt(draft, 1, datetime.now(UTC))
    await database.close()

asyncio.run(main())
"""


async def state(url: str, number: int) -> tuple[list[str], bool, int, int, bool]:
    """Return what is in use, if a change is noted, its audit entries, the versions, and if the draft waits."""
    database = Database.from_url(url)
    try:
        versions = SpeechStore(database)
        return (
            [speech.slug for speech in await versions.current()],
            await SpeechChangeStore(database, versions).last() is not None,
            len(await AuditStore(database).newest(9)),
            len(await versions.versions("2024")),
            await SpeechDraftStore(database).of(number) is not None,
        )
    finally:
        await database.close()


async def prepared(url: str) -> int:
    database = Database.from_url(url)
    try:
        await SpeechStore(database).read_in([SpeechFile(OLD, OLD.text.encode())], MORNING)
        return await SpeechDraftStore(database).add(DRAFT)
    finally:
        await database.close()


def test_a_killed_process_leaves_the_old_state_or_the_new_one(database_url: str) -> None:
    number = asyncio.run(prepared(database_url))
    before = (["2022"], False, 0, 0, True)
    assert asyncio.run(state(database_url, number)) == before
    killed = 0
    while True:
        child = subprocess.run(
            [sys.executable, "-c", CHILD, database_url, str(number), str(killed)],
            cwd=CHECKOUT,
            env=dict(os.environ),
            capture_output=True,
            timeout=300,
            check=False,
        )
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL, child.stderr.decode()
        assert asyncio.run(state(database_url, number)) == before, f"killed at step {killed}"
        killed += 1
    assert killed > 5
    assert asyncio.run(state(database_url, number)) == (["2024", "2022"], True, 1, 1, False)
