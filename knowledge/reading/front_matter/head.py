"""The head and the tail of a document: title, date and occasion, and what of it is furniture.

Furniture is left out and accounted for. Title, date, names and signatures stay in the text; which lines they
are, knowledge/speech/front.py tells again from the text alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from core.patterns import pattern
from knowledge.language.calendar.written_dates import squeezed
from knowledge.reading.extracted import LeftOut, Line, quoted
from knowledge.reading.front_matter import furniture
from knowledge.reading.front_matter.dated import DATED, TIME_FIELD, DateFinder, Guess, Lines
from knowledge.reading.front_matter.fields import is_fields
from knowledge.reading.front_matter.file_name import FileName, read_name
from knowledge.reading.front_matter.furniture import LINK_HEAD, MEETING, PERIOD, SITE_NAME, WEB, Furniture
from knowledge.reading.front_matter.head_line import HeadLine, is_letterhead
from knowledge.reading.front_matter.title import Title, title_of
from knowledge.speech.front import CONTENTS, begins_body, is_organ, is_speaker, subtitle, when
from knowledge.speech.headings import ARTICLE, CHAPTER, OF_RULES, RULE, SALUTATION, marks_of

MOST_ABOVE, MOST_BELOW = 100, 60  # lines of a page's furniture
MOST_SHOWN = 400  # characters of what is left out
SHORT = 24
CALLED_OUT = pattern("[^。；：:]{4,40}[！!？?]")
ANNEX = pattern(r"附件?[\d一二三四五六七八九十]{1,3}[:：]?")
LEADER = pattern(r"[.．…·]{3,}\s*\d*$|\s+\d{1,3}$")
FEWEST_ENTRIES = 2
FEWEST_LABELS = 4  # of an official page's table that stand in lines of their own
CONTENTS_OUT = ("目录", "目录的每一行都在正文里")


@dataclass(slots=True)
class Head:
    """What is known of a document beside its words. `left` are the words of the lines that are left out."""

    lines: list[Line]
    title: Guess = field(default_factory=Guess)
    date: Guess = field(default_factory=Guess)
    occasion: str = ""
    left_out: list[LeftOut] = field(default_factory=list)
    left: str = ""


def read_head(lines: Sequence[Line], file_name: str) -> Head:
    """Tell title, date and occasion of a document, and part its furniture from its lines."""
    return _Reader(lines, read_name(file_name)).read()


class _Reader:
    def __init__(self, lines: Sequence[Line], name: FileName) -> None:
        self._lines = list(lines)
        self._bare = [squeezed(line.text) for line in lines]
        self._name = name
        self._out: dict[int, Furniture] = {}
        self._contents: set[int] = set()
        self._body = 0
        self._of_page = self._is_table = False
        self._annexes = sum(ANNEX.fullmatch(bare) is not None for bare in self._bare)

    def read(self) -> Head:
        tabled = sum(furniture.is_label(bare, bare=True) for bare in self._bare[:MOST_ABOVE])
        self._is_table = tabled >= FEWEST_LABELS
        self._of_page = self._is_table or any(map(furniture.is_surely_of_page, self._around()))
        self._find_tail()
        head = self._find_head()
        self._find_contents()
        for place, bare in enumerate(self._bare):
            if place not in self._out and (kind := furniture.anywhere(bare)):
                self._out[place] = kind
        if not any(sign.isalnum() for place in self._out for sign in self._bare[place]):
            self._out.clear()  # signs alone are no page
            head = [replace(line, furniture=None) for line in head]
        title = title_of(head, self._is_addressed())
        if title:
            self._clear_above(head, title)
        found = self._title(title)
        known = Lines(self._bare, self._out, frozenset(self._contents), self._body, self._of_page)
        date, occasion = DateFinder(known, self._name).find(title, found.text)
        kept = [line for place, line in enumerate(self._lines) if not self._is_out(place)]
        if not kept:
            return Head(self._lines, found, date, occasion)
        left = "".join(line.text for place, line in enumerate(self._lines) if self._is_out(place))
        return Head(kept, found, date, occasion, self._account(), left)

    def _is_out(self, place: int) -> bool:
        return place in self._out or place in self._contents

    # --- where the body begins and ends

    def _find_head(self) -> list[HeadLine]:
        """Find where the body begins; return the lines above it."""
        kinds = [self._kind(bare) for bare in self._bare[:MOST_ABOVE]]
        meets = any(MEETING.match(bare) for bare in self._bare[:20])
        head: list[HeadLine] = []
        for place, (line, bare, kind) in enumerate(zip(self._lines, self._bare, kinds, strict=False)):
            if kind is None and self._begins_body(place):
                break
            published = kind is None and self._of_page and not meets and self._is_of_page(bare, head)
            head.append(HeadLine(line, bare, Furniture.PAGE if published else kind))
        self._body = len(head)
        for place, line_of_head in enumerate(head):
            if line_of_head.furniture and place not in self._out:
                self._out[place] = line_of_head.furniture
        return head

    def _begins_body(self, place: int) -> bool:
        """Return whether the words begin here: 公款送礼，送不得！ above a date is a title, be it one."""
        bare = self._bare[place]
        if self._lines[place].title or not begins_body(bare):
            return False
        below = self._bare[place + 1] if place + 1 < len(self._bare) else ""
        if not CALLED_OUT.fullmatch(bare) or SALUTATION.match(bare) or not below:
            return True
        return not (subtitle(below) or when(below) or is_fields(below) or furniture.around(below) in WEB)

    def _is_of_page(self, bare: str, head: Sequence[HeadLine]) -> bool:
        """Return whether a line of a web page says when or where it was published."""
        if furniture.is_label(bare, bare=self._is_table):
            return True
        before = head[-1].bare if head else ""
        label = before if furniture.is_label(before, bare=self._is_table) else ""
        dated = "时间" in label or "日期" in label
        valued = label and len(bare) <= SHORT and (DATED.match(bare) if dated else not when(bare))
        return bool(valued) or TIME_FIELD.fullmatch(bare) is not None

    def _around(self) -> Iterator[str]:
        """Yield the lines above the words and below them, as far as they may be furniture."""
        for place, bare in enumerate(self._bare[:MOST_ABOVE]):
            if furniture.around(bare) is None and self._begins_body(place):
                break
            yield bare
        for bare in self._bare[:0:-1][:MOST_BELOW]:
            if furniture.around(bare) is None:
                break
            yield bare
        yield from (bare for bare in self._bare[1:][-MOST_BELOW:] if LINK_HEAD.fullmatch(bare))

    def _kind(self, bare: str) -> Furniture | None:
        """Return what a line around the words is; a page's, only if the document surely is of a page."""
        kind = furniture.around(bare)
        if kind is Furniture.MARK and ANNEX.fullmatch(bare) and self._annexes > 1:
            return None  # one of several parts, which the text names
        return None if kind in WEB and not self._of_page else kind

    def _is_addressed(self) -> bool:
        return self._body < len(self._lines) and self._bare[self._body].endswith(("：", ":", "！", "!"))

    def _find_tail(self) -> None:
        """Put aside what stands below the words: copies, links, buttons."""
        last = len(self._lines) - 1
        first = max(1, len(self._lines) - MOST_BELOW)
        marks = [place for place in range(first, last + 1) if LINK_HEAD.fullmatch(self._bare[place])]
        for mark in marks:
            below = self._bare[mark + 1 :]
            if all(len(bare) <= 40 and not bare.endswith(("。", "！", "；")) for bare in below):
                self._out.update(dict.fromkeys(range(mark, last + 1), Furniture.LINKS))
                last = mark - 1
                break
        tail = {
            Furniture.COPIES,
            Furniture.EDITED,
            Furniture.PAGE,
            Furniture.BUTTONS,
            Furniture.LINKS,
            Furniture.PICTURE,
            Furniture.LINE,
        }
        for _ in range(2):  # who wrote it down may stand above the annexes
            while last >= first and (kind := self._kind(self._bare[last])) in tail and kind:
                self._out[last] = kind
                last -= 1
            last = self._find_annexes(first, last)

    def _find_annexes(self, first: int, last: int) -> int:
        """Put aside what is listed as coming with the document, above or below who signs it.

        Returns the last line that is left to look at.
        """
        end = last
        for signed in (False, True):
            while signed and last > first and _signs(self._bare[last]):
                last -= 1
            begins = last
            while begins > first and furniture.NEXT_ANNEX.fullmatch(self._bare[begins]):
                begins -= 1
            if furniture.ANNEX.fullmatch(self._bare[begins]) and (begins < last or self._annexes <= 1):
                self._out.update(dict.fromkeys(range(begins, last + 1), Furniture.ANNEXES))
                return end if signed else begins - 1
        return end

    def _find_contents(self) -> None:
        """Put aside a table of contents: each of its lines stands again below as a heading."""
        for place in range(min(self._body + 1, len(self._bare))):
            if self._bare[place] not in CONTENTS:
                continue
            entries = []
            for below in range(place + 1, len(self._bare)):
                entry = squeezed(LEADER.sub("", self._lines[below].text))
                again = any(bare.startswith(entry) for bare in self._bare[below + 1 :])
                if not (entry and again):
                    break
                entries.append(below)
            if len(entries) >= FEWEST_ENTRIES:
                self._contents.update((place, *entries))
            return

    def _clear_above(self, head: Sequence[HeadLine], title: Title) -> None:
        """Put aside what stands above the title where that is a page's navigation or a letterhead."""
        above = [line.furniture for line in head[: title.first]]
        on_page = any(kind in {Furniture.BUTTONS, Furniture.PAGE} for kind in above)
        for place, line in enumerate(head[: title.first]):
            if line.furniture:
                continue
            if is_letterhead(head, place) or PERIOD.fullmatch(line.bare):
                self._out[place] = Furniture.HEAD
            elif (site := SITE_NAME.fullmatch(line.bare)) and site["title"] in squeezed(title.text):
                self._out[place] = Furniture.BUTTONS
            elif any(above) and len(line.bare) <= SHORT and not when(line.bare):
                self._out[place] = Furniture.BUTTONS if on_page else Furniture.HEAD

    def _account(self) -> list[LeftOut]:
        """Return what is left out, each kind's neighbouring lines together."""
        groups: list[tuple[Furniture, list[str]]] = []
        before = -2
        for place in sorted(self._out):
            kind = self._out[place]
            if groups and groups[-1][0] is kind and place == before + 1:
                groups[-1][1].append(self._lines[place].text)
            else:
                groups.append((kind, [self._lines[place].text]))
            before = place
        found = [LeftOut(quoted(" ".join(texts), MOST_SHOWN), kind.value) for kind, texts in groups]
        return [LeftOut(*CONTENTS_OUT), *found] if self._contents else found

    # --- what it is called

    def _title(self, title: Title | None) -> Guess:
        named = self._name.title
        if title is None or not title.sure:
            title = self._rule() or title
        if title is None:
            return Guess(named, "文件名") if named else Guess()
        same = bool(named) and squeezed(named) in squeezed(title.text)
        return Guess(title.text, "" if title.sure or same else "开头几行")

    def _rule(self) -> Title | None:
        """Return the name of a rule that stands right above its first chapter or article, below an order."""
        if marks_of(line.text for line in self._lines) is not OF_RULES:
            return None
        first = next(
            (place for place, bare in enumerate(self._bare) if CHAPTER.match(bare) or ARTICLE.match(bare)), 0
        )
        for place in range(first - 1, max(first - 8, -1), -1):
            if len(self._bare[place]) <= 60 and RULE.search(self._bare[place]) and not self._is_out(place):
                return Title(" ".join(self._lines[place].text.split()), place, place, sure=False)
        return None


def _signs(bare: str) -> bool:
    return bool(when(bare)) or is_organ(bare) or is_speaker(bare)
