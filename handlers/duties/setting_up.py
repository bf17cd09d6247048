"""Setting up a duty: its card, and the words and the form that were asked for."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from telegram import Update

from core.duties import MOST_TIMES
from core.errors import UserError
from core.names import cleaned, fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.sending.asked import YES
from handlers.sending.fetching import fetched
from handlers.sending.speaking import say
from handlers.words.addressed import without_mention
from handlers.words.cards import button, rows
from handlers.words.replies import Piece, View, plain
from handlers.words.written import written
from knowledge.language.calendar.due.due_days import said_recurring
from knowledge.language.calendar.due.once_a_period import LONGEST_AHEAD
from knowledge.language.calendar.due.recurring import Said, names_recurring, read_recurring
from knowledge.language.commands.office.duty_described import duty_described
from knowledge.language.commands.office.duty_told import Told
from knowledge.language.commands.office.duty_words import days_ahead, people_on_or_off, time_for_a_card
from knowledge.language.hours.times import parse_time
from knowledge.language.talk.thread.card_words import AGAIN
from knowledge.language.words.bare_answers import bare_answer
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.signs import Fault, MisreadError, run_together
from services.duties.duties import LARGEST_FORM, NO_FORM
from storage.asking.prompts import Prompt
from storage.states import DutyState

NAMES = ("廉政谈话", "责任书", "警示教育", "个人有关事项报告")
CARD = "廉政事项：{name}\n时间：{when}\n提醒：{hour}\n人：{people}\n原文：{cited}\n表格：{form}\n{state}"
NOT_SET, NONE = "还没有定", "没有"
PEOPLE = "{people} 人，{agreed} 人同意提醒"
BEGUN = "已启用；没办 {open} 件。"
DRAFT = "还没有启用。定好时间和人，点“启用”；启用后我先私下问他们同不同意提醒。"
UNCLEAR = (
    "没看懂“{said}”是什么时候。请这样写："
    "每年3月1日和9月1日、每半年、每季度末 9点、每两个月、每月最后一个工作日、每月第一个周一、"
    "每周五、每两周周三、每月25日提前3天提醒、春节前3天、每个节前3天、2026年12月20日。"
)
NO_SUCH_DAY = "没有“{said}”这一天，请核对。"
GONE_BY = "“{said}”已经过去了，请写以后的日子。"
FAR = "提前的天数太多了，最多 60 天。"
MANY = f"一件事项最多定 {MOST_TIMES} 个日子。请少写几个，或分成两件事项。"
REFUSALS = {Fault.NO_SUCH_DAY: NO_SUCH_DAY, Fault.PAST: GONE_BY, Fault.TOO_LONG: FAR, Fault.TOO_MANY: MANY}
NO_PEOPLE = "没有写是谁。请写名字或编号，几个人用顿号隔开。"
TAKEN_OFF = "去掉了 {number} 人。"
NO_NUMBER = "没有看到编号。编号写在出处的末尾，如 2023-3-07。"
_APART = pattern(r"[\n、,，;；]+|(?<=[^\n、,，;；]{2})[和跟与](?=[^\n、,，;；]{2})")  # 王和平 is one
_NUMBER = pattern(r"[a-z0-9_]{2,}(?:-\d+){1,3}", re.IGNORECASE)
LONGEST_QUOTED = 30
CHANGES = (("时间", "time"), ("加人", "people"), ("去人", "off"), ("原文", "cite"), ("表格", "form"))
BEGIN = "启用"
IS_MEANT = "没有谁叫“{said}”，是{names}吗？是就点“加上”，不是请写编号。"
SHORTEST_PART = 3  # characters of a name that stand for all of it
MOST_ALIKE = 3  # people whom a form of address may mean
CARDS, MOST_CARDS = "duty_cards", 8


async def begin(said: str, user_id: int, context: Context) -> View:
    """Begin a duty by its name, maybe with when it falls due (廉政谈话 每季度末 9点), or by a sentence."""
    duties, today = context.services.duties, context.services.duties.today()
    name, _, rest = said.strip().partition(" ")
    if not names_recurring(rest) and (told := duty_described(said)):
        return await begin_told(told, user_id, context)
    when = None
    if rest.strip():
        try:
            when = read_recurring(rest, today)
        except MisreadError as error:
            if names_recurring(rest):
                quoted = fenced(clipped(rest.strip(), LONGEST_QUOTED))
                raise UserError(REFUSALS.get(error.fault, UNCLEAR).format(said=quoted)) from None
            name = said
    number = await duties.draft(name, user_id)
    if when is not None:
        await duties.set_time(number, when.recurs, when.hour, user_id)
    return await card_of(number, context)


async def begin_told(told: Told, user_id: int, context: Context) -> View:
    """Begin a duty of which a sentence says all: 周编辑三月十号前把责任书签了. Nobody is asked before 启用."""
    duties = context.services.duties
    when = _when(told.when, duties.today())
    number = await duties.draft(told.name, user_id)
    await duties.set_time(number, when.recurs, when.hour, user_id)
    return await with_people(number, told.people, user_id, context, begun=True)


async def with_people(
    number: int, people: Sequence[str], user_id: int, context: Context, *, begun: bool = False
) -> View:
    """Let a duty concern those who are known; return its card, which asks who is meant by the others.

    `begun`: it was begun just now, and its card is shown in any case. Raises UserError: nobody is known.
    """
    duties, lacks, asked, added = context.services.duties, list[str](), dict[int, str](), 0
    for one in people:
        try:
            added += await duties.add_people(number, [one], user_id)
        except UserError as error:
            alike = dict([*(await context.services.names.alike(one)).items()][:MOST_ALIKE])
            is_meant = IS_MEANT.format(said=fenced(one), names="还是".join(map(fenced, alike.values())))
            lacks.append(is_meant if alike else str(error))
            asked |= alike
    if lacks and not (asked or added or begun):
        raise UserError(lacks[0])
    card = await card_of(number, context)
    if not lacks:
        return card
    puts = [button(f"加上{name}", f"dm:put:{number}:{one}") for one, name in asked.items()]
    keyboard = card.keyboard.inline_keyboard if card.keyboard else ()
    pieces = (Piece("\n".join([*lacks, "\n"])), *card.pieces)
    yes = ((YES, str(puts[0].callback_data)),) if len(puts) == 1 else ()
    return replace(card, pieces=pieces, keyboard=rows(puts, *map(list, keyboard)), also=(*card.also, *yes))


async def are_known(people: Sequence[str], context: Context) -> bool:
    """Return whether somebody here, and nobody else, is called as each of them, or may be meant by it."""
    names = context.services.names
    return all([len(await names.called(cleaned(one))) == 1 or bool(await names.alike(one)) for one in people])


def _when(said: str, today: date) -> Said:
    """Read when a duty falls due. Raises UserError that says how to write it."""
    try:
        return read_recurring(said, today)
    except MisreadError as error:
        quoted = fenced(clipped(said, LONGEST_QUOTED))
        raise UserError(REFUSALS.get(error.fault, UNCLEAR).format(said=quoted)) from None


async def card_of(number: int, context: Context) -> View:
    """Return the card of a duty: how it is set up, and the buttons to change that."""
    listed = await context.services.duties.of(number)
    duty, standing = listed.duty, listed.standing
    _note_shown(number, duty.name, context)
    people = PEOPLE.format(people=standing.people, agreed=standing.agreed) if standing.people else NONE
    active = duty.state is DutyState.ACTIVE
    said = CARD.format(
        name=fenced(duty.name),
        when=said_recurring(duty.recurs) if duty.recurs else NOT_SET,
        hour=duty.hour,
        people=people,
        cited="、".join(duty.passages) or NONE,
        form=fenced(duty.form_name) or NONE,
        state=BEGUN.format(open=standing.open) if active else DRAFT,
    )
    keys = [button(text, f"dm:{what}:{number}") for text, what in CHANGES]
    if active:
        last = [button("结束", f"dm:end:{number}"), button("返回", "dm:list")]
        if listed.uncertain:
            last.insert(0, button(f"补发 {listed.uncertain}", f"dm:again:{number}"))
    else:
        last = [button(BEGIN, f"dm:begin:{number}"), button("放弃", f"dm:drop:{number}")]
    return replace(plain(said, rows(keys[:3], keys[3:], last)), also=((AGAIN, f"dm:card:{number}"),))


def _note_shown(number: int, name: str, context: Context) -> None:
    """Remember the cards shown here lately: a word that names one is said of it."""
    if context.chat_data is not None:
        cards = {**context.chat_data.get(CARDS, {})}
        cards.pop(number, None)
        context.chat_data[CARDS] = dict([*cards.items(), (number, name)][-MOST_CARDS:])


def card_named(name: str, context: Context) -> int | None:
    """Return the number of the duty of that name whose card was shown here last; None: none was."""
    shown = (context.chat_data or {}).get(CARDS, {})
    bare = run_together(name)
    same = next((number for number, its in reversed(shown.items()) if run_together(its) == bare), None)
    parts = [one for one, its in shown.items() if len(bare) >= SHORTEST_PART and bare in run_together(its)]
    return parts[0] if same is None and len(parts) == 1 else same


def last_card(context: Context) -> int | None:
    """Return the number of the duty whose card was shown here last; None: none was."""
    return next(reversed((context.chat_data or {}).get(CARDS, {})), None)


async def has_them(number: int, people: Sequence[str], context: Context) -> bool:
    """Return whether a duty that is there concerns each of these people."""
    duties = context.services.duties
    return await duties.is_there(number) and await duties.has(number, people)


async def is_draft_for(number: int, people: Sequence[str], context: Context) -> bool:
    """Return whether a duty is not in force yet, and these people are known."""
    if not await context.services.duties.is_there(number) or not await are_known(people, context):
        return False
    return (await context.services.duties.of(number)).duty.state is DutyState.DRAFT


async def stands(prompt: Prompt, context: Context) -> bool:
    """Return whether the duty that a prompt is about has not ended."""
    return await context.services.duties.is_there(prompt.number)


async def take_name(update: Update, context: Context) -> None:
    """Take the name of a new duty."""
    if message := update.effective_message:
        await say(context, message, await begin(bare_answer(written(message)), message.chat.id, context))


async def take_time(update: Update, context: Context) -> None:
    """Take when a duty falls due."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    words = without_mention(written(message), context.bot)
    said = (time_for_a_card(words) or ("", bare_answer(words)))[1]
    duties, hour = context.services.duties, parse_time(said)
    if hour is not None and await duties.set_hour(asked.number, hour, message.chat.id):  # 十点: the days stay
        await say(context, message, await card_of(asked.number, context))
        return
    ahead, stood = days_ahead(said), (await duties.of(asked.number)).duty.recurs
    if ahead is not None and stood is not None:  # 提前五天说一声: the days stay
        if ahead > LONGEST_AHEAD:
            raise UserError(FAR)
        await duties.set_time(asked.number, replace(stood, ahead=ahead), None, message.chat.id)
        await say(context, message, await card_of(asked.number, context))
        return
    when = _when(said, duties.today())
    await duties.set_time(asked.number, when.recurs, when.hour, message.chat.id)
    await say(context, message, await card_of(asked.number, context))


async def take_people(update: Update, context: Context) -> None:
    """Take whom a duty concerns."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    people = _several(written(message))
    await say(context, message, await with_people(asked.number, people, message.chat.id, context))


async def take_off(update: Update, context: Context) -> None:
    """Take whom a duty no longer concerns."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    gone = await context.services.duties.take_off(asked.number, _several(written(message)), message.chat.id)
    card = await card_of(asked.number, context)
    await say(context, message, plain(TAKEN_OFF.format(number=gone)))
    await say(context, message, card)


async def take_passages(update: Update, context: Context) -> None:
    """Take the numbers of the passages that a duty cites."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    numbers = list(dict.fromkeys(_NUMBER.findall(written(message))))
    if not numbers:
        raise UserError(NO_NUMBER)
    await context.services.duties.cite(asked.number, numbers)
    await say(context, message, await card_of(asked.number, context))


async def take_form(update: Update, context: Context) -> None:
    """Take the form of a duty, a .docx."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    document = message.document
    if document is None or (document.file_size or 0) > LARGEST_FORM:
        raise UserError(NO_FORM)
    content = await fetched(document, context)
    await context.services.duties.set_form(asked.number, document.file_name or "", content)
    await say(context, message, await card_of(asked.number, context))


def people_named(said: str) -> list[str]:
    """Return the names in a list of people, without what is said around them: 刘师傅啊."""
    return list(dict.fromkeys(bare_answer(one) for one in _APART.split(bare_answer(said)) if one.strip()))


def _several(said: str) -> list[str]:
    named = people_on_or_off(said)  # 加上小陈
    found = people_named(named[1] if named else said)
    if not found:
        raise UserError(NO_PEOPLE)
    return found
