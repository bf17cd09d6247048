"""What a second person is shown of a change to the speeches, and what is done once they have confirmed it."""

from core.errors import UserError
from core.names import fenced
from handlers.context import Context
from handlers.speeches.draft_card import review_pieces
from handlers.speeches.drafts import ADDED, REPLACED
from handlers.speeches.listing import NO_SUCH, RESTORED, SETTLED, UNDONE, WHAT, WITHDRAWN, what_goes, what_then
from handlers.words.replies import View, plain
from handlers.words.second import Act, Request
from services.people.second_person import digest
from services.speeches.changes import state_of
from services.speeches.drafts import in_full
from storage.people.confirmations import Confirmation
from storage.speeches.changes import ListedSpeech, SpeechChange
from storage.states import SpeechChangeKind

ASKS = "收录上面这份文件“{file}”为《{title}》（{slug}）。"


async def _shown_adoption(asked: Confirmation, context: Context) -> Request:
    """Show the document itself, what would change, and the question."""
    draft = await context.services.speech_drafts.of(asked.number)
    review = await context.services.speech_drafts.review(draft)
    said = ASKS.format(title=draft.speech.title, slug=draft.speech.slug, file=fenced(draft.speech.file))
    return Request(said, (View(review_pieces(review)),), (draft.original, draft.speech.file))


async def _draft(asked: Confirmation, context: Context) -> str:
    return in_full(await context.services.speech_drafts.of(asked.number))


async def _take_in(asked: Confirmation, context: Context) -> str:
    draft = await context.services.speech_drafts.of(asked.number)
    change = await context.services.speech_changes.adopt(draft, asked.user_id)
    said = ADDED if change.kind is SpeechChangeKind.ADDED else REPLACED
    return said.format(title=draft.speech.title, slug=draft.speech.slug)


ADOPTION = Act(_shown_adoption, _draft, _take_in)


async def _speech(asked: Confirmation, context: Context) -> ListedSpeech:
    entry = await context.services.speech_changes.of(asked.subject)
    if entry is None:
        raise UserError(NO_SUCH)
    return entry


async def _state(asked: Confirmation, context: Context) -> str:
    return state_of(await _speech(asked, context))


async def _shown_withdrawal(asked: Confirmation, context: Context) -> Request:
    entry = await _speech(asked, context)
    view = plain(what_goes(entry, context))
    return Request(f"下架《{entry.title}》（{entry.slug}）。", (view,))


async def _shown_restoration(asked: Confirmation, context: Context) -> Request:
    entry = await _speech(asked, context)
    return Request(f"恢复《{entry.title}》（{entry.slug}）第 {entry.version} 版，恢复后用它回答和推送。")


async def _withdraw(asked: Confirmation, context: Context) -> str:
    entry = await _speech(asked, context)
    await context.services.speech_changes.withdraw(entry.slug, asked.user_id)
    return WITHDRAWN.format(title=entry.title, slug=entry.slug)


async def _restore(asked: Confirmation, context: Context) -> str:
    entry = await _speech(asked, context)
    await context.services.speech_changes.restore(entry.slug, asked.user_id)
    return RESTORED.format(title=entry.title, slug=entry.slug)


async def _change(asked: Confirmation, context: Context) -> SpeechChange:
    change = await context.services.speech_changes.last()
    if change is None or change.id != asked.number:
        raise UserError(SETTLED)
    return change


async def _number(asked: Confirmation, context: Context) -> str:
    return digest((await _change(asked, context)).id)


async def _shown_undoing(asked: Confirmation, context: Context) -> Request:
    change = await _change(asked, context)
    entry = await _speech(asked, context)
    what = WHAT[change.kind].format(title=entry.title, slug=change.slug)
    return Request(f"撤回上一次改动（{what}）。撤回后：{await what_then(change, context)}。")


async def _undo_confirmed(asked: Confirmation, context: Context) -> str:
    change = await _change(asked, context)
    then = await what_then(change, context)
    await context.services.speech_changes.undo(change, asked.user_id)
    return UNDONE.format(then=then)


WITHDRAWAL = Act(_shown_withdrawal, _state, _withdraw)
RESTORATION = Act(_shown_restoration, _state, _restore)
UNDOING = Act(_shown_undoing, _number, _undo_confirmed)
