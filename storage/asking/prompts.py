"""What the bot has asked and waits for: who was asked, where, what about, until when.

Of people's words only what a preview shows is here, and only while it waits for its yes.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Update,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.states import PromptState
from storage.tables.asking import prompts

LOOKED_AT = 50  # the newest of a person in a chat; who was asked more often means one of these
OF_PERSON = (
    select(prompts)
    .where(prompts.c.chat_id == bindparam("chat"), prompts.c.user_id == bindparam("person"))
    .order_by(prompts.c.id.desc())
    .limit(LOOKED_AT)
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something asked. `presses`: which words are which button's data; none: words are wanted.

    `words`: what a yes sends, as the asking feature has written it down; empty once it is not waited for.
    `passed`: the person has asked something else since. `answered_by`: the message taken as the answer.
    """

    chat_id: int
    user_id: int
    message_id: int
    kind: str
    number: int
    asked_at: datetime
    until: datetime
    presses: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    state: PromptState = PromptState.OPEN
    passed: bool = False
    answered_by: int | None = None
    id: int = 0

    def waits(self, now: datetime) -> bool:
        """Return whether an answer is still wanted."""
        return self.state in {PromptState.OPEN, PromptState.AGAIN} and now < self.until


class PromptStore:
    """One row for each thing asked. A message of ours asks what its newest row says."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._offered = database.small_writes.kind("offers", self._write)

    async def ask(self, prompt: Prompt) -> None:
        """Keep what a message asks, in the place of what it asked before."""
        async with self._database.transaction() as connection:
            await connection.execute(_left(_of_message(prompt.chat_id, prompt.message_id)))
            await connection.execute(insert(prompts).values(_row(prompt)))

    async def offer(self, prompt: Prompt) -> None:
        """Keep what a message offers a person, in the place of what others of that kind offered there."""
        await self._offered.add(prompt)

    async def _write(self, connection: AsyncConnection, offered: list[Prompt]) -> None:
        newest = {(one.chat_id, one.user_id, one.kind): one for one in offered}
        theirs = tuple_(prompts.c.chat_id, prompts.c.user_id, prompts.c.kind)
        # What was chosen from stays, so that the message that chose is known when it is handled again.
        replaced = theirs.in_(newest) & prompts.c.answered_by.is_(None)
        await connection.execute(delete(prompts).where(replaced))
        await connection.execute(insert(prompts), [_row(one) for one in newest.values()])

    async def push(self, pushed: Prompt) -> None:
        """Keep what a pushed message offers, in the place of what one about the same (`number`) offered."""
        about = (prompts.c.chat_id == pushed.chat_id) & (prompts.c.user_id == pushed.user_id)
        about &= (prompts.c.kind == pushed.kind) & (prompts.c.number == pushed.number)
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(delete(prompts).where(about, prompts.c.answered_by.is_(None)))
            await connection.execute(insert(prompts).values(_row(pushed)))

    async def pushed_again(self, pushed: Prompt) -> bool:
        """Keep what a pushed message offers since it was edited; False: it offered nothing before."""
        values = {"presses": _row(pushed)["presses"]}
        same = _of_message(pushed.chat_id, pushed.message_id) & (prompts.c.kind == pushed.kind)
        async with self._database.transaction(durable=False) as connection:
            return (await connection.execute(update(prompts).where(same).values(values))).rowcount > 0

    async def of(self, chat_id: int, user_id: int) -> list[Prompt]:
        """Return what a person was asked in a chat, whatever became of it, the newest first."""
        return [_prompt(row) for row in await self._database.look_up(OF_PERSON, chat=chat_id, person=user_id)]

    async def newest_in(self, chat_id: int, kind: str) -> Prompt | None:
        """Return what was asked last in a chat, of this kind, whoever was asked."""
        those = (prompts.c.chat_id == chat_id, prompts.c.kind == kind)
        query = select(prompts).where(*those).order_by(prompts.c.id.desc()).limit(1)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else _prompt(row)

    async def of_message(self, chat_id: int, message_id: int) -> Prompt | None:
        """Return what a message of ours asks, or asked."""
        query = select(prompts).where(_of_message(chat_id, message_id)).order_by(prompts.c.id.desc()).limit(1)
        async with self._database.connection() as connection:
            row = (await connection.execute(query)).mappings().one_or_none()
        return None if row is None else _prompt(row)

    async def change(
        self,
        numbers: Collection[int],
        state: PromptState,
        *,
        by: int | None = None,
        until: datetime | None = None,
    ) -> None:
        """Note what became of prompts; `by`: the message that answered, `until`: how long it is asked again."""
        values: dict[str, object] = {"state": state.value}
        if state is PromptState.LEFT:
            values["words"] = ""
        if by is not None:
            values["answered_by"] = by
        if until is not None:
            values["until"] = until
        async with self._database.transaction() as connection:
            await connection.execute(update(prompts).where(prompts.c.id.in_(numbers)).values(values))

    async def note_passed(self, numbers: Collection[int]) -> None:
        """Note that the person has asked something else since they were asked."""
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(update(prompts).where(prompts.c.id.in_(numbers)).values(passed=True))

    async def empty(self, chat_id: int, message_id: int) -> None:
        """Keep the words of a message of ours no longer: it does not show them any more."""
        kept = _of_message(chat_id, message_id) & (prompts.c.words != "")
        async with self._database.transaction() as connection:
            await connection.execute(update(prompts).where(kept).values(words=""))

    async def empty_run_out(self, now: datetime) -> datetime | None:
        """Empty the words that are not waited for any more; return until when those left are, None for none."""
        kept = prompts.c.words != ""
        async with self._database.transaction(durable=False) as connection:
            await connection.execute(update(prompts).where(kept, prompts.c.until <= now).values(words=""))
            next_one: datetime | None = await connection.scalar(select(func.min(prompts.c.until)).where(kept))
            return next_one

    async def prune(self, run_out: datetime, answered: datetime) -> int:
        """Forget what ran out before `run_out` or, if it was answered, before `answered`; return how many."""
        old = prompts.c.until < answered
        unanswered = (prompts.c.until < run_out) & (prompts.c.state != PromptState.ANSWERED.value)
        async with self._database.transaction(durable=False) as connection:
            return (await connection.execute(delete(prompts).where(or_(old, unanswered)))).rowcount


def _row(prompt: Prompt) -> dict[str, object]:
    presses = json.dumps(dict(prompt.presses), ensure_ascii=False) if prompt.presses else ""
    row = asdict(prompt) | {"presses": presses}
    del row["id"]
    return row


def _of_message(chat_id: int, message_id: int) -> ColumnElement[bool]:
    return (prompts.c.chat_id == chat_id) & (prompts.c.message_id == message_id)


def _left(which: ColumnElement[bool]) -> Update:
    waiting = prompts.c.state.in_((PromptState.OPEN.value, PromptState.AGAIN.value))
    return update(prompts).where(which, waiting).values(state=PromptState.LEFT.value, words="")


def _prompt(row: RowMapping) -> Prompt:
    read = {
        "presses": json.loads(row["presses"]) if row["presses"] else {},
        "state": PromptState(row["state"]),
    }
    return Prompt(**{**row, **read})
