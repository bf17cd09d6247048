"""Telegram's HTML as Telegram reads it: the cases its own library is tested with, and its limits."""

from typing import Any

import pytest

from emulator import entities as found
from emulator.errors import BadRequest
from emulator.markup import formatted, parse_html

Entity = tuple[str, int, int]


def shape(entities: list[dict[str, Any]]) -> list[Entity]:
    return [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("", "", []),
        ("➡️ ➡️", "➡️ ➡️", []),
        ("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;", '&ge;<>&"&laquo;&#12345678;', []),
        ("➡️ ➡️<i>➡️ ➡️</i>", "➡️ ➡️➡️ ➡️", [("italic", 5, 5)]),
        ("<em>廉</em><strong>洁</strong>", "廉洁", [("italic", 0, 1), ("bold", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [("strikethrough", n, 1) for n in range(3)]),
        ("🏟 🏟<i>🏟 &lt🏟</i>", "🏟 🏟🏟 <🏟", [("italic", 5, 6)]),
        (
            "🏟 🏟<i>🏟 &gt;<b aba   =   caba>&lt🏟</b></i>",
            "🏟 🏟🏟 ><🏟",
            [("italic", 5, 7), ("bold", 9, 3)],
        ),
        ("🏟 🏟&lt;<i    aba  =  190azAz-.   >a</i>", "🏟 🏟<a", [("italic", 6, 1)]),
        ("🏟 🏟&lt;<i    aba  =  '&lt;&gt;&quot;'>a</>", "🏟 🏟<a", [("italic", 6, 1)]),
        ("🏟 🏟&lt;<i>a</i   >", "🏟 🏟<a", [("italic", 6, 1)]),
        ("🏟 🏟&lt;<b></b>", "🏟 🏟<", []),
        (
            '<span class = "tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>',
            "ab",
            [("spoiler", 0, 1), ("spoiler", 1, 1)],
        ),
        ("<a> </a>", " ", []),
        ("<a>telegram.org </a>", "telegram.org ", [("text_link", 0, 13)]),
        ("<pre  >ab</>", "ab", [("pre", 0, 2)]),
        ("<pre><code>ab</code></>", "ab", [("pre", 0, 2), ("code", 0, 2)]),
        ('<pre><code class="language-fift">ab</></>', "ab", [("pre", 0, 2)]),
        ('<code class="language-fift"><pre>ab</></>', "ab", [("pre", 0, 2)]),
        ('<pre> <code class="language-fift">ab</></>', " ab", [("pre", 0, 3), ("code", 1, 2)]),
        ('<tg-emoji emoji-id="1">👍</tg-emoji>', "👍", [("custom_emoji", 0, 2)]),
        (
            '<blockquote   cite="" asd nj12b3>a&lt;<pre  >b;</></>',
            "a<b;",
            [("blockquote", 0, 4), ("pre", 2, 2)],
        ),
        ("<blockquote   expandable   asd>a</>", "a", [("expandable_blockquote", 0, 1)]),
        ("<blockquote expandable=false>a</>", "a", [("expandable_blockquote", 0, 1)]),
        ("<B>大写</B>", None, 'Unmatched end tag at byte offset 9, expected "</b>", found "</B>"'),
    ],
)
def test_html_is_read_as_telegram_reads_it(markup: str, text: str | None, entities: list[Entity] | str) -> None:
    if text is None:
        with pytest.raises(BadRequest) as refused:
            parse_html(markup)
        assert refused.value.description == f"Bad Request: can't parse entities: {entities}"
    else:
        read, parsed = parse_html(markup)
        assert (read, shape(parsed)) == (text, entities)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (
            "&#57311;",
            "Text contains invalid Unicode characters after decoding HTML entities,"
            " check for unmatched surrogate code units",
        ),
        ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
        ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("🏟 🏟&lt;<i    aba  =  ", "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
        ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
        ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
        ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
        ("🏟 🏟&lt;<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("三重一大 <三重", "Unclosed start tag at byte offset 13"),
        ("<b>a<i>b", 'Can\'t find end tag corresponding to start tag "i"'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(markup: str, words: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_html(markup)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"
    assert refused.value.code == 400


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        ("telegram.org", "http://telegram.org/"),
        ("telegram.org?&lt;", "http://telegram.org/?<"),
        ("https://telegram.org/a?b#c", "https://telegram.org/a?b#c"),
        ("https://telegram.org", "https://telegram.org/"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("不是 地址", None),
    ],
)
def test_links_are_stored_whole_or_dropped(url: str, stored: str | None) -> None:
    _, entities = parse_html(f'<a href="{url}">这里</a>')
    assert [entity["url"] for entity in entities] == ([] if stored is None else [stored])


def test_white_space_at_the_ends_goes_and_entities_move_along() -> None:
    text, entities = formatted(" \n<b> 廉洁 </b>\n", "HTML", None)
    assert (text, shape(entities)) == ("廉洁", [("bold", 0, 2)])


def test_the_indent_of_a_chinese_paragraph_stays() -> None:
    assert formatted("\n\u3000\u3000同志们：", "HTML", None) == ("\u3000\u3000同志们：", [])


def test_code_holds_no_other_entity() -> None:
    _, entities = formatted("<code>a<b>b</b></code><b>c</b>", "HTML", None)
    assert shape(entities) == [("code", 0, 2), ("bold", 2, 1)]


def test_an_unknown_parse_mode_is_refused() -> None:
    with pytest.raises(BadRequest, match="unsupported parse_mode"):
        formatted("a", "BBCode", None)


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "bold", "offset": -1, "length": 1},
        {"type": "bold", "offset": 0},
        {"type": "sparkling", "offset": 0, "length": 1},
    ],
)
def test_an_entity_that_does_not_fit_is_refused(entity: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        formatted("廉洁", None, [entity])


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("/ask 三重一大", [("bot_command", 0, 4)]),
        ("/ask@qingfeng_bot 一", [("bot_command", 0, 17)]),
        ("👍 @qingfeng_bot 问", [("mention", 3, 13)]),
        ("3/ask 和 a@b.cn 与 https://a.cn/b。", [("email", 8, 6), ("url", 17, 14)]),
        ("#廉洁 #1", [("hashtag", 0, 3)]),
        ("@ab 太短", []),
        ("http://a.cn/@somebody", [("url", 0, 21)]),
    ],
)
def test_telegram_finds_what_it_finds_in_plain_text(text: str, entities: list[Entity]) -> None:
    assert shape(found.in_order(found.find(text))) == entities


def test_nothing_is_found_inside_code() -> None:
    text, entities = parse_html("<code>/ask</code> /ask")
    assert shape(found.find(text, without=entities)) == [("bot_command", 5, 4)]


def test_lengths_count_utf16() -> None:
    assert found.utf16("廉👍") == 3
    assert found.cut("廉👍洁", 1, 2) == "👍"
