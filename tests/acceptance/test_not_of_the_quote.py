"""What is said of 每周一题, of silence or of the bot moves no daily quote, and shows no settings of it."""

import pytest
from office import Office

HOUR = "/subscribe 周一三五 12:10"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("每周给我出一题，周四下午四点", "已订阅每周一题，每周四 16:00"),
        ("每周四考大家一题", "每周一题"),
        ("每周五下午三点来一道选择题", "已订阅每周一题，每周五 15:00"),
        ("以后周二别出题了", "每周一题"),
    ],
)
async def test_an_items_day_and_hour_are_none_of_the_quote(office: Office, said: str, told: str) -> None:
    chen = office.colleague("陈")
    await chen.says(HOUR)
    before = await office.services.subscriptions.of(chen.person.id)
    await chen.says(said)
    assert told in chen.sees()
    after = await office.services.subscriptions.of(chen.person.id)
    assert before
    assert after
    assert (after.time, after.days, after.active) == (before.time, before.days, before.active)


@pytest.mark.parametrize("said", ["不响铃", "推送时切勿响铃", "勿令作声", "推送時切勿響鈴", "推的时候别响"])
async def test_what_shall_not_ring_does_not(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(HOUR)
    await chen.says(said)
    if "对吗" in chen.sees():
        await chen.says("是")
    known = await office.services.subscriptions.of(chen.person.id)
    assert known
    assert known.muted, chen.sees()


@pytest.mark.parametrize("said", ["我现在是编辑了吗", "第一个我来答", "我的Telegram账号ID号是几"])
async def test_what_is_of_no_push_does_not_show_them(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(HOUR)
    await chen.says("设置")
    await chen.says(said)
    assert "每日廉语：已订阅" not in chen.sees()


async def test_what_was_asked_is_asked_with_what_is_added_instead_of_the_settings(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("晚上八点收廉语")
    await chen.says("推送时切勿响铃")
    assert chen.sees().startswith("一起改：每日廉语改到每天 20:00；推送时不响铃。对吗？")
    await chen.says("是")
    known = await office.services.subscriptions.of(chen.person.id)
    assert known
    assert known.active
    assert known.muted
    assert known.time == "20:00"


@pytest.mark.parametrize(
    ("said", "name"), [("别留名", "匿名"), ("不署名", "匿名"), ("署名无妨", "署名"), ("写上我的名字", "署名")]
)
async def test_whether_an_opinion_has_a_name_is_said_in_other_words(
    run_office: Office, said: str, name: str
) -> None:
    chen = run_office.colleague("陈")
    await run_office.colleague("吴").says("你好")
    await chen.says("提个意见")
    await chen.says("字太小看不清")
    await chen.says(said)
    assert chen.sees().startswith("已发给运维人员")
    assert ("没有署名" in chen.sees()) == (name == "匿名")


@pytest.mark.parametrize("said", ["不恢复，就想看今天那句", "别恢复，我就看今天的廉语", "先不恢复", "不要恢复"])
async def test_what_shall_stay_paused_does(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(HOUR)
    await chen.says("停三天")
    before = await office.services.subscriptions.of(chen.person.id)
    for _ in range(2):
        await chen.says(said)
        assert await office.services.subscriptions.of(chen.person.id) == before, chen.sees()


@pytest.mark.parametrize("said", ["不对，收回", "停停停", "撤回来", "别，先撤", "慢着"])
async def test_a_notice_held_back_before_it_goes_is_not_sent_by_a_mere_yes(
    run_office: Office, said: str
) -> None:
    wu, chen = run_office.colleague("吴"), run_office.colleague("陈")
    await chen.says(HOUR)
    await wu.says("发通知：明天下午三点开会")
    await wu.says("发")
    await wu.says(said)
    await wu.says("是")
    await run_office.push()
    assert "开会" not in chen.sees()


@pytest.mark.parametrize("said", ["2022年那篇分几大块", "2022那篇有几大部分", "2022年那次分几大点"])
async def test_a_year_that_is_named_counts_more_than_what_stands_there(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("2023年讲话有哪些要点")
    await chen.says(said)
    assert "（2022年），讲话里的标题" in chen.sees()
