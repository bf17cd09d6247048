"""Markup and cutting: nothing added, nothing lost, nothing that breaks a message."""

import html
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.models import Quote, Shows
from core.utf16 import units
from handlers.words.replies import (
    LONGEST_LABEL,
    LONGEST_MESSAGE,
    Piece,
    cut,
    label,
    marked,
    markup,
    quote_pieces,
    source_line,
)

TAGS = re.compile(r"<(/?)(blockquote|b|code)(?: expandable)?>")
texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("廉政。！？；，\n <>&\"'😀/b"), st.characters(exclude_categories=["Cs"])
    ),
    max_size=400,
)
pieces_of_text = st.lists(
    st.builds(
        Piece, text=texts, quote=st.booleans(), folded=st.booleans(), bold=st.booleans(), code=st.booleans()
    ),
    max_size=12,
)


def shown(markup_text: str) -> str:
    """Return what a person sees of Telegram's HTML."""
    return html.unescape(TAGS.sub("", markup_text))


def open_tags(markup_text: str) -> list[str]:
    """Return the tags left open; AssertionError when one closes what is not open."""
    stack: list[str] = []
    for closing, name in TAGS.findall(markup_text):
        if closing:
            assert stack, markup_text
            assert stack.pop() == name
        else:
            stack.append(name)
    return stack


@given(pieces_of_text, st.integers(min_value=2, max_value=300))
def test_parts_joined_are_the_original_and_none_is_too_long(pieces: list[Piece], limit: int) -> None:
    parts = cut(pieces, limit)
    assert "".join(piece.text for part in parts for piece in part) == "".join(piece.text for piece in pieces)
    assert all(units("".join(piece.text for piece in part)) <= limit for part in parts)


@given(pieces_of_text, st.integers(min_value=2, max_value=300))
def test_each_part_is_whole_markup_of_its_own_text(pieces: list[Piece], limit: int) -> None:
    for part in cut(pieces, limit):
        written = markup(part)
        assert open_tags(written) == []
        assert "<" not in TAGS.sub("", written)
        assert shown(written) == "".join(piece.text for piece in part)


@given(pieces_of_text, st.integers(min_value=2, max_value=300))
def test_a_cut_keeps_every_piece_in_its_style(pieces: list[Piece], limit: int) -> None:
    def styles(given: list[Piece]) -> list[tuple[str, bool, bool, bool, bool]]:
        return [
            (letter, piece.quote, piece.folded, piece.bold, piece.code)
            for piece in given
            for letter in piece.text
        ]

    assert styles([piece for part in cut(pieces, limit) for piece in part]) == styles(pieces)


def test_a_long_reply_is_cut_at_the_end_of_a_sentence() -> None:
    sentence = "作风建设永远在路上，" * 20 + "要常抓不懈。"
    parts = cut([Piece(sentence * 40, quote=True)])
    assert len(parts) > 1
    assert all("".join(piece.text for piece in part).endswith("。") for part in parts)


def test_a_text_without_any_end_is_cut_all_the_same() -> None:
    parts = cut([Piece("😀" * 5000)])
    assert [units("".join(piece.text for piece in part)) for part in parts] == [4096, 4096, 1808]


def test_a_message_within_the_limit_is_left_alone() -> None:
    assert cut([Piece("一" * LONGEST_MESSAGE)]) == [(Piece("一" * LONGEST_MESSAGE),)]


@given(texts, st.lists(st.tuples(st.integers(-5, 450), st.integers(-5, 450)), max_size=60))
def test_marking_never_changes_a_passage(text: str, marks: list[tuple[int, int]]) -> None:
    assert "".join(piece.text for piece in marked(text, marks)) == text


def test_marked_words_are_bold_inside_the_quotation() -> None:
    assert markup(marked("严格执行“三重一大”制度", [(5, 9)])) == (
        "<blockquote>严格执行“<b>三重一大</b>”制度</blockquote>"
    )


def test_what_looks_like_markup_is_shown_as_it_is() -> None:
    assert markup([Piece("<b>&amp;", quote=True)]) == "<blockquote>&lt;b&gt;&amp;amp;</blockquote>"


def test_the_source_line_leaves_out_what_is_empty() -> None:
    assert "".join(piece.text for piece in source_line("", "", "", Shows("x-1-01", ""))) == "x-1-01"
    assert "".join(piece.text for piece in source_line("讲话", "2022年", "", Shows("2022-1-01", ""))) == (
        "《讲话》· 2022年 · 2022-1-01"
    )


def test_of_the_headings_the_nearest_is_named_by_its_first_clause() -> None:
    section = "（一）强化 › 一要坚持以党建为引领，推动党的二十大精神"
    line = "".join(piece.text for piece in source_line("讲话", "", section, Shows("n", "")))
    assert line == "《讲话》· 一要坚持以党建为引领 · n"


@given(texts, st.integers(0, 400), st.integers(0, 400))
def test_a_label_is_short(text: str, start: int, end: int) -> None:
    assert len(label(text, (min(start, end), max(start, end)))) <= LONGEST_LABEL


def test_a_label_is_the_clause_with_the_marked_words() -> None:
    text = "在调研过程中，要杜绝铺张浪费、公差旅游等现象的发生。"
    assert label(text, (text.index("公差"), text.index("公差") + 4)) == "公差旅游等现象的发生"
    assert label(text) == "在调研过程中"


def test_the_daily_quote_shows_its_day_its_words_and_its_source() -> None:
    quote = Quote("作风建设永远在路上。", "2022", "讲话", "2022年", "（二）切实改进作风", "2022-3-08")
    assert markup(quote_pieces(quote, date(2026, 3, 2))) == (
        "<b>今日廉语</b> · 3月2日 周一\n<blockquote>作风建设永远在路上。</blockquote>\n"
        "《讲话》· 2022年 · （二）切实改进作风 · <code>2022-3-08</code>"
    )
