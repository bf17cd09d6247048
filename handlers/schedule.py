"""What is looked at again and again. The database is the schedule; jobs only knock (handlers/knocking.py)."""

import asyncio
from contextlib import suppress
from functools import partial, wraps

from telegram.error import TelegramError

from core.memory import give_back
from handlers import second_person
from handlers.context import App, Context
from handlers.editors.inbox import send_digest
from handlers.health.restored import report_restored
from handlers.knocking import Job, Knocks
from handlers.people.cards import look_for_cards
from handlers.people.operators import report_set_aside
from handlers.speeches.recognition import go_on
from handlers.ways import filling as ways
from services.ownership import Ownership
from services.wiring import Services

HOUR, MINUTE, HALF_A_MINUTE = 3600.0, 60.0, 30.0
# What each of several processes does; the rest one does for all.
BY_ALL = frozenset({"tick", "refresh", "write_ways", "settle", "show_reads"})


def schedule_tick(app: App, every: float) -> Knocks:
    """Look every `every` seconds at which pushes are due, from at once on, and whether the speeches changed.

    Half as often operators are told how the pushes stand, and 已阅 shows how many have read.
    Every half minute what was deleted leaves the disk. Every minute operators are told what was set aside (at
    most once an hour), and that a backup was put back. Every hour old rows are swept out, and editors get their
    digest when it is time. Every ten minutes operators get the cards that reached nobody.

    Returns what knocks: start it, and close it before the application.
    """
    context, services = Context(app), app.bot_data.services
    knocks = Knocks(services.clock)
    jobs: tuple[tuple[str, float, tuple[Job, ...]], ...] = (
        ("tick", every, (services.pushes.tick,)),
        ("refresh", every, (services.speeches.refresh, services.curation.refresh)),
        ("watch", 2 * every, _looks(services)),
        ("show_reads", 2 * every, (services.reads.show,)),
        ("second_person", 2 * every, (partial(second_person.go_on, context),)),
        ("recognise", every, (partial(go_on, context),)),
        ("write_ways", every, (partial(ways.go_on, context),)),
        (
            "settle",
            HALF_A_MINUTE,
            (services.prompts.empty_run_out, services.upkeep.settle, partial(_tell_of_damage, context)),
        ),
        ("sweep", HOUR, _sweeps(services)),
        ("send_digest", HOUR / 6, (partial(send_digest, context),)),
        ("look_for_cards", HOUR / 6, (partial(look_for_cards, context),)),
        ("report_set_aside", MINUTE, (partial(report_set_aside, context),)),
        ("report_restored", MINUTE, (partial(report_restored, context),)),
        ("back_up", MINUTE, (services.daily_backup.look,)),
    )
    for name, seconds, steps in jobs:
        ours = steps if name in BY_ALL else [_by_the_first(services.ownership, step) for step in steps]
        # Within a minute even of what is done once an hour: a bot that is restarted often must come to it.
        knocks.add(name, ours, seconds, first=0.0 if name == "tick" else min(seconds, MINUTE))
    return knocks


def _by_the_first(ownership: Ownership, step: Job) -> Job:
    """Return what does `step` if this is the first of the processes that share the bot."""

    @wraps(getattr(step, "func", step))
    async def by_the_first() -> None:
        if ownership.leads:
            await step()

    return by_the_first


async def tick_now(app: App) -> None:
    """Look at once, as after the clock was moved; returns when what is due was sent, and operators know."""
    await look_now(app.bot_data.services)


async def look_now(services: Services) -> None:
    """Do what the jobs would do in their next round."""
    for _ in range(2):  # what the first round plans to tell operators is sent in the second
        for look in (*_looks(services), services.pushes.tick, services.reads.show):
            await look()


def _looks(services: Services) -> tuple[Job, ...]:
    """Return what plans messages to operators."""
    return (
        services.notices.go_on,
        services.taking_back.go_on,
        services.duty_watch.look,
        services.push_watch.look,
        services.calendar_watch.look,
        services.lost_groups.look,
        services.space.look,
        services.warnings.look,
    )


async def _tell_of_damage(context: Context) -> None:
    if damage := context.services.upkeep.new_damage():
        for operator in context.services.settings.access.operators:  # those in the database may be out of reach
            with suppress(TelegramError):
                await context.bot.send_message(operator, damage)


def _sweeps(services: Services) -> tuple[Job, ...]:
    """Return what deletes what is older than it may be."""
    return (
        services.ledger.keep_months,  # first: what the others delete is counted there
        services.intake.prune,
        services.pushes.prune,
        services.notices.prune,
        services.answers.prune,
        services.reader.prune,
        services.practice.prune,
        services.own_duties.prune,
        services.applications.prune,
        services.memberships.prune,
        services.invitations.prune,
        services.inbox.sweep,
        services.prompts.prune,
        services.second_person.prune,
        services.speech_drafts.prune,
        services.recognitions.prune,
        services.suggestions.sweep,
        services.audit.sweep,
        _give_back,  # last: a bot that runs for months holds no more than one that has just begun
    )


async def _give_back() -> None:
    """Give the system what memory is free by now; it takes a few ms, so a thread does it."""
    await asyncio.to_thread(give_back)
