"""The lines of `bot.py ask --json` and `--jsonl`. Their shape is a promise: docs/ask.schema.json."""

import json
from collections.abc import Callable, Iterable, Iterator
from math import isfinite
from typing import Any

from knowledge.search.answer import Answer


def answer_object(identifier: object, question: str, answer: Answer) -> dict[str, Any]:
    """Return the object that docs/ask.schema.json describes."""
    return {
        "id": identifier,
        "question": question,
        "kind": answer.kind.value,
        "confidence": round(answer.confidence, 4),
        "passages": [
            {
                "id": candidate.passage.id,
                "file": candidate.passage.file,
                "title": candidate.passage.title,
                "section": candidate.passage.section,
                "text": candidate.passage.text,
                "confidence": round(candidate.confidence, 4),
            }
            for candidate in answer.candidates
        ],
    }


def encode(value: dict[str, Any]) -> bytes:
    """Return `value` as one line of UTF-8 JSON, line feed included."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair in the question: only an escape can carry it back
        return json.dumps(value).encode() + b"\n"


def answer_lines(lines: Iterable[bytes], answer: Callable[[str], Answer]) -> Iterator[tuple[bytes, bool]]:
    """Answer each line; yield the line to print and whether the input line was good."""
    for line in lines:
        try:
            identifier, question = _read(line)
        except ValueError as error:
            yield encode({"id": None, "error": str(error)}), False
        else:
            yield encode(answer_object(identifier, question, answer(question))), True


def _refuse(name: str) -> None:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(name)


def _finite(digits: str) -> float:
    """Read a number that can be written again."""
    if isfinite(number := float(digits)):
        return number
    raise ValueError(digits)


def _read(line: bytes) -> tuple[object, str]:
    """Return id and question of one line. Raises ValueError that says what is wrong with it."""
    try:
        value = json.loads(line, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        raise ValueError("不是一行 JSON") from None
    if not isinstance(value, dict):
        raise ValueError('不是 JSON 的对象，应形如 {"id": 1, "question": "…"}')
    if "id" not in value:
        raise ValueError('没有 "id"')
    if not isinstance(value.get("question"), str):
        raise ValueError('没有 "question"，或它不是文字')
    if not value["question"].strip():
        raise ValueError('"question" 是空的：请给出一个问题')
    return value["id"], value["question"]
