"""Hours at which nothing is wanted are never wished for, and an hour of the night is asked back."""

import pytest
from office import Office

UNWANTED = [
    "晚上九点以后别打扰",
    "晚上九点，别打扰",
    "九点前别发",
    "别在中午发",
    "不要半夜发",
    "中午12点到2点别发",
    "下午不要发",
    "午休时间别发",
    "九点以后不发",
    "别八点发",
    "以后不要晚上九点发",
    "工作日九点以后别推",
    "别太早发",
    "不是八点发吗，别八点发",
    "晚上9点到早上7点不要发",
]


async def hour(office: Office, chat_id: int) -> str:
    known = await office.services.subscriptions.of(chat_id)
    return known.time if known and known.active else ""


@pytest.mark.parametrize("said", UNWANTED)
async def test_an_hour_that_is_not_wanted_changes_nothing(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:30")
    await chen.says(said)
    assert await hour(office, chen.person.id) == "08:30"
    assert "已改为" not in chen.sees()
    assert "08:30" in chen.sees()  # what holds is said


@pytest.mark.parametrize("said", UNWANTED)
async def test_nor_is_anything_subscribed(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert await hour(office, chen.person.id) == ""
    assert "已订阅" not in chen.sees()


async def test_who_gets_nothing_then_anyway_is_told_so(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:30")
    await chen.says("晚上九点以后别打扰")
    assert chen.sees().startswith("每日廉语每天 08:30 推送，不在您说的那段时间里，不用改。")


async def test_who_gets_it_just_then_is_asked_for_another_hour(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 12:30")
    await chen.says("别在中午发")
    assert chen.sees().startswith("每日廉语现在每天 12:30 推送，正在您不要的时间里。要改到几点？")
    assert "改到 12:00" not in chen.last().buttons
    await chen.says("改到 10:00")
    assert await hour(office, chen.person.id) == "10:00"


async def test_from_an_hour_on_is_a_wish_for_a_later_one(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 06:30")
    await chen.says("七点以后再发")
    assert chen.last().buttons[0] == "改到 07:00"
    await chen.taps(0)
    await chen.says("七点以后再发")
    assert "不用改" in chen.sees()


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("八点太早了，别八点发，改到九点", "09:00"),
        ("不是八点，是九点发", "09:00"),
        ("能不能九点发", "09:00"),
        ("每天九点发给我", "09:00"),
    ],
)
async def test_an_hour_that_is_wanted_beside_one_that_is_not(office: Office, said: str, then: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:00")
    await chen.says(said)
    if await hour(office, chen.person.id) != then:
        await chen.says("是")
    assert await hour(office, chen.person.id) == then


@pytest.mark.parametrize(
    "said",
    [
        "半夜三点发",
        "改到夜里11点半",
        "每天凌晨四点发给我",
        "凌晨两点推送",
        "晚上11点发",
        "改成23点",
        "每天半夜一点发",
        "订阅03:00",
        "订阅工作日 23:30",
    ],
)
async def test_an_hour_of_the_night_is_asked_back(office: Office, said: str) -> None:
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await chen.says(said)
    assert await hour(office, chen.person.id) == ""
    assert "夜里" in chen.sees()
    await wu.says("/subscribe 08:30")
    await wu.says(said)
    assert await hour(office, wu.person.id) == "08:30"
    assert "还没有改" in wu.sees()
    await wu.says("是")
    assert await hour(office, wu.person.id) != "08:30"


async def test_three_without_a_half_of_the_day_is_asked_back_as_the_afternoon(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三点发")
    assert await hour(office, chen.person.id) == ""
    assert chen.last().buttons == ["订阅，每天 15:00", "订阅，每天 03:00"]
    await chen.says("是")
    assert await hour(office, chen.person.id) == "15:00"


async def test_in_a_group_too_and_the_days_that_were_said_are_kept(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("@qingfeng_bot 订阅周一三五 23:00", chat)
    assert await hour(office, chat.id) == ""
    await chen.taps(0, in_chat=chat)
    known = await office.services.subscriptions.of(chat.id)
    assert known is not None
    assert known.time == "23:00"
    assert known.days.weekdays == {1, 3, 5}


async def test_a_command_with_its_slash_is_done_as_it_was_typed(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 23:00")
    assert await hour(office, chen.person.id) == "23:00"


async def test_putting_off_into_the_night_is_asked(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 21:30")
    await chen.says("推迟一个小时发")
    assert await hour(office, chen.person.id) == "21:30"
    await chen.says("是")
    assert await hour(office, chen.person.id) == "22:30"
