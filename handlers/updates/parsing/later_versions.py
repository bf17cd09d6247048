"""Kinds and fields of updates that came with a later Bot API: survived, ignored, and said in one line a day.

Telegram's library lags behind the Bot API. What it does not know of an update it keeps aside, unread; here
it is only named, so that the operator learns that an upgrade of the program may know more.
"""

import logging
from collections.abc import Iterator

from telegram import TelegramObject, Update

from core.clock import Clock
from core.patterns import pattern

logger = logging.getLogger(__name__)

ONE_DAY = 86400.0  # seconds
MOST = 20  # names in a line
# As Telegram names its fields; anything else is not repeated.
NAME = pattern(r"[a-z][a-z0-9_]{0,63}")


class LaterVersions:
    """What was seen and is not known. `note` is called with each update."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: set[str] = set()
        self._next = 0.0

    def note(self, update: Update) -> None:
        """Note what of this update is of a later version; the log says so at most once a day."""
        for one, part in _parts(update):
            if part.api_kwargs:
                self._seen.update(f"{one}{name}" for name in part.api_kwargs if NAME.fullmatch(name))
        if self._seen and self._clock.monotonic() >= self._next:
            names = sorted(self._seen)
            more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
            logger.warning(
                "Telegram sends what this version does not know, which is ignored: %s%s",
                ", ".join(names[:MOST]),
                more,
            )
            self._seen.clear()
            self._next = self._clock.monotonic() + ONE_DAY


def _parts(update: Update) -> Iterator[tuple[str, TelegramObject]]:
    """Yield the parts of an update that matter here, with what stands before their fields' names."""
    yield "", update
    message = update.effective_message
    parts = (
        ("message.", message),
        ("message.", message.reply_to_message if message else None),
        ("callback_query.", update.callback_query),
        ("user.", update.effective_user),
        ("chat.", update.effective_chat),
    )
    for named, part in parts:
        if part is not None:
            yield named, part
