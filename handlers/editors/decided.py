"""What was decided of a question before: the editor is told, and asked before it is turned round."""

from handlers.context import Context
from handlers.words.cards import button, rows
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import View, plain
from knowledge.language.writing.clipped import clipped
from knowledge.search.known.settled import Decided
from services.asking.unanswered.inbox import Case

LONGEST_WORDING = 60
BEFORE = "这样问，此前已定：{what}。"
REPLACES = "这样问，此前已定：{what}。这次会换掉。\n"
ANSWERS, ABSENT = "直接回答 {passage}", "讲话里没有"
TURN_ROUND = "“{words}”此前已绑定 {passage}。改为“讲话里没有”吗？"


def decided_before(case: Case, context: Context) -> Decided | None:
    """Return what was decided of one of the case's wordings; None: of none."""
    library = context.services.answers.library
    found = (library.decided(words) for words, _ in case.wordings)
    return next((one for one in found if one is not None), None)


def said_before(decided: Decided, template: str = BEFORE) -> str:
    """Return what was decided, in words."""
    passage = decided.passage
    return template.format(what=ANSWERS.format(passage=passage.id) if passage else ABSENT)


def asks_to_turn_round(case: Case, decided: Decided | None) -> View | None:
    """Return the question whether a passage that was bound is to answer no more; None: none was."""
    if decided is None or decided.passage is None:
        return None
    said = TURN_ROUND.format(words=clipped(case.words, LONGEST_WORDING), passage=decided.passage.id)
    yes, no = f"in:none:{case.id}", f"in:case:{case.id}"
    keyboard = rows([button("改为没有", yes), button("返回", no)])
    return wants_yes(plain(said, keyboard), Asked.BIND, case.id, yes=yes, no=no, how="")
