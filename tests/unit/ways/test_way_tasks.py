"""What is given to the writers of ways of asking."""

from dataclasses import replace

import pytest
from way_samples import ACCOUNTS, CARD, REGISTER, SPEECH, TEXT, WEEKEND

from knowledge.speech.segment import segment
from knowledge.ways.tasks import ASKERS, find, slug_of, stretches, tasks


def test_every_sentence_that_says_something_is_in_one_stretch_and_no_heading_is() -> None:
    found = [sentence for stretch in stretches(segment(SPEECH)) for sentence in stretch.sentences]
    assert found == [REGISTER, WEEKEND, CARD, ACCOUNTS]


def test_items_of_a_list_and_pieces_of_a_long_sentence_are_asked_for_too() -> None:
    items = "一、要求\n（一）出车先登记；\n（二）油卡不外借。\n"
    long = "车辆" + "要按时检修、按时保养、按时清洗、按时加油、按时归位，" * 12 + "不得拖延。"
    speech = replace(SPEECH, text=items + long + "\n")
    said = [sentence for stretch in stretches(segment(speech)) for sentence in stretch.sentences]
    assert "（一）出车先登记；" in said
    assert "".join(said[2:]) == long


def test_each_round_is_asked_by_other_people_and_each_prompt_is_complete() -> None:
    made = tasks(segment(SPEECH))
    assert len(made) == 2 * len(ASKERS)
    assert {task.askers for task in made} == {tuple(name for name, _ in people) for people in ASKERS}
    for task in made:
        assert all(sentence in task.prompt for sentence in task.stretch.sentences)
        assert all(asker in task.prompt for asker in task.askers)
        assert SPEECH.title in task.prompt
    assert len(tasks(segment(SPEECH), 1)) == 2


def test_a_task_finds_its_stretch_after_the_speech_has_grown_and_not_after_it_has_changed() -> None:
    before = {task.stretch.sentences: task for task in tasks(segment(SPEECH), 1)}
    card = before[CARD, ACCOUNTS]
    grown = tasks(segment(replace(SPEECH, text=TEXT.replace("一、出车", "零、开头\n先说安全。\n一、出车"))))
    found = find(grown, card.id)
    assert found is not None
    assert found.stretch.sentences == card.stretch.sentences
    assert found.askers == card.askers
    changed = tasks(segment(replace(SPEECH, text=TEXT.replace("油卡不准", "加油卡不准"))))
    assert find(changed, card.id) is None


@pytest.mark.parametrize(
    "said", ["", "2025", "2025-01-1", "2025-01-1-zzzzzz", "../../etc-01-1-653769", "2025-01-1-653769 "]
)
def test_what_is_no_task_is_none(said: str) -> None:
    assert find(tasks(segment(SPEECH)), said) is None
    assert slug_of(said) == ""
