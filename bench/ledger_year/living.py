"""What happens in the office day by day; what a chat received is read from the local Telegram afterwards."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time

from office import Colleague, Office

from emulator.chats import Chat
from emulator.faults import Fault
from emulator.messages import Message
from knowledge.language.hours.times import local_day
from knowledge.quotes.checklist import TOPICS
from services.ledger.facts import ONE_DAY

OPERATOR = "吴"
PEOPLE = ("陈", "李", "王", "赵")
HOUR = "9:00"
IN_VAIN = "食堂晚上供应夜宵吗"
QUIZ_WEEKDAY = "周二"
FORGOTTEN_AFTER = 20  # days
VOTERS = 10  # others in the group who answer the quiz; of fewer answers nothing is counted
SHARE = 0.6  # of the answers that are right
DUTY, DUE = "警示教育", "每月最后一个工作日 8点"
REMINDER = f"廉政事项提醒：{DUTY}"
DONE = 0.6  # of the duties, on the day that they are reminded of
LINE = "值班人员名单贴在一楼大厅，离岗要报告。"  # in the office's own words, for each holiday


@dataclass
class Lived:
    """What was done; by day, what became of messages other than that they arrived and the bot was told so."""

    first: date
    last: date
    chats: list[Chat] = field(default_factory=list)
    unsure: Counter[date] = field(default_factory=Counter)  # arrived, and the bot does not know
    lost: Counter[date] = field(default_factory=Counter)  # did not arrive, and the bot does not know
    blocked: Counter[date] = field(default_factory=Counter)  # surely did not arrive
    notices: list[tuple[date, str, int]] = field(default_factory=list)  # when, its words, who pressed 已阅
    asked: Counter[str] = field(default_factory=Counter)  # by month
    opinions: list[date] = field(default_factory=list)
    answers: Counter[date] = field(default_factory=Counter)  # to the quiz, in the group, by the week's Monday
    right: Counter[date] = field(default_factory=Counter)
    reminded: Counter[date] = field(default_factory=Counter)  # of duties, by the day on which it arrived
    done: Counter[date] = field(default_factory=Counter)  # duties, by the day on which they were due and done
    summary: list[str] = field(default_factory=list)


async def live(office: Office, days: int, seed: int, *, ill: float = 0.1) -> Lived:
    """Let `days` go by from today on; on a share of them, `ill`, Telegram fails for one message."""
    draw, life = random.Random(seed), _Life(office)
    await life.begin()
    for day in range(days):
        await life.day(day, draw, ill)
    life.lived.last = life.today
    return life.lived


class _Life:
    def __init__(self, office: Office) -> None:
        self._office = office
        self._wu = office.colleague(OPERATOR)
        self._people = [office.colleague(name) for name in PEOPLE]
        self._away: Colleague | None = None
        self._forgotten = False
        self.lived = Lived(self.today, self.today)

    @property
    def today(self) -> date:
        return local_day(self._office.clock.now(), self._office.services.settings.reminder.zone)

    async def begin(self) -> None:
        """Let everybody subscribe, and approve an item of 每周一题."""
        await self._wu.says("/items")
        waits = self._wu.last().buttons[0]
        await self._wu.taps(waits)
        if "1" in self._wu.last().buttons:
            await self._wu.taps("1")
            for _ in range(3):
                await self._wu.taps("通过")
        await self._approve_list()
        for person in self._people:
            await person.says(f"/subscribe {HOUR}")
        await self._people[0].says("/settings")
        await self._people[0].taps("开启节前提醒")
        await self._people[0].says(f"/quiz 每{QUIZ_WEEKDAY} {HOUR}")
        group = await self._office.group("机关党委", self._wu, *self._people)
        for number in range(VOTERS):
            self._office.world.add_member(group, self._office.colleague(f"同事{number}").person)
        await self._wu.says(f"/subscribe {HOUR}", group)
        await self._wu.says(f"/quiz 每{QUIZ_WEEKDAY} {HOUR}", group)
        self.lived.chats = [group, *(person.private for person in self._people)]
        self._group = group
        await self._begin_duty()

    async def _begin_duty(self) -> None:
        """Let a duty concern two people, who agree to be reminded of it."""
        concerned = self._people[0], self._people[2]
        await self._wu.says(f"/duty {DUTY} {DUE}")
        await self._wu.taps("加人")
        await self._wu.says("、".join(str(one.person.id) for one in concerned))
        await self._wu.taps("启用")
        await self._office.push()
        for person in concerned:
            await person.taps("同意提醒")

    async def _approve_list(self) -> None:
        """Approve what is listed before each holiday: what a speech says, if any does, and own words."""
        await self._wu.says("节前清单")
        await self._wu.taps("每个节 0/5")
        for topic in TOPICS:
            await self._wu.taps(topic)
            if "通过" in self._wu.last().buttons:
                await self._wu.taps("通过")
                break
            await self._wu.taps("每个节")
        await self._wu.taps("值班")
        await self._wu.taps("自己写")
        await self._wu.says(LINE)

    async def day(self, number: int, draw: random.Random, share: float) -> None:
        """Let one day go by: the push in the morning, then what people do."""
        ill = self._fall_ill(draw) if draw.random() < share else None
        leaves = self._leave(number)
        if number > FORGOTTEN_AFTER and (self.today + ONE_DAY).day == 1 and not self._forgotten:
            self._forgotten = True
            await self._be_forgotten(self._people[1])
        else:
            await self._morning(1 if number else 0)
        today = self.today
        if ill is not None:
            getattr(self.lived, ill)[today] += 1
        if leaves:
            self.lived.blocked[today] += 1
        await self._answer(draw)
        await self._do_duties(draw)
        await self._office.services.ledger.keep_months()
        if number % 7 == 1:
            await self._ask(draw)
        if number % 30 == 1:
            await self._tell(number, draw)
        if number % 45 == 1:
            await self._suggest(draw)
        if number % 60 == 25 and self._away is not None:
            await self._return(self._away)

    async def _morning(self, days: int) -> None:
        """Let it be nine, `days` from today, and let the bot push. What operators are told is no part of it."""
        zone = self._office.services.settings.reminder.zone
        self._office.clock.move_to(datetime.combine(self.today + days * ONE_DAY, time(9, 1), zone))
        services = self._office.services
        await self._office.clock.until(services.duty_watch.look())
        await self._office.clock.until(services.pushes.tick())

    def _fall_ill(self, draw: random.Random) -> str:
        """Let Telegram lose the group's next message, or not say that it arrived."""
        what = draw.choice(("unsure", "lost"))
        kind = {"unsure": "hang_after_delivery", "lost": "error"}[what]
        self._office.world.faults.add(Fault(method="sendMessage", kind=kind, chat_id=self._group.id))
        return what

    def _leave(self, number: int) -> bool:
        if number % 60 != 20:
            return False
        self._away = self._people[3]
        self._office.world.block_bot(self._away.person)
        return True

    async def _return(self, person: Colleague) -> None:
        self._office.world.unblock_bot(person.person)
        await person.says(f"/subscribe {HOUR}")
        self._away = None

    async def _be_forgotten(self, person: Colleague) -> None:
        """Let somebody be forgotten in the first night of a month: what the ended one had is kept by then."""
        await self._office.comes(1, 0, 5)
        await self._office.services.ledger.keep_months()
        await person.says("/forget_me")
        await person.taps("确定删去")
        await person.says(f"/subscribe {HOUR}")
        await self._morning(0)

    async def _answer(self, draw: random.Random) -> None:
        """Let the others in the group answer today's quiz, if there is one."""
        zone = self._office.services.settings.reminder.zone
        polls = [one for one in self._office.world.messages(self._group) if "poll" in one.media]
        if not polls or local_day(polls[-1].date, zone) != self.today:
            return
        monday = self.today - self.today.weekday() * ONE_DAY
        poll = polls[-1].media["poll"]
        [right] = poll["correct_option_ids"]
        for number in range(VOTERS):
            is_right = draw.random() < SHARE
            option = right if is_right else (right + 1) % len(poll["options"])
            await self._office.colleague(f"同事{number}").votes(option, polls[-1])
            self.lived.answers[monday] += 1
            self.lived.right[monday] += is_right

    async def _do_duties(self, draw: random.Random) -> None:
        """Let some who were reminded today say that it is done."""
        zone = self._office.services.settings.reminder.zone
        for person in self._people:
            told = [one for one in self._office.world.messages(person.private) if one.text.startswith(REMINDER)]
            if not told or local_day(told[-1].date, zone) != self.today:
                continue
            self.lived.reminded[self.today] += 1
            if draw.random() < DONE:
                await person.taps("已办", told[-1])
                asked = next(one for one in reversed(person.answers()) if "今天" in one.buttons)
                await person.taps("今天", asked)
                self.lived.done[self.today] += 1

    async def _ask(self, draw: random.Random) -> None:
        await draw.choice(self._people[:3]).says(draw.choice((IN_VAIN, "三重一大是什么")))
        self.lived.asked[f"{self.today:%Y-%m}"] += 1

    async def _tell(self, number: int, draw: random.Random) -> None:
        """Send a notice with 已阅, and let some press it."""
        words = f"第 {number} 天：下午集中学习。"
        await self._wu.says(f"/notice {words}")
        await self._wu.taps("发送")
        await self._wu.taps("带“已阅”按钮")
        await self._wu.taps("确定发送")
        await self._office.push()
        readers = draw.sample(self._people[:3], draw.randint(0, 3))
        for person in readers:
            for message in (self._notice(person.private, words), self._notice(self._group, words)):
                await person.taps(0, message)
        self.lived.notices.append((self.today, words, len(readers)))

    def _notice(self, chat: Chat, words: str) -> Message:
        messages = reversed(self._office.world.messages(chat))
        return next(one for one in messages if words in one.text and one.keyboard)

    async def _suggest(self, draw: random.Random) -> None:
        person = draw.choice(self._people[:3])
        await person.says("/suggest 公车预约表请放到群里")
        await person.taps("匿名发出")
        self.lived.opinions.append(self.today)
