"""Who says how they feel asks nothing."""

import pytest

from knowledge.language.talk.moods import tells_mood


@pytest.mark.parametrize(
    "said",
    [
        "我心情不好",
        "今天心情很差",
        "累死了",
        "好累啊",
        "最近压力好大",
        "烦死了！",
        "我今天有点难过",
        "唉，好烦",
        "上班好无聊",
    ],
)
def test_a_mood_is_told(said: str) -> None:
    assert tells_mood(said)


@pytest.mark.parametrize(
    "said",
    [
        "心情不好、想法有波动，领导要关心吗",
        "工作压力大怎么办",
        "生气了能骂人吗",
        "干部心情不好谁来谈心",
        "累计",
        "烦",
        "",
    ],
)
def test_a_question_tells_none(said: str) -> None:
    assert not tells_mood(said)
