"""Requests without a proxy, to a server that fails in every way: what was surely not sent, what may be."""

import asyncio
import gzip
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest
from clock import PATIENCE
from telegram import Bot, InputFile, Message
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest

from core.models import NotSent, NotSentReason, Unknown
from core.settings import Settings, TelegramSettings
from core.unreached import cause_of
from handlers.application import api_addresses, build_request
from handlers.sending.outcomes import classify
from handlers.sending.quick_request import QuickRequest

TOKEN = "123456789:" + "A" * 35
SENT = {"ok": True, "result": {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "好"}}
BODY = json.dumps(SENT, ensure_ascii=False).encode()
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(BODY)
Reply = Callable[[asyncio.StreamWriter], Awaitable[None]]


class Wire:
    """A server that takes requests whole, remembers them, and then does what `replies` says."""

    def __init__(self) -> None:
        self.replies: Reply = answers
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []
        self.connections = 0
        self.serving: list[asyncio.Task[None] | None] = []
        self.hang = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.serving.append(asyncio.current_task())
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                fields = dict(line.split(b": ", 1) for line in head.lower().split(b"\r\n")[1:-2])
                self.bodies.append(await reader.readexactly(int(fields.get(b"content-length", 0))))
                self.heads.append(head)
                await self.replies(writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    @property
    def texts(self) -> list[str]:
        return [json.loads(body)["text"] for body in self.bodies]


async def answers(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + BODY)


async def closes(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def resets(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def breaks_off(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD + BODY[:20])
    await writer.drain()
    writer.close()


async def babbles(writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
    await writer.drain()
    writer.close()


async def lies_about_gzip(writer: asyncio.StreamWriter) -> None:
    writer.write(HEAD.replace(b"\r\n\r\n", b"\r\ncontent-encoding: gzip\r\n\r\n") + BODY)


@pytest.fixture
async def wire() -> AsyncIterator[tuple[Wire, str]]:
    one = Wire()
    server = await asyncio.start_server(one.serve, "127.0.0.1", 0)
    yield one, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    one.hang.set()
    server.close()
    for task in filter(None, one.serving):
        task.cancel()
    await asyncio.gather(*filter(None, one.serving), return_exceptions=True)


def there(address: str) -> Settings:
    return Settings.model_validate({"token": TOKEN, "telegram": TelegramSettings(api_url=address)})


async def said(address: str, text: str = "好", *, connections: int = 2, **timeouts: float) -> Message:
    """Send a message as the bot does, over a request of its own."""
    request = build_request(there(address), connections)
    assert isinstance(request, QuickRequest)
    await request.initialize()
    try:
        bot = Bot(TOKEN, base_url=api_addresses(address)[0], request=request)
        return await bot.send_message(7, text, **timeouts)  # type: ignore[arg-type]  # the names are PTB's
    finally:
        await request.shutdown()


def is_open(request: BaseRequest) -> bool:
    """Return whether the request keeps a connection that it has not seen closed."""
    assert isinstance(request, QuickRequest)
    assert request._session is not None
    kept = request._session.connector._conns.values()  # type: ignore[union-attr]  # it has one as long as it is open
    return any(connection.is_connected() for some in kept for connection, _ in some)


async def failure(sending: Awaitable[Message]) -> TelegramError:
    with pytest.raises(TelegramError) as failed:
        await sending
    return failed.value


async def test_a_message_arrives_as_it_is(wire: tuple[Wire, str]) -> None:
    server, address = wire
    words = "“三重一大”是什么？ a+b&c=d%20 <b>粗</b>\n下一行 👍"
    message = await said(address, words)
    assert message.text == "好"
    assert server.texts == [words]
    assert server.heads[0].startswith(f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\n".encode())


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (closes, "broke off"),
        (resets, "broke off"),
        (breaks_off, "broke off"),
        (babbles, ""),
        (lies_about_gzip, ""),
    ],
)
async def test_what_fails_behind_the_request_may_have_arrived_and_is_not_made_again(
    wire: tuple[Wire, str], reply: Reply, why: str
) -> None:
    server, address = wire
    server.replies = reply
    error = await failure(said(address))
    assert isinstance(error, NetworkError)
    assert isinstance(classify(error), Unknown)
    assert why in cause_of(error)
    assert server.texts == ["好"], "once, whatever came back"


async def test_what_is_not_answered_in_time_may_have_arrived(wire: tuple[Wire, str]) -> None:
    server, address = wire

    async def never(_writer: asyncio.StreamWriter) -> None:
        await server.hang.wait()

    server.replies = never
    error = await failure(said(address, read_timeout=1.0))
    assert isinstance(error, TimedOut)
    assert isinstance(classify(error), Unknown)
    assert cause_of(error) == "no answer in time"
    assert server.texts == ["好"]


async def test_what_finds_nobody_was_surely_not_sent() -> None:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))  # bound, but nobody listens
        error = await failure(said(f"http://127.0.0.1:{one.getsockname()[1]}"))
    assert classify(error) == NotSent(NotSentReason.UNREACHABLE, "ClientConnectorError")
    assert cause_of(error) == "the connection is refused"


async def test_what_speaks_tls_to_a_server_without_was_surely_not_sent(wire: tuple[Wire, str]) -> None:
    server, address = wire
    error = await failure(said(address.replace("http:", "https:"), connect_timeout=1))
    outcome = classify(error)
    assert isinstance(outcome, NotSent)
    assert outcome.reason is NotSentReason.UNREACHABLE
    assert server.bodies == []


async def test_what_gets_no_connection_in_time_was_surely_not_sent() -> None:
    """The other side is there, but its queue of connections is full."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = [socket.socket() for _ in range(8)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        error = await failure(said(f"http://127.0.0.1:{full.getsockname()[1]}", connect_timeout=0.05))
        for one in waiting:
            one.close()
    assert isinstance(error, TimedOut)
    assert classify(error) == NotSent(NotSentReason.UNREACHABLE, "ConnectionTimeoutError")
    assert cause_of(error) == "the connection timed out"


async def test_what_finds_no_free_connection_was_surely_not_sent(wire: tuple[Wire, str]) -> None:
    server, address = wire
    arrived = asyncio.Event()

    async def late(writer: asyncio.StreamWriter) -> None:
        arrived.set()
        await server.hang.wait()
        await answers(writer)

    server.replies = late
    request = build_request(there(address), 1)
    await request.initialize()
    bot = Bot(TOKEN, base_url=api_addresses(address)[0], request=request)
    first = asyncio.create_task(bot.send_message(7, "一"))
    await arrived.wait()
    error = await failure(bot.send_message(7, "二", pool_timeout=0.05))
    assert classify(error) == NotSent(NotSentReason.UNREACHABLE, "ConnectionTimeoutError")
    server.hang.set()
    await first
    assert server.texts == ["一"]
    await request.shutdown()


async def test_a_redirect_is_not_followed_with_the_message(wire: tuple[Wire, str]) -> None:
    server, address = wire

    async def elsewhere(writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 307 x\r\nlocation: {address}/here\r\ncontent-length: 0\r\n\r\n".encode())

    server.replies = elsewhere
    assert isinstance(classify(await failure(said(address))), Unknown)
    assert server.texts == ["好"]


async def test_a_connection_serves_again_until_the_other_side_closes_it(wire: tuple[Wire, str]) -> None:
    server, address = wire
    request = build_request(there(address), 2)
    await request.initialize()
    bot = Bot(TOKEN, base_url=api_addresses(address)[0], request=request)
    for number in range(3):
        await bot.send_message(7, str(number))
    assert server.connections == 1

    async def for_the_last_time(writer: asyncio.StreamWriter) -> None:
        await answers(writer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server.replies = for_the_last_time
    await bot.send_message(7, "3")
    server.replies = answers
    async with asyncio.timeout(PATIENCE):
        while is_open(request):  # noqa: ASYNC110 - the library tells nobody
            await asyncio.sleep(0)
    await bot.send_message(7, "4")
    assert server.texts == ["0", "1", "2", "3", "4"]
    assert server.connections == 2
    await request.shutdown()


async def test_a_packed_answer_is_unpacked(wire: tuple[Wire, str]) -> None:
    server, address = wire
    packed = gzip.compress(BODY)

    async def packs(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n")
        writer.write(b"content-length: %d\r\n\r\n" % len(packed) + packed)

    server.replies = packs
    assert (await said(address)).text == "好"


async def test_no_error_has_the_token_in_its_words(wire: tuple[Wire, str]) -> None:
    server, address = wire
    for reply in (closes, babbles, lies_about_gzip):
        server.replies = reply
        error = await failure(said(address))
        assert TOKEN not in f"{error} {cause_of(error)} {classify(error)}"


async def test_a_file_goes_with_its_name(wire: tuple[Wire, str]) -> None:
    server, address = wire
    request = build_request(there(address), 2)
    await request.initialize()
    bot = Bot(TOKEN, base_url=api_addresses(address)[0], request=request)
    await bot.send_document(7, InputFile("一,二".encode(), filename="订阅.csv"))
    assert "订阅.csv".encode() in server.bodies[0]
    assert "一,二".encode() in server.bodies[0]
    await request.shutdown()


async def test_a_request_may_be_opened_again(wire: tuple[Wire, str]) -> None:
    server, address = wire
    request = build_request(there(address), 2)
    url = f"{address}/bot{TOKEN}/getMe"
    with pytest.raises(RuntimeError, match="not initialized"):
        await request.do_request(url, "POST")
    for _ in range(2):
        await request.initialize()
        await request.initialize()
        assert (await request.do_request(url, "POST"))[0] == 200
        await request.shutdown()
        await request.shutdown()
    assert len(server.heads) == 2


def test_of_a_message_of_ours_only_what_is_asked_for_afterwards_is_read() -> None:
    said = {
        "message_id": 5,
        "date": 1,
        "chat": {"id": 7, "type": "private"},
        "text": "好",
        "message_thread_id": 3,
        "is_topic_message": True,
        "entities": [{"type": "bold", "offset": 0, "length": 1}],
        "reply_markup": {"inline_keyboard": [[{"text": "有用", "callback_data": "fb:useful"}]]},
        "from": {"id": 1, "is_bot": True, "first_name": "清风"},
    }
    answer = QuickRequest.parse_json_payload(json.dumps({"ok": True, "result": said}).encode())
    message = Message.de_json(answer["result"])
    assert (message.message_id, message.chat.id, message.message_thread_id) == (5, 7, 3)
    assert message.is_topic_message
    assert message.text == "好"
    assert (message.entities, message.reply_markup, message.from_user) == ((), None, None)


@pytest.mark.parametrize("result", [True, 3, [{"message_id": 5, "from": 1}], {"id": 7, "from": 1}, None])
def test_what_is_no_message_of_ours_is_read_as_it_is(result: object) -> None:
    payload = json.dumps({"ok": True, "result": result}).encode()
    assert QuickRequest.parse_json_payload(payload) == {"ok": True, "result": result}
    assert json.dumps(QuickRequest.parse_json_payload(b"[1]")) == "[1]"
