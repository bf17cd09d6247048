"""What is said of 每周一题 and of days off some while after they were settled, with why and in part."""

import pytest
from office import Office

ITEM = "每周一题 周三下午三点"


@pytest.mark.parametrize(
    "says",
    [
        "题不要了 廉语留着",
        "题就免了，廉语还要",
        "廉语照发 题不要了",
        "题目算了 廉语接着要",
        "别出题了 廉语收着",
        "题停了，廉语别动",
    ],
)
async def test_who_wants_no_more_items_is_asked_and_keeps_the_quote(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 9点")
    await chen.says(ITEM)
    await chen.says(says)
    assert "退订每周一题吗？" in chen.sees()
    await chen.says("是")
    assert chen.sees() == "已退订每周一题"
    await chen.says("设置")
    assert "每天 09:00" in chen.sees()


@pytest.mark.parametrize("says", ["不对 还是周四", "反悔了 题还是周四", "不对，题还是周四", "算了 题放周四"])
async def test_another_day_is_for_what_was_settled_last(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 9点")
    await chen.says(ITEM)
    await chen.says(says)
    assert "每周四 15:00" in chen.sees()


@pytest.mark.parametrize("says", ["四点有例会 往后半小时", "三点要接车，推迟半小时", "再往后半小时"])
async def test_the_item_is_moved_by_so_much(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 9点")
    await chen.says(ITEM)
    await chen.says(says)
    assert "要把每周一题改到每周三 15:30 吗？" in chen.sees()
    if "点" in says:
        await chen.says("我说的是题目那个")
    await chen.says("是")
    assert "每周三 15:30" in chen.sees()


@pytest.mark.parametrize("nods", ["行", "嗯", "是"])
async def test_a_nod_below_the_settings_answers_no_question(office: Office, nods: str) -> None:
    chen = office.colleague("陈")
    await chen.says(ITEM)
    await chen.says("每周一题")
    await chen.says(nods)
    assert "还等您写" not in chen.sees()


@pytest.mark.parametrize("says", ["年假批不下来 照发吧", "年假取消了 那几天恢复", "不出差了，那几天照发吧"])
async def test_days_off_are_taken_back_without_naming_them(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 7点半")
    await chen.says("12月14日到20日停")
    await chen.says("三重一大是什么")
    await chen.says(says)
    assert "停的日子都恢复推送，对吗？" in chen.sees()
    await chen.says("是")
    await chen.says("我哪几天不收")
    assert "12月14日" not in chen.sees()
