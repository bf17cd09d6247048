"""A speech nobody has asked about, alone and beside one that many have."""

import pytest

from core.models import SpeechText
from knowledge.language.words.thesaurus import Thesaurus
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


RIVER = SpeechText(
    "river",
    "river.txt",
    "在清江县廉政工作会议上的讲话",
    "2024年",
    "",
    "一、法治清江\n建设法治清江、平安清江，清江的面貌变了。\n清江人爱清江。\n"
    "二、廉政\n抓廉政要从招标采购抓起，紧盯关键岗位。\n坚决杜绝“七个有之”。\n"
    "第七期培训具体安排另发，指导组之一到场。\n第七个百分点之差具体在指标上有之。\n三、附注\n“七个有之”：占便宜、耍特权的有之，说假话、报假数的有之，拉圈子、攀关系的有之，"
    "收红包、拿回扣的有之，打招呼、递条子的有之，不作为、慢作为的有之，传闲话、泄机密的有之。\n",
)


def test_the_place_that_begins_a_question_chooses_the_speech_and_is_looked_for_no_further() -> None:
    for question in ("清江怎么抓廉政", "清江县的廉政怎么抓", "清江那边怎么抓廉政"):
        shown = ask(question, OLD, NEW, RIVER, known=[]).candidates[0].passage
        assert "抓廉政要从招标采购抓起" in shown.text, question


def test_a_question_that_is_a_place_keeps_it() -> None:
    for question in ("清江", "清江县"):
        assert "清江" in ask(question, OLD, NEW, RIVER, known=[]).candidates[0].passage.text


def test_what_is_asked_of_one_place_is_not_answered_outright_by_the_speech_of_another() -> None:
    asked = "来客人怎么招待"
    assert ask(asked, OLD, NEW).kind is Kind.CONFIDENT
    of_another = ask(f"临江{asked}", OLD, NEW)
    assert of_another.kind is not Kind.CONFIDENT


def test_a_number_and_function_words_are_a_term() -> None:
    for question in ("七个有之", "七个有之具体指哪些", "七个有之是什么意思"):
        shown = ask(question, NEW, RIVER, known=[]).candidates[0].passage.text
        assert "“七个有之”：占便宜" in shown, question


def test_what_others_were_asked_makes_a_speech_that_nobody_asked_about_no_surer() -> None:
    in_vain = [
        KnownQuestion(f"食堂{dish}多少钱", "driver", "", about="food") for dish in ("面条", "米饭", "包子")
    ]
    library = Library.build([OLD, NEW], [*KNOWN, *in_vain])
    for question in ("领导上课用公车吗", "招待客人的车停哪里", "谁批公务用车", "学习时钥匙给谁"):
        judged = [one.features for one in library.judge(question)]
        assert [one.vain for one in judged if one.density and one.vain < 0], question
        assert not [one.vain for one in judged if not one.density and one.vain < 0], question


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


GROUNDS = SpeechText(
    "grounds",
    "grounds.txt",
    "在平湖县体育工作会议上的讲话",
    "2025年",
    "",
    "新建体育场地事关群众，要抓紧抓好。\n"
    "去年办赛事十二场，观众踊跃。\n"
    "全县新建场地3800多个，体育公园也在完善。\n"
    "收受红包的，一律退回，并向组织说明。\n",
)


@pytest.mark.parametrize("question", ["体育场地新建了几百个", "今年新建几百个场地"])
def test_a_passage_with_the_number_asked_for_comes_before_one_with_more_of_the_words(question: str) -> None:
    assert "3800" in ask(question, GROUNDS).candidates[0].passage.text


@pytest.mark.parametrize(
    ("question", "words", "detail"),
    [
        ("收受红包怎么退回", 2, 0.0),
        ("收了礼金要退回吗", 2, 0.0),  # another word for 红包
        ("红包退回多少", 2, 1.0),
        ("去哪里退回", 1, 1.0),
        ("花园里的喷泉", 0, 0.0),
    ],
)
def test_whole_words_count_for_a_passage_and_asking_for_a_particular_against_it(
    question: str, words: int, detail: float
) -> None:
    features = (
        Library.build([GROUNDS], [], Thesaurus.of([("红包", "礼金"), ("退回", "交还")]))
        .judge(question)[0]
        .features
    )
    assert (features.words * 4, features.detail) == (words, detail)


def test_words_typed_as_pinyin_count_as_well() -> None:
    library = Library.build([GROUNDS], [])
    typed, written = (library.judge(asked)[0].features.words for asked in ("tiyu gongyuan", "体育公园"))
    assert typed >= written > 0
