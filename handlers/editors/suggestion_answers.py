"""An operator answers a suggestion, in words of their own: asked for, shown as they will go, then sent."""

from telegram import CallbackQuery, InlineKeyboardButton, Message, Update
from telegram.error import TelegramError

from core.errors import UserError
from core.models import Place
from core.patterns import pattern
from handlers.context import Context
from handlers.editors.own_words import GONE, OwnWords
from handlers.sending.outcomes import refused
from handlers.sending.speaking import announce, say, toast
from handlers.words.cards import button, rows, show
from handlers.words.prompts import Asked, wants_words, wants_yes
from handlers.words.replies import Piece, Pieces, View, plain
from handlers.words.sent import ANSWER as ANSWER_SENT
from handlers.words.sent import note_sent
from knowledge.language.writing.clipped import clipped
from storage.asking.prompts import Prompt
from storage.people.suggestions import Suggestion

PATTERN = pattern(r"sg:(?P<action>answer|keep|send):(?P<number>\d{1,18})(?::(?P<mark>[0-9a-f]{8}))?")

ASK_ANSWER = "请写上答复，直接发给我，发之前会再问您一次：\n“{words}”\n"
PREVIEW = "提意见的人会收到下面这些，现在发出吗？\n\n"
ANSWERED = "您提过意见：“{words}”\n运维人员答复：\n"
KEPT = "好的，没有发出。想答复时点意见下面的“答复”。"
PASSED_ON = "已转给提意见的人。"
NOT_PASSED_ON = "没有送到：对方停用了机器人，或不能再使用。"
UNSURE = "网络不通，不知道送到没有。过一会儿请再点一次“发出”。"
DECIDED = "这条已经处理过了，没有再发一次。"
TOO_LATE = "转不到了：这条意见是匿名的，超过 30 天，或提意见的人已要求删去记录。"
ANSWER = "答复"
LONGEST_QUOTED = 80


def answer_button(number: int) -> InlineKeyboardButton:
    """Return the button that stands under a suggestion."""
    return button(ANSWER, f"sg:answer:{number}")


async def press(update: Update, context: Context) -> None:
    """Ask for the words, send what the preview shows, or leave it."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    if match["action"] == "keep":
        await show(query, context, plain(KEPT))
        return
    suggestion = await _open(int(match["number"]), context)
    if suggestion is None:
        await toast(query, TOO_LATE, alert=True)
    elif match["action"] == "answer":
        await toast(query)
        said = ASK_ANSWER.format(words=clipped(suggestion.words, LONGEST_QUOTED))
        await announce(context, Place(query.from_user.id), wants_words(said, Asked.ANSWER, suggestion.id))
    else:
        await _send(suggestion, match["mark"], query, context)


async def take_answer(update: Update, context: Context) -> None:
    """Show an operator's answer as it would go, and ask whether it is to."""
    message = update.effective_message
    if message is None or not context.asked:
        return
    suggestion = await _open(context.asked.number, context)
    if suggestion is None:
        await say(context, message, plain(TOO_LATE))
        return
    await say(context, message, _preview(suggestion, OwnWords.of(message)))


async def previewed(number: int, words: OwnWords, context: Context) -> View:
    """Return the words as they would go in answer to that suggestion, and the question whether they are to."""
    suggestion = await _open(number, context)
    return plain(TOO_LATE) if suggestion is None else _preview(suggestion, words)


def _preview(suggestion: Suggestion, words: OwnWords) -> View:
    number = suggestion.id
    yes, no = f"sg:send:{number}:{words.mark}", f"sg:keep:{number}"
    keyboard = rows([button("发出", yes), button("重写", f"sg:answer:{number}")], [button("不发", no)])
    view = View((Piece(PREVIEW), *_pieces(suggestion, words)), keyboard)
    return wants_yes(view, Asked.SEND_ANSWER, number, yes=yes, no=no, words=words.kept())


async def stands(prompt: Prompt, context: Context) -> bool:
    """Return whether an answer can still reach who made the suggestion that a prompt is about."""
    return await _open(prompt.number, context) is not None


async def _open(number: int, context: Context) -> Suggestion | None:
    """Return the suggestion if its author can still be reached."""
    found = await context.services.suggestions.of(number)
    return found if found is not None and found.chat_id is not None else None


async def _send(suggestion: Suggestion, mark: str | None, query: CallbackQuery, context: Context) -> None:
    preview = query.message if isinstance(query.message, Message) else None
    words = await OwnWords.behind(preview, context)
    if words is None and preview is not None and await _is_decided(preview, context):
        await toast(query, DECIDED, alert=True)
        return
    if words is None or words.mark != mark:
        raise UserError(GONE)
    await show(query, context, plain(await _passed_on(suggestion, words, query.from_user.id, context)))


async def _is_decided(preview: Message, context: Context) -> bool:
    """Return whether a preview's words went, or were left, before their time was up."""
    prompt = await context.services.prompts.of_message(preview.chat.id, preview.message_id)
    return prompt is not None and context.services.clock.now() < prompt.until


async def _passed_on(suggestion: Suggestion, words: OwnWords, operator: int, context: Context) -> str:
    """Send the words to the suggestion's author; return what became of it. UserError: nobody knows."""
    services, chat = context.services, suggestion.chat_id
    if chat is None or not await services.access.may_receive(chat):
        return NOT_PASSED_ON
    try:
        sent = await announce(context, Place(chat), View(_pieces(suggestion, words)))
    except TelegramError as error:
        if not refused(error):
            raise UserError(UNSURE) from None
        return NOT_PASSED_ON
    await services.suggestions.answered(suggestion.id)
    note_sent(ANSWER_SENT, suggestion.id, [sent], context)
    await services.audit.record(operator, "suggestion.answer", str(suggestion.id), now=words.said)
    return PASSED_ON


def _pieces(suggestion: Suggestion, words: OwnWords) -> Pieces:
    return (Piece(ANSWERED.format(words=clipped(suggestion.words, LONGEST_QUOTED))), *words.pieces)
