"""What a batch brings, measured before it is taken in: in a thread, its progress in the message."""

import asyncio
from contextlib import suppress

from telegram import CallbackQuery, Message
from telegram.error import TelegramError

from handlers.context import Context
from handlers.sending.speaking import rewrite
from handlers.words.cards import button, rows, show
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import plain
from services.ways.said import gain_lines

BEGUN = "正在量效果：让没有参与出题的人来问，前后各答对多少。"
SO_FAR = "正在量效果：{done}/{every}"
RESULT = "批 {id} 的效果（收下之前 → 收下之后）：\n{lines}\n收下吗？"


async def weigh(number: int, query: CallbackQuery, context: Context) -> None:
    """Measure a batch unless that was done, and offer to take it in."""
    batch = await context.services.way_batches.of(number)
    lines = batch.gain.split("\n") if batch.gain else []
    if not lines:
        await show(query, context, plain(BEGUN))
        lines = await _measured(number, query, context)
        await context.services.way_batches.weighed(number, lines)
    keyboard = rows(
        [button("收下", f"wy:take:{number}"), button("不要这一批", f"wy:drop:{number}")],
        [button("再抽查", f"wy:see:{number}.0"), button("返回这一批", f"wy:ba:{number}")],
    )
    asked = plain(RESULT.format(id=number, lines="\n".join(lines)), keyboard)
    take, drop = f"wy:take:{number}", f"wy:drop:{number}"
    await show(query, context, wants_yes(asked, Asked.TAKE_WAYS, number, yes=take, no=drop, how=""))


async def _measured(number: int, query: CallbackQuery, context: Context) -> list[str]:
    loop, steps = asyncio.get_running_loop(), asyncio.Queue[tuple[int, int] | None]()

    def progress(done: int, every: int) -> None:
        """Hear from the thread how far it is."""
        loop.call_soon_threadsafe(steps.put_nowait, (done, every))

    async def measure() -> list[str]:
        try:
            return gain_lines(await context.services.way_sources.measure(str(number), progress))
        finally:
            steps.put_nowait(None)

    measuring = asyncio.create_task(measure())
    try:
        while (step := await steps.get()) is not None:
            if step[0] and steps.empty() and isinstance(query.message, Message):
                said = plain(SO_FAR.format(done=step[0], every=step[1]))
                with suppress(TelegramError):  # the result is what counts
                    await rewrite(context, query.message.chat.id, query.message.message_id, said)
        return await measuring
    finally:
        measuring.cancel()
