"""A Bot API server with an office's own certificate authority, and what is said when none is reached."""

import asyncio
import contextlib
import errno
import os
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from clock import FakeClock
from ports import free_port
from telegram import Bot, User
from telegram.error import TelegramError

from core.errors import OperatorError
from core.settings import Settings, TelegramSettings
from core.unreached import cause_of
from handlers.application import api_addresses, build_request
from handlers.people.reach import check_telegram, inline_mode
from handlers.updates.polling import reach_telegram

TOKEN = "123456789:" + "A" * 35
ME = (
    b'{"ok": true, "result": {"id": 1, "is_bot": true, "first_name": "q", "username": "q_bot", "url": "",'
    b' "has_custom_certificate": false, "pending_update_count": 0, "can_join_groups": true,'
    b' "can_read_all_group_messages": true}}'
)


class _Answers(BaseHTTPRequestHandler):
    timeout = 60

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("content-length", str(len(ME)))
        self.end_headers()
        self.wfile.write(ME)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for 127.0.0.1 that is its own authority; its key lies beside it."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there")
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=office"
    )
    extension = [
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        str(file.with_suffix(".key")),
        "-out",
        str(file),
    ]
    subprocess.run([*command.split(), *extension], check=True, capture_output=True)
    return file


def hash_of(authority: Path) -> str:
    """Return the name under which SSL_CERT_DIR finds the certificate."""
    command = ["openssl", "x509", "-noout", "-subject_hash", "-in", str(authority)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def server(authority: Path) -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    httpd.daemon_threads, httpd.block_on_close = True, False
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, authority.with_suffix(".key"))
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True, do_handshake_on_connect=False)
    serving = threading.Thread(target=httpd.serve_forever, daemon=True)
    serving.start()
    yield f"https://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    serving.join()


@pytest.fixture(autouse=True)
def no_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


def settings(address: str, **more: object) -> Settings:
    telegram = TelegramSettings.model_validate({"api_url": address} | more)
    return Settings.model_validate({"token": TOKEN, "telegram": telegram})


async def said(settings: Settings) -> str:
    findings = await check_telegram(settings, build_request(settings, 1))
    return findings[0].text


async def test_an_authority_of_the_offices_own_is_believed_when_it_is_named(
    authority: Path, server: str
) -> None:
    assert "认得这个机器人" in await said(settings(server, ca_file=str(authority)))


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
async def test_the_usual_variables_are_honoured(
    authority: Path, server: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(authority, tmp_path / f"{hash_of(authority)}.0")
    monkeypatch.setenv(name, str(authority if name == "SSL_CERT_FILE" else tmp_path))
    assert "认得这个机器人" in await said(settings(server))


def in_der(authority: Path) -> bytes:
    return ssl.PEM_cert_to_DER_cert(authority.read_text())


# How an office's certificate lies about: as it was made, exported by Windows, edited in Notepad.
WRITTEN: dict[str, Callable[[Path], bytes]] = {
    "as it was made": Path.read_bytes,
    "with a byte order mark": lambda file: b"\xef\xbb\xbf" + file.read_bytes(),
    "in UTF-16": lambda file: file.read_text().encode("utf-16"),
    "with notes in GBK": lambda file: "单位的根证书\r\n".encode("gb18030") + file.read_bytes(),
    "with the line ends of Windows": lambda file: file.read_bytes().replace(b"\n", b"\r\n"),
    "in DER": in_der,
}


@pytest.mark.parametrize("how", WRITTEN)
async def test_an_authority_is_read_as_people_keep_it(
    authority: Path, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    file = tmp_path / "单位 根证书.cer"
    file.write_bytes(WRITTEN[how](authority))
    assert "认得这个机器人" in await said(settings(server, ca_file=str(file)))
    (tmp_path / "readme.txt").write_text("不是证书")
    (tmp_path / "broken.pem").write_text("不是证书")
    monkeypatch.setenv("SSL_CERT_DIR", f"{tmp_path}{os.pathsep}")
    assert "认得这个机器人" in await said(settings(server))


async def test_a_folder_of_authorities_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "nothing"))
    with pytest.raises(OperatorError, match="SSL_CERT_DIR"):
        build_request(settings("https://127.0.0.1:1"), 1)


async def test_the_usual_variables_for_proxies_stay_ignored(
    authority: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert "认得这个机器人" in await said(settings(server, ca_file=str(authority)))


@pytest.mark.parametrize("name", ["missing.pem", ".", "empty.pem", "key.pem"])
def test_an_authority_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").touch()
    (tmp_path / "key.pem").write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    with pytest.raises(OperatorError, match=r"telegram\.ca_file"):
        build_request(settings("https://127.0.0.1:1", ca_file=str(tmp_path / name)), 1)


async def test_what_keeps_telegram_out_of_reach_is_said_in_words(
    server: str, caplog: pytest.LogCaptureFixture
) -> None:
    plain = server.replace("https", "http")
    nobody = f"http://127.0.0.1:{free_port()}"
    for address, more, english, chinese in (
        (server, {}, "certificate is not trusted", "telegram.ca_file"),
        (nobody, {}, "refused", "连接被拒绝"),
        (nobody.replace("http", "https"), {}, "refused", "连接被拒绝"),
        (plain, {}, "broke off", "断开"),
        (nobody, {"proxy": nobody}, "refused", "连接被拒绝"),
    ):
        there = settings(address, **more)
        assert chinese in await said(there), address
        base_url, _ = api_addresses(address)
        request = build_request(there, 1)
        await request.initialize()
        bot = Bot(TOKEN, base_url=base_url, request=request)
        with pytest.raises(TelegramError) as failed:
            await bot.get_me()
        assert english in cause_of(failed.value), address
        await request.shutdown()


def page(status: str, body: str = "<html>login</html>") -> bytes:
    """Return an answer that is none of Telegram's."""
    header = f"HTTP/1.1 {status}\r\ncontent-type: text/html\r\nlocation: http://login.office/\r\n"
    return f"{header}content-length: {len(body)}\r\n\r\n{body}".encode()


LOGIN, PASSED, FAILS = ("web page", "要先登录"), ("does not let it pass", "不放行"), ("fails", "出错")
PASSWORD, BROKEN = ("a name and a password", "用户名和口令"), ("broke off", "断开")
PAGES = {
    "200 OK": LOGIN,
    "302 Found": LOGIN,
    "307 Temporary Redirect": LOGIN,
    "401 Unauthorized": LOGIN,
    "404 Not Found": LOGIN,
    "403 Forbidden": PASSED,
    "407 Proxy Authentication Required": PASSWORD,
    "451 Unavailable For Legal Reasons": PASSED,
    "502 Bad Gateway": FAILS,
    "503 Service Unavailable": FAILS,
    "504 Gateway Timeout": FAILS,
    "511 Network Authentication Required": LOGIN,
}
SECRET = "Geheim%40" + "7"


@contextlib.asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[int]:
    """Answer every request on a port so; empty: hang up."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def causes(there: Settings) -> tuple[str, str]:
    """Return what the log and `check` say of a way that leads nowhere."""
    base_url, _ = api_addresses(there.telegram.api_url)
    request = build_request(there, 1)
    await request.initialize()
    with pytest.raises(TelegramError) as failed:
        await Bot(TOKEN, base_url=base_url, request=request).get_me()
    await request.shutdown()
    return cause_of(failed.value), await said(there)


@pytest.mark.parametrize("through", ["", "https", "http"])
async def test_what_answers_in_telegrams_place_is_named_and_the_token_is_not_blamed(through: str) -> None:
    for status, (english, chinese) in {**PAGES, "": BROKEN}.items():
        if through == "https" and status == "200 OK":
            continue  # a tunnel
        async with answering(page(status) if status else b"") as port:
            here = f"http://127.0.0.1:{port}"
            proxy = here.replace("http://", f"http://u:{SECRET}@")
            there = settings(f"{through}://telegram.invalid", proxy=proxy) if through else settings(here)
            log, told = await causes(there)
        assert english in log, status
        assert chinese in told, status
        assert "BOT_TOKEN" not in told
        assert "Geheim" not in log + told


async def test_what_is_json_and_no_answer_of_telegrams_or_no_http_at_all_is_said() -> None:
    async with answering(page("200 OK", "{}")) as port:
        assert "答话的不是 Telegram" in await said(settings(f"http://127.0.0.1:{port}"))
    async with answering(b"220 mail.office ESMTP\r\n\r\n") as port:
        assert "不是 HTTP" in await said(settings(f"http://127.0.0.1:{port}"))


async def test_a_gateways_page_does_not_end_the_start(caplog: pytest.LogCaptureFixture) -> None:
    """A 404 or 401 that Telegram did not say once ended the program, with the token blamed."""
    async with answering(page("404 Not Found")) as port:
        base_url, _ = api_addresses(f"http://127.0.0.1:{port}")
        request = build_request(settings(f"http://127.0.0.1:{port}"), 1)
        await request.initialize()
        bot, stopped = Bot(TOKEN, base_url=base_url, request=request), asyncio.Event()

        async def once() -> None:
            stopped.set()
            await bot.get_me()

        assert not await reach_telegram(once, FakeClock(), stopped)
        await request.shutdown()
    assert "a web page, and no answer of Telegram's" in caplog.text


def caused(cause: BaseException) -> TelegramError:
    error = TelegramError("x")
    error.__cause__ = cause
    return error


def of_certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("cause", "english", "chinese"),
    [
        (of_certificate(9), "clock", "日期和时间"),
        (of_certificate(10), "clock", "日期和时间"),
        (of_certificate(62), "another name", "别的名字"),
        (of_certificate(64), "another name", "别的名字"),
        (of_certificate(18), "not trusted", "telegram.ca_file"),
        (of_certificate(20), "not trusted", "telegram.ca_file"),
        (OSError(errno.ENETUNREACH, "x"), "no way there", "IPv6"),
        (OSError(errno.EHOSTUNREACH, "x"), "no way there", "IPv6"),
        (socket.gaierror(-3, "x"), "not resolved", "域名"),
        (ConnectionRefusedError(), "refused", "拒绝"),
        (httpx.ProxyError("Invalid username/password"), "the proxy refuses", "代理拒绝"),
    ],
)
def test_each_cause_has_its_own_words(cause: BaseException, english: str, chinese: str) -> None:
    assert english in cause_of(caused(cause))
    assert chinese in cause_of(caused(cause), chinese=True)


async def test_the_log_of_the_start_says_the_cause(server: str, caplog: pytest.LogCaptureFixture) -> None:
    there, clock = settings(server), FakeClock()
    base_url, _ = api_addresses(server)
    request = build_request(there, 1)
    await request.initialize()
    bot = Bot(TOKEN, base_url=base_url, request=request)
    stopped = asyncio.Event()

    async def once() -> None:
        stopped.set()
        await bot.get_me()

    assert not await reach_telegram(once, clock, stopped)
    assert "certificate is not trusted" in caplog.text
    await request.shutdown()


def test_a_name_that_is_not_resolved_has_its_words() -> None:
    error = TelegramError("x")
    error.__cause__ = socket.gaierror(-2, "Name or service not known")
    assert "not resolved" in cause_of(error)
    assert "域名" in cause_of(error, chinese=True)


@pytest.mark.parametrize(("wanted", "told"), [(True, "请在 @BotFather 用 /setinline 打开"), (False, "")])
def test_what_botfather_must_be_told_of_inline_mode_is_said(wanted: bool, told: str) -> None:
    without = User(1, "清风", is_bot=True, username="qingfeng_bot", supports_inline_queries=False)
    assert told in " ".join(finding.text for finding in inline_mode(without, wanted=wanted))
    assert bool(inline_mode(without, wanted=wanted)) is wanted
    having = User(1, "清风", is_bot=True, username="qingfeng_bot", supports_inline_queries=True)
    assert bool(inline_mode(having, wanted=wanted)) is not wanted
