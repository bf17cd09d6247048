"""Which command menu Telegram was last told to show in whose chat, as a digest."""

from core.clock import Clock
from core.models import Role
from services.people.access import AccessService
from storage.people.approvals import ApprovalStore
from storage.people.people import PeopleStore


class ShownMenus:
    """Chats by their number: positive a person's, negative a group's."""

    def __init__(
        self, people: PeopleStore, approvals: ApprovalStore, access: AccessService, clock: Clock
    ) -> None:
        self._people = people
        self._approvals = approvals
        self._access = access
        self._clock = clock

    @property
    def is_open(self) -> bool:
        """Return whether anybody may use the bot, and everybody sees its whole menu."""
        return self._access.is_open

    async def of(self, chat_id: int) -> str:
        """Return which menu Telegram was last told to show in a chat; empty: none of its own."""
        known = await (self._people.of(chat_id) if chat_id > 0 else self._approvals.of(chat_id))
        return known.menu if known else ""

    async def note(self, chat_id: int, menu: str) -> None:
        """Remember which menu Telegram shows in a chat."""
        store = self._people if chat_id > 0 else self._approvals
        await store.note_menu(chat_id, menu, self._clock.now())

    async def roles(self) -> dict[int, Role]:
        """Return, by chat, whose menu it should show now: all that show one, and the editors' own."""
        own = [*await self._people.with_menus(), *await self._approvals.with_menus()]
        return {
            chat_id: await (
                self._access.role_of(chat_id) if chat_id > 0 else self._access.role_in(chat_id, None)
            )
            for chat_id in sorted({*own, *await self._access.editors()})
        }
