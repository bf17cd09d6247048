"""What the page and the tests may ask of the world over /sim: one class for each verb."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Base64Bytes, Field

from core.clock import SystemClock
from core.errors import UserError
from core.models import ChatKind
from emulator.chats import Status
from emulator.faults import Fault, FaultKind
from emulator.inline_actions import AskInline, ChooseInline
from emulator.polls import vote
from emulator.stage import Action, Answer, Stage

LATEST_YEAR = 2100
DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    502: "Bad Gateway",
}


# Talking ------------------------------------------------------------------------------------------------


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


# People and chats ---------------------------------------------------------------------------------------


class NewPerson(Action):
    """A new person, with a private chat with the bot."""

    name: str = Field(min_length=1, max_length=64)

    async def perform(self, stage: Stage) -> Answer:
        return {"person": stage.world.add_person(self.name).id}


class Vanish(Action):
    """Somebody deletes their account for good; the bot is not told."""

    person: int

    async def perform(self, stage: Stage) -> Answer:
        person = stage.person(self.person)
        if all(other is person or other.deleted for other in stage.world.people.values()):
            raise UserError("总得留一个人")
        stage.world.delete_account(person)
        return {}


class NewGroup(Action):
    """A new group of `person`, with the bot in it if wanted."""

    person: int
    title: str = Field(min_length=1, max_length=128)
    forum: bool = False
    kind: Literal["group", "supergroup"] = "supergroup"
    people: tuple[int, ...] = ()
    bot: bool = False

    async def perform(self, stage: Stage) -> Answer:
        owner = stage.person(self.person)
        people = [stage.person(number) for number in self.people]
        chat = stage.world.add_group(self.title, owner, kind=self.kind, forum=self.forum)
        for person in people:
            stage.world.add_member(chat, person)
        if self.bot:
            stage.world.add_bot(chat, owner)
        return {"chat": chat.id}


class NewChannel(Action):
    """A new channel of `person`, the bot an administrator of it if wanted."""

    person: int
    title: str = Field(min_length=1, max_length=128)
    people: tuple[int, ...] = ()
    bot: bool = False

    async def perform(self, stage: Stage) -> Answer:
        owner = stage.person(self.person)
        people = [stage.person(number) for number in self.people]
        chat = stage.world.add_channel(self.title, owner)
        for person in people:
            stage.world.add_member(chat, person)
        if self.bot:
            stage.world.add_bot(chat, owner)
        return {"chat": chat.id}


class SetMember(Action):
    """Somebody joins (`by` themselves or another), leaves, or is given a status by an administrator."""

    chat: int
    person: int
    by: int
    status: Literal["creator", "administrator", "member", "left", "kicked"]
    anonymous: bool = False

    async def perform(self, stage: Stage) -> Answer:
        chat, person, by = stage.chat(self.chat), stage.person(self.person), stage.person(self.by)
        place = chat.member(person)
        if self.status == "member" and not place.is_present:
            if by is not person and not chat.member(by).is_present:
                raise UserError(f"{by.name}不在“{chat.name}”里")
            stage.world.add_member(chat, person)
            return {}
        if self.status == "left" and by is person:
            stage.world.set_status(chat, person, Status.LEFT)
            return {}
        if not chat.member(by).is_administrator:
            raise UserError("只有管理员能这样做")
        if (place.status is Status.CREATOR) != (self.status == "creator"):
            raise UserError("群主不能换人")
        stage.world.set_status(chat, person, self.status, anonymous=self.anonymous)
        return {}


class SetBot(Action):
    """An administrator adds the bot (a member may too), changes its place or removes it."""

    chat: int
    by: int
    action: Literal["add", "promote", "demote", "mute", "unmute", "remove"]

    async def perform(self, stage: Stage) -> Answer:
        world, chat, by = stage.world, stage.chat(self.chat), stage.person(self.by)
        actions: dict[str, Callable[[], None]] = {
            "add": lambda: world.add_bot(chat, by),
            "promote": lambda: world.promote_bot(chat, by),
            "demote": lambda: world.demote_bot(chat, by),
            "mute": lambda: world.restrict_bot(chat, by, may_send=False),
            "unmute": lambda: world.restrict_bot(chat, by, may_send=True),
            "remove": lambda: world.remove_bot(chat, by),
        }
        if self.action == "promote" and not chat.member(world.bot).is_present:
            world.add_bot(chat, by, administrator=True)
        else:
            actions[self.action]()
        return {}


class SetTopic(Action):
    """Make a topic (`name`), or do something with one; topic 0 is General."""

    chat: int
    person: int
    action: Literal["add", "close", "reopen", "delete"]
    topic: int = 0
    name: str = Field(default="", max_length=128)

    async def perform(self, stage: Stage) -> Answer:
        world, chat, person = stage.world, stage.chat(self.chat), stage.person(self.person)
        if self.action == "add":
            if not self.name:
                raise UserError("请给话题起个名字")
            return {"topic": world.add_topic(chat, self.name, person).id}
        if not chat.member(person).is_administrator:
            raise UserError("只有管理员能这样做")
        topic = stage.topic(chat, self.topic)
        if self.action == "close":
            world.close_topic(chat, topic, person)
        elif self.action == "reopen":
            world.reopen_topic(chat, topic, person)
        elif topic is None:
            raise UserError("综合话题不能删除")
        else:
            world.delete_topic(chat, topic)
        return {}


class Block(Action):
    """Somebody blocks the bot or lets it write again."""

    person: int
    blocked: bool

    async def perform(self, stage: Stage) -> Answer:
        person = stage.person(self.person)
        if self.blocked:
            stage.world.block_bot(person)
        else:
            stage.world.unblock_bot(person)
        return {}


class Migrate(Action):
    """A group becomes a supergroup; its number changes."""

    chat: int

    async def perform(self, stage: Stage) -> Answer:
        chat = stage.chat(self.chat)
        if chat.kind is not ChatKind.GROUP or chat.migrated_to is not None:
            raise UserError("只有普通群能升级为超级群")
        return {"chat": stage.world.migrate(chat).id}


# Time and faults ----------------------------------------------------------------------------------------


class MoveClock(Action):
    """`to`: a local time such as 2026-11-23T08:30; or `forward` by seconds; or `back` to the real time."""

    to: datetime | None = None
    forward: float | None = Field(default=None, gt=0, le=366 * 86400)
    back: bool = False

    async def perform(self, stage: Stage) -> Answer:
        if stage.clock is None:
            raise UserError("这里的时间不能拨动")
        if self.back:
            stage.clock.move_back()
        else:
            stage.clock.move_to(self._moment(stage, stage.clock))
        stage.journal.moved = not self.back
        stage.world.touch()
        if stage.on_clock_moved is not None:
            await stage.on_clock_moved()
        return {"now": stage.clock.now().isoformat()}

    def _moment(self, stage: Stage, clock: SystemClock) -> datetime:
        if self.forward is not None:
            moment = clock.now() + timedelta(seconds=self.forward)
        elif self.to is not None:
            moment = self.to if self.to.tzinfo else self.to.replace(tzinfo=stage.zone)
        else:
            raise UserError("请说明拨到什么时候")
        if not clock.now().year - 10 <= moment.year <= LATEST_YEAR:
            raise UserError("这个时间太远了")
        return moment


class SetFaults(Action):
    """Let the next `times` requests (of `method`, to `chat`; None is any) fail; `clear` forgets them all."""

    kind: FaultKind = FaultKind.ERROR
    method: str | None = None
    chat: int | None = None
    times: int = Field(default=1, ge=1, le=1000)
    retry_after: int = Field(default=3, ge=1, le=3600)
    code: int = Field(default=502, ge=400, le=599)
    description: str | None = None
    clear: bool = False

    async def perform(self, stage: Stage) -> Answer:
        faults = stage.world.faults
        if self.clear:
            faults.clear()
        else:
            words = self.description or DESCRIPTIONS.get(self.code, "Internal Server Error")
            faults.add(Fault(self.method, self.kind, self.times, self.chat, self.retry_after, self.code, words))
        stage.world.touch()
        return {}


ACTIONS: dict[str, type[Action]] = {
    "say": Say,
    "media": Media,
    "forward": Forward,
    "edit": Edit,
    "delete": Delete,
    "tap": Tap,
    "vote": Vote,
    "inline": AskInline,
    "choose": ChooseInline,
    "person": NewPerson,
    "vanish": Vanish,
    "group": NewGroup,
    "channel": NewChannel,
    "member": SetMember,
    "bot": SetBot,
    "topic": SetTopic,
    "block": Block,
    "migrate": Migrate,
    "clock": MoveClock,
    "faults": SetFaults,
}
