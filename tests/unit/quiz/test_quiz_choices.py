"""Asked is what the sentence decides, among things of one kind that the speeches name."""

import pytest

from core.models import SpeechText
from core.quiz import BLANK, QuizItem, QuizKind
from knowledge.quiz import set_lists
from knowledge.quiz.defining import defined, known_terms
from knowledge.quiz.drafting import drafts
from knowledge.quiz.kinds import TERMS, THINGS, decided, kin_of
from knowledge.quiz.material import Statement
from knowledge.speech.segment import segment


def made_of(*texts: str, kind: QuizKind | None = None, title: str = "第一篇讲话") -> list[QuizItem]:
    speeches = [SpeechText(f"s{n}", f"{n}.txt", title, "", "", text) for n, text in enumerate(texts)]
    items = [draft.item for draft in drafts([segment(speech) for speech in speeches])]
    return [item for item in items if kind in (None, item.kind)]


def wrong_of(item: QuizItem) -> set[str]:
    return set(item.choices) - {item.choices[item.right]}


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("政治纪律是最重要、最根本、最关键的纪律，人人要守。", ["政治纪律"]),
        ("坚持以党的政治建设为统领，一级带着一级干。", ["政治建设"]),
        ("必须把党的政治建设摆在首位，一级带着一级干。", ["政治建设"]),
        ("全面从严治党的根本所在是纪律建设，一刻不能松。", ["纪律建设"]),
        ("各级党组要扛起主体责任，一级带着一级干。", ["主体责任"]),
        ("各级纪委要履行监督责任，敢于较真碰硬。", ["监督责任"]),
        ("党组、纪委都要履行主体责任，敢于较真碰硬。", []),  # whose it is says nothing
        ("作风建设是一项重要工作，要天天抓。", []),  # so is everything good
        ("各单位要加强作风建设，年年有新的变化。", []),  # nothing is said of it
    ],
)
def test_a_thing_is_asked_for_where_it_alone_is_said_to_be_that(text: str, answers: list[str]) -> None:
    assert [blank.answer for blank in defined(Statement("s", 0, text))] == answers


KIN = "这几年，思想建设、组织建设和作风建设一步一步往前走，大家都看在眼里。制度建设也没有落下。"


def test_its_wrong_choices_are_of_its_kind_and_named_in_the_speeches() -> None:
    asked = "党的政治建设是党的根本性建设，决定着往哪里走。"
    [item] = made_of(asked + KIN, kind=QuizKind.ROLE)
    assert item.answer == "政治建设"
    assert wrong_of(item) <= {"思想建设", "组织建设", "作风建设", "制度建设"}
    assert made_of(asked, kind=QuizKind.ROLE) == [], "what the speeches do not name is not offered"


def test_what_the_title_says_is_not_asked_for() -> None:
    asked = "党的政治建设是党的根本性建设，决定着往哪里走。"
    assert made_of(asked + KIN, kind=QuizKind.ROLE, title="把政治建设放在第一位") == []


def test_what_a_speech_says_the_same_of_is_no_wrong_choice() -> None:
    asked = "党的政治建设是党的根本性建设，决定着往哪里走。"
    also = "还有人说，组织建设是党的根本性建设，也有道理。"
    for item in made_of(asked + KIN + also, kind=QuizKind.ROLE):
        assert "组织建设" not in wrong_of(item)


WAYS = "支部按时过好“三会一课”，重要的事情按“三重一大”制度集体定。"


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("党员要坚定“四个自信”，走好自己的路。", ["四个自信"]),
        ("班子成员要落实“一岗双责”，管好分管的科室。", ["一岗双责"]),
        ("大家说起“四个自信”，都有很多话。", []),  # any could stand there
        ("要牢记“五个更好”的谆谆教诲，埋头干事。", ["五个更好"]),  # an office's own, to be kept
        ("必须查处“五拖六推”问题，让群众看到变化。", []),  # what is fought has no kin
        ("要落实好“五个更好”的基本要求，埋头干事。", []),  # so may 两个维护 be
        ("要统筹推进“五位一体”总体布局，埋头干事。", []),  # of all work
        ("会上通过了《关于落实“一岗双责”要求的办法》，年底检查。", []),  # a title
        ("要落实好“八项规定”精神，埋头干事。", []),  # everybody knows it
    ],
)
def test_a_term_is_asked_for_where_the_words_beside_it_decide(text: str, answers: list[str]) -> None:
    assert [blank.answer for blank in known_terms(Statement("s", 0, text))] == answers


def test_a_term_stands_among_terms_of_its_kind_and_form() -> None:
    text = "班子成员要落实“一岗双责”，管好党风廉政建设。要坚定“四个自信”，走好自己的路。"
    [item] = made_of(text + WAYS, kind=QuizKind.TERM)
    assert (item.answer, wrong_of(item)) == ("一岗双责", {"三会一课", "三重一大"})


def test_no_term_that_the_words_beside_the_blank_ask_for_is_a_wrong_choice() -> None:
    for line in TERMS:
        for term in line:
            assert decided(term, "") is False
    text = "党员要牢固树立“四个意识”，管好自己和身边的人。大家坚定“四个自信”，做到“两个维护”，拥护“两个确立”。"
    [item] = [one for one in made_of(text, kind=QuizKind.TERM) if one.answer == "四个意识"]
    assert wrong_of(item) == {"两个维护", "两个确立"}, "the four of confidence are held as well"


SET = "党内政治生活要增强政治性、时代性、原则性、战斗性，让每个党员都受到教育。"
ELSEWHERE = "保持先进性要靠天天学习，谁也不能例外。"


def test_what_does_not_belong_to_a_list_that_everybody_knows_is_asked() -> None:
    [item] = made_of(SET + ELSEWHERE, kind=QuizKind.OUTSIDE)
    assert "括号里略去了三项，下面哪一项不在其中？" in item.question
    assert item.choices[item.right] == "先进性"
    assert wrong_of(item) == {"时代性", "原则性", "战斗性"}
    assert item.right_words == "（不在括号里的）先进性", "where only the sentence stands beside it"
    assert made_of(SET, kind=QuizKind.OUTSIDE) == [], "what the speeches do not name is not offered"


@pytest.mark.parametrize(
    "text",
    [
        SET.replace("政治性、时代性、", "政治性，时代性，"),  # two are fewer than a set shows
        SET.replace("战斗性", "战斗性等"),  # the list is longer
        SET.replace("时代性", "先进性"),  # no such set
        "学校要教学生有世界观、人生观和价值观，身体健康，生活规律。" + "树立权力观。",  # of something else
    ],
)
def test_a_list_that_is_not_closed_is_not_asked(text: str) -> None:
    items = made_of(text + ELSEWHERE, kind=QuizKind.OUTSIDE)
    assert [item for item in items if len(item.choices) > 3 or "政治性、（" not in item.question] == []


def test_nothing_stands_on_both_sides_of_a_set_and_kinds_hold_no_synonyms() -> None:
    for known in set_lists.KNOWN:
        assert not set(known.members) & set(known.others)
        assert len(set(known.members)) == len(known.members)
    for headed, line in THINGS:
        assert len(set(line)) == len(line)
        if headed:
            assert len({one[-2:] for one in line}) == 1
    assert "勇于自我革命" not in kin_of("自我革命")
    assert "思想建设" in kin_of("政治建设")


def test_a_sentence_is_asked_about_once_and_an_answer_once() -> None:
    items = made_of(SET + ELSEWHERE + WAYS + "人人落实“一岗双责”要求，管好党员。", "今年也一样。" + SET)
    assert items
    assert len({item.sentence for item in items}) == len(items)
    assert len([item for item in items if item.kind is QuizKind.OUTSIDE]) == 1


def test_a_speech_has_room_for_few() -> None:
    many = "".join(f"第{n}支部的党员要落实“一岗双责”要求，{n}月里各谈一次话。" for n in "一二三四五六七八九")
    assert len(made_of(many + WAYS + SET + ELSEWHERE)) <= 4


@pytest.mark.parametrize(
    "text",
    [
        "要运用好监督执纪的四种形态，让红脸出汗成为常态。",  # a number
        "村里坚持谈话函询、巡视检查、述职述廉等制度，干部接受监督。",  # a list of any members
        "干部要杜绝大吃大喝等现象，轻车简从下去。",  # which evil
        "人大、政协都要支持，党的领导是改革开放的根本保证，市场经济离不开它。",  # of an economy
    ],
)
def test_what_editors_refused_is_not_drafted(text: str) -> None:
    assert [item for item in made_of(text + KIN + WAYS) if item.sentence == text] == []


def test_a_question_does_not_end_within_a_list_of_signs_or_in_open_quotation_marks() -> None:
    tail = "我们还要把各项任务一件一件分解到人、落实到岗，不讲条件，不打折扣，说到做到，" * 4
    text = (
        f"党员要落实“一岗双责”，管好廉政，{tail}做好。党员说“以党的政治建设为统领，{tail}”是对的。" + WAYS + KIN
    )
    items = [item for item in made_of(text) if BLANK in item.question]
    assert items
    for item in items:
        assert not item.question.endswith(("，…", "、…", "，……", "、……"))
        stem = item.question.partition("\n")[2]
        assert stem.count("“") == stem.count("”")


def test_a_title_within_the_title_is_in_other_marks() -> None:
    [item] = made_of(SET + ELSEWHERE, title="关于印发《廉政制度》的通知")
    assert item.question.startswith("《关于印发〈廉政制度〉的通知》原文")
