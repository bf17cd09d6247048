"""What operators and editors say of the office's things is no wish about their own subscription."""

import pytest
from office import Opened

# A line is said by 吴 (operator), 周 (editor), 陈 or 刘. Behind => stands what is seen, behind =/> what is not.
AGREED_AND_DENIED = """
陈：周末不要发 => 对吗
陈：我压根没要订阅啊 => 好的，不做了
陈：三月八号 =/> 还等您回
陈：周末不要发 => 对吗
陈：不是订阅，是问三重一大 => 三重一大
陈：周末不要发 => 对吗
陈：中，弄吧 => 好，周一至周五
陈：廉语我不想再收了 => 要退订
陈：谁让你退了 => 好的，不做了
陈：廉语我不想再收了 => 要退订
陈：别别，我没说要退啊 => 好的，不做了
陈：订了没有 => 已订阅
陈：廉语我不想再收了 => 要退订
陈：妥妥滴，就这个 => 已退订
陈：/subscribe => 已订阅
吴：发通知：明天停电 => 会发给 1 个会话
吴：发吧 => 确定发给
吴：谁说要发了 => 没有发
吴：发通知：明天停水 => 会发给 1 个会话
吴：发吧 => 确定发给
吴：没错，上 => 开始发了
吴：让刘师傅当编辑 => 为编辑吗
吴：我不是要任命，看看编辑有谁 => 编辑
吴：新建廉政事项：交承诺书 3月15日 => 还没有启用
吴：加上陈科员 => 1 人
吴：对，启 => 下次 3月15日
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    """Return who says what, and what is expected, of each line."""
    found = []
    for line in filter(None, table.splitlines()):
        said, _, expected = line.partition(" =>" if " =>" in line else " =/>")
        who, _, words = said.partition("：")
        found.append((who, words, ("" if " =>" in line else "!") + expected.strip()))
    return found


@pytest.mark.parametrize("table", [AGREED_AND_DENIED], ids=["agreed"])
async def test_what_is_said_is_understood(opened: Opened, table: str) -> None:
    office = await opened(operator="吴主任", mode="open")
    people = {name[0]: office.colleague(name) for name in ("吴主任", "周编辑", "陈科员", "刘师傅")}
    for one in people.values():
        await one.says("/start")
    await people["吴"].says(f"/editor {people['周'].person.id}")
    wrong = []
    for who, words, expected in rows(table):
        one = people[who]
        await one.says(words)
        saw = one.sees()
        if (expected.lstrip("!") in saw) is expected.startswith("!"):
            wrong.append(f"{who}：{words} => {expected}\n    {saw[:200]}")
    assert not wrong, "\n".join(wrong)
