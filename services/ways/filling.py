"""Has batches filled by the assistant, one task at a time; stopped at once, resumed after a crash."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta

from core.clock import Clock
from core.errors import UserError
from knowledge.ways.replies import NO_JSON, Reply, read_reply
from knowledge.ways.tasks import ASKERS, Task, find
from services.speeches.library import SpeechService
from services.ways.assistant import Assistant, AssistantError
from services.ways.batches import SETTLED, WayBatchService
from services.ways.reading import sifted
from storage.states import BatchState
from storage.ways.batches import Batch, WayBatchStore

BOT, COMMAND = "bot", "command"  # who fills a batch: the running bot, or the command line beside it
MOST_ATTEMPTS = 2  # at a task, of one run
MOST_IN_VAIN = 3  # tasks in a row, before a run gives up
MARGIN = timedelta(minutes=1)
OFF = "没有设置模型（assistant.url），没法自动出题。可以导出任务，请人或别的模型写好，再把文件发回来。"
NONSENSE = "模型没有按要求的格式写"
LEFT = "还有 {left} 段没有写成：{why}"
CHANGED = "讲话在这期间换了版本或下架了，没有再写下去"

Told = Callable[[Batch], Awaitable[None]]


class FillingService:
    """`assistant` None: the settings name none. `alone`: no other running bot shares the database."""

    def __init__(
        self,
        store: WayBatchStore,
        batches: WayBatchService,
        speeches: SpeechService,
        assistant: Assistant | None,
        clock: Clock,
        *,
        who: str = BOT,
        alone: bool = False,
    ) -> None:
        self._store = store
        self._batches = batches
        self._speeches = speeches
        self.assistant = assistant
        self._clock = clock
        self._holder = f"{who} {secrets.token_hex(8)}"
        self._forget = f"{who} " if alone else None
        self._filling = 0
        self._in_vain = 0  # tasks in a row
        self._request: asyncio.Task[str] | None = None
        self._closing = False

    async def begin(self, slug: str, by: int | None, rounds: int = len(ASKERS)) -> Batch:
        """Begin a batch for a speech; `go_on` fills it. Raises UserError."""
        if self.assistant is None:
            raise UserError(OFF)
        return await self._batches.begin(slug, self.assistant.name, rounds, by)

    async def shown_in(self, batch: Batch, message_id: int) -> None:
        """Note which message shows how far a batch is."""
        await self._store.show_in(batch.id, message_id)

    async def stop(self, number: int) -> Batch:
        """Stop a batch at once; what is written stays. Raises UserError when it is not being filled."""
        if not await self._store.move(number, BatchState.PAUSED, {BatchState.FILLING}, self._clock.now()):
            raise UserError(SETTLED)
        if self._filling == number and self._request is not None:
            self._request.cancel()
        return await self._batches.of(number)

    async def again(self, number: int) -> Batch:
        """Go on with a batch that stands still. Raises UserError when it does not, or nobody can fill it."""
        if self.assistant is None:
            raise UserError(OFF)
        if not await self._store.again(number, self._clock.now()):
            raise UserError(SETTLED)
        return await self._batches.of(number)

    async def go_on(self, told: Told) -> None:
        """Fill what waits to be filled, the oldest first, never two at once; `told` hears of each task."""
        if self.assistant is None or self._filling:
            return
        if self._forget is not None:  # who held them is dead: there is one running bot
            await self._store.forget_holders(self._forget)
            self._forget = None
        for number in await self._store.waiting():
            if not self._closing:
                await self.fill(number, told)

    async def fill(self, number: int, told: Told) -> None:
        """Fill one batch as far as it goes, unless another process does."""
        assistant = self.assistant
        if assistant is None or self._filling:
            return
        self._filling, self._in_vain = number, 0
        try:
            while not self._closing and await self._hold(number, assistant):
                await self._step(number, assistant, told)
        finally:
            self._filling = 0
            await self._store.release(number, self._holder)

    async def close(self) -> None:
        """Stop what is being written; the next start goes on with it."""
        self._closing = True
        if self._request is not None:
            self._request.cancel()

    async def _hold(self, number: int, assistant: Assistant) -> bool:
        now = self._clock.now()
        until = now + timedelta(seconds=assistant.patience) + MARGIN
        return await self._store.claim(number, self._holder, now, until)

    async def _step(self, number: int, assistant: Assistant, told: Told) -> None:
        """Have the next task written: there is one less, or it was tried once more, or the batch ends."""
        batch = await self._batches.of(number)
        open_tasks = await self._store.open_tasks(number)
        if not open_tasks:
            await self._move(batch, BatchState.READY, "", told)
            return
        task, attempts = open_tasks[0]
        if attempts >= MOST_ATTEMPTS:
            why = LEFT.format(left=len(open_tasks), why=batch.fault or NONSENSE)
            await self._move(batch, BatchState.PAUSED, why, told)
            return
        try:
            known = await self._batches.tasks(batch.slug)
        except UserError:  # the speech was withdrawn
            await self._move(batch, BatchState.PAUSED, CHANGED, told)
            return
        found = find(known, task)
        if found is None:  # its words are gone
            await self._store.fill(number, task, [], self._clock.now())
        else:
            await self._write(batch, task, found, assistant, told)

    async def _write(self, batch: Batch, task: str, found: Task, assistant: Assistant, told: Told) -> None:
        try:
            reply = _read(found, await self._asked(assistant, found.prompt))
        except AssistantError as fault:
            await self._failed(batch, task, fault, told)
            return
        except asyncio.CancelledError:
            if self._is_cancelled():
                raise
            return  # stopped by a person, or the bot stops
        stored = await asyncio.to_thread(
            sifted, reply, self._speeches.library, await self._batches.there(batch)
        )
        if await self._store.fill(batch.id, task, stored, self._clock.now()):
            self._in_vain = 0
            await told(await self._batches.of(batch.id))

    async def _asked(self, assistant: Assistant, prompt: str) -> str:
        self._request = asyncio.create_task(assistant.write(prompt))
        try:
            return await self._request
        finally:
            self._request.cancel()
            self._request = None

    async def _failed(self, batch: Batch, task: str, fault: AssistantError, told: Told) -> None:
        await self._store.fail(batch.id, task, str(fault))
        self._in_vain += 1
        if fault.ends or self._in_vain >= MOST_IN_VAIN:
            await self._move(batch, BatchState.PAUSED, str(fault), told)

    async def _move(self, batch: Batch, state: BatchState, fault: str, told: Told) -> None:
        if await self._store.move(batch.id, state, {BatchState.FILLING}, self._clock.now(), fault):
            await told(await self._batches.of(batch.id))

    @staticmethod
    def _is_cancelled() -> bool:
        task = asyncio.current_task()
        return task is not None and task.cancelling() > 0


def _read(task: Task, answer: str) -> Reply:
    """Read an answer; a line that is no JSON is a model's chatter and nobody's question.

    Raises AssistantError when nothing but chatter came.
    """
    reply = read_reply(task, answer)
    lines = tuple(one for one in reply.refused if one.why != NO_JSON)
    if not reply.ways and not lines:
        raise AssistantError(NONSENSE, ends=False)
    return Reply(reply.ways, lines)
