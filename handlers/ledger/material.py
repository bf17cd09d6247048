"""/material (主题材料): everything that the speeches say on a subject; an editor ticks what becomes a document.

What is ticked stands in the buttons, the subject in the message: nothing is stored, a restart changes nothing.
"""

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.errors import UserError
from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import rewrite, say, send_file, toast
from handlers.words.listed import MATERIAL
from handlers.words.prompts import Asked, wants_words
from handlers.words.replies import View, plain
from handlers.words.written import written
from knowledge.language.commands.office.material_words import (
    OfYears,
    another_subject,
    subject_named,
    years_wanted,
)
from knowledge.language.commands.office.ticks import Ticks
from knowledge.language.writing.clipped import clipped
from knowledge.search.exact.subject import Excerpt
from knowledge.speech.segment import PATH_JOINER
from knowledge.writing.harmless import on_one_line
from services.ledger.material import digest, excerpts_on, material_file
from storage.asking.prompts import Prompt

PATTERN = pattern(
    r"mt:(?P<what>[tpand])(?P<value>\d{0,3}):(?P<digest>[0-9a-f]{6}):(?P<page>\d{1,3}):(?P<ticks>[\w-]*)"
)
LEAD = "主题材料："
FIRST_LINE = pattern(rf"{LEAD}(?P<subject>[^\n]+)")
ASK = "做什么主题的材料？请写几个字，直接发给我，如：作风建设。\n"
HOW = "共 {number} 处说到，打勾的 {ticked} 处会收进文档。点号码打勾或去掉。第 {page}/{pages} 页：\n"
NOTHING = "讲话里没有说到“{subject}”。换几个字再试，如：作风建设、责任书。"
TOO_LONG = "主题请写在 2 到 20 个字之间，如：作风建设。"
TOO_MANY = "说到“{subject}”的有 {number} 处，太多了。请换一个小一点的主题。"
NONE_TICKED = "一处也没有打勾。"
KEY = "material"  # in chat_data: the subject that was offered last
NOT_OF_YEAR = "说到“{subject}”的，{years}的讲话里没有。"
CHANGED = "讲话有了变化，请重新发 /material。"
CAPTION = "“{subject}”学习材料，{number} 处，一字未改。"
ACTIONS = (("全选", "a"), ("全不选", "n"), ("做成文档", "d"))
ON, OFF = "☑", "☐"
A_PAGE, A_ROW = 6, 3
MOST = 200  # excerpts: more ticks do not fit into a button
LONGEST, LONGEST_SHOWN, LONGEST_HEADING = 20, 60, 16


@dataclass(frozen=True, slots=True)
class Choice:
    """What is found on a subject, and which of it is ticked."""

    subject: str
    excerpts: Sequence[Excerpt]
    ticked: frozenset[int]

    def data(self, what: str, value: int | str = "", page: int = 0) -> str:
        """Return what a button carries."""
        ticks = _packed(self.ticked, (len(self.excerpts) + 7) // 8)
        return f"mt:{what}{value}:{digest(self.excerpts)}:{page}:{ticks}"


async def material(update: Update, context: Context) -> None:
    """Find what is said on the subject given, or ask for one."""
    message = update.effective_message
    if message is None:
        return
    if context.argument:
        await _offer(context.argument, message, context)
    else:
        await say(context, message, wants_words(ASK, Asked.SUBJECT))


async def take_subject(update: Update, context: Context) -> None:
    """Take the subject that was asked for, or the years that the material which stands there is to have."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    of_years = years_wanted(written(message)) if asked.presses else None
    if of_years is None:
        said = written(message)
        await _offer(another_subject(said) or subject_named(said) or said, message, context)
    else:
        await _tick_years(of_years, asked, message, context)


async def _tick_years(wanted: OfYears, asked: Prompt, message: Message, context: Context) -> None:
    """Tick or clear what is of those years in the material that was offered last."""
    match = next(filter(None, map(PATTERN.fullmatch, asked.presses.values())), None)
    subject = (context.chat_data or {}).get(KEY, "")
    excerpts = await excerpts_on(context.services.speeches.library, subject) if subject else ()
    if match is None or match["digest"] != digest(excerpts):
        raise UserError(CHANGED)
    years = tuple(str(year) for year in sorted(wanted.years))
    those = {at for at, one in enumerate(excerpts) if one.passage.date.startswith(years)}
    if not those:
        raise UserError(NOT_OF_YEAR.format(years="、".join(f"{one}年" for one in years), subject=subject))
    before = _ticked(match["ticks"], len(excerpts))
    sure = frozenset(at for at in those if excerpts[at].sure) or frozenset(those)
    ticked = before - those if not wanted.on else sure if wanted.only else before | sure
    first = min(those) // A_PAGE
    await say(context, message, _view(Choice(subject, excerpts, ticked), first))


async def press(update: Update, context: Context) -> None:
    """Tick, turn the page, or make the document."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    message, first = query.message, FIRST_LINE.match(query.message.text or "")
    # Whoever presses in words (做成文档) has no message at hand.
    subject = first["subject"] if first else (context.chat_data or {}).get(KEY, "")
    excerpts = await excerpts_on(context.services.speeches.library, subject) if subject else ()
    if match["digest"] != digest(excerpts):
        await toast(query, CHANGED, alert=True)
        return
    choice = _after(match, Choice(subject, excerpts, _ticked(match["ticks"], len(excerpts))))
    if match["what"] != "d":
        await toast(query)
        page = int(match["value"] or 0) if match["what"] == "p" else int(match["page"])
        await rewrite(context, message.chat.id, message.message_id, _view(choice, page))
    elif choice.ticked:
        await toast(query)
        await _send(choice, message, context)
    else:
        await toast(query, NONE_TICKED, alert=True)


def with_others(wanted: Ticks, entries: Mapping[int, str]) -> str:
    """Return the data that show a page with others ticked; `entries` are the data of its toggles, by place."""
    match = next(filter(None, map(PATTERN.fullmatch, entries.values())), None)
    if match is None:
        return ""
    size = -(-len(match["ticks"]) * 3 // 4)
    ticked = {number + 1 for number in _ticked(match["ticks"], 8 * size)}
    then = wanted.of(ticked, frozenset(range(1, 8 * size + 1)))
    ticks = _packed({place - 1 for place in then}, size)
    return f"mt:p{match['page']}:{match['digest']}:{match['page']}:{ticks}"


def _packed(ticked: Iterable[int], size: int) -> str:
    bits = sum(1 << number for number in ticked)
    return base64.urlsafe_b64encode(bits.to_bytes(size, "little")).decode().rstrip("=")


def _after(match: re.Match[str], choice: Choice) -> Choice:
    """Return the choice after a press."""
    every = frozenset(range(len(choice.excerpts)))
    match match["what"]:
        case "t":
            ticked = (choice.ticked ^ {int(match["value"] or 0)}) & every
        case "a":
            ticked = every
        case "n":
            ticked = frozenset()
        case _:
            ticked = choice.ticked
    return Choice(choice.subject, choice.excerpts, ticked)


def _ticked(ticks: str, number: int) -> frozenset[int]:
    try:
        bits = int.from_bytes(base64.urlsafe_b64decode(ticks + "=" * (-len(ticks) % 4)), "little")
    except ValueError:
        return frozenset()
    return frozenset(place for place in range(number) if bits >> place & 1)


async def _offer(said: str, message: Message, context: Context) -> None:
    subject = on_one_line(said)
    if not 1 < len(subject) <= LONGEST:
        raise UserError(TOO_LONG)
    found = await excerpts_on(context.services.speeches.library, subject)
    if not found:
        raise UserError(NOTHING.format(subject=subject))
    if len(found) > MOST:
        raise UserError(TOO_MANY.format(subject=subject, number=len(found)))
    sure = frozenset(number for number, one in enumerate(found) if one.sure)
    if context.chat_data is not None:
        context.chat_data[KEY] = subject
    await say(context, message, _view(Choice(subject, found, sure), 0))


def _view(choice: Choice, page: int) -> View:
    pages = -(-len(choice.excerpts) // A_PAGE)
    page = min(page, pages - 1)
    shown = range(page * A_PAGE, min((page + 1) * A_PAGE, len(choice.excerpts)))
    how = HOW.format(number=len(choice.excerpts), ticked=len(choice.ticked), page=page + 1, pages=pages)
    lines = [_line(number, choice) for number in shown]
    ticks = [
        _button(f"{_mark(number, choice)}{number + 1}", choice.data("t", number, page)) for number in shown
    ]
    rows = [ticks[at : at + A_ROW] for at in range(0, len(ticks), A_ROW)]
    turns = [("‹ 上一页", page - 1)] * (page > 0) + [("下一页 ›", page + 1)] * (page + 1 < pages)
    rows.append([_button(said, choice.data("p", to, page)) for said, to in turns])
    rows.append([_button(said, choice.data(what, "", page)) for said, what in ACTIONS])
    keyboard = InlineKeyboardMarkup([row for row in rows if row])
    said = plain(f"{LEAD}{choice.subject}\n{how}\n" + "\n\n".join(lines), keyboard)
    return replace(said, lists=MATERIAL)


def _button(said: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(said, callback_data=data)


def _mark(number: int, choice: Choice) -> str:
    return ON if number in choice.ticked else OFF


def _line(number: int, choice: Choice) -> str:
    one = choice.excerpts[number]
    heading = clipped(one.passage.section.split(PATH_JOINER)[-1], LONGEST_HEADING)
    many = f"，{len(one.numbers)} 句" if len(one.numbers) > 1 else ""
    near = "" if one.sure else "（也许有关）"
    where = f"{one.passage.id}{many}{near}" + (f" {heading}" if heading else "")
    return f"{_mark(number, choice)} {number + 1}. {where}\n{clipped(on_one_line(one.text), LONGEST_SHOWN)}"


async def _send(choice: Choice, message: Message, context: Context) -> None:
    chosen = [one for number, one in enumerate(choice.excerpts) if number in choice.ticked]
    settings = context.services.settings
    now = context.services.clock.now().astimezone(settings.reminder.zone)
    file = await material_file(chosen, choice.subject, settings.ledger.office, now)
    caption = CAPTION.format(subject=choice.subject, number=len(chosen))
    await send_file(context, message, file.content, file.name, caption)
