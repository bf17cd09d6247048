"""Who may do what: the role of each person, the chats that are approved, and who asked for either."""

from dataclasses import dataclass
from datetime import timedelta

from core.clock import Clock
from core.errors import UserError
from core.models import ChatKind, GroupMembers, Role
from core.settings import AccessSettings
from services.audit import AuditService
from storage.access import AccessStore, Approval, Person
from storage.audit import AuditEntry
from storage.states import Application

ROLES = {Role.STRANGER: "无", Role.MEMBER: "使用者", Role.EDITOR: "编辑", Role.OPERATOR: "运维人员"}
IN_THE_SETTINGS = "他的身份写在设置 access.{setting} 里，请到 config.toml 里改，再重新启动。"
LAST_OPERATOR = "您是唯一的运维人员。请先请一位同事接手，再移除自己。"
# A no counts for less long than a yes: whoever has just joined the group should not have to wait.
NO_COUNTS = timedelta(minutes=10)
# When Telegram does not tell, which may be an outage, the last yes counts so long.
LAST_YES_COUNTS = timedelta(days=3)
# Stands for the menu of somebody who lost access and does not know it yet.
LOST = "lost"
TURNED_AWAY_KEPT = timedelta(days=30)
# More applications than this wait in /roles without a card each: nobody shall flood the operators.
MOST_CARDS = 20


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Who got pushes while everybody might use the bot, and may go on: see AccessService.start."""

    people: int
    chats: int


class AccessService:
    """Roles and approvals. In mode `open` everybody is a member and every chat approved."""

    def __init__(
        self,
        settings: AccessSettings,
        store: AccessStore,
        groups: GroupMembers,
        audit: AuditService,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._store = store
        self._groups = groups
        self._audit = audit
        self._clock = clock
        self._is_group: dict[int, bool] = {}  # what Telegram said of the chats in the settings
        self.carried_over: CarriedOver | None = None

    async def start(self) -> None:
        """Notice a change of the mode: who got pushes while it was open is admitted, and may go on."""
        now, mode = self._clock.now(), self._settings.mode
        before = await self._store.mode()
        if before == mode:
            return
        if mode != "open" and before in {None, "open"}:
            await self._carry_over()
        await self._store.note_mode(mode, now)
        if before is not None:
            await self._audit.record(None, "access.mode", "access.mode", was=before, now=mode)

    @property
    def is_open(self) -> bool:
        """Return whether anybody may use the bot."""
        return self._settings.mode == "open"

    # --- roles

    async def role_of(self, user_id: int) -> Role:
        """Return the role of the person with that Telegram number, wherever they are."""
        return await self._role(user_id, await self._store.person(user_id))

    async def role_in(self, chat_id: int, user_id: int | None) -> Role:
        """Return what somebody (None: who speaks in a chat's name) may do in a group or channel.

        In an approved one everybody is a member at least, in another nobody is anything.
        """
        if not self.is_open:
            if not await self.is_approved(chat_id):
                return Role.STRANGER
            if user_id is not None:
                await self._saw(user_id, chat_id)
        if user_id is None:
            return Role.MEMBER
        return max(Role.MEMBER, self._granted(user_id, await self._store.person(user_id)))

    async def operators(self) -> frozenset[int]:
        """Return the operators' Telegram numbers, which are their private chats' too."""
        claimed = await self._store.people(Role.OPERATOR)
        return self._settings.operators | {person.user_id for person in claimed}

    async def editors(self) -> frozenset[int]:
        """Return the numbers of those who look after the content: the editors, and the operators with them."""
        granted = await self._store.people(Role.EDITOR)
        configured = self._settings.editors | self._settings.operators
        return configured | {person.user_id for person in granted}

    async def people(self) -> list[Person]:
        """Return who was granted something in chat or by invitation, the highest roles first."""
        return await self._store.people()

    async def configured(self) -> dict[Role, frozenset[int]]:
        """Return whom the settings name."""
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
        person = await self._store.person(user_id)
        was = person.role if person else Role.STRANGER
        if self._from_settings(user_id) > role:
            names = {Role.OPERATOR: "operators", Role.EDITOR: "editors", Role.MEMBER: "people"}
            raise UserError(IN_THE_SETTINGS.format(setting=names[self._from_settings(user_id)]))
        if role < Role.OPERATOR and await self.operators() == {user_id}:
            raise UserError(LAST_OPERATOR)
        entry = self.grant_entry(by, user_id, name or (person.name if person else ""), was, role)
        await self._store.grant(user_id, role, self._clock.now(), entry, name=name)
        return was

    def grant_entry(self, by: int | None, user_id: int, name: str, was: Role, role: Role) -> AuditEntry:
        """Return what the audit log says when somebody's role changes."""
        action = "role.grant" if role > was else "role.revoke"
        return self._audit.entry(by, action, f"{name}（{user_id}）", was=ROLES[was], now=ROLES[role])

    async def granted_to(self, user_id: int) -> Role:
        """Return what a person was granted, in chat or by the settings; being in a group counts for nothing."""
        return self._granted(user_id, await self._store.person(user_id))

    def _from_settings(self, user_id: int) -> Role:
        if user_id in self._settings.operators:
            return Role.OPERATOR
        if user_id in self._settings.editors:
            return Role.EDITOR
        return Role.MEMBER if user_id in self._settings.people else Role.STRANGER

    def _granted(self, user_id: int, person: Person | None) -> Role:
        return max(self._from_settings(user_id), person.role if person else Role.STRANGER)

    async def _role(self, user_id: int, person: Person | None) -> Role:
        granted = self._granted(user_id, person)
        if granted or self.is_open:
            return max(Role.MEMBER, granted)
        if self._settings.mode == "members" and await self._is_in_a_group(user_id):
            return Role.MEMBER
        return Role.STRANGER

    # --- groups whose people are members

    async def _is_in_a_group(self, user_id: int) -> bool:
        """Return whether the person is in an approved group: as seen lately, else as Telegram says.

        When Telegram does not tell, the last yes counts longer.
        """
        known = await self._store.memberships(user_id)
        now = self._clock.now()
        unsure: list[int] = []
        for chat_id in await self._approved_groups():
            seen = known.get(chat_id)
            counts = self._settings.recheck if seen and seen.present else min(self._settings.recheck, NO_COUNTS)
            if seen is None or now - seen.checked_at >= counts:
                unsure.append(chat_id)
            elif seen.present:
                return True
        unsure.sort(key=lambda chat_id: not (chat_id in known and known[chat_id].present))
        for chat_id in unsure:
            said = await self._groups.is_member(chat_id, user_id)
            if said is None:
                seen = known.get(chat_id)
                if seen and seen.present and now - seen.checked_at < self._longest_yes:
                    return True
                continue
            await self._store.saw(user_id, chat_id, now, present=said)
            if said:
                return True
        return False

    @property
    def _longest_yes(self) -> timedelta:
        return max(LAST_YES_COUNTS, self._settings.recheck)

    async def _approved_groups(self) -> frozenset[int]:
        kinds = {ChatKind.GROUP, ChatKind.SUPERGROUP}
        approved = await self._store.approvals(Application.APPROVED)
        named = {chat_id for chat_id in self._settings.groups if await self._vouches(chat_id)}
        return frozenset(named | {chat.chat_id for chat in approved if chat.kind in kinds})

    async def _vouches(self, chat_id: int) -> bool:
        """Return whether a chat that the settings name is a group; a channel's subscribers may be anybody.

        While Telegram does not tell, it counts as one: an outage must not lock the office out.
        """
        if chat_id not in self._is_group:
            said = await self._groups.is_group(chat_id)
            if said is None:
                return True
            self._is_group[chat_id] = said
        return self._is_group[chat_id]

    async def _saw(self, user_id: int, chat_id: int) -> None:
        """Remember that somebody spoke in an approved group, when what is known gets old.

        Who has left can still speak: as a commenter, or by pressing an old button. So Telegram is asked.
        """
        seen = (await self._store.memberships(user_id)).get(chat_id)
        now = self._clock.now()
        if seen and not seen.present:
            if now - seen.checked_at >= NO_COUNTS:
                said = await self._groups.is_member(chat_id, user_id)
                if said is not None:
                    await self._store.saw(user_id, chat_id, now, present=said)
            return
        if seen is None or now - seen.checked_at >= self._settings.recheck / 2:
            await self._store.saw(user_id, chat_id, now, present=True)

    async def came_or_went(self, user_id: int, chat_id: int, *, present: bool) -> None:
        """Note what Telegram says about somebody in a group."""
        if not self.is_open and await self.is_approved(chat_id):
            await self._store.saw(user_id, chat_id, self._clock.now(), present=present)

    # --- applications of people

    async def person(self, user_id: int) -> Person | None:
        """Return what is known of a person."""
        return await self._store.person(user_id)

    async def told(self, user_id: int, name: str) -> None:
        """Note that a stranger was told so, and is not told again."""
        await self._store.tell_once(user_id, name, self._clock.now())

    async def apply(self, user_id: int, name: str) -> bool:
        """Note that a stranger asks to use the bot; False: they did before."""
        return await self._store.apply(user_id, name, self._clock.now())

    async def applicants(self) -> list[Person]:
        """Return who asked to use the bot and has no answer yet."""
        return await self._store.applicants()

    async def refuse(self, user_id: int, by: int) -> bool:
        """Refuse an application; False: it was settled already."""
        person = await self._store.person(user_id)
        refused = await self._store.refuse(user_id, self._clock.now())
        if refused and person:
            await self._audit.record(by, "access.refuse", f"{person.name}（{user_id}）")
        return refused

    # --- groups and channels

    async def is_approved(self, chat_id: int) -> bool:
        """Return whether the bot may speak in a group or channel."""
        if self.is_open or chat_id in self._settings.groups:
            return True
        known = await self._store.approval(chat_id)
        return known is not None and known.application is Application.APPROVED

    async def approval(self, chat_id: int) -> Approval | None:
        """Return what is known of a group or channel."""
        return await self._store.approval(chat_id)

    async def approvals(self) -> list[Approval]:
        """Return the groups and channels that are approved, or asked to be."""
        return await self._store.approvals(Application.APPROVED, Application.ASKED)

    async def waiting_chats(self) -> list[Approval]:
        """Return the groups and channels that asked to use the bot and have no answer yet."""
        return await self._store.approvals(Application.ASKED)

    async def apply_chat(self, chat_id: int, kind: ChatKind, title: str) -> bool:
        """Note that a chat asks to use the bot; False: it did before."""
        return await self._store.apply_chat(chat_id, kind, title, self._clock.now())

    async def told_chat(self, chat_id: int) -> None:
        """Note that a chat was told it is not approved, and is not told again."""
        await self._store.tell_chat_once(chat_id, self._clock.now())

    async def approve(self, chat_id: int, kind: ChatKind, title: str, by: int | None) -> bool:
        """Let a group or channel use the bot; False: it may already."""
        return await self._settle(chat_id, kind, title, Application.APPROVED, by)

    async def refuse_chat(self, chat_id: int, kind: ChatKind, title: str, by: int) -> bool:
        """Take a group's or channel's approval away, or refuse it; False: it was refused already."""
        return await self._settle(chat_id, kind, title, Application.REFUSED, by)

    async def migrate(self, old: int, new: int) -> None:
        """Let a group that the settings name keep its approval as a supergroup; the others' moves by itself."""
        if old in self._settings.groups:
            await self._settle(new, ChatKind.SUPERGROUP, "", Application.APPROVED, None)

    async def _settle(
        self, chat_id: int, kind: ChatKind, title: str, application: Application, by: int | None
    ) -> bool:
        known = await self._store.approval(chat_id)
        if not await self._store.settle_chat(chat_id, kind, title, application, self._clock.now()):
            return False
        action = "chat.approve" if application is Application.APPROVED else "chat.refuse"
        was = known.application.value if known else ""
        await self._audit.record(by, action, f"{title}（{chat_id}）", was=was, now=application.value)
        return True

    # --- pushes, menus, the passing of time

    async def may_receive(self, chat_id: int) -> bool:
        """Return whether a chat (positive: a person's) may get pushes; note a person who may not any more."""
        if self.is_open:
            return True
        if chat_id < 0:
            return await self.is_approved(chat_id)
        if await self.role_of(chat_id):
            return True
        await self.note_menu(chat_id, LOST)
        return False

    async def menu_of(self, chat_id: int) -> str:
        """Return which menu Telegram was last told to show in a chat; empty: none of its own."""
        known = await (self._store.person(chat_id) if chat_id > 0 else self._store.approval(chat_id))
        return known.menu if known else ""

    async def note_menu(self, chat_id: int, menu: str) -> None:
        """Remember which menu Telegram shows in a chat."""
        if chat_id > 0:
            await self._store.note_menu(chat_id, menu, self._clock.now())
        else:
            await self._store.note_chat_menu(chat_id, menu, self._clock.now())

    async def menu_roles(self) -> dict[int, Role]:
        """Return, by chat, whose menu it should show now: all that show one, and the editors' own."""
        chats = {*await self._store.with_menus(), *await self.editors()}
        return {
            chat_id: await (self.role_of(chat_id) if chat_id > 0 else self.role_in(chat_id, None))
            for chat_id in sorted(chats)
        }

    async def prune(self) -> int:
        """Forget who was turned away long ago, and whom nobody has seen for as long; return how many rows."""
        return await self._store.prune(self._clock.now() - max(TURNED_AWAY_KEPT, self._longest_yes))

    async def _carry_over(self) -> None:
        people, chats = await self._store.admit_subscribers(self._clock.now())
        if people or chats:
            self.carried_over = CarriedOver(people, chats)
            await self._audit.record(
                None, "access.carry_over", "access.mode", now=f"{people} 人、{chats} 个群和频道"
            )
