"""Kill this process at a chosen await of the project's own code.

`install` changes how the project's modules are compiled: whatever an `await`, `async with` or `async for`
waits for is wrapped, and the line tells when it is reached, each time it is suspended, and when it is done.
A point is where (file, line, function), which of these moments, and in which of the calls above it.
"""

import ast
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = frozenset({"services", "storage", "handlers"})
BEFORE, DURING, AFTER = "before", "during", "after"
Named = TypeVar("Named", ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
Point = tuple[str, str, str]  # site, moment, the service's line that led here

_reached: dict[Point, None] = {}
_chain: list[str] = []
_chosen: Point | None = None


def install() -> None:
    """Have the project's modules watched; call it before any of them is imported."""
    sys.meta_path.insert(0, _Finder())


def kill_at(point: Point | None) -> None:
    """Die by SIGKILL where `point` is reached; None: nowhere."""
    global _chosen  # noqa: PLW0603 -- a process has one death
    _chosen = point
    _reached.clear()


def reached() -> list[Point]:
    """Return what was reached, in order, each once."""
    return list(_reached)


def sites_of(file: str) -> list[str]:
    """Return every site of a file of the project: "file:line function kind"."""
    watching = _Watching(file)
    watching.visit(ast.parse((ROOT / file).read_text(encoding="utf-8")))
    return watching.sites


def function_of(site: str) -> str:
    """Return "file function" of a site."""
    place, function, _ = site.split(" ")
    return f"{place.partition(':')[0]} {function}"


def _reach(site: str, moment: str) -> None:
    caller = next((one for one in reversed(_chain) if one.startswith("services/")), "")
    point = (site, moment, caller)
    _reached[point] = None
    if point == _chosen:
        os.kill(os.getpid(), signal.SIGKILL)


class _Steps:
    """The steps of an awaitable, telling of each suspension."""

    def __init__(self, steps: Any, site: str) -> None:  # noqa: ANN401 -- whatever can be awaited
        self._steps = steps
        self._site = site

    def __iter__(self) -> Iterator[object]:
        return self

    def __next__(self) -> object:
        return self.send(None)

    def send(self, value: object) -> object:
        return self._step(lambda: self._steps.send(value))

    def throw(self, *error: Any) -> object:  # noqa: ANN401 -- as a generator's
        return self._step(lambda: self._steps.throw(*error))

    def close(self) -> None:
        self._steps.close()

    def _step(self, step: Callable[[], object]) -> object:
        _chain.append(self._site)
        try:
            waits_for = step()
        finally:
            _chain.pop()
        _reach(self._site, DURING)
        return waits_for


class _Watched:
    """An awaitable that tells when it is reached, suspended and done."""

    def __init__(self, awaitable: Any, site: str) -> None:  # noqa: ANN401 -- whatever can be awaited
        self._awaitable = awaitable
        self._site = site

    def __await__(self) -> Generator[object, Any, object]:
        _reach(self._site, BEFORE)
        steps: Any = _Steps(self._awaitable.__await__(), self._site)
        try:
            return (yield from steps)
        finally:
            _reach(self._site, AFTER)


class _WatchedManager:
    def __init__(self, manager: Any, site: str) -> None:  # noqa: ANN401 -- any asynchronous context manager
        self._manager = manager
        self._site = site

    async def __aenter__(self) -> object:
        return await _Watched(self._manager.__aenter__(), f"{self._site}:enter")

    async def __aexit__(self, *error: object) -> object:
        return await _Watched(self._manager.__aexit__(*error), f"{self._site}:leave")


class _WatchedIterator:
    def __init__(self, iterable: Any, site: str) -> None:  # noqa: ANN401 -- any asynchronous iterable
        self._iterator = aiter(iterable)
        self._site = site

    def __aiter__(self) -> "_WatchedIterator":
        return self

    async def __anext__(self) -> object:
        return await _Watched(anext(self._iterator), self._site)


class _Watching(ast.NodeTransformer):
    """Wraps what is awaited; line numbers stay."""

    def __init__(self, file: str) -> None:
        self.sites: list[str] = []
        self._file = file
        self._names: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._within(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._within(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._within(node)

    def visit_Await(self, node: ast.Await) -> ast.AST:
        self.generic_visit(node)
        node.value = self._wrapped("__watched__", node.value, self._site(node, "await"))
        return node

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.AST:
        for number, item in enumerate(node.items):
            site = self._site(item.context_expr, f"with{number or ''}", both=True)
            item.context_expr = self._wrapped("__watched_manager__", self.visit(item.context_expr), site)
        node.body = [self.visit(one) for one in node.body]
        return node

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AST:
        self.generic_visit(node)
        node.iter = self._wrapped("__watched_iterator__", node.iter, self._site(node, "for"))
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        if node.is_async:
            node.iter = self._wrapped("__watched_iterator__", node.iter, self._site(node.iter, "for"))
        return node

    def _within(self, node: Named) -> Named:
        self._names.append(node.name)
        self.generic_visit(node)
        self._names.pop()
        return node

    def _site(self, node: Any, kind: str, *, both: bool = False) -> str:  # noqa: ANN401 -- a node with a place
        site = f"{self._file}:{node.lineno}:{node.col_offset} {'.'.join(self._names)} {kind}"
        self.sites += [f"{site}:enter", f"{site}:leave"] if both else [site]
        return site

    @staticmethod
    def _wrapped(name: str, value: ast.expr, site: str) -> ast.expr:
        call = ast.Call(ast.Name(name, ast.Load()), [value, ast.Constant(site)], [])
        return ast.fix_missing_locations(ast.copy_location(call, value))


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        # Past the cache of compiled files, both ways: it holds the modules as they are.
        file = Path(self.get_filename(fullname))
        tree = ast.parse(file.read_text(encoding="utf-8"))
        watched = ast.fix_missing_locations(_Watching(str(file.relative_to(ROOT))).visit(tree))
        return compile(watched, str(file), "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__.update(
            __watched__=_Watched, __watched_manager__=_WatchedManager, __watched_iterator__=_WatchedIterator
        )
        super().exec_module(module)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Iterable[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        spec = PathFinder.find_spec(fullname, None if path is None else list(path), target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(fullname, spec.loader.path)
        return spec
