"""Links behind people's words, as a column keeps them: JSON, empty when there are none."""

import json
from collections.abc import Iterable

from core.models import Link


def written_links(links: Iterable[Link]) -> str:
    """Return the column's text for `links`."""
    rows = [[link.start, link.end, link.url] for link in links]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def read_links(column: str) -> tuple[Link, ...]:
    """Return the links that `written_links` wrote."""
    return tuple(Link(start, end, url) for start, end, url in json.loads(column)) if column else ()
