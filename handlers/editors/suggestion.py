"""The suggestion box: /suggest, with a name or without. In private only. Answers: suggestion_answers.py."""

import logging
from dataclasses import replace

from telegram import Message, Update
from telegram.error import TelegramError

from core.failing import where
from core.models import Place
from core.names import cleaned, fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.editors.own_words import OwnWords
from handlers.editors.suggestion_answers import answer_button
from handlers.sending.speaking import announce, rewrite, say, toast
from handlers.words.cards import button, rows
from handlers.words.prompts import Asked, wants_words, wants_yes
from handlers.words.replies import Piece, View, linked, plain
from handlers.words.sent import SUGGESTION, note_sent
from handlers.words.written import links_behind, written
from knowledge.language.commands.draft_leads import without_leads
from storage.people.suggestions import Suggestion

PATTERN = pattern(r"sg:(?P<action>named|nameless|drop):(?P<number>\d{1,18})")

# 意见：…, 我提个建议：…
LABEL = pattern(
    r"\A\s*(?:我?(?:想|要)?(?:给|提|有)?(?:你们)?[一1]?[个条点]?)?(?:匿名|署名)?的?(?:意见|建议)箱?\s*[:：]\s*"
)
ASK = "请写下您的意见或建议，直接发给我。发之前会再问您一次。\n"
HOW = (
    "”\n\n怎么发给运维人员？\n"
    "匿名：看意见的人不知道是谁写的。为了能把答复转给您，我存 30 天您的会话编号，管服务器的人查得到；"
    "不想留下任何痕迹，请不要用机器人提。"
)
NAMED, NAMELESS, DROP = "署名发出", "匿名发出", "不发了"
SENT = "已发给运维人员{how}。有答复我转给您。发错了，半小时内说“撤了”。"
DROPPED = "好的，没有发，原话已删。"
NOBODY = "还没有运维人员能收到意见，没有发出。请直接联系管理这个机器人的同事。"
NOT_NOW = "现在没有送到任何一位运维人员，没有发出。过一会儿请再点一次。"
ARRIVED = "意见箱 · {author}\n"
NO_NAME = "匿名"
HOW_TO_SEND = "回“匿名”或“署名”也行，"

logger = logging.getLogger(__name__)


async def suggest(update: Update, context: Context) -> None:
    """Take a suggestion: the words after the command, or ask for them."""
    message = update.effective_message
    if message is None:
        return
    if context.argument:
        await _offer(without_label(context.argument), message, context)
    else:
        await say(context, message, await _asking(context))


async def ask_for_words(update: Update, context: Context) -> None:
    """Ask for a suggestion, as the button under another message of ours wants."""
    query = update.callback_query
    if query is not None:
        await toast(query)
        await announce(context, Place(query.from_user.id), await _asking(context))


async def _asking(context: Context) -> View:
    """Return the prompt for a suggestion; nobody writes one that nobody would get."""
    if not await context.services.access.operators():
        return plain(NOBODY)
    return wants_words(ASK, Asked.SUGGESTION)


async def take_words(update: Update, context: Context) -> None:
    """Take the suggestion that was asked for."""
    if message := update.effective_message:
        await _offer(without_label(written(message)), message, context)


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
        reached = await _deliver(replace(draft, author=author), context)
        if not reached:
            await toast(query, NOT_NOW, alert=True)
            return
        await suggestions.sent(number, message.chat.id, author)
        note_sent(SUGGESTION, number, reached, context)
        said = SENT.format(how=f"，署名“{fenced(author)}”" if author else "，没有署名")
    await toast(query)
    await rewrite(context, message.chat.id, message.message_id, plain(said))


def without_label(words: str) -> str:
    """Return a suggestion without 意见： before it: what it is stands above it anyway."""
    return without_leads(LABEL.sub("", words, count=1).strip() or words)


async def _offer(words: str, message: Message, context: Context) -> None:
    own = OwnWords(words, links_behind(message, words))
    await say(context, message, await offered(own, message.chat.id, context))


async def offered(words: OwnWords, chat_id: int, context: Context) -> View:
    """Keep the words as a draft, and return the question how they are to be sent."""
    if not await context.services.access.operators():
        return plain(NOBODY)
    number = await context.services.suggestions.draft(chat_id, words.said, words.links)
    drop = f"sg:drop:{number}"
    keyboard = rows(
        [button(NAMED, f"sg:named:{number}"), button(NAMELESS, f"sg:nameless:{number}")], [button(DROP, drop)]
    )
    view = View((Piece("“"), *words.pieces, Piece(HOW)), keyboard)
    return wants_yes(view, Asked.SEND_HOW, number, no=drop, how=HOW_TO_SEND)


async def _deliver(suggestion: Suggestion, context: Context) -> list[Message]:
    """Give a suggestion to every operator; return the messages of those whom it reached."""
    lead = Piece(ARRIVED.format(author=fenced(suggestion.author) or NO_NAME))
    pieces = (lead, *linked(suggestion.words, suggestion.links))
    reached: list[Message] = []
    for operator in sorted(await context.services.access.operators()):
        try:
            view = View(pieces, rows([answer_button(suggestion.id)]))
            reached.append(await announce(context, Place(operator), view, pushed=True))
        except TelegramError as error:
            logger.warning("operator %d got no suggestion: %s", operator, where(error))
    return reached
