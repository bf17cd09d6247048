"""What operators are told of the pushes before the hour and after it, and what they do about it."""

from datetime import date, timedelta

import pytest
from office import Colleague, Office

from core.settings import AccessSettings
from emulator.faults import Fault
from emulator.messages import Message
from emulator.world import FIRST_PERSON_ID
from handlers.words.said_often import IN_PRIVATE
from storage.people.audit import AuditStore
from storage.states import DeliveryState

OPERATORS = frozenset({FIRST_PERSON_ID, FIRST_PERSON_ID + 1})
ACCESS = AccessSettings(mode="open", operators=OPERATORS)
MONDAY = date(2026, 3, 2)


@pytest.fixture
def opening() -> dict[str, object]:
    """Return how the office is opened: the first two people are operators."""
    return {"access": ACCESS}


@pytest.fixture
async def zhou(office: Office) -> Colleague:
    """Return the first operator, who has started the bot; the other one, 吴, has not."""
    zhou = office.colleague("周")
    office.colleague("吴")
    await zhou.says("/start")
    return zhou


async def subscribed(office: Office, *names: str, at: str = "") -> list[Colleague]:
    people = [office.colleague(name) for name in names]
    for person in people:
        await person.says(f"/subscribe {at}".strip())
    return people


def quote_in(text: str) -> str:
    return text.split("\n")[text.split("\n").index("今日廉语 · 3月2日 周一") + 1]


async def test_half_an_hour_before_the_operator_sees_what_will_be_pushed_when_and_to_how_many(
    office: Office, zhou: Colleague
) -> None:
    [chen, *_] = await subscribed(office, "陈", "李", "王")
    await office.comes(0, 8, 1)
    notice = zhou.sees()
    assert notice.startswith("今天（3月2日 周一）08:30 推送廉语，到 3 个会话。\n\n今日廉语 · 3月2日 周一\n")
    assert "不用操作，到点自动推送" in notice
    assert zhou.last().buttons == ["暂停今天", "换一条"]
    await office.passes(minutes=5)
    assert len(zhou.answers()) == 2, "it is said once"
    ahead = zhou.last()
    await office.comes(0, 8, 30)
    assert quote_in(chen.sees()) == quote_in(notice)
    assert ahead.text == "今天（3月2日 周一）的廉语已经推送，结果见报告，或发 /push。"
    assert zhou.sees() == "今天（3月2日 周一）的推送\n已全部发出：3 个会话。"
    assert zhou.last().silent, "good news makes no sound"


async def test_a_report_never_says_that_all_is_out_while_some_is_still_to_come(
    office: Office, zhou: Colleague
) -> None:
    await subscribed(office, "陈")
    await subscribed(office, "李", at="20:00")
    await office.comes(0, 8, 30)
    assert zhou.sees() == "今天（3月2日 周一）的推送\n到点的都已发出：1 个会话。\n还没到点：20:00 1 个"
    report = zhou.last()
    await zhou.taps("暂停今天")
    assert "已发出 1\n今天的推送已暂停，其余的不再发。" in report.text
    assert "全部" not in report.text
    await zhou.taps("恢复今天")
    await office.comes(0, 20, 1)
    assert report.text == "今天（3月2日 周一）的推送\n已全部发出：2 个会话。"


async def test_many_times_are_one_notice_with_a_line_of_times(office: Office, zhou: Colleague) -> None:
    await subscribed(office, "陈", "李")
    for number in range(8):
        await subscribed(office, f"同事{number}", at=f"{number + 9}:00")
    await office.comes(0, 8, 1)
    await office.comes(0, 9, 0)
    await office.comes(0, 9, 40)
    ahead = [message for message in zhou.answers() if "推送廉语" in message.text]
    assert len(ahead) == 1
    assert "08:30 2 个" not in ahead[0].text, "what has gone out is not ahead any more"
    assert "· 另外 1 个时间 1 个" in ahead[0].text


async def test_nothing_due_is_not_announced(office: Office, zhou: Colleague) -> None:
    await office.comes(0, 8, 1)
    await office.comes(0, 9, 0)
    await office.comes(1, 9, 0)
    assert len(zhou.answers()) == 1


async def test_another_quote_is_everybodys_and_a_second_tap_changes_nothing_more(
    office: Office, zhou: Colleague
) -> None:
    [chen, li] = await subscribed(office, "陈", "李")
    await office.comes(0, 8, 1)
    before = quote_in(zhou.sees())
    old_button = zhou.last().keyboard
    await zhou.taps("换一条")
    after = quote_in(zhou.sees())
    assert after != before
    shown = zhou.last()
    new_button, shown.keyboard = shown.keyboard, old_button
    answer = await zhou.taps("换一条")
    assert answer.text == "换不了：已经换过、马上要推送，或没有别的廉语"
    assert new_button != old_button
    assert quote_in(zhou.sees()) == after
    await li.says("今日廉语")
    assert after in li.sees()
    await office.comes(0, 8, 30)
    assert after in chen.sees()


async def test_in_the_last_minute_the_quote_stays_and_after_a_release_too_late_it_is_said(
    office: Office, zhou: Colleague
) -> None:
    [chen] = await subscribed(office, "陈")
    await office.comes(0, 8, 1)
    chosen = quote_in(zhou.sees())
    office.clock.move_to(office.clock.now() + timedelta(minutes=28, seconds=30))
    answer = await zhou.taps("换一条")
    assert answer.text == "换不了：已经换过、马上要推送，或没有别的廉语"
    await office.services.push_control.hold(MONDAY, zhou.person.id)
    await office.comes(0, 13, 0)
    assert chosen not in chen.sees()
    await office.services.push_control.release(MONDAY, zhou.person.id)
    await office.push()
    assert chen.pushes() == []
    assert "跳过 1" in zhou.sees()
    assert "过了补推的时限：陈" in zhou.sees()


async def test_going_on_brings_ever_other_quotes(office: Office, zhou: Colleague) -> None:
    await subscribed(office, "陈")
    await office.comes(0, 8, 1)
    seen = [quote_in(zhou.sees())]
    for _ in range(10):
        await zhou.taps("换一条")
        seen.append(quote_in(zhou.sees()))
    assert len(set(seen)) == len(seen)


async def test_a_held_day_pushes_nothing_and_released_it_makes_up_for_it(
    office: Office, zhou: Colleague
) -> None:
    [chen, li] = await subscribed(office, "陈", "李")
    await office.comes(0, 8, 1)
    await zhou.taps("暂停今天")
    assert zhou.sees().startswith("今天（3月2日 周一）的推送已暂停，2 个会话收不到。\n点“恢复今天”就照常推送")
    assert zhou.last().buttons == ["恢复今天"]
    await office.comes(0, 8, 30)
    await office.passes(minutes=20)
    assert (chen.pushes(), li.pushes()) == ([], [])
    await zhou.says("/push")
    assert "2 个会话收不到" in zhou.sees()
    await chen.says("/preview")
    assert chen.sees().startswith("下一条：明天（3月3日 周二）08:30")
    await zhou.taps("恢复今天")
    await office.push()
    assert [len(one.pushes()) for one in (chen, li)] == [1, 1]
    assert "已全部发出：2 个会话。" in zhou.sees()


async def test_a_held_day_is_over_at_midnight(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await office.comes(0, 8, 1)
    await zhou.taps("暂停今天")
    await office.comes(1, 8, 30)
    assert len(chen.pushes()) == 1
    first = next(message for message in zhou.answers() if "已暂停" in message.text)
    answer = await zhou.taps("恢复今天", on=first)
    assert answer.text == "这是以前的消息，按钮用不了了。看今天的请发 /push"
    await office.push()
    assert len(chen.pushes()) == 1


async def test_what_was_decided_outlives_a_restart(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await office.comes(0, 8, 1)
    await zhou.taps("换一条")
    chosen = quote_in(zhou.sees())
    await zhou.taps("暂停今天")
    again = await Office.open(office.database, clock=office.clock, world=office.world, access=ACCESS)
    try:
        await again.comes(0, 8, 30)
        assert chen.pushes() == []
        said = len(zhou.answers())
        await again.passes(minutes=1)
        assert len(zhou.answers()) == said, "the notice is not said again"
        office.world.start_tap(zhou.person, zhou.last(), "恢复今天")
        await again.settle()
        await again.push()
    finally:
        await again.close()
    assert chosen in chen.pushes()[0]


async def test_afterwards_there_is_a_report_that_names_who_did_not_get_it_and_why(
    office: Office, zhou: Colleague
) -> None:
    [chen, li, wang] = await subscribed(office, "陈", "李", "王")
    office.world.block_bot(li.person)
    office.world.faults.add(
        Fault(method="sendMessage", chat_id=wang.private.id, kind="retry_after", retry_after=90)
    )
    await office.comes(0, 8, 30)
    report = zhou.last()
    assert report.text.split("\n") == [
        "今天（3月2日 周一）的推送",
        "已发出 1 · 等待 1 · 没发出 1",
        "等待：",
        "· 发得太快，稍后自动再发：1 个",
        "没发出：",
        "· 对方拉黑了我：李",
    ]
    await office.passes(minutes=2)
    assert "已发出 2 · 没发出 1" in zhou.sees()
    assert zhou.last() is report, "the same message says so"
    assert len(chen.pushes()) == 1


@pytest.mark.parametrize("asked", ["/push 3月2日", "3月2日的推送报告", "三月二号推送给了谁？"])
async def test_a_day_gone_by_says_what_became_of_its_push(office: Office, zhou: Colleague, asked: str) -> None:
    [chen, li] = await subscribed(office, "陈", "李")
    office.world.block_bot(li.person)
    await office.comes(0, 8, 30)
    await office.comes(2, 12)
    await zhou.says(asked)
    assert "3月2日 周一的推送" in zhou.sees()
    assert "对方拉黑了我：李" in zhou.sees()
    assert not zhou.last().buttons
    await chen.says(asked)
    assert "李" not in chen.sees()


async def test_what_was_pushed_on_a_day_is_told_to_everybody(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await office.comes(0, 8, 30)
    pushed = chen.pushes()[-1].split("\n")[1]
    await office.comes(2, 12)
    await chen.says("3月2日推送了什么")
    assert pushed in chen.sees()


async def test_a_day_of_which_nothing_is_known_is_said_and_no_pause(office: Office, zhou: Colleague) -> None:
    for asked, answer in (
        ("/push 2025年8月18日", "2025年8月18日 周一没有推送记录"),
        ("8月18日的推送报告", "没有推送记录"),
        ("/push 2月30日", "没有“2月30日”这一天"),
        ("/push 全部", "请这样写：/push 昨天"),
        ("/push 明天", "还没到那一天"),
    ):
        await zhou.says(asked)
        assert answer in zhou.sees()


async def test_what_is_uncertain_is_sent_again_only_when_a_person_says_so(
    office: Office, zhou: Colleague
) -> None:
    people = await subscribed(office, "陈", "李", "王")
    for person in people:
        office.world.faults.add(
            Fault(method="sendMessage", chat_id=person.private.id, kind="hang_after_delivery")
        )
    await office.comes(0, 8, 30)
    await office.passes(minutes=5)
    assert "已发出 0 · 不确定 3" in zhou.sees()
    assert zhou.last().buttons == ["补发：陈", "补发：李", "补发：王", "全部补发（3 个）"]
    assert [len(one.pushes()) for one in people] == [1, 1, 1]
    report = zhou.last()
    answer = await zhou.taps("补发：陈")
    assert answer.text == "好，几秒内补发 1 个"
    await office.push()
    assert "已发出 1 · 不确定 2" in zhou.sees()
    await zhou.taps("全部补发（2 个）")
    assert zhou.sees().startswith("给这 2 个会话都补发一次？\n有的其实已经收到")
    await zhou.taps("不补发")
    assert zhou.last().buttons[-1] == "全部补发（2 个）"
    await zhou.taps("全部补发（2 个）")
    await zhou.taps("确定补发 2 个")
    await office.push()
    await office.passes(minutes=1)
    assert "已全部发出：3 个会话。" in zhou.sees()
    assert [len(one.pushes()) for one in people] == [2, 2, 2]
    assert zhou.last() is report
    done = [(entry.action, entry.now) for entry in await AuditStore(office.database).newest(5)]
    assert done == [("push.resend", "补发 2"), ("push.resend", "补发 1")]


async def test_five_uncertain_ones_at_a_time(office: Office, zhou: Colleague) -> None:
    people = await subscribed(office, *(f"同事{number}" for number in range(7)))
    for person in people:
        office.world.faults.add(
            Fault(method="sendMessage", chat_id=person.private.id, kind="hang_after_delivery")
        )
    await office.comes(0, 8, 30)
    for _ in range(10):
        await office.passes(minutes=1)
    assert "（第 1 至 5 个，共 7 个）" in zhou.sees()
    await zhou.taps("看后面的")
    assert "（第 6 至 7 个，共 7 个）" in zhou.sees()
    assert zhou.last().buttons[:2] == ["补发：同事5", "补发：同事6"]


async def test_two_operators_decide_once_and_both_see_it(office: Office, zhou: Colleague) -> None:
    wu = office.colleague("吴")
    await wu.says("/start")
    await subscribed(office, "陈")
    await office.comes(0, 8, 1)
    await zhou.taps("暂停今天")
    answer = await wu.taps("暂停今天")
    assert answer.text == "已经暂停了"
    await zhou.taps("恢复今天")
    await office.passes(seconds=10)
    assert wu.last().buttons == ["暂停今天", "换一条"], "the other's message follows"
    actions = [entry.action for entry in await AuditStore(office.database).newest(9)]
    assert actions == ["push.release", "push.hold"]


async def test_only_operators_see_it(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await chen.says("/push")
    assert chen.sees() == "这项只有运维人员能操作。"
    chat = await office.group("机关党委", zhou)
    await zhou.says("/push", chat)
    assert zhou.sees(chat) == IN_PRIVATE


async def test_an_operator_who_never_spoke_to_the_bot_holds_up_nobody(office: Office, zhou: Colleague) -> None:
    [chen] = await subscribed(office, "陈")
    await office.comes(0, 8, 1)
    await office.comes(0, 8, 30)
    assert len(chen.pushes()) == 1
    assert "已全部发出：1 个会话。" in zhou.sees()
    assert await office.services.pushes._deliveries.counts(MONDAY) == {
        DeliveryState.SENT: 3,
        DeliveryState.FAILED: 2,
    }


def texts(messages: list[Message]) -> list[str]:
    return [message.text for message in messages]


async def test_a_push_missed_while_the_bot_was_down_is_reported_the_next_day(
    office: Office, zhou: Colleague
) -> None:
    await subscribed(office, "陈")
    await office.comes(1, 7, 0)
    missed = [text for text in texts(zhou.answers()) if text.startswith("3月2日 周一的推送")]
    assert missed == ["3月2日 周一的推送\n已发出 0 · 跳过 1\n跳过：\n· 过了补推的时限：陈"]


async def test_the_report_and_the_command_say_the_same_of_a_push_that_was_missed(
    office: Office, zhou: Colleague
) -> None:
    await subscribed(office, "陈")
    await office.comes(0, 13, 0)
    report = "今天（3月2日 周一）的推送\n已发出 0 · 跳过 1\n跳过：\n· 过了补推的时限：陈"
    assert zhou.sees() == report
    await zhou.says("/push")
    assert zhou.sees() == report


@pytest.mark.parametrize("said", ["今天的推送先停", "恢复今天的", "今天的廉语发到了没有"])
async def test_an_operator_means_everybodys_pushes(office: Office, zhou: Colleague, said: str) -> None:
    [chen] = await subscribed(office, "陈")
    await zhou.says(said)
    assert "推送" in zhou.sees()
    assert "暂停今天" in zhou.last().buttons
    await chen.says(said)
    assert "暂停今天" not in chen.last().buttons


@pytest.mark.parametrize("said", ["只发给后勤群", "谁能用你", "给老马开权限"])
async def test_an_order_to_the_bot_is_no_notice_and_leaves_the_one_that_stands_there(
    zhou: Colleague, said: str
) -> None:
    await zhou.says("我要发通知")
    await zhou.says("请各支部周五前报送廉政风险点")
    drafts = len(zhou.answers())
    await zhou.says(said)
    assert not any(said in one.text for one in zhou.answers()[drafts:])
    await zhou.says("修改")
    assert "新的内容" in zhou.sees()
