"""Invitations: links that admit the person who opens them; and the code that makes the first operator."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from core.asked import when_asked
from core.clock import Clock
from core.errors import UserError
from core.models import Role
from services.audit import AuditService
from services.people.access import ROLES, AccessService
from services.people.throttle import HOUR, Limit, Meter
from storage.people.invitations import Invitation, InvitationStore

MOST_USES, MOST_DAYS = 1000, 365
ENDED_KEPT = timedelta(days=30)
CLAIM_LASTS = timedelta(hours=24)
CODE_BYTES = 18  # random bytes of an invitation's code: 24 letters
# A claim's code is for typing: no letters that look alike, 60 random bits.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CLAIM_LENGTH, CLAIM_GROUP = 12, 4
# How many wrong codes one person may send in an hour. There is no common count: strangers could use it up and
# keep colleagues out. The codes are too long to guess anyway (docs/decisions/0701).
GUESSES = 5
USED_BEFORE = "您用过这个邀请，后来不再获准使用了。要再使用，请联系单位的运维人员。"
NO_GOOD = "这个{what}不对，或者已经过期、用完。请向给您{what}的人再要一个。"
TOO_MANY_GUESSES = "试错的次数太多了，请过一小时再试。"
NOT_ALONE = (
    "两人确认打开着，邀请不能直接任命编辑。请先邀请他使用（不加 editor），再发 /editor，由第二个人确认。"
)
BAD_SPAN = f"次数可以是 1 到 {MOST_USES}，天数可以是 1 到 {MOST_DAYS}，例如：/invite 5 7"


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What a code granted; `news` is false when the person had as much before, and then nothing was used."""

    role: Role
    news: bool


class InvitationService:
    """Makes codes, stores only their hashes, and accepts codes."""

    def __init__(
        self, store: InvitationStore, access: AccessService, audit: AuditService, clock: Clock
    ) -> None:
        self._store = store
        self._access = access
        self._audit = audit
        self._clock = clock
        self._guesses = Meter((Limit(GUESSES, HOUR),), clock)

    async def invite(self, role: Role, uses: int, days: int, by: int) -> tuple[Invitation, str]:
        """Make an invitation; return it with its code, which cannot be had again. Raises UserError."""
        if not (1 <= uses <= MOST_USES and 1 <= days <= MOST_DAYS):
            raise UserError(BAD_SPAN)
        if role >= Role.EDITOR and self._access.two_persons:
            raise UserError(NOT_ALONE)
        code = secrets.token_urlsafe(CODE_BYTES)
        now = self._clock.now()
        made = await self._store.add(_hash(code), role, uses, now + timedelta(days=days), by, now)
        what = f"{ROLES[role]}，{uses} 次，{days} 天"
        await self._audit.record(by, "invitation.make", f"邀请 {made.id}", now=what)
        return made, code

    async def open(self) -> list[Invitation]:
        """Return the invitations that can still be used, the newest first."""
        usable = await self._store.open(self._clock.now())
        return [one for one in usable if one.role < Role.OPERATOR and await self._is_good(one)]

    async def withdraw(self, invitation_id: int, by: int) -> bool:
        """Make an invitation unusable; False: it was already."""
        withdrawn = await self._store.withdraw(invitation_id, self._clock.now())
        if withdrawn:
            await self._audit.record(by, "invitation.withdraw", f"邀请 {invitation_id}")
        return withdrawn

    async def prune(self) -> int:
        """Forget the uses of invitations that ended long ago; return how many."""
        return await self._store.prune(self._clock.now() - ENDED_KEPT)

    async def redeem(self, code: str, user_id: int, name: str) -> Redeemed:
        """Grant a person the role of an invitation's code. Raises UserError for a code that cannot be used."""
        return await self._take(_hash(code), user_id, name, what="邀请", operator=False)

    async def claim(self, code: str, user_id: int, name: str) -> Redeemed:
        """Make a person the operator by the console's code. Raises UserError for a code that cannot be used."""
        letters = "".join(letter for letter in code.upper() if letter.isalnum())
        return await self._take(_hash(letters), user_id, name, what="认领码", operator=True)

    async def claim_code(self) -> str | None:
        """Return a new code for the first operator, good for a day and once; None: there is an operator.

        An earlier code can no longer be used.
        """
        now = self._clock.now()
        await self._store.withdraw_role(Role.OPERATOR, now)
        if await self._access.operators():
            return None
        letters = "".join(secrets.choice(LETTERS) for _ in range(CLAIM_LENGTH))
        await self._store.add(_hash(letters), Role.OPERATOR, 1, now + CLAIM_LASTS, None, now)
        return "-".join(letters[at : at + CLAIM_GROUP] for at in range(0, CLAIM_LENGTH, CLAIM_GROUP))

    async def _take(self, code_hash: str, user_id: int, name: str, *, what: str, operator: bool) -> Redeemed:
        if self._guesses.wait(user_id):
            raise UserError(TOO_MANY_GUESSES)
        invitation = await self._store.of(code_hash, when_asked(self._clock))
        if (
            invitation is None
            or (invitation.role is Role.OPERATOR) is not operator
            or not await self._is_good(invitation)
            or (invitation.role is Role.EDITOR and self._access.two_persons)
        ):
            self._guesses.count(user_id)
            raise UserError(NO_GOOD.format(what=what))
        was = await self._access.granted_to(user_id)
        if was >= invitation.role:
            return Redeemed(was, news=False)
        if await self._store.was_used_by(invitation.id, user_id):
            raise UserError(USED_BEFORE)
        entries = (
            self._audit.entry(user_id, "invitation.use", f"邀请 {invitation.id}", now=name),
            self._access.grant_entry(user_id, user_id, name, was, invitation.role),
        )
        if not await self._store.use(invitation, user_id, self._clock.now(), *entries, name=name):
            raise UserError(NO_GOOD.format(what=what))
        return Redeemed(invitation.role, news=True)

    async def _is_good(self, invitation: Invitation) -> bool:
        """Return whether the person who made it may still invite; the program itself (None) always may."""
        return invitation.made_by is None or invitation.made_by in await self._access.operators()


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
