"""Tells a speech that was pasted into the chat from a question about one."""

from core.patterns import pattern

SHORTEST = 120  # characters
FEWEST_LINES = 4
LONGEST_QUESTION = 60  # characters of a line that asks, though no sign says so
_ADDRESS = pattern(r"(?:同志们|各位|大家好|尊敬的)")
_HEAD = pattern(r"[(（]?(?:第?[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．,，]")
_ASKS = pattern(r"什么|啥|怎么|怎样|如何|哪[些个里几]|能不能|可不可以|要不要|是否|多少|[吗呢]$")


def is_pasted(text: str) -> bool:
    """Return whether `text` looks like a whole speech: lines, with an address or several numbered heads."""
    if len(text) < SHORTEST:
        return False
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    heads = sum(_HEAD.match(line) is not None for line in lines)
    addressed = any(_ADDRESS.match(line) for line in lines)
    asks = sum(map(_is_question, lines))
    return len(lines) >= FEWEST_LINES and (addressed or heads > 1) and asks * 2 < len(lines)


def _is_question(line: str) -> bool:
    return line.endswith(("?", "？")) or (len(line) <= LONGEST_QUESTION and _ASKS.search(line) is not None)
