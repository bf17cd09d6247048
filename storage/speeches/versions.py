"""Every version of every speech, byte for byte, and which one is current."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, update

from core.models import SpeechText
from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.people.audit import AuditEntry, write_down
from storage.tables.speeches import speech_changes, speech_versions, speeches

TEXT = (
    speech_versions.c.slug,
    speech_versions.c.file,
    speech_versions.c.title,
    speech_versions.c.date,
    speech_versions.c.occasion,
    speech_versions.c.text,
)
NAMED = (speech_versions.c.title, speech_versions.c.date)
IMPORT_LOCK = "speeches"


@dataclass(frozen=True, slots=True)
class SpeechFile:
    """A speech as a file holds it; `recognised` is the record of a scan whose lines a person confirmed."""

    speech: SpeechText
    original: bytes
    recognised: str | None = None


@dataclass(frozen=True, slots=True)
class FolderChanges:
    """What reading the folder in changed, by slug."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InUse:
    """What reading the folder in would change, and the slugs of what would be in use then."""

    changes: FolderChanges
    slugs: frozenset[str]


@dataclass(frozen=True, slots=True)
class SpeechVersion:
    """One version. `number` counts from 1 within the speech; `sha256` is of the original bytes."""

    id: int
    slug: str
    number: int
    file: str
    title: str
    sha256: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class LatestSpeech:
    """A speech's current version with its row's id; `withdrawn_at`: since when it is out of use."""

    text: SpeechText
    version: int
    withdrawn_at: datetime | None


class SpeechStore:
    """Nothing is ever overwritten: a change is a new version, a withdrawn speech keeps its versions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read_in(
        self, folder: Sequence[SpeechFile], at: datetime, *, kept: Collection[str] = ()
    ) -> FolderChanges:
        """Make the database follow the operator's folder, all or nothing; say what changed.

        Only what changed in the folder since it was last read in is followed: a file that is new or other
        than before becomes the current version, a file that is gone withdraws its speech. So what an editor
        or a command has done since stays, and a speech that never was in the folder is left alone. `kept`
        are speeches whose files are there and could not be read: they stay as they are.
        """
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, IMPORT_LOCK)
            known = {row.slug: row for row in await connection.execute(select(speeches))}
            changes = await self._changes(connection, folder, kept, known)
            changed = {*changes.added, *changes.replaced}
            for position, one in enumerate(folder):
                slug = one.speech.slug
                if slug in changed:
                    version = await self.version_of(connection, one, at)
                    await self._follow(connection, slug, version, position)
                elif known[slug].position != position:
                    await self._follow(connection, slug, None, position)
            for row in (known[slug] for slug in changes.withdrawn):
                await connection.execute(
                    update(speeches)
                    .where(speeches.c.slug == row.slug)
                    .values(folder_version=None, withdrawn_at=at if _still_counts(row) else row.withdrawn_at)
                )
            if known:  # what a database begins with is no change
                await self._write_down(connection, changes, known, at)
        return changes

    async def _write_down(
        self, connection: AsyncConnection, changes: FolderChanges, known: Mapping[str, Row[Any]], at: datetime
    ) -> None:
        """Write into the log of changes what the folder did."""
        held = [*known.values(), *await connection.execute(select(speeches))]
        ids = {row.current_version for row in held}
        query = select(speech_versions.c.id, speech_versions.c.number).where(speech_versions.c.id.in_(ids))
        numbers = {row.id: f"第 {row.number} 版" for row in await connection.execute(query)}
        now = {row.slug: row for row in held}  # the later row wins
        done = (
            *(("folder.add", slug) for slug in changes.added),
            *(("folder.replace", slug) for slug in changes.replaced),
            *(("folder.withdraw", slug) for slug in changes.withdrawn if _still_counts(known[slug])),
        )
        for action, slug in done:
            was, out = known.get(slug), now[slug].withdrawn_at is not None
            before = numbers[was.current_version] + ("，已下架" if was.withdrawn_at else "") if was else ""
            after = numbers[now[slug].current_version] + ("，已下架" if out else "")
            await write_down(connection, AuditEntry(at, None, action, slug, was=before, now=after))

    async def would_read_in(self, folder: Sequence[SpeechFile], *, kept: Collection[str] = ()) -> InUse:
        """Return what `read_in` would change, and what would be in use then; change nothing."""
        async with self._database.connection() as connection:
            known = {row.slug: row for row in await connection.execute(select(speeches))}
            changes = await self._changes(connection, folder, kept, known)
        used = {slug for slug, row in known.items() if row.withdrawn_at is None}
        gone = {slug for slug in changes.withdrawn if _still_counts(known[slug])}
        return InUse(changes, frozenset(used - gone | {*changes.added, *changes.replaced}))

    async def _changes(
        self,
        connection: AsyncConnection,
        folder: Sequence[SpeechFile],
        kept: Collection[str],
        known: Mapping[str, Row[Any]],
    ) -> FolderChanges:
        """Return what of the folder is other than when it was last read in; `known`: the rows of speeches."""
        added, replaced = [], []
        for one in folder:
            slug = one.speech.slug
            if slug not in known:
                added.append(slug)
            elif (version := known[slug].folder_version) is None or version != await self._same(
                connection, one
            ):
                replaced.append(slug)
        seen = {*kept, *(one.speech.slug for one in folder)}
        gone = (slug for slug, row in known.items() if slug not in seen and row.folder_version is not None)
        return FolderChanges(tuple(added), tuple(replaced), tuple(gone))

    async def current(self) -> list[SpeechText]:
        """Return the current version of every speech that is not withdrawn, in the order people see."""
        query = (
            select(*TEXT)
            .join(speeches, speeches.c.current_version == speech_versions.c.id)
            .where(speeches.c.withdrawn_at.is_(None))
            .order_by(speeches.c.position, speeches.c.slug)
        )
        async with self._database.connection() as connection:
            return [SpeechText(**row) for row in (await connection.execute(query)).mappings()]

    async def touched(self) -> frozenset[str]:
        """Return the speeches that are withdrawn, or not as the operator's folder last held them."""
        query = select(speeches.c.slug).where(
            or_(
                speeches.c.withdrawn_at.is_not(None),
                speeches.c.folder_version.is_(None),
                speeches.c.current_version != speeches.c.folder_version,
            )
        )
        async with self._database.connection() as connection:
            return frozenset(await connection.scalars(query))

    async def latest(self) -> list[LatestSpeech]:
        """Return every speech as it stands, withdrawn ones too."""
        query = select(*TEXT, speech_versions.c.id, speeches.c.withdrawn_at).join(
            speeches, speeches.c.current_version == speech_versions.c.id
        )
        async with self._database.connection() as connection:
            found = (await connection.execute(query.order_by(speeches.c.position))).mappings()
            return [
                LatestSpeech(
                    SpeechText(**{k: row[k] for k in SpeechText.__slots__}), row["id"], row["withdrawn_at"]
                )
                for row in found
            ]

    async def twins(self) -> frozenset[str]:
        """Return the withdrawn speeches that another slug has in use: the same file, or title and date."""
        query = select(speeches.c.slug, speeches.c.withdrawn_at, *NAMED, speech_versions.c.sha256).join(
            speech_versions, speeches.c.current_version == speech_versions.c.id
        )
        files = select(speech_versions.c.sha256).join(speeches, speeches.c.slug == speech_versions.c.slug)
        async with self._database.connection() as connection:
            rows = (await connection.execute(query)).all()
            used = set(await connection.scalars(files.where(speeches.c.withdrawn_at.is_(None))))
        named = {(row.title, row.date) for row in rows if row.withdrawn_at is None and row.title and row.date}
        return frozenset(
            row.slug
            for row in rows
            if row.withdrawn_at is not None and (row.sha256 in used or (row.title, row.date) in named)
        )

    async def documents(self) -> dict[str, SpeechText]:
        """Return what was read of documents that are no plain text, by the SHA-256 of their bytes."""
        query = select(*TEXT, speech_versions.c.sha256).where(speech_versions.c.file.not_ilike("%.txt"))
        async with self._database.connection() as connection:
            found = (await connection.execute(query)).mappings()
            return {row["sha256"]: SpeechText(**{k: row[k] for k in SpeechText.__slots__}) for row in found}

    async def fingerprint(self) -> str:
        """Return a text that changes whenever the result of `current` does; cheap enough to call often."""
        query = (
            select(speeches.c.slug, speeches.c.current_version, speeches.c.position)
            .where(speeches.c.withdrawn_at.is_(None))
            .order_by(speeches.c.slug)
        )
        async with self._database.connection() as connection:
            rows = [tuple(row) for row in await connection.execute(query)]
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    async def versions(self, slug: str) -> list[SpeechVersion]:
        """Return the versions of a speech, oldest first."""
        columns = [speech_versions.c[name] for name in SpeechVersion.__dataclass_fields__]
        query = select(*columns).where(speech_versions.c.slug == slug).order_by(speech_versions.c.number)
        async with self._database.connection() as connection:
            return [SpeechVersion(**row) for row in (await connection.execute(query)).mappings()]

    async def original(self, version_id: int) -> bytes | None:
        """Return the bytes of a version as they were read in."""
        query = select(speech_versions.c.original).where(speech_versions.c.id == version_id)
        async with self._database.connection() as connection:
            found = await connection.scalar(query)
            return None if found is None else bytes(found)

    async def texts_since(self, slug: str) -> tuple[datetime, list[tuple[datetime, SpeechText]]]:
        """Return since when a speech is as it stands, and the text of each version with when it came.

        Raises KeyError for an unknown slug.
        """
        query = select(*TEXT, speech_versions.c.id, speech_versions.c.added_at).where(
            speech_versions.c.slug == slug
        )
        held = select(speeches.c.current_version).where(speeches.c.slug == slug)
        done = select(speech_changes.c.at, speech_changes.c.undone_at).where(speech_changes.c.slug == slug)
        async with self._database.connection() as connection:
            rows = (await connection.execute(query.order_by(speech_versions.c.number))).mappings().all()
            current = await connection.scalar(held)
            moments = [at for row in await connection.execute(done) for at in row if at]
        texts = [(row["added_at"], SpeechText(**{k: row[k] for k in SpeechText.__slots__})) for row in rows]
        came = [row["added_at"] for row in rows if row["id"] == current]
        if not came:
            raise KeyError(slug)
        return max([*came, *moments]), texts

    async def current_original(self, slug: str) -> tuple[str, bytes] | None:
        """Return the file's name and bytes of a speech as it stands; None when it is withdrawn or unknown."""
        query = (
            select(speech_versions.c.file, speech_versions.c.original)
            .join(speeches, speeches.c.current_version == speech_versions.c.id)
            .where(speeches.c.slug == slug, speeches.c.withdrawn_at.is_(None))
        )
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).one_or_none()
            return None if row is None else (row.file, bytes(row.original))

    async def version_of(self, connection: AsyncConnection, one: SpeechFile, at: datetime) -> int:
        """Return the id of the version that equals this one, storing it if there is none."""
        if (found := await self._same(connection, one)) is not None:
            return found
        speech = one.speech
        latest = select(func.max(speech_versions.c.number)).where(speech_versions.c.slug == speech.slug)
        number = (await connection.scalar(latest) or 0) + 1
        values = _identity(one) | {
            "number": number,
            "original": one.original,
            "text": speech.text,
            "added_at": at,
            "recognised": one.recognised,
        }
        insert = self._database.insert(speech_versions).values(values).returning(speech_versions.c.id)
        return int((await connection.execute(insert)).scalar_one())

    async def _same(self, connection: AsyncConnection, one: SpeechFile) -> int | None:
        """Return the id of the version that equals this one, if there is one."""
        query = select(speech_versions.c.id).filter_by(**_identity(one))
        found = await connection.scalar(query)
        return None if found is None else int(found)

    async def _follow(self, connection: AsyncConnection, slug: str, version: int | None, position: int) -> None:
        """Put the speech to its place, and `version` of it into use, if one is given."""
        values: dict[str, object] = {"position": position}
        if version is not None:
            values |= {"current_version": version, "folder_version": version, "withdrawn_at": None}
        changed = await connection.execute(update(speeches).where(speeches.c.slug == slug).values(values))
        if not changed.rowcount:
            await connection.execute(self._database.insert(speeches).values(slug=slug, **values))


def _identity(one: SpeechFile) -> dict[str, str]:
    """Return what tells a version from the others."""
    speech = one.speech
    return {
        "slug": speech.slug,
        "sha256": hashlib.sha256(one.original).hexdigest(),
        "file": speech.file,
        "title": speech.title,
        "date": speech.date,
        "occasion": speech.occasion,
    }


def _still_counts(row: Row[Any]) -> bool:
    """Return whether what is in use of a speech is what the folder last held."""
    return bool(row.current_version == row.folder_version and row.withdrawn_at is None)
