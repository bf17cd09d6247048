"""What a message to the bot means that is no command: the one place that decides who deals with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from telegram import Bot, Message, Update

from core.patterns import pattern
from handlers.asking.albums import album_of
from handlers.asking.conversation.pointing import pointed_at
from handlers.asking.conversation.said_buttons import press_said
from handlers.asking.giving import give
from handlers.asking.pages import originals, reader, turning
from handlers.asking.pages.from_part import read_from_part
from handlers.asking.question import answer
from handlers.asking.to_the_bot.wordless import no_text
from handlers.context import Context
from handlers.duties.in_words import said_of_duty, said_of_named_duty
from handlers.pushes import quote
from handlers.pushes.subscribing.in_words.offers import just_told
from handlers.pushes.subscribing.subscription import settings
from handlers.words.addressed import Heard, asker, heard, mentions
from handlers.words.replies import plain
from handlers.words.spoken import is_for_another, spoken, unknown_command
from knowledge.language.commands.button_words import said_button
from knowledge.language.commands.office.duty_words import DutyWord, duty_word, named_duty_word
from knowledge.language.commands.office.own_duty_words import own_duty_words
from knowledge.language.hours.parts_of_day import part_of_day
from knowledge.language.talk.assent import is_cancel
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.remarks import is_for_others
from knowledge.language.talk.small_talk import is_gesture
from knowledge.language.talk.thread.follow_ups import Lean, follow_up
from knowledge.language.talk.thread.page_turns import (
    page_named,
    page_remark,
    page_turn,
    paragraph_of_page,
    turn_on_a_page,
    words_turned_to,
)
from knowledge.language.talk.thread.said_otherwise import in_known_words
from knowledge.language.talk.to_the_bot import to_the_bot
from knowledge.language.wishes.wishes import ANOTHER, YESTERDAY, Wanted, certain_wish, reports_wrongdoing
from knowledge.language.writing.normalize import fold
from services.asking.remembered.shown import Shown

_EARLIER = pattern(
    r"(?:那|还有|再?看看?)?(?:昨天|昨日|(?P<still>前[一1]?天|更早|再?早[一1]?[点天]|往前[一1]?天))的?(?:那[1一]?[条句])?[呢吧]?\W*"
)
_ONE_MORE = pattern("^再.{1,3}条")
_SHORT_ONE = pattern(
    r"(?:再|给我|帮我|能不能)*[换来][一1]?[句条个]?更?短(?:[一1]?点儿?|些)?的?(?:廉语)?[吧呗吗]?\W*"
)
# Who reads what `_acts` carries out.
_READERS: tuple[Callable[[str], object], ...] = (
    *(page_turn, turn_on_a_page, page_named, paragraph_of_page, page_remark, words_turned_to, said_button),
    follow_up,
    *(part_of_day, duty_word, named_duty_word, own_duty_words),
)
SO_FAR = 31  # days in which the quote that stands there is looked for
COMMAND_ANEW = "命令要单独新发一条才管用，请重新发一次。"
NOTHING_OPEN = "现在没有等您回答的事，不用取消。不想再收每日廉语，发 /unsubscribe 退订。"
AT_YOUR_SERVICE = "我只找讲话原文，要问什么，直接 @我 写上问题。"
UNKNOWN_COMMAND = "没有这个命令。发 /help 看我会做什么，或直接把问题发给我。"


async def talk(update: Update, context: Context) -> None:
    """Answer a message to the bot that is not a command."""
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
        await give(message, context, plain(COMMAND_ANEW), None)
    elif message.text and _only_nods(said, message, context.bot):
        return
    elif said.words and only_asks(said.words):
        if message.edit_date or not await _gives_a_speech(message, in_known_words(said.words), context):
            await answer(update, context, said.words, wishes=True)
    else:
        await _say_more(update, message, said, context)


async def _say_more(update: Update, message: Message, said: Heard, context: Context) -> None:
    """Answer a message that may be something else than a question."""
    if unknown_command(said.words):
        await _unknown(said, message, context)
    elif is_cancel(said.words):
        await give(message, context, plain(NOTHING_OPEN), None)
    elif (
        not message.edit_date and to_the_bot(said.words) is None and await _acts(update, message, said, context)
    ):
        return
    elif said.words or message.text:
        await answer(update, context, said.words, wishes=True)
    else:
        await no_text(update, context, message)


@once_if_nothing(reports_wrongdoing)
def _says_more(words: str) -> bool:
    said = in_known_words(words)
    return (
        unknown_command(words)
        or is_cancel(words)
        or to_the_bot(words) is not None
        or any(reads(said) is not None for reads in _READERS)
        or _EARLIER.fullmatch(fold(said).strip()) is not None
        or _wants_shorter(said)
        or is_for_others(said)
    )


def _wants_shorter(words: str) -> bool:
    """Return whether something shorter is wanted of what stands there: of a quote it is a shorter quote."""
    wished = certain_wish(words)
    return (wished is not None and wished.command == Wanted.SHORTER) or _SHORT_ONE.fullmatch(
        words.strip()
    ) is not None


def only_asks(words: str) -> bool:
    """Return whether none of those who read words in `talk` and `_acts` reads anything in these.

    That is read once for the same words. What names a speech is not among it (`_gives_a_speech`).
    """
    return not _says_more(words)


async def _gives_a_speech(message: Message, words: str, context: Context) -> bool:
    if await read_from_part(message, words, context):
        return True
    return await turning.begin(message, words, context) or await originals.hand_out(message, words, context)


async def _acts(update: Update, message: Message, said: Heard, context: Context) -> bool:
    """Do what the words mean that are no question: a page to turn, a button, or a word to somebody else."""
    said = replace(said, words=in_known_words(said.words))
    return (
        await turning.tell_pages(message, said.words, context)
        or await turning.where_read(message, said.words, context)
        or await turning.show_paragraph(message, said.words, context)
        or await turning.turn(message, said.words, context)
        or await reader.read_on(message, said.words, context)
        or await reader.open_page(message, said.words, context)
        or await turning.turn_to_words(message, said.words, context)
        or await _gives_a_speech(message, said.words, context)
        or await press_said(message, said.words, context)
        or await _another_quote(update, message, said, context)
        or await _hour_of_pushes(update, said, context)
        or ((word := _of_a_duty(said)) is not None and await said_of_duty(message, word, said.words, context))
        or (said.private and await said_of_named_duty(message, said.words, context))
        or (not said.private and await _is_for_others(message, said, context))
    )


async def _another_quote(update: Update, message: Message, said: Heard, context: Context) -> bool:
    """Show another quote for 下一条 and 换一个, or an earlier one for 昨天, where a quote was shown last."""
    leaning, earlier = follow_up(said.words), _EARLIER.fullmatch(fold(said.words).strip())
    shorter = _wants_shorter(said.words)
    if not (earlier or shorter) and (leaning is None or leaning.lean is not Lean.MORE):
        return False
    answers = context.services.answers
    shown = await pointed_at(message, context.bot, answers) or await answers.newest(asker(message))
    of_quotes = shown is None and _ONE_MORE.search(said.words)  # nothing else is there to have more of
    if not of_quotes and not (isinstance(shown, Shown) and shown.quote):
        return False
    if shorter:
        if isinstance(shown, Shown):
            await quote.shorter(message, shown.passage.id, context)
        return isinstance(shown, Shown)
    context.argument = YESTERDAY if earlier else ANOTHER
    if earlier and earlier["still"]:  # 更早 counts from the quote that stands there
        quotes = context.services.quotes
        day: date | None = quotes.today()
        for _ in range(SO_FAR):
            there = await quotes.shown_on(day) if day else None
            day = await quotes.day_before(day) if day else None
            if isinstance(shown, Shown) and there and there.shows.passage_id == shown.passage.id:
                context.argument = day.isoformat() if day else YESTERDAY
                break
    await quote.quote(update, context)
    return True


async def _hour_of_pushes(update: Update, said: Heard, context: Context) -> bool:
    """Offer the hours of 中午 or 晚上 to who was just told of the pushes; False: that is not meant."""
    if not just_told(context) or part_of_day(said.words) is None:
        return False
    context.argument = said.words
    await settings(update, context)
    return True


def _of_a_duty(said: Heard) -> DutyWord | None:
    return duty_word(said.words) if said.private else None


async def _is_for_others(message: Message, said: Heard, context: Context) -> bool:
    """Return whether colleagues speak to each other: 王姐你看这个. Who named the bot hears how to ask."""
    if not is_for_others(said.words) or await context.services.answers.is_answered(said.words):
        return False
    if mentions(message, context.bot):
        await give(message, context, plain(AT_YOUR_SERVICE), None)
    return True


async def _unknown(said: Heard, message: Message, context: Context) -> None:
    """Say that there is no such command, if it was meant for the bot."""
    ours = said.private or mentions(message, context.bot)
    if ours and not is_for_another(said.words, context.bot.username):
        await give(message, context, plain(UNKNOWN_COMMAND), None)


def _only_nods(said: Heard, message: Message, bot: Bot) -> bool:
    """Return whether this is only a gesture in a group. A mention of the bot with a ? asks for help."""
    if said.private or not is_gesture(said.words):
        return False
    return not (mentions(message, bot) and (not said.words or "?" in fold(said.words)))
