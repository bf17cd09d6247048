"""Members of approved groups: they may use the bot in private too.

Only what Telegram itself says counts: its answer to getChatMember, its chat_member updates, its service
messages about people who join or leave. That somebody writes or presses a button in a group proves nothing:
people who comment from outside, or who have left, can do that too (docs/decisions/0701).
"""

from datetime import datetime, timedelta

from core.clock import Clock
from core.models import GroupMembers
from core.settings import AccessSettings
from services.people.approvals import ApprovalService
from storage.people.memberships import Membership, MembershipStore

# A no is kept for a shorter time than a yes: a person who has just joined should not have to wait.
NO_COUNTS = timedelta(minutes=10)
# How long the last yes counts when Telegram does not answer, as in an outage.
LAST_YES_COUNTS = timedelta(days=3)
KEPT = timedelta(days=30)


class MembershipService:
    """Knows who is in which group, and asks Telegram when its knowledge is old."""

    def __init__(
        self,
        settings: AccessSettings,
        store: MembershipStore,
        approvals: ApprovalService,
        groups: GroupMembers,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._store = store
        self._approvals = approvals
        self._groups = groups
        self._clock = clock
        self._kinds: dict[int, bool] = {}  # of the chats in the settings: whether Telegram said it is a group

    @property
    def unanswered(self) -> int:
        """Return how many questions Telegram has not answered, as in an outage."""
        return self._groups.unanswered

    async def vouch_for(self, user_id: int) -> bool:
        """Return whether the person is in an approved group, as far as Telegram says so.

        What it said recently counts; otherwise it is asked. If it does not answer, the last yes counts longer.
        Groups in which the person was seen are looked at first, so that the others are mostly not needed.
        """
        known = await self._store.of(user_id)
        for chat_id, seen in known.items():
            if seen.present and self._is_fresh(seen) and await self._counts(chat_id):
                return True
        unsure = [chat_id for chat_id in await self._candidates() if not self._is_fresh(known.get(chat_id))]
        unsure.sort(key=lambda chat_id: not (chat_id in known and known[chat_id].present))
        for chat_id in unsure:
            if await self._is_in(user_id, chat_id, known.get(chat_id)):
                return True
        return False

    async def was_last_in(self, user_id: int) -> bool:
        """Return whether the last that Telegram said is that the person is in a group, however long ago."""
        candidates = await self._candidates()
        known = await self._store.of(user_id)
        return any(seen.present and chat_id in candidates for chat_id, seen in known.items())

    async def came_or_went(self, user_id: int, chat_id: int, *, present: bool, at: datetime) -> None:
        """Note what Telegram says about somebody in a group; `at` is when that was."""
        if self._settings.mode != "open" and await self._approvals.is_approved(chat_id):
            # News that arrives late, as after an outage, keeps its own time; none is from the future.
            await self._store.saw(user_id, chat_id, min(at, self._clock.now()), present=present)

    async def prune(self) -> int:
        """Forget what nobody asked about for long; return how many rows."""
        return await self._store.prune(self._clock.now() - max(KEPT, self._longest_yes))

    @property
    def _longest_yes(self) -> timedelta:
        return max(LAST_YES_COUNTS, self._settings.recheck)

    def _is_fresh(self, seen: Membership | None) -> bool:
        if seen is None:
            return False
        counts = self._settings.recheck if seen.present else min(self._settings.recheck, NO_COUNTS)
        return self._clock.now() - seen.checked_at < counts

    async def _counts(self, chat_id: int) -> bool:
        return await self._approvals.is_approved(chat_id) and await self._is_group(chat_id) is not False

    async def _candidates(self) -> frozenset[int]:
        """Return the groups that operators approved, and the chats that the settings name."""
        return await self._approvals.groups() | self._settings.groups

    async def _is_in(self, user_id: int, chat_id: int, seen: Membership | None) -> bool:
        """Ask Telegram, and remember what it says."""
        is_group, now = await self._is_group(chat_id), self._clock.now()
        if is_group is False:
            return False
        said = await self._groups.is_member(chat_id, user_id) if is_group else None
        if said is None:
            return seen is not None and seen.present and now - seen.checked_at < self._longest_yes
        await self._store.saw(user_id, chat_id, now, present=said)
        return said

    async def _is_group(self, chat_id: int) -> bool | None:
        """Return whether a chat is a group; None when Telegram does not tell.

        A channel's subscribers may be anybody, so a channel in the settings vouches for nobody. What was
        approved in chat is of the kind that Telegram said then.
        """
        if chat_id not in self._kinds and chat_id in self._settings.groups:
            said = await self._groups.is_group(chat_id)
            if said is None:
                return None
            self._kinds[chat_id] = said
        return self._kinds.get(chat_id, True)
