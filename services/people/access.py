"""Who may do what: the role of each person.

services/people/memberships.py decides who is let in because they are in a group, services/people/approvals.py
which groups and channels may use the bot.
"""

from collections.abc import Iterable

from core.clock import Clock
from core.errors import UserError
from core.models import Role
from core.names import with_number
from core.settings import AccessSettings
from services.audit import AuditService
from services.people.approvals import ApprovalService
from services.people.memberships import MembershipService
from services.people.modes import CarriedOver
from storage.people.audit import AuditEntry
from storage.people.people import PeopleStore, Person

ROLES = {Role.STRANGER: "无", Role.MEMBER: "使用者", Role.EDITOR: "编辑", Role.OPERATOR: "运维人员"}
IN_THE_SETTINGS = "他的身份写在设置 access.{setting} 里，请到 config.toml 里改，再重新启动。"
LEAST = 2  # so many must there be, where one asks and another confirms
LAST_OPERATOR = "您是唯一的运维人员。请先请一位同事接手，再移除自己。"
SECOND_LEAVES = (
    "两人确认（access.two_persons）打开着，取消他以后就没有第二个人能确认了。"
    "请先再任命一位编辑或运维人员，或在设置里关掉两人确认。"
)
# Stands for the menu of somebody who lost access and does not know it yet.
LOST = "lost"


class AccessService:
    """Roles. In mode `open` everybody is a member at least, wherever they are.

    `carried_over` says who was let in at this start because the mode is no longer open; mostly nobody.
    """

    def __init__(
        self,
        settings: AccessSettings,
        people: PeopleStore,
        memberships: MembershipService,
        approvals: ApprovalService,
        audit: AuditService,
        clock: Clock,
        carried_over: CarriedOver | None = None,
    ) -> None:
        self._settings = settings
        self._people = people
        self._memberships = memberships
        self._approvals = approvals
        self._audit = audit
        self._clock = clock
        self.carried_over = carried_over

    @property
    def two_persons(self) -> bool:
        """Return whether nobody becomes an editor or operator by one person's word."""
        return self._settings.two_persons

    @property
    def is_open(self) -> bool:
        """Return whether anybody may use the bot."""
        return self._settings.mode == "open"

    async def role_of(self, user_id: int) -> Role:
        """Return the role of the person with that Telegram number, wherever they are."""
        granted = await self.granted_to(user_id)
        if granted or self.is_open:
            return max(Role.MEMBER, granted)
        if self._settings.mode == "members" and await self._memberships.vouch_for(user_id):
            return Role.MEMBER
        return Role.STRANGER

    async def role_in(self, chat_id: int, user_id: int | None) -> Role:
        """Return what somebody (None: who speaks in a chat's name) may do in a group or channel.

        In an approved one everybody is at least a member, because everybody can read along there; elsewhere
        nobody has a role. The role counts only in that chat: a person who writes there or presses a button may
        not be in it.
        """
        if not await self._approvals.is_approved(chat_id):
            return Role.STRANGER
        return Role.MEMBER if user_id is None else max(Role.MEMBER, await self.granted_to(user_id))

    async def granted_to(self, user_id: int) -> Role:
        """Return the role a person was granted, in chat or by the settings; groups they are in do not count."""
        person = await self._people.of(user_id)
        return max(self._from_settings(user_id), person.role if person else Role.STRANGER)

    async def operators(self) -> frozenset[int]:
        """Return the operators' Telegram numbers, which are their private chats' too."""
        claimed = await self._people.granted(Role.OPERATOR)
        return self._settings.operators | {person.user_id for person in claimed}

    async def editors(self) -> frozenset[int]:
        """Return the numbers of the people who look after the content: editors and operators."""
        granted = await self._people.granted(Role.EDITOR)
        configured = self._settings.editors | self._settings.operators
        return configured | {person.user_id for person in granted}

    async def person(self, user_id: int) -> Person | None:
        """Return what is known of a person."""
        return await self._people.of(user_id)

    async def page_of(self, role: Role, most: int, skip: int) -> tuple[list[int], int]:
        """Return up to `most` of the people with just this role, and how many there are.

        Those who were granted it in chat or by invitation come first, then those whom only the settings name.
        """
        granted, number = await self._people.page_of(role, most, skip)
        named = (await self.configured())[role]
        roles = await self._people.roles_of(named)
        others = [one for one in sorted(named) if roles.get(one) is not role]
        first = max(0, skip - number)
        return [*granted, *others[first : first + most - len(granted)]], number + len(others)

    async def configured(self) -> dict[Role, frozenset[int]]:
        """Return the people that the settings name."""
        settings = self._settings
        return {
            Role.OPERATOR: settings.operators,
            Role.EDITOR: settings.editors,
            Role.MEMBER: settings.people,
        }

    async def grant(self, user_id: int, role: Role, by: int | None, *, name: str = "") -> Role:
        """Grant a role (STRANGER: take it away); return what was granted before.

        `by` None: the person at the console. Raises UserError for what only the settings can change.
        """
        person = await self._people.of(user_id)
        was = person.role if person else Role.STRANGER
        if self._from_settings(user_id) > role:
            names = {Role.OPERATOR: "operators", Role.EDITOR: "editors", Role.MEMBER: "people"}
            raise UserError(IN_THE_SETTINGS.format(setting=names[self._from_settings(user_id)]))
        if role < Role.OPERATOR and await self.operators() == {user_id}:
            raise UserError(LAST_OPERATOR)
        if role < Role.EDITOR and self._settings.two_persons:
            editors = await self.editors()
            if user_id in editors and len(editors) <= LEAST:
                raise UserError(SECOND_LEAVES)
        entry = self.grant_entry(by, user_id, name or (person.name if person else ""), was, role)
        await self._people.grant(user_id, role, self._clock.now(), entry, name=name)
        return was

    def grant_entry(self, by: int | None, user_id: int, name: str, was: Role, role: Role) -> AuditEntry:
        """Return what the audit log says when somebody's role changes."""
        action = "role.grant" if role > was else "role.revoke"
        return self._audit.entry(by, action, with_number(name, user_id), was=ROLES[was], now=ROLES[role])

    async def may_receive(self, chat_id: int) -> bool:
        """Return whether a chat (positive: a person's) may get pushes; note a person who may not any more."""
        if self.is_open:
            return True
        if chat_id < 0:
            return await self._approvals.is_approved(chat_id)
        if await self.role_of(chat_id):
            return True
        await self._people.note_menu(chat_id, LOST, self._clock.now())
        return False

    async def who_left(self, people: Iterable[int]) -> set[int]:
        """Return those who surely may not use the bot any more; it ends early where Telegram does not answer.

        Each question would take as long as a request may take, and more of them would be no use.
        """
        left, unanswered = set[int](), self._memberships.unanswered
        for one in people:
            if await self.has_left(one):
                left.add(one)
            if self._memberships.unanswered > unanswered:
                break
        return left

    async def who_may(self, people: Iterable[int]) -> frozenset[int]:
        """Return those who may use the bot; it ends early where Telegram does not answer, as `who_left`."""
        may, unanswered = set[int](), self._memberships.unanswered
        for one in people:
            if self.is_open or await self.role_of(one):  # nobody is told anything by that
                may.add(one)
            if self._memberships.unanswered > unanswered:
                break
        return frozenset(may)

    async def has_left(self, user_id: int) -> bool:
        """Return whether a person surely may not use the bot any more; not while Telegram does not tell."""
        if await self.may_receive(user_id):
            return False
        return self._settings.mode != "members" or not await self._memberships.was_last_in(user_id)

    def _from_settings(self, user_id: int) -> Role:
        if user_id in self._settings.operators:
            return Role.OPERATOR
        if user_id in self._settings.editors:
            return Role.EDITOR
        return Role.MEMBER if user_id in self._settings.people else Role.STRANGER
