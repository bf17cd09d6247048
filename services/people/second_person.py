"""Two persons where it matters: what one asks, another editor or operator confirms, where the setting says so.

What is asked is a row, and so survives a restart. It is bound to what it is about by a digest: a draft that is
changed meanwhile is not confirmed. handlers/second_person.py shows the cards and does what was confirmed.
"""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from core.asked import when_asked
from core.clock import Clock
from core.errors import OperatorError, UserError
from core.models import Role
from core.settings import AccessSettings
from services.audit import AuditService
from services.people.access import LEAST
from storage.people.confirmations import Confirmation, ConfirmationStore
from storage.people.people import PeopleStore
from storage.states import ConfirmationKind, ConfirmationState

LASTS = timedelta(hours=24)
KEPT = timedelta(days=30)
DOING = timedelta(minutes=1)  # what was confirmed so long ago and is not done was left by a crash
TITLES: Mapping[ConfirmationKind, str] = {
    ConfirmationKind.NOTICE: "群发通知",
    ConfirmationKind.ADOPT: "收录讲话",
    ConfirmationKind.WITHDRAW: "下架讲话",
    ConfirmationKind.RESTORE: "恢复讲话",
    ConfirmationKind.UNDO: "撤回对讲话的上一次改动",
    ConfirmationKind.EDITOR: "任命编辑",
    ConfirmationKind.OPERATOR: "任命运维人员",
}
# What an editor may ask; the rest is for operators.
OF_EDITORS = frozenset({
    ConfirmationKind.ADOPT, ConfirmationKind.WITHDRAW, ConfirmationKind.RESTORE, ConfirmationKind.UNDO,
})  # fmt: skip
APPOINTS = frozenset({ConfirmationKind.EDITOR, ConfirmationKind.OPERATOR})
ALONE = (
    "access.two_persons 打开着，但编辑和运维人员一共只有 {number} 位，没有第二个人能确认。"
    "请先关掉它（two_persons = false），或在 access.operators、access.editors 里再写一位"
)
NOBODY = (
    "两人确认打开着，这件事现在没有别人能确认。请管服务器的同事在 config.toml 的 access.editors 里再写一位，"
    "再重新启动。"
)


class Decided(StrEnum):
    """What came of a decision."""

    TAKEN = "taken"
    OWN = "own"  # who asked, or who is to be appointed, cannot confirm
    OVER = "over"  # somebody decided before, or its time is up
    LOST = "lost"  # who asked may not do it any more


def digest(*parts: object) -> str:
    """Return what tells this from the same thing changed."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()


async def who_confirms(settings: AccessSettings, people: PeopleStore, least: Role) -> frozenset[int]:
    """Return the people with that role or a higher one, by the settings or made so in chat."""
    named = settings.operators if least is Role.OPERATOR else settings.operators | settings.editors
    return named | {person.user_id for person in await people.granted(least)}


class SecondPersonService:
    """What was asked, and who decides. Of two who decide at once, one does."""

    def __init__(
        self,
        settings: AccessSettings,
        store: ConfirmationStore,
        people: PeopleStore,
        audit: AuditService,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._store = store
        self._people = people
        self._audit = audit
        self._clock = clock

    @property
    def wanted(self) -> bool:
        """Return whether a second person has to confirm."""
        return self._settings.two_persons

    async def refuse_one_alone(self) -> None:
        """Raise OperatorError when the setting is on and nobody could ever confirm."""
        if self.wanted and (number := len(await self._editors())) < LEAST:
            raise OperatorError(ALONE.format(number=number))

    async def ask(
        self,
        kind: ConfirmationKind,
        of_what: str,
        by: int | None,
        *,
        number: int = 0,
        subject: str = "",
        message_id: int | None = None,
    ) -> Confirmation:
        """Ask for confirmation of what has the digest `of_what`; return it. It replaces an earlier request.

        `by` None: the command line. Raises UserError when nobody could confirm.
        """
        now = self._clock.now()
        asked = Confirmation(kind, number, subject, of_what, by, message_id, now, now + LASTS)
        if not await self.others(asked):
            raise UserError(NOBODY)
        entry = self._audit.entry(by, "second.ask", what(asked))
        return await self._known(await self._store.ask(asked, entry))

    async def others(self, asked: Confirmation) -> list[int]:
        """Return who may confirm: not who asked, nor who is to be appointed."""
        own = {asked.user_id} | ({asked.number} if asked.kind in APPOINTS else set())
        return sorted((await self._editors()) - own)

    async def of(self, number: int) -> Confirmation | None:
        """Return what was asked under that number."""
        return await self._store.of(number)

    async def decide(self, asked: Confirmation, by: int, *, yes: bool) -> Decided:
        """Confirm or refuse it in the name of `by`, an editor or operator."""
        if by not in await self.others(asked):
            return Decided.OWN
        if asked.state is not ConfirmationState.ASKED or when_asked(self._clock) >= asked.until:
            return Decided.OVER
        if not await self._may_ask(asked):
            await self.end(asked, ConfirmationState.FALLEN)
            return Decided.LOST
        state = ConfirmationState.CONFIRMED if yes else ConfirmationState.REFUSED
        action = "second.confirm" if yes else "second.refuse"
        who = "命令行" if asked.user_id is None else str(asked.user_id)
        entry = self._audit.entry(by, action, what(asked), was=f"{who} 提请")
        now = self._clock.now()
        done = await self._store.change(asked.id, ConfirmationState.ASKED, state, now, entry, by=by)
        return Decided.TAKEN if done else Decided.OVER

    async def drop(self, asked: Confirmation, by: int) -> bool:
        """Ask no more; False: that is not for this person, or too late."""
        return asked.user_id == by and await self.end(asked, ConfirmationState.DROPPED)

    async def end(self, asked: Confirmation, state: ConfirmationState) -> bool:
        """Note how it ended; False: it had ended already."""
        before = asked.state
        return await self._store.change(asked.id, before, state, self._clock.now())

    async def waiting(self) -> list[Confirmation]:
        """Return what waits for a decision."""
        return [one for one in await self._store.open() if one.state is ConfirmationState.ASKED]

    async def left_over(self) -> list[Confirmation]:
        """Return what was confirmed some time ago and is not done: a program ended in between."""
        since = self._clock.now() - DOING
        confirmed = [one for one in await self._store.open() if one.state is ConfirmationState.CONFIRMED]
        return [one for one in confirmed if one.decided_at is not None and one.decided_at <= since]

    async def end_what_is_over(self) -> list[Confirmation]:
        """End what has run out, or whose asker may not do it any more; return these as they are now."""
        ended = []
        for asked in await self.waiting():
            state = None
            if self._clock.now() >= asked.until:
                state = ConfirmationState.RUN_OUT
            elif not await self._may_ask(asked):
                state = ConfirmationState.FALLEN
            if state is not None and await self.end(asked, state):
                ended.append(await self._known(asked.id))
        return ended

    async def without_card(self, asked: Confirmation) -> list[int]:
        """Return who may confirm it and has no card yet."""
        cards = await self._store.cards(asked.id)
        return [person for person in await self.others(asked) if person not in cards]

    async def cards(self, asked: Confirmation) -> dict[int, int]:
        """Return the cards about it: the message in each person's chat."""
        found = await self._store.cards(asked.id)
        return {person: message for person, message in found.items() if message is not None}

    async def note_card(self, asked: Confirmation, person: int, message_id: int | None) -> None:
        """Note that a person has a card about it (None: cannot be written to)."""
        await self._store.note_card(asked.id, person, message_id)

    async def prune(self) -> int:
        """Forget what is over since long; the log of changes keeps who asked and who confirmed."""
        return await self._store.prune(self._clock.now() - KEPT)

    async def _editors(self) -> frozenset[int]:
        return await who_confirms(self._settings, self._people, Role.EDITOR)

    async def _may_ask(self, asked: Confirmation) -> bool:
        if asked.user_id is None:
            return True
        least = Role.EDITOR if asked.kind in OF_EDITORS else Role.OPERATOR
        return asked.user_id in await who_confirms(self._settings, self._people, least)

    async def _known(self, number: int) -> Confirmation:
        found = await self._store.of(number)
        if found is None:
            raise LookupError(f"confirmation {number}")
        return found


def what(asked: Confirmation) -> str:
    """Return what it is about, as the log of changes says it."""
    said = " ".join(filter(None, (asked.subject, str(asked.number) if asked.number else "")))
    return f"{TITLES[asked.kind]} {said}"
