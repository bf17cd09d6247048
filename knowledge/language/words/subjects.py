"""Subjects as people name them: a few words, and no question."""

from core.patterns import pattern

LONGEST = 20  # characters
_QUESTION = pattern(r"[?？!！。；;\n]|[吗呢么]$|什么|怎么|怎样|如何|为何|哪|谁|几|多少|是不是|能不能|可不可以")


def names_a_subject(text: str) -> bool:
    """Return whether `text` may name a subject: 作风建设, and not 作风建设怎么抓."""
    said = text.strip()
    return 1 < len(said) <= LONGEST and _QUESTION.search(said) is None
