"""What stands there for words that may be said of a row, and the press that they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message

from core.models import Role
from handlers.asking.conversation.said_press import Then
from handlers.context import Context
from handlers.sending.asked import LIST
from handlers.words.addressed import asker
from handlers.words.listed import DUTIES
from services.asking.remembered.lists import Listed, Row
from storage.asking.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Here:
    """What stands there for the words: `asked` and `lists` the newest first.

    `waits`: what waits for words, if anything; `in_sight`: whether nothing was asked since the newest list, and
    nothing of a speech was shown; `fresh`: and no other buttons were.
    """

    words: str
    message: Message
    asked: Sequence[Prompt]
    lists: Sequence[Listed]
    waits: Prompt | None
    in_sight: bool
    fresh: bool
    context: Context

    @property
    def offered(self) -> Prompt | None:
        """Return the buttons that stand there last."""
        return next((one for one in self.asked if one.kind == LIST), None)

    @property
    def card(self) -> Listed | None:
        """Return the card of a list that was opened last."""
        return next((one for one in self.lists if one.this), None)


@dataclass(frozen=True, slots=True)
class Press:
    """The data that is meant, of which list (None: of none that stands there), and what to press then.

    `either`: labels and data to choose from, where it is not plain; `leaves`: a prompt that is left for it.
    """

    data: str = ""
    of: Listed | None = None
    then: Then | None = None
    either: tuple[tuple[str, str], ...] = ()
    leaves: Prompt | None = None


def of_message(offered: Prompt) -> Listed:
    """Return what stands for the message whose buttons were offered."""
    return Listed(offered.message_id, offered.asked_at, presses=offered.presses)


async def may_open(name: str, here: Here) -> bool:
    """Return whether who speaks may open that list of the desk here."""
    if here.message.chat.id != asker(here.message).user_id:
        return False
    needs = Role.OPERATOR if name == DUTIES else Role.EDITOR
    return await here.context.services.access.role_of(here.message.chat.id) >= needs


def labelled(some: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Return rows as buttons to choose from."""
    return tuple((f"{one.number}. {one.words}", one.data) for one in some)
