"""Adding a speech in chat: an editor sends a document, sees what was understood of it, and confirms.

Buttons and prompts carry the draft's number. Nothing changes before 确认收录.
"""

import re
from collections.abc import Sequence

from telegram import CallbackQuery, Document, Message, Update
from telegram.constants import ChatAction, FileSizeLimit
from telegram.error import TelegramError

from core.errors import UserError
from core.models import Place, Role
from core.names import cleaned, fenced
from core.places import PROGRAM
from handlers.asking import question
from handlers.context import Context
from handlers.sending.speaking import announce, patiently, say, toast
from handlers.words.cards import button, by, rows, show
from handlers.words.prompts import prompt, prompt_of
from handlers.words.replies import Piece, Pieces, View, plain
from knowledge.language.clipped import clipped
from knowledge.reading.extract import check_size
from services.speeches.drafts import Review
from storage.speech_changes import SpeechChange
from storage.speech_drafts import SpeechDraft
from storage.states import SpeechChangeKind

PATTERN = re.compile(r"dr:(?P<action>[a-z]+):(?P<number>\d{1,18})(?::(?P<more>\w+))?")
TITLE, DATE = "题目", "日期"  # what our prompts ask for
LARGEST = FileSizeLimit.FILESIZE_DOWNLOAD
MOST_SHOWN = 10  # sentences of a comparison
MOST_LEFT_OUT = 12
MOST_QUOTES = 5
MOST_SPEECHES = 24
LONGEST_SENTENCE = 100

TOO_BIG = (
    "“{name}”有 {size} MB，Telegram 只让我取 20 MB 以内的文件。请去掉图片后再发；"
    f"或请运维人员把它放进讲话文件夹，或用命令收录：{PROGRAM} speeches import"
)
NOT_FETCHED = "文件没有取下来，请再发一次。"
ASK_TITLE = "请回复这条消息，写上新题目（现在是《{now}》）。\n"
ASK_DATE = "请回复这条消息，写上日期，写到有依据的程度为止，如 2024年 或 2024年2月7日。\n"
NO_WORDS = "请写上文字。回复同一条消息就行。"
DROPPED = "好的，没有收录，文件已删。"
WHICH = "是哪一篇的新版？"
ADDED = "已收录《{title}》（{slug}），现在就能问到它。"
REPLACED = "已换成《{title}》（{slug}）的新版，现在起按新版回答。"
IS_IT_RIGHT = {
    ("title",): "题目《{title}》是我猜的，对吗？不对请点“改题目”。",
    ("date",): "日期{date}是我猜的，对吗？不对请点“改日期”。",
    ("title", "date"): "题目《{title}》和日期{date}是我猜的，对吗？不对请点“改题目”“改日期”。",
}
NOTHING_YET = "点“确认收录”之前，什么都不会变。"
SAME = "和现在用的一字不差，不用再收录。"
NEAR = "\n已有同年的讲话 {slug}；要是它的新版，请点“是旧讲话的新版”。"
WITHDRAWN = "这一篇已经下架，确认后按这一版恢复使用。"


async def received(update: Update, context: Context) -> None:
    """Read a document that an editor sent in private, and show what it comes to. Others' are not read."""
    message, user = update.effective_message, update.effective_user
    if message is None or message.document is None or user is None:
        return
    if await context.services.access.role_of(user.id) < Role.EDITOR:
        await question.question(update, context)
        return
    document = message.document
    name = cleaned(document.file_name or "") or "文件"
    content = await _fetch(document, name, message, context)
    drafts = context.services.speech_drafts
    draft = await drafts.keep(await drafts.read(content, name, user.id))
    await say(context, message, await _card(draft, context))


async def press(update: Update, context: Context) -> None:
    """Do what a button under a draft says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    services, more = context.services, match["more"]
    draft = await services.speech_drafts.of(int(match["number"]))
    match match["action"]:
        case "ok":
            change = await services.speech_changes.adopt(draft, query.from_user.id)
            await show(query, context, _done(draft, change))
        case "card":
            await show(query, context, await _card(draft, context))
        case "new":
            await show(query, context, await _card(await services.speech_drafts.aim(draft, None), context))
        case "which":
            await show(query, context, await _choice(draft, context))
        case "of":
            await show(query, context, await _card(await services.speech_drafts.aim(draft, more), context))
        case "drop":
            await services.speech_drafts.discard(draft.id)
            await show(query, context, plain(DROPPED))
        case "title":
            await _ask(query, context, prompt(ASK_TITLE.format(now=draft.speech.title), TITLE, draft.id))
        case "date":
            await _ask(query, context, prompt(ASK_DATE, DATE, draft.id))
        case _:
            await toast(query)


async def replied(update: Update, context: Context) -> None:
    """Take an editor's new title or date for a draft."""
    message = update.effective_message
    asked = prompt_of(message, TITLE, DATE) if message else None
    if message is None or asked is None:
        return
    drafts = context.services.speech_drafts
    draft = await drafts.of(asked.number)
    said = (message.text or "").strip()
    if not said:
        raise UserError(NO_WORDS)
    change = drafts.retitle if asked.what == TITLE else drafts.redate
    await say(context, message, await _card(await change(draft, said), context))


async def _fetch(document: Document, name: str, message: Message, context: Context) -> bytes:
    """Download a document. Raises UserError for one that is too big, empty, or does not come."""
    size = document.file_size
    if size is not None and size > LARGEST:
        raise UserError(TOO_BIG.format(name=fenced(clipped(name, 40)), size=round(size / 1024 / 1024)))
    if size is not None:
        check_size(size, name)
    try:
        await context.bot.send_chat_action(message.chat.id, ChatAction.TYPING)
        file = await patiently(context.services.clock, document.get_file)
        return bytes(await patiently(context.services.clock, file.download_as_bytearray))
    except TelegramError:
        raise UserError(NOT_FETCHED) from None


async def _ask(query: CallbackQuery, context: Context, view: View) -> None:
    await toast(query)
    await announce(context, Place(query.from_user.id), view)


# --- what it looks like


async def _card(draft: SpeechDraft, context: Context) -> View:
    review = await context.services.speech_drafts.review(draft)
    entry = await context.services.speech_changes.of(draft.speech.slug)
    withdrawn = entry is not None and entry.withdrawn_at is not None
    others = await context.services.speech_changes.listed()
    if review.before:
        kind = [button("作为新讲话", f"dr:new:{draft.id}")]
        if len(others) > 1:
            kind.append(button("是别篇的新版", f"dr:which:{draft.id}"))
    else:
        kind = [button("是旧讲话的新版", f"dr:which:{draft.id}")] if others else []
    keyboard = rows(
        [] if review.same and not withdrawn else [button("确认收录", f"dr:ok:{draft.id}")],
        [button("改题目", f"dr:title:{draft.id}"), button("改日期", f"dr:date:{draft.id}")],
        kind,
        [button("不要了", f"dr:drop:{draft.id}")],
    )
    lost = [
        quote.text
        for quote in context.services.quotes.quotes
        if quote.slug == draft.speech.slug and quote.text not in draft.speech.text
    ]
    same_year = draft.speech.slug.partition("_")[0] if not review.before else ""
    near = same_year if any(one.slug == same_year for one in others) else ""
    return View(review_pieces(review, lost, near=near, withdrawn=withdrawn), keyboard)


def review_pieces(
    review: Review, lost: Sequence[str] = (), *, near: str = "", withdrawn: bool = False
) -> Pieces:
    """Return what a draft comes to, for an editor: long lists folded.

    `lost` are quotes in use that it no longer says; `near` is a speech of the same year, it being a new one.
    """
    draft, speech = review.draft, review.draft.speech
    kind = f"现有讲话 {speech.slug} 的新版" if review.before else f"新讲话，编号 {speech.slug}"
    lines = [
        f"\n日期：{speech.date or '没有写明'}",
        f"\n{kind}",
        f"\n读出 {review.sections} 个部分，{review.passages} 个可回答的段落，{review.characters} 字",
        *(f"\n注意：{note}" for note in draft.notes),
    ]
    pieces = [Piece(f"《{speech.title}》", bold=True), Piece("".join(lines))]
    if draft.left_out:
        left_out = [f"{what}：{why}" for what, why in draft.left_out]
        pieces += _folded(f"没有收进来的 {len(left_out)} 处：", left_out, MOST_LEFT_OUT)
    pieces += _compared(review)
    if lost:
        pieces += _folded(f"在用的廉语有 {len(lost)} 条新版里没有，将停用：", lost, MOST_QUOTES)
    if review.quotes:
        pieces += _folded(
            f"可作廉语的 {len(review.quotes)} 句，收录后在 /curate 里逐条审定：", review.quotes, MOST_QUOTES
        )
    if near:
        pieces.append(Piece(NEAR.format(slug=near)))
    if withdrawn:
        pieces.append(Piece(f"\n{WITHDRAWN}"))
    if asked := IS_IT_RIGHT.get(draft.unsure):
        pieces.append(Piece("\n" + asked.format(title=speech.title, date=speech.date), bold=True))
    pieces.append(Piece(f"\n{SAME if review.same and not withdrawn else NOTHING_YET}"))
    return tuple(pieces)


def _compared(review: Review) -> list[Piece]:
    if review.before is None:
        return []
    difference = review.difference
    if not difference:
        return [Piece("\n文字和现在的版本一样")]
    lines = [f"改前：{_line(was)}\n改后：{_line(now)}" for was, now in difference.changed]
    lines += [f"新增：{_line(sentence)}" for sentence in difference.added]
    lines += [f"删去：{_line(sentence)}" for sentence in difference.removed]
    counts = (
        ("改了", len(difference.changed)),
        ("新增", len(difference.added)),
        ("删去", len(difference.removed)),
    )
    said = "，".join(f"{what} {number} 句" for what, number in counts if number)
    return _folded(f"和现在的版本比，{said}：", lines, MOST_SHOWN)


def _line(sentence: str) -> str:
    return clipped(sentence, LONGEST_SENTENCE)


def _folded(head: str, lines: Sequence[str], most: int) -> list[Piece]:
    more = [f"……另有 {len(lines) - most} 条"] if len(lines) > most else []
    return [Piece(f"\n{head}\n"), Piece("\n".join([*lines[:most], *more]), folded=True)]


async def _choice(draft: SpeechDraft, context: Context) -> View:
    listed = (await context.services.speech_changes.listed())[:MOST_SPEECHES]
    choices = [
        [button(f"{one.slug} {clipped(one.title, 16)}", f"dr:of:{draft.id}:{one.slug}")] for one in listed
    ]
    return plain(WHICH, rows(*choices, *by(1, [button("返回", f"dr:card:{draft.id}")])))


def _done(draft: SpeechDraft, change: SpeechChange) -> View:
    said = ADDED if change.kind is SpeechChangeKind.ADDED else REPLACED
    keyboard = rows([button("撤回上一次", f"sp:undo:{change.id}"), button("审定廉语", "qt:page:proposed.0")])
    return plain(said.format(title=draft.speech.title, slug=draft.speech.slug), keyboard)
