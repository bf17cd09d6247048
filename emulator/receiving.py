"""getMe, getUpdates and the webhook that is not there."""

from typing import Any
from urllib.parse import urlsplit

from emulator.errors import BadRequest
from emulator.telegram import Telegram
from emulator.updates import KINDS

# Kinds of updates Telegram knows and this world never has; asking for them is no error.
OTHER_KINDS = {
    "business_connection", "business_message", "edited_business_message", "deleted_business_messages",
    "guest_message", "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer",
    "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
}  # fmt: skip
CERTIFIED_PORTS = {443, 80, 88, 8443}


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
    """Remember a webhook; nothing is ever sent to it, and getUpdates is refused meanwhile."""
    url = values.get("url", "")
    if url:
        parts = urlsplit(url)
        if parts.scheme != "https":
            raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in CERTIFIED_PORTS:
            raise BadRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    _allow(world, values)
    return _change_webhook(world, url, values)


def delete_webhook(world: Telegram, values: dict[str, Any]) -> bool:
    """Forget the webhook."""
    return _change_webhook(world, "", values)


def _change_webhook(world: Telegram, url: str, values: dict[str, Any]) -> bool:
    world.updates.webhook_url = url
    if values.get("drop_pending_updates"):
        world.updates.forget()
    return True


def get_webhook_info(world: Telegram, _: dict[str, Any]) -> dict[str, Any]:
    """Tell what is remembered of the webhook."""
    info: dict[str, Any] = {
        "url": world.updates.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    return info
