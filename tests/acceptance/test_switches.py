"""What has an on and an off is turned in any order of words."""

import pytest
from office import Office

EVE, NO_EVE = "好，放假前最后一个工作日会提醒", "好，放假前不再提醒"
SILENT, LOUD = "好，推送时不响铃", "好，推送时会响铃"
CARD, TEXT, BOTH = "好，以后发图片", "好，以后发文字", "好，以后图片和文字一起发"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        *(
            (said, EVE)
            for said in ("节前提醒打开", "把节前提醒开一下", "放假前的提醒功能给我开开", "开通节前提醒吧")
        ),
        *(
            (said, NO_EVE)
            for said in ("节前提醒关了", "帮我把节前提醒关掉", "放假前提醒不要了", "取消节前提醒")
        ),
        *((said, SILENT) for said in ("声音关掉", "静音打开", "把推送的提示音关一下", "开静音", "不要声音")),
        *((said, LOUD) for said in ("静音关了", "声音打开", "铃声开开吧", "解除静音", "响铃恢复一下")),
        *((said, CARD) for said in ("要图片不要文字", "不要文字，换成图片", "廉语发图片，不要文字")),
        *((said, TEXT) for said in ("图片关掉", "不要图片了，要文字", "只要文字不要卡片")),
        *((said, BOTH) for said in ("图片和文字都要", "廉语图片带文字一起发")),
    ],
)
async def test_what_is_said_is_done(office: Office, said: str, told: str) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 8:30")
    await chen.says(said)
    assert chen.sees().startswith(told)


@pytest.mark.parametrize("said", ["推送打开", "把每日廉语开起来", "帮我打开每日推送"])
async def test_who_turns_the_pushes_on_subscribes(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees().startswith("已订阅每日廉语，每天 08:30 推送。")


@pytest.mark.parametrize(
    "said", ["节前提醒打开了哪些内容", "关掉声音的规定有吗", "图片资料不要外传怎么规定", "推送打开率怎么考核"]
)
async def test_a_question_turns_nothing(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 8:30")
    await chen.says(said)
    assert not chen.sees().startswith("好，")
