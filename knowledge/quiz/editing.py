"""An item as an editor sees and writes it: the question, then a line for each choice, √ or × before it."""

from dataclasses import replace

from core.errors import UserError
from core.patterns import pattern
from core.quiz import FEWEST_CHOICES, LONGEST_CHOICE, LONGEST_QUESTION, MOST_CHOICES, QuizItem

RIGHT, WRONG = "√", "×"
CHOICE = pattern(r"\s*(?:(?P<right>[√✓✔☑✅])|[×✗✘✕❌xX](?=[\s\u4e00-\u9fff“《\d]))\ufe0f?\s*(?P<words>.*\S)\s*")

NO_QUESTION = "没有题干。请把题干写在第一行，选项写在下面。"
NO_CHOICES = f"没看到选项。每个选项写一行，对的前面写 {RIGHT}，错的前面写 {WRONG}。"
ONE_RIGHT = f"对的选项要正好一个，前面写 {RIGHT}；现在有 {{number}} 个。"
HOW_MANY = f"选项要 {FEWEST_CHOICES} 到 {MOST_CHOICES} 个，现在有 {{number}} 个。"
TWICE = "选项“{words}”写了两次。"
LONG_QUESTION = f"题干有 {{number}} 个字，Telegram 最多收 {LONGEST_QUESTION} 个字。"
LONG_CHOICE = f"选项“{{words}}…”太长，最多 {LONGEST_CHOICE} 个字。"
BEHIND = "选项后面还有一行“{words}”，没看懂：每个选项只写一行。"


def written(item: QuizItem) -> str:
    """Return an item as an editor can copy, change and send back."""
    marked = (f"{RIGHT if at == item.right else WRONG} {words}" for at, words in enumerate(item.choices))
    return "\n".join([item.question, *marked])


def read_back(said: str, item: QuizItem) -> QuizItem:
    """Return `item` as an editor has reworded it. Raises UserError that says what is wrong with the words."""
    question: list[str] = []
    choices: list[str] = []
    right: list[int] = []
    for line in (line for line in said.splitlines() if line.strip()):
        found = CHOICE.fullmatch(line)
        if found:
            right += [len(choices)] if found["right"] else []
            choices.append(found["words"])
        elif choices:
            raise UserError(BEHIND.format(words=line.strip()[:20]))
        else:
            question.append(line.strip())
    asked = "\n".join(question)
    if fault := _fault(asked, choices, right):
        raise UserError(fault)
    return replace(item, question=asked, choices=tuple(choices), right=right[0])


def _fault(question: str, choices: list[str], right: list[int]) -> str:
    twice = next((words for words in choices if choices.count(words) > 1), "")
    longest = max(choices, key=len, default="")
    faults = (
        (not choices, NO_CHOICES),
        (not question, NO_QUESTION),
        (not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES, HOW_MANY.format(number=len(choices))),
        (len(right) != 1, ONE_RIGHT.format(number=len(right))),
        (bool(twice), TWICE.format(words=twice[:20])),
        (len(question) > LONGEST_QUESTION, LONG_QUESTION.format(number=len(question))),
        (len(longest) > LONGEST_CHOICE, LONG_CHOICE.format(words=longest[:20])),
    )
    return next((said for wrong, said in faults if wrong), "")
