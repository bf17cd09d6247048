"""Which kinds of updates to ask Telegram for: those that some handler looks at, and no more."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from telegram import Chat, Message, Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    PollHandler,
    filters,
)

from handlers.context import App

MESSAGES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CHANNEL_POST, Update.EDITED_CHANNEL_POST)
# Filters that look at the kind of an update and nothing else.
KIND_FILTERS = (
    filters.UpdateType.MESSAGE,
    filters.UpdateType.EDITED_MESSAGE,
    filters.UpdateType.MESSAGES,
    filters.UpdateType.CHANNEL_POST,
    filters.UpdateType.EDITED_CHANNEL_POST,
    filters.UpdateType.CHANNEL_POSTS,
    filters.UpdateType.EDITED,
)
MEMBERS = {
    ChatMemberHandler.MY_CHAT_MEMBER: (Update.MY_CHAT_MEMBER,),
    ChatMemberHandler.CHAT_MEMBER: (Update.CHAT_MEMBER,),
    ChatMemberHandler.ANY_CHAT_MEMBER: (Update.MY_CHAT_MEMBER, Update.CHAT_MEMBER),
}


def update_kinds(app: App) -> list[str]:
    """Return getUpdates' allowed_updates for the handlers of `app`, sorted.

    A handler of a class of our own says its kinds in an attribute `update_kinds`, if others do not ask for
    them already.
    """
    kinds: set[str] = set()
    for handlers in app.handlers.values():
        for handler in handlers:
            kinds.update(_kinds_of(handler))
    return sorted(kinds)


def _kinds_of(handler: BaseHandler[Any, Any, Any]) -> Iterator[str]:
    if isinstance(handler, CommandHandler | MessageHandler):
        yield from (kind for kind in MESSAGES if _may_match(handler.filters, kind) is not False)
    elif isinstance(handler, CallbackQueryHandler):
        yield Update.CALLBACK_QUERY
    elif isinstance(handler, InlineQueryHandler):
        yield Update.INLINE_QUERY
    elif isinstance(handler, PollHandler):
        yield Update.POLL
    elif isinstance(handler, ChatMemberHandler):
        yield from MEMBERS.get(handler.chat_member_types or 0, ())
    else:
        yield from getattr(handler, "update_kinds", ())


def _may_match(condition: object, kind: str) -> bool | None:
    """Return whether a filter can match updates of that kind; None when it depends on the message."""
    if isinstance(condition, filters.BaseFilter) and condition in KIND_FILTERS:
        return bool(condition.check_update(_probe(kind)))
    inverted = getattr(
        condition, "inv_filter", None
    )  # PTB's classes of ~, & and | are private, these names not
    if inverted is not None:
        answer = _may_match(inverted, kind)
        return None if answer is None else not answer
    base = getattr(condition, "base_filter", None)
    if base is None:
        return None
    both, either = getattr(condition, "and_filter", None), getattr(condition, "or_filter", None)
    answers = {_may_match(base, kind), _may_match(both or either, kind)}
    decisive = both is None
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


def _probe(kind: str) -> Update:
    message = Message(1, datetime(2000, 1, 1, tzinfo=UTC), Chat(1, Chat.PRIVATE))
    match kind:
        case Update.MESSAGE:
            return Update(1, message=message)
        case Update.EDITED_MESSAGE:
            return Update(1, edited_message=message)
        case Update.CHANNEL_POST:
            return Update(1, channel_post=message)
    return Update(1, edited_channel_post=message)
