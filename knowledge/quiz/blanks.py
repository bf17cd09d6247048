"""What can be asked for in a sentence: a member of a list, a term in quotation marks, a number.

Without a parser only what has a sign on both sides is surely a whole member: the first and the last of a list
may run on into the rest of the sentence (把知敬畏、存戒惧、守底线作为…).
"""

import re
from collections.abc import Iterator

from core.patterns import pattern
from knowledge.quiz.material import HAN, Blank, Statement

MEMBER = r"[^\s，。；：、！？“”‘’（）()《》〈〉…—*]{2,12}"
LIST = pattern(rf"{MEMBER}(?:、{MEMBER}){{2,}}")
SHORTEST_MEMBER, LONGEST_MEMBER = 2, 8
SHORTEST_TAIL = 3  # where the members begin or end alike, of what is left
BEGUN_BY, ENDED_BY = frozenset("上讲抓为以"), "学"
SIGNS = frozenset("，。；：！？“”（）") | {""}
OPENERS, CLOSERS = frozenset("：（“"), frozenset("等）”")
AND_OTHERS = pattern("(?<![平同高中初优对])等(?![级次待于])")
BINDS = pattern(r"[和与及或等]")
# What begins like this is a member only if it is short (把方向).
GOES_ON, LONGEST_BEGUN = pattern(r"[要把将对在向以为使让从由被并且而但这那其就也都各很更再不]"), 3
# 四个意识, 三重一大, 两个维护: a term that is known by a number.
TERM = pattern(r"“([一二三四五六七八九十两]{1,2}[\u4e00-\u9fff]{1,7})”")
# 一把手, 一站式: words with 一, known by no number; 一岗双责 counts twice.
NUMERALS = "零一二三四五六七八九十"
SHORTEST_TERM = 4  # beside “四风” and “两委” there is nothing that somebody would take for them
NO_TERM = pattern(r"[一二三]线|十[一二三四五六]五|^一(?![\u4e00-\u9fff]{1,2}[一二三四五六七八九十两双])")
COUNTED = pattern(
    r"(?<=[\u4e00-\u9fff])([三四五六七八九十])(?=[项种条个](?!规定|基本|原则|补贴|大局|方面|工作)[\u4e00-\u9fff]{2})"
)
NOT_COUNTED = pattern(r"[第十二两三四五六七八九百千几这那每前后点近约余]$")
FIGURE = pattern(r"\d")
HEAD = pattern(
    r"等[\u4e00-\u9fff]{0,6}?(产业|领域|制度|工作|方面|形式|方式|手段|职能|作用|问题|精神|能力|机制|措施|任务|现象|价值观|部门|"
    r"单位|组织|业态|项目|行业|政策|教育|规定|要求|设施|服务|活动|行为|权利|法规|内容|途径|环节)"
)


def members(statement: Statement) -> Iterator[Blank]:
    """Yield the members of lists that are surely whole, without what all members have in common."""
    for found in LIST.finditer(statement.text):
        pieces = list(_pieces(found))
        texts = [statement.text[start:end] for start, end in pieces]
        common = _common(texts)
        if common is None:
            continue
        front, back = common
        for place in _whole(statement.text, pieces):
            start, end = pieces[place]
            answer = statement.text[start + front : end - back]
            shortest = SHORTEST_MEMBER if not front and not back else SHORTEST_TAIL
            if (
                shortest <= len(answer) <= LONGEST_MEMBER
                and not BINDS.search(answer)
                and not (len(answer) > LONGEST_BEGUN and GOES_ON.match(answer))
                and all(map(HAN.match, answer))
            ):
                beside = _beside(texts, place)
                whole = not front and not back
                yield Blank(statement, start + front, end - back, beside, _head(found[0]), found.span(), whole)


def _head(words: str) -> str:
    """Return what a list calls its members, behind 等; empty where it does not say."""
    found = HEAD.search(words.rsplit("、", 1)[-1])
    return found[1] if found else ""


def _whole(text: str, pieces: list[tuple[int, int]]) -> Iterator[int]:
    """Yield the places of members that are surely whole, in their order: those between two signs.

    The last one is, if it ends before 等, or at a sign and is as long as those before it; so is the first, or
    if it begins behind a colon or bracket.
    """
    lengths = {end - start for start, end in pieces[1:-1]}
    start, end = pieces[0]
    before = text[start - 1 : start]
    if before in OPENERS or ({end - start} == lengths and before in SIGNS):
        yield 0
    yield from range(1, len(pieces) - 1)
    start, end = pieces[-1]
    behind = text[end : end + 1]
    if behind in CLOSERS or ({end - start} == lengths and behind in SIGNS):
        yield len(pieces) - 1


def _beside(texts: list[str], place: int) -> tuple[str, ...]:
    """Return the other members, the first and last cut to the length of this one: they run on."""
    length = len(texts[place])
    cut = [texts[0][-length:], *texts[1:-1], texts[-1][:length]]
    return tuple(one for at, one in enumerate(cut) if at != place)


def _pieces(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield where the members stand, the last one only as far as 等."""
    at = found.start()
    *inner, last = found[0].split("、")
    for piece in inner:
        yield at, at + len(piece)
        at += len(piece) + 1
    and_others = AND_OTHERS.search(last, SHORTEST_MEMBER)
    yield at, at + (and_others.start() if and_others else len(last))


def _common(texts: list[str]) -> tuple[int, int] | None:
    """Return how many characters all members begin with (在…腐上) and end with (…学); None: do not ask for one.

    Where the first one begins and the last one ends is not known, so these say nothing about it. Members that
    are alike otherwise (更大决心、更大力度) give the right choice away.
    """
    front = _alike(texts[1:])
    back = 0 if front else _alike([text[::-1] for text in texts[:-1]])
    if (front and texts[1][front - 1] not in BEGUN_BY) or (back and texts[0][-1] != ENDED_BY):
        return None
    return front, back


def _alike(texts: list[str]) -> int:
    """Return behind which place the members differ for good: 5 of 在不能腐上深化拓展 and 在不想腐上巩固提升."""
    shortest = min(map(len, texts))
    places = (at for at in range(shortest, 0, -1) if len({text[at - 1] for text in texts}) == 1)
    return next(places, 0) if len(texts) > 1 else 0


def terms(statement: Statement) -> Iterator[Blank]:
    """Yield the terms that are known by a number: “三重一大”."""
    for found in TERM.finditer(statement.text):
        if len(found[1]) >= SHORTEST_TERM and not NO_TERM.search(found[1]):
            yield Blank(statement, found.start(1), found.end(1))


def counted(statement: Statement) -> Iterator[Blank]:
    """Yield the small numbers that belong to a name: 八项规定, 四种形态.

    Of a sentence with figures the figure is what one learns, not over how many years or of how many roads. What
    stands in front of its number can be counted.
    """
    if FIGURE.search(statement.text):
        return
    for found in COUNTED.finditer(statement.text):
        before = statement.text[: found.start()]
        counted = re.split(r"[，。；：！？]", before)[-1].count("、") + 1
        if not NOT_COUNTED.search(before) and counted < NUMERALS.index(found[1]):
            yield Blank(statement, found.start(), found.end())
