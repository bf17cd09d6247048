"""Which messages are commands, and how a command reaches its callback."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Chat, Message, Update
from telegram.ext import Application, BaseHandler

from core.errors import UserError
from handlers.asking import functions
from handlers.commands import Argument, Command, Scope
from handlers.context import Context
from handlers.guard import Callback, Guarded
from handlers.words.addressed import from_another_bot, heard
from handlers.words.spoken import Spoken, spoken
from knowledge.language.functions.deciding import Decision
from knowledge.language.writing.clipped import clipped

LONGEST_QUOTED = 40  # characters of what a person wrote, in a refusal
NOTHING_FOLLOWS = "/{name} 后面不用写别的，没看懂“{said}”。请只发 /{name}"


def said_here(message: Message) -> bool:
    """Return whether a command in `message` counts: one forwarded from others, or from a bot, does not."""
    return not (message.forward_origin or message.is_automatic_forward or message.via_bot)


@dataclass(frozen=True, slots=True)
class Reading:
    """A command's callback that refuses words it cannot use, instead of silently doing something else."""

    command: Command
    callback: Callback

    async def __call__(self, update: Update, context: Context) -> None:
        if context.argument and self.command.argument is Argument.NOTHING and not self.command.judges:
            said = clipped(context.argument, LONGEST_QUOTED)
            raise UserError(NOTHING_FOLLOWS.format(name=self.command.name, said=said))
        await self.callback(update, context)


class CommandHandler(BaseHandler[Update, Context, None]):
    """Commands with a slash anywhere (`slash`), or in plain words where the bot is spoken to.

    In edits only questions count. A forwarded question counts as asked; other forwarded commands do not.
    """

    update_kinds = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CHANNEL_POST)

    def __init__(self, callbacks: Mapping[str, Guarded], *, slash: bool) -> None:
        super().__init__(self._say_nothing)
        self.callbacks = callbacks
        self.slash = slash

    def check_update(self, update: object) -> Spoken | None:
        if not isinstance(update, Update):
            return None
        message = update.message or update.edited_message or update.channel_post
        if message is None or not message.text or from_another_bot(message) or message.is_automatic_forward:
            return None
        said = self._read(message)
        if said is None:
            return None
        if said.command.name != "ask" and (update.edited_message or not said_here(message)):
            return None
        if message.chat.type == Chat.CHANNEL and Scope.CHANNEL not in said.command.scopes:
            return None
        return said

    def _read(self, message: Message) -> Spoken | None:
        bot = message.get_bot()
        said = spoken(message.text or "", bot.username)
        if self.slash:
            return said if said is not None and said.slash else None
        words = heard(message, bot)  # @us /subscribe 9:30 is a command too
        return spoken(words.words, bot.username) if words else None

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Context, Any, Any, Any, Any],
        check_result: object,
        context: Context,
    ) -> None:
        if not isinstance(check_result, Spoken):
            return
        name, context.argument = check_result.command.name, check_result.argument
        words = "" if check_result.sure else self._question(update)
        if words and await context.services.answers.is_answered(words):
            name, context.argument = "ask", words
        elif instead := await self._instead(check_result, words, update, context):
            await functions.carry_out(instead, 0, update, context)
            return
        context.offers, context.slash = not check_result.sure, check_result.slash
        await self.callbacks[name](update, context)

    async def _instead(self, said: Spoken, guessed: str, update: Update, context: Context) -> Decision | None:
        """Return what is wanted instead of a command that was guessed, or that the model alone is sure of."""
        name = said.command.name
        if guessed:
            return await functions.meant_instead(name, guessed, update, context)
        words = "" if said.slash else self._question(update)
        if not words or spoken(words, context.bot.username, guess=False) is not None:
            return None
        return await functions.meant_surely(name, words, update, context)

    def _question(self, update: Update) -> str:
        message = update.effective_message
        said = heard(message, message.get_bot()) if message else None
        return said.words if said else ""

    async def _say_nothing(self, update: Update, context: Context) -> None:
        """Do nothing. PTB requires a callback at once; this handler chooses it later."""
