"""The one place that touches PTB's job queue. The database is the schedule; jobs only knock."""

from typing import Any

from handlers.context import App, Context
from handlers.inbox import send_digest

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

    Every hour old rows are swept out, and editors get their digest when it is time.
    """
    queue = app.job_queue
    assert queue is not None  # noqa: S101 - build_application gives it one; for mypy
    for job, seconds in ((_tick, every), (_refresh, every), (_sweep, HOUR), (send_digest, HOUR / 6)):
        name = job.__name__.strip("_")
        first = 0 if job is _tick else seconds
        queue.run_repeating(job, seconds, first=first, name=name, job_kwargs=KNOCK | {"id": name})


async def tick_now(app: App) -> None:
    """Look at once, as after the clock was moved; returns when what is due was sent."""
    await app.bot_data.services.pushes.tick()


async def _tick(context: Context) -> None:
    await context.services.pushes.tick()


async def _refresh(context: Context) -> None:
    await context.services.speeches.refresh()


async def _sweep(context: Context) -> None:
    services = context.services
    await services.intake.prune()
    await services.pushes.prune()
    await services.answers.prune()
    await services.inbox.sweep()
    await services.suggestions.sweep()
