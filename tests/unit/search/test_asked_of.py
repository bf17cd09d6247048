"""Which sentences name speeches as the place to look, and which only have a year or a meeting in them."""

from pathlib import Path

import pytest

from core.models import SpeechText
from knowledge.reading.folder import locate, read_folder
from knowledge.search.of_speeches.asked_of import AskedOf, Wants, asked_of
from knowledge.search.of_speeches.named import Names

NAMES = Names.of(read_folder(locate(Path(__file__).resolve().parents[3] / "knowledge").speeches))
NOW = 2024
BOTH = NAMES.slugs


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2022年讲话的要点有哪些", AskedOf(Wants.OUTLINE, ("2022",))),
        ("2022講話分成幾個部分？", AskedOf(Wants.OUTLINE, ("2022",))),
        ("2023年的讲话提了哪些要求", AskedOf(Wants.OUTLINE, ("2023",))),
        ("最新讲话的提纲", AskedOf(Wants.OUTLINE, ("2023",))),
        ("2020年讲话的要点", AskedOf(Wants.OUTLINE, years=("2020",))),
        ("讲了哪几点", AskedOf(Wants.OUTLINE, shown=True)),
        ("两次讲话的要点", AskedOf(Wants.OUTLINE, BOTH, each=True)),
        ("一共讲了几点", AskedOf(Wants.OUTLINE, shown=True)),
        ("一共几段", AskedOf(Wants.OUTLINE, shown=True)),
        ("总共有几个部分", AskedOf(Wants.OUTLINE, shown=True)),
        ("2023年讲话一共几条", AskedOf(Wants.OUTLINE, ("2023",))),
        ("最后一段", AskedOf(Wants.STRETCH, shown=True, number=-1)),
        ("2022年讲话的倒数第二段", AskedOf(Wants.STRETCH, ("2022",), number=-2)),
        ("2023年讲话第三段是什么", AskedOf(Wants.STRETCH, ("2023",), number=3)),
        ("从头读", AskedOf(Wants.READ, shown=True)),
        ("从头读2023年的讲话", AskedOf(Wants.READ, ("2023",))),
        ("只看2023年的", AskedOf(Wants.TOPIC, ("2023",))),
        ("2023年的呢？", AskedOf(Wants.TOPIC, ("2023",))),
        ("另一次讲话怎么说", AskedOf(Wants.TOPIC, other=True)),
        ("去年的讲话怎么说", AskedOf(Wants.TOPIC, ("2023",))),
        ("前年怎么说作风", AskedOf(Wants.TOPIC, ("2022",), about="怎么说作风")),
        ("今年的要点", AskedOf(Wants.OUTLINE, years=("2024",), lately=True)),
        (
            "今年书记怎么讲的责任",
            AskedOf(Wants.TOPIC, years=("2024",), about="怎么讲的责任", lately=True),
        ),
        ("今年的讲话怎么说作风", AskedOf(Wants.TOPIC, years=("2024",), about="怎么说作风", lately=True)),
        ("2023年讲话里三重一大是什么", AskedOf(Wants.TOPIC, ("2023",), about="三重一大是什么")),
        ("作风建设会议上怎么说纪律", AskedOf(Wants.TOPIC, ("2022",), about="怎么说纪律")),
        ("两次讲话都怎么说作风", AskedOf(Wants.TOPIC, BOTH, each=True, about="怎么说作风")),
        ("2022、2023两次讲话怎么说作风", AskedOf(Wants.TOPIC, BOTH, each=True, about="怎么说作风")),
        ("它一共多长", AskedOf(Wants.OUTLINE, shown=True)),
        ("2023年讲话一共多长，主要讲了什么", AskedOf(Wants.OUTLINE, ("2023",))),
        ("请列出2023年讲话全部要点", AskedOf(Wants.OUTLINE, ("2023",))),
        ("2022年讲话的全文", AskedOf(Wants.READ, ("2022",))),
        ("手机上能不能把2022年讲话从头看", AskedOf(Wants.READ, ("2022",))),
        ("换另一篇读", AskedOf(Wants.READ, other=True)),
        ("22年第14段", AskedOf(Wants.STRETCH, ("2022",), number=14)),
        ("20年第14段", AskedOf(Wants.STRETCH, years=("2020",), number=14)),
        ("去年第二段", AskedOf(Wants.STRETCH, ("2023",), number=2)),
        ("把2023年讲话发给我", AskedOf(Wants.SEND, ("2023",))),
        ("给我2022年讲话的原件", AskedOf(Wants.SEND, ("2022",))),
        ("有没有2022年讲话的电子版", AskedOf(Wants.SEND, ("2022",))),
        ("两次讲话有什么不同", AskedOf(Wants.TOPIC, BOTH, each=True, compared=True)),
        ("比较两次讲话对纪律的说法", AskedOf(Wants.TOPIC, BOTH, each=True, about="纪律", compared=True)),
        ("2019年怎么说作风", AskedOf(Wants.TOPIC, years=("2019",), about="怎么说作风")),
        ("这次讲话怎么说作风", AskedOf(Wants.TOPIC, shown=True, about="怎么说作风")),
        ("第二篇的要点", AskedOf(Wants.OUTLINE, BOTH[1:])),
        ("2022年那篇和2023年那篇的要点", AskedOf(Wants.OUTLINE, BOTH, each=True)),
        ("2022年讲话有没有提作风", AskedOf(Wants.TOPIC, ("2022",), about="有没有提作风")),
        ("另一次讲话提到作风没有", AskedOf(Wants.TOPIC, other=True, about="提到作风没有")),
        ("2025年的讲话", AskedOf(Wants.TOPIC, years=("2025",))),
    ],
)
def test_what_names_speeches_is_told_from_what_is_asked(said: str, meant: AskedOf) -> None:
    assert asked_of(said, NAMES, NOW) == meant


OF_DRIVERS = Names.of(
    [
        SpeechText("drivers", "drivers.txt", "在车队廉洁教育会上的讲话", "2025年", "", ""),
        SpeechText("opening", "opening.txt", "在青年干部培训班开班仪式上的讲话", "2024年", "", ""),
        SpeechText("office", "office.txt", "在机关作风建设推进会上的讲话", "2023年", "全局警示教育大会", ""),
    ]
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("车队廉洁教育会讲了几点", AskedOf(Wants.OUTLINE, ("drivers",))),
        ("请问廉洁教育会上讲了几点", AskedOf(Wants.OUTLINE, ("drivers",))),
        ("车队廉洁教育会的要点", AskedOf(Wants.OUTLINE, ("drivers",))),
        ("车队廉洁教育会怎么说公车", AskedOf(Wants.TOPIC, ("drivers",), about="怎么说公车")),
        ("开班仪式一共讲了几点", AskedOf(Wants.OUTLINE, ("opening",))),
        ("警示教育大会说了哪些要求", AskedOf(Wants.OUTLINE, ("office",))),
        ("作风建设推进会最后一段", AskedOf(Wants.STRETCH, ("office",), number=-1)),
        ("从头读作风建设推进会的讲话", AskedOf(Wants.READ, ("office",))),
    ],
)
def test_an_occasion_names_a_speech_by_the_words_of_its_title(said: str, meant: AskedOf) -> None:
    assert asked_of(said, OF_DRIVERS, NOW) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("后一篇的要点", AskedOf(Wants.OUTLINE, ("drivers",))),
        ("早的那篇的要点", AskedOf(Wants.OUTLINE, ("office",))),
    ],
)
def test_the_later_one_is_named_by_that_and_of_one_none_is_later(said: str, meant: AskedOf) -> None:
    assert asked_of(said, OF_DRIVERS, NOW) == meant
    alone = Names.of([SpeechText("a", "a.txt", "在推进会上的讲话", "2023年", "", "")])
    assert asked_of(said, alone, NOW) != AskedOf(Wants.OUTLINE, ("a",))


@pytest.mark.parametrize(
    "said", ["民主生活会怎么开", "三会一课", "社会主义怎么说", "谈心谈话有什么要求", "这个机会怎么说"]
)
def test_a_meeting_that_no_title_has_names_no_speech(said: str) -> None:
    assert asked_of(said, OF_DRIVERS, NOW) is None


@pytest.mark.parametrize(
    "said",
    [
        "2022年度责任书",
        "今年要建立什么样的学习工作机制",
        "《2023年市政协机关党风廉政建设工作要点》是谁制定的？",
        "2022年市政协组织理论学习用了哪些形式？",
        "今年对实施“十四五”规划来说是怎样的一年",
        "去年新立了哪些内部章程",
        "去年开了几次会",
        "去年汛期党员冲在前面的典型事例，人数和天数怎么说？",
        "今年意识形态工作怎么要求",
        "今年的重点工作有哪些",
        "20大是哪一年开的",
        "讲话精神怎么学",
        "2023年讲话精神学习心得怎么写",
        "工作要点是什么",
        "班子成员讲话有什么要求",
        "会上签订了什么",
        "第二点讲了什么",
        "三重一大是什么",
        "责任书分几部分签",
        "2022年做了哪些工作",
        "1979年讲的主要矛盾是什么",
        "全部要求有哪些",
        "两次讲话作风",
        "2022年作风",
        "第二次讲话怎么说作风",
    ],
)
def test_a_year_or_a_meeting_that_is_a_subject_names_no_speech(said: str) -> None:
    assert asked_of(said, NAMES, NOW) is None
