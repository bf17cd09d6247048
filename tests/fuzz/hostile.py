"""Words that somebody might choose to break something: as names, titles, file names, arguments."""

import random

from hypothesis import strategies as st

MARK = "秘Q7密"  # in the words of people here; it may never stand in a log
CONTROLS = [chr(code) for code in (*range(32), 0x7F, 0x85, 0x9B, 0x2028, 0x2029)]
INVISIBLE = ["\u200b", "\u200e", "\u200f", "\u202e", "\u2066", "\u2069", "\u2060", "\ufeff", "\u00ad", "\u3164"]
MARKUP = [
    "<b>", "</b>", "<a href='tg://user?id=1'>", "</a>", "<blockquote expandable>", "</code>", "&lt;", "&#0;",
    "&#xD800;", "&", "<", ">", '"', "'", "<!--", "]]>", "<pre><code class=\"x\">", "*_[`~|", "{0}", "{name}",
    "%s", "%(x)s", "%n", "\\", "</blockquote>",
]  # fmt: skip
SPLITTING = [
    f"{end}2026-03-02 08:00:00,000 CRITICAL core.logs: {MARK}" for end in ("\n", "\r", "\u2028", "\x85", "\x0b")
]
ESCAPES = ["\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\x1b[31m", "\x08\x08"]
LONG = [
    "廉" * 300,
    "a" * 5000,
    "👍" * 2100,
    "ﷺ" * 200,
    "́" * 300,
    "👨‍👩‍👧‍👦" * 60,
    "\n" * 500,
    "&" * 4096,
    "<b>" * 200,
]
PATHS = [
    "../../secret.txt", "..", ".", "/", "/etc/passwd", "..\\..\\secret.txt", "%2e%2e/secret.txt",
    "..%2fsecret.txt", "%252e%252e%252fsecret.txt", "....//secret.txt", "~root", "~", "$HOME", "${PATH}",
    "secret.txt\0.txt", "a/../../secret.txt", "CON", "NUL.txt", "-rf", "--help", "|id", ";id", "$(id)", "`id`",
    "file:///etc/passwd", "//host/share", "\u2024\u2024/secret.txt", "．．／secret.txt", "a" * 300,
]  # fmt: skip
ALPHABET = "廉洁从政讲话三重一大a1 _-./:@#/\\|~,;!?。，（）《》“”%$&<>'\"0٣²Ⅳ①ßİıŁ👍🇨🇳é"
POOLS = (MARKUP, CONTROLS, INVISIBLE, SPLITTING, ESCAPES, LONG, PATHS)


def words(chance: random.Random, longest: int = 8) -> str:
    """Return some words, put together of what is likely to break something."""
    parts = []
    for _ in range(chance.randrange(1, longest)):
        pick = chance.random()
        if pick < 0.5:
            parts.append("".join(chance.choices(ALPHABET, k=chance.randrange(1, 12))))
        elif pick < 0.55:
            parts.append("".join(chr(_code_point(chance)) for _ in range(chance.randrange(1, 6))))
        else:
            parts.append(chance.choice(chance.choice(POOLS)))
    return "".join(parts)


def _code_point(chance: random.Random) -> int:
    """Return any code point, surrogates left out: no UTF-8 and so no message of Telegram's holds one."""
    code = chance.choice((chance.randrange(0x300), chance.randrange(0x3000), chance.randrange(0x110000)))
    return code if not 0xD800 <= code <= 0xDFFF else 0x20


def text() -> st.SearchStrategy[str]:
    """Return hypothesis' way to such words."""
    pieces = st.one_of(
        st.text(alphabet=st.sampled_from(ALPHABET), max_size=12),
        st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=6),
        *(st.sampled_from(pool) for pool in POOLS),
    )
    return st.lists(pieces, min_size=1, max_size=6).map("".join)
