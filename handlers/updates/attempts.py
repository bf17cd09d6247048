"""Attempts at one update: the handlers get it, and it is marked or set aside by what became of it."""

import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from telegram import Update

from core.asked import asking
from core.clock import Clock
from handlers.context import App
from handlers.updates.aside import tell_sender
from handlers.updates.attempt import Attempt, handling, resting
from handlers.updates.marks import Marks
from handlers.updates.parsing.later_versions import LaterVersions
from handlers.updates.parsing.reading import read_update
from handlers.updates.raw_updates import person_of, written_in
from handlers.updates.unchanged import REMEMBERED, Edit, SaidLast
from services.intake import Begun, IntakeService
from storage.engine.small_writes import Together, write_what_waits
from storage.updates.received import RawUpdate

logger = logging.getLogger(__name__)

# An update is given up when Telegram has not clearly answered for this many seconds.
LONGEST_HOLD = 900.0
# Seconds: Telegram writes whole ones, and a message takes its time to come; it keeps one for a day at most, and
# what is older by our clock was written before that one went wrong.
A_MOMENT, LATEST = 2.0, 90_000.0


@dataclass(frozen=True, slots=True)
class InHand:
    """An update with its parsed payload."""

    update: RawUpdate
    data: dict[str, Any]


@dataclass(slots=True)
class Chat:
    """A chat with something to do. It is ready, served, held, or empty (it waits to be refilled).

    `behind`: more of it waits in the table, after the update `after`. `refused` says since when (monotonic
    seconds) an update cannot be answered.
    """

    waiting: deque[InHand] = field(default_factory=deque)
    behind: bool = False
    after: int = -1
    refused: tuple[int, float] | None = None


class Attempts:
    """Handles updates one by one. PTB deals with errors of handlers.

    `rest` is told when a handler waits idly and when it goes on, `hold` when it waits for Telegram.
    """

    def __init__(
        self,
        app: App,
        intake: IntakeService,
        clock: Clock,
        marks: Marks,
        *,
        rest: Callable[[bool], None],
        hold: Callable[[bool], None],
    ) -> None:
        self._app = app
        self._intake = intake
        self._clock = clock
        self._marks = marks
        self._rest = rest
        self._hold = hold
        self._later_versions = LaterVersions(clock)
        self._said = SaidLast()

    async def recall(self) -> None:
        """Know of the last messages that an earlier process handled what they said: an edit may follow."""
        self._said.recall(await self._intake.said_before(self._app.bot.id, REMEMBERED))

    async def handle(self, update_id: int, data: dict[str, Any]) -> str:
        """Parse one update and call the handlers; return why it must be set aside, if it must.

        Errors of handlers are PTB's affair (handlers/errors.py).
        """
        try:
            update = read_update(data, self._app.bot)
            self._later_versions.note(update)
        except Exception as error:  # noqa: BLE001 - whatever Telegram sends must not stop the bot
            return f"cannot be read ({type(error).__name__})"
        try:
            await self._app.process_update(update)
        except Exception as error:  # noqa: BLE001 - the errors of handlers end in PTB; this is something else
            return f"given up by PTB ({type(error).__name__})"
        return ""

    async def make(self, one: InHand, chat: Chat, *, again: bool = False) -> float | None:
        """Handle an update; return the seconds after which to try it again, None if it is done."""
        update_id = one.update.update_id
        refused = chat.refused[1] if chat.refused and chat.refused[0] == update_id else None
        edit = self._said.note(one.data)
        attempt = Attempt(
            clock=self._clock,
            speaks=partial(self._intake.spoke, self._app.bot.id, one.update) if again else None,
            writes=write_what_waits,
            rest=self._rest,
            hold=self._hold,
            longest=LONGEST_HOLD,
            again=again or refused is not None,
            troubled_since=refused,
            unseen_before=edit is Edit.UNSEEN,
            unchanged=edit is Edit.UNCHANGED,
        )
        marked = False
        with handling(attempt), asking(self._when(one.data)):
            async with self._intake.together() as together:
                why = await self.handle(update_id, one.data)
                if why:
                    await tell_sender(self._app, self._clock, one.data)
                if together:
                    marked = await self._write_out(one, together, attempt, why)
        if attempt.later is not None and not attempt.spoken:
            chat.refused = update_id, attempt.troubled_since or self._clock.monotonic()
            return attempt.later
        if not marked:
            await self._finish(one, why or attempt.failed)
        return None

    def _when(self, data: dict[str, Any]) -> datetime | None:
        """Return when an update that came late was written; None: just now, or nobody knows."""
        written, now = written_in(data), self._clock.now()
        late = written is not None and A_MOMENT < (now - written).total_seconds() < LATEST
        return written if late else None

    async def again(
        self, one: InHand, chat: Chat, begin: Callable[[int, RawUpdate], Awaitable[Begun]]
    ) -> float | None:
        """Handle an update that a process had in hand before, once `begin` lets it; return as `make` does."""
        bot_id = self._app.bot.id
        begun = await begin(bot_id, one.update)
        if begun is Begun.SET_ASIDE:
            await tell_sender(self._app, self._clock, one.data)
        if begun is not Begun.TRIED:
            return None
        wait = await self.make(one, chat, again=True)
        if wait is not None:
            await self._intake.forgive(bot_id, one.update)
        return wait

    async def _write_out(self, one: InHand, together: Together, attempt: Attempt, why: str) -> bool:
        """Write what the handlers have left to be written, and with it the mark; return whether it is marked.

        What was not handled well is not marked here. A failure is dealt with as one of the handlers' own.
        """
        well = not (why or attempt.failed or attempt.later is not None)
        try:
            with nullcontext() if attempt.again else resting():
                if well:
                    await self._intake.finish(together, self._app.bot.id, one.update)
                else:
                    await together.write()
        except Exception as error:  # noqa: BLE001 - whatever the database raises, the others go on
            await self._app.process_error(Update.de_json(one.data, self._app.bot), error)
            return False
        return well

    async def _finish(self, one: InHand, why: str) -> None:
        """Mark an update as handled; set it aside if it could not be."""
        if why:
            try:
                who = person_of(one.data)
                await self._intake.set_aside(self._app.bot.id, one.update, why, user_id=who)
            except Exception as error:  # noqa: BLE001 - the database's; it must not be handled twice for that
                logger.warning("update %d is not kept: %s", one.update.update_id, type(error).__name__)
        self._marks.add(one.update.update_id)
