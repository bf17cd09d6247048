"""What the world consists of, and what of it reaches the bot as updates."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any, Final

from core.clock import Clock
from core.models import ChatKind
from emulator import entities as found
from emulator.chats import Chat, Member, Status
from emulator.faults import Faults
from emulator.limits import RateLimits
from emulator.menus import Menus
from emulator.messages import CallbackAnswer, InlineQuery, Message
from emulator.updates import UpdateQueue
from emulator.users import BotUser, Person, User

LOCAL_TOKEN = "1000000001:LOCAL-CHAT-ONLY-NOT-A-TELEGRAM-TOKEN"  # noqa: S105 - opens nothing: only this emulator takes it
FIRST_PERSON_ID = 5_000_000_001  # as large as Telegram's own have become: they do not fit 32 bits
FIRST_GROUP_ID = 4_000_000_000
FIRST_SUPERGROUP_ID = 1_002_000_000_000
# Identifiers count from the time, four a second, so that those of a restarted world are new to the bot's
# database and yet fit 32 bits, as Telegram's do.
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
IDS_PER_SECOND = 4
CALLS_KEPT = 2000
MESSAGES_KEPT = 1000  # of each chat
FILES_KEPT = 1000


class Any_:  # noqa: N801 - the type of one value, ANY
    """The type of ANY, which stands for every topic of a chat."""


ANY: Final = Any_()


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One request of the bot, for the page's panel and the tests. `seconds` is how long it took.

    `result` is what a request that went well was answered.
    """

    at: datetime
    method: str
    parameters: dict[str, Any]
    ok: bool
    error_code: int | None
    description: str
    seconds: float
    result: Any = None


@dataclass(slots=True, eq=False)
class Query:
    """A tap that waits for its answer. `asked` is on the monotonic clock."""

    id: str
    asked: float
    answer: "asyncio.Future[CallbackAnswer]"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that went through the world, kept in memory."""

    id: str
    unique_id: str
    name: str
    mime: str
    content: bytes
    kind: str

    @property
    def path(self) -> str:
        """Return where it is downloaded from; as Telegram's, it does not give the name away."""
        return f"{self.kind}s/{self.unique_id}{PurePath(self.name).suffix}"


class World:
    """State, and the rules by which it reaches the bot. `emulator.telegram.Telegram` adds what people do."""

    def __init__(
        self,
        clock: Clock,
        *,
        token: str = LOCAL_TOKEN,
        username: str = "qingfeng_bot",
        name: str = "清风",
        privacy_mode: bool = True,
        privacy_delivers_mentions: bool = True,
        limits: RateLimits | None = None,
    ) -> None:
        self.clock = clock
        self.token = token
        self.bot = BotUser(
            int(token.partition(":")[0] or 1), name, username, is_bot=True, privacy_mode=privacy_mode
        )
        # Telegram's own pages disagree on whether privacy mode lets a bare @mention through.
        self.privacy_delivers_mentions = privacy_delivers_mentions
        self.limits = limits
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.calls: list[ApiCall] = []
        self.faults = Faults()
        self.menus = Menus()
        self.files: dict[str, StoredFile] = {}
        self.polls: dict[str, Any] = {}  # emulator.polls.Poll, by their ids
        self.queries: dict[str, Query] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        # How long a tap can be answered, in real seconds.
        self.query_lifetime = 60.0
        self.messages_kept = MESSAGES_KEPT
        self.files_kept = FILES_KEPT
        self.revision = 0
        self._changed = asyncio.Event()
        self._messages: dict[int, dict[int, Message]] = {}
        self._last_id = max(1, int((clock.now() - EPOCH).total_seconds()) * IDS_PER_SECOND)
        self._last_chat = self._last_id
        self.updates = UpdateQueue(clock, self._last_id + 1)

    # What changed -------------------------------------------------------------------------------------

    def touch(self) -> None:
        """Say that something people can see has changed."""
        self.revision += 1
        self._changed.set()

    async def changed_since(self, revision: int, timeout: float) -> int:  # noqa: ASYNC109 - the caller's own patience, by name
        """Wait until the world is past `revision`, at most `timeout` real seconds; return where it is."""
        try:
            async with asyncio.timeout(timeout):
                while self.revision <= revision:
                    if self._changed.is_set():
                        self._changed = asyncio.Event()
                    await self._changed.wait()
        except TimeoutError:
            pass
        return self.revision

    async def wait_for(self, predicate: Callable[[], object], timeout: float = 5) -> None:  # noqa: ASYNC109 - the caller's own patience, by name
        """Wait until `predicate` holds; it is asked again after every change. Raises TimeoutError."""
        async with asyncio.timeout(timeout):
            while not predicate():
                await self.changed_since(self.revision, timeout)

    def note(self, call: ApiCall) -> None:
        """Keep a request for the page and the tests; the oldest give way."""
        self.calls.append(call)
        if len(self.calls) > CALLS_KEPT:
            del self.calls[: CALLS_KEPT // 2]
        self.touch()

    def keep_file(self, file: StoredFile) -> StoredFile:
        """Keep a file that goes through the world, or goes through it again; the oldest give way."""
        self.files.pop(file.id, None)
        self.files[file.id] = file
        while len(self.files) > self.files_kept:
            del self.files[next(iter(self.files))]
        return file

    # Messages -----------------------------------------------------------------------------------------

    def next_id(self) -> int:
        self._last_id += 1
        return self._last_id

    def next_chat_id(self, kind: ChatKind) -> int:
        """Return an id no chat had before, also not before a restart of the local chat."""
        self._last_chat += 1
        return -(self._last_chat + (FIRST_GROUP_ID if kind is ChatKind.GROUP else FIRST_SUPERGROUP_ID))

    def add_message(self, message: Message) -> Message:
        """Put a message into its chat without telling the bot; the chat's oldest give way."""
        kept = self._messages.setdefault(message.chat.id, {})
        kept[message.id] = message
        while len(kept) > self.messages_kept:
            oldest = kept.pop(next(iter(kept)))
            oldest.reply_to = oldest.root = None  # or each would keep the one before it
        self.touch()
        return message

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """Return a message that is still there, or None."""
        message = self._messages.get(chat.id, {}).get(message_id)
        return None if message is None or message.deleted else message

    def messages(self, chat: Chat, thread_id: int | Any_ | None = ANY) -> list[Message]:
        """Return the chat's messages in order, without deleted ones; of one topic if asked (None: General)."""
        return [
            message
            for message in self._messages.get(chat.id, {}).values()
            if not message.deleted and (isinstance(thread_id, Any_) or message.thread_id == thread_id)
        ]

    def every_message(self) -> Iterator[Message]:
        """Yield every message of every chat that is still there."""
        for chat in self._messages.values():
            yield from (message for message in chat.values() if not message.deleted)

    def topic_root(self, chat: Chat, thread_id: int | None) -> Message | None:
        """Return the service message that opened a forum's topic, or None."""
        return self.message(chat, thread_id) if thread_id in chat.topics and thread_id else None

    def forget_message(self, message: Message) -> None:
        """Take a message out of its chat; others keep pointing to it as deleted."""
        message.deleted = True
        self.touch()

    # What reaches the bot -----------------------------------------------------------------------------

    def member(self, chat: Chat, user: User) -> Member:
        """Return somebody's place in a chat, a private chat included."""
        if chat.person is not None:
            blocked = user is self.bot and chat.person.has_blocked_bot
            return Member(user, Status.KICKED if blocked else Status.MEMBER)
        return chat.member(user)

    def deliver(self, message: Message, *, edited: bool = False) -> None:
        """Queue a person's message, or its edit, if the bot gets to see it."""
        if not self._is_for_bot(message):
            return
        kind = "channel_post" if message.chat.kind is ChatKind.CHANNEL else "message"
        self.updates.put(f"edited_{kind}" if edited else kind, message.as_message())

    def _is_for_bot(self, message: Message) -> bool:
        if message.is_from_bot:
            return False
        chat = message.chat
        if chat.person is not None:
            return not chat.person.has_blocked_bot
        place = chat.member(self.bot)
        if not place.is_present:
            return "left_chat_member" in message.service
        if chat.kind is ChatKind.CHANNEL or not self.bot.privacy_mode or place.is_administrator:
            return True
        return bool(message.service) or self._is_meant_for_bot(message)

    def _is_meant_for_bot(self, message: Message) -> bool:
        name = self.bot.username
        if message.via_bot is self.bot:
            return True
        if message.reply_to is not None and message.reply_to.is_from_bot:
            return True
        if found.commands(message.text, message.entities, name):
            return True
        return self.privacy_delivers_mentions and found.mentions(message.text, message.entities, name)

    def tell_status(self, chat: Chat, by: User, old: Member) -> None:
        """Queue my_chat_member: the bot's place in `chat` was `old` and is what it is now."""
        new = self.member(chat, self.bot)
        self.updates.put("my_chat_member", self.change_of(chat, by, old, new))
        self.touch()

    def change_of(self, chat: Chat, by: User, old: Member, new: Member) -> dict[str, Any]:
        """Return the Bot API's ChatMemberUpdated."""
        return {
            "chat": chat.as_chat(),
            "from": by.as_user(),
            "date": int(self.clock.now().timestamp()),
            "old_chat_member": chat.as_member(old),
            "new_chat_member": chat.as_member(new),
        }
