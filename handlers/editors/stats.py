"""/stats: statistics; of all chats for operators in private, of one group for its admins."""

import asyncio

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
    said = HEAD.format(days=DAYS, where="，全部会话" if private else "，本群") + _said(figures, context)
    if not figures.asked:
        await say(context, message, plain(said))
        return
    picture = await asyncio.to_thread(questions_a_day, figures.days)
    await send_picture(context, message, picture, f"{said}\n{CHART}")


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
