"""What the push path meets when it is killed: a Telegram with all kinds of chats, and what a database holds."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from clock import FakeClock
from pushing import MONDAY, at
from sqlalchemy import delete, insert, select

from core.duties import Errand, Every, Recurs, What
from core.models import ChatKind, Look
from core.quiz import QuizItem, QuizKind
from emulator.api import App, Receive, Scope, Send, bot_api
from emulator.chats import Chat
from emulator.faults import Fault
from emulator.limits import RateLimits
from emulator.telegram import Telegram
from storage.database import Database
from storage.duties.duties import DutyStore
from storage.duties.turns import DutyTurnStore, Turn
from storage.people.access_modes import AccessModeStore
from storage.people.approvals import ApprovalStore
from storage.people.chats import ChatStore
from storage.people.people import PeopleStore
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import NewDelivery
from storage.pushes.quote_days import QuoteDayStore
from storage.pushes.subscriptions import SubscriptionStore
from storage.quiz.items import DecidedItem, QuizItemStore
from storage.quiz.subscriptions import QuizSubscriptionStore
from storage.states import Application, DeliveryKind, DeliveryState, DutyState, QuoteState
from storage.tables.every import metadata
from storage.tables.pushes import push_marks
from storage.updates.owners import Share
from storage.upkeep.push_marks import marks_file

DAY = MONDAY
DEAD = "a process that died"
# Who gets 每周一题 too, at the same hour; Carol's first request is put off.
ASKED = ("alice", "bob", "carol", "forum", "group")
REMINDED, GIVEN = "alice", "bob"  # who is reminded of a duty, and who gets its form, at the same hour
CARDS = ("alice", "bob", "carol")  # who get the quote as a picture: one uploads it for all
Rows = dict[str, list[dict[str, Any]]]


class Worlds:
    """Any number of Telegrams behind one address, told apart by the bot's token."""

    def __init__(self) -> None:
        self._apps: dict[str, App] = {}

    def add(self, world: Telegram) -> None:
        self._apps[world.token] = bot_api(world)

    def remove(self, world: Telegram) -> None:
        del self._apps[world.token]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = scope["path"].removeprefix("/bot").partition("/")[0]
        await self._apps[token](scope, receive, send)


@dataclass
class Scene:
    """A Telegram, the same each time but for its token; `expected`: how each chat's push ends, if in peace."""

    world: Telegram
    expected: dict[int, DeliveryState] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, ChatKind] = field(default_factory=dict)
    threads: dict[int, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)

    @classmethod
    def build(cls, number: int) -> "Scene":
        """Make the scene number `number`."""
        scene = cls(
            Telegram(FakeClock(at(8)), token=f"{number}:{'A' * 35}", limits=RateLimits(private_burst=3))
        )
        world = scene.world
        for name in ("alice", "bob", "carol", "claimed", "refused", "refused in the book"):
            scene._private(name)
        for name, state in {
            "begun": DeliveryState.UNKNOWN,
            "cut off": DeliveryState.UNKNOWN,
            "blocks": DeliveryState.FAILED,
            "paused": DeliveryState.SKIPPED,
            "late": DeliveryState.SKIPPED,
            "left": DeliveryState.SKIPPED,
            "denied": DeliveryState.SKIPPED,
        }.items():
            scene._private(name, state)
        world.block_bot(next(one for one in world.people.values() if one.name == "blocks"))
        faults = world.faults
        faults.add(
            Fault(method="sendMessage", chat_id=scene.named["refused"], kind="retry_after", retry_after=7)
        )
        faults.add(Fault(method="sendMessage", chat_id=scene.named["cut off"], kind="drop_before"))
        faults.add(Fault(method="sendPoll", chat_id=scene.named["carol"], kind="retry_after", retry_after=5))
        owner = world.add_person("群主")
        forum = world.add_group("论坛", owner, forum=True)
        world.add_bot(forum, owner)
        topic = world.add_topic(forum, "旧话题")
        world.delete_topic(forum, topic)
        scene._note("forum", forum, DeliveryState.SENT)
        scene.threads[forum.id] = topic.id
        group = world.add_group("小组", owner, kind="group")
        world.add_bot(group, owner)
        scene._note("group", group, DeliveryState.SENT)
        scene.moved[group.id] = world.migrate(group).id
        return scene

    def refuse_token(self, times: int) -> None:
        """Let so many pushes be met with 401."""
        self.world.faults.add(Fault(method="sendMessage", times=times, code=401, description="Unauthorized"))

    def _private(self, name: str, state: DeliveryState = DeliveryState.SENT) -> None:
        person = self.world.add_person(name)
        chat = self.world.private_chat(person)
        chat.started = True
        self._note(name, chat, state)

    def _note(self, name: str, chat: Chat, state: DeliveryState) -> None:
        self.named[name] = chat.id
        self.expected[chat.id] = state
        self.kinds[chat.id] = ChatKind.PRIVATE if chat.is_private else chat.kind

    @property
    def people(self) -> tuple[int, ...]:
        """Return whom the settings let use the bot: all but one."""
        private = (chat_id for chat_id, kind in self.kinds.items() if kind is ChatKind.PRIVATE)
        return tuple(chat_id for chat_id in private if chat_id != self.named["denied"])

    @property
    def asked(self) -> dict[int, DeliveryState]:
        """Return how 每周一题 ends in each chat that wants it, if in peace."""
        return {self.named[name]: DeliveryState.SENT for name in ASKED}

    @property
    def dutiful(self) -> dict[int, DeliveryState]:
        """Return how what is said of a duty ends for those whom it concerns, if in peace."""
        return {self.named[name]: DeliveryState.SENT for name in (REMINDED, GIVEN)}

    def told(self) -> Counter[int]:
        """Return how many messages about a duty came to each chat."""
        return Counter(
            chat.id
            for chat in self.world.chats.values()
            for message in self.world.messages(chat)
            if message.is_from_bot and ("document" in message.media or "廉政事项提醒" in message.text)
        )

    def received(self, *, polls: bool = False) -> Counter[int]:
        """Return how many quotes, or `polls`, came to each chat, by the id it had at first."""
        at_first = {new: old for old, new in self.moved.items()}
        return Counter(
            at_first.get(chat.id, chat.id)
            for chat in self.world.chats.values()
            for message in self.world.messages(chat)
            if message.is_from_bot and ("poll" in message.media if polls else "廉洁第" in message.text)
        )


async def furnish(database: Database, scene: Scene) -> None:
    """Write what is in the database at half past eight: who wants what, and what the dead left."""
    yesterday = at(8, day=DAY - timedelta(days=1))
    subscriptions, deliveries = SubscriptionStore(database), DeliveryStore(database)
    for chat_id, kind in scene.kinds.items():
        await ChatStore(database).record(chat_id, kind, "某处", yesterday)
        thread = scene.threads.get(chat_id)
        await subscriptions.subscribe(chat_id, "08:30", thread, yesterday, starts_on=_starts(scene, chat_id))
        if kind is not ChatKind.PRIVATE:
            approved = Application.APPROVED
            await ApprovalStore(database).settle(chat_id, kind, "某处", approved, yesterday)
    # The bot ran in this mode before: nobody is let in because they got pushes while it was open to all.
    modes = AccessModeStore(database, PeopleStore(database), ApprovalStore(database))
    await modes.note("list", yesterday)
    named = scene.named
    # At first each is alone on the day, so that the dead claims it.
    for name in ("begun", "claimed"):
        row = NewDelivery(DAY, named[name], "a quote that was withdrawn", at(8, 20))
        await deliveries.plan([row])
        [claimed] = await deliveries.claim(Share(DEAD), at(8, 20), 1)
        if name == "begun":
            assert await deliveries.begin(claimed.id, DEAD)
    for name in ("paused", "left"):
        await deliveries.plan([NewDelivery(DAY, named[name], "a quote that was withdrawn", at(8, 30))])
    last_evening = at(23, day=DAY - timedelta(days=1))
    await deliveries.plan([NewDelivery(DAY - timedelta(days=1), named["late"], "", last_evening)])
    await subscriptions.pause(named["paused"], yesterday, resumes_on=DAY + timedelta(days=1))
    await subscriptions.unsubscribe(named["left"], yesterday)
    await _ask_each_week(database, [named[name] for name in ASKED], scene)
    await _remind(database, named, yesterday)
    for name in CARDS:
        await subscriptions.change_look(named[name], yesterday, Look.BOTH)


async def _ask_each_week(database: Database, chats: list[int], scene: Scene) -> None:
    """Let these chats want 每周一题 on this day, and an editor have approved an item."""
    yesterday, sentence = at(8, day=DAY - timedelta(days=1)), "廉洁第零句，一字不改照录于此。"
    item = QuizItem(QuizKind.SPEECH, "2023", sentence, "甲", "出自哪一篇？", ("甲", "乙"), 0)
    await QuizItemStore(database).decide([DecidedItem(item, QuoteState.APPROVED, None, yesterday)])
    for chat_id in chats:
        await QuizSubscriptionStore(database).want(
            chat_id,
            DAY.isoweekday(),
            "08:30",
            DAY,
            yesterday,
            thread_id=scene.threads.get(chat_id),
            quote_time="08:30",
            by=None,
        )


async def _remind(database: Database, named: dict[str, int], yesterday: datetime) -> None:
    """Let a duty concern two people, with what they are told of it planned."""
    store, turns = DutyStore(database), DutyTurnStore(database)
    number = await store.draft("廉政谈话", "08:30", 1, yesterday)
    begun = {"state": DutyState.ACTIVE.value, "starts_on": DAY, "form": b"PK", "form_name": "a.docx"}
    await store.change(number, yesterday, recurs=Recurs(Every.MONTH, day=DAY.day).stored(), **begun)
    for name, what in ((REMINDED, What.REMIND), (GIVEN, What.FORM)):
        person = named[name]
        await store.add(number, [person])
        await store.agree(number, person, yesterday.date())
        turn = Turn(number, person, DAY, DAY, DAY)
        await turns.open([turn])
        key = Errand(number, what, DAY).stored()
        row = NewDelivery(DAY, person, "", at(8, 30), kind=DeliveryKind.DUTY, notice=key)
        await turns.tell(turn, DAY + timedelta(days=1), [row])


def _starts(scene: Scene, chat_id: int) -> date | None:
    """Let only Alice have missed yesterday's, and one have nothing but yesterday's."""
    if chat_id == scene.named["late"]:
        return DAY + timedelta(days=1)
    return None if chat_id == scene.named["alice"] else DAY


async def withdraw_quote(database: Database) -> None:
    """Let the day have a quote that nobody approves any more."""
    await QuoteDayStore(database).replace(DAY, "a quote that was withdrawn")


async def snapshot(database: Database) -> Rows:
    """Return every row of the database."""
    async with database.connection() as connection:
        return {
            table.name: [dict(row) for row in (await connection.execute(select(table))).mappings()]
            for table in metadata.sorted_tables
        }


async def restore(database: Database, rows: Rows) -> None:
    """Make the database what it was at `snapshot`, as if nothing had been pushed since."""
    if database.file is not None:
        marks_file(database.file).unlink(missing_ok=True)
    async with database.transaction() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(delete(table))
        for table in metadata.sorted_tables:
            if rows[table.name] and table is not push_marks:
                await connection.execute(insert(table), rows[table.name])
