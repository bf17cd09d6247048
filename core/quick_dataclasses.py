"""Dataclasses whose methods are made at their first use.

Python writes and compiles six functions for each; the program has some 350 and a start uses a hundred of them,
mostly one method each: a fifth of what a start imports. `quicken` is called once, before anything that has
dataclasses is loaded. A class behaves as the one Python makes (tests/unit/test_quick_dataclasses.py), but
`dataclasses.dataclass` itself has not been told that it is frozen or compared.
"""

import dataclasses
from collections.abc import Callable
from reprlib import recursive_repr
from typing import Any

OURS = frozenset({"core", "knowledge", "storage", "services", "handlers", "emulator", "cli"})
KNOWN = frozenset({"frozen", "slots", "eq"})  # what is asked for otherwise, Python makes as ever

_python = dataclasses.dataclass


def quicken() -> None:
    """Make the program's dataclasses so from now on; those of libraries stay as they are."""
    dataclasses.dataclass = dataclass


def dataclass(cls: type | None = None, /, **wanted: bool) -> Any:  # noqa: ANN401 - as Python's own
    """Return `cls` as a dataclass, as dataclasses.dataclass does; without it, what makes one."""
    if cls is None:
        return lambda cls: dataclass(cls, **wanted)
    if cls.__module__.partition(".")[0] not in OURS or not wanted.keys() <= KNOWN:
        return _python(cls, **wanted)
    return _quick(cls, **wanted)


def _quick(cls: type, *, frozen: bool = False, slots: bool = False, eq: bool = True) -> Any:  # noqa: ANN401 - as above
    own = frozenset(vars(cls))
    made: Any = _python(init=False, repr=False, eq=False, slots=slots)(cls)
    methods = {"__init__": _init, "__repr__": _repr}
    if eq:
        methods["__eq__"] = _eq
        if "__hash__" not in own:
            if frozen:
                methods["__hash__"] = _hash
            else:
                made.__hash__ = None
    for name, make in methods.items():
        if name not in own:
            setattr(made, name, _at_first_use(made, name, make))
    if frozen:
        made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
        if slots:
            made.__getstate__, made.__setstate__ = _state, _set_state
    return made


def _at_first_use(cls: type, name: str, make: Callable[[type], Any]) -> Callable[..., Any]:
    def method(self: object, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the method takes
        made = make(cls)
        made.__qualname__ = f"{cls.__qualname__}.{name}"  # TypeErrors name it
        setattr(cls, name, made)
        return made(self, *args, **named)

    return method


def _compiled(head: str, body: list[str], names: dict[str, Any]) -> Any:  # noqa: ANN401 - a function
    exec("\n ".join((f"def {head}:", *body)), names)  # noqa: S102 - of fields' names, as Python's own does
    return names[head.partition("(")[0]]


def _init(cls: type) -> Any:  # noqa: ANN401 - a function
    """Return what takes the fields' values, in the order that Python gives them."""
    names: dict[str, Any] = {"unset": dataclasses.MISSING, "put": object.__setattr__}
    plain: list[str] = []
    by_name: list[str] = []
    body: list[str] = []
    frozen = vars(cls).get("__setattr__") is _refuse_to_set
    for field in dataclasses.fields(cls):
        name, value = field.name, field.name
        taken = name
        if field.default_factory is not dataclasses.MISSING:
            names[f"make_{name}"] = field.default_factory
            value = f"make_{name}() if {name} is unset else {name}" if field.init else f"make_{name}()"
            taken = f"{name}=unset"
        elif field.default is not dataclasses.MISSING:
            names[f"default_{name}"] = field.default
            value = name if field.init else f"default_{name}"
            taken = f"{name}=default_{name}"
        if field.init:
            (by_name if field.kw_only else plain).append(taken)
        elif value == name:
            continue  # it stays unset
        body.append(f"put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        body.append("self.__post_init__()")
    head = ", ".join(("self", *plain, *(("*", *by_name) if by_name else ())))
    return _compiled(f"__init__({head})", body or ["pass"], names)


def _eq(cls: type) -> Any:  # noqa: ANN401 - a function
    compared = [field.name for field in dataclasses.fields(cls) if field.compare]
    mine, theirs = (_tuple(who, compared) for who in ("self", "other"))
    body = [
        "if other.__class__ is self.__class__:",
        f" return {mine} == {theirs}",
        "return NotImplemented",
    ]
    return _compiled("__eq__(self, other)", body, {})


def _hash(cls: type) -> Any:  # noqa: ANN401 - a function
    hashed = [
        field.name for field in dataclasses.fields(cls) if (field.compare if field.hash is None else field.hash)
    ]
    return _compiled("__hash__(self)", [f"return hash({_tuple('self', hashed)})"], {})


def _repr(cls: type) -> Any:  # noqa: ANN401 - a function
    shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in dataclasses.fields(cls) if f.repr)
    body = f'return f"{{self.__class__.__qualname__}}({shown})"'
    return recursive_repr()(_compiled("__repr__(self)", [body], {}))


def _tuple(who: str, fields: list[str]) -> str:
    return f"({''.join(f'{who}.{name}, ' for name in fields)})"


def _refuse_to_set(_: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:  # noqa: ANN401 - a dataclass
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:  # noqa: ANN401 - a dataclass
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
