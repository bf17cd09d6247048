"""Telegram's measure of texts."""


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 units; half a character, as an input may have it, is one."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
