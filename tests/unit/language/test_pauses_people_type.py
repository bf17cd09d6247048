"""How long to pause, in people's words. Today is Wednesday, 4 March 2026; its push is still to come."""

from datetime import date

import pytest

from handlers.words.spoken import spoken
from knowledge.language.pauses import parse_pause

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("said", "resumes_on"),
    [
        ("3天", date(2026, 3, 7)),
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
    "said", ["暂停执行的规定有哪些", "暂停到任领导职务怎么办", "恢复名誉", "恢复党员权利的程序"]
)
def test_a_question_about_pauses_is_no_command(said: str) -> None:
    assert spoken(said, "qingfeng_bot") is None
