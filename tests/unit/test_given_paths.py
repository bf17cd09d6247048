"""Paths on the command line: what can be none is refused with a sentence, before anything is opened."""

from pathlib import Path

import pytest
import typer

from cli.given_paths import given


@pytest.mark.parametrize(
    "name", ["a" * 300, "a/" * 3000, f"{'a' * 300}/b.txt", "讲" * 100, "a\0b", "$NOBODY_SET/x"]
)
def test_what_no_disk_has_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(typer.BadParameter, match=r"太长|不可见|没有定义"):
        given(name)


@pytest.mark.parametrize("name", ["..", "/", "a.txt", "讲话.docx", "a" * 255, "-rf", "a b", "/etc/passwd/x"])
def test_a_path_is_taken_as_it_is(name: str) -> None:
    assert given(name) == Path(name)


@pytest.mark.parametrize("name", ["\udcff\udcfe", "a/\udcca\udcfd", "postgresql://clerk@127.0.0.1/office"])
def test_what_is_no_name_of_a_file_is_said(name: str) -> None:
    """A folder that an old Chinese system named, in GBK, and an address."""
    with pytest.raises(typer.BadParameter, match=r"不是 UTF-8|不是地址"):
        given(name)
