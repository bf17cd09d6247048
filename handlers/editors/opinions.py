"""Operators look at the opinions that wait for an answer, and answer one in a sentence: 第二条回复说已经改了.

What an opinion says is for operators only; editors see the sums of the ledger.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from telegram import Message, Update

from core.names import fenced
from handlers.context import Context
from handlers.editors import suggestion_answers
from handlers.editors.inbox_shown import AT_IT, seen
from handlers.editors.own_words import OwnWords
from handlers.ledger.ledger import ledger
from handlers.sending.speaking import say
from handlers.words.cards import button, by, rows
from handlers.words.listed import OPINIONS
from handlers.words.replies import View, plain
from handlers.words.written import links_behind, written
from knowledge.language.commands.office.inbox_words import LAST, Act, InboxSaid, said_to_inbox
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.normalize import fold
from services.asking.remembered.prompts import STANDS
from storage.people.suggestions import Suggestion

MOST, A_ROW = 10, 5
LONGEST_WORDING = 60
WAITING = "等着答复的意见（答复只转给提的人），点号码答复，也可以直接说“第1条回复：……”。\n"
WHICH = "答复哪一条？点号码，或说“第1条回复：……”。\n"
LINE = "\n{place}. {words}（{author}，{day}）"
NAMELESS = "匿名"
NONE = "没有等着答复的意见。"
_KEY = "opinions_shown"


@dataclass(frozen=True, slots=True)
class _Listed:
    """The opinions that were listed last, by their numbers in the order of the list."""

    at: datetime
    numbers: tuple[int, ...]


async def opinions(update: Update, context: Context) -> None:
    """Show what became of the opinions, and to an operator those that wait, to be answered."""
    message = update.effective_message
    if message is None:
        return
    await ledger(update, context)
    if await _is_operator(message, context) and (waiting := await _waiting(context)):
        await say(context, message, _list(waiting, WAITING, context))


async def is_said_to_an_opinion(words: str, message: Message, context: Context) -> bool:
    """Return whether an operator answers an opinion in one sentence.

    It is called one, or stands there last: it was listed, or came, since the inbox was looked at.
    """
    said = said_to_inbox(words)
    if said is None or said.act is not Act.REPLY or not await _is_operator(message, context):
        return False
    waiting = await _waiting(context)
    if said.opinion or not waiting:
        return said.opinion
    listed, inbox = _listed(context), seen(context)
    came = waiting[0].written_at
    since = max(came, listed.at) if listed else came
    if inbox is not None and inbox.at > since:
        return False
    # What came stands there as a card, and is answered by who was away, too.
    return context.asked_at - since <= (STANDS if since == came else AT_IT)


async def take(update: Update, context: Context) -> None:
    """Show an operator's answer as it would go, or ask which opinion is meant."""
    message = update.effective_message
    said = said_to_inbox(written(message)) if message is not None else None
    if message is None or said is None:
        return
    waiting = await _waiting(context)
    meant = _meant(said, waiting, context)
    if not waiting:
        view = plain(NONE)
    elif meant is None:
        view = _list(waiting, WHICH, context)
    else:
        words = OwnWords(said.reply, links_behind(message, said.reply))
        view = await suggestion_answers.previewed(meant.id, words, context)
    await say(context, message, view)


def _meant(said: InboxSaid, waiting: list[Suggestion], context: Context) -> Suggestion | None:
    """Return the opinion that is meant; None: it is not plain which."""
    if said.rows:
        listed = _listed(context)
        numbers = listed.numbers if listed else tuple(one.id for one in waiting)
        row = len(numbers) if said.rows[0] == LAST else said.rows[0]
        number = numbers[row - 1] if 0 < row <= len(numbers) else 0
        return next((one for one in waiting if one.id == number), None)
    found = waiting
    if said.named:
        found = [one for one in waiting if said.named[0] in fold(one.words)]
    elif waiting and not said.opinion:
        came = context.asked_at - waiting[0].written_at <= timedelta(minutes=30)
        found = waiting[:1] if came and _listed(context) is None else waiting
    return found[0] if len(found) == 1 else None


def _list(waiting: list[Suggestion], said: str, context: Context) -> View:
    zone = context.services.settings.reminder.zone
    lines = "".join(
        LINE.format(
            place=place,
            words=clipped(one.words, LONGEST_WORDING),
            author=fenced(one.author) or NAMELESS,
            day=f"{one.written_at.astimezone(zone):%-m月%-d日}",
        )
        for place, one in enumerate(waiting, 1)
    )
    if context.chat_data is not None:
        numbers = tuple(one.id for one in waiting)
        context.chat_data[_KEY] = _Listed(context.asked_at, numbers)
    keys = [button(f"答复 {place}", f"sg:answer:{one.id}") for place, one in enumerate(waiting, 1)]
    return replace(plain(said + lines, rows(*by(A_ROW, keys))), lists=OPINIONS)


def _listed(context: Context) -> _Listed | None:
    known = (context.chat_data or {}).get(_KEY)
    fresh = isinstance(known, _Listed) and context.asked_at - known.at <= AT_IT
    return known if fresh else None


async def _waiting(context: Context) -> list[Suggestion]:
    return await context.services.suggestions.waiting(MOST)


async def _is_operator(message: Message, context: Context) -> bool:
    return message.chat.id in await context.services.access.operators()
