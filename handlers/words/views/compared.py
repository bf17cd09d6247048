"""The line above what was counted: what stands there more often, and by how much, or which places touch."""

from collections import Counter
from dataclasses import replace

from handlers.words.replies import Piece, View
from knowledge.language.writing.clipped import clipped
from knowledge.search.exact.mentions import Mentions, WordPlace
from services.asking.reply import Counted

LONGEST = 20  # characters of words that are repeated
TIMES = "{one} {times} 次"
MORE, MOST, EVEN = "：{one}多 {by} 次。", "：{one}最多。", "：一样多。"
BESIDE, APART = "挨在一起的有 {runs} 处：{where}。\n", "没有挨在一起的，中间都隔着别的段落。\n"
ALONE = "只有这一段，没有挨着的。\n"
RUN = "{speech}第 {first}～{last} 段"
TWO = 2


def with_lead(view: View, counted: Counted, named: dict[str, str]) -> View:
    """Return the view of what was counted with such a line above it, where one was asked for."""
    lead = _compared(counted, named) if counted.compared else _beside(counted, named) if counted.beside else ""
    return replace(view, pieces=(Piece(lead), *view.pieces)) if lead else view


def _compared(counted: Counted, named: dict[str, str]) -> str:
    times = {_count(one, counted, named): one.times for one in counted.found}
    if len(counted.found) == 1:
        found = counted.found[0]
        in_each = Counter(dict.fromkeys(found.slugs, 0))
        for place in found.places:
            in_each[place.stretch.passage.slug] += place.times
        times = {named[slug]: many for slug, many in in_each.items()}
    said = "，".join(TIMES.format(one=one, times=many) for one, many in times.items())
    ranked = sorted(times, key=lambda one: times[one], reverse=True)
    best, second = times[ranked[0]], times[ranked[1]]
    how = EVEN if best == second else MORE if len(times) == TWO else MOST
    return said + how.format(one=ranked[0], by=best - second) + "\n"


def _count(found: Mentions, counted: Counted, named: dict[str, str]) -> str:
    """Return what was counted, with the speeches where the others were counted in others."""
    alike = len({one.slugs for one in counted.found}) == 1
    where = "" if alike else "、".join(named[slug] for slug in found.slugs)
    return f"{where}“{clipped(found.words, LONGEST)}”"


def _beside(counted: Counted, named: dict[str, str]) -> str:
    runs: list[list[WordPlace]] = []
    for place in counted.found[0].places:
        before, here = runs[-1][-1].stretch if runs else None, place.stretch
        if before and before.passage.slug == here.passage.slug and here.place <= before.last + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    if len(counted.found[0].places) == 1:
        return ALONE
    told = [_told(run, named) for run in runs if len(run) > 1]
    return BESIDE.format(runs=len(told), where="、".join(told)) if told else APART


def _told(run: list[WordPlace], named: dict[str, str]) -> str:
    first, last = run[0].stretch, run[-1].stretch
    return RUN.format(speech=named[first.passage.slug], first=first.place, last=last.place)
