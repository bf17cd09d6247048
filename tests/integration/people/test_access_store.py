"""Who may use the bot, as rows on both engines: what happens once, what moves, what is forgotten."""

from datetime import timedelta

from clock import MORNING, FakeClock
from cut_offs import CutOffError, cut_off_after

from core.models import ChatKind, Role
from core.settings import AccessSettings
from services.audit import AuditService
from services.people.access import AccessService
from storage.access import AccessStore
from storage.audit import AuditEntry, AuditStore
from storage.chats import ChatStore
from storage.database import Database
from storage.invitations import InvitationStore
from storage.states import Application

CHEN, GROUP, SUPERGROUP = 1001, -5, -1005
LATER = MORNING + timedelta(hours=1)


class ScriptedGroups:
    """core.models.GroupMembers: says what it was told to, and counts how often it was asked."""

    def __init__(self) -> None:
        self.says: bool | None = True
        self.asked = 0
        self.is_channel = False

    async def is_member(self, chat_id: int, user_id: int) -> bool | None:
        self.asked += 1
        return self.says

    async def is_group(self, chat_id: int) -> bool | None:
        return None if self.says is None else not self.is_channel


async def service(
    database: Database, clock: FakeClock, asked: ScriptedGroups, **settings: object
) -> AccessService:
    known = AccessSettings.model_validate({"mode": "members"} | settings)
    return AccessService(known, AccessStore(database), asked, AuditService(AuditStore(database), clock), clock)


async def test_a_stranger_is_told_once_and_again_after_they_were_in(database: Database) -> None:
    store = AccessStore(database)
    assert await store.tell_once(CHEN, "陈", MORNING)
    assert not await store.tell_once(CHEN, "陈", LATER)
    await store.grant(CHEN, Role.MEMBER, LATER)
    await store.grant(CHEN, Role.STRANGER, LATER)
    assert await store.tell_once(CHEN, "陈", LATER)


async def test_an_application_is_made_once_and_settled_once(database: Database) -> None:
    store = AccessStore(database)
    assert await store.apply(CHEN, "陈", MORNING)
    assert not await store.apply(CHEN, "陈", MORNING)
    assert [person.name for person in await store.applicants()] == ["陈"]
    assert await store.refuse(CHEN, LATER)
    assert not await store.refuse(CHEN, LATER)
    assert await store.applicants() == []
    assert not await store.apply(CHEN, "陈", LATER)


async def test_a_role_is_granted_raised_and_taken_away(database: Database) -> None:
    store = AccessStore(database)
    await store.grant(CHEN, Role.MEMBER, MORNING, name="陈")
    await store.grant(CHEN, Role.EDITOR, LATER)
    (editor,) = await store.people(Role.EDITOR)
    assert (editor.name, editor.role) == ("陈", Role.EDITOR)
    await store.grant(CHEN, Role.STRANGER, LATER)
    assert await store.people() == []


async def test_a_chat_asks_once_and_the_answer_can_change(database: Database) -> None:
    store = AccessStore(database)
    assert await store.apply_chat(GROUP, ChatKind.GROUP, "机关", MORNING)
    assert not await store.apply_chat(GROUP, ChatKind.GROUP, "机关", MORNING)
    assert await store.tell_chat_once(GROUP, MORNING)
    assert not await store.tell_chat_once(GROUP, MORNING)
    assert await store.settle_chat(GROUP, ChatKind.GROUP, "机关", Application.APPROVED, LATER)
    assert not await store.settle_chat(GROUP, ChatKind.GROUP, "机关", Application.APPROVED, LATER)
    assert await store.settle_chat(GROUP, ChatKind.GROUP, "", Application.REFUSED, LATER)
    known = await store.approval(GROUP)
    assert known is not None
    assert (known.title, known.application) == ("机关", Application.REFUSED)


async def test_an_approval_and_its_people_move_with_the_group(database: Database) -> None:
    store = AccessStore(database)
    await store.settle_chat(GROUP, ChatKind.GROUP, "机关", Application.APPROVED, MORNING)
    await store.apply_chat(SUPERGROUP, ChatKind.SUPERGROUP, "机关", MORNING)
    await store.saw(CHEN, GROUP, MORNING, present=True)
    for _ in range(2):
        await ChatStore(database).migrate(GROUP, SUPERGROUP, LATER)
    assert await store.approval(GROUP) is None
    known = await store.approval(SUPERGROUP)
    assert known is not None
    assert (known.kind, known.application) == (ChatKind.SUPERGROUP, Application.APPROVED)
    assert list(await store.memberships(CHEN)) == [SUPERGROUP]


async def test_an_invitation_is_used_as_often_as_it_says(database: Database) -> None:
    store = InvitationStore(database, AccessStore(database))
    made = await store.add("hash", Role.MEMBER, 2, LATER, CHEN, MORNING)
    used = [await store.use(made, user, MORNING) for user in (1, 1, 2, 3)]
    assert used == [True, False, True, False], "once each"
    assert [await store.was_used_by(made.id, user) for user in (1, 2, 3)] == [True, True, False]
    assert await store.of("hash", MORNING) is None
    other = await store.add("other", Role.EDITOR, 1, LATER, CHEN, MORNING)
    assert [one.id for one in await store.open(MORNING)] == [other.id]
    assert await store.open(LATER) == []
    assert await store.withdraw(other.id, MORNING)
    assert not await store.withdraw(other.id, MORNING)


async def test_using_an_invitation_happens_whole_or_not_at_all(database: Database) -> None:
    people, audit = AccessStore(database), AuditStore(database)
    store = InvitationStore(database, people)
    made = await store.add("hash", Role.EDITOR, 1, LATER, CHEN, MORNING)
    entry = AuditEntry(MORNING, 1, "invitation.use", "邀请 1")
    used = False
    for statements in range(100):
        try:
            with cut_off_after(database, statements):
                used = await store.use(made, 1, MORNING, entry, name="李")
            break
        except CutOffError:
            assert await store.open(MORNING) == [made]
            assert not await store.was_used_by(made.id, 1)
            assert await people.people() == []
            assert await audit.newest(5) == []
    assert used
    assert statements > 3
    assert [(one.name, one.role) for one in await people.people()] == [("李", Role.EDITOR)]
    assert await audit.newest(5) == [entry]


async def test_who_is_no_operator_any_more_has_no_open_invitations(database: Database) -> None:
    people = AccessStore(database)
    store = InvitationStore(database, people)
    await people.grant(CHEN, Role.OPERATOR, MORNING)
    await store.add("theirs", Role.EDITOR, 5, LATER, CHEN, MORNING)
    others = await store.add("others", Role.EDITOR, 5, LATER, CHEN + 1, MORNING)
    await people.grant(CHEN, Role.STRANGER, MORNING)
    assert await store.open(MORNING) == [others]


async def test_who_has_left_a_group_and_speaks_there_is_asked_about(database: Database) -> None:
    clock, groups = FakeClock(), ScriptedGroups()
    access = await service(database, clock, groups)
    await access.approve(SUPERGROUP, ChatKind.SUPERGROUP, "机关", None)
    await access.came_or_went(CHEN, SUPERGROUP, present=True)
    await access.came_or_went(CHEN, SUPERGROUP, present=False)
    for groups.says in (False, None):
        clock.jump(600)
        assert await access.role_in(SUPERGROUP, CHEN) is Role.MEMBER, "there everybody may ask"
        assert await access.role_of(CHEN) is Role.STRANGER
    groups.says = True
    clock.jump(600)
    await access.role_in(SUPERGROUP, CHEN)
    groups.says = False
    assert await access.role_of(CHEN) is Role.MEMBER


async def test_a_channel_in_the_settings_admits_none_of_its_subscribers(database: Database) -> None:
    clock, groups = FakeClock(), ScriptedGroups()
    groups.is_channel = True
    access = await service(database, clock, groups, groups={SUPERGROUP})
    await access.came_or_went(CHEN, SUPERGROUP, present=True)
    assert await access.role_of(CHEN) is Role.STRANGER
    assert await access.role_in(SUPERGROUP, CHEN) is Role.MEMBER


async def test_telegrams_word_counts_for_a_while_and_a_no_for_less(database: Database) -> None:
    clock, groups = FakeClock(), ScriptedGroups()
    access = await service(database, clock, groups, groups={SUPERGROUP})
    for _ in range(3):
        assert await access.role_of(CHEN) is Role.MEMBER
    assert groups.asked == 1
    groups.says = False
    clock.jump(12 * 3600)
    assert await access.role_of(CHEN) is Role.STRANGER
    groups.says = True
    assert await access.role_of(CHEN) is Role.STRANGER
    clock.jump(600)
    assert await access.role_of(CHEN) is Role.MEMBER


async def test_when_telegram_does_not_tell_the_last_yes_counts_for_three_days(database: Database) -> None:
    clock, groups = FakeClock(), ScriptedGroups()
    access = await service(database, clock, groups, groups={SUPERGROUP})
    await access.role_of(CHEN)
    groups.says = None
    clock.jump(71 * 3600)
    assert await access.role_of(CHEN) is Role.MEMBER
    clock.jump(3600)
    assert await access.role_of(CHEN) is Role.STRANGER


async def test_who_speaks_in_an_approved_group_needs_no_question_to_telegram(database: Database) -> None:
    clock, groups = FakeClock(), ScriptedGroups()
    groups.says = None
    access = await service(database, clock, groups)
    await access.approve(SUPERGROUP, ChatKind.SUPERGROUP, "机关", None)
    assert await access.role_of(CHEN) is Role.STRANGER
    assert await access.role_in(SUPERGROUP, CHEN) is Role.MEMBER
    assert await access.role_of(CHEN) is Role.MEMBER


async def test_who_was_turned_away_long_ago_is_forgotten(database: Database) -> None:
    clock, groups = FakeClock(), ScriptedGroups()
    access = await service(database, clock, groups)
    await access.told(CHEN, "陈")
    await access.grant(CHEN + 1, Role.EDITOR, None, name="李")
    await access.role_in(SUPERGROUP, CHEN)
    clock.jump(31 * 86400)
    assert await access.prune() == 1
    assert await access.person(CHEN) is None
    assert await access.editors() == {CHEN + 1}
