"""What people do with messages: write, send, forward, change, delete, tap, vote."""

from typing import Literal

from pydantic import Base64Bytes, Field

from core.errors import UserError
from emulator.actions.stage import Action, Answer, Stage
from emulator.polls import vote


class Say(Action):
    """Somebody writes in a chat, a topic (`thread`; 0 or null is General), in reply to a message."""

    person: int
    chat: int
    text: str
    thread: int | None = None
    reply: int | None = None

    async def perform(self, stage: Stage) -> Answer:
        chat = stage.chat(self.chat)
        reply_to = stage.message(chat, self.reply) if self.reply else None
        message = stage.world.say(
            stage.person(self.person), chat, self.text, thread_id=self.thread or None, reply_to=reply_to
        )
        return {"message": message.id}


class Media(Action):
    """Somebody sends a photo, sticker, voice message or the like: made up, or `content` with its `name`."""

    person: int
    chat: int
    kind: Literal["photo", "sticker", "voice", "document", "video", "location"]
    caption: str = ""
    thread: int | None = None
    name: str = Field(default="", max_length=255)
    content: Base64Bytes | None = None

    async def perform(self, stage: Stage) -> Answer:
        person, chat = stage.person(self.person), stage.chat(self.chat)
        message = stage.world.send_media(
            person,
            chat,
            self.kind,
            caption=self.caption,
            thread_id=self.thread or None,
            content=self.content,
            name=self.name,
        )
        return {"message": message.id}


class Forward(Action):
    """Somebody forwards a message to another chat, or a topic of it."""

    person: int
    chat: int
    message: int
    to: int
    thread: int | None = None

    async def perform(self, stage: Stage) -> Answer:
        person, source = stage.person(self.person), stage.chat(self.chat)
        if not (source.person is person or (source.person is None and source.member(person).is_present)):
            raise UserError(f"{person.name}不在“{source.name}”里")
        message = stage.message(source, self.message)
        sent = stage.world.forward(person, message, stage.chat(self.to), thread_id=self.thread or None)
        return {"message": sent.id}


class Edit(Action):
    """Somebody changes their own message."""

    person: int
    chat: int
    message: int
    text: str = Field(min_length=1, max_length=4096)

    async def perform(self, stage: Stage) -> Answer:
        message = stage.message(stage.chat(self.chat), self.message)
        stage.world.edit(stage.person(self.person), message, self.text)
        return {}


class Delete(Action):
    """Somebody deletes a message."""

    person: int
    chat: int
    message: int

    async def perform(self, stage: Stage) -> Answer:
        stage.world.delete(stage.person(self.person), stage.message(stage.chat(self.chat), self.message))
        return {}


class Tap(Action):
    """A tap on an inline button: its text, or its place counted from 0."""

    person: int
    chat: int
    message: int
    button: str | int

    async def perform(self, stage: Stage) -> Answer:
        message = stage.message(stage.chat(self.chat), self.message)
        try:
            answer = await stage.world.tap(stage.person(self.person), message, self.button)
        except KeyError:
            raise UserError("这个按钮已经没有了") from None
        return {
            "unanswered": not answer.answered,
            "text": answer.text,
            "alert": answer.show_alert,
            "url": answer.url,
        }


class Vote(Action):
    """Somebody chooses an option of a poll, counted from 0."""

    person: int
    chat: int
    message: int
    option: int

    async def perform(self, stage: Stage) -> Answer:
        message = stage.message(stage.chat(self.chat), self.message)
        vote(stage.world, stage.person(self.person), message, self.option)
        return {}
