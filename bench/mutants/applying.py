"""Applies a mutant to a process that has imported the product already: nothing need be imported anew."""

import dataclasses
import functools
import gc
import inspect
import sys
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

PRODUCT = frozenset({"core", "knowledge", "storage", "services", "handlers", "emulator", "cli"})
COMPREHENSIONS = frozenset({"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"})
PLAIN = (int, float, str, bytes, tuple, frozenset, type(None))


def apply(path: str, original: str, mutated: str) -> bool:
    """Make this process run the mutated source of the module `path`; return whether anything could be changed.

    Functions get the mutant's code, wherever they are held. Constants, defaults of parameters and of classes
    are replaced too; what other modules made of them when they were imported stays, see `is_exact`.
    """
    file = str(Path(path).resolve())
    frozen = gc.get_freeze_count()
    gc.unfreeze()  # what is frozen is not among the collector's objects: no function would be found
    changed = _replace_code(_codes(original, file), _codes(mutated, file), file)
    if not is_exact(original, mutated):
        changed |= _replace_values(path, mutated)
    forget_results()
    if path.startswith("knowledge/"):
        _forget_libraries()
    if frozen:
        gc.freeze()
    return changed


def is_exact(original: str, mutated: str) -> bool:
    """Return whether the two differ in the bodies of functions only, so that `apply` is all there is to it."""
    return _outside(original) == _outside(mutated)


def _codes(source: str, file: str) -> dict[str, CodeType]:
    """Return the code of each function, by name and by how many have that name.

    Of those within others too: what a decorator has made when the module was imported is one.
    """
    found: dict[str, CodeType] = {}

    def look(code: CodeType) -> None:
        for one in code.co_consts:
            if isinstance(one, CodeType):
                if not _runs_at_once(one):
                    name = one.co_qualname
                    found[f"{name} {sum(known.startswith(f'{name} ') for known in found)}"] = one
                look(one)

    look(compile(source, file, "exec"))
    return found


def _replace_code(before: dict[str, CodeType], after: dict[str, CodeType], file: str) -> bool:
    new = {
        (code.co_qualname, code.co_firstlineno): after[name]
        for name, code in before.items()
        if name in after and code != after[name]
    }
    changed = False
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == file:
            code = new.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
            if code is not None and len(code.co_freevars) == len(one.__code__.co_freevars):
                one.__code__ = code
                changed = True
    return changed


def _outside(source: str) -> list[Any]:
    """Return what a module runs outside of functions."""

    def skeleton(code: CodeType) -> list[Any]:
        inner = [skeleton(one) for one in code.co_consts if isinstance(one, CodeType) and _runs_at_once(one)]
        plain = [repr(one) for one in code.co_consts if not isinstance(one, CodeType)]
        return [code.co_code, plain, code.co_names, inner]

    return skeleton(compile(source, "", "exec"))


def _runs_at_once(code: CodeType) -> bool:
    """Return whether a class's body or a comprehension is meant: where it stands, it runs."""
    return not code.co_flags & inspect.CO_NEWLOCALS or code.co_name in COMPREHENSIONS


def _replace_values(path: str, mutated: str) -> bool:
    """Run the mutated module beside the one in use, and take over the values that differ."""
    name = path.removesuffix(".py").replace("/", ".")
    old = sys.modules.get(name)
    if old is None:
        return False
    new = ModuleType(name)
    new.__file__ = old.__file__
    sys.modules[name] = new
    try:
        exec(compile(mutated, str(old.__file__), "exec"), new.__dict__)  # noqa: S102 - our own code
    finally:
        sys.modules[name] = old
    return _take_over(vars(old), vars(new), name)


def _take_over(old: dict[str, Any], new: dict[str, Any], module: str) -> bool:
    changed = False
    for name, value in new.items():
        before = old.get(name)
        if name.startswith("__") or name not in old:
            continue
        if isinstance(value, type) and isinstance(before, type) and value.__module__ == module:
            changed |= _take_over_class(before, value)
        elif isinstance(value, FunctionType) and isinstance(before, FunctionType):
            changed |= _take_over_defaults(before, value)
        elif repr(value) != repr(before) and (type(value) is type(before) or _is_of(before, value, module)):
            kept = value if type(value) is type(before) else _as_before(before, value)
            old[name] = kept
            _put_everywhere(name, before, kept)
            changed = True
    return changed


def _is_of(before: object, value: object, module: str) -> bool:
    """Return whether both are of one dataclass of the module, which was run twice."""
    kinds = {(one.__module__, one.__qualname__) for one in (type(before), type(value))}
    return len(kinds) == 1 and type(value).__module__ == module and dataclasses.is_dataclass(value)


def _as_before(before: Any, value: Any) -> Any:  # noqa: ANN401 - whatever a module has
    """Return what is in `value` as one of the class that is in use."""
    said = {one.name: getattr(value, one.name) for one in dataclasses.fields(value) if one.init}
    return dataclasses.replace(before, **said)


def _put_everywhere(name: str, before: object, value: object) -> None:
    for module in [one for key, one in sys.modules.items() if key.split(".")[0] in PRODUCT]:
        if vars(module).get(name) is before:
            setattr(module, name, value)


def _take_over_class(old: type, new: type) -> bool:
    changed = False
    for name, value in vars(new).items():
        before = vars(old).get(name)
        if isinstance(value, FunctionType) and isinstance(before, FunctionType):
            changed |= _take_over_defaults(before, value)
        elif isinstance(value, PLAIN) and not name.startswith("__") and repr(value) != repr(before):
            setattr(old, name, value)
            changed = True
    return changed


def _take_over_defaults(old: FunctionType, new: FunctionType) -> bool:
    same = repr(old.__defaults__) == repr(new.__defaults__)
    if same and repr(old.__kwdefaults__) == repr(new.__kwdefaults__):
        return False
    old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
    return True


def forget_results() -> None:
    """Empty every cache of the product's functions: what is in them was found without the mutant."""
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper) and (one.__module__ or "").split(".")[0] in PRODUCT:  # noqa: SLF001 - functools gives its type no public name
            one.cache_clear()


def _forget_libraries() -> None:
    """Empty what tests/fixtures_office.py keeps of libraries, so that they are built by the mutant."""
    assemble = sys.modules["services.speeches.library"].assemble
    for cell in getattr(assemble, "__closure__", None) or ():
        if isinstance(cell.cell_contents, dict):
            cell.cell_contents.clear()
