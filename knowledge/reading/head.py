"""The head and the tail of a document: title, date and occasion, and what of it is furniture.

Furniture is left out and accounted for. Title, date, names and signatures stay in the text; which lines they
are, knowledge/speech/front.py tells again from the text alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.language.written_dates import ANY_YEAR, DATE, NUMERIC, parts_of, squeezed
from knowledge.reading import furniture
from knowledge.reading.extracted import LeftOut, Line, quoted
from knowledge.reading.file_name import FileName, read_name
from knowledge.reading.furniture import LINK_HEAD, MEETING, PERIOD, SITE_NAME, WEB, Furniture
from knowledge.reading.title import HeadLine, Title, is_letterhead, title_of
from knowledge.speech.front import CONTENTS, begins_body, is_organ, is_speaker, occasion_of, subtitle, when
from knowledge.speech.headings import ARTICLE, CHAPTER, OF_RULES, RULE, marks_of

MOST_ABOVE, MOST_BELOW = 100, 60  # lines of a page's furniture
MOST_SHOWN = 400  # characters of what is left out
SHORT = 24
TIME_FIELD = re.compile(r"(?:会议)?(?:时间|日期)[:：](?P<value>.{4,40})")
LABELLED = re.compile(
    r"(?:会议)?(?:时间|日期|地点|主持(?:人)?|参加(?:人员|人)?|出席(?:人员|人)?|列席(?:人员|人)?|记录(?:人)?|主题|议题|讲话人|报告人)[:：].+"
)
PASSED = re.compile(
    rf"[（(](?P<date>{DATE}).{{2,160}}(?:通过|公布|发布|印发|施行|修订|修正|批准)[^（）()]{{0,80}}[）)]"
)
DATED = re.compile(rf"(?:{DATE}|{NUMERIC})")
TITLE_DATE = re.compile(rf".*[（(](?P<date>{DATED.pattern})[^（）()]{{0,30}}[）)]")
SIGNED = re.compile(rf"(?P<by>[^\d]{{2,60}}?)(?P<date>{DATED.pattern})")
HELD = "会议时间"
OFFICIAL = frozenset({HELD, "成文日期", "生成日期", "发文日期", "发文时间", "印发日期"})
LEADER = re.compile(r"[.．…·]{3,}\s*\d*$|\s+\d{1,3}$")
FEWEST_ENTRIES = 2
CONTENTS_OUT = ("目录", "目录的每一行都在正文里")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a document says of itself; `unsure` says in Chinese what it was guessed from, "" for no guess."""

    text: str = ""
    unsure: str = ""


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

    def read(self) -> Head:
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
        date, occasion = self._date(title, found.text)
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
        kinds = [furniture.around(bare) for bare in self._bare[:MOST_ABOVE]]
        meets = any(MEETING.match(bare) for bare in self._bare[:20])
        head: list[HeadLine] = []
        for line, bare, kind in zip(self._lines, self._bare, kinds, strict=False):
            if kind is None and not line.title and begins_body(bare):
                break
            published = kind is None and self._is_page(kinds) and not meets and self._is_of_page(bare, head)
            head.append(HeadLine(line, bare, Furniture.PAGE if published else kind))
        self._body = len(head)
        for place, line_of_head in enumerate(head):
            if line_of_head.furniture and place not in self._out:
                self._out[place] = line_of_head.furniture
        return head

    def _is_of_page(self, bare: str, head: Sequence[HeadLine]) -> bool:
        """Return whether a line of a web page says when or where it was published."""
        label = head[-1].bare if head and furniture.is_label(head[-1].bare) else ""
        valued = label and len(bare) <= SHORT and ("时间" in label or "日期" in label or not when(bare))
        return bool(valued) or TIME_FIELD.fullmatch(bare) is not None

    def _is_page(self, kinds: Sequence[Furniture | None]) -> bool:
        """Return whether the document was copied from a web page."""
        return any(kind in WEB for kind in (*kinds, *self._out.values()))

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
            Furniture.PAGE,
            Furniture.BUTTONS,
            Furniture.LINKS,
            Furniture.PICTURE,
            Furniture.LINE,
        }
        while last >= first and (kind := furniture.around(self._bare[last])) in tail and kind:
            self._out[last] = kind
            last -= 1

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

    # --- when and where

    def _date(self, title: Title | None, called: str) -> tuple[Guess, str]:
        below = title.last + 1 if title else 0
        places = [place for place in (*range(below, self._body), *range(below)) if not self._is_out(place)]
        lines = [self._bare[place] for place in places]
        occasion = next(filter(None, (occasion_of(subtitle(bare)) for bare in lines)), "")
        found = [one for bare in lines if (one := when(subtitle(bare) or bare))]
        # Beside an occasion a date is the speech's; in figures on a web page it may be the page's.
        found.sort(key=lambda one: (not one.occasion, one.date[4:5] in {"-", "/", "."}))
        on_page = self._is_page(())
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
        if match := TITLE_DATE.fullmatch(bare) or re.match(rf"(?P<date>{DATED.pattern})在", bare):
            return match["date"]
        return ""

    def _said(self) -> Iterator[str]:
        """Yield the dates that a field of an official page, or of minutes, says."""
        for place, bare in enumerate(self._bare[: max(self._body, 20)]):
            label, words = furniture.field(bare)
            taken = self._out.get(place) is Furniture.PAGE
            if not taken and (match := TIME_FIELD.fullmatch(bare)):
                label, words = HELD, match["value"]
            if label in OFFICIAL and (date := DATED.search(words)):
                yield date[0]

    def _signed(self) -> str:
        """Return the date under the words: the last line, or one below a signature."""
        kept = [place for place in range(self._body, len(self._lines)) if not self._is_out(place)]
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
            kind = self._out.get(place)
            match = DATED.search(bare) if kind in {Furniture.PAGE, Furniture.COPIES} else None
            if match and kind is Furniture.PAGE:
                yield Guess(match[0], "网页上的时间")
            printed = printed or (match[0] if match else "")
        yield Guess(printed, "印发日期")
        if match := re.match(rf"(?:在)?({ANY_YEAR}年)", squeezed(called)):
            yield Guess(match[1], "题目")
        yield Guess(self._name.date, "文件名")
        for place, bare in enumerate(self._bare):
            if self._out.get(place) is Furniture.NUMBER and (match := re.search(ANY_YEAR, bare)):
                yield Guess(f"{match[0]}年", "发文字号")
