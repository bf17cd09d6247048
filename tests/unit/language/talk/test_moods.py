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


@pytest.mark.parametrize(
    "said",
    [
        "领导偏心，提拔没我份，心里堵",
        "提拔没我份",
        "我们处长骂我了",
        "孩子病了，请假领导不批",
        "又加班到十点",
        "就想找人说说话",
        "不想干了",
        "评优又没轮到我",
        "心里憋屈得慌",
        "唉，活都是我一个人干，好人没好报",
        "没人理解我，心里难受",
        "真不想干了",
        "好累，领导又骂我",
        "今年职称又没评上，心里不是滋味",
    ],
)
def test_who_complains_of_their_lot_asks_nothing(said: str) -> None:
    assert tells_mood(said)


@pytest.mark.parametrize(
    "said",
    [
        "领导偏心怎么办",
        "领导偏心，提拔没我份，该找谁",
        "提拔有什么要求",
        "评优评先的条件",
        "领导批评我了，讲话里怎么说",
        "心里有党",
        "请假不批怎么办",
        "加班到十点有补贴吗",
        "处长带病提拔",
        "每天十点",
        "没人管的事怎么办",
        "干多干少一个样是什么意思",
        "上班纪律",
        "机会主义",
    ],
)
def test_who_asks_or_names_a_matter_complains_of_nothing(said: str) -> None:
    assert tells_mood(said) is False
