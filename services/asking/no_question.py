"""What is no question to the speeches: small talk, reports of wrongdoing, wishes, too few words."""

from collections.abc import Callable

from knowledge.language.calendar.mere_days import is_mere_day
from knowledge.language.commands.office.office_words import asks_who_did_not
from knowledge.language.talk.absences import is_absence
from knowledge.language.talk.assent import Assent, assent
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.pasted import is_pasted
from knowledge.language.talk.remarks import blames
from knowledge.language.talk.small_talk import courtesy, has_words, length_in_words
from knowledge.language.wishes.whole_wishes import is_unclear
from knowledge.language.wishes.wishes import Wanted, wish
from services.asking.reply import ReplyKind
from services.reporting import is_report

SHORTEST_QUESTION = 2  # characters; a single one is in half of all sentences


@once_if_nothing(is_report)
def needs_no_search(words: str) -> ReplyKind | None:
    """Return the kind of reply to what is no question, None for a question."""
    if not words:
        return ReplyKind.EMPTY
    if small_talk := courtesy(words):
        return ReplyKind(small_talk.value)
    if not has_words(words):
        return ReplyKind.NO_WORDS
    if is_report(words):
        return ReplyKind.REPORT
    return next((kind for fits, kind in _ASKS_NOTHING if fits(words)), None)


def _declines(words: str) -> bool:
    """Return whether `words` want nothing more (不用了谢谢), where nothing was asked; 不对啊 blames."""
    return assent(words) is Assent.NO and not blames(words)


_ASKS_NOTHING: tuple[tuple[Callable[[str], bool], ReplyKind], ...] = (
    (is_pasted, ReplyKind.PASTED),
    (is_absence, ReplyKind.AWAY),
    (is_mere_day, ReplyKind.NO_EARLIER),
    (_declines, ReplyKind.ACKNOWLEDGED),
    (asks_who_did_not, ReplyKind.NO_LIST),
    (lambda words: words.isascii() and assent(words) is not None, ReplyKind.ACKNOWLEDGED),  # shi, en
    (lambda words: length_in_words(words) < SHORTEST_QUESTION, ReplyKind.TOO_SHORT),
)


@once_if_nothing(is_report)
def wanted_in(words: str) -> Wanted | None:
    """Return what is wanted of the bot, where that is no command."""
    if is_unclear(words):
        return Wanted.UNCLEAR
    wished = wish(words)
    return next((wanted for wanted in Wanted if wished and wanted == wished.command), None)


def is_guess(words: str) -> bool:
    """Return whether what is wanted is only a guess. A report of wrongdoing is never put to the test."""
    wished = wish(words)
    return wished is not None and not wished.sure and wished.command != Wanted.REPORT
