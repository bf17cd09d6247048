"""A house for fuzzing: an office with somebody of each role, groups, a forum and a channel; at times a new one.

Updates are given to it many at a time, the way Telegram would: fetched, stored, handled, answered. What it says
to the log, what Telegram refuses, and what a handler takes is looked at after each scene.
"""

import asyncio
import itertools
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from office import Colleague, Office
from surroundings import SMALL_KNOWLEDGE

from core.settings import AccessSettings, ThrottleSettings
from emulator.chats import Chat
from emulator.messages import Message
from emulator.updates import Waiting
from fuzz.hostile import MARK
from fuzz.listening import Ear
from fuzz.updates import Cast
from handlers.commands import COMMANDS
from handlers.updates.batch import PollError
from storage.database import FILE_NAME, Database

Json = dict[str, Any]
ROLES = ("stranger", "member", "admin", "editor", "operator")
UNLIMITED = ThrottleSettings(
    person_per_minute=0,
    person_per_hour=0,
    group_per_minute=0,
    group_per_hour=0,
    presses_per_minute=0,
    group_presses_per_minute=0,
    inline_per_minute=0,
)
PAUSE = 100.0  # seconds between two scenes, of the world's clock
# What Telegram may refuse without anybody being wrong: of chats, messages and queries that are not there.
MAY_BE_REFUSED = (
    "chat not found", "message to edit not found", "message to delete not found",
    "message to be replied not found", "message is not modified", "query is too old",
    "message can't be edited", "message can't be deleted", "user not found",
    "invalid user_id specified", "member not found",
    "group chat was upgraded", "not enough rights", "bot is not a member", "wrong file_id",
    "invalid file_id", "message thread not found", "TOPIC_CLOSED", "TOPIC_DELETED", "have no rights",
    "PARTICIPANT_ID_INVALID", "USER_ID_INVALID", "there is no text in the message to edit",
    "temporarily unavailable",
)  # fmt: skip
SAID = (
    "三重一大是什么", "今日廉语", "目录", "还有吗", "下一段", "出处", "第二点呢",
    "不想收了", "把时间改成9点", "确认", "取消", "是", "不", "推送改到九点",
    "暂停到下周一", "2022年怎么说作风？去年的要点？", "我要举报", "帮助", "2022-1-01", "ask",
)  # fmt: skip
ARGUMENTS = (
    "", "1", "-1", "2022-1-01", "9:00", "0", "99999999999999999999", "list", "5 7 editor", "明天",
    "2026-03-02", "全部", "off", "5000000003", "-1004000000001", "三重一大", "٣", "²", "24:00", "1天",
    "2026-02-30", "0001-01-01", "永远",
)  # fmt: skip
LINKS = (
    "p_2022-1-01",
    "inv_",
    "inv_abc",
    "claim_",
    "claim_ABCD-EFGH-JKLM",
    "p_",
    "p_../..",
    "p_2022-1-01-1",
    "x",
    "",
)


class RefusedError(AssertionError):
    """Telegram refused what the bot sent, though all it names is there."""

    def __init__(self, method: str, description: str, parameters: Json) -> None:
        super().__init__(f"{method}: {description}: {str(parameters)[:800]}")
        self.sign = f"{method} {description}"


class SpinningError(AssertionError):
    """A button was left spinning."""


class House:
    """One office. `open` it, let it hear scenes, `close` it."""

    def __init__(self, office: Office, database: Database) -> None:
        self.office, self._database = office, database
        self.people: dict[str, Colleague] = {}
        self.chats: list[Chat] = []
        self.slowest: tuple[float, Json] = (0.0, {})

    @classmethod
    async def open(cls, folder: Path, template: Path, people: dict[str, str] | None = None) -> "House":
        """Open a house on a fresh copy of the `template`; `people`: the name of whom, by role."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copyfile(template, folder / FILE_NAME)
        (folder / FILE_NAME).chmod(0o600)
        database = Database.in_folder(folder)
        names = {role: f"{MARK}{role}" for role in ROLES} | (people or {})
        office = await Office.open(
            database,
            operator=names["operator"],
            access=AccessSettings(mode="members", inline="on"),
            knowledge=SMALL_KNOWLEDGE,
            throttle=UNLIMITED,
        )
        house = cls(office, database)
        house.people = {role: office.colleague(names[role]) for role in ROLES}
        try:
            await house._move_in()
        except BaseException:
            await house.close()
            raise
        house._time_handlers()
        return house

    async def _move_in(self) -> None:
        office, people = self.office, self.people
        operator = people["operator"]
        await operator.says("/start")
        await operator.says(f"/editor {people['editor'].person.id}")
        insiders = [people[role] for role in ("member", "admin", "editor")]
        group = await office.clock.until(office.group(f"{MARK}党委", operator, *insiders))
        office.world.set_status(group, people["admin"].person, "administrator")
        forum = await office.clock.until(office.group("论坛", operator, *insiders, forum=True))
        outside = await office.clock.until(office.group("外面的群", people["stranger"]))
        channel = office.world.add_channel("频道", operator.person)
        office.world.add_bot(channel, operator.person, administrator=True)
        await office.deals()
        for person in people.values():
            await person.says("/start")
        self.chats = [*(one.private for one in people.values()), group, forum, outside, channel]

    def _time_handlers(self) -> None:
        dispatcher = self.office.poller.dispatcher
        handle = dispatcher.attempts.handle

        async def timed(update_id: int, data: Json) -> str:
            began = time.process_time()
            try:
                return await handle(update_id, data)
            finally:
                spent = time.process_time() - began
                self.slowest = max(self.slowest, (spent, data), key=lambda one: one[0])

        dispatcher.attempts.handle = timed  # type: ignore[method-assign]

    async def close(self) -> None:
        await self.office.end()
        await self._database.close()

    # --- what is there

    def cast(self, buttons: Sequence[str] = ()) -> Cast:
        """Return who is there, for drawing updates."""
        world = self.office.world
        ids = [one.id for chat in self.chats for one in world.messages(chat)]
        commands = [f"/{one.name} {argument}".strip() for one in COMMANDS for argument in ARGUMENTS]
        spoken = [word for one in COMMANDS for word in one.words]
        return Cast(
            people=(*(one.person.as_user() for one in self.people.values()), world.bot.as_user()),
            chats=tuple(chat.as_chat() for chat in self.chats),
            said=(
                *SAID,
                *commands,
                *spoken,
                *(f"/start {link}" for link in LINKS),
                f"@{world.bot.username} {MARK}",
            ),
            pressed=tuple(buttons) or ("access:apply",),
            message_ids=tuple(ids[-200:]) or (1,),
            file_ids=tuple(world.files) or ("file-1",),
            now=int(self.office.clock.now().timestamp()),
        )

    async def buttons(self) -> list[str]:
        """Have every command used by everybody, everywhere; return the data of all buttons that are shown."""
        lines = [*(f"/{one.name}" for one in COMMANDS if one.name != "forget_me"), *SAID]
        for role in ("operator", "member"):
            world, person = self.office.world, self.people[role]
            for chat in (person.private, self.chats[len(ROLES)]):
                await self.office.clock.advance(PAUSE)
                for words in lines:
                    world.say(person.person, chat, words)
                await self.deals()
        every = itertools.chain.from_iterable(self._shown(chat) for chat in self.chats)
        return sorted(set(every))

    def _shown(self, chat: Chat) -> Iterator[str]:
        for message in self.office.world.messages(chat):
            for row in message.keyboard:
                yield from (button["callback_data"] for button in row if "callback_data" in button)

    def posts(self, chat: Chat) -> list[Message]:
        """Return the bot's messages in a chat."""
        return [one for one in self.office.world.messages(chat) if one.is_from_bot and not one.service]

    # --- scenes

    async def hears(self, updates: Sequence[Json]) -> None:
        """Let the bot receive updates, whatever they are."""
        queue, clock = self.office.world.updates, self.office.clock
        await clock.advance(PAUSE)
        for update in updates:
            number = queue._next_id
            queue._next_id += 1
            queue._queue.append(Waiting(number, clock.now(), {"update_id": number, **update}))
        await self.deals()

    async def deals(self) -> None:
        """Let the bot handle what waits, with the time that it takes."""
        await self.office.clock.until(self._take_all())

    async def _take_all(self) -> None:
        poller, queue = self.office.poller, self.office.world.updates
        while len(queue):
            with suppress(PollError):  # nothing in the answer could be read: it is set aside
                await poller.poll_once()
            await poller.drain()
            await poller.poll_once()
        await poller.drain()

    def check(self, ear: Ear, *, wild: bool = False) -> tuple[float, Json]:
        """Raise what was wrong in the scene; return its slowest update and the seconds of processor time.

        After a `wild` scene a handler may have failed, if that was said in one line and the bot lives on.
        """
        slowest, self.slowest = self.slowest, (0.0, {})
        calls, self.office.world.calls[:] = list(self.office.world.calls), []
        ear.check(*(("a handler failed: ", "given up by PTB", "is set aside: ") if wild else ()))
        for call in calls if not wild else ():
            if not call.ok and not any(said in call.description for said in MAY_BE_REFUSED):
                raise RefusedError(call.method, call.description, call.parameters)
        return slowest


class Houses:
    """A house that is opened anew after so many inputs, and after each finding; and the loop it lives in."""

    def __init__(self, folder: Path, template: Path, ear: Ear, lasts: int = 2000) -> None:
        self._folder, self._template, self._ear, self._lasts = folder, template, ear, lasts
        self._runner = asyncio.Runner()
        self._house: House | None = None
        self._used = 0
        self._opened = itertools.count()

    def house(self, inputs: int = 0) -> House:
        """Return the house, which `inputs` more go into."""
        self._used += inputs
        if self._house is not None and self._used > self._lasts:
            self.close_house()
        if self._house is None:
            folder = self._folder / str(next(self._opened))
            self._house, self._used = self.run(House.open(folder, self._template)), inputs
            with suppress(AssertionError):  # what was said while it was opened is no input's
                self._house.check(self._ear)
        return self._house

    def run(self, work: Any) -> Any:  # noqa: ANN401 - whatever the coroutine returns
        return self._runner.run(work)

    def scene(self, work: Callable[[House], Any], inputs: int, *, wild: bool = False) -> tuple[float, Json]:
        """Run `work` in the house and look at what was wrong; return the slowest update and its seconds."""
        house = self.house(inputs)
        try:
            self.run(work(house))
            return house.check(self._ear, wild=wild)
        except BaseException:
            self.close_house()
            raise

    def close_house(self) -> None:
        house, self._house = self._house, None
        if house is not None:
            with suppress(Exception):
                self.run(house.close())

    def close(self) -> None:
        self.close_house()
        self._runner.close()
