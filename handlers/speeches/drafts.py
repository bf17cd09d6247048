"""Adding a speech in chat: an editor sends a document, sees how it was read, and confirms.

Buttons contain the draft's number. Nothing changes before 确认收录.
"""

from contextlib import suppress

from telegram import CallbackQuery, Document, Message, Update
from telegram.constants import ChatAction, FileSizeLimit
from telegram.error import TelegramError

from core.errors import ScannedDocument, UserError
from core.models import Place, Role
from core.names import cleaned, fenced
from core.patterns import pattern
from core.places import PROGRAM
from handlers.asking import meaning
from handlers.context import Context
from handlers.sending.fetching import fetched
from handlers.sending.speaking import announce, say, toast
from handlers.speeches import recognition
from handlers.speeches.draft_card import card_of, surely_view
from handlers.words.cards import button, by, rows, show
from handlers.words.prompts import Asked, wants_words
from handlers.words.replies import View, plain
from handlers.words.second import ask_second, message_below
from handlers.words.written import written
from knowledge.language.writing.clipped import clipped
from knowledge.reading.extract import check_size
from services.speeches.drafts import in_full
from storage.asking.prompts import Prompt
from storage.speeches.changes import SpeechChange
from storage.speeches.drafts import SpeechDraft
from storage.states import ConfirmationKind, SpeechChangeKind

PATTERN = pattern(r"dr:(?P<action>[a-z]+):(?P<number>\d{1,18})(?::(?P<more>\w+))?")
LARGEST = FileSizeLimit.FILESIZE_DOWNLOAD
MOST_SPEECHES = 24

TOO_BIG = (
    "“{name}”有 {size} MB，Telegram 只让我取 20 MB 以内的文件。请去掉图片后再发；"
    f"或请运维人员把它放进讲话文件夹，或用命令收录：{PROGRAM} speeches import"
)
ASK_TITLE = "请写上新题目，直接发给我（现在是《{now}》）。\n"
ASK_DATE = "请写上日期，直接发给我，写到有依据的程度为止，如 2024年 或 2024年2月7日。\n"
DROPPED = "好的，没有收录，文件已删。"
WHICH = "是哪一篇的新版？"
OUT = "（已下架）"
ADDED = "已收录《{title}》（{slug}），现在就能问到它。"
REPLACED = "已换成《{title}》（{slug}）的新版，现在起按新版回答。"


async def received(update: Update, context: Context) -> None:
    """Read a document that an editor sent in private, and show the draft. Other people's are not read."""
    message, user = update.effective_message, update.effective_user
    if message is None or message.document is None or user is None:
        return
    if await context.services.access.role_of(user.id) < Role.EDITOR:
        await meaning.talk(update, context)
        return
    document = message.document
    name = cleaned(document.file_name or "") or "文件"
    content = await _fetch(document, name, message, context)
    drafts = context.services.speech_drafts
    try:
        draft = await drafts.keep(await drafts.read(content, name, user.id))
    except ScannedDocument as error:
        if not await recognition.begin(content, name, message, user.id, context):
            raise UserError(f"{error}{recognition.GET_IT}") from None
        return
    await say(context, message, await card_of(draft, context))


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
            await show(query, context, await _adopt(draft, query, context))
        case "card" | "surely" as action:
            card = await card_of(draft, context, changed=True)
            await show(query, context, surely_view(draft.id) if action == "surely" else card)
        case "new":
            await show(query, context, await card_of(await services.speech_drafts.aim(draft, None), context))
        case "which":
            await show(query, context, await _choice(draft, context))
        case "of":
            await show(query, context, await card_of(await services.speech_drafts.aim(draft, more), context))
        case "drop":
            await services.speech_drafts.discard(draft.id)
            await show(query, context, plain(DROPPED))
        case "title":
            await _ask(
                query, context, wants_words(ASK_TITLE.format(now=draft.speech.title), Asked.TITLE, draft.id)
            )
        case "date":
            await _ask(query, context, wants_words(ASK_DATE, Asked.DATE, draft.id))
        case _:
            await toast(query)


async def take_title(update: Update, context: Context) -> None:
    """Take an editor's new title for a draft."""
    if (message := update.effective_message) and context.asked:
        drafts = context.services.speech_drafts
        draft = await drafts.retitle(await drafts.of(context.asked.number), written(message))
        await say(context, message, await card_of(draft, context, changed=True))


async def take_date(update: Update, context: Context) -> None:
    """Take an editor's date for a draft."""
    if (message := update.effective_message) and context.asked:
        drafts = context.services.speech_drafts
        draft = await drafts.redate(await drafts.of(context.asked.number), written(message))
        await say(context, message, await card_of(draft, context, changed=True))


async def stands(prompt: Prompt, context: Context) -> bool:
    """Return whether the draft that a prompt is about is neither taken in nor dropped."""
    return await context.services.speech_drafts.waits(prompt.number)


async def _fetch(document: Document, name: str, message: Message, context: Context) -> bytes:
    """Download a document. Raises UserError if it is too big, empty, or cannot be fetched."""
    size = document.file_size
    if size is not None and size > LARGEST:
        raise UserError(TOO_BIG.format(name=fenced(clipped(name, 40)), size=round(size / 1024 / 1024)))
    if size is not None:
        check_size(size, name)
    with suppress(TelegramError):
        await context.bot.send_chat_action(message.chat.id, ChatAction.TYPING)
    return await fetched(document, context)


async def _ask(query: CallbackQuery, context: Context, view: View) -> None:
    await toast(query)
    await announce(context, Place(query.from_user.id), view)


async def _adopt(draft: SpeechDraft, query: CallbackQuery, context: Context) -> View:
    """Take the draft in, or ask a second person first."""
    by = query.from_user.id
    if context.services.second_person.wanted:
        named = draft.speech.slug
        kind, on = ConfirmationKind.ADOPT, message_below(query)
        return await ask_second(
            context, kind, in_full(draft), by, number=draft.id, subject=named, message_id=on
        )
    return _done(draft, await context.services.speech_changes.adopt(draft, by))


# --- what it looks like


async def _choice(draft: SpeechDraft, context: Context) -> View:
    listed = (await context.services.speech_changes.listed())[:MOST_SPEECHES]
    choices = [
        [
            button(
                f"{one.slug} {clipped(one.title, 16)}{OUT if one.withdrawn_at else ''}",
                f"dr:of:{draft.id}:{one.slug}",
            )
        ]
        for one in listed
    ]
    return plain(WHICH, rows(*choices, *by(1, [button("返回", f"dr:card:{draft.id}")])))


def _done(draft: SpeechDraft, change: SpeechChange) -> View:
    said = ADDED if change.kind is SpeechChangeKind.ADDED else REPLACED
    keyboard = rows(
        [button("撤回上一次", f"sp:undo:{change.id}"), button("审定廉语", "qt:page:proposed.0")],
        [button("给它准备相似问", f"wy:sp:{draft.speech.slug}")],
    )
    return plain(said.format(title=draft.speech.title, slug=draft.speech.slug), keyboard)
