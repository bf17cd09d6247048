"""The suggestion box (意见箱): a message to the operators, with a name or without, and their answer.

Without a name, nobody who reads it is told who wrote it. But the number of the sender's chat is kept for a
while, so that an answer can be passed on; the person who runs the server could look it up.
"""

from datetime import timedelta

from core.clock import Clock
from core.errors import UserError
from core.models import Link
from core.settings import PeopleSettings
from services.people.throttle import DAY, Limit, Meter
from services.reporting import is_report
from storage.people.suggestions import Suggestion, SuggestionStore
from storage.states import SuggestionState

LONGEST = 1000  # characters
DRAFTS_KEPT = timedelta(days=1)
NAMELESS_KEPT = timedelta(days=30)
KEPT = timedelta(days=365)
# Each is a message to every operator: one person's many would bury what others write.
A_DAY = 10
ENOUGH = f"您在一天里已经发出 {A_DAY} 条意见，运维人员要看一阵子。请明天再提；还有几件事，可以写在一条里。"
TOO_LONG = f"有点长，请写在 {LONGEST} 字以内，或分几次提。"
GONE = "这条意见已经处理过了，或存得太久删去了。请重新提一次。"


class SuggestionService:
    """Keeps a draft until its sender has chosen to give a name or not, then what was sent, for the answer."""

    def __init__(self, store: SuggestionStore, clock: Clock, people: PeopleSettings) -> None:
        self._store = store
        self._clock = clock
        self._people = people
        self._sent = Meter((Limit(A_DAY, DAY),), clock)

    async def draft(self, chat_id: int, words: str, links: tuple[Link, ...] = ()) -> int:
        """Keep `words` and the links behind them as a draft; return its number.

        Raises UserError when they are too long, when the chat has sent enough for a day, or when they report
        wrongdoing: that is kept nowhere.
        """
        if is_report(words):
            raise UserError(self._people.report)
        if self._sent.wait(chat_id):
            raise UserError(ENOUGH)
        if len(words) > LONGEST:
            raise UserError(TOO_LONG)
        draft = Suggestion(chat_id, words, "", SuggestionState.DRAFT, self._clock.now(), links=links)
        return await self._store.add(draft)

    async def drafted(self, number: int, chat_id: int) -> Suggestion:
        """Return the draft of this chat. Raises UserError when it was sent already or is gone."""
        draft = await self.draft_of(number, chat_id)
        if draft is None:
            raise UserError(GONE)
        return draft

    async def draft_of(self, number: int, chat_id: int) -> Suggestion | None:
        """Return the draft of this chat; None when it was sent already or is gone."""
        draft = await self._store.of(number)
        mine = draft is not None and draft.chat_id == chat_id and draft.state is SuggestionState.DRAFT
        return draft if mine else None

    async def sent(self, number: int, chat_id: int, author: str) -> None:
        """Note that a draft of this chat has reached somebody, under the name `author`, empty for none.

        Call it after sending: if the program crashes in between, the sender can try again and nothing is lost.
        """
        self._sent.count(chat_id)
        await self._store.send(number, author)

    async def drop(self, number: int, chat_id: int) -> None:
        """Forget a draft of this chat."""
        draft = await self._store.of(number)
        if draft is not None and draft.chat_id == chat_id:
            await self._store.drop(number)

    async def withdraw(self, number: int, chat_id: int) -> bool:
        """Forget a suggestion that this chat has sent; return whether there was one without an answer."""
        return await self._store.withdraw(number, chat_id)

    async def of(self, number: int) -> Suggestion | None:
        """Return a suggestion that was sent; its `chat_id` is None when no answer can reach its sender."""
        found = await self._store.of(number)
        return None if found is None or found.state is SuggestionState.DRAFT else found

    async def waiting(self, most: int) -> list[Suggestion]:
        """Return the newest `most` suggestions that can be answered, and are not."""
        return await self._store.waiting(most)

    async def answered(self, number: int) -> None:
        """Note that an answer has reached the sender."""
        await self._store.answered(number)

    async def forget(self, chat_id: int) -> int:
        """Forget everything from this chat; return how many suggestions that were."""
        return await self._store.forget(chat_id)

    async def sweep(self) -> None:
        """Delete what is older than it may be."""
        now = self._clock.now()
        await self._store.prune(now - DRAFTS_KEPT, now - NAMELESS_KEPT, now - KEPT)
