"""The webhook's server on real sockets: slow and broken clients, its own certificate, where it listens."""

import asyncio
import shutil
import socket
import ssl
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from certificates import make_certificate
from clock import PATIENCE, FakeClock
from fixtures_database import private_copy
from hooked import SECRET, TOKEN_HEADER, HookedBot
from polling import someone
from ports import free_port
from raw_updates import message

from core import serving
from core.errors import OperatorError
from core.serving import Serving, bind
from core.webhook import Listening, WebhookSettings
from emulator.telegram import Telegram
from emulator.webhooks import Postman
from handlers.updates.webhook import endpoint
from handlers.updates.webhook.receiving import WebhookReceiver
from storage.database import FILE_NAME, Database

SETTING = "webhook.listen"
LOOPBACK = Listening("127.0.0.1", 0)  # any free port


@pytest.fixture
async def bot(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[HookedBot]:
    clock, folder = FakeClock(), tmp_path / "data"
    folder.mkdir()
    private_copy(sqlite_template, folder / FILE_NAME)
    database = Database.in_folder(folder)
    async with HookedBot(database, Telegram(clock), clock) as opened:
        yield opened
    await database.close()


@pytest.fixture
async def port(bot: HookedBot) -> AsyncIterator[int]:
    listener = bind(LOOPBACK, SETTING)
    number: int = listener.getsockname()[1]
    server = Serving(bot.endpoint, listener)
    await server.start()
    yield number
    await server.stop()


async def says(port: int, *parts: bytes) -> bytes:
    """Send these bytes and return all that comes back until the other side hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
        async with asyncio.timeout(PATIENCE):
            return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


def request(body: bytes, *headers: str, token: str = SECRET, method: str = "POST") -> bytes:
    lines = [f"{method} /telegram HTTP/1.1", "Host: bot.example.org", f"{TOKEN_HEADER}: {token}"]
    lines += [f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


async def test_an_update_comes_in_and_nothing_tells_which_program_answers(bot: HookedBot, port: int) -> None:
    said = await says(port, request(message(7, "在吗"), "Connection: close"))
    await bot.drain()
    assert bot.heard == ["在吗"]
    head, _, body = said.lower().partition(b"\r\n\r\n")
    assert head.startswith(b"http/1.1 200")
    assert {line.split(b":")[0] for line in head.split(b"\r\n")[1:]} <= {b"content-length", b"connection"}
    assert body == b""


@pytest.mark.parametrize("sent", [b"", b"POST /tel", b"POST /telegram HTTP/1.1\r\nHost: a\r\nX-A: "])
async def test_who_does_not_finish_the_head_of_a_request_is_cut_off(
    bot: HookedBot, port: int, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HEAD_WAIT", 0.2)
    assert await says(port, sent) == b""


async def test_who_begins_a_second_request_and_does_not_finish_it_is_cut_off(
    bot: HookedBot, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "HEAD_WAIT", 2.0)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request(message(7, "在吗")))
    assert (await reader.readline()).startswith(b"HTTP/1.1 200")
    writer.write(b"POST /tel")
    async with asyncio.timeout(PATIENCE):
        await reader.read()
    writer.close()
    await bot.drain()
    assert bot.heard == ["在吗"]


async def test_who_does_not_finish_the_body_is_cut_off_and_nothing_is_stored(
    bot: HookedBot, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "BODY_WAIT", 0.2)
    assert b" 408 " in await says(port, request(message(7, "在吗"))[:-10])
    assert await bot.unhandled() == []


async def test_without_the_secret_the_body_is_not_waited_for(bot: HookedBot, port: int) -> None:
    head = request(b"", token="wrong").replace(b"Content-Length: 0", b"Content-Length: 999999")
    assert b" 403 " in await says(port, head)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"nonsense\r\n\r\n",
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
        b"POST /telegram HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /telegram HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET /telegram HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
async def test_what_is_no_request_is_refused_without_a_word_in_the_log(
    bot: HookedBot, port: int, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    said = await says(port, sent)
    assert said == b"" or said.startswith(b"HTTP/1.1 4")
    assert [line for line in caplog.records if line.name.startswith("uvicorn")] == []
    assert b" 200 " in await says(port, request(message(7, "在吗"), "Connection: close"))


async def test_connections_that_ask_nothing_keep_no_request_out(bot: HookedBot) -> None:
    """Neither silent ones, nor halves of a head, nor those whose request was answered."""
    listener = bind(LOOPBACK, SETTING)
    number = listener.getsockname()[1]
    server = Serving(bot.endpoint, listener, most_connections=3)
    await server.start()
    held = []
    for begun in (
        b"",
        b"",
        b"POST /tele",
        b"POST /tele",
        request(message(6, "在吗")),
        request(message(6, "在吗")),
    ) * 2:
        reader, writer = await asyncio.open_connection("127.0.0.1", number)
        writer.write(begun)
        if begun.endswith(b"}"):
            assert b" 200 " in await reader.readline()
        held.append(writer)
    assert b" 200 " in await says(number, request(message(7, "在吗"), "Connection: close"))
    for writer in held:
        writer.close()
    await server.stop()


async def test_too_many_requests_are_sent_away_and_it_goes_on(bot: HookedBot) -> None:
    listener = bind(LOOPBACK, SETTING)
    number = listener.getsockname()[1]
    server = Serving(bot.endpoint, listener, most_connections=3)
    await server.start()
    busy = [await asyncio.open_connection("127.0.0.1", number) for _ in range(3)]
    for _, writer in busy:  # their bodies are still to come
        writer.write(request(message(7, "在吗"))[:-1])
    while b" 503 " not in await says(number, request(message(7, "在吗"), "Connection: close")):
        pass  # the server has not read them all yet
    for _, writer in busy:
        writer.close()
        await writer.wait_closed()
    while b" 503 " in (said := await says(number, request(message(7, "在吗"), "Connection: close"))):
        pass  # the server has not seen yet that they are gone
    assert b" 200 " in said
    await server.stop()


async def test_a_request_under_way_is_answered_when_it_stops(
    bot: HookedBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = asyncio.Event(), asyncio.Event()
    store = bot.updates._store

    async def slow(*about: object) -> object:
        begun.set()
        await goes_on.wait()
        return await store(*about)  # type: ignore[arg-type]

    monkeypatch.setattr(bot.updates, "_store", slow)
    listener = bind(LOOPBACK, SETTING)
    number = listener.getsockname()[1]
    server = Serving(bot.endpoint, listener)
    await server.start()
    asked = asyncio.create_task(says(number, request(message(7, "在吗"))))
    await begun.wait()
    stopping = asyncio.create_task(server.stop())
    goes_on.set()
    await stopping
    assert b" 200 " in await asked
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", number)


# --- where it listens


async def test_a_sockets_file_is_served_and_left_for_the_next_start(
    bot: HookedBot, socket_folder: Path
) -> None:
    place = Listening(socket=socket_folder / "bot.sock")
    for number in (7, 8):  # the second start finds the file of the first
        server = Serving(bot.endpoint, bind(place, SETTING))
        await server.start()
        assert stat.S_IMODE((socket_folder / "bot.sock").stat().st_mode) == 0o666
        with pytest.raises(OperatorError, match="占用"):
            bind(place, SETTING)
        transport = httpx.AsyncHTTPTransport(uds=str(socket_folder / "bot.sock"))
        async with httpx.AsyncClient(transport=transport, timeout=PATIENCE) as client:
            answer = await client.post(
                "http://bot/telegram", content=message(number, str(number)), headers={TOKEN_HEADER: SECRET}
            )
        assert answer.status_code == 200
        await server.stop()
    await bot.drain()
    assert bot.heard == ["7", "8"]


def test_a_place_that_cannot_be_listened_on_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    other = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    other.bind(("127.0.0.1", 0))
    other.listen()
    for place in (
        Listening(socket=tmp_path / "file"),
        Listening(socket=tmp_path / "nowhere" / "bot.sock"),
        Listening("192.0.2.1", 8080),
        Listening("127.0.0.1", other.getsockname()[1]),
    ):
        with pytest.raises(OperatorError, match=r"webhook\.listen"):
            bind(place, SETTING)
    other.close()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_two_processes_may_share_a_port() -> None:
    first = bind(LOOPBACK, SETTING)
    second = bind(Listening("127.0.0.1", first.getsockname()[1]), SETTING)
    first.close()
    second.close()


# --- its own certificate


class AsTelegram(httpx.AsyncHTTPTransport):
    """Calls the webhook's address on this machine, and trusts the certificate that it was given, only."""

    def __init__(self, world: Telegram, port: int) -> None:
        given = world.updates.webhook.certificate
        assert given is not None
        trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusted.load_verify_locations(cadata=given.decode())
        super().__init__(verify=trusted)
        self._port = port

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        request.extensions["sni_hostname"] = "localhost"
        return await super().handle_async_request(request)


async def test_with_a_certificate_of_its_own_it_is_set_up_heard_and_renewed(
    bot: HookedBot, tmp_path: Path
) -> None:
    certificate, key = make_certificate(tmp_path)
    number = free_port()
    hook = WebhookSettings(
        url="https://localhost:8443/telegram",
        listen=f"127.0.0.1:{number}",
        certificate_file=certificate,
        key_file=key,
    )
    settings = bot.settings.model_copy(update={"webhook": hook})
    receiver = WebhookReceiver(bot.app, bot.intake, bot.poller.dispatcher, bot.clock, settings, patience=5.0)
    receiver.open()
    running = asyncio.create_task(receiver.run())
    await bot.until(lambda: bool(bot.world.updates.webhook.url))
    person, chat = someone(bot.world)
    postman = asyncio.create_task(Postman(bot.world, AsTelegram(bot.world, number)).run())
    bot.world.say(person, chat, "在吗")
    await bot.until_heard("在吗")
    postman.cancel()

    first = bot.world.updates.webhook.certificate
    for file in make_certificate(tmp_path, name="new"):
        shutil.copyfile(file, tmp_path / file.name.replace("new", "own"))
    await bot.clock.until_so(lambda: bot.world.updates.webhook.certificate != first)
    postman = asyncio.create_task(Postman(bot.world, AsTelegram(bot.world, number)).run())
    bot.world.say(person, chat, "还在吗")
    await bot.until_heard("在吗", "还在吗")
    postman.cancel()
    receiver.stop()
    await running
    assert bot.world.updates.webhook.url == "https://localhost:8443/telegram"


async def test_http_on_a_port_that_speaks_https_is_cut_off(bot: HookedBot, tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = bind(LOOPBACK, SETTING)
    number = listener.getsockname()[1]
    server = Serving(bot.endpoint, listener, tls=context)
    await server.start()
    assert await says(number, request(message(7, "在吗"))) == b""
    await server.stop()
    assert await bot.unhandled() == []
