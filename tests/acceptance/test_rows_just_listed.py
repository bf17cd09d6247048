"""A row that was just listed is meant by place, words, its list's name, or as the next: 购物卡那个."""

import pytest
from office import Office, Opened

# What is said, one behind the other, and what stands in the last answer then; | is or.
INBOX = """
问题箱 > 头一个 => · 车里加油卡
问题箱 > 打开第三个 => · 公务接待
问题箱 > 最后那个问购物卡的，打开我看 => · 老婆收了
问题箱 > 购物卡那个 => · 老婆收了
问题箱 > 问加油卡的那条打开 => · 车里加油卡
问题箱 > 加油卡那个我来处理 => · 车里加油卡
问题箱 > 我要看问食堂的 => · 食堂几点
问题箱 > 把加油的那个翻出来 => · 车里加油卡
问题箱 > 倒数第二个 => · 公务接待
问题箱 > 末了那个 => · 老婆收了
问题箱 > 最底下那条给我看看 => · 老婆收了
问题箱 > 第2个吧，问食堂的 => · 食堂几点
问题箱 > 先看公务接待那个 => · 公务接待
问题箱 > 那个说加油的 => · 车里加油卡
问题箱 > 购物卡那个 > 还剩哪几条 => 未答问题箱
问题箱 > 还有几个没处理 => 未答问题箱
问题箱 > 三重一大是什么 > 那问题箱再给我 => 未答问题箱
问题箱 > 食堂那条 > 再列一遍 => 未答问题箱
问题箱 > 三重一大是什么 > 我是说问题箱的第一个 => · 车里加油卡
问题箱 > 三重一大是什么 > 问题箱里购物卡那条 => · 老婆收了
问题箱 > 三重一大是什么 > 我是要看问题箱里购物卡那条 => · 老婆收了
问题箱 > 三重一大是什么 > 问题箱第3个，我要处理 => · 公务接待
问题箱 > 意见 > 问题箱最后一个 => · 老婆收了
问题箱 > 意见 > 回到问题箱第二条 => · 食堂几点
问题箱 > 三重一大是什么 > 加油卡那条 => · 车里加油卡
问题箱 > 购物卡那个 > 下一个 => · 车里加油卡|· 食堂|· 公务
问题箱 > 头一个 > 接着看后面的 => · 食堂几点
问题箱 > 头一个 > 再往下看 => · 食堂几点
问题箱 > 食堂那条 > 刚才那个再打开 => · 食堂几点
问题箱 > 食堂那条 > 加油卡那条 > 上一个 => · 食堂几点
问题箱 > 公务接待那个 > 绑定一段原文 > 请销假那段 => 就直接回答这一段
问题箱 > 公务接待那个 > 绑定一段原文 > 第一个吧，讲公务接待的 => 2022-3-15
问题箱 > 公务接待那个 > 绑定一段原文 > 头一段 => 2022-3-15
问题箱 > 公务接待那个 > 绑定一段原文 > 最后那段 => 就直接回答这一段
问题箱 > 公务接待那个 > 绑定一段原文 > 讲程序规矩的那段 => 程序规矩
问题箱 > 公务接待那个 > 绑定一段原文 > 就第二个 => 就直接回答这一段
问题箱 > 公务接待那个 > 绑定一段原文 > 算了，先不绑了，看下一个 => 当时：
"""
OPINIONS = """
意见 > 第二条 => 我还在开车
意见 > 开车那条 => 我还在开车
意见 > 早上那个开车的，第二条 => 我还在开车
意见 > 司机那条 => 我还在开车
意见 > 图片字小那条 => 引文的图片
意见 > 匿名那条 => 引文的图片
意见 > 刘师傅提的那个 => 我还在开车
意见 > 匿名那个说图片字小的，先放着，我不想答了 => 先放着
意见 > 最后那条我来答 => 我还在开车
意见 > 三重一大是什么 > 意见里头一条 => 引文的图片
"""
ITEMS = """
题目管理 > 那八道给我过一过 => 待审 8 道
题目管理 > 待审的都过一遍 => 待审 8 道
题目管理 > 还没审的列出来 => 待审 8 道
待审题目 > 从头一道开始 => 根本政治原则
待审题目 > 第二道我瞧瞧 => 健全全面从严治党体系
三重一大是什么 > 待审题目第二道 => 健全全面从严治党体系
待审题目 > 最后那道 => 待审：
待审题目 > 铁的纪律那道 => 铁的纪律
待审题目 > 问健全全面从严治党体系的那道 => 健全全面从严治党体系
待审题目 > 第二道 > 下一道 => 铁的纪律
待审题目 > 第二道 > 跳到下一道题 => 铁的纪律
待审题目 > 第二道 > 看后面那道 => 铁的纪律
待审题目 > 第二道 > 下一道 > 上一道 => 健全全面从严治党体系
待审题目 > 第二道 > 改题 > 算了不改了，先放这儿，下一道 => 铁的纪律
待审题目 > 第二道 > 改题 > 不改了 > 跳到下一道题 => 铁的纪律
待审题目 > 换到第二道 => 健全全面从严治党体系
待审题目 > 第二道 > 还剩哪几道 => 待审 8 道
待审题目 > 第二道 > 后面还有几道 => 待审 8 道
待审题目 > 第一道 > 放行，接着看后面的 => 待审：
待审题目 > 第一道 > 放行，接着看后面的 > 前面那道到底过了没 => 在用：
待审题目 > 第一道 > 不要，下一道 => 待审：
待审题目 > 第一道 > 太绕了，不要，看下一道 > 上一道过了没有 => 不用：
"""
QUOTES = """
待审廉语 > 头一条 => 压紧压实意识形态
待审廉语 > 廉政谈话那条 => 廉政谈话
待审廉语 > 最后一句打开 => 抓早抓小
待审廉语 > 讲意识形态的那句 => 压紧压实意识形态
待审廉语 > 第二句 > 下一句 => 抓早抓小
廉语管理 > 在用 > 第三条点开 => 在用：推送时是这样
廉语管理 > 在用 > 最后那条 => 在用：推送时是这样
"""
DUTIES = """
廉政事项 > 头一件 => 廉政事项：廉政谈话
廉政事项 > 廉政谈话那件打开 => 廉政事项：廉政谈话
廉政事项 > 警示教育那个 => 廉政事项：警示教育
廉政事项 > 第二件给我看看 => 廉政事项：警示教育
廉政事项 > 三重一大是什么 > 廉政事项的第一件 => 廉政事项：廉政谈话
"""
MATERIAL = """
主题材料 公务接待 > 勾上6再做一份 => 2 处，一字未改
主题材料 公务接待 > 领导班子那条也带上，再出成文档 => 2 处，一字未改
主题材料 公务接待 > 全选 > 第一处去掉，出文档 => 7 处，一字未改
主题材料 公务接待 > 头一处也要 => 打勾的 2 处
主题材料 公务接待 > 警醒教育那处也勾上 => 打勾的 2 处
"""
FOUND = """
{vague} > 最后那个 => 2022年|2023年
{vague} > 头一个 => 2022-|2023-
目录 > 后面那篇 => 2022年
目录 > 头一篇 => 2023年
"""
# Of an item that is practised; 不对 and 答对了 are both said of the choice.
PRACTISED = """
练一练 > 应该是那个如何始终的吧 => 答对了。
练一练 > 我觉得是四个意识 => 不对，应是
练一练 > 六个如何始终吧 => 答对了。
练一练 > 是不是两个维护 => 不对，应是
练一练 > 选C => 答对了。
练一练 > 我猜最后那个 => 不对，应是
练一练 > 六个如何始终 > 那我答对没有啊 => 答对了。
练一练 > 两个维护吧 > 我刚才答对了吗 => 不对，应是
练一练 > 看答案 > 我做对了没 => 没有选，不算对错
练一练 > 四个意识是什么 => 四个意识
"""
# Questions to the speeches, which what was listed before must not take.
ASKED = """
第一点讲了什么
讲公务接待的有哪些要求
公务接待那方面是怎么规定的
作风建设那部分讲了什么
意识形态责任怎么落实
一岗双责那段在哪
责任书怎么签
"""


async def test_an_item_is_answered_in_ones_own_words(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    for words in ("待审题目", "健全全面从严治党体系那道", "通过"):
        await wu.says(words)
    assert not await misses(office, PRACTISED, days=40)


async def office_at_work(opened: Opened) -> Office:
    office = await opened(operator="吴", mode="open")
    wu, chen, liu = (office.colleague(name) for name in ("吴", "陈", "刘师傅"))
    for one in (wu, chen, liu):
        await one.says("/start")
    for words in ("老婆收了人家一张购物卡，算我的责任吗", "公务接待之標準為何", "食堂几点开门"):
        await chen.says(words)
    await liu.says("车里加油卡让别人用了一回，这咋整")
    await liu.says("/suggest 廉语推得太早了，我还在开车呢，能不能晚点推")
    await liu.says("署名")
    await office.passes(minutes=2)
    await chen.says("/suggest 引文的图片字太小，手机上看不清")
    await chen.says("匿名")
    for name, when in (("廉政谈话", "每季度末"), ("警示教育", "每年3月1日")):
        for words in (f"/duty {name}", when, "加人", "陈", "启用"):
            await wu.says(words)
    return office


async def misses(office: Office, table: str, days: int = 0) -> list[str]:
    wu, missed = office.colleague("吴"), []
    for line in table.strip().splitlines():
        says, _, wanted = line.partition(" => ")
        await office.passes(days=days, minutes=31)  # what was listed for the line before counts no more
        for words in says.format(vague=office.vague_question()).split(" > "):
            await wu.says(words)
        made = 2 if "未改" in wanted else 1  # a file comes, and what it was made of stands below it again
        seen = "".join(one.text for one in wu.answers()[-made:])
        if not any(one in seen for one in wanted.split("|")):
            missed.append(f"{says}: {wu.sees()[:50]!r}")
    return missed


@pytest.mark.parametrize(
    "table",
    [INBOX, OPINIONS, ITEMS, QUOTES, DUTIES, MATERIAL, FOUND],
    ids=["inbox", "opinions", "items", "quotes", "duties", "material", "found"],
)
async def test_rows(opened: Opened, table: str) -> None:
    office = await office_at_work(opened)
    assert not await misses(office, table)


async def test_a_question_to_the_speeches_stays_one(opened: Opened) -> None:
    office = await office_at_work(opened)
    wu, li = office.colleague("吴"), office.colleague("李")
    for question in ASKED.strip().splitlines():
        await li.says("三重一大是什么")
        await li.says(question)
        for listed in ("问题箱", "待审题目"):
            await wu.says(listed)
            await wu.says("三重一大是什么")
            await wu.says(question)
            assert wu.sees() == li.sees(), f"{question} after {listed}"


async def test_who_is_unsure_asks_with_both(opened: Opened) -> None:
    office = await office_at_work(opened)
    wu = office.colleague("吴")
    await office.colleague("陈").says("超市购物卡能不能收")
    await wu.says("问题箱")
    await wu.says("购物卡那个")
    assert wu.sees() == "没听准，您是要："
    assert [one[:2] for one in wu.last().buttons] == ["1.", "5."]
    await wu.says("第二个")
    assert "· 老婆收了" in wu.sees()
    await wu.says("问题箱")
    await wu.says("购物卡那个，第二条")
    assert wu.sees() == "没听准，您是要：", "what is said does not fit together"


async def test_a_member_opens_no_list_of_the_desk(opened: Opened) -> None:
    office = await office_at_work(opened)
    chen = office.colleague("陈")
    for words in ("问题箱的第一个", "待审题目第二道", "那问题箱再给我"):
        await chen.says(words)
        assert "加油卡" not in chen.sees()
        assert "待审：" not in chen.sees()


async def test_the_rows_of_who_is_forgotten_are_forgotten(opened: Opened) -> None:
    office = await office_at_work(opened)
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("问题箱")
    await chen.says("/forget_me")
    await chen.says("确定删去")
    lists = office.services.prompts.lists.of(wu.person.id, wu.person.id)
    assert "购物卡" not in str(lists)
