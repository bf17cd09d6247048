"""Why a server cannot be reached, in words: for the log in English, for `check` in Chinese."""

import errno
import json
import socket
import ssl
from collections.abc import Iterator

import httpx

from core.patterns import pattern
from core.quick_http import aiohttp

# What Telegram's library says of an answer that is no Bot API's, and httpx of a proxy that lets nothing pass.
_PAGE = pattern(r"\((\d{3})\)\. Parsing the server response")
_OF_A_PROXY = pattern(r"(\d{3})\b")
OK = 200
Said = tuple[str, str]  # in English, in Chinese
A_PAGE: Said = (
    "a web page, and no answer of Telegram's: a gateway that wants a login, or a wrong telegram.api_url",
    "收到的是网页，不是 Telegram 的回答：多半是单位网关要先登录认证，或 telegram.api_url 写错了",
)
NOT_PASSED: Said = (
    "a gateway or proxy does not let it pass",
    "网关或代理不放行：请网络管理员放行 Telegram 的地址",
)
FAILS: Said = ("a gateway, proxy or server fails", "网关、代理或服务器出错，或它自己也连不到 Telegram")
WANTS_PASSWORD: Said = (
    "the proxy wants a name and a password, or others",
    "代理要用户名和口令，或不认现在的：请核对 telegram.proxy",
)
NO_WAY: Said = (
    "no way there: the network is down, or only IPv4 or IPv6 gets there",
    "网络不通，或只通 IPv4、IPv6 中的一种",
)
NOT_HTTP: Said = ("what answers speaks no HTTP", "对方答的不是 HTTP：地址或端口可能写错了")
# What OpenSSL says is wrong with a certificate (X509_V_ERR_…).
OUT_OF_DATE, OTHER_NAME = frozenset({9, 10}), frozenset({62, 63, 64})
CERTIFICATES: tuple[tuple[frozenset[int], Said], ...] = (
    (
        OUT_OF_DATE,
        (
            "the server's certificate is out of date: is this machine's clock right?",
            "服务器的证书不在有效期内：请先核对这台机器的日期和时间",
        ),
    ),
    (
        OTHER_NAME,
        (
            "the server's certificate is another name's: a wrong telegram.api_url, or a gateway in between",
            "服务器的证书是发给别的名字的：请核对 telegram.api_url；也可能是网关在中间截开",
        ),
    ),
)


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
        "服务器的证书不受信任：自建服务器，或单位网关截开加密的，请把签发它的根证书写进 telegram.ca_file",
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
    if said := _said_of_page(page_status(error)) or _said_of_proxy(chain) or _more_exact(chain):
        return said[chinese]
    if any(isinstance(one, httpx.ProxyError) for one in chain):
        chain = [one for one in chain if isinstance(one, httpx.ProxyError | ssl.SSLError)]
    for kind, english, words in CAUSES:
        if any(isinstance(one, kind) for one in chain):
            return words if chinese else english
    return type(error.__cause__ or error).__name__


def page_status(error: BaseException) -> int | None:
    """Return the HTTP status of what came instead of a Bot API's answer, as from a gateway; None: nothing."""
    if found := _PAGE.search(str(error)):
        return int(found[1])
    inside = [one for one in _chain(error) if one is not error]
    return OK if any(isinstance(one, json.JSONDecodeError) for one in inside) else None


def said_of_status(status: int) -> str:
    """Return what an answer of that status means that is not a Bot API's, for the log."""
    said = _said_of_page(status)
    return f"{said[0]} ({status})" if said else str(status)


def _said_of_page(status: int | None) -> Said | None:
    if status is None:
        return None
    if status == 407:
        return WANTS_PASSWORD
    if status in {403, 451}:
        return NOT_PASSED
    return FAILS if status >= 500 and status != 511 else A_PAGE


def _said_of_proxy(chain: list[BaseException]) -> Said | None:
    """Return what a proxy's refusal of a tunnel means; None: it said nothing of HTTP's."""
    for one in chain:
        if isinstance(one, httpx.ProxyError) and (found := _OF_A_PROXY.match(str(one))):
            return _said_of_page(int(found[1]))
    return None


def _more_exact(chain: list[BaseException]) -> Said | None:
    """Return what is known better than by the kind of an error: of a certificate, of a way that is none."""
    for one in chain:
        if isinstance(one, ssl.SSLCertVerificationError):
            code = getattr(one, "verify_code", 0)
            return next((said for codes, said in CERTIFICATES if code in codes), None)
        if isinstance(one, OSError) and one.errno in {errno.ENETUNREACH, errno.EHOSTUNREACH}:
            return NO_WAY
        if isinstance(one, aiohttp.ClientResponseError):
            return NOT_HTTP
    return None
