"""Cards: what fits, in which size, and what stays text."""

import io
import json
import tomllib
from dataclasses import replace
from datetime import date

import pytest
from office import KNOWLEDGE
from PIL import Image, ImageFont

from core.models import Quote
from knowledge.speech.segment import Passage
from services.cards.cards import CardService
from services.cards.drawing import (
    CHARACTERS,
    FONT,
    LOOKS,
    ROOM,
    SIZES,
    TALLEST,
    WIDTH,
    can_be_written,
    draw,
    layout,
)
from services.cards.saying import Card

SOURCE = ("《在市政协机关党风廉政建设和作风建设会议上的讲话》", "2022年 · 2022-2-06")
QUOTES = [
    one["text"] for one in tomllib.loads((KNOWLEDGE / "quotes.toml").read_text(encoding="utf-8"))["quote"]
]


def card(words: str, style: int = 0) -> Card:
    return Card(words, SOURCE, "今日廉语", "11月28日 周六", style)


def picture(png: bytes | None) -> Image.Image:
    assert png is not None
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("style", range(len(LOOKS)))
def test_a_card_is_a_picture_that_telegram_takes(style: int) -> None:
    drawn = picture(draw(card(QUOTES[0], style)))
    assert drawn.width == WIDTH
    assert WIDTH <= drawn.height <= 2 * WIDTH
    assert drawn.format == "PNG"


def test_every_approved_quote_is_a_card_in_a_large_size() -> None:
    for words in QUOTES:
        found = layout(card(words))
        assert found is not None, words
        assert found.size >= SIZES[2], words
        assert found.words_height <= TALLEST


def test_the_longer_the_words_the_smaller_they_are_until_they_are_no_card() -> None:
    sizes = []
    for times in (1, 3, 5, 7, 9, 12):
        found = layout(card("严格遵守廉洁自律各项规定，把纪律挺在前面。" * times))
        if found is not None:
            sizes.append(found.size)
            assert found.size * max(map(len, found.lines)) <= ROOM + found.size
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 2
    assert draw(card("严格遵守廉洁自律各项规定，把纪律挺在前面。" * 30)) is None


@pytest.mark.parametrize("sign", ["𠮷", "囧🙂", "Ω漢", "\ue000", "\u200b"])
def test_a_character_that_the_font_lacks_means_text(sign: str) -> None:
    assert draw(card(f"廉洁{sign}奉公，勤政为民。")) is None


def test_the_font_has_the_characters_that_its_list_says_and_the_list_is_the_standards() -> None:
    listed = CHARACTERS.read_text(encoding="utf-8").replace("\n", "")
    font = ImageFont.truetype(FONT, 40)
    lacking = bytes(font.getmask("\uffff"))
    assert [sign for sign in listed if bytes(font.getmask(sign)) == lacking] == []
    standard = "".join(CHARACTERS.read_text(encoding="utf-8").splitlines()[:82])
    assert len(set(standard)) == 8105
    assert set("一乙廉䗪𫶇") <= set(standard)
    assert FONT.stat().st_size < 3_000_000
    assert can_be_written("“‘（《〈【—…·、。，；：？！】〉》）’”①Ⅰ％℃ 2022-2-06 abcXYZ　")


def test_every_sign_of_the_speeches_can_be_written() -> None:
    for file in (KNOWLEDGE / "speeches").glob("*.txt"):
        assert can_be_written(file.read_text(encoding="utf-8").replace("\n", ""))


# The service --------------------------------------------------------------------------------------------

DAY = date(2026, 11, 28)


def quote(words: str) -> Quote:
    return Quote(words, "2022", "题目", "2022年", "一", "2022-2-06")


async def test_a_card_is_drawn_in_another_process_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = CardService()
    first = await cards.of_quote(quote(QUOTES[0]), DAY)
    assert first is not None
    assert picture(first.png).width == WIDTH
    monkeypatch.setattr("services.cards.cards.WORKER", "no.such.module")
    assert await cards.of_quote(quote(QUOTES[0]), DAY) is first


async def test_what_cannot_be_drawn_stays_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    cards = CardService()
    assert await cards.of_quote(quote("囧𠮷"), DAY) is None
    assert caplog.records == []
    monkeypatch.setattr("services.cards.cards.WORKER", "no.such.module")
    assert await cards.of_quote(quote(QUOTES[1]), DAY) is None
    assert "a card could not be drawn" in caplog.text
    assert QUOTES[1] not in caplog.text


async def test_words_day_and_source_make_another_card() -> None:
    cards = CardService()
    one = await cards.of_quote(quote(QUOTES[0]), DAY)
    another = await cards.of_quote(quote(QUOTES[0]), date(2026, 11, 29))
    assert one
    assert another
    assert one.key != another.key


Asked = list[dict[str, object]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Return what cards are asked for; they are drawn as their own words."""
    wanted: Asked = []

    async def draw_words(card: bytes) -> bytes:
        wanted.append(json.loads(card))
        return card

    monkeypatch.setattr("services.cards.cards._draw", draw_words)
    return wanted


async def test_a_quote_is_dated_and_a_passage_is_not(asked: Asked) -> None:
    cards = CardService()
    await cards.of_quote(quote("甲。"), DAY)
    await cards.of_quote(quote("甲。"), date(2026, 11, 30))
    bare = Passage("2023-1-02", "2023", "2023.txt", "", "", "", "乙。", 0, 2, 1)
    await cards.of_passage(replace(bare, title="讲话", date="2023年"))
    await cards.of_passage(bare)
    assert [(one["words"], one["head"], one["day"], one["source"]) for one in asked] == [
        ("甲。", "今日廉语", "11月28日 周六", ["《题目》", "2022年 · 2022-2-06"]),
        ("甲。", "今日廉语", "11月30日 周一", ["《题目》", "2022年 · 2022-2-06"]),
        ("乙。", "讲话原文", "", ["《讲话》", "2023年 · 2023-1-02"]),
        ("乙。", "讲话原文", "", ["", "2023-1-02"]),
    ]
    looks = [one["style"] for one in asked]
    assert looks[0] != looks[1], "each day has its colours"
    assert looks[2] == looks[3], "a passage keeps its own"


async def test_the_cards_that_were_wanted_last_are_kept(asked: Asked) -> None:
    cards = CardService()
    for words in "甲乙丙丁甲戊":
        await cards.of_quote(quote(words), DAY)
    for words in "戊甲丁丙":
        await cards.of_quote(quote(words), DAY)
    assert [one["words"] for one in asked] == [*"甲乙丙丁戊"], "what was wanted longest ago went first"
    await cards.of_quote(quote("乙"), DAY)
    assert len(asked) == 6
