"""The speeches say in set forms what something is and who has to do what."""

import pytest

from core.models import SpeechText
from core.quiz import QuizItem, QuizKind
from knowledge.quiz import said_of
from knowledge.quiz.drafting import drafts
from knowledge.quiz.material import Statement
from knowledge.speech.segment import segment


def made_of(*texts: str, kind: QuizKind) -> list[QuizItem]:
    speeches = [SpeechText(f"s{n}", "", f"第{n}篇讲话", "", "", text) for n, text in enumerate(texts)]
    return [draft.item for draft in drafts([segment(one) for one in speeches]) if draft.item.kind is kind]


@pytest.mark.parametrize(
    ("form", "text", "answers"),
    [
        ("roles", "要把谈心谈话作为关心干部的重要方法，长期坚持。", ["谈心谈话"]),
        ("roles", "坚持以案件剖析为突破口，以制度建设为保障。", ["案件剖析", "制度建设"]),
        ("roles", "勤俭节约是干部持家的根本办法，不能丢。", ["勤俭节约"]),
        ("roles", "节约的核心是精打细算过日子，不能丢。", []),  # of what that is asked elsewhere
        ("roles", "大家都说他是值得信任的老同志，没有架子。", []),  # who is meant stands elsewhere
        ("roles", "尤其是年轻干部要注意自己的言行，不能放松。", []),
        ("roles", "各单位负责人是落实制度的责任主体，要带头。", []),  # somebody, not something
        ("agents", "各科室负责人要每季度同科里的人谈一次话。", ["各科室负责人"]),
        ("agents", "主要负责人必须带头执行，财务人员不得代签。", ["主要负责人", "财务人员"]),
        ("agents", "各支部是组织学习的责任主体，要抓好落实。", ["各支部"]),
        ("roles", "——勤俭节约是干部持家的根本办法，不能丢。", []),  # begins with a sign
        ("agents", "各位成员要管好分管的科室，按月谈话。", []),  # whose members
        ("agents", "第十六条各支部要按月谈话，做好记录。", []),  # the number of a rule
        ("agents", "校规是学校干部必须遵守的规矩，不能例外。", []),  # of whom something else is said
    ],
)
def test_what_stands_in_a_form_can_be_asked_for(form: str, text: str, answers: list[str]) -> None:
    found = getattr(said_of, form)(Statement("s", 0, text))
    assert [blank.answer for blank in found] == answers


DUTIES = (
    "党组书记要带头签订廉政责任书，把该扛的担子扛起来。各科室负责人要每季度同科里的人进行廉政谈话，一次也不落下。"
    "财务小组成员必须按月述职述廉，自觉接受群众监督。各支部要按时召开廉洁组织生活会，把记录做得清楚。"
)
EVERYBODY = {"党组书记", "各科室负责人", "财务小组成员", "各支部"}


def test_whose_duty_it_is_is_asked_among_others_who_have_duties() -> None:
    items = made_of(DUTIES, kind=QuizKind.WHO)
    assert {item.answer for item in items} == EVERYBODY - {"财务小组成员"}, "who leads may be one of them"
    for item in items:
        assert item.question.split("\n")[0].endswith("这是要求谁的？")
        assert set(item.choices) <= EVERYBODY


def test_who_is_told_everything_is_not_asked_for() -> None:
    often = "".join(
        f"各支部要一年到头{what}，召开组织生活会。" for what in ("学好党纪", "守好底线", "管好党费", "带好队伍")
    )
    assert "各支部" not in {item.answer for item in made_of(DUTIES + often, kind=QuizKind.WHO)}


@pytest.mark.parametrize(
    "duty", ["要认真执行廉洁自律的有关规定，坚决抵制腐败现象", "要带头照这个规矩办事，签订责任书"]
)
def test_what_everybody_is_told_or_what_leans_on_the_sentence_before_is_not_asked(duty: str) -> None:
    text = DUTIES.replace("要带头签订廉政责任书，把该扛的担子扛起来", duty)
    assert "党组书记" not in {item.answer for item in made_of(text, kind=QuizKind.WHO)}


def test_speeches_of_another_office_lend_no_wrong_choices() -> None:
    here = SpeechText("a", "", "在港口管理局的讲话", "", "", DUTIES[: DUTIES.index("财务小组成员")])
    there = SpeechText("b", "", "市粮库年度工作报告", "", "", DUTIES[DUTIES.index("财务小组成员") :])
    items = [draft.item for draft in drafts([segment(here), segment(there)])]
    assert not [item for item in items if item.kind is QuizKind.WHO], "two are too few, the others not theirs"


@pytest.mark.parametrize(
    ("one", "other", "held"),
    [
        ("各科室负责人", "机关干部", True),
        ("各级党组织", "党支部", True),
        ("机关干部", "各科室负责人", False),
        ("纪律检查机关", "各级纪委", True),  # the same under another name
        ("监委", "纪检监察组", True),
    ],
)
def test_who_holds_the_right_choice_is_no_wrong_one(one: str, other: str, held: bool) -> None:
    assert said_of.hold_one_another(one, other) is held
