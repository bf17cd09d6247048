"""是 is the button: what was asked with buttons is answered in words by pressing the button that is meant."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from telegram import CallbackQuery, Message, Update, User
from telegram.ext import Application, CallbackQueryHandler

from handlers.context import Context
from handlers.pushes.subscribing.undoing import UNDO_DATA
from handlers.sending.asked import YES
from handlers.sending.speaking import say, take_buttons
from handlers.words.prompts import Asked
from handlers.words.replies import Piece, View, plain
from storage.asking.prompts import Prompt

App = Application[Any, Context, Any, Any, Any, Any]
Then = Callable[[View], str]

ANOTHER = "前面问您的“{label}”没有办。要办就再说一遍，不办不用理。"
# 改回去 means what was changed last by now.
ANOTHER_BACK = "前面问您的“{label}”没有办。要改回哪样，请说清，如“时间改回去”。"
PRESS_IT = "您以群的名义说话，我分不清是谁。请点那条消息的按钮。"


class SaidPress(CallbackQuery):
    """A press in words. What a real one would see pop up is kept in `popped_up`, to be said."""

    __slots__ = ("popped_up",)

    def __init__(self, said: Message, by: User, on: Message, data: str) -> None:
        super().__init__(str(said.message_id), by, str(said.chat.id), on, data)
        with self._unfrozen():
            self.popped_up = ""
        self.set_bot(said.get_bot())

    async def answer(self, text: str | None = None, *more: Any, **others: Any) -> bool:  # noqa: ANN401 - as PTB's
        """Keep what pops up; Telegram knows of no press."""
        if text:
            with self._unfrozen():
                self.popped_up = text
        return True


async def press_for(
    prompt: Prompt,
    data: str,
    asked: Sequence[Prompt],
    update: Update,
    application: App,
    context: Context,
    *,
    then: Then | None = None,
) -> None:
    """Do what the button with that data below the prompt does, and say what came of it.

    `then`: returns the data of what is pressed next in what that shows; empty for nothing.

    It is noted first as answered: what the button does next may ask something else by the same message.
    """
    said = update.effective_message
    if said is None:
        return
    if said.sender_chat is not None or said.from_user is None:
        await say(context, said, plain(PRESS_IT))
        return
    prompts, on = context.services.prompts, message_of(prompt, said)
    query = SaidPress(said, said.from_user, on, data)
    await prompts.answered(prompt, said.message_id, asked)
    context.shown, context.refused = None, False
    await _press(Update(update.update_id, callback_query=query), application, context)
    if then and context.shown is not None and (more := then(context.shown)):
        query = SaidPress(said, said.from_user, on, more)
        await _press(Update(update.update_id, callback_query=query), application, context)
    if context.refused:
        await prompts.reopen(prompt)
    shown = context.shown
    if query.popped_up and shown is not None and shown.acts:  # what follows is asked about next
        await take_buttons(context, on)
        await say(context, said, replace(shown, pieces=(Piece(f"{query.popped_up}。\n\n"), *shown.pieces)))
    elif query.popped_up:
        await say(context, said, plain(query.popped_up))
    elif shown is not None:
        # It stands where the prompt stood, maybe out of sight: it is said again below what the person said.
        if shown.keyboard:
            await take_buttons(context, on)
        await say(context, said, shown)


async def _press(pressed: Update, application: App, context: Context) -> None:
    for handler in application.handlers.get(0, ()):
        fits = handler.check_update(pressed) if isinstance(handler, CallbackQueryHandler) else None
        if fits is not None and fits is not False:
            await handler.handle_update(pressed, application, fits, context)
            return


def message_of(prompt: Prompt, said: Message) -> Message:
    """Return the message of ours that asked: as Telegram gives it with a reply, else as far as it is known."""
    answered = said.reply_to_message
    if answered is not None and answered.message_id == prompt.message_id:
        return answered
    bot = said.get_bot()
    on = Message(
        prompt.message_id,
        prompt.asked_at,
        said.chat,
        from_user=bot.bot,
        message_thread_id=said.message_thread_id,
        is_topic_message=said.is_topic_message,
    )
    on.set_bot(bot)
    return on


async def tell_of_another(
    done: Prompt, pressed: str, asked: Sequence[Prompt], message: Message, context: Context
) -> None:
    """Say what was asked before, as it was in `asked`, and is not done by the yes to what was asked last."""
    if pressed != done.presses.get(YES) or message.reply_to_message is not None:
        return
    for one in asked:
        yes = one.presses.get(YES)
        other = one.kind != Asked.TAKE_BACK and _act(one) != _act(done)  # a notice's report is there to see
        if one.id < done.id and yes and other and context.services.prompts.waits(one):
            label = next((name for name, data in one.presses.items() if data == yes and name != YES), "")
            said = ANOTHER_BACK if yes == UNDO_DATA else ANOTHER
            await say(context, message, plain(said.format(label=label)))
            return


def _act(prompt: Prompt) -> list[str]:
    """Return what a yes does, without to what: the hour of the quote, a pause, the day of 每周一题."""
    return prompt.presses.get(YES, "").split(":")[:2]
