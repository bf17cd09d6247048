"""What is said of the pushes and was not understood: what was heard, what holds, and what to say.

Small talk, and that the speeches say nothing of it, would be a wrong answer there: who hears it believes that
something was done.
"""

from datetime import time

from telegram import Message, Update

from core.errors import UserError
from core.patterns import pattern
from handlers.context import Context
from handlers.people.rights import may_manage
from handlers.pushes.subscribing.in_words.offers import (
    asked_again,
    note_shown,
    proposal,
    told_last,
    wanted_in,
)
from handlers.pushes.subscribing.telling.explained import explained_for
from handlers.pushes.subscribing.telling.likely import likely_view
from handlers.pushes.subscribing.telling.state import push_state, said_when
from handlers.pushes.subscribing.telling.told_here import told_of_the_item
from handlers.words.replies import View, plain
from knowledge.language.commands.pushes.settings_otherwise import SettingMeant, setting_meant
from knowledge.language.functions.recogniser import functions_meant
from knowledge.language.hours.hours import Wanted
from knowledge.language.schedules.tokens import heard_in, is_an_hour
from knowledge.language.wishes.wish_model import weigh
from knowledge.language.writing.normalize import fold
from services.asking.reply import IN_VAIN, ReplyKind
from storage.pushes.subscriptions import Subscription

NOT_HEARD = "这句没全听懂，{heard}还没有改。请直接说，如“改到9点”“周末不要发”“下周三停一天”。\n\n"
NOT_HEARD_ITEM = (
    "这句没全听懂，还没有改。{now}\n要改，请直接说，如“每周一题改到周四下午四点”；不要了，说“退订每周一题”。"
)
NOT_HERE = "这里没有订阅每日廉语。要订阅，请找群主或管理员。"
SENT_HERE = "这里{when} 推送每日廉语。要改，请找群主或管理员。"
PAUSED_HERE = "这里的每日廉语暂停着（原来是{when}）。要恢复，请找群主或管理员。"
_ONLY_ASKS = pattern("[?？吗么]|怎|咋|如何|哪|什么|啥|设置|^看|看看|看一?下|[查想要我]看")
# Where the pushes are spoken of, these are no answer to what names a day, an hour or what comes.
SMALL_TALK = frozenset({ReplyKind.IDLE, ReplyKind.NOT_MINE, ReplyKind.OFFICE, ReplyKind.SHOWN})
_LEANS_ON_NOTHING = frozenset({ReplyKind.NO_EARLIER})
LIKELY_OF_PUSHES, LIKELY_WITH_DAYS, LIKELY_IF_TOLD = 0.45, 0.2, 0.15
_EVERY_DAY = frozenset({"每日", "每天", "天天"})
_COMES = pattern("廉语|推送|订阅|退订")
_ITEM = pattern(r"每周[一1]题|(?:^|[这那道把,])题目?(?=[改换挪调定放推发取停不别])|出[道个]?题(?!材|目的|词)")
_CHANGES = pattern(
    r"[推发收停改换挪调免歇]|不[要用]|算了|除外|例外|照[常旧样]|恢复|取消|[别甭莫]|还?要[吧的了]*$|安静|打扰|吵|响"
)


async def unheard(
    words: str, kind: ReplyKind, message: Message, update: Update, context: Context
) -> View | None:
    """Return what to say instead of a reply of this kind; None where `words` speak of no push."""
    if kind is ReplyKind.ABOUT_PUSHES:
        is_of_pushes = await _bears_it_out(words, message, context)
    else:
        is_of_pushes = await _is_of_pushes(words, kind, message, context)
    if not is_of_pushes:
        return None
    if _ITEM.search(fold(words)):
        return plain(NOT_HEARD_ITEM.format(now=await told_of_the_item(message, context)))
    if not await may_manage(update, context):
        return plain(await what_holds(message, context))
    if (at := _hour_in(words)) is not None:
        return await proposal(at, None, message, context)
    if (again := await asked_again(message, context)) is not None:
        return again
    known = await context.services.subscriptions.of(message.chat.id)
    view = await push_state(message, context, lead=what_was_heard(words, known))
    note_shown(context)
    return view


def _hour_in(words: str) -> time | None:
    """Return the one hour that is named in `words`, where no days are; else None."""
    hours = [one for one in heard_in(words) if is_an_hour(one)]
    if len(hours) != 1 or any(one not in _EVERY_DAY for one in heard_in(words) if one not in hours):
        return None
    try:
        return wanted_in(hours[0]).at
    except UserError:
        return None


async def likely_heard(
    words: str, kind: ReplyKind, message: Message, update: Update, context: Context
) -> View | None:
    """Return what to say to what is like known words, where the pushes are spoken of; else None."""
    if kind not in SMALL_TALK | IN_VAIN | _LEANS_ON_NOTHING | {ReplyKind.ABOUT_PUSHES}:
        return None
    meant = setting_meant(words)
    if meant is None:
        return None
    known = await context.services.subscriptions.of(message.chat.id)
    days_off = known is not None and bool(known.stretches(context.services.subscriptions.today()))
    of_them = kind is ReplyKind.ABOUT_PUSHES or (meant is SettingMeant.RESUME and days_off)
    if not of_them and not await told_last(message, context):
        return None
    may_hear = meant is SettingMeant.STATE or await may_manage(update, context)
    if known is None or not known.active or not may_hear:
        return None
    return await likely_view(meant, known, message, context)


async def _bears_it_out(words: str, message: Message, context: Context) -> bool:
    """Return whether anything but the model of wishes says so: 收到回复了 and 发吧 are said of other things."""
    said = fold(words)
    if _COMES.search(said) or _ITEM.search(said) or said.isascii():  # pinyin with slips
        return True
    odds = _odds(words)
    line = LIKELY_WITH_DAYS if heard_in(words) else LIKELY_OF_PUSHES
    return odds >= line or (odds >= LIKELY_IF_TOLD and await told_last(message, context))


def _odds(words: str) -> float:
    """Return how likely anything of the pushes is meant."""
    return sum(odds for function, odds in functions_meant(words) if function.of_pushes)


async def _is_of_pushes(words: str, kind: ReplyKind, message: Message, context: Context) -> bool:
    said = fold(words)
    names_what_comes = bool(_COMES.search(said) or _ITEM.search(said))
    if kind not in SMALL_TALK | IN_VAIN:
        return False
    if kind in IN_VAIN:  # 周末加班有什么规定 is a question, also of who has just subscribed
        changes = bool(heard_in(words) and _CHANGES.search(said) and not _ONLY_ASKS.search(said))
        return changes and await told_last(message, context)
    if names_what_comes:
        return True
    # 今天发烧了 gets a kind word, unless a setting was spoken of just now.
    if heard_in(words) and weigh(words).of_sending:
        return True
    # 把韩处加进去 is of the office
    return kind is not ReplyKind.OFFICE and _odds(words) >= LIKELY_IF_TOLD and await told_last(message, context)


def loses_something(wanted: Wanted, said: str, whole: str) -> bool:
    """Return whether a guess, read from `said`, leaves out an hour of the whole sentence, or some of its days.

    每周一、三、五上午八时三刻 is no wish for Mondays.
    """
    understood, heard = heard_in(said), heard_in(whole)
    cut = any(one != more and more.startswith(one) for one in understood for more in heard)
    return cut or (wanted.at is None and wanted.part is None and any(map(is_an_hour, heard)))


def what_was_heard(text: str, known: Subscription | None) -> str:
    """Say how that is done which is likely meant; else that the sentence was not understood, with what was.

    Nothing is said to who only asks.
    """
    if _ONLY_ASKS.search(text):
        return ""
    if said := explained_for(text, active=known is not None and known.active):
        return said
    heard = "".join(f"“{one}”" for one in heard_in(text))
    return NOT_HEARD.format(heard=f"只听到{heard}，" if heard else "")


async def what_holds(message: Message, context: Context) -> str:
    """Return what holds for a group, to somebody who may only know it: 我们群订阅了吗."""
    known: Subscription | None = await context.services.subscriptions.of(message.chat.id)
    if known is None or not known.active:
        return NOT_HERE
    paused = known.is_paused(context.services.subscriptions.today())
    return (PAUSED_HERE if paused else SENT_HERE).format(when=said_when(known))
