"""Cuts other people's words to a length, for a line of ours."""

ENDS_BADLY = "，、。；：,;: "


def clipped(words: str, most: int) -> str:
    """Return `words` in one line of at most `most` characters; where some are left out it ends in …."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip(ENDS_BADLY)}…"
