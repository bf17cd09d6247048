"""The speeches: /speeches lists them, editors withdraw and restore them; /rollback undoes the last change."""

from dataclasses import replace

from telegram import CallbackQuery, Update

from core.errors import UserError
from core.models import Role
from core.patterns import pattern
from handlers.asking.pages.reader import contents_read
from handlers.asking.pages.views import speech_buttons
from handlers.context import Context
from handlers.sending.speaking import say, toast
from handlers.words.addressed import is_private, place
from handlers.words.cards import button, by, rows, show
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import Piece, View, plain
from handlers.words.second import ask_second, message_below
from handlers.words.views.speeches import said_years
from knowledge.language.commands.office.withdrawals import Withdrawal, withdrawal
from knowledge.language.hours.times import said_minute
from knowledge.language.writing.clipped import clipped
from services.asking.remembered.shown import Asker
from services.people.second_person import digest
from services.speeches.changes import state_of
from storage.speeches.changes import ListedSpeech, SpeechChange
from storage.states import ConfirmationKind, SpeechChangeKind

PATTERN = pattern(r"sp:(?P<action>[a-z]+):(?P<what>\w+)")
_THIS = pattern("[这那]")
NUMBER = pattern(r"[0-9]{1,18}")
MADE_UP = "这个按钮用不了了，请发 /rollback 重新看。"
SPEECHES = "回答都出自这 {number} 篇讲话："
LISTED = "……只列前 {most} 篇。"
MOST_LISTED = 30
LONGEST_TITLE = 40
OUT_OF_USE = "已下架的 {number} 篇："
TO_READ = "点一篇，看它的目录，一页一页读。"
HOW = "\n点题目看目录、一页一页读。加讲话：把 .docx、.pdf、.txt 或 .md 文件发给我。撤回上一次改动：/rollback"
WHICH_ONE = "要下架哪一篇？点那一篇的“下架”，确认了才撤下来。\n\n"
WHICH_BACK = "要恢复哪一篇？点那一篇的“恢复”。\n\n"
NO_SUCH_YEAR = "没有 {years}的讲话在用。"
NONE_OF_YEAR = "没有 {years}的讲话。"
EDITORS_DO = "下架和恢复讲话由负责内容的同事在私聊里操作。请联系他们；有话带给同事，私聊我发 /suggest。"
SURE = (
    "要下架《{title}》（{slug}）吗？\n它的 {passages} 个段落、{quotes} 条廉语和相似问马上停用，"
    "定给以后的廉语另选，旧按钮会说原文已更新。记录都留着，随时可以恢复。"
)
WITHDRAWN = "已下架《{title}》（{slug}），不再用它回答和推送。"
RESTORED = "已恢复《{title}》（{slug}），现在就能问到它。"
NO_SUCH = "没有这篇讲话了，请重新发 /speeches。"
NOTHING = "没有可撤回的：还没有在聊天里或用命令改动过讲话。文件夹里的讲话，请改回文件夹里的文件。"
LAST_CHANGE = "上一次改动：{when}，{what}。\n撤回后：{then}。要撤回吗？"
WHAT = {
    SpeechChangeKind.ADDED: "收录《{title}》（{slug}）",
    SpeechChangeKind.REPLACED: "把《{title}》（{slug}）换成新版",
    SpeechChangeKind.WITHDRAWN: "下架《{title}》（{slug}）",
    SpeechChangeKind.RESTORED: "恢复《{title}》（{slug}）",
}
OUT_AGAIN = "{slug} 仍旧下架"
THEN = {
    SpeechChangeKind.ADDED: "{slug} 停用（文件留着，可在 /speeches 里恢复）",
    SpeechChangeKind.REPLACED: "{slug} 回到第 {number} 版",
    SpeechChangeKind.WITHDRAWN: "{slug} 重新使用",
    SpeechChangeKind.RESTORED: OUT_AGAIN,
}
UNDONE = "已撤回：{then}。"
KEPT = "好的，没有改动。"
SETTLED = "这期间又有别的改动，请再发一次 /rollback 看看。"


async def speeches(update: Update, context: Context) -> None:
    """List the speeches that answers come from; editors get buttons to withdraw and restore, in private."""
    message, user = update.effective_message, update.effective_user
    if message is None:
        return
    edits = is_private(message) and user and await context.services.access.role_of(user.id) >= Role.EDITOR
    wanted = withdrawal(message.text or "") if user else None
    if wanted and not edits:
        view = plain(EDITORS_DO)
    elif wanted and user:
        view = await _wanted(wanted, Asker(place(message), user.id), context)
    else:
        view = await contents_read(message, context) or await _list(context, edits=bool(edits))
        if missing := context.services.questions.speeches.missing_years(message.text or ""):
            said = NONE_OF_YEAR.format(years=said_years(missing))
            view = replace(view, pieces=(Piece(f"{said}\n\n"), *view.pieces))
    await say(context, message, view)


async def _wanted(wanted: Withdrawal, asker: Asker, context: Context) -> View:
    """Return the question whether to withdraw the speech that is named; else the list to choose from."""
    # So that 2024年那篇 names one as 2024年讲话 does.
    slugs, years = context.services.questions.speeches.named(f"{wanted.of.removesuffix('讲话')}讲话")
    if not (slugs or years) and _THIS.match(wanted.of):
        shown = await context.services.answers.last_shown(asker)
        slugs = (shown.passage.slug,) if shown else ()
    entry = await context.services.speech_changes.of(slugs[0]) if len(slugs) == 1 else None
    if entry is not None and entry.withdrawn_at is None and not wanted.back:
        return _sure(entry, context)
    view = await _list(context, edits=True)
    said = WHICH_BACK if wanted.back else WHICH_ONE
    if years and not (slugs or wanted.back):
        said = NO_SUCH_YEAR.format(years=said_years(years)) + said
    return replace(view, pieces=(Piece(said), *view.pieces))


async def rollback(update: Update, context: Context) -> None:
    """Tell what the last change was and what undoing it will do; undo it after confirmation."""
    message = update.effective_message
    if message is None:
        return
    await say(context, message, await _rollback(await context.services.speech_changes.last(), context))


async def press(update: Update, context: Context) -> None:
    """Withdraw, restore or undo, as an editor's button says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    action, what = match["action"], match["what"]
    if action == "list":
        await show(query, context, await _list(context, edits=True))
    elif action == "keep":
        await show(query, context, plain(KEPT))
    elif action in {"undo", "really"}:
        if not NUMBER.fullmatch(what):  # an app sent false data
            raise UserError(MADE_UP)
        await _undo(query, context, int(what), confirmed=action == "really")
    else:
        await _act(action, what, query, context)


async def _act(action: str, slug: str, query: CallbackQuery, context: Context) -> None:
    changes, user = context.services.speech_changes, query.from_user.id
    entry = await changes.of(slug)
    if entry is None:
        await toast(query, NO_SUCH, alert=True)
        return
    named = {"title": entry.title, "slug": slug}
    match action:
        case "out":
            await show(query, context, _sure(entry, context))
        case "withdraw" | "restore" if context.services.second_person.wanted:
            kind, on = ConfirmationKind(action), message_below(query)
            asks = ask_second(context, kind, state_of(entry), user, subject=slug, message_id=on)
            await show(query, context, await asks)
        case "withdraw":
            change = await changes.withdraw(slug, user)
            await show(query, context, _done(WITHDRAWN.format(**named), change))
        case "restore":
            change = await changes.restore(slug, user)
            await show(query, context, _done(RESTORED.format(**named), change))
        case _:
            await toast(query)


async def _undo(query: CallbackQuery, context: Context, number: int, *, confirmed: bool) -> None:
    changes = context.services.speech_changes
    change = await changes.last()
    if change is None or change.id != number:
        await toast(query, SETTLED, alert=True)
    elif confirmed and context.services.second_person.wanted:
        kind, by, on = ConfirmationKind.UNDO, query.from_user.id, message_below(query)
        of_what = digest(change.id)
        asks = ask_second(context, kind, of_what, by, number=change.id, subject=change.slug, message_id=on)
        await show(query, context, await asks)
    elif confirmed:
        then = await what_then(change, context)
        await changes.undo(change, query.from_user.id)
        await show(query, context, plain(UNDONE.format(then=then), rows([button("讲话目录", "sp:list:all")])))
    else:
        await show(query, context, await _rollback(change, context))


# --- what it looks like


async def _list(context: Context, *, edits: bool) -> View:
    held = context.services.answers.library.speeches
    titles = [f"《{speech.title}》" if speech.title else speech.file for speech in held]
    lines = [
        f"{number}. {title}{speech.date}"
        for number, (title, speech) in enumerate(zip(titles, held, strict=True), start=1)
    ]
    more = [LISTED.format(most=MOST_LISTED)] if len(lines) > MOST_LISTED else []
    said = "\n".join([SPEECHES.format(number=len(held)), *lines[:MOST_LISTED], *more])
    reading = speech_buttons(context.services.answers.library)
    if not edits:
        return plain(f"{said}\n{TO_READ}", rows(*reading))
    every = await context.services.speech_changes.listed()
    out = [one for one in every if one.withdrawn_at is not None]
    if out:
        gone = [f"· 《{clipped(one.title, LONGEST_TITLE)}》{one.date}" for one in out[:MOST_LISTED]]
        said = "\n".join([said, "", OUT_OF_USE.format(number=len(out)), *gone])
    buttons = [
        button(f"下架 {one.slug}", f"sp:out:{one.slug}")
        if one.withdrawn_at is None
        else button(f"恢复 {one.slug}", f"sp:restore:{one.slug}")
        for one in every[: 2 * MOST_LISTED]
    ]
    return plain(f"{said}\n{HOW}", rows(*reading, *by(2, buttons)))


def what_goes(entry: ListedSpeech, context: Context) -> str:
    """Return what goes out of use with a speech, as a question."""
    library = context.services.answers.library
    passages = sum(
        len(one.passages)
        for shard in library.index.shards
        for one in shard.speeches
        if one.speech.slug == entry.slug
    )
    quotes = sum(quote.slug == entry.slug for quote in context.services.quotes.quotes)
    return SURE.format(title=entry.title, slug=entry.slug, passages=passages, quotes=quotes)


def _sure(entry: ListedSpeech, context: Context) -> View:
    said = what_goes(entry, context)
    keyboard = rows([button("确认下架", f"sp:withdraw:{entry.slug}"), button("不下架", "sp:list:all")])
    yes = f"sp:withdraw:{entry.slug}"
    return wants_yes(plain(said, keyboard), Asked.WITHDRAW, yes=yes, no="sp:list:all", how="")


def _done(said: str, change: SpeechChange) -> View:
    keyboard = rows([button("撤回上一次", f"sp:undo:{change.id}"), button("讲话目录", "sp:list:all")])
    return plain(said, keyboard)


async def _rollback(change: SpeechChange | None, context: Context) -> View:
    if change is None:
        return plain(NOTHING)
    entry = await context.services.speech_changes.of(change.slug)
    at = said_minute(change.at, context.services.settings.reminder.zone)
    what = WHAT[change.kind].format(title=entry.title if entry else "", slug=change.slug)
    said = LAST_CHANGE.format(when=at, what=what, then=await what_then(change, context))
    keyboard = rows([button("确认撤回", f"sp:really:{change.id}"), button("不撤回", "sp:keep:it")])
    yes = f"sp:really:{change.id}"
    return wants_yes(plain(said, keyboard), Asked.ROLLBACK, change.id, yes=yes, no="sp:keep:it", how="")


async def what_then(change: SpeechChange, context: Context) -> str:
    """Return the state of the speech after `change` is undone."""
    said = THEN[change.kind]
    if change.kind is SpeechChangeKind.REPLACED and change.was_withdrawn_at is not None:
        said = OUT_AGAIN
    number = await context.services.speech_changes.number_of(change.slug, change.was_version)
    return said.format(slug=change.slug, number=number)
