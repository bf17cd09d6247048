"""What people say of a setting that stands, or was just made, in words of their own."""

import pytest
from office import Colleague, Office

from storage.pushes.subscriptions import Subscription


async def held(office: Office, clerk: Colleague) -> Subscription:
    known = await office.services.subscriptions.of(clerk.person.id)
    assert known is not None
    return known


# --- small talk is never the answer


@pytest.mark.parametrize("said", ["礼拜六我孙子来玩", "现在这样定我看中", "廉语嘛看看也蛮好的"])
async def test_after_a_setting_small_talk_is_no_answer(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天早上八点发给我")
    before = await held(office, clerk)
    await clerk.says(said)
    assert "多保重" not in clerk.sees()
    assert await held(office, clerk) == before


async def test_after_a_setting_a_mood_gets_a_kind_word_and_changes_nothing(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天早上八点发给我")
    before = await held(office, clerk)
    await clerk.says("心里有点乱")
    assert "多保重" in clerk.sees()
    assert await held(office, clerk) == before


async def test_what_is_not_understood_is_answered_with_what_holds(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天早上八点发给我")
    await clerk.says("周末孙子来，闹得很，别响个没完")
    assert clerk.sees().startswith("这句没全听懂，只听到“周末”，还没有改。请直接说")
    assert "时间：每天 08:00" in clerk.sees()


async def test_once_the_speeches_were_spoken_of_small_talk_is_small_talk(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天早上八点发给我")
    await clerk.says("三重一大是什么")
    await clerk.says("今天好累啊")
    assert "多保重" in clerk.sees()


async def test_who_has_said_nothing_of_a_setting_gets_a_kind_word(office: Office) -> None:
    clerk = office.colleague("小陈")
    for said in ("今天发烧了，好难受", "昨晚三点才睡，累死了"):
        await clerk.says(said)
        assert "多保重" in clerk.sees()


# --- taken back in other words


@pytest.mark.parametrize(
    "back",
    [
        "改回去",
        "反悔了",
        "退回去",
        "刚才那个不算",
        "撤销",
        "我后悔了",
        "当我没说",
        "刚才改的都不要了",
        "不算，退回去",
    ],
)
async def test_a_change_is_taken_back_in_other_words(office: Office, back: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("改到九点")
    await clerk.says(back)
    assert clerk.sees().startswith("好，照原来的恢复了：每天 08:00 推送。")
    assert (await held(office, clerk)).time == "08:00"


@pytest.mark.parametrize(
    "back",
    [
        "不退不退",
        "等等等等，没想退",
        "我那是说气话",
        "别别别，不退",
        "等等，不退了不退了",
        "不退了",
        "哎呀反悔了",
    ],
)
async def test_who_has_unsubscribed_takes_it_back(office: Office, back: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("退订")
    await clerk.says(back)
    assert (await held(office, clerk)).active


@pytest.mark.parametrize(
    "no",
    [
        "刚才那个不算，退回去",
        "反悔了",
        "等一下 还是别发了",
        "手滑了",
        "等等别改了",
        "改回去吧",
        "等会儿等会儿，先不改",
    ],
)
async def test_a_question_is_left_and_what_was_done_before_stays(office: Office, no: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("改到九点")
    await clerk.says("七点半")
    await clerk.says(no)
    await clerk.says("好")
    assert (await held(office, clerk)).time == "09:00"


async def test_what_was_let_come_again_is_stopped_again(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("春节那周停")
    await clerk.says("是")
    await clerk.says("初五照发")
    await clerk.says("等一下 还是别发了")
    assert clerk.sees().startswith("好，照原来的恢复了：每天 08:00 推送，2月5日 周五至2月12日 周五不推送。")
    assert (await held(office, clerk)).active


async def test_a_change_to_less_is_no_reason_to_end_anything(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("改到九点")
    await clerk.says("还是别发了")
    now = await held(office, clerk)
    assert (now.active, now.time) == (True, "09:00")


async def test_what_is_read_is_not_the_setting(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("改到九点")
    await clerk.says("三重一大是什么")
    await clerk.says("退回去")
    assert (await held(office, clerk)).time == "09:00"


@pytest.mark.parametrize(
    "said", ["不停了，照发", "不停了不停了，照推", "算了不停了", "照发吧", "别停了，照常发"]
)
async def test_a_pause_that_was_asked_about_is_not_made_by_a_later_nod(office: Office, said: str) -> None:
    owner = office.colleague("宋姐")
    chat = await office.group("机要科小群", owner)
    await owner.says("@qingfeng_bot 每天8点发", chat)
    await owner.says("@qingfeng_bot 停到国庆节后", chat)
    await owner.says(f"@qingfeng_bot {said}", chat)
    await owner.says("@qingfeng_bot 好", chat)
    known = await office.services.subscriptions.of(chat.id)
    assert known is not None
    assert known.resumes_on is None
    assert not known.skips


async def test_who_takes_a_withdrawal_back_at_its_question_withdraws_nothing(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/forget_me")
    await clerk.says("等等，别删了")
    assert clerk.sees().startswith("好")
    await clerk.says("反悔了")
    assert "确定" not in clerk.sees()


# --- days and hours


async def test_a_weekend_given_up_lightly_is_asked_about(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("周末就算了")
    assert clerk.sees().startswith("把每日廉语改为周一至周五 08:00，对吗？")
    await clerk.says("周六还是要的")
    assert clerk.sees().startswith("把每日廉语改为每周一、二、三、四、五、六 08:00，对吗？")
    assert (await held(office, clerk)).days.value == "every"


async def test_one_day_is_taken_out_of_a_pause_and_one_put_in(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("下周我出差，那一周别发")
    await clerk.says("下周五我回来了，那天可以发")
    assert clerk.sees().startswith("好，3月13日 周五照常推送，其余不变。")
    await clerk.says("这周三除外")
    assert clerk.sees().startswith("好，3月4日 周三不推送，其余照常。")
    await clerk.says("下周三例外")
    assert clerk.sees().startswith("好，3月11日 周三照常推送，其余不变。")


async def test_days_said_with_a_part_of_the_day_stay_with_the_hour(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("我想每个工作日上班前收一条")
    await clerk.says("八点十分")
    assert clerk.sees().startswith("订阅每日廉语：工作日（含调休）08:10，对吗？")
    await clerk.says("然")
    assert (await held(office, clerk)).days.value == "workdays"


async def test_points_are_no_hour(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("能不能帮我归纳成三点")
    assert clerk.sees().startswith("我不概括")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("圣诞节那天会发吗", "会，12月25日 周五 08:00 推送。"),
        ("周末发不发", "不会，现在是周一至周五 08:00 推送。"),
        ("下周会发吗", "会，3月9日 周一至3月13日 周五 08:00 推送，其余几天不推送。"),
        ("明天会发吗", "不会，3月3日 周二不推送：那时暂停着。"),
        ("二月三十号会发吗", "没看懂"),
        ("重阳节那天送不送", "不会，10月18日 周日不推送：现在是周一至周五 08:00 推送。"),
        ("妇女节那天发不", "不会，3月8日 周日不推送"),
    ],
)
async def test_a_day_is_answered_first(office: Office, said: str, told: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("周一到周五8点发")
    await clerk.says("明天别发")
    await clerk.says(said)
    assert clerk.sees().startswith(told)


async def test_an_hour_of_the_night_is_made_quiet_and_one_of_the_day_is_quiet_then(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("夜里别响")
    assert "不在您说的那段时间里，不用改" in clerk.sees()
    await clerk.says("早上别响")
    assert clerk.sees().startswith("好，推送时不响铃。")
    assert (await held(office, clerk)).muted


@pytest.mark.parametrize(
    "said",
    [
        "每月一号再加一次行吗",
        "每逢初一十五各加送一次可否",
        "每季度最后一天，早上九点",
        "每月5号下午三点发一条",
        "每月25号下午三点提醒我",
        "请于每月初五、二十各送一则",
    ],
)
async def test_what_cannot_be_had_is_said(office: Office, said: str) -> None:
    boss = office.colleague("甲")
    await boss.says(said)
    assert boss.sees().startswith("不能隔天、按周、按月或按季数着发")
    assert await office.services.subscriptions.of(boss.person.id) is None


async def test_a_group_hears_what_it_has_and_a_member_how_to_have_it_alone(office: Office) -> None:
    owner, member = office.colleague("宋姐"), office.colleague("小孙")
    chat = await office.group("机要科小群", owner, member)
    await owner.says("@qingfeng_bot 每天9点发", chat)
    await owner.says("@qingfeng_bot 每周五下午四点出题", chat)
    await owner.says("@qingfeng_bot 题目改到中午", chat)
    await member.says("@qingfeng_bot 现在都定了些啥", chat)
    assert member.sees(chat).startswith("每日廉语每天 09:00 推送")
    assert member.sees(chat).endswith("每周一题每周五 12:00 推送。")
    await member.says("@qingfeng_bot 我个人想单独收，能行吗", chat)
    assert member.sees(chat).startswith("想自己收：点我的头像私聊我")


async def test_a_guess_that_leaves_something_out_is_not_asked_about(office: Office) -> None:
    """每周一、三、五上午八时三刻 was asked about as Mondays, 08:30."""
    clerk = office.colleague("小陈")
    await clerk.says("俺们办公室商量好咧周一、三、五上午八时三刻那会儿收一收廉语")
    assert "每周一 08:30" not in clerk.sees()
    await clerk.says("好")
    assert await office.services.subscriptions.of(clerk.person.id) is None


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("兹请于每周一、三、五上午八时三刻送达每日廉语", "每周一、三、五 08:45"),
        ("跑车前六点十分发我一条，礼拜天免了", "每周一、二、三、四、五、六 06:10"),
        ("六点半要出车，挪到收车后七点", "19:00"),
        ("敝人每日辰时七点读报，请改于七时五十分送达", "07:50"),
        ("一三五就够了，别的日子算了", "每周一、三、五"),
    ],
)
async def test_how_people_of_all_kinds_say_it(office: Office, said: str, when: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天八点发")
    await clerk.says(said)
    if "吗？" in clerk.sees():
        await clerk.says("要得")
    now = await held(office, clerk)
    assert when in f"{clerk.sees()} {now.time}"


@pytest.mark.parametrize("said", ["礼拜六礼拜天就免了罢", "周末歇了吧", "礼拜六礼拜天就算了"])
async def test_days_given_up_lightly_are_asked_about(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says(said)
    assert clerk.sees().startswith("把每日廉语改为周一至周五 08:00，对吗？")
    await clerk.says("要得")
    assert (await held(office, clerk)).days.value == "weekdays"


@pytest.mark.parametrize(
    ("said", "off"),
    [
        ("礼拜天带孙子，那天就不必了", ["03-08"]),
        ("下月十五号赴省城开会，那天免送", ["04-15"]),
        ("年底事多，二十八到三十号莫送", ["03-28", "03-29", "03-30"]),
        ("这礼拜五跑长途，那天别吵", []),
    ],
)
async def test_a_day_with_its_reason_is_left_out(office: Office, said: str, off: list[str]) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says(said)
    assert [f"{day:%m-%d}" for day in sorted((await held(office, clerk)).skips)] == off


async def test_a_whole_week_is_the_one_that_was_named(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await clerk.says("下周跑长途，一周都别发")
    await clerk.says("下周三我在家，那天能发")
    assert [day.day for day in sorted((await held(office, clerk)).skips)] == [9, 10, 12, 13, 14, 15]
    await clerk.says("出差取消了，照推")
    assert not (await held(office, clerk)).skips


@pytest.mark.parametrize("said", ["手滑了", "改回去", "还是老样子", "反悔了", "退回去"])
async def test_hours_later_nothing_is_ended_by_a_word(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("每天8点发")
    await office.passes(hours=3)
    await clerk.says("三重一大是什么")
    await clerk.says(said)
    assert (await held(office, clerk)).active


async def test_a_day_that_stays_is_never_the_only_one(office: Office) -> None:
    """礼拜六就不必送了，礼拜天照旧 left Sundays only."""
    owner = office.colleague("宋姐")
    chat = await office.group("机要科小群", owner)
    await owner.says("@qingfeng_bot 每天8点发", chat)
    await owner.says("@qingfeng_bot 礼拜六就不必送了，礼拜天照旧", chat)
    assert "每周一、二、三、四、五、日 08:00" in owner.sees(chat)
    await owner.says("@qingfeng_bot 不不不，周六也要", chat)
    assert "每天 08:00" in owner.sees(chat)


@pytest.mark.parametrize(
    "said", ["啊不 手滑", "刚才订的那个撤了 不要订", "糟糕按错了", "坏了，点错了", "不，手滑"]
)
async def test_a_subscription_is_taken_back_at_once_in_a_hurry(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 每天8点")
    await chen.says(said)
    assert chen.sees() == "好，撤回了，这里没有订阅每日廉语。"
