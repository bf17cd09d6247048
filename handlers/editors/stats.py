"""/stats: statistics; of all chats for operators in private, of one group for its admins."""

import asyncio
from datetime import date, timedelta

from telegram import Update

from core.errors import UserError
from core.models import Role
from handlers.context import Context
from handlers.people.rights import require_manager
from handlers.sending.speaking import say, send_picture
from handlers.words.addressed import is_private
from handlers.words.chart import questions_a_day
from handlers.words.replies import label, plain
from services.asking.reply import ReplyKind
from services.stats import DAYS, Stats
from storage.states import DeliveryState

FOR_OPERATORS = "全部会话的统计只给运维人员看。群主或管理员在群里发 /stats，可以看本群的。"
OF_DAYS = "{named}：提问 {asked} 次，直接答上 {answered} 次。答上的原话不列；没答上的，编辑发 /inbox 看。\n\n"
HEAD = "最近 {days} 天{where}\n"
NO_QUESTIONS = "还没有人提问。"
QUESTIONS = "提问 {asked} 次：直接答上 {answered} 次（{share}），拿不准 {unsure} 次，没有说到 {nothing} 次"
JUDGED = "评价：有用 {useful}，没用 {useless}"
SHOWN = "看得最多的段落："
SUBSCRIBED = "订阅：{people} 人、{groups} 个群{channels}"
DELIVERED = "推送：送到 {sent}，没送到 {failed}，不确定 {unknown}，未到时或已跳过 {other}"
CHART = "每天的提问：浅色是全部，深色是直接答上的。"


async def stats(update: Update, context: Context) -> None:
    """Show the figures, and a picture if there is something to see."""
    message, user = update.effective_message, update.effective_user
    if message is None:
        return
    private = is_private(message)
    if not private:
        await require_manager(update, context)
    elif user is None or await context.services.access.role_of(user.id) < Role.OPERATOR:
        raise UserError(FOR_OPERATORS)
    figures = await context.services.stats.of(None if private else message.chat.id)
    today = context.services.subscriptions.today()
    said = _of_days_named(message.text or "", figures, today) if private else ""
    said += HEAD.format(days=DAYS, where="，全部会话" if private else "，本群") + _said(figures, context)
    if not figures.asked:
        await say(context, message, plain(said))
        return
    picture = await asyncio.to_thread(questions_a_day, figures.days)
    await send_picture(context, message, picture, f"{said}\n{CHART}")


def _of_days_named(words: str, figures: Stats, today: date) -> str:
    """Return the questions of the days that are named, in a line: 昨天大家都问了什么; empty where none are."""
    monday = today - timedelta(days=today.weekday())
    days = {
        "今天": (today, today),
        "昨天": (today - timedelta(days=1),) * 2,
        "前天": (today - timedelta(days=2),) * 2,
        "上周": (monday - timedelta(days=7), monday - timedelta(days=1)),
        **dict.fromkeys(("这周", "本周"), (monday, today)),
    }
    named = next((one for one in days if one in words), "")
    if not named:
        return ""
    first, last = days[named]
    found = [day for day in figures.days if first <= day.date <= last]
    asked, answered = sum(day.asked for day in found), sum(day.answered for day in found)
    return OF_DAYS.format(named=named, asked=asked, answered=answered)


def _said(figures: Stats, context: Context) -> str:
    lines = [NO_QUESTIONS]
    if figures.asked:
        lines = [
            QUESTIONS.format(
                asked=figures.asked,
                answered=figures.answered,
                share=f"{figures.answered / figures.asked:.0%}",
                unsure=figures.kinds.get(ReplyKind.UNSURE.value, 0),
                nothing=figures.kinds.get(ReplyKind.NOTHING.value, 0),
            )
        ]
    if figures.useful or figures.useless:
        lines.append(JUDGED.format(useful=figures.useful, useless=figures.useless))
    library = context.services.answers.library
    shown = [(library.passage(number), number, times) for number, times in figures.most_shown]
    told = [f"· {label(passage.text)}（{number}）{times} 次" for passage, number, times in shown if passage]
    if told:
        lines += [SHOWN, *told]
    if figures.subscribed:
        channels = figures.subscribed.get("channel", 0)
        groups = figures.subscribed.get("group", 0) + figures.subscribed.get("supergroup", 0)
        more = f"、{channels} 个频道" if channels else ""
        lines.append(
            SUBSCRIBED.format(people=figures.subscribed.get("private", 0), groups=groups, channels=more)
        )
    if figures.delivered:
        counted = {state: figures.delivered.get(state.value, 0) for state in DeliveryState}
        ended = {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN}
        lines.append(
            DELIVERED.format(
                sent=counted[DeliveryState.SENT],
                failed=counted[DeliveryState.FAILED],
                unknown=counted[DeliveryState.UNKNOWN],
                other=sum(count for state, count in counted.items() if state not in ended),
            )
        )
    return "\n".join(lines)
