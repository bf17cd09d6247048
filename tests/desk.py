"""A bot at its desk: the in-process Telegram with one person who has started the bot, and a group with both."""

import httpx
from surroundings import Surroundings
from telegram import Bot

from emulator.chats import Chat
from emulator.messages import Message

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x01\x00\x08\x02\x00\x00\x00"


class Desk(Surroundings):
    """A bare bot on the in-process Telegram, one person who has started it, and a group with both."""

    def __init__(self) -> None:
        super().__init__()
        self.bot = self.bot_with(self.world.token)
        self.person = self.world.add_person("组员")
        self.owner = self.world.add_person("组长")
        self.private = self.world.private_chat(self.person)
        self.world.say(self.person, self.private, "/start")
        self.group = self.world.add_group("学习组", self.owner)
        self.world.add_member(self.group, self.person)
        self.world.add_bot(self.group, self.owner)
        self.world.updates.forget()

    def bot_with(self, token: str) -> Bot:
        return Bot(token, request=self.request(), get_updates_request=self.request())

    def in_chat(self, chat: Chat, message_id: int) -> Message:
        message = self.world.message(chat, message_id)
        assert message is not None
        return message


async def refusal(http: httpx.AsyncClient, method: str, **parameters: object) -> str:
    answer = await http.post(method, json=parameters)
    body = answer.json()
    assert body["ok"] is False
    assert body["error_code"] == answer.status_code
    return str(body["description"])
