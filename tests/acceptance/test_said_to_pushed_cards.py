"""What is said to a card that came by itself is for that card, whenever it is said, and for no other."""

from office import Colleague, Office, Opened

from handlers.context import Context
from handlers.editors.inbox import send_digest

NAMES = ("周", "陈", "何", "马", "刘", "孙", "钱", "许")
ASKS = "您是要“{label}”吗？"


async def with_duty(office: Office, wu: Colleague, name: str, people: list[Colleague], when: str) -> None:
    """Let the operator set a duty up for these people, who are then asked."""
    await wu.says("/duty")
    await wu.taps("新建")
    await wu.says(name)
    await wu.taps("时间")
    await wu.says(when)
    await wu.taps("加人")
    await wu.says("、".join(one.person.name for one in people))
    await wu.taps("启用")
    await office.passes(minutes=1)


async def with_people(office: Office, *names: str) -> list[Colleague]:
    people = [office.colleague(name) for name in names]
    for one in people:
        await one.says("/start")
    return people


async def applies(office: Office, *names: str) -> list[Colleague]:
    people = [office.colleague(name) for name in names]
    for one in people:
        await one.says("您好")
        await one.taps("申请使用")
    return people


async def test_a_duty_is_agreed_to_in_any_words_and_at_any_time(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    people = await with_people(office, *NAMES)
    await with_duty(office, wu, "廉政谈话", people, "每月26日前，提前1天提醒")
    asks = ASKS.format(label="同意提醒：廉政谈话")
    table = (
        (1, "到时候喊我一声", asks),
        (300, "好的，提醒我吧", asks),
        (60, "好嘅，到時提我啦", asks),
        (1440, "要得，到时候给我说一声", asks),
        (60, "妥妥的，到日子吱一声", asks),
        (1, "我同意", "好，到时候我提醒您：廉政谈话"),
        (2000, "这不是我的事，找老刘去", "确定“廉政谈话”不归您吗？"),
        (1, "这是啥呀", "这是廉政事项“廉政谈话”：每月26日"),
    )
    for one, (minutes, words, told) in zip(people, table, strict=True):
        await office.passes(minutes=minutes)
        await one.says(words)
        assert one.sees().startswith(told), words
    await people[0].says("到时候喊我一声")
    await people[0].says("是")
    assert people[0].sees().startswith("好，到时候我提醒您：廉政谈话")
    await people[0].says("到时候喊我一声")
    assert "同意提醒" not in people[0].sees(), "that was said"


async def test_a_reminder_is_answered_in_any_words(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    people = await with_people(office, *NAMES)
    await with_duty(office, wu, "廉政谈话", people, "每月6日前，提前1天提醒，9点")
    for one in people:
        await one.taps("同意提醒")
    await office.comes(3, 9, 1)
    which = "“廉政谈话”是哪天办完的？"
    table = (
        (1, "昨天就跟他们谈过了", which),
        (120, "早弄完了，忘了点", which),
        (60, "推迟到二十号", "好，“廉政谈话”推迟到 2026年3月20日"),
        (1, "手头忙，过几天再提醒我", "“廉政谈话”推迟几天再提醒您？"),
        (1, "这事早交给老刘了，不归我管", "确定“廉政谈话”不归您吗？"),
        (1, "哪天之前要办好？", "这是廉政事项“廉政谈话”的提醒，请在 2026年3月6日 前办好。"),
        (1, "谁让我办的", "这是廉政事项“廉政谈话”的提醒"),
        (1, "收到", "好的"),
    )
    for one, (minutes, words, told) in zip(people, table, strict=True):
        await office.passes(minutes=minutes)
        await one.says(words)
        assert one.sees().startswith(told), words


async def test_no_guess_says_the_contrary(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    people = await with_people(office, *NAMES[:4])
    await with_duty(office, wu, "廉政谈话", people, "每月6日前，提前1天提醒，9点")
    for one, words in zip(people, ("這件事我應承咗，夠鐘話我知", "算我一个吧，提醒我"), strict=False):
        await one.says(words)  # what denies nothing does not say that it is not theirs
        assert {"同意提醒：廉政谈话", "不归我：廉政谈话"} == set(one.last().buttons), words
    for one in people:
        await one.says("廉政谈话那个我同意")
    await office.comes(3, 9, 1)
    table = (
        ("还没弄呢，下周再说", "“廉政谈话”推迟几天"),
        ("缓到15号行不行", "好，“廉政谈话”推迟到 2026年3月15日"),
        ("没弄完", ASKS.format(label="推迟：廉政谈话")),
        ("这个事什么时候要办", "这是廉政事项“廉政谈话”的提醒"),
    )
    for one, (words, told) in zip(people, table, strict=True):
        await one.says(words)
        assert one.sees().startswith(told), words


async def test_the_week_s_digest_is_opened_in_words(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    for words in ("食堂几点开门", "停车位怎么分"):
        await chen.says(words)
    await office.comes(7, 9, 5)
    await send_digest(Context(office.app))
    await office.passes(minutes=90)
    await wu.says("这是啥")
    assert wu.sees().startswith("这是每周一次的摘要")
    await wu.says("打开看看")
    assert wu.sees().startswith("未答问题箱")


async def test_after_a_question_a_card_is_named_or_is_still_the_last_one(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    people = await with_people(office, *NAMES[:5])
    await with_duty(office, wu, "廉政谈话", people, "每月26日前，提前1天提醒")
    agrees = "好，到时候我提醒您：廉政谈话"
    table = (
        ("提醒那事我同意", agrees),
        ("廉政谈话那个我同意", agrees),
        ("廉政谈话那个，到时候喊我", ASKS.format(label="同意提醒：廉政谈话")),
        ("不归我", "确定“廉政谈话”不归您吗？"),
        ("谢谢", "不客气"),
    )
    for one, (words, told) in zip(people, table, strict=True):
        await one.says("三重一大是什么")
        assert "重大问题决策" in one.sees(), "a question is answered as before"
        await one.says(words)
        assert one.sees().startswith(told), words
    await people[4].says("廉政谈话有什么要求")
    assert people[4].finds("责任书"), "a question that names it is a question"


async def test_a_question_is_one_though_a_card_has_just_come(opened: Opened) -> None:
    office = await opened(operator="吴", mode="members")
    wu = office.colleague("吴")
    await wu.says("/start")
    await applies(office, "小刘", "小马")
    for words in ("巡视反馈 整改", "三重一大", "互相敲打敲打，该不该变成家常便饭"):
        await wu.says(words)
        assert "同意" not in str(wu.last().buttons), words


async def test_what_came_last_is_told(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    chen, he, zhou = await with_people(office, "陈", "何", "周")
    chat = await office.group("机关群", wu, chen)
    await wu.says("/subscribe", chat)
    for one in (chen, he, zhou):
        await one.says("/subscribe")
    await wu.says("/notice 明天下午三点开会")
    await wu.taps("发送")
    await wu.taps("确定发送")
    await office.passes(minutes=5)
    notice = "这是运维人员发的通知，3月2日 08:"
    for one, words in ((chen, "谁发的"), (he, "这啥意思"), (zhou, "什么时候发的")):
        await one.says(words)
        assert one.sees().startswith(notice), words
    await chen.says("@qingfeng_bot 这是谁发的", chat)
    assert chen.sees(chat).startswith(notice)
    await chen.says("@qingfeng_bot 三重一大是什么", chat)
    await chen.says("@qingfeng_bot 这是谁发的", chat)
    assert not chen.sees(chat).startswith(notice), "that is asked of the answer"
    await he.says("哈哈")
    await he.says("啥意思")
    assert not he.sees().startswith(notice), "nor of what was said since"
    await office.comes(1, 8, 31)
    for one, words in ((zhou, "这是啥"), (he, "谁发的")):
        await one.says(words)
        assert one.sees().startswith("这是每日廉语，3月3日 08:31"), words
    await chen.says("什么时候讲的")
    assert not chen.sees().startswith("这是"), "of a quote that is its source"


async def test_which_of_two_duties_is_asked(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    people = await with_people(office, *NAMES[:6])
    for name in ("廉政谈话", "责任书"):
        await with_duty(office, wu, name, people, "每月6日前，提前1天提醒，9点")
    both = {"同意提醒：廉政谈话", "同意提醒：责任书"}
    for one, words in zip(
        people, ("这个我同意", "都同意", "我同意", "到时候喊我", "第一个，我同意"), strict=False
    ):
        await one.says(words)
        assert both <= set(one.last().buttons), words
    await people[0].says("责任书")
    assert people[0].sees().startswith("好，到时候我提醒您：责任书")
    await people[5].says("责任书不该我管")
    assert people[5].sees().startswith("确定“责任书”不归您吗？")
    for one in people[1:5]:
        for name in ("廉政谈话", "责任书"):
            await one.says(f"{name}那个我同意")
            assert one.sees().startswith(f"好，到时候我提醒您：{name}")
    await office.comes(3, 9, 1)
    table = (
        ("这个我办完了", {"已办：廉政谈话", "已办：责任书"}),
        ("推迟三天", {"推迟：廉政谈话", "推迟：责任书"}),
        ("都办完了", {"已办：廉政谈话", "已办：责任书"}),
    )
    for one, (words, labels) in zip(people[1:4], table, strict=True):
        await one.says(words)
        assert labels <= set(one.last().buttons), words
    await people[4].says("责任书签完了，廉政谈话还没")
    assert people[4].sees().startswith("“责任书”是哪天办完的？")


async def test_a_reply_says_which_card_is_meant(opened: Opened) -> None:
    office = await opened(operator="吴", mode="members")
    wu = office.colleague("吴")
    await wu.says("/start")
    await applies(office, "刘", "马")
    first, second = wu.answers()[-2:]
    await office.passes(minutes=200)
    await wu.says("三重一大是什么")
    for card, words, label in (
        (first, "放他进来", "同意：刘"),
        (second, "好", "同意：马"),
        (first, "不认识", "拒绝：刘"),
    ):
        await wu.says(words, answering=card)
        assert wu.sees().startswith(ASKS.format(label=label)), words


async def test_nobody_is_let_in_by_a_guess(opened: Opened) -> None:
    office = await opened(operator="吴", mode="members")
    wu = office.colleague("吴")
    await wu.says("/start")
    people = await applies(office, "小刘", "小马")
    await office.passes(minutes=180)
    for words in ("放他进来", "都放进来", "同意", "好", "第一个让他进来", "让他用吧"):
        await wu.says(words)
        assert {"同意：小刘", "同意：小马"} <= set(wu.last().buttons), words
    for one in people:
        await one.says("三重一大是什么")
        assert "重大问题决策" not in one.sees()
    await wu.says("小刘让进，小马先别")
    assert {"同意：小刘", "拒绝：小马"} <= set(wu.last().buttons)
    await wu.says("小刘那个放进来")
    assert wu.sees().startswith(ASKS.format(label="同意：小刘"))
    await wu.says("是")
    assert wu.sees().startswith("小刘")
    assert "可以使用了" in wu.sees()
    await office.comes(1, 10)
    await wu.says("这是谁啊")
    assert wu.sees().startswith("“小马”（")
    await wu.says("不认识这人，别让他进")
    assert wu.sees().startswith(ASKS.format(label="拒绝：小马"))
    await office.comes(11, 10)
    await wu.says("放他进来")
    assert "同意：小马" not in wu.last().buttons, "nobody remembers that card any more"


async def test_a_card_does_not_take_the_place_of_what_somebody_works_with(opened: Opened) -> None:
    office = await opened(operator="吴", mode="members")
    wu = office.colleague("吴")
    await wu.says("看看待审的题目")
    await wu.says("第一道")
    await applies(office, "小刘")
    await wu.says("通过")
    assert wu.sees().startswith("已通过。")
    await wu.says("/notice 明天下午三点开会，让他进来")
    await wu.says("小刘同意")
    assert "可以使用了" not in wu.sees(), "a notice waits for words"


async def test_groups_and_opinions_are_answered_hours_later(opened: Opened) -> None:
    office = await opened(operator="吴", mode="members")
    wu, li = office.colleague("吴"), office.colleague("李")
    await wu.says("/start")
    for title in ("车队群", "食堂群"):
        await office.group(title, li)
    await office.passes(minutes=120)
    await wu.says("这个群让它用")
    assert {"批准：车队群", "批准：食堂群"} <= set(wu.last().buttons)
    await wu.says("车队群批准")
    assert wu.sees().startswith(ASKS.format(label="批准：车队群"))
    await wu.says("是")
    await wu.says("不是咱单位的群，退了吧")
    assert wu.sees().startswith(ASKS.format(label="退出：食堂群"))
    await wu.says(f"/admit {li.person.id}")
    await li.says("/suggest 食堂太贵")
    await li.taps("匿名发出")
    opinion = wu.last()
    await office.passes(minutes=120)
    await wu.says("跟他说下周就降价")
    assert "下周就降价" in wu.sees()
    await wu.taps("不发")
    await wu.says("下周就降价", answering=opinion)
    assert "下周就降价" in wu.sees()


async def test_who_is_needed_for_a_duty_is_said_to_the_card_that_tells_so(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    zhou, _ = await with_people(office, "老周", "小陈")
    await with_duty(office, wu, "廉政谈话", [zhou], "每月26日前")
    await zhou.taps("不归我")
    await zhou.taps("不归我")
    await office.passes(minutes=2)
    assert "现在没有人负责了" in wu.sees()
    await wu.says("加上小陈")
    assert "人：1 人，0 人同意提醒" in wu.sees()


async def test_a_card_survives_a_restart_and_goes_with_forgetting(opened: Opened) -> None:
    office = await opened(operator="吴", mode="open")
    wu = office.colleague("吴")
    people = await with_people(office, "周", "陈")
    await with_duty(office, wu, "廉政谈话", people, "每月26日前")
    await people[1].says("/forget_me")
    await people[1].says("是")
    again = await opened(world=office.world, clock=office.clock, mode="open")
    zhou, chen = (Colleague(again, one.person) for one in people)
    await zhou.says("到时候喊我一声就行")
    assert zhou.sees().startswith(ASKS.format(label="同意提醒：廉政谈话"))
    await chen.says("到时候喊我一声就行")
    assert "同意提醒" not in chen.sees()
