"""Who asked to use the bot, and what they were told."""

from datetime import timedelta

from core.clock import Clock
from services.audit import AuditService
from storage.people import PeopleStore, Person

TURNED_AWAY_KEPT = timedelta(days=30)
# More applications than this wait in /roles without a card each: nobody shall flood the operators.
MOST_CARDS = 20


class ApplicationService:
    """Strangers who were told that they are, and those of them who asked to be let in."""

    def __init__(self, people: PeopleStore, audit: AuditService, clock: Clock) -> None:
        self._people = people
        self._audit = audit
        self._clock = clock

    async def told(self, user_id: int, name: str) -> None:
        """Note that a stranger was told so, and is not told again."""
        await self._people.tell_once(user_id, name, self._clock.now())

    async def apply(self, user_id: int, name: str) -> bool:
        """Note that a stranger asks to use the bot; False: they did before."""
        return await self._people.apply(user_id, name, self._clock.now())

    async def waiting(self) -> list[Person]:
        """Return who asked to use the bot and has no answer yet, the oldest first."""
        return await self._people.applicants()

    async def prune(self) -> int:
        """Forget who was turned away long ago, so that they are told once more; return how many people."""
        return await self._people.prune(self._clock.now() - TURNED_AWAY_KEPT)

    async def refuse(self, user_id: int, by: int) -> bool:
        """Refuse an application; False: it was settled already."""
        person = await self._people.of(user_id)
        refused = await self._people.refuse(user_id, self._clock.now())
        if refused and person:
            await self._audit.record(by, "access.refuse", f"{person.name}（{user_id}）")
        return refused
