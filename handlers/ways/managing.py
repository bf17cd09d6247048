"""/ways and its buttons, in private only: what there is, drafting, sampling, taking in and withdrawing.

A button carries the number of a batch or the name of a speech; what was settled meanwhile says so.
"""

from telegram import CallbackQuery, Message, Update

from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import say, send_file, toast
from handlers.ways import loose, measuring, sampling
from handlers.ways.cards import batch_card, home, speech_card, whole
from handlers.words.cards import button, rows, show
from handlers.words.replies import plain
from knowledge.ways.tasks import ASKERS

PATTERN = pattern(r"wy:(?P<action>[a-z]+):(?P<what>\w{1,64})(?:\.(?P<page>\d{1,9}))?(?::(?P<more>[\w.:-]+))?")
DROPPED = "好的，这一批丢掉了。"
WITHDRAWN = "已整批撤回，现在起不再用它。"
TAKEN = "已收下 {count} 个，现在起用它找答案。不合适可以整批撤回。"
FOR_PEOPLE = "《{title}》的任务：填“问法”一列，填好把表格发回给我。"
FOR_MODELS = (
    "《{title}》的任务：一行一个，把 prompt 交给模型，"
    '把它的原话写成 {{"task": …, "answer": …}}，一行一个，存成 .jsonl 发回给我。'
)


async def ways(update: Update, context: Context) -> None:
    """Show the speeches with how many ways of asking each has."""
    if update.effective_message is not None:
        await say(context, update.effective_message, await home(context))


async def press(update: Update, context: Context) -> None:
    """Do what a button of /ways says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    action, what, page, more = match["action"], match["what"], int(match["page"] or 0), match["more"] or ""
    if action in {"lo", "lb", "ly", "li"}:
        await loose.act(action, what, page, more, query, context)
    elif action in {"home", "sp", "go", "xl", "jl"}:
        await _of_speech(action, what, page, query, query.message, context)
    elif action in {"see", "bad", "no"}:
        await sampling.act(action, whole(what), page, more, query, context)
    else:
        await _of_batch(action, whole(what), query, context)


async def _of_speech(
    action: str, what: str, page: int, query: CallbackQuery, message: Message, context: Context
) -> None:
    match action:
        case "home":
            await show(query, context, await home(context, whole(what)))
        case "sp":
            await show(query, context, await speech_card(context, what, page))
        case "go":
            filling = context.services.way_filling
            batch = await filling.begin(what, query.from_user.id)
            await filling.shown_in(batch, message.message_id)
            await show(query, context, batch_card(batch, context))
        case _:
            await toast(query)
            await _export(action, what, message, context)


async def _export(action: str, slug: str, message: Message, context: Context) -> None:
    files, title = context.services.way_files, context.services.way_batches.speech(slug).speech.title
    if action == "xl":
        content = await files.tasks_as_sheet(slug, len(ASKERS))
        await send_file(context, message, content, f"{slug}-tasks.xlsx", FOR_PEOPLE.format(title=title))
    else:
        content = await files.tasks_as_lines(slug, len(ASKERS))
        await send_file(context, message, content, f"{slug}-tasks.jsonl", FOR_MODELS.format(title=title))


async def _of_batch(action: str, number: int, query: CallbackQuery, context: Context) -> None:
    services, user = context.services, query.from_user.id
    batches, filling = services.way_batches, services.way_filling
    match action:
        case "ba":
            await show(query, context, batch_card(await batches.of(number), context))
        case "stop":
            await show(query, context, batch_card(await filling.stop(number), context))
        case "again":
            batch = await filling.again(number)
            if isinstance(query.message, Message):
                await filling.shown_in(batch, query.message.message_id)
            await show(query, context, batch_card(batch, context))
        case "weigh":
            await measuring.weigh(number, query, context)
        case "take":
            batch = await batches.take(number, user)
            said = TAKEN.format(count=batch.usable)
            keyboard = rows([button("撤回这一批", f"wy:back:{number}"), button("返回", f"wy:sp:{batch.slug}")])
            await show(query, context, plain(said, keyboard))
        case "back":
            batch = await batches.withdraw(number, user)
            await show(query, context, batch_card(batch, context), saying=WITHDRAWN)
        case "drop":
            batch = await batches.drop(number, user)
            await show(query, context, plain(DROPPED, rows([button("返回", f"wy:sp:{batch.slug}")])))
        case _:
            await toast(query)
