"""Reports of wrongdoing: known for what they are, so that what people wrote is kept nowhere."""

import json
from collections.abc import Iterator

from core.patterns import pattern
from knowledge.language.wishes.wishes import reports_wrongdoing

# What stands in an update that cannot be read is not known by its place, and may be escaped.
ESCAPED = pattern(r"\\u([0-9a-fA-F]{4})")
REPORTING = pattern(
    "举报|检举|揭发|控告|告发|告状|投诉|纪委|纪检|监委|反映问题|[实匿]名|行贿|受贿|收礼|贪污|舉報|檢舉|揭發"
)
WRITTEN = frozenset({"text", "caption", "quote"})


def is_report(words: str) -> bool:
    """Return whether somebody who writes `words` wants to report wrongdoing, or to know where."""
    return reports_wrongdoing(words)


def holds_report(payload: str) -> bool:
    """Return whether an update, as JSON, holds such words anywhere.

    In one that cannot be read a single word of reporting is enough.
    """
    try:
        update = json.loads(payload)
        return any(is_report(words) for words in _written(update))
    except (ValueError, RecursionError):
        return bool(REPORTING.search(ESCAPED.sub(lambda found: chr(int(found[1], 16)), payload)))


def _written(part: object) -> Iterator[str]:
    """Yield everything people wrote in a part of an update."""
    if isinstance(part, list):
        for one in part:
            yield from _written(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if isinstance(value, str) and name in WRITTEN:
                yield value
            else:
                yield from _written(value)
