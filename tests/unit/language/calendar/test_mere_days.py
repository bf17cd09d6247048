"""What is only a day asks nothing."""

import pytest

from knowledge.language.calendar.mere_days import is_mere_day


@pytest.mark.parametrize(
    "said",
    [
        "明天",
        "2024年3月16日",
        "二〇二四年三月十六日",
        "3月16号",
        "下周三",
        "今天上午",
        "2024-3-16",
        "下个月",
        "十五号呢",
    ],
)
def test_a_day_alone_is_one(said: str) -> None:
    assert is_mere_day(said)


@pytest.mark.parametrize("said", ["2024年", "明天的廉语", "三重一大", "今天学什么", "八项规定", "", "十月革命"])
def test_what_says_more_or_names_a_speech_is_none(said: str) -> None:
    assert not is_mere_day(said)
