"""Asking: /ask, and every message that is said to us and is no command."""

import re
from datetime import timedelta

from telegram import Bot, Message, MessageEntity, Update
from telegram.error import TelegramError

from core.models import Unknown
from handlers.asking.albums import album_of
from handlers.asking.feedback import with_feedback
from handlers.asking.start import introduction
from handlers.context import Context
from handlers.editors import suggestion
from handlers.sending.outcomes import classify
from handlers.sending.speaking import rewrite, say
from handlers.updates.attempt import begun_before
from handlers.words.addressed import (
    Heard,
    asker,
    heard,
    is_private,
    mentions,
    replies_to,
    words_pointed_at,
)
from handlers.words.buttons import Mode, answer_keyboard, candidates_keyboard, context_keyboard, deck_of
from handlers.words.replies import (
    Piece,
    Pieces,
    View,
    context_pieces,
    passage_pieces,
    plain,
    source_of,
)
from handlers.words.spoken import is_for_another, spoken, unknown_command
from knowledge.language.normalize import fold
from knowledge.language.small_talk import is_gesture
from knowledge.speech.segment import Passage
from services.asking.answers import LONGEST_QUESTION, AnswerService, Reply, ReplyKind

# An edit is answered anew only while the message is young; later it is history being tidied.
EDIT_ANSWERED_FOR = timedelta(hours=1)
# Stands for the number of an answer that may have arrived, or not: nobody has told us.
UNSEEN = 0

CLOSEST = "没有完全对上的原文，最接近的是："
DID_YOU_MEAN = "您是不是想问："
DID_YOU_MEAN_IN_GROUP = "没有完全对上的原文。您是不是想问："
SHORTENED = f"问题较长，我按前 {LONGEST_QUESTION} 个字找的。"
NOTHING = "现有的 {speeches} 篇讲话里没有说到这个。\n\n换成讲话里的词再问一次试试"
NOTHING_IN_GROUP = "现有讲话里没有说到这个，换个说法再试"
SOURCE = "上面那段出自：\n"
WHEN = "上面那段出自{title}，讲话的日期是{date}。"
NO_DAY = "上面那段出自{title}，只写到{date}；讲话稿没有写明具体日期。"
NO_DATE = "上面那段出自{title}；讲话稿没有写明日期。"
SPEAKER = "上面那段出自{title}{date}；讲话稿没有写明讲话人。"
WHOLE = "上面那段在这篇讲话的第 {paragraph} 自然段，点下面的按钮可以前后翻着读：\n"
SAID = {
    ReplyKind.ABOUT_PUSHES: "讲话里没有说到这个。想看或更改每日廉语的推送，发 /settings；退订发 /unsubscribe。",
    ReplyKind.END: "这已经是这篇讲话的结尾了。",
    ReplyKind.BEGINNING: "这已经是这篇讲话的开头了。",
    ReplyKind.NO_MORE: "没有更多相关的段落了。可以换个说法再问，或发“上下文”看前后文。",
    ReplyKind.NO_POINT: "讲话的这一部分没有这一点。可以发“上下文”看前后文，或把问题说完整。",
    ReplyKind.SAME_POINT: "上面那段就是这一点的开头。点下面的按钮可以接着读。",
    ReplyKind.NO_EARLIER: "我不确定您接着哪一段问。请把问题说完整",
    ReplyKind.TOO_SHORT: "一个字太少，我猜不准。请多写几个字",
    ReplyKind.NO_WORDS: "我只看得懂文字。请打几个字问我",
    ReplyKind.EMPTY: "请把问题一起发给我",
    ReplyKind.GREETING: "您好！想了解讲话里怎么说，直接问我就行",
    ReplyKind.THANKS: "不客气，有问题随时问我。",
    ReplyKind.FAREWELL: "再见，有问题随时来问。",
    ReplyKind.ACKNOWLEDGED: "好的，有问题随时问我。",
}
WITH_EXAMPLES = frozenset(
    {ReplyKind.NO_EARLIER, ReplyKind.TOO_SHORT, ReplyKind.NO_WORDS, ReplyKind.EMPTY, ReplyKind.GREETING}
)
ABOUT_THE_PASSAGE = frozenset(
    {ReplyKind.SOURCE, ReplyKind.WHOLE, ReplyKind.WHEN, ReplyKind.SPEAKER, ReplyKind.SAME_POINT}
)
NO_TEXT = (
    ("voice", "我还听不懂语音，请打字问我"),
    ("audio", "我还听不懂录音，请打字问我"),
    ("video_note", "我看不懂视频，请打字问我"),
    ("video", "我看不懂视频，请打字问我"),
    ("animation", "我看不懂动图，请打字问我"),
    ("photo", "我看不懂图片，请把问题打成文字，也可以写在图片的说明里"),
    ("document", "我还不会读文件，请把问题打成文字"),
    ("sticker", "贴纸收到。想了解讲话里怎么说，打字问我就行"),
    ("poll", "我不会投票，有问题请打字问我"),
    ("dice", "我不会掷骰子，有问题请打字问我"),
    ("location", "我用不上位置信息，有问题请打字问我"),
    ("contact", "我用不上联系人，有问题请打字问我"),
)
NO_TEXT_OTHERWISE = "这种消息我看不懂，请打字问我"
# In a group these are gestures between people, even when they answer one of ours.
GESTURES = ("sticker", "animation", "dice")
UNKNOWN_NUMBER = "没有这个编号的段落。编号写在每段出处的末尾，例如：/p {number}"
WHOLE_DATE = re.compile(r"\d[日号]|\d[-./]\d{1,2}[-./]\d")
COMMAND_ANEW = "命令要单独新发一条才管用，请重新发一次。"
UNKNOWN_COMMAND = "没有这个命令。发 /help 看我会做什么，或直接把问题发给我。"


async def ask(update: Update, context: Context) -> None:
    """Answer /ask …; bare in answer to a message, it asks about that message."""
    message = update.effective_message
    if message is None:
        return
    words = context.argument or words_pointed_at(message, context.bot, ours=True)
    await answer(update, context, words)


async def question(update: Update, context: Context) -> None:
    """Answer whatever is said to us and is no command."""
    message = update.effective_message
    said = heard(message, context.bot) if message else None
    if message is None or said is None:
        return
    album = album_of(message, context)
    if album is not None and album.answered and not message.edit_date:
        return
    command = spoken(said.words, context.bot.username)
    if command and command.command.name == "ask":
        await answer(update, context, command.argument)
    elif command and (command.slash or message.edit_date):  # edited, forwarded, or under a picture
        await _reply(message, context, plain(COMMAND_ANEW), None)
    elif message.text and _only_nods(said, message, context.bot):
        return
    elif unknown_command(said.words):
        await _unknown(said, message, context)
    elif said.private and not message.edit_date and await suggestion.taken(message, context):
        return
    elif said.words or message.text:
        await answer(update, context, said.words)
    else:
        await _no_text(update, context, message)


async def _unknown(said: Heard, message: Message, context: Context) -> None:
    """Say that there is no such command, where it was meant for us."""
    ours = said.private or mentions(message, context.bot)
    if ours and not is_for_another(said.words, context.bot.username):
        await _reply(message, context, plain(UNKNOWN_COMMAND), None)


def _only_nods(said: Heard, message: Message, bot: Bot) -> bool:
    """Return whether this is a gesture among people in a group. Who names us and puts a ? wants help."""
    if said.private or not is_gesture(said.words):
        return False
    return not (mentions(message, bot) and (not said.words or "?" in fold(said.words)))


async def answer(update: Update, context: Context, words: str) -> None:
    """Reply to `words`; to an edited question by editing the reply it had."""
    message = update.effective_message
    if message is None:
        return
    answers = context.services.answers
    reply = await answers.ask(words, asker(message), passage_pointed_at(message, context.bot, answers))
    view = view_of(reply, answers, private=is_private(message))
    if view is None:
        return
    inbox = context.services.inbox
    shown = reply.kind is ReplyKind.CONFIDENT or (reply.kind is ReplyKind.UNSURE and is_private(message))
    judged = shown and inbox.takes_feedback
    await _reply(message, context, with_feedback(view) if judged else view, reply)
    await inbox.note(reply, words, asker(message), message.message_id)


def passage_pointed_at(message: Message, bot: Bot, answers: AnswerService) -> Passage | None:
    """Return the passage of ours that `message` answers: 下一段 in reply to an answer means that answer's.

    Its number stands at the end of our message; what is quoted there must still be in the passage.
    """
    ours = message.reply_to_message
    if ours is None or not ours.text or not replies_to(message, bot):
        return None
    numbers = list(ours.parse_entities([MessageEntity.CODE]).values())
    quoted = ours.parse_entities([MessageEntity.BLOCKQUOTE]).values()
    passage = answers.library.passage(numbers[-1]) if numbers else None
    if passage is None:
        return None
    below = answers.below(passage)
    shown = f"{passage.text}\n{below.text}" if below else passage.text
    return passage if all(quotation in shown for quotation in quoted) else None


async def _reply(message: Message, context: Context, view: View, reply: Reply | None) -> None:
    """Send `view`, or put it into the reply that the edited `message` had; remember what was replied."""
    answers, chat_id = context.services.answers, message.chat.id
    edited = message.edit_date is not None
    earlier = await answers.earlier(chat_id, message.message_id) if edited or begun_before() else None
    if message.edit_date and earlier is None and message.edit_date - message.date > EDIT_ANSWERED_FOR:
        return
    answer_id = earlier.answer_message_id if earlier else UNSEEN
    album = album_of(message, context)
    if album is not None:
        album.answered = True
        answer_id = answer_id or album.remark
    # What was said before a crash is not said again; an edit's answer takes its place, and so does an album's.
    if (
        (edited or (album is not None and album.remark))
        and answer_id
        and not await rewrite(context, chat_id, answer_id, view)
    ):
        answer_id = UNSEEN
    try:
        if answer_id == UNSEEN:
            answer_id = (await say(context, message, view)).message_id
    except TelegramError as error:
        if reply is not None and isinstance(classify(error), Unknown):  # it may be there to lean on
            await answers.remember(reply, asker(message), message.message_id, UNSEEN)
        raise
    if reply is not None:
        await answers.remember(reply, asker(message), message.message_id, answer_id)


def view_of(reply: Reply, answers: AnswerService, *, private: bool) -> View | None:
    """Return what `reply` looks like in a private chat or in a group; None is to say nothing."""
    match reply.kind:
        case ReplyKind.CONFIDENT | ReplyKind.PASSAGE:
            return _passage(reply, answers)
        case ReplyKind.UNSURE:
            return _unsure(reply, answers) if private else _choices(reply, answers.offered)
        case ReplyKind.CONTEXT:
            return _context(reply, answers)
        case kind if kind in ABOUT_THE_PASSAGE:
            return View(_about(reply), answer_keyboard(deck_of(Mode.PASSAGE, reply.candidates)))
        case ReplyKind.ACKNOWLEDGED if not private:
            return None
    return plain(_said(reply, answers, private=private))


def _said(reply: Reply, answers: AnswerService, *, private: bool) -> str:
    """Return what is said where no passage is shown."""
    match reply.kind:
        case ReplyKind.NOTHING:
            said = NOTHING.format(speeches=len(answers.library.speeches)) if private else NOTHING_IN_GROUP
            lead = SHORTENED if reply.shortened else ""
            return lead + said + for_example(answers, several=private)
        case ReplyKind.UNKNOWN_NUMBER:
            return UNKNOWN_NUMBER.format(number=answers.some_number())
        case ReplyKind.WHO:
            return introduction(answers)
    return SAID[reply.kind] + (for_example(answers) if reply.kind in WITH_EXAMPLES else "")


def for_example(answers: AnswerService, *, several: bool = False) -> str:
    """Return the end of a sentence: examples of questions that will be answered."""
    examples = answers.examples()
    if not examples:
        return "。"
    if several:
        return "，例如：" + "".join(f"\n· {words}" for words in examples)
    return f"，例如：{examples[0]}"


def _about(reply: Reply) -> Pieces:
    """Say of the passage before where it stands, who said it or when, as far as speech and list know."""
    passage = reply.candidates[0].passage
    told = {"title": f"《{passage.title}》" if passage.title else "一篇没有写题目的讲话", "date": passage.date}
    match reply.kind:
        case ReplyKind.SOURCE:
            return (Piece(SOURCE), *source_of(passage))
        case ReplyKind.WHOLE:
            return (Piece(WHOLE.format(paragraph=passage.paragraph)), *source_of(passage))
        case ReplyKind.SPEAKER:
            said = SPEAKER.format_map(told | {"date": f"（{passage.date}）" if passage.date else ""})
        case ReplyKind.WHEN:
            dated = WHEN if WHOLE_DATE.search(passage.date) else NO_DAY
            said = (dated if passage.date else NO_DATE).format_map(told)
        case _:
            said = SAID[reply.kind]
    return (Piece(said),)


def _passage(reply: Reply, answers: AnswerService) -> View:
    shown = reply.candidates[0]
    mode = Mode.ANSWER if reply.kind is ReplyKind.CONFIDENT else Mode.PASSAGE
    below, before = answers.below(shown.passage), SHORTENED if reply.shortened else ""
    pieces = passage_pieces(shown.passage, shown.marks, below=below, before=before)
    return View(pieces, answer_keyboard(deck_of(mode, reply.candidates)))


def _context(reply: Reply, answers: AnswerService) -> View:
    card = reply.candidates[0]
    around = answers.context(card.passage.id)
    deck = deck_of(Mode.PASSAGE, reply.candidates)
    if around is None:
        return View(passage_pieces(card.passage, card.marks), answer_keyboard(deck))
    return View(context_pieces(around, card.marks), context_keyboard(deck))


def _unsure(reply: Reply, answers: AnswerService) -> View:
    before = f"{SHORTENED}\n{CLOSEST}" if reply.shortened else CLOSEST
    shown = reply.candidates[0]
    below = answers.below(shown.passage)
    pieces: Pieces = passage_pieces(shown.passage, shown.marks, below=below, before=before)
    if len(reply.candidates) > 1:
        pieces = (*pieces, Piece(f"\n\n{DID_YOU_MEAN}"))
    return View(pieces, answer_keyboard(deck_of(Mode.UNSURE, reply.candidates)))


def _choices(reply: Reply, most: int) -> View:
    said = f"{SHORTENED}{DID_YOU_MEAN_IN_GROUP}" if reply.shortened else DID_YOU_MEAN_IN_GROUP
    return plain(said, candidates_keyboard(deck_of(Mode.UNSURE, reply.candidates[:most])))


async def _no_text(update: Update, context: Context, message: Message) -> None:
    """Say kindly that only text is understood: once an album, never to an edit or a gesture in a group."""
    if update.edited_message:
        return
    if not is_private(message) and any(getattr(message, kind) for kind in GESTURES):
        return
    album = album_of(message, context)
    if album is not None and album.remark:
        return
    await context.services.answers.prepare()
    said = next((said for kind, said in NO_TEXT if getattr(message, kind)), NO_TEXT_OTHERWISE)
    remark = await say(context, message, plain(said + for_example(context.services.answers)))
    if album is not None:
        album.remark = remark.message_id
