"""When and where a speech was given: what its head, its tail, its file's name say, and how surely."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.calendar.written_dates import ANY_YEAR, DATE, NUMERIC, parts_of, squeezed
from knowledge.reading.front_matter import furniture
from knowledge.reading.front_matter.file_name import FileName
from knowledge.reading.front_matter.furniture import Furniture
from knowledge.reading.front_matter.title import Title
from knowledge.speech.front import is_organ, is_speaker, occasion_of, subtitle, when

TIME_FIELD = pattern(r"(?:会议|讲话|报告|发言|授课|召开|开会|举行)?(?:时间|日期)[:：](?P<value>.{4,40})")
PASSED = pattern(
    rf"[（(](?P<date>{DATE}).{{2,160}}(?:通过|公布|发布|印发|施行|修订|修正|批准)[^（）()]{{0,80}}[）)]"
)
DATED = pattern(rf"(?:{DATE}|{NUMERIC})")
TITLE_DATE = pattern(rf".*[（(](?P<date>{DATED.pattern})[^（）()]{{0,30}}[）)]")
SIGNED = pattern(rf"(?P<by>[^\d]{{2,60}}?)(?P<date>{DATED.pattern})")
# How minutes begin: 2024年3月5日下午，主任主持召开会议.
CONVENED = pattern(
    rf"(?:在)?(?P<date>{DATE})[^。！？；]{{0,60}}(?:召开|主持|举行|开会|讲话|发言|致辞|作.{0, 4}报告)"
)
HELD = "会议时间"
OFFICIAL = frozenset({HELD, "成文日期", "生成日期", "发文日期", "发文时间", "印发日期"})


@dataclass(frozen=True, slots=True)
class Guess:
    """What a document says of itself; `unsure` says in Chinese what it was guessed from, "" for no guess."""

    text: str = ""
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A document's lines without their blanks, and what is known of them.

    `out` says which are furniture, `contents` which are a table of contents, `body` where the words begin;
    `of_page`: it was copied from a web page.
    """

    bare: Sequence[str]
    out: Mapping[int, Furniture]
    contents: frozenset[int]
    body: int
    of_page: bool

    def is_out(self, place: int) -> bool:
        """Return whether a line is no part of the text."""
        return place in self.out or place in self.contents


class DateFinder:
    """Finds a document's date and occasion."""

    def __init__(self, lines: Lines, name: FileName) -> None:
        self._lines = lines
        self._bare = lines.bare
        self._name = name

    def find(self, title: Title | None, called: str) -> tuple[Guess, str]:
        """Return the date and the occasion of a document with this title that is `called` so."""
        below = title.last + 1 if title else 0
        places = [
            place for place in (*range(below, self._lines.body), *range(below)) if not self._lines.is_out(place)
        ]
        lines = [self._bare[place] for place in places]
        occasion = next(filter(None, (occasion_of(subtitle(bare)) for bare in lines)), "")
        found = [one for bare in lines if (one := when(subtitle(bare) or bare))]
        # Beside an occasion a date is the speech's; in figures on a web page it may be the page's.
        found.sort(key=lambda one: (not one.occasion, one.date[4:5] in {"-", "/", "."}))
        on_page = self._lines.of_page
        if found and (found[0].occasion or "年" in found[0].date or not on_page):
            return Guess(found[0].date), found[0].occasion or occasion
        if inside := self._in_title(title):
            return Guess(inside), occasion
        if passed := next(filter(None, map(PASSED.fullmatch, lines)), None):
            return Guess(passed["date"]), occasion
        if found:
            return Guess(found[0].date, "网页上的时间"), occasion
        if found_date := next(self._said(), "") or self._signed():
            return Guess(found_date), occasion
        return next((guess for guess in self._guesses(called) if guess.text), Guess()), occasion

    def _in_title(self, title: Title | None) -> str:
        """Return the date in the line of the title: behind it in brackets, or before it."""
        if title is None:
            return ""
        bare = "".join(self._bare[title.first : title.last + 1])
        if match := TITLE_DATE.fullmatch(bare) or re.match(
            rf"(?P<date>{DATED.pattern})[，,]?[\u4e00-\u9fff·]{{0,12}}在", bare
        ):
            return match["date"]
        return ""

    def _said(self) -> Iterator[str]:
        """Yield the dates that a field of an official page, or of minutes, says."""
        for place, bare in enumerate(self._bare[: max(self._lines.body, 20)]):
            label, words = furniture.field(bare)
            taken = self._lines.out.get(place) is Furniture.PAGE
            if not taken and (match := TIME_FIELD.fullmatch(bare)):
                label, words = HELD, match["value"]
            if label in OFFICIAL and (date := DATED.search(words)):
                yield date[0]

    def _signed(self) -> str:
        """Return the date under the words: the last line, or one below a signature."""
        kept = [place for place in range(self._lines.body, len(self._bare)) if not self._lines.is_out(place)]
        for number, place in enumerate(kept):
            found = when(self._bare[place])
            if found is None or found.occasion or not parts_of(found.date)[0]:
                continue
            before = self._bare[kept[number - 1]] if number else ""
            by = SIGNED.fullmatch(self._bare[place])
            signed = is_organ(by["by"]) if by else is_organ(before) or is_speaker(before)
            if place == kept[-1] or (signed and self._bare[place][-1] not in "）)"):
                return found.date
        return ""

    def _guesses(self, called: str) -> Iterator[Guess]:
        exact = self._name.date if parts_of(self._name.date)[1] else ""
        yield Guess(exact, "文件名")
        printed = ""
        for place, bare in enumerate(self._bare):
            kind = self._lines.out.get(place)
            match = DATED.search(bare) if kind in {Furniture.PAGE, Furniture.COPIES} else None
            if match and kind is Furniture.PAGE:
                yield Guess(match[0], "网页上的时间")
            printed = printed or (match[0] if match else "")
        upto = [place for place in range(self._lines.body + 1) if not self._lines.is_out(place)]
        for place in upto:
            if place < len(self._bare) and (convened := CONVENED.match(self._bare[place])):
                yield Guess(convened["date"], "正文第一句")
        yield Guess(printed, "印发日期")
        if match := re.match(rf"(?:在)?({ANY_YEAR}年)", squeezed(called)):
            yield Guess(match[1], "题目")
        yield Guess(self._name.date, "文件名")
        for place, bare in enumerate(self._bare):
            if self._lines.out.get(place) is Furniture.NUMBER and (match := re.search(ANY_YEAR, bare)):
                yield Guess(f"{match[0]}年", "发文字号")
