"""A message, and what comes back from a tap on its buttons and from an inline query."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.models import ChatKind
from emulator.chats import Chat
from emulator.users import User


@dataclass(slots=True, eq=False)
class Message:
    """A message as the world keeps it; `as_message` is the Bot API's object.

    `media` and `service` are the fields that make it a photo, a voice message or a service message, in
    the Bot API's shape. `root` is the message that opened its topic. `person` is who really wrote it,
    also where the chat shows the group's name.
    """

    id: int
    chat: Chat
    date: datetime
    sender: User | None = None
    sender_chat: Chat | None = None
    person: User | None = None
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    media: dict[str, Any] = field(default_factory=dict)
    service: dict[str, Any] = field(default_factory=dict)
    thread_id: int | None = None
    root: "Message | None" = None
    reply_to: "Message | None" = None
    quote: dict[str, Any] | None = None
    origin: dict[str, Any] | None = None  # of a forwarded message: the Bot API's MessageOrigin
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    forces_reply: str | None = None  # people's apps open a reply to it, with this hint in the empty line
    link_preview_options: dict[str, Any] | None = None
    via_bot: User | None = None
    silent: bool = False
    protected: bool = False
    edited: datetime | None = None
    deleted: bool = False

    @property
    def buttons(self) -> list[str]:
        """Return the texts of the inline buttons, row after row."""
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def is_from_bot(self) -> bool:
        return self.person is not None and self.person.is_bot

    def button(self, wanted: str | int) -> dict[str, Any]:
        """Return the inline button with that text, or at that place (from 0). Raises KeyError."""
        flat = [button for row in self.keyboard for button in row]
        for number, button in enumerate(flat):
            if wanted in {button["text"], number}:
                return button
        raise KeyError(f"no button {wanted!r} among {[button['text'] for button in flat]}")

    def as_message(self, *, with_reply: bool = True) -> dict[str, Any]:
        """Return the Bot API's Message object. A message inside it never holds a third one."""
        result: dict[str, Any] = {"message_id": self.id}
        if self.sender is not None:
            result["from"] = self.sender.as_user()
        if self.sender_chat is not None:
            result["sender_chat"] = self.sender_chat.as_chat()
        result["chat"] = self.chat.as_chat()
        result["date"] = int(self.date.timestamp())
        if self.edited is not None:
            result["edit_date"] = int(self.edited.timestamp())
        if self.via_bot is not None:
            result["via_bot"] = self.via_bot.as_user()
        if self.origin is not None:
            result["forward_origin"] = self.origin
        self._add_place(result, with_reply=with_reply)
        self._add_contents(result)
        return result

    def _add_place(self, result: dict[str, Any], *, with_reply: bool) -> None:
        if self.thread_id is not None:
            result["message_thread_id"] = self.thread_id
            if self.thread_id in self.chat.topics:
                result["is_topic_message"] = True
        if not with_reply:
            return
        # In a topic, what replies to nobody replies to the message that opened it.
        target = self.reply_to or self.root
        if target is not None and not target.deleted:
            result["reply_to_message"] = target.as_message(with_reply=False)
            if self.quote is not None:
                result["quote"] = self.quote

    def _add_contents(self, result: dict[str, Any]) -> None:
        result.update(self.media)
        result.update(self.service)
        if self.text:
            result["caption" if self.media else "text"] = self.text
            if self.entities:
                result["caption_entities" if self.media else "entities"] = self.entities
        if self.link_preview_options is not None:
            result["link_preview_options"] = self.link_preview_options
        if self.protected:
            result["has_protected_content"] = True
        if self.keyboard:
            result["reply_markup"] = {"inline_keyboard": self.keyboard}

    def as_origin(self) -> dict[str, Any]:
        """Return where a copy of this message comes from; a copy of a copy comes from the first."""
        if self.origin is not None:
            return self.origin
        date = {"date": int(self.date.timestamp())}
        if self.sender_chat is None and self.sender is not None:
            return {"type": "user", "sender_user": self.sender.as_user(), **date}
        chat = (self.sender_chat or self.chat).as_chat()
        if self.chat.kind is ChatKind.CHANNEL:
            return {"type": "channel", "chat": chat, "message_id": self.id, **date}
        return {"type": "chat", "sender_chat": chat, **date}


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What the person sees after a tap. `answered` is False when the bot let the button spin."""

    answered: bool
    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What a person sees under @bot and some words: `results` and `button` as the Bot API's objects.

    `answered` is False when the bot said nothing.
    """

    answered: bool
    results: tuple[dict[str, Any], ...] = ()
    next_offset: str = ""
    cache_time: int = 0
    is_personal: bool = False
    button: dict[str, Any] | None = None


@dataclass(slots=True, eq=False)
class InlineQuery:
    """Words behind @bot that wait for results. `asked` is on the monotonic clock."""

    id: str
    person: User
    text: str
    asked: float
    answer: "asyncio.Future[InlineAnswer]"
