"""Subjects as people name them: a few words, and no question."""

from core.patterns import pattern

LONGEST = 20  # characters
_QUESTION = pattern(
    r"[?？!！。；;\n]|[吗呢么嘛]$|什么|怎[么样]?|如何|为[何啥]|何[为时在]|哪|谁|几|多[少久]|咋|啥|嘛子|么子"
    r"|(?P<verb>[是有能会要该行对好应])(?:没|不)(?:(?P=verb)|可以)|可不可以|应不应该|是否|能否|可否|有无"
)


def names_a_subject(text: str) -> bool:
    """Return whether `text` may name a subject: 作风建设, and not 作风建设怎么抓."""
    said = text.strip()
    return 1 < len(said) <= LONGEST and _QUESTION.search(said) is None
