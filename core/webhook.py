"""The settings of a webhook, and what each may be: the address that Telegram calls, and where the bot listens.

Telegram's own rules (core.telegram.org/bots/api, setWebhook): https, one of four ports, a secret token of 1 to
256 letters, digits, _ and -.
"""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field, model_validator

from core.errors import OperatorError
from core.hand_written import expanded
from core.patterns import pattern
from core.setting_kinds import File, Whole
from core.setting_section import Section
from core.token_file import token_in

PORTS = (443, 80, 88, 8443)
SECRET = pattern(r"[A-Za-z0-9_-]{1,256}")
SHORT_SECRET = 16  # characters; `check` warns of fewer
LONGEST_ADDRESS = 500  # characters
# A host as it stands in an address: a name, or an IPv6 address in brackets. Other scripts in their xn-- form.
# A name is looked up only when each part of it has at most 63 characters, and at least one.
HOST = pattern(
    r"(?=[A-Za-z0-9])[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})*(?<=[A-Za-z0-9])\.?|\[[0-9A-Fa-f:.]+\]"
)
PATH = pattern(r"/[A-Za-z0-9._~/%+=,@-]*")
LONGEST_SOCKET = 100  # bytes; the system takes no longer name of a socket
SOCKET = "unix:"


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the bot waits for connections: a host and a port, or a socket's file."""

    host: str = ""
    port: int = 0
    socket: Path | None = None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{SOCKET}{self.socket}" if self.socket else f"{host}:{self.port}"

    @property
    def is_inward(self) -> bool:
        """Return whether only programs of this machine can connect."""
        return self.socket is not None or is_inward(self.host)


def is_inward(host: str) -> bool:
    """Return whether a host is this machine itself."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.rstrip(".").lower() == "localhost"


def is_out_of_reach(host: str) -> bool:
    """Return whether a host is in a network that Telegram cannot reach from outside."""
    try:
        return not ip_address(host.strip("[]")).is_global
    except ValueError:
        return host.rstrip(".").lower() == "localhost" or "." not in host.rstrip(".")


def host_of(url: str) -> str:
    """Return an address's host, an IPv6 one without its brackets."""
    return urlsplit(url).hostname or ""


def path_of(url: str) -> str:
    """Return the path of an address as a server sees it: without percent signs, at least a slash."""
    return unquote(urlsplit(url).path) or "/"


def listening(value: str) -> Listening:
    """Read HOST:PORT or unix:/path. ValueError says in Chinese what is wrong."""
    if value.startswith((SOCKET, "/", "~", "$")):
        return Listening(socket=_socket(value.removeprefix(SOCKET)))
    host, colon, port = value.rpartition(":")
    if not colon or not HOST.fullmatch(host):
        raise ValueError("应写作 主机:端口，例如 127.0.0.1:8080，或 unix:/run/qingfeng/webhook.sock")
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 1 <= int(port) <= 65535:
        raise ValueError("端口应在 1 到 65535 之间")
    return Listening(host.strip("[]"), int(port))


def _socket(name: str) -> Path:
    path = expanded(name)
    if not path.is_absolute() or name.endswith("/"):
        raise ValueError("unix: 后面应是从 / 开始的完整路径，例如 unix:/run/qingfeng/webhook.sock")
    if len(bytes(path)) > LONGEST_SOCKET:
        raise ValueError(f"套接字文件的路径太长：最多 {LONGEST_SOCKET} 个字节")
    return path


def secret_token(written: str, setting: str) -> str:
    """Return the secret token if Telegram takes it. OperatorError otherwise; it never quotes it."""
    if token_in(written):
        raise OperatorError(
            f"{setting}：这是机器人的令牌；webhook 要另有一个密钥，可用 openssl rand -hex 32 生成"
        )
    if not SECRET.fullmatch(written):
        raise OperatorError(f"{setting}：webhook 的密钥应是 1 到 256 个字母、数字、_ 或 -")
    return written


def _listen(value: str) -> str:
    return str(listening(value))


def _public_address(value: str) -> str:
    if not value:
        return value
    try:
        parts = urlsplit(value)
        port = parts.port or 443
        named = parts.netloc.removesuffix(f":{parts.port}") if parts.port is not None else parts.netloc
    except ValueError:
        raise ValueError("不是地址：应写作 https://bot.example.org/telegram") from None
    if parts.scheme != "https":
        raise ValueError("应是 https:// 开头的地址：Telegram 不往 http:// 送消息")
    if len(value) > LONGEST_ADDRESS or not HOST.fullmatch(named) or parts.port == 0:
        raise ValueError("应写作 https://bot.example.org/telegram，不带用户名；中文域名要写成 xn-- 开头的形式")
    if port not in PORTS:
        raise ValueError("Telegram 只往 443、80、88、8443 这四个端口送（不写端口是 443）")
    if parts.query or parts.fragment or "?" in value or "#" in value:
        raise ValueError("不要带 ? 或 # 后面的部分")
    _path(parts.path)
    return value


def _path(value: str) -> str:
    if value and (not PATH.fullmatch(value) or "//" in value or len(value) > LONGEST_ADDRESS):
        raise ValueError("路径应以 / 开头，里面只有字母、数字和 . _ ~ - 等符号，例如 /telegram")
    return value


PublicAddress = Annotated[str, AfterValidator(_public_address)]
ServedPath = Annotated[str, AfterValidator(_path)]
ListenAddress = Annotated[str, AfterValidator(_listen)]


class WebhookSettings(Section):
    """Where Telegram sends updates to. Used where `telegram.mode` is webhook."""

    url: PublicAddress = ""
    token_file: File = None
    listen: ListenAddress = "127.0.0.1:8080"
    path: ServedPath = ""
    certificate_file: File = None
    key_file: File = None
    max_connections: Whole = Field(default=40, ge=1, le=100)

    @property
    def served_path(self) -> str:
        """Return the path on which updates arrive: that of the address, unless a proxy changes it."""
        return path_of(self.path or self.url)

    @property
    def listening(self) -> Listening:
        return listening(self.listen)

    @property
    def host(self) -> str:
        return host_of(self.url)

    @model_validator(mode="after")
    def _has_what_a_certificate_needs(self) -> Self:
        if self.key_file and not self.certificate_file:
            raise ValueError("写了 key_file（私钥），也要在 certificate_file 里写上它的证书")
        if self.key_file and self.listening.socket:
            raise ValueError(
                "listen 是 unix: 套接字时由前面的代理管证书：请删去 key_file"
                "（代理用的是自己签的证书时，留着 certificate_file）"
            )
        return self
