"""Reading a speech page by page, and where each person is in it."""

from dataclasses import dataclass
from datetime import timedelta

from core.clock import Clock
from knowledge.search.library import Library
from knowledge.speech.pages import Page, page_at
from services.asking.remembered.shown import LibraryHolder
from storage.asking.reading_places import ReadingPlace, ReadingPlaceStore

KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The page a person was on. `moved`: its words are gone, and this is the nearest page."""

    slug: str
    page: Page
    moved: bool = False


class ReaderService:
    """Opens pages and remembers them by their words, so that a new version of a speech loses nobody's place."""

    def __init__(self, store: ReadingPlaceStore, speeches: LibraryHolder, clock: Clock) -> None:
        self._store = store
        self._speeches = speeches
        self._clock = clock

    @property
    def library(self) -> Library:
        """Return the library in use."""
        return self._speeches.library

    def page(self, slug: str, number: int) -> Page | None:
        """Return a page of a speech, the last for a number beyond it; None when there is no such speech."""
        pages = self.library.pages(slug)
        return pages[max(1, min(number, len(pages))) - 1] if pages else None

    async def keep(self, user_id: int, slug: str, page: Page) -> None:
        """Remember that a person reads this page."""
        now = self._clock.now()
        await self._store.keep(ReadingPlace(user_id, slug, page.passage_id, page.opening, now))

    async def bookmark(self, user_id: int, slug: str = "") -> Bookmark | None:
        """Return where a person is in a speech, or in the one they read last; None when nowhere."""
        for place in await self._store.of(user_id):
            if slug in {"", place.slug} and (found := self._find(place)):
                return found
        return None

    async def prune(self) -> int:
        """Forget the places where nobody has gone on reading; return how many."""
        return await self._store.prune(self._clock.now() - KEPT)

    def _find(self, place: ReadingPlace) -> Bookmark | None:
        """Return the page with the words of `place`, else that with its number, else the nearest."""
        pages = self.library.pages(place.slug)
        if not pages:
            return None
        numbered = self.library.passage(place.passage_id)
        text = next(one.text for one in self.library.speeches if one.slug == place.slug)
        if numbered and numbered.text.startswith(place.opening):
            return Bookmark(place.slug, page_at(pages, numbered.start))
        if (at := text.find(place.opening)) >= 0:
            return Bookmark(place.slug, page_at(pages, at))
        if numbered:
            return Bookmark(place.slug, page_at(pages, numbered.start), moved=True)
        return Bookmark(place.slug, self._nearest(place, pages), moved=True)

    def _nearest(self, place: ReadingPlace, pages: tuple[Page, ...]) -> Page:
        """Return the last page that begins before the number of `place`, counted in sections and sentences."""
        wanted = _order(place.passage_id)
        before = [page for page in pages if _order(page.passage_id) <= wanted]
        return before[-1] if before else pages[0]


def _order(passage_id: str) -> tuple[int, int]:
    _, section, sentence = passage_id.rsplit("-", 2)
    return int(section), int(sentence)
