"""What is written down of an error: its type and where it came from, never what it says."""

import pytest

from core.failing import where


def fails(words: str) -> None:
    raise ValueError(words)


def fails_again(words: str) -> None:
    try:
        fails("不该写进日志的话")
    except ValueError as error:
        raise RuntimeError(words) from error


def test_the_place_is_named_and_the_words_are_not() -> None:
    with pytest.raises(RuntimeError) as raised:
        fails_again("还有这些")
    written = where(raised.value)
    assert written.startswith("RuntimeError (from ValueError) at test_errors_logged.py:")
    assert "不该" not in written
    assert "还有" not in written


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert where(ValueError("x")) == "ValueError at an unknown place"
