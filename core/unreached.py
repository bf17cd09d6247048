"""Why a server cannot be reached, in words: for the log in English, for `check` in Chinese."""

import socket
import ssl
from collections.abc import Iterator

import httpx

from core.quick_http import aiohttp


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all its causes."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            if isinstance(one, BaseExceptionGroup):  # one for each address that was tried
                waiting += one.exceptions
            waiting += [cause for cause in (one.__cause__, one.__context__) if cause is not None]


# The first entry that fits an error or one of its causes counts; the most exact ones come first.
CAUSES: tuple[tuple[type[BaseException], str, str], ...] = (
    (
        ssl.SSLCertVerificationError,
        "the server's certificate is not trusted: name its authority in telegram.ca_file",
        "服务器的证书不受信任：自建服务器请把签发它的根证书写进 telegram.ca_file",
    ),
    (ssl.SSLError, "no TLS connection: is it an http:// address?", "加密连接建立不了：地址是否应写 http://"),
    (socket.gaierror, "the name is not resolved", "域名解析不了：请检查 DNS 和地址"),
    (httpx.ProxyError, "the proxy refuses", "代理拒绝了连接：请核对 telegram.proxy 和它的口令"),
    (ConnectionRefusedError, "the connection is refused", "连接被拒绝：对方没有在那个端口上运行"),
    (httpx.ConnectTimeout, "the connection timed out", "连接超时"),
    (aiohttp.ConnectionTimeoutError, "the connection timed out", "连接超时"),
    (httpx.TimeoutException, "no answer in time", "等不到回答"),
    (aiohttp.SocketTimeoutError, "no answer in time", "等不到回答"),
    (TimeoutError, "the connection timed out", "连接超时"),
    (httpx.RemoteProtocolError, "the connection broke off", "连接中途断开"),
    (aiohttp.ServerDisconnectedError, "the connection broke off", "连接中途断开"),
    (aiohttp.ClientPayloadError, "the connection broke off", "连接中途断开"),
    (ConnectionError, "the connection broke off", "连接中途断开"),
)


def cause_of(error: BaseException, *, chinese: bool = False) -> str:
    """Return why a request did not arrive; the error's name when nothing better is known."""
    chain = list(_chain(error))
    if any(isinstance(one, httpx.ProxyError) for one in chain):
        chain = [one for one in chain if isinstance(one, httpx.ProxyError | ssl.SSLError)]
    for kind, english, words in CAUSES:
        if any(isinstance(one, kind) for one in chain):
            return words if chinese else english
    return type(error.__cause__ or error).__name__
