"""Several settings in one question: 嗯静音就好，图片我也要 after 推送时不响铃，对吗; 改静音，节前也提醒我."""

from collections.abc import Mapping

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.days import Days
from core.patterns import pattern
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.subscribing.in_words.in_question import ALL, dates_in, said_days_of, written_stretches
from handlers.pushes.subscribing.telling.state import said_days
from handlers.sending.asked import YES
from handlers.sending.speaking import say
from handlers.words.addressed import without_mention
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import View, plain
from handlers.words.written import written
from knowledge.language.commands.pushes.several_switches import switches_said
from knowledge.language.commands.pushes.switches import Turned
from knowledge.language.schedules.dates import dates_of
from knowledge.language.schedules.turns import Turn, read_turn
from knowledge.language.writing.signs import MisreadError
from storage.asking.prompts import Prompt
from storage.pushes.subscriptions import Subscription

LONGEST_DATA = 64  # bytes of a button
ASK, BUTTON = "一起改：{all}。对吗？还没有改。", "一起改"
HOW = "回“是”就这么办，还要改哪里直接说，"
_PART = pattern(r"set:(?P<part>(?P<name>time|days|rest|mute|look|eve):[^;]+)")
_TURNED = {
    Turned.SILENCE: "mute:1", Turned.SOUND: "mute:0", Turned.EVE: "eve:1", Turned.NO_EVE: "eve:0",
    Turned.CARD: "look:card", Turned.TEXT: "look:text", Turned.BOTH: "look:both",
}  # fmt: skip
_SAID = {
    "mute:1": "推送时不响铃", "mute:0": "推送时响铃", "eve:1": "放假前提醒", "eve:0": "放假前不再提醒",
    "look:card": "每日廉语发成图片", "look:text": "每日廉语发文字", "look:both": "每日廉语图片和文字一起发",
}  # fmt: skip
Parts = dict[str, str]  # what is set, and to what, as a button says it


def parts_asked(prompt: Prompt) -> Parts:
    """Return what a yes to `prompt` would set, by its names; empty where it is something else."""
    data = prompt.presses.get(YES, "")
    parts = data.removeprefix(ALL).split(";") if data.startswith(ALL) else [data.removeprefix("set:")]
    named = [_PART.fullmatch(f"set:{part}") for part in parts]
    return {_sort(one["name"]): one["part"] for one in named if one is not None} if all(named) else {}


def kinds_said(words: str) -> frozenset[str]:
    """Return what `words` say of the settings, by names: when, rest, mute, look, eve."""
    said = switches_said(words)
    turn = read_turn(said.rest) if said.rest else None
    kinds = {name for name, _ in said.switches}
    if turn is not None:
        kinds |= {"when"} if turn.says_when else set()
        kinds |= {"rest"} if turn.days is None and any(clause.keep is False for clause in turn.dates) else set()
    return frozenset(kinds)


def adds_to(prompt: Prompt, words: str) -> bool:
    """Return whether `words` want something else set beside what was asked, or change one of several."""
    asked, said = parts_asked(prompt), kinds_said(words)
    if set(asked) == {"rest"} and _only_dates(words):  # 周四照发 is of those that were asked about
        said -= {"when"}
    if any(label.startswith("订阅") for label in prompt.presses):
        said -= {"rest"}  # nothing is to come yet that could be left out
    return bool(asked) and bool(said if len(asked) > 1 else said - set(asked))


def _only_dates(words: str) -> bool:
    turn = read_turn(words)
    return turn is not None and turn.at is None and any(clause.keep for clause in turn.dates)


def only_repeats(prompt: Prompt, words: str) -> bool:
    """Return whether `words` say over again what was asked, and nothing more: 嗯静音就好."""
    asked, said = parts_asked(prompt), switches_said(words)
    named = {name: _TURNED[what] for name, what in said.switches}
    return bool(named) and not said.rest and all(asked.get(name) == part for name, part in named.items())


async def asked_together(prompt: Prompt, message: Message, context: Context) -> View | None:
    """Return the question that has what `prompt` asked and what `message` adds; None: nothing is added."""
    known = await context.services.subscriptions.of(message.chat.id)
    asked = parts_asked(prompt)
    added = _parts_said(_words(message, context), asked, known, context)
    return _question({**asked, **added}) if added else None


async def several_said(message: Message, known: Subscription, context: Context) -> View | None:
    """Return the question that has all of `message`, where it names several settings; None: it does not."""
    words = _words(message, context)
    if len(kinds_said(words)) < 2 or not switches_said(words).switches:
        return None
    return _question(_parts_said(words, {}, known, context))


def _words(message: Message, context: Context) -> str:
    return without_mention(written(message), context.bot)


def _parts_said(words: str, asked: Mapping[str, str], known: Subscription | None, context: Context) -> Parts:
    said = switches_said(words)
    parts = {name: _TURNED[what] for name, what in said.switches}
    turn = read_turn(said.rest) if said.rest else None
    if turn is not None and turn.says_when and (when := _when(turn, asked, known, context)):
        parts["when"] = when
    elif turn is not None and turn.dates and (off := _dates(turn, asked.get("rest", ""), context)):
        parts["rest"] = off
    return parts


def _when(turn: Turn, asked: Mapping[str, str], known: Subscription | None, context: Context) -> str:
    """Return the hour and the days that are said; those that are not said stay."""
    held = known.days if known is not None else Days.EVERY
    days = turn.days.applied(held) if turn.days is not None else None
    if turn.at is not None:
        return f"time:{turn.at:%H%M}" + (f"/{days.value}" if days is not None else "")
    name, _, value = asked.get("when", "").partition(":")
    if days is not None and name == "time":
        return f"time:{value.partition('/')[0]}/{days.value}"
    return f"days:{days.value}" if days is not None else ""


def _dates(turn: Turn, asked: str, context: Context) -> str:
    """Return the dates that are said, beside those that were asked about."""
    subscriptions, before = (
        context.services.subscriptions,
        dates_in(asked.partition(":")[2]) if asked else set(),
    )
    near = min(before, default=None)
    try:
        chosen = dates_of(turn, subscriptions.today(), subscriptions.calendar, before, near)
    except MisreadError:
        return ""
    off = chosen.off if turn.instead else (before | chosen.off) - chosen.on
    return f"rest:{written_stretches(off)}" if off else ""


def _question(parts: Mapping[str, str]) -> View | None:
    """Return the question of all of them; None where a button cannot hold them."""
    data = f"{ALL}{';'.join(parts.values())}"
    if len(parts) < 2 or len(data) > LONGEST_DATA:
        return None
    said = ASK.format(all="；".join(map(_said, parts.values())))
    view = plain(said, InlineKeyboardMarkup([[InlineKeyboardButton(BUTTON, callback_data=data)]]))
    return wants_yes(view, Asked.HOUR, yes=data, how=HOW)


def _said(part: str) -> str:
    name, _, value = part.partition(":")
    if name == "rest":
        return f"{said_days_of(dates_in(value))}不推送"
    if name == "days":
        return f"每日廉语改为{said_days(Days.read(value)).strip()}"
    if name == "time":
        hour, _, days = value.partition("/")
        return f"每日廉语改到{said_days(Days.read(days)) if days else ' '}{hour[:2]}:{hour[2:]}"
    return _SAID[part]


def _sort(name: str) -> str:
    return "when" if name in {"time", "days"} else name


async def ask_together(update: Update, context: Context) -> bool:
    """Ask anew with what a message adds to what was asked; False: it adds nothing that can be had."""
    message, prompt = update.effective_message, context.asked
    if message is None or prompt is None or not adds_to(prompt, _words(message, context)):
        return False
    view = await asked_together(prompt, message, context)
    if view is None:
        return False
    await require_manager(update, context)
    await say(context, message, view)
    return True
