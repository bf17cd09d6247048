"""Changes of speeches: whole or not at all, seen by every process, undone in order. On both engines."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from clock import MORNING, FakeClock
from cut_offs import CutOffError, cut_off_after
from speech_samples import NEW, changed

from core.errors import UserError
from core.models import SpeechText
from services.speeches.changes import SpeechChangeService
from services.speeches.library import SpeechService
from services.speeches.taught import TaughtWays
from storage.database import Database
from storage.people.audit import AuditStore
from storage.speeches.changes import Refusal, SpeechChange, SpeechChangeStore
from storage.speeches.drafts import SpeechDraft, SpeechDraftStore
from storage.speeches.versions import SpeechFile, SpeechStore
from storage.states import SpeechChangeKind

OLD = SpeechText("2022", "2022.txt", "讲话一", "2022年", "", "加强纪律建设，把守纪律摆在重要的位置。")


def draft(
    text: str = NEW, slug: str = "2024", base: int | None = None, withdrawn_at: datetime | None = None
) -> SpeechDraft:
    speech = SpeechText(slug, "2024.txt", "讲话二", "2024年", "", text)
    return SpeechDraft(speech, text.encode(), 1, MORNING, base_version=base, base_withdrawn_at=withdrawn_at)


@pytest.fixture
async def versions(database: Database) -> SpeechStore:
    store = SpeechStore(database)
    await store.read_in([SpeechFile(OLD, OLD.text.encode())], MORNING)
    return store


@pytest.fixture
def changes(database: Database, versions: SpeechStore) -> SpeechChangeStore:
    return SpeechChangeStore(database, versions)


async def state(database: Database, changes: SpeechChangeStore, number: int) -> object:
    versions = SpeechStore(database)
    return (
        await changes.listed(),
        await changes.last(),
        await versions.current(),
        len(await versions.versions("2024")),
        len(await AuditStore(database).newest(9)),
        await SpeechDraftStore(database).of(number) is not None,
    )


async def test_taking_a_draft_in_happens_whole_or_not_at_all(
    database: Database, changes: SpeechChangeStore
) -> None:
    number = await SpeechDraftStore(database).add(draft())
    stored = await SpeechDraftStore(database).of(number)
    assert stored is not None
    before = await state(database, changes, number)
    done: object = None
    for statements in range(100):
        try:
            with cut_off_after(database, statements):
                done = await changes.adopt(stored, 1, MORNING)
            break
        except CutOffError:
            assert await state(database, changes, number) == before, f"cut off after {statements} statements"
    assert statements > 4
    assert isinstance(done, SpeechChange)
    assert [speech.slug for speech in await SpeechStore(database).current()] == ["2024", "2022"]
    assert await SpeechDraftStore(database).of(number) is None


async def test_undoing_happens_whole_or_not_at_all(database: Database, changes: SpeechChangeStore) -> None:
    done = await changes.adopt(draft(), 1, MORNING)
    assert isinstance(done, SpeechChange)
    before = await state(database, changes, 0)
    undone: object = None
    for statements in range(100):
        try:
            with cut_off_after(database, statements):
                undone = await changes.undo(done.id, 1, MORNING)
            break
        except CutOffError:
            assert await state(database, changes, 0) == before
    assert statements > 3
    assert undone == done
    assert await SpeechStore(database).current() == [OLD]


async def test_changes_are_undone_in_order_back_to_the_beginning(changes: SpeechChangeStore) -> None:
    added = await changes.adopt(draft(), 1, MORNING)
    assert isinstance(added, SpeechChange)
    replaced = await changes.adopt(draft(changed(), base=added.now_version), 1, MORNING)
    assert isinstance(replaced, SpeechChange)
    withdrawn = await changes.withdraw("2022", None, MORNING)
    assert isinstance(withdrawn, SpeechChange)
    assert await changes.undo(replaced.id, 1, MORNING) is Refusal.SETTLED, "only the last can be undone"
    for expected in (withdrawn, replaced, added):
        last = await changes.last()
        assert last == expected
        assert await changes.undo(last.id, 1, MORNING) == expected
    assert await changes.last() is None
    assert [(one.slug, one.withdrawn_at is None) for one in await changes.listed()] == [
        ("2024", False),
        ("2022", True),
    ]


async def test_what_the_folder_changed_since_is_not_undone_blindly(
    versions: SpeechStore, changes: SpeechChangeStore
) -> None:
    done = await changes.withdraw("2022", None, MORNING)
    assert done is Refusal.LAST
    await changes.adopt(draft(), 1, MORNING)
    done = await changes.withdraw("2022", None, MORNING)
    assert isinstance(done, SpeechChange)
    newer = replace(OLD, text="新的一稿，纪律要更严。")
    await versions.read_in([SpeechFile(newer, newer.text.encode())], MORNING)
    assert await changes.undo(done.id, 1, MORNING) is Refusal.CHANGED


async def test_a_draft_compared_with_another_version_is_refused_and_kept(
    database: Database, changes: SpeechChangeStore
) -> None:
    number = await SpeechDraftStore(database).add(draft())
    stored = await SpeechDraftStore(database).of(number)
    assert stored is not None
    await changes.adopt(draft(), 2, MORNING)
    assert await changes.adopt(replace(stored, original=b"other"), 1, MORNING) is Refusal.CHANGED
    assert await SpeechDraftStore(database).of(number) is not None


async def test_a_draft_of_a_speech_that_was_withdrawn_since_is_refused_and_kept(
    database: Database, changes: SpeechChangeStore
) -> None:
    added = await changes.adopt(draft(), 1, MORNING)
    assert isinstance(added, SpeechChange)
    number = await SpeechDraftStore(database).add(draft(changed(), base=added.now_version))
    await changes.withdraw("2024", 2, MORNING)
    stored = await SpeechDraftStore(database).of(number)
    assert stored is not None
    assert await changes.adopt(stored, 1, MORNING) is Refusal.CHANGED
    assert [speech.slug for speech in await SpeechStore(database).current()] == ["2022"]
    again = replace(stored, base_withdrawn_at=MORNING)
    assert await SpeechDraftStore(database).change(again)
    assert await SpeechDraftStore(database).of(number) == again
    assert isinstance(await changes.adopt(again, 1, MORNING), SpeechChange)


async def test_undoing_the_only_other_speech_left_is_refused(changes: SpeechChangeStore) -> None:
    added = await changes.adopt(draft(), 1, MORNING)
    assert isinstance(added, SpeechChange)
    again = await changes.withdraw("2022", 1, MORNING)
    assert isinstance(again, SpeechChange)
    assert await changes.withdraw("2024", 1, MORNING) is Refusal.LAST


async def test_a_new_version_of_a_withdrawn_speech_brings_it_back_and_undoing_withdraws_it(
    changes: SpeechChangeStore,
) -> None:
    added = await changes.adopt(draft(), 1, MORNING)
    assert isinstance(added, SpeechChange)
    await changes.withdraw("2024", 1, MORNING)
    seen = draft(changed(), base=added.now_version, withdrawn_at=MORNING)
    replaced = await changes.adopt(seen, 1, MORNING)
    assert isinstance(replaced, SpeechChange)
    assert replaced.kind is SpeechChangeKind.REPLACED
    assert {one.slug for one in await changes.listed() if one.withdrawn_at is None} == {"2022", "2024"}
    await changes.undo(replaced.id, 1, MORNING)
    assert {one.slug for one in await changes.listed() if one.withdrawn_at is None} == {"2022"}


async def test_another_process_answers_from_the_change_after_its_next_look(
    database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "knowledge"
    (folder / "speeches").mkdir(parents=True)
    (folder / "speeches" / "2022.txt").write_text(OLD.text, encoding="utf-8")
    versions, known = SpeechStore(database), TaughtWays.of(database)
    ours, theirs = (SpeechService(versions, known, folder, FakeClock()) for _ in range(2))
    await ours.start()
    await theirs.start()
    store = SpeechChangeStore(database, versions)
    service = SpeechChangeService(store, ours, FakeClock())

    change = await service.adopt(draft(), 7)
    assert [speech.slug for speech in ours.library.speeches] == ["2024", "2022"]
    assert len(theirs.library.speeches) == 1
    assert await theirs.refresh()
    assert theirs.library.answer("食堂要带头反对浪费").candidates[0].passage.slug == "2024"

    await service.undo(change, 7)
    assert await theirs.refresh()
    assert len(theirs.library.speeches) == len(ours.library.speeches) == 1
    written = [(one.action, one.user_id, one.was, one.now) for one in await AuditStore(database).newest(5)]
    assert written == [
        ("speech.rollback", 7, "第 1 版", "已下架"),
        ("speech.add", 7, "", "第 1 版"),
    ]


async def test_the_last_speech_cannot_be_withdrawn(database: Database, versions: SpeechStore) -> None:
    speeches = SpeechService(versions, TaughtWays.of(database), Path("nowhere"), FakeClock())
    service = SpeechChangeService(SpeechChangeStore(database, versions), speeches, FakeClock())
    with pytest.raises(UserError, match="最后一篇"):
        await service.withdraw("2022", 1)
