"""The marks that open a heading in Chinese official writing, from the outside in.

In speeches and reports: 第一部分, 一、 （一） 1. (1) 第一， 一要/一是. In rules and regulations articles too:
第一编, 第一章, 第一节, 第一条, 一、 （一） 1. (1) 1） ①.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from core.patterns import pattern
from knowledge.language.writing.numerals import canonical_numerals

NUMERAL = "[一二三四五六七八九十]{1,3}"
LONG_NUMERAL = r"(?:[一二三四五六七八九十百千零〇]{1,8}|\d{1,4})"
LISTED = pattern(rf"{NUMERAL}、")
IN_BRACKETS = pattern(rf"[（(]{NUMERAL}[)）]")
POINT = pattern(r"\d{1,2}[.．、](?!\d)")
POINT_IN_BRACKETS = pattern(r"[（(]\d{1,2}[)）]")
SPOKEN = (
    pattern(rf"第{NUMERAL}[，、,：:]"),
    pattern(rf"{NUMERAL}(?:要|是|抓)(?![一二三四五六七八九十])"),
)
Marks = tuple[re.Pattern[str], ...]
# In order of rank: a heading closes every open section of its own rank or below.
OF_SPEECHES: Marks = (
    pattern(rf"第{NUMERAL}(?:部分|章|篇)"),
    LISTED,
    IN_BRACKETS,
    POINT,
    POINT_IN_BRACKETS,
    *SPOKEN,
)
# What follows where an article is only referred to: 第三条第二款, 第五条规定的.
REFERRED_TO = "(?!第|之[^一二三四五六七八九十]|规定|所称|所列|所指|的|和|与|至|中|、|或)"
ARTICLE = pattern(
    rf"第\s*{LONG_NUMERAL}\s*条(?:之{NUMERAL})?{REFERRED_TO}(?:\s*[【\[（(][^】\]）)\n]{{1,20}}[】\]）)])?"
)
CHAPTER = pattern(rf"第\s*{LONG_NUMERAL}\s*章")
OF_RULES: Marks = (
    pattern(rf"第\s*{LONG_NUMERAL}\s*(?:部分|编|篇)"),
    CHAPTER,
    pattern(rf"第\s*{LONG_NUMERAL}\s*节"),
    ARTICLE,
    LISTED,
    IN_BRACKETS,
    POINT,
    POINT_IN_BRACKETS,
    pattern(r"\d{1,2}[)）]"),
    pattern(r"[①-⑳]"),
    *SPOKEN,
)
# What a rule is called.
RULE = pattern(
    r"(?:办法|规定|条例|细则|规则|制度|准则|守则|章程|规范|规程|公约|须知|条令|规约|细目|法)"
    r"(?:[（(][^（）()]{1,12}[)）])?[》”]?(?:的通知)?$"
)
FEWEST_ARTICLES = 2
SMALL_MARK = pattern(r"\d{1,2}[)）]|[①-⑳]")
SALUTATION = pattern(r"(?:同志们|各位代表|各位委员|各位同志|朋友们)[，,：:！!]")
ORDINAL = pattern(rf"{LONG_NUMERAL}|[①-⑳]")


def heading_mark(text: str, start: int, end: int, marks: Marks = OF_SPEECHES) -> tuple[int, int] | None:
    """Return (rank, where the mark ends) of the heading mark at `start`, or None."""
    for rank, mark in enumerate(marks):
        if match := mark.match(text, start, end):
            return rank, match.end()
    return None


def marks_of(paragraphs: Iterable[str], title: str = "") -> Marks:
    """Return the marks that open headings in a text: those of rules where it is one.

    A rule has articles that count from one, and chapters or the name of a rule; or its title is a rule's,
    and 1） or ① count from one.
    """
    lines = [paragraph.strip() for paragraph in paragraphs]
    articles = [ordinal(match[0]) for line in lines if (match := ARTICLE.match(line))]
    in_order = sum(after - before in {0, 1} for before, after in pairwise(articles))
    counted = len(articles) >= FEWEST_ARTICLES and articles[0] == 1 and in_order * 5 >= (len(articles) - 1) * 4
    named = any(RULE.search("".join(line.split())) for line in (title, *lines[:6]) if len(line) <= 80)
    small = [ordinal(match[0]) for line in lines if (match := SMALL_MARK.match(line))]
    if RULE.search("".join(title.split())) and small[:1] == [1] and 2 in small:
        return OF_RULES
    return OF_RULES if counted and (named or any(map(CHAPTER.match, lines))) else OF_SPEECHES


def ordinal(heading: str) -> int:
    """Return the number a heading mark says: 3 for 三、 （三） 3. 第三， 三要 ③; 0 when it says none."""
    match = ORDINAL.search(heading)
    if match is None:
        return 0
    if not match[0].isdecimal() and match[0].isdigit():
        return int(unicodedata.numeric(match[0]))
    return int(canonical_numerals(match[0]))


def is_article(marks: Marks, rank: int) -> bool:
    """Return whether headings of this rank are articles, whose text follows the label in the same paragraph."""
    return marks[rank] is ARTICLE
