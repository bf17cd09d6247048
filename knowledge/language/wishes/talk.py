"""What is said that is neither a question to the speeches nor a wish: how somebody feels, words of the bot.

The model of the wishes weighs it, too; the search has a say in it. What the speeches answer outright is none;
the better they answer, the surer it must be that nothing was asked of them.
"""

from enum import StrEnum

from core.patterns import pattern
from knowledge.language.wishes.wish_model import Weighed, weigh
from knowledge.language.words.frames import of_another


class Talk(StrEnum):
    """What people talk of."""

    MOOD = "mood"  # how they feel, what happened to them, small talk
    ITSELF = "itself"  # the bot
    OFFICE = "office"  # what operators and editors do
    SHOWN = "shown"  # what was shown to them: its length, its looks, how it goes on
    PUSHES = "pushes"


# So likely a question may be at most where the speeches have nothing; less the better they answer, and where
# words of questions stand there.
IN_VAIN = 0.6
_WITH_WORDS_OF_QUESTIONS = 0.3
# 你给我讲讲作风 has it look something up, whatever else is said to it.
_LOOKS_UP = pattern("[你您](?:能|可以|再|来|先)*(?:[给帮替]我)?(?:讲讲|说说|说一?下|查|找|念|介绍|解释).{2,}")
# Mere words are mostly those of who looks something up: 双随机 一公开, 累计. Few of them can have been learned.
_MERE_WORDS, _MERE = 0.1, pattern("[\u3400-\u9fff]{2,}(?:[ \u3000]+[\u3400-\u9fff]{2,})+|[\u3400-\u9fff]{1,3}")
_OF_WHAT_WAS_SHOWN = frozenset({"source", "next", "context", "whole", "summary", "unclear", "another", "sorry"})
_OF_PUSHES = frozenset(
    {"subscribe", "unsubscribe", "hour", "days", "pause", "skip_day", "resume", "settings", "undo", "yesterday"}
)


def talk(text: str, found: float = 0.0) -> Talk | None:
    """Return what `text` talks of; None for a question to the speeches.

    `found`: how surely the best that they have answers it, 0 to 1.
    """
    return weighed_talk(weigh(text), text, found)


def weighed_talk(weighed: Weighed, text: str, found: float = 0.0) -> Talk | None:
    """Return what `text`, which a model has weighed, talks of, as `talk` does."""
    said = of_another(text.strip())
    line = IN_VAIN * (1 - found) ** 3 * (_WITH_WORDS_OF_QUESTIONS if weighed.asks else 1)
    if weighed.question >= line * (_MERE_WORDS if _MERE.fullmatch(said) else 1) or _LOOKS_UP.match(said):
        return None
    if said != text.strip() and weighed.kind in _OF_WHAT_WAS_SHOWN:  # 那收礼呢 asks of something else
        return None
    if weighed.talk >= weighed.wish:
        return Talk(weighed.talk_kind)
    if weighed.kind in _OF_PUSHES:
        return Talk.PUSHES
    return Talk.SHOWN if weighed.kind in _OF_WHAT_WAS_SHOWN else Talk.ITSELF
