"""The one reader of commands: /subscribe：9:30, ／问 三重一大 and 订阅 8:30 are a command and what follows it.

Telegram's marks are not asked: it does not know /问, and takes what stands directly behind a name for part
of it, or for none.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from handlers.commands import BY_NAME, SAID, Argument, Command
from knowledge.language.hours import names_an_hour
from knowledge.language.normalize import fold
from knowledge.language.pauses import read_pause
from knowledge.language.signs import Fault, MisreadError, argument, letters_with_places
from knowledge.language.wishes import wish

# This is read before anybody is made to wait, so nothing here may take long, whatever is said: who says more
# than this gives no command by the way, and no pattern goes back over what it has read.
_LONGEST = 200  # characters
_HEAD = 80  # letters in which a command's name, an addressee and what parts them from the rest must stand
# What people put behind a command, read from the end.
_ENDING_BACKWARDS = re.compile(r"\A(?:[\s。．.!！?？~～、，,…-]|下一|吧|啦|呀|谢谢)++")
_ADDRESSEE = re.compile(r"@([a-z0-9_]+)")
# What parts a command from its argument. A hyphen before a number may be a minus: it is left to the reader.
_PARTS = r"[\s:,;|=>…]|\.(?!\d)|-(?![\d.])"
_GAP = re.compile(rf"(?:{_PARTS})*+")
_BREAK = re.compile(rf"(?:{_PARTS})++")
# Dashes that are never a minus, and blanks.
_DASHES = "—–―─━~～ \t\r\n\u3000"
# What parts a command from words that are taken on as they are written.
_COLON = re.compile(r"\s*+[:,;]?\s*+")
# Only the words of spans and dates: 暂停执行的规定有哪些 is a question.
_SPAN_WORDS = re.compile(
    r"(?:直?到|至)?[\d年月日号天周星期礼拜个今明后昨前本下这底末为止半一二两三四五六七八九十./-]{1,24}"
)
_NUMBER_WORDS = re.compile(r"[0-9A-Za-z０-９].*|[〇零一二三四五六七八九十][^\u3400-\u9fff]*", re.DOTALL)
_WORDS = sorted(SAID, key=len, reverse=True)
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command and its argument: 订阅 8:30 is `subscribe` with 8:30. `slash`: it was called by a slash.

    The argument is as the person wrote it, without the blanks at its ends; empty when there is none.
    """

    command: Command
    argument: str
    slash: bool


def spoken(text: str, username: str = "") -> Spoken | None:
    """Read `text` as a command, with a slash or in plain words, or return None.

    /问 and /ask count in any chat; 问 alone counts where the bot is spoken to, which the caller knows.
    A command for another bot than `username` is none.
    """
    text = text.strip()
    letters, places = letters_with_places(text, _HEAD)
    start = len(letters) - len(letters.lstrip())
    if letters.startswith("/", start):
        return _slashed(text, letters, places, start + 1, username.lower())
    return _said(text, letters, places, start)


def is_for_another(text: str, username: str) -> bool:
    """Return whether `text` is a command for another bot than `username`: /ask@other_bot."""
    letters, _ = letters_with_places(text.strip(), _HEAD)
    match = re.match(r"/[^\s@/]+@([a-z0-9_]+)", letters)
    return match is not None and not _is_ours(match[1], username.lower())


def unknown_command(text: str) -> bool:
    """Return whether `text` begins as a command does: a slash and a name in Latin letters, or a bot's name."""
    letters, _ = letters_with_places(text.strip(), _HEAD)
    return is_for_another(text, "") or re.match(r"/[a-z0-9_]+(?![a-z0-9_/])", letters) is not None


def _slashed(text: str, letters: str, places: list[int], start: int, username: str) -> Spoken | None:
    for word in _WORDS:
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


def _said(text: str, letters: str, places: list[int], start: int) -> Spoken | None:
    short = len(text) <= _LONGEST
    if short and (command := SAID.get(_ENDING_BACKWARDS.sub("", fold(text).strip()[::-1])[::-1])):
        return Spoken(command, "", slash=False)
    for word in _WORDS:
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
    if short and (found := wish(text)):
        return Spoken(BY_NAME[found[0]], found[1], slash=False)
    return None


def _begins(letters: str, word: str, start: int, *, digits: bool) -> bool:
    """Return whether `word` stands at `start`: ask is no part of asking; `digits`: of ask5 it is."""
    after = letters[start + len(word) : start + len(word) + 1]
    if not letters.startswith(word, start) or not word.isascii():
        return letters.startswith(word, start)
    return not (after.isascii() and after.isalpha()) and after != "_" and (digits or not after.isdigit())


def _is_span(rest: str) -> bool:
    """Return whether a span or date is meant, also one that cannot be."""
    try:
        read_pause(rest, _ANY_DAY, _ANY_DAY)
    except MisreadError as error:
        return error.fault is not Fault.UNCLEAR or bool(_SPAN_WORDS.fullmatch(argument(rest)))
    return True


def _is_number(rest: str) -> bool:
    return _NUMBER_WORDS.fullmatch(rest) is not None


# What an argument must look like behind a plain word.
_FITS: Mapping[Argument, Callable[[str], bool]] = {
    Argument.TIME: names_an_hour,
    Argument.SPAN: _is_span,
    Argument.NUMBER: _is_number,
    Argument.ANYTHING: bool,
}
