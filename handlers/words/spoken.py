"""The one reader of commands: /subscribe：9:30, ／问 三重一大 and 订阅 8:30 are a command and what follows it.

Telegram's own marking of commands is not used: it does not know /问, and misreads a name that is directly
followed by other text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.patterns import pattern
from handlers.commands import BY_NAME, SAID, Argument, Command
from knowledge.language.calendar.past_dates import begins_with_a_date
from knowledge.language.calendar.past_periods import is_a_period, period_of_ledger
from knowledge.language.calendar.pauses import names_a_span
from knowledge.language.commands.office.duty_words import DutyWord, duty_word
from knowledge.language.commands.office.office_words import notice_words, office_wish
from knowledge.language.commands.office.record_words import record_asked
from knowledge.language.commands.pushes.both_times import times_both
from knowledge.language.commands.pushes.push_words import asks_state, day_of_a_push
from knowledge.language.commands.pushes.pushed import asks_what_was_pushed
from knowledge.language.commands.pushes.state_questions import state_asked
from knowledge.language.commands.pushes.switches import Turned, mute_wanted, turned
from knowledge.language.commands.quiz_words import NAME, quiz_wish, speaks_of_the_item
from knowledge.language.hours.hours import names_an_hour
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.thread.page_turns import page_remark, turn_on_a_page
from knowledge.language.talk.thread.said_otherwise import in_other_words
from knowledge.language.talk.to_the_bot import to_the_bot
from knowledge.language.wishes.reasons import bare_wish
from knowledge.language.wishes.speaking_up import speaks_up
from knowledge.language.wishes.whole_wishes import whole_wish
from knowledge.language.wishes.wishes import certain_wish, reports_wrongdoing, wish
from knowledge.language.writing.bookish import in_plain_words
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.signs import argument, letters_with_places

# This runs before the throttle, so it must be fast for any text: longer texts than this are no commands, and no
# pattern backtracks.
_LONGEST = 200  # characters
_HEAD = 80  # letters in which a command's name, an addressee and what parts them from the rest must stand
# What people put behind a command, read from the end.
_ENDING_BACKWARDS = pattern(r"\A(?:[\s。．.!！?？~～、，,…-]|下一|吧|啦|呀|谢谢)++")
_ADDRESSEE = pattern(r"@([a-z0-9_]+)")
# What parts a command from its argument. A hyphen before a number may be a minus: it is left to the reader.
_PARTS = r"[\s:,;|=>…]|\.(?!\d)|-(?![\d.])"
_GAP = pattern(rf"(?:{_PARTS})*+")
_BREAK = pattern(rf"(?:{_PARTS})++")
# Dashes that are never a minus sign, and blanks.
_DASHES = "—–―─━~～ \t\r\n\u3000"
# What parts a command from words that are taken on as they are written.
_COLON = pattern(r"\s*+[:,;]?\s*+")
# What people put around the name of what they want.
_WISHED = pattern(r"\A(?:请|麻烦|帮我|给我|那就?|就|我们?|咱们?|要|想|来|去|开始|打开|进入?|点开|看看?)++")
_WISHED_END = pattern(r"(?:一下|[吧呗啊呀了。.!！~])+\Z")
SHORTEST_NAMED = 3  # characters
# Only the words of spans and dates: 暂停执行的规定有哪些 is a question.
# 订阅 学习强国 is no wish with a reason.
_NEEDS_NO_REASON = frozenset({"subscribe", "unsubscribe"})
_OF_THE_QUOTE = _NEEDS_NO_REASON | {"settings", "pause", "resume"}
OF_PUSHES = _OF_THE_QUOTE | {"quiz"}
_SPAN_WORDS = pattern(
    r"(?:直?到|至)?[\d年月日号天周星期礼拜个今明后昨前本下这底末为止半一二两三四五六七八九十./-]{1,24}"
)
_NUMBER_WORDS = pattern(r"[0-9A-Za-z０-９].*|[〇零一二三四五六七八九十][^\u3400-\u9fff]*", re.DOTALL)
# The commands' words, the longest first, by the letter that they begin with.
_WORDS = {
    first: sorted((word for word in SAID if word[0] == first), key=len, reverse=True)
    for first in {word[0] for word in SAID}
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command and its argument: 订阅 8:30 is `subscribe` with 8:30. `slash`: it was called by a slash.

    The argument is as the person wrote it, without the blanks at its ends; empty when there is none. `sure`:
    it is no guess; what is one may be a question.
    """

    command: Command
    argument: str
    slash: bool
    sure: bool = True


# 补记一件事：10月12日组织了廉政知识竞赛
_BY_HAND = pattern(
    r"\s*(?:请|帮我)?(?:台账)?(?:手工)?补(?:记|登)(?:[一1]?[件条下笔]事?|台账)?(?:一下)?(?P<apart>[:：,，\s]*)(?:一下)?"
)
# 记一件事，三月一日组织签责任书: with a date behind it only.
_ALSO_BY_HAND = pattern(
    r"\s*(?:请|帮我|再|麻烦)*(?:往?台账(?:里|上)?)?(?:记|補記|補|补|登记|登記|加)(?:上|入)?[一1](?:件事情?|笔|筆|条|條|下|项|項)[:：,，\s]+"
)


@lru_cache(READ_AT_ONCE)
@once_if_nothing(reports_wrongdoing)
def spoken(text: str, username: str = "", *, guess: bool = True) -> Spoken | None:
    """Read `text` as a command, with a slash or in plain words, or return None.

    /问 and /ask count in any chat; 问 alone counts where the bot is spoken to, which the caller knows.
    A command for another bot than `username` is none. Without `guess` only certain wishes count.
    """
    text = text.strip()
    letters, places = letters_with_places(text, _HEAD)
    start = len(letters) - len(letters.lstrip())
    if letters.startswith("/", start):
        return _slashed(text, letters, places, start + 1, username.lower())
    if known := in_other_words(text):
        return spoken(known, username, guess=guess)
    if named := _only_named(text):
        return Spoken(named, "", slash=False)
    if to_the_bot(text) is not None:  # of the bot, not of what it is to do
        return None
    if times_both(text):
        return Spoken(BY_NAME["settings"], text, slash=False)
    plain = in_plain_words(text)
    found = _suggested(text) or _said(text, letters, places, start) or _with_a_reason(plain, username)
    return _of_the_item(found or _wished(plain, guess=guess), text)


def _suggested(text: str) -> Spoken | None:
    """Return the suggestion of who speaks up in old words, with their own words."""
    said = speaks_up(text)
    return None if said is None else Spoken(BY_NAME["suggest"], said, slash=False)


def _of_the_item(found: Spoken | None, text: str) -> Spoken | None:
    """Return what was found, of 每周一题 where the words are: 每周四考大家一题 must not move the quote."""
    if found is None or found.command.name not in _OF_THE_QUOTE or not speaks_of_the_item(text):
        return found
    return Spoken(BY_NAME["quiz"], "", slash=False)


def _with_a_reason(text: str, username: str) -> Spoken | None:
    """Return the wish about the pushes that is said with why, or with a particle: 周五停一天 机关搞活动."""
    bare, with_reason = bare_wish(text)
    found = spoken(bare, username, guess=False) if bare else None
    if found is None or found.slash or found.command.name not in OF_PUSHES:
        return None
    bare_name = found.command.name in _NEEDS_NO_REASON and not found.argument
    return None if with_reason and bare_name else found


def _only_named(text: str) -> Command | None:
    """Return the command that is named with a wish for it and nothing else: 来练一练, 我想看看讲话目录."""
    said = fold(text)
    bare = _WISHED_END.sub("", _WISHED.sub("", said))
    return SAID.get(bare) if bare != said and len(bare) >= SHORTEST_NAMED else None


def is_for_another(text: str, username: str) -> bool:
    """Return whether `text` is a command for another bot than `username`: /ask@other_bot."""
    letters, _ = letters_with_places(text.strip(), _HEAD)
    match = re.match(r"/[^\s@/]+@([a-z0-9_]+)", letters)
    return match is not None and not _is_ours(match[1], username.lower())


def unknown_command(text: str) -> bool:
    """Return whether `text` begins as a command does: a slash and a name in Latin letters, or a bot's name."""
    letters, _ = letters_with_places(text.strip(), _HEAD)
    return is_for_another(text, "") or re.match(r"/[a-z0-9_]+(?![a-z0-9_/])", letters) is not None


def _slashed(text: str, letters: str, places: tuple[int, ...], start: int, username: str) -> Spoken | None:
    for word in _WORDS.get(letters[start : start + 1], ()):
        command = SAID[word]
        if not _begins(letters, word, start, digits=command.argument is not Argument.NOTHING):
            continue
        end = start + len(word)
        if addressee := _ADDRESSEE.match(letters, end):
            if not _is_ours(addressee[1], username):
                return None
            end += 1 + (len(username) if username else len(addressee[1]))
        gap = _COLON if command.argument is Argument.ANYTHING else _GAP
        begin = gap.match(letters, end)
        rest = text[places[begin.end() if begin else end] :]
        return Spoken(command, _without_name(rest, username, command), slash=True)
    return None


def _is_ours(addressee: str, username: str) -> bool:
    """Return whether `addressee` is us, maybe with a number directly behind: bots' names end in no digit."""
    rest = addressee.removeprefix(username)
    return bool(username) and rest != addressee and (not rest or rest[0].isdigit())


def _without_name(rest: str, username: str, command: Command) -> str:
    """Return an argument without our name, which apps put in, and without what merely ends a sentence."""
    if username:
        name = rf"[@＠]{re.escape(username)}(?![A-Za-z0-9_])"
        rest = re.sub(rf"^\s*{name}\s*[:：,，]?\s*|\s*{name}\s*$", "", rest, flags=re.IGNORECASE)
    rest = rest.strip() if command.argument is Argument.ANYTHING else rest.strip(_DASHES)
    if command.argument is Argument.NOTHING and len(rest) <= _LONGEST:
        return rest if _ENDING_BACKWARDS.sub("", fold(rest)[::-1]) else ""
    return rest


def _said(text: str, letters: str, places: tuple[int, ...], start: int) -> Spoken | None:
    short = len(text) <= _LONGEST
    if entered := _by_hand(text):
        return Spoken(BY_NAME["ledger"], f"补记 {entered}", slash=False)
    if said := notice_words(text):
        return Spoken(BY_NAME["notice"], said, slash=False)
    if short and (whole := _said_whole(text)):
        return whole
    for word in _WORDS.get(letters[start : start + 1], ()):
        command = SAID[word]
        if not _begins(letters, word, start, digits=False) or command.argument is Argument.NOTHING:
            continue
        if not short and command.argument is not Argument.ANYTHING:
            continue
        end = start + len(word)
        if command.argument is Argument.ANYTHING:
            parted = _BREAK.match(letters, end) and _COLON.match(letters, end)
        else:
            parted = _GAP.match(letters, end)
        rest = text[places[parted.end()] :].strip() if parted else ""
        if rest and _FITS[command.argument](rest):
            return Spoken(command, rest, slash=False)
    if short and (named := whole_wish(text)):
        return Spoken(BY_NAME[named], text, slash=False)
    return None


def _by_hand(text: str) -> str:
    """Return the event, with its date, that `text` wants entered into the ledger; empty for none."""
    entry, also = _BY_HAND.match(text), _ALSO_BY_HAND.match(text)
    if entry and text[entry.end() :] and (entry["apart"] or begins_with_a_date(text[entry.end() :])):
        return text[entry.end() :]
    return text[also.end() :] if also and begins_with_a_date(text[also.end() :]) else ""


def _said_whole(text: str) -> Spoken | None:
    """Return the command that all of a short `text` is, in words of its own or as it is listed."""
    wanted = quiz_wish(text)
    if wanted is None and NAME in text and state_asked(text.replace(NAME, "")):
        wanted = ""  # 每周一题什么时候发
    if wanted is not None:
        return Spoken(BY_NAME["quiz"], wanted, slash=False)
    about = period_of_ledger(text) or record_asked(text)
    if (office := ("ledger", about) if about else office_wish(text)) is not None:
        return Spoken(BY_NAME[office[0]], office[1], slash=False)
    if (pushed := asks_what_was_pushed(text)) is not None:
        return Spoken(BY_NAME["push" if pushed.how_it_went else "quote"], pushed.day, slash=False)
    if asks_state(text):
        return Spoken(BY_NAME["settings"], "", slash=False)
    what = turned(text)
    if what or state_asked(text) or day_of_a_push(text) or mute_wanted(text) is not None:
        on = what is Turned.PUSHES  # 推送打开
        return Spoken(BY_NAME["subscribe" if on else "settings"], "" if on else text, slash=False)
    command = SAID.get(_ENDING_BACKWARDS.sub("", fold(text).strip()[::-1])[::-1])
    return Spoken(command, "", slash=False) if command else None


def _wished(text: str, *, guess: bool) -> Spoken | None:
    if duty_word(text) in {DutyWord.DONE, DutyWord.LATER}:  # 昨天办的 asks for no quote
        return None
    found = wish(text) if guess else certain_wish(text)
    if found is None or found.command not in BY_NAME:
        return None
    of_a_page = page_remark(text) is not None or (not found.sure and turn_on_a_page(text) is not None)
    if of_a_page:  # 往前, 先读到这，明天继续 are said of what one reads
        return None
    if NAME in text:  # 每周一题什么时候发: it shows that, and changes nothing
        return Spoken(BY_NAME["quiz"], "", slash=False)
    return Spoken(BY_NAME[found.command], found.argument, slash=False, sure=found.sure)


def _begins(letters: str, word: str, start: int, *, digits: bool) -> bool:
    """Return whether `word` stands at `start`: ask is no part of asking; `digits`: of ask5 it is."""
    after = letters[start + len(word) : start + len(word) + 1]
    if not letters.startswith(word, start) or not word.isascii():
        return letters.startswith(word, start)
    return not (after.isascii() and after.isalpha()) and after != "_" and (digits or not after.isdigit())


def _is_span(rest: str) -> bool:
    """Return whether a duration, a date or a holiday is meant, also an impossible one."""
    return names_a_span(rest) or bool(_SPAN_WORDS.fullmatch(argument(rest)))


def _is_number(rest: str) -> bool:
    return _NUMBER_WORDS.fullmatch(rest) is not None


# What an argument must look like behind a plain word.
_FITS: Mapping[Argument, Callable[[str], bool]] = {
    Argument.TIME: names_an_hour,
    Argument.SPAN: _is_span,
    Argument.NUMBER: _is_number,
    Argument.PERIOD: is_a_period,
    Argument.ANYTHING: bool,
    Argument.QUIZ: lambda _: False,  # read as a whole: the name may stand in the middle
}
