"""What is made of a guess at what somebody wants done: surely one thing, likely one of a few, or neither."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.language.functions.catalogue import Function
from knowledge.language.functions.recogniser import functions_meant

SURE, SURE_FOR_OTHERS = 0.65, 0.8  # it is meant; it is, by who may not have it and is told so
LIKELY, FIRST = 0.6, 0.3  # that any is meant, and the likeliest
OFFERED, MOST = 0.1, 3  # what else is offered then, and how much of it
# The same two where nobody understood a word of it.
LIKELY_IF_LOST, FIRST_IF_LOST = 0.45, 0.2
LONGEST = 60  # characters

Likely = Sequence[tuple[Function, float]]
May = Callable[[Function], bool]


def _everything(_: Function) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Decision:
    """`function` is surely meant, or one of `choices`, the likeliest first."""

    function: Function | None
    choices: tuple[Function, ...] = ()


def decided(text: str, may: May = _everything, *, lost: bool = False) -> Decision | None:
    """Return which function `text` asks for; None for none of them. `may`: whether who says it may have one.

    `lost`: nobody else has understood anything of it, so that less is enough to offer a choice.
    """
    return decision(functions_meant(text), may, lost=lost) if len(text) <= LONGEST else None


def decision(likely: Likely, may: May = _everything, *, lost: bool = False) -> Decision | None:
    """Return what is made of how likely each function is; `lost` as in `decided`."""
    found = by_view(likely, may)
    if not found:
        return None
    function, odds = found[0]
    if odds >= (SURE if may(function) else SURE_FOR_OTHERS):
        return Decision(function)
    can = [(one, odds) for one, odds in found if may(one)]
    any_of_them, first = (LIKELY_IF_LOST, FIRST_IF_LOST) if lost else (LIKELY, FIRST)
    if sum(odds for _, odds in can) < any_of_them or can[0][1] < first:
        return None
    return Decision(None, tuple(one for one, odds in can if odds >= OFFERED)[:MOST])


def by_view(likely: Likely, may: May = _everything) -> Likely:
    """Return the likeliest function of each view, with how likely any of that view is, the likeliest first."""
    views: dict[tuple[str, bool], tuple[Function, float]] = {}
    for function, odds in likely:
        first, so_far = views.setdefault((function.way, may(function)), (function, 0.0))
        views[function.way, may(function)] = first, so_far + odds
    return sorted(views.values(), key=lambda one: -one[1])
