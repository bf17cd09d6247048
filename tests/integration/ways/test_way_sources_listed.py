"""Where ways of asking come from, whole: what is listed, what counts, what is withdrawn, measured and lost."""

from dataclasses import replace
from pathlib import Path

import pytest
from way_desk import Desk, at_desk
from way_samples import CARD, REGISTER, SPEECH, TEXT, WEEKEND

from core.errors import UserError
from knowledge.ways.replies import Reply, way_of
from knowledge.ways.sources import Kind, Loose
from services.ways.sources import Source
from storage.database import Database
from storage.people.audit import AuditStore
from storage.states import WriterKind

DRIVER = ("借车要登记吗", "双休日动车谁点头")
OFFICE = "油卡能借给亲戚吗"
BESIDE = ("班车几点从北门开", "食堂几点开门")
FILES = {
    "questions/2025/driver.txt": f"> {REGISTER}\n{DRIVER[0]}\n> {WEEKEND}\n{DRIVER[1]}\n",
    "questions/not-said/driver.txt": f"> 班车\n{BESIDE[0]}\n> 食堂\n{BESIDE[1]}\n",
    "questions/2024/driver.txt": "> 没有这篇讲话\n那一篇说了什么\n",
}
NOT_SAID = Source("not-said/driver", Kind.BOX, "", 2, in_use=True)
DRIVERS = Source("2025/driver", Kind.FILE, "2025", 2, in_use=True)
BROUGHT = ("油卡可以借人吗", "一张卡能给两台车用吗", "出车的钥匙哪天还")


@pytest.fixture
async def desk(database: Database, tmp_path: Path) -> Desk:
    """Open a desk with files of drivers' questions."""
    for name, content in {"speeches/2025.txt": TEXT, **FILES}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return await at_desk(database, tmp_path)


async def brings(desk: Desk, *questions: str) -> int:
    """Bring a batch of questions about the first sentence of each stretch; return its number."""
    made = (await desk.ways.batches.tasks("2025"))[0]
    ways = tuple(way for question in questions if not isinstance(way := way_of(made, 1, question, "司机"), str))
    batch = await desk.ways.batches.bring("2025", WriterKind.PEOPLE, "填好的.xlsx", Reply(ways, ()), 7)
    return batch.id


async def counted(desk: Desk) -> list[tuple[str, str]]:
    return [(one.source, one.way.question) for one in await desk.ways.sources.known()]


async def test_every_source_is_listed_with_its_speech_and_whether_it_counts(desk: Desk) -> None:
    sources = desk.ways.sources
    of_another = Source("2024/driver", Kind.FILE, "2024", 1, in_use=True)
    everything = [of_another, DRIVERS, NOT_SAID]
    assert await sources.sources() == everything
    assert await sources.sources("2025") == [DRIVERS]
    assert await sources.sources("1999") == []
    await sources.withdraw("2025/driver", 7)
    assert await sources.sources() == [of_another, replace(DRIVERS, in_use=False), NOT_SAID]
    number = await brings(desk, *BROUGHT)
    assert len(await sources.sources()) == 3, "a batch counts when it is taken"
    await desk.ways.batches.take(number, 7)
    batch = await desk.ways.batches.of(number)
    of_batch = Source(f"批 {number}", Kind.BATCH, "2025", batch.usable, in_use=True)
    assert await sources.sources("2025") == [replace(DRIVERS, in_use=False), of_batch]


async def test_what_counts_is_that_of_a_speech_and_what_no_speech_says(desk: Desk) -> None:
    sources = desk.ways.sources
    ours = [("2025/driver", one) for one in DRIVER]
    beside = [("not-said/driver", one) for one in BESIDE]
    of_another = [("2024/driver", "那一篇说了什么")]
    assert await counted(desk) == [*of_another, *ours, *beside]
    assert [one.way.question for one in await sources.known("2025")] == [*DRIVER, *BESIDE]
    assert [one.way.question for one in await sources.known("1999")] == [*BESIDE]
    await sources.withdraw("not-said/driver", 7)
    assert await counted(desk) == [*of_another, *ours]
    await sources.restore("not-said/driver", 7)
    assert await counted(desk) == [*of_another, *ours, *beside]


async def test_a_source_is_withdrawn_and_restored_once_each_and_both_are_written_down(
    database: Database, desk: Desk
) -> None:
    sources, library = desk.ways.sources, desk.speeches.library
    assert [one.question for one in await sources.ways("2025/driver")] == [*DRIVER]
    with pytest.raises(UserError, match="没有“2025/nobody”这个来源"):
        await sources.withdraw("2025/nobody", 7)
    with pytest.raises(UserError, match="没有撤回过，还在用"):
        await sources.restore("2025/driver", 7)
    await sources.withdraw("2025/driver", 7)
    assert desk.speeches.library.known_count == library.known_count - len(DRIVER)
    with pytest.raises(UserError, match="已经撤回过了"):
        await sources.withdraw("2025/driver", 7)
    assert [one.question for one in await sources.ways("2025/driver")] == [*DRIVER], "in use or not"
    await sources.restore("2025/driver", 8)
    assert desk.speeches.library.known_count == library.known_count
    written = await AuditStore(database).newest(9)
    assert [(one.user_id, one.action, one.subject) for one in written] == [
        (8, "ways.restore", "2025/driver"),
        (7, "ways.withdraw", "2025/driver"),
    ]


async def test_a_batch_is_named_by_its_number_and_withdrawn_elsewhere(desk: Desk) -> None:
    sources, number = desk.ways.sources, await brings(desk, *BROUGHT)
    ways = [one for one in await desk.ways.batches.ways(number) if not one.refused]
    await desk.ways.batches.judge(number, ways[0].id, bad=True)
    found = await sources.ways(str(number))
    assert [(one.question, one.text, one.speech) for one in found] == [
        (one.question, one.text, "2025") for one in ways[1:]
    ]
    with pytest.raises(UserError, match="批次请用它的号码"):
        await sources.withdraw(f"批 {number}", 7)
    with pytest.raises(UserError, match="没有“批 99”这个来源"):
        await sources.ways("批 99")


async def test_a_file_that_cannot_be_read_is_left_out_and_the_others_count(desk: Desk) -> None:
    (desk.folder / "questions/2025/driver.txt").write_text("没有原文的问法\n", encoding="utf-8")
    (desk.folder / "questions/2025/office.txt").write_text(f"> {CARD}\n{OFFICE}\n", encoding="utf-8")
    await desk.speeches.import_folder()
    assert await desk.ways.sources.sources("2025") == [Source("2025/office", Kind.FILE, "2025", 1, in_use=True)]


async def test_what_a_source_brings_is_measured_against_all_others(desk: Desk) -> None:
    def told(done: int, of: int) -> None:
        steps.append((done, of))

    sources, steps = desk.ways.sources, list[tuple[int, int]]()
    assert await sources.measure("2025/driver", told) is None, "there is nobody else to ask"
    number = await brings(desk, *BROUGHT)
    brought = await sources.measure(str(number), told)
    assert steps
    assert brought is not None
    assert (brought.questions, brought.askers) == (len(DRIVER), 1)
    assert (brought.before.at_once, brought.after.at_once) == (0.5, 1.0)
    await desk.ways.batches.take(number, 7)
    assert await sources.measure(f"批 {number}", told) == brought, "not against itself"
    for name, questions, askers in (("2025/driver", len(BROUGHT), 1), ("2025", len(BROUGHT + DRIVER), 2)):
        found = await sources.measure(name, told)
        assert found is not None
        assert (found.questions, found.askers) == (questions, askers)
    with pytest.raises(UserError, match="没有“2025/nobody”这个来源"):
        await sources.measure("2025/nobody", told)
    empty = await brings(desk, *BROUGHT)
    with pytest.raises(UserError, match="里没有相似问，没法量"):
        await sources.measure(str(empty), told)


async def test_ways_are_lost_with_their_words_counted_beforehand_and_laid_aside_once(desk: Desk) -> None:
    sources = desk.ways.sources
    without = replace(SPEECH, text=TEXT.replace(WEEKEND, ""))
    lost = Loose("2025", WEEKEND, (DRIVER[1],), ("2025/driver",))
    assert await sources.standing(SPEECH) == (2, [])
    assert await sources.standing(without) == (1, [lost])
    assert await sources.standing(replace(SPEECH, slug="1999")) == (0, [])
    assert await sources.loose() == []
    await desk.says_now(without.text)
    assert await sources.loose() == await sources.loose("2025") == [lost]
    assert await sources.loose("2024") == []
    await sources.lay_aside(lost, 7)
    assert await sources.loose() == []
    with pytest.raises(UserError, match="已经有人处理过了"):
        await sources.lay_aside(lost, 7)
