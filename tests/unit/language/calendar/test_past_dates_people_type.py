"""Dates gone by, in people's words. Today is Wednesday, 4 March 2026."""

from datetime import date

import pytest

from knowledge.language.calendar.past_dates import dated_span, past_date
from knowledge.language.writing.signs import Fault, MisreadError

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", TODAY),
        ("昨天", date(2026, 3, 3)),
        ("昨日", date(2026, 3, 3)),
        ("昨儿个", date(2026, 3, 3)),
        ("前天", date(2026, 3, 2)),
        ("大前天", date(2026, 3, 1)),
        ("三天前", date(2026, 3, 1)),
        ("上周五", date(2026, 2, 27)),
        ("上个星期日", date(2026, 3, 1)),
        ("上礼拜一", date(2026, 2, 23)),
        ("上上周三", date(2026, 2, 18)),
        ("周一", date(2026, 3, 2)),
        ("周三", TODAY),
        ("周五", date(2026, 2, 27)),
        ("这周一", date(2026, 3, 2)),
        ("11月3日", date(2025, 11, 3)),
        ("十一月三号", date(2025, 11, 3)),
        ("3月2日", date(2026, 3, 2)),
        ("3.1", date(2026, 3, 1)),
        ("去年12月1日", date(2025, 12, 1)),
        ("2025-12-01", date(2025, 12, 1)),
        ("3号", date(2026, 3, 3)),
        ("5号", date(2026, 2, 5)),
        ("上个月3号", date(2026, 2, 3)),
        ("4月4日", date(2026, 4, 4)),  # near at hand: the one to come
        ("4月5日", date(2025, 4, 5)),
        ("2月29日", date(2024, 2, 29)),
        ("明天", date(2026, 3, 5)),
        ("下周一", date(2026, 3, 9)),
    ],
)
def test_a_date_gone_by_is_read_as_people_say_it(said: str, day: date) -> None:
    assert past_date(said, TODAY) == day


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("", Fault.UNCLEAR),
        ("那天", Fault.UNCLEAR),
        ("11月31日", Fault.NO_SUCH_DAY),
        ("上个月31号", Fault.NO_SUCH_DAY),
    ],
)
def test_what_is_no_date_is_not_guessed(said: str, fault: Fault) -> None:
    with pytest.raises(MisreadError) as raised:
        past_date(said, TODAY)
    assert raised.value.fault is fault


@pytest.mark.parametrize(
    ("said", "first", "last", "words"),
    [
        ("9月3日 观看警示教育片", "2026-09-03", "2026-09-03", "观看警示教育片"),
        ("9月3日到9月5日 办培训班", "2026-09-03", "2026-09-05", "办培训班"),
        ("9月3日-5日：办培训班", "2026-09-03", "2026-09-05", "办培训班"),
        ("９月３日 至 ９月５日办培训班", "2026-09-03", "2026-09-05", "办培训班"),
        ("2026.9.3—2026.9.5 办培训班", "2026-09-03", "2026-09-05", "办培训班"),
        ("去年12月30日到1月2日 值班抽查", "2025-12-30", "2026-01-02", "值班抽查"),
        ("上周一至上周三 办培训班", "2026-09-28", "2026-09-30", "办培训班"),
        ("前天到昨天 办培训班", "2026-10-06", "2026-10-07", "办培训班"),
        ("9月3日到5号办培训班", "2026-09-03", "2026-09-05", "办培训班"),
        ("9月3日到5号线上学习", "2026-09-03", "2026-09-05", "线上学习"),
        *(
            (f"9月3日到{place}检查消防", "2026-09-03", "2026-09-03", f"到{place}检查消防")
            for place in (
                "5号会议室",
                "3号楼",
                "3号办公楼",
                "1号院",
                "2号库",
                "2号门",
                "2号厅",
                "6号展馆",
                "三号楼",
            )
        ),
        ("9月3日到周三学习小组看片", "2026-09-03", "2026-09-03", "到周三学习小组看片"),
        ("前天到上周五的会场回访", "2026-10-06", "2026-10-06", "到上周五的会场回访"),
        ("上周一至周三 办培训班", "2026-09-28", "2026-09-30", "办培训班"),
        ("上周五至周一 办培训班", "2026-10-02", "2026-10-05", "办培训班"),
        ("上周五至本周一 办培训班", "2026-10-02", "2026-10-05", "办培训班"),
        ("这周一到这周三 办培训班", "2026-10-05", "2026-10-07", "办培训班"),
        ("周一至周五 办培训班", "2026-10-05", "2026-10-09", "办培训班"),
        ("本周二 办培训班", "2026-10-06", "2026-10-06", "办培训班"),
        ("9月3日到廉政基地参观", "2026-09-03", "2026-09-03", "到廉政基地参观"),
        ("9月3日至少三十人参加", "2026-09-03", "2026-09-03", "至少三十人参加"),
    ],
)
def test_an_event_has_its_days_and_words(said: str, first: str, last: str, words: str) -> None:
    found = dated_span(said, date(2026, 10, 8))
    assert found == (date.fromisoformat(first), date.fromisoformat(last), words)


@pytest.mark.parametrize("today", [date(2026, 10, 4), date(2026, 10, 5), date(2026, 10, 9), date(2026, 10, 11)])
def test_a_weekday_ends_what_began_on_one_before_it(today: date) -> None:
    weekdays = "一二三四五六日"
    for begins in weekdays:
        for ends in weekdays:
            found = dated_span(f"上周{begins}至周{ends} 培训", today)
            assert found
            days = (found[1] - found[0]).days
            assert days == (weekdays.index(ends) - weekdays.index(begins)) % 7


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 12, 5), "2026-12-30", "2027-01-02"),  # both to come
        (date(2026, 12, 31), "2026-12-30", "2027-01-02"),
        (date(2027, 1, 4), "2026-12-30", "2027-01-02"),
    ],
)
def test_what_goes_on_into_a_new_year_ends_in_it(today: date, first: str, last: str) -> None:
    found = dated_span("12月30日至1月2日 值班抽查", today)
    assert found == (date.fromisoformat(first), date.fromisoformat(last), "值班抽查")


@pytest.mark.parametrize("said", ["3号楼检查消防", "5号会议室 参加警示教育", "一号院走访"])
def test_a_place_with_a_number_is_no_day(said: str) -> None:
    assert dated_span(said, date(2026, 10, 8)) is None


@pytest.mark.parametrize(
    "said", ["9月5日到9月3日 办", "9月5日-3日 办", "昨天到前天 办", "2026年9月5日至8月30日 办"]
)
def test_days_in_the_wrong_order_are_no_event(said: str) -> None:
    with pytest.raises(MisreadError) as refused:
        dated_span(said, date(2026, 10, 8))
    assert refused.value.fault is Fault.TURNED
