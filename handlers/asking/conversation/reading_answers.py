"""Tells whether a message answers what was asked, leaves it, or is about something else."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.asked import when_asked
from core.patterns import pattern
from handlers.asking.conversation.any_words import answered_with
from handlers.asking.conversation.of_a_draft import OF_A_DRAFT, button_for, towards
from handlers.context import Context
from handlers.pushes.subscribing.in_words.in_question import asked_by
from handlers.pushes.subscribing.in_words.together import adds_to, only_repeats
from handlers.pushes.subscribing.in_words.turning import refines
from handlers.sending.asked import NO, YES
from handlers.words.prompts import WEIGHTY, Asked
from handlers.words.spoken import OF_PUSHES, Spoken, spoken, unknown_command
from knowledge.language.calendar.due.recurring import names_recurring
from knowledge.language.calendar.past_dates import begins_with_a_date
from knowledge.language.calendar.past_periods import names_a_period
from knowledge.language.calendar.pauses import names_a_span
from knowledge.language.commands.draft_wanted import Towards
from knowledge.language.commands.office.desk_views import desk_view
from knowledge.language.commands.office.inbox_words import THIS_PASSAGE, passage_named
from knowledge.language.commands.office.material_words import subject_named
from knowledge.language.commands.pushes.state_questions import state_asked
from knowledge.language.commands.quiz_words import NAME, weekly_hour
from knowledge.language.functions.deciding import decided
from knowledge.language.hours.put_off import put_off_days
from knowledge.language.hours.times import parse_time
from knowledge.language.schedules.turns import takes_back
from knowledge.language.talk.assent import (
    Assent,
    asks_the_speeches,
    assent,
    bare_words,
    beyond_a_yes,
    is_chat,
    repeats,
)
from knowledge.language.talk.reports import is_report
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.keeping_on import goes_on
from knowledge.language.talk.thread.said_otherwise import in_known_words
from knowledge.language.talk.to_the_bot import asks_the_bot
from knowledge.language.talk.with_a_name import with_a_name
from knowledge.language.words.bare_answers import bare_answer
from knowledge.language.words.subjects import names_a_subject
from knowledge.search.answer import Kind
from knowledge.search.of_speeches.asked_of import Wants, asked_of
from storage.asking.prompts import Prompt
from storage.states import PromptState

SAY_YES = "您是说“{label}”吗？回“是”就办，不办发“取消”。"
# To these a guessed yes is enough: settings, which can be put back, and what 确定发给 comes behind.
_TAKES_A_GUESS: frozenset[str] = frozenset({Asked.HOUR, Asked.SEND_NOTICE})
TAKE_BACK = "撤"
# 是 撤, 对 作废, 就收回吧: what is asked about goes.
_VOID = pattern("撤|作废|废掉|收回")
_VOIDS = pattern(
    r"(?:是的?|对的?|[嗯恩]+|好的?|行|可以|确定|没错|那?就|快|赶紧|马上|都|全)*(?:撤[回了掉]?|作废|废掉|收回)(?:它|来|掉|了|吧|啊|呀|快点?)*"
)
NAMED, NAMELESS = "署名", "匿名"
# No guess is a yes that has this in it: “您好”俩字别带上.
_FORBIDS = pattern("别(?![的人处家])|甭")
# What cannot be undone, or reaches everybody, takes no yes that is said in words of one's own.
_WANTS_A_PLAIN_YES = frozenset({Asked.FORGET, Asked.WITHDRAW, Asked.ROLLBACK, Asked.SURE})
SHORTEST_LABEL = 2  # characters of a button's words that stand for all of them: 匿名 for 匿名发出
# What these must look like, when they do not come as a reply.
_DATE = pattern(
    r"(?=.*(?:[\d〇零一二三四五六七八九十]|没[有写]?|不[知详清明]|未[注写]|[去今前]年))"
    r"[\d〇零一二三四五六七八九十廿卅年月日号初底末中半旬上下午前后左右大概约周星期的是在开会于讲那天这没有写明知道详未注清楚去今改成为到把日期是就应该"
    r"年度春夏秋冬季./、,，:：\s-]+[。.!！]?"
)
_OFF_THEN = pattern(
    r"(?:那就?|就)?[那这](?:几|[两三四五六七1一])?[天日周](?:就|都|先|全)*"
    r"(?:别|不|不要|不用|甭)(?:再|给我)*(?:发|推送?|收)[了吧啊呀]*"
    r"|(?:那就?|就)?[那这](?:几|[两三四五六七1一])?[天日周](?:就|都|先|全)*(?:停|免|暂停)(?:掉|推送)?[了吧啊呀]*"
)
# 给廉语的吧, 我说的是题: which of two that were asked about.
_CHOSEN = pattern(
    r"(?:我?[说指要]的?(?:就)?是|就?是|给|那就?|选)?(?:(?P<item>题目?)|(?P<what>[^的那吧啊呀]+))(?:的|那个|时间|[吧啊呀])*"
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
_ANYTHING = frozenset({
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


class Meaning(StrEnum):
    """What a message means to a prompt."""

    PRESS = "press"  # the button with these data
    TAKE = "take"  # the words that were wanted
    LEAVE = "leave"
    REMIND = "remind"  # it is about the prompt, and not enough
    ASKS = "asks"  # what is wanted, who sees it: it is told
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class Meant:
    """What a message means, and for PRESS the data of the button, for ASKS what to say."""

    meaning: Meaning
    data: str = ""


@dataclass(frozen=True, slots=True)
class Among:
    """Where a prompt stands among all that waits.

    `first`: it is asked before the others; `listed`: buttons to choose from were offered since.
    """

    first: bool = False
    listed: bool = False


ALONE = Among()


async def read(
    prompt: Prompt,
    words: str,
    context: Context,
    *,
    replied: bool,
    newest: bool,
    among: Among = ALONE,
) -> Meant:
    """Return what `words` mean to a prompt.

    `replied`: they are a reply to it, `newest`: nothing was asked since, `among`: the others that wait.
    A yes without a reply is only for what was asked last: it would else answer what is forgotten.
    """
    if prompt.presses:
        return await _read_choice(prompt, words, context, replied=replied, newest=newest, among=among)
    said = assent(words)
    if said is Assent.NO or (prompt.kind == Asked.PAUSE and goes_on(words)):  # how long? 不停了
        return Meant(Meaning.LEAVE)
    if not words or (said is not None and not replied):
        # 每周一题's settings ask for nothing where it is subscribed to, or after something else.
        shown = words and prompt.kind == Asked.QUIZ_TIME and (prompt.number or prompt.passed)
        return Meant(Meaning.ELSE if shown else Meaning.REMIND)
    if prompt.kind == Asked.SUGGESTION and is_report(words):
        other = True  # of a report of wrongdoing nothing is kept; who takes one is said instead
    elif replied:
        other = prompt.kind not in _ANYTHING and await is_question(words, context)
    else:
        asked_now = newest and not prompt.passed
        other = prompt.state is PromptState.AGAIN or await _is_else(prompt, words, context, asked_now=asked_now)
    return Meant(Meaning.ELSE if other else Meaning.TAKE)


async def _read_choice(
    prompt: Prompt, words: str, context: Context, *, replied: bool, newest: bool, among: Among
) -> Meant:
    """Return what `words` mean to what wants a yes, a no, or another of its buttons."""
    of_a_draft = prompt.kind in OF_A_DRAFT and (replied or newest or among.first)
    if of_a_draft and (meant := await _of_a_draft(prompt, words, context, replied=replied)):
        return meant
    if not (replied or newest or (of_a_draft and _button(prompt, words))):
        return Meant(Meaning.ELSE)
    if prompt.kind == Asked.HOUR and _refines(prompt, words):
        return Meant(Meaning.TAKE)
    if prompt.kind == Asked.HOUR and not prompt.passed and only_repeats(prompt, words):  # 嗯静音就好
        return Meant(Meaning.PRESS, prompt.presses[YES])
    chosen = _choice(prompt, words, replied=replied, listed=among.listed)
    if chosen.meaning is not Meaning.ELSE or assent(words) is not None:
        return chosen
    return _in_any_words(prompt, words, context, sure=replied or not (prompt.passed or among.listed))


def _refines(prompt: Prompt, words: str) -> bool:
    """Return whether `words` change what was asked of the pushes, or add to it, rather than answer it."""
    if assent(words) is not None or _button(prompt, words) or _OFF_THEN.fullmatch(bare_words(words)):
        return False  # 这几天都停了吧 is a yes
    adds = not prompt.passed and adds_to(prompt, words)
    return adds or refines(words, asked_by(prompt), passed=prompt.passed)


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


async def _is_else(prompt: Prompt, words: str, context: Context, *, asked_now: bool) -> bool:
    if (fits := _BEFORE_COMMANDS.get(prompt.kind)) and (fits(words) or fits(bare_answer(words))):
        return False
    # 谢谢 may be just what an editor says to who asked; 下一段 leans on an answer.
    known = in_known_words(words)
    chat = follow_up(known) if prompt.kind in _ANYTHING else is_chat(known)
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


async def _of_a_draft(prompt: Prompt, words: str, context: Context, *, replied: bool) -> Meant | None:
    """Return what `words` mean to a draft that stands there to be sent; None: a button, or something else."""
    wanted = None if _button(prompt, words) else await towards(prompt, words, context)
    if wanted is None:
        return None
    data = button_for(wanted.what, prompt)
    if wanted.what is Towards.SEND and prompt.kind in WEIGHTY and prompt.passed and not replied:
        return Meant(Meaning.REMIND)
    if not data:  # it changes the words, or nobody can get it now
        return Meant(Meaning.TAKE)
    return Meant(Meaning.LEAVE if wanted.what is Towards.DROP else Meaning.PRESS, data)


def _opens_a_speech(words: str, context: Context) -> bool:
    """Return whether `words` want a speech or its headings, which no title is: 2024年讲话的要点."""
    services = context.services
    year = when_asked(services.clock).astimezone(services.settings.reminder.zone).year
    asked = asked_of(words, services.answers.library.names, year)
    return asked is not None and asked.wants is not Wants.TOPIC and bool(asked.slugs or asked.years)


def _choice(prompt: Prompt, words: str, *, replied: bool, listed: bool) -> Meant:
    said = assent(words)
    pressed = _button(prompt, words) or _button(prompt, beyond_a_yes(words))
    if said is None and _OFF_THEN.fullmatch(bare_words(words)) and (off := asked_by(prompt)) and off.off:
        said = Assent.YES  # 那几天别发, to whether these days are left out
    if (
        said is None
        and prompt.kind == Asked.BIND
        and not prompt.passed
        and passage_named(words) == THIS_PASSAGE
    ):
        said = Assent.YES  # 就这段
    if pressed:
        return Meant(Meaning.PRESS, pressed)
    if said is None and (takes_back(words) or _VOIDS.fullmatch(bare_words(words))):
        said = Assent.YES if _VOID.search(words) and _asks_to_take_back(prompt) else Assent.NO
    if said is not Assent.YES and _is_what_yes_does(prompt, words):
        said = Assent.YES
    if said is Assent.NO:
        return Meant(Meaning.LEAVE, prompt.presses.get(NO, ""))
    if said is None:
        return Meant(Meaning.ELSE)
    passed = prompt.passed and not replied  # they have spoken of something else since
    if passed and (not bare_words(words) or (said is Assent.NOD and prompt.kind not in WEIGHTY)):
        return Meant(Meaning.ELSE)  # 👍 to what was answered since
    doubtful = passed and (prompt.kind in WEIGHTY or listed)
    yes = prompt.presses.get(YES, "")
    return Meant(Meaning.PRESS, yes) if yes and not doubtful else Meant(Meaning.REMIND)


def _in_any_words(prompt: Prompt, words: str, context: Context, *, sure: bool) -> Meant:
    """Return what words that no list has mean to what was asked; `sure`: nothing else was spoken of since."""
    meant = answered_with(prompt, words, context) if sure else None
    if meant is None or not (meant.sure or meant.asks) or (not meant.sure and state_asked(words)):
        return Meant(Meaning.ELSE)
    if meant.sure == YES and (not prompt.presses.get(YES) or _FORBIDS.search(words)):
        return Meant(Meaning.ELSE)
    if meant.sure == NO:
        return Meant(Meaning.LEAVE, prompt.presses.get(NO, ""))
    if not meant.sure:
        return Meant(Meaning.REMIND)
    agrees = prompt.kind not in _WANTS_A_PLAIN_YES and bool(beyond_a_yes(words))  # 对头，就他，弄吧
    if meant.sure == YES and not agrees and prompt.kind not in _TAKES_A_GUESS:
        yes = prompt.presses[YES]
        label = next((one for one, data in prompt.presses.items() if data == yes and one != YES), "")
        return Meant(Meaning.ASKS, SAY_YES.format(label=label)) if label else Meant(Meaning.REMIND)
    return Meant(Meaning.PRESS, prompt.presses[meant.sure])


def _asks_to_take_back(prompt: Prompt) -> bool:
    """Return whether the button that yes presses takes something back: 就撤 is no refusal there."""
    yes = prompt.presses.get(YES, "")
    return any(TAKE_BACK in label for label, data in prompt.presses.items() if yes and data == yes)


def _is_what_yes_does(prompt: Prompt, words: str) -> bool:
    """Return whether `words` are the verb of the button that yes presses: 停 to 停止发送."""
    yes = prompt.presses.get(YES, "")
    does = (label for label, data in prompt.presses.items() if label != YES and yes and data == yes)
    return any(repeats(words, label) for label in does)


def _button(prompt: Prompt, words: str) -> str:
    """Return the data of the button whose words these are, or begin with; empty if there is none."""
    bare = bare_words(words)
    if not bare:
        return ""
    labels = {bare_words(label): data for label, data in prompt.presses.items() if label not in {YES, NO}}
    if bare in labels:
        return labels[bare]
    if prompt.kind == Asked.SEND_HOW and (named := with_a_name(words)) is not None:  # 别留名
        bare = NAMED if named else NAMELESS
    if prompt.kind == Asked.HOUR and (meant := _CHOSEN.fullmatch(bare)):
        bare = NAME if meant["item"] else meant["what"]
    begun = [data for label, data in labels.items() if label.startswith(bare)]
    return begun[0] if len(bare) >= SHORTEST_LABEL and len(begun) == 1 else ""
