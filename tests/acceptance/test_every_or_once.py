"""A bare day of the week on which nothing is to come may be every week's or one: it is asked, and corrected."""

import pytest
from office import Colleague, Office

from core.days import Days
from storage.pushes.subscriptions import Subscription

SUNDAYS_OFF = Days(frozenset(range(1, 7)))
ASKED = ("每个星期天都不推送，还是只停一次", "把每日廉语改为每周一、二、三、四、五、六")


async def held(office: Office, clerk: Colleague) -> Subscription:
    known = await office.services.subscriptions.of(clerk.person.id)
    assert known is not None
    return known


@pytest.mark.parametrize(
    "said",
    ["礼拜天别发了 休息", "星期天休息，别发", "礼拜天我们休息不用发", "週日勿擾", "周日免扰", "周日别扰"],
)
async def test_nothing_changes_before_it_is_known_which_is_meant(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 8:30")
    await clerk.says(said)
    assert clerk.sees().startswith(ASKED)
    assert (await held(office, clerk)).days == Days.EVERY
    assert not (await held(office, clerk)).skips


@pytest.mark.parametrize(
    "said", ["周日一律别推", "以后周日都停", "星期天统统别发", "礼拜天歇着 甭发", "周日一概不要推"]
)
async def test_who_says_always_is_heard_at_once(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 8:30")
    await clerk.says(said)
    assert (await held(office, clerk)).days == SUNDAYS_OFF


@pytest.mark.parametrize(
    ("answer", "every"),
    [
        ("〔每个星期天〕", True),
        ("〔只这个星期天〕", False),
        ("每个", True),
        ("只这个", False),
        ("我说的是每个礼拜天", True),
        ("每周都这样", True),
        ("就这一次", False),
        ("我说的是这个礼拜天", False),
    ],
)
async def test_a_button_or_words_settle_it(office: Office, answer: str, *, every: bool) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 8:30")
    await clerk.says("礼拜天别发了 休息")
    await (clerk.taps(answer.strip("〔〕")) if answer.startswith("〔") else clerk.says(answer))
    now = await held(office, clerk)
    assert (now.days == SUNDAYS_OFF) is every
    assert [day.isoweekday() for day in now.skips] == ([] if every else [7])


@pytest.mark.parametrize(
    "said",
    [
        "我说的是每个礼拜天",
        "不是这个周日，是每个周日",
        "不对，每个星期天",
        "我的意思是以后每个礼拜天都不用",
        "不止这一个",
        "是每周日",
        "我是说每周日都别发",
    ],
)
async def test_one_day_that_was_left_out_becomes_every_week_s(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 8:30")
    await clerk.says("这周日停一天")
    await clerk.says(said)
    now = await held(office, clerk)
    assert now.days == SUNDAYS_OFF
    assert not now.skips
    await clerk.says("改回去")
    now = await held(office, clerk)
    assert now.days == Days.EVERY
    assert [day.isoweekday() for day in now.skips] == [7]


@pytest.mark.parametrize(
    "said",
    [
        "我说的是这个周日",
        "不是每周，就这周",
        "只这个礼拜天",
        "不是以后都停，就停一次",
        "就这一次",
        "是这个星期天",
    ],
)
async def test_every_week_s_day_becomes_one(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 8:30")
    await clerk.says("周日别发了")
    assert (await held(office, clerk)).days == SUNDAYS_OFF
    await clerk.says(said)
    now = await held(office, clerk)
    assert now.days == Days.EVERY
    assert [(day.isoformat(), day.isoweekday()) for day in now.skips] == [("2026-03-08", 7)]


async def test_nothing_is_corrected_where_nothing_was_changed(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 8:30")
    for said in ("我说的是每个礼拜天", "礼拜天加班有什么规定", "三重一大是什么", "就这一次"):
        await clerk.says(said)
    assert (await held(office, clerk)).days == Days.EVERY
    await clerk.says("周日别发了")
    await clerk.says("我说的是这个周五")  # another day: nothing that was changed
    assert (await held(office, clerk)).days == SUNDAYS_OFF
