"""A notice's draft, and a notice that went out, in words that strangers found for what becomes of them."""

import pytest
from office import Office

WORDS = "写个通知：周四上午九点半，三楼开廉政警示会"


@pytest.mark.parametrize("says", ["不发了 扔掉", "不要了，删掉", "扔了吧", "直接删了", "拉倒 不发了", "放弃"])
async def test_a_draft_is_dropped(run_office: Office, says: str) -> None:
    wu = run_office.colleague("吴")
    await wu.says(WORDS)
    await wu.says(says)
    await wu.says("/notice")
    assert "请回复这条消息，写下通知的内容" in wu.sees()


@pytest.mark.parametrize(
    "says", ["三楼不对 换成五楼", "三楼写错了，改成五楼", "三楼错了 应该是五楼", "三楼不对，换到五楼"]
)
async def test_what_is_wrong_is_replaced(run_office: Office, says: str) -> None:
    wu = run_office.colleague("吴")
    await wu.says(WORDS)
    await wu.says(says)
    assert any("周四上午九点半，五楼开廉政警示会" in one.text for one in wu.answers()[-2:])


@pytest.mark.parametrize("says", ["重写一个通知：", "重新写一条：", "另拟一个：", "再写一份通知："])
async def test_it_is_written_anew(run_office: Office, says: str) -> None:
    wu = run_office.colleague("吴")
    await wu.says(WORDS)
    await wu.says(f"{says}周五上午十点开会")
    assert wu.answers()[-2].text == "通知\n周五上午十点开会"


@pytest.mark.parametrize("says", ["草稿那个通知呢", "没发的那个通知呢", "刚才写的通知呢", "先搁着的那条通知呢"])
async def test_a_draft_is_found_again(run_office: Office, says: str) -> None:
    wu = run_office.colleague("吴")
    await wu.says(WORDS)
    await wu.says("先搁着")
    await wu.says("三重一大是什么")
    await wu.says(says)
    assert "周四上午九点半，三楼开廉政警示会" in wu.answers()[-2].text


async def test_it_is_said_how_readers_are_counted(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says(WORDS)
    await wu.says("想知道多少人看过")
    assert "带“已阅”的按钮" in wu.sees()


@pytest.mark.parametrize(
    "says", ["坏了 日期错了 撤", "时间错了 赶紧撤", "写错了，撤", "完了 发错了 撤", "地点不对 先撤下来"]
)
async def test_a_notice_that_is_wrong_is_asked_about_at_once(run_office: Office, says: str) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("/subscribe 17:30")
    for words in (WORDS, "发吧", "确定"):
        await wu.says(words)
    await wu.says(says)
    assert "停止发送这条通知？" in wu.sees()
    assert wu.last().buttons


async def test_what_goes_out_is_stopped_and_told_of(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("/subscribe 17:30")
    for says in ("停！别发了", "哎呀先停一下", "快停", "不要再发了", "不是，我是说先停一下"):
        for words in (WORDS, "发吧", "确定", says):
            await wu.says(words)
        assert wu.sees().startswith("好，没发的不再发了"), says
        for asks in ("撤没撤成", "停住了吗", "我说收回，没让你发"):
            await wu.says(asks)
            assert "已停止发送" in wu.answers()[-2].text + wu.sees(), (says, asks)


async def test_a_draft_goes_out_with_the_button_that_was_wanted(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("/subscribe 17:30")
    await wu.says(WORDS)
    await wu.says("给我看看会发给谁")
    assert "没有订阅的收不到" in wu.sees()
    await wu.says("发吧，要大家点已阅")
    assert "下面带“已阅”按钮" in wu.sees()
    await wu.says("不用带已阅")
    assert "下面带“已阅”按钮" not in wu.sees()
    await wu.says("再想想")
    await wu.says("取消发送")
    assert wu.sees() == "已取消，没有发给任何人。"


async def test_what_only_the_bot_does_is_no_notice(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    for says in ("邀请刘师傅再带两个同事来用", "任命周编辑当编辑", "看看谁是编辑"):
        await wu.says("/notice")
        await wu.says(says)
        assert not [one for one in wu.answers() if one.text.endswith(says)], says
    await wu.says("/notice")
    await wu.says("明天九点开会，请大家带笔记本")
    assert wu.answers()[-2].text == "通知\n明天九点开会，请大家带笔记本"
