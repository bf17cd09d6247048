"""Operators look at today's push and decide about it: /push, and the buttons below what they are told."""

from telegram import CallbackQuery, Message, Update

from handlers.context import Context
from handlers.sending.contents import view_of
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.push_views import Press, confirm_view, read_press
from handlers.words.replies import View
from services.pushes.quotes import quote_digest
from services.pushes.reports import reported_by

OVER = "这是以前的消息，按钮用不了了。看今天的请发 /push"
HELD = "好，{day}不推送了。想恢复，点“恢复”"
HELD_ALREADY = "已经暂停了"
RELEASED = "好，照常推送"
NOT_HELD = "没有暂停，照常推送"
CHANGED = "换好了"
NO_OTHER = "换不了：已经换过、马上要推送，或没有别的廉语"
AGAIN = "好，几秒内补发 {number} 个"
SETTLED = "这些已经有结果了，不用补发"
GROWN = "数目变了，请再看一眼"


async def push(update: Update, context: Context) -> None:
    """Show how today's push stands."""
    if message := update.effective_message:
        await say(context, message, view_of(await context.services.push_reports.state()))


async def pressed(update: Update, context: Context) -> None:
    """Do what a button says, once, and show what holds now."""
    query = update.callback_query
    press = read_press(query.data or "") if query else None
    if query is None:
        return
    if press is None or not isinstance(query.message, Message):
        await toast(query, OVER, alert=True)
        return
    today = context.services.subscriptions.today()
    if not press.notice and press.day < today and press.what != "page":
        await toast(query, OVER, alert=True)
        return
    said: str | None
    match press.what:
        case "hold" | "release" | "other":
            view, said = await _decide(press, query, context)
        case _:
            view, said = await _resend(press, query, context)
    await rewrite(context, query.message.chat.id, query.message.message_id, view)
    await toast(query, said)
    if press.what not in {"page", "all"}:
        await context.services.push_control.tapped(query.message.chat.id, query.message.message_id)


async def _decide(press: Press, query: CallbackQuery, context: Context) -> tuple[View, str]:
    """Hold a day back, release it, or give it another quote."""
    services = context.services
    control, reports, user = services.push_control, services.push_reports, query.from_user.id
    if press.what == "hold":
        done = await control.hold(press.day, user)
        day = "今天" if press.day == services.subscriptions.today() else "那天"
        said = HELD.format(day=day) if done else HELD_ALREADY
    elif press.what == "release":
        said = RELEASED if await control.release(press.day, user) else NOT_HELD
    else:
        ahead = await reports.ahead(press.day)
        meant = ahead.quote is not None and quote_digest(ahead.quote) == press.value
        done = (
            meant and ahead.quote is not None and await control.change_quote(press.day, ahead.quote.key, user)
        )
        said = CHANGED if done else NO_OTHER
    if press.day == services.subscriptions.today():
        return view_of(await reports.state()), said
    return view_of(await reports.ahead(press.day)), said


async def _resend(press: Press, query: CallbackQuery, context: Context) -> tuple[View, str | None]:
    """Turn a page of what is uncertain, ask about all of it, or send one or all again."""
    control, reports = context.services.push_control, context.services.push_reports
    batch = reported_by(press.day, press.notice)
    unknown = await reports.unknown(batch)
    said: str | None = None
    skip = int(press.value) if press.what == "page" and press.value.isdigit() else 0
    if press.what == "one":
        number = await control.send_again(batch, [int(press.value)], query.from_user.id)
        said = AGAIN.format(number=number) if number else SETTLED
    elif press.what in {"all", "sure"}:
        if not unknown:
            said = SETTLED
        elif press.what == "all" or press.value != str(len(unknown)):
            return confirm_view(await reports.report(batch)), GROWN if press.what == "sure" else None
        else:
            number = await control.send_again(batch, unknown, query.from_user.id)
            said = AGAIN.format(number=number)
    return view_of(await reports.report(batch, skip=skip)), said
