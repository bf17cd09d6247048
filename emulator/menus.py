"""The bot's command menus and descriptions, and which of them a person's client shows."""

from dataclasses import dataclass, field
from typing import Any

from emulator.chats import Chat
from emulator.users import User

Commands = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Scope:
    """A BotCommandScope. `chat_id` and `user_id` are filled where the type has them."""

    type: str = "default"
    chat_id: int | None = None
    user_id: int | None = None


DEFAULT_SCOPE = Scope()


@dataclass(slots=True)
class Menus:
    """Commands by scope and language, and the texts by language ("" is everybody else's)."""

    commands: dict[tuple[Scope, str], Commands] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)

    def resolve(self, chat: Chat, user: User, language_code: str) -> Commands:
        """Return what the client of `user` shows in `chat`: the narrowest scope first, its language first."""
        language = language_code[:2].lower()
        for scope in _scopes(chat, user):
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []


def _scopes(chat: Chat, user: User) -> list[Scope]:
    if chat.is_private:
        return [Scope("chat", chat.id), Scope("all_private_chats"), DEFAULT_SCOPE]
    if not chat.is_group:
        return []
    leads = chat.member(user).is_administrator
    scopes = [
        Scope("chat_member", chat.id, user.id),
        Scope("chat_administrators", chat.id) if leads else None,
        Scope("chat", chat.id),
        Scope("all_chat_administrators") if leads else None,
        Scope("all_group_chats"),
        DEFAULT_SCOPE,
    ]
    return [scope for scope in scopes if scope is not None]
