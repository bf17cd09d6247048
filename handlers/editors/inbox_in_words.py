"""What an editor says to the inbox in whole sentences, with what is wanted in them: 公车那条，绑车辆管理那段.

It counts while they are at the inbox (inbox_shown.py). A passage to bind and a reply are shown first, as they
are where buttons led there; what is settled can be taken back by the button below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Message, Update

from core.models import Role
from handlers.context import Context
from handlers.editors import answering, inbox, inbox_views, skipping
from handlers.editors.decided import asks_to_turn_round, decided_before
from handlers.editors.inbox_shown import note_settled, numbered, seen, take_settled
from handlers.editors.own_words import OwnWords
from handlers.sending.speaking import say
from handlers.words.replies import Piece, View
from handlers.words.written import links_behind, written
from knowledge.language.commands.office.inbox_words import (
    LAST,
    Act,
    InboxSaid,
    only_of_the_inbox,
    said_to_inbox,
)
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.normalize import fold
from services.asking.unanswered.inbox import Case

LONGEST_WORDING = 40
WHICH = "说的是哪个问题？点号码，或说出来，如“第2个略过”“问烟的那条，绑……那段”。"
ALIKE = "像的有这几个，是哪个？"
NO_SUCH = "问题箱里没有这样的问题：{said}。"
ONE_BY_ONE = "这个要一个一个办，先办哪个？"
NO_SUCH_PASSAGE = "没有找到您说的那一段，请另选：\n"
OF = "“{words}”："


@dataclass(frozen=True, slots=True)
class _Meant:
    """`cases`: those that are meant; `choice`: among which to choose first; `missing`: what no case is."""

    cases: tuple[Case, ...] = ()
    choice: tuple[tuple[int, Case], ...] = ()
    missing: str = ""


async def is_said_to_inbox(words: str, message: Message, context: Context) -> bool:
    """Return whether an editor speaks to the inbox: they are working at it, or the words fit nothing else."""
    at_it = seen(context)
    said = said_to_inbox(words) if at_it is not None or only_of_the_inbox(words) else None
    if said is None:
        return False
    if at_it is None:
        return said.act is not Act.UNDO and await _is_editor(message, context)
    if said.rows or said.named:
        meant = await _meant(said, context)
        return said.act is not Act.OPEN or not meant.missing
    if said.act is Act.UNDO:
        return any(bound or not said.bound for _, bound in at_it.settled)
    return bool(at_it.open) or said.act in {Act.REPLY, Act.BIND}


async def take(update: Update, context: Context) -> None:
    """Do what was said to the inbox, or ask which case is meant."""
    message = update.effective_message
    said = said_to_inbox(written(message)) if message is not None else None
    if message is None or said is None:
        return
    if said.act is Act.UNDO:
        number = take_settled(context, bound=said.bound)
        await say(context, message, await inbox.undone(number, message.chat.id, context))
        return
    meant = await _meant(said, context)
    if meant.missing:
        page = await inbox_views.page_of(0, context)
        lead = Piece(NO_SUCH.format(said=clipped(meant.missing, LONGEST_WORDING)) + "\n\n")
        await say(context, message, replace(page, pieces=(lead, *page.pieces)))
    elif not meant.cases:
        await say(context, message, inbox_views.some_of(meant.choice, ALIKE if said.named else WHICH))
    elif said.act is Act.SKIP and len(meant.cases) > 1:
        number = await context.services.inbox.ignore_all(meant.cases, message.chat.id)
        note_settled(meant.cases, context)
        await say(context, message, skipping.skipped(meant.cases, number))
    elif len(meant.cases) > 1:
        chosen = [
            one for one in numbered(await context.services.inbox.cases(), context) if one[1] in meant.cases
        ]
        await say(context, message, inbox_views.some_of(chosen, ONE_BY_ONE))
    else:
        await say(context, message, await _done(said, meant.cases[0], message, context))


async def _is_editor(message: Message, context: Context) -> bool:
    return await context.services.access.role_of(message.chat.id) >= Role.EDITOR


async def _done(said: InboxSaid, case: Case, message: Message, context: Context) -> View:
    """Do what is said with one case; return what to show."""
    match said.act:
        case Act.OPEN:
            return await inbox_views.card(case, context)
        case Act.REPLY:
            words = OwnWords(said.reply, links_behind(message, said.reply))
            return await answering.previewed(case.id, words, context)
        case Act.BIND:
            passage = await inbox.passage_meant(said.passage, case, message, context)
            if passage is not None:
                return inbox_views.confirmation(case, passage, context)
            choice = await inbox_views.choice(case, context)
            return replace(choice, pieces=(Piece(NO_SUCH_PASSAGE), *choice.pieces))
        case Act.ABSENT if asked := asks_to_turn_round(case, decided_before(case, context)):
            return asked
    view = await inbox.settled(case, message.chat.id, context, ignore=said.act is Act.SKIP)
    lead = Piece(OF.format(words=clipped(case.words, LONGEST_WORDING)))
    return replace(view, pieces=(lead, *view.pieces))


async def _meant(said: InboxSaid, context: Context) -> _Meant:
    """Return which cases are meant."""
    at_it, listed = seen(context), numbered(await context.services.inbox.cases(), context)
    if said.rows:
        last = max((number for number, _ in listed), default=0)
        rows = [last if row == LAST else row for row in said.rows]
        cases = [case for number, case in listed if number in rows]
        return _Meant(tuple(cases)) if cases else _Meant(missing=f"第{rows[0]}个")
    if not said.named:
        standing = [case for _, case in listed if at_it and any(one.id == at_it.open for one in case.questions)]
        cases = standing or [case for _, case in listed[:1] if len(listed) == 1]
        return _Meant(tuple(cases), tuple(listed[: skipping.A_PAGE]))
    found: list[Case] = []
    for name in said.named:
        alike = [one for one in listed if _is_named(name, one[1])]
        if not alike:
            return _Meant(missing=name)
        if len(alike) > 1:
            return _Meant(choice=tuple(alike[: skipping.A_PAGE]))
        found += [case for _, case in alike]
    return _Meant(tuple(found))


def _is_named(name: str, case: Case) -> bool:
    """Return whether words of a case have what it is called; 问公车的 need not stand there in this order."""
    folded = [fold(words) for words, _ in case.wordings]
    return any(name in words or (len(name) > 1 and _has_all(name, words)) for words in folded)


def _has_all(name: str, words: Sequence[str]) -> bool:
    return all(letter in words for letter in name)
