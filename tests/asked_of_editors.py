"""How editors and operators come to be asked something; prompt_scenes.py has them among all that is asked."""

import json

from office import Colleague, Office
from scan_eyes import SCAN, Eyes

from emulator.faults import Fault
from handlers.context import Context
from handlers.speeches.recognition import go_on
from storage.asking.known_questions import AddedQuestion, KnownQuestionStore
from storage.ways.batches import WayBatchStore

ITEM = "讲话里是怎么说的？\n√ 带队伍\n× 另一个\n× 还有一个"


async def choosing_days(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.says("/ledger")
    return wu


async def entering(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.says("/ledger 补记")
    return wu


async def choosing_a_subject(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.says("/material")
    return wu


async def choosing_a_weekday(office: Office) -> Colleague:
    chen = office.colleague("陈")
    await chen.says("/quiz")
    return chen


async def rewording(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.says("/items")
    await wu.taps(next(one for one in wu.last().buttons if one.startswith("待审")))
    await wu.taps("1")
    await wu.taps("改题")
    return wu


async def writing_a_line(office: Office) -> Colleague:
    wu = office.colleague("吴")
    await wu.says("/checklist")
    await wu.taps("每个节 0/5")
    await wu.taps("公车")
    await wu.taps("自己写")
    return wu


async def reading_a_scan(office: Office) -> Colleague:
    office.services.recognitions.recogniser = Eyes()
    wu = office.colleague("吴")
    await wu.sends("document", content=SCAN, name="扫描.pdf")
    for _ in range(2):
        await office.clock.advance(5)
        await go_on(Context(office.app))
    return wu


async def correcting_a_line(office: Office) -> Colleague:
    wu = await reading_a_scan(office)
    await wu.taps("改")
    return wu


async def taking_ways(office: Office) -> Colleague:
    """Let an editor bring ways of asking that somebody wrote elsewhere, and look at what they bring."""
    wu = office.colleague("吴")
    await wu.says("/ways")
    await wu.taps("1")
    await wu.taps("导出任务（给模型）")
    file = office.world.files[wu.last().media["document"]["file_id"]].content
    task = json.loads(file.decode().splitlines()[0])["task"]
    said = {"s": 1, "who": "新人", "q": "这次党风廉政建设会议主要任务是啥"}
    answer = json.dumps({"task": task, "answer": json.dumps(said, ensure_ascii=False)}, ensure_ascii=False)
    await wu.sends("document", content=answer.encode(), name="answers.jsonl")
    [batch] = await office.services.way_batches.listed()
    await WayBatchStore(office.database).weigh(batch.id, "量过")  # measuring it takes long
    await wu.taps("看效果、收下")
    return wu


async def binding_anew(office: Office) -> Colleague:
    """Let a way of asking be bound to words that no version says, and an editor choose others."""
    wu, now = office.colleague("吴"), office.clock.now()
    lost = AddedQuestion("食堂的账多久对一次", "2023", "这一句在以前的版本里，现在没有了。", "", None, now)
    await KnownQuestionStore(office.database).add([lost])
    await wu.says("/ways")
    await wu.taps("1")
    await wu.taps("重新绑定 1 个")
    await wu.taps("1")
    await wu.taps(wu.last().buttons[0])
    return wu


async def reported(office: Office) -> Colleague:
    """Let pushes be uncertain, and the operator look at the report."""
    wu = office.colleague("吴")
    await wu.says("/start")
    for name in ("陈", "李"):
        one = office.colleague(name)
        await one.says("/subscribe 9:00")
        office.world.faults.add(Fault(method="sendMessage", chat_id=one.private.id, kind="hang_after_delivery"))
    await office.comes(0, 9, 0)
    await office.passes(minutes=5)
    await wu.taps("全部补发（2 个）")
    return wu


async def taking_back(office: Office) -> Colleague:
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await chen.says("/subscribe 17:30")
    await wu.says("/notice 明天下午两点集中学习")
    await wu.taps("发送")
    await wu.taps("确定发送")
    await office.push()
    await wu.taps("撤回")
    return wu
