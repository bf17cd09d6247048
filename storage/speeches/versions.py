"""Every version of every speech, byte for byte, and which one is current."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update

from core.models import SpeechText
from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.tables.speeches import speech_versions, speeches

TEXT = (
    speech_versions.c.slug,
    speech_versions.c.file,
    speech_versions.c.title,
    speech_versions.c.date,
    speech_versions.c.occasion,
    speech_versions.c.text,
)
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
        added, replaced, seen = [], [], {*kept, *(one.speech.slug for one in folder)}
        async with self._database.transaction() as connection:
            await self._database.exclusive(connection, IMPORT_LOCK)
            known = {row.slug: row for row in await connection.execute(select(speeches))}
            for position, one in enumerate(folder):
                slug = one.speech.slug
                version = await self.version_of(connection, one, at)
                if slug not in known:
                    added.append(slug)
                elif known[slug].folder_version != version:
                    replaced.append(slug)
                elif known[slug].position == position:
                    continue
                await self._follow(connection, slug, version, position, is_change=slug in {*added, *replaced})
            gone = [row for slug, row in known.items() if slug not in seen and row.folder_version is not None]
            for row in gone:
                still_counts = row.current_version == row.folder_version and row.withdrawn_at is None
                await connection.execute(
                    update(speeches)
                    .where(speeches.c.slug == row.slug)
                    .values(folder_version=None, withdrawn_at=at if still_counts else row.withdrawn_at)
                )
        return FolderChanges(tuple(added), tuple(replaced), tuple(row.slug for row in gone))

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
        speech = one.speech
        same = {
            "slug": speech.slug,
            "sha256": hashlib.sha256(one.original).hexdigest(),
            "file": speech.file,
            "title": speech.title,
            "date": speech.date,
            "occasion": speech.occasion,
        }
        query = select(speech_versions.c.id).filter_by(**same)
        if (found := await connection.scalar(query)) is not None:
            return int(found)
        latest = select(func.max(speech_versions.c.number)).where(speech_versions.c.slug == speech.slug)
        number = (await connection.scalar(latest) or 0) + 1
        values = same | {
            "number": number,
            "original": one.original,
            "text": speech.text,
            "added_at": at,
            "recognised": one.recognised,
        }
        insert = self._database.insert(speech_versions).values(values).returning(speech_versions.c.id)
        return int((await connection.execute(insert)).scalar_one())

    async def _follow(
        self, connection: AsyncConnection, slug: str, version: int, position: int, *, is_change: bool
    ) -> None:
        values: dict[str, object] = {"position": position}
        if is_change:
            values |= {"current_version": version, "folder_version": version, "withdrawn_at": None}
        changed = await connection.execute(update(speeches).where(speeches.c.slug == slug).values(values))
        if not changed.rowcount:
            await connection.execute(self._database.insert(speeches).values(slug=slug, **values))
