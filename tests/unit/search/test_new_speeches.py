"""A speech nobody has asked about, alone and beside one that many have."""

import pytest

from core.models import SpeechText
from knowledge.search.answer import Answer, Kind
from knowledge.search.known.questions import KnownQuestion
from knowledge.search.library import Library

STOCK = "坚持制度治党、依规治党。"
OLD = SpeechText(
    "old",
    "old.txt",
    "在机关党风廉政建设会议上的讲话",
    "2021年",
    "",
    "一、抓学习\n每月组织一次集体学习，书记带头讲党课。\n二、抓作风\n公务接待要先审批，不准超标准。\n" + STOCK,
)
NEW = SpeechText(
    "new",
    "new.txt",
    "在临江市警示教育大会上的讲话",
    "2024年5月",
    "",
    "要做到五个必须：\n必须守住底线；\n必须管好家人；\n必须公私分明。\n"
    "要健全干部能上能下的机制。\n公务用车一律封存钥匙，节假日集中停放。\n差旅报销须附行程单。\n" + STOCK,
)
ASKED = {
    "每月组织一次集体学习": ("多久学一回", "学习几时搞", "一个月学几次", "谁给我们上课"),
    "公务接待要先审批": ("请人吃饭要打报告吗", "来客人怎么招待", "接待谁批", "招待超标怎么办"),
    STOCK: ("按什么管党", "靠啥治党", "制度怎么用"),
}
KNOWN = [KnownQuestion(asked, "driver", text, "old") for text, said in ASKED.items() for asked in said]


def ask(question: str, *speeches: SpeechText, known: list[KnownQuestion] = KNOWN) -> Answer:
    return Library.build(speeches or (OLD, NEW), known).answer(question)


def test_a_stock_phrase_makes_no_ways_of_asking_for_another_speech() -> None:
    assert Library.build([NEW], KNOWN).known_count == 0
    assert Library.build([OLD, NEW], KNOWN).known_count == len(KNOWN)


def test_a_speech_under_another_name_keeps_its_ways_of_asking() -> None:
    again = SpeechText("y2021", "a.txt", OLD.title, OLD.date, "", OLD.text)
    assert Library.build([again, NEW], KNOWN).known_count == len(KNOWN)


@pytest.mark.parametrize("question", ["公务用车钥匙", "差旅报销要附什么", "节假日车停哪里"])
def test_a_new_speech_is_answered_the_same_beside_one_that_many_ask_about(question: str) -> None:
    alone, beside = ask(question, NEW), ask(question)
    assert beside.candidates[0].passage.text == alone.candidates[0].passage.text
    assert beside.kind is alone.kind is Kind.CONFIDENT


@pytest.mark.parametrize("known", [KNOWN, []], ids=["asked about", "new"])
def test_who_wants_more_candidates_sees_the_same_first_ones(known: list[KnownQuestion]) -> None:
    """What is ranked behind a passage stays behind it and is no surer, whatever speaks for it by itself."""
    library = Library.build([OLD, NEW] if not known else [OLD], known)
    for question in ("公务用车", "公务接待", "每月集体", "干部机制", "家人底线", "机制 干部 必须"):
        every = library.answer(question, k=6).candidates
        for k in range(1, 6):
            assert library.answer(question, k=k).candidates == every[:k], (question, k)
        sure = [candidate.confidence for candidate in every]
        assert sure == sorted(sure, reverse=True), question


def test_ways_of_asking_still_lead_to_the_speech_they_were_written_for() -> None:
    answer = ask("来客人怎么招待")
    assert answer.candidates[0].passage.slug == "old"


def test_a_term_made_of_function_words_is_found() -> None:
    for question in ("能上能下", "能上能下是什么意思", "neng shang neng xia"):
        answer = ask(question)
        assert answer.kind is Kind.CONFIDENT, question
        assert "能上能下" in answer.candidates[0].passage.text


def test_the_head_of_a_list_is_answered_with_the_list() -> None:
    shown = ask("五个必须是什么").candidates[0].passage.text
    assert shown.startswith("要做到五个必须：\n必须守住底线")
    assert "必须公私分明" in shown


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("2024年讲话里怎么说治党", "new"),
        ("21年的讲话怎么说治党", "old"),
        ("二〇二一年依规治党", "old"),
        ("临江怎么说制度治党", "new"),
        ("警示教育大会上怎么说依规治党", "new"),
        ("党风廉政建设会议上说的制度治党", "old"),
    ],
)
def test_a_year_a_place_or_an_occasion_chooses_the_speech(question: str, slug: str) -> None:
    assert ask(question, known=[]).candidates[0].passage.slug == slug


def test_a_year_that_no_speech_bears_chooses_none() -> None:
    assert ask("2019年公务用车钥匙", known=[]).candidates[0].passage.slug == "new"


def test_a_heading_alone_answers_nothing() -> None:
    cells = SpeechText("t", "t.txt", "", "", "", "差旅标准每人每天一百元。\n办公室\n差旅标准")
    assert ask("差旅标准", cells).candidates[0].passage.text.startswith("差旅标准每人每天")


def test_long_line_is_parted_at_its_headings() -> None:
    body = "".join(f"第{n}句说的是具体工作安排和要求。" for n in range(30))
    marks = ("同志们：", "一、抓好就业", "（一）稳岗", "第一，发补贴。", "一是送岗位。", "二、抓好教育")
    text = "".join(mark + body for mark in marks)
    assert "\n" not in text
    library = Library.build([SpeechText("w", "w.txt", "", "", "", text)])
    headings = {passage.section for passage in library.index.shards[0].speeches[0].passages}
    for mark in ("一、抓好就业", "（一）稳岗", "第一，发补贴", "一是送岗位", "二、抓好教育"):
        assert any(mark in heading for heading in headings), mark
