"""What 节前提醒 may list: sentences of the speeches that speak of a topic, word for word, and nothing else."""

from datetime import date, timedelta

import pytest

from core.models import SpeechText
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.quotes.checklist import HOLIDAYS, TOPICS, for_holiday, holiday_key, line_in, lines_for
from knowledge.search.library import Library

SAYS = {
    "公车": "公务用车一律封存停驶。",
    "公款": "严禁用公款送月饼。",
    "礼品": "不收红包、礼金和土特产。",
    "宴请": "不参加可能影响公正的饭局。",
    "值班": "节日期间领导带班、专人值守。",
}


def library(text: str) -> Library:
    return Library.build([SpeechText("2024", "2024.txt", "节前讲话", "2024年9月", "", text)])


@pytest.mark.parametrize("topic", TOPICS)
def test_a_sentence_is_found_by_its_topic_with_its_source_and_by_no_other(topic: str) -> None:
    found = {
        name: [quote.text for quote in lines_for(name, library("".join(SAYS.values())))] for name in TOPICS
    }
    assert found[topic] == [SAYS[topic]]
    [quote] = lines_for(topic, library(f"前面一句话。{SAYS[topic]}后面一句话。"))
    assert (quote.slug, quote.title, quote.date) == ("2024", "节前讲话", "2024年9月")
    assert quote.passage_id.startswith("2024-")


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("公车", "车辆管理等制度要严格遵守。"),
        ("公车", "节日期间不得违规用车。"),
        ("公款", "“三公”经费支出只减不增。"),
        ("礼品", "不收受管理对象的财物。"),
        ("宴请", "公务接待不得超标。"),
        ("宴请", "不摆酒席，不参加应酬。"),
        ("值班", "请销假制度要严格遵守。"),
        ("值班", "离岗外出要提前报备。"),
    ],
)
def test_a_topic_is_known_by_the_words_that_speeches_use(topic: str, text: str) -> None:
    assert [quote.text for quote in lines_for(topic, library(text))] == [text]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_that_no_speech_names_is_offered_the_rules_that_it_falls_under(topic: str) -> None:
    rule = "落实中央八项规定，人人有责。" if topic != "值班" else "严守工作纪律，不得擅离职守。"
    said = library(f"{SAYS[topic]}{rule}调查研究是基本功。")
    assert [quote.text for quote in lines_for(topic, said, wider=True)] == [rule]
    assert [quote.text for quote in lines_for(topic, said)] == [SAYS[topic]]


def test_what_names_the_holiday_is_proposed_first_and_what_names_another_last() -> None:
    texts = ["中秋期间公车封存。", "公车一律入库。", "元旦期间公车封存。", "春节、元旦期间不动公车。"]
    drafts = lines_for("公车", library("".join(texts)))
    ends = (("元旦", texts[2], texts[0]), ("中秋", texts[0], texts[3]), (HOLIDAYS[0], texts[1], texts[3]))
    for holiday, first, last in ends:
        said = [quote.text for quote in for_holiday(drafts, holiday)]
        assert (said[0], said[-1], sorted(said)) == (first, last, sorted(texts))


@pytest.mark.parametrize(
    "text", ["值班表落实了没有？", "收了***的礼品要退。", "一、公车管理\n正文在此。", "礼品。"]
)
def test_a_question_a_heading_and_what_is_hidden_or_too_short_are_no_lines(text: str) -> None:
    said = library(text)
    assert [quote.text for topic in TOPICS for quote in lines_for(topic, said)] == []


def test_a_line_that_its_speech_does_not_say_any_more_is_none() -> None:
    before, after = library(SAYS["公款"]), library("严禁用公款送粽子。")
    found = line_in(before, "2024", SAYS["公款"])
    assert found is not None
    assert found.text == SAYS["公款"]
    assert line_in(after, "2024", SAYS["公款"]) is None
    assert line_in(before, "2025", SAYS["公款"]) is None, "another speech is not asked"


def test_a_line_is_not_taken_out_of_a_sentence_that_says_more() -> None:
    within = f"有人问能不能{SAYS['宴请']}"
    assert line_in(library(within), "2024", SAYS["宴请"]) is None
    found = line_in(library(f"{within}\n其他要求。\n{SAYS['宴请']}"), "2024", SAYS["宴请"])
    assert found == lines_for("宴请", library(f"{within}\n其他要求。\n{SAYS['宴请']}"))[1]


def test_every_holiday_of_the_calendar_has_a_list_and_others_have_the_one_for_all() -> None:
    calendar = WorkCalendar.nothing()
    days = (date(2026, 1, 1) + timedelta(days=n) for n in range(-1, 364))
    names = {name for day in days if (name := calendar.holiday_after(day))}
    assert names == set(HOLIDAYS[1:])
    assert {holiday_key(name) for name in names} == names
    assert holiday_key("") == holiday_key("厂庆") == HOLIDAYS[0]
    assert list(TOPICS) == ["公车", "公款", "礼品", "宴请", "值班"]
