"""The only module that writes markup. A reply is pieces of text; they are cut first and marked up last.

So nothing a person or a speech says can break a message, and no cut can break the markup.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from telegram import InlineKeyboardMarkup

from core.models import ChecklistLine, Link, Quote, Shows
from core.patterns import pattern
from core.utf16 import units
from handlers.words.opening import opens
from knowledge.language.calendar.saying import said_weekday
from knowledge.language.writing.clipped import clipped
from knowledge.speech.cutting import Stretch
from knowledge.speech.segment import PATH_JOINER, Passage
from knowledge.speech.texts import Context as PassageContext
from services.asking.remembered.prompts import Asks

LONGEST_MESSAGE = 4096  # UTF-16 units; Telegram may count code points, which are never more
MOST_MARKS = 40  # Telegram takes 100 entities a message
LONGEST_HEADING = 18  # characters of a heading in a source line
LONGEST_TITLE, LONGEST_DATE = 80, 30  # and of what an operator may have written at any length
LONGEST_LABEL = 20  # characters on a candidate's button
REMINDER = "节前提醒：{}放假前最后一个工作日\n"
CHECKLIST = "节前清单"
OWN_WORDS = "\n本单位提醒（不是讲话原文）："
BEFORE, THIS, AFTER = "上文：", "本段：", "下文："
PLACE, PLACES = " · 第 {place} 段，共 {total} 段", " · 第 {place}～{last} 段，共 {total} 段"
AT_THE_BEGINNING, AT_THE_END = "（讲话从这里开始）", "（讲话到这里结束）"

_CUTS = (
    pattern(r"\n+"),
    pattern(r"[。！？!?；;…]+[”’」』）)】》]*"),
    pattern(r"[，,、：:]|\s"),
)
_CLAUSE_END = pattern(r"[，。；：！？、,;:!?\n（）()]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one style. `folded` is a quotation that shows three lines until it is tapped.

    A passage's number has in `shows` what the message shows of a speech. `opens` is the number of the passage
    that a link behind the words opens.
    """

    text: str
    quote: bool = False
    folded: bool = False
    bold: bool = False
    code: bool = False
    link: str = ""
    shows: Shows | None = None
    opens: str = ""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A reply ready to be sent: pieces of text and the buttons below.

    `asks`: it asks the person something. If that is words, their app opens a reply to it by itself.
    `passed_on`: it is there to be forwarded, whatever access.protect_content says. `about`: the stretch of a
    speech it speaks of, where its source line does not say that. `tied`: it hangs on the question, in private
    chats too; `hangs_on`: on an earlier message, by its number. `chooses`: its buttons are what else may be
    meant; `meant`: by what was just said, so that what stood there before stands as before. `acts`: they do
    something to what it shows; only words that name that press them. `also`: what can be said to it beside, by
    keys of `card_words`, and the data that does it.

    `lists`: what it is a list of, as `listed.py` names it; `entries`: its rows' words and the data that opens
    each, where no buttons with their numbers say that; `this`: the data that shows this card again.
    """

    pieces: Pieces
    keyboard: InlineKeyboardMarkup | None = None
    asks: Asks | None = None
    passed_on: bool = False
    about: Shows | None = None
    tied: bool = False
    hangs_on: int | None = None
    chooses: bool = False
    meant: bool = False
    acts: bool = False
    also: tuple[tuple[str, str], ...] = ()
    lists: str = ""
    entries: tuple[tuple[str, str], ...] = ()
    this: str = ""

    @property
    def shows(self) -> Shows | None:
        """Return the stretch of a speech in it. That is noted when it is sent, so that 出处 leans on it."""
        noted = [piece.shows for piece in self.pieces if piece.shows]
        return self.about or (noted[-1] if noted else None)

    def parts(self, bot: str = "") -> list[str]:
        """Return the messages, in Telegram's HTML, each within Telegram's limit.

        `bot` is the bot's username, to which the links to passages lead; without it there are none.
        """
        return [markup(part, bot) for part in cut(self.pieces)]


def linked(text: str, links: Iterable[Link]) -> Pieces:
    """Return a person's words as they wrote them, with the links behind them."""
    pieces: list[Piece] = []
    at = 0
    for link in sorted(links, key=lambda link: link.start):
        start, end = max(at, link.start), min(len(text), link.end)
        if start < end:
            pieces += [Piece(text[at:start]), Piece(text[start:end], link=link.url)]
            at = end
    return (*pieces, Piece(text[at:]))


def plain(text: str, keyboard: InlineKeyboardMarkup | None = None) -> View:
    """Return a view of unmarked text."""
    return View((Piece(text),), keyboard)


# --- markup and cutting


def markup(pieces: Iterable[Piece], bot: str = "") -> str:
    """Return `pieces` in Telegram's HTML, everything that could be markup escaped; `bot`: see View.parts."""
    written: list[str] = []
    quoting = ""
    for piece in pieces:
        wanted = "<blockquote expandable>" if piece.folded else "<blockquote>" if piece.quote else ""
        if wanted != quoting:
            written.append(f"{'</blockquote>' if quoting else ''}{wanted}")
            quoting = wanted
        text = html.escape(piece.text, quote=False)
        link = piece.link or (opens(bot, piece.opens) if piece.opens else "")
        if piece.code and not link:
            text = f"<code>{text}</code>"
        if piece.bold:
            text = f"<b>{text}</b>"
        if link:
            text = f'<a href="{html.escape(link)}">{text}</a>'
        written.append(text)
    if quoting:
        written.append("</blockquote>")
    return "".join(written)


def cut(pieces: Iterable[Piece], limit: int = LONGEST_MESSAGE) -> list[Pieces]:
    """Cut `pieces` into messages of at most `limit` UTF-16 units, at ends of paragraphs or sentences if it can.

    Nothing is added or lost: the parts joined are the original. `limit` is at least 2.
    """
    rest = [piece for piece in pieces if piece.text]
    parts: list[Pieces] = []
    while rest:
        size = _first_part("".join(piece.text for piece in rest), limit)
        head, rest = _split(rest, size)
        parts.append(tuple(head))
    return parts or [()]


def _first_part(text: str, limit: int) -> int:
    """Return how many characters of `text` go into the first message."""
    if units(text) <= limit:
        return len(text)
    most = used = 0
    for letter in text:
        used += 2 if letter > "\uffff" else 1
        if used > limit:
            break
        most += 1
    for form in _CUTS:
        ends = [match.end() for match in form.finditer(text, most // 2, most)]
        # A run that the window ends in may go on behind it: that is no end of a sentence, but still a fair cut.
        if ends and text[: ends[-1]].strip() and text[ends[-1] :].strip():
            return ends[-1]
    return most


def _split(pieces: Sequence[Piece], size: int) -> tuple[list[Piece], list[Piece]]:
    head: list[Piece] = []
    for at, piece in enumerate(pieces):
        if size >= len(piece.text):
            head.append(piece)
            size -= len(piece.text)
            continue
        if size:
            head.append(replace(piece, text=piece.text[:size]))
        return head, [replace(piece, text=piece.text[size:]), *pieces[at + 1 :]]
    return head, []


# --- what a passage, a context and a quote look like


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    """Yield `text` as a quotation with the spans `marks` (code points) in bold."""
    at = 0
    for start, end in sorted(marks)[:MOST_MARKS]:
        start, end = max(start, at), min(end, len(text))  # noqa: PLW2901 - clipped: overlaps and overruns
        if start < end:
            yield Piece(text[at:start], quote=True)
            yield Piece(text[start:end], quote=True, bold=True)
            at = end
    yield Piece(text[at:], quote=True)


def source_line(title: str, day: str, section: str, shows: Shows) -> Pieces:
    """Return 《title》· date · heading · number of what is shown, as a link to it; what is empty is left out.

    Of the headings only the nearest is named, so that the line stays short on a phone.
    """
    nearest = _shortened(section.rpartition(PATH_JOINER)[2])
    named = f"《{clipped(title, LONGEST_TITLE)}》· " if title else ""
    before = named + "".join(f"{part} · " for part in (clipped(day, LONGEST_DATE), nearest) if part)
    number = shows.passage_id
    return (Piece(before, opens=number), Piece(number, code=True, shows=shows, opens=number))


def source_of(passage: Passage, stretch: Stretch | None = None, around: str = "") -> Pieces:
    """Return the source line of `passage`; with a `stretch` its place in the speech. `around` as in Shows."""
    shows = Shows(passage.id, passage.text, around)
    line = source_line(passage.title, passage.date, passage.section, shows)
    if stretch is None:
        return line
    place = PLACE if stretch.place == stretch.last else PLACES
    return (
        *line,
        Piece(place.format(place=stretch.place, last=stretch.last, total=stretch.total)),
    )


def passage_pieces(
    passage: Passage,
    marks: Iterable[tuple[int, int]] = (),
    *,
    below: Passage | None = None,
    before: str = "",
    stretch: Stretch | None = None,
    around: str = "",
) -> Pieces:
    """Return `passage`, word for word, and its source line; `before` is a line above it.

    `below` is the passage that goes with it, as under a heading that says little by itself; `stretch`
    and `around` as in source_of.
    """
    lead, source = (Piece(f"{before}\n"),) if before else (), source_of(passage, stretch, around)
    return (*lead, *marked(passage.text, marks), *_under(below), Piece("\n"), *source)


def context_pieces(context: PassageContext, marks: Iterable[tuple[int, int]] = (), around: str = "") -> Pieces:
    """Return the passage between the text before and after it; those are folded, so that it is in sight."""
    before, after = context.before.strip(), context.after.strip()
    above = (Piece(f"{BEFORE}\n"), Piece(before, folded=True)) if before else (Piece(AT_THE_BEGINNING),)
    below = (Piece(f"\n{AFTER}\n"), Piece(after, folded=True)) if after else (Piece(f"\n{AT_THE_END}"),)
    return (
        *above,
        Piece(f"\n{THIS}\n"),
        *marked(context.passage.text, marks),
        *_under(context.below),
        *below,
        Piece("\n"),
        *source_of(context.passage, around=around),
    )


def _under(below: Passage | None) -> Pieces:
    return (Piece(f"\n{below.text}", quote=True),) if below else ()


def card_pieces(quote: Quote, before_holiday: str | None = None) -> Pieces:
    """Return what stands below a quote's card: its source, with a number that can be opened."""
    reminder = () if before_holiday is None else (Piece(REMINDER.format(before_holiday)),)
    return (*reminder, *source_line(quote.title, quote.date, quote.section, quote.shows))


def quote_pieces(
    quote: Quote, day: date | None, before_holiday: str | None = None, *, title: str = "今日廉语"
) -> Pieces:
    """Return the quote of `day`, None for a quote of no day, with its source, under `title`.

    `before_holiday`: see core.models.DailyQuote.
    """
    dated = f" · {said_weekday(day)}" if day else ""
    reminder = "" if before_holiday is None else REMINDER.format(before_holiday)
    return (
        Piece(title, bold=True),
        Piece(f"{dated}\n{reminder}"),
        Piece(quote.text, quote=True),
        Piece("\n"),
        *source_line(quote.title, quote.date, quote.section, quote.shows),
    )


def checklist_pieces(lines: Sequence[ChecklistLine]) -> Pieces:
    """Return what a reminder lists: what speeches say, with numbers; then the office's own words, so named.

    What stands for several topics is said once.
    """
    together: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        together.setdefault((line.text, line.passage_id), []).append(line.topic)
    pieces: list[Piece] = [Piece("\n\n"), Piece(CHECKLIST, bold=True)] if lines else []
    own: list[Piece] = []
    for (text, number), topics in together.items():
        said = f"\n· {'、'.join(topics)}：{text}"
        if number:
            pieces += [Piece(f"{said}（"), Piece(number, opens=number), Piece("）")]
        else:
            own.append(Piece(said))
    return (*pieces, *([Piece(OWN_WORDS)] if own else []), *own)


def label(text: str, mark: tuple[int, int] | None = None) -> str:
    """Say in at most 20 characters what a passage is about: the clause around `mark`, else its first."""
    clauses = _clauses(text)
    if mark:
        around = [clause for clause in clauses if clause[0] < mark[1] and mark[0] < clause[1]]
        if around:
            start, end = max(around, key=lambda clause: min(clause[1], mark[1]) - max(clause[0], mark[0]))
            if end - start <= LONGEST_LABEL or mark[0] - start < LONGEST_LABEL // 2:
                return clipped(text[start:end], LONGEST_LABEL)
            start = min(mark[0] - 4, end - LONGEST_LABEL + 1)  # keep the marked words in sight
            return clipped(f"…{text[start:end]}", LONGEST_LABEL)
    first = next((text[start:end] for start, end in clauses if end - start >= 4), text)
    return clipped(first, LONGEST_LABEL)


def _clauses(text: str) -> list[tuple[int, int]]:
    ends = [(0, 0), *(match.span() for match in _CLAUSE_END.finditer(text)), (len(text), len(text))]
    spans = [(left[1], right[0]) for left, right in pairwise(ends)]
    return [(start, end) for start, end in spans if text[start:end].strip()]


def _shortened(heading: str) -> str:
    """Keep a heading's first clause: 一要坚持以党建为引领，推动… is known by its start."""
    first = re.split(r"[，。；,;]", heading.strip(), maxsplit=1)[0]
    return clipped(first, LONGEST_HEADING)
