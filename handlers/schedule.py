"""The one place that touches PTB's job queue. The database is the schedule; jobs only knock."""

from typing import Any

from handlers.context import App, Context

TICK, REFRESH, SWEEP = "tick", "refresh", "sweep"
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
    """Look every `every` seconds at which pushes are due, from at once on; sweep out old rows every hour.

    As often it is looked whether another process changed the speeches.
    """
    queue = app.job_queue
    assert queue is not None  # noqa: S101 - build_application gives it one; for mypy
    queue.run_repeating(_tick, every, first=0, name=TICK, job_kwargs=KNOCK | {"id": TICK})
    queue.run_repeating(_refresh, every, name=REFRESH, job_kwargs=KNOCK | {"id": REFRESH})
    queue.run_repeating(_sweep, HOUR, name=SWEEP, job_kwargs=KNOCK | {"id": SWEEP})


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
