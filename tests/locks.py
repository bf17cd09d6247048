"""The lock files, read: what they pin, under which marker."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-ocr.txt")  # to run, to test, for scans


@dataclass(frozen=True)
class Pin:
    """One line of a lock."""

    name: str
    version: str
    marker: str

    def holds_in(self, environment: dict[str, str]) -> bool:
        """Return whether a machine like this gets the package."""
        return not self.marker or Marker(self.marker).evaluate(environment)


@cache
def pins(lock: str) -> tuple[Pin, ...]:
    """Return what `lock`, a file in the checkout, pins."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    lines = re.findall(r"^([\w.-]+)==([^ ;\\]+)(?: ; (.*?))? *\\?$", text, re.MULTILINE)
    return tuple(Pin(canonicalize_name(name), version, marker) for name, version, marker in lines)
