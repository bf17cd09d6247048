"""出处, 下一段, 上下文 and 什么时候讲的 lean on what stands there last, whatever showed it."""

import random
import re
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from office import KNOWLEDGE, Colleague, Office, open_office

from emulator.chats import Chat
from emulator.faults import Fault, FaultKind
from emulator.messages import Message

QUOTED = "党要管党、从严治党是各级党委、党组最大的政治责任"
NUMBER = re.compile(r"\w+-\d+-\d{2,}")
NO_IDEA = "我不确定您接着哪一段问"


def number(message: Message) -> str:
    """Return the passage number in the source line of a message."""
    found = NUMBER.findall(message.text)
    assert found, message.text
    return str(found[-1])


async def comes_from(
    who: Colleague, chat: Chat | None = None, *, ask: str = "", answering: Message | None = None
) -> str:
    """Ask where it stands, and return the passage number that is given."""
    await who.says(f"{ask}出处", chat, answering=answering)
    assert who.sees(chat).startswith("上面那段出自"), who.sees(chat)
    return number(who.last(chat))


async def test_after_a_quote_everything_leans_on_the_quote(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    answer = number(chen.last())
    await chen.says("/quote")
    quote, text = number(chen.last()), chen.sees().split("\n")[1]
    assert quote != answer, "the day's quote is from elsewhere"
    assert await comes_from(chen) == quote
    passage = office.services.answers.library.passage(quote)
    assert passage is not None
    for says in ("什么时候讲的", "谁讲的"):
        await chen.says(says)
        assert passage.title in chen.sees()
    await chen.says("/quote")
    await chen.says("上下文")
    assert text in chen.sees()
    await chen.says("/quote")
    await chen.says("下一段")
    after = office.services.answers.library.read_on(quote)
    assert after is not None
    assert chen.sees().startswith(after.passage.text)


async def test_after_a_push_everything_leans_on_the_push_also_hours_later(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("三重一大是什么")
    await office.passes(minutes=31)
    [push] = [message for message in chen.answers() if message.text.startswith("今日廉语")]
    assert await comes_from(chen) == number(push)
    await office.passes(hours=5)
    assert await comes_from(chen, answering=push) == number(push)
    await office.comes(1, 8, 31)
    pushed = [message for message in chen.answers() if message.text.startswith("今日廉语")][-1]
    assert pushed is not push
    await office.waits(7200)
    assert await comes_from(chen) == number(pushed)


async def test_what_is_older_than_the_newest_never_counts(office: Office) -> None:
    """The answer is too old for a follow-up; but the quote before it is not what stands there."""
    chen = office.colleague("陈")
    await chen.says("/quote")
    await chen.says("三重一大是什么")
    await office.passes(minutes=6)
    await chen.says("出处")
    assert chen.sees().startswith(NO_IDEA)


async def test_in_a_group_a_push_counts_for_everybody(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says("/subscribe", chat)
    await li.says("/ask 三重一大是什么", chat)
    await office.passes(minutes=31)
    push = chen.last(chat)
    assert push.text.startswith("今日廉语")
    assert await comes_from(li, chat, ask="/ask ") == number(push)
    assert await comes_from(chen, chat, ask="@qingfeng_bot ") == number(push)


async def test_in_a_group_anothers_quote_counts_but_not_anothers_answer(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says("/ask 三重一大是什么", chat)
    answer = number(chen.last(chat))
    await li.says("/p 2023-1-01", chat)
    assert await comes_from(chen, chat, ask="/ask ") == answer
    await li.says("/quote", chat)
    quote = number(li.last(chat))
    assert await comes_from(chen, chat, ask="/ask ") == quote


async def test_a_push_into_a_topic_counts_in_that_topic(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("论坛", chen, forum=True)
    study, canteen = office.topic(chat, "学习"), office.topic(chat, "食堂")
    await chen.says("/subscribe", chat, topic=study)
    await office.passes(minutes=31)
    push = chen.last(chat)
    await chen.says("/ask 出处", chat, topic=study)
    assert number(chen.last(chat)) == number(push)
    await chen.says("/ask 出处", chat, topic=canteen)
    assert chen.sees(chat).startswith(NO_IDEA)


async def test_a_channels_post_in_its_group_is_known(office: Office) -> None:
    chen = office.colleague("陈")
    channel = office.world.add_channel("廉洁频道", chen.person)
    office.world.add_bot(channel, chen.person)
    chat = await office.group("频道的讨论组", chen)
    await chen.says("/subscribe", channel)
    await office.passes(minutes=31)
    post = chen.last(channel)
    await chen.says("/ask 三重一大是什么", chat)
    message = await chen.says("大家好", chat)
    forwarded = message.as_message() | {
        "message_id": 900,
        "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        "sender_chat": channel.as_chat(),
        "is_automatic_forward": True,
        "text": "",
        "forward_origin": {
            "type": "channel",
            "chat": channel.as_chat(),
            "message_id": post.id,
            "date": 1,
        },
    }
    said = {
        "text": "@qingfeng_bot 出处",
        "entities": [{"type": "mention", "offset": 0, "length": 13}],
        "reply_to_message": forwarded,
    }
    await office.hears("message", message.as_message() | said)
    assert number(chen.last(chat)) == number(post)


async def test_a_push_that_may_have_arrived_is_leant_on(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe")
    await chen.says("三重一大是什么")
    answer = number(chen.last())
    office.world.faults.add(Fault(method="sendMessage", kind=FaultKind.HANG_AFTER_DELIVERY))
    await office.passes(minutes=31)
    [push] = [message for message in chen.answers() if message.text.startswith("今日廉语")]
    assert number(push) != answer
    assert await comes_from(chen) == number(push)


async def test_a_notice_that_quotes_a_speech_is_leant_on(office_folder: Path) -> None:
    async with open_office(office_folder, operator="吴") as office:
        wu, chen = office.colleague("吴"), office.colleague("陈")
        await chen.says("/subscribe 17:30")
        await chen.says("三重一大是什么")
        await wu.says("/notice")
        await wu.says(f"重温一句：“{QUOTED}”。", answering=wu.last())
        await wu.taps("发送")
        await wu.taps("确定发送")
        await office.push()
        assert chen.sees().startswith("通知")
        stands = office.services.answers.library.quoted_in(chen.sees())
        assert stands is not None
        assert QUOTED in stands.text
        assert await comes_from(chen) == stands.id


async def test_choices_on_buttons_are_no_passage_that_was_shown(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says(f"/ask {office.vague_question()}", chat)
    await chen.says("/ask 出处", chat)
    assert chen.sees(chat).startswith(NO_IDEA)


async def test_an_answer_that_an_edit_took_away_is_leant_on_no_more(office: Office) -> None:
    chen = office.colleague("陈")
    question = await chen.says("三重一大是什么")
    await chen.edits(question, "食堂几点开门")
    assert chen.sees().startswith("现有的 2 篇讲话里没有说到这个")
    await chen.says("出处")
    assert chen.sees().startswith(NO_IDEA)


async def test_a_message_whose_passage_reads_differently_now_is_said_to_have_changed(
    office_folder: Path, tmp_path: Path
) -> None:
    knowledge = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, knowledge, ignore=shutil.ignore_patterns("*.py", "*.pyc"))
    async with open_office(office_folder, knowledge=knowledge) as office:
        chen = office.colleague("陈")
        await chen.says("2022-2-06")
        shown = chen.last()
        speech = knowledge / "speeches" / "2022.txt"
        text = speech.read_text(encoding="utf-8")
        speech.write_text(text.replace("大额资金使用", "大额度资金使用"), encoding="utf-8")
        await office.services.speeches.import_folder()
        await chen.says("公务接待")
        await chen.says("出处", answering=shown)
        assert chen.sees().startswith("您指的那段原文已经更新")
        await chen.says("四风问题", answering=shown)
        assert "四风" in chen.sees()


async def test_what_was_shown_goes_with_the_person(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022-2-06")
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    await chen.says("出处")
    assert chen.sees().startswith(NO_IDEA)


# --- any sequence of things shown

Step = Callable[[Colleague], Awaitable[object]]


async def turns(who: Colleague, button: str) -> None:
    """Tap a button of some message of the bot that has it."""
    offering = [message for message in who.answers() if button in message.buttons]
    if offering:
        await who.taps(button, offering[0])


STEPS: dict[str, Step] = {
    "asks": lambda who: who.says("怎么改进作风"),
    "asks something else": lambda who: who.says("公务接待"),
    "is told there is nothing": lambda who: who.says("食堂几点开门"),
    "opens a number": lambda who: who.says("/p 2023-3-04"),
    "looks at the quote": lambda who: who.says("/quote"),
    "looks ahead": lambda who: who.says("/preview"),
    "reads on": lambda who: who.says("下一段"),
    "reads back": lambda who: who.says("上一段"),
    "asks for more": lambda who: who.says("还有吗"),
    "asks for the second point": lambda who: who.says("那第二点呢"),
    "is thanked": lambda who: who.says("谢谢"),
    "gets a push": lambda who: who.office.comes(1, 8, 31),
    "turns on": lambda who: turns(who, "下一段"),
    "turns back": lambda who: turns(who, "上一段"),
    "sees the next candidate": lambda who: turns(who, "下一条"),
    "sees the context": lambda who: turns(who, "上下文"),
    "closes the context": lambda who: turns(who, "收起"),
}


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_was_shown_the_source_is_that_of_the_newest(office: Office, seed: int) -> None:
    draw, chen = random.Random(seed), office.colleague("陈")  # noqa: S311 - reproducible, no secret
    await chen.says("/subscribe")
    before: dict[int, str] = {}
    newest = ""
    steps = [draw.choice(list(STEPS)) for _ in range(14)]
    for step in steps:
        await STEPS[step](chen)
        now = {message.id: message.text for message in chen.answers()}
        changed = [id_ for id_, text in now.items() if before.get(id_) != text]
        before = now
        for id_ in changed:
            if (found := NUMBER.findall(now[id_])) and "/p " not in now[id_]:
                newest = found[-1]
        if not newest:
            continue
        await chen.says("出处")
        before = {message.id: message.text for message in chen.answers()}
        assert number(chen.last()) == newest, (steps, step)
    replied = draw.choice([message for message in chen.answers() if NUMBER.search(message.text)])
    assert await comes_from(chen, answering=replied) == number(replied)


@pytest.mark.parametrize(
    "asked",
    [
        *("这条出处给我", "这段的出处给我", "把这条的出处发我", "刚才那句出处列一下", "这条廉语的出处给我"),
        *("那句出处也发我", "上面那段话的来源告诉我一下", "这则的出处列出来"),
    ],
)
async def test_the_source_of_what_stands_there_is_no_word_to_count(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/quote")
    source = chen.sees().splitlines()[-1].split(" · ")[-1]
    await chen.says(asked)
    assert chen.sees().startswith("上面那段出自：")
    assert source in chen.sees()
