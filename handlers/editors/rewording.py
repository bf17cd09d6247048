"""Words for people that stand there to be sent are changed by what is said: 把“问办公室”改成“问机关服务科”.

An opinion, an editor's reply and an operator's answer, as a notice's draft is (handlers/pushes/drafting.py).
They are shown anew, with their buttons; nothing goes out by it.
"""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message, Update

from core.names import fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.editors import answering, suggestion, suggestion_answers
from handlers.editors.own_words import OwnWords
from handlers.sending.speaking import say
from handlers.words.addressed import heard
from handlers.words.prompts import Asked
from handlers.words.replies import Piece
from handlers.words.written import links_kept
from knowledge.language.commands.draft_changes import changed
from knowledge.language.commands.draft_there import asks_for_it
from knowledge.language.commands.draft_wanted import Towards, Towed
from knowledge.language.commands.draft_words import towards_a_draft
from knowledge.language.schedules.turns import steps_back
from storage.asking.prompts import Prompt

OF_PEOPLE = frozenset({Asked.SEND_HOW, Asked.SEND_REPLY, Asked.SEND_ANSWER})
# What can be wanted of these.
_WANTED = frozenset({
    Towards.SEND, Towards.HOLD, Towards.DROP, Towards.CHANGE, Towards.UNDO, Towards.ASKS,
    Towards.REPLACE, Towards.REMOVE, Towards.ADD, Towards.WORDS,
})  # fmt: skip
_CHANGES = frozenset({Towards.REPLACE, Towards.REMOVE})
_QUOTED = pattern('[“‘「『"]')
_BEFORE, _MOST_BEFORE = "worded_before", 8

HELD = "好，先不发，还是这样："
NOT_SENT = "还没有发出，是这样："
WHICH_WAY = "署名发还是匿名发？"
WHICH = "没找准要改哪里，没有动。请把原来的字也写上，如“把……改成……”；整条重写，说“改成：……”。"
WHAT_TO_ADD = "要加什么？请连着写，如“加一句：……”。没有动。"
LEFT_OUT = "“{left}”没有写进去。要写进去，说“加一句：{left}”。"
SAME = "还没有改过，没有可退的。"
SAID = {Towards.HOLD: HELD, Towards.ASKS: NOT_SENT, Towards.SEND: WHICH_WAY, Towards.ADD: WHAT_TO_ADD}


async def body_of(prompt: Prompt, context: Context) -> OwnWords | None:
    """Return the words for people that a prompt shows; None where they are no more."""
    if prompt.kind != Asked.SEND_HOW:
        return OwnWords.read(prompt.words) if prompt.words else None
    draft = await context.services.suggestions.draft_of(prompt.number, prompt.chat_id)
    return OwnWords(draft.words, draft.links) if draft is not None else None


def wanted_of(words: str, body: str) -> Towed | None:
    """Return what `words` want of words for people that read `body`; None where they are about something else.

    What is to be replaced must be named: 改到每周一三五早上七点 is hardly said to an opinion.
    """
    if steps_back(words):
        return Towed(Towards.UNDO)
    wanted = Towed(Towards.ASKS) if asks_for_it(words) else towards_a_draft(words, body)
    if wanted is None or wanted.what not in _WANTED:
        return None
    named = wanted.what not in _CHANGES or _named(wanted, body) or _QUOTED.search(words)
    return wanted if named else None


def _named(wanted: Towed, body: str) -> bool:
    new = changed(body, wanted)
    return wanted.old in body if wanted.old else new is not None and new != wanted.new


async def take(update: Update, context: Context) -> None:
    """Do what was said to the words that wait to be sent."""
    message, asked = update.effective_message, context.asked
    said = heard(message, context.bot) if message else None
    if message is None or asked is None or said is None:
        return
    there = await body_of(asked, context)
    wanted = wanted_of(said.words, there.said) if there is not None else None
    if there is None or wanted is None:
        return
    if wanted.what is Towards.UNDO:
        last = _last(asked, context)
        await _show(asked, last or there, message, context, "" if last else SAME)
        return
    new = changed(there.said, wanted)
    if new is None:
        await _show(asked, there, message, context, SAID.get(wanted.what, WHICH))
        return
    _note(asked, there, context)
    left = "，".join(one.left for one in (wanted, *wanted.more) if one.left)
    saying = LEFT_OUT.format(left=fenced(left)) if left else ""
    await _show(asked, OwnWords(new, links_kept(there.links, there.said, new)), message, context, saying)


async def _show(asked: Prompt, words: OwnWords, message: Message, context: Context, saying: str = "") -> None:
    """Show the words as they will go, below `saying`, and ask again; after that a mere 嗯 sends nothing."""
    if asked.kind == Asked.SEND_HOW:
        view = await suggestion.offered(words, message.chat.id, context)
    elif asked.kind == Asked.SEND_ANSWER:
        view = await suggestion_answers.previewed(asked.number, words, context)
    else:
        view = await answering.previewed(asked.number, words, context)
    if saying:
        asks = replace(view.asks, yes="") if view.asks is not None else None
        view = replace(view, pieces=(Piece(f"{saying}\n\n"), *view.pieces), asks=asks)
    await say(context, message, view)


def _of_it(asked: Prompt, context: Context) -> Sequence[tuple[tuple[str, int], str]]:
    """Return how the words read before; of an opinion each wording is a draft of its own."""
    about = (asked.kind, 0 if asked.kind == Asked.SEND_HOW else asked.number)
    return [one for one in (context.chat_data or {}).get(_BEFORE, ()) if one[0] == about]


def _note(asked: Prompt, words: OwnWords, context: Context) -> None:
    """Remember how they read before they were changed; a restart forgets it."""
    if context.chat_data is not None:
        about = (asked.kind, 0 if asked.kind == Asked.SEND_HOW else asked.number)
        context.chat_data[_BEFORE] = [*_of_it(asked, context), (about, words.kept())][-_MOST_BEFORE:]


def _last(asked: Prompt, context: Context) -> OwnWords | None:
    """Return how they read before their last change, which is forgotten then."""
    before = list(_of_it(asked, context))
    if not before or context.chat_data is None:
        return None
    _, kept = before.pop()
    context.chat_data[_BEFORE] = before
    return OwnWords.read(kept)
