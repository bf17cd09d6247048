"""Weights in a file that anybody can read: a line a feature, a printable character for each kind's weight."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FIRST_CODE, MIDDLE = 33, 46  # a weight of 0 is chr(33 + 46); one step is as large as the file says


def written(rows: Mapping[str, int], weights: NDArray[np.float32]) -> tuple[float, str, list[str]]:
    """Return how large a step is, the line of the bias (the last row of `weights`), and a line a feature."""
    step = float(np.abs(weights).max()) / MIDDLE
    codes = np.rint(weights / step).astype(int) + MIDDLE + FIRST_CODE
    lines = ["".join(map(chr, row)) for row in codes.tolist()]
    names = sorted(rows, key=rows.__getitem__)
    return step, lines[-1], [f"{name}\t{lines[rows[name]]}" for name in names]


def read(bias: str, lines: Sequence[str]) -> tuple[dict[str, int], NDArray[np.uint8]]:
    """Return the row of each feature, and the codes of all rows, the bias last."""
    # One after the other: twelve thousand pairs at once would have Python look for rings among them.
    names = [line.partition("\t")[0] for line in lines]
    rows = [line.partition("\t")[2] for line in lines]
    codes = np.frombuffer("".join([*rows, bias]).encode("ascii"), dtype=np.uint8)
    return {name: row for row, name in enumerate(names)}, codes.reshape(len(lines) + 1, -1)


def weights_of(codes: NDArray[np.uint8], step: float) -> NDArray[np.float32]:
    """Return the weights that these codes stand for."""
    return (codes.astype(np.float32) - FIRST_CODE - MIDDLE) * np.float32(step)
