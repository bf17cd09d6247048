"""The dead-man's ping: asks an address again and again while all is well; silence is what is noticed.

The address may hold a key, so it is a secret: it is in no log, in no message, and follows no redirect.
"""

import asyncio
import logging

import httpx

from core.clock import Clock
from core.settings import Settings
from core.trust import trusted_authorities
from core.unreached import cause_of
from handlers.health.state import StateService

logger = logging.getLogger(__name__)

TIMEOUT = 10.0  # seconds for one ping, all of it


class Ping:
    """Pings until cancelled. Its way out is that of Telegram: the same proxy, the same authorities."""

    def __init__(
        self,
        settings: Settings,
        states: StateService,
        clock: Clock,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._address = settings.health_ping.get_secret_value()
        self._every = settings.health.ping_every.total_seconds()
        self._settings = settings
        self._states = states
        self._clock = clock
        self._transport = transport
        self._why = ""

    async def run(self) -> None:
        """Ping now, and each time that the interval has passed."""
        if not self._address:
            return
        proxy, trusted = self._settings.telegram.proxy, trusted_authorities(self._settings.telegram.ca_file)
        through = httpx.Proxy(proxy, ssl_context=trusted) if proxy.startswith("https:") else proxy or None
        async with httpx.AsyncClient(
            transport=self._transport, proxy=through, verify=trusted, timeout=TIMEOUT, trust_env=False
        ) as client:
            while True:
                await self._once(client)
                await self._clock.sleep(self._every)

    async def _once(self, client: httpx.AsyncClient) -> None:
        """Ping if all is well. A failure is logged when it begins or changes, and when it ends."""
        if not (await self._states.now()).ready:
            return
        why = ""
        try:
            async with asyncio.timeout(TIMEOUT), client.stream("GET", self._address) as answer:
                if not answer.is_success:
                    why = f"status {answer.status_code}"
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
            why = cause_of(error)
        if why and why != self._why:
            logger.warning("the dead-man's ping is not taken: %s", why)
        elif self._why and not why:
            logger.info("the dead-man's ping is taken again")
        self._why = why
