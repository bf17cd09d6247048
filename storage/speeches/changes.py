"""What editors and commands do to speeches: each in one transaction, written down so that it can be undone."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import RowMapping, delete, func, select, update

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.people.audit import AuditEntry, write_down
from storage.speeches.drafts import SpeechDraft
from storage.speeches.versions import IMPORT_LOCK, SpeechFile, SpeechStore
from storage.states import SpeechChangeKind
from storage.tables.speeches import speech_changes, speech_drafts, speech_versions, speeches

ACTIONS = {
    SpeechChangeKind.ADDED: "speech.add",
    SpeechChangeKind.REPLACED: "speech.replace",
    SpeechChangeKind.WITHDRAWN: "speech.withdraw",
    SpeechChangeKind.RESTORED: "speech.restore",
}
OUT = "已下架"


class Refusal(StrEnum):
    """Why nothing was changed."""

    CHANGED = "changed"  # the speech is no longer as the person saw it
    SETTLED = "settled"  # the draft, or the change, is no longer there
    LAST = "last"  # no speech would be left


@dataclass(frozen=True, slots=True)
class SpeechChange:
    """One thing done to a speech. Without `was_version` there was no such speech before."""

    id: int
    at: datetime
    user_id: int | None
    kind: SpeechChangeKind
    slug: str
    was_version: int | None
    was_withdrawn_at: datetime | None
    now_version: int
    now_withdrawn_at: datetime | None
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class ListedSpeech:
    """A speech with what people see of it; `version` counts from 1, `version_id` is the row."""

    slug: str
    title: str
    date: str
    file: str
    version: int
    version_id: int
    withdrawn_at: datetime | None


class SpeechChangeStore:
    """Every change checks the state it starts from, under the lock that reading the folder takes too.

    Its entry in the audit log is in the same transaction.
    """

    def __init__(self, database: Database, versions: SpeechStore) -> None:
        self._database = database
        self._versions = versions

    async def listed(self) -> list[ListedSpeech]:
        """Return every speech, withdrawn ones too, in the order people see."""
        query = (
            select(
                speeches.c.slug,
                speech_versions.c.title,
                speech_versions.c.date,
                speech_versions.c.file,
                speech_versions.c.number.label("version"),
                speech_versions.c.id.label("version_id"),
                speeches.c.withdrawn_at,
            )
            .join(speech_versions, speeches.c.current_version == speech_versions.c.id)
            .order_by(speeches.c.position, speeches.c.slug)
        )
        async with self._database.connection() as connection:
            return [ListedSpeech(**row) for row in (await connection.execute(query)).mappings()]

    async def twins(self) -> frozenset[str]:
        """Return the withdrawn speeches that are in use under another slug."""
        return await self._versions.twins()

    async def number_of(self, slug: str, version_id: int | None) -> int:
        """Return which version of `slug` that row is, from 1; 0 when there is none."""
        found = [one.number for one in await self._versions.versions(slug) if one.id == version_id]
        return found[0] if found else 0

    async def adopt(self, draft: SpeechDraft, by: int | None, at: datetime) -> SpeechChange | Refusal:
        """Make a draft the current version of its speech, in use; the draft is gone with that."""
        slug = draft.speech.slug
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, IMPORT_LOCK)
            row = await _speech(connection, slug)
            now = (row["current_version"], row["withdrawn_at"]) if row else (None, None)
            if now != (draft.base_version, draft.base_withdrawn_at):
                return Refusal.CHANGED
            if draft.id:
                gone = await connection.execute(delete(speech_drafts).where(speech_drafts.c.id == draft.id))
                if not gone.rowcount:
                    return Refusal.SETTLED
            file = SpeechFile(draft.speech, draft.original, draft.recognised or None)
            version = await self._versions.version_of(connection, file, at)
            if row is None:
                first = await connection.scalar(select(func.min(speeches.c.position)))
                position = 0 if first is None else first - 1  # a new speech is listed first
                await connection.execute(
                    self._database.insert(speeches).values(
                        slug=slug, current_version=version, position=position
                    )
                )
            else:
                await _put(connection, slug, version, None)
            if draft.recognised:
                was, read = _confirmed(draft.recognised)
                await write_down(connection, AuditEntry(at, by, "speech.recognised", slug, was=was, now=read))
            kind = SpeechChangeKind.REPLACED if row else SpeechChangeKind.ADDED
            return await self._note(connection, _change(kind, row, (slug, version, None), by, at))

    async def withdraw(self, slug: str, by: int | None, at: datetime) -> SpeechChange | Refusal:
        """Take a speech out of use. Its versions are kept. The last one in use stays."""
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, IMPORT_LOCK)
            row = await _speech(connection, slug)
            if row is None or row["withdrawn_at"] is not None:
                return Refusal.SETTLED
            if await _others_in_use(connection, slug) == 0:
                return Refusal.LAST
            version = row["current_version"]
            await _put(connection, slug, version, at)
            return await self._note(
                connection, _change(SpeechChangeKind.WITHDRAWN, row, (slug, version, at), by, at)
            )

    async def restore(self, slug: str, by: int | None, at: datetime) -> SpeechChange | Refusal:
        """Bring a withdrawn speech back, as it was."""
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, IMPORT_LOCK)
            row = await _speech(connection, slug)
            if row is None or row["withdrawn_at"] is None:
                return Refusal.SETTLED
            version = row["current_version"]
            await _put(connection, slug, version, None)
            return await self._note(
                connection, _change(SpeechChangeKind.RESTORED, row, (slug, version, None), by, at)
            )

    async def last(self) -> SpeechChange | None:
        """Return the newest change that is not undone."""
        async with self._database.connection() as connection:
            return await _last(connection)

    async def undo(self, change_id: int, by: int | None, at: datetime) -> SpeechChange | Refusal:
        """Restore the state before the newest change, which must be `change_id`, with nothing changed since."""
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, IMPORT_LOCK)
            change = await _last(connection)
            if change is None or change.id != change_id:
                return Refusal.SETTLED
            row = await _speech(connection, change.slug)
            if row is None or (row["current_version"], row["withdrawn_at"]) != (
                change.now_version,
                change.now_withdrawn_at,
            ):
                return Refusal.CHANGED
            came = change.was_version is None
            withdrawn_at = at if came else change.was_withdrawn_at
            if withdrawn_at is not None and await _others_in_use(connection, change.slug) == 0:
                return Refusal.LAST
            await _put(connection, change.slug, change.was_version or change.now_version, withdrawn_at)
            await connection.execute(
                update(speech_changes).where(speech_changes.c.id == change.id).values(undone_at=at)
            )
            was, now = await _states(connection, change)
            await write_down(
                connection, AuditEntry(at, by, "speech.rollback", change.slug, was=now, now=was or OUT)
            )
            return change

    async def _note(self, connection: AsyncConnection, change: SpeechChange) -> SpeechChange:
        values = asdict(change)
        del values["id"]
        insert = self._database.insert(speech_changes).values(values).returning(speech_changes.c.id)
        change = replace(change, id=(await connection.execute(insert)).scalar_one())
        was, now = await _states(connection, change)
        entry = AuditEntry(change.at, change.user_id, ACTIONS[change.kind], change.slug, was=was, now=now)
        await write_down(connection, entry)
        return change


def _confirmed(record: str) -> tuple[str, str]:
    """Return the lines of a scan that a person confirmed: as seen, with their page, and as they are now."""
    lines = json.loads(record).get("confirmed", [])
    seen = "\n".join(f"第 {line['page']} 页：{line['seen']}" for line in lines)
    return seen, "\n".join(str(line["words"]) for line in lines)


def _change(
    kind: SpeechChangeKind,
    was: RowMapping | None,
    now: tuple[str, int, datetime | None],
    by: int | None,
    at: datetime,
) -> SpeechChange:
    """Return what is to be noted; `now`: the speech, its version, and when it was withdrawn."""
    slug, version, withdrawn_at = now
    return SpeechChange(
        id=0,
        at=at,
        user_id=by,
        kind=kind,
        slug=slug,
        was_version=was["current_version"] if was else None,
        was_withdrawn_at=was["withdrawn_at"] if was else None,
        now_version=version,
        now_withdrawn_at=withdrawn_at,
        undone_at=None,
    )


async def _states(connection: AsyncConnection, change: SpeechChange) -> tuple[str, str]:
    """Return what the speech was before a change and what after it, for a person; "" for nothing."""
    said = []
    for version, withdrawn_at in (
        (change.was_version, change.was_withdrawn_at),
        (change.now_version, change.now_withdrawn_at),
    ):
        number = await connection.scalar(
            select(speech_versions.c.number).where(speech_versions.c.id == version)
        )
        said.append(f"第 {number} 版{'，' + OUT if withdrawn_at else ''}" if number else "")
    return said[0], said[1]


async def _speech(connection: AsyncConnection, slug: str) -> RowMapping | None:
    query = select(speeches).where(speeches.c.slug == slug)
    return (await connection.execute(query)).mappings().one_or_none()


async def _put(connection: AsyncConnection, slug: str, version: int, withdrawn_at: datetime | None) -> None:
    values = {"current_version": version, "withdrawn_at": withdrawn_at}
    await connection.execute(update(speeches).where(speeches.c.slug == slug).values(values))


async def _others_in_use(connection: AsyncConnection, slug: str) -> int:
    query = select(func.count()).where(speeches.c.slug != slug, speeches.c.withdrawn_at.is_(None))
    return int(await connection.scalar(query) or 0)


async def _last(connection: AsyncConnection) -> SpeechChange | None:
    query = (
        select(speech_changes)
        .where(speech_changes.c.undone_at.is_(None))
        .order_by(speech_changes.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else SpeechChange(**dict(row) | {"kind": SpeechChangeKind(row["kind"])})
