"""Invitations: links that grant a role, a limited number of times. Only hashes of codes are kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, delete, exists, insert, select, update

from core.models import Role
from storage.database import Database
from storage.people.audit import AuditEntry
from storage.people.people import PeopleStore
from storage.tables.access import invitation_uses, invitations
from storage.upkeep.readable import readable


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a link grants. `made_by` None: the program itself, for the person at its console."""

    id: int
    role: Role
    uses: int
    uses_left: int
    expires_at: datetime
    made_by: int | None
    made_at: datetime


COLUMNS = [column for column in invitations.c if column.name not in {"code_hash", "withdrawn_at"}]


class InvitationStore:
    """Invitations that can still be used; the others stay as a record."""

    def __init__(self, database: Database, people: PeopleStore) -> None:
        self._database = database
        self._people = people

    async def add(
        self, code_hash: str, role: Role, uses: int, expires_at: datetime, by: int | None, at: datetime
    ) -> Invitation:
        """Make an invitation."""
        new = insert(invitations).values(
            code_hash=code_hash,
            role=int(role),
            uses=uses,
            uses_left=uses,
            expires_at=expires_at,
            made_by=by,
            made_at=at,
        )
        async with self._database.transaction() as connection:
            return _invitation((await connection.execute(new.returning(*COLUMNS))).mappings().one())

    async def open(self, at: datetime) -> list[Invitation]:
        """Return what can be used at that moment, the newest first."""
        query = select(*COLUMNS).where(*_usable(at)).order_by(invitations.c.id.desc())
        async with self._database.connection() as connection:
            return readable(_invitation, (await connection.execute(query)).mappings())

    async def of(self, code_hash: str, at: datetime) -> Invitation | None:
        """Return the usable invitation with that code."""
        query = select(*COLUMNS).where(invitations.c.code_hash == code_hash, *_usable(at))
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else _invitation(row)

    async def was_used_by(self, invitation_id: int, user_id: int) -> bool:
        """Return whether that person has used that invitation before."""
        async with self._database.connection() as connection:
            return bool(await connection.scalar(select(_used_by(invitation_id, user_id))))

    async def use(
        self, invitation: Invitation, user_id: int, at: datetime, *entries: AuditEntry, name: str = ""
    ) -> bool:
        """Use an invitation up once and grant its role, all or nothing; False: it cannot be used any more.

        Nobody uses the same one twice. `entries` go into the audit log in the same transaction.
        """
        taken = (
            update(invitations)
            .where(invitations.c.id == invitation.id, *_usable(at), ~_used_by(invitation.id, user_id))
            .values(uses_left=invitations.c.uses_left - 1)
        )
        use = insert(invitation_uses).values(invitation_id=invitation.id, user_id=user_id, at=at)
        async with self._database.transaction() as connection:
            if not (await connection.execute(taken)).rowcount:
                return False
            await connection.execute(use)
            await self._people.grant_within(connection, user_id, invitation.role, at, *entries, name=name)
            return True

    async def withdraw(self, invitation_id: int, at: datetime) -> bool:
        """Make an invitation unusable; False: it was already."""
        return await self._withdraw(at, invitations.c.id == invitation_id)

    async def withdraw_role(self, role: Role, at: datetime) -> bool:
        """Make every invitation to that role unusable; False: there was none."""
        return await self._withdraw(at, invitations.c.role == int(role))

    async def prune(self, before: datetime) -> int:
        """Forget the uses of invitations that ended before that moment; return how many."""
        ended = select(invitations.c.id).where(invitations.c.expires_at < before)
        async with self._database.transaction() as connection:
            gone = delete(invitation_uses).where(invitation_uses.c.invitation_id.in_(ended))
            return (await connection.execute(gone)).rowcount

    async def _withdraw(self, at: datetime, which: ColumnElement[bool]) -> bool:
        gone = update(invitations).where(which, *_usable(at)).values(withdrawn_at=at)
        async with self._database.transaction() as connection:
            return (await connection.execute(gone)).rowcount > 0


def _used_by(invitation_id: int, user_id: int) -> ColumnElement[bool]:
    return exists().where(
        invitation_uses.c.invitation_id == invitation_id, invitation_uses.c.user_id == user_id
    )


def _usable(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        invitations.c.uses_left > 0,
        invitations.c.expires_at > at,
        invitations.c.withdrawn_at.is_(None),
    )


def _invitation(row: RowMapping) -> Invitation:
    return Invitation(**dict(row) | {"role": Role(row["role"])})
