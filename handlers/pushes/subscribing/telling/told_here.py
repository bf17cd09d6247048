"""What became of today's push here, and of 每周一题, in a line: 今天发过了吗, 怎么今天没发, 今天的题呢."""

from datetime import timedelta

from telegram import Message, Update

from handlers.context import Context
from handlers.people.rights import may_manage
from handlers.pushes.subscribing.telling.everywhere import of_everywhere
from handlers.pushes.subscribing.telling.state import said_last_day, said_moment, said_next_push, said_when
from handlers.words.views.pushes import REASONS
from knowledge.language.calendar.saying import WEEKDAYS
from knowledge.language.hours.times import as_hour
from storage.pushes.delivery_rows import Delivery
from storage.states import DeliveryState

NOT_HERE = "这里没有订阅每日廉语，所以没有推送。{subscribe}今天的廉语，发 /quote 看。"
SUBSCRIBE, ASK_A_MANAGER = "要每天收，发 /subscribe。", "要每天收，请找群主或管理员订阅。"
SENT = "{day}的廉语 {at} 已经发到这里了。"
ON_ITS_WAY = "{day}的廉语正在发，请稍等。"
UNSURE = "{day}的廉语 {at} 发过，没等到 Telegram 的答复，可能没有送到。"
NOT_SENT = "{day}的廉语没有发出：{why}。"
PAUSED = "今天没有推送：这里的每日廉语暂停到{last}。下一条：{next}。"
TO_COME = "今天的还没到点，{at} 推送。"
NOT_TODAY = "今天没有推送：这里是{when} 推送。下一条：{next}。"
NOT_THEN = "昨天没有推送到这里。这里是{when} 推送，下一条：{next}。"
AGAIN = "再看一遍，发 /quote。"
SEE_IT = "看今天的，发 /quote。"
TO_SEND = frozenset({DeliveryState.PLANNED, DeliveryState.SENDING})
NO_ITEMS = "这里没有订阅每周一题，所以没有题。要每周收一道，请群主、管理员（私聊里是您自己）发 /quiz。"
NONE_APPROVED = (
    "题目还没有审定，所以没有题。审定以后，每周{day} {at} 出题；题目由负责内容的同事在 /items 里审定。"
)
NEXT_ITEM = "每周一题每周{day} {at} 推送，下一题：{next}。"


async def told_of_the_push(words: str, message: Message, update: Update, context: Context) -> str:
    """Say whether today's quote has come to this chat, or yesterday's, and if not why."""
    subscriptions, chat = context.services.subscriptions, message.chat.id
    known, today = await subscriptions.of(chat), subscriptions.today()
    yesterday = "昨" in words
    row = await subscriptions.pushed_on(chat, today - timedelta(days=1) if yesterday else today)
    if row is not None:
        return _of_row(row, "昨天" if yesterday else "今天", context)
    if known is None or not known.active:
        manages = await may_manage(update, context)
        said = NOT_HERE.format(subscribe=SUBSCRIBE if manages else ASK_A_MANAGER)
        return said + await of_everywhere(message, context)
    following, moment = await said_next_push(chat, context), await subscriptions.next_push(chat)
    if yesterday:
        said = NOT_THEN.format(when=said_when(known), next=following)
    elif known.is_paused(today):
        said = PAUSED.format(last=said_last_day(known, today), next=following)
    elif moment is not None and moment.date() == today:
        said = TO_COME.format(at=f"{moment:%H:%M}")
    else:
        said = NOT_TODAY.format(when=said_when(known), next=following) + SEE_IT
    return said


def _of_row(row: Delivery, day: str, context: Context) -> str:
    at = (row.finished_at or row.due_at).astimezone(context.services.settings.reminder.zone)
    if row.state is DeliveryState.SENT:
        return SENT.format(day=day, at=f"{at:%H:%M}") + (AGAIN if day == "今天" else "")
    if row.state in TO_SEND:
        return ON_ITS_WAY.format(day=day)
    if row.state is DeliveryState.UNKNOWN:
        return UNSURE.format(day=day, at=f"{at:%H:%M}") + SEE_IT
    return NOT_SENT.format(day=day, why=REASONS.get(row.reason, "出了问题")) + SEE_IT


async def told_of_the_item(message: Message, context: Context) -> str:
    """Say when the week's item comes to this chat, or why none does."""
    wish = await context.services.quiz_subscriptions.of(message.chat.id)
    if wish is None:
        return NO_ITEMS
    told = {"day": WEEKDAYS[wish.day - 1], "at": as_hour(wish.at)}
    if not await context.services.quiz_items.approved():
        return NONE_APPROVED.format_map(told)
    at = wish.next_at
    now = context.services.clock.now()
    following = said_moment(at, now.astimezone(at.tzinfo)) if at else "暂停结束后再定"
    return NEXT_ITEM.format(**told, next=following)
