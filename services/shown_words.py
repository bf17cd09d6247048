"""The words that stood behind a passage's number when it was shown; the speech may have a new version since."""

from collections.abc import Sequence
from datetime import UTC, datetime

from knowledge.speech.segment import segment
from services.asking.remembered.shown import LibraryHolder
from storage.asking.questions import AskedQuestion
from storage.speeches.versions import SpeechStore

CHANGED = "（这篇讲话后来改过，当时显示的是哪一版已无从确定）"
Versions = list[tuple[datetime, dict[str, str]]]  # when each came, and its passages by their numbers


class ShownWords:
    """Needs no words beside the questions: every version of a speech is kept."""

    def __init__(self, speeches: LibraryHolder, versions: SpeechStore) -> None:
        self._speeches = speeches
        self._versions = versions

    async def of(self, asked: Sequence[AskedQuestion]) -> list[str]:
        """Return for each question the words of the passage that was shown; "" for none.

        Where a speech has changed since, those of the only version that was there then; where there were
        several, that this cannot be told.
        """
        library = self._speeches.library
        known: dict[str, tuple[datetime, Versions]] = {}
        words = []
        for one in asked:
            number = one.passage_id or ""
            slug = number.partition("-")[0]
            if slug not in known:
                known[slug] = await self._versions_of(slug)
            since, versions = known[slug]
            passage = library.passage(number) if number else None
            then = {texts.get(number, "") for came, texts in versions if came <= one.asked_at}
            if passage and since <= one.asked_at:
                words.append(passage.text)
            else:
                words.append(then.pop() if len(then) == 1 else CHANGED if then else "")
        return words

    async def _versions_of(self, slug: str) -> tuple[datetime, Versions]:
        """Return since when a speech is as it stands, and the passages of each version."""
        try:
            since, versions = await self._versions.texts_since(slug)
        except KeyError:
            return datetime.min.replace(tzinfo=UTC), []
        return since, [(came, {one.id: one.text for one in segment(text).passages}) for came, text in versions]
