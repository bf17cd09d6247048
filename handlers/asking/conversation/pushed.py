"""放他进来, 推迟到二十号, 谁发的: what is said to a card that was pushed to somebody, whenever that is.

Several stand beside each other, and each keeps to what it is about. Which one is meant is told by a reply, by
its name (廉政谈话那个), or by there being only one that the words fit; else it is asked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from telegram import Message

from handlers.asking.conversation.any_words import (
    IS_MEANT,
    known_elsewhere,
    on_a_desk,
    says_more,
)
from handlers.asking.conversation.pushed_cards import Card, Said, cards_of, wanted_of
from handlers.context import Context
from handlers.editors.own_words import OwnWords
from handlers.editors.suggestion_answers import previewed
from handlers.pushes.subscribing.telling.what_came import what_came
from handlers.sending.asked import LISTS, MEANT
from handlers.sending.speaking import say
from handlers.updates.attempt import begun_before
from handlers.words.addressed import asker, heard
from handlers.words.cards import button, rows
from handlers.words.replies import plain
from handlers.words.said_often import WHICH_IS_MEANT
from handlers.words.written import links_behind
from knowledge.language.cards.which_button import button_meant
from knowledge.language.commands.office.inbox_words import said_to_inbox
from knowledge.language.talk.assent import bare_words
from knowledge.language.talk.thread.card_words import same_as
from knowledge.language.talk.thread.pushed_words import (
    LONGEST,
    asks_of_a_push,
    clauses,
    looks_up,
    without_kind,
    without_name,
    without_place,
)
from services.asking.remembered.prompts import PUSHED
from storage.asking.prompts import Prompt

MOST = 8  # cards offered to choose from
SEVERAL = "等您答复的不止一件，您说的是哪一件？一件一件点，或连名字一起说。"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that is meant: the data of which message's, or none, as it was dealt with."""

    prompt: Prompt | None = None
    data: str = ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What stands in a chat when something is said there: `asked` the newest first, of it the `cards`."""

    message: Message
    words: str
    asked: Sequence[Prompt]
    cards: Sequence[Card]
    replied: bool
    context: Context

    @property
    def takers(self) -> Sequence[Card]:
        """Return the cards that may take the words: 答复那条意见：… is more than a button, others take it."""
        return [one for one in self.cards if one.data.startswith("du:") or not says_more(self.words)]

    @property
    def last(self) -> Prompt:
        """Return the card or list that came last."""
        return next(one for one in self.asked if one.kind in LISTS)

    async def is_fresh(self) -> bool:
        """Return whether nothing else was spoken of since the newest card came."""
        newest = self.cards[0].prompt
        shown = await self.context.services.answers.shown_since(asker(self.message), newest.asked_at)
        return not newest.passed and self._listed is None and not shown - {newest.message_id}

    @property
    def is_last_card(self) -> bool:
        """Return whether no other card, and no question of ours, came since that waits for words."""
        newest = self.cards[0].prompt
        asked = any(one.kind not in LISTS and one.id > newest.id for one in self.asked)
        return not asked and not (self._listed and on_a_desk(self._listed))

    @property
    def is_for_another(self) -> bool:
        """Return whether the words are surely for a button of the card that somebody works with."""
        works_with = next((one for one in self.asked if one.kind in LISTS - {MEANT, PUSHED}), None)
        if works_with is None:
            return False
        meant = button_meant(self.words, on_a_desk(works_with))
        own = any(bare_words(label) == bare_words(self.words) for label in works_with.presses)
        return own or bool(same_as(self.words, [*works_with.presses])) or bool(meant and meant.sure)

    @property
    def _listed(self) -> Prompt | None:
        newer = (one for one in self.asked if one.id > self.cards[0].prompt.id)
        return next((one for one in newer if one.kind in LISTS - {MEANT, PUSHED}), None)


async def said_to_a_push(
    asked: Sequence[Prompt], message: Message, context: Context, *, behind: bool = False
) -> Pressed | None:
    """Return which button of a card that was pushed is meant, or ask which; None: nothing was said to one.

    `asked` is all that the person was asked and offered here, the newest first. `behind`: what is offered there
    otherwise took nothing of it.
    """
    pushed = [one for one in asked if one.kind == PUSHED]
    done = next((one for one in pushed if one.answered_by == message.message_id), None)
    if done is not None and not begun_before():
        return Pressed()
    here = await _standing(pushed, asked, done, message, context) if pushed else None
    if here is None:
        return None
    if here.replied:
        return None if behind else await _of_the_reply(here)
    if not behind:
        named = _named(here.takers, here.words)
        meant = here.last.kind == MEANT and _of_the_meant(
            here.last, [card for card, rest in named if not bare_words(rest)]
        )
        if meant:
            return Pressed(here.last, meant)
        if found := _wanted(named, here, fresh=True, named=True):
            return await _press_or_ask(found, here)
    of_the_last = (here.last.kind == PUSHED and not here.is_for_another) is not behind
    return await _of_what_stands(here) if of_the_last and here.is_last_card else None


async def asked_of_what_came(asked: Sequence[Prompt], message: Message, context: Context) -> bool:
    """Tell what was pushed here last, to who asks that; False: that is not asked."""
    said = heard(message, context.bot)
    if said is None or not asks_of_a_push(said.words):
        return False
    spoken = [one.asked_at for one in asked if one.kind != PUSHED]
    view = await what_came(said.words, max(spoken, default=None), message, context)
    if view is not None:
        await say(context, message, view)
    return view is not None


async def _standing(
    pushed: Sequence[Prompt],
    asked: Sequence[Prompt],
    done: Prompt | None,
    message: Message,
    context: Context,
) -> _Standing | None:
    """Return what stands there for these words; None: no card, or something else waits for them."""
    said, ours, prompts = heard(message, context.bot), message.reply_to_message, context.services.prompts
    replied = done or next((one for one in pushed if ours and one.message_id == ours.message_id), None)
    waiting = [one for one in asked if prompts.waits(one)]
    standing = [replied] if replied else [one for one in waiting if one.kind == PUSHED]
    elsewhere = ours is not None or any(not one.presses for one in waiting)
    if said is None or len(said.words) > LONGEST or not standing or (elsewhere and not replied):
        return None
    cards = await cards_of(standing, message.chat.id, context)
    if not cards:
        return None
    return _Standing(message, said.words, waiting, cards, replied is not None, context)


async def _of_the_reply(here: _Standing) -> Pressed | None:
    """Do what is said in reply to a card; to an opinion that is its answer."""
    card = here.cards[0]
    said_of_it = [(card, here.words)]
    found = _wanted(said_of_it, here, fresh=True, named=False) or _wanted(
        said_of_it, here, fresh=True, named=True
    )
    if found:
        return await _press_or_ask(found, here)
    if await _told(here, here.cards):
        return Pressed()
    if not card.data.startswith("sg:answer:") or known_elsewhere(here.words, here.context):
        return None
    said = said_to_inbox(here.words)
    words = said.reply if said and said.reply else here.words
    own = OwnWords(words, links_behind(here.message, words))
    await say(here.context, here.message, await previewed(int(card.data.split(":")[2]), own, here.context))
    return Pressed()


async def _of_what_stands(here: _Standing) -> Pressed | None:
    """Do what is said to the only card that it fits, or ask which; what is more than a button others take."""
    if here.cards[0] not in here.takers:
        return None
    asks = looks_up(without_place(here.words)) and not asks_of_a_push(here.words)
    if asks and await here.context.services.answers.is_answered(here.words):
        return None
    fresh = not asks and await here.is_fresh()  # 巡视反馈 整改 is looked up
    found = _wanted([(card, here.words) for card in here.cards], here, fresh=fresh, named=False)
    if found:
        return await _press_or_ask(found, here)
    those = [card for card in here.cards if not card.prompt.passed] if fresh else []
    return Pressed() if await _told(here, those) else None


def _wanted(said: Sequence[tuple[Card, str]], here: _Standing, *, fresh: bool, named: bool) -> list[Said]:
    """Return what is wanted of each card; where it is surely of some, of those only."""
    read = [wanted_of(card, words, here.context, fresh=fresh, named=named) for card, words in said]
    found = [one for one in read if one is not None]
    sure = [one for one in found if one.sure]
    likely = [one for one in found if one.asks] or found
    return likely if named else sure or likely


def _named(cards: Sequence[Card], words: str) -> list[tuple[Card, str]]:
    """Return the cards that are named, and what is said of each: in a clause of its own, where it has one."""
    return _by(words, cards, _beside_the_name(cards)) or _by(
        words, cards, lambda text, card: without_kind(text, card.data)
    )


def _beside_the_name(cards: Sequence[Card]) -> Callable[[str, Card], str | None]:
    def beside(text: str, card: Card) -> str | None:
        return without_name(text, card.name, [one.name for one in cards if one is not card])

    return beside


def _by(words: str, cards: Sequence[Card], beside: Callable[[str, Card], str | None]) -> list[tuple[Card, str]]:
    found: list[tuple[Card, str, str]] = []
    for card in cards:
        whole = beside(words, card)
        if whole is not None:
            own = next(filter(None, (beside(one, card) for one in clauses(words))), "")
            found.append((card, whole, own or whole))
    return [(card, whole if len(found) == 1 else own) for card, whole, own in found]


async def _press_or_ask(found: Sequence[Said], here: _Standing) -> Pressed | None:
    """Return what is plainly meant of one card, and ask about all else."""
    first, context = found[0], here.context
    if len(found) == 1 and first.plainly:
        return Pressed(first.card.prompt, first.data or first.card.prompt.presses[first.labels[0]])
    one_card = [first.offered(label) for label in first.labels]
    offered = one_card if len(found) == 1 else [one.offered(one.labels[0]) for one in reversed(found[:MOST])]
    context.card_buttons = tuple(offered)
    if not first.asks:
        return None
    said = (
        SEVERAL
        if len(found) > 1
        else WHICH_IS_MEANT
        if len(offered) > 1
        else IS_MEANT.format(label=offered[0][0])
    )
    keyboard = rows(*([button(label, data)] for label, data in offered))
    await say(context, here.message, replace(plain(said, keyboard), tied=True, chooses=True, meant=True))
    return Pressed()


async def _told(here: _Standing, cards: Sequence[Card]) -> bool:
    """Tell what these cards are, who wants it and by when, where that is asked; return whether it was."""
    told = [card.told for card in cards if card.told] if asks_of_a_push(here.words) else []
    if told:
        await say(here.context, here.message, plain("\n\n".join(told)))
    return bool(told)


def _of_the_meant(meant: Prompt, named: Sequence[Card]) -> str:
    """Return the data of the button that was offered for the one card that is named: 小刘; empty for none."""
    data = [one for card in named for one in meant.presses.values() if one in card.prompt.presses.values()]
    return data[0] if len(set(data)) == 1 else ""
