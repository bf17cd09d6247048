"""Draws mutants with cosmic-ray's operators. Run by itself, in an environment that has cosmic-ray.

    python bench/mutants/drawing.py --seed 9 --count 200 FILE… > mutants.jsonl

Each line is {"path", "line", "operator", "source"}: the whole file with one thing changed. What no test could
or should notice is left out before the draw, by rule: see `spared`. cosmic-ray asks for libraries that the bot
pins otherwise, so it is never installed beside them.
"""

import argparse
import ast
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import parso.python.tree
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator

# One change for each kind of slip. Others of cosmic-ray's (+ for |, == for is) fail at the first call: to count
# those as noticed would flatter the tests.
OPERATORS = (
    *(f"ReplaceComparisonOperator_{pair}" for pair in ("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is")),
    *(f"ReplaceComparisonOperator_{pair}" for pair in ("Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt")),
    *(f"ReplaceBinaryOperator_{pair}" for pair in ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul")),
    *(f"ReplaceBinaryOperator_{pair}" for pair in ("BitOr_BitAnd", "BitAnd_BitOr", "Pow_Mul")),
    "ReplaceUnaryOperator_USub_UAdd",
    "ReplaceUnaryOperator_Delete_Not",
    "AddNot",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "NumberReplacer",
    "ExceptionReplacer",
    "ZeroIterationForLoop",
)
LOGS = frozenset({"log", "logger", "logging"})


@dataclass(frozen=True, slots=True)
class Site:
    """Where one mutant can be made: the `occurrence`-th place of an operator in a file."""

    path: str
    line: int
    operator: str
    occurrence: int


class LeaveOutStatement(Operator):  # type: ignore[misc]  # cosmic-ray has no types
    """Leaves out a call that is made for what it does: cosmic-ray has none of the kind."""

    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - parso's nodes
        """Give the place of a statement that is a call, awaited or not."""
        if node.type == "simple_stmt" and node.children[0].type in {"atom_expr", "await_expr"}:
            yield node.start_pos, node.children[0].end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ANN401 - the same
        """Put `pass` in its place."""
        statement = node.children[0]
        left_out = parso.python.tree.Keyword("pass", statement.start_pos, statement.get_first_leaf().prefix)
        left_out.parent = node
        node.children[0] = left_out
        return node

    @classmethod
    def examples(cls) -> tuple[()]:
        """Give none: they are for cosmic-ray's own tests."""
        return ()


def operators() -> dict[str, Any]:
    """Return the operators by name, always in the same order."""
    ours = {"LeaveOutStatement": LeaveOutStatement()}
    return {name: get_operator(f"core/{name}")() for name in OPERATORS} | ours


def spared(source: str) -> list[tuple[int, int, int, int]]:
    """Return the places that get no mutants, as first line and column, last line and column.

    Annotations, decorators, docstrings and Protocol classes do nothing when the bot runs. What is logged is for
    reading. `strict=` of zip is a check of the code on itself.
    """
    places: list[ast.AST] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            places += [*node.decorator_list, *([node.returns] if node.returns else [])]
        elif isinstance(node, ast.ClassDef):
            places += [node] if any(ast.unparse(base) == "Protocol" for base in node.bases) else []
            places += node.decorator_list
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            places.append(node.annotation)
        elif _logs(node) or _checks_itself(node) or _names_a_type(node):
            places.append(node)
    return [(one.lineno, one.col_offset, one.end_lineno, one.end_col_offset) for one in places]  # type: ignore[attr-defined]  # ast.AST has no places, those drawn have


def _logs(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] in LOGS


def _checks_itself(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "strict"


def _names_a_type(node: ast.AST) -> bool:
    """Return whether an assignment only gives a type another name: Factory = Callable[[], X | None]."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.BinOp | ast.Subscript):
        return False
    names = [target.id for target in node.targets if isinstance(target, ast.Name)]
    return bool(names) and all(name[:1].isupper() and not name.isupper() for name in names)


def sites(path: str) -> list[Site]:
    """Return every place of a file where a mutant can be made."""
    source = Path(path).read_text(encoding="utf-8")
    taboo = _columns_in_characters(spared(source), source)
    tree, found = list(ast_nodes(get_ast(source))), []
    for name, operator in operators().items():
        occurrence = 0
        for node in tree:
            for (line, column), _ in operator.mutation_positions(node):
                spare = any((a, b) <= (line, column) < (c, d) for a, b, c, d in taboo)
                if not spare and not _parts_parameters(node):
                    found.append(Site(path, line, name, occurrence))
                occurrence += 1
    return found


def _parts_parameters(node: Any) -> bool:  # noqa: ANN401 - parso's nodes
    """Return whether a node is the * behind which parameters go by name: as / it takes the same calls."""
    return node.type == "operator" and node.parent is not None and node.parent.type in {"parameters", "param"}


def _columns_in_characters(
    places: list[tuple[int, int, int, int]], source: str
) -> list[tuple[int, int, int, int]]:
    """Return the places with columns counted in characters, as parso counts; Python counts bytes."""
    lines = source.splitlines()

    def column(line: int, offset: int) -> int:
        return len(lines[line - 1].encode()[:offset].decode())

    return [(a, column(a, b), c, column(c, d)) for a, b, c, d in places]


def drawn(paths: list[str], count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Draw `count` different mutants of the files, the same ones for the same seed and code.

    Code that changes elsewhere changes nothing: a place has its turn by the seed and its own line's words.
    """
    every = [site for path in sorted(paths) for site in _shuffled(path, seed)]
    print(f"{len(every)} places in {len(paths)} files", file=sys.stderr)
    known = operators()
    for _, site in sorted(every, key=lambda one: one[0]):
        if count <= 0:
            break
        source = Path(site.path).read_text(encoding="utf-8")
        mutated = mutate_code(source, known[site.operator], site.occurrence)
        if _is_python(mutated):
            yield {"path": site.path, "line": site.line, "operator": site.operator, "source": mutated}
            count -= 1


def _shuffled(path: str, seed: int) -> Iterator[tuple[bytes, Site]]:
    """Give each place of a file with its turn, which is as good as any other."""
    lines, seen = Path(path).read_text(encoding="utf-8").splitlines(), Counter[str]()
    for site in sites(path):
        place = f"{seed} {path} {site.operator} {lines[site.line - 1].strip()}"
        seen[place] += 1
        yield hashlib.sha256(f"{place} {seen[place]}".encode()).digest(), site


def _is_python(source: str) -> bool:
    """Return whether that can be compiled; `not` before a name that is assigned cannot, nor & in a pattern."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def main() -> None:
    """Read what is asked for, and print the mutants."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("paths", nargs="+")
    asked = parser.parse_args()
    for mutant in drawn(asked.paths, asked.count, asked.seed):
        print(json.dumps(mutant, ensure_ascii=False))


if __name__ == "__main__":
    main()
