"""Quotes for the daily push: approved by a person in quotes.toml, checked word for word at start.

[[quote]]
text = "…"          # verbatim, 12 to 120 characters, begins and ends at a sentence or clause limit
speech = "2022"
topic = "纪律"
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import OperatorError
from core.models import Quote
from core.patterns import pattern
from core.toml_file import read_toml, tables
from knowledge.language.writing.clipped import clipped
from knowledge.search.library import Library

MIN_LENGTH, MAX_LENGTH = 12, 120
LONGEST_NAMED = 21  # characters of a quote in a message about it
# Redactions, and words that only those in the hall could understand.
REDACTION = "*"
BOUND_TO_THE_OCCASION = ("刚才", "这次会议", "此次会议", "今天我们", "我作为", "会后", "下面，", "这里，我")
QUOTE_KEYS = frozenset({"text", "speech", "topic"})
LIMIT_BEFORE = pattern(r"[。！？；，：、\s）”]")
LIMIT_AFTER = pattern(r"[。！？；，：\s]")


@dataclass(frozen=True, slots=True)
class ApprovedQuote:
    """A quote as quotes.toml has it. `speech` is a slug; `topic` is free text."""

    text: str
    speech: str
    topic: str


def read_quotes(file: Path) -> list[ApprovedQuote]:
    """Read quotes.toml. Raises OperatorError naming the bad entry."""
    content = read_toml(file)
    if unknown := set(content) - {"quote"}:
        raise OperatorError(f"{file.name} 里有不认识的项 {min(unknown)}：只能是 [[quote]]")
    approved = []
    for number, entry in enumerate(tables(file, content, "quote"), 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            raise OperatorError(f"{file.name} 第 {number} 条没有写 text（讲话原文）")
        if unknown := set(entry) - QUOTE_KEYS:
            raise OperatorError(f"{file.name} 第 {number} 条有不认识的项 {min(unknown)}")
        if not all(isinstance(value, str) for value in entry.values()):
            raise OperatorError(f"{file.name} 第 {number} 条的 speech 和 topic 要写成带引号的文字")
        approved.append(ApprovedQuote(entry["text"], entry.get("speech", ""), entry.get("topic", "")))
    return approved


def verify_quotes(approved: Sequence[ApprovedQuote], library: Library) -> list[Quote]:
    """Check every quote against the speeches and give it its source.

    Raises OperatorError naming the quote that is not verbatim, breaks a rule or comes twice.
    """
    quotes: list[Quote] = []
    seen: set[str] = set()
    for entry in approved:
        if fault := fault_of(entry.text):
            raise OperatorError(f"quotes.toml：“{clipped(entry.text, LONGEST_NAMED)}”{fault}")
        if entry.text in seen:
            raise OperatorError(f"quotes.toml：“{clipped(entry.text, LONGEST_NAMED)}”写了两次")
        seen.add(entry.text)
        found = find_quote(entry, library)
        if found is None:
            where = f"讲话 {entry.speech} " if entry.speech else "讲话"
            raise OperatorError(
                f"quotes.toml：“{clipped(entry.text, LONGEST_NAMED)}”与{where}的原文不一致（一个字也不能改），"
                "或不是从句子、分句的开头到结尾"
            )
        quotes.append(found)
    return quotes


def find_quote(entry: ApprovedQuote, library: Library) -> Quote | None:
    """Return the quote with its source; None when its speech (any, if it names none) does not say it so."""
    for speech in library.speeches:
        if entry.speech and speech.slug != entry.speech:
            continue
        start = speech.text.find(entry.text)
        if start >= 0 and is_whole(speech.text, start, start + len(entry.text)):
            return quote_at(library, speech.slug, start, entry.text)
    return None


def quote_at(library: Library, slug: str, start: int, text: str) -> Quote:
    """Return `text`, which stands at `start` of the speech `slug`, as a quote with its source."""
    passage = library.passage_at(slug, start)
    return Quote(text, passage.slug, passage.title, passage.date, passage.section, passage.id)


def fault_of(text: str) -> str:
    """Say in Chinese which rule a quote breaks; empty when it breaks none."""
    if not MIN_LENGTH <= len(text) <= MAX_LENGTH:
        return f"有 {len(text)} 个字，应在 {MIN_LENGTH} 到 {MAX_LENGTH} 之间"
    if text != text.strip() or "\n" in text:
        return "首尾不要有空格，中间不要换行"
    if REDACTION in text:
        return "里有隐去的字（*），不能推送"
    for words in BOUND_TO_THE_OCCASION:
        if words in text:
            return f"里有“{words}”，离开会场就看不懂"
    return ""


def is_whole(text: str, start: int, end: int) -> bool:
    """Return whether [start:end] begins and ends where a sentence or clause does."""
    if not 0 <= start < end <= len(text):
        return False
    begins = start == 0 or LIMIT_BEFORE.match(text[start - 1]) is not None
    ends = (
        end == len(text)
        or LIMIT_AFTER.match(text[end - 1]) is not None
        or LIMIT_AFTER.match(text[end]) is not None
    )
    return begins and ends
