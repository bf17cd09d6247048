"""An office for tests: colleagues who talk to the real bot over the local Telegram, in process.

    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    assert "重大问题决策" in chen.sees()
    await chen.taps("上下文")

Everything but the clock is the real thing: the emulator's Bot API, PTB's application with all its handlers,
the database, the shipped knowledge folder.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from clock import PATIENCE, FakeClock
from surroundings import Surroundings

from core.settings import (
    AccessSettings,
    AskingSettings,
    KnowledgeSettings,
    PeopleSettings,
    QuestionSettings,
    Settings,
    StorageSettings,
    ThrottleSettings,
)
from emulator import inline, polls
from emulator.chats import Chat, Topic
from emulator.messages import CallbackAnswer, InlineAnswer, Message
from emulator.telegram import Telegram
from emulator.users import Person
from handlers.assembly import Program
from handlers.context import App
from handlers.schedule import look_now
from handlers.updates.polling import Poller
from knowledge.language.words.frames import subject
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Kind
from services.wiring import Services
from storage.database import Database

# Too little to go by: each version of the search is unsure about some of these.
VAGUE = ("八项归定", "开会的纪律怎么办", "哪些规定", "谁的责任", "什么思想要有", "怎么管干部")
KNOWLEDGE = Path(__file__).resolve().parents[1] / "knowledge"
BREATH = 5.0  # seconds a person takes between two messages; the limits of the limiter are counted in it

Opened = Callable[..., Awaitable["Office"]]  # what the fixture `opened` gives


class Office(Surroundings):
    """One bot, its world and its clock. Build it with `open`; the fixture `office` does."""

    program: Program
    database: Database

    def __init__(self, clock: FakeClock | None = None, world: Telegram | None = None) -> None:
        super().__init__(clock, world)
        self._people: dict[str, Colleague] = {}

    @classmethod
    async def open(
        cls,
        database: Database,
        *,
        clock: FakeClock | None = None,
        world: Telegram | None = None,
        knowledge: Path = KNOWLEDGE,
        asking: AskingSettings | None = None,
        access: AccessSettings | None = None,
        throttle: ThrottleSettings | None = None,
        operator: str = "",
        questions: QuestionSettings | None = None,
        people: PeopleSettings | None = None,
        storage: StorageSettings | None = None,
    ) -> "Office":
        """Start the bot on `database` (migrated). With the `world` of an earlier office it is a restart.

        `operator` names a colleague who runs the bot, beside those of `access`.
        """
        office = cls(clock, world)
        access = access or AccessSettings(mode="open")
        if operator:
            runs_it = office.colleague(operator).person
            access = access.model_copy(update={"operators": access.operators | {runs_it.id}})
        settings = Settings(
            asking=asking or AskingSettings(),
            access=access,
            questions=questions or QuestionSettings(),
            people=people or PeopleSettings(),
            throttle=throttle or ThrottleSettings(),
            storage=storage or StorageSettings(),
            knowledge=KnowledgeSettings(folder=knowledge),
        )
        office.database = database
        office.program = await office.start(database, settings)
        await office.app.initialize()
        return office

    @property
    def app(self) -> App:
        return self.program.app

    @property
    def services(self) -> Services:
        return self.program.services

    @property
    def poller(self) -> Poller:
        return self.program.poller

    def colleague(self, name: str, **known: Any) -> "Colleague":  # noqa: ANN401 - passed on to the world
        """Return the colleague of that name; `known`: what the emulator's add_person takes."""
        if name not in self._people:
            self._people[name] = Colleague(self, self.world.add_person(name, **known))
        return self._people[name]

    async def group(self, title: str, owner: "Colleague", *members: "Colleague", **kind: Any) -> Chat:  # noqa: ANN401
        """Make a group with these people and the bot in it; `kind`: forum=True, kind="group"."""
        chat = self.world.add_group(title, owner.person, **kind)
        for member in members:
            self.world.add_member(chat, member.person)
        self.world.add_bot(chat, owner.person)
        await self.settle()
        return chat

    def topic(self, chat: Chat, title: str) -> Topic:
        return self.world.add_topic(chat, title)

    def vague_question(self) -> str:
        """Return a question that the search is unsure about, with at least three candidates worth a button."""
        library = self.services.answers.library
        for words in VAGUE:
            answer = library.answer(words)
            near = [one for one in answer.candidates if one.confidence > answer.confidence / 2]
            if answer.kind is Kind.UNSURE and len(near) > 2 and not subject(fold(words)):
                return words
        raise AssertionError("the search is unsure about nothing: find a vaguer question")

    async def settle(self) -> None:
        """Let the bot handle everything that has reached it, without any time going by."""
        async with asyncio.timeout(PATIENCE):
            while await self.poller.poll_once():
                await self.poller.drain()

    async def deals(self) -> None:
        """Let the bot handle everything that has reached it, with the time that it takes for it."""
        await self.clock.until(self.settle())

    async def hears(self, kind: str, payload: dict[str, Any]) -> None:
        """Let the bot receive an update that the local Telegram's people cannot cause."""
        await self.clock.advance(BREATH)
        self.world.updates.put(kind, payload)
        await self.deals()

    async def waits(self, seconds: float) -> None:
        """Let so many seconds go by, and let the bot go on with what it has in hand."""
        await self.clock.advance(seconds)
        await self.deals()

    async def passes(self, **span: float) -> None:
        """Let time go by (hours=1, minutes=5), and let the bot do what is due."""
        await self.clock.advance(timedelta(**span).total_seconds())
        await self.push()

    async def comes(self, day: int, hour: int, minute: int = 0) -> None:
        """Move the clock to that hour in Shanghai, `day` days from today, and let the bot do what is due."""
        zone = self.services.settings.reminder.zone
        today = self.clock.now().astimezone(zone).date()
        self.clock.move_to(datetime.combine(today + timedelta(days=day), time(hour, minute), zone))
        await self.push()

    async def push(self) -> None:
        """Let the daily push run as the schedule would, with time for the limiter's lanes."""
        await self.clock.until(look_now(self.services))

    def transcript(self, chat: Chat) -> str:
        """Return the chat as text, in Shanghai's time."""
        return self.world.transcript(chat, self.services.settings.reminder.zone)


@dataclass(eq=False)
class Colleague:
    """A person in the office. Without a chat they mean their own with the bot."""

    office: Office
    person: Person

    @property
    def private(self) -> Chat:
        return self.office.world.private_chat(self.person)

    async def says(
        self, text: str, to: Chat | None = None, *, topic: Topic | None = None, answering: Message | None = None
    ) -> Message:
        """Say something and wait until the bot has dealt with it."""
        await self.office.clock.advance(BREATH)
        chat = to or self.private
        thread = topic.id if topic else None
        message = self.office.world.say(self.person, chat, text, thread_id=thread, reply_to=answering)
        await self.office.deals()
        return message

    async def sends(
        self,
        kind: str,
        to: Chat | None = None,
        *,
        caption: str = "",
        answering: Message | None = None,
        content: bytes | None = None,
        name: str = "",
    ) -> Message:
        """Send something without words, such as a photo, or with a caption; `content` fills a document."""
        await self.office.clock.advance(BREATH)
        chat = to or self.private
        message = self.office.world.send_media(
            self.person, chat, kind, caption=caption, reply_to=answering, content=content, name=name
        )
        await self.office.deals()
        return message

    async def edits(self, message: Message, text: str) -> None:
        """Change one's own message."""
        await self.office.clock.advance(BREATH)
        self.office.world.edit(self.person, message, text)
        await self.office.deals()

    async def taps(
        self, button: str | int, on: Message | None = None, *, in_chat: Chat | None = None
    ) -> CallbackAnswer:
        """Tap a button, of the bot's last message unless told which; return what pops up."""
        await self.office.clock.advance(BREATH)
        message = on or self.last(in_chat)
        _, answer = self.office.world.start_tap(self.person, message, button)
        await self.office.deals()
        assert answer.done(), f"the bot left {button!r} spinning"
        return answer.result()

    async def votes(self, option: int, on: Message | None = None, *, in_chat: Chat | None = None) -> None:
        """Choose an option of a poll, the bot's last message unless told which."""
        polls.vote(self.office.world, self.person, on or self.last(in_chat), option)
        await self.office.deals()

    async def types(self, words: str, to: Chat | None = None, *, offset: str = "") -> InlineAnswer:
        """Type @bot and `words` in a chat; return the list that appears."""
        await self.office.clock.advance(BREATH)
        _, answer = inline.start(self.office.world, self.person, to or self.private, words, offset)
        await self.office.deals()
        return answer.result() if answer.done() else InlineAnswer(answered=False)

    async def chooses(self, result: int, of: InlineAnswer, to: Chat | None = None) -> Message:
        """Send one of a list's results, counted from 0."""
        chat = to or self.private
        sent = inline.choose(self.office.world, self.person, chat, of, of.results[result]["id"])
        await self.office.deals()
        return sent

    def last(self, chat: Chat | None = None) -> Message:
        """Return the bot's last message in the chat."""
        answers = self.answers(chat)
        assert answers, f"the bot has said nothing:\n{self.office.transcript(chat or self.private)}"
        return answers[-1]

    def answers(self, chat: Chat | None = None) -> list[Message]:
        """Return everything the bot has said in the chat."""
        messages = self.office.world.messages(chat or self.private)
        return [message for message in messages if message.is_from_bot and not message.service]

    def pushes(self, chat: Chat | None = None) -> list[str]:
        """Return the quotes pushed to the chat. What /quote shows in a group is a reply and none of them."""
        said = [message for message in self.answers(chat) if message.reply_to is None]
        return [message.text for message in said if message.text.startswith("今日廉语")]

    def finds(self, words: str, chat: Chat | None = None) -> bool:
        """Return whether the bot's last message shows `words` or offers them on a button."""
        return words in self.sees(chat) or any(words in button for button in self.last(chat).buttons)

    def sees(self, chat: Chat | None = None) -> str:
        """Return the words of the bot's last message in the chat."""
        return self.last(chat).text


@asynccontextmanager
async def open_office(folder: Path, **how: Any) -> AsyncIterator[Office]:  # noqa: ANN401 - what Office.open takes
    """Open an office on the database in `folder`; at the end nothing of it is left."""
    database = Database.in_folder(folder)
    office = await Office.open(database, **how)
    try:
        yield office
    finally:
        await office.end()
        await database.close()
