"""A group's member may not change its pushes; an admin says 就按她说的, and is asked what that makes."""

import pytest
from office import Office

WISHES = [
    ("改到9点半", "我是群主 就按她说的", "要把每日廉语改到 09:30 吗"),
    ("周末别发", "同意", "把每日廉语改为周一至周五"),
    ("暂停到周五", "照他说的办", "3月2日 周一至3月6日 周五不推送"),
    ("把每日廉语退订了", "准了", "要退订每日廉语吗"),
    ("礼拜天别发了 休息", "听她的", "每个星期天都不推送，还是只停一次"),
    ("改到10点", "按小陈说的办", "要把每日廉语改到 10:00 吗"),
    ("每周一三五发", "可以", "把每日廉语改为每周一、三、五"),
]


@pytest.mark.parametrize(("wish", "approval", "asked"), WISHES)
async def test_an_admin_approves_what_a_member_wanted(
    office: Office, wish: str, approval: str, asked: str
) -> None:
    admin, member = office.colleague("周"), office.colleague("小陈")
    chat = await office.group("机关群", admin, member)
    await admin.says("@qingfeng_bot 订阅 9点", chat)
    await member.says(f"@qingfeng_bot {wish}", chat)
    assert member.sees(chat).startswith("这项由群主或管理员操作")
    before = await office.services.subscriptions.of(chat.id)
    await admin.says(f"@qingfeng_bot {approval}", chat)
    assert asked in admin.sees(chat)
    assert await office.services.subscriptions.of(chat.id) == before
    first = admin.last(chat).buttons[0]
    await admin.taps(first, admin.last(chat))
    assert await office.services.subscriptions.of(chat.id) != before


async def test_a_member_approves_nothing_and_a_wish_is_forgotten(office: Office) -> None:
    admin, member, other = office.colleague("周"), office.colleague("小陈"), office.colleague("小李")
    chat = await office.group("机关群", admin, member, other)
    await member.says("@qingfeng_bot 订阅 9点", chat)
    await other.says("@qingfeng_bot 同意", chat)
    assert other.sees(chat).startswith("这项由群主或管理员操作")
    assert await office.services.subscriptions.of(chat.id) is None
    await office.passes(minutes=31)
    await admin.says("@qingfeng_bot 就按她说的", chat)
    assert "小陈说的是" not in admin.sees(chat)
    assert await office.services.subscriptions.of(chat.id) is None


async def test_who_wanted_something_goes_on_as_before(office: Office) -> None:
    admin, member = office.colleague("周"), office.colleague("小陈")
    chat = await office.group("机关群", admin, member)
    await member.says("@qingfeng_bot 订阅 9点", chat)
    await member.says("@qingfeng_bot 三重一大是什么", chat)
    assert "三重一大" in member.sees(chat)
