"""Sections, sentences and passages of speeches, the shipped ones and old-fashioned ones."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.models import SpeechText
from knowledge.reading.folder import read_folder
from knowledge.speech.segment import MAX_LENGTH, Segmented, check_verbatim, segment

SPEECHES = Path(__file__).parents[3] / "knowledge" / "speeches"
NUMBERED = """关于工作的报告
——在第一次会议上

\u3000\u3000各位代表！\xa0
\u3000\u3000一、去年的工作
\u3000\u3000（一）经济平稳。增长了８％。比上年好。
\u3000\u3000（二）改革深入。试点扩大到三个县。
\u3000\u3000二、今年的任务
\u3000\u3000第一，稳增长。要扩大内需。
\u3000\u3000第二，防风险。要守住底线。
\u3000\u3000各位代表！让我们团结奋斗。"""


def speech(text: str) -> SpeechText:
    return SpeechText("t", "t.txt", "题", "2020年", "", text)


def shipped(slug: str) -> Segmented:
    return next(segment(entry) for entry in read_folder(SPEECHES) if entry.slug == slug)


def texts(segmented: Segmented) -> list[str]:
    return [segmented.speech.text[sentence.start : sentence.end] for sentence in segmented.sentences]


@pytest.mark.parametrize("slug", ["2022", "2023"])
def test_shipped_passages_are_verbatim_short_and_numbered_once(slug: str) -> None:
    segmented = shipped(slug)
    check_verbatim(segmented)
    assert len({passage.id for passage in segmented.passages}) == len(segmented.passages)
    assert max(len(passage.text) for passage in segmented.passages) <= MAX_LENGTH
    assert all(last - first < 4 for first, last in enumerate(segmented.last))


@pytest.mark.parametrize("slug", ["2022", "2023"])
def test_every_character_but_blanks_is_in_exactly_one_sentence(slug: str) -> None:
    segmented = shipped(slug)
    assert "".join("".join(texts(segmented)).split()) == "".join(segmented.speech.text.split())


def test_headings_of_2022_are_nested() -> None:
    paths = [section.path for section in shipped("2022").sections]
    assert "三、突出标本兼治，持之以恒抓好机关作风建设 › （二）切实改进作风" in paths


def test_points_of_2023_are_its_sections() -> None:
    passage = next(p for p in shipped("2023").passages if p.text.startswith("三要时刻保持"))
    assert passage.id == "2023-3-01"
    assert passage.section == "三要时刻保持永远在路上的清醒和坚定，扎实做好政协各项履职工作"


def test_closing_words_belong_to_no_point() -> None:
    assert shipped("2023").passages[-1].section == ""


def test_redaction_stays_as_it_is() -> None:
    assert any("***总结了" in passage.text for passage in shipped("2023").passages)


def test_old_report_is_read_in_spite_of_blanks() -> None:
    segmented = segment(speech(NUMBERED))
    check_verbatim(segmented)
    paths = [section.path for section in segmented.sections if section.path]
    assert paths == [
        "一、去年的工作",
        "一、去年的工作 › （一）经济平稳",
        "一、去年的工作 › （二）改革深入",
        "二、今年的任务",
        "二、今年的任务 › 第一，稳增长",
        "二、今年的任务 › 第二，防风险",
    ]
    assert not any(text != text.strip() for text in texts(segmented))


def test_heading_line_takes_the_paragraph_below_along() -> None:
    segmented = segment(speech("一、抓作风\n作风建设永远在路上。要常抓。"))
    assert segmented.passages[0].text == "一、抓作风\n作风建设永远在路上。要常抓。"


def test_headings_one_under_another_take_the_paragraph_below_along() -> None:
    segmented = segment(speech("一、抓作风\n（一）常抓\n1. 作风建设永远在路上。\n2. 要长抓。"))
    assert segmented.passages[0].text == "一、抓作风\n（一）常抓\n1. 作风建设永远在路上。"


def test_passage_ends_with_its_paragraph() -> None:
    segmented = segment(speech("第一句。第二句。\n第三句。"))
    assert [passage.text for passage in segmented.passages] == ["第一句。第二句。", "第二句。", "第三句。"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("他说：“行。”大家同意。", ["他说：“行。”", "大家同意。"]),
        ("“不调研就不发言。”的要求要记住。", ["“不调研就不发言。”的要求要记住。"]),
        ("读《怎么办？》一书。", ["读《怎么办？》一书。"]),
        ("要想想……再做。好！", ["要想想……", "再做。", "好！"]),
        ("增长8.5%。很好。", ["增长8.5%。", "很好。"]),
    ],
)
def test_sentences_end_where_people_end_them(text: str, parts: list[str]) -> None:
    assert texts(segment(speech(text))) == parts


def test_over_long_sentence_is_cut_at_clauses() -> None:
    long = "，".join("要把各项工作抓紧抓实抓好" for _ in range(60)) + "。"
    segmented = segment(speech(long))
    check_verbatim(segmented)
    assert len(segmented.sentences) > 2
    assert all(len(text) <= MAX_LENGTH for text in texts(segmented))
    assert all(text.endswith(("，", "。")) for text in texts(segmented))
    assert "".join(texts(segmented)) == long


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="一二要（）、，。；！？“”《》…\n \u3000\xa0党风12.*ab", min_size=1, max_size=400))
def test_any_text_is_cut_without_losing_a_character(text: str) -> None:
    segmented = segment(speech(text))
    check_verbatim(segmented)
    assert "".join("".join(texts(segmented)).split()) == "".join(text.split())


RULE = """示例单位公务接待管理办法
第一章　总则
第一条【目的】　为管好公务接待，制定本办法。
第二条　接待要做到：
（一）先审批；
1.填单；
（1）写明人数；
1）写明时间；
①写明地点。
第一节　用餐
第十条　一人一份。
第十条之一　不得超过。
第十一条第二款的规定照此办理。
第一百二十三条　本办法自印发之日起施行。"""


def test_articles_of_a_rule_are_sections_with_their_label_as_heading() -> None:
    rule = "\n".join(f"第{number}条　照此办理。" for number in "三四五六七八九")
    text = RULE.replace("第一节", rule + "\n第一节")
    segmented = segment(speech(text))
    check_verbatim(segmented)
    paths = [section.path for section in segmented.sections]
    for path in (
        "第一章　总则 › 第一条【目的】",
        "第一章　总则 › 第二条 › （一）先审批；",
        "第一章　总则 › 第二条 › （一）先审批； › 1.填单； › （1）写明人数； › 1）写明时间； › ①写明地点",
        "第一章　总则 › 第一节　用餐 › 第十条",
        "第一章　总则 › 第一节　用餐 › 第十条之一",
        "第一章　总则 › 第一节　用餐 › 第一百二十三条",
    ):
        assert path in paths
    assert not any("第十一条" in path for path in paths), "an article that is referred to is none"
    assert next(section.ordinal for section in segmented.sections if "第一百" in section.heading) == 123
    assert next(section.ordinal for section in segmented.sections if "①" in section.heading) == 1
    assert text[segmented.sentences[2].start :].startswith("第一条【目的】　为管好")


@pytest.mark.parametrize(
    "text",
    [
        "在示例会议上的讲话\n第一条经验是实。\n第二条经验是细。",
        "示例办法的讲解\n大家说说第一条。\n①先说一点。\n1）再说一点。",
    ],
)
def test_a_speech_has_no_articles(text: str) -> None:
    assert [section.path for section in segment(speech(text)).sections] == [""]


def test_a_rule_without_articles_counts_with_small_marks() -> None:
    text = "公务用车管理制度\n1）登记\n出车要登记。\n2）停放\n定点停放。\n①平时；\n②节假日。"
    rule = SpeechText("t", "t.txt", "公务用车管理制度", "", "", text)
    assert [section.heading for section in segment(rule).sections][1:] == [
        "1）登记",
        "2）停放",
        "①平时；",
        "②节假日",
    ]
    talk = SpeechText("t", "t.txt", "公务用车的体会", "", "", text.replace("管理制度", "的体会"))
    assert len(segment(talk).sections) == 1


def test_title_date_name_and_signature_are_part_of_no_other_passage() -> None:
    head = "关于工作的报告\n——2020年3月5日在大会上\n主任　甲某某\n"
    text = f"{head}同志们：\n要抓好落实。\n一句也不能少\n示例局\n2020年3月6日"
    segmented = segment(SpeechText("t", "t.txt", "关于工作的报告", "2020年", "", text))
    assert [passage.text for passage in segmented.passages] == [
        "关于工作的报告",
        "——2020年3月5日在大会上",
        "主任　甲某某",
        "同志们：\n要抓好落实。",
        "要抓好落实。",
        "一句也不能少",
        "示例局",
        "2020年3月6日",
    ]


@pytest.mark.parametrize("title", ["在驾驶员大会上的讲话", "驾驶员怎么管", "题"])
def test_the_title_a_document_came_with_is_no_words_of_a_speech_that_is_called_otherwise_now(
    title: str,
) -> None:
    text = "在全市驾驶员廉洁教育大会上的讲话\n今天把大家请来，就讲三件事。\n车要管好。"
    found = segment(SpeechText("t", "t.txt", title, "2025年", "", text))
    assert [passage.text for passage in found.passages][:2] == [
        "在全市驾驶员廉洁教育大会上的讲话",
        "今天把大家请来，就讲三件事。",
    ]
