"""Quotes beside today's: another one, and those of days gone by.

The office opens on Monday, 2 March 2026, at eight.
"""

import re
from datetime import date, datetime, time

import pytest
from office import Colleague, Office

from storage.asking.shown import ShownStore


def words(said: str) -> str:
    """Return the quote that a message shows."""
    return said.split("\n")[1 if said.startswith(("廉语", "今日廉语")) else 3]


async def goes_to(office: Office, day: date) -> None:
    office.clock.move_to(datetime.combine(day, time(9), office.services.settings.reminder.zone))
    await office.push()


async def asks(chen: Colleague, said: str) -> str:
    await chen.says(said)
    return chen.sees()


@pytest.mark.parametrize(
    "said", ["/quote 换一条", "换一条", "再来一条", "/quote 再来一句", "/廉语 换一个", "/quote 别的"]
)
async def test_another_quote_is_another_one(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    todays = await asks(chen, "/quote")
    other = await asks(chen, said)
    assert other.startswith("廉语\n")
    assert words(other) != words(todays)


async def test_none_comes_again_before_all_were_shown_and_then_that_is_said(office: Office) -> None:
    chen = office.colleague("陈")
    seen = [words(await asks(chen, "/quote"))]
    number = len(office.services.quotes.quotes)
    for _ in range(number - 1):
        await office.passes(minutes=5)
        seen.append(words(await asks(chen, "/quote 换一条")))
    assert len(set(seen)) == number
    again = await asks(chen, "/quote 换一条")
    assert again.startswith(f"现有的 {number} 条都给这里看过了，从头再来：\n\n廉语\n")
    assert words(again) not in seen[-1:]
    await office.passes(minutes=5)
    assert (await asks(chen, "/quote 换一条")).startswith("廉语\n")


async def test_each_chat_has_a_round_of_its_own(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    for _ in range(3):
        await asks(chen, "/quote 换一条")
    assert len({words(await asks(li, "/quote 换一条")) for _ in range(3)}) == 3


async def test_another_quote_changes_nothing_for_others(office: Office) -> None:
    chen = office.colleague("陈")
    todays = await asks(chen, "/quote")
    await asks(chen, "/quote 换一条")
    assert await asks(chen, "/quote") == todays
    await chen.says("/subscribe")
    await goes_to(office, date(2026, 3, 2))
    assert words(chen.pushes()[-1]) == words(todays)


@pytest.mark.parametrize(
    "said", ["/quote 昨天", "/quote 昨天的廉语", "/quote 3月2日", "/quote 周一那条", "/quote 2号"]
)
async def test_a_day_gone_by_shows_what_it_had(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    todays = await asks(chen, "/quote")
    await goes_to(office, date(2026, 3, 3))
    shown = await asks(chen, said)
    assert shown == todays.replace("今日廉语", "廉语")
    assert shown.startswith("廉语 · 3月2日 周一\n")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("/quote 昨天", "3月1日 周日没有选过廉语，那天谁也没有收到。看今天的，发 /quote。"),
        ("/quote 上周五", "2月27日 周五没有选过廉语"),
        ("/quote 11月3日", "2025年11月3日 周一没有选过廉语"),
        ("/quote 明天", "3月3日 周二的廉语到时才见得到。"),
        ("/quote 11月31日", "没有“11月31日”这一天。"),
        ("/quote 天书", "没看懂“天书”。请这样写：/quote 昨天"),
    ],
)
async def test_a_day_without_a_quote_is_said_to_be_one(office: Office, said: str, answer: str) -> None:
    chen = office.colleague("陈")
    assert (await asks(chen, said)).startswith(answer)


async def test_today_by_name_is_todays(office: Office) -> None:
    chen = office.colleague("陈")
    assert await asks(chen, "/quote 今天") == await asks(chen, "/quote")
    assert re.match(r"今日廉语 · 3月2日 周一\n", chen.sees())


async def test_a_quote_that_was_withdrawn_is_not_shown(office: Office) -> None:
    chen = office.colleague("陈")
    todays = await asks(chen, "/quote")
    quotes = office.services.quotes
    quotes.use([quote for quote in quotes.quotes if words(todays) not in quote.text])
    await goes_to(office, date(2026, 3, 3))
    assert (await asks(chen, "/quote 昨天")).startswith("3月2日 周一的廉语后来撤下了，不再给人看。")


async def test_what_was_shown_goes_with_forget_me(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await asks(chen, "/quote 换一条")
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    assert await ShownStore(run_office.database).quotes_of(chen.private.id) == []


async def test_only_soon_after_a_preview_it_is_said_that_another_quote_changes_nothing_of_it(
    office: Office,
) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    for person in (chen, li):
        await person.says("/subscribe")
        await person.says("/preview")
    await office.waits(300 - 5 - 2 * 5)  # each has taken a breath before each message
    assert (await asks(chen, "换一条")).startswith("这是另外一条，要推送的那条不变：\n\n廉语\n")
    await office.waits(1)
    assert (await asks(chen, "换一条")).startswith("廉语\n"), "it was said"
    assert (await asks(li, "换一条")).startswith("廉语\n"), "five minutes and a second later"
