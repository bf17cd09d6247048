"""What 节前提醒 lists before a public holiday: its topics, and what the speeches say of each, word for word."""

from collections.abc import Iterator, Sequence

from core.models import Quote
from core.patterns import pattern
from knowledge.quotes.approved import REDACTION, is_whole, quote_at
from knowledge.quotes.spans import statements
from knowledge.search.library import Library
from knowledge.speech.headings import heading_mark

# Stands for every holiday that has nothing of its own.
EVERY = "每个节"
# By the names that the published calendar gives them; a holiday of the operator's own table gets EVERY's.
HOLIDAYS = (EVERY, "元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆节")
TOPICS = {
    "公车": pattern("公车|用车|公务车|车辆|私车公养|油卡"),
    "公款": pattern("公款|公务支出|公务消费|公务接待|三公|经费"),
    "礼品": pattern("礼品|礼金|礼物|礼券|送礼|收礼|红包|消费卡|购物卡|有价证券|土特产|财物"),
    "宴请": pattern("宴请|宴席|酒席|请客|吃请|请吃|吃喝|饭局|酒局|聚餐|应酬|公务接待|婚丧喜庆|大操大办"),
    "值班": pattern("值班|值守|在岗|离岗|脱岗|带班|应急|请销假|请假|报备"),
}
# What speeches say that never name a topic: rules that it falls under.
_RULES = "八项规定|四风|廉洁自律|廉洁过节|享乐主义|奢靡|铺张|浪费|节俭|节约|私利|以权谋私|中央.{0,6}规定"
_AT_WORK = "工作纪律|劳动纪律|组织纪律|作风纪律|坚守岗位|尽职尽责|恪尽职守|擅离职守"
WIDER = {name: pattern(_AT_WORK if name == "值班" else _RULES) for name in TOPICS}
SHORTEST, LONGEST = 6, 100  # characters of a line
# As speeches call the holidays.
SAID = {"劳动节": pattern("劳动节|五一"), "国庆节": pattern("国庆|十一假"), "中秋": pattern("中秋|月饼")} | {
    name: pattern(name) for name in ("元旦", "春节", "清明", "端午")
}


def holiday_key(name: str | None) -> str:
    """Return the holiday of the list that `name` (of the calendar) is; EVERY for one that the list has not."""
    return name if name in HOLIDAYS else EVERY


def lines_for(topic: str, library: Library, *, wider: bool = False) -> list[Quote]:
    """Return the sentences of the speeches in use that speak of a topic, in the order people see.

    `wider`: those instead that speak of what the topic falls under, and do not name it.
    """
    names, rules = TOPICS[topic], WIDER[topic]
    return [
        quote_at(library, slug, start, text)
        for slug, start, text in _sentences(library)
        if (rules.search(text) and not names.search(text) if wider else names.search(text))
    ]


def for_holiday(drafts: Sequence[Quote], holiday: str) -> list[Quote]:
    """Return drafts with those that name the holiday first, and those that name only others last."""

    def place(quote: Quote) -> int:
        named = {name for name, said in SAID.items() if said.search(quote.text)}
        return 0 if holiday in named else 2 if named else 1

    return sorted(drafts, key=place)


def line_in(library: Library, slug: str, text: str) -> Quote | None:
    """Return a line that was approved with its source; None when its speech does not say it so any more.

    A part of a sentence that says more is not the line: that may say the opposite.
    """
    said = next((one.text for one in library.speeches if one.slug == slug), "")
    start = said.find(text)
    while start >= 0 and not is_whole(said, start, start + len(text)):
        start = said.find(text, start + 1)
    return quote_at(library, slug, start, text) if start >= 0 else None


def _sentences(library: Library) -> Iterator[tuple[str, int, str]]:
    for speech in library.speeches:
        segmented, text = library.segmented(speech.slug), speech.text
        for first, last in segmented.paragraphs:
            for start, end in statements(text, first, last):
                words = text[start:end]
                fits = SHORTEST <= len(words) <= LONGEST and "？" not in words and REDACTION not in words
                if fits and is_whole(text, start, end) and heading_mark(text, start, end) is None:
                    yield speech.slug, start, words
