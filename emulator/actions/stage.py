"""An action over /sim, and the objects it acts on."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from core.clock import SystemClock
from core.errors import UserError
from emulator.chats import Chat, Topic
from emulator.messages import Message
from emulator.records import Journal
from emulator.telegram import Telegram
from emulator.users import Person

Answer = dict[str, Any]
Clocked = Callable[[], Awaitable[None]]

NOBODY = "没有这个人了，请刷新页面"
NO_CHAT = "没有这个聊天了，请刷新页面"
NO_MESSAGE = "这条消息已删除"
NO_TOPIC = "没有这个话题"


@dataclass(frozen=True, slots=True)
class Stage:
    """What the actions act on. `clock` is None where the time cannot be moved."""

    world: Telegram
    journal: Journal
    zone: ZoneInfo
    clock: SystemClock | None
    on_clock_moved: Clocked | None

    def person(self, number: int) -> Person:
        person = self.world.people.get(number)
        if person is None:
            raise UserError(NOBODY)
        return person

    def chat(self, number: int) -> Chat:
        chat = self.world.chats.get(number)
        if chat is None or chat.deleted:
            raise UserError(NO_CHAT)
        return chat

    def message(self, chat: Chat, number: int) -> Message:
        message = self.world.message(chat, number)
        if message is None:
            raise UserError(NO_MESSAGE)
        return message

    def topic(self, chat: Chat, number: int) -> Topic | None:
        """Return a topic of a forum; 0 is General, which is None to the world."""
        if not number:
            return None
        topic = chat.topics.get(number)
        if topic is None or topic.deleted:
            raise UserError(NO_TOPIC)
        return topic


class Action(BaseModel):
    """The JSON body of a request, and what it does. A key that is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    async def perform(self, stage: Stage) -> Answer:
        """Do it and return what the page needs to know. Raises UserError with words for people."""
        raise NotImplementedError
