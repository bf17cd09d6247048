"""What people say that is no question for the speeches: courtesies, and words that lean on the last answer."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.language.normalize import fold


class Courtesy(StrEnum):
    """Small talk that gets a short friendly word."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    ACKNOWLEDGED = "acknowledged"
    WHO = "who"


class Lean(StrEnum):
    """How a follow-up leans on the answer before it."""

    FOLLOWING = "following"
    PRECEDING = "preceding"
    MORE = "more"
    SOURCE = "source"
    WHEN = "when"
    SPEAKER = "speaker"
    WHOLE = "whole"
    CONTEXT = "context"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up; `number` is the N of 第N点 and 0 otherwise."""

    lean: Lean
    number: int = 0


# Whole messages only, without punctuation and the particles at their end.
SMALL_TALK: Mapping[Courtesy, str] = {
    Courtesy.GREETING: """
        你好 您好 你们好 大家好 哈喽 哈啰 嗨 hi hello hey 早 早安 早上好 上午好 中午好 下午好 晚上好 在
        在不在 在么 有人 你好机器人 你好清风 清风你好 清风 新年好 节日快乐 新年快乐 测试 test
    """,
    Courtesy.THANKS: """
        谢谢 谢谢你 谢谢您 多谢 感谢 非常感谢 谢 太感谢 辛苦 thanks thankyou thx 很好 太好 真棒 不错 厉害
        好棒 赞 牛 真好 答得好 说得好
    """,
    Courtesy.FAREWELL: "再见 晚安 拜拜 bye byebye 回头见 明天见 下次见 先这样",
    Courtesy.ACKNOWLEDGED: """
        收到 好 好的 好滴 好嘞 嗯 嗯嗯 哦 噢 行 可以 明白 知道 了解 懂 ok okay 是 是的 对 对的 没事 没有
        不用 算 哈哈 哈哈哈 呵呵 学习 已阅 已学习 收到谢谢
    """,
    Courtesy.WHO: """
        你是谁 您是谁 你叫什么 你叫什么名字 你是什么 你是机器人 你会什么 你会做什么 你能做什么 你能干什么
        你能干嘛 你有什么用 你有什么功能 有什么功能 有哪些功能
        能干嘛 能做什么 你可以做什么
    """,
}
_COURTESIES = {word: kind for kind, words in SMALL_TALK.items() for word in words.split()}
_PARTICLES = re.compile(r"[啊呀哦呢啦了吗嘛吧]+$")

_LEAD = r"(?:看|来|说|讲|读)?(?:一下)?"
_GO_ON = r"(?:说|讲|念|读|看)?"
_THIS = r"(?:这|那|这段|那段|这句|这句话|这段话|这篇|这篇讲话|讲话|领导)?"
_LEANS: tuple[tuple[Lean, str], ...] = (
    (Lean.FOLLOWING, rf"{_LEAD}(?:下一?段|下一?句|后一段|下文|后文)"),
    (Lean.FOLLOWING, rf"后面(?:的|那段|一段)?|(?:接着|继续|往下){_GO_ON}|然后|接下来"),
    (Lean.PRECEDING, rf"{_LEAD}(?:上一?段|上一?句|前一?段|上文|前文)|前面(?:的|那段|一段)?|往上看?"),
    (Lean.MORE, r"还有|还有没有|(?:还有没有|还有)?(?:别的|其[他它]的?|另外的?)|更多|还有哪些|还有什么"),
    (Lean.MORE, r"换一[个条段]|下一[条个]"),
    (Lean.SOURCE, rf"{_THIS}的?(?:出处|来源|(?:从)?哪里?来的?|出自(?:哪里?|何处))"),
    (Lean.SOURCE, rf"{_THIS}是?(?:出自)?哪篇讲话(?:里的|说的)?"),
    (Lean.SOURCE, rf"{_THIS}是?在?(?:哪里?|哪儿|哪个会上?|什么会上?)(?:说|讲)?的"),
    (
        Lean.WHEN,
        rf"{_THIS}是?在?(?:哪一?年|哪一?天|什么时候|什么时间|何时|几时|几月)(?:说|讲|作|做)?(?:的|过)?",
    ),
    (Lean.SPEAKER, rf"{_THIS}是?(?:谁|哪位领导|哪个领导|哪位|什么人)(?:说|讲|作|做)?(?:的|过)?"),
    (Lean.SPEAKER, r"讲话人(?:是谁)?"),
    (
        Lean.WHOLE,
        r"(?:看|读)?(?:全文|原文|整篇|全篇|整篇讲话|讲话全文|完整版)(?:在哪[里儿]?|哪里有|哪里看|怎么看)?",
    ),
    (Lean.CONTEXT, rf"{_LEAD}(?:上下文|前后文)"),
)
_PATTERNS = tuple((lean, re.compile(pattern)) for lean, pattern in _LEANS)
_POINT = re.compile(
    r"第(?P<number>[一二两三四五六七八九十]|[1-9]\d?)"
    r"(?:点|条|个方面|方面|个|项|部分|大点|小点|要求|个要求)"
)
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_PUSHES = re.compile("推送|订阅|退订|廉语|每天发|发给我")
_POLITE = re.compile(
    r"^(?:请问|那么|那|麻烦|请|再|给我|帮我|我想)+"
    r"|(?:一下|看看|呢|吗|啊|呀|吧|嘛|么|谢谢|是什么|是啥|怎么说|讲什么|说什么)+$"
)


def has_words(text: str) -> bool:
    """Return whether anything in `text` can be looked for: a letter, a character, a digit."""
    return bool(_bare(text))


def length_in_words(text: str) -> int:
    """Return how many letters, characters and digits `text` has."""
    return len(_bare(text))


def courtesy(text: str) -> Courtesy | None:
    """Return the courtesy that `text` is. Only whole messages count: 你好，三重一大是什么 is a question."""
    bare = _bare(text)
    return _COURTESIES.get(bare) or _COURTESIES.get(_PARTICLES.sub("", bare))


def follow_up(text: str) -> FollowUp | None:
    """Return how `text` leans on the last answer, or None when it stands on its own."""
    bare = _bare(text)
    for said in (bare, _POLITE.sub("", bare)):
        for lean, pattern in _PATTERNS:
            if pattern.fullmatch(said):
                return FollowUp(lean)
        if match := _POINT.fullmatch(said):
            number = match["number"]
            return FollowUp(Lean.POINT, _NUMERALS.get(number) or int(number))
    return None


def speaks_of_pushes(text: str) -> bool:
    """Return whether `text` names the daily push anywhere. Ask it of what the speeches do not answer."""
    return bool(_PUSHES.search(_bare(text)))


def _bare(text: str) -> str:
    """Return `text` without spaces, punctuation and emoji, in lower case and simplified script."""
    return "".join(letter for letter in fold(text) if unicodedata.category(letter)[0] in "LN")
