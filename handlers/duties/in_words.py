"""What a person says to a duty of theirs without a button: the buttons that do it are shown, or it is done."""

from telegram import Message

from handlers.context import Context
from handlers.duties.own import asks_day, asks_span, own_view, put_off, sure
from handlers.sending.speaking import say
from handlers.words.replies import View, plain
from knowledge.language.commands.office.duty_words import DutyWord, named_duty_word
from knowledge.language.hours.put_off import put_off_days
from knowledge.language.writing.normalize import fold

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
    found = named_duty_word(words)
    view = await _view_of_named(*found, message.chat.id, context) if found else None
    if view is None:
        return False
    await say(context, message, view)
    return True


async def _view_of_named(name: str, said: DutyWord, rest: str, user_id: int, context: Context) -> View | None:
    own = context.services.own_duties
    if said is DutyWord.DECLINE:
        theirs = [duty.id for duty, _ in await own.of(user_id) if _bare(duty.name) == name]
        return await sure(theirs[0], user_id, context) if theirs else None
    turn = next((one for one in await own.open(user_id) if _bare(one.name) == name), None)
    if turn is None:
        return None
    number, due_on = turn.turn.duty_id, turn.turn.due_on
    if said is DutyWord.DONE:
        return asks_day(turn.name, number, due_on)
    days = put_off_days(rest)
    if days is None:
        return asks_span(turn.name, number, due_on)
    return await put_off(number, user_id, due_on, days, context)


def _bare(name: str) -> str:
    return "".join(fold(name).split())


async def _view_of(said: DutyWord, words: str, user_id: int, context: Context) -> View | None:
    own = context.services.own_duties
    if said is DutyWord.LATER:
        return await _later(put_off_days(words), user_id, context)
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
    today = context.services.duties.today()
    asked = [person for _, person in theirs if person.asked_on == today and person.agreed_on is None]
    return await own_view(user_id, context) if asked else None


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
