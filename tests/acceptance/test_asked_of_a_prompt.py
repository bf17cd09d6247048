"""What is asked of the words that are wanted is no such words; and what was sent can be taken back in words."""

import pytest
from office import Colleague, Office

from emulator.chats import Chat


def has(reader: Colleague, words: str, chat: Chat | None = None) -> bool:
    """Return whether a message of the bot's that the reader sees has these words."""
    return any(words in one.text for one in reader.answers(chat))


ASKS = [
    ("匿名提意见咋弄", "不知道是谁写的"),
    ("能不能不留名字", "不知道是谁写的"),
    ("会不会被领导知道是我", "不知道是谁写的"),
    ("谁能看见", "只发给运维人员"),
    ("这个意见谁处理", "只发给运维人员"),
    ("写多长", "1000 字以内"),
    ("写啥都行吗", "1000 字以内"),
    ("发了还能撤吗", "半小时内说“撤了”"),
    ("会有人回复吗", "回不回由运维人员定"),
    ("这个怎么发", "直接写下来发给我"),
    ("怎么取消", "发“取消”"),
]


async def test_a_question_about_a_suggestion_is_answered_and_the_prompt_stays(run_office: Office) -> None:
    operator, clerk = run_office.colleague("吴"), run_office.colleague("陈")
    await operator.says("在吗")
    await clerk.says("/suggest")
    for asked, told in ASKS:
        await clerk.says(asked)
        assert told in clerk.sees(), asked
        assert "还等着您写" in clerk.sees()
    await clerk.says("食堂的汤太咸")
    await clerk.says("谁能看见")  # before it is sent, too
    assert "只发给运维人员" in clerk.sees()
    await clerk.says("匿名")
    assert operator.sees() == "意见箱 · 匿名\n食堂的汤太咸"


async def test_what_is_an_opinion_is_one(run_office: Office) -> None:
    operator, clerk = run_office.colleague("吴"), run_office.colleague("陈")
    await operator.says("在吗")
    for words in (
        "厕所没纸谁来管",
        "希望能匿名评价食堂",
        "为什么不发加班费",
        "能不能多发点图片",
        "公车怎么用能不能讲清楚",
    ):
        await clerk.says("/suggest")
        await clerk.says(words)
        await clerk.says("匿名")
        assert operator.sees() == f"意见箱 · 匿名\n{words}"


@pytest.mark.parametrize(
    "said",
    [
        "撤了",
        "刚才那条不算",
        "发错了",
        "撤回刚才那条",
        "手滑了",
        "刚才那个意见别算",
        "收回来",
        "还没写完就发了",
    ],
)
async def test_a_suggestion_that_was_just_sent_is_taken_back(run_office: Office, said: str) -> None:
    operator, clerk = run_office.colleague("吴"), run_office.colleague("陈")
    await operator.says("在吗")
    await clerk.says("/suggest")
    await clerk.says("食堂的汤太咸")
    await clerk.says("署名")
    assert has(operator, "汤太咸")
    await clerk.says(said)
    assert clerk.sees().startswith("好，刚才那条意见收回了")
    assert not has(operator, "汤太咸")


async def test_a_reply_that_was_just_sent_is_taken_back_and_its_question_waits_again(
    run_office: Office,
) -> None:
    operator, clerk = run_office.colleague("吴"), run_office.colleague("陈")
    await clerk.says("借调人员的绩效怎么算")
    await operator.says("/inbox")
    await operator.taps("1")
    await operator.taps("回复提问人")
    await operator.says("谁看得到")
    assert operator.sees().startswith("只转给提问")
    await operator.says("请问财务")
    await operator.says("发出")
    assert has(clerk, "请问财务")
    await operator.says("发错了")
    assert not has(clerk, "请问财务")
    await operator.says("/inbox")
    assert has(operator, "借调人员的绩效怎么算")


async def test_an_answer_to_a_suggestion_is_taken_back(run_office: Office) -> None:
    operator, clerk = run_office.colleague("吴"), run_office.colleague("陈")
    await operator.says("在吗")
    await clerk.says("/suggest")
    await clerk.says("打印机坏了")
    await clerk.says("署名")
    await operator.taps("答复")
    await operator.says("已报修")
    await operator.says("发出")
    assert has(clerk, "已报修")
    await operator.says("刚才的答复不算")
    assert not has(clerk, "已报修")
    await clerk.says("撤了")
    assert "已经答复过" in clerk.sees()


async def test_after_something_else_only_what_names_it_takes_it_back(run_office: Office) -> None:
    operator, clerk = run_office.colleague("吴"), run_office.colleague("陈")
    await operator.says("在吗")
    await clerk.says("/suggest")
    await clerk.says("打印机坏了")
    await clerk.says("匿名")
    await clerk.says("三重一大是什么")
    await clerk.says("发错了")
    assert has(operator, "打印机坏了")
    await clerk.says("把刚才的意见撤回来")
    assert not has(operator, "打印机坏了")
    await run_office.passes(minutes=1)
    await clerk.says("撤回刚才那条意见")
    assert "撤不回" in clerk.sees()
