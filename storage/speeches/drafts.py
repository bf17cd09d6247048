"""Documents that editors sent, as they were read, until they are confirmed or not wanted."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.engine import RowMapping

from core.models import SpeechText
from storage.database import Database
from storage.tables.speeches import speech_drafts


@dataclass(frozen=True, slots=True)
class SpeechDraft:
    """A document that waits for a person's word. `speech.slug` is what it will be called.

    `base_version` is the version of that speech it was compared with (None: there is none), which then was out
    of use since `base_withdrawn_at` (None: it was in use); `left_out` are pairs of what is not in the text, and
    why; `unsure` names what is a guess ("title", "date"); `recognised` is the record of a scan; `user_id`
    None: the command line. `id` 0: not stored.
    """

    speech: SpeechText
    original: bytes
    user_id: int | None
    added_at: datetime
    left_out: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    recognised: str = ""
    base_version: int | None = None
    base_withdrawn_at: datetime | None = None
    id: int = 0


class SpeechDraftStore:
    """Rows live until the draft is settled; confirming one is in storage/speeches/changes.py."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, draft: SpeechDraft) -> int:
        """Keep a draft; return its number."""
        insert = self._database.insert(speech_drafts).values(_values(draft)).returning(speech_drafts.c.id)
        async with self._database.transaction() as connection:
            return int((await connection.execute(insert)).scalar_one())

    async def of(self, draft_id: int) -> SpeechDraft | None:
        """Return a draft; None once it is settled."""
        query = select(speech_drafts).where(speech_drafts.c.id == draft_id)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
            return None if row is None else _draft(row)

    async def change(self, draft: SpeechDraft) -> bool:
        """Keep a draft as it is now; False: it was settled meanwhile."""
        change = update(speech_drafts).where(speech_drafts.c.id == draft.id).values(_values(draft))
        async with self._database.transaction() as connection:
            return (await connection.execute(change)).rowcount == 1

    async def drop(self, draft_id: int) -> bool:
        """Forget a draft; False: it was settled already."""
        async with self._database.transaction() as connection:
            gone = await connection.execute(delete(speech_drafts).where(speech_drafts.c.id == draft_id))
            return gone.rowcount == 1

    async def prune(self, before: datetime) -> int:
        """Forget what nobody has settled since; return how many."""
        async with self._database.transaction(durable=False) as connection:
            gone = await connection.execute(delete(speech_drafts).where(speech_drafts.c.added_at < before))
            return gone.rowcount


def _values(draft: SpeechDraft) -> dict[str, object]:
    account = json.dumps(
        {
            "left_out": draft.left_out,
            "notes": draft.notes,
            "unsure": draft.unsure,
            "recognised": draft.recognised,
        },
        ensure_ascii=False,
    )
    return asdict(draft.speech) | {
        "original": draft.original,
        "user_id": draft.user_id,
        "account": account,
        "base_version": draft.base_version,
        "base_withdrawn_at": draft.base_withdrawn_at,
        "added_at": draft.added_at,
    }


def _draft(row: RowMapping) -> SpeechDraft:
    account = json.loads(row["account"])
    return SpeechDraft(
        speech=SpeechText(**{name: row[name] for name in SpeechText.__slots__}),
        original=bytes(row["original"]),
        user_id=row["user_id"],
        added_at=row["added_at"],
        left_out=tuple((what, why) for what, why in account["left_out"]),
        notes=tuple(account["notes"]),
        unsure=tuple(account.get("unsure", ())),
        recognised=account.get("recognised", ""),
        base_version=row["base_version"],
        base_withdrawn_at=row["base_withdrawn_at"],
        id=row["id"],
    )
