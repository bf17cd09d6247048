"""Whatever people do, in whatever order, nothing breaks: no refusal by Telegram, no apology, no log entry."""

import logging
import random

import pytest
from office import Colleague, Office

from emulator.chats import Chat, Topic
from emulator.messages import Message

WORDS = (
    "三重一大是什么", "八项归定", "怎么改进作风", "红烧肉怎么做", "廉", "😀", "你好", "谢谢", "收到",
    "下一段", "上一段", "还有吗", "那第二点呢", "第九点", "出处", "全文在哪", "上下文", "订阅", "退订",
    "设置", "今日廉语", "帮助", "原文 2022-2-06", "2023-4-05", "订阅 25:00", "<b>&lt;script>", "`*_[x](y)",
    "/", "//", "/p 1-1-1", "/p x", "/ask", "/ask 四风", "/问 四风", "／问", "/subscribe 7:77",
    "/subscribe 17:30", "/unsubscribe", "/settings", "/quote", "/help", "/start x", "/privacy",
    "/foo@qingfeng_bot", "@qingfeng_bot", "问 @qingfeng_bot", "\u202e廉洁\u0000", "第一责任人\n\n是谁？",
    "ｓａｎｚｈｏｎｇｙｉｄａ", "sanzhongyida", "szyd", "问" * 4000,
)  # fmt: skip
MEDIA = ("photo", "sticker", "voice", "document", "location", "dice", "video", "animation", "contact")
STEPS = 80
# The one comes of editing a question whose answer was deleted, the other of tapping twice; both are dealt with.
EXPECTED = ("message to edit not found", "message is not modified")


class AnyDay:
    """People who do anything, driven by dice."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.dice = random.Random(seed)  # noqa: S311 - a test's dice
        self.people = [office.colleague(name) for name in ("陈", "李", "王")]
        self.groups: list[Chat] = []
        self.said: list[tuple[Colleague, Message]] = []

    async def passes(self) -> None:
        self.groups = [
            await self.office.group("机关党委", *self.people),
            await self.office.group("学习园地", *self.people, forum=True),
        ]
        topics = [None, *(self.office.topic(self.groups[1], title) for title in ("学习", "食堂"))]
        habits = (
            self.says,
            self.says,
            self.answers,
            self.sends,
            self.edits,
            self.taps,
            self.taps,
            self.deletes,
        )
        for _ in range(STEPS):
            who = self.dice.choice(self.people)
            chat = self.dice.choice([who.private, who.private, *self.groups])
            topic = self.dice.choice(topics) if chat.is_forum else None
            await self.dice.choice(habits)(who, chat, topic)
            await self.office.passes(seconds=self.dice.choice((5, 5, 5, 90, 20_000)))

    async def says(self, who: Colleague, chat: Chat, topic: Topic | None) -> None:
        words = self.dice.choice(("", "", "@qingfeng_bot ")) + self.dice.choice(WORDS)
        self.said.append((who, await who.says(words, chat, topic=topic)))

    async def answers(self, who: Colleague, chat: Chat, _: Topic | None) -> None:
        if answers := who.answers(chat):
            words, answer = self.dice.choice(WORDS), self.dice.choice(answers)
            self.said.append((who, await who.says(words, chat, answering=answer)))

    async def sends(self, who: Colleague, chat: Chat, _: Topic | None) -> None:
        caption = self.dice.choice(("", self.dice.choice(WORDS)[:1024]))
        await who.sends(self.dice.choice(MEDIA), chat, caption=caption)

    async def edits(self, *_: object) -> None:
        if self.said:
            writer, message = self.dice.choice(self.said)
            if not message.deleted:
                await writer.edits(message, self.dice.choice(WORDS))

    async def taps(self, who: Colleague, chat: Chat, _: Topic | None) -> None:
        if with_buttons := [message for message in who.answers(chat) if message.buttons]:
            message = self.dice.choice(with_buttons)
            answer = await who.taps(self.dice.randrange(len(message.buttons)), message)
            assert answer.answered
            assert "抱歉" not in answer.text

    async def deletes(self, _: Colleague, chat: Chat, __: object) -> None:
        if messages := self.office.world.messages(chat):
            self.office.world.forget_message(self.dice.choice(messages))


@pytest.mark.parametrize("seed", range(2))
async def test_nothing_people_do_breaks_the_bot(
    office: Office, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    office.world.bot.privacy_mode = False
    day = AnyDay(office, seed)
    await day.passes()
    calls = office.world.calls
    assert len([call for call in calls if call.method == "sendMessage"]) > STEPS // 4
    refused = [call.description for call in calls if not call.ok]
    assert not [said for said in refused if not any(sign in said for sign in EXPECTED)]
    chats = [*day.groups, *(person.private for person in day.people)]
    said = [message.text for chat in chats for message in day.people[0].answers(chat)]
    assert not [text for text in said if text.startswith("抱歉")]
    assert not caplog.records
