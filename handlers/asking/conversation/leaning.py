"""Tells whether a message leans on what was settled of the pushes last: 改周五, 还是早上好，八点四十, 别退."""

from enum import StrEnum

from telegram import Message

from core.patterns import pattern
from handlers.commands import SAID
from handlers.context import Context
from handlers.editors.inbox_in_words import is_said_to_inbox
from handlers.editors.opinions import is_said_to_an_opinion
from handlers.pushes.subscribing.in_words.beside_days import lean_on_days
from handlers.pushes.subscribing.in_words.every_or_once import corrects_days
from handlers.pushes.subscribing.in_words.of_both import may_be_either
from handlers.pushes.subscribing.in_words.offers import just_told, told_last
from handlers.pushes.subscribing.undoing import history, more_comes
from handlers.words.addressed import asker, is_private
from handlers.words.prompts import Asked
from handlers.words.sent import NOTICE, sent_last
from handlers.words.settled import Settled, settled_last
from handlers.words.spoken import spoken
from knowledge.language.commands.pushes.push_words import asks_state, day_of_a_push
from knowledge.language.commands.pushes.state_questions import state_asked
from knowledge.language.commands.quiz_words import NAME, OFF, means_the_item, quiz_wish
from knowledge.language.schedules.turns import Back, Turn, read_turn
from knowledge.language.talk.approval import approves
from knowledge.language.talk.assent import assent
from knowledge.language.talk.sent_back import (
    asks_how_far,
    means_the_sent,
    names_what_was_sent,
    stops_sending,
    takes_sent_back,
)
from knowledge.language.talk.small_talk import courtesy, is_gesture
from knowledge.language.writing.bookish import in_plain_words

_OF_THE_QUOTE = pattern("廉语|推送|每天|每日|天天|工作日|周末|双休|节假日|只|也|不|别|停|/|订")
_CORRECTS = pattern(r"^\s*(?:不[对行是了][\s,，。]*)+")
_OF_A_CHANGE = pattern("指令|命令|设置|操作|别退|不退|莫退")


class Leans(StrEnum):
    """What a message leans on."""

    BACK = "back"  # the last change, which is to be taken back
    PUSHES = "pushes"
    DATES = "dates"  # that were left out, and are wanted after all; or others beside them
    END = "end"  # it may want no more of what was spoken of last
    QUIZ = "quiz"
    WISH = "wish"  # of a member, which an admin wants done
    NOTICE = "notice"  # that was just sent: it is to stop, or to be taken back
    SENT = "sent"  # what was sent to people last, which is to be taken back
    DAYS = "days"  # left out of every week, or once, by mistake
    EITHER = "either"  # the hour of the quote, or of 每周一题
    OPINION = "opinion"  # which an operator answers
    INBOX = "inbox"  # a case of the inbox, by who is at it


async def leans(words: str, message: Message, context: Context) -> Leans | None:
    """Return what `words` lean on; None where they are understood by themselves, or by nobody here."""
    if is_private(message) and await is_said_to_an_opinion(words, message, context):
        return Leans.OPINION
    if is_private(message) and await is_said_to_inbox(words, message, context):
        return Leans.INBOX
    return await _leans_on_the_pushes(in_plain_words(words), message, context)


async def _leans_on_the_pushes(words: str, message: Message, context: Context) -> Leans | None:
    if done := await _of_what_was_done(words, message, context):
        return done
    turn = read_turn(words)
    if turn is not None and turn.beside:
        of_dates = await lean_on_days(turn, message, context)
        if of_dates or turn.days is None:  # 换成周二 may be of 每周一题, too
            return Leans.DATES if of_dates else None
    if await may_be_either(words, message, context):
        return Leans.EITHER
    if means_the_item(words) or (settled_last(context) is Settled.QUIZ and _is_of_the_quiz(words)):
        return Leans.QUIZ
    if turn is not None and turn.back is not None:
        return await _of_a_change(turn.back, words, message, context)
    return _of_when(turn, words, context) if turn is not None else None


async def _of_what_was_done(words: str, message: Message, context: Context) -> Leans | None:
    """Return what `words` take back, correct or approve of what was done or wanted last."""
    if not is_private(message) and approves(words):
        wish = await context.services.prompts.waiting_in(message.chat.id, Asked.WISH)
        return Leans.WISH if wish is not None else None
    sent, changed = sent_last(context), history(context)
    last = sent is not None and (not changed or changed[-1].at <= sent.at)
    if sent is not None and means_the_sent(words):
        return Leans.NOTICE if sent.what == NOTICE else Leans.SENT
    if sent is not None and sent.what == NOTICE:
        of_it = last and (takes_sent_back(words) or stops_sending(words) or asks_how_far(words))
        if of_it:
            return Leans.NOTICE
    elif sent is not None and last and takes_sent_back(words):
        aside = await context.services.answers.shown_since(asker(message), sent.at)
        if not aside or names_what_was_sent(words):  # 发错了 may be a question that was mistyped since
            return Leans.SENT
    return Leans.DAYS if await corrects_days(words, message, context) else None


def _of_when(turn: Turn, words: str, context: Context) -> Leans | None:
    """Return whether the days and hours that a sentence says are those of what was spoken of last."""
    if settled_last(context) is Settled.QUIZ and not _is_of_the_quote(words):
        return None
    after_all = bool(turn.dates) and turn.days is None and all(clause.keep for clause in turn.dates)
    if (
        not (turn.says_when or after_all)
        or not just_told(context)
        or spoken(words, context.bot.username, guess=False)
    ):
        return None
    return Leans.PUSHES if turn.says_when else Leans.DATES


def _is_of_the_quote(words: str) -> bool:
    return _OF_THE_QUOTE.search(_CORRECTS.sub("", words)) is not None


def speaks_of_else(words: str) -> bool:
    """Return whether more is said than thanks, a yes or no, a look at the settings, or 改回去."""
    turn = read_turn(words)
    looks = asks_state(words) or state_asked(words) is not None or bool(day_of_a_push(words))
    chats = courtesy(words) is not None or assent(words) is not None or is_gesture(words)
    return not (chats or looks or (turn is not None and turn.back is not None))


def _is_of_the_quiz(words: str) -> bool:
    """Return whether what is said changes 每周一题, which was settled just now: 题目改到下午, 改周五."""
    turn = read_turn(words)
    if turn is not None and turn.shift is not None and not _is_of_the_quote(words):
        return True
    if quiz_wish(words) == "":  # of an end that may be for this once it is only said how it stands
        return quiz_wish(f"{NAME}{words}") not in {None, "", OFF}
    return turn is not None and not _is_of_the_quote(words) and bool(quiz_wish(f"{NAME}{words}"))


async def _of_a_change(back: Back, words: str, message: Message, context: Context) -> Leans | None:
    """Return whether the last change here is meant: 退回去 only where the pushes were spoken of last."""
    if back in {Back.HERE, Back.LESS}:
        if not history(context) or not await told_last(message, context):
            return None
        known = await context.services.subscriptions.of(message.chat.id)
        return Leans.BACK if back is Back.HERE or more_comes(known, context) else Leans.END
    certain = spoken(words, context.bot.username, guess=False)
    if certain is not None and words.strip() in SAID:  # 撤回上一次 is /rollback
        return None
    return Leans.BACK if history(context) or (_OF_A_CHANGE.search(words) and not certain) else None
