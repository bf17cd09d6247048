"""The result of reading a document: its text, and an account of all that is not in it."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.language.writing.look_alikes import INVISIBLE, plain_characters

MAX_QUOTED = 24
# How the notes begin that ask about a guess.
ASKED = {"title": "题目拿不准", "date": "日期没有写明"}
Strings = tuple[str, ...]
HYPHENS = "-\u2010"  # which readers drop or add at a line's end


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the document that is not in the text: what (Chinese, 页眉“…”), and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document's text, a paragraph a line, and what its first lines say of it.

    `title`, `date` and `occasion` are as written in the document, "" where nothing says them. `unsure` names
    those that are a guess ("title", "date"): a note says from what, and a person is to look.
    """

    text: str
    title: str = ""
    date: str = ""
    occasion: str = ""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def settled(found: Extracted, what: str) -> Extracted:
    """Return what was read once a person has said its title or date: that is no longer a guess."""
    notes, unsure = without_guess(found.notes, found.unsure, what)
    return replace(found, notes=notes, unsure=unsure)


def without_guess(notes: Strings, unsure: Strings, what: str) -> tuple[Strings, Strings]:
    """Return the notes, and what is unsure, once a person has said the title or date."""
    left = tuple(note for note in notes if not note.startswith(ASKED[what]))
    return left, tuple(one for one in unsure if one != what)


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


def signs(text: str) -> Iterator[str]:
    """Yield a text's characters as the proofs see them: one form of each, none that nobody sees."""
    for sign in INVISIBLE.sub("", unicodedata.normalize("NFKD", plain_characters(text))):
        if not sign.isspace() and sign not in HYPHENS:
            yield sign


def characters(text: str) -> Counter[str]:
    """Count a text's characters as the proof sees them."""
    return Counter(signs(text))


def lost(reading: Reading, text: str) -> int:
    """Return how many characters of the second reading are neither in the text nor left out."""
    kept = characters(text) - characters(reading.added) + characters(reading.left)
    return (reading.written - kept).total()


def quoted(text: str, most: int = MAX_QUOTED) -> str:
    """Return `text` in quotation marks, cut short where it is longer than `most`, for a LeftOut."""
    text = "".join(sign if sign.isprintable() and sign != "\ufffd" else "□" for sign in " ".join(text.split()))
    return f"“{text[:most]}…”" if len(text) > most else f"“{text}”"
