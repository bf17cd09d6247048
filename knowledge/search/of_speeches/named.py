"""Which speeches a question names: by a year, a place or an occasion (2022年讲话里…, 广东的…, 警示教育大会上…).

A name that some speeches bear and others do not chooses among them; a name that none bears, or all,
chooses nothing. What is only a subject (作风建设) is no name, though it may stand in a title.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from core.models import SpeechText
from core.patterns import pattern
from knowledge.language.calendar.written_dates import parts_of
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals

# What a passage of a speech that is not meant counts, beside one of a speech that is.
NOT_NAMED = 0.4
# A year alone may be what a speech looks back or ahead to.
OTHER_YEAR = 0.7
PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|"
    "青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
PROVINCE = pattern(PROVINCES)
# A place as a title or an occasion says it: 示例市政协, 在临江县第十次党代会上. 全省 and 各市 are none.
PLACE = pattern(
    r"(?<![\u4e00-\u9fff])(?:在|中共|中国共产党)?(?P<place>[\u4e00-\u9fff]{2,4}?)(?:省|市|县|区|州|盟|旗|镇|乡|街道)"
)
# What belongs to the place that a question begins with: 新疆自治区的…, 山西那边….
AFTER_PLACE = pattern(
    r"^(?:[省市县区州盟旗镇乡]|[\u4e00-\u9fff]{0,4}自治区)?(?:[的这那][边里份篇个]?|说|讲)?\s*"
)
NO_WORD = pattern(r"[\W_]+")
LEAST_LEFT = 3  # characters that must be left to look for
NO_PLACE = pattern(r"[全各本我该某这那]|人民|政治|示范|自治|开发|工业|高新|机关")
# How a gathering or a document is called: 警示教育大会, 第三次全体会议, 年轻干部座谈会.
OCCASION = pattern(
    r"[\u4e00-\u9fff0-9]*(?:大会|全会|座谈会|推进会|部署会|动员会|培训班|研讨会|汇报会|交流会|茶话会|论坛|仪式|会议|会)"
)
SHORT_OCCASION = 4
SHORT_NAMES = frozenset({"党课", "专题党课"})  # occasions that people name by these words alone
YEAR = pattern(
    r"(?<!\d)(?:(?P<full>(?:19|20)\d\d)(?=\D|$)|(?P<short>\d\d)(?=年(?!来|内|度?计划|期|限|后|前|里|间|的?(?:时间|历史|奋斗))))"
)
OF_YEAR = pattern(
    r"(?:年度?|版)(?:的|那)?(?:这|那)?(?:[次个篇份])?(?:讲话|报告|会议|大会|全会|会上|那次|文件|发言|致辞|意见|工作报告|政府工作报告)"
)


@dataclass(frozen=True)
class Names:
    """What each speech goes by: the days, places and occasions of its title, date, occasion and file."""

    slugs: tuple[str, ...]
    years: tuple[frozenset[str], ...]
    places: tuple[frozenset[str], ...]
    occasions: tuple[str, ...]
    days: tuple[tuple[int, int], ...]  # month and day of each; 0 for what its date does not say

    @classmethod
    def of(cls, speeches: Sequence[SpeechText]) -> "Names":
        """Gather the names of the speeches, in their order."""
        said = [fold(f"{speech.title} {speech.occasion} {PurePath(speech.file).stem}") for speech in speeches]
        return cls(
            tuple(speech.slug for speech in speeches),
            tuple(_years(speech, words) for speech, words in zip(speeches, said, strict=True)),
            tuple(frozenset(_places(words)) for words in said),
            tuple(said),
            tuple(parts_of(speech.date)[1:] for speech in speeches),
        )

    def in_order(self, slugs: Sequence[str]) -> tuple[str, ...]:
        """Return short names of speeches by their years."""
        years = dict(zip(self.slugs, self.years, strict=True))
        return tuple(sorted(slugs, key=lambda slug: (min(years[slug], default=""), slug)))

    @cached_property
    def choosing(self) -> tuple[str, ...]:
        """Return the places that some speeches bear and others do not, the longest first."""
        every = frozenset().union(*self.places)
        found = (place for place in every if not all(place in own for own in self.places))
        return tuple(sorted(found, key=lambda place: (-len(place), place)))

    def meant(self, folded: str) -> frozenset[str]:
        """Return the short names of the speeches that the place or the occasion in a folded question names."""
        asked = {place for place in self.choosing if place in folded}
        for bears in (_bearing(self.places, asked), self._of_occasion(folded)):
            if any(bears) and not all(bears):
                return frozenset(slug for slug, there in zip(self.slugs, bears, strict=True) if there)
        return frozenset()

    def factors(self, folded: str) -> list[float] | None:
        """Return what the passages of each speech count for a folded question, 0..1; None: all the same."""
        factors = [1.0] * len(self.years)
        places = set().union(*self.places)
        for bears, other in (
            (_bearing(self.places, {place for place in places if place in folded}), NOT_NAMED),
            self._of_years(folded),
            (self._of_occasion(folded), NOT_NAMED),
        ):
            if any(bears) and not all(bears):
                factors = [
                    factor * (1.0 if there else other) for factor, there in zip(factors, bears, strict=True)
                ]
        return None if min(factors, default=1.0) == 1.0 else factors

    def on(self, year: str, month: int, day: int) -> list[str]:
        """Return the short names of the speeches of a year, and of a month and a day where these are not 0.

        A speech whose date does not say its month or day is of any.
        """
        asked = (month, day)
        return [
            slug
            for slug, years, own in zip(self.slugs, self.years, self.days, strict=True)
            if year in years and all(not a or not b or a == b for a, b in zip(asked, own, strict=True))
        ]

    def titled(self, title: str) -> list[str]:
        """Return the short names of the speeches that have this folded title, whole or as a part of it."""
        return self._bearing(title) if len(title) >= SHORT_OCCASION else []

    def of_meeting(self, meeting: str) -> list[str]:
        """Return the short names of the speeches given at this meeting, by the end of its name; not of all."""
        if meeting in SHORT_NAMES:
            found = self._bearing(meeting)
            return found if len(found) < len(self.slugs) else []
        for start in range(max(0, len(meeting) - SHORT_OCCASION + 1)):
            found = self._bearing(meeting[start:])
            if found:
                return found if len(found) < len(self.slugs) else []
        return []

    def _bearing(self, name: str) -> list[str]:
        return [slug for slug, said in zip(self.slugs, self.occasions, strict=True) if name in said]

    def _of_years(self, folded: str) -> tuple[list[bool], float]:
        canonical = canonical_numerals(folded)
        there = set().union(*self.years)
        asked: set[str] = set()
        for match in YEAR.finditer(canonical):
            meant = (match["full"],) if match["full"] else (f"20{match['short']}", f"19{match['short']}")
            asked.update([year for year in meant if year in there][:1])
        return _bearing(self.years, asked), NOT_NAMED if OF_YEAR.search(folded) else OTHER_YEAR

    def _of_occasion(self, folded: str) -> list[bool]:
        """Return which speeches were given on the occasion named: the longest end of it that some name has."""
        for match in OCCASION.finditer(folded):
            said = match[0]
            for start in range(len(said) - SHORT_OCCASION + 1):
                bears = [said[start:] in name for name in self.occasions]
                if any(bears):
                    return bears
        return [False] * len(self.occasions)


def without_place(content: str, places: Sequence[str]) -> str:
    """Return what a question that begins with one of these places asks about: 山西怎么抓廉政 is on 抓廉政.

    The place has chosen the speech; beside the rest it would lead to wherever the speech says its own name.
    """
    for place in places:
        if content.startswith(place):
            rest = AFTER_PLACE.sub("", content[len(place) :])
            return rest if len(NO_WORD.sub("", rest)) >= LEAST_LEFT else content
    return content


def _bearing(names: Sequence[frozenset[str]], asked: set[str]) -> list[bool]:
    return [bool(own & asked) for own in names]


def _years(speech: SpeechText, said: str) -> frozenset[str]:
    """Return the years of a speech: of its date, else of its title, else of its short name."""
    for words in (fold(speech.date), said, speech.slug):
        if found := {match["full"] for match in YEAR.finditer(canonical_numerals(words)) if match["full"]}:
            return frozenset(found)
    return frozenset()


def _places(said: str) -> set[str]:
    found = {match[0] for match in PROVINCE.finditer(said)}
    found |= {match["place"] for match in PLACE.finditer(said) if not NO_PLACE.search(match["place"])}
    return found
