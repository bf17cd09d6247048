"""Prompts: messages of ours that ask a person something, for words or for a yes or no, and say how to leave.

What was asked is kept by services/asking/remembered/prompts.py, known by the message's number: nothing of it
has to be seen. What an answer does is listed in handlers/routes.py, for words, or is what the button does, for
a yes.
"""

from dataclasses import replace
from enum import StrEnum

from telegram import Message, MessageEntity, Update

from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import say
from handlers.words.replies import Piece, View, plain
from services.asking.remembered.prompts import Asks


class Asked(StrEnum):
    """Everything the bot asks. The first ones want words, the others a yes or a no."""

    SUGGESTION = "suggestion"
    ANSWER = "answer"  # an operator's, to a suggestion
    BINDING = "binding"  # the number of a passage, for a question without an answer
    REPLY = "reply"  # an editor's, to who asked it
    TITLE = "title"
    DATE = "date"
    LINE = "line"  # of a scan
    QUIZ_ITEM = "quiz_item"  # an item of 每周一题, reworded
    NOTICE = "notice"
    PAUSE = "pause"
    LEDGER = "ledger"  # which days a ledger is about
    ENTRY = "entry"  # of the ledger, by hand
    SUBJECT = "subject"  # of a document
    QUIZ_TIME = "quiz_time"
    CHECKLIST = "checklist"  # a line of 节前提醒, in the office's own words
    DUTY_NAME = "duty_name"
    DUTY_TIME = "duty_time"
    DUTY_PEOPLE = "duty_people"  # whom a duty concerns
    DUTY_OFF = "duty_off"  # whom no more
    DUTY_PASSAGES = "duty_passages"
    DUTY_FORM = "duty_form"  # a file
    DUTY_DONE = "duty_done"  # on which day
    DUTY_LATER = "duty_later"  # by how many days

    HOUR = "hour"
    FORGET = "forget"
    SEND_HOW = "send_how"  # a suggestion, with a name or without
    SEND_REPLY = "send_reply"
    SEND_ANSWER = "send_answer"  # to a suggestion
    BIND = "bind"
    REBIND = "rebind"
    TAKE_WAYS = "take_ways"
    DRAFT = "draft"
    READ_RIGHT = "read_right"  # a line of a scan
    WITHDRAW = "withdraw"
    ROLLBACK = "rollback"
    SEND_NOTICE = "send_notice"
    SURE = "sure"  # that a notice goes to everybody
    APPOINT = "appoint"  # somebody who was named an editor, or an operator
    RESEND = "resend"
    TAKE_BACK = "take_back"
    WISH = "wish"  # a member's, in a group: an admin may say that it shall be done


HINTS = {
    Asked.SUGGESTION: "意见",
    Asked.ANSWER: "答复",
    Asked.BINDING: "编号",
    Asked.REPLY: "回复",
    Asked.TITLE: "题目",
    Asked.DATE: "日期",
    Asked.LINE: "这一行的文字",
    Asked.QUIZ_ITEM: "题干和选项",
    Asked.NOTICE: "通知内容",
    Asked.PAUSE: "多久",
    Asked.ENTRY: "哪天、什么事",
    Asked.SUBJECT: "主题",
    Asked.QUIZ_TIME: "周三下午三点",
    Asked.CHECKLIST: "一句话",
    Asked.DUTY_TIME: "每季度末 9点",
    Asked.DUTY_PEOPLE: "名字或编号",
    Asked.DUTY_OFF: "名字或编号",
    Asked.DUTY_PASSAGES: "编号",
    Asked.DUTY_FORM: "发文件",
}
# What cannot be undone, or reaches many: after something else was said, only its button's words are a yes.
WEIGHTY = frozenset(
    {
        Asked.FORGET,
        Asked.WITHDRAW,
        Asked.ROLLBACK,
        Asked.SURE,
        Asked.APPOINT,
        Asked.RESEND,
        Asked.SEND_REPLY,
        Asked.SEND_ANSWER,
    }
)

LEAVE = "发“取消”就不做了。"
OR_SAY_YES = "回“是”也行，"
EDITED = "您原来的回复我已经收下，改了也不算数。要换一种说法，请对同一条消息再回复一次。"
# Prompts sent before the bot kept what it asked had this in fixed width at their end: 绑定 12.
_OLD_MARK = pattern(r"(?:绑定|回复|题目|日期|识别行|意见|答复|通知内容)(?: \d{1,18})?")


def wants_words(said: str, kind: Asked, number: int = 0) -> View:
    """Return a prompt whose answer is the person's next message; their app opens a reply to it by itself."""
    return View((Piece(f"{said}{LEAVE}"),), asks=Asks(kind, number, hint=HINTS[kind]))


def asks_for(view: View, kind: Asked, number: int = 0) -> View:
    """Return `view`, which has buttons, as a prompt that also takes words."""
    return replace(view, pieces=(*view.pieces, Piece(LEAVE)), asks=Asks(kind, number))


def wants_yes(
    view: View,
    kind: Asked,
    number: int = 0,
    *,
    yes: str = "",
    no: str = "",
    how: str = OR_SAY_YES,
    words: str = "",
) -> View:
    """Return `view` as a question: 是 is its button with the data `yes`, 不 the one with `no`.

    Without `yes` none of the buttons is a plain yes. `how` is what can be said, and with it how to leave; it is
    empty where a button already says no. `words` is what a yes sends, kept while it may come.
    """
    asks = Asks(kind, number, yes=yes, no=no, choice=True, words=words)
    more = (Piece(f"\n{how}{LEAVE}"),) if how else ()
    return replace(view, pieces=(*view.pieces, *more), asks=asks)


def is_prompt(message: Message) -> bool:
    """Return whether this message of ours asks something, by its looks: it may be waited for no more."""
    return (message.text or "").endswith(LEAVE)


def is_old_prompt(message: Message) -> bool:
    """Return whether this is a prompt from before the bot kept what it asked."""
    codes = list(message.parse_entities([MessageEntity.CODE]).values())
    return bool(codes) and (message.text or "").endswith(codes[-1]) and bool(_OLD_MARK.fullmatch(codes[-1]))


async def edited(update: Update, context: Context) -> None:
    """Tell once that editing a reply changes nothing; its words are no question."""
    message, known = update.effective_message, context.chat_data
    if message is None or known is None or known.get("edited") == message.message_id:
        return
    known["edited"] = message.message_id
    await say(context, message, plain(EDITED))
