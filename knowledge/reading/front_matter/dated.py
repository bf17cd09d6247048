"""When and where a speech was given: what its head, its tail, its file's name say, and how surely."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.patterns import pattern
from knowledge.language.calendar.written_dates import (
    ANY_YEAR,
    DATE,
    DAY,
    NUMERIC,
    SMALL,
    parts_of,
    squeezed,
    year_said,
)
from knowledge.reading.front_matter import fields, furniture
from knowledge.reading.front_matter.file_name import FileName
from knowledge.reading.front_matter.furniture import Furniture, passed
from knowledge.reading.front_matter.title import Title
from knowledge.speech.front import OPEN_DAY, When, is_organ, is_speaker, occasion_of, subtitle, when

TIME_FIELD = pattern(r"(?:会议|讲话|报告|发言|授课|召开|开会|举行)?(?:时间|日期)[:：].{4,40}")
DATED = pattern(rf"(?:{DATE}|{NUMERIC})")
EXACT = pattern(DAY)
YEARLESS = pattern(rf"[（(]?(?P<day>{SMALL}月{SMALL}[日号])[）)]?")
# How news begins: 3月15日，示例局召开警示教育大会.
TOLD = pattern(rf"(?P<day>{SMALL}月{SMALL}[日号])(?:[上下]午|晚上?)?[，,]")
TITLE_DATE = pattern(rf".*[（(](?P<date>{DATED.pattern})[^（）()]{{0,30}}[）)]")
SIGNED = pattern(rf"(?P<by>[^\d]{{2,60}}?)(?P<date>{DATED.pattern})")
# How minutes begin: 2024年3月5日下午，主任主持召开会议.
CONVENED = pattern(
    rf"(?:在)?(?P<date>{DATE})[^。！？；]{{0,60}}(?:召开|主持|举行|开会|讲话|发言|致辞|作.{{0,4}}报告)"
)
HELD = "会议时间"
OFFICIAL = frozenset(
    {HELD, "成文日期", "生成日期", "发文日期", "发文时间", "印发日期", "颁布日期", "通过日期", "公布日期"}
)
NO_SUCH_DAY = "原文，但日历上没有这一天"
NEAR, FAR = 12, 8  # lines at a document's beginning and end in which any day may be its date
LONGEST_NEAR = 60  # characters


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


def _is_in_a_calendar(said: str) -> bool:
    year, month, day = parts_of(said)
    try:
        date(year or 1, month or 1, day or 1)
    except ValueError:
        return False
    return True


class DateFinder:
    """Finds a document's date and occasion."""

    def __init__(self, lines: Lines, name: FileName) -> None:
        self._lines = lines
        self._bare = lines.bare
        self._name = name

    def find(self, title: Title | None, called: str) -> tuple[Guess, str]:
        """Return the date and the occasion of a document with this title that is `called` so.

        A day that no calendar has is asked about.
        """
        found, occasion = self._find(title, called)
        if found.text and not found.unsure and self._is_left_open(found.text):
            found = Guess(found.text, "留着空没有填的日子")
        return (found if _is_in_a_calendar(found.text) else Guess(found.text, NO_SUCH_DAY)), occasion

    def _find(self, title: Title | None, called: str) -> tuple[Guess, str]:
        below = title.last + 1 if title else 0
        places = [
            place for place in (*range(below, self._lines.body), *range(below)) if not self._lines.is_out(place)
        ]
        lines = [self._bare[place] for place in places]
        occasion = next(filter(None, (occasion_of(subtitle(bare)) for bare in lines)), "")
        for place in range(below, self._lines.body) if not occasion else ():
            bare = self._bare[place]
            if not self._lines.is_out(place) and bare not in squeezed(called):
                occasion = occasion or occasion_of(bare)
        found = [one for bare in lines if (one := when(subtitle(bare) or bare))]
        # Beside an occasion a date is the speech's; in figures on a web page it may be the page's.
        found.sort(key=lambda one: (_is_year(one), not one.occasion, one.date[4:5] in {"-", "/", "."}))
        on_page = self._lines.of_page
        alone = bool(found) and _is_year(found[0])
        if found and not alone and (found[0].occasion or "年" in found[0].date or not on_page):
            days = {parts_of(one.date) for one in found if parts_of(one.date)[2]}
            doubt = len(days) > 1 and not found[0].occasion
            return Guess(found[0].date, "开头几行，那里有几个日期" if doubt else ""), found[
                0
            ].occasion or occasion
        if inside := self._in_title(title):
            return Guess(inside), occasion
        if adopted := self._passed():
            return Guess(adopted), occasion
        if found and not alone:
            return Guess(found[0].date, "网页上的时间"), occasion
        if found_date := next(self._said(), "") or self._signed():
            return Guess(found_date), occasion
        year = Guess(found[0].date, "只写明了年份") if alone else Guess()
        return next((guess for guess in (*self._guesses(called), year) if guess.text), Guess()), occasion

    def _is_left_open(self, day: str) -> bool:
        """Return whether a line says this date with a blank for what is to be written in: 2024年3月×日."""
        return any(left[1] == day for bare in self._bare for left in OPEN_DAY.finditer(bare[:LONGEST_NEAR]))

    def _passed(self) -> str:
        """Return the day on which a rule was passed, which stands in brackets below its name."""
        for place, bare in enumerate(self._bare[: max(self._lines.body, NEAR)]):
            if not self._lines.is_out(place) and (day := passed(bare)):
                return day
        return ""

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
            if furniture.is_label(bare, bare=True) and place + 1 < len(self._bare):
                label, words = bare.strip("•·●【】[]:："), self._bare[place + 1]
            taken = self._lines.out.get(place) is Furniture.PAGE
            if not taken and (said := fields.day_of(bare)):
                label, words = HELD, said
            if label in OFFICIAL and (day := DATED.search(words)):
                yield day[0]
            elif label == HELD and (year := self._year()):
                yield f"{year}年{words}"

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
        yield from self._near()
        if match := re.match(rf"(?:在)?({ANY_YEAR}年)", squeezed(called)):
            yield Guess(match[1], "题目")
        yield Guess(self._name.date, "文件名")
        for place, bare in enumerate(self._bare):
            if self._lines.out.get(place) is Furniture.NUMBER and (match := re.search(ANY_YEAR, bare)):
                yield Guess(f"{match[0]}年", "发文字号")
        for bare in self._bare[: self._lines.body]:
            if match := re.search(rf"(?<!\d){DATE}", bare):
                yield Guess(match[0], "开头几行")

    def _near(self) -> Iterator[Guess]:
        """Yield whatever day stands among the first lines or the last, be it without its year."""
        last = len(self._bare)
        for place in (*range(min(NEAR, last)), *range(last - 1, max(last - 1 - FAR, NEAR), -1)):
            bare = self._bare[place]
            if len(bare) <= LONGEST_NEAR and bare[-1:] not in "。；，" and (match := EXACT.search(bare)):
                yield Guess(match[0], "开头几行" if place < NEAR else "末尾几行")
        year = self._year()
        for bare in self._bare[: self._lines.body + 1]:
            if year and (match := YEARLESS.fullmatch(bare) or TOLD.match(bare)):
                yield Guess(f"{year}年{match['day']}", "开头几行")

    def _year(self) -> str:
        """Return the year that the first lines say, in figures; else that of the file's name."""
        return next(filter(None, map(year_said, (*self._bare[:NEAR], self._name.date))), "")


def _is_year(found: When) -> bool:
    return "年" in found.date and not parts_of(found.date)[1]
