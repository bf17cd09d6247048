"""For the tests of the daily push: a Telegram that does what each says, and a world on a clock it moves."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from clock import FakeClock

from core.models import (
    ChatKind,
    Content,
    DailyQuote,
    NoticeText,
    Place,
    Quote,
    Sender,
    SendOutcome,
    Sent,
)
from core.settings import AccessSettings, CalendarSettings, ReminderSettings, Settings
from services.audit import AuditService
from services.people.building import build_people
from services.pushes.building import build_pushes
from services.pushes.quotes import QuoteService
from storage.audit import AuditStore
from storage.chats import ChatStore
from storage.database import Database
from storage.deliveries import Delivery, DeliveryStore
from storage.quote_days import QuoteDayStore

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)
QUOTES = [Quote(f"廉洁第{n}句。", "2023", "讲话", "2023年", "", f"2023-1-0{n}") for n in range(9)]
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
    """core.models.Sender: delivers, unless a chat's script says otherwise (first entry first).

    Of who is in a group (core.models.GroupMembers) it says nothing.
    """

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

    async def edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        raise NotImplementedError

    async def is_member(self, chat_id: int, user_id: int) -> bool | None:
        return None

    async def is_group(self, chat_id: int) -> bool | None:
        return None

    @property
    def chats(self) -> list[int]:
        return [chat for chat, _, _ in self.delivered]


class World:
    """Everything a push needs, over one database; `restart` is a new process on the same one."""

    def __init__(
        self,
        database: Database,
        reminder: ReminderSettings | None = None,
        calendar: CalendarSettings | None = None,
        access: AccessSettings | None = None,
        *,
        clock: FakeClock | None = None,
        sender: Sender | None = None,
    ) -> None:
        self.database = database
        self.clock = clock or FakeClock(at(8))
        self.settings = Settings(
            reminder=reminder or ReminderSettings(),
            calendar=calendar or CalendarSettings(),
            access=access or AccessSettings(mode="open"),
        )
        self.deliveries = DeliveryStore(database)
        self.chats = ChatStore(database)
        self.telegram = ScriptedTelegram()
        self._sender = sender or self.telegram
        self.stopping: asyncio.Future[None] | None = None
        self.restart()

    def restart(self) -> None:
        settings, clock = self.settings, self.clock
        audit = AuditService(AuditStore(self.database), clock)
        access = build_people(settings, self.database, clock, self.telegram, audit).access
        self.quotes = QuoteService(QuoteDayStore(self.database), QUOTES, clock, settings.reminder.zone)
        built = build_pushes(settings, self.database, clock, self.quotes, access, audit, self._sender)
        self.subscriptions, self.planner, self.pushes = built.subscriptions, built.planner, built.pushes
        self.reports, self.watch, self.notices = built.reports, built.watch, built.notices

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
