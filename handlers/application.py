"""Builds PTB's bot and Application for handlers/assembly.py.

There is no Updater: handlers/updates/polling.py fetches updates. There is no job queue, which waits by the wall
clock: handlers/schedule.py knocks.
"""

import ssl
from collections.abc import Callable

import httpx
from telegram import LinkPreviewOptions
from telegram.ext import (
    ApplicationBuilder,
    BaseRateLimiter,
    ContextTypes,
    Defaults,
    ExtBot,
)
from telegram.request import BaseRequest, HTTPXRequest

from core.errors import OperatorError
from core.settings import Settings
from core.trust import trusted_authorities
from handlers.context import App, BotData, Context
from handlers.sending.limits import Ticket
from handlers.sending.quick_bot import QuickBot
from handlers.sending.quick_request import QuickRequest
from services.wiring import Services

# Seconds to wait for a connection to the Bot API, for its answer, and for one of the connections to come free.
CONNECTING, READING, QUEUEING = 10.0, 20.0, 30.0


def api_addresses(api_url: str) -> tuple[str, str]:
    """Return PTB's base_url and base_file_url of the Bot API server at `api_url`: files follow it."""
    server = api_url.rstrip("/").removesuffix("/bot")
    return f"{server}/bot", f"{server}/file/bot"


def build_request(settings: Settings, connections: int, trusted: ssl.SSLContext | None = None) -> BaseRequest:
    """Return how the Bot API is reached. Nothing but `telegram.proxy` decides on a proxy.

    `trusted`: the authorities of the settings, where they are read already; they take 2 MB.
    OperatorError when certificates or proxy of the settings cannot be used.
    """
    trusted = trusted or trusted_authorities(settings.telegram.ca_file)
    address = settings.telegram.proxy
    try:
        proxy = httpx.Proxy(address, ssl_context=trusted) if address.startswith("https:") else address
    except (httpx.InvalidURL, ValueError):
        raise OperatorError("telegram.proxy：这个地址用不了，请核对") from None
    client = {"trust_env": False, "verify": trusted}
    if proxy:
        return HTTPXRequest(
            connections,
            proxy=proxy,
            connect_timeout=CONNECTING,
            read_timeout=READING,
            pool_timeout=QUEUEING,
            httpx_kwargs=client,
        )
    return QuickRequest(
        connections,
        connect_timeout=CONNECTING,
        read_timeout=READING,
        pool_timeout=QUEUEING,
        httpx_kwargs=client,
    )


def build_bot(
    token: str,
    settings: Settings,
    *,
    request: BaseRequest | None = None,
    get_updates_request: BaseRequest | None = None,
    rate_limiter: BaseRateLimiter[Ticket] | None = None,
) -> ExtBot[Ticket]:
    """Build the bot that calls `telegram.api_url`. It comes first: the services' Sender needs it."""
    base_url, base_file_url = api_addresses(settings.telegram.api_url)
    return QuickBot(
        token,
        base_url=base_url,
        base_file_url=base_file_url,
        request=request,
        get_updates_request=get_updates_request,
        rate_limiter=rate_limiter,
        defaults=Defaults(
            tzinfo=settings.reminder.zone,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            allow_sending_without_reply=True,
            protect_content=settings.access.protect_content or None,
        ),
    )


def build_application(bot: ExtBot[Ticket], services: Services, routes: Callable[[App], None]) -> App:
    """Build the application around `bot`; `routes` gives it its handlers. The caller starts and stops it."""
    app: App = (
        ApplicationBuilder()
        .bot(bot)
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context, bot_data=BotData))
        .build()
    )
    app.bot_data.services = services
    routes(app)
    return app
