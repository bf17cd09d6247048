"""What an editor would have to mend is not drafted: odd choices, questions that answer themselves."""

import pytest

from core.models import SpeechText
from core.quiz import BLANK, QuizItem, QuizKind
from knowledge.quiz.drafting import drafts
from knowledge.quiz.verbs import built_alike
from knowledge.speech.segment import segment


def made_of(*texts: str, kind: QuizKind | None = None) -> list[QuizItem]:
    speeches = [SpeechText(f"s{n}", f"{n}.txt", f"第{n}篇讲话", "", "", text) for n, text in enumerate(texts)]
    items = [draft.item for draft in drafts([segment(speech) for speech in speeches])]
    return [item for item in items if kind in (None, item.kind)]


def wrong_of(item: QuizItem) -> set[str]:
    return set(item.choices) - {item.answer}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("守底线", "带队伍"),
        ("凝聚共识", "发扬民主"),
        ("深化拓展", "巩固提升"),
        ("个别谈话", "质询函询"),
        ("公路", "桥梁"),
        ("自觉性", "积极性"),
    ],
)
def test_members_of_one_build_may_stand_for_one_another(one: str, other: str) -> None:
    assert built_alike(one, other)
    assert built_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("核电钢", "残疾人"),  # things of different kinds
        ("守底线", "先进性"),  # an act and a quality
        ("凝聚共识", "深化拓展"),  # with an object and without
        ("完善制度", "治理有效"),  # an act and a state
        ("存戒惧", "去库存"),  # conduct and an economy
        ("开展工作", "遏制战争"),  # for and against
        ("教育", "化工"),
        ("守底线", "凝聚共识"),  # told by their length
    ],
)
def test_members_of_different_builds_may_not(one: str, other: str) -> None:
    assert not built_alike(one, other)
    assert not built_alike(other, one)


def test_wrong_members_are_of_lists_called_the_same() -> None:
    asked = "村里坚持谈话函询、巡视检查、述职述廉和民主评议等制度，干部一年到头接受监督。"
    others = "县里坚持入户走访、专题调查、登门核查、个别约谈、民主测评等制度，年年常抓不懈。"
    [item] = made_of(others + asked, kind=QuizKind.LIST)
    assert item.answer == "巡视检查"
    assert all(one in others for one in wrong_of(item))
    assert made_of(others.replace("等制度", "等办法") + asked, kind=QuizKind.LIST) == []


BLAME = (
    "要坚决纠治“三乱两慢”问题，作风一刻也不能松懈下来。必须整治“四拖五推”问题，让群众看到干部的作风。"
    "还没有根除的有“五等六靠”问题，干部要限期改正过来。坚决遏制“七说八变”问题，干部说到的就要做到。"
)
PRAISE = (
    "要把“两学三比”制度放在心上，干部年年都有新的举措。大家都熟悉“一岗双责”制度，每个干部都照着去做。"
    "单位推行“三优四快”制度，对干部的作风都很满意。各地落实“五帮六送”办法，干部的作风好了起来。"
    "村里坚持“一季三查”制度，干部的账目清清楚楚。"
)


def test_terms_of_blame_do_not_stand_beside_terms_of_praise() -> None:
    items = made_of(BLAME + PRAISE, kind=QuizKind.TERM)
    assert items
    for item in items:
        assert len({choice in ("三乱两慢", "四拖五推", "五等六靠", "七说八变") for choice in item.choices}) == 1


def test_a_term_is_told_from_those_called_the_same() -> None:
    items = made_of(PRAISE, kind=QuizKind.TERM)
    assert items
    assert all("五帮六送" not in item.choices for item in items)


def test_a_short_term_is_neither_asked_for_nor_a_choice() -> None:
    items = made_of("要把“三农”制度放在心上，年年都有新的举措。" + PRAISE, kind=QuizKind.TERM)
    assert items
    assert all("三农" not in item.choices for item in items)


def test_a_word_that_only_begins_with_one_is_no_term() -> None:
    text = "要加强对“一把手”的监督，不留空白。" + PRAISE
    assert all("一把手" not in item.choices for item in made_of(text, kind=QuizKind.TERM))


LISTS = (
    "我们要守底线、把方向、管大局、保落实，把工作做好。干部要知敬畏、存戒惧、明是非、讲规矩，把事情办好。"
    "大家要带队伍、促履职、增团结、聚人心，把队伍建好。"
)


FORMS_OF_DISCIPLINE = "运用好监督执纪的四种形态，各级干部责无旁贷。"


def test_a_sentence_is_asked_about_once() -> None:
    sentences = [item.sentence for item in made_of(LISTS + PRAISE, FORMS_OF_DISCIPLINE)]
    assert sentences
    assert len(sentences) == len(set(sentences))


def test_what_one_speech_was_asked_for_is_not_asked_of_the_next() -> None:
    again = f"今年继续抓好学习。{FORMS_OF_DISCIPLINE.replace('各级', '全体')}"
    assert len(made_of(FORMS_OF_DISCIPLINE, again, kind=QuizKind.NUMBER)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "落实八项规定，各级干部责无旁贷，从严自律。",  # everybody knows it
        "按时公开收支、采购、接待三项内容，自觉接受群众监督。",  # can be counted
        "今年完成水质四项指标，河水清了起来。",  # nobody here has to know
    ],
)
def test_a_number_that_nobody_has_to_learn_is_not_asked_for(text: str) -> None:
    assert made_of(text, kind=QuizKind.NUMBER) == []


def headings(marks: str, names: tuple[str, ...]) -> str:
    told = "这一点大家都讨论过了，意见也比较一致，下面抓紧去办就行。"
    return "\n".join(f"（{mark}）{name}\n{told}" for mark, name in zip(marks, names, strict=True))


FIRST = ("加强学习教育", "改进服务态度", "推动任务到位")
OTHERS = ("完善财务手续", "开展谈心活动", "落实值班安排", "培育青年人才")


def parts(marks: str, names: tuple[str, ...]) -> str:
    return f"一、把作风建设办好\n{headings(marks, names)}\n二、明年的事情\n{headings('一二三四', OTHERS)}"


def test_headings_are_counted_in_words() -> None:
    text = parts("一二三", FIRST)
    asked = [item.question for item in made_of(text, kind=QuizKind.HEADING)]
    assert any("讲了三点" in question for question in asked)
    assert all("3点" not in question for question in asked)


@pytest.mark.parametrize("marks", ["一三四", "二三四", "一二四"])
def test_headings_of_which_reading_lost_one_are_not_counted(marks: str) -> None:
    text = parts(marks, FIRST)
    assert not [item for item in made_of(text, kind=QuizKind.HEADING) if item.answer in FIRST]


def test_a_heading_that_alone_begins_as_the_others_is_not_asked_for() -> None:
    first = ("强化纪律教育", "强化服务意识", "强化任务分工")
    text = parts("一二三", first)
    assert not [item for item in made_of(text, kind=QuizKind.HEADING) if item.answer in first]


def test_a_member_that_alone_begins_as_the_others_is_not_asked_for() -> None:
    text = "要去产能、去库存、去杠杆，把账算清楚。" + "要稳就业、补短板、降成本、惠民生、转方式，一样一样办好。"
    for item in made_of(text, kind=QuizKind.LIST):
        assert item.answer not in ("去库存", "去杠杆")


@pytest.mark.parametrize(
    "text",
    [
        "天然气五年累计产量达750亿立方米，成为输出大户。",  # the figure is elsewhere
        "城镇人口比重年均提高一点二个百分点，农民进城安家。",  # a part of a number
        "大家在这里工作五年时间，都有了感情。",  # a length of time, no name
    ],
)
def test_a_small_number_is_asked_for_only_where_it_belongs_to_a_name(text: str) -> None:
    small = "两三四五六七八九"
    assert not [item for item in made_of(text, kind=QuizKind.NUMBER) if item.answer in small]


def test_numbers_stand_in_order_and_near_the_right_one() -> None:
    [item] = made_of(FORMS_OF_DISCIPLINE, kind=QuizKind.NUMBER)
    assert list(item.choices) == sorted(item.choices, key="零一两三四五六七八九十".index)
    assert wrong_of(item) <= set("两三五六七")


def test_a_question_does_not_end_within_a_list_of_signs() -> None:
    tail = "我们还要把各项任务一件一件分解到人、落实到岗，不讲条件，不打折扣，说到做到，" * 4
    text = PRAISE.replace("每个干部都照着去做。", f"每个干部都照着去做，{tail}久久为功。")
    items = [item for item in made_of(text) if BLANK in item.question and "久久为功" in item.sentence]
    assert items
    for item in items:
        assert not item.question.endswith(("，…", "、…", "，……", "、……"))
