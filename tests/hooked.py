"""For the tests of the webhook: the bot behind its endpoint and a Telegram that sends to it, in one process."""

import asyncio
import socket

import httpx
from clock import FakeClock
from polling import PollingBot
from pydantic import SecretStr

from core.serving import Serving
from core.settings import TelegramSettings
from core.webhook import WebhookSettings
from emulator.telegram import Telegram
from emulator.webhooks import Postman
from handlers.updates.webhook.endpoint import Endpoint
from handlers.updates.webhook.receiving import WebhookReceiver
from storage.database import Database

URL = "https://bot.example.org/telegram"
SECRET = "a-Secret_that-nobody_guesses"
TOKEN_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class HookedBot(PollingBot):
    """A PollingBot that does not poll. Nothing listens: requests reach the endpoint in process."""

    def __init__(self, database: Database, world: Telegram, clock: FakeClock) -> None:
        super().__init__(database, world, clock)
        self.settings = self.settings.model_copy(
            update={
                "telegram": TelegramSettings(mode="webhook"),
                "webhook": WebhookSettings(url=URL),
                "webhook_token": SecretStr(SECRET),
            }
        )
        self.postman: asyncio.Task[None] | None = None
        self.hearing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "HookedBot":
        await super().__aenter__()
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(self.endpoint))
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.client.aclose()
        if self.hearing:
            self.receiver.stop()
            await self.clock.until(self.hearing)
        if self.postman:
            self.postman.cancel()
            await asyncio.gather(self.postman, return_exceptions=True)
        await super().__aexit__(*error)

    @property
    def receiver(self) -> WebhookReceiver:
        assert self.program.webhook is not None
        return self.program.webhook

    @property
    def endpoint(self) -> Endpoint:
        return self.receiver.endpoint

    def run_receiver(self) -> None:
        """Run the receiver as the product does, but for the sockets: nothing listens."""

        class Nowhere(Serving):
            async def start(self) -> None: ...
            async def stop(self) -> None: ...

        with socket.socket() as unused:
            self.receiver._serving = Nowhere(self.endpoint, unused)
        self.hearing = asyncio.create_task(self.receiver.run())

    async def hang_up_the_sign(self) -> Postman:
        """Set the webhook, and let Telegram send what it has from now on."""
        await self.receiver.set_up()
        postman = Postman(self.world, httpx.ASGITransport(self.endpoint))
        self.postman = asyncio.create_task(postman.run())
        return postman

    async def posts(self, body: bytes, token: str | None = SECRET, url: str = URL) -> int:
        """Send a request as Telegram does; return the status of the answer, which says nothing else."""
        headers = {} if token is None else {TOKEN_HEADER: token}
        answer = await self.client.post(url, content=body, headers=headers)
        assert answer.content == b""
        assert "server" not in answer.headers
        return answer.status_code

    async def drain(self) -> None:
        await self.program.poller.dispatcher.drain()
