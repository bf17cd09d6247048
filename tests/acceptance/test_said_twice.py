"""What a message means is found out once for words that only ask; all else is read each time."""

import pytest
from office import Office
from speech_samples import NEW

QUESTION = "三重一大是什么"
# Some only ask, the others are read each time: each gets the second time what it got the first time.
SAID = (
    QUESTION,
    "怎么抓作风",
    "政协和一线有什么关系",
    "下一段",
    "下一页",
    "第三页",
    "这句话出自哪里",
    "2022年怎么说作风",
    "2019年怎么说作风",
    "2022年讲话的要点有哪些",
    "从头读2023年那篇",
    "把2023年讲话发给我",
    "2023-3-07",
    "2023-3-07到2023-3-09",
    "所有提到“纪律”的段落",
    "它为什么重要",
    "还有哪里提到",
    "总结一下这篇讲话",
    "取消",
    "/nothing",
    "今天几号",
    "你是谁",
    "发我图片",
    "廉政谈话谈完了",
    "昨天的呢",
    "王姐你看这个",
    "👍",
    "我要举报",
)


@pytest.mark.parametrize("said", SAID)
async def test_what_is_said_twice_is_understood_twice(run_office: Office, said: str) -> None:
    chen, seen = run_office.colleague("陈"), []
    for _ in range(2):
        await chen.says(QUESTION)
        await chen.says(said)
        seen.append(chen.sees())
    assert seen[0] == seen[1]


async def test_what_names_nothing_yet_names_a_speech_that_came_since(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    for said in ("2024-2-01", "2024年讲话的要点有哪些") * 2:
        await chen.says(said)
        assert "2024-2-0" not in chen.sees()
    await wu.sends("document", content=NEW.encode(), name="2024.txt")
    await wu.taps("确认收录")
    await chen.says("2024-2-01")
    assert "2024-2-01" in chen.sees()
    await chen.says("2024年讲话的要点有哪些")
    assert "没有" not in chen.sees()
