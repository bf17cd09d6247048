"""A getUpdates that hands out bytes as they are, with Telegram's rules of offset and limit: for broken ones."""

import asyncio
import json

from telegram.request import BaseRequest, RequestData


class RawUpdates(BaseRequest):
    """The request of a poller. `waiting` holds each update's number, as Telegram knows it, and its bytes."""

    def __init__(self, *waiting: tuple[int, bytes]) -> None:
        self.waiting = list(waiting)
        self._news = asyncio.Event()
        self.asked = 0
        self.longest: int | None = None  # of an answer, in bytes: what a proxy cuts it to

    def add(self, *waiting: tuple[int, bytes]) -> None:
        """Let more updates wait."""
        self.waiting += waiting
        self._news.set()

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        assert url.endswith("/getUpdates")
        asked = request_data.json_parameters if request_data else {}
        self.asked += 1
        offset = int(asked.get("offset", 0))
        assert offset >= 0, "Telegram would forget what waits"
        self.waiting = [one for one in self.waiting if one[0] >= offset]
        while not self.waiting:
            self._news.clear()
            await self._news.wait()
        shown = [raw for _, raw in self.waiting[: int(asked["limit"])]]
        return 200, (b'{"ok":true,"result":[' + b",".join(shown) + b"]}")[: self.longest]


def message(update_id: int, text: str, chat_id: int = 5) -> bytes:
    """Return an update with a private message, as Telegram writes it."""
    who = {"id": chat_id, "first_name": "陈", "is_bot": False}
    said = {
        "message_id": update_id,
        "date": 1_700_000_000,
        "chat": {"id": chat_id, "type": "private", "first_name": "陈"},
        "from": who,
        "text": text,
    }
    return json.dumps({"update_id": update_id, "message": said}, ensure_ascii=False).encode()
