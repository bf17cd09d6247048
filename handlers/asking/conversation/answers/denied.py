"""What was asked is left for good by who says that it was never wanted: 我压根没要订阅啊, 谁让你停了."""

from collections.abc import Sequence

from telegram import Message

from handlers.asking.conversation.answers.of_a_draft import OF_A_DRAFT
from handlers.asking.conversation.said_press import message_of
from handlers.context import Context
from handlers.pushes.subscribing.in_words.in_question import asked_by
from handlers.pushes.subscribing.in_words.turning import refines
from handlers.sending.asked import LISTS, MEANT, NO, YES
from handlers.sending.speaking import take_buttons
from handlers.words.prompts import Asked
from knowledge.language.talk.disowned import Disowned, disowned
from storage.asking.prompts import Prompt


async def leave_denied(
    asked: Sequence[Prompt], words: str, message: Message, context: Context
) -> tuple[Prompt, Disowned] | None:
    """Leave what `words` say was never wanted of all that was asked; None: they deny nothing of it.

    What has a button for no, and nothing else is said, is left by that button.
    """
    prompts = context.services.prompts
    waiting = [one for one in asked if prompts.waits(one) and one.presses]
    questions = [one for one in waiting if one.kind == MEANT or one.kind not in LISTS]
    for one in questions:
        if one.kind == Asked.HOUR and refines(words, asked_by(one), passed=one.passed):
            return None
        named = [label for label in one.presses if label not in {YES, NO}]
        newest = one == asked[0] and not one.passed and one.kind not in OF_A_DRAFT
        denied = disowned(words, named, nameless=newest)
        if denied is not None and not (denied.rest and one.kind in OF_A_DRAFT):
            button = "" if denied.rest else one.presses.get(NO, "")
            for other in (*alike(one, questions), *(() if button else (one,))):
                await prompts.leave(other)
            if not button:
                await take_buttons(context, message_of(one, message))
            return one, denied
    return None


def alike(prompt: Prompt, asked: Sequence[Prompt]) -> list[Prompt]:
    """Return what else was asked that does the same, to something else or to another hour."""
    act = _act(prompt)
    return [one for one in asked if act and one != prompt and one.kind == prompt.kind and _act(one) == act]


def _act(prompt: Prompt) -> list[str]:
    return prompt.presses.get(YES, "").split(":")[:2] if prompt.kind == Asked.HOUR else []
