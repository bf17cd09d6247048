"""What is said of the pushes in half sentences: each changes what was spoken of last, or asks."""

import pytest
from office import Colleague, Office

from storage.pushes.subscriptions import Subscription


async def held(office: Office, person: Colleague) -> Subscription:
    found = await office.services.subscriptions.of(person.person.id)
    assert found is not None
    return found


async def item_of(office: Office, person: Colleague) -> tuple[int | None, str]:
    known = await held(office, person)
    return known.quiz_day, known.quiz_time if known.quiz_day else ""


async def said_by(office: Office, *words: str) -> Colleague:
    chen = office.colleague("陈")
    for said in words:
        await chen.says(said)
    return chen


@pytest.mark.parametrize(
    ("said", "day", "at"),
    [
        (("每周一题也来 周四下午", "三点半", "改周二"), 2, "15:30"),
        (("每周一题给我来一份 周三傍晚", "五点三刻"), 3, "17:45"),
        (("每周一题订一下 周五下午", "两点半", "题改周三"), 3, "14:30"),
        (("每周一题也要", "周二下午", "3:30"), 2, "15:30"),
        (("每周一题我也订一份 礼拜三下晚", "六点半"), 3, "18:30"),
        (("每周一题，逢周三晚上", "八点"), 3, "20:00"),
        (("题目放周一上午", "十点", "改周四", "好"), 4, "10:00"),
        (("每周一题 周二 10点", "题目挪周四"), 4, "10:00"),
        (("改到三点半", "不对 我指的是每周一题", "改周二", "是"), 2, "15:30"),
        (("每周一题 周四 9点", "出题换到礼拜一", "题改到凌晨四点"), 1, "04:00"),
    ],
)
async def test_the_item_is_set_in_half_sentences(
    office: Office, said: tuple[str, ...], day: int, at: str
) -> None:
    chen = await said_by(office, "/subscribe 9:00", *said)
    assert await item_of(office, chen) == (day, at)
    assert (await held(office, chen)).time == "09:00", "of the quote nothing was said"


@pytest.mark.parametrize("said", ["题目放周一上午", "题周二", "题就改到下午吧", "把题安排在礼拜二上午十点"])
async def test_who_has_no_item_is_asked_before_one_comes(office: Office, said: str) -> None:
    chen = await said_by(office, said)
    assert chen.sees().startswith("这里还没有订阅每周一题。要订吗，每周")
    await chen.says("不用了")
    assert await office.services.quiz_subscriptions.of(chen.person.id) is None


@pytest.mark.parametrize("said", ["题目太难了", "题不对", "题目周二没收到", "题目上午发过了"])
async def test_a_remark_on_the_item_changes_nothing(office: Office, said: str) -> None:
    chen = await said_by(office, "每周一题 周四 15:00", said)
    assert await item_of(office, chen) == (4, "15:00")


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        (("下午给我发一条行吗", "三点半"), "15:30"),
        (("廉语晚上看比较好", "改到八点"), "20:00"),
        (("下午事多", "改到四点"), "16:00"),
        (("改到三点半",), "15:30"),
        (("改到凌晨三点半",), "03:30"),
        (("上午开会", "改到八点"), "08:00"),
    ],
)
async def test_a_bare_hour_is_in_the_half_of_the_day_that_was_said(
    office: Office, said: tuple[str, ...], offered: str
) -> None:
    chen = await said_by(office, "/subscribe 9:00", *said, "是")
    assert (await held(office, chen)).time == offered


async def test_the_half_that_one_person_said_is_none_of_another(office: Office) -> None:
    wang, li = office.colleague("王"), office.colleague("李")
    chat = await office.group("机要科", wang, li)
    await wang.says("@qingfeng_bot 每天7点发", chat)
    await li.says("@qingfeng_bot 晚上还开会吗", chat)
    await wang.says("@qingfeng_bot 改到八点", chat)
    known = await office.services.subscriptions.of(chat.id)
    assert known is not None
    assert known.time == "08:00"


async def test_what_is_named_is_taken_back_and_nothing_else(office: Office) -> None:
    chen = await said_by(office, "/subscribe 9:00", "改到10点", "每周一题 周三下午三点", "时间改回去")
    assert (await held(office, chen)).time == "09:00"
    assert await item_of(office, chen) == (3, "15:00")
    await chen.says("题改回去")
    assert await item_of(office, chen) == (None, "")
    await chen.says("题改回来")
    assert (await held(office, chen)).time == "09:00"


@pytest.mark.parametrize("aside", ["题目太难", "三重一大是什么", "下个月五号照发", "题改到礼拜八"])
async def test_who_has_spoken_of_something_else_is_asked_what_to_take_back(office: Office, aside: str) -> None:
    chen = await said_by(office, "/subscribe 9:00", "下周四停", "下周四照发", aside, "改回去")
    assert chen.sees().startswith("要改回去的是这一步吗？"), chen.sees()
    assert not (await held(office, chen)).skips, "nothing yet"
    await chen.says("是")
    assert len((await held(office, chen)).skips) == 1


@pytest.mark.parametrize("between", ["谢谢", "好的", "现在几点发", "👌"])
async def test_thanks_and_a_look_at_the_settings_are_nothing_else(office: Office, between: str) -> None:
    chen = await said_by(office, "/subscribe 9:00", "改到8点半", between, "改回去")
    assert (await held(office, chen)).time == "09:00"


async def test_where_only_the_item_was_changed_nothing_else_was(office: Office) -> None:
    chen = await said_by(office, "/subscribe 9:00", "每周一题 周三下午三点", "改周五", "改回去")
    assert chen.sees() == "好，每周一题照原来的恢复了：每周三 15:00。"


async def test_where_no_item_was_changed_it_says_so(office: Office) -> None:
    chen = await said_by(office, "/subscribe 9:00", "改到8点", "题改回去")
    assert "没有改过每周一题" in chen.sees()
    assert (await held(office, chen)).time == "08:00"


async def test_who_unsubscribes_is_asked_nothing_more_of_the_pushes(office: Office) -> None:
    chen = await said_by(office, "/subscribe 9:00", "还是图片好看", "退了吧", "是")
    assert "先点“订阅”" not in chen.sees()
    assert not (await held(office, chen)).active


@pytest.mark.parametrize("off", ["那几天别发", "那就那三天不要发了", "这几天都停了吧"])
async def test_the_days_that_are_asked_about_are_meant(office: Office, off: str) -> None:
    chen = await said_by(office, "/subscribe 9:00", "下周三到周五我去省里", off, "周四照发")
    assert sorted(day.day for day in (await held(office, chen)).skips) == [11, 13], chen.sees()


async def test_who_says_it_again_says_yes(office: Office) -> None:
    chen = await said_by(office, "/subscribe 9:00", "改成图片发", "就图片好了")
    assert chen.sees() == "好，以后发图片"


@pytest.mark.parametrize("said", ["你好 题不要了 退订", "题不要了", "每周的题别发了"])
async def test_who_wants_no_item_keeps_the_quote(office: Office, said: str) -> None:
    chen = await said_by(office, "/subscribe 9:00", "每周一题 周三下午三点", said)
    assert (await held(office, chen)).active
    assert "要退订每日廉语吗" not in chen.sees()


@pytest.mark.parametrize("between", ["三重一大是什么", "不了 路上再说", "把韩处加进去"])
async def test_an_hour_after_something_else_is_asked_back(office: Office, between: str) -> None:
    chen = await said_by(office, "/subscribe 08:30", "设置", between, "9点")
    assert (await held(office, chen)).time == "08:30"
    await chen.says("是")
    assert (await held(office, chen)).time == "09:00"


async def test_an_hour_after_the_item_was_spoken_of_is_not_the_quotes(office: Office) -> None:
    chen = await said_by(office, "/subscribe 08:30", "设置", "每周再来道题 周五下午", "9点")
    assert (await held(office, chen)).time == "08:30"
    assert "每周一题" in chen.sees()


@pytest.mark.parametrize("between", ["谢谢", "改到10点", "现在几点推"])
async def test_an_hour_is_meant_where_only_the_settings_were_spoken_of(office: Office, between: str) -> None:
    chen = await said_by(office, "/subscribe 08:30", "设置", between, "9点")
    assert (await held(office, chen)).time == "09:00"


@pytest.mark.parametrize(
    ("before", "said", "meant", "quote", "item"),
    [
        (("每周一题 周二 15:00", "三重一大是什么"), "9点", "廉语", "09:00", "15:00"),
        (("每周一题 周二 15:00", "廉语暂停的给恢复了"), "还是九点吧", "给廉语的", "09:00", "15:00"),
        (("题 周二 15:00", "是", "下周四停", "对"), "早上时间九点", "题", "08:30", "09:00"),
        (("每周一题 周二 15:00", "设置"), "9点", "我说的是题", "08:30", "09:00"),
        (("每周一题 周二 15:00", "三重一大是什么"), "9点", "取消", "08:30", "15:00"),
    ],
)
async def test_an_hour_for_one_of_two_is_asked_back_and_names_both(
    office: Office, before: tuple[str, ...], said: str, meant: str, quote: str, item: str
) -> None:
    chen = await said_by(office, "/subscribe 08:30", *before, said)
    assert chen.sees().startswith("09:00 是给每日廉语，还是给每周一题？"), chen.sees()
    assert [str(one) for one in chen.last().buttons] == ["廉语改到 09:00", "每周一题改到周二 09:00"]
    await chen.says(meant)
    assert (await held(office, chen)).time == quote
    assert await item_of(office, chen) == (2, item)


@pytest.mark.parametrize(
    ("before", "quote", "item"),
    [
        (("每周一题 周二 15:00",), "08:30", "09:00"),
        (("每周再来道题 周五下午",), "08:30", "09:00"),
        (("每周一题 周二 15:00", "廉语改到10点"), "09:00", "15:00"),
        (("题 周二 15:00", "是", "廉语改到10点"), "09:00", "15:00"),
    ],
)
async def test_an_hour_is_set_at_once_for_what_was_settled_last(
    office: Office, before: tuple[str, ...], quote: str, item: str
) -> None:
    chen = await said_by(office, "/subscribe 08:30", *before, "9点", "是")
    assert ((await held(office, chen)).time, (await item_of(office, chen))[1]) == (quote, item)


@pytest.mark.parametrize(
    ("both", "quote", "item"),
    [
        ("廉语改到8:15 题还是下午三点", "08:15", (2, "15:00")),
        ("每日廉语八点，每周一题周三下午三点", "08:00", (3, "15:00")),
        ("题改到周五，廉语改到9点", "09:00", (5, "10:00")),
        ("廉语早上九点，题目放周四上午", "09:00", (4, "09:00")),
    ],
)
async def test_two_times_in_one_sentence_change_both(
    office: Office, both: str, quote: str, item: tuple[int, str]
) -> None:
    chen = await said_by(office, "/subscribe 08:30", "每周一题 周二 10:00", both)
    assert chen.sees().startswith("好，两样都改了："), chen.sees()
    assert ((await held(office, chen)).time, await item_of(office, chen)) == (quote, item)
    await chen.says("改回去")
    assert ((await held(office, chen)).time, await item_of(office, chen)) == ("08:30", (2, "10:00"))


@pytest.mark.parametrize("both", ["廉语改到半夜两点 题还是下午三点", "廉语改到早上 题改到周五下午"])
async def test_two_times_that_cannot_be_had_so_change_neither_and_it_is_said(office: Office, both: str) -> None:
    chen = await said_by(office, "/subscribe 08:30", "每周一题 周二 10:00", both)
    assert "都还没有改" in chen.sees()
    assert "每日廉语：已订阅" in chen.sees()
    assert ((await held(office, chen)).time, await item_of(office, chen)) == ("08:30", (2, "10:00"))


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("下下周我去北京培训 一周 都停掉", "3月16日", "3月22日"),
        ("下下周去北京培训一周，都停掉", "3月16日", "3月22日"),
        ("下下周我去北京培训 都停掉", "3月16日", "3月22日"),
        ("下周出差三天 都停", "3月9日", "3月15日"),
        ("下周我请假一周 不用推", "3月9日", "3月15日"),
        ("下个月出去学习半个月 别发了", "4月1日", "4月30日"),
        ("下周三去培训两天 都停", "3月11日", "3月12日"),
    ],
)
async def test_days_that_are_named_win_over_how_long(office: Office, said: str, first: str, last: str) -> None:
    await office.comes(2, 9)
    chen = await said_by(office, "/subscribe 08:30", said)
    assert chen.sees().startswith(f"{first} "), chen.sees()
    assert f"至{last} " in chen.sees()
    assert not (await held(office, chen)).skips, "it is only asked"
    await chen.says("是")
    skips = sorted((await held(office, chen)).skips)
    assert f"{skips[0].month}月{skips[0].day}日" == first
    assert f"{skips[-1].month}月{skips[-1].day}日" == last


async def test_a_yes_says_what_else_was_asked(office: Office) -> None:
    chen = await said_by(
        office, "/subscribe 09:00", "改到15:00", "三重一大是什么", "改回去", "题 周五下午三点", "换成周二", "是"
    )
    assert chen.sees() == "前面问您的“改回去”没有办。要改回哪样，请说清，如“时间改回去”。"
    assert ((await held(office, chen)).time, await item_of(office, chen)) == ("15:00", (2, "15:00"))
    await chen.says("时间改回去")
    assert ((await held(office, chen)).time, await item_of(office, chen)) == ("09:00", (2, "15:00"))


async def test_what_was_asked_before_can_be_had_by_saying_it_again(office: Office) -> None:
    chen = await said_by(office, "/subscribe 09:00", "10点", "题 周五下午三点", "是")
    assert chen.sees() == "前面问您的“改到 10:00”没有办。要办就再说一遍，不办不用理。"
    await chen.says("廉语改到10:00")
    assert ((await held(office, chen)).time, await item_of(office, chen)) == ("10:00", (5, "15:00"))


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("不对不对 七点四十我在路上 八点一刻吧", "08:15"),
        ("不行 九点我开会 十点吧", "10:00"),
        ("不了 就八点一刻", "08:15"),
        ("七時可也", "07:00"),
    ],
)
async def test_an_hour_is_heard_beside_why_another_is_none(office: Office, said: str, offered: str) -> None:
    chen = await said_by(office, "/subscribe 07:40", "设置", said, "是也")
    assert (await held(office, chen)).time == offered


@pytest.mark.parametrize(
    ("said", "skipped"),
    [("我是说周三照推 周四停", [5]), ("周三照推 周四停", [5]), ("例会不开了 周三照旧", [])],
)
async def test_dates_left_out_are_turned_with_what_follows(
    office: Office, said: str, skipped: list[int]
) -> None:
    await office.comes(2, 9)
    chen = await said_by(office, "/subscribe 10:00", "周三例会 那天别推", "是", said)
    now = await held(office, chen)
    assert [day.day for day in now.skips] == skipped, chen.sees()
    assert len(now.days.weekdays) == 7, "of every week nothing was said"


async def test_a_slip_is_taken_back(office: Office) -> None:
    chen = await said_by(office, "/subscribe 09:00", "改到10点", "手滑 刚才那个不改")
    assert (await held(office, chen)).time == "09:00"
