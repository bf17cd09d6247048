"""Whether words are those that were asked for: what they must look like, and what else they may be."""

import re
from collections.abc import Callable, Mapping

from core.asked import when_asked
from core.patterns import pattern
from handlers.context import Context
from handlers.words.prompts import Asked
from handlers.words.spoken import OF_PUSHES, Spoken, spoken, unknown_command
from knowledge.language.calendar.due.recurring import names_recurring
from knowledge.language.calendar.past_dates import begins_with_a_date
from knowledge.language.calendar.past_periods import names_a_period
from knowledge.language.calendar.pauses import names_a_span
from knowledge.language.commands.office.desk_views import desk_view
from knowledge.language.commands.office.inbox_words import passage_named
from knowledge.language.commands.office.material_words import subject_named
from knowledge.language.commands.quiz_words import weekly_hour
from knowledge.language.functions.deciding import decided
from knowledge.language.hours.put_off import put_off_days
from knowledge.language.hours.times import parse_time
from knowledge.language.talk.assent import asks_the_speeches, is_chat
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.said_otherwise import in_known_words
from knowledge.language.talk.to_the_bot import asks_the_bot
from knowledge.language.words.bare_answers import bare_answer
from knowledge.language.words.subjects import names_a_subject
from knowledge.search.answer import Kind
from knowledge.search.of_speeches.asked_of import Wants, asked_of
from storage.asking.prompts import Prompt

# What these must look like, when they do not come as a reply.
_DATE = pattern(
    r"(?=.*(?:[\d〇零一二三四五六七八九十]|没[有写]?|不[知详清明]|未[注写]|[去今前]年))"
    r"[\d〇零一二三四五六七八九十廿卅年月日号初底末中半旬上下午前后左右大概约周星期的是在开会于讲那天这没有写明知道详未注清楚去今改成为到把日期是就应该"
    r"年度春夏秋冬季./、,，:：\s-]+[。.!！]?"
)
_PASSAGE_NUMBER = pattern(r"[a-z0-9_]{2,}(?:[\W_]\d+){1,3}", re.IGNORECASE)
_CHOICES = pattern("[√✓✔☑✅]")


def _names_a_duty_s_time(words: str) -> bool:
    return names_recurring(words) or parse_time(words) is not None


def _names_a_pause(words: str) -> bool:
    """Return whether `words` may be how long to pause; 昨天的廉语 is wanted to be read."""
    return "廉语" not in words and names_a_span(words)


def _names_an_item_s_time(words: str) -> bool:
    """Return whether `words` may be a time of 每周一题; 廉语改到10点 names what it is for."""
    return "廉语" not in words and weekly_hour(words) is not None


def _names_a_passage(words: str) -> bool:
    return bool(_PASSAGE_NUMBER.search(words)) or passage_named(words) is not None


_FITS: Mapping[str, Callable[[str], object]] = {
    Asked.DATE: _DATE.fullmatch,
    Asked.BINDING: _names_a_passage,
    Asked.PAUSE: _names_a_pause,
    Asked.LEDGER: names_a_period,
    Asked.ENTRY: begins_with_a_date,
    Asked.SUBJECT: subject_named,
    Asked.QUIZ_ITEM: _CHOICES.search,
    Asked.QUIZ_TIME: _names_an_item_s_time,
    Asked.DUTY_NAME: names_a_subject,
    Asked.DUTY_TIME: _names_a_duty_s_time,
    Asked.DUTY_PASSAGES: _PASSAGE_NUMBER.search,
    Asked.DUTY_FORM: lambda _: False,
    Asked.DUTY_LATER: put_off_days,
}
# What fits these is the answer, though elsewhere it is a command about the quote.
_BEFORE_COMMANDS: Mapping[str, Callable[[str], object]] = {
    Asked.BINDING: passage_named,
    Asked.QUIZ_TIME: _names_an_item_s_time,
    Asked.DUTY_TIME: _names_a_duty_s_time,
    Asked.DUTY_DONE: begins_with_a_date,
    Asked.DUTY_LATER: put_off_days,
}
# A file may be the answer to these.
TAKES_FILES: frozenset[str] = frozenset({Asked.DUTY_FORM})
# Words for other people, where only a question that the speeches answer is surely not meant.
WORDS_OF_PEOPLE = frozenset({Asked.SUGGESTION, Asked.NOTICE, Asked.REPLY, Asked.ANSWER})
_FREE = WORDS_OF_PEOPLE | {Asked.LINE, Asked.DUTY_PEOPLE, Asked.DUTY_OFF, Asked.DUTY_DONE}
# A reply with these is the answer, whatever it looks like.
ANYTHING = frozenset({
    Asked.REPLY, Asked.ANSWER, Asked.LINE, Asked.ENTRY, Asked.SUBJECT, Asked.QUIZ_ITEM,
    Asked.DUTY_NAME, Asked.DUTY_TIME, Asked.DUTY_PEOPLE, Asked.DUTY_OFF, Asked.DUTY_PASSAGES, Asked.DUTY_FORM,
    Asked.DUTY_DONE, Asked.DUTY_LATER,
})  # fmt: skip
# What fits is the answer: 9月3日 学习讲话精神 may be just what a speech is about, and an item of 每周一题 has a
# question in it.
_WHAT_FITS = frozenset({
    Asked.LEDGER, Asked.ENTRY, Asked.SUBJECT, Asked.QUIZ_ITEM, Asked.QUIZ_TIME,
    Asked.DUTY_NAME, Asked.DUTY_TIME, Asked.DUTY_PASSAGES, Asked.DUTY_LATER,
})  # fmt: skip
# Who writes these looks after the bot: 台账好了没 is no such words.
_OF_THE_DESK = frozenset({Asked.NOTICE, Asked.TITLE, Asked.SUBJECT, Asked.DUTY_NAME, Asked.CHECKLIST})
_ONLY_OF_THE_BOT = frozenset(
    {"admit", "invite", "invitations", "revoke_invitation", "appoint_editor", "dismiss", "roles", "notice_back"}
    | {
        "notice_report",
        "notice_read",
        "push_report",
        "resend",
        "lost_groups",
        "stats",
        "audit",
        "export",
        "health",
    }
    | {"inbox", "inbox_bind", "inbox_reply", "inbox_skip", "curate", "hide_quote", "pin_quote", "items"}
)


def fits_better(kind: str | None, words: str) -> bool:
    """Return whether `words` answer what was asked, though elsewhere they are a command.

    `kind` None: nobody knows any more what it was; then words that would subscribe to something else do.
    """
    fits = _names_an_item_s_time if kind is None else _BEFORE_COMMANDS.get(kind)
    return fits is not None and bool(fits(words))


async def is_question(words: str, context: Context) -> bool:
    """Return whether `words` look like a question and the speeches answer it for sure."""
    if not asks_the_speeches(words):
        return False
    return (await context.services.answers.search(words, 1)).kind is Kind.CONFIDENT


async def is_else(prompt: Prompt, words: str, context: Context, *, asked_now: bool) -> bool:
    """Return whether `words` are something else than was asked for; `asked_now`: nothing was said since."""
    if (fits := _BEFORE_COMMANDS.get(prompt.kind)) and (fits(words) or fits(bare_answer(words))):
        return False
    # 谢谢 may be just what an editor says to who asked; 下一段 leans on an answer.
    known = in_known_words(words)
    chat = follow_up(known) if prompt.kind in ANYTHING else is_chat(known)
    command = spoken(words, context.bot.username, guess=False)
    if (
        chat
        or asks_the_bot(words)
        or (command is not None and not (asked_now and _may_be_for_people(prompt, command)))
        or unknown_command(words)
        or (prompt.kind in _OF_THE_DESK and (view := desk_view(words)) is not None and view.sure)
        or (prompt.kind == Asked.NOTICE and _is_done_here(words))
    ):
        return True
    if prompt.kind in _FITS and not (_FITS[prompt.kind](words) or _FITS[prompt.kind](bare_answer(words))):
        return True
    # 2025年怎么说作风 has days of a ledger in it.
    if prompt.kind in _WHAT_FITS and prompt.kind != Asked.LEDGER:
        return False
    if prompt.kind in _FREE:
        return await is_question(words, context)
    return asks_the_speeches(words) or _opens_a_speech(words, context)


def _is_done_here(words: str) -> bool:
    """Return whether `words` surely ask for what only the bot does, which no notice says: 邀请刘师傅来用."""
    found = decided(words)
    return found is not None and found.function is not None and found.function.name in _ONLY_OF_THE_BOT


def _may_be_for_people(prompt: Prompt, command: Spoken) -> bool:
    """Return whether the words for people that were asked for only look like a wish about the pushes.

    改到周五下午三点，请带笔记本 is what a notice is to say. They are shown before anybody gets them.
    """
    of_pushes = command.command.name in OF_PUSHES and command.argument and not command.slash
    return prompt.kind in WORDS_OF_PEOPLE and bool(of_pushes)


def _opens_a_speech(words: str, context: Context) -> bool:
    """Return whether `words` want a speech or its headings, which no title is: 2024年讲话的要点."""
    services = context.services
    year = when_asked(services.clock).astimezone(services.settings.reminder.zone).year
    asked = asked_of(words, services.answers.library.names, year)
    return asked is not None and asked.wants is not Wants.TOPIC and bool(asked.slugs or asked.years)
