"""Who is let in because of a group, on both engines: Telegram's word, how long it counts, and nothing else."""

from datetime import timedelta

from clock import FakeClock

from core.models import ChatKind, Role
from core.settings import AccessSettings, Settings
from services.audit import AuditService
from services.people.building import PeopleServices, build_people
from storage.database import Database
from storage.people.audit import AuditStore
from storage.people.forgetting import ForgettingStore
from storage.people.memberships import MembershipStore

CHEN, LI, SUPERGROUP, OTHER = 1001, 1002, -1005, -1006


class ScriptedGroups:
    """core.models.GroupMembers: says what it was told to, and notes who was asked about."""

    def __init__(self) -> None:
        self.says: bool | None = True
        self.is_out = False
        self.unanswered = 0
        self.kind_known = True
        self.is_channel = False
        self.asked: list[tuple[int, int]] = []

    async def is_member(self, chat_id: int, user_id: int) -> bool | None:
        self.asked.append((chat_id, user_id))
        self.unanswered += self.is_out
        return None if self.is_out else self.says

    async def is_group(self, chat_id: int) -> bool | None:
        return not self.is_channel if self.kind_known else None


class Scene:
    """The services over a clock and a Telegram that says what a test wants."""

    def __init__(self, database: Database, **rules: object) -> None:
        self.clock, self.groups = FakeClock(), ScriptedGroups()
        self.database = database
        settings = Settings(access=AccessSettings.model_validate({"mode": "members"} | rules))
        audit = AuditService(AuditStore(database), self.clock)
        self.people: PeopleServices = build_people(settings, database, self.clock, self.groups, audit)

    async def approve(self, *chats: int) -> None:
        for chat_id in chats:
            await self.people.approvals.approve(chat_id, ChatKind.SUPERGROUP, "机关", None)

    async def heard(self, present: bool, chat_id: int = SUPERGROUP, ago: timedelta = timedelta()) -> None:
        at = self.clock.now() - ago
        await self.people.memberships.came_or_went(CHEN, chat_id, present=present, at=at)

    async def role(self) -> Role:
        return await self.people.access.role_of(CHEN)


async def test_telegrams_word_counts_for_a_while_and_a_no_for_less(database: Database) -> None:
    scene = Scene(database, groups={SUPERGROUP})
    for _ in range(3):
        assert await scene.role() is Role.MEMBER
    assert len(scene.groups.asked) == 1
    scene.groups.says = False
    scene.clock.jump(12 * 3600)
    assert await scene.role() is Role.STRANGER
    scene.groups.says = True
    assert await scene.role() is Role.STRANGER
    scene.clock.jump(600)
    assert await scene.role() is Role.MEMBER


async def test_when_telegram_does_not_tell_the_last_yes_counts_for_three_days(database: Database) -> None:
    scene = Scene(database, groups={SUPERGROUP})
    await scene.role()
    scene.groups.says = None
    scene.clock.jump(71 * 3600)
    assert await scene.role() is Role.MEMBER
    scene.clock.jump(3600)
    assert await scene.role() is Role.STRANGER


async def test_who_has_left_is_not_asked_on_and_on_while_telegram_is_out(database: Database) -> None:
    scene, people = Scene(database, groups={SUPERGROUP, OTHER}), (CHEN, LI, 1003, 1004)
    access = scene.people.access
    scene.groups.says = False
    assert await access.who_left(people) == set(people)
    scene.clock.jump(600)
    scene.groups.says = None
    assert await access.who_left(people) == set(people), "a group alone that does not tell ends nothing"
    scene.groups.is_out = True
    scene.groups.asked.clear()
    assert await access.who_left(people) == {CHEN}
    assert {person for _, person in scene.groups.asked} == {CHEN}


async def test_speaking_in_an_approved_group_proves_nothing(database: Database) -> None:
    """Whether Telegram says no or does not say: only its yes lets somebody in."""
    scene = Scene(database)
    await scene.approve(SUPERGROUP)
    for scene.groups.says in (None, False):
        assert await scene.people.access.role_in(SUPERGROUP, CHEN) is Role.MEMBER, "there everybody may ask"
        assert await scene.role() is Role.STRANGER
    scene.clock.jump(600)
    scene.groups.says = True
    assert await scene.role() is Role.MEMBER


async def test_speaking_in_a_group_asks_telegram_nothing(database: Database) -> None:
    scene = Scene(database)
    await scene.approve(SUPERGROUP)
    for _ in range(10):
        await scene.people.access.role_in(SUPERGROUP, CHEN)
    assert scene.groups.asked == []


async def test_who_has_left_is_out_whatever_was_known_before(database: Database) -> None:
    scene = Scene(database)
    await scene.approve(SUPERGROUP)
    await scene.heard(present=True)
    assert await scene.role() is Role.MEMBER
    await scene.heard(present=False)
    scene.groups.says = None
    for _ in range(3):
        assert await scene.role() is Role.STRANGER
        scene.clock.jump(600)


async def test_what_is_heard_late_is_as_old_as_it_is(database: Database) -> None:
    """After a day without updates the joining of yesterday comes first: they may be out again by now."""
    scene = Scene(database)
    await scene.approve(SUPERGROUP)
    await scene.heard(present=True, ago=timedelta(hours=13))
    scene.groups.says = False
    assert await scene.role() is Role.STRANGER
    assert scene.groups.asked == [(SUPERGROUP, CHEN)]


async def test_a_joining_that_is_heard_late_does_not_undo_a_leaving_that_came_after_it(
    database: Database,
) -> None:
    scene = Scene(database)
    await scene.approve(SUPERGROUP)
    await scene.heard(present=False)
    await scene.heard(present=True, ago=timedelta(hours=1))
    scene.groups.says = None
    assert await scene.role() is Role.STRANGER
    scene.clock.jump(1)
    await scene.heard(present=True)
    assert await scene.role() is Role.MEMBER, "who joins again is in"


async def test_a_leaving_counts_even_where_something_newer_is_known(database: Database) -> None:
    """Telegram writes whole seconds: who leaves in the second in which it was asked has left."""
    scene = Scene(database)
    await scene.approve(SUPERGROUP)
    await scene.heard(present=True)
    await scene.heard(present=False, ago=timedelta(seconds=1))
    scene.groups.says = None
    assert await scene.role() is Role.STRANGER


async def test_who_left_a_group_does_not_come_back_by_being_forgotten(database: Database) -> None:
    scene = Scene(database)
    await scene.approve(SUPERGROUP)
    await scene.heard(present=False)
    await ForgettingStore(database).forget(CHEN, scene.clock.now())
    await scene.heard(present=True, ago=timedelta(hours=1))
    scene.groups.says = None
    assert await scene.role() is Role.STRANGER


async def test_who_is_in_a_group_is_forgotten_there_and_nobody_else_is(database: Database) -> None:
    scene, kept = Scene(database), MembershipStore(database)
    await scene.approve(SUPERGROUP, OTHER)
    await scene.heard(present=True)
    await scene.heard(present=False, chat_id=OTHER)
    await scene.people.memberships.came_or_went(LI, SUPERGROUP, present=True, at=scene.clock.now())
    await ForgettingStore(database).forget(CHEN, scene.clock.now())
    assert {chat_id: seen.present for chat_id, seen in (await kept.of(CHEN)).items()} == {OTHER: False}
    assert list(await kept.of(LI)) == [SUPERGROUP]


async def test_what_is_heard_from_the_future_counts_from_now(database: Database) -> None:
    scene = Scene(database)
    await scene.approve(SUPERGROUP)
    await scene.heard(present=True, ago=timedelta(days=-30))
    scene.clock.jump(12 * 3600)
    scene.groups.says = False
    assert await scene.role() is Role.STRANGER


async def test_a_group_that_is_not_approved_any_more_vouches_for_nobody(database: Database) -> None:
    scene = Scene(database)
    await scene.approve(SUPERGROUP)
    await scene.heard(present=True)
    assert await scene.role() is Role.MEMBER
    await scene.people.approvals.refuse(SUPERGROUP, ChatKind.SUPERGROUP, "机关", LI)
    assert await scene.role() is Role.STRANGER
    await scene.approve(SUPERGROUP)
    scene.groups.says = False
    assert await scene.role() is Role.STRANGER, "approved again: who left meanwhile is out"


async def test_a_channel_in_the_settings_admits_none_of_its_subscribers(database: Database) -> None:
    scene = Scene(database, groups={SUPERGROUP})
    scene.groups.is_channel = True
    await scene.heard(present=True)
    assert await scene.role() is Role.STRANGER
    assert scene.groups.asked == []
    assert await scene.people.access.role_in(SUPERGROUP, CHEN) is Role.MEMBER


async def test_while_a_chats_kind_is_unknown_nobody_new_comes_in_by_it(database: Database) -> None:
    scene = Scene(database, groups={SUPERGROUP})
    scene.groups.kind_known = False
    assert await scene.role() is Role.STRANGER
    assert scene.groups.asked == []
    scene.groups.kind_known = True
    assert await scene.role() is Role.MEMBER
    again = Scene(database, groups={SUPERGROUP})
    again.groups.kind_known = False
    again.groups.says = None
    again.clock.jump(13 * 3600)
    assert await again.role() is Role.MEMBER, "an outage locks nobody out who was in"


async def test_a_persons_own_group_is_looked_at_before_all_the_others(database: Database) -> None:
    scene = Scene(database)
    await scene.approve(*range(-2000, -1990), SUPERGROUP)
    await scene.heard(present=True)
    assert await scene.role() is Role.MEMBER
    assert scene.groups.asked == []
    scene.clock.jump(12 * 3600)
    assert await scene.role() is Role.MEMBER
    assert scene.groups.asked == [(SUPERGROUP, CHEN)]


async def test_on_a_list_no_group_vouches(database: Database) -> None:
    scene = Scene(database, mode="list", groups={SUPERGROUP})
    await scene.heard(present=True)
    assert await scene.role() is Role.STRANGER


async def test_who_was_turned_away_long_ago_is_forgotten(database: Database) -> None:
    scene = Scene(database)
    await scene.people.applications.told(CHEN, "陈")
    await scene.people.access.grant(LI, Role.EDITOR, None, name="李")
    scene.clock.jump(31 * 86400)
    assert await scene.people.applications.prune() == 1
    assert await scene.people.access.person(CHEN) is None
    assert await scene.people.access.editors() == {LI}


async def test_who_was_seen_long_ago_is_forgotten(database: Database) -> None:
    scene = Scene(database)
    await scene.approve(SUPERGROUP, OTHER)
    await scene.heard(present=True)
    scene.clock.jump(31 * 86400)
    await scene.heard(present=True, chat_id=OTHER)
    assert await scene.people.memberships.prune() == 1
