"""How the last notice stands, for who asks in words: 通知发到了没有, 几个群收到了, 发错了，收回."""

from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update

from core.places import PROGRAM
from handlers.context import Context
from handlers.pushes.notice import notice
from handlers.pushes.report import STOPPED
from handlers.sending.contents import view_of
from handlers.sending.speaking import say
from handlers.words.addressed import heard
from handlers.words.replies import Piece, plain
from handlers.words.views.pushes import report_button, stopping_view, taking_back_view
from knowledge.language.talk.sent_back import asks_how_far, stops_sending
from services.pushes.watching.reports import reported_by
from storage.states import NoticeState

NONE_SENT = "这两天没有发出过通知，也没有写好没发的。要发一条，发 /notice"
OTHERS = "更早的几条，点开看、停发或撤回："
MOST = 4
WELL = (
    "我在正常收发。备份没有做成、磁盘或数据库快满、推送没发出，我会主动在这里告诉运维人员。"
    f"要看全部情况，在服务器上运行 {PROGRAM} doctor；今天的推送发 /push。"
)


async def last_notice(update: Update, context: Context) -> None:
    """Show the notice that was not sent yet, else the report of the last one, with its buttons."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    services, context.argument = context.services, ""
    unsent = await services.notices.unsent(user.id)
    if unsent is not None and unsent.state is NoticeState.DRAFT:
        await notice(update, context)
        return
    recent = [one for one in await services.taking_back.recent() if one.local_date is not None]
    if not recent:
        await say(context, message, plain(NONE_SENT))
        return
    last, others = recent[0], recent[1 : 1 + MOST]
    if last.local_date is not None:
        report = await services.push_reports.report(reported_by(last.local_date, str(last.id)))
        await say(context, message, view_of(report))
    keys = [
        [report_button(one.local_date, str(one.id), one.text)] for one in others if one.local_date is not None
    ]
    if keys:
        await say(context, message, plain(OTHERS, InlineKeyboardMarkup(keys)))


async def take_back(update: Update, context: Context) -> None:
    """Show how the newest notice stands and ask at once whether to stop it and take it back: 全撤回来."""
    message, services = update.effective_message, context.services
    recent = [one for one in await services.taking_back.recent() if one.local_date is not None]
    last = recent[0] if recent else None
    report = (
        await services.push_reports.report(reported_by(last.local_date, str(last.id)))
        if last and last.local_date is not None
        else None
    )
    if message is None or report is None or not (report.can_take_back or report.can_stop):
        await last_notice(update, context)  # it was not sent, or is over
        return
    asks = taking_back_view(report) if report.can_take_back else stopping_view(report)
    await say(context, message, replace(asks, pieces=(*view_of(report).pieces, Piece("\n\n"), *asks.pieces)))


async def stop(update: Update, context: Context) -> None:
    """Stop the newest notice where it still goes out, for who says so right after: 停！别发了."""
    message, user, services = update.effective_message, update.effective_user, context.services
    recent = [one for one in await services.taking_back.recent() if one.local_date is not None]
    last = recent[0] if recent else None
    if message is None or user is None or last is None or last.local_date is None:
        return
    batch = reported_by(last.local_date, str(last.id))
    report = await services.push_reports.report(batch)
    if not (report.can_stop and await services.taking_back.stop(last.id, user.id)):
        await take_back(update, context)
        return
    view = view_of(await services.push_reports.report(batch))
    await say(context, message, replace(view, pieces=(Piece(f"{STOPPED}。\n\n"), *view.pieces)))


async def lean(update: Update, context: Context) -> None:
    """Do what is said of the notice that was just sent: stop it, take it back, or tell how far it is."""
    message = update.effective_message
    said = heard(message, context.bot) if message else None
    if said is None:
        return
    if stops_sending(said.words):
        await stop(update, context)
    elif asks_how_far(said.words):
        await last_notice(update, context)
    else:
        await take_back(update, context)


async def well(update: Update, context: Context) -> None:
    """Say how the bot is, to who asks: 系统健康吗, 有没有报错, 数据库多大了."""
    if message := update.effective_message:
        await say(context, message, plain(WELL))
