"""What reading a document gives: its text, and an account of all that is not in it."""

from dataclasses import dataclass

MAX_QUOTED = 24


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
    """What a reader of one format hands over: every paragraph, and the account of the rest."""

    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    title: str = ""
    date: str = ""


def quoted(text: str) -> str:
    """Return `text` in quotation marks, cut short where it is long, for a LeftOut."""
    text = "".join(sign if sign.isprintable() and sign != "\ufffd" else "□" for sign in " ".join(text.split()))
    return f"“{text[:MAX_QUOTED]}…”" if len(text) > MAX_QUOTED else f"“{text}”"
