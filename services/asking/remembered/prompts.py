"""The one place that knows what the bot has asked and not been answered.

Whatever the bot asks (a change, a confirmation, words for a notice) is a prompt: a row with who was asked,
where, what about and until when. So it survives a restart.
handlers/asking/conversation/prompted.py reads messages by it.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.asked import when_asked
from core.clock import Clock
from services.asking.remembered.lists import ListMemory
from storage.asking.prompts import Prompt, PromptStore
from storage.states import PromptState

# Long enough to write a notice or to take a telephone call; too short for the next thing a person wants of the
# bot, after lunch or tomorrow, to be taken for the answer.
PATIENCE = timedelta(minutes=30)
# A card that was pushed is met by who was away: over the longest holidays (nine days), and a day to catch up.
STANDS = timedelta(days=10)
PUSHED = "pushed"  # the kind of what such a card offers
# What a pushed card's buttons are about is the third part of their data; of the others only the newest counts.
_NUMBERED = frozenset({"du", "dm", "access", "sg", "wy"})
# Telegram lets people edit a message for two days: so long an edited answer is known for what it was.
EDITED_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Asks:
    """What a message asks: something of this kind, about the draft, case or line of this number.

    `choice`: a yes or a no is wanted, or another of its buttons; `yes` and `no` are these buttons' data, empty
    if there is none. Else words are wanted, and `hint` stands in the person's empty line. `words` is what a yes
    sends: it is kept while that may come.
    """

    kind: str
    number: int = 0
    hint: str = ""
    choice: bool = False
    yes: str = ""
    no: str = ""
    words: str = ""


class PromptService:
    """Keeps what was asked. A prompt has one lifetime: answered, left or run out, it is not waited for.

    `lists`: what was listed to each person lately.
    """

    def __init__(self, store: PromptStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.lists = ListMemory(clock)
        self._look_at: datetime | None = clock.now()  # when words run out next, as far as this process knows

    async def ask(
        self, asks: Asks, chat_id: int, user_id: int, message_id: int, presses: Mapping[str, str]
    ) -> None:
        """Note that a message of ours asks something; `presses`: which words are which button's data."""
        now = self._clock.now()
        until = now + PATIENCE
        await self._store.ask(
            Prompt(chat_id, user_id, message_id, asks.kind, asks.number, now, until, presses, asks.words)
        )
        if asks.words:
            self._look_at = min(self._look_at or until, until)

    async def offer(
        self, kind: str, listed: int, chat_id: int, user_id: int, message_id: int, presses: Mapping[str, str]
    ) -> None:
        """Note the buttons that a message offers a person, in the place of those offered before.

        The first `listed` of them stand one below the other.
        """
        now = self._clock.now()
        await self._store.offer(
            Prompt(chat_id, user_id, message_id, kind, listed, now, now + PATIENCE, presses)
        )

    async def push(
        self, chat_id: int, message_id: int, presses: Mapping[str, str], *, edited: bool = False
    ) -> None:
        """Note the buttons of a card that was pushed to a person, beside those of other cards.

        It takes the place of an earlier one about the same. `edited`: it stood there before.
        """
        if chat_id <= 0 or not (presses or edited):
            return
        now = self._clock.now()
        until, about = now + STANDS, _what_about(presses)
        pushed = Prompt(chat_id, chat_id, message_id, PUSHED, about, now, until, presses, passed=edited)
        if not (edited and await self._store.pushed_again(pushed)) and presses:
            await self._store.push(pushed)

    def waits(self, prompt: Prompt) -> bool:
        """Return whether an answer to it is still wanted."""
        return prompt.waits(when_asked(self._clock))

    async def of(self, chat_id: int, user_id: int) -> list[Prompt]:
        """Return what a person was asked in a chat lately, whatever became of it, the newest first."""
        return await self._store.of(chat_id, user_id)

    async def waiting_in(self, chat_id: int, kind: str) -> Prompt | None:
        """Return what was asked last in a chat, of this kind, and waits for an answer, whoever was asked."""
        newest = await self._store.newest_in(chat_id, kind)
        return newest if newest is not None and self.waits(newest) else None

    async def of_message(self, chat_id: int, message_id: int) -> Prompt | None:
        """Return what a message of ours asks, or asked."""
        return await self._store.of_message(chat_id, message_id)

    async def answered(self, prompt: Prompt, message_id: int, asked: Sequence[Prompt] = ()) -> None:
        """Note the message that answered; the same thing asked twice, among `asked`, is answered as well."""
        same = [
            one.id
            for one in asked
            if (one.kind, one.number) == (prompt.kind, prompt.number) and self.waits(one) and one != prompt
        ]
        if same:
            await self._store.change(same, PromptState.LEFT)
        await self._store.change([prompt.id], PromptState.ANSWERED, by=message_id)

    async def leave(self, prompt: Prompt) -> None:
        """Note that the person does not want to answer."""
        await self._store.change([prompt.id], PromptState.LEFT)

    async def reopen(self, prompt: Prompt) -> None:
        """Wait for the answer as before: it could not be taken."""
        await self._store.change([prompt.id], PromptState.OPEN)

    async def ask_again(self, prompt: Prompt) -> None:
        """Wait for one more answer, which must be a reply: the first one was edited."""
        await self._store.change([prompt.id], PromptState.AGAIN, until=self._clock.now() + PATIENCE)

    async def withdraw(self, chat_id: int, message_id: int) -> None:
        """Ask no more by a message of ours: a button was pressed, or it says something else now."""
        prompt = await self._store.of_message(chat_id, message_id)
        if prompt is not None and self.waits(prompt):
            await self._store.change([prompt.id], PromptState.LEFT)
        elif prompt is not None and prompt.words:
            await self._store.empty(chat_id, message_id)

    async def note_passed(self, asked: Sequence[Prompt]) -> None:
        """Note that the person asked something else meanwhile."""
        numbers = [one.id for one in asked if self.waits(one) and not one.passed]
        if numbers:
            await self._store.note_passed(numbers)

    async def empty_run_out(self) -> None:
        """Empty the words that nobody may send any more. The database is asked when some run out."""
        if self._look_at is not None and self._look_at <= self._clock.now():
            self._look_at = await self._store.empty_run_out(self._clock.now())

    async def prune(self) -> int:
        """Forget what is not waited for any more; return how many."""
        now = self._clock.now()
        return await self._store.prune(now, now - EDITED_FOR)


def _what_about(presses: Mapping[str, str]) -> int:
    """Return a number for what the buttons are about: a duty, a person who applied, the pushes."""
    theme, *rest = next(iter(presses.values()), "").split(":")
    return zlib.crc32(f"{theme}:{rest[1] if theme in _NUMBERED and len(rest) > 1 else ''}".encode())
