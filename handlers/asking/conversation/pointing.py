"""What a follow-up points at: 下一段 in reply to a message means the stretch that stands in that message."""

from telegram import Bot, Message, MessageEntity, MessageOriginChannel

from core.patterns import pattern
from handlers.words.addressed import replies_to
from services.asking.answers import AnswerService
from services.asking.remembered.shown import Gone, Shown

NUMBER = pattern(r"[A-Za-z0-9_]{1,16}-\d{1,6}-\d{2,6}")


async def pointed_at(message: Message, bot: Bot, answers: AnswerService) -> Shown | Gone | None:
    """Return the stretch that `message` answers; None when it answers no message with one.

    A message of ours is known by its number, and a channel's post that Telegram brought into its group by the
    number that it has in the channel. Whatever else was forwarded is read.
    """
    earlier = message.reply_to_message
    if earlier is None:
        return None
    origin = earlier.forward_origin
    ours = replies_to(message, bot)
    if ours:
        known = await answers.shown_at(earlier.chat.id, earlier.message_id)
    elif earlier.is_automatic_forward and isinstance(origin, MessageOriginChannel):
        known = await answers.shown_at(origin.chat.id, origin.message_id)
    else:
        known = None
    return known or _read(earlier, answers, ours=ours)


def _read(earlier: Message, answers: AnswerService, *, ours: bool) -> Shown | Gone | None:
    """Return the passage whose number and words stand in a message, as in one from before they were noted."""
    number = _number(earlier)
    if number is None:
        return None
    stretch, slug = answers.library.stretch(number), number.rsplit("-", 2)[0]
    if stretch is not None:
        shown = f"{stretch.passage.text}\n{stretch.below.text if stretch.below else ''}"
        texts = (shown, *(speech.text for speech in answers.library.speeches if speech.slug == slug))
        quoted = list(earlier.parse_entities([MessageEntity.BLOCKQUOTE]).values())
        if (quoted or ours) and all(any(words in text for text in texts) for words in quoted):
            return Shown(stretch.passage)
    return Gone() if ours else None


def _number(earlier: Message) -> str | None:
    """Return the last passage number in a message: it is marked so that it can be copied or opened."""
    if not earlier.text:
        return None
    marked = earlier.parse_entities([MessageEntity.CODE, MessageEntity.TEXT_LINK]).values()
    numbers = [words for words in marked if NUMBER.fullmatch(words)]
    return numbers[-1] if numbers else None
