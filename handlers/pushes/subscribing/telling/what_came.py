"""谁发的, 这是啥 of the notice, quote or item that came last: what it is, who sent it and when."""

from datetime import datetime

from telegram import Message

from handlers.context import Context
from handlers.words.addressed import asker, place
from handlers.words.replies import View, plain
from knowledge.language.talk.thread.follow_ups import follow_up
from storage.states import DeliveryKind

CAME = {
    DeliveryKind.NOTICE: (
        "这是运维人员发的通知，{at}发到这里，订阅了每日廉语的都有。哪里不清楚，请直接问他们。"
    ),
    DeliveryKind.QUOTE: (
        "这是每日廉语，{at}按订阅自动发来的：从讲话里选的一句，出处就在下面。改时间或停发，发 /settings。"
    ),
    DeliveryKind.QUIZ: (
        "这是每周一题，{at}按订阅自动发来的匿名投票，谁选了什么，没有人看得到。改日子或停发，发 /quiz。"
    ),
}


async def what_came(words: str, spoken_at: datetime | None, message: Message, context: Context) -> View | None:
    """Return what came last, for who asks that; None: nothing did, or something else was spoken of since.

    `spoken_at`: when something was last asked or listed here.
    """
    came = await context.services.push_reports.came_last(message.chat.id)
    if came is None or came.kind not in CAME or came.thread_id != place(message).thread_id:
        return None
    if came.kind is DeliveryKind.QUOTE and follow_up(words):  # of its source
        return None
    answers, who = context.services.answers, asker(message)
    shown = await answers.shown_since(who, came.at) - {came.message_id}
    if shown or (spoken_at and spoken_at > came.at) or await answers.has_replied_since(who, came.at):
        return None
    at = came.at.astimezone(context.services.settings.reminder.zone)
    return plain(CAME[came.kind].format(at=f"{at:%-m月%-d日 %H:%M} "))
