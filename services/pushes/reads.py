"""已阅 below a notice: counts presses, and brings the number on the buttons up to date in few edits.

However many press at once, each chat's message is edited once a round, and the rounds of a notice that went to
many chats are further apart. What is sent later shows the number of that moment.
"""

import secrets
from dataclasses import dataclass
from enum import Enum

from core.clock import Clock
from core.models import NoticeReads, NoticeText, NotSent, NotSentReason, Place, Sender, Sent
from services.ownership import Ownership
from storage.pushes.notices import NoticeStore, StoredNotice
from storage.pushes.reads import ReadStore
from storage.updates.owners import Share

PAUSE = 10.0  # seconds between two rounds of edits of a notice
SHARE = 0.2  # seconds more for each message of a round: at most five edits a second, on the average
KEY = 32  # bytes
# Such a chat is looked at again in the next round; after the others the round ends, as it concerns all chats.
LATER = NotSentReason.RATE_LIMITED
ENDS = frozenset({NotSentReason.UNREACHABLE, NotSentReason.UNAUTHORIZED})


class Press(Enum):
    """What a press did."""

    COUNTED = "counted"
    AGAIN = "again"  # this person is counted already
    NOTHING = "nothing"  # nothing is counted: it is a draft, taken back, or gone


@dataclass(slots=True)
class _Shown:
    """What this process has brought up to date for a notice, and when it may go on (monotonic seconds)."""

    done: tuple[int, int, int] | None = None
    next_at: float = 0.0


class ReadService:
    """`show` is called every few seconds in each process; each edits in its own chats."""

    def __init__(
        self, store: ReadStore, notices: NoticeStore, sender: Sender, ownership: Ownership, clock: Clock
    ) -> None:
        self._store = store
        self._notices = notices
        self._sender = sender
        self._ownership = ownership
        self._clock = clock
        self._shown: dict[int, _Shown] = {}

    async def want(self, notice_id: int, *, wanted: bool) -> bool:
        """Give a draft the button, or take it away; False when it is no draft any more."""
        return await self._notices.count_reads(notice_id, secrets.token_hex(KEY) if wanted else None)

    async def press(self, notice_id: int, user_id: int) -> tuple[Press, int]:
        """Count a person once; return what that did, and how many have read the notice."""
        counted = await self._store.count(notice_id, user_id)
        if counted is None:
            return Press.NOTHING, 0
        is_new, number = counted
        return Press.COUNTED if is_new else Press.AGAIN, number

    async def show(self) -> None:
        """Bring the buttons up to date whose round has come. Raises what the database raises."""
        counted = await self._store.counted()
        self._shown = {number: shown for number, shown in self._shown.items() if number in counted}
        if not counted:
            return
        share = await self._ownership.share()
        for notice_id, reads in counted.items():
            shown = self._shown.setdefault(notice_id, _Shown())
            wanted = (reads, share.place, share.of)
            if shown.done != wanted and self._clock.monotonic() >= shown.next_at:
                notice = await self._notices.of(notice_id)
                if notice is not None and await self._round(notice, share, shown):
                    shown.done = wanted

    async def _round(self, notice: StoredNotice, share: Share, shown: _Shown) -> bool:
        """Edit what shows another number; return whether all shows this one and nothing more is to be sent."""
        if notice.local_date is None or notice.reads is None:
            return True
        still = await self._store.goes_out(notice.id, notice.local_date)
        behind = await self._store.behind(notice.id, notice.local_date, notice.reads, share)
        content = text_of(notice)
        done = not still
        for chat_id, message_id in behind:
            outcome = await self._sender.edit(Place(chat_id), message_id, content)
            if isinstance(outcome, Sent) or (
                isinstance(outcome, NotSent) and outcome.reason not in ENDS | {LATER}
            ):  # the message shows it, or nothing can be put there any more
                await self._store.now_shows(notice.id, chat_id, notice.reads)
                continue
            done = False
            if not isinstance(outcome, NotSent) or outcome.reason in ENDS:
                break
        shown.next_at = self._clock.monotonic() + max(PAUSE, SHARE * len(behind))
        return done


def text_of(notice: StoredNotice) -> NoticeText:
    """Return what is sent of a notice."""
    reads = None if notice.reads is None else NoticeReads(notice.id, notice.reads)
    return NoticeText(notice.text, notice.links, reads)
