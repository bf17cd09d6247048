"""Which groups and channels may use the bot, and which asked to."""

from core.clock import Clock
from core.models import ChatKind
from core.names import with_number
from core.settings import AccessSettings
from services.audit import AuditService
from services.people.applications import MANY, MOST_CARDS
from services.people.throttle import DAY, Limit, Meter
from storage.people.approvals import Approval, ApprovalStore
from storage.states import Application

# So many chats may ask on a day because of one person, who could add the bot to any number of them.
A_DAY = 5
# What the states are called where people read the log.
SAID = {
    Application.NONE: "",
    Application.ASKED: "等批准",
    Application.APPROVED: "获准",
    Application.REFUSED: "未获准",
}


class ApprovalService:
    """What operators decided about chats. In mode `open` every chat is approved."""

    def __init__(
        self, settings: AccessSettings, store: ApprovalStore, audit: AuditService, clock: Clock
    ) -> None:
        self._settings = settings
        self._store = store
        self._audit = audit
        self._clock = clock
        self._asked = Meter((Limit(A_DAY, DAY),), clock)

    async def is_approved(self, chat_id: int) -> bool:
        """Return whether the bot may speak in a group or channel."""
        if self._settings.mode == "open" or chat_id in self._settings.groups:
            return True
        known = await self._store.of(chat_id)
        return known is not None and known.application is Application.APPROVED

    async def of(self, chat_id: int) -> Approval | None:
        """Return what is known of a group or channel."""
        return await self._store.of(chat_id)

    async def approved(self) -> list[Approval]:
        """Return the groups and channels that an operator approved in chat, the oldest first."""
        return await self._store.listed(Application.APPROVED)

    async def groups(self) -> frozenset[int]:
        """Return the groups that an operator approved in chat; no channels, and none that the settings name."""
        kinds = {ChatKind.GROUP, ChatKind.SUPERGROUP}
        return frozenset(chat.chat_id for chat in await self.approved() if chat.kind in kinds)

    async def waiting(self, most: int, *, skip: int = 0) -> list[Approval]:
        """Return up to `most` of the chats that asked and have no answer yet, the oldest first."""
        return await self._store.listed(Application.ASKED, most, skip=skip)

    async def count(self, *, without_card: bool = False) -> int:
        """Return how many have no answer yet (and no card about them was shown), `MANY` at most."""
        return await self._store.cards.count(MANY, without_card=without_card)

    async def next_cards(self) -> list[Approval]:
        """Return the chats about which operators should see a card now; each is returned once."""
        return await self._store.take_for_cards(MOST_CARDS, self._clock.now())

    async def nobody_saw(self, chat_id: int) -> None:
        """Note that the card about this chat reached no operator: it is shown again later."""
        await self._store.cards.put_back(chat_id)

    async def apply(self, chat_id: int, kind: ChatKind, title: str, by: int = 0) -> bool:
        """Note that a chat asks to use the bot, for it was added or spoken to `by` somebody.

        False: it did before; or that person has had enough other chats ask on this day, and it does not.
        """
        if self._asked.wait(by):
            return False
        asks = await self._store.apply(chat_id, kind, title, self._clock.now())
        if asks and by:
            self._asked.count(by)
        return asks

    async def tell_anew(self) -> None:
        """Forget which chats were told: the first operator is there, who can approve them."""
        await self._store.tell_anew()

    async def told(self, chat_id: int, kind: ChatKind, title: str) -> None:
        """Note that a chat was told it is not approved, and is not told again."""
        await self._store.tell_once(chat_id, kind, title, self._clock.now())

    async def approve(self, chat_id: int, kind: ChatKind, title: str, by: int | None) -> bool:
        """Let a group or channel use the bot; False: it may already."""
        return await self._settle(chat_id, kind, title, Application.APPROVED, by)

    async def refuse(self, chat_id: int, kind: ChatKind, title: str, by: int) -> bool:
        """Take a group's or channel's approval away, or refuse it; False: it was refused already."""
        return await self._settle(chat_id, kind, title, Application.REFUSED, by)

    async def migrate(self, old: int, new: int) -> None:
        """Let a group that the settings name stay approved as a supergroup; others stay so anyway."""
        if old in self._settings.groups:
            await self._settle(new, ChatKind.SUPERGROUP, "", Application.APPROVED, None)

    async def _settle(
        self, chat_id: int, kind: ChatKind, title: str, application: Application, by: int | None
    ) -> bool:
        known = await self._store.of(chat_id)
        if not await self._store.settle(chat_id, kind, title, application, self._clock.now()):
            return False
        action = "chat.approve" if application is Application.APPROVED else "chat.refuse"
        name = title or (known.title if known else "")
        was = SAID[known.application] if known else ""
        await self._audit.record(by, action, with_number(name, chat_id), was=was, now=SAID[application])
        return True
