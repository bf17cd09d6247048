"""Where ways of asking come from, and which of them have lost their words."""

from pathlib import Path

import pytest
from way_samples import CARD, REGISTER, TEXT

from knowledge.search.known.questions import KnownQuestion
from knowledge.ways.sources import (
    Kind,
    Sourced,
    batch_number,
    batch_source,
    editors_source,
    file_source,
    kind_of,
    loose,
    winning,
)


def known(question: str, text: str, source: str = "2025/司机", slug: str = "2025") -> Sourced:
    return Sourced(source, KnownQuestion(question, "司机", text, slug))


def test_each_source_is_known_by_its_name() -> None:
    assert kind_of(file_source(Path("questions/2022/driver.txt"))) is Kind.BOX
    assert kind_of(file_source(Path("questions/2025/司机.txt"))) is Kind.FILE
    assert kind_of("questions.toml") is Kind.FILE
    assert kind_of(editors_source("2022")) is Kind.EDITORS
    assert kind_of(editors_source("")) is Kind.EDITORS
    assert kind_of(batch_source(12)) is Kind.BATCH


@pytest.mark.parametrize(
    ("said", "number"), [("12", 12), ("批 12", 12), ("批12", 12), ("2025/司机", None), ("１２", None)]
)
def test_a_batch_is_named_by_its_number(said: str, number: int | None) -> None:
    assert batch_number(said) == number


def test_ways_are_loose_when_their_own_speech_no_longer_says_their_words() -> None:
    ways = [
        known("借车要登记吗", REGISTER),
        known("油卡能借人吗", CARD),
        known("加油卡能借吗", CARD, "批 3"),
        known("别的讲话里的事", "别的原文。", slug="1999"),
        Sourced("2025/司机", KnownQuestion("没有的事", "司机", "", about="没有")),
    ]
    assert loose(ways, {"2025": TEXT}) == []
    (one,) = loose(ways, {"2025": TEXT.replace("油卡不准", "加油卡不准")})
    assert (one.slug, one.text) == ("2025", CARD)
    assert one.questions == ("油卡能借人吗", "加油卡能借吗")
    assert one.sources == ("2025/司机", "批 3")


def test_what_an_editor_bound_wins_over_the_same_words_in_a_file() -> None:
    file, bound = known("油卡能借人吗", CARD), known("油卡能借人吗", REGISTER, "editors/2025")
    assert winning([file, known("借车要登记吗", REGISTER)], [bound])[-1] is bound
    assert file not in winning([file], [bound])
