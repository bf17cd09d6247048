"""What is said while something waits for a second person, and how a feature tells what it asks."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.context import Context
from handlers.words.replies import View, plain
from services.people.second_person import LASTS, TITLES
from storage.people.confirmations import Confirmation
from storage.states import ConfirmationKind

WAITS = (
    "“{title}”要两个人同意：已请另外 {number} 位编辑、运维人员确认，有一位确认就办，{hours} 小时内有效。"
    "\n在那之前什么都不会变。"
)
CHANGED = "提请以后内容改过了，这次作废。请重新提请。"


@dataclass(frozen=True, slots=True)
class Request:
    """What a card shows: `asks` goes on "请您确认：", `views` and the file stand above it, in full."""

    asks: str
    views: tuple[View, ...] = ()
    file: tuple[bytes, str] | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a second person confirms.

    `digest` changes when the thing to be confirmed has changed; it is empty when that thing is gone. `do` does
    it in the name of who asked and returns a sentence; UserError says why it cannot be done.
    """

    shown: Callable[[Confirmation, Context], Awaitable[Request]]
    digest: Callable[[Confirmation, Context], Awaitable[str]]
    do: Callable[[Confirmation, Context], Awaitable[str]]
    reports: bool = False  # the message of who asked shows afterwards how it goes on


def message_below(query: CallbackQuery) -> int | None:
    """Return the number of the message that a button was pressed on."""
    return query.message.message_id if query.message else None


async def ask_second(
    context: Context,
    kind: ConfirmationKind,
    digest: str,
    by: int,
    *,
    number: int = 0,
    subject: str = "",
    message_id: int | None = None,
) -> View:
    """Ask for a second person's confirmation; return what the person who asked sees. Raises UserError."""
    second = context.services.second_person
    asked = await second.ask(kind, digest, by, number=number, subject=subject, message_id=message_id)
    said = WAITS.format(
        title=TITLES[kind], number=len(await second.others(asked)), hours=round(LASTS.total_seconds() / 3600)
    )
    leave = InlineKeyboardButton("不办了", callback_data=f"two:drop:{asked.id}")
    return plain(said, InlineKeyboardMarkup([[leave]]))
