"""A yes that repeats what was asked, or is said with more words, is done and not asked again."""

import pytest
from office import Office

from knowledge.language.talk.assent import repeats


@pytest.mark.parametrize("said", ["对头，就他，弄吧", "任命", "是，任命", "嗯，让他干吧", "任命，赶紧的"])
async def test_an_appointment_is_made_by_a_yes_in_ones_own_words(run_office: Office, said: str) -> None:
    wu, zhou = run_office.colleague("吴"), run_office.colleague("周编辑")
    await zhou.says("你好")
    await wu.says("让周编辑当编辑")
    assert "任命周编辑" in wu.sees()
    await wu.says(said)
    assert "现在是编辑了" in wu.sees()


@pytest.mark.parametrize("said", ["对头，不过我再想想", "好，先不任命", "不任命", "取消"])
async def test_a_yes_that_turns_into_a_no_appoints_nobody(run_office: Office, said: str) -> None:
    wu, zhou = run_office.colleague("吴"), run_office.colleague("周编辑")
    await zhou.says("你好")
    await wu.says("让周编辑当编辑")
    await wu.says(said)
    assert not any("现在是编辑了" in one.text for one in wu.answers())


@pytest.mark.parametrize("said", ["走起", "得嘞，走起", "妥了，放出去"])
async def test_what_reaches_everybody_still_wants_a_plain_yes(run_office: Office, said: str) -> None:
    wu, liu = run_office.colleague("吴"), run_office.colleague("刘")
    await liu.says("/subscribe 7:30")
    await wu.says("发个通知：明天开会")
    await wu.says("发送")
    await wu.says(said)
    assert "确定发送" in wu.sees()
    assert "明天开会" not in liu.sees()


@pytest.mark.parametrize("said", ["撤", "撤，赶紧的", "确定撤回", "是，撤"])
async def test_what_is_to_be_taken_back_is(run_office: Office, said: str) -> None:
    wu, liu = run_office.colleague("吴"), run_office.colleague("刘")
    await liu.says("/subscribe 7:30")
    for words in ("发个通知：明天开会", "发送", "是"):
        await wu.says(words)
    await run_office.passes(minutes=1)
    assert "明天开会" in liu.sees()
    await wu.says("撤回刚才的通知")
    assert "撤回这条通知？" in wu.sees()
    await wu.says(said)
    await run_office.passes(minutes=1)
    assert not any("明天开会" in one.text for one in liu.answers())


async def test_what_may_be_meant_is_taken_by_its_verb(run_office: Office) -> None:
    wu, chen = run_office.colleague("吴"), run_office.colleague("陈")
    for one in (wu, chen):
        await one.says("/start")
    await wu.says("/duty 责任书 明天")
    await wu.taps("加人")
    await wu.says(str(chen.person.id))
    await wu.taps("启用")
    await run_office.push()
    await chen.says("好的")
    assert "您是要“同意提醒：责任书”吗？" in chen.sees()
    await chen.says("好，同意吧")
    await wu.says("/duty")
    assert "1 人" in wu.sees()
    assert "您是要" not in chen.sees()


@pytest.mark.parametrize(
    ("said", "label", "is_it"),
    [
        ("停", "停止发送", True),
        ("是，绑", "绑定这段", True),
        ("撤，赶紧的", "确定撤回 2 条", True),
        ("好，换吧", "换一条", True),
        ("不", "不停", False),
        ("别", "别停", False),
        ("取消", "取消订阅", False),
        ("发送", "停止发送", False),
    ],
)
def test_a_yes_repeats_the_verb_of_a_button(said: str, label: str, is_it: bool) -> None:
    assert repeats(said, label) is is_it
