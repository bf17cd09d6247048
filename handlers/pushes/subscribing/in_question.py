"""The hour that was asked about and is not settled: 再推迟一小时 counts from it, 周末别发 is added to it."""

from datetime import time
from typing import NamedTuple

from telegram import Message

from core.days import Days
from core.patterns import pattern
from handlers.context import Context
from handlers.sending.asked import YES
from handlers.words.addressed import asker
from handlers.words.prompts import Asked
from knowledge.language.hours.times import as_hour

_BUTTON = pattern(r"set:time:(?P<hour>\d\d)(?P<minute>\d\d)(?:/(?P<days>.+))?")


class InQuestion(NamedTuple):
    """What a yes would make of the chat's pushes; `days` is None where none were said."""

    at: time
    days: Days | None


NOT_CHANGED = "\n刚才问您的 {hour} 没有改。"


async def leave_in_question(message: Message, context: Context) -> str:
    """Ask no more about an hour, as something else was settled since; return what to say of that."""
    asked = await in_question(message, context)
    prompts = context.services.prompts
    for one in await prompts.of(message.chat.id, asker(message).user_id):
        if one.kind == Asked.HOUR and prompts.waits(one):
            await prompts.leave(one)
    return NOT_CHANGED.format(hour=as_hour(asked.at)) if asked else ""


async def in_question(message: Message, context: Context) -> InQuestion | None:
    """Return which hour the person of `message` was asked about last and has not answered; else None."""
    prompts = context.services.prompts
    for one in await prompts.of(message.chat.id, asker(message).user_id):
        if one.kind == Asked.HOUR and prompts.waits(one):
            match = _BUTTON.fullmatch(one.presses.get(YES, ""))
            if match is None:
                return None
            days = Days.read(match["days"]) if match["days"] else None
            return InQuestion(time(int(match["hour"]), int(match["minute"])), days)
    return None
