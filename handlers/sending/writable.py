"""Words that somebody typed as they can stand in a request: no program can write half a surrogate pair."""

from typing import Any

from core.patterns import pattern

HALF = pattern("[\ud800-\udfff]")


def make_writable(data: dict[str, Any]) -> None:
    """Replace such halves in the parameters of a request by U+FFFD, which counts as long as they do.

    Without it the request fails in our own hands, as if Telegram did not answer, and is tried again in vain.
    """
    for name, value in data.items():
        if isinstance(value, str) and HALF.search(value):
            data[name] = HALF.sub("\ufffd", value)
