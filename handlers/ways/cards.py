"""What /ways shows: the speeches with their ways of asking, a speech, a batch."""

from telegram import InlineKeyboardButton

from core.errors import UserError
from handlers.context import Context
from handlers.words.cards import button, by, rows
from handlers.words.replies import View, plain
from knowledge.language.writing.clipped import clipped
from knowledge.ways.sources import Kind
from services.ways.said import BATCH_STATES, KINDS
from storage.states import BatchState, WriterKind
from storage.ways.batches import Batch

A_PAGE = 8
MOST_BATCHES = 8
LONGEST_TITLE = 24
LONGEST_WRITER = 30

HOME = "相似问：同一句话，不同的人会怎么问。写得越多，越找得到。点一篇看它的。\n"
LINE = "\n{place}. 《{title}》{slug}：{count} 个"
NO_SPEECH = "没有在用的讲话。"
HEAD = "《{title}》（{slug}）\n相似问在用 {count} 个"
NONE_YET = "还没有相似问：现在只能按原文的字找。"
OF_KIND = "{kind} {count} 个"
LOOSE = "有 {count} 个相似问，问的原文已不在这一版里，要重新绑定。"
WITHOUT_MODEL = (
    "没有设置模型，不能自动出题。可以导出任务，请人填表，或交给单位允许的模型去写，写好把文件发回给我。"
)
WITH_MODEL = "可以让“{model}”来写，也可以导出任务请别人写；写好都由您抽查、看过效果再收下。"
WRITERS = {WriterKind.ASSISTANT: "模型", WriterKind.FILE: "文件", WriterKind.PEOPLE: "表格"}
BATCH = "批 {id} · {slug} · {kind} {writer}\n{state}：能用 {usable} 个，拒收 {refused} 个{bad}"
BAD = "，划掉 {bad} 个"
PROGRESS = "\n已写 {done}/{tasks} 段"
NEXT = {
    BatchState.FILLING: "写完会告诉您。停下不会丢掉已经写好的。",
    BatchState.PAUSED: "停着。可以接着写，也可以就用已有的：先抽查，再看效果、收下。",
    BatchState.READY: "请先抽查，再看效果、收下。收下之前，什么都不会变。",
    BatchState.TAKEN: "正在用来找答案。不合适可以整批撤回。",
    BatchState.WITHDRAWN: "已撤回，没有在用。",
}


async def home(context: Context, page: int = 0) -> View:
    """Return the speeches in use with how many ways of asking each has."""
    speeches = context.services.answers.library.speeches
    if not speeches:
        return plain(NO_SPEECH)
    counts: dict[str, int] = {}
    for one in await context.services.way_sources.known():
        counts[one.way.speech] = counts.get(one.way.speech, 0) + 1
    page = max(0, min(page, (len(speeches) - 1) // A_PAGE))
    shown = list(enumerate(speeches, 1))[page * A_PAGE : (page + 1) * A_PAGE]
    lines = "".join(
        LINE.format(
            place=place,
            title=clipped(one.title or one.file, LONGEST_TITLE),
            slug=one.slug,
            count=counts.get(one.slug, 0),
        )
        for place, one in shown
    )
    numbers = [button(str(place), f"wy:sp:{one.slug}") for place, one in shown]
    return plain(HOME + lines, rows(*by(4, numbers), turning("wy:home", page, len(speeches), A_PAGE)))


async def speech_card(context: Context, slug: str, page: int = 0) -> View:
    """Return what there is for a speech, its batches page by page, and what can be done.

    Raises UserError when the speech is not in use.
    """
    services = context.services
    speech = services.way_batches.speech(slug).speech
    counts: dict[Kind, int] = {}
    for one in await services.way_sources.sources(slug):
        if one.in_use:
            counts[one.kind] = counts.get(one.kind, 0) + one.count
    batches = (await services.way_batches.listed(slug))[::-1]
    page = max(0, min(page, max(0, len(batches) - 1) // MOST_BATCHES))
    shown = batches[page * MOST_BATCHES : (page + 1) * MOST_BATCHES]
    loose = sum(len(one.questions) for one in await services.way_sources.loose(slug))
    kinds = [OF_KIND.format(kind=KINDS[kind], count=counts[kind]) for kind in Kind if counts.get(kind)]
    lines = [
        HEAD.format(title=speech.title or speech.file, slug=slug, count=sum(counts.values())),
        "；".join(kinds) or NONE_YET,
        *([LOOSE.format(count=loose)] if loose else []),
        *(_line(batch) for batch in shown),
        _how(context),
    ]
    filling = any(one.state is BatchState.FILLING for one in batches)
    start = [button("出题", f"wy:go:{slug}")] if services.way_filling.assistant and not filling else []
    keyboard = rows(
        start,
        [button("导出任务（给人填）", f"wy:xl:{slug}"), button("导出任务（给模型）", f"wy:jl:{slug}")],
        *by(2, [button(_short(batch), f"wy:ba:{batch.id}") for batch in shown]),
        turning(f"wy:sp:{slug}", page, len(batches), MOST_BATCHES),
        [button(f"重新绑定 {loose} 个", f"wy:lo:{slug}.0")] if loose else [],
        [button("返回", "wy:home:0")],
    )
    return plain("\n".join(lines), keyboard)


def batch_card(batch: Batch, context: Context) -> View:
    """Return how far a batch is, and what can be done with it."""
    said = BATCH.format(
        id=batch.id,
        slug=batch.slug,
        kind=WRITERS[batch.kind],
        writer=clipped(batch.writer, LONGEST_WRITER),
        state=BATCH_STATES[batch.state],
        usable=batch.usable,
        refused=batch.refused,
        bad=BAD.format(bad=batch.bad) if batch.bad else "",
    )
    if batch.tasks:
        said += PROGRESS.format(done=batch.done, tasks=batch.tasks)
    if batch.fault:
        said += f"\n{batch.fault}"
    unfinished = batch.done < batch.tasks and context.services.way_filling.assistant is not None
    look = [button("抽查", f"wy:see:{batch.id}.0")] if batch.usable or batch.bad else []
    if batch.refused:
        look.append(button("看拒收的", f"wy:no:{batch.id}.0"))
    settle = {
        BatchState.FILLING: [[button("停下", f"wy:stop:{batch.id}")]],
        BatchState.PAUSED: [_again(batch) if unfinished else [], _settle(batch)],
        BatchState.READY: [_settle(batch)],
        BatchState.TAKEN: [[button("撤回这一批", f"wy:back:{batch.id}")]],
        BatchState.WITHDRAWN: [[button("重新收下", f"wy:take:{batch.id}"), _drop(batch)]],
    }[batch.state]
    keyboard = rows(look, *settle, [button("返回", f"wy:sp:{batch.slug}")])
    return plain(f"{said}\n{NEXT[batch.state]}", keyboard)


def turning(action: str, page: int, number: int, size: int) -> list[InlineKeyboardButton]:
    """Return the buttons that turn the pages of `number` things, `size` a page.

    `action` is their data up to the page.
    """
    mark = "." if action.count(":") > 1 else ":"
    back = [button("上一页", f"{action}{mark}{page - 1}")] if page else []
    return back + ([button("下一页", f"{action}{mark}{page + 1}")] if (page + 1) * size < number else [])


def whole(said: str) -> int:
    """Return the number in a button's data. Raises UserError for what an app made up."""
    if not said.isascii() or not said.isdigit() or len(said) > 18:
        raise UserError(NO_SPEECH)
    return int(said)


def _settle(batch: Batch) -> list[InlineKeyboardButton]:
    take = [button("看效果、收下", f"wy:weigh:{batch.id}")] if batch.usable else []
    return [*take, _drop(batch)]


def _drop(batch: Batch) -> InlineKeyboardButton:
    return button("不要这一批", f"wy:drop:{batch.id}")


def _again(batch: Batch) -> list[InlineKeyboardButton]:
    return [button("接着写", f"wy:again:{batch.id}")]


def _line(batch: Batch) -> str:
    writer = clipped(batch.writer, LONGEST_WRITER)
    return f"· 批 {batch.id}（{writer}）{BATCH_STATES[batch.state]}，{batch.usable} 个"


def _short(batch: Batch) -> str:
    return f"批 {batch.id} {BATCH_STATES[batch.state]}"


def _how(context: Context) -> str:
    assistant = context.services.way_filling.assistant
    return WITH_MODEL.format(model=assistant.name) if assistant else WITHOUT_MODEL
