"""An operator's notice to all subscribed chats: draft, confirmation, report; once to each, whatever happens."""

import pytest
from office import Colleague, Office

from core.settings import AccessSettings
from emulator.faults import Fault
from emulator.world import FIRST_PERSON_ID
from handlers.pushes.notice import NOT_WRITTEN
from handlers.words.said_often import IN_PRIVATE
from storage.people.audit import AuditStore

ACCESS = AccessSettings(mode="open", operators=frozenset({FIRST_PERSON_ID}))
WORDS = "明天下午两点在三楼会议室集中学习，\n请带笔记本。"
NOTICE = f"通知\n{WORDS}"


@pytest.fixture
def opening() -> dict[str, object]:
    """Return how the office is opened: the first person is the operator."""
    return {"access": ACCESS}


@pytest.fixture
async def zhou(office: Office) -> Colleague:
    zhou = office.colleague("周")
    await zhou.says("/start")
    return zhou


async def subscribed(office: Office, *names: str) -> list[Colleague]:
    people = [office.colleague(name) for name in names]
    for person in people:
        await person.says("/subscribe 17:30")
    return people


async def drafted(zhou: Colleague, words: str = WORDS) -> None:
    await zhou.says("/notice")
    await zhou.says(words, answering=zhou.last())


async def draft_of(person: Colleague, office: Office) -> str:
    found = await office.services.notices.unsent(person.person.id)
    return found.text if found else ""


def received(person: Colleague) -> list[str]:
    return [message.text for message in person.answers() if message.text.startswith("通知\n")]


async def test_a_notice_is_shown_confirmed_sent_and_reported(office: Office, zhou: Colleague) -> None:
    [chen, li] = await subscribed(office, "陈", "李")
    await zhou.says("/notice")
    assert zhou.sees().startswith("请回复这条消息，写下通知的内容；也可以直接发“/notice 内容”。")
    await zhou.says(WORDS, answering=zhou.last())
    look, control = zhou.answers()[-2:]
    assert look.text == NOTICE
    assert control.text == "上面就是通知的样子。会发给 2 个会话，静音的不响铃。没有订阅廉语的收不到。"
    assert control.buttons == ["发送", "修改", "取消"]
    await zhou.taps("发送")
    assert zhou.sees().startswith("确定发给 2 个会话？发出后可以停，48 小时内可以撤回。")
    assert received(chen) == []
    answer = await zhou.taps("确定发送")
    assert answer.text == "好，开始发了，进度写在确认的那条消息里"
    assert "等待 2" in zhou.sees()
    await office.push()
    assert (received(chen), received(li)) == ([NOTICE], [NOTICE])
    assert zhou.sees() == "通知“明天下午两点在三楼会议室集中学习…”\n已全部发出：2 个会话。"
    assert zhou.last() is control, "the report takes the place of the draft"
    [entry] = await AuditStore(office.database).newest(1)
    assert (entry.user_id, entry.action, entry.now) == (FIRST_PERSON_ID, "notice.send", WORDS)


async def test_it_can_be_changed_and_dropped(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.taps("修改")
    assert zhou.sees().startswith("请回复这条消息，写下改好的内容。")
    await zhou.says("改到后天。", answering=zhou.last())
    assert zhou.answers()[-2].text == "通知\n改到后天。"
    await zhou.taps("发送")
    await zhou.taps("再想想")
    await zhou.taps("取消")
    assert zhou.sees() == "已取消，没有发给任何人。"
    await office.push()
    assert received(chen) == []


@pytest.mark.parametrize(
    "words",
    [
        "改到周五下午三点，请带笔记本",
        "下周三停一天，机关搞活动",
        "每周一三五早上八点集中学习",
        "订阅 明天的报纸 8点",
        "暂停到周五，等上级通知",
    ],
)
async def test_what_was_asked_for_is_the_notice_though_it_sounds_like_a_setting(
    office: Office, zhou: Colleague, words: str
) -> None:
    await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.taps("修改")
    await zhou.says(words)
    assert zhou.answers()[-2].text == f"通知\n{words}"


async def test_an_edit_of_the_words_changes_the_draft(office: Office, zhou: Colleague) -> None:
    await subscribed(office, "陈")
    await zhou.says("/notice")
    said = await zhou.says("明天开会", answering=zhou.last())
    await zhou.edits(said, "明天不开会")
    assert zhou.answers()[-2].text == "通知\n明天不开会"


async def test_words_that_read_like_a_command_are_words(office: Office, zhou: Colleague) -> None:
    await subscribed(office, "陈")
    await drafted(zhou, "推送时间改到9点")
    assert zhou.answers()[-2].text == "通知\n推送时间改到9点"
    assert await office.services.subscriptions.of(zhou.person.id) is None


async def test_the_words_may_stand_behind_the_command(office: Office, zhou: Colleague) -> None:
    await subscribed(office, "陈")
    await zhou.says(f"/notice {WORDS}")
    assert zhou.answers()[-2].text == NOTICE


async def test_an_unsent_draft_is_found_again(office: Office, zhou: Colleague) -> None:
    await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.says("发通知")
    assert [message.text for message in zhou.answers()[-3:-1]] == [
        "您还有一条没有发出的通知，是这样的：",
        NOTICE,
    ]


async def test_a_second_tap_sends_nothing_more(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.taps("发送")
    control = zhou.last()
    confirming = control.keyboard
    await zhou.taps("确定发送")
    control.keyboard = confirming
    answer = await zhou.taps("确定发送", on=control)
    assert answer.text == "这条通知已经确认过了，只发一次。进度看这条消息"
    await office.push()
    await office.passes(minutes=5)
    assert received(chen) == [NOTICE]


async def test_who_paused_gets_none_and_who_muted_hears_none(office: Office, zhou: Colleague) -> None:
    [chen, li] = await subscribed(office, "陈", "李")
    await chen.says("/pause 3天")
    await li.says("/settings")
    await li.taps("改为不响铃")
    await drafted(zhou)
    assert zhou.sees().endswith(
        "会发给 1 个会话，静音的不响铃；另有 1 个暂停了推送，不发。没有订阅廉语的收不到。"
    )
    await zhou.taps("发送")
    await zhou.taps("确定发送")
    await office.push()
    assert (received(chen), received(li)) == ([], [NOTICE])
    assert li.last().silent


async def test_it_goes_to_the_topic_of_the_quote(office: Office, zhou: Colleague) -> None:
    chat = await office.group("机关党委", zhou, forum=True)
    study = office.topic(chat, "学习")
    await zhou.says("/subscribe", chat, topic=study)
    await drafted(zhou)
    await zhou.taps("发送")
    await zhou.taps("确定发送")
    await office.push()
    assert zhou.last(chat).text == NOTICE
    assert zhou.last(chat).thread_id == study.id


async def test_a_notice_takes_nobodys_quote_of_the_day(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.taps("发送")
    await zhou.taps("确定发送")
    await office.push()
    await chen.says("/subscribe 18:00")
    await office.comes(0, 18, 0)
    assert len(chen.pushes()) == 1


async def test_uncertain_ones_are_sent_again_from_its_report(office: Office, zhou: Colleague) -> None:
    [chen, li] = await subscribed(office, "陈", "李")
    office.world.faults.add(Fault(method="sendMessage", chat_id=li.private.id, kind="hang_after_delivery"))
    await drafted(zhou)
    await zhou.taps("发送")
    await zhou.taps("确定发送")
    await office.push()
    assert "已发出 1 · 不确定 1" in zhou.sees()
    await zhou.taps("补发：李")
    await office.push()
    assert "已全部发出：2 个会话。" in zhou.sees()
    assert (len(received(chen)), len(received(li))) == (1, 2)


async def test_nobody_to_tell_is_said(zhou: Colleague) -> None:
    await drafted(zhou)
    assert zhou.sees() == "上面就是通知的样子。现在没有会话能收到：还没有人订阅，或都暂停了。"
    assert zhou.last().buttons == ["修改", "取消"]


async def test_what_cannot_be_a_notice_is_said(office: Office, zhou: Colleague) -> None:
    await zhou.says("/notice")
    ask = zhou.last()
    await zhou.sends("photo", answering=ask)
    assert zhou.sees() == "上面问的通知的内容还等您写，请直接发给我；发“取消”就不做了。"
    await zhou.says("长" * 4094, answering=ask)
    assert zhou.sees().startswith("太长了：一条消息最多 4093 个字，这里有 4094 个。")
    chat = await office.group("机关党委", zhou)
    await zhou.says("/notice", chat)
    assert zhou.sees(chat) == IN_PRIVATE
    await office.colleague("陈").says("/notice")
    assert office.colleague("陈").sees() == "这项只有运维人员能操作。"


async def test_a_restart_between_any_two_steps_loses_nothing_and_sends_nothing_twice(
    office: Office, zhou: Colleague
) -> None:
    [chen] = await subscribed(office, "陈")

    async def restarted() -> Office:
        return await Office.open(office.database, clock=office.clock, world=office.world, access=ACCESS)

    async def taps(button: str, there: Office) -> None:
        await office.clock.advance(5)
        office.world.start_tap(zhou.person, zhou.last(), button)
        await there.settle()
        await there.close()

    await zhou.says("/notice")
    again = await restarted()
    office.world.say(zhou.person, zhou.private, WORDS, reply_to=zhou.last())
    await again.settle()
    await again.close()
    await taps("发送", await restarted())
    await taps("确定发送", await restarted())
    for _ in range(2):
        again = await restarted()
        await again.push()
        await again.close()
    assert received(chen) == [NOTICE]
    assert "已全部发出：1 个会话。" in zhou.sees()


async def test_an_older_card_never_sends_newer_words(office: Office) -> None:
    wu = office.colleague("吴")
    await wu.says("/notice 甲内容")
    first = wu.last()
    await wu.says("/notice 乙内容")
    assert "改过" in (await wu.taps("取消", first)).text
    assert "乙内容" in wu.answers()[-2].text
    assert wu.last().buttons == ["修改", "取消"]


async def test_a_notice_in_a_sentence_is_shown_before_anything_goes_out(
    office: Office, zhou: Colleague
) -> None:
    [chen] = await subscribed(office, "陈")
    await zhou.says(f"发个通知：{WORDS}")
    assert zhou.answers()[-2].text == NOTICE
    assert received(chen) == []
    await zhou.says("发送")
    await zhou.says("确定发送")
    await office.push()
    assert received(chen) == [NOTICE]


async def test_nothing_but_new_words_becomes_the_notice(office: Office, zhou: Colleague) -> None:
    """Whatever else is said while a notice stands there is dealt with as if none did, and the notice stays."""
    [chen] = await subscribed(office, "陈")
    await drafted(zhou)
    for said in (
        "先别发，我问问领导",
        "刚才那条发到几个地方了",
        "只发给后勤群",
        "上个月的台账来一份",
        "把孙干事和老周加进去",
        "明天停电，晚半小时上班",
        "三重一大是什么",
        "给老马开权限",
    ):
        await zhou.says(said)
        assert await draft_of(zhou, office) == WORDS, said
    await office.push()
    assert received(chen) == []
    await zhou.says("就这样发吧")
    assert "确定发给 1 个会话" in zhou.sees()
    await zhou.says("确定发送")
    await office.push()
    assert received(chen) == [NOTICE]


async def test_a_part_of_a_notice_is_changed_in_words(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await drafted(zhou)
    for said, becomes in (
        ("时间改成四点", "明天下午四点在三楼会议室集中学习，\n请带笔记本。"),
        ("地点改一下，五楼大会议室", "明天下午四点在五楼大会议室集中学习，\n请带笔记本。"),
        ("四点改成四点半", "明天下午四点半在五楼大会议室集中学习，\n请带笔记本。"),
        ("不是明天，是后天", "后天下午四点半在五楼大会议室集中学习，\n请带笔记本。"),
        ("最后加一句：请勿迟到", "后天下午四点半在五楼大会议室集中学习，\n请带笔记本。请勿迟到"),
        ("改成：明天不学习", "明天不学习"),
    ):
        await zhou.says(said)
        assert zhou.answers()[-2].text == f"通知\n{becomes}"
        assert zhou.last().buttons == ["发送", "修改", "取消"]
    await zhou.says("地点换成二楼")
    assert "没找准要改哪里" in zhou.sees()
    assert received(chen) == []
    known = await office.services.subscriptions.of(zhou.person.id)
    assert known is None or not known.active, "nothing was done to the pushes"


async def test_a_notice_is_held_and_dropped_in_words(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.says("先不发")
    assert "草稿留着" in zhou.sees()
    await zhou.says("嗯")
    assert "确定发给" not in zhou.sees(), "a nod sends nothing that was held"
    await zhou.says("领导同意了，发")
    assert "确定发给 1 个会话" in zhou.sees()
    await zhou.says("发出去没有")
    assert "还没有发出去" in zhou.sees()
    await zhou.says("不发了")
    assert "没有发给任何人" in zhou.sees()
    await office.push()
    assert received(chen) == []


async def test_who_speaks_of_something_else_is_told_once_that_the_notice_waits(
    office: Office, zhou: Colleague
) -> None:
    await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.says("三重一大是什么")
    assert "重大问题决策" in zhou.answers()[-2].text
    assert "草稿还留着" in zhou.sees()
    await zhou.says("一岗双责是什么")
    assert "草稿还留着" not in zhou.sees()
    await zhou.says("四风怎么说的")
    await zhou.says("就这样发吧")
    assert "确定发给 1 个会话" in zhou.sees(), "no yes to the other passage that is offered"


@pytest.mark.parametrize(
    ("said", "place"),
    [("地点改五楼", "五楼会议室"), ("地点改成五楼", "五楼会议室"), ("还是把会议室换后院", "后院")],
)
async def test_the_last_question_shows_what_would_go_out(
    office: Office, zhou: Colleague, said: str, place: str
) -> None:
    [chen] = await subscribed(office, "陈")
    await zhou.says("通知大家：明天上午九点在三楼会议室学习")
    await zhou.says(said)
    await zhou.says("三重一大是什么")
    await zhou.says("发吧")
    changed = f"明天上午九点在{place}学习"
    assert zhou.sees().endswith(f"发出的是：“{changed}”")
    await zhou.says("确定发送")
    await office.push()
    assert changed in received(chen)[-1]


@pytest.mark.parametrize("said", ["发个通知，内容是：{}", "发个通知：{}", "通知大家：{}"])
async def test_what_leads_to_the_words_is_no_part_of_them(office: Office, zhou: Colleague, said: str) -> None:
    await subscribed(office, "陈")
    await zhou.says(said.format("明天停电"))
    assert zhou.answers()[-2].text == "通知\n明天停电"
    await zhou.taps("修改")
    await zhou.says("内容是：明天停水", answering=zhou.last())
    assert zhou.answers()[-2].text == "通知\n明天停水"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("三楼改四楼 时间两点半", "明天下午两点半四楼会议室开会"),
        ("三楼改四楼，时间两点半", "明天下午两点半四楼会议室开会"),
        ("时间改成两点半", "明天下午两点半三楼会议室开会"),
        ("会议室换礼堂", "明天下午两点礼堂开会"),
        ("把开会改学习", "明天下午两点三楼会议室学习"),
    ],
)
async def test_what_stands_in_a_draft_is_changed_by_naming_it(
    office: Office, zhou: Colleague, said: str, words: str
) -> None:
    await subscribed(office, "陈")
    await zhou.says("发个通知：明天下午两点三楼会议室开会")
    await zhou.says(said)
    assert zhou.answers()[-2].text == f"通知\n{words}"


@pytest.mark.parametrize("said", ["发送", "确定发送", "发出去吧"])
async def test_what_is_said_of_a_notice_is_never_its_words(office: Office, zhou: Colleague, said: str) -> None:
    await subscribed(office, "陈")
    await zhou.says("发通知")
    await zhou.says(said)
    assert zhou.sees() == NOT_WRITTEN
    await zhou.says("明天停电")
    assert zhou.answers()[-2].text == "通知\n明天停电"


async def test_new_words_of_a_notice_can_be_edited(office: Office, zhou: Colleague) -> None:
    await subscribed(office, "陈")
    await drafted(zhou)
    said = await zhou.says("改成：明天停电，晚半小时上班")
    await zhou.edits(said, "改成：明天停电，晚一小时上班")
    assert zhou.answers()[-2].text == "通知\n明天停电，晚一小时上班"


async def test_what_is_said_after_a_notice_went_out_is_no_answer_to_its_older_draft(
    office: Office, zhou: Colleague
) -> None:
    await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.says("/notice")  # it is shown once more
    await zhou.taps("发送")
    await zhou.taps("确定发送")
    await office.push()
    await zhou.says("几个人收到了")
    assert "已全部发出：1 个会话" in zhou.sees()


async def test_to_whom_it_shall_go_is_no_notice(office: Office, zhou: Colleague) -> None:
    await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.says("发给老周就行")
    assert zhou.sees() == "通知发给所有订阅的会话，不能只选几个。没有发出，草稿留着。"
    assert await draft_of(zhou, office) == WORDS


AT_HALF = "明天下午两点半开组织生活会，请带手册。"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("地点加上，三楼会议室", "明天下午两点半开组织生活会，请带手册。地点：三楼会议室"),
        ("补上地点：三楼会议室", "明天下午两点半开组织生活会，请带手册。地点：三楼会议室"),
        ("时间加上 下午四点", "明天下午四点开组织生活会，请带手册。"),
        ("时间改三点吧 两点半有个接待", "明天下午三点开组织生活会，请带手册。"),
        ("改三点吧，两点半会议室占着", "明天下午三点开组织生活会，请带手册。"),
        ("先放着别发", AT_HALF),
        ("先放着，别发", AT_HALF),
    ],
)
async def test_a_notice_is_changed_with_why_and_added_to_by_name(
    office: Office, zhou: Colleague, said: str, words: str
) -> None:
    [chen] = await subscribed(office, "陈")
    await drafted(zhou, AT_HALF)
    await zhou.says(said)
    assert await draft_of(zhou, office) == words
    assert "不能只选几个" not in zhou.sees()
    await office.push()
    assert received(chen) == []


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        (("是",), True),
        (("是 撤",), True),
        (("对，撤回",), True),
        (("三重一大是什么", "是"), True),
        (("三重一大是什么", "好的"), False),
        (("不撤",), False),
    ],
)
async def test_whether_to_take_a_notice_back_takes_a_yes(
    office: Office, zhou: Colleague, said: tuple[str, ...], gone: bool
) -> None:
    [chen] = await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.says("发送")
    await zhou.says("确定发送")
    await office.push()
    assert received(chen) == [NOTICE]
    await zhou.says("发错了，收回")
    assert "撤回这条通知？" in zhou.sees()
    for one in said:
        await zhou.says(one)
    await office.push()
    assert bool(received(chen)) is not gone


@pytest.mark.parametrize("yes", ["对 作废", "是", "对，撤回", "就撤"])
async def test_whether_to_take_an_invitation_back_takes_a_yes(
    office: Office, zhou: Colleague, yes: str
) -> None:
    await zhou.says("/invite 3 5")
    await zhou.says("那个普通链接作废")
    assert "撤回它？" in zhou.sees()
    await zhou.says(yes)
    assert await office.services.invitations.open() == []


@pytest.mark.parametrize(
    "said", ["写错了 是四楼 撤回来", "写错了，应该是三点，撤回来", "发错了，收回", "弄错了 应为三楼 快撤回来"]
)
async def test_who_says_what_was_wrong_is_asked_whether_to_take_it_back(
    office: Office, zhou: Colleague, said: str
) -> None:
    await subscribed(office, "陈")
    await drafted(zhou)
    await zhou.says("发送")
    await zhou.says("确定发送")
    await office.push()
    await zhou.says(said)
    assert "撤回这条通知？" in zhou.sees(), zhou.sees()
