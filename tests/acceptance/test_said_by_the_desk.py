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

QUOTES_AND_ITEMS = """
周：廉语都有哪些，我想藏一条 => 在用 41 条，点号码处理
周：在用的廉语我看看 => 在用 41 条，点号码处理
周：在用的翻出来 => 在用 41 条，点号码处理
周：正在用的廉语都列出来 => 在用 41 条，点号码处理
周：第一条 => 在用：推送时是这样
周：隐藏 => 已隐藏，不再推送
周：已隐藏的打开 => 隐藏 1 条
周：藏着的那条拿出来看看 => 隐藏 1 条
周：廉语里隐藏的有哪些 => 隐藏 1 条
周：藏了哪几条 => 隐藏 1 条
周：三重一大是什么 => 三重一大
周：哎藏错了，放它出来 => 已恢复
周：隐藏的还有没有 => 没有隐藏的廉语
周：在用的翻出来 => 在用 41 条
周：第二条 => 在用：推送时是这样
周：隐藏 => 已隐藏，不再推送
周：撤销隐藏 => 已恢复
周：在用的列出来 => 在用 41 条
周：第二条 => 在用：推送时是这样
周：隐藏 => 已隐藏，不再推送
周：把刚才藏的那条恢复，定到三月八号 => 定在3月8日
周：定在3月8日 => 已定：3月8日
周：讲清廉文化那条，定3月9号推 => 定在3月9日
周：以后这几天都推啥 => 3月8日
周：接下来几天推哪些廉语 => 3月8日
周：下周都排了哪几条 => 3月8日
周：有没有等我审的题 => 待审 8 道
周：没审的题都翻出来我看看 => 待审 8 道
周：题目管理 => 题目管理
周：待审的打开 => 待审 8 道
周：题目管理 => 题目管理
周：那几道没审的都给我过一遍 => 待审 8 道
周：廉语管理 => 廉语管理
周：看待审的 => 待审 3 条
周：不是廉语，是题目，待审的那几道 => 待审 8 道
周：不是题目，我说的是廉语，待审的 => 待审 3 条
周：在用的题目看看 => 还没有在用的题目
陈：/subscribe => 已订阅
吴：把明天那条给换掉 => 要换掉这一条
吴：是 => 换好了
吴：明天那条不好，给大家换一条 => 换好了
吴：三重一大是什么 => 三重一大
吴：换一条廉语给大家，明天的 => 要换掉这一条
吴：好，换吧 => 换好了
吴：不是暂停，我要换成别的 =/> 每日廉语：
陈：在用的翻出来 =/> 点号码处理
陈：撤销隐藏 =/> 已恢复
陈：换一条 =/> 换好了
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    """Return who says what, and what is expected, of each line."""
    found = []
    for line in filter(None, table.splitlines()):
        said, _, expected = line.partition(" =>" if " =>" in line else " =/>")
        who, _, words = said.partition("：")
        found.append((who, words, ("" if " =>" in line else "!") + expected.strip()))
    return found


@pytest.mark.parametrize("table", [AGREED_AND_DENIED, QUOTES_AND_ITEMS], ids=["agreed", "quotes"])
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
