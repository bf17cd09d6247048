"""Several things of when to push in one sentence: nothing is lost, and nothing means its opposite."""

import pytest
from office import Colleague, Office

from handlers.pushes.subscribing.in_words.chosen_days import NOT_COUNTED


async def said(clerk: Colleague, text: str) -> str:
    await clerk.says(text)
    return clerk.last().text


async def test_workdays_and_hour_in_one_sentence(office: Office) -> None:
    clerk = office.colleague("小陈")
    reply = await said(clerk, "每个工作日早上八点十分给我发一条廉语，周末和节假日不要")
    assert reply.startswith("已订阅每日廉语，工作日（含调休）08:10 推送。")


async def test_several_days_without_a_push_and_one_of_them_after_all(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    reply = await said(clerk, "下周三到周五停，周四照发")
    assert reply.startswith("好，3月11日 周三、3月13日 周五不推送，其余照常。")
    assert (await said(clerk, "周五不停了，还是发")).startswith("好，3月13日 周五照常推送，其余不变。")
    assert "到时不推送：3月11日 周三\n" in await said(clerk, "设置")
    assert "每天 08:30" in await said(clerk, "设置")


async def test_a_day_is_taken_back_of_a_pause_that_runs(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    await clerk.says("停两周")
    reply = await said(clerk, "10号那天还是照发")
    assert reply == (
        "好，3月10日 周二照常推送，其余不变。\n下一条：下周二（3月10日）08:30。\n"
        "还停着的：到3月9日 周一为止；3月11日 周三至3月15日 周日。要全部恢复，发 /resume。"
    )
    settings = await said(clerk, "设置")
    assert "已暂停，到3月9日 周一为止" in settings
    assert "3月11日 周三至3月15日 周日" in settings


@pytest.mark.parametrize("words", ["10号那天还是照发", "下周二照发"])
async def test_a_day_that_was_never_held_stays(office: Office, words: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert "3月10日 周二没有停过，不用改。" in await said(clerk, words)


async def test_days_that_nobody_can_count_change_nothing(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert await said(clerk, "这几天不推，周四那天还推") == NOT_COUNTED


async def test_days_that_are_said_after_an_hour_was_asked_about_belong_to_it(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert "15:00 吗" in await said(clerk, "下午三点")
    assert "改为工作日（含调休）15:00，对吗" in await said(clerk, "工作日发就行，节假日别发")
    await clerk.says("是")
    assert "工作日（含调休）15:00" in await said(clerk, "设置")


async def test_what_was_asked_before_is_void_once_something_else_is_settled(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert "15:00 吗" in await said(clerk, "下午三点")
    assert "刚才问您的 15:00 没有改。" in await said(clerk, "停两周")
    await clerk.says("是")
    assert "每天 08:30" in await said(clerk, "设置")


async def test_the_end_of_the_year_is_before_its_end(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert (await said(clerk, "年底前都别发了")).startswith("已暂停推送，到12月31日 周四为止")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("停到下下周一", "已暂停推送，到3月16日 周一为止"),
        ("下下周停", "好，3月16日 周一至3月22日 周日不推送"),
        ("元旦前一天也发一条提醒", "好，放假前最后一个工作日会提醒。"),
        ("国庆前也提醒大家", "好，放假前最后一个工作日会提醒。"),
    ],
)
async def test_days_by_other_names(office: Office, words: str, told: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert (await said(clerk, words)).startswith(told)


async def test_everything_resumes(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    await clerk.says("停两周")
    assert (await said(clerk, "全部恢复")).startswith("已恢复推送。")


async def test_the_weekly_question_beside_the_quote(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert (await said(clerk, "顺便每周三下午出一道题")).startswith("好，已订阅每周一题，每周三 15:00 推送。")
    assert (await said(clerk, "每周一题取消，廉语留着")).startswith("好，每周一题不再推送。")
    await clerk.says("每周一题 订阅")
    assert (await said(clerk, "不是，我说的是每周一题不订，廉语照旧")).startswith("好，每周一题不再推送。")
    assert "已订阅" in await said(clerk, "设置")


@pytest.mark.parametrize(
    "words", ["10号不停了", "10号还是要吧", "10号要", "礼拜二推吧", "团建改期了，10号照发", "下周二不停"]
)
async def test_a_single_paused_day_is_taken_back(office: Office, words: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    await clerk.says("10号停一天")
    assert (await said(clerk, words)).startswith("好，3月10日 周二照常推送，其余不变。")
    assert "到时不推送" not in await said(clerk, "设置")


async def test_a_pause_ends_from_a_day_on(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    await clerk.says("停到20号")
    assert (await said(clerk, "从明天起恢复")).startswith("好，3月3日 周二至3月20日 周五照常推送")
    settings = await said(clerk, "设置")
    assert "到3月2日 周一为止" in settings
    assert "到时不推送" not in settings


async def test_two_holidays_are_two_pauses(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    told = await said(clerk, "清明、国庆都别发")
    assert told.startswith("好，4月4日 周六至4月6日 周一、10月1日 周四至10月7日 周三不推送，其余照常。")


async def test_once_is_once(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert (await said(clerk, "周三暂停一次")).startswith("好，3月4日 周三不推送，其余照常。")
    assert "每天 08:30" in await said(clerk, "设置")


async def test_a_day_is_added_to_those_of_every_week(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅 周一三五")
    assert (await said(clerk, "周二也加上")).startswith("每日廉语已改为每周一、二、三、五 ")


@pytest.mark.parametrize("words", ["周五我不上班，去掉周五", "周五去掉", "把周五拿掉", "不算周五"])
async def test_a_day_that_is_taken_out_is_never_the_only_one(office: Office, words: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅 周一三五 7:50")
    assert "改为每周一、三 07:50" in await said(clerk, words)
    await clerk.says("可以")
    assert "每周一、三 07:50" in await said(clerk, "设置")


async def test_only_the_hour_is_refined(office: Office) -> None:
    clerk = office.colleague("小陈")
    assert "每周二、四 07:00" in await said(clerk, "欲每逢星期二、四辰時收取")
    await clerk.says("八點整即可")
    await clerk.says("可")
    assert "每周二、四 08:00" in await said(clerk, "设置")


@pytest.mark.parametrize(
    ("words", "hour", "then"),
    [
        ("晚饭前吧", "六点", "每天 18:00"),
        ("改成晚上", "七点半", "每天 19:30"),
        ("改成晚上", "早上七点半", "每天 07:30"),
        ("改成下午", "三点", "每天 15:00"),
    ],
)
async def test_an_hour_is_of_the_part_of_the_day_that_was_asked_about(
    office: Office, words: str, hour: str, then: str
) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    await clerk.says(words)
    await clerk.says(hour)
    assert then in await said(clerk, "设置")


async def test_the_days_said_with_a_part_of_the_day_are_kept(office: Office) -> None:
    clerk = office.colleague("小陈")
    assert "每周一早上几点" in await said(clerk, "每礼拜一早上给我一条就够")
    assert (await said(clerk, "就七点半吧")).startswith("订阅每日廉语：每周一 07:30，对吗？")


@pytest.mark.parametrize(
    "words", ["周三要去党校，那天免了", "我周三去培训，当天就别发了", "4号要体检，这天先不发"]
)
async def test_that_day_is_the_one_named_before(office: Office, words: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert (await said(clerk, words)).startswith("好，3月4日 周三不推送")
    assert "每天 08:30" in await said(clerk, "设置")


@pytest.mark.parametrize("words", ["出差取消了，照常", "培训改期了，还是照发吧", "党校不去了，恢复推送"])
async def test_a_pause_ends_with_its_reason(office: Office, words: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    await clerk.says("12月7号到13号出差，别发")
    await clerk.says(words)
    assert "12月7日" not in await said(clerk, "设置")


async def test_a_pause_is_said_anew(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    assert (await said(clerk, "说错了，停到3月20号")).startswith("已暂停推送，到3月20日 周五为止")


@pytest.mark.parametrize("yes", ["没错就是夜里", "没错，就是晚上", "照此办理"])
async def test_a_yes_with_what_was_asked(office: Office, yes: str) -> None:
    clerk = office.colleague("小陈")
    assert "22:30" in await said(clerk, "每晚十点半发我")
    await clerk.says(yes)
    assert "每天 22:30" in await said(clerk, "设置")


async def test_who_was_only_joking_keeps_the_pushes(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("订阅")
    await clerk.says("退订")
    assert (await said(clerk, "哎别，我是开玩笑的")).startswith("好，照原来的恢复了：每天 08:30 推送。")
