"""No cell of a table that we write is a formula, and what was written is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.csv_cells import guarded, unguarded


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠A",
        "﹦1",
        "﹢1",
        "﹣1",
        "﹫A",
    ],
)
def test_what_a_spreadsheet_takes_for_a_formula_is_text(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@given(st.text(st.sampled_from("'=+-@\t＝a1，"), max_size=6))
def test_what_is_written_is_read_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
