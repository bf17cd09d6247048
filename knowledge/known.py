"""Known ways of asking (相似问), from questions.toml: whose words, and the stretch that answers them.

[[passage]]
speech = "2022"
text = "…"                  # verbatim
[passage.asked]
driver = ["…", "…"]
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import OperatorError

PASSAGE_KEYS = frozenset({"speech", "text", "asked"})


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """One way of asking: who asks so, in which words, for which stretch of which speech ("" is any)."""

    question: str
    asker: str
    text: str
    speech: str = ""


def read_questions(file: Path) -> list[KnownQuestion]:
    """Read questions.toml. Raises OperatorError naming the bad entry."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OperatorError(f"读不了 {file.name}：{error}") from None
    if unknown := set(content) - {"passage"}:
        raise OperatorError(f"{file.name} 里有不认识的项 {min(unknown)}：只能是 [[passage]]")
    known: list[KnownQuestion] = []
    for number, entry in enumerate(content.get("passage", []), 1):
        known.extend(_entry(f"{file.name} 第 {number} 段", entry))
    return known


def _entry(where: str, entry: object) -> list[KnownQuestion]:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry["text"].strip():
        raise OperatorError(f"{where}没有写 text（讲话原文）")
    if unknown := set(entry) - PASSAGE_KEYS:
        raise OperatorError(f"{where}有不认识的项 {min(unknown)}")
    speech = entry.get("speech", "")
    asked: Mapping[str, Any] = entry.get("asked", {})
    if not isinstance(speech, str) or not isinstance(asked, dict):
        raise OperatorError(f"{where}的 speech 要写短名，asked 要写成 [passage.asked]")
    known: list[KnownQuestion] = []
    for asker, questions in asked.items():
        if not isinstance(questions, list) or not all(isinstance(question, str) for question in questions):
            raise OperatorError(f'{where}的 {asker} 要写成 ["问法", "问法"]')
        known.extend(
            KnownQuestion(question.strip(), asker, entry["text"], speech)
            for question in questions
            if question.strip()
        )
    return known
