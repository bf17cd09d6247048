"""A festival in a question that no speech names: it says when, and asks for nothing.

中秋前后公务接待要注意什么 asks about 公务接待. Where no speech names 中秋, the word would count as one that no
passage has, and the bot would be deaf to the rest. Where a speech names the festival, it stays.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.patterns import pattern
from knowledge.language.words import wording
from knowledge.language.writing.normalize import tokens
from knowledge.language.writing.pinyin import code_points
from knowledge.search.index import Ints, pair_keys

_NAME = (
    r"(?:春节|新春|过年|除夕|元旦|新年|元宵|清明|五一|51|劳动节|端午|中秋|国庆|十一(?=假|期|长|黄金|前|后|放|节)|重阳|两节|双节|教师节|妇女节"
    r"|三八节|青年节|儿童节|六一|圣诞|暑假|寒假|暑期|周末|双休日|小长假|长假|黄金周)"
)
# What says that a festival is the time: during it, before it. 五一劳动奖章 is a thing.
_TIME = (
    r"(?:(?:国庆|中秋|[和、与]|节日?|假期|小?长假|假日|黄金周|放假|期间|前后|前夕|来临|临近|之前|之后|以前|以后|的?时候|[前后里时]|这几天|那几天|当天"
    r"|那天|快?到了?|的)+|(?=[\s,，。?？!！]|$|[开用收送吃请接去坐驾打领买喝]))"
)
_OCCASION = pattern(rf"(?:今年|每年|去年|明年|每到|一到|到了|快到|快|到|在)?(?P<name>{_NAME}){_TIME}")
_NUMERALS = pattern("[一二三四五六七八九十1-9]+")
_ANY_FESTIVAL = ("逢年过节", "过节", "节日", "节假日", "佳节")
LEAST_LEFT = 2  # characters of content that must be left to look for


def without_occasion(content: str, has: Callable[[Ints], NDArray[np.bool_]]) -> str:
    """Return a question's content without the festivals that the speeches do not name.

    `has` says which terms of characters the speeches have. What is nothing else keeps its words.
    """
    left = _OCCASION.sub(lambda found: found[0] if _is_named(found["name"], has) else " ", content).strip()
    codes = code_points(tokens(left).replace(" ", "") or " ")
    heavy = int((~wording.is_function(codes)).sum()) if left else 0
    return left if heavy >= LEAST_LEFT else content


def _is_named(name: str, has: Callable[[Ints], NDArray[np.bool_]]) -> bool:
    """Return whether the speeches name a festival, or speak of festivals as such."""
    # 五一 may be the end of one number and the start of another.
    named = () if _NUMERALS.fullmatch(name) else (name,)
    for word in (*named, *_ANY_FESTIVAL):
        codes = code_points(tokens(word))
        if bool(has(pair_keys(codes[:-1], codes[1:])).all()):
            return True
    return False
