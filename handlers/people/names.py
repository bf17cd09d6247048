"""What people and chats are called, where an operator or editor reads about them or names them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from telegram import Message
from telegram.error import TelegramError

from core.errors import UserError
from core.models import Place
from core.names import cleaned, fenced
from handlers.context import Context
from handlers.sending.speaking import announce, say
from handlers.words.addressed import is_private
from handlers.words.cards import button, rows
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import plain
from handlers.words.said_often import IN_PRIVATE
from services.duties.named import LONGEST_NUMBER, MOST_NAMESAKES, SEVERAL

WHOM = "请写上他的编号，或回复他的一条消息再发这条命令，例如：/{command} 123456789"
UNKNOWN = "我不认识“{name}”。{how}"
ASKED_IN_PRIVATE = "这件事我私聊问您了，请到那边回“是”。"
MOST_ASKED = 10  # numbers that Telegram is asked about for one message


async def names_of(numbers: Collection[int], context: Context) -> dict[int, str]:
    """Return the names of people and chats by their numbers; of those that nobody knows, none.

    Telegram is asked about those that the database does not know, such as operators whom the settings name.
    """
    names = await context.services.names.of(numbers)
    for number in sorted(set(numbers) - names.keys())[:MOST_ASKED]:
        try:
            chat = await context.bot.get_chat(number)
        except TelegramError:
            continue  # it never spoke to the bot, or Telegram cannot be reached: its number must do
        if name := cleaned(chat.effective_name or ""):
            names[number] = name
    return names


@dataclass(frozen=True, slots=True)
class Target:
    """The person whom a command is about."""

    user_id: int
    name: str

    def __str__(self) -> str:
        return f"{fenced(self.name)}（{self.user_id}）" if self.name else f"编号 {self.user_id} 的同事"


async def targets_named(said: Sequence[str], command: str, context: Context) -> list[Target]:
    """Return who is named, by name or number. Raises UserError for whom nobody here is called."""
    found = []
    for one in said:
        if one.isdecimal() and len(one) <= LONGEST_NUMBER:
            found.append(Target(int(one), (await names_of([int(one)], context)).get(int(one), "")))
            continue
        numbers = await context.services.names.called(cleaned(one))
        if not numbers and len(those := await context.services.names.alike(one)) == 1:
            found += [Target(number, name) for number, name in those.items()]  # 小周: it is asked with the name
            continue
        if not numbers:
            raise UserError(UNKNOWN.format(name=fenced(one), how=WHOM.format(command=command)))
        if len(numbers) > 1:
            several = "、".join(str(number) for number in numbers[:MOST_NAMESAKES])
            raise UserError(SEVERAL.format(name=fenced(one), numbers=several))
        found.append(Target(numbers[0], (await names_of(numbers, context)).get(numbers[0], one)))
    return found


async def ask_of(target: Target, sure: str, label: str, data: str, message: Message, context: Context) -> None:
    """Ask, in private, whether that shall be done with a person; a yes presses the button with `data`."""
    view = plain(sure, rows([button(label, data)]))
    asks = wants_yes(view, Asked.APPOINT, target.user_id, yes=data, words=str(target))
    if is_private(message):
        await say(context, message, asks)
        return
    by = message.from_user.id if message.from_user else 0
    try:  # whoever is in the group need not see it
        await announce(context, Place(by), asks, to=by)
    except TelegramError:
        raise UserError(IN_PRIVATE) from None
    await say(context, message, plain(ASKED_IN_PRIVATE))
