"""When the bot is no longer open to everybody: chats that got pushes are let in, and operators are told."""

from dataclasses import dataclass

from core.clock import Clock
from core.settings import AccessSettings
from services.audit import AuditService
from storage.database import Database
from storage.people.access_modes import AccessModeStore
from storage.people.approvals import ApprovalStore
from storage.people.people import PeopleStore


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """How many were let in because they got pushes while everybody might use the bot."""

    people: int
    chats: int


async def note_mode(
    settings: AccessSettings, database: Database, audit: AuditService, clock: Clock
) -> CarriedOver | None:
    """Look whether the mode has changed since the last run; return who was let in by it, None for nobody."""
    store = AccessModeStore(database, PeopleStore(database), ApprovalStore(database))
    now, mode, carried_over = clock.now(), settings.mode, None
    before = await store.mode()
    if before == mode:
        return None
    if mode != "open" and before in {None, "open"}:
        people, chats = await store.admit_subscribers(now)
        if people or chats:
            carried_over = CarriedOver(people, chats)
            said = f"{people} 人、{chats} 个群和频道"
            await audit.record(None, "access.carry_over", "access.mode", now=said)
    await store.note(mode, now)
    if before is not None:
        await audit.record(None, "access.mode", "access.mode", was=before, now=mode)
    return carried_over
