"""Who asked to use the bot, what they were told, and which of them the operators were shown a card about."""

from datetime import timedelta

from core.clock import Clock
from core.names import with_number
from services.audit import AuditService
from storage.people.people import PeopleStore, Person

TURNED_AWAY_KEPT = timedelta(days=30)
# At most this many cards of one day about people, and as many about chats, wait for an answer at a time, so
# that nobody can flood the operators. When one is answered, or after a day, the next one comes; /roles lists
# all.
MOST_CARDS = 20
MANY = 100  # the count stops here


class ApplicationService:
    """Strangers who were told that they have no access, and those of them who applied."""

    def __init__(self, people: PeopleStore, audit: AuditService, clock: Clock) -> None:
        self._people = people
        self._audit = audit
        self._clock = clock

    async def told(self, user_id: int, name: str) -> None:
        """Note that a stranger was told; they are not told again."""
        await self._people.tell_once(user_id, name, self._clock.now())

    async def tell_anew(self) -> None:
        """Forget who was told: the first operator is there, and now there is somebody to apply to."""
        await self._people.tell_anew()

    async def apply(self, user_id: int, name: str) -> bool:
        """Note that a stranger asks to use the bot; False: they did before."""
        return await self._people.apply(user_id, name, self._clock.now())

    async def waiting(self, most: int, *, skip: int = 0) -> list[Person]:
        """Return up to `most` of those who asked to use the bot and have no answer yet, the oldest first."""
        return await self._people.applicants(most, skip=skip)

    async def count(self, *, without_card: bool = False) -> int:
        """Return how many have no answer yet (and no card about them was shown), `MANY` at most."""
        return await self._people.cards.count(MANY, without_card=without_card)

    async def next_cards(self) -> list[Person]:
        """Return the people about whom operators should see a card now; each is returned once."""
        return await self._people.take_for_cards(MOST_CARDS, self._clock.now())

    async def nobody_saw(self, user_id: int) -> None:
        """Note that the card about this person reached no operator: it is shown again later."""
        await self._people.cards.put_back(user_id)

    async def prune(self) -> int:
        """Forget people who were turned away long ago, so that they are told once more; return how many."""
        return await self._people.prune(self._clock.now() - TURNED_AWAY_KEPT)

    async def refuse(self, user_id: int, by: int) -> bool:
        """Refuse an application; False: it was settled already."""
        person = await self._people.of(user_id)
        refused = await self._people.refuse(user_id, self._clock.now())
        if refused and person:
            await self._audit.record(by, "access.refuse", with_number(person.name, user_id))
        return refused
