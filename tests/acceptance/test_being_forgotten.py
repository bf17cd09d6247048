"""/forget_me empties what the running program has in mind of a person, too."""

from collections.abc import Iterator
from typing import Any

from office import Office

from services.asking.remembered.shown import Asker


def minds(thing: object, seen: set[int] | None = None) -> Iterator[tuple[str, dict[Any, Any]]]:
    """Return every dictionary that a service, or what it holds of services, remembers things in."""
    seen = set() if seen is None else seen
    if id(thing) in seen or not type(thing).__module__.startswith(("services.", "storage.")):
        return
    seen.add(id(thing))
    names = [*getattr(thing, "__dict__", {}), *getattr(type(thing), "__slots__", ())]
    for name in names:
        held = getattr(thing, name, None)
        if isinstance(held, dict):
            yield f"{type(thing).__name__}.{name}", held
        else:
            yield from minds(held, seen)


def in_mind(office: Office, user_id: int) -> set[str]:
    """Return where a person is known by their number, or as somebody who asks."""
    found = set()
    for where, held in minds(office.services):
        keys = {key.user_id if isinstance(key, Asker) else key for key in held}
        if user_id in keys:
            found.add(where)
    return found


async def test_after_forget_me_nothing_in_memory_is_of_that_person(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    for who in (chen, li):
        await who.says("怎么改进作风")
    known = in_mind(office, chen.person.id)
    assert {"LastQuestions.memory", "FollowUps._recent"} <= known
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    assert in_mind(office, chen.person.id) <= {"Meter._uses"}, "a limit is no matter of forgetting"
    assert in_mind(office, li.person.id) == known


async def test_after_forget_me_a_follow_up_leans_on_nothing(office: Office) -> None:
    chen = office.colleague("陈")
    for says in ("另一次讲话怎么说", "还有吗"):
        await chen.says("怎么改进作风")
        await chen.says("/forget_me")
        await chen.taps("确定删去")
        await chen.says(says)
        assert "我不确定您接着哪一段问" in chen.sees(), says
