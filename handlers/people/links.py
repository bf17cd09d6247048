"""What a link to the bot (t.me/bot?start=…) leads to: an invitation, a claim, a passage, or the beginning."""

from collections.abc import Mapping

from telegram import Update

from core.models import Role
from handlers.asking import reading
from handlers.asking.to_the_bot import start
from handlers.context import Context
from handlers.guard import Guarded
from handlers.people import access, invitations
from handlers.words import opening

# By what the link's argument begins with. /start itself is open to strangers and counts against the limits.
LINKS: Mapping[str, Guarded] = {
    invitations.LINK: Guarded(invitations.redeem, Role.STRANGER, counted=False, private=True),
    access.LINK: Guarded(access.claim, Role.STRANGER, counted=False, private=True),
    opening.LINK: Guarded(reading.p, Role.MEMBER, counted=False),
}
BEGINNING = Guarded(start.start, Role.MEMBER, counted=False)


async def arrive(update: Update, context: Context) -> None:
    """Do what /start's argument says; without one, or with an unknown one, greet."""
    said = (context.argument.split() or [""])[0]
    for prefix, handler in LINKS.items():
        if said.startswith(prefix):
            context.argument = said.removeprefix(prefix)
            await handler(update, context)
            return
    await BEGINNING(update, context)
