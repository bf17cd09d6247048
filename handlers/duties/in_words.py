"""What a person says to a duty of theirs without a button: the buttons that do it are shown, or it is done."""

from collections.abc import Sequence

from telegram import Message

from handlers.context import Context
from handlers.duties.own import agree, asks_day, asks_span, own_view, put_off, sure
from handlers.duties.setting_up import SHORTEST_PART
from handlers.sending.speaking import say
from handlers.words.replies import View, plain
from knowledge.language.commands.office.duty_words import DutyWord, named_duty_word
from knowledge.language.commands.office.own_duty_words import OwnDutyWords, own_duty_words
from knowledge.language.hours.put_off import put_off_days
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import run_together
from services.duties.own import Open

NOTHING_TO_PUT_OFF = "您现在没有要办的廉政事项，不用推迟。每日廉语想停几天，发“暂停3天”。"


async def said_of_duty(message: Message, said: DutyWord, words: str, context: Context) -> bool:
    """Show one who has a duty what their word may mean to it; False: nothing is theirs to agree to or do."""
    view = await _view_of(said, words, message.chat.id, context)
    if view is None:
        return False
    await say(context, message, view)
    return True


async def said_of_named_duty(message: Message, words: str, context: Context) -> bool:
    """Do the same where the duty is named (廉政谈话谈完了); False: nothing of theirs has that name."""
    found, more = named_duty_word(words), own_duty_words(words)
    view = await _view_of_named(*found, message.chat.id, context) if found else None
    if view is None and more is not None:
        view = await _agreed_or_told(more, message.chat.id, context)
    if view is None:
        return False
    await say(context, message, view)
    return True


async def _view_of_named(name: str, said: DutyWord, rest: str, user_id: int, context: Context) -> View | None:
    own = context.services.own_duties
    if said is DutyWord.DECLINE:
        theirs = [duty.id for duty, _ in await own.of(user_id) if run_together(duty.name) == name]
        return await sure(theirs[0], user_id, context) if theirs else None
    opened = list(await own.open(user_id))
    turn = next((one for one in opened if run_together(one.name) == name), None) or _one_of(opened, name)
    if turn is None:
        return await _ahead(name, user_id, context) if said is DutyWord.DONE else None
    number, due_on = turn.turn.duty_id, turn.turn.due_on
    if said is DutyWord.DONE:
        return asks_day(turn.name, number, due_on)
    days = put_off_days(rest, context.services.duties.today())
    if days is None:
        return asks_span(turn.name, number, due_on)
    return await put_off(number, user_id, due_on, days, context)


async def _agreed_or_told(said: OwnDutyWords, user_id: int, context: Context) -> View | None:
    """Note that they agree to the duty whose name is said in part, or show theirs; None: none is."""
    theirs = await context.services.own_duties.of(user_id)
    those = [(duty, one) for duty, one in theirs if _names(said.said, run_together(duty.name))]
    if not those:
        return None
    if len(those) == 1 and said.agrees and those[0][1].agreed_on is None:
        return await agree(those[0][0].id, user_id, context)
    return await own_view(user_id, context)


def _names(said: str, name: str) -> bool:
    """Return whether `said` has a part of the name that is long enough to tell it: 承诺书 of 交廉政承诺书."""
    long = min(SHORTEST_PART, len(name))
    return any(name[at : at + long] in said for at in range(len(name) - long + 1))


def _one_of(opened: Sequence[Open], name: str) -> Open | None:
    """Return the only one whose name has these words in it: 责任书 for 签责任书."""
    those = [one for one in opened if len(name) > 1 and name in run_together(one.name)]
    return those[0] if len(those) == 1 else None


async def _ahead(name: str, user_id: int, context: Context) -> View | None:
    """Ask when it was done, of what falls due later; None: nothing of theirs has that name."""
    theirs = await context.services.own_duties.of(user_id)
    those = [(duty, one) for duty, one in theirs if len(name) > 1 and name in run_together(duty.name)]
    if len(those) != 1:
        return None
    duty, person = those[0]
    if person.agreed_on is None:
        return await own_view(user_id, context)
    due = await context.services.own_duties.coming(duty, user_id)
    return asks_day(duty.name, duty.id, due) if due else None


async def _view_of(said: DutyWord, words: str, user_id: int, context: Context) -> View | None:
    own = context.services.own_duties
    if said is DutyWord.LATER:
        days = put_off_days(words, context.services.duties.today())
        return await _later(days, user_id, context)
    if said is DutyWord.DONE:
        opened = await own.open(user_id)
        if len(opened) == 1:
            return asks_day(opened[0].name, opened[0].turn.duty_id, opened[0].turn.due_on)
        return await own_view(user_id, context) if opened else None
    theirs = await own.of(user_id)
    if said is DutyWord.DECLINE:
        if len(theirs) == 1:
            return await sure(theirs[0][0].id, user_id, context)
        return await own_view(user_id, context) if theirs else None
    return await _to_agree(words, user_id, context)


async def _to_agree(words: str, user_id: int, context: Context) -> View | None:
    """Note that they agree, or show what they may agree to; 好的 is said to what was asked today only."""
    today, plainly = context.services.duties.today(), "同意" in fold(words)
    theirs = await context.services.own_duties.of(user_id)
    asked = [
        one
        for _, one in theirs
        if one.agreed_on is None and one.asked_on and (plainly or one.asked_on == today)
    ]
    if plainly and len(asked) == 1:
        return await agree(asked[0].duty_id, user_id, context)
    return await own_view(user_id, context) if asked or "提醒" in words else None


async def _later(days: int | None, user_id: int, context: Context) -> View:
    opened = await context.services.own_duties.open(user_id)
    if not opened:
        return plain(NOTHING_TO_PUT_OFF)
    today = context.services.duties.today()
    told = [one for one in opened if one.turn.tell_on is None or one.turn.tell_on > today]
    if len(told) != 1:  # of what they were not reminded of yet they do not speak
        return await own_view(user_id, context)
    [one] = told
    if days is None:
        return asks_span(one.name, one.turn.duty_id, one.turn.due_on)
    return await put_off(one.turn.duty_id, user_id, one.turn.due_on, days, context)
