"""The suggestion box: /suggest, with a name or without, and the operators' answer. In private only."""

import logging
import re
from dataclasses import replace
from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError

from core.models import Place
from core.names import cleaned, fenced
from handlers.context import Context
from handlers.errors import where
from handlers.sending.outcomes import refused
from handlers.sending.speaking import announce, rewrite, say, toast
from handlers.words.prompts import prompt, prompt_of
from handlers.words.replies import Piece, View, linked, plain
from handlers.words.written import links_behind
from knowledge.language.clipped import clipped
from storage.suggestions import Suggestion

PATTERN = re.compile(r"sg:(?P<action>named|nameless|drop|answer):(?P<number>\d{1,18})")
WORDS, ANSWER = "意见", "答复"  # what our prompts ask for

ASK = "请回复这条消息，写下您的意见或建议。发之前会再问您一次。\n"
HOW = (
    "”\n\n怎么发给运维人员？\n"
    "匿名：看意见的人不知道是谁写的。为了能把答复转给您，我存 30 天您的会话编号，管服务器的人查得到；"
    "不想留下任何痕迹，请不要用机器人提。"
)
NAMED, NAMELESS, DROP = "署名发出", "匿名发出", "不发了"
SENT = "已发给运维人员{how}。有答复我转给您。"
DROPPED = "好的，没有发，原话已删。"
NOBODY = "还没有运维人员能收到意见，没有发出。请直接联系管理这个机器人的同事。"
NOT_NOW = "现在没有送到任何一位运维人员，没有发出。过一会儿请再点一次。"
ARRIVED = "意见箱 · {author}\n"
NO_NAME = "匿名"
ASK_ANSWER = "请回复这条消息，写上答复，我原样转给提意见的人。\n"
ANSWERED = "您提过意见：“{words}”\n运维人员答复：\n"
PASSED_ON = "已转给提意见的人。"
NOT_PASSED_ON = "没有送到：对方停用了机器人，或不能再使用。"
UNSURE = "网络不通，不知道送到没有。过一会儿请对同一条消息再回复一次。"
TOO_LATE = "转不到了：这条意见是匿名的，超过 30 天，或提意见的人已要求删去记录。"
NO_WORDS = "请写上文字。回复同一条消息就行。"
LONGEST_QUOTED = 80
AWAITED, PATIENCE = "suggestion_awaited", timedelta(minutes=10)

logger = logging.getLogger(__name__)


async def suggest(update: Update, context: Context) -> None:
    """Take a suggestion: the words after the command, or the reply to our prompt."""
    message = update.effective_message
    if message is None:
        return
    if context.argument:
        await _offer(context.argument, message, context)
    else:
        await say(context, message, prompt(ASK, WORDS))
        if context.chat_data is not None:
            context.chat_data[AWAITED] = context.services.clock.now()


async def taken(message: Message, context: Context) -> bool:
    """Take `message` for the suggestion that was just asked for; False: none was, or something else came.

    Many answer a prompt without replying to it, and nobody wants their complaint taken for a question.
    """
    asked = (context.chat_data or {}).pop(AWAITED, None)
    if asked is None or context.services.clock.now() - asked > PATIENCE or not message.text:
        return False
    await _offer(message.text.strip(), message, context)
    return True


async def replied(update: Update, context: Context) -> None:
    """Take a reply to a prompt of ours: a suggestion, or an operator's answer to one."""
    message = update.effective_message
    asked = prompt_of(message, WORDS, ANSWER) if message else None
    if message is None or asked is None:
        return
    said = (message.text or "").strip()
    if not said:
        await say(context, message, plain(NO_WORDS))
    elif asked.what == WORDS:
        await _offer(said, message, context)
    else:
        await _answer(asked.number, said, message, context)


async def press(update: Update, context: Context) -> None:
    """Send a draft with a name or without, or forget it."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    suggestions, message, number = context.services.suggestions, query.message, int(match["number"])
    if match["action"] == "drop":
        await suggestions.drop(number, message.chat.id)
        said = DROPPED
    elif not await context.services.access.operators():
        said = NOBODY
    else:
        author = cleaned(query.from_user.full_name) if match["action"] == "named" else ""
        draft = await suggestions.drafted(number, message.chat.id)
        if not await _deliver(replace(draft, author=author), context):
            await toast(query, NOT_NOW, alert=True)
            return
        await suggestions.sent(number, author)
        said = SENT.format(how=f"，署名“{fenced(author)}”" if author else "，没有署名")
    await toast(query)
    await rewrite(context, message.chat.id, message.message_id, plain(said))


async def ask_for_answer(update: Update, context: Context) -> None:
    """Ask an operator for the answer to a suggestion."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    suggestion = await context.services.suggestions.of(int(match["number"]))
    if suggestion is None or suggestion.chat_id is None:
        await toast(query, TOO_LATE, alert=True)
        return
    await toast(query)
    await announce(context, Place(query.from_user.id), prompt(ASK_ANSWER, ANSWER, suggestion.id))


async def _offer(words: str, message: Message, context: Context) -> None:
    links = links_behind(message, words)
    number = await context.services.suggestions.draft(message.chat.id, words, links)
    rows = [
        [
            InlineKeyboardButton(NAMED, callback_data=f"sg:named:{number}"),
            InlineKeyboardButton(NAMELESS, callback_data=f"sg:nameless:{number}"),
        ],
        [InlineKeyboardButton(DROP, callback_data=f"sg:drop:{number}")],
    ]
    view = View((Piece("“"), *linked(words, links), Piece(HOW)), InlineKeyboardMarkup(rows))
    await say(context, message, view)


async def _deliver(suggestion: Suggestion, context: Context) -> bool:
    """Give a suggestion to every operator; return whether it reached one."""
    button = InlineKeyboardButton(ANSWER, callback_data=f"sg:answer:{suggestion.id}")
    lead = Piece(ARRIVED.format(author=fenced(suggestion.author) or NO_NAME))
    pieces = (lead, *linked(suggestion.words, suggestion.links))
    reached = False
    for operator in sorted(await context.services.access.operators()):
        try:
            await announce(context, Place(operator), View(pieces, InlineKeyboardMarkup([[button]])))
            reached = True
        except TelegramError as error:
            logger.warning("operator %d got no suggestion: %s", operator, where(error))
    return reached


async def _answer(number: int, said: str, message: Message, context: Context) -> None:
    suggestions = context.services.suggestions
    suggestion = await suggestions.of(number)
    if suggestion is None or suggestion.chat_id is None:
        await say(context, message, plain(TOO_LATE))
        return
    words = suggestion.words
    words = clipped(words, LONGEST_QUOTED)
    if not await context.services.access.may_receive(suggestion.chat_id):
        await say(context, message, plain(NOT_PASSED_ON))
        return
    try:
        answer = (Piece(ANSWERED.format(words=words)), *linked(said, links_behind(message, said)))
        await announce(context, Place(suggestion.chat_id), View(answer))
    except TelegramError as error:
        await say(context, message, plain(NOT_PASSED_ON if refused(error) else UNSURE))
        return
    await suggestions.answered(number)
    await context.services.audit.record(
        message.from_user.id if message.from_user else None, "suggestion.answer", str(number), now=said
    )
    await say(context, message, plain(PASSED_ON))
