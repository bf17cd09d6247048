"""What a holiday's list is made of: its own lines before those for every holiday, decided once for each day."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from clock import MORNING, FakeClock

from core.errors import UserError
from core.models import ChecklistLine, Quote, SpeechText
from core.settings import CalendarSettings
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.quotes.checklist import EVERY, LONGEST, TOPICS
from knowledge.search.library import Library
from services.audit import AuditService
from services.holidays.checklists import ChecklistService
from storage.people.audit import AuditEntry
from storage.pushes.checklists import ApprovedLine

EVE = date(2026, 3, 2)
CAR, GIFT, RULE = "严禁公车私用。", "清明节期间不收礼品礼金。", "要落实中央八项规定精神。"
SPEECH = SpeechText("2023", "2023.txt", "讲话", "2023年", "", f"一、纪律\n{CAR}\n{GIFT}\n{RULE}\n")
OWN = "值班表贴在一楼。"


class Store:
    """Stands for what was approved, chosen and decided."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], ApprovedLine] = {}
        self.chosen: dict[str, set[str]] = {}
        self.days: dict[date, tuple[ChecklistLine, ...]] = {}
        self.decisions = 0

    async def lines(self) -> list[ApprovedLine]:
        return list(self.rows.values())

    async def put(self, line: ApprovedLine) -> None:
        self.rows[line.holiday, line.topic] = line

    async def take_out(self, holiday: str, topic: str) -> bool:
        return self.rows.pop((holiday, topic), None) is not None

    async def quotes(self, holiday: str) -> set[str]:
        return self.chosen.get(holiday, set())

    async def choose(self, holiday: str, key: str, _by: int | None, _at: datetime) -> bool:
        self.chosen[holiday] = self.chosen.get(holiday, set()) ^ {key}
        return key in self.chosen[holiday]

    async def decide(self, day: date, lines: tuple[ChecklistLine, ...]) -> tuple[ChecklistLine, ...]:
        self.decisions += 1
        return self.days.setdefault(day, lines)


class Log:
    """Stands for the log of changes."""

    def __init__(self) -> None:
        self.said: list[tuple[int | None, str, str, str, str]] = []

    async def add(self, one: AuditEntry) -> None:
        assert one.at == MORNING
        self.said.append((one.user_id, one.action, one.subject, one.was, one.now))


class Desk:
    """The service on one speech; `speeches` holds the library in use."""

    def __init__(self) -> None:
        self.store, self.log, clock = Store(), Log(), FakeClock()
        self.library = Library.build([SPEECH])
        stands_for_them: tuple[Any, Any, Any] = (self.store, self, self.log)
        store, speeches, log = stands_for_them
        rest = CalendarSettings(holidays=frozenset({EVE.replace(day=3)}), workdays=frozenset({EVE}))
        self.service = ChecklistService(store, speeches, WorkCalendar(rest), AuditService(log, clock), clock)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def quote(text: str) -> Quote:
    return Quote(text, "2023", "讲话", "2023年", "一、纪律", "2023-1-02")


async def test_a_holiday_s_own_line_goes_before_the_one_for_every_holiday(desk: Desk) -> None:
    service = desk.service
    await service.approve(EVERY, "公车", quote(CAR), 7)
    await service.write(EVERY, "值班", "  值班表\n贴在一楼。 ", 7)
    await service.write("清明", "值班", OWN.replace("一", "二"), 8)
    every = [line.text for line in await service.approved("no holiday of the list")]
    assert every == [CAR, "值班表 贴在一楼。"]
    of_ching_ming = await service.approved("清明")
    assert [(line.topic, line.text) for line in of_ching_ming] == [("公车", CAR), ("值班", "值班表贴在二楼。")]
    assert [bool(line.passage_id) for line in of_ching_ming] == [True, False]
    assert await service.approved(None) == ()
    found = {one.topic: (one.line is not None, one.from_every) for one in await service.points("清明")}
    assert found == dict.fromkeys(TOPICS, (False, False)) | {"公车": (True, True), "值班": (True, False)}
    assert desk.log.said == [
        (7, "checklist.approve", f"{EVERY} 公车", "", CAR),
        (7, "checklist.approve", f"{EVERY} 值班", "", "值班表 贴在一楼。"),
        (8, "checklist.approve", "清明 值班", "", "值班表贴在二楼。"),
    ]
    assert await service.take_out("清明", "值班", 9)
    assert not await service.take_out("清明", "值班", 9)
    assert desk.log.said[3:] == [(9, "checklist.hide", "清明 值班", "", "")]


async def test_the_first_to_ask_decides_a_day_once_there_is_something_to_list(desk: Desk) -> None:
    service = desk.service
    assert await service.of_day(EVE, None) == ()
    assert await service.of_day(EVE, "清明") == ()
    assert desk.store.decisions == 0, "an editor may still approve some"
    await service.write("清明", "值班", OWN, 7)
    listed = await service.of_day(EVE, "清明")
    await service.write("清明", "公车", "公车入库。", 7)
    assert await service.of_day(EVE, "清明") == listed == (ChecklistLine("值班", OWN),)
    assert desk.store.decisions == 1
    assert len(await service.of_day(EVE.replace(day=9), "清明")) == 2
    assert len(await Desk().service.of_day(EVE, None)) == 0


async def test_a_line_that_its_speech_says_no_more_is_listed_no_more(desk: Desk) -> None:
    await desk.service.approve("清明", "公车", quote(CAR), 7)
    desk.library = Library.build([replace(SPEECH, text=SPEECH.text.replace(CAR, ""))])
    assert await desk.service.approved("清明") == ()
    with pytest.raises(UserError, match="这句话已经不在讲话里了"):
        await desk.service.approve("清明", "公车", quote(CAR), 7)


async def test_own_words_are_neither_none_nor_too_many(desk: Desk) -> None:
    with pytest.raises(UserError, match="没有看到文字"):
        await desk.service.write("清明", "值班", " \n ", 7)
    await desk.service.write("清明", "值班", "长" * LONGEST, 7)
    with pytest.raises(UserError, match=f"一行最多 {LONGEST} 个字，这里有 {LONGEST + 1} 个"):
        await desk.service.write("清明", "值班", "长" * (LONGEST + 1), 7)


async def test_drafts_that_name_the_topic_come_before_those_of_its_rules(desk: Desk) -> None:
    points = {one.topic: one for one in await desk.service.points("清明")}
    assert [one.text for one in points["礼品"].drafts[: points["礼品"].named]] == [GIFT]
    assert RULE in [one.text for one in points["礼品"].drafts[points["礼品"].named :]]
    assert [one.text for one in points["公车"].drafts[: points["公车"].named]] == [CAR]
    desk.library = Library.build([replace(SPEECH, text=SPEECH.text.replace(GIFT, "不收礼物。"))])
    points = {one.topic: one for one in await desk.service.points("清明")}
    assert GIFT not in [one.text for one in points["礼品"].drafts], "of the speeches in use"


async def test_the_quotes_of_a_holiday_are_its_own_or_those_of_every_one(desk: Desk) -> None:
    service = desk.service
    assert await service.wanted(EVE) == set()
    assert await service.choose(EVERY, quote(CAR), 7)
    assert await service.wanted(EVE) == {CAR}
    assert await service.wanted(EVE.replace(day=3)) == set(), "no day before a holiday"
    assert await service.chosen("清明") == set()
    assert not await service.choose(EVERY, quote(CAR), 8)
    assert await service.wanted(EVE) == set()
    assert desk.log.said == [
        (7, "checklist.quote", EVERY, "", CAR),
        (8, "checklist.quote", EVERY, CAR, ""),
    ]
