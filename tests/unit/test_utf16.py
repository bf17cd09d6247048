"""How long a text is for Telegram."""

from hypothesis import given
from hypothesis import strategies as st

from core.utf16 import units


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_beyond_sixteen_bits_counts_twice(text: str) -> None:
    assert units(text) == sum(2 if letter > "\uffff" else 1 for letter in text)
