"""Builds PTB's bot and Application for handlers/assembly.py.

There is no Updater: handlers/updates/polling.py fetches updates.
"""

from collections.abc import Callable

import httpx
from telegram import LinkPreviewOptions
from telegram.ext import (
    ApplicationBuilder,
    BaseRateLimiter,
    ContextTypes,
    Defaults,
    ExtBot,
    JobQueue,
)
from telegram.request import BaseRequest, HTTPXRequest

from core.errors import OperatorError
from core.settings import Settings
from handlers.context import App, BotData, Context
from handlers.sending.limiter import Ticket
from handlers.trust import trusted_authorities
from services.wiring import Services


def api_addresses(api_url: str) -> tuple[str, str]:
    """Return PTB's base_url and base_file_url of the Bot API server at `api_url`: files follow it."""
    server = api_url.rstrip("/").removesuffix("/bot")
    return f"{server}/bot", f"{server}/file/bot"


def build_request(settings: Settings, connections: int) -> HTTPXRequest:
    """Return how the Bot API is reached. Nothing but `telegram.proxy` decides on a proxy.

    OperatorError when certificates or proxy of the settings cannot be used.
    """
    trusted = trusted_authorities(settings.telegram.ca_file)
    address = settings.telegram.proxy
    try:
        proxy = httpx.Proxy(address, ssl_context=trusted) if address.startswith("https:") else address
    except (httpx.InvalidURL, ValueError):
        raise OperatorError("telegram.proxy：这个地址用不了，请核对") from None
    return HTTPXRequest(
        connection_pool_size=connections,
        proxy=proxy or None,
        connect_timeout=10,
        read_timeout=20,
        pool_timeout=30,
        httpx_kwargs={"trust_env": False, "verify": trusted},
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
    return ExtBot(
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
    job_queue: JobQueue[Context] = JobQueue()
    app: App = (
        ApplicationBuilder()
        .bot(bot)
        .updater(None)
        .job_queue(job_queue)
        .context_types(ContextTypes(context=Context, bot_data=BotData))
        .build()
    )
    app.bot_data.services = services
    routes(app)
    return app
