"""What was sent, as the ledger's sheets say it: each row whole, with what became of every chat."""

from typing import Any

from ledger_rows import (
    MARCH,
    MONDAY,
    SENTENCE,
    TUESDAY,
    WEDNESDAY,
    WEEK,
    Held,
    Rows,
    at,
    rows_of,
    told,
)

from core.models import ChecklistLine, Quote
from core.quiz import QuizItem, QuizKind
from core.settings import CalendarSettings
from knowledge.language.calendar.workdays import WorkCalendar
from services.ledger.facts import Fact, Facts, Span
from services.ledger.sheets.notices import NoticeSource
from services.ledger.sheets.pushes import HolidaySource, PushSource
from services.ledger.sheets.quiz import QuizSource
from storage.ledger.counts import Noticed, Outcome
from storage.quiz.items import DecidedItem
from storage.quiz.polls import QuizTally
from storage.states import DeliveryKind, QuoteState

ALL_GOT_IT = (0, 0, 0, "")
PUSHED = (
    Outcome(TUESDAY, SENTENCE, "sent", "", 2),
    Outcome(MONDAY, SENTENCE, "sent", "", 5),
    Outcome(MONDAY, SENTENCE, "unknown", "", 1),
    Outcome(MONDAY, SENTENCE, "planned", "", 3),
    Outcome(MONDAY, SENTENCE, "sending", "", 1),
    Outcome(MONDAY, SENTENCE, "failed", "blocked", 2),
    Outcome(MONDAY, SENTENCE, "skipped", "paused", 4),
    Outcome(MONDAY, SENTENCE, "failed", "kicked", 2),
    Outcome(MONDAY, SENTENCE, "failed", "of another version", 1),
    Outcome(MONDAY, "", "failed", "", 1),
    Outcome(WEDNESDAY, "不在库里的话", "sent", "", 1),
)


def quote(text: str, day: str = "2022年3月") -> Quote | None:
    return Quote(text, "2022", "讲话", day, "一、作风", "2022-1-02") if text == SENTENCE else None


async def test_a_row_of_pushes_says_where_the_words_stand_and_what_became_of_each_chat() -> None:
    store: Any = Rows(outcomes=PUSHED)
    source = PushSource(store, quote)
    facts = await source.facts(MARCH)
    assert store.wanted == [(DeliveryKind.QUOTE, MARCH.first, MARCH.last)]
    sheet = source.sheet(facts, WEEK)
    why = "暂停着推送 4；对方停用了机器人 2；机器人被移出群或频道 2；没有记下原因 1"
    assert rows_of(sheet) == [
        (
            ("2026-03-02", "（没有记下推送的是哪一条）", "", "", 1, 0, 1, 0, 0, "没有记下原因 1"),
            ("2026-03-02", SENTENCE, "《讲话》（2022年3月）", "2022-1-02", 19, 5, 9, 1, 4, why),
            ("2026-03-03", SENTENCE, "《讲话》（2022年3月）", "2022-1-02", 2, 2, *ALL_GOT_IT),
            ("2026-03-04", "不在库里的话", "（原文已不在库里）", "", 1, 1, *ALL_GOT_IT),
        )
    ]
    assert sheet.tables[0].totals == ("合计", "", "", "", 23, 8, 10, 1, 4, "")
    silent = "4 天没有推送记录（没有到时的会话，或机器人没有运行，库里分不清）：03-05至03-08。"
    assert sheet.remarks[1:] == (silent,)
    assert len(source.sheet(facts, Span(MONDAY, WEDNESDAY)).remarks) == 1, "no day was silent"


async def test_a_speech_without_a_date_is_named_without_one() -> None:
    store: Any = Rows(outcomes=PUSHED[:1])
    [fact] = await PushSource(store, lambda text: quote(text, "")).facts(MARCH)
    assert fact.words == {"source": "《讲话》", "number": "2022-1-02"}


LISTED = (ChecklistLine("礼品", "不收礼品", "2022-1-02"), ChecklistLine("公车", "公车\t入库"))


class TwoOnMonday:
    """Stands for the pushes: a quote a day, and another one on Monday."""

    async def facts(self, month: Span) -> Facts:
        assert month.first == month.last
        every = Fact(month.first, SENTENCE, {"reached": 2}, {"number": "2022-1-02"})
        return [every, Fact(month.first, "另一条", {"reached": 1})] if month.first == MONDAY else [every]


async def test_the_days_before_holidays_have_their_list_once_each() -> None:
    thursday, friday = (WEDNESDAY.replace(day=day) for day in (5, 6))
    worked = frozenset({MONDAY, WEDNESDAY, thursday})
    calendar = WorkCalendar(CalendarSettings(holidays=frozenset({TUESDAY, friday}), workdays=worked))
    pushes: Any = TwoOnMonday()
    lists: Any = Rows(said_on={MONDAY: LISTED, TUESDAY: LISTED})
    source = HolidaySource(pushes, calendar, lists)
    facts = await source.facts(WEEK)
    assert lists.wanted == [(WEEK.first, WEEK.last)]
    assert told(source, facts) == [
        (
            ("2026-03-02", "公休假期", SENTENCE, "2022-1-02", 2, 2, *ALL_GOT_IT),
            ("2026-03-02", "公休假期", "另一条", "", 1, 1, *ALL_GOT_IT),
            ("2026-03-05", "公休假期", SENTENCE, "2022-1-02", 2, 2, *ALL_GOT_IT),
        ),
        (
            ("2026-03-02", "公休假期", "礼品", "不收礼品", "2022-1-02"),
            ("2026-03-02", "公休假期", "公车", "公车\t入库", "本单位提醒，不是讲话原文"),
        ),
    ]
    assert len(told(source, facts[2:])) == 1, "without a list there is no table of lists"
    nameless = Fact(MONDAY, "", {"reached": 1}, {"holiday": "清明节"})
    assert told(source, [nameless])[0][0][:4] == ("2026-03-02", "清明节", "（没有记下推送的是哪一条）", "")


async def test_a_row_of_notices_says_how_each_begins_and_how_many_read_it() -> None:
    store: Any = Rows(
        outcomes=[
            Outcome(TUESDAY, "12", "sent", "", 3),
            Outcome(MONDAY, "7", "sent", "", 1),
            Outcome(MONDAY, "7", "skipped", "stopped", 2),
            Outcome(MONDAY, "8", "sent", "", 1),
            Outcome(MONDAY, "of another version", "sent", "", 1),
            Outcome(TUESDAY, "13", "sent", "", 1),
        ],
        notices={
            7: Noticed("请带领大家学习。" * 20, back=False, reads=0),
            8: Noticed("", back=True, reads=None),
            12: Noticed("开会", back=True, reads=5),
        },
    )
    source = NoticeSource(store)
    facts = await source.facts(MARCH)
    assert store.wanted == [(DeliveryKind.NOTICE, MARCH.first, MARCH.last), ([7, 8, 12, 13],)]
    sheet = source.sheet(facts, WEEK)
    [rows] = rows_of(sheet)
    beginning = f"{rows[0][2]}"
    assert f"{'请带领大家学习。' * 20}".startswith(beginning.removesuffix("…"))
    assert 70 < len(beginning) <= 81
    gone = "（原文已过保存期）"
    assert rows == (
        ("2026-03-02", "7", beginning, "", 3, 1, 2, 0, 0, "运维人员停止发送 2", 0),
        ("2026-03-02", "8", gone, "已撤回", 1, 1, *ALL_GOT_IT, ""),
        ("2026-03-02", "of another version", gone, "", 1, 1, *ALL_GOT_IT, ""),
        ("2026-03-03", "12", "开会", "已撤回", 3, 3, *ALL_GOT_IT, 5),
        ("2026-03-03", "13", gone, "", 1, 1, *ALL_GOT_IT, ""),
    )
    assert sheet.tables[0].totals == ("合计", "", "", "", 9, 7, 2, 0, 0, "", 5)


def decided(key: str, sentence: str, question: str) -> DecidedItem:
    item = QuizItem(QuizKind.TERM, "2022", sentence, "路上", question, ("嘴上", "路上"), 1)
    return DecidedItem(item, QuoteState.APPROVED, None, at(1, 9), key)


async def test_a_row_of_the_quiz_says_its_item_and_one_for_the_answers_how_many_were_right() -> None:
    store: Any = Rows(
        outcomes=[
            Outcome(TUESDAY, "a", "sent", "", 3),
            Outcome(TUESDAY, "a", "failed", "blocked", 1),
            Outcome(MONDAY, "b", "sent", "", 1),
            Outcome(TUESDAY, "gone", "sent", "", 1),
        ]
    )
    asked = "作风建设永远在（ ）。"
    items: Any = Rows(
        decided=[
            decided("a", SENTENCE, "讲话里说：\n作风建设永远在（　　）。"),
            decided("b", "再也不说了。", "长" * 90),
        ]
    )
    polls: Any = Rows(tallies=[QuizTally("a", MONDAY, 2, 24, 18), QuizTally("gone", TUESDAY, 1, 0, 0)])
    source = QuizSource(store, items, polls, Held())
    facts = await source.facts(MARCH)
    assert store.wanted == [(DeliveryKind.QUIZ, MARCH.first, MARCH.last)]
    assert polls.wanted == [(MARCH.first, MARCH.last)]
    pushed, answered = (table.rows for table in source.sheet(facts, WEEK).tables)
    long, gone = f"{pushed[0][1]}", "（题目已不在库里）"
    assert 70 < long.count("长") <= 80
    assert pushed == (
        ("2026-03-02", long, "路上", "", 1, 1, *ALL_GOT_IT),
        ("2026-03-03", asked, "路上", "2022-1-02", 4, 3, 1, 0, 0, "对方停用了机器人 1"),
        ("2026-03-03", gone, "", "", 1, 1, *ALL_GOT_IT),
    )
    assert answered == (
        ("2026-03-02", asked, 2, 24, 18, "75%"),
        ("2026-03-03", gone, 1, 0, 0, ""),
    )
    assert [table.totals[2:5] for table in source.sheet(facts, WEEK).tables[1:]] == [(3, 24, 18)]
