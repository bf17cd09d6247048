"""What is no question is told from one by the model of the wishes, where the search has no answer."""

import pytest

from knowledge.language.wishes.talk import Talk, talk

TALKED = {
    Talk.MOOD: (
        *(
            "我心情不好",
            "今天心情很差",
            "累死了",
            "好累啊",
            "最近压力好大",
            "烦死了！",
            "唉，好烦",
            "上班好无聊",
        ),
        *(
            "领导偏心，提拔没我份，心里堵",
            "提拔没我份",
            "我们处长骂我了",
            "孩子病了，请假领导不批",
            "又加班到十点",
        ),
        *(
            "就想找人说说话",
            "不想干了",
            "评优又没轮到我",
            "心里憋屈得慌",
            "没人理解我，心里难受",
            "好累，领导又骂我",
        ),
        *(
            "唉，活都是我一个人干，好人没好报",
            "今年职称又没评上，心里不是滋味",
            "今天好热啊",
            "饿了",
            "外面下雨了",
        ),
        *("刚吃完饭", "又加班了", "路上堵死了", "困死了", "中午的面条真好吃", "食堂的红烧肉太咸了"),
        *("你别跟我说廉政", "别给我讲大道理", "少跟我讲这些大道理", "不想听大道理", "别给我灌鸡汤"),
    ),
    Talk.ITSELF: ("你累不累", "你吃不吃饭", "机器人会不会哭", "你真啰嗦", "你几岁了", "给我唱首歌"),
    Talk.OFFICE: ("哪些群订阅了", "有没有人提意见", "通知发到了没有", "上个月的统计给我"),
    Talk.SHOWN: ("这一段一共几句", "这篇有多少页", "字太小了"),
    Talk.PUSHES: ("我哪几天不收", "周五还是加回来吧", "明天还是要吧", "几点发给我的来着"),
}


@pytest.mark.parametrize(("said", "of"), [(said, of) for of, all_ in TALKED.items() for said in all_])
def test_of_what_somebody_talks(said: str, of: Talk) -> None:
    assert talk(said) is of


@pytest.mark.parametrize(
    "said",
    [
        *(
            "心情不好、想法有波动，领导要关心吗",
            "工作压力大怎么办",
            "生气了能骂人吗",
            "干部心情不好谁来谈心",
            "累计",
        ),
        *("领导偏心怎么办", "领导偏心，提拔没我份，该找谁", "提拔有什么要求", "评优评先的条件", "处长带病提拔"),
        *("领导批评我了，讲话里怎么说", "心里有党", "请假不批怎么办", "加班到十点有补贴吗", "没人管的事怎么办"),
        *("干多干少一个样是什么意思", "上班纪律", "机会主义", "公款吃喝的还有吗", "能发福利吗", "工资发了吗"),
        *("年终发了奖金没有", "能出去吃饭吗", "出差有什么要求", "不要讲空话", "不说空话是什么要求", "讲道理"),
        *(
            "您怎么看作风问题",
            "你给我讲讲作风",
            "你知道三重一大吗",
            "拉萨 骚乱",
            "报销",
            "吃请",
            "酒驾",
            "油卡",
            "礼金",
            "你查一下纪律",
            "双随机 一公开",
            "河长制 推行",
        ),
    ],
)
def test_a_question_is_no_talk(said: str) -> None:
    assert talk(said) is None
    assert talk(said, 0.3) is None


@pytest.mark.parametrize("said", [said for all_ in TALKED.values() for said in all_])
def test_the_better_the_speeches_answer_the_surer_it_must_be(said: str) -> None:
    found = [talk(said, confidence) is not None for confidence in (0.0, 0.2, 0.4, 0.6, 1.0)]
    assert found == sorted(found, reverse=True)
    assert not found[-1]
