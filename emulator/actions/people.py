"""Who there is and who is where: people, groups, channels, topics, the bot's place among them."""

from collections.abc import Callable
from typing import Literal

from pydantic import Field

from core.errors import UserError
from core.models import ChatKind
from emulator.actions.stage import Action, Answer, Stage
from emulator.chats import Status


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
