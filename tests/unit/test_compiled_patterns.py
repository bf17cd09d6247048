"""Regular expressions kept in their compiled form from one start to the next."""

import json
import re
from pathlib import Path

import pytest

from core import compiled_patterns
from core.compiled_patterns import compiled, expect, read, to_bytes
from core.patterns import pattern
from services.kept_patterns import NAME, KeptPatterns

TEXTS = (
    (r"第(?P<count>[一二三\d]+)条(?:\s|$)", re.IGNORECASE),
    (r"(?P<a>x)(?P<b>y)?(?P=a)|(?<=z)[^a-z一-龥]{2,}+", 0),
    (r"(?x) a  b # c", 0),
    ("编号", re.ASCII),
)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, empty in (("_expected", set()), ("_kept", {}), ("_lacking", set())):
        monkeypatch.setattr(compiled_patterns, name, empty)


def another_start(content: bytes | None) -> None:
    compiled_patterns._kept.clear()
    read(content or b"")


@pytest.mark.parametrize(("text", "flags"), TEXTS)
def test_what_was_kept_is_the_pattern_that_is_compiled(text: str, flags: int) -> None:
    expect(text, flags)
    another_start(to_bytes(unused=True))

    assert compiled_patterns._kept
    made = compiled(text, flags)
    assert made == re.compile(text, flags)  # equal: flags, code and text are
    assert (made.groups, made.groupindex) == (
        re.compile(text, flags).groups,
        re.compile(text, flags).groupindex,
    )
    assert to_bytes(unused=True) is None, "it was compiled anew"


def test_names_stay_with_their_groups() -> None:
    text = r"(?P<day>\d+)日(\w)?(?P<hour>\d+)点"
    expect(text, 0)
    another_start(to_bytes(unused=True))

    found = compiled(text, 0).fullmatch("3日早9点")
    assert found is not None
    assert found.groupdict() == {"day": "3", "hour": "9"}
    assert found.lastgroup == "hour"


def test_only_what_was_needed_is_kept_unless_all_is_wanted() -> None:
    pattern("用过").search("x")
    pattern("没用过")

    assert to_bytes(unused=False) is not None
    assert len(compiled_patterns._kept) == 1
    assert to_bytes(unused=False) is None, "nothing new"
    assert to_bytes(unused=True) is not None
    assert len(compiled_patterns._kept) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"maker": 1}',
        json.dumps({"maker": compiled_patterns.MAKER, "patterns": 3}).encode(),
    ],
)
def test_what_cannot_be_read_is_as_if_nothing_had_been_kept(content: bytes) -> None:
    read(content)

    assert compiled("编号", 0).search("编号")


def test_what_another_python_compiled_is_not_used() -> None:
    expect("编号", 0)
    content = json.loads(to_bytes(unused=True) or b"")
    another_start(json.dumps(content | {"maker": "another"}).encode())

    assert compiled_patterns._kept == {}


@pytest.mark.parametrize(
    "kept",
    [
        [],
        [32],
        [32, "x", 0, {}],
        [32, "AAAA", 0, {}],
        [32, 7, 0, {}],
        [32, None, 0, []],
        ["32", "eAEBCAD3/wAAAAAAAAAAAAgAAQ==", 0, {}],
        [32, "eAEBCAD3/wAAAAAAAAAAAAgAAQ==", 0, {"x": 9}],
        [32, "eAFLYQACAAHvAGM=", -3, {}],
        None,
        3,
    ],
)
def test_a_damaged_form_is_compiled_anew_and_written_anew(kept: object) -> None:
    expect("编号", 0)
    content = json.loads(to_bytes(unused=True) or b"")
    key = next(iter(content["patterns"]))
    another_start(json.dumps(content | {"patterns": {key: kept}}).encode())

    assert compiled("编号", 0) == re.compile("编号")
    assert to_bytes(unused=False) is not None


def test_patterns_of_earlier_versions_go_when_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_patterns, "MOST", 2)
    for text in ("一", "二", "三"):
        expect(text, 0)
    content = to_bytes(unused=True)
    compiled_patterns._expected.clear()
    another_start(content)
    expect("四", 0)

    assert len(json.loads(to_bytes(unused=True) or b"")["patterns"]) == 1


def test_they_are_kept_beside_the_database(tmp_path: Path) -> None:
    expect("编号", 0)
    KeptPatterns(tmp_path).keep(unused=True)
    compiled_patterns._kept.clear()

    KeptPatterns(tmp_path).read()
    assert len(compiled_patterns._kept) == 1
    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0


def test_without_the_folder_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    kept = KeptPatterns(tmp_path / "none")
    kept.read()
    expect("编号", 0)
    kept.keep(unused=True)

    assert not (tmp_path / "none").exists()
