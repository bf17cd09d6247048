"""Tells which questions ask the same, whatever the order of their words and whichever person is meant."""

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from core.patterns import pattern
from knowledge.language.words.wording import strip_phrases
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals

LONGEST_CORE = 60  # characters that are compared
# Two questions are alike from this many of rapidfuzz's 100 on, phrases of asking taken off and whatever the
# order: 食堂晚上供应夜宵吗 and 晚上食堂有没有夜宵 are one question.
ALIKE = 75
# From this many on where each has something the other lacks: 收烟 and 收酒, 年假 and 产假 are two questions.
ALIKE_BUT_FOR_A_WORD = 90
NEAR = 5  # leaders looked at for each question
# Asks whether, whatever is asked about: 算不算, 能收吗, 可以吗, 违不违纪.
_WHETHER = pattern(r"(?P<one>[\u4e00-\u9fff])不(?P=one)")
_ASKED = pattern(
    r"请问|想问一下|问一下|我想问|可不可以|可以|能够|应该|应当|允许|属于|属不属于|算是|算|是不是|会不会|会|能|该|要|"
    r"行吗|行不行|吗|呢|吧|啊|呀|么|的话|的时候|如果|要是|假如"
)
# Who it is about, and how much of a thing: 别人的一条烟 is 烟.
_PEOPLE = pattern(
    r"人家|别人|他人|对方|老板|朋友|同事|服务对象|管理对象|下属|亲戚|熟人|有人|领导干部|党员干部|干部|党员|公职人员|公务员|"
    r"我们|咱们|你们|他们|自己|本人|单位|我|咱|你|您|他|她"
)
_MEASURED = pattern(
    r"(?:[0-9一二两三四五六七八九十几半]+|这|那)(?:条|瓶|盒|包|箱|袋|张|份|顿|点儿|点|个|些|次|斤|件|块儿|下)"
)
_LITTLE = pattern(r"点儿|一点|一些|有点|有|几|了|的|地|得|过|着|在|把|被|给|送的|送来的")


def core(words: str) -> str:
    """Return the characters of what is asked about, in order of the alphabet, without phrases of asking."""
    folded = fold(words).replace("甚么", "什么")
    bare = _bare(_WHETHER.sub(r"\g<one>", strip_phrases(folded))) or _bare(folded) or folded
    light = canonical_numerals(bare)
    for taken in (_MEASURED, _ASKED, _PEOPLE, _LITTLE):
        rest = taken.sub("", light)
        light = rest if len(rest) > 1 else light
    return "".join(sorted(light)[:LONGEST_CORE])


def grouped(words: Iterable[str]) -> list[list[int]]:
    """Return the places of questions that ask the same, in groups; each is like the first of its group."""
    leaders: list[str] = []
    groups: list[list[int]] = []
    for place, one in enumerate(words):
        found = core(one)
        near = process.extract(found, leaders, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=NEAR)
        group = next((at for leader, score, at in near if _are_alike(found, leader, score)), None)
        if group is None:
            leaders.append(found)
            groups.append([place])
        else:
            groups[group].append(place)
    return groups


def _are_alike(one: str, other: str, score: float) -> bool:
    if _numbers(one) != _numbers(other):
        return False  # 2022 and 2023, the first and the second
    more, fewer = Counter(one), Counter(other)
    return not (more - fewer and fewer - more) or score >= ALIKE_BUT_FOR_A_WORD


def _numbers(found: str) -> str:
    return "".join(sign for sign in found if sign.isdecimal())


def _bare(said: str) -> str:
    return re.sub(r"[\W_]+", "", said)
