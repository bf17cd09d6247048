"""Settings as people talk: with a particle that is mistyped, with why, by half, and asked in any words.

What was not understood to its last word is answered or asked back; it is never looked up in the speeches.
"""

import pytest
from office import Colleague, Office
from sqlalchemy import func, select

from core.models import Look
from storage.pushes.subscriptions import Subscription
from storage.tables.asking import questions

OPERATOR = "吴"


async def held(office: Office, person: Colleague) -> Subscription:
    found = await office.services.subscriptions.of(person.person.id)
    assert found is not None
    return found


async def said_by(office: Office, *words: str) -> Colleague:
    chen = office.colleague("陈")
    for said in words:
        await chen.says(said)
    return chen


async def asked_in_vain(office: Office) -> int:
    async with office.database.connection() as connection:
        return (await connection.execute(select(func.count()).select_from(questions))).scalar_one()


@pytest.mark.parametrize(
    "said", ["静音把 早上吵老婆", "静音哈", "免打扰把，孩子睡觉", "静音了嘛 老婆嫌吵", "静音叭"]
)
async def test_a_particle_and_a_reason_change_nothing_of_what_is_wished(office: Office, said: str) -> None:
    chen = await said_by(office, "/subscribe 7:00", said)
    assert (await held(office, chen)).muted or "不响铃，对吗" in chen.sees(), chen.sees()


@pytest.mark.parametrize("said", ["6点50吧 我7点就出车了", "改到6点50 我7点出门", "六点五十吧，我们七点半开会"])
async def test_an_hour_of_ones_own_is_a_reason(office: Office, said: str) -> None:
    chen = await said_by(office, "/subscribe 7:30", said, "是")
    assert (await held(office, chen)).time == "06:50", chen.sees()


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("周五停一天 机关搞活动", 6),
        ("下周一歇一天 搞团建", 9),
        ("明天别发 我请假了", 3),
        ("后天停一次 开大会", 4),
    ],
)
async def test_a_day_is_left_out_whatever_the_reason(office: Office, said: str, day: int) -> None:
    chen = await said_by(office, "/subscribe 9:00", said)
    assert [one.day for one in (await held(office, chen)).skips] == [day]


@pytest.mark.parametrize("said", ["退订 学习强国", "订阅 学习强国", "订阅 党建杂志"])
async def test_what_stands_beside_may_be_what_is_meant(office: Office, said: str) -> None:
    chen = await said_by(office, "/subscribe 9:00", said)
    now = await held(office, chen)
    assert (now.active, now.time) == (True, "09:00")


@pytest.mark.parametrize("said", ["一天也不停了", "都不停了", "停的全取消", "别停了 都发", "全部不停了"])
async def test_all_pauses_end_and_none_begins(office: Office, said: str) -> None:
    chen = await said_by(office, "/subscribe 9:00", "下周二到周四停", said)
    now = await held(office, chen)
    assert (now.resumes_on, now.skips) == (None, frozenset()), chen.sees()


@pytest.mark.parametrize("said", ["一天也不停了", "停不下来", "不停地学习"])
async def test_who_stops_nothing_pauses_nothing(office: Office, said: str) -> None:
    chen = await said_by(office, "/subscribe 9:00", said)
    now = await held(office, chen)
    assert (now.resumes_on, now.skips) == (None, frozenset())


@pytest.mark.parametrize("said", ["中午别吵我", "晌午莫吵我", "午休时间别来烦我", "中午不要闹"])
async def test_who_wants_quiet_at_noon_is_offered_other_hours(office: Office, said: str) -> None:
    chen = await said_by(office, "/subscribe 12:00", said)
    assert "正在您不要的时间里" in chen.sees()


@pytest.mark.parametrize(
    "said", ["啥时后来", "几时来", "眼下怎么定的", "现在什么安排", "明早几点来着", "啥时侯发", "现在到底几点发"]
)
async def test_a_question_about_a_setting_is_answered(office: Office, said: str) -> None:
    chen = await said_by(office, "/subscribe 9:00", said)
    assert "09:00" in chen.sees()
    assert await asked_in_vain(office) == 0


@pytest.mark.parametrize(
    ("said", "look"),
    [
        ("还是图片好看", Look.CARD),
        ("改成图片发", Look.CARD),
        ("以后都用图片", Look.CARD),
        ("图文都要", Look.BOTH),
        ("就图片好了", Look.CARD),
    ],
)
async def test_how_the_quote_looks_is_asked_and_then_changed(office: Office, said: str, look: Look) -> None:
    chen = await said_by(office, "/subscribe 9:00", said)
    assert chen.sees().endswith("就不做了。"), chen.sees()
    assert (await held(office, chen)).look is Look.TEXT
    await chen.says("是")
    assert (await held(office, chen)).look is look


async def test_after_a_passage_the_same_words_are_said_of_it(office: Office) -> None:
    chen = await said_by(office, "/subscribe 9:00", "主体责任", "做成图片")
    assert "对吗" not in chen.sees()
    await chen.says("几时来")
    assert "每日廉语每天" not in chen.sees()


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("吾欲每晨辰時得一語，可乎？", "07:00"),
        ("余欲每晚戌時閱一則，可否", "19:00"),
        ("每晨七時賜一語", "07:00"),
        ("鄙人願每日巳時得一句", "09:00"),
    ],
)
async def test_old_books_words_subscribe(office: Office, said: str, time: str) -> None:
    chen = await said_by(office, said, "是")
    assert (await held(office, chen)).time == time


@pytest.mark.parametrize("said", ["下周三到周五我去省里", "下周三至周五出差", "下周三到周五我在外培训"])
async def test_who_will_be_away_is_asked_about_these_days(office: Office, said: str) -> None:
    chen = await said_by(office, "/subscribe 9:00", said)
    assert chen.last().buttons == ["就暂停：3月11日 周三至3月13日 周五"]
    await chen.says("周四照发")
    await chen.says("是")
    assert sorted(one.day for one in (await held(office, chen)).skips) == [11, 13]


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("看到我名字吗", "记了您在 Telegram 上的名称"),
        ("匿名查得到吗", "匿名还是署名"),
        ("你会把我的名字报给纪委吗", "记了您在 Telegram 上的名称"),
        ("会不会告诉领导", "我不会去告诉谁。"),
        ("服务器在哪 是不是传到国外了", "您的话存在"),
        ("我昨天问过什么", "您问过什么"),
        ("我点没用 谁知道", "点不点都行"),
        ("谁有权看问题箱", "没答上的问题在问题箱里"),
        ("谁是最近问得最多的人", "谁问得多"),
        ("我是不是管理员", "您和大家一样"),
        ("你好 我是新来的编辑", "您好！编辑和运维人员由运维人员任命"),
        ("哈喽在吗宝", "在。"),
        ("今天油价多少", "这个我不会"),
        ("今天有啥要我办的", "您名下没有廉政事项"),
    ],
)
async def test_a_short_question_to_the_bot_gets_a_short_answer(office: Office, said: str, start: str) -> None:
    chen = await said_by(office, said)
    assert chen.sees().startswith(start)
    assert len(chen.sees()) < 160
    assert await asked_in_vain(office) == 0


@pytest.mark.parametrize("said", ["改成每季度末 十点", "每季度末 十点", "时间改到每季度末 十点"])
@pytest.mark.parametrize("between", ["", "发个通知：明天下午三点开会"])
async def test_a_time_is_for_the_card_of_a_duty_that_stands_there(
    run_office: Office, said: str, between: str
) -> None:
    wu = run_office.colleague(OPERATOR)
    await wu.says("/duty 警示教育 每季度最后一天 上午九点")
    if between:
        await wu.says(between)
    await wu.says(said)
    assert "廉政事项：警示教育\n时间：每季度最后一天\n提醒：10:00" in wu.sees()


async def test_every_two_weeks_is_for_the_card_also_after_something_else(run_office: Office) -> None:
    wu = run_office.colleague(OPERATOR)
    for one in ("/duty 警示教育 每月第一个周一", "发个通知：明天下午三点开会", "改成隔周周三 十点"):
        await wu.says(one)
    assert "廉政事项：警示教育\n时间：每两周的周三（从" in wu.sees()
    assert "提醒：10:00" in wu.sees()


@pytest.mark.parametrize("said", ["警示教育那个 改成每季度末 十点", "警示教育的时间改到每季度末 十点"])
async def test_a_duty_is_named(run_office: Office, said: str) -> None:
    wu = run_office.colleague(OPERATOR)
    for one in ("/duty 警示教育 每季度最后一天 上午九点", "廉政是什么意思", said):
        await wu.says(one)
    assert "提醒：10:00" in wu.sees()


@pytest.mark.parametrize("said", ["每天8点发", "12月3日停", "每天8点发，周末不要"])
async def test_what_is_wanted_of_the_quote_is_for_no_duty(run_office: Office, said: str) -> None:
    wu = run_office.colleague(OPERATOR)
    await wu.says("/subscribe 9:00")
    await wu.says("/duty 警示教育 每季度最后一天 上午九点")
    await wu.says(said)
    assert "廉政事项" not in wu.sees()


@pytest.mark.parametrize("said", ["做3个人能用5天的邀请链接", "给我一个3次5天的链接"])
async def test_an_invitation_for_so_many_and_so_long(run_office: Office, said: str) -> None:
    wu = run_office.colleague(OPERATOR)
    await wu.says(said)
    assert "可用 3 次，3月7日" in wu.sees()


@pytest.mark.parametrize("said", ["食堂的意见重新提一下 匿名", "上次那个意见再发一遍，匿名的", "重新提个意见"])
async def test_a_suggestion_is_made_again(run_office: Office, said: str) -> None:
    chen = run_office.colleague("陈")
    await chen.says(said)
    assert chen.sees().startswith("请写下您的意见或建议")
