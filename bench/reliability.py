"""The reliability diagram: predicted against observed, as rows and as an SVG drawn by hand."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BINS = 5
SIDE, MARGIN = 320, 48


def rows(predicted: Floats, observed: Floats) -> Iterator[tuple[float, float, float, float, int]]:
    """Yield (lowest, highest, mean prediction, share right, count) of five bins of equal size."""
    order = np.argsort(predicted, kind="stable")
    for part in np.array_split(order, BINS):
        yield (
            float(predicted[part].min()),
            float(predicted[part].max()),
            float(predicted[part].mean()),
            float(observed[part].mean()),
            len(part),
        )


def draw(predicted: Floats, observed: Floats, error: float, interval: tuple[float, float]) -> str:
    """Return the diagram as SVG: the diagonal is perfect, a dot a bin."""

    def across(value: float) -> float:
        return round(MARGIN + value * SIDE, 1)

    def up(value: float) -> float:
        return round(MARGIN + (1 - value) * SIDE, 1)

    points = [(across(mean), up(share)) for _, _, mean, share, _ in rows(predicted, observed)]
    ticks = "".join(
        f'<text x="{across(value)}" y="{up(0) + 18}" text-anchor="middle">{value:g}</text>'
        f'<text x="{across(0) - 8}" y="{up(value) + 4}" text-anchor="end">{value:g}</text>'
        for value in (0, 0.25, 0.5, 0.75, 1)
    )
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="5"/>' for x, y in points)
    line = " ".join(f"{x},{y}" for x, y in points)
    size = SIDE + 2 * MARGIN
    left, right, bottom, top, middle = across(0), across(1), up(0), up(1), up(0.5)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        'font-family="sans-serif" font-size="12">\n'
        f'<rect width="{size}" height="{size}" fill="#fff"/>\n'
        f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>\n'
        f'<line x1="{left}" y1="{bottom}" x2="{right}" y2="{top}" stroke="#bbb" stroke-dasharray="4 4"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#2b7a6b" stroke-width="2"/>\n'
        f'<g fill="#2b7a6b">{dots}</g>\n<g fill="#444" text-anchor="middle">{ticks}\n'
        f'<text x="{across(0.5)}" y="{size - 8}">confidence</text>\n'
        f'<text x="14" y="{middle}" transform="rotate(-90 14 {middle})">share right</text>\n'
        f'<text x="{across(0.5)}" y="28">Expected calibration error {error:.3f} '
        f"({interval[0]:.3f} to {interval[1]:.3f})</text></g>\n</svg>\n"
    )
