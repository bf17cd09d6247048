from dataclasses import replace

from clock import MORNING

from core.models import SpeechText
from storage.database import Database
from storage.speeches.changes import SpeechChangeStore
from storage.speeches.versions import FolderChanges, SpeechFile, SpeechStore

OLD = SpeechText("2022", "2022.txt", "讲话一", "2022年", "全会", "加强纪律建设。")
NEW = SpeechText("2023", "2023.txt", "讲话二", "2023年", "", "坚持三重一大。")


def on_disk(*speeches: SpeechText) -> list[SpeechFile]:
    return [SpeechFile(speech, b"\xef\xbb\xbf" + speech.text.encode()) for speech in speeches]


async def test_folder_is_read_in_once(database: Database) -> None:
    store = SpeechStore(database)
    assert await store.read_in(on_disk(NEW, OLD), MORNING) == FolderChanges(added=("2023", "2022"))
    assert await store.read_in(on_disk(NEW, OLD), MORNING) == FolderChanges()
    assert await store.current() == [NEW, OLD]
    assert [version.number for version in await store.versions("2023")] == [1]


async def test_original_is_kept_byte_for_byte(database: Database) -> None:
    store = SpeechStore(database)
    original = b"\xef\xbb\xbf\xe5\xbb\x89\r\n\x1a"
    await store.read_in([SpeechFile(NEW, original)], MORNING)
    (version,) = await store.versions("2023")
    assert await store.original(version.id) == original
    assert await store.original(version.id + 1) is None


async def test_changed_file_is_a_new_version(database: Database) -> None:
    store = SpeechStore(database)
    await store.read_in(on_disk(OLD, NEW), MORNING)
    changed = replace(NEW, text="坚持民主集中制。")
    assert await store.read_in(on_disk(OLD, changed), MORNING) == FolderChanges(replaced=("2023",))
    assert await store.current() == [OLD, changed]
    assert [version.number for version in await store.versions("2023")] == [1, 2]


async def test_changed_title_is_a_new_version(database: Database) -> None:
    store = SpeechStore(database)
    await store.read_in(on_disk(NEW), MORNING)
    renamed = replace(NEW, title="另一个题目")
    assert (await store.read_in(on_disk(renamed), MORNING)).replaced == ("2023",)
    assert await store.current() == [renamed]


async def test_file_put_back_is_the_version_it_was(database: Database) -> None:
    store = SpeechStore(database)
    for text in ("一。", "二。", "一。"):
        await store.read_in(on_disk(replace(NEW, text=text)), MORNING)
    assert [speech.text for speech in await store.current()] == ["一。"]
    assert len(await store.versions("2023")) == 2


async def test_file_taken_away_withdraws_its_speech_and_keeps_the_record(database: Database) -> None:
    store = SpeechStore(database)
    await store.read_in(on_disk(OLD, NEW), MORNING)
    assert await store.read_in(on_disk(NEW), MORNING) == FolderChanges(withdrawn=("2022",))
    assert await store.read_in(on_disk(NEW), MORNING) == FolderChanges()
    assert await store.current() == [NEW]
    assert len(await store.versions("2022")) == 1
    assert await store.read_in(on_disk(OLD, NEW), MORNING) == FolderChanges(replaced=("2022",))
    assert await store.current() == [OLD, NEW]


async def test_withdrawn_speech_stays_so_while_its_file_does_not_change(database: Database) -> None:
    store = SpeechStore(database)
    await store.read_in(on_disk(OLD, NEW), MORNING)
    await SpeechChangeStore(database, store).withdraw("2022", None, MORNING)
    await store.read_in(on_disk(OLD, NEW), MORNING)
    assert await store.current() == [NEW]
    changed = replace(OLD, text="新的一稿。")
    await store.read_in(on_disk(changed, NEW), MORNING)
    assert await store.current() == [changed, NEW]


async def test_order_of_the_folder_is_the_order_people_see(database: Database) -> None:
    store = SpeechStore(database)
    await store.read_in(on_disk(OLD, NEW), MORNING)
    assert await store.read_in(on_disk(NEW, OLD), MORNING) == FolderChanges()
    assert await store.current() == [NEW, OLD]


async def test_fingerprint_changes_with_what_is_current(database: Database) -> None:
    store = SpeechStore(database)
    seen = [await store.fingerprint()]
    for folder in ([OLD, NEW], [OLD], [OLD, NEW], [OLD, replace(NEW, date="")], [replace(NEW, date=""), OLD]):
        await store.read_in(on_disk(*folder), MORNING)
        seen.append(await store.fingerprint())
    assert seen[1] == seen[3]  # what is current is the same again
    assert len(set(seen)) == len(seen) - 1
    await store.read_in(on_disk(replace(NEW, date=""), OLD), MORNING)
    assert await store.fingerprint() == seen[-1]
