"""How the Bot API is reached without a proxy: PTB's way of making requests, over aiohttp.

httpx, which PTB comes with, takes a third of the processor time of an answer, aiohttp a fraction of that
(docs/decisions/0004). Uploads still go over httpx, which limits how long a part of a file may take.
"""

import json
from functools import partial
from typing import Any, cast

from telegram._utils.defaultvalue import DefaultValue  # PTB's own sign for "not given"; it has no public name
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from core.quick_http import aiohttp

# An open connection is used again within so many seconds, as over httpx: later the other side may just be
# closing it, and nobody would know whether a request on it arrived.
IDLE = 5.0
# The form that httpx sends has each byte of a Chinese word by itself: writing it takes ten times as long.
KIND = {"Content-Type": "application/json"}
# Of a message of ours, its number and where it stands are all that is asked for when it is sent. To make PTB's
# objects of its buttons and bold words takes as long as to make the request.
UNREAD = ("from", "entities", "caption_entities", "reply_markup", "reply_to_message", "link_preview_options")


class QuickRequest(BaseRequest):
    """Requests over aiohttp. The arguments are those of HTTPXRequest, whose errors are raised.

    Their cause is aiohttp's error instead of httpx's: `handlers/sending/outcomes.py` knows both. A request is
    made once; neither an error nor a redirect makes a second one. httpx's client is made for the first upload.
    """

    __slots__ = ("_connections", "_kept", "_make_uploads", "_session", "_ssl", "_uploads")

    def __init__(
        self,
        connection_pool_size: int,
        *,
        connect_timeout: float,
        read_timeout: float,
        pool_timeout: float,
        httpx_kwargs: dict[str, Any],
    ) -> None:
        self._make_uploads = partial(
            HTTPXRequest,
            connection_pool_size=connection_pool_size,
            connect_timeout=connect_timeout,
            read_timeout=read_timeout,
            pool_timeout=pool_timeout,
            httpx_kwargs=httpx_kwargs,
        )
        self._uploads: HTTPXRequest | None = None
        self._connections, self._ssl = connection_pool_size, httpx_kwargs["verify"]
        self._kept = (read_timeout, connect_timeout, pool_timeout)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Return for how many seconds the next bytes are waited for."""
        return self._kept[0]

    async def initialize(self) -> None:
        """Open the session. Connections are opened by the requests."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ssl=self._ssl, keepalive_timeout=IDLE),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=False,
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        uploads, self._uploads = self._uploads, None
        if session is not None:
            await session.close()
        if uploads is not None:
            await uploads.shutdown()

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Return what an answer says, of a message of ours without what nobody reads. Raises TelegramError."""
        answer: Any = BaseRequest.parse_json_payload(payload)  # whatever JSON a proxy may send
        message = answer.get("result") if isinstance(answer, dict) else None
        if isinstance(message, dict) and "message_id" in message:
            for name in UNREAD:
                message.pop(name, None)
        return cast("JSONDict", answer)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; return the status and the answer. Raises NetworkError or TimedOut, with a cause."""
        if self._session is None:
            raise RuntimeError("this request is not initialized")
        if request_data is not None and request_data.contains_files:
            uploads = self._uploads = self._uploads or self._make_uploads()
            return await uploads.do_request(
                url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
            )
        given = (read_timeout, connect_timeout, pool_timeout)
        read, connect, pool = (
            kept if isinstance(wanted, DefaultValue) else wanted
            for kept, wanted in zip(self._kept, given, strict=True)
        )
        body = None
        if request_data is not None:
            body = json.dumps(request_data.parameters, ensure_ascii=False).encode()
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=None if body is None else KIND,
                timeout=aiohttp.ClientTimeout(connect=pool, sock_connect=connect, sock_read=read),
                allow_redirects=False,
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error  # its words may have the token
