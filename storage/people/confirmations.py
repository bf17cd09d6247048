"""What waits for a second person: who asked what, until when, who decided; and the cards that ask."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select, update

from storage.database import Database
from storage.people.audit import AuditEntry, write_down
from storage.states import ConfirmationKind, ConfirmationState
from storage.tables.access import confirmation_cards, confirmations
from storage.upkeep.readable import readable

OPEN = (ConfirmationState.ASKED.value, ConfirmationState.CONFIRMED.value)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One thing that somebody (`user_id` None: the command line) asked; see storage.tables."""

    kind: ConfirmationKind
    number: int
    subject: str
    digest: str
    user_id: int | None
    message_id: int | None
    asked_at: datetime
    until: datetime
    state: ConfirmationState = ConfirmationState.ASKED
    decided_by: int | None = None
    decided_at: datetime | None = None
    id: int = 0


class ConfirmationStore:
    """Every change of state requires the state before it: of two who decide, one does."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, asked: Confirmation, *entries: AuditEntry) -> int:
        """Keep what is asked, in the place of what was asked about the same before; return its number."""
        values = asdict(asked)
        del values["id"]
        same = (
            confirmations.c.kind == asked.kind.value,
            confirmations.c.number == asked.number,
            confirmations.c.subject == asked.subject,
            confirmations.c.state == ConfirmationState.ASKED.value,
        )
        async with self._database.transaction() as connection:
            replaced = update(confirmations).where(*same).values(state=ConfirmationState.DROPPED.value)
            await connection.execute(replaced.values(decided_at=asked.asked_at))
            await write_down(connection, *entries)
            row = await connection.execute(insert(confirmations).values(values).returning(confirmations.c.id))
            return int(row.scalar_one())

    async def of(self, number: int) -> Confirmation | None:
        """Return one of them."""
        query = select(confirmations).where(confirmations.c.id == number)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else _confirmation(row)

    async def open(self) -> list[Confirmation]:
        """Return what waits for a decision or is being done, the oldest first."""
        query = select(confirmations).where(confirmations.c.state.in_(OPEN)).order_by(confirmations.c.id)
        async with self._database.connection() as connection:
            return readable(_confirmation, (await connection.execute(query)).mappings())

    async def change(
        self,
        number: int,
        before: ConfirmationState,
        state: ConfirmationState,
        at: datetime,
        *entries: AuditEntry,
        by: int | None = None,
    ) -> bool:
        """Change the state, with `entries` in the log of changes; False when it was not `before`."""
        values: dict[str, object] = {"state": state.value, "decided_at": at}
        if by is not None:
            values["decided_by"] = by
        those = (confirmations.c.id == number, confirmations.c.state == before.value)
        async with self._database.transaction() as connection:
            changed = await connection.execute(update(confirmations).where(*those).values(values))
            if changed.rowcount == 1:
                await write_down(connection, *entries)
            return changed.rowcount == 1

    async def cards(self, number: int) -> dict[int, int | None]:
        """Return who has a card about it, and by which message (None: they cannot be written to)."""
        query = select(confirmation_cards).where(confirmation_cards.c.confirmation_id == number)
        async with self._database.connection() as connection:
            return {row.user_id: row.message_id for row in await connection.execute(query)}

    async def note_card(self, number: int, user_id: int, message_id: int | None) -> None:
        """Note that a person has a card about it."""
        card = {"confirmation_id": number, "user_id": user_id, "message_id": message_id}
        new = self._database.insert(confirmation_cards).values(card).on_conflict_do_nothing()
        async with self._database.transaction() as connection:
            await connection.execute(new)

    async def prune(self, before: datetime) -> int:
        """Forget what was asked before `before` and waits no more; return how much."""
        old = (confirmations.c.asked_at < before, confirmations.c.state.not_in(OPEN))
        async with self._database.transaction(durable=False) as connection:
            gone: Collection[int] = (await connection.scalars(select(confirmations.c.id).where(*old))).all()
            if gone:
                cards = confirmation_cards.c.confirmation_id.in_(gone)
                await connection.execute(delete(confirmation_cards).where(cards))
                await connection.execute(delete(confirmations).where(confirmations.c.id.in_(gone)))
            return len(gone)


def _confirmation(row: RowMapping) -> Confirmation:
    read = {"kind": ConfirmationKind(row["kind"]), "state": ConfirmationState(row["state"])}
    return Confirmation(**{**row, **read})
