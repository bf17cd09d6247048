"""What a card that was pushed is about now, whether it still waits, and what words want of it.

Nothing of that is kept with the card: a name goes with the person, and who was let in meanwhile is not asked
about again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.names import fenced
from handlers.asking.conversation.any_words import HARDLY_ELSE, known_elsewhere, on_a_desk
from handlers.context import Context
from knowledge.language.calendar.due.due_days import said_recurring
from knowledge.language.calendar.saying import said_date
from knowledge.language.cards.catalogue import Takes, act_on
from knowledge.language.cards.which_button import button_meant
from knowledge.language.commands.office.duty_words import DutyWord, duty_word
from knowledge.language.hours.put_off import put_off_days
from knowledge.language.talk.assent import Assent, assent, bare_words
from knowledge.language.talk.thread.card_words import same_as
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.pushed_words import (
    denies,
    is_a_question,
    only_says_not_yet,
    says_not_yet,
    without_place,
    without_this,
)
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.normalize import fold
from storage.asking.prompts import Prompt
from storage.states import Application, SuggestionState

LONGEST_NAME = 12
OF_A_DUTY = "这是廉政事项“{name}”：{when}。运维人员请您负责，要提醒就说“我同意”，不是您的事就说“不归我”。"
OF_A_TURN = (
    "这是廉政事项“{name}”的提醒，请在 {day} 前办好。事项是运维人员定的。办完就说“办完了”，要缓就说“推迟三天”。"
)
NOBODY_HAS = (
    "这是廉政事项“{name}”的情况，由我自动发来，只发给运维人员。要加人就说“加上小陈”，不办了就说“结束”。"
)
OF_A_PERSON = "“{name}”（{number}）自己点了“申请使用”，想使用清风。认识就说“同意”，不认识就说“拒绝”。"
OF_A_CHAT = "有人把我加进了“{name}”（{number}），那里还不能用。让用就说“批准”，不让用就说“退出”。"
OF_AN_OPINION = "这是意见箱里的一条意见，{day}提的，{author}。要回就说“答复”。"
OF_THE_DIGEST = "这是每周一次的摘要，说的是大家问了什么、还有几个没答上，只发给编辑。要看就说“打开问题箱”。"
OF_THE_PUSHES = "这是推送的情况，只发给运维人员，由我自动发来；到点照常推送，不用操作。"
OTHERS = {"in": OF_THE_DIGEST, "push": OF_THE_PUSHES}
# Which acts a no and a yes are, and a duty's own words.
_NO, _YES = frozenset({"not_mine", "refuse_person", "leave"}), frozenset({"agree", "admit", "approve"})
_OF_A_DUTY = {
    DutyWord.AGREE: "agree",
    DutyWord.DECLINE: "not_mine",
    DutyWord.LATER: "later",
    DutyWord.DONE: "done",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A card that stands there. `told`: what it is, who wants it and by when."""

    prompt: Prompt
    name: str
    told: str

    @property
    def data(self) -> str:
        """Return the data of its first button, which say what it is about."""
        return next(iter(self.prompt.presses.values()), "")


@dataclass(frozen=True, slots=True)
class Said:
    """What words want of a card: buttons of it, the likeliest first.

    `plainly`: its first is done at once; `data`: that of a button that does more of what was said. `asks`: it
    is likely enough to be asked about; `sure`: nothing else is meant.
    """

    card: Card
    labels: tuple[str, ...]
    plainly: bool = False
    data: str = ""
    asks: bool = True
    sure: bool = True

    def offered(self, label: str) -> tuple[str, str]:
        """Return a button of it that says of which card it is, and its data."""
        name = clipped(self.card.name, LONGEST_NAME)
        return f"{label}：{fenced(name)}" if name else label, self.card.prompt.presses[label]


def wanted_of(card: Card, words: str, context: Context, *, fresh: bool, named: bool) -> Said | None:
    """Return what `words` want of a card; None for nothing.

    `fresh`: nothing else was spoken of since it came. `named`: it is plain that it is spoken of, and these are
    the words beside its name.
    """
    words = without_place(words)
    if not words or _is_for_others(words, fresh=fresh, named=named):
        return None
    labels = on_a_desk(card.prompt)
    acts = {act.name: label for label in labels if (act := act_on(label))}
    own = next((label for label in labels if bare_words(label) == bare_words(words)), "")
    if own := own or (same_as(words, labels) if fresh else ""):
        act = act_on(own)
        return Said(card, (own,), plainly=(fresh and not named) or act is None or act.takes is not Takes.WEIGHS)
    if card.data.startswith("du:") and (said := _of_a_duty(card, words, acts, context, fresh=fresh)):
        return said
    if (mere := assent(words)) is not None:
        return _by_a_nod(card, mere, acts) if fresh else None
    return (
        _in_any_words(card, words, labels, fresh=fresh)
        if named or not known_elsewhere(words, context)
        else None
    )


def _is_for_others(words: str, *, fresh: bool, named: bool) -> bool:
    """Return whether `words` want nothing of a card: they ask, lean on what was shown, or only say 还没."""
    asks, leans = is_a_question(words), follow_up(words) is not None
    return ((named or not fresh) and (asks or only_says_not_yet(words))) or (not fresh and leans)


def _by_a_nod(card: Card, mere: Assent, acts: dict[str, str]) -> Said | None:
    """Return what a mere yes or no asks about."""
    wanted = _NO if mere is Assent.NO else _YES
    label = next((label for name, label in acts.items() if name in wanted), "")
    return Said(card, (label,)) if label else None


def _in_any_words(card: Card, words: str, labels: Sequence[str], *, fresh: bool) -> Said | None:
    meant = button_meant(words, labels) or button_meant(without_this(words), labels)
    if meant is None or (not fresh and meant.odds < HARDLY_ELSE):
        return None
    if meant.sure and _can_be(meant.sure, words):
        return Said(card, (meant.sure,), plainly=True)
    choices = meant.choices or (*(label for label in labels if label != meant.sure), meant.sure)
    return Said(card, choices, asks=meant.asks or bool(meant.sure), sure=meant.odds >= HARDLY_ELSE)


def _can_be(label: str, words: str) -> bool:
    """Return whether these words can mean that: not 已办 with 还没, nor 不归我 where nothing is denied."""
    act = act_on(label)
    if act is None or act.name not in {"done", "not_mine"}:
        return True
    return not says_not_yet(words) if act.name == "done" else denies(words)


def _of_a_duty(card: Card, words: str, acts: dict[str, str], context: Context, *, fresh: bool) -> Said | None:
    """Return what words that are for duties want of one: 推迟到二十号, 不归我."""
    if only_says_not_yet(words):
        return Said(card, (acts["later"],)) if "later" in acts else None
    word = duty_word(words)
    days = put_off_days(words, context.services.duties.today()) if "later" in acts else None
    if days and (word is DutyWord.LATER or fresh):
        turn = card.data.partition(":done:")[2]
        return Said(card, (acts["later"],), plainly=True, data=f"du:off:{turn}:{days}")
    label = acts.get(_OF_A_DUTY[word], "") if word and (fresh or word is not DutyWord.AGREE) else ""
    return Said(card, (label,), plainly=word is not DutyWord.AGREE or "同意" in fold(words)) if label else None


async def cards_of(pushed: Sequence[Prompt], user_id: int, context: Context) -> list[Card]:
    """Return the cards of a person that something can still be said to; no two have the same name."""
    found = [card for one in pushed if (card := await _card(one, user_id, context)) is not None]
    names = [card.name for card in found]
    return [
        replace(card, name=f"{card.name} {card.data.split(':')[2]}")
        if card.name and names.count(card.name) > 1
        else card
        for card in found
    ]


async def _card(pushed: Prompt, user_id: int, context: Context) -> Card | None:
    theme, what, number, *_ = [*next(iter(pushed.presses.values()), "").split(":"), "", "", ""]
    match theme, what:
        case "du", "agree":
            named = await _of_an_ask(int(number), user_id, context)
        case "du", _:
            named = await _of_a_turn(pushed, user_id, context)
        case "dm", _:
            named = await _of_nobody(int(number), context)
        case "access", "admit":
            named = await _of_a_person(int(number), context)
        case "access", _:
            named = await _of_a_chat(int(number), context)
        case "sg", _:
            named = await _of_an_opinion(int(number), context)
        case _:
            named = "", OTHERS.get(theme, "")
    return None if named is None else Card(pushed, *named)


async def _of_an_ask(number: int, user_id: int, context: Context) -> tuple[str, str] | None:
    for duty, person in await context.services.own_duties.of(user_id):
        if duty.id == number and person.agreed_on is None:
            when = said_recurring(duty.recurs) if duty.recurs else ""
            return duty.name, OF_A_DUTY.format(name=fenced(duty.name), when=when)
    return None


async def _of_a_turn(pushed: Prompt, user_id: int, context: Context) -> tuple[str, str] | None:
    for one in await context.services.own_duties.open(user_id):
        if f"du:done:{one.turn.duty_id}:{one.turn.due_on:%Y%m%d}" in pushed.presses.values():
            return one.name, OF_A_TURN.format(name=fenced(one.name), day=said_date(one.turn.until))
    return None


async def _of_nobody(number: int, context: Context) -> tuple[str, str] | None:
    if not await context.services.duties.is_there(number):
        return None
    duty = (await context.services.duties.of(number)).duty
    return duty.name, NOBODY_HAS.format(name=fenced(duty.name))


async def _of_a_person(number: int, context: Context) -> tuple[str, str] | None:
    person = await context.services.access.person(number)
    if person is None or person.application is not Application.ASKED:
        return None
    return person.name, OF_A_PERSON.format(name=fenced(person.name), number=number)


async def _of_a_chat(number: int, context: Context) -> tuple[str, str] | None:
    chat = await context.services.approvals.of(await context.services.subscriptions.number_now(number))
    if chat is None or chat.application is not Application.ASKED:
        return None
    return chat.title, OF_A_CHAT.format(name=fenced(chat.title), number=number)


async def _of_an_opinion(number: int, context: Context) -> tuple[str, str] | None:
    opinion = await context.services.suggestions.of(number)
    if opinion is None or opinion.state is not SuggestionState.SENT:
        return None
    day: datetime = opinion.written_at.astimezone(context.services.settings.reminder.zone)
    author = f"署名“{fenced(opinion.author)}”" if opinion.author else "没有署名"
    return opinion.words, OF_AN_OPINION.format(day=f"{day:%-m月%-d日}", author=author)
