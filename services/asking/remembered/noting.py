"""A sender that can note what a push shows and offers: 出处 leans on the quote that came, 我同意 on the card.

It is noted behind the outcome and may fail: then a follow-up finds nothing, and no push is lost or in doubt.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping

from core.failing import Rounds
from core.models import Content, Place, Sender, SendOutcome, Sent, Unknown
from services.asking.remembered.prompts import PromptService
from services.asking.remembered.shown import UNSEEN, ShownService
from storage.health import is_said

logger = logging.getLogger(__name__)

WHAT = "noting what a push shows"


class NotingSender:
    """core.models.Sender around another one. The one that sends calls `note` once the outcome is stored."""

    def __init__(self, sender: Sender, shown: ShownService, prompts: PromptService) -> None:
        self._sender = sender
        self._shown = shown
        self._prompts = prompts
        self._rounds = Rounds(logger)

    async def send(
        self,
        place: Place,
        content: Content,
        *,
        silent: bool,
        starting: Callable[[], Awaitable[None]] | None = None,
    ) -> SendOutcome:
        """Push `content`; raises what the other sender raises."""
        return await self._sender.send(place, content, silent=silent, starting=starting)

    async def edit(self, place: Place, message_id: int, content: Content) -> SendOutcome:
        """Put `content` in the place of a message of ours."""
        return await self._sender.edit(place, message_id, content)

    def offers(self, content: Content) -> Mapping[str, str]:
        """Return what the other sender says of it."""
        return self._sender.offers(content)

    async def note(
        self, place: Place, content: Content, outcome: SendOutcome, message_id: int = UNSEEN
    ) -> None:
        """Note what `content` shows and offers, also where it only may have arrived; never raises.

        `message_id` is the message that was edited.
        """
        if not isinstance(outcome, Sent | Unknown):
            return
        number = outcome.message_id if isinstance(outcome, Sent) else message_id
        try:
            await self._shown.note_push(place, number, content)
            offers, edited = self._sender.offers(content), message_id != UNSEEN
            await self._prompts.push(place.chat_id, number, offers, edited=edited)
        except Exception as error:  # noqa: BLE001 - said in a line, once
            if not is_said(error):  # the database logs its own failures
                self._rounds.failed(WHAT, error)
        else:
            self._rounds.went(WHAT)
