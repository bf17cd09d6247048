"""How likely a message is a wish to the bot, and which: one weight for each feature and kind, nothing else.

The weights stand in wish_weights.txt; bench/fit_wishes.py makes them from bench/wishes. A line is a feature, a
tab and a printable character for each kind's weight; four lines before them say how large a step is and which
the kinds are, the bias, the pairs of characters that only questions have, and those that wishes have.

A weight can only be learned for what was heard. So a word that no wish ever had (炒股, 聚餐) counts as foreign:
a message with one is a wish only where it also names what the bot has (推送, 讲话), or is likelier than others.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.patterns import pattern
from knowledge.language.wishes.weights import Weights, written
from knowledge.language.wishes.wish_features import core, features
from knowledge.language.writing.normalize import fold

FILE = Path(__file__).with_name("wish_weights.txt")
QUESTION = "question"


# From LIKELY on it is a wish; from DOUBTED on also with words that people put into questions only, or that no
# wish had; from EVIDENT on where both are so, and the second ones are MANY.
LIKELY, HALF, DOUBTED, CLEAR, SURELY, EVIDENT = 0.2, 0.47, 0.5, 0.7, 0.9, 0.95
ONE_FOREIGN, SOME_FOREIGN, MANY = (
    0.6,
    0.4,
    4,
)  # the lines with one foreign character and with some; so many are many
# Suggestions and reports are about anything, so their words say little: the lines are others.
LIKELY_A_REPORT, LIKELY_A_SUGGESTION = 0.25, 0.3
CHANGING = frozenset({"subscribe", "unsubscribe", "hour", "days", "pause", "skip_day", "resume"})
_OF_SETTINGS = CHANGING | {"settings", "privacy"}
# Nothing is changed for who speaks of no sending, stopping or subscribing: 我要休假一周, 以后每天八点签到.
_OF_SENDING = pattern(
    r"推(?![迟延后荐广拿举动进行])|(?<![出开])发(?![票现言烧生福工奖烟红牢])|订|退|廉|日推|打扰|只[要在]|仅在?|除了|每日提醒|[收看]到|不[想要用再]*[收看]|停(?![电水车业工职课])"
    r"|恢复|继续|接着|跳过|通知|静|响|每[日天]的?(?:[一1][句条]|那[句条个])|取消|关掉|[a-z]{3}"
)
# What the bot has and does: who names it speaks of the bot, whatever else is said.
_OF_THE_BOT = pattern(
    r"推送|廉语|廉政语录|订阅|退订|每[日天][1一][句语条]|日推|机器人|清风|上下文|前后文|讲话|原文|全文|出处|这[段句篇]|那[段句篇]"
    r"|别(?:给我|再)?发|不[用要想]再?(?:给我)?[发推]|给我(?:发|推)|[发推]给?我|换[1一][条句个]|人工|真人|说明书|你"
)
_QUOTED = pattern('[“"「『《][^”"」』》]{2,}[”"」』》]')
_MAY_QUOTE = frozenset({"report", "suggest"})
IN_ANY_WORDS = frozenset({"report", "suggest"})  # what they are about is said in words of any kind
# What is neither asked of the speeches nor a wish that the bot can do: talk.py says what becomes of it.
TALK = frozenset({"mood", "itself", "office", "shown"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """`wish`: how likely it is any wish, 0 to 1; `kind`: the likeliest; `share`: that kind's part of `wish`.

    `asks`: it has words that questions have and no wish that was heard. `foreign`: how many of its characters
    stand in words that no wish had. `of_the_bot`: it names what the bot has or does; `of_sending`: it
    speaks of sending, stopping or subscribing. `talk`: how likely it is mere talk; `talk_kind`: of which kind.
    """

    wish: float
    kind: str
    share: float
    asks: bool
    foreign: int = 0
    of_the_bot: bool = False
    of_sending: bool = False
    talk: float = 0.0
    talk_kind: str = ""

    @property
    def question(self) -> float:
        """Return how likely something is asked of the speeches."""
        return 1.0 - self.wish - self.talk

    @property
    def is_wish(self) -> bool:
        """Return whether this is taken for a wish."""
        if self.kind in IN_ANY_WORDS:
            return self.wish >= self._line_in_any_words
        if self.talk > self.wish:
            return False
        if self.kind in CHANGING and not self.of_sending:
            return self.wish >= max(self._line, SURELY if self.foreign else HALF)
        if self.kind in _OF_SETTINGS and self.foreign > 1 and not self.of_the_bot:
            return self.wish >= CLEAR
        return self.wish >= self._line

    @property
    def _line_in_any_words(self) -> float:
        """Return the line for reports and suggestions; to miss a report does more harm than one too many."""
        if self.kind == "report":
            return DOUBTED if self.asks and self.foreign >= MANY else LIKELY_A_REPORT
        return CLEAR if self.asks else LIKELY_A_SUGGESTION

    @property
    def _line(self) -> float:
        """Return the likelihood from which on this is a wish, by the words it has."""
        if self.asks:
            return EVIDENT if self.foreign >= MANY else DOUBTED
        if self.of_the_bot or not self.foreign:
            return LIKELY
        return SOME_FOREIGN if self.foreign > 1 else ONE_FOREIGN


@dataclass(frozen=True)
class WishModel:
    """Kinds, the first of them QUESTION, and a row of weights for each feature.

    `asked`: pairs of characters that many questions have and no wish; `wished`: those that wishes have.
    """

    kinds: tuple[str, ...]
    weights: Weights
    asked: frozenset[str]
    wished: frozenset[str] = frozenset()

    def judge(self, text: str) -> Weighed:
        """Return what `text`, of any length, is likely to be. Who quotes asks about what is quoted."""
        said = core(text)
        weighed = replace(
            self.weigh(features(text)),
            foreign=self.foreign(said),
            of_the_bot=bool(_OF_THE_BOT.search(said)),
            of_sending=bool(_OF_SENDING.search(fold(text))),
        )
        if weighed.kind not in _MAY_QUOTE and _QUOTED.search(text):
            return replace(weighed, wish=0.0)
        return weighed

    def foreign(self, said: str) -> int:
        """Return how many characters of `said`, as `core` returns it, stand in no pair that wishes have."""
        known = [said[at : at + 2] in self.wished for at in range(len(said) - 1)]
        around = zip([False, *known], [*known, False], said, strict=True)
        return sum(
            not (before or behind) for before, behind, letter in around if "\u3400" <= letter <= "\u9fff"
        )

    def weigh(self, found: set[str]) -> Weighed:
        """Return what the features `found` speak for."""
        scores = self.weights.scores(found)
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        talk, wished = odds * self._is_talk, odds * self._is_wish
        best, wish = int(wished.argmax()), float(wished.sum())
        asks = not self.asked.isdisjoint(found)
        share = float(odds[best]) / max(wish, 1e-9)
        talk_kind = self.kinds[int(talk.argmax())]
        return Weighed(wish, self.kinds[best], share, asks, talk=float(talk.sum()), talk_kind=talk_kind)

    @cached_property
    def _is_talk(self) -> NDArray[np.bool_]:
        return np.array([kind in TALK for kind in self.kinds])

    @cached_property
    def _is_wish(self) -> NDArray[np.bool_]:
        return np.array([kind not in {QUESTION, *TALK} for kind in self.kinds])

    @classmethod
    def read(cls, content: bytes) -> "WishModel":
        """Read what `text_of` wrote."""
        lines = BytesIO(content)
        head, bias, asked, wished = (lines.readline().rstrip(b"\n") for _ in range(4))
        step, kinds = head.decode().split("\t")
        weights = Weights.read(float(step), bias, lines)
        return cls(tuple(kinds.split()), weights, _pairs(asked.decode()), _pairs(wished.decode()))


def text_of(
    kinds: tuple[str, ...],
    rows: dict[str, int],
    weights: NDArray[np.float32],
    asked: frozenset[str],
    wished: frozenset[str],
) -> str:
    """Return the file of a model with these weights, and with what only questions and what wishes have."""
    step, bias, lines = written(rows, weights)
    pairs = ["".join(sorted(pairs)) for pairs in (asked, wished)]
    return "\n".join([f"{step:.6f}\t{' '.join(kinds)}", bias, *pairs, *lines, ""])


def _pairs(said: str) -> frozenset[str]:
    return frozenset(map("".join, zip(said[::2], said[1::2], strict=True)))


@cache
def _shipped() -> WishModel:
    return WishModel.read(FILE.read_bytes())


def weigh(text: str) -> Weighed:
    """Return how likely `text`, of any length, is a wish, and which."""
    return _shipped().judge(text)
