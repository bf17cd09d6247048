"""A dataclass of the program behaves as the one that Python makes (core/quick_dataclasses.py)."""

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, replace
from functools import partial
from typing import Any, ClassVar

import pytest

from core.places import CHECKOUT
from core.quick_dataclasses import _python as python
from core.quick_dataclasses import dataclass as quick

OPTIONS = [
    {"frozen": frozen, "slots": slots, "eq": eq}
    for frozen in (True, False)
    for slots in (True, False)
    for eq in (True, False)
]


def plain() -> type:
    class Plain:
        """Of all kinds of fields."""

        KIND: ClassVar[str] = "kind"
        first: int
        second: str = "two"
        third: list[int] = field(default_factory=list)
        unseen: int = field(default=4, repr=False, compare=False)
        unhashed: tuple[int, ...] = field(default=(), hash=False)
        by_name: int = field(default=5, kw_only=True)
        own: int = field(default=6, init=False)
        made: list[int] = field(default_factory=lambda: [7], init=False)

    return Plain


def hashable() -> type:
    class Hashable:
        """Of what has a hash."""

        first: int
        second: str = "two"
        unhashed: list[int] = field(default_factory=list, hash=False)

    return Hashable


def looked_after() -> type:
    class LookedAfter:
        """With methods of its own."""

        first: int

        def __post_init__(self) -> None:
            if self.first < 0:
                raise ValueError("less than nothing")

        def __repr__(self) -> str:
            return "as I say"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    return LookedAfter


def empty() -> type:
    class Empty:
        """Of nothing."""

    return Empty


def both(make: Callable[[], type], **options: bool) -> tuple[Any, Any]:
    """Return the class as Python makes it and as the program does."""
    ours = make()
    ours.__module__ = "core.models"
    return python(make(), **options), quick(ours, **options)


def outcome(call: Callable[[], object]) -> object:
    try:
        return repr(call())
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error).replace("core.models", __name__)


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    *(((), {}), ((1,), {}), ((1, "b"), {}), ((-1,), {}), ((1, "b", [3]), {}), ((1, "b", [3], 4, (5,)), {})),
    *(((), {"first": 1}), ((1,), {"by_name": 9}), ((1,), {"own": 9}), ((1,), {"unknown": 9})),
    *(((1, 2, 3, 4, 5, 6), {}), ((1,), {"first": 1})),
]


CHANGES: list[Callable[[Any], object]] = [
    lambda one: setattr(one, "first", 3),
    lambda one: setattr(one, "unknown", 3),
    lambda one: delattr(one, "first"),
]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("make", [plain, hashable, looked_after, empty])
def test_it_is_made_and_printed_as_pythons(make: Callable[[], type], options: dict[str, bool]) -> None:
    theirs, ours = both(make, **options)
    for taken, named in CALLS:
        assert outcome(partial(ours, *taken, **named)) == outcome(partial(theirs, *taken, **named))
    assert theirs.__match_args__ == ours.__match_args__
    assert [one.name for one in dataclasses.fields(ours)] == [one.name for one in dataclasses.fields(theirs)]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("make", [plain, hashable, looked_after])
def test_it_is_compared_hashed_and_changed_as_pythons(
    make: Callable[[], type], options: dict[str, bool]
) -> None:
    theirs, ours = both(make, **options)
    for one, other in ((1, 1), (1, 2)):
        assert (ours(one) == ours(other)) == (theirs(one) == theirs(other))
    assert (ours(1) == (1,)) == (theirs(1) == (1,))
    if options["eq"]:  # else it is where it stands in memory
        assert outcome(lambda: hash(ours(1))) == outcome(lambda: hash(theirs(1)))
    for change in CHANGES:
        refused = [isinstance(outcome(partial(change, kind(1))), tuple) for kind in (theirs, ours)]
        assert refused[0] == refused[1]
    assert repr(replace(ours(1), first=2)) == repr(replace(theirs(1), first=2))
    assert dataclasses.asdict(ours(1)) == dataclasses.asdict(theirs(1))


def test_what_is_frozen_says_so() -> None:
    for frozen in both(hashable, frozen=True):
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'first'"):
            frozen(1).first = 2
        with pytest.raises(FrozenInstanceError, match="cannot delete field 'first'"):
            del frozen(1).first


def test_it_is_copied_and_sent_to_another_process() -> None:
    from core.days import Days  # noqa: PLC0415 - one of the program's, found by its name

    days = Days(frozenset({1, 2}))
    assert pickle.loads(pickle.dumps(days)) == days  # noqa: S301 - what was written here
    assert copy.copy(days) == copy.deepcopy(days) == days


def parent() -> type:
    class Parent:
        """Of what a child has too."""

        first: int
        second: int = 2

    return Parent


def test_a_child_has_its_parents_fields() -> None:
    for older in both(parent, frozen=True):
        younger = type("Younger", (older,), {"__annotations__": {"third": int}, "third": 3})
        younger.__module__ = older.__module__
        child: Any = (quick if older.__module__ == "core.models" else python)(younger, frozen=True)
        assert child(1) == child(1, 2, 3) != child(1, 2, 4)
        assert child(1) != older(1)
        assert repr(child(1)) == "Younger(first=1, second=2, third=3)"


def test_the_program_has_its_dataclasses_made_so() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import cli.begin, sys; sys.argv[1:] = ['--version']\n"
            "try: cli.begin.start()\n"
            "except SystemExit: pass\n"
            "from core.models import Place\n"
            "print(Place.__init__.__module__)",
        ],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split()[-1] == "core.quick_dataclasses"
