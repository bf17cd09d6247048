"""Who may use the bot, as rows on both engines: what happens once, what moves."""

from datetime import timedelta

from clock import MORNING
from cut_offs import CutOffError, cut_off_after

from core.models import ChatKind, Role
from storage.database import Database
from storage.people.approvals import ApprovalStore
from storage.people.audit import AuditEntry, AuditStore
from storage.people.chats import ChatStore
from storage.people.invitations import InvitationStore
from storage.people.memberships import MembershipStore
from storage.people.people import PeopleStore
from storage.states import Application

CHEN, GROUP, SUPERGROUP = 1001, -5, -1005
LATER = MORNING + timedelta(hours=1)


async def test_a_stranger_is_told_once_and_again_after_they_were_in(database: Database) -> None:
    store = PeopleStore(database)
    assert await store.tell_once(CHEN, "陈", MORNING)
    assert not await store.tell_once(CHEN, "陈", LATER)
    await store.grant(CHEN, Role.MEMBER, LATER)
    await store.grant(CHEN, Role.STRANGER, LATER)
    assert await store.tell_once(CHEN, "陈", LATER)


async def test_an_application_is_made_once_and_settled_once(database: Database) -> None:
    store = PeopleStore(database)
    assert await store.apply(CHEN, "陈", MORNING)
    assert not await store.apply(CHEN, "陈", MORNING)
    assert [person.name for person in await store.applicants()] == ["陈"]
    assert await store.refuse(CHEN, LATER)
    assert not await store.refuse(CHEN, LATER)
    assert await store.applicants() == []
    assert not await store.apply(CHEN, "陈", LATER)


async def test_a_role_is_granted_raised_and_taken_away(database: Database) -> None:
    store = PeopleStore(database)
    await store.grant(CHEN, Role.MEMBER, MORNING, name="陈")
    await store.grant(CHEN, Role.EDITOR, LATER)
    (editor,) = await store.granted(Role.EDITOR)
    assert (editor.name, editor.role) == ("陈", Role.EDITOR)
    await store.grant(CHEN, Role.STRANGER, LATER)
    assert await store.granted() == []


async def test_a_chat_asks_once_and_the_answer_can_change(database: Database) -> None:
    store = ApprovalStore(database)
    assert await store.apply(GROUP, ChatKind.GROUP, "机关", MORNING)
    assert not await store.apply(GROUP, ChatKind.GROUP, "机关", MORNING)
    assert await store.tell_once(GROUP, ChatKind.GROUP, "机关", MORNING)
    assert not await store.tell_once(GROUP, ChatKind.GROUP, "机关", MORNING)
    assert await store.settle(GROUP, ChatKind.GROUP, "机关", Application.APPROVED, LATER)
    assert not await store.settle(GROUP, ChatKind.GROUP, "机关", Application.APPROVED, LATER)
    assert await store.settle(GROUP, ChatKind.GROUP, "", Application.REFUSED, LATER)
    known = await store.of(GROUP)
    assert known is not None
    assert (known.title, known.application) == ("机关", Application.REFUSED)


async def test_an_approval_and_its_people_move_with_the_group(database: Database) -> None:
    store, seen = ApprovalStore(database), MembershipStore(database)
    await store.settle(GROUP, ChatKind.GROUP, "机关", Application.APPROVED, MORNING)
    await store.apply(SUPERGROUP, ChatKind.SUPERGROUP, "机关", MORNING)
    await seen.saw(CHEN, GROUP, MORNING, present=True)
    for _ in range(2):
        await ChatStore(database).migrate(GROUP, SUPERGROUP, LATER)
    assert await store.of(GROUP) is None
    known = await store.of(SUPERGROUP)
    assert known is not None
    assert (known.kind, known.application) == (ChatKind.SUPERGROUP, Application.APPROVED)
    assert list(await seen.of(CHEN)) == [SUPERGROUP]


async def test_an_invitation_is_used_as_often_as_it_says(database: Database) -> None:
    store = InvitationStore(database, PeopleStore(database))
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
    people, audit = PeopleStore(database), AuditStore(database)
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
            assert await people.granted() == []
            assert await audit.newest(5) == []
    assert used
    assert statements > 3
    assert [(one.name, one.role) for one in await people.granted()] == [("李", Role.EDITOR)]
    assert await audit.newest(5) == [entry]


async def test_who_is_no_operator_any_more_has_no_open_invitations(database: Database) -> None:
    people = PeopleStore(database)
    store = InvitationStore(database, people)
    await people.grant(CHEN, Role.OPERATOR, MORNING)
    await store.add("theirs", Role.EDITOR, 5, LATER, CHEN, MORNING)
    others = await store.add("others", Role.EDITOR, 5, LATER, CHEN + 1, MORNING)
    await people.grant(CHEN, Role.STRANGER, MORNING)
    assert await store.open(MORNING) == [others]


async def test_who_was_seen_in_a_chat_is_forgotten_when_it_is_refused(database: Database) -> None:
    store, seen = ApprovalStore(database), MembershipStore(database)
    for chat_id in (GROUP, SUPERGROUP):
        await store.settle(chat_id, ChatKind.GROUP, "机关", Application.APPROVED, MORNING)
        await seen.saw(CHEN, chat_id, MORNING, present=True)
    await store.settle(GROUP, ChatKind.GROUP, "机关", Application.REFUSED, LATER)
    assert list(await seen.of(CHEN)) == [SUPERGROUP]
