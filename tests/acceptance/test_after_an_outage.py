"""What was asked while the bot was away is judged by when it was asked."""

import pytest
from office import Colleague, Office

from handlers.guard import WAS_TOO_FAST

QUESTION = "三重一大是什么"
ANSWER = "重大问题决策"


async def comes_back(office: Office) -> None:
    """Let the bot fetch and answer all that waits, with the time that it takes for it."""
    await office.deals()


async def test_thirty_questions_asked_in_an_outage_are_all_answered(office: Office) -> None:
    chen = office.colleague("陈")
    for _ in range(30):
        office.world.say(chen.person, chen.private, QUESTION)
        office.clock.jump(20)
    await comes_back(office)
    assert [ANSWER in message.text for message in chen.answers()] == [True] * 30


async def test_who_asked_too_fast_in_an_outage_is_told_so_once(office: Office) -> None:
    chen = office.colleague("陈")
    for _ in range(30):
        office.world.say(chen.person, chen.private, QUESTION)
    office.clock.jump(1800)
    await comes_back(office)
    said = [message.text for message in chen.answers()]
    assert sum(ANSWER in text for text in said) == 20
    assert said[20:] == [WAS_TOO_FAST]


async def hears_late(office: Office, who: Colleague, words: str, minutes: int) -> str:
    """Let a person write while the bot is away for so many minutes; return what it answers then."""
    before = len(who.answers())
    office.world.say(who.person, who.private, words)
    office.clock.jump(minutes * 60)
    await comes_back(office)
    return "\n".join(message.text for message in who.answers()[before:])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("明天不发", "3月4日 周三不推送"),
        ("今天不发了", "3月3日 周二不推送"),
        ("后天停一天", "3月5日 周四不推送"),
        ("/pause 明天", "3月4日"),
        ("这周三不发", "3月4日 周三不推送"),
        ("推送停到明天", "3月4日"),
        ("/quote 昨天", "3月2日 周一"),
        ("昨天的廉语是什么", "3月2日 周一"),
    ],
)
async def test_days_are_counted_from_the_day_on_which_they_were_said(
    run_office: Office, words: str, told: str
) -> None:
    """Said at ten to midnight on Tuesday, 3 March, heard on Wednesday."""
    chen = run_office.colleague("陈")
    await chen.says("/subscribe 9:00")
    await run_office.comes(1, 23, 50)
    assert told in await hears_late(run_office, chen, words, 20)


async def test_what_asks_something_waits_for_what_was_written_in_time(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    for before, words, told in (
        ("/suggest", "食堂的汤太咸，能不能淡一点", "怎么发给运维人员"),
        ("/forget_me", "是", "都删了"),
        (QUESTION, "下一段", "2022-"),
        ("廉洁自律准则有哪些要求", "那第二点呢", "202"),
        ("/subscribe 9:00", "改到8点半", "08:30"),
    ):
        await chen.says(before)
        assert told in await hears_late(run_office, chen, words, 120), words


async def test_but_not_for_what_was_written_too_late(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/forget_me")
    run_office.clock.jump(45 * 60)
    assert "都删了" not in await hears_late(run_office, chen, "是", 120)


async def test_what_a_wrong_clock_says_of_yesterday_counts_from_today(run_office: Office) -> None:
    """What seems to be days old was written before the clock went wrong: Telegram keeps nothing for so long."""
    chen = run_office.colleague("陈")
    sent = (await chen.says("/subscribe 9:00")).as_message()
    later = {"message_id": sent["message_id"] + 999, "date": sent["date"] - 10 * 86400, "text": "明天不发"}
    await run_office.hears("message", {key: sent[key] for key in ("from", "chat")} | later)
    assert "3月3日 周二不推送" in chen.sees()
