"""What was asked and done, as the ledger's sheets say it: each row whole, by the days of its clocks."""

from datetime import date, timedelta
from threading import get_ident
from typing import Any

import pytest
from ledger_rows import MARCH, MONDAY, TUESDAY, WEDNESDAY, WEEK, ZONE, Held, Rows, at, rows_of, told

from core.errors import UserError
from core.models import Role
from services.ledger.facts import Fact, Span
from services.ledger.sheets.by_hand import (
    LONGEST,
    NOTHING,
    TO_COME,
    TOO_LONG,
    HandEntryService,
    HandSource,
)
from services.ledger.sheets.duties import DutySource
from services.ledger.sheets.opinions import OpinionSource
from services.ledger.sheets.questions import FEWER, PEOPLE, QuestionSource
from services.ledger.sheets.speeches import SpeechSource
from storage.duties.turns import Count
from storage.ledger.counts import Asked, InVain, Received, SpeechDone
from storage.ledger.months import HandEntry
from storage.states import SpeechChangeKind

FEBRUARY = Span(date(2026, 2, 1), date(2026, 2, 28))


def whole(month: int) -> tuple[object, object]:
    """Return the moments between which a month lies by Shanghai's clocks."""
    return at(1, 0, month=month), at(1, 0, month=month + 1)


async def test_a_duty_has_a_row_for_each_day_on_which_it_fell_due() -> None:
    before, done = date(2026, 2, 27), date(2026, 3, 5)
    turns: Any = Rows(
        due_counts=[
            Count(2, "签责任书", WEDNESDAY, None, 4),
            Count(1, "廉政谈话", TUESDAY, TUESDAY, 1),
            Count(1, "廉政谈话", TUESDAY, done, 2),
            Count(1, "廉政谈话", TUESDAY, None, 3),
        ],
        done_counts=[
            Count(1, "廉政谈话", TUESDAY, TUESDAY, 1),
            Count(1, "廉政谈话", TUESDAY, done, 2),
            Count(1, "廉政谈话", before, MONDAY, 5),
            Count(3, "谈心", before, None, 7),
        ],
    )
    source = DutySource(turns)
    facts = await source.facts(MARCH)
    assert turns.wanted == [(MARCH.first, MARCH.last)] * 2
    sheet = source.sheet(facts, WEEK)
    assert rows_of(sheet) == [
        (
            ("廉政谈话", "（此前）2026-02-27", "2026-03-02（5）", 0, 5),
            ("廉政谈话", "2026-03-03", "2026-03-03（1）、2026-03-05（2）", 6, 3),
            ("签责任书", "2026-03-04", "", 4, 0),
        )
    ]
    assert sheet.tables[0].totals == ("合计", "", "", 10, 8)
    assert told(source, facts, Span(before, WEEK.last))[0][0][1] == "2026-02-27"


async def test_an_opinion_has_one_row_whatever_became_of_it() -> None:
    store: Any = Rows(
        received=[
            Received(7, at(2, 0, 30), signed=True),
            Received(8, at(2, 23, 59), signed=False),
            Received(9, at(4, 9), signed=False),
        ],
        answered=[
            (7, at(5, 0, 10), at(2, 0, 30)),
            (8, at(3, 0, 1), at(2, 23, 59)),
            (3, at(3, 8), at(27, 8, month=2)),
            (4, at(4, 8), None),
        ],
    )
    source = OpinionSource(store, ZONE)
    facts = await source.facts(MARCH)
    assert store.wanted == [whole(3)] * 2
    assert [fact.rows for fact in facts] == [1] * 7, "what came and what was answered, once each"
    sheet = source.sheet(facts, WEEK)
    assert rows_of(sheet) == [
        (
            ("7", "2026-03-02", "署名", "2026-03-05", 3, 1, 1),
            ("8", "2026-03-02", "匿名", "2026-03-03", 1, 1, 1),
            ("9", "2026-03-04", "匿名", "未答复", "", 1, 0),
            ("3", "（此前）2026-02-27", "", "2026-03-03", 4, 0, 1),
            ("4", "（记录已删）", "", "2026-03-04", "（记录已删）", 0, 1),
        )
    ]
    assert sheet.tables[0].totals == ("合计", "", "", "", "", 3, 4)
    later = [fact for fact in facts if "answered" in fact.counts and fact.words["number"] == "8"]
    assert told(source, later, Span(MONDAY, TUESDAY))[0][0][1] == "2026-03-02", "it came within these days"
    assert told(source, later, Span(TUESDAY, TUESDAY))[0][0][1] == "（此前）2026-03-02"


async def test_a_change_of_a_speech_says_who_made_it_by_the_role_of_today() -> None:
    roles = {1: Role.OPERATOR, 2: Role.EDITOR, 3: Role.MEMBER}

    async def role_of(user_id: int) -> Role:
        return roles[user_id]

    kinds = SpeechChangeKind
    done = [
        SpeechDone(at(1, 0, 0), None, "2022", "讲话", 1, None),
        SpeechDone(at(2, 23, 0), kinds.ADDED, "2023", "新讲话", 1, 1),
        SpeechDone(at(3, 8), kinds.REPLACED, "2023", "新讲话", 2, 2),
        SpeechDone(at(3, 8), kinds.WITHDRAWN, "2023", "新讲话", 2, 3),
        SpeechDone(at(4, 0, 1), kinds.RESTORED, "2023", "新讲话", 2, None),
    ]
    store: Any = Rows(speeches=done)
    source = SpeechSource(store, role_of, ZONE)
    facts = await source.facts(MARCH)
    assert store.wanted == [whole(3)]
    assert told(source, facts) == [
        (
            ("2026-03-01", "讲话", "2022", "第 1 版", "从文件夹读入", "运维人员"),
            ("2026-03-02", "新讲话", "2023", "第 1 版", "收录", "运维人员"),
            ("2026-03-03", "新讲话", "2023", "第 2 版", "换新版", "编辑"),
            ("2026-03-03", "新讲话", "2023", "第 2 版", "下架", "已卸任的编辑或运维人员"),
            ("2026-03-04", "新讲话", "2023", "第 2 版", "恢复", "运维人员"),
        )
    ]


async def test_entries_by_hand_stand_in_the_order_of_their_days() -> None:
    entries = [
        HandEntry(10, TUESDAY, "第十件", "编辑", at(3, 9)),
        HandEntry(9, TUESDAY, "第九件", "运维人员", at(3, 9)),
        HandEntry(11, MONDAY, "第十一件", "编辑", at(3, 9)),
    ]
    store: Any = Rows(of_days=entries)
    source = HandSource(store)
    facts = await source.facts(MARCH)
    assert store.wanted == [(MARCH.first, MARCH.last)]
    assert told(source, facts) == [
        (
            ("2026-03-02", "第十一件", "编辑", "手工补记"),
            ("2026-03-03", "第九件", "运维人员", "手工补记"),
            ("2026-03-03", "第十件", "编辑", "手工补记"),
        )
    ]


def checked(first: date, last: date, words: str) -> str:
    nothing: Any = Rows()
    return HandEntryService(nothing, nothing, nothing).checked(first, last, words, TUESDAY)


def test_an_entry_is_what_happened_in_so_many_words_with_its_last_day() -> None:
    assert checked(MONDAY, MONDAY, " 观看\n警示教育片 ") == "观看 警示教育片"
    assert checked(MONDAY, TUESDAY, "办班") == "（至2026-03-03）办班"
    assert checked(MONDAY, MONDAY, "长" * LONGEST) == "长" * LONGEST
    for first, last, words, why in (
        (MONDAY, MONDAY, " \n", NOTHING),
        (MONDAY, MONDAY, "长" * (LONGEST + 1), TOO_LONG),
        (MONDAY, TUESDAY, "长" * LONGEST, TOO_LONG),
        (MONDAY, WEDNESDAY, "办班", TO_COME),
    ):
        with pytest.raises(UserError) as refused:
            checked(first, last, words)
        assert str(refused.value) == why


STYLE, RULE = "2022-1-02", "2022-2-01"


def asked(day: int, kind: str, *, about: str = "", number: int = 1) -> Asked:
    return Asked(day - 1, kind, about or None, number)


def vainly(day: int, words: str, *people: int, number: int = 0) -> InVain:
    return InVain(words, number or len(people), at(day, 23, 30), frozenset(people))


async def test_questions_are_counted_by_kind_and_topic_and_their_words_shown_when_three_asked() -> None:
    words = "食堂晚上供应夜宵吗"
    vain = [
        vainly(2, words, 0, 1),
        vainly(2, "晚上食堂供应夜宵吗", 2),
        vainly(3, "班车几点开", 1, number=4),
        vainly(3, "停车场在哪里", *range(PEOPLE - 1), number=PEOPLE + 2),
    ]
    lacked = sum(one.number for one in vain) + PEOPLE
    rows = [asked(2, "nothing", number=PEOPLE), asked(3, "nothing", number=lacked - PEOPLE)]
    rows += [asked(2, "confident", about=STYLE), asked(3, "confident", about=STYLE)]
    rows += [asked(3, "confident", about=RULE), asked(3, "confident", about="1999-1-01")]
    rows += [asked(3, "unsure", about=RULE), asked(3, "each"), asked(3, "no_year"), asked(3, "passage")]
    store: Any = Rows(asked=rows, in_vain=vain)
    source = QuestionSource(store, Held(), ZONE)
    facts = await source.facts(MARCH)
    days = [at(1, 0) + timedelta(days=number) for number in range(31)]
    assert store.wanted == [(days, whole(3)[1]), ("nothing", *whole(3))]
    sheet = source.sheet(facts, MARCH)
    headings = [Held.library.passage(number) for number in (STYLE, RULE)]
    [style, rule] = [one.section for one in headings if one]
    assert rows_of(sheet) == [
        (("2026-03", 4 + 1 + lacked + 2, 4, 1, lacked, 2),),
        ((style, "讲话", 2), (rule, "讲话", 1)),
        ((words, 3), (FEWER.format(people=PEOPLE), lacked - 3)),
    ]
    assert sheet.tables[0].totals == ("合计", 7 + lacked, 4, 1, lacked, 2)
    assert [fact.day for fact in facts if fact.key.startswith("lack ")] == [MONDAY]


class Looked(Held):
    """A library that notes in which threads it is looked into."""

    def __init__(self) -> None:
        self.by: set[int] = set()

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - of any attribute
        if name == "library":
            self.by.add(get_ident())
        return super().__getattribute__(name)


async def test_questions_are_compared_beside_the_event_loop() -> None:
    store: Any = Rows(asked=[asked(2, "confident", about=STYLE), asked(2, "nothing")], in_vain=[])
    speeches = Looked()
    assert len(await QuestionSource(store, speeches, ZONE).facts(MARCH)) == 2
    assert speeches.by
    assert get_ident() not in speeches.by


def topic(day: date, heading: str, number: int) -> Fact:
    return Fact(day, f"topic {heading}", {"topic": number}, {"title": "讲话", "heading": heading})


def in_vain(day: date, words: str, number: int) -> Fact:
    return Fact(day, f"lack {words}", {"lack": number}, {"words": words})


def test_of_many_topics_the_ten_asked_about_most_are_named_over_all_months() -> None:
    february, span = date(2026, 2, 10), Span(FEBRUARY.first, MARCH.last)
    never_asked: Any = Rows()
    source = QuestionSource(never_asked, Held(), ZONE)
    names = "甲乙丙丁戊己庚辛壬癸子丑"
    numbered = list(enumerate(names, 1))[::-1]
    facts = [topic(MONDAY, name, number) for number, name in numbered]
    facts += [in_vain(MONDAY, name, number) for number, name in numbered]
    facts += [topic(february, "甲", 9), in_vain(february, "甲", 9)]
    facts += [Fact(february, "asked", {"nothing": 9}), Fact(MONDAY, "asked", {"nothing": 80, "confident": 1})]
    most = [("丑", 12), ("子", 11), ("甲", 10), ("癸", 10), ("壬", 9)]
    most += [("辛", 8), ("庚", 7), ("己", 6), ("戊", 5), ("丁", 4)]
    months, topics, vain = told(source, facts, span)
    assert months == (("2026-02", 9, 0, 0, 9, 0), ("2026-03", 81, 1, 0, 80, 0))
    assert topics == tuple((name, "讲话", number) for name, number in most)
    assert vain == (*most, (FEWER.format(people=PEOPLE), 7))
    facts[-1] = Fact(MONDAY, "asked", {"nothing": 73})
    assert told(source, facts, span)[2] == tuple(most), "there are no others"
