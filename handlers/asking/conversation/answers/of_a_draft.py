"""What is said while words stand there to be sent: 时间改成四点, 先别发, 就这样发吧, or something else.

A notice, an opinion, a reply to who asked, an answer to an opinion.
"""

import re

from core.patterns import pattern
from handlers.context import Context
from handlers.editors.rewording import OF_PEOPLE, body_of, wanted_of
from handlers.sending.asked import NO, YES
from handlers.words.prompts import Asked
from knowledge.language.commands.draft_wanted import Towards, Towed
from knowledge.language.commands.draft_words import towards_a_draft
from knowledge.language.schedules.turns import steps_back
from storage.asking.prompts import Prompt

# What is plainly said of a notice, also where something else was asked since.
_PLAIN = frozenset({
    Towards.SEND, Towards.WORDS, Towards.ASKS, Towards.WHOM, Towards.ADD, Towards.REMOVE,
    Towards.COUNT, Towards.PLAIN, Towards.AUDIENCE,
})  # fmt: skip
_VERBS = {
    Towards.CHANGE: "change",
    Towards.DROP: "drop",
    Towards.COUNT: "count",  # which asks once more whether to send it
    Towards.PLAIN: "plain",
}
OF_A_NOTICE = frozenset({Asked.SEND_NOTICE, Asked.SURE})
OF_A_DRAFT = OF_A_NOTICE | OF_PEOPLE
_NAMES = {
    Asked.SEND_REPLY: pattern("回复|答复|提问人"),
    Asked.SEND_ANSWER: pattern("回复|答复|提意见的人"),
    Asked.SEND_HOW: pattern("意见|建议"),
}
_NOTICE = pattern("通知")
_BUTTON = re.compile(r"notice:\w+:")


async def towards(prompt: Prompt, words: str, context: Context) -> Towed | None:
    """Return what `words` want of the draft that a prompt shows; None where they are about something else."""
    if prompt.kind in OF_PEOPLE:
        there = await body_of(prompt, context)
        return wanted_of(words, there.said) if there is not None else None
    if steps_back(words):
        return Towed(Towards.UNDO)
    draft = await context.services.notices.of_number(prompt.number)
    return towards_a_draft(words, draft.text) if draft is not None else None


def button_for(what: Towards, prompt: Prompt) -> str:
    """Return the data of the button that does this to the draft; empty where there is none.

    Sending is the next step towards it: 发送 first asks once more.
    """
    if prompt.kind in OF_PEOPLE:
        own = {Towards.SEND: YES, Towards.DROP: NO, Towards.CHANGE: "重写"}.get(what, "")
        return prompt.presses.get(own, "")
    verb = _VERBS.get(what, "")
    notices = [one for one in prompt.presses.values() if one.startswith("notice:")]
    if what is Towards.SEND:
        return next((one for one in notices if one.startswith(("notice:send:", "notice:sure:"))), "")
    return _BUTTON.sub(f"notice:{verb}:", notices[0], count=1) if notices and verb else ""


async def is_for_a_draft(waiting: list[Prompt], words: str, context: Context) -> bool:
    """Return whether `words` say what becomes of a draft that waits: they press no other button."""
    draft = next((one for one in waiting if one.kind in OF_A_DRAFT), None)
    wanted = await towards(draft, words, context) if draft is not None else None
    return wanted is not None and wanted.what in {Towards.SEND, Towards.HOLD, Towards.DROP}


async def draft_first(waiting: list[Prompt], words: str, context: Context) -> list[Prompt]:
    """Return the prompts with the draft that waits to be sent in front, where `words` are plainly about it."""
    draft = next((one for one in waiting if one.kind in OF_A_DRAFT), None)
    if draft is None or draft == waiting[0]:
        return waiting
    wanted = await towards(draft, words, context)
    named = _NAMES.get(Asked(draft.kind), _NOTICE).search(words)
    if wanted is None or not (wanted.what in _PLAIN or named):
        return waiting
    return [draft, *(one for one in waiting if one != draft)]
