"""Which speech is wanted whole: to be sent (把2023年讲话发给我) or read from its start (从头读2023年那篇)."""

from knowledge.language.writing.normalize import fold
from knowledge.search.of_speeches.asked_of import Wants, asked_of
from services.asking.answers import LONGEST_QUESTION, AnswerService
from services.asking.of_speeches import OfSpeeches
from services.asking.remembered.shown import Asker


class WantedSpeech:
    """Finds the one speech that is wanted, in words that name it or lean on what stands there."""

    def __init__(self, answers: AnswerService, speeches: OfSpeeches) -> None:
        self._answers = answers
        self._speeches = speeches

    def to_send(self, words: str) -> str | None:
        """Return the one speech that `words` want to be given; None: they want none, or several."""
        asked = asked_of(words[:LONGEST_QUESTION], self._answers.library.names, self._speeches.year())
        wants = asked is not None and asked.wants is Wants.SEND and len(asked.slugs) == 1
        return asked.slugs[0] if asked and wants else None

    async def to_read(self, words: str, asker: Asker) -> str | None:
        """Return the one speech that `words` want to read from its start, 换另一篇读 too; else None."""
        asked = asked_of(words[:LONGEST_QUESTION], self._answers.library.names, self._speeches.year())
        if asked is None or (asked.years and not asked.slugs):
            return None
        merely = asked.wants is Wants.TOPIC and not asked.about  # 换另一篇 and 2023年的, of who reads one
        leans = asked.shown or asked.other or merely
        shown = await self._answers.last_shown(asker) if leans else None
        changes = asked.other and not asked.about and fold(words).startswith("换")
        turns = merely and not asked.each and shown is not None and shown.is_page
        if asked.wants is not Wants.READ and not (turns or (changes and shown and shown.around)):
            return None
        slugs = asked.slugs or self._speeches.leaning(asked, shown, asker)
        return slugs[0] if len(slugs) == 1 else None
