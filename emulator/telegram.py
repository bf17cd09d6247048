"""The local Telegram: people, chats, what they say to the bot and what the bot did.

In memory, plain asyncio, no HTTP. `emulator.api` speaks the Bot API for it, `emulator.sim` serves the
page and `/sim`, and the tests call it directly. What a person's client would not let them do raises
UserError, in Chinese.
"""

import asyncio
from datetime import UTC, tzinfo
from typing import Any

from core.errors import UserError
from core.models import ChatKind
from emulator import entities as found
from emulator.chats import Chat, Status
from emulator.membership import Membership
from emulator.menus import Commands
from emulator.messages import CallbackAnswer, Message
from emulator.samples import sample
from emulator.transcript import transcript
from emulator.users import Person, User, channel_bot, group_anonymous_bot
from emulator.world import Query

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


class Telegram(Membership):
    """The world. `bot`, `people`, `chats`, `calls`, `faults` and `revision` are there to look at."""

    # Talking ------------------------------------------------------------------------------------------

    def say(
        self,
        person: Person,
        chat: Chat,
        text: str,
        *,
        thread_id: int | None = None,
        reply_to: Message | None = None,
        speaking_as: Chat | None = None,
    ) -> Message:
        """Send `text` as a person would; mentions, commands and links become entities as on Telegram.

        `speaking_as` is a channel of theirs, in whose name it appears.
        """
        text = text.strip()
        if not text:
            raise UserError("不能发空消息")
        if len(text) > LONGEST_TEXT:
            raise UserError(f"一条消息最多 {LONGEST_TEXT} 个字")
        message = self._from_person(person, chat, thread_id, reply_to)
        if speaking_as is not None:
            if not speaking_as.member(person).is_administrator:
                raise UserError(f"{person.name}不能用“{speaking_as.name}”的名义说话")
            message.sender, message.sender_chat = channel_bot(), speaking_as
        message.text, message.entities = text, found.in_order(found.find(text))
        return self._post(message)

    def say_via_bot(self, person: Person, chat: Chat, content: Message, thread_id: int | None) -> Message:
        """Send what the bot offered inline (the text and buttons of `content`) in the person's name."""
        message = self._from_person(person, chat, thread_id, None)
        message.via_bot = self.bot
        message.text, message.entities, message.keyboard = content.text, content.entities, content.keyboard
        return self._post(message)

    def send_media(  # noqa: PLR0913 - as say, with the kind and the caption
        self,
        person: Person,
        chat: Chat,
        kind: str,
        *,
        caption: str = "",
        thread_id: int | None = None,
        reply_to: Message | None = None,
        content: bytes | None = None,
        name: str = "",
    ) -> Message:
        """Send a photo, sticker, voice, document, … of that `kind`; `content` fills a document or photo."""
        if len(caption) > LONGEST_CAPTION:
            raise UserError(f"说明文字最多 {LONGEST_CAPTION} 个字")
        message = self._from_person(person, chat, thread_id, reply_to)
        message.media = sample(self, kind, content, name)
        message.text, message.entities = caption, found.in_order(found.find(caption))
        return self._post(message)

    def forward(self, person: Person, message: Message, chat: Chat, *, thread_id: int | None = None) -> Message:
        """Forward a message that `person` sees to a chat; its buttons stay behind."""
        if message.protected:
            raise UserError("这条消息不许转发")
        if message.service or message.deleted:
            raise UserError("这条消息不能转发")
        copy = self._from_person(person, chat, thread_id, None)
        copy.text, copy.entities, copy.media = message.text, list(message.entities), dict(message.media)
        copy.origin = message.as_origin()
        return self._post(copy)

    def _from_person(
        self, person: Person, chat: Chat, thread_id: int | None, reply_to: Message | None
    ) -> Message:
        if reply_to is not None and thread_id is None:
            thread_id = reply_to.thread_id
        self._require_may_talk(person, chat, thread_id)
        sender: User | None = person
        sender_chat: Chat | None = None
        if chat.kind is ChatKind.CHANNEL:
            sender, sender_chat = None, chat
        elif chat.member(person).anonymous:
            sender, sender_chat = group_anonymous_bot(), chat
        return Message(
            self.next_id(),
            chat,
            self.clock.now(),
            sender=sender,
            sender_chat=sender_chat,
            person=person,
            thread_id=thread_id if thread_id is not None else reply_thread(chat, reply_to),
            root=self.topic_root(chat, thread_id),
            reply_to=reply_to,
        )

    def _require_may_talk(self, person: Person, chat: Chat, thread_id: int | None) -> None:
        if person.deleted:
            raise UserError(f"{person.name}的账号已注销")
        if chat.person is not None:
            if chat.person is not person:
                raise UserError("这是别人的私聊")
            return
        place = chat.member(person)
        present = place.is_present or (chat.comments_open and place.status is not Status.KICKED)
        if not present or chat.deleted or chat.migrated_to is not None:
            raise UserError(f"{person.name}不在“{chat.name}”里")
        if chat.kind is ChatKind.CHANNEL and not place.is_administrator:
            raise UserError("只有管理员能在频道里发消息")
        self._require_open_topic(chat, thread_id, leads=place.is_administrator)

    def _require_open_topic(self, chat: Chat, thread_id: int | None, *, leads: bool) -> None:
        topic = chat.topics.get(thread_id) if thread_id is not None else None
        if chat.is_forum and thread_id is not None and (topic is None or topic.deleted):
            raise UserError("没有这个话题")
        closed = topic.closed if topic is not None else chat.is_forum and chat.general_closed
        if closed and not leads:
            raise UserError("话题已关闭")

    def _post(self, message: Message) -> Message:
        chat, person = message.chat, message.person
        if chat.person is not None and isinstance(person, Person):
            chat.started = True
            if person.has_blocked_bot:
                self.unblock_bot(person)
        self.add_message(message)
        self.deliver(message)
        return message

    def edit(self, person: Person, message: Message, text: str) -> Message:
        """Change one's own message; the bot is told as Telegram tells it."""
        if message.person is not person:
            raise UserError("只能改自己的消息")
        message.text, message.entities = text.strip(), found.in_order(found.find(text.strip()))
        message.edited = self.clock.now()
        self.touch()
        self.deliver(message, edited=True)
        return message

    def delete(self, person: Person, message: Message) -> None:
        """Delete a message; the bot is not told, as on Telegram."""
        place = self.member(message.chat, person)
        if message.person is not person and not message.chat.is_private and not place.is_administrator:
            raise UserError("只能删自己的消息")
        self.forget_message(message)

    # Buttons ------------------------------------------------------------------------------------------

    async def tap(
        self,
        person: Person,
        message: Message,
        button: str | int,
        timeout: float = 10,  # noqa: ASYNC109 - the caller's own patience, by name
    ) -> CallbackAnswer:
        """Tap an inline button, found by its text or its place (from 0); wait for the bot's answer.

        A button with a URL opens it without telling the bot. After `timeout` seconds without an answer
        the result says so. Raises KeyError when there is no such button.
        """
        query, pending = self.start_tap(person, message, button)
        if query is None:
            return pending.result()
        try:
            return await asyncio.wait_for(asyncio.shield(pending), timeout)
        except TimeoutError:
            return CallbackAnswer(answered=False)

    def start_tap(
        self, person: Person, message: Message, button: str | int
    ) -> tuple[Query | None, "asyncio.Future[CallbackAnswer]"]:
        """Tap without waiting: return the query (None for a URL button) and the answer to come."""
        if message.deleted:
            raise UserError("这条消息已删除")
        pressed = message.button(button)
        answer: asyncio.Future[CallbackAnswer] = asyncio.get_running_loop().create_future()
        if "callback_data" not in pressed:
            answer.set_result(CallbackAnswer(answered=True, url=pressed.get("url", "")))
            return None, answer
        self._forget_old_queries()
        query = Query(str(self.next_id() << 31), self.clock.monotonic(), answer)
        self.queries[query.id] = query
        payload: dict[str, Any] = {
            "id": query.id,
            "from": person.as_user(),
            "message": message.as_message(),
            "chat_instance": message.chat.instance,
            "data": pressed["callback_data"],
        }
        self.updates.put("callback_query", payload)
        self.touch()
        return query, answer

    def _forget_old_queries(self) -> None:
        oldest = self.clock.monotonic() - self.query_lifetime
        for query in [query for query in self.queries.values() if query.asked < oldest]:
            del self.queries[query.id]

    # Looking ------------------------------------------------------------------------------------------

    def menu(self, person: Person, chat: Chat) -> Commands:
        """Return the command menu that `person` sees in `chat`: (command, description)."""
        return self.menus.resolve(chat, person, person.language_code)

    def transcript(self, chat: Chat, zone: tzinfo = UTC) -> str:
        """Return the chat as readable text, times in `zone`."""
        return transcript(self.messages(chat), zone)

    async def next_message(self, chat: Chat, after: int | None = None, timeout: float = 5) -> Message:  # noqa: ASYNC109 - the caller's own patience, by name
        """Return the bot's next message in `chat` with an id past `after` (default: past every one there).

        Raises TimeoutError, with the chat as text, when none comes within `timeout` real seconds.
        """
        last = max((message.id for message in self.messages(chat)), default=0) if after is None else after
        news: list[Message] = []

        def arrived() -> bool:
            news[:] = [m for m in self.messages(chat) if m.id > last and m.is_from_bot and not m.service]
            return bool(news)

        try:
            await self.wait_for(arrived, timeout)
        except TimeoutError:
            raise TimeoutError(f"no message from the bot; the chat is:\n{self.transcript(chat)}") from None
        return news[0]


def reply_thread(chat: Chat, reply_to: Message | None) -> int | None:
    """Return the thread a reply in a supergroup belongs to: that of the message it answers."""
    if reply_to is None or chat.kind is not ChatKind.SUPERGROUP or chat.is_forum:
        return None
    return reply_to.thread_id or reply_to.id
