"""Documents that are to become speeches: read, compared with what is there, kept until a person confirms."""

import asyncio
import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePath
from zoneinfo import ZoneInfo

from core.asked import when_asked
from core.clock import Clock
from core.errors import UnreadableDocument, UserError
from core.models import SpeechText
from core.patterns import pattern
from knowledge.language.calendar.dates import written_date
from knowledge.language.calendar.written_dates import parts_of
from knowledge.language.hours.times import local_day
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.look_alikes import plain_characters
from knowledge.language.writing.signs import Fault, MisreadError
from knowledge.quotes.spans import proposals
from knowledge.reading.extracted import Extracted, without_guess
from knowledge.speech.revision import Difference, compare, free_slug, version_of
from knowledge.speech.segment import check_verbatim, segment
from services.speeches.extraction import ExtractionService
from storage.speeches.drafts import SpeechDraft, SpeechDraftStore
from storage.speeches.versions import LatestSpeech, SpeechStore

KEPT = timedelta(days=30)
LONGEST_TITLE, LONGEST_DATE = 60, 30
SETTLED = "这份文件已经处理过了，或放得太久已删去。请再发一次。"
NO_SUCH_SPEECH = "没有编号是“{slug}”的讲话。"
TOO_LONG = "太长了，请不超过 {most} 个字。"
NO_TITLE = "题目里没有字，没有改。请回复同一条消息再写一次。"
AS_KNOWN = "请写到有依据的程度，如 2024年、2024年2月 或 2024年2月7日。"
NO_DATE = f"没看懂日期“{{said}}”。{AS_KNOWN}"
NO_SUCH_DATE = f"没有“{{said}}”这个日期，年份可以是 1900 到 {{last}}。{AS_KNOWN}"
UNTITLED = "未命名的讲话"
_DAY_ALONE = pattern(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月")
FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # Korean letters that are invisible


@dataclass(frozen=True, slots=True)
class Review:
    """What a draft would change. `before` is the version it would replace, None for a new speech.

    `quotes` are sentences a rule would propose.
    """

    draft: SpeechDraft
    sections: int
    passages: int
    characters: int
    before: SpeechText | None
    difference: Difference
    quotes: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Return whether it is word for word what is there, with the same title and date.

        One whose text has characters (风) for look-alikes (⻛) is not the same: it corrects what people are
        shown.
        """
        if self.before is None or self.difference:
            return False
        now, was = self.draft.speech, self.before
        mends = plain_characters(was.text) != was.text and plain_characters(now.text) == now.text
        return not mends and not self.renamed

    @property
    def renamed(self) -> tuple[str, ...]:
        """Return a sentence each for the title and the date, where they change."""
        if self.before is None:
            return ()
        now, was = self.draft.speech, self.before
        said = []
        if now.title != was.title:
            said.append(f"题目改为《{now.title}》（原来是《{was.title}》）")
        if now.date != was.date:
            said.append(f"日期改为{now.date or '没有写明'}（原来是{was.date or '没有写明'}）")
        return tuple(said)


class SpeechDraftService:
    """Nothing here changes what people are answered; only SpeechChangeService.adopt does."""

    def __init__(
        self,
        drafts: SpeechDraftStore,
        speeches: SpeechStore,
        extraction: ExtractionService,
        clock: Clock,
        zone: ZoneInfo,
    ) -> None:
        self._drafts = drafts
        self._speeches = speeches
        self._extraction = extraction
        self._clock = clock
        self._zone = zone

    async def read(self, content: bytes, file_name: str, by: int | None) -> SpeechDraft:
        """Read a document; return what it would become, not stored yet. Raises UnreadableDocument."""
        found = await self._extraction.extract(content, file_name)
        return await self.of_text(found, content, file_name, by)

    async def of_text(
        self, found: Extracted, content: bytes, file_name: str, by: int | None, recognised: str = ""
    ) -> SpeechDraft:
        """Return what a document that was read would become; `recognised` is the record of a scan."""
        name = PurePath(file_name).name
        title = _title_read(found, name)
        speech = SpeechText("", name, title, found.date[:LONGEST_DATE], found.occasion, found.text)
        draft = SpeechDraft(
            speech,
            content,
            by,
            self._clock.now(),
            left_out=tuple((one.what, one.why) for one in found.left_out),
            notes=found.notes,
            unsure=found.unsure,
            recognised=recognised,
        )
        # What is in use comes first: a withdrawn copy of it is not to come back beside it.
        twins = await self._speeches.twins()
        latest = [one for one in await self._speeches.latest() if one.text.slug not in twins]
        known = [one.text for one in sorted(latest, key=lambda one: one.withdrawn_at is not None)]
        same = await asyncio.to_thread(version_of, speech, known)
        return await self.aim(draft, same.slug if same else None)

    async def keep(self, draft: SpeechDraft) -> SpeechDraft:
        """Store a draft, so that a person can come back to it."""
        return replace(draft, id=await self._drafts.add(draft))

    async def of(self, draft_id: int) -> SpeechDraft:
        """Return a stored draft. Raises UserError once it is settled."""
        draft = await self._drafts.of(draft_id)
        if draft is None:
            raise UserError(SETTLED)
        return draft

    async def waits(self, draft_id: int) -> bool:
        """Return whether a stored draft is not settled yet."""
        return await self._drafts.of(draft_id) is not None

    async def review(self, draft: SpeechDraft) -> Review:
        """Return what would change if this draft were adopted."""
        known = {one.text.slug: one.text for one in await self._speeches.latest()}
        return await asyncio.to_thread(_review, draft, known.get(draft.speech.slug))

    async def aim(self, draft: SpeechDraft, slug: str | None) -> SpeechDraft:
        """Make the draft a version of the speech `slug`, or (None) a new speech with a name of its own.

        What the document does not say of itself, it takes over from the speech. Raises UserError for a slug
        that no speech has.
        """
        known = {one.text.slug: one for one in await self._speeches.latest()}
        version = withdrawn_at = None
        if slug is None:
            slug, speech = free_slug(draft.speech, set(known)), draft.speech
        elif slug not in known:
            raise UserError(NO_SUCH_SPEECH.format(slug=slug[:20]))
        else:
            before, version, withdrawn_at = known[slug].text, known[slug].version, known[slug].withdrawn_at
            unsaid = await self._unsaid(draft, known[slug])
            speech = replace(
                draft.speech,
                title=before.title if "title" in unsaid else draft.speech.title,
                date=before.date or draft.speech.date if "date" in unsaid else draft.speech.date or before.date,
                occasion=draft.speech.occasion or before.occasion,
            )
        aimed = replace(
            draft,
            speech=replace(speech, slug=slug),
            base_version=version,
            base_withdrawn_at=withdrawn_at,
        )
        return await self._changed(aimed)

    async def _unsaid(self, draft: SpeechDraft, before: LatestSpeech) -> set[str]:
        """Return what of title and date the document says nothing new of: that stays as it stands.

        It is a guess, or just what the earlier document said, which a person may have corrected since.
        """
        said, held = draft.speech, before.text
        unsaid = set(draft.unsure)
        if said.title == _title_of(said.file):
            unsaid.add("title")
        if (said.title == held.title or "title" in unsaid) and (said.date == held.date or "date" in unsaid):
            return unsaid
        original = await self._speeches.original(before.version)
        try:
            read = await self._extraction.extract(original or b"", held.file)
        except UnreadableDocument:  # a scan: what was read of it is not kept
            return unsaid
        if said.title == _title_read(read, held.file):
            unsaid.add("title")
        if said.date == read.date[:LONGEST_DATE]:
            unsaid.add("date")
        return unsaid

    async def retitle(self, draft: SpeechDraft, title: str) -> SpeechDraft:
        """Give it another title. Raises UserError for one that is too long, or that nobody could read."""
        title = _line(title, LONGEST_TITLE)
        if not _says_something(title):
            raise UserError(NO_TITLE)
        speech = replace(draft.speech, title=title)
        return await self._changed(_settled(replace(draft, speech=speech), "title"))

    async def redate(self, draft: SpeechDraft, said: str) -> SpeechDraft:
        """Give it another date, as exact as it is known. Raises UserError for what is no date."""
        today = local_day(when_asked(self._clock), self._zone)
        try:
            written = _dated(said, draft.speech.date, today)
        except MisreadError as error:
            refusal = NO_SUCH_DATE if error.fault is Fault.NO_SUCH_DAY else NO_DATE
            raise UserError(refusal.format(said=clipped(said, LONGEST_DATE), last=today.year + 1)) from None
        speech = replace(draft.speech, date=written)
        return await self._changed(_settled(replace(draft, speech=speech), "date"))

    async def rename(self, draft: SpeechDraft, slug: str) -> SpeechDraft:
        """Give a new speech a short name of the person's choice."""
        known = {one.text.slug for one in await self._speeches.latest()}
        if slug in known:
            return await self.aim(draft, slug)
        speech = replace(draft.speech, slug=slug)
        return await self._changed(replace(draft, speech=speech, base_version=None, base_withdrawn_at=None))

    async def discard(self, draft_id: int) -> None:
        """Forget a draft."""
        await self._drafts.drop(draft_id)

    async def prune(self) -> None:
        """Forget drafts that nobody has settled for a long time."""
        await self._drafts.prune(self._clock.now() - KEPT)

    async def _changed(self, draft: SpeechDraft) -> SpeechDraft:
        if draft.id and not await self._drafts.change(draft):
            raise UserError(SETTLED)
        return draft


def _dated(said: str, before: str, today: date) -> str:
    """Return the date that is said; a day alone (七月十六号) is of the year that the draft has already."""
    try:
        return written_date(said, today)
    except MisreadError:
        year = parts_of(before)[0]
        if not year or not _DAY_ALONE.match(said.strip()):
            raise
    return written_date(f"{year}年{said.strip()}", today)


def in_full(draft: SpeechDraft) -> str:
    """Return a digest of all that adopting the draft would change."""
    speech = draft.speech
    said = (speech.slug, speech.title, speech.date, speech.occasion, speech.text)
    known = (*said, draft.base_version, draft.base_withdrawn_at)
    return hashlib.sha256(repr(known).encode()).hexdigest()


def _settled(draft: SpeechDraft, what: str) -> SpeechDraft:
    """Return the draft after a person has set its title or date: that is no longer a guess."""
    notes, unsure = without_guess(draft.notes, draft.unsure, what)
    return replace(draft, notes=notes, unsure=unsure)


def _line(said: str, most: int) -> str:
    said = _clean(said)
    if len(said) > most:
        raise UserError(TOO_LONG.format(most=most))
    return said


def _clean(said: str) -> str:
    """Return a line without invisible signs, such as zero-width ones and those that change the direction."""
    seen = "".join(sign for sign in " ".join(said.split()) if sign.isprintable())
    return seen.strip("《》 ")


def _says_something(title: str) -> bool:
    return any(sign.isalnum() and sign not in FILLERS for sign in title)


def _title_of(file: str) -> str:
    """Return the title of a document that does not say its own."""
    stem = _clean(PurePath(file).stem)[:LONGEST_TITLE]
    return stem if _says_something(stem) else UNTITLED


def _title_read(found: Extracted, file: str) -> str:
    """Return the title that a document says, or the one that its name makes."""
    title = _clean(found.title)[:LONGEST_TITLE]
    return title if _says_something(title) else _title_of(file)


def _review(draft: SpeechDraft, before: SpeechText | None) -> Review:
    segmented = segment(draft.speech)
    check_verbatim(segmented)
    text = draft.speech.text
    return Review(
        draft,
        sections=sum(section.rank >= 0 for section in segmented.sections),
        passages=len(segmented.passages),
        characters=sum(not sign.isspace() for sign in text),
        before=before,
        difference=compare(before.text, text) if before else Difference(),
        quotes=tuple(text[span.start : span.end] for span in proposals(segmented)),
    )
