"""What a person wrote, exactly: the links behind the words that are taken on."""

from telegram import Message, MessageEntity

from core.models import Link


def links_behind(message: Message, words: str) -> tuple[Link, ...]:
    """Return the links behind `words`, which are a part of the text of `message`, the last such part."""
    text = message.text or message.caption or ""
    first = text.rfind(words)
    if first < 0:
        return ()
    found = []
    for entity in message.entities or message.caption_entities:
        if entity.type != MessageEntity.TEXT_LINK or not entity.url:
            continue
        start = _place(text, entity.offset) - first
        end = _place(text, entity.offset + entity.length) - first
        if start < len(words) and end > 0:
            found.append(Link(max(0, start), min(len(words), end), entity.url))
    return tuple(found)


def links_kept(links: tuple[Link, ...], before: str, after: str) -> tuple[Link, ...]:
    """Return the links of the words `before` whose own words stand once in what these have become, `after`."""
    found = []
    for link in links:
        words = before[link.start : link.end]
        if after.count(words) == 1:
            start = after.index(words)
            found.append(Link(start, start + len(words), link.url))
    return tuple(found)


def written(message: Message) -> str:
    """Return what a person wrote, as a message or under a picture, without the blanks at its ends."""
    return (message.text or message.caption or "").strip()


def _place(text: str, units: int) -> int:
    """Return how many code points the first `units` UTF-16 units of `text` are."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
