"""What a person says to a duty of theirs without a button: the buttons that do it are shown, or it is done."""

from telegram import Message

from handlers.context import Context
from handlers.duties.own import asks_day, asks_span, own_view, put_off, sure
from handlers.sending.speaking import say
from handlers.words.replies import View, plain
from knowledge.language.commands.duty_words import DutyWord
from knowledge.language.hours.put_off import put_off_days

NOTHING_TO_PUT_OFF = "您现在没有要办的廉政事项，不用推迟。每日廉语想停几天，发“暂停3天”。"


async def said_of_duty(message: Message, said: DutyWord, words: str, context: Context) -> bool:
    """Show whoever has a duty what their word may mean to it; False: nothing is theirs to agree to or do."""
    view = await _view_of(said, words, message.chat.id, context)
    if view is None:
        return False
    await say(context, message, view)
    return True


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
