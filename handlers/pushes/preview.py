"""A look ahead: the chat's next push as it will be, and when."""

from dataclasses import replace
from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.models import Role
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.pushes.quote import NO_QUOTES, SUBSCRIBE, SUBSCRIBE_DATA
from handlers.pushes.subscribing.telling.state import said_moment, where_pushed
from handlers.sending.asked import YES, offered_by
from handlers.sending.speaking import say
from handlers.words.addressed import is_private
from handlers.words.replies import Piece, View, checklist_pieces, plain, quote_pieces
from handlers.words.views.pushes import ahead_view
from knowledge.language.commands.office.kept_lists import kept
from knowledge.language.hours.times import as_hour

# To look at a day's quote is to draw it, for everybody. Beyond a long holiday that is not for a chat to do.
FARTHEST = timedelta(days=10)
NEXT = "下一条：{when}{muted}{where}。到时是这样的（改时间、静音发 /settings）：\n\n"
NOT_DRAWN_YET = "下一条：{when}{muted}{where}。那天的廉语还没有选定，临近时再发 /preview 来看。"
PAUSED = "暂时没有要推送的。看一看设置，发 /settings。"
TOMORROW = (
    "明天要推送的是这一条，大家一样。要定别的，发 /curate，点“以后几天”；以后都不推这一条，说“隐藏这条”：\n\n"
)
NOT_SUBSCRIBED = (
    "这里还没有订阅。订阅后每天 {time} 推送一条，是这样的（订阅请点下面的按钮，或发 /subscribe）：\n\n"
)


OR_ANOTHER = "要换掉这一条，回“是”或点“换一条”。"


async def preview(update: Update, context: Context) -> None:
    """Show the next push to a person who may change it; without a subscription, what one would bring."""
    message = update.effective_message
    if message is None:
        return
    await require_manager(update, context)
    subscriptions, chat_id = context.services.subscriptions, message.chat.id
    await subscriptions.revive(chat_id)  # who speaks here can be written to
    subscription = await subscriptions.of(chat_id)
    if subscription is None or not subscription.active:
        role = await _role_in_private(update, message, context)
        if role >= Role.EDITOR:
            await say(context, message, await _for_everybody(role, context))
            return
        hour = subscription.time if subscription else as_hour(context.services.settings.reminder.time)
        await say(context, message, await _without_subscription(context, hour))
    else:
        await say(context, message, await _next_push(message, context))
        if context.chat_data is not None:  # 换一条 now changes nothing of it
            context.chat_data["previewed"] = context.asked_at


async def another(update: Update, context: Context) -> None:
    """Show operators what everybody gets on the day that is named, and ask whether to change that."""
    message = update.effective_message
    if message is None:
        return
    services, said = context.services, kept(message.text or "")
    today = services.quotes.today()
    day = today if said is not None and said.day else today + timedelta(days=1)
    role = await _role_in_private(update, message, context)
    ahead = await services.push_reports.ahead(day) if role >= Role.OPERATOR else None
    if ahead is None:
        await say(context, message, await _for_everybody(role, context))
        return
    view = ahead_view(ahead)
    if ahead.changeable and (other := offered_by(view).get("换一条")):
        shown = (*view.pieces, Piece(f"\n{OR_ANOTHER}"))
        view = replace(view, pieces=shown, also=((YES, other),))
    await say(context, message, view)


async def _role_in_private(update: Update, message: Message, context: Context) -> Role:
    user = update.effective_user
    if user is None or not is_private(message):
        return Role.MEMBER
    return await context.services.access.role_of(user.id)


async def _for_everybody(role: Role, context: Context) -> View:
    """Show who looks after the pushes, and gets none, what everybody gets tomorrow.

    Operators can change it right there, or hold it back, as on the evening before.
    """
    quotes = context.services.quotes
    day = quotes.today() + timedelta(days=1)
    if role >= Role.OPERATOR:
        ahead = await context.services.push_reports.ahead(day)
        if ahead.quote is not None and ahead.changeable:
            return ahead_view(ahead)
    quote = await quotes.quote_of(day)
    return View((Piece(TOMORROW), *quote_pieces(quote, day))) if quote else plain(NO_QUOTES)


async def _next_push(message: Message, context: Context) -> View:
    subscription = await context.services.subscriptions.of(message.chat.id)
    moment = await context.services.subscriptions.next_push(message.chat.id)
    if subscription is None or moment is None:
        return plain(PAUSED)
    now = context.asked_at.astimezone(moment.tzinfo)
    day = moment.date()
    told = {
        "when": said_moment(moment, now),
        "muted": "，不响铃" if subscription.muted else "",
        "where": where_pushed(message, subscription, "，发到"),
    }
    if day - now.date() > FARTHEST:
        return plain(NOT_DRAWN_YET.format(**told))
    quote = await context.services.quotes.quote_of(day)
    if quote is None:
        return plain(NO_QUOTES)
    before_holiday = context.services.subscriptions.holiday_reminder(subscription, day)
    lists = checklist_pieces(await context.services.checklists.approved(before_holiday))
    return View((Piece(NEXT.format(**told)), *quote_pieces(quote, day, before_holiday), *lists))


async def _without_subscription(context: Context, hour: str) -> View:
    """Show today's quote, which everybody may see: no day ahead is drawn for who gets no push."""
    quotes = context.services.quotes
    day = quotes.today()
    quote = await quotes.quote_of(day)
    if quote is None:
        return plain(NO_QUOTES)
    button = InlineKeyboardMarkup([[InlineKeyboardButton(SUBSCRIBE, callback_data=SUBSCRIBE_DATA)]])
    return View((Piece(NOT_SUBSCRIBED.format(time=hour)), *quote_pieces(quote, day)), button)
