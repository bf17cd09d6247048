"""Numbers that are none, as a bot or a page might send them: refused in Telegram's words, never a crash."""

import pytest

from emulator.errors import BadRequest
from emulator.parameters import chat_id, integer


@pytest.mark.parametrize(
    "odd", ["--5", "+-1", "-", "", "²", "٣", "1.5", "0x1", "9" * 20, "9" * 5000], ids=ascii
)
def test_what_is_no_number_is_refused(odd: str) -> None:
    for read in (integer, chat_id):
        with pytest.raises(BadRequest):
            read("chat_id", odd)


def test_a_number_is_read_from_its_digits() -> None:
    assert [integer("offset", said) for said in ("5", "-5", "+5", " 7 ", 8)] == [5, -5, 5, 7, 8]
    assert chat_id("chat_id", "-1001234567890") == -1001234567890
