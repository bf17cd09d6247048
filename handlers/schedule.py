"""The one place that touches PTB's job queue. The database is the schedule; jobs only knock."""

from typing import Any

from handlers.context import App, Context
from handlers.editors.inbox import send_digest
from services.wiring import Services

HOUR = 3600.0
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

    Half as often operators are told how the pushes stand.
    Every hour old rows are swept out, and editors get their digest when it is time.
    """
    queue = app.job_queue
    assert queue is not None  # noqa: S101 - build_application gives it one; for mypy
    for job, seconds in (
        (_tick, every),
        (_refresh, every),
        (_watch, 2 * every),
        (_sweep, HOUR),
        (send_digest, HOUR / 6),
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
    await context.services.notices.go_on()
    await context.services.push_watch.look()


async def _refresh(context: Context) -> None:
    await context.services.speeches.refresh()
    await context.services.curation.refresh()


async def _sweep(context: Context) -> None:
    services = context.services
    await services.intake.prune()
    await services.pushes.prune()
    await services.notices.prune()
    await services.answers.prune()
    await services.applications.prune()
    await services.memberships.prune()
    await services.invitations.prune()
    await services.inbox.sweep()
    await services.speech_drafts.prune()
    await services.suggestions.sweep()
    await services.audit.sweep()
