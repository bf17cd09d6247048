"""The wall clock was set back: what was to happen at once must not wait until the old time comes again."""

from datetime import datetime

from sqlalchemy import update

from storage.database import Database
from storage.states import DeliveryKind, DeliveryState
from storage.tables.pushes import deliveries


async def bring_forward(database: Database, now: datetime) -> int:
    """Bring forward what waits for a moment that the clock showed before; return how many deliveries.

    Only the daily quote has an hour; everything else is planned to go out at once. A pause that Telegram asked
    for is kept by the limiter too, so a row may be tried again.
    """
    planned = deliveries.c.state == DeliveryState.PLANNED.value
    changes = (
        update(deliveries)
        .where(planned, deliveries.c.kind != DeliveryKind.QUOTE.value, deliveries.c.due_at > now)
        .values(due_at=now),
        update(deliveries).where(planned, deliveries.c.not_before > now).values(not_before=None),
    )
    number = 0
    async with database.transaction() as connection:
        for change in changes:
            number += (await connection.execute(change)).rowcount
    return number
