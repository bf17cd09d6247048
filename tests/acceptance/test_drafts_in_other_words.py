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
    assert "停止发送这条通知？" in wu.sees() or "撤回" in wu.sees()
    assert wu.last().buttons
