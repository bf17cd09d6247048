"""Tells whether a message answers what was asked, leaves it, or is about something else."""

from handlers.asking.conversation.answers.choices import read_choice
from handlers.asking.conversation.answers.meant import ALONE, Among, Meaning, Meant
from handlers.asking.conversation.answers.wanted_words import ANYTHING, is_else, is_question
from handlers.context import Context
from handlers.words.prompts import Asked
from knowledge.language.talk.assent import Assent, assent
from knowledge.language.talk.reports import is_report
from knowledge.language.talk.thread.keeping_on import goes_on
from storage.asking.prompts import Prompt
from storage.states import PromptState


async def read(
    prompt: Prompt,
    words: str,
    context: Context,
    *,
    replied: bool,
    newest: bool,
    among: Among = ALONE,
) -> Meant:
    """Return what `words` mean to a prompt.

    `replied`: they are a reply to it, `newest`: nothing was asked since, `among`: the others that wait.
    A yes without a reply is only for what was asked last: it would else answer what is forgotten.
    """
    if prompt.presses:
        return await read_choice(prompt, words, context, replied=replied, newest=newest, among=among)
    said = assent(words)
    if said is Assent.NO or (prompt.kind == Asked.PAUSE and goes_on(words)):  # how long? 不停了
        return Meant(Meaning.LEAVE)
    if not words or (said is not None and not replied):
        # 每周一题's settings ask for nothing where it is subscribed to, or after something else.
        shown = words and prompt.kind == Asked.QUIZ_TIME and (prompt.number or prompt.passed)
        return Meant(Meaning.ELSE if shown else Meaning.REMIND)
    if prompt.kind == Asked.SUGGESTION and is_report(words):
        other = True  # of a report of wrongdoing nothing is kept; who takes one is said instead
    elif replied:
        other = prompt.kind not in ANYTHING and await is_question(words, context)
    else:
        asked_now = newest and not prompt.passed
        other = prompt.state is PromptState.AGAIN or await is_else(prompt, words, context, asked_now=asked_now)
    return Meant(Meaning.ELSE if other else Meaning.TAKE)
