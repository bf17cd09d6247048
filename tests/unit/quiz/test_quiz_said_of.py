"""What the speeches say in set forms is asked for: definitions, duties, whole lists."""

import pytest

from core.models import SpeechText
from core.quiz import BLANK, QuizItem, QuizKind
from knowledge.quiz import said_of
from knowledge.quiz.drafting import drafts
from knowledge.quiz.material import Statement
from knowledge.speech.segment import segment


def made_of(*texts: str, kind: QuizKind) -> list[QuizItem]:
    speeches = [SpeechText(f"s{n}", "", f"第{n}篇讲话", "", "", text) for n, text in enumerate(texts)]
    return [draft.item for draft in drafts([segment(one) for one in speeches]) if draft.item.kind is kind]


def found(form: str, text: str) -> list[str]:
    statement = Statement("s", 0, text)
    return [blank.answer for blank in getattr(said_of, form)(statement)]


@pytest.mark.parametrize(
    ("form", "text", "answers"),
    [
        ("roles", "要把谈心谈话作为关心干部的重要方法，长期坚持。", ["谈心谈话"]),
        ("roles", "坚持以案件剖析为突破口，以制度建设为保障。", ["案件剖析", "制度建设"]),
        ("roles", "勤俭节约是干部持家的根本办法，不能丢。", ["勤俭节约"]),
        ("roles", "今年的重点是清理闲置的办公用房，年底完成。", ["清理闲置的办公用房"]),
        ("roles", "大家都说他是值得信任的老同志，没有架子。", []),  # who is meant stands elsewhere
        ("roles", "尤其是年轻干部要注意自己的言行，不能放松。", []),
        ("roles", "各单位负责人是落实制度的责任主体，要带头。", []),  # somebody, not something
        ("natures", "要把谈心谈话作为关心干部的重要方法，长期坚持。", ["关心干部的重要方法"]),
        ("agents", "各科室负责人要每季度同科里的人谈一次话。", ["各科室负责人"]),
        ("agents", "主要负责人必须带头执行，财务人员不得代签。", ["主要负责人", "财务人员"]),
        ("agents", "各支部是组织学习的责任主体，要抓好落实。", ["各支部"]),
        ("roles", "——勤俭节约是干部持家的根本办法，不能丢。", []),  # begins with a sign
        ("natures", "要把谈心谈话作为一项日常工作来抓，长期坚持。", []),  # the verb is the form's
        ("agents", "各位成员要管好分管的科室，按月谈话。", []),  # whose members
    ],
)
def test_what_stands_in_a_form_can_be_asked_for(form: str, text: str, answers: list[str]) -> None:
    assert found(form, text) == answers


DUTIES = (
    "党组书记要带头签订廉政责任书，把该扛的担子扛起来。各科室负责人要每季度同科里的人进行廉政谈话，一次也不落下。"
    "财务小组成员必须按月公开接待费用，自觉接受群众监督。各支部要按时组织全体廉洁教育，把记录做得清楚。"
)


def test_whose_duty_it_is_is_asked_among_others_who_have_duties() -> None:
    items = made_of(DUTIES, kind=QuizKind.WHO)
    everybody = {"党组书记", "各科室负责人", "财务小组成员", "各支部"}
    assert {item.answer for item in items} == everybody - {"财务小组成员"}, "who leads may be one of them"
    for item in items:
        assert item.question.split("\n")[0].endswith("这是要求谁的？")
        assert set(item.choices) <= everybody


def test_who_is_told_everything_is_not_asked_for() -> None:
    often = "".join(
        f"各支部要一年到头{what}，自觉接受群众监督。"
        for what in ("学好党纪", "守好底线", "管好党费", "带好队伍")
    )
    assert "各支部" not in {item.answer for item in made_of(DUTIES + often, kind=QuizKind.WHO)}


def test_a_question_that_needs_the_sentence_before_is_not_asked() -> None:
    text = DUTIES.replace("要带头签订廉政责任书", "要带头照这个规矩办事")
    assert "党组书记" not in {item.answer for item in made_of(text, kind=QuizKind.WHO)}


ROLES = (
    "要把警示教育作为防微杜渐的有效手段，年年月月常抓不懈。要把廉洁家风作为干部成长的第一课堂，家里家外人人重视。"
    "要把谈心交心作为关心干部的重要方法，一次一次落到实处。"
)


def test_what_is_made_something_of_is_asked_among_what_else_is() -> None:
    items = made_of(ROLES, kind=QuizKind.ROLE)
    assert {item.answer for item in items} <= {"警示教育", "廉洁家风", "谈心交心"}
    assert items
    for item in items:
        assert item.question.count(BLANK) == 1
        assert set(item.choices) <= {"警示教育", "廉洁家风", "谈心交心"}


def test_speeches_of_another_office_lend_no_wrong_choices() -> None:
    here = SpeechText("a", "", "在港口管理局的讲话", "", "", DUTIES[: DUTIES.index("财务小组成员")])
    there = SpeechText("b", "", "市粮库年度工作报告", "", "", DUTIES[DUTIES.index("财务小组成员") :])
    items = [draft.item for draft in drafts([segment(here), segment(there)])]
    assert not [item for item in items if item.kind is QuizKind.WHO], (
        "two are too few, and the others are not theirs"
    )


LISTS = (
    "本单位坚持谈话函询、述职述廉、经济责任审计、诫勉谈话等制度，干部一年到头接受监督。"
    "科里坚持廉政谈话、责任追究、个别约谈等制度，干部时时处处接受监督。"
)


def test_what_a_list_does_not_name_is_told_among_what_it_names() -> None:
    items = made_of(LISTS, kind=QuizKind.OUTSIDE)
    assert items
    for item in items:
        odd = item.choices[item.right]
        named = set(item.choices) - {odd}
        assert "下面哪一项不在括号里" in item.question
        assert odd not in item.sentence
        assert all(one in item.sentence and one not in item.question for one in named)
        assert odd in LISTS
        assert item.right_words == f"（不在括号里的）{odd}", "where only the sentence stands beside it"


def test_an_odd_one_is_of_the_same_subject() -> None:
    far = "山上的果树要按时浇水、按时施肥、按时修枝，秋天才有收成。" * 120
    first, second = LISTS.split("科里")
    second = (
        second.replace("廉政", "清早")
        .replace("责任追究", "农事追问")
        .replace("干部时时处处接受监督", "谁也不放松")
        .replace("等制度", "")
    )
    items = made_of(f"{first}{far}村里{second}", kind=QuizKind.OUTSIDE)
    assert not [item for item in items if item.sentence.startswith("本单位")]


def of(text: str) -> list[QuizItem]:
    speech = SpeechText("s", "", "第一篇讲话", "", "", text)
    return [draft.item for draft in drafts([segment(speech)])]


@pytest.mark.parametrize(
    "sentence",
    [
        "要把市场调节作为组织生产的重要手段，一年一年坚持下去。",  # an economy
        "要把质量监督作为组织生产的重要手段，一年一年坚持下去。",  # an economy is overseen too
        "警示教育是防微杜渐的有效手段。",  # nothing outside the blank decides
        "要把警示教育作为各位的有效手段，年年月月常抓不懈。",  # whose
        "要把警示教育作为分内之事、职责所在，年年月月常抓不懈。",  # so is everything
        "开展教育靠大家一起动手，要把警示教育作为防微杜渐的有效手段。",  # a word of the right choice alone
    ],
)
def test_what_the_words_outside_the_blank_do_not_decide_is_not_asked(sentence: str) -> None:
    rest = ROLES[ROLES.index("要把廉洁家风") :]
    assert sentence not in {item.sentence for item in of(sentence + rest)}


def test_how_one_must_not_behave_is_not_asked_among_other_evils() -> None:
    text = (
        "下乡要杜绝大吃大喝等现象，干部要轻车简从下去。开会要杜绝形式主义，干部要少说空话套话。"
        "办事要杜绝推诿扯皮，干部要说到做到不拖延。"
    )
    assert not [item for item in of(text) if item.answer in ("大吃大喝", "形式主义", "推诿扯皮")]


def test_who_holds_the_right_choice_is_no_wrong_one() -> None:
    assert said_of.hold_one_another("各科室负责人", "机关干部")
    assert said_of.hold_one_another("各级党组织", "党支部")
    assert not said_of.hold_one_another("机关干部", "各科室负责人")
