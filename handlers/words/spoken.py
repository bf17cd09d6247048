"""Commands said in plain words, with a slash or without: 订阅 8:30 is the command `subscribe`."""

import re
from dataclasses import dataclass

from handlers.commands import BY_NAME, BY_WORD, SAID, Argument, Command
from handlers.words.wishes import wish
from knowledge.language.normalize import fold

# This is read before anybody is made to wait, so nothing here may take long, whatever is said: who says more
# than this gives no command by the way, and no pattern goes back over what it has read.
_LONGEST = 200  # characters
# What people put behind a command, read from the end.
_ENDING_BACKWARDS = re.compile(r"\A(?:[\s。．.!！?？~～、，,…]|下一|吧|啦|呀|谢谢)++")
_SLASHED = re.compile(r"[/／](?P<rest>\S.*)", re.DOTALL)
_ADDRESSEE = re.compile(r"@(?P<username>[A-Za-z0-9_]+)")
_BREAK = re.compile(r"[\s:：,，]+")
# What stands between a plain word and its argument, and what the argument must look like.
_ARGUMENTS = {
    Argument.TIME: re.compile(
        r"\s*+[:：]?\s*+(?=(?:每天|每日|工作日|周一[到至]周五)?\s*+(?:[早中下晚凌上]\w)?[\d０-９零一二两三四五六七八九十]+(?:[:：.点时]\S*)?\s*$)"
    ),
    # Only the words of spans and dates: 暂停执行的规定有哪些 is a question.
    Argument.SPAN: re.compile(
        r"\s*+[:：]?\s*+(?=(?:直?到|至)?[\s\d０-９零一二两三四五六七八九十年月日号天周星期礼拜个今明后本下这底末为止./／-]{1,16}\s*$)"
    ),
    Argument.NUMBER: re.compile(r"\s*+[:：]?\s*+(?=[0-9A-Za-z０-９])"),
    Argument.ANYTHING: _BREAK,
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command said in plain words: 订阅 8:30 is the command `subscribe` with the argument 8:30."""

    command: Command
    argument: str
    slash: bool


def spoken(text: str, username: str = "") -> Spoken | None:
    """Read `text` as a command said in plain words, or return None.

    /问 and ／问 count in any chat; 问 alone counts where the bot is spoken to, which the caller knows.
    A slash and our own ASCII name (/ask) are left to Telegram's commands; a command for another bot is none.
    """
    text = text.strip()
    slashed = _SLASHED.fullmatch(text)
    if slashed is None:
        return _said(text)
    return _slashed(slashed["rest"], username, full_width=text.startswith("／"))


def _said(text: str) -> Spoken | None:
    folded, own = _folded(text)
    short = len(folded) <= _LONGEST
    if short and (command := SAID.get(_ENDING_BACKWARDS.sub("", folded[::-1])[::-1])):
        return Spoken(command, "", slash=False)
    for word in sorted(SAID, key=len, reverse=True):
        command = SAID[word]
        if not _begins(folded, word) or command.argument is Argument.NOTHING:
            continue
        if not short and command.argument is not Argument.ANYTHING:
            continue
        gap = _ARGUMENTS[command.argument].match(folded, len(word))
        if gap and gap.end() < len(folded):
            return Spoken(command, own[gap.end() :].strip(), slash=False)
    if short and (found := wish(text)):
        return Spoken(BY_NAME[found[0]], found[1], slash=False)
    return None


def _folded(text: str) -> tuple[str, str]:
    """Return `text` as the table's words are written, and as it was said, of the same length."""
    folded = fold(text)
    return folded, text if len(folded) == len(text) else folded


def _begins(folded: str, word: str) -> bool:
    """Say whether `folded` begins with `word`: ask is no part of asking."""
    after = folded[len(word) : len(word) + 1]
    return folded.startswith(word) and not (word.isascii() and after.isascii() and after.isalnum())


def _slashed(rest: str, username: str, *, full_width: bool) -> Spoken | None:
    names = BY_WORD | (BY_NAME if full_width else {})
    folded, own = _folded(rest)
    for word in sorted(names, key=len, reverse=True):
        if not _begins(folded, word):
            continue
        after = own[len(word) :]
        if addressee := _ADDRESSEE.match(after):
            if addressee["username"].lower() != username.lower():
                return None
            after = after[addressee.end() :]
        return Spoken(names[word], after.lstrip(" \t\n:：,，").rstrip(), slash=True)
    return None
