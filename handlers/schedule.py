"""The one place that touches PTB's job queue. The database is the schedule; jobs only knock."""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from telegram.error import TelegramError

from handlers.context import App, Context
from handlers.editors.inbox import send_digest
from handlers.errors import where
from handlers.people.cards import look_for_cards
from handlers.people.operators import report_set_aside
from handlers.speeches.recognition import go_on
from services.wiring import Services
from storage.health import is_said

logger = logging.getLogger(__name__)

HOUR, MINUTE, HALF_A_MINUTE = 3600.0, 60.0, 30.0
# A knock that comes late is better than none (APScheduler's own default drops it after a second), and one
# for several missed is enough.
KNOCK: dict[str, Any] = {
    "misfire_grace_time": None,
    "coalesce": True,
    "max_instances": 1,
    "replace_existing": True,
}


def schedule_tick(app: App, every: float) -> None:
    """Look every `every` seconds at which pushes are due, from at once on, and whether the speeches changed.

    Half as often operators are told how the pushes stand. Every half minute what was deleted leaves the disk.
    Every minute operators are told what was set aside (at most once an hour).
    Every hour old rows are swept out, and editors get their digest when it is time. Every ten minutes operators
    get the cards that reached nobody.
    """
    queue = app.job_queue
    assert queue is not None  # noqa: S101 - build_application gives it one; for mypy
    for job, seconds in (
        (_tick, every),
        (_refresh, every),
        (_watch, 2 * every),
        (_recognise, every),
        (_settle, HALF_A_MINUTE),
        (_sweep, HOUR),
        (send_digest, HOUR / 6),
        (look_for_cards, HOUR / 6),
        (report_set_aside, MINUTE),
    ):
        name = job.__name__.strip("_")
        first = 0 if job is _tick else seconds
        queue.run_repeating(job, seconds, first=first, name=name, job_kwargs=KNOCK | {"id": name})


async def tick_now(app: App) -> None:
    """Look at once, as after the clock was moved; returns when what is due was sent, and operators know."""
    await look_now(app.bot_data.services)


async def look_now(services: Services) -> None:
    """Do what the jobs would do in their next round."""
    for _ in range(2):  # what is told of the first round is sent in the second
        await services.notices.go_on()
        await services.push_watch.look()
        await services.pushes.tick()


async def _tick(context: Context) -> None:
    await context.services.pushes.tick()


async def _watch(context: Context) -> None:
    await _each(context.services.notices.go_on, context.services.push_watch.look)


async def _refresh(context: Context) -> None:
    await _each(context.services.speeches.refresh, context.services.curation.refresh)


async def _recognise(context: Context) -> None:
    await _each(lambda: go_on(context))


async def _settle(context: Context) -> None:
    await _each(context.services.upkeep.settle)
    if damage := context.services.upkeep.new_damage():
        for operator in context.services.settings.access.operators:  # those in the database may be out of reach
            with suppress(TelegramError):
                await context.bot.send_message(operator, damage)


async def _sweep(context: Context) -> None:
    services = context.services
    await _each(
        services.intake.prune,
        services.pushes.prune,
        services.notices.prune,
        services.answers.prune,
        services.applications.prune,
        services.memberships.prune,
        services.invitations.prune,
        services.inbox.sweep,
        services.speech_drafts.prune,
        services.recognitions.prune,
        services.suggestions.sweep,
        services.audit.sweep,
    )


async def _each(*steps: Callable[[], Awaitable[object]]) -> None:
    """Take each step, whatever becomes of the others: a failure is logged in one line."""
    for step in steps:
        try:
            await step()
        except Exception as error:  # noqa: BLE001 - the next round tries again
            if not is_said(error):
                logger.warning("%s failed: %s", getattr(step, "__qualname__", "a step"), where(error))
