"""An editor samples a batch: twenty questions at a time, each with its sentence; the bad ones struck out."""

from telegram import CallbackQuery

from handlers.context import Context
from handlers.ways.cards import turning, whole
from handlers.words.cards import button, by, rows, show
from handlers.words.replies import View, plain
from knowledge.language.writing.clipped import clipped
from services.ways.batches import SAMPLE, Sample, is_open
from storage.ways.batches import StoredWay

LONGEST_QUESTION, LONGEST_SENTENCE = 80, 60
A_PAGE = 20  # refused lines
BAD = " ✗"
HEAD = (
    "批 {id} 抽查：第 {first} 至 {last} 个，共 {every} 个。\n"
    "点号码把不好的划掉，再点一次恢复；没划掉的就是好的。\n"
)
ONLY_LOOK = "批 {id}：第 {first} 至 {last} 个，共 {every} 个。\n"
NOWHERE = "（讲话里没有说到）"
DOUBTED = "（现在会答它。讲话里真的没有说到吗？有就划掉）"
REFUSED = "批 {id} 拒收的：\n{counts}\n"


async def act(action: str, number: int, page: int, more: str, query: CallbackQuery, context: Context) -> None:
    """Show a page of a batch's questions, strike one out or bring it back, or show what was refused."""
    batches = context.services.way_batches
    if action == "no":
        await show(query, context, await _refused(number, page, context))
        return
    if action == "bad":
        sample, way = await batches.sample(number, page), whole(more)
        was_bad = any(one.id == way and one.bad for one in sample.ways)
        await batches.judge(number, way, bad=not was_bad)
    await show(query, context, _page(await batches.sample(number, page)))


def _page(sample: Sample) -> View:
    batch, open_yet = sample.batch, is_open(sample.batch)
    numbered = list(enumerate(sample.ways, sample.first))
    head = (HEAD if open_yet else ONLY_LOOK).format(
        id=batch.id, first=sample.first, last=sample.first + len(numbered) - 1, every=sample.every
    )
    lines = [
        f"\n{place}. {clipped(way.question, LONGEST_QUESTION)}{BAD if way.bad else ''}"
        f"\n   → {_leads_to(way, sample.doubted)}"
        for place, way in numbered
    ]
    strike = [
        button(f"{place}{BAD if way.bad else ''}", f"wy:bad:{batch.id}.{sample.page}:{way.id}")
        for place, way in numbered
    ]
    keyboard = rows(
        *(by(5, strike) if open_yet else []),
        turning(f"wy:see:{batch.id}", sample.page, sample.every, SAMPLE),
        [button("其余全部收下", f"wy:weigh:{batch.id}")] if open_yet else [],
        [button("返回这一批", f"wy:ba:{batch.id}")],
    )
    return plain(head + "".join(lines), keyboard)


def _leads_to(way: StoredWay, doubted: frozenset[str]) -> str:
    if way.text:
        return clipped(way.text, LONGEST_SENTENCE)
    return DOUBTED if way.question in doubted else NOWHERE


async def _refused(number: int, page: int, context: Context) -> View:
    found = await context.services.way_batches.refused(number)
    every = [(why, one) for why, ways in found for one in ways]
    page = max(0, min(page, max(0, len(every) - 1) // A_PAGE))
    counts = "\n".join(f"· {why}：{len(ways)} 个" for why, ways in found)
    lines = [
        f"\n{clipped(one.question, LONGEST_QUESTION)}（{why}）"
        for why, one in every[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    keyboard = rows(
        turning(f"wy:no:{number}", page, len(every), A_PAGE), [button("返回这一批", f"wy:ba:{number}")]
    )
    return plain(REFUSED.format(id=number, counts=counts) + "".join(lines), keyboard)
