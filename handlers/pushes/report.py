"""Operators look at today's push and decide about it: /push, and the buttons below what they are told."""

from dataclasses import replace

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update

from core.push_report import QUIZ_REPORT
from handlers.context import Context
from handlers.pushes.quote import named_day
from handlers.sending.contents import view_of
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.replies import View, plain
from handlers.words.views.pushes import (
    Press,
    confirm_view,
    read_press,
    report_button,
    taking_back_view,
)
from knowledge.language.calendar.saying import said_weekday
from services.pushes.quotes import quote_digest
from services.pushes.watching.reports import reported_by

LIKE_THIS = "请这样写：/push 昨天，/push 8月18日"
NO_RECORD = "{day}没有推送记录：那天没有会话该收，或者太久以前，记录已经删了。那个月的数目在台账里：发 /ledger"
TO_COME = "还没到那一天。看今天的，发 /push；看明天推送什么，发 /preview"
OVER = "这是以前的消息，按钮用不了了。看今天的请发 /push"
HELD = "好，{day}不推送了"
HELD_ALREADY = "已经暂停了"
RELEASED = "好，照常推送"
NOT_HELD = "没有暂停，照常推送"
CHANGED = "换好了"
NO_OTHER = "换不了：已经换过、马上要推送，或没有别的廉语"
AGAIN = "好，几秒内补发 {number} 个"
SETTLED = "这些已经有结果了，不用补发"
GROWN = "数目变了，请再看一眼"
STOPPED = "好，没发的不再发了"
NOT_GOING_OUT = "已经发完或停下了"
TAKING_BACK = "好，正在撤回，进度写在这里"
NOTHING_TO_TAKE_BACK = "撤不回了：已经撤回过，或都超过了 48 小时"
MOST_NOTICES = 20


async def push(update: Update, context: Context) -> None:
    """Show how today's push stands, or what became of a day's that is named."""
    message, services = update.effective_message, context.services
    if message is None:
        return
    today = services.subscriptions.today()
    day = named_day(context.argument, today, LIKE_THIS) if context.argument else today
    if day == today:
        view = view_of(await services.push_reports.state())
        await say(context, message, await _with_notices(view, context))
    elif day > today:
        await say(context, message, plain(TO_COME))
    else:
        report = await services.push_reports.report(reported_by(day, ""))
        named = said_weekday(day, today)
        await say(context, message, plain(NO_RECORD.format(day=named)) if report.is_empty else view_of(report))


async def _with_notices(view: View, context: Context) -> View:
    """Return `view` with a button for each notice that can still be stopped or taken back, the newest 20."""
    recent = await context.services.taking_back.recent()
    keys = [
        [report_button(one.local_date, str(one.id), one.text)]
        for one in recent[:MOST_NOTICES]
        if one.local_date is not None
    ]
    rows = view.keyboard.inline_keyboard if view.keyboard else ()
    return replace(view, keyboard=InlineKeyboardMarkup([*rows, *keys])) if keys else view


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
    if press.notice in {"", QUIZ_REPORT} and press.day < today and press.what != "page":
        await toast(query, OVER, alert=True)
        return
    said: str | None
    match press.what:
        case "hold" | "release" | "other":
            view, said = await _decide(press, query, context)
        case "stop" | "back" | "gone":
            view, said = await _end(press, query, context)
        case _:
            view, said = await _resend(press, query, context)
    await rewrite(context, query.message.chat.id, query.message.message_id, view)
    await toast(query, said)
    notice = await context.services.notices.of_number(int(press.notice)) if press.notice else None
    if notice is not None and press.what == "page":  # from now on the message shows how that notice stands
        await context.services.push_reports.adopt(
            reported_by(press.day, press.notice), query.message.chat.id, query.message.message_id
        )
    if press.what not in {"page", "all", "back"}:
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


async def _end(press: Press, query: CallbackQuery, context: Context) -> tuple[View, str | None]:
    """Stop a notice that is going out, ask about taking it back, or take it back."""
    ending, reports, user = context.services.taking_back, context.services.push_reports, query.from_user.id
    batch = reported_by(press.day, press.notice)
    report, number = await reports.report(batch), int(press.notice or 0)
    if press.what == "back" and report.can_take_back:
        return taking_back_view(report), None
    if press.what == "stop":
        said = STOPPED if report.can_stop and await ending.stop(number, user) else NOT_GOING_OUT
    else:
        wanted = press.what == "gone" and report.can_take_back
        said = TAKING_BACK if wanted and await ending.take_back(number, user) else NOTHING_TO_TAKE_BACK
    return view_of(await reports.report(batch)), said


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
