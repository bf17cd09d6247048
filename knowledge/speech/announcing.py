"""Sentences that only say what comes, as in 下面，我讲几点意见."""

from core.patterns import pattern

LONGEST = 80  # characters
_COUNT = r"(?:以下|如下)?(?:几|[一二两三四五六七八九十]|\d)(?:点|个|条)(?:方面)?(?:具体|工作)?的?"
_ANNOUNCES = pattern(
    rf"(?:[^。！？\n]*[，,])*[^。！？\n]{{0,60}}(?:讲|提|谈|说|强调|作|汇报)(?:出|到)?{_COUNT}"
    r"(?:要求|意见|希望|建议|问题|看法|体会|想法|认识)[。：:！]?\s*"
)


def announces(text: str) -> bool:
    """Return whether a passage only says what comes, and nothing of it."""
    return len(text) <= LONGEST and _ANNOUNCES.fullmatch(text) is not None
