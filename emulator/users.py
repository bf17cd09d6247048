"""Who takes part: people and the bot."""

from dataclasses import dataclass
from typing import Any

# The accounts in whose name Telegram shows what an anonymous administrator says, and who speaks as a channel.
GROUP_ANONYMOUS_BOT_ID = 1087968824
CHANNEL_BOT_ID = 136817688


@dataclass(slots=True, eq=False)
class User:
    """An account. `as_user` is the Bot API's User object."""

    id: int
    name: str
    username: str = ""
    is_bot: bool = False

    def as_user(self) -> dict[str, Any]:
        user: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        if self.username:
            user["username"] = self.username
        return user


@dataclass(slots=True, eq=False)
class Person(User):
    """A person of the local Telegram. `deleted` is set once the account is gone for good."""

    language_code: str = "zh-hans"
    has_blocked_bot: bool = False
    deleted: bool = False

    def as_user(self) -> dict[str, Any]:
        if self.deleted:
            return {"id": self.id, "is_bot": False, "first_name": ""}
        # Explicit, since a slotted dataclass is a new class that super() without arguments does not know.
        return {**User.as_user(self), "language_code": self.language_code}


@dataclass(slots=True, eq=False)
class BotUser(User):
    """The one bot: what BotFather's /setprivacy, /setinline and /setinlinefeedback switch."""

    is_bot: bool = True
    privacy_mode: bool = True
    inline_mode: bool = True
    inline_feedback: bool = False

    def as_me(self) -> dict[str, Any]:
        """Return what getMe answers: the fields that come nowhere else included."""
        return {
            **self.as_user(),
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy_mode,
            "supports_inline_queries": self.inline_mode,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }


def group_anonymous_bot() -> User:
    """Return Telegram's stand-in for an administrator who hides behind the group."""
    return User(GROUP_ANONYMOUS_BOT_ID, "Group", "GroupAnonymousBot", is_bot=True)


def channel_bot() -> User:
    """Return Telegram's stand-in for somebody who speaks as a channel of theirs."""
    return User(CHANNEL_BOT_ID, "Channel", "Channel_Bot", is_bot=True)
