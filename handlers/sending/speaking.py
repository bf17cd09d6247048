"""Sends and edits replies: to the right topic, tied to the question, patient with Telegram's limits."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import CallbackQuery, ForceReply, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import ChatMigrated, TelegramError

from core.clock import Clock
from core.models import NotSent, Place, SendOutcome, Unknown
from handlers.context import Context
from handlers.sending.asked import note_asked, note_list, offered_by, remember_list
from handlers.sending.moves import where_it_is
from handlers.sending.outcomes import (
    answers_read,
    classify,
    is_so_already,
    stays_as_it_is,
    takes_no_pictures,
    worth_another_try,
)
from handlers.updates.attempt import current, note_spoken, resting
from handlers.words.addressed import asker, is_private, place
from handlers.words.citing import kept_here
from handlers.words.opening import name_of
from handlers.words.replies import View
from services.asking.remembered.shown import UNSEEN
from storage.asking.shown import EVERYBODY

Result = TypeVar("Result")
# Seconds between two tries; they double. Outside the handling of an update (a digest, a message at the start)
# the tries end after LONGEST_WAIT; within it, after dispatch.LONGEST_HOLD.
MOMENT, LONGEST_PAUSE = 1.0, 15.0
LONGEST_WAIT = 60.0
# Telegram forgets a pressed button about so many seconds after it was pressed.
LONGEST_TOAST = 15.0
# A button meant without a message of ours stands on this one; who presses it in words says what it shows.
NOWHERE = 0
TOO_LATE = ("query is too old", "query_id_invalid", "query id is invalid")


async def say(context: Context, to: Message, view: View) -> Message:
    """Reply to `to` where it was said; return the message with the buttons (the last one).

    In groups the reply is tied to the question and goes out even when that has been deleted.
    """
    tied = view.tied or (not is_private(to) and to.chat.type != to.chat.CHANNEL)
    reply_to = view.hangs_on or (to.message_id if tied else None)
    return await announce(context, place(to), view, reply_to=reply_to, to=asker(to).user_id)


async def announce(
    context: Context,
    where: Place,
    view: View,
    *,
    reply_to: int | None = None,
    to: int = EVERYBODY,
    pushed: bool = False,
) -> Message:
    """Say `view` in a chat (and topic), in reply to a message or to none; return the last message.

    What it shows of a speech is noted as shown `to` a person, else to everybody there. `pushed`: nobody there
    has asked for it, so its buttons stand beside what stood there before.
    """
    try:
        sent = await _say_parts(context, where, view, reply_to)
    except TelegramError as error:
        if view.shows and isinstance(classify(error), Unknown):  # it may have arrived
            await context.services.answers.now_shows(where, UNSEEN, view.shows, to)
        raise
    person = sent.chat.id if sent.chat.id > 0 else to
    if view.asks is not None:
        await note_asked(context, view, sent.chat.id, person, sent.message_id)
    elif pushed:
        await context.services.prompts.push(sent.chat.id, sent.message_id, offered_by(view))
    elif person != EVERYBODY:
        await note_list(context, view, sent.chat.id, person, sent.message_id)
    if not pushed and person != EVERYBODY:
        remember_list(context, view, sent.chat.id, person, sent.message_id)
    if view.shows:
        there = place(sent) if sent.chat.id != where.chat_id else where
        await context.services.answers.now_shows(there, sent.message_id, view.shows, to, new=True)
    return sent


async def _say_parts(context: Context, where: Place, view: View, reply_to: int | None) -> Message:
    sent: Message | None = None
    parts = view.parts(name_of(context.bot))
    for number, part in enumerate(parts, start=1):
        keyboard = _below(view, context) if number == len(parts) else None
        free: dict[str, Any] = {"protect_content": False} if view.passed_on else {}
        sent = await _send(context, where, part, keyboard, reply_to if number == 1 else None, **free)
    if sent is None:
        raise ValueError("a view without text")
    return sent


async def show(context: Context, to: Message, png: bytes, view: View) -> None:
    """Reply with a picture and `view` below it, at most 1024 characters; where none is taken, with `view`."""
    where, tied = place(to), not is_private(to) and to.chat.type != to.chat.CHANNEL
    tie = ReplyParameters(to.message_id, allow_sending_without_reply=True) if tied else None
    [caption] = view.parts(name_of(context.bot))
    try:
        sent: Message = await _deliver(
            context,
            where,
            lambda there: context.bot.send_photo(
                there.chat_id,
                png,
                caption=caption,
                parse_mode=ParseMode.HTML,
                message_thread_id=there.thread_id,
                reply_parameters=tie if there == where else None,
                reply_markup=kept_here(view.keyboard, context.bot),
            ),
        )
    except TelegramError as error:
        if not takes_no_pictures(classify(error)):
            raise
        await say(context, to, view)
        return
    if view.shows:
        shown_to = asker(to).user_id
        await context.services.answers.now_shows(place(sent), sent.message_id, view.shows, shown_to, new=True)


async def send_file(context: Context, to: Message, content: bytes, name: str, caption: str) -> None:
    """Send a file where `to` was said."""
    await _deliver(
        context,
        place(to),
        lambda where: context.bot.send_document(
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
    await _deliver(
        context,
        where,
        lambda there: context.bot.send_photo(
            there.chat_id, picture, caption=caption, message_thread_id=there.thread_id
        ),
    )


def _below(view: View, context: Context) -> InlineKeyboardMarkup | ForceReply | None:
    keyboard = view.keyboard if view.passed_on else kept_here(view.keyboard, context.bot)
    if keyboard or view.asks is None:
        return keyboard
    return ForceReply(input_field_placeholder=view.asks.hint or None)


async def rewrite(
    context: Context, chat_id: int, message_id: int, view: View, *, by: int | None = None
) -> bool:
    """Put `view` in the place of one of our messages. False: that message is gone or cannot be edited.

    Only a view of one message can take another's place. The same text and buttons again are no error. `by` is
    who pressed a button for it, and is shown what it shows, beside those who were shown the message before.
    What the message asked, it asks no more; in a private chat it may ask something else now.
    """
    part, *more = view.parts(name_of(context.bot))
    if more:
        return False
    context.shown = view
    if message_id == NOWHERE:
        return True
    done = await _edit(
        context,
        lambda: context.bot.edit_message_text(
            part,
            chat_id=chat_id,
            message_id=message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=kept_here(view.keyboard, context.bot),
        ),
    )
    if done and view.asks is not None and chat_id > 0:
        await note_asked(context, view, chat_id, chat_id, message_id)
    else:
        await context.services.prompts.withdraw(chat_id, message_id)
    if done and (person := chat_id if chat_id > 0 else by):
        await note_list(context, view, chat_id, person, message_id)
        remember_list(context, view, chat_id, person, message_id)
    if done:
        await context.services.answers.now_shows(Place(chat_id), message_id, view.shows, by)
    return done


async def take_buttons(context: Context, message: Message, data: str = "") -> bool:
    """Remove the buttons of one of our messages, or only that with the `data`. False: the message is gone.

    That it has none is no error. Without its buttons it asks nothing any more.
    """
    if message.message_id == NOWHERE:
        return False
    if not data:
        await context.services.prompts.withdraw(message.chat.id, message.message_id)
    rows = message.reply_markup.inline_keyboard if message.reply_markup and data else ()
    left = [[button for button in row if button.callback_data != data] for row in rows]
    kept = [row for row in left if row]
    return await put_buttons(context, message, InlineKeyboardMarkup(kept) if kept else None)


async def put_buttons(context: Context, message: Message, keyboard: InlineKeyboardMarkup | None) -> bool:
    """Put other buttons under one of our messages. False: the message is gone."""
    return await _edit(
        context,
        lambda: context.bot.edit_message_reply_markup(
            chat_id=message.chat.id, message_id=message.message_id, reply_markup=keyboard
        ),
    )


async def _edit(context: Context, edit: Callable[[], Awaitable[object]]) -> bool:
    """Make an edit; all edits of replies go through here. False: there is nothing left to edit."""
    try:
        await _seen(context.services.clock, edit)
    except ChatMigrated:  # the message stayed behind; what is said instead finds the chat
        return False
    except TelegramError as error:
        if stays_as_it_is(error):
            return False
        if not is_so_already(error):
            raise
    return True


async def toast(
    query: CallbackQuery, text: str | None = None, *, alert: bool = False, url: str | None = None
) -> None:
    """Answer a button press with words, or by opening `url`.

    That it is too old for Telegram, or Telegram cannot be reached, is no error.
    """
    attempt = current()
    clock = attempt.clock if attempt else None
    try:
        if clock is None:
            await query.answer(text, show_alert=alert, url=url)
        else:
            await patiently(clock, lambda: query.answer(text, show_alert=alert, url=url), LONGEST_TOAST)
    except TelegramError as error:
        if worth_another_try(classify(error)):
            return
        if not any(sign in error.message.lower() for sign in TOO_LATE):
            raise


async def patiently(
    clock: Clock, request: Callable[[], Awaitable[Result]], longest: float | None = None
) -> Result:
    """Repeat `request` until Telegram has accepted or surely refused it; a refusal is raised.

    So a message may come twice, but none is lost. Pushes are not sent this way. After `longest` seconds
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
    """Return the seconds to wait, None when trying again is useless."""
    if not worth_another_try(outcome):
        return None
    asked = outcome.retry_after if isinstance(outcome, NotSent) else None
    return pause if asked is None else asked


async def _seen(clock: Clock, request: Callable[[], Awaitable[Result]]) -> Result:
    """Make `request` patiently; note when the person has seen the result, or may have."""
    try:
        done = await patiently(clock, request)
    except TelegramError as error:
        if isinstance(classify(error), Unknown):
            note_spoken()
        raise
    note_spoken()
    return done


async def _deliver(context: Context, where: Place, request: Callable[[Place], Awaitable[Result]]) -> Result:
    """Make a request that puts something into a chat, or into the supergroup it became, which has no topics."""

    async def to(chat_id: int) -> Result:
        there = where if chat_id == where.chat_id else Place(chat_id)
        return await _seen(context.services.clock, lambda: request(there))

    return await where_it_is(context, where.chat_id, to)


async def _send(
    context: Context,
    where: Place,
    text: str,
    keyboard: InlineKeyboardMarkup | ForceReply | None,
    reply_to: int | None,
    **more: Any,  # noqa: ANN401 - PTB's own parameters
) -> Message:
    tie = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None
    return await _deliver(
        context,
        where,
        lambda there: context.bot.send_message(
            there.chat_id,
            text,
            parse_mode=ParseMode.HTML,
            message_thread_id=there.thread_id,
            reply_parameters=tie if there == where else None,  # messages have other numbers over there
            reply_markup=keyboard,
            **more,
        ),
    )
