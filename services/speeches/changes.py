"""What editors and commands do to the speeches in use: take one in, withdraw, restore, undo the last."""

from core.clock import Clock
from core.errors import UserError
from services.speeches.drafts import NO_SUCH_SPEECH
from services.speeches.library import SpeechService
from storage.speeches.changes import ListedSpeech, Refusal, SpeechChange, SpeechChangeStore
from storage.speeches.drafts import SpeechDraft

CHANGED = {
    "adopt": "“{slug}”在您看过之后又有改动，没有收录。请把文件再发一次，看过比较再确认。",
    "undo": "“{slug}”后来又有改动（多半是讲话文件夹里换了文件），撤不回上一次了。",
}
SETTLED = {
    "adopt": "这份文件已经处理过了。",
    "withdraw": "“{slug}”已经下架了，没有改动。",
    "restore": "“{slug}”本来就在用，没有改动。",
    "undo": "这期间又有别的改动，没有撤回。请再发一次 /rollback 看看。",
}
LAST = "这是最后一篇在用的讲话，不能没有。请先收录或恢复另一篇。"


class SpeechChangeService:
    """Each change is one transaction; this process swaps its library at once, others within seconds."""

    def __init__(self, store: SpeechChangeStore, speeches: SpeechService, clock: Clock) -> None:
        self._store = store
        self._speeches = speeches
        self._clock = clock

    async def listed(self) -> list[ListedSpeech]:
        """Return every speech, withdrawn ones too, in the order people see.

        Without what is withdrawn under one slug because it is in use under another.
        """
        twins = await self._store.twins()
        return [one for one in await self._store.listed() if one.slug not in twins]

    async def of(self, slug: str) -> ListedSpeech | None:
        """Return one speech, in use or not."""
        return next((one for one in await self._store.listed() if one.slug == slug), None)

    async def number_of(self, slug: str, version_id: int | None) -> int:
        """Return which version of its speech that is, from 1; 0 for none."""
        return await self._store.number_of(slug, version_id)

    async def adopt(self, draft: SpeechDraft, by: int | None) -> SpeechChange:
        """Put a draft into use. Raises UserError when the speech has changed since, or the draft is settled."""
        return await self._done(
            "adopt", await self._store.adopt(draft, by, self._clock.now()), draft.speech.slug
        )

    async def withdraw(self, slug: str, by: int | None) -> SpeechChange:
        """Take a speech, and all that depends on it, out of use. Raises UserError for the last one."""
        return await self._done("withdraw", await self._store.withdraw(slug, by, self._clock.now()), slug)

    async def restore(self, slug: str, by: int | None) -> SpeechChange:
        """Bring a withdrawn speech back. Raises UserError when it is not withdrawn."""
        return await self._done("restore", await self._store.restore(slug, by, self._clock.now()), slug)

    async def last(self) -> SpeechChange | None:
        """Return what `undo` would undo."""
        return await self._store.last()

    async def undo(self, change: SpeechChange, by: int | None) -> None:
        """Undo the newest change, which must be `change`. Raises UserError when it is not, or cannot be."""
        done = await self._store.undo(change.id, by, self._clock.now())
        if isinstance(done, Refusal):
            raise _refused("undo", done, change.slug)
        await self._speeches.refresh()

    async def _done(self, what: str, done: SpeechChange | Refusal, slug: str) -> SpeechChange:
        if isinstance(done, Refusal):
            if done is Refusal.SETTLED and await self.of(slug) is None:
                raise UserError(NO_SUCH_SPEECH.format(slug=slug[:20]))
            raise _refused(what, done, slug)
        await self._speeches.refresh()
        return done


def state_of(speech: ListedSpeech) -> str:
    """Return what tells this speech, as it is, from the same one changed."""
    return f"{speech.slug} {speech.version_id} {speech.withdrawn_at and speech.withdrawn_at.isoformat()}"[:64]


def _refused(what: str, refusal: Refusal, slug: str) -> UserError:
    said = {Refusal.CHANGED: CHANGED.get(what, ""), Refusal.SETTLED: SETTLED[what], Refusal.LAST: LAST}[refusal]
    return UserError(said.format(slug=slug))
