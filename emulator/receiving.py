"""getMe, getUpdates, and how a webhook is set; emulator/webhooks.py sends the updates."""

import re
from typing import Any
from urllib.parse import urlsplit

from emulator.errors import ApiError, BadRequest
from emulator.parameters import Upload
from emulator.telegram import Telegram
from emulator.updates import KINDS, Webhook

# Kinds of updates Telegram knows and this world never has; asking for them is no error.
OTHER_KINDS = {
    "business_connection", "business_message", "edited_business_message", "deleted_business_messages",
    "guest_message", "shipping_query", "pre_checkout_query", "purchased_paid_media",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
}  # fmt: skip
CERTIFIED_PORTS = {443, 80, 88, 8443}
SECRET_TOKEN = re.compile(r"[A-Za-z0-9_-]{0,256}")
MOST_CONNECTIONS = 100
BETWEEN_SETS = 1.0  # seconds


def get_me(world: Telegram, _: dict[str, Any]) -> dict[str, Any]:
    """Say who the bot is."""
    return world.bot.as_me()


async def get_updates(world: Telegram, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Hand out updates, waiting for them if asked to."""
    _allow(world, values)
    return await world.updates.take(values.get("offset", 0), values.get("limit", 100), values.get("timeout", 0))


def _allow(world: Telegram, values: dict[str, Any]) -> None:
    kinds = values.get("allowed_updates")
    if kinds is None:
        return
    if unknown := set(kinds) - set(KINDS) - OTHER_KINDS:
        raise BadRequest(f'allowed_updates has an unknown kind of update "{min(unknown)}"')
    world.updates.allow(kinds)


def set_webhook(world: Telegram, values: dict[str, Any]) -> bool:
    """Remember a webhook; getUpdates is refused meanwhile. An empty address removes it."""
    url = values.get("url", "")
    if not url:
        return delete_webhook(world, values)
    _check_address(url)
    token = values.get("secret_token", "")
    if not SECRET_TOKEN.fullmatch(token):
        raise BadRequest("secret token contains unallowed characters")
    _allow(world, values)
    connections = min(max(values.get("max_connections", 40), 1), MOST_CONNECTIONS)
    certificate = values.get("certificate")
    content = certificate.content if isinstance(certificate, Upload) else None
    if content is not None and b"BEGIN CERTIFICATE" not in content:
        raise BadRequest("bad webhook: can't read the certificate")
    _not_too_often(world)
    world.updates.hook(Webhook(url, token, connections, content))
    _drop_pending(world, values)
    return True


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in CERTIFIED_PORTS:
        raise BadRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _not_too_often(world: Telegram) -> None:
    """Raise ApiError when a webhook was set less than a second ago."""
    last = world.updates.hooked_at
    if last is not None and world.clock.monotonic() - last < BETWEEN_SETS:
        raise ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1})


def delete_webhook(world: Telegram, values: dict[str, Any]) -> bool:
    """Forget the webhook."""
    world.updates.hook(Webhook())
    world.updates.hooked_at = None
    _drop_pending(world, values)
    return True


def _drop_pending(world: Telegram, values: dict[str, Any]) -> None:
    if values.get("drop_pending_updates"):
        world.updates.forget()


def get_webhook_info(world: Telegram, _: dict[str, Any]) -> dict[str, Any]:
    """Tell what is remembered of the webhook."""
    webhook = world.updates.webhook
    info: dict[str, Any] = {
        "url": webhook.url,
        "has_custom_certificate": webhook.certificate is not None,
        "pending_update_count": len(world.updates),
    }
    if webhook.url:
        info["max_connections"] = webhook.max_connections
    if webhook.last_error_date is not None:
        info["last_error_date"] = int(webhook.last_error_date.timestamp())
        info["last_error_message"] = webhook.last_error_message
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    return info
