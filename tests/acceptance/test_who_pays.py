"""What one person, or many strangers, can have of what is limited costs nobody else anything."""

from access_scenes import with_operator
from clock import MORNING
from office import Colleague, Office, Opened
from sqlalchemy import insert

from emulator.faults import Fault, FaultKind
from handlers.context import Context
from handlers.people.cards import look_for_cards
from handlers.updates.dispatch import CHATS_AT_ONCE
from services.asking.unanswered.inbox import MOST_OPEN
from services.people import suggestions
from services.people.applications import MOST_CARDS
from services.people.approvals import A_DAY
from storage.states import QuestionState
from storage.tables.asking import questions

FLOODER, OTHER = 7_000_001, 7_000_002


async def asked_in_vain(office: Office, user_id: int, words: list[str], first: int) -> None:
    """Write down questions in vain, as if each had been asked."""
    asked = {
        "kind": "nothing", "verdict": "", "state": QuestionState.OPEN.value, "asked_at": MORNING,
        "chat_id": user_id, "user_id": user_id,
    }  # fmt: skip
    rows = [asked | {"message_id": first + place, "words": one} for place, one in enumerate(words)]
    async with office.database.transaction() as connection:
        await connection.execute(insert(questions), rows)


async def test_who_asks_without_end_keeps_no_other_question_from_the_editors(office: Office) -> None:
    """Neither many different questions, nor one that is asked again and again."""
    await asked_in_vain(office, OTHER, ["食堂几点开门"], 1)
    await asked_in_vain(office, FLOODER, ["打印机在哪里"] * (MOST_OPEN + 10), 1)
    await asked_in_vain(office, OTHER + 1, ["食堂几点开门呢"], 1)
    cases = await office.services.inbox.cases()
    assert [case.words for case in cases] == ["食堂几点开门", "打印机在哪里"]
    assert sum(len(case.questions) for case in cases) == MOST_OPEN


async def test_who_sends_many_opinions_is_asked_to_stop_and_hides_no_other_one(
    run_office: Office,
) -> None:
    zhao, chen, wu = (run_office.colleague(name) for name in ("赵", "陈", "吴"))
    await wu.says("/start")
    await suggests(zhao, "公车预约表放到群里")
    for number in range(suggestions.A_DAY):
        await suggests(chen, f"第{number}件事")
    came = len(wu.answers())
    await chen.says("/suggest 还有一件")
    assert chen.sees().startswith(f"您在一天里已经发出 {suggestions.A_DAY} 条意见")
    assert len(wu.answers()) == came
    await suggests(zhao, "会议室也是")  # nobody else waits
    await wu.says("看看意见")
    assert "公车预约表" in wu.sees()
    await run_office.passes(days=1)
    await suggests(chen, "还有一件")
    assert "还有一件" in wu.sees()


async def suggests(person: Colleague, words: str) -> None:
    await person.says(f"/suggest {words}")
    await person.taps("匿名发出")


async def test_cards_that_nobody_answers_keep_the_others_out_for_a_day_only(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    for number in range(MOST_CARDS):
        stranger = office.colleague(f"生{number}")
        await stranger.says("您好")
        await stranger.taps("申请使用")
    await chen.says("您好")
    await chen.taps("申请使用")
    assert chen.sees().startswith("申请记下了，还没有转告")
    await office.passes(days=1, minutes=1)
    await look_for_cards(Context(office.app))
    assert wu.sees() == f"陈（{chen.person.id}）想使用清风。"


async def test_who_adds_the_bot_to_many_groups_keeps_no_other_group_out(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    li = office.colleague("李")
    chats = []
    for number in range(A_DAY + 2):
        await office.clock.advance(60)  # the operator's own limit
        chats.append(await office.group(f"群{number}", li))
    assert "我已转告" in li.sees(chats[A_DAY - 1])
    assert f"请把群的编号 {chats[A_DAY].id} 告诉" in li.sees(chats[A_DAY])
    said = len(li.answers(chats[A_DAY]))
    await li.says("/ask 三重一大是什么", chats[A_DAY])
    assert len(li.answers(chats[A_DAY])) == said, "once is enough"
    await office.clock.advance(60)
    chat = await office.group("机关群", chen)
    assert "我已转告" in chen.sees(chat)
    assert "机关群" in wu.sees()
    await wu.says("/roles")
    assert f"群{A_DAY}" not in wu.sees()


async def test_strangers_whom_telegram_is_asked_about_keep_no_member_waiting(opened: Opened) -> None:
    office, wu, chen = await with_operator(opened)
    wang = office.colleague("王")
    await office.group("机关群", wu)
    await wu.says(f"/admit {chen.person.id}")
    before = len(chen.answers())
    crowd = [office.colleague(f"生{number}") for number in range(CHATS_AT_ONCE + 3)]
    hang = Fault(method="getChatMember", kind=FaultKind.HANG_AFTER_DELIVERY, times=len(crowd))
    office.world.faults.add(hang)
    for stranger in (*crowd, wang):
        office.world.say(stranger.person, stranger.private, "三重一大是什么")
    office.world.say(chen.person, chen.private, "三重一大是什么")
    while await office.poller.poll_once():
        pass
    await office.clock.until_so(lambda: len(chen.answers()) > before, at_most=0)
    asked = [call for call in office.world.calls if call.method == "getChatMember"]
    first = {str(call.parameters["user_id"]) for call in asked[: len(crowd)]}
    assert len(first) == len(crowd), "no question had to come to its end, and be asked anew, first"
    hang.released.set()
    await office.deals()
