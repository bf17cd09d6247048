"""What is said aside: it asks nothing of the speeches, so the editors' inbox need not have it.

More is heard as said to a card while one stands there: what an editor says to the inbox, somebody to an
item. Who asked something after all has 问同事 below the reply.
"""

from telegram import Update

from core.models import Role
from core.patterns import pattern
from handlers.context import Context
from handlers.guard import role_of_sender
from handlers.sending.asked import LISTS
from knowledge.language.functions.recogniser import functions_meant
from knowledge.language.talk.assent import asks_the_speeches
from knowledge.language.wishes.wish_model import HALF, weigh
from services.asking.reply import IN_VAIN, Reply, ReplyKind
from storage.asking.prompts import Prompt

# From which likelihood on a function is done: for a statement, for an editor's statement to a card, for an
# editor's question.
ORDERED, ORDERED_OF_A_CARD, DOUBTED = 0.8, 0.3, 0.2
# What begins the data of buttons below what the speeches say, and below what nobody understood.
_OF_SPEECHES = pattern(r"(?:os|rd|dq|card|fb|qa|fn|look|nr):|[scbf][aupr]\d")
_MERE_WORDS = pattern(r"\w+(?:[ \u3000]+\w+)+")  # 八项规定 落实: who looks something up
_ROW = pattern(r"第[0-9一二三四五六七八九十两]{1,3}[个题条道项]|[这那][1一]?[题道]")


def is_card(prompt: Prompt) -> bool:
    """Return whether a prompt is a card of ours, or asks something, and is none of the speeches."""
    data = [one for one in prompt.presses.values() if one]
    return prompt.kind not in LISTS or not all(map(_OF_SPEECHES.match, data))


async def is_aside(words: str, reply: Reply, update: Update, context: Context) -> bool:
    """Return whether `words`, which were replied to with `reply`, ask nothing of the speeches."""
    if reply.kind not in IN_VAIN or _MERE_WORDS.fullmatch(words.strip()):
        return False
    asks, ordered = asks_the_speeches(words), sum(odds for _, odds in functions_meant(words))
    in_vain = reply.kind is ReplyKind.NOTHING
    if not context.card_open:
        return in_vain and not asks and ordered >= ORDERED and weigh(words).question < HALF
    if _ROW.search(words) or (in_vain and not asks and ordered >= ORDERED_OF_A_CARD):
        return True
    looks_after = await role_of_sender(update, context) >= Role.EDITOR
    return looks_after and (not asks or ordered >= DOUBTED)
