"""For the tests of the daily push: a Telegram that does what each says, and a world on a clock it moves."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from clock import FakeClock
from surroundings import SMALL_KNOWLEDGE, Surroundings

from core.models import (
    ChatKind,
    Content,
    DailyQuote,
    NoticeText,
    Place,
    SendOutcome,
    Sent,
)
from core.settings import AccessSettings, CalendarSettings, KnowledgeSettings, ReminderSettings, Settings
from handlers.assembly import Program
from services.pushes.quotes import QuoteService
from services.pushes.sending import PushService
from services.pushes.subscriptions import SubscriptionService
from storage.database import Database
from storage.people.chats import ChatStore
from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import Delivery

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)
ALICE, BOB, GROUP, SUPERGROUP = 1001, 1002, -5001, -1005001


def at(hour: int, minute: int = 0, *, day: date = MONDAY, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), ZONE).astimezone(UTC)


def said_by(content: Content) -> str:
    match content:
        case DailyQuote(quote):
            return quote.text
        case NoticeText(text):
            return text
    return repr(content)


@dataclass
class ScriptedTelegram:
    """core.models.Sender: delivers, unless a chat's script says otherwise (first entry first)."""

    script: dict[int, list[SendOutcome | BaseException]] = field(default_factory=lambda: defaultdict(list))
    delivered: list[tuple[int, int | None, str]] = field(default_factory=list)
    silent: list[bool] = field(default_factory=list)
    reminders: list[str | None] = field(default_factory=list)
    asked: int = 0
    most_at_once: int = 0
    meanwhile: Callable[[], Awaitable[None]] | None = None
    queue: Callable[[], Awaitable[None]] | None = None  # what each waits for before its turn
    _now: int = 0

    async def send(
        self,
        place: Place,
        content: Content,
        *,
        silent: bool,
        starting: Callable[[], Awaitable[None]] | None = None,
    ) -> SendOutcome:
        assert starting is not None
        if self.queue:
            await self.queue()
        await starting()
        self.asked += 1
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            await asyncio.sleep(0)
            if self.meanwhile:
                await self.meanwhile()
            if self.script[place.chat_id]:
                happens = self.script[place.chat_id].pop(0)
                if isinstance(happens, BaseException):
                    raise happens
                return happens
            self.delivered.append((place.chat_id, place.thread_id, said_by(content)))
            self.silent.append(silent)
            self.reminders.append(content.before_holiday if isinstance(content, DailyQuote) else None)
            return Sent(len(self.delivered))
        finally:
            self._now -= 1

    def offers(self, content: Content) -> dict[str, str]:
        return {}

    async def edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        raise NotImplementedError

    @property
    def chats(self) -> list[int]:
        return [chat for chat, _, _ in self.delivered]


class World(Surroundings):
    """What a push needs, on `telegram`, over one database; `restart` is a new program on the same one."""

    database: Database
    settings: Settings
    program: Program

    def __init__(self, clock: FakeClock | None = None) -> None:
        super().__init__(clock or FakeClock(at(8)))
        self.telegram = ScriptedTelegram()
        self.stopping: asyncio.Future[None] | None = None

    @classmethod
    async def open(
        cls,
        database: Database,
        reminder: ReminderSettings | None = None,
        calendar: CalendarSettings | None = None,
        access: AccessSettings | None = None,
    ) -> "World":
        """Start the program on `database`, which is migrated. Its quotes are those of SMALL_KNOWLEDGE."""
        world = cls()
        world.database = database
        world.settings = Settings(
            reminder=reminder or ReminderSettings(),
            calendar=calendar or CalendarSettings(),
            access=access or AccessSettings(mode="open"),
            knowledge=KnowledgeSettings(folder=SMALL_KNOWLEDGE),
        )
        await world.restart()
        return world

    async def restart(self) -> None:
        """Start a new program; the old one is gone as after a crash."""
        for program in self._programs:
            await program.services.ownership.leave()  # as the others find out
        self._programs.clear()
        self.program = await self.start(self.database, self.settings, sender=lambda _: self.telegram)

    @property
    def pushes(self) -> PushService:
        return self.program.services.pushes

    @property
    def subscriptions(self) -> SubscriptionService:
        return self.program.services.subscriptions

    @property
    def quotes(self) -> QuoteService:
        return self.program.services.quotes

    @property
    def deliveries(self) -> DeliveryStore:
        return DeliveryStore(self.database)

    @property
    def chats(self) -> ChatStore:
        return ChatStore(self.database)

    async def subscribe(
        self, chat_id: int, when: time | None = None, thread_id: int | None = None, *, by: int | None = None
    ) -> None:
        kind = ChatKind.PRIVATE if chat_id > 0 else ChatKind.SUPERGROUP
        await self.subscriptions.subscribe(chat_id, kind, "某处", when, thread_id, by=by)

    async def tick_at(self, moment: datetime) -> None:
        self.clock.move_to(moment)
        await self.pushes.tick()

    async def rows(self, day: date | None = None, chat_id: int | None = None) -> list[Delivery]:
        return await self.deliveries.listed(local_date=day, chat_id=chat_id, limit=1000)

    async def states(self, day: date = MONDAY) -> dict[int, str]:
        return {row.chat_id: row.state.value for row in await self.rows(day)}
