"""A member wants a group's pushes changed and may not; an admin says 就按她说的, and is asked what that makes.

The wish is a prompt like all that waits (decision 0707): who had it, its words, until when.
"""

from telegram import Chat, Update

from handlers.context import Context
from handlers.people.names import names_of
from handlers.people.rights import MANAGERS_ONLY, require_manager
from handlers.pushes.subscribing import pausing, subscription
from handlers.pushes.subscribing.in_words.offers import propose
from handlers.sending.speaking import say
from handlers.words.addressed import asker, heard
from handlers.words.prompts import Asked
from handlers.words.replies import plain
from handlers.words.spoken import OF_PUSHES, Spoken, spoken
from knowledge.language.writing.clipped import clipped
from services.asking.remembered.prompts import Asks

WHOSE = "{name}说的是“{words}”。还没有办，请您看一下："
A_MEMBER = "刚才那位同事"
LONGEST_KEPT = 60  # characters of a wish
NO_MESSAGE = 0  # a wish is known by its chat: the next one takes its place


async def note_refused(update: Update, refusal: str, context: Context) -> None:
    """Keep the wish of who may not change a group's pushes, for an admin to approve it."""
    message = update.message
    said = heard(message, context.bot) if message is not None and refusal == MANAGERS_ONLY else None
    if message is None or said is None or message.chat.type == Chat.PRIVATE or len(said.words) > LONGEST_KEPT:
        return
    who, wish = asker(message).user_id, spoken(said.words, context.bot.username)
    if wish is None or wish.command.name not in OF_PUSHES or message.sender_chat is not None:
        return
    asks = Asks(Asked.WISH, who, words=said.words)
    await context.services.prompts.ask(asks, message.chat.id, who, NO_MESSAGE, {})


async def approve(update: Update, context: Context) -> None:
    """Ask an admin whether what a member wanted shall be done, with what that would make."""
    message = update.effective_message
    wish = await context.services.prompts.waiting_in(message.chat.id, Asked.WISH) if message else None
    said = spoken(wish.words, context.bot.username) if wish is not None else None
    if message is None or wish is None or said is None:
        return
    await require_manager(update, context)
    await context.services.prompts.leave(wish)  # its words go
    name = (await names_of([wish.number], context)).get(wish.number, A_MEMBER)
    await say(context, message, plain(WHOSE.format(name=name, words=clipped(wish.words, LONGEST_KEPT))))
    context.argument, context.offers = said.argument, True
    await _offer(said, update, context)


async def _offer(said: Spoken, update: Update, context: Context) -> None:
    """Show what a wish would make of the pushes, as for a guess: nothing is done before a yes."""
    message = update.effective_message
    if message is None:
        return
    match said.command.name:
        case "unsubscribe":
            await subscription.unsubscribe(update, context)
        case "pause":
            await pausing.pause(update, context)
        case "resume" if view := await pausing.paused_view(message, context):
            await say(context, message, view)
        case "subscribe" if not said.argument:
            await propose(None, None, message, context)
        case _:
            await subscription.settings(update, context)
