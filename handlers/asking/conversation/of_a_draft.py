"""What is said while a notice stands there to be sent: 时间改成四点, 先不发, or its new words.

It is about the notice: taken for a wish of the pushes, 改成四点 would move the quote.
"""

import re

from core.patterns import pattern
from handlers.context import Context
from handlers.words.prompts import Asked
from handlers.words.spoken import spoken, unknown_command
from knowledge.language.talk.assent import asks_the_speeches, bare_words, is_chat
from knowledge.language.talk.to_the_bot import to_the_bot
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Kind
from services.reporting import is_report
from storage.asking.prompts import Prompt

OF_A_NOTICE = frozenset({Asked.SEND_NOTICE, Asked.SURE})
SHORTEST = 6  # characters of new words
_DROPS = pattern(
    r"\W*(?:那|就|算了|还是|等等|等一下|慢着|,|，|这个|这条|通知)*(?:先|暂时|暂)?(?:不|别|甭|不要|不用|不能)(?:再)?(?:发|通知)"
    r"(?:出去|了|吧|它|这[个条])*(?:通知)?\W*|\W*(?:撤|撤回|撤掉|作废|删掉|不要)(?:这[个条])?(?:通知)?(?:了|吧)*\W*"
)
_CHANGES = pattern(
    r"改[成为到一]|改下|[换写][成为]|换个|加[上个一]|补[上充]|删[掉去]|去掉|不是.{1,12}[,，]?是|写错|错了|再改|修改|重写|漏了"
)
# Words of the pushes: who names them means them.
_OF_PUSHES = pattern(r"推送|廉语|订阅|退订|每日|每天|静音|暂停|恢复|设置|每周一题")
_OF_SETTINGS = frozenset({"subscribe", "unsubscribe", "settings", "pause", "resume", "quiz", "duty"})
_CHANGE = re.compile(r"notice:\w+:")


def drops(words: str) -> bool:
    """Return whether the notice is not to be sent."""
    return _DROPS.fullmatch(fold(words)) is not None


def button_to_change(prompt: Prompt) -> str:
    """Return the data of 修改 for the notice that a prompt is about; empty where it has no buttons."""
    data = next((one for one in prompt.presses.values() if one.startswith("notice:")), "")
    return _CHANGE.sub("notice:change:", data, count=1)


def wants_change(words: str, bot: str) -> bool:
    """Return whether something of the notice is to be changed, without its new words in full."""
    said = fold(words)
    if _OF_PUSHES.search(said) or unknown_command(words) or to_the_bot(words) is not None:
        return False
    of_settings = _of_settings(words, bot)
    short = len(bare_words(words)) < SHORTEST + 2
    if spoken(words, bot) is not None and not of_settings:
        return False
    changes = _CHANGES.search(said) is not None and not asks_the_speeches(words)
    return changes or (of_settings and short)


async def is_new(words: str, context: Context) -> bool:
    """Return whether `words` are a notice: no command, no question, and nothing that the speeches say."""
    bot = context.bot.username
    if len(bare_words(words)) < SHORTEST or is_chat(words) or unknown_command(words) or is_report(words):
        return False
    if asks_the_speeches(words) or to_the_bot(words) is not None or _OF_PUSHES.search(fold(words)):
        return False
    if spoken(words, bot) is not None:
        return _of_settings(words, bot)
    return (await context.services.answers.search(words, 1)).kind is Kind.NOTHING


def _of_settings(words: str, bot: str) -> bool:
    found = spoken(words, bot)
    return found is not None and not found.slash and found.command.name in _OF_SETTINGS
