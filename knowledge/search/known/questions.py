"""Known ways of asking (相似问): whose words, and the stretch that answers them; and questions.toml.

[[passage]]
speech = "2022"
text = "…"                  # verbatim
[passage.asked]
driver = ["…", "…"]
"""

from dataclasses import dataclass
from pathlib import Path

from core.errors import OperatorError
from core.toml_file import read_toml, tables

PASSAGE_KEYS = frozenset({"speech", "text", "asked"})
ABSENT_KEYS = frozenset({"about", "asked"})
EDITOR = "editor"  # whose words editors' bindings are, where others name their writers


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """One way of asking: who asks so, in which words, for which stretch of which speech ("" is any).

    Without a text the speeches have no answer, and `about` says what it is about.
    """

    question: str
    asker: str
    text: str
    speech: str = ""
    about: str = ""


def read_questions(file: Path) -> list[KnownQuestion]:
    """Read questions.toml. Raises OperatorError naming the bad entry."""
    content = read_toml(file)
    if unknown := set(content) - {"passage", "absent"}:
        raise OperatorError(f"{file.name} 里有不认识的项 {min(unknown)}：只能是 [[passage]] 和 [[absent]]")
    known: list[KnownQuestion] = []
    for number, entry in enumerate(tables(file, content, "passage"), 1):
        known.extend(_passage(f"{file.name} 第 {number} 段", entry))
    for number, entry in enumerate(tables(file, content, "absent"), 1):
        known.extend(_absent(f"{file.name} 第 {number} 个 [[absent]]", entry))
    return known


def _passage(where: str, entry: object) -> list[KnownQuestion]:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry["text"].strip():
        raise OperatorError(f"{where}没有写 text（讲话原文）")
    if unknown := set(entry) - PASSAGE_KEYS:
        raise OperatorError(f"{where}有不认识的项 {min(unknown)}")
    speech = entry.get("speech", "")
    if not isinstance(speech, str):
        raise OperatorError(f"{where}的 speech 要写短名")
    asked = _asked(where, "passage", entry.get("asked", {}))
    return [KnownQuestion(question, asker, entry["text"], speech) for asker, question in asked]


def _absent(where: str, entry: object) -> list[KnownQuestion]:
    if not isinstance(entry, dict) or not isinstance(entry.get("about"), str) or not entry["about"].strip():
        raise OperatorError(f"{where}没有写 about（问的是什么）")
    if unknown := set(entry) - ABSENT_KEYS:
        raise OperatorError(f"{where}有不认识的项 {min(unknown)}")
    asked = _asked(where, "absent", entry.get("asked", {}))
    return [KnownQuestion(question, asker, "", about=entry["about"]) for asker, question in asked]


def _asked(where: str, table: str, asked: object) -> list[tuple[str, str]]:
    """Return (asker, question) of an asked table."""
    if not isinstance(asked, dict):
        raise OperatorError(f"{where}的 asked 要写成 [{table}.asked]")
    pairs: list[tuple[str, str]] = []
    for asker, questions in asked.items():
        if not isinstance(questions, list) or not all(isinstance(question, str) for question in questions):
            raise OperatorError(f'{where}的 {asker} 要写成 ["问法", "问法"]')
        pairs.extend((asker, question.strip()) for question in questions if question.strip())
    return pairs
