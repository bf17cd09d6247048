"""What is said to the bot about itself, and idly: it is answered in a line and reaches no editor."""

from pathlib import Path

import pytest
from office import Colleague, Office, open_office

from core.settings import QuestionSettings
from emulator.faults import Fault
from services.speeches.curation import Stand
from storage.states import DeliveryKind

EDITOR = "吴"


async def in_the_inbox(office: Office) -> list[str]:
    return [case.words for case in await office.services.inbox.cases()]


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("你会不会编", "不编"),
        ("我说的话领导看得到吗", "看不到"),
        ("你是谁管的 我问的话领导看得见吗", "领导也一样看不到，除非他自己就是编辑或运维人员"),
        ("你是谁管的", "由运维人员管"),
        ("这句话你给我存了没有", "反映谁有问题的话，我一句也不存"),
        ("我刚说的你没存吧", "没答上的留下原话"),
        ("那没答上的呢 不是说要留着", "180 天"),
        ("我问的问题保存多久", "180 天"),
        ("你是不是领导派来监视我们的", "不是"),
        ("你咋老说没有", "对不起"),
        ("讲个笑话", "我不会"),
        ("帮我写一份心得体会", "不代写"),
        ("ni shi ren ma", "我是清风"),
        ("你好，我是谁", "Telegram 上的名字"),
        ("第一个谁问的", "我不说"),
        ("食堂今天中午那个红烧肉太咸了", "听您说"),
        ("唉，天天开会学习，烦死了", "听您说"),
        ("多发点讲作风的，责任书那些少来点", "不能按主题选"),
        ("删完还能用吗", "还能用"),
        ("撤回刚才那条意见", "撤不回"),
        ("帮我转给小陈", "转发"),
        ("把机器人停了", "/unsubscribe"),
        ("今天几号，周几", "2026年3月2日，星期一"),
        ("离元旦还有几天", "305 天"),
        ("国庆放几天假", "10月1日 周四至10月7日 周三"),
        ("春节放几天假", "还不知道"),
        ("周六上班吗", "不上班"),
        ("今天发过了吗", "没有订阅"),
        ("今天的题呢", "没有订阅每周一题"),
        ("你累不累", "没听准"),
        ("机器人怎么不回我", "我在"),
        ("怎么联系编辑", "/suggest"),
        ("领导偏心，提拔没我份，心里堵", "保重"),
        ("别给我讲大道理", "听您说"),
        ("算了，不聊了，下班", "随时来问"),
        ("你有女朋友吗", "我叫清风"),
        ("那你能干啥", "我是清风"),
        ("你这破机器人真烦人", "对不起"),
        ("我想投诉办公室的老王乱报销", "不是举报渠道"),
    ],
)
async def test_words_to_the_bot_are_answered_and_no_editor_sees_them(
    office: Office, said: str, heard: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert len(chen.answers()) == 1
    assert heard in chen.sees()
    assert await in_the_inbox(office) == []


async def test_a_question_that_is_not_answered_reaches_them_all_the_same(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("食堂几点开门")
    assert await in_the_inbox(office) == ["食堂几点开门"]


async def test_who_sees_what_is_as_the_settings_say(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with open_office(office_folder, questions=QuestionSettings(keep="none")) as office:
        chen = office.colleague("陈")
        await chen.says("谁能看到我问了什么")
        assert "不记原话" in chen.sees()


async def test_what_became_of_todays_push_is_said_in_a_line(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 周一三五 8:30")
    await chen.says("今天发过了吗")
    assert chen.sees() == "今天的还没到点，08:30 推送。"
    await office.comes(0, 8, 30)
    await chen.says("今天发过了吗")
    assert chen.sees() == "今天的廉语 08:30 已经发到这里了。再看一遍，发 /quote。"
    await office.comes(1, 9)
    await chen.says("怎么今天没发")
    assert chen.sees() == (
        "今天没有推送：这里是每周一、三、五 08:30 推送。下一条：明天（3月4日 周三）08:30。看今天的，发 /quote。"
    )
    await chen.says("昨天发了吗")
    assert chen.sees() == "昨天的廉语 08:30 已经发到这里了。"
    await chen.says("暂停3天")
    await office.comes(1, 9)
    await chen.says("今天怎么没收到廉语")
    assert chen.sees() == ("今天没有推送：这里的每日廉语暂停到3月6日 周五。下一条：下周一（3月9日）08:30。")
    await chen.says("昨天发了吗")
    assert chen.sees() == (
        "昨天没有推送到这里。这里是每周一、三、五 08:30 推送，下一条：下周一（3月9日）08:30。"
    )


async def test_a_missed_push_is_said_with_its_reason(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("订阅 8:30")
    await office.comes(0, 13)
    await chen.says("怎么今天没发")
    assert chen.sees().startswith("今天的廉语没有发出：过了补推的时限。")
    rows = await office.services.pushes._deliveries.listed(chat_id=chen.person.id)
    assert [row.kind for row in rows] == [DeliveryKind.QUOTE]


async def test_in_a_group_it_is_said_of_the_group_and_nobody_is_named(office: Office) -> None:
    li, chen = office.colleague("李"), office.colleague("陈")
    group = await office.group("机关党委", li, chen)
    await li.says("/subscribe 周四 8:30", group)
    await chen.says("@qingfeng_bot 今天发过了吗", group)
    assert "这里是每周四 08:30 推送" in chen.sees(group)
    await chen.says("@qingfeng_bot 谁改成周四的", group)
    assert chen.sees(group).startswith("这里的推送由群主和管理员改，谁改的我不告诉别人。")
    await chen.says("@qingfeng_bot 谁能看到我问了什么", group)
    assert chen.sees(group).startswith("在群里问的，群里的人都看得到")


async def test_nobody_is_promised_an_item_that_is_not_approved(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("每周五下午四点半出道题")
    assert "题目还没有审定" in chen.sees()
    await chen.says("不是说周五出题吗")
    assert chen.sees().startswith("题目还没有审定，所以没有题。")
    await chen.says("每周一题")
    assert "题目还没有审定" in chen.sees()
    [draft, *_] = await run_office.services.quiz_items.entries(Stand.PROPOSED)
    await run_office.services.quiz_items.approve(draft.key, None)
    await chen.says("今天的题呢")
    assert chen.sees().startswith("每周一题每周五 16:30 推送，下一题：本周五")
    await chen.says("每周一题")
    assert "审定" not in chen.sees()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("怎么让小陈当编辑", "/editor"),
        ("我不当运维了", "/dismiss"),
        ("今天谁问了什么没答上", "未答问题箱"),
        ("未答问题里有没有问收礼的", "未答问题箱"),
        ("今天用得怎么样", "还没有人提问"),
        ("题目怎么审", "题目管理"),
        ("廉语怎么审", "廉语"),
        ("推送情况怎么样", "没有要推送的"),
        ("撤回刚才的通知", "没有发出过通知"),
        ("谁改了群的设置", "变更记录"),
        ("怎么回复意见", "答复"),
        ("汇集一下八项规定的原文", "主题材料：八项规定"),
        ("给沈加个廉政事项，每季度末", "廉政事项"),
        ("这个月推送了几次，给我出台账", "台账"),
        ("怎么邀请同事", "/invite"),
        ("最近谁改了什么", "变更"),
        ("通知发出去了吗", "没有发出过通知"),
        ("批准小王", "运维人员"),
        ("群发：明天停电", "明天停电"),
        ("提醒大家明天开会", "明天开会"),
        ("编辑是谁", "任命编辑 /editor"),
        ("帮我绑定2022-3-15", "哪个问题"),
    ],
)
async def test_what_operators_say_opens_what_they_have_a_command_for(
    run_office: Office, said: str, heard: str
) -> None:
    wu = run_office.colleague(EDITOR)
    await wu.says(said)
    assert any(heard in message.text for message in wu.answers())
    assert await in_the_inbox(run_office) == []


async def test_who_may_not_is_told_who_may(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    for said in ("怎么让小陈当编辑", "发个通知：下周一下午三点开会"):
        await chen.says(said)
        assert "运维人员" in chen.sees()
    assert await in_the_inbox(run_office) == []


async def suggested(chen: Colleague, words: str) -> str:
    await chen.says("/suggest")
    await chen.says(words)
    return chen.sees()


async def test_a_suggestion_goes_without_its_label(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    for words in ("意见：食堂少放盐", "我提个建议：食堂少放盐", "食堂少放盐"):
        assert (await suggested(chen, words)).startswith("“食堂少放盐”")
        await chen.says("不发了")


async def test_a_question_about_the_box_is_no_suggestion(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    assert (await suggested(chen, "意见箱是匿名的吗")).startswith("匿名还是署名")
    await chen.says("食堂的菜太咸了")
    assert chen.sees().startswith("“食堂的菜太咸了”")


async def test_an_editor_sees_what_everybody_gets_tomorrow(run_office: Office) -> None:
    wu = run_office.colleague(EDITOR)
    await wu.says("明天推哪条")
    assert "/curate" in wu.sees()
    assert "今日廉语 · 3月3日 周二" in wu.sees()


@pytest.mark.parametrize("said", ["今天这条廉语出自哪里", "今天的廉语是从哪篇讲话来的", "今天廉语的出处"])
async def test_where_todays_quote_stands_is_told_with_the_quote(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert chen.sees().startswith("今日廉语")
    assert await in_the_inbox(office) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("你把我名字记下来没有", "记了您在 Telegram 上的名称和编号"),
        ("会不会留下我的名字", "记了您在 Telegram 上的名称和编号"),
        ("你会记我电话吗", "手机号我看不到"),
        ("数据放在哪个国家的服务器", "存在运行我的那台服务器上"),
        ("你们的服务器是不是在国外", "存在运行我的那台服务器上"),
        ("那我刚才这两句存多久", "没答上的留下原话"),
        ("我打的字会留几天", "没答上的留下原话"),
        ("做题做错了会不会通报", "不通报，也不排名"),
    ],
)
async def test_what_is_kept_is_said_in_one_sentence(office: Office, said: str, told: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert told in chen.sees()
    assert "/privacy" in chen.sees()
    assert len(chen.sees()) < 170


async def test_of_a_push_that_is_not_through_it_is_said_how_it_stands(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    group = await office.group("机关党委", chen, li)
    await chen.says("订阅 8:30")
    await chen.says("/subscribe 8:30", group)
    for chat, kind in ((chen.private, "hang_after_delivery"), (group, "retry_after")):
        office.world.faults.add(Fault("sendMessage", kind, chat_id=chat.id, retry_after=20))
    await office.comes(0, 8, 30)
    await li.says("@qingfeng_bot 今天发过了吗", group)
    assert li.sees(group) == "今天的廉语正在发，请稍等。"
    await chen.says("今天发过了吗")
    assert chen.sees() == ("今天的廉语 08:30 发过，没等到 Telegram 的答复，可能没有送到。看今天的，发 /quote。")


async def test_where_nothing_is_subscribed_it_is_said_who_can(office: Office) -> None:
    li, chen = office.colleague("李"), office.colleague("陈")
    group = await office.group("机关党委", li, chen)
    await chen.says("今天发过了吗")
    assert chen.sees() == (
        "这里没有订阅每日廉语，所以没有推送。要每天收，发 /subscribe。今天的廉语，发 /quote 看。"
    )
    await chen.says("@qingfeng_bot 今天发过了吗", group)
    assert chen.sees(group).startswith(
        "这里没有订阅每日廉语，所以没有推送。要每天收，请找群主或管理员订阅。今天的廉语，发 /quote 看。"
    )
