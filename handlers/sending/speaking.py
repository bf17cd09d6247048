"""Sends and edits replies: to the right topic, tied to the question, patient with Telegram's limits."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import CallbackQuery, ForceReply, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from core.clock import Clock
from core.models import NotSent, Place, SendOutcome, Unknown
from handlers.context import Context
from handlers.sending.outcomes import answers_read, classify, worth_another_try
from handlers.updates.attempt import current, note_spoken, resting
from handlers.words.addressed import is_private, place
from handlers.words.replies import View

Result = TypeVar("Result")
# Pauses between two tries, in seconds: they double. Outside the handling of an update (a digest, a notice of
# the start) trying ends after LONGEST_WAIT; within it after dispatch.LONGEST_HOLD.
MOMENT, LONGEST_PAUSE = 1.0, 15.0
LONGEST_WAIT = 60.0
# Telegram forgets a pressed button about so many seconds after it was pressed.
LONGEST_TOAST = 15.0
NOT_MODIFIED = "message is not modified"
GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message to reply not found",
    "message is too old",
    "there is no text in the message to edit",
)
TOO_LATE = ("query is too old", "query_id_invalid", "query id is invalid")


async def say(context: Context, to: Message, view: View) -> Message:
    """Reply to `to` where it was said; return the message with the buttons (the last one).

    In groups the reply is tied to the question and goes out even when that has been deleted.
    """
    tied = not is_private(to) and to.chat.type != to.chat.CHANNEL
    return await announce(context, place(to), view, reply_to=to.message_id if tied else None)


async def announce(context: Context, where: Place, view: View, *, reply_to: int | None = None) -> Message:
    """Say `view` in a chat (and topic), in reply to a message or to none; return the last message."""
    sent: Message | None = None
    parts = view.parts()
    for number, part in enumerate(parts, start=1):
        keyboard = _below(view) if number == len(parts) else None
        free: dict[str, Any] = {"protect_content": False} if view.passed_on else {}
        sent = await _send(context, where, part, keyboard, reply_to if number == 1 else None, **free)
    if sent is None:
        raise ValueError("a view without text")
    return sent


async def send_file(context: Context, to: Message, content: bytes, name: str, caption: str) -> None:
    """Send a file where `to` was said."""
    where = place(to)
    await _seen(
        context.services.clock,
        lambda: context.bot.send_document(
            where.chat_id,
            content,
            filename=name,
            caption=caption,
            message_thread_id=where.thread_id,
            protect_content=False,  # an export is there to be kept
        ),
    )


async def send_picture(context: Context, to: Message, picture: bytes, caption: str) -> None:
    """Send a picture where `to` was said; `caption` is at most 1024 characters."""
    await send_picture_to(context, place(to), picture, caption)


async def send_picture_to(context: Context, where: Place, picture: bytes, caption: str | None = None) -> None:
    """Send a picture to a chat (and topic)."""
    await _seen(
        context.services.clock,
        lambda: context.bot.send_photo(
            where.chat_id, picture, caption=caption, message_thread_id=where.thread_id
        ),
    )


def _below(view: View) -> InlineKeyboardMarkup | ForceReply | None:
    return view.keyboard or (ForceReply(input_field_placeholder=view.asks_for) if view.asks_for else None)


async def rewrite(context: Context, chat_id: int, message_id: int, view: View) -> bool:
    """Put `view` in the place of one of our messages. False: that message is gone or cannot be edited.

    Only a view of one message can take another's place. The same text and buttons again are no error.
    """
    part, *more = view.parts()
    if more:
        return False
    return await _edit(
        context,
        lambda: context.bot.edit_message_text(
            part,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=view.keyboard,
        ),
    )


async def take_buttons(context: Context, message: Message) -> bool:
    """Take the buttons off one of our messages. False: it is gone; that it has none any more is no error."""
    return await _edit(
        context,
        lambda: context.bot.edit_message_reply_markup(
            chat_id=message.chat.id, message_id=message.message_id, reply_markup=None
        ),
    )


async def _edit(context: Context, edit: Callable[[], Awaitable[object]]) -> bool:
    """Make an edit, the one place that does for replies. False: there is nothing left to edit."""
    try:
        await _seen(context.services.clock, edit)
    except BadRequest as error:
        said = error.message.lower()
        if NOT_MODIFIED in said:
            return True
        if any(sign in said for sign in GONE):
            return False
        raise
    return True


async def toast(query: CallbackQuery, text: str | None = None, *, alert: bool = False) -> None:
    """Answer a button press. That Telegram has given up on it, or cannot be reached, is no error."""
    attempt = current()
    clock = attempt.clock if attempt else None
    try:
        if clock is None:
            await query.answer(text, show_alert=alert)
        else:
            await patiently(clock, lambda: query.answer(text, show_alert=alert), LONGEST_TOAST)
    except TelegramError as error:
        if worth_another_try(classify(error)):
            return
        if not any(sign in error.message.lower() for sign in TOO_LATE):
            raise


async def patiently(
    clock: Clock, request: Callable[[], Awaitable[Result]], longest: float | None = None
) -> Result:
    """Make `request` until Telegram has said yes or surely no; then raise what it said.

    So what is sent may come twice, and nothing is lost: pushes are not sent this way. After `longest` seconds
    (by default as long as an update is tried) the last error is raised.
    """
    began, pause, attempt = clock.monotonic(), MOMENT, current()
    if attempt is not None:
        await attempt.ask()
    while True:
        try:
            with answers_read():
                return await request()
        except TelegramError as error:
            outcome = classify(error)
            wait = _wait_before_another_try(outcome, pause)
            now = clock.monotonic()
            most = LONGEST_WAIT if attempt is None and longest is None else longest
            if wait is None or (most is not None and now + wait - began > most):
                raise
            if attempt is not None and not attempt.may_wait(now, wait):
                raise
        asked = isinstance(outcome, NotSent) and outcome.retry_after is not None and wait <= LONGEST_WAIT
        with resting(for_telegram=not asked):
            await clock.sleep(wait)
        pause = min(2 * pause, LONGEST_PAUSE)


def _wait_before_another_try(outcome: SendOutcome, pause: float) -> float | None:
    """Return the seconds to wait, None when trying again is of no use."""
    if not worth_another_try(outcome):
        return None
    asked = outcome.retry_after if isinstance(outcome, NotSent) else None
    return pause if asked is None else asked


async def _seen(clock: Clock, request: Callable[[], Awaitable[Result]]) -> Result:
    """Make `request` patiently; note when the person has seen what came of it, or may have."""
    try:
        done = await patiently(clock, request)
    except TelegramError as error:
        if isinstance(classify(error), Unknown):
            note_spoken()
        raise
    note_spoken()
    return done


async def _send(
    context: Context,
    where: Place,
    text: str,
    keyboard: InlineKeyboardMarkup | ForceReply | None,
    reply_to: int | None,
    **more: Any,  # noqa: ANN401 - PTB's own parameters
) -> Message:
    tie = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
    return await _seen(
        context.services.clock,
        lambda: context.bot.send_message(
            where.chat_id,
            text,
            parse_mode=ParseMode.HTML,
            message_thread_id=where.thread_id,
            reply_parameters=tie,
            reply_markup=keyboard,
            **more,
        ),
    )
