"""How long to pause, in people's words. Today is Wednesday, 4 March 2026; its push is still to come."""

from datetime import date

import pytest

from handlers.words.spoken import spoken
from knowledge.language.calendar.holidays import Holiday, day_of, next_rest, rest_in
from knowledge.language.calendar.pauses import Pause, read_pause
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.language.writing.signs import Fault, MisreadError

TODAY = date(2026, 3, 4)
CALENDAR = WorkCalendar.nothing()  # the library of today knows 2026 and does not know 2027


def parse_pause(said: str, today: date, free: date) -> date | None:
    """Return the day to push again on; None for what is none."""
    try:
        return read_pause(said, today, free, CALENDAR).resumes_on
    except MisreadError:
        return None


def days_of(said: str, today: date = TODAY) -> tuple[date | None, date]:
    """Return from when to when nothing is pushed; None: from the next push on."""
    pause = read_pause(said, today, today, CALENDAR)
    return pause.first, pause.resumes_on


@pytest.mark.parametrize(
    ("said", "resumes_on"),
    [
        ("3天", date(2026, 3, 7)),
        ("先别推了，下周再说", date(2026, 3, 9)),
        ("先停了吧，下周一再发", date(2026, 3, 9)),
        ("别推了，三天后再说", date(2026, 3, 7)),
        ("不收了，五一后再看", date(2026, 5, 6)),
        ("３ 天", date(2026, 3, 7)),
        ("三天", date(2026, 3, 7)),
        ("十五日", date(2026, 3, 19)),
        ("两周", date(2026, 3, 18)),
        ("1个星期", date(2026, 3, 11)),
        ("一个月", date(2026, 4, 3)),
        ("到12月31日", date(2027, 1, 1)),
        ("12月31日", date(2027, 1, 1)),
        ("到十二月三十一号为止", date(2027, 1, 1)),
        ("到3月4日", date(2026, 3, 5)),
        ("至3月3日", date(2027, 3, 4)),
        ("到2027年1月5日", date(2027, 1, 6)),
        ("到明年1月5日", date(2027, 1, 6)),
        ("到2026-03-20", date(2026, 3, 21)),
        ("到3.20", date(2026, 3, 21)),
        ("到明天", date(2026, 3, 6)),
        ("到周五", date(2026, 3, 7)),
        ("到周一", date(2026, 3, 10)),
        ("到本周日", date(2026, 3, 9)),
        ("到下周一", date(2026, 3, 10)),
        ("到月底", date(2026, 4, 1)),
        ("到年底", date(2027, 1, 1)),
    ],
)
def test_a_pause_is_read_as_people_type_it(said: str, resumes_on: date) -> None:
    assert parse_pause(said, TODAY, TODAY) == resumes_on


def test_days_count_from_the_first_push_that_is_held_back() -> None:
    assert parse_pause("3天", TODAY, date(2026, 3, 5)) == date(2026, 3, 8)


@pytest.mark.parametrize("said", ["", "几天", "到", "到2月30日", "到13月1日", "天", "到退休", "3", "08:30"])
def test_what_is_no_span_and_no_date_is_not_guessed(said: str) -> None:
    assert parse_pause(said, TODAY, TODAY) is None


@pytest.mark.parametrize("said", ["到29/2", "到2月29日"])
def test_a_date_that_no_near_year_has_is_not_guessed(said: str) -> None:
    assert parse_pause(said, TODAY, TODAY) is None


@pytest.mark.parametrize(
    ("said", "argument"),
    [
        ("暂停", ""),
        ("暂停一下", ""),
        ("暂停3天", "3天"),
        ("暂停 3 天", "3 天"),
        ("暂停：两周", "两周"),
        ("暂停推送到12月31日", "到12月31日"),
        ("/暂停 到下周一", "到下周一"),
    ],
)
def test_a_pause_is_a_command_in_plain_words(said: str, argument: str) -> None:
    found = spoken(said, "qingfeng_bot")
    assert found is not None
    assert (found.command.name, found.argument) == ("pause", argument)


@pytest.mark.parametrize(
    "said",
    [
        "暂停执行的规定有哪些",
        "暂停到任领导职务怎么办",
        "恢复名誉",
        "恢复声誉",
        "关掉空调",
        "恢复党员权利的程序",
    ],
)
def test_a_question_about_pauses_is_no_command(said: str) -> None:
    assert spoken(said, "qingfeng_bot") is None


@pytest.mark.parametrize(
    ("said", "first", "resumes_on"),
    [
        ("半个月", None, date(2026, 3, 19)),
        ("两星期", None, date(2026, 3, 18)),
        ("接下来一周", None, date(2026, 3, 11)),
        ("三天后再发", None, date(2026, 3, 7)),
        ("明天", date(2026, 3, 5), date(2026, 3, 6)),
        ("明天不要推送", date(2026, 3, 5), date(2026, 3, 6)),
        ("明日莫發", date(2026, 3, 5), date(2026, 3, 6)),
        ("周五", date(2026, 3, 6), date(2026, 3, 7)),
        ("下周三不要发", date(2026, 3, 11), date(2026, 3, 12)),
        ("12月31日", date(2026, 12, 31), date(2027, 1, 1)),
        ("今明两天", date(2026, 3, 4), date(2026, 3, 6)),
        ("后天", date(2026, 3, 6), date(2026, 3, 7)),
        ("这周不要发", date(2026, 3, 4), date(2026, 3, 9)),
        ("本星期", date(2026, 3, 4), date(2026, 3, 9)),
        ("下周", date(2026, 3, 9), date(2026, 3, 16)),
        ("这个周末不要推", date(2026, 3, 7), date(2026, 3, 9)),
        ("下个月", date(2026, 4, 1), date(2026, 5, 1)),
        ("五月份", date(2026, 5, 1), date(2026, 6, 1)),
        ("到下个月", None, date(2026, 4, 1)),
        ("到下周", None, date(2026, 3, 9)),
        ("到明年", None, date(2027, 1, 1)),
        ("下周一再发", None, date(2026, 3, 9)),
        ("到下周一恢复", None, date(2026, 3, 9)),
        ("2月5日到2月13日", date(2027, 2, 5), date(2027, 2, 14)),
        ("3月10日至15日", date(2026, 3, 10), date(2026, 3, 16)),
        ("从明天到周五", date(2026, 3, 5), date(2026, 3, 7)),
        ("从明天开始到周五", date(2026, 3, 5), date(2026, 3, 7)),
        ("明儿个", date(2026, 3, 5), date(2026, 3, 6)),
        ("明早别发", date(2026, 3, 5), date(2026, 3, 6)),
        ("5月1日以前", None, date(2026, 5, 1)),
    ],
)
def test_days_to_come_are_read_as_people_say_them(said: str, first: date | None, resumes_on: date) -> None:
    assert days_of(said) == (first, resumes_on)


SPRING, LABOUR, NATIONAL = (date(2027, 2, 5), date(2027, 2, 13)), (date(2026, 5, 1), date(2026, 5, 6)), (
    date(2026, 10, 1), date(2026, 10, 8),
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "first", "resumes_on"),
    [
        ("春节", *SPRING),
        ("春节暂停", *SPRING),
        ("春節期間", *SPRING),
        ("过年", *SPRING),
        ("除夕", *SPRING),
        ("到春节后", None, SPRING[1]),
        ("年后", None, SPRING[1]),
        ("年后再发", None, SPRING[1]),
        ("过完年", None, SPRING[1]),
        ("等过了年", None, SPRING[1]),
        ("年前", None, SPRING[0]),
        ("五一", *LABOUR),
        ("五一前", None, LABOUR[0]),
        ("到劳动节以后", None, LABOUR[1]),
        ("国庆", *NATIONAL),
        ("十一期间", *NATIONAL),
        ("国庆节后", None, NATIONAL[1]),
        ("十一长假后", None, NATIONAL[1]),
        ("国庆中秋", date(2026, 9, 25), NATIONAL[1]),
        ("清明", date(2026, 4, 4), date(2026, 4, 7)),
        ("端午节", date(2026, 6, 19), date(2026, 6, 22)),
        ("中秋", date(2026, 9, 25), date(2026, 9, 28)),
        ("元旦", date(2027, 1, 1), date(2027, 1, 4)),
        ("过完正月十五", None, date(2027, 2, 21)),
        ("元宵节后", None, date(2027, 2, 21)),
        ("放假期间", date(2026, 4, 4), date(2026, 4, 7)),
        ("节后", None, date(2026, 4, 7)),
        ("节前", None, date(2026, 4, 4)),
        ("放完假再发", None, date(2026, 4, 7)),
        ("收假后", None, date(2026, 4, 7)),
    ],
)
def test_holidays_are_known_by_name_in_both_calendars(said: str, first: date | None, resumes_on: date) -> None:
    assert days_of(said) == (first, resumes_on)


def test_during_the_days_off_the_holiday_is_the_one_under_way() -> None:
    during = date(2026, 10, 3)
    assert days_of("节后", during) == (None, date(2026, 10, 8))
    assert days_of("国庆", during) == NATIONAL
    assert days_of("五一前", date(2026, 5, 2)) == (None, date(2027, 5, 1))


@pytest.mark.parametrize(("said", "published"), [("春节", False), ("国庆", True), ("明天", None)])
def test_what_nobody_published_is_marked(said: str, published: bool | None) -> None:
    rest = read_pause(said, TODAY, TODAY, CALENDAR).rest
    assert (rest.published if rest else None) is published


@pytest.mark.parametrize(
    ("said", "fault"),
    [("昨天", Fault.PAST), ("到上周五", Fault.PAST), ("0天", Fault.TOO_SHORT), ("13月份", Fault.NO_SUCH_DAY),
     ("到2月30日", Fault.NO_SUCH_DAY), ("9999天", Fault.TOO_LONG),
     ("到9999年12月31日", Fault.TOO_LONG), ("春天", Fault.UNCLEAR), ("以后", Fault.UNCLEAR)],
)  # fmt: skip
def test_what_cannot_be_is_told_apart(said: str, fault: Fault) -> None:
    with pytest.raises(MisreadError) as raised:
        read_pause(said, TODAY, TODAY, CALENDAR)
    assert raised.value.fault is fault


# As calendars print them.
@pytest.mark.parametrize(
    ("holiday", "year", "day"),
    [
        (Holiday.SPRING, 2026, date(2026, 2, 16)),
        (Holiday.SPRING, 2027, date(2027, 2, 5)),
        (Holiday.SPRING, 2033, date(2033, 1, 30)),
        (Holiday.QINGMING, 2027, date(2027, 4, 5)),
        (Holiday.QINGMING, 2028, date(2028, 4, 4)),
        (Holiday.DRAGON_BOAT, 2027, date(2027, 6, 9)),
        (Holiday.MID_AUTUMN, 2027, date(2027, 9, 15)),
        (Holiday.NATIONAL, 2099, date(2099, 10, 1)),
    ],
)
def test_holidays_fall_where_calendars_print_them(holiday: Holiday, year: int, day: date) -> None:
    assert day_of(holiday, year) == day


@pytest.mark.parametrize(
    ("holiday", "first", "last"),
    [
        (Holiday.SPRING, date(2026, 2, 15), date(2026, 2, 23)),
        (Holiday.QINGMING, date(2026, 4, 4), date(2026, 4, 6)),
        (Holiday.LABOUR, date(2026, 5, 1), date(2026, 5, 5)),
        (Holiday.MID_AUTUMN, date(2026, 9, 25), date(2026, 9, 27)),
        (Holiday.NATIONAL, date(2026, 10, 1), date(2026, 10, 7)),
    ],
)
def test_published_days_off_are_as_published(holiday: Holiday, first: date, last: date) -> None:
    rest = rest_in(holiday, 2026, CALENDAR)
    assert (rest.first, rest.last, rest.published) == (first, last, True)


def test_the_next_days_off_are_those_that_come_first() -> None:
    assert next_rest(date(2026, 9, 28), CALENDAR).holiday is Holiday.NATIONAL
    assert Pause(None, date(2026, 4, 7), next_rest(TODAY, CALENDAR)) == read_pause(
        "节后", TODAY, TODAY, CALENDAR
    )


@pytest.mark.parametrize(
    ("said", "argument"), [("暂停春节", "春节"), ("暂停到节后", "到节后"), ("/暂停 五一前", "五一前")]
)
def test_a_pause_over_a_holiday_is_a_command_in_plain_words(said: str, argument: str) -> None:
    found = spoken(said, "qingfeng_bot")
    assert found is not None
    assert (found.command.name, found.argument) == ("pause", argument)
