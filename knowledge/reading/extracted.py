"""What reading a document gives: its text, and an account of all that is not in it."""

import unicodedata
from collections import Counter
from dataclasses import dataclass

MAX_QUOTED = 24
RADICALS = range(0x2E80, 0x2F00)
# What readers drop or add at a line's end, and what nobody sees.
NO_WORDS = frozenset("-\u00ad\u2010\u200b\u200c\u200d\ufeff")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the document that is not in the text: what (Chinese, 页眉“…”), and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document's text, a paragraph a line, and what its first lines say of it.

    `title`, `date` and `occasion` are as written in the document, "" where it does not say them clearly.
    """

    text: str
    title: str = ""
    date: str = ""
    occasion: str = ""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as its format gives it. `title`: the format marks it as one; `centred`: set in the middle."""

    text: str
    title: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of one format hands over: every paragraph, the account of the rest, and the proof.

    `written` is what a second, independent reading of the same file found. All of it must be in `lines` or
    in `left`, the words that were left out; `added` are words in `lines` that the file does not hold.
    """

    lines: tuple[Line, ...]
    written: Counter[str]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    left: str = ""
    added: str = ""
    title: str = ""
    date: str = ""


def characters(text: str) -> Counter[str]:
    """Count a text's characters as the proof sees them: no blanks or hyphens, one form of each."""
    return Counter(
        sign for sign in unicodedata.normalize("NFKD", text) if not sign.isspace() and sign not in NO_WORDS
    )


def lost(reading: Reading, text: str) -> int:
    """Return how many characters of the second reading are neither in the text nor left out."""
    kept = characters(text) - characters(reading.added) + characters(reading.left)
    missing, more = reading.written - kept, kept - reading.written
    # Some fonts of PDFs name a character after its radical (⻛ for 风); one reader repairs it, one does not.
    radicals = sum(count for sign, count in missing.items() if ord(sign) in RADICALS)
    return missing.total() - min(radicals, more.total())


def quoted(text: str) -> str:
    """Return `text` in quotation marks, cut short where it is long, for a LeftOut."""
    text = "".join(sign if sign.isprintable() and sign != "\ufffd" else "□" for sign in " ".join(text.split()))
    return f"“{text[:MAX_QUOTED]}…”" if len(text) > MAX_QUOTED else f"“{text}”"
