"""The rows of pushes: what one says when it is planned and afterwards, and which can still change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, RowMapping, literal_column, or_, true

from storage.states import DeliveryKind, DeliveryState
from storage.tables.pushes import deliveries

# A literal, not a parameter: only then can both engines use the partial index of planned rows.
is_planned = deliveries.c.state == literal_column(f"'{DeliveryState.PLANNED.value}'")
# A late answer to a request that was given up still tells its outcome, long afterwards.
OPEN = (DeliveryState.PLANNED.value, DeliveryState.SENDING.value, DeliveryState.UNKNOWN.value)


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A push to plan. SKIPPED with a reason records one that is not sent, so that people can see it."""

    local_date: date
    chat_id: int
    content: str
    due_at: datetime
    thread_id: int | None = None
    kind: DeliveryKind = DeliveryKind.QUOTE
    notice: str = ""
    state: DeliveryState = DeliveryState.PLANNED
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row. `attempts` counts requests that were begun."""

    id: int
    local_date: date
    chat_id: int
    kind: DeliveryKind
    notice: str
    thread_id: int | None
    content: str
    due_at: datetime
    state: DeliveryState
    attempts: int
    not_before: datetime | None
    reason: str
    message_id: int | None
    claimed_by: str | None
    finished_at: datetime | None


def held_by(holder: str | None) -> ColumnElement[bool]:
    """Return the condition that nobody has claimed a row but `holder`; None: anybody may have."""
    if holder is None:
        return true()
    return or_(deliveries.c.claimed_by.is_(None), deliveries.c.claimed_by == holder)


def as_rows(rows: Iterable[NewDelivery]) -> Iterator[dict[str, object]]:
    """Return planned pushes as their table has them."""
    for row in rows:
        yield {
            "local_date": row.local_date,
            "chat_id": row.chat_id,
            "kind": row.kind.value,
            "notice": row.notice,
            "thread_id": row.thread_id,
            "content": row.content,
            "due_at": row.due_at,
            "state": row.state.value,
            "reason": row.reason,
            "finished_at": None if row.state is DeliveryState.PLANNED else row.due_at,
        }


def read_delivery(row: RowMapping) -> Delivery:
    """Return a push as its table's row has it."""
    return Delivery(**dict(row) | {"kind": DeliveryKind(row["kind"]), "state": DeliveryState(row["state"])})
