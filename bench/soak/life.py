"""What an office does with the bot all day: it asks, taps, edits, and now and then Telegram is ill."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta

from office import Colleague, Office

from emulator import inline
from emulator.chats import Chat
from emulator.faults import Fault, FaultKind
from emulator.messages import Message
from emulator.users import Person
from handlers.knocking import Knocks

STEP = 1800.0  # seconds of the office's time between two looks at what is due
STEPS = 48  # a day's
BUSY = range(16, 36)  # the steps from 08:00 to 18:00, in which everything is asked
AT_ONCE = 30  # updates that arrive together
EDITOR = "吴"
OPENINGS = ("", "请问", "想了解一下，", "您好，", "麻烦问下", "同事问我：", "关于", "帮我找找")
ENDINGS = ("", "？", "呢", "，谢谢", "，讲话里怎么说", "，有没有原话")
VAIN = ("食堂晚上供应{}吗", "{}在哪里领", "停车位{}怎么申请", "年底{}发不发")
THINGS = ("夜宵", "雨伞", "饭卡", "打印纸", "钥匙", "电脑", "桌签", "证件", "体检表", "笔记本")
TALK = ("你好", "谢谢", "还有吗", "第二点", "出处", "下一段", "不懂")
COMMANDS = ("/help", "/quote", "/speeches", "/settings")
FAULTS = (
    Fault(method="sendMessage", kind=FaultKind.DROP_BEFORE, times=30),
    Fault(method="sendMessage", kind=FaultKind.RETRY_AFTER, times=20),
    Fault(method="sendMessage", kind=FaultKind.ERROR, times=20),
    Fault(method="editMessageText", kind=FaultKind.HTML, times=10),
    Fault(method="sendMessage", kind=FaultKind.HANG_AFTER_DELIVERY, times=3),
    Fault(method="answerCallbackQuery", kind=FaultKind.ERROR, times=20),
)


class Life:
    """An office with people and groups; `step` lets half an hour go by. The first begins at midnight."""

    def __init__(self, office: Office, knocks: Knocks, questions: Sequence[str], seed: int) -> None:
        self._office = office
        self._knocks = knocks
        self._due = {knock.name: 0.0 for knock in knocks.all}
        self._draw = random.Random(seed)
        self._questions = questions
        self._usual = self._draw.sample(questions, min(200, len(questions)))
        self._people: list[Person] = []
        self._groups: list[tuple[Chat, list[Person]]] = []
        self._said: dict[int, Message] = {}
        self._began, self._fault_at, self._bind_at = office.clock.monotonic(), 0, 0
        self._first_id = office.world.updates._next_id  # noqa: SLF001 - the number of the next update
        self._turns: tuple[tuple[int, Callable[[Person], None]], ...] = (
            (30, self._ask_the_usual),
            (25, self._ask_something_new),
            (22, self._tap),
            (8, self._ask_in_a_group),
            (6, self._say_something_small),
            (3, self._ask_in_vain),
            (2, self._edit),
            (2, self._type_inline),
            (1, self._subscribe),
            (1, self._send_a_picture),
        )

    @property
    def updates(self) -> int:
        """Return how many updates Telegram has had for the bot so far."""
        return int(self._office.world.updates._next_id - self._first_id)  # noqa: SLF001 - as above

    async def move_in(self, people: int, groups: int) -> None:
        """Let the people and their groups come to be; the editor leads the groups."""
        everybody = [self._office.colleague(f"同事{number}") for number in range(people)]
        self._people = [one.person for one in everybody]
        editor = self._editor
        await editor.says("/start")
        for number in range(groups):
            members = everybody[number::groups]
            chat = await self._office.group(f"处室{number}", editor, *members)
            self._groups.append((chat, [one.person for one in members]))
            await editor.says("/subscribe 09:00", chat)
        clock, zone = self._office.clock, self._office.services.settings.reminder.zone
        now = clock.now().astimezone(zone)
        midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        clock.jump((midnight - now).total_seconds())
        self._began = clock.monotonic()

    async def step(self, number: int, goal: int) -> None:
        """Let step `number` go by, in which the bot gets as many updates as are left until `goal` in all."""
        day, step = divmod(number, STEPS)
        if step == 0:
            self._fault_at, self._bind_at = self._draw.sample(BUSY, 2)
        ends = self._began + (number + 1) * STEP
        if step == self._fault_at:
            self._office.world.faults.add(self._fault(day))
        while self.updates < goal:
            self._crowd(min(AT_ONCE, goal - self.updates))
            await self._office.deals()
        self._office.world.faults.clear()
        if step == self._bind_at:
            await self._look_after_questions(day)
        await self._until(ends)

    def _fault(self, number: int) -> Fault:
        kind = FAULTS[number % len(FAULTS)]
        return Fault(method=kind.method, kind=kind.kind, times=kind.times)

    async def _until(self, moment: float) -> None:
        """Let time go by at once, without those who sleep a second waking each second; then do what is due."""
        clock = self._office.clock
        clock.jump(max(0.0, moment - clock.monotonic()))
        await clock.advance(0)
        for knock in self._knocks.all:
            if clock.monotonic() >= self._due[knock.name]:
                self._due[knock.name] = clock.monotonic() + knock.every
                await clock.until(self._knocks.now(knock.name))
        await self._office.deals()

    # --- people

    @property
    def _editor(self) -> Colleague:
        return self._office.colleague(EDITOR)

    def _crowd(self, count: int) -> None:
        """Let `count` things happen at once, or as many updates as come of them."""
        weights = [weight for weight, _ in self._turns]
        for _, turn in self._draw.choices(self._turns, weights, k=count):
            turn(self._draw.choice(self._people))

    def _say(self, person: Person, words: str, chat: Chat | None = None) -> None:
        world = self._office.world
        said = world.say(person, chat or world.private_chat(person), words)
        if chat is None:
            self._said[person.id] = said

    def _ask_the_usual(self, person: Person) -> None:
        self._say(person, self._draw.choice(self._usual))

    def _new(self) -> str:
        words = self._draw.choice(self._questions).rstrip("？?。")
        return f"{self._draw.choice(OPENINGS)}{words}{self._draw.choice(ENDINGS)}"

    def _ask_something_new(self, person: Person) -> None:
        self._say(person, self._new())

    def _ask_in_a_group(self, _: Person) -> None:
        chat, members = self._draw.choice(self._groups)
        person = self._draw.choice(members)
        self._say(person, f"@{self._office.world.bot.username} {self._new()}", chat)

    def _ask_in_vain(self, person: Person) -> None:
        self._say(person, self._draw.choice(VAIN).format(self._draw.choice(THINGS)))

    def _say_something_small(self, person: Person) -> None:
        self._say(person, self._draw.choice(TALK + COMMANDS))

    def _edit(self, person: Person) -> None:
        if said := self._said.get(person.id):
            self._office.world.edit(person, said, self._new())

    def _send_a_picture(self, person: Person) -> None:
        world = self._office.world
        world.send_media(person, world.private_chat(person), "photo")

    def _type_inline(self, person: Person) -> None:
        world = self._office.world
        inline.start(world, person, world.private_chat(person), self._new()[:20])

    def _subscribe(self, person: Person) -> None:
        hour = f"{self._draw.randrange(7, 20):02}:{self._draw.randrange(0, 60, 5):02}"
        self._say(person, self._draw.choice((f"/subscribe {hour}", "/unsubscribe", "/pause 2天")))

    def _tap(self, person: Person) -> None:
        world = self._office.world
        messages = [one for one in world.messages(world.private_chat(person)) if one.keyboard]
        if not messages:
            self._ask_the_usual(person)
            return
        message = self._draw.choice(messages[-3:])
        buttons = [
            place
            for place, button in enumerate(button for row in message.keyboard for button in row)
            if "callback_data" in button
        ]
        if buttons:
            world.start_tap(person, message, self._draw.choice(buttons))

    # --- the editor

    async def _look_after_questions(self, number: int) -> None:
        """Bind a passage to the first question of the box, and look at the statistics once a week."""
        editor = self._editor
        if number % 7 == 0:
            await editor.says("/stats")
        await editor.says("/inbox")
        if "1" not in editor.last().buttons:
            return
        await editor.taps("1")
        await editor.taps("绑定一段原文")
        library = self._office.services.speeches.library
        await editor.says(library.first(library.speeches[0].slug).id, answering=editor.last())
        await editor.taps("绑定这段")


def asked_by(number: int, days: int, count: int) -> int:
    """Return how many of `count` updates there are once step `number` is over, in so many days."""
    day, step = divmod(number + 1, STEPS)
    hours = day * len(BUSY) + min(max(step - BUSY.start, 0), len(BUSY))
    return count * hours // (days * len(BUSY))
