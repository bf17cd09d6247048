"""What is said just after the bot told of the pushes, or while they are paused."""

import pytest
from office import Office


async def sees(office: Office, *said: str) -> str:
    """Return what a colleague sees after these messages, one after the other."""
    chen = office.colleague("陈")
    for words in said:
        await chen.says(words)
    return chen.sees()


async def test_a_part_of_the_day_means_the_pushes_that_were_just_told_of(office: Office) -> None:
    assert "12:00" in await sees(office, "我想每天收到一条", "中午吧")
    assert (await sees(office, "晚上")).startswith("要在晚上几点推送？")


async def test_a_part_of_the_day_means_nothing_by_itself(office: Office) -> None:
    assert "不确定您接着哪一段" in await sees(office, "三重一大", "中午")


@pytest.mark.parametrize("said", ["继续发", "继续", "接着发", "繼續吧"])
async def test_who_says_to_go_on_while_pushes_are_paused_is_asked(office: Office, said: str) -> None:
    assert (await sees(office, "/subscribe", "暂停一周", said)).startswith("每日廉语还暂停着，要恢复推送吗？")
    assert "推送恢复了" in await sees(office, "是")


async def test_who_is_back_is_asked_whether_the_pushes_go_on(office: Office) -> None:
    assert (await sees(office, "/subscribe", "暂停一周", "出差回来了")).startswith("欢迎回来。每日廉语还暂停着")
    assert "推送恢复了" in await sees(office, "恢复推送")
    assert (await sees(office, "我回来上班了")).startswith("欢迎回来。定好的暂停")


async def test_to_stop_may_be_for_good_or_for_some_days(office: Office) -> None:
    assert (await sees(office, "/subscribe", "請停止")).startswith("一直不收，点“退订”")


async def test_nothing_is_reminded_of_once(office: Office) -> None:
    assert (await sees(office, "/subscribe", "明天上午十点提醒我看")).startswith("我不能只提醒一次")
