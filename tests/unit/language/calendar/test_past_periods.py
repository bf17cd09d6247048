"""Months, quarters, years and days gone by, in the words that people use for a report."""

from datetime import date

import pytest

from knowledge.language.calendar.past_dates import dated_words
from knowledge.language.calendar.past_periods import is_a_period, names_a_period, past_period, period_of_ledger
from knowledge.language.writing.signs import Fault, MisreadError

TODAY = date(2026, 3, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("本月", "2026-03-01", "2026-03-31"),
        ("这个月", "2026-03-01", "2026-03-31"),
        ("上月", "2026-02-01", "2026-02-28"),
        ("上个月", "2026-02-01", "2026-02-28"),
        ("上上个月", "2026-01-01", "2026-01-31"),
        ("2月", "2026-02-01", "2026-02-28"),
        ("二月份", "2026-02-01", "2026-02-28"),
        ("9月", "2025-09-01", "2025-09-30"),
        ("2025年9月", "2025-09-01", "2025-09-30"),
        ("2025-09", "2025-09-01", "2025-09-30"),
        ("二〇二五年九月", "2025-09-01", "2025-09-30"),
        ("去年12月", "2025-12-01", "2025-12-31"),
        ("本季度", "2026-01-01", "2026-03-31"),
        ("上季度", "2025-10-01", "2025-12-31"),
        ("第一季度", "2026-01-01", "2026-03-31"),
        ("一季度", "2026-01-01", "2026-03-31"),
        ("第三季度", "2025-07-01", "2025-09-30"),
        ("2025年第三季度", "2025-07-01", "2025-09-30"),
        ("２０２５年３季度", "2025-07-01", "2025-09-30"),
        ("2025年四季度的台账", "2025-10-01", "2025-12-31"),
        ("2025Q3", "2025-07-01", "2025-09-30"),
        ("去年下半年", "2025-07-01", "2025-12-31"),
        ("上半年", "2026-01-01", "2026-06-30"),
        ("今年", "2026-01-01", "2026-12-31"),
        ("2025年", "2025-01-01", "2025-12-31"),
        ("2025年度", "2025-01-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("去年全年", "2025-01-01", "2025-12-31"),
        ("2026年1月5日到2月10日", "2026-01-05", "2026-02-10"),
        ("1月5日至2月10日", "2026-01-05", "2026-02-10"),
        ("从1月5号到今天", "2026-01-05", "2026-03-18"),
        ("12月20日到1月10日", "2025-12-20", "2026-01-10"),
        ("2025-12-20到2026-01-10", "2025-12-20", "2026-01-10"),
        ("2025-12-20至2026-01-10", "2025-12-20", "2026-01-10"),
        ("2025.12.20-2026.1.10", "2025-12-20", "2026-01-10"),
        ("20251220-20260110", "2025-12-20", "2026-01-10"),
        ("2025年7月到9月", "2025-07-01", "2025-09-30"),
        ("1月到3月", "2026-01-01", "2026-03-31"),
        ("2025年7月1日到9月30日", "2025-07-01", "2025-09-30"),
        ("上周", "2026-03-09", "2026-03-15"),
        ("上上个星期", "2026-03-02", "2026-03-08"),
        ("本周", "2026-03-16", "2026-03-22"),
        ("最近7天", "2026-03-12", "2026-03-18"),
        ("近三个月", "2025-12-19", "2026-03-18"),
        ("过去半年", "2025-09-19", "2026-03-18"),
        ("最近一年", "2025-03-19", "2026-03-18"),
        ("上周到昨天", "2026-03-09", "2026-03-17"),
        ("3月2日", "2026-03-02", "2026-03-02"),
        ("昨天", "2026-03-17", "2026-03-17"),
    ],
)
def test_people_name_the_days_of_a_ledger(said: str, first: str, last: str) -> None:
    assert past_period(said, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))
    assert names_a_period(said) or said == "昨天"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("随便", Fault.UNCLEAR),
        ("", Fault.UNCLEAR),
        ("2026年5季度", Fault.UNCLEAR),
        ("2026年13月", Fault.NO_SUCH_DAY),
        ("2026年2月1日到2月30日", Fault.NO_SUCH_DAY),
        ("2027年", Fault.NO_SUCH_DAY),
        ("2026年第四季度", Fault.NO_SUCH_DAY),
        ("1900年", Fault.NO_SUCH_DAY),
        ("0000年", Fault.NO_SUCH_DAY),
        ("9999年12月", Fault.NO_SUCH_DAY),
        ("2015-01-01到2025-12-31", Fault.TOO_LONG),
        ("2026-02-10到2026-01-05", Fault.TURNED),
    ],
)
def test_what_is_no_such_stretch_is_told_apart(said: str, fault: Fault) -> None:
    with pytest.raises(MisreadError) as caught:
        past_period(said, TODAY)
    assert caught.value.fault is fault


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("第三季度的台账", "第三季度"),
        ("帮我做一份2025年9月台账", "2025年9月"),
        ("生成去年的廉政台账", "去年"),
        ("2025年7月1日到9月30日的台帐", "2025年7月1日到9月30日"),
        ("今年要建立台账", None),
        ("第三季度的台账怎么做", None),
        ("台账", None),
    ],
)
def test_whoever_names_the_days_of_a_ledger_asks_for_it(said: str, days: str | None) -> None:
    assert period_of_ledger(said) == days


@pytest.mark.parametrize(
    ("said", "day", "words"),
    [
        ("3月3日 组织观看警示教育片", "2026-03-03", "组织观看警示教育片"),
        ("２０２５年９月３日，签订责任书", "2025-09-03", "签订责任书"),
        ("2025-09-03：廉政谈话", "2025-09-03", "廉政谈话"),
        ("九月三日学习讲话", "2025-09-03", "学习讲话"),
        ("昨天组织学习", "2026-03-17", "组织学习"),
        ("3月3日", "2026-03-03", ""),
    ],
)
def test_an_entry_begins_with_its_date(said: str, day: str, words: str) -> None:
    assert dated_words(said, TODAY) == (date.fromisoformat(day), words)


def test_words_without_a_date_are_no_entry() -> None:
    assert dated_words("组织观看警示教育片", TODAY) is None


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("上个月", True),
        ("13月", True),
        ("9月30日到7月1日", True),
        ("上个月开了什么会", False),
        ("今年怎么样", False),
    ],
)
def test_only_what_is_days_and_nothing_else_is_a_period(said: str, is_one: bool) -> None:
    assert is_a_period(said) is is_one
