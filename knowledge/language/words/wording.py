"""General wording of questions: phrases that ask but name no subject.

Only general words of asking belong here, never words of a subject: those are for thesaurus.toml.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from core.patterns import pattern
from knowledge.language.talk.small_talk import polite_phrases
from knowledge.language.talk.thread.follow_ups import LAST_POINT
from knowledge.language.writing.normalize import READ_AT_ONCE
from knowledge.language.writing.pinyin import readings

# Greetings and politeness, wherever they stand.
POLITE = "|".join(polite_phrases())
# What is asked: interrogatives and what goes with them.
ASKING = (
    "具体指的是|具体是指|具体指|所指为何|所指何事|何种|何者|何处|何在|何以|那几句|这几句|哪几句|"
    "有什么说法|什么说法|怎么个说法|什么是|什么叫|啥子是|啥是|啥叫|何谓|何为|指的是什么|说的是什么|讲的是什么|是什么意思|什么意思|是怎么回事|怎么回事|是什么样的|是怎样的|是什么|是啥意思|啥意思|"
    "指的是哪|指的是|是指什么|指什么|是啥|有哪些方面|什么要求|哪些要求|啥要求|何要求|有哪几个|有哪几|有哪些|有什么样的|有什么|有啥|包括哪些|包括什么|包含哪些|"
    "分别是哪些|分别是什么|分别是|分别指|哪几个方面|哪几方面|哪些方面|哪个方面|哪方面|哪几个|哪几项|哪几条|哪几种|哪几|"
    "哪些|哪一个|哪一年|哪一|哪个|哪年|哪种|哪里|哪儿|哪|什么样的|什么样|什么时候|什么地方|什么|为什么|为啥|为何|"
    "怎么样|怎么做的|怎么做|怎么说的|怎么说|怎么讲的|怎么讲|怎么办|怎么着|怎么|怎样做|怎样|如何做|如何|该咋|咋样|咋整|咋办|咋|"
    "啥时候|啥样|啥子|啥|多少|多久|多长时间|几个|是不是|有没有|能不能|可不可以|可以吗|行不行|行吗|对不对|对吗|好不好|要不要|该不该|"
    "会不会|是否|吗|呢|来着|的话|原文|原话|那句话|那一句|那句|这句话|这句|哪句|那段|哪段|这段|那一段|好像有一句|好像有句|"
    "有一句|有句话|有句|后面讲的是|后面讲了|后面是|前面是|讲话里|讲话中|讲话稿|这次讲话|讲话|文件里|材料里|提到的|提到|提出的|"
    "谁来|由谁|是谁|谁的|谁"
)


def _longest_first(phrases: str) -> str:
    """Return alternatives in an order in which no shorter one hides a longer one."""
    return "|".join(sorted(phrases.split("|"), key=len, reverse=True))


_TAILS = "啊呀哦噢嘛呗啦吗呢"
# And the particles at the end of a clause, 了没有 there, and 可以 and 能 in 公车可以私用吗.
PHRASES = pattern(
    f"{_longest_first(POLITE)}|(?:指的|说的|讲的)?[是在有于]?(?:{_longest_first(ASKING)})"
    r"|(?<=[\u4e00-\u9fff]{2})了没有?(?=[^\w\n]*(?:\n|\Z))"
    rf"|(?:(?<=[\u4e00-\u9fff]{{2}})的)?[{_TAILS}]+(?=\W|\Z)"
    rf"|(?<=[\u4e00-\u9fff]{{2}})(?<!不)(?:可以|能够|(?<!能.)(?<![可功职才性技智效动热])能(?![力源够动量]))(?=[\u4e00-\u9fff]{{2,6}}[{_TAILS}]*(?:\W|\Z))"
)
# The same in typed pinyin, syllable by syllable.
ASKING_PINYIN = (
    "qing wen|wei shen me|shi shen me yi si|shi shen me|zhi de shi|you na xie|shen me shi|"
    "shen me yang|shen me shi hou|shen me|zen me yang|zen me zuo|zen me ban|zen me|zen yang|ru he|"
    "duo shao|duo jiu|na xie|na ge|na yi nian|na nian|na li|shi fou|shi shui|shei|ni hao|nin hao|"
    "you mei you|neng bu neng|bao kuo na xie|ji ge"
)
# Function characters, which have no weight alone.
FUNCTION = (
    "的了吗呢吧啊呀哦嘛么着过地得之其所把被将对于在和与及或也都还就才又很太最更再只不没有是为以从到向由等们这那个些一"
    "上下中来去会能可要"
)
# Asks what a term means, or is nothing but a term.
MEANING = pattern(
    r"是什么意思|什么意思|啥意思|是指|指的是|指什么|指啥|指哪|是什么$|是啥$|什么是|什么叫|何谓|含义|定义|解释|"
    r"包括哪|包含哪|哪几|是谁|谁是|是什么人|是哪里人"
)
POINT = pattern(rf"第\d{{1,2}}(?:个)?(?:大)?(?:点|条|部分|方面|项|要|个要求|个问题)?|{LAST_POINT}")
POINT_REST = pattern(
    r"[讲说谈提是的了到过个都要求内容意见方面主要里中关于啥什么哪些呢吗吧在年月日0-9第点条部分项 问题]*"
)


@lru_cache(READ_AT_ONCE)
def strip_phrases(folded: str) -> str:
    """Take greetings and question phrases out of a folded question; breaks are left in their place.

    A question made of nothing else keeps its words.
    """
    return PHRASES.sub(" ", folded).strip()


def strip_all(folded: Sequence[str]) -> list[str]:
    """Return each folded question without its phrases, as `strip_phrases` does, all in one go."""
    return [question.strip() for question in PHRASES.sub(" ", "\n".join(folded)).split("\n")]


def asks_meaning(folded: str, content: str) -> bool:
    """Return whether the question asks what a term is, or is a bare term."""
    return bool(MEANING.search(folded)) or (
        folded.strip(' ?？!！。"“”') == content.strip() and len(content) <= 8
    )


def asks_for_point(canonical: str) -> bool:
    """Return whether nothing but the number of a point is asked for (第三点讲了什么, 最后一点)."""
    rest, points = POINT.subn(" ", canonical)
    if not points:
        return False
    rest = strip_phrases(rest)
    return POINT_REST.fullmatch(re.sub(r"[\W_]+", "", rest)) is not None


@cache
def _weightless() -> NDArray[np.bool_]:
    """Return a table over the basic plane: which characters are function characters."""
    table = np.zeros(0x10000, dtype=bool)
    table[[ord(character) for character in FUNCTION]] = True
    return table


def is_function(codes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which code points are function characters."""
    found: NDArray[np.bool_] = _weightless().take(codes, mode="clip")
    return found


@cache
def _pinyin_phrases() -> re.Pattern[str]:
    """Return the phrases of ASKING_PINYIN as a pattern over syllable numbers written with blanks."""
    number = readings().number
    phrases = sorted(ASKING_PINYIN.split("|"), key=len, reverse=True)
    numbered = (" ".join(str(number[syllable]) for syllable in phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<!\S)(?:{'|'.join(numbered)})(?!\S)")


def strip_syllables(syllables: Sequence[int]) -> list[int]:
    """Take question phrases out of typed pinyin; 0, a break, is left in their place."""
    return [int(number) for number in _pinyin_phrases().sub("0", " ".join(map(str, syllables))).split()]


@cache
def function_syllables() -> NDArray[np.int64]:
    """Return the syllables that are function words when typed in pinyin."""
    table = readings()
    names = ("de", "le", "ma", "ne", "shi", "you", "zai", "he", "na", "zhe", "ge", "ba", "dou", "ye", "bu")
    return np.array([table.number[name] for name in names if name in table.number], dtype=np.int64)
