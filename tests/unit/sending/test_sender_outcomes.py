"""What became of a push, row by row: the real PTB, the local Telegram, every answer it can give."""

from collections.abc import AsyncIterator
from datetime import date
from typing import NoReturn

import httpx
import pytest
from clock import FakeClock
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from core.models import DailyQuote, NotSent, NotSentReason, Place, Quote, Sent, Unknown
from emulator.chats import Chat
from emulator.faults import Fault
from emulator.telegram import Telegram
from emulator.transport import InProcessTransport
from emulator.users import Person
from handlers.sending.limiter import LaneLimiter
from handlers.sending.limits import Ticket
from handlers.sending.sender import TelegramSender

DAY = date(2026, 3, 2)
QUOTE = Quote("廉洁 < 从 & 政 > 是底线。", "2023", "讲话", "2023年", "一、总要求", "2023-1-01")


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


@pytest.fixture
def world() -> Telegram:
    return Telegram(FakeClock())


def bot_over(transport: httpx.AsyncBaseTransport, token: str) -> ExtBot[Ticket]:
    request = HTTPXRequest(httpx_kwargs={"transport": transport})
    return ExtBot(token, request=request, rate_limiter=LaneLimiter(FakeClock()))


@pytest.fixture
async def sender(world: Telegram) -> AsyncIterator[TelegramSender]:
    async with bot_over(InProcessTransport(world), world.token) as bot:
        yield TelegramSender(bot)


@pytest.fixture
def alice(world: Telegram) -> Person:
    return world.add_person("小陈")


@pytest.fixture
def private(world: Telegram, alice: Person) -> Chat:
    chat = world.private_chat(alice)
    world.say(alice, chat, "/start")
    return chat


@pytest.fixture
def group(world: Telegram, alice: Person) -> Chat:
    chat = world.add_group("办公室", alice)
    world.add_bot(chat, alice)
    return chat


async def push(
    sender: TelegramSender, chat: Chat, thread_id: int | None = None, *, silent: bool = False
) -> object:
    return await sender.send(Place(chat.id, thread_id), DailyQuote(QUOTE, DAY), silent=silent)


def delivered(world: Telegram, chat: Chat) -> int:
    return sum("底线" in (message.text or "") for message in world.messages(chat))


async def test_a_push_arrives_word_for_word(world: Telegram, sender: TelegramSender, private: Chat) -> None:
    outcome = await push(sender, private)
    last = world.messages(private)[-1]
    assert outcome == Sent(last.id)
    assert QUOTE.text in last.text


async def test_a_muted_push_makes_no_sound(world: Telegram, sender: TelegramSender, private: Chat) -> None:
    await push(sender, private, silent=True)
    assert world.calls[-1].parameters["disable_notification"]


REFUSALS = [
    (403, "Forbidden: bot was blocked by the user", NotSentReason.BLOCKED),
    (403, "Forbidden: bot can't initiate conversation with a user", NotSentReason.BLOCKED),
    (403, "Forbidden: user is deactivated", NotSentReason.DEACTIVATED),
    (403, "Forbidden: bot was kicked from the group chat", NotSentReason.KICKED),
    (403, "Forbidden: bot was kicked from the supergroup chat", NotSentReason.KICKED),
    (403, "Forbidden: bot was kicked from the channel chat", NotSentReason.KICKED),
    (403, "Forbidden: bot is not a member of the channel chat", NotSentReason.KICKED),
    (403, "Forbidden: the group chat was deleted", NotSentReason.CHAT_GONE),
    (403, "Forbidden: something new", NotSentReason.NO_RIGHT),
    (400, "Bad Request: chat not found", NotSentReason.CHAT_GONE),
    (400, "Bad Request: private chat not found", NotSentReason.CHAT_GONE),
    (400, "Bad Request: PEER_ID_INVALID", NotSentReason.CHAT_GONE),
    (400, "Bad Request: TOPIC_CLOSED", NotSentReason.TOPIC_GONE),
    (400, "Bad Request: TOPIC_DELETED", NotSentReason.TOPIC_GONE),
    (400, "Bad Request: message thread not found", NotSentReason.TOPIC_GONE),
    (400, "Bad Request: not enough rights to send text messages to the chat", NotSentReason.NO_RIGHT),
    (400, "Bad Request: have no rights to send a message", NotSentReason.NO_RIGHT),
    (400, "Bad Request: need administrator rights in the channel chat", NotSentReason.NO_RIGHT),
    (400, "Bad Request: CHAT_WRITE_FORBIDDEN", NotSentReason.NO_RIGHT),
    (400, "Bad Request: message is too long", NotSentReason.REFUSED),
    (401, "Unauthorized", NotSentReason.UNAUTHORIZED),
    (404, "Not Found", NotSentReason.UNAUTHORIZED),
    (409, "Conflict: strange", NotSentReason.UNREACHABLE),
]


@pytest.mark.parametrize(("code", "description", "reason"), REFUSALS, ids=[row[1] for row in REFUSALS])
async def test_a_refusal_was_surely_not_sent(
    world: Telegram, sender: TelegramSender, private: Chat, code: int, description: str, reason: NotSentReason
) -> None:
    world.faults.add(Fault(method="sendMessage", kind="error", code=code, description=description))
    outcome = await push(sender, private)
    assert isinstance(outcome, NotSent)
    assert outcome.reason is reason
    assert delivered(world, private) == 0


@pytest.mark.parametrize("code", [500, 502, 503, 504])
async def test_a_server_error_is_unknown(
    world: Telegram, sender: TelegramSender, private: Chat, code: int
) -> None:
    world.faults.add(Fault(method="sendMessage", kind="error", code=code, description="Internal Server Error"))
    assert isinstance(await push(sender, private), Unknown)


async def test_a_proxys_page_is_unknown(world: Telegram, sender: TelegramSender, private: Chat) -> None:
    world.faults.add(Fault(method="sendMessage", kind="html"))
    assert isinstance(await push(sender, private), Unknown)


async def test_flood_control_says_how_long(world: Telegram, sender: TelegramSender, private: Chat) -> None:
    world.faults.add(Fault(method="sendMessage", kind="retry_after", retry_after=17))
    assert await push(sender, private) == NotSent(NotSentReason.RATE_LIMITED, retry_after=17.0)


async def test_no_connection_was_surely_not_sent(
    world: Telegram, sender: TelegramSender, private: Chat
) -> None:
    world.faults.add(Fault(method="sendMessage", kind="drop_before"))
    assert await push(sender, private) == NotSent(NotSentReason.UNREACHABLE, "ConnectError")
    assert delivered(world, private) == 0


async def test_a_timeout_after_delivery_is_unknown_and_not_repeated(
    world: Telegram, sender: TelegramSender, private: Chat
) -> None:
    world.faults.add(Fault(method="sendMessage", kind="hang_after_delivery"))
    assert await push(sender, private) == Unknown("ReadTimeout")
    assert delivered(world, private) == 1


class Failing(httpx.AsyncBaseTransport):
    def __init__(self, failure: type[httpx.HTTPError]) -> None:
        self.failure = failure

    async def handle_async_request(self, request: httpx.Request) -> NoReturn:
        raise self.failure("…")


@pytest.mark.parametrize(
    ("failure", "sure"),
    [
        (httpx.ConnectError, True),
        (httpx.ConnectTimeout, True),
        (httpx.PoolTimeout, True),
        (httpx.ProxyError, True),
        (httpx.ReadTimeout, False),
        (httpx.WriteTimeout, False),
        (httpx.ReadError, False),
        (httpx.WriteError, False),
        (httpx.CloseError, False),
        (httpx.RemoteProtocolError, False),
        (httpx.DecodingError, False),
    ],
)
async def test_what_broke_tells_whether_it_was_sent(failure: type[httpx.HTTPError], sure: bool) -> None:
    bot = bot_over(Failing(failure), "1:" + "A" * 35)
    outcome = await TelegramSender(bot).send(Place(1), DailyQuote(QUOTE, DAY), silent=False)
    if sure:
        assert outcome == NotSent(NotSentReason.UNREACHABLE, failure.__name__)
    else:
        assert outcome == Unknown(failure.__name__)


async def test_a_person_who_blocked_the_bot(
    world: Telegram, sender: TelegramSender, private: Chat, alice: Person
) -> None:
    world.block_bot(alice)
    outcome = await push(sender, private)
    assert isinstance(outcome, NotSent)
    assert outcome.reason is NotSentReason.BLOCKED


async def test_a_person_who_is_gone(
    world: Telegram, sender: TelegramSender, private: Chat, alice: Person
) -> None:
    world.delete_account(alice)
    outcome = await push(sender, private)
    assert isinstance(outcome, NotSent)
    assert outcome.reason is NotSentReason.DEACTIVATED


async def test_a_group_that_removed_the_bot(
    world: Telegram, sender: TelegramSender, group: Chat, alice: Person
) -> None:
    world.remove_bot(group, alice)
    outcome = await push(sender, group)
    assert isinstance(outcome, NotSent)
    assert outcome.reason is NotSentReason.KICKED


async def test_a_group_that_became_a_supergroup(world: Telegram, sender: TelegramSender, alice: Person) -> None:
    old = world.add_group("科室", alice, kind="group")
    world.add_bot(old, alice)
    new = world.migrate(old)
    assert await push(sender, old) == NotSent(NotSentReason.MIGRATED, new_chat_id=new.id)


@pytest.mark.parametrize("end", ["close", "delete"])
async def test_a_topic_that_takes_nothing(
    world: Telegram, sender: TelegramSender, alice: Person, end: str
) -> None:
    forum = world.add_group("论坛", alice, forum=True)
    world.add_bot(forum, alice)
    topic = world.add_topic(forum, "廉语")
    if end == "close":
        world.close_topic(forum, topic)
    else:
        world.delete_topic(forum, topic)
    outcome = await push(sender, forum, topic.id)
    assert isinstance(outcome, NotSent)
    assert outcome.reason is NotSentReason.TOPIC_GONE


async def test_the_row_is_started_before_the_request_and_only_then(
    world: Telegram, sender: TelegramSender, private: Chat
) -> None:
    seen: list[int] = []

    async def starting() -> None:
        seen.append(delivered(world, private))

    await sender.send(Place(private.id), DailyQuote(QUOTE, DAY), silent=False, starting=starting)
    assert seen == [0]


async def test_a_row_that_cannot_be_started_is_not_sent(
    world: Telegram, sender: TelegramSender, private: Chat
) -> None:
    async def starting() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await sender.send(Place(private.id), DailyQuote(QUOTE, DAY), silent=False, starting=starting)
    assert delivered(world, private) == 0
