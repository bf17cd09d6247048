"""Which groups and channels may use the bot, and which asked to."""

from core.clock import Clock
from core.models import ChatKind
from core.settings import AccessSettings
from services.audit import AuditService
from storage.approvals import Approval, ApprovalStore
from storage.states import Application


class ApprovalService:
    """What operators decided about chats. In mode `open` every chat is approved."""

    def __init__(
        self, settings: AccessSettings, store: ApprovalStore, audit: AuditService, clock: Clock
    ) -> None:
        self._settings = settings
        self._store = store
        self._audit = audit
        self._clock = clock

    async def is_approved(self, chat_id: int) -> bool:
        """Return whether the bot may speak in a group or channel."""
        if self._settings.mode == "open" or chat_id in self._settings.groups:
            return True
        known = await self._store.of(chat_id)
        return known is not None and known.application is Application.APPROVED

    async def of(self, chat_id: int) -> Approval | None:
        """Return what is known of a group or channel."""
        return await self._store.of(chat_id)

    async def listed(self) -> list[Approval]:
        """Return the groups and channels that are approved, or asked to be."""
        return await self._store.listed(Application.APPROVED, Application.ASKED)

    async def groups(self) -> frozenset[int]:
        """Return the groups that an operator approved in chat; no channels, and none that the settings name."""
        kinds = {ChatKind.GROUP, ChatKind.SUPERGROUP}
        approved = await self._store.listed(Application.APPROVED)
        return frozenset(chat.chat_id for chat in approved if chat.kind in kinds)

    async def waiting(self) -> list[Approval]:
        """Return the groups and channels that asked to use the bot and have no answer yet."""
        return await self._store.listed(Application.ASKED)

    async def apply(self, chat_id: int, kind: ChatKind, title: str) -> bool:
        """Note that a chat asks to use the bot; False: it did before."""
        return await self._store.apply(chat_id, kind, title, self._clock.now())

    async def told(self, chat_id: int) -> None:
        """Note that a chat was told it is not approved, and is not told again."""
        await self._store.tell_once(chat_id, self._clock.now())

    async def approve(self, chat_id: int, kind: ChatKind, title: str, by: int | None) -> bool:
        """Let a group or channel use the bot; False: it may already."""
        return await self._settle(chat_id, kind, title, Application.APPROVED, by)

    async def refuse(self, chat_id: int, kind: ChatKind, title: str, by: int) -> bool:
        """Take a group's or channel's approval away, or refuse it; False: it was refused already."""
        return await self._settle(chat_id, kind, title, Application.REFUSED, by)

    async def migrate(self, old: int, new: int) -> None:
        """Let a group that the settings name keep its approval as a supergroup; the others' moves by itself."""
        if old in self._settings.groups:
            await self._settle(new, ChatKind.SUPERGROUP, "", Application.APPROVED, None)

    async def _settle(
        self, chat_id: int, kind: ChatKind, title: str, application: Application, by: int | None
    ) -> bool:
        known = await self._store.of(chat_id)
        if not await self._store.settle(chat_id, kind, title, application, self._clock.now()):
            return False
        action = "chat.approve" if application is Application.APPROVED else "chat.refuse"
        was = known.application.value if known else ""
        await self._audit.record(by, action, f"{title}（{chat_id}）", was=was, now=application.value)
        return True
