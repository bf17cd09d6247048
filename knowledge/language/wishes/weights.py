"""Weights in a file that anybody can read: a line a feature, a printable character for each kind's weight."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.language.writing.hashes import hashes_of

FIRST_CODE, MIDDLE = 33, 46  # a weight of 0 is chr(33 + 46); one step is as large as the file says


def written(rows: Mapping[str, int], weights: NDArray[np.float32]) -> tuple[float, str, list[str]]:
    """Return how large a step is, the line of the bias (the last row of `weights`), and a line a feature."""
    step = float(np.abs(weights).max()) / MIDDLE
    codes = np.rint(weights / step).astype(int) + MIDDLE + FIRST_CODE
    lines = ["".join(map(chr, row)) for row in codes.tolist()]
    names = sorted(rows, key=rows.__getitem__)
    return step, lines[-1], [f"{name}\t{lines[rows[name]]}" for name in names]


@dataclass(frozen=True, eq=False)
class Weights:
    """A row of weights for each feature, the bias last, each as the file's character for it.

    A feature is looked up by its hash, and only a text's own rows become numbers: with the names in a
    dictionary, and all as numbers, three models took 28 MB. `hashes` are sorted; `rows` has the row of each.
    """

    hashes: NDArray[np.int64]
    rows: NDArray[np.int32]
    codes: NDArray[np.uint8]
    step: float

    def known(self, features: Collection[str]) -> NDArray[np.int32]:
        """Return the rows of those of the features that have one, in one order: sums of floats differ by it."""
        wanted = np.array(hashes_of(features), np.int64)
        places = self.hashes.searchsorted(wanted)
        there = self.hashes.take(places, mode="clip") == wanted
        found: NDArray[np.int32] = np.sort(self.rows.take(places[there]))
        return found

    def scores(self, features: Collection[str]) -> NDArray[np.float64]:
        """Return what the features speak for, for each kind."""
        known = self.known(features)
        spoken = self._numbers(self.codes.take(known, axis=0)).sum(axis=0)
        found: NDArray[np.float64] = spoken / np.sqrt(max(len(known), 1)) + self._numbers(self.codes[-1])
        return found

    def _numbers(self, codes: NDArray[np.uint8]) -> NDArray[np.float32]:
        return (codes.astype(np.float32) - FIRST_CODE - MIDDLE) * np.float32(self.step)

    @classmethod
    def read(cls, step: float, bias: bytes, lines: Iterable[bytes]) -> "Weights":
        """Read what `written` returned: a line a feature, at most ten thousands of them."""
        codes = bytearray()

        def names() -> Iterator[str]:  # one after the other, as all at once would take megabytes
            for line in lines:
                name, _, row = line.partition(b"\t")
                codes.extend(row.rstrip(b"\n"))
                yield name.decode()

        hashes = np.array(hashes_of(names()), np.int64)
        codes += bias
        order = hashes.argsort()
        table = np.frombuffer(bytes(codes), np.uint8).reshape(len(hashes) + 1, -1)
        return cls(hashes[order], order.astype(np.int32), table, step)
