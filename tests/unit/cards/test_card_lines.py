"""Where everything stands on a card: within its margins, the words in the middle between the two rules."""

from collections.abc import Iterator
from itertools import groupby, pairwise

import pytest
from PIL import Image, ImageChops

from services.cards.drawing import (
    GAP,
    HEAD,
    LEADING,
    LOOKS,
    MARGIN,
    MOST_SOURCE_LINES,
    SOURCE,
    WIDTH,
    layout,
    paint,
)
from services.cards.saying import Card

Box = tuple[int, int, int, int]
TITLE, NUMBER = "《在市政协机关党风廉政建设和作风建设会议上的讲话》", "2022年 · 2022-2-06"
LINE = 11  # signs of the largest size that fill a line
NEAR = 3  # points that a sign's ink may stand away from the edge of its square


def card(words: str, *source: str, style: int = 0) -> Card:
    return Card(words, source or (TITLE, NUMBER), "今日廉语", "11月28日 周六", style)


def painted(one: Card) -> Image.Image:
    found = paint(one)
    assert found is not None
    return found


def ink(picture: Image.Image, area: Box) -> Box:
    """Return what is drawn in an area of a picture, as the box around it."""
    part = picture.crop(area)
    blank = picture.crop((0, 0, 1, 1)).resize(part.size)
    found = ImageChops.difference(part, blank).getbbox()
    assert found is not None
    left, top, right, bottom = found
    return left + area[0], top + area[1], right + area[0], bottom + area[1]


def rules(picture: Image.Image) -> Iterator[tuple[int, int]]:
    """Yield the first row of each rule and the first one below it."""
    pixels = picture.load()
    assert pixels is not None

    def is_rule(y: int) -> bool:
        colours = {pixels[x, y] for x in range(MARGIN, MARGIN + 60)}
        return len(colours) == 1 and colours != {pixels[0, 0]}

    for has_rule, rows in groupby(range(picture.height), is_rule):
        if has_rule:
            every = list(rows)
            yield every[0], every[-1] + 1


@pytest.mark.parametrize("style", range(len(LOOKS)))
@pytest.mark.parametrize("source", [(TITLE, NUMBER), (NUMBER,)])
@pytest.mark.parametrize("lines", [1, 4, 7])
def test_all_of_a_card_stands_within_its_margins_in_its_order(
    lines: int, source: tuple[str, ...], style: int
) -> None:
    made = card("国" * (LINE * lines - 1), *source, style=style)
    picture, found = painted(made), layout(made)
    assert found is not None
    (rule, below_rule), (short, below_short) = rules(picture)
    assert (below_rule - rule, below_short - short) == (2, 3)
    everything = ink(picture, (0, 0, WIDTH, picture.height))
    assert MARGIN <= everything[0] <= everything[2] <= WIDTH - MARGIN + 1
    assert everything[1] >= MARGIN
    assert everything[3] <= picture.height - MARGIN

    head, day = (ink(picture, (left, 0, left + WIDTH // 2, rule)) for left in (0, WIDTH // 2))
    assert head[0] <= MARGIN + NEAR
    assert 4 * HEAD < head[2] - head[0] < 5 * HEAD, "its signs are spread"
    assert day[2] >= WIDTH - MARGIN - NEAR
    assert head[3] == day[3] <= MARGIN + HEAD
    assert ink(picture, (0, rule, WIDTH, below_rule)) == (MARGIN, rule, WIDTH - MARGIN + 1, below_rule)

    words = ink(picture, (0, below_rule, WIDTH, short))
    assert abs((words[1] + words[3]) / 2 - (rule + short) / 2) < NEAR
    assert words[1] - below_rule > GAP
    assert short - words[3] > GAP
    assert words[0] <= MARGIN + 3 * NEAR
    below = ink(picture, (0, below_short, WIDTH, picture.height))
    assert below[0] <= MARGIN + NEAR
    assert GAP / 2 < below[1] - below_short < GAP / 2 + SOURCE / 2
    assert picture.height - MARGIN - below[3] < SOURCE / 2
    assert len(found.source) == len(source)


def test_a_card_is_square_until_its_words_need_more_and_grows_by_a_line() -> None:
    size = layout(card("国"))
    assert size is not None
    square, *taller = (painted(card("国" * (LINE * lines - 1))).height for lines in (4, 5, 6, 7))
    assert square == WIDTH < taller[0]
    for lower, higher in pairwise(taller):
        assert abs(higher - lower - size.size * LEADING) <= 1


def test_a_mark_that_opens_the_words_hangs_and_the_words_stand_at_the_margin() -> None:
    plain, marked = (painted(card(words)) for words in ("国国", "“国国”"))
    areas = [(0, below, WIDTH, short) for (_, below), (short, _) in map(rules, (plain, marked))]
    lefts = [ink(picture, area)[0] for picture, area in zip((plain, marked), areas, strict=True)]
    assert lefts[1] < lefts[0]


def test_a_source_of_too_many_lines_is_no_card() -> None:
    line = "讲" * 20
    most = [line] * MOST_SOURCE_LINES
    assert layout(card("国", *most)) is not None
    assert layout(card("国", *most, line)) is None
    assert layout(card("国", line, "")) is not None, "a part that is empty takes no line"
