"""下一处, 第5处, 最后一处, 一共几处, 还剩几处: words that go on in the list of places where a word stands."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.patterns import any_of, pattern
from knowledge.language.talk.thread.page_turns import page_named, page_turn
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.numerals import LAST, canonical_numerals

LONGEST = 20  # characters
_SIGNS = pattern(r"[\s，。,.！!？?~～]+")


class Turn(StrEnum):
    """What is wanted of the list."""

    STEP = "step"  # `number` places on, back where it is negative
    OPEN = "open"  # the place of that number, from the end where it is below 0
    COUNT = "count"
    LEFT = "left"
    WHERE = "where"
    LIST = "list"
    PAGE = "page"  # `number` pages of the list on
    PAGE_AT = "page at"  # the page of that number
    COMPARE = "compare"  # what was counted last, beside what was counted before
    COMPARE_ALL = "compare all"  # beside all that was: 哪个最多
    BESIDE = "beside"  # which places stand one right after the other
    OTHER = "other"  # a place of which nothing was shown
    DIFFERS = "differs"  # how the words differ from what comes nearest to them


@dataclass(frozen=True, slots=True)
class PlaceTurn:
    """A word that goes on in a list. `bare`: it may as well mean something else (下一页, 还有吗, 2)."""

    turn: Turn
    number: int = 0
    bare: bool = False


_GO = r"(?:请|其|那|我|想|要|再|帮|给|直接|翻|跳|转|回|到|看|读|念|打开|去|来|发)*(?:一下|1下)?"
_SPOT = r"(?:处|个?地方)"
_TAIL = (
    r"(?:(?:又|还)?(?:是|在|讲|说)?(?:的)?(?:哪里?|(?:哪[一1]?|第几)段|什么|啥)?[呢吧呀啊吗]?|看看"
    r"|请?示?(?:原文|全文|之|下)|(?:是|在|出自)+(?:哪[一1]?(?:年|篇|次|个会?)(?:的|里|讲话|会上?)*)+(?:讲|说)?的?)"
)
_REST = r"(?:还|后面|下面|后边)*(?:剩下?|没看的|(?<=[还面边的下剩])有)+"
_WHICH = (
    r"(?:那|这|它们?|[两2俩]个?[词者]?|比起来|相?比|到底|一共|总共|加起来|[,，])*"
    r"(?:哪[一1]?(?:个|词|处|者|[篇年次份](?:讲话|会)?)|谁|何者)(?:词|字)?(?:里面?)?"
    r"(?:次数|出现|提到?|说到?|用|讲到?|得|更|为|要|的|是|比较?)*"
)
_BY_SO_MUCH = (
    r"(?:那|这|它们?|[两2俩](?:个词|[个者词篇年边])|比起来|一共|总共|到底|之间|次数|[,，])*"
    r"(?:相?差|多|少|差距|相差)(?:了|出|出来)*(?:多少|几)(?:次|个|处|回|遍)?"
)
_TURNS = (
    (
        pattern(rf"{_WHICH}(?:多|少)(?:些|[一1]些|[一1]点|几次|几处)?[呢啊]?|{_BY_SO_MUCH}[呢啊]?"),
        PlaceTurn(Turn.COMPARE, bare=True),
    ),
    (pattern(rf"{_WHICH}最[多少][呢啊]?"), PlaceTurn(Turn.COMPARE_ALL, bare=True)),
    (
        pattern(
            r"(?:那|这些?|其中|里面|它们?|都|有没有|有|是不是|是|哪?几[段处])*(?:挨|连|紧|靠)(?:在[一1]起|着|续|成[一1]片|挨着|连着)+的?(?:地方|段落|几段|几处|段|处)*"
            r"(?:有|是|都|在|讲|说|提到?|这个|它|的)*(?:几|多少|哪几?|哪些|没有?)?(?:段|处|个地方)?[吗呢么]?"
            r"|(?:那|这些?)*有?(?:哪)?(?:几段|几处)?是?(?:最)?(?:集中|扎堆|密集)的?(?:是|在|有|地方)*(?:哪里?|哪[一1]?[段处]|哪几[段处]|几[段处])?[吗呢]?"
        ),
        PlaceTurn(Turn.BESIDE, bare=True),
    ),
    (
        pattern(
            r"(?:请|把|将|它们?|这些|再|就|给我|那|原文|[,，])*(?:[一1][一1]|逐[一1个处条段]|依次|挨个|挨着|[一1][个处条段][一1][个处条段]|[一1]个个|按顺序|顺次|轮流)地?"
            r"(?:给我们?|展示|示之?|列|显示|呈现|呈|看看?|打开|翻|过|念|读|放|发|出来|来|原文|[一1][遍下]|我|把)+[吧呢]?"
            r"|(?:请|把|将|它们?|这些|再|就|那)*(?:都|全部?|统统)(?:展开|打开|点开)(?:看看?|给我|[一1]下|吧)*"
        ),
        PlaceTurn(Turn.OPEN, 1, bare=True),
    ),
    (
        pattern(
            r"差在哪|(?:那|到底|究竟)*(?:是)?哪[一1]?(?:半?句|部分|小?段)(?:话)?(?:不是|不对|有问题|有出入|有错|写?错了?|才?是)(?:原文|原话|讲话里)?[的了呢啊]*"
        ),
        PlaceTurn(Turn.DIFFERS, bare=True),
    ),
    (pattern(rf"{_GO}[往向]?(?:下|后)[一1]?{_SPOT}{_TAIL}"), PlaceTurn(Turn.STEP, 1)),
    (pattern(rf"{_GO}[往向]?(?:上|前)[一1]?{_SPOT}{_TAIL}"), PlaceTurn(Turn.STEP, -1)),
    (pattern(rf"{_GO}(?:最后|末尾|最末|末)的?[那这]?[一1]?{_SPOT}{_TAIL}"), PlaceTurn(Turn.OPEN, LAST)),
    (
        pattern(
            rf"(?:那|除了?这里?,?)*还?(?:有没有|有)(?:别|其他|另外?)的?{_SPOT}(?:也|还)?(?:[说提讲]到?过?(?:这个|它|此)?)?(?:没有?|[吗呢])*"
        ),
        PlaceTurn(Turn.OTHER, bare=True),
    ),
    (pattern(rf"{_GO}首处{_TAIL}"), PlaceTurn(Turn.OPEN, 1)),
    (pattern(rf"{_REST}(?:几|多少)(?:处|个地方)(?:没看|没有看|要看)?[呢了]?"), PlaceTurn(Turn.LEFT)),
    # Of a quote, or of what a speech has, 还有几条 may be asked as well.
    (pattern(rf"{_REST}(?:几|多少)[段条](?:没看|没有看|要看)?[呢了]?"), PlaceTurn(Turn.LEFT, bare=True)),
    (
        pattern(
            r"(?:那|它|这个词|这几个字)*(?:[一1]共|总共|合计|总计|到底|共|全文|全部|讲话里)*"
            r"(?:有|是|出现|提到|提)*[了过]?(?:几|多少)(?:处|段提到|个?地方)(?:提到|出现|地方)?[了呢]?"
        ),
        PlaceTurn(Turn.COUNT),
    ),
    (pattern(r"(?:这|现在|当前|刚才|目前)*(?:看到|到|是|算)*(?:了)?第几处[了呢]?"), PlaceTurn(Turn.WHERE)),
    (
        pattern(
            r"(?:这|那|它|列的|列出来?的?|你|上面|一下)*(?:[一1]共|总共|合计|总计|共)+(?:有|是|列了?)*(?:几|多少)[条个][了呢]?"
        ),
        PlaceTurn(Turn.PAGE, 0, bare=True),  # the page of the list that stands there says it
    ),
    (
        pattern(
            r"(?:请|把|它们?|这些|再)*(?:全部|都|全|所有的?|[一1][一1])*(?:给我)?(?:列(?:出来|出|[一1]下|个清单|给我?们?)|清单|列表)(?:看看|吧)?"
        ),
        PlaceTurn(Turn.LIST, bare=True),
    ),
    (
        pattern(
            r"(?:请|把|将|它们?|[这那]些|刚才的?|[两俩几23][个条段处]?|所有的?|再|就|说的|看的|提到的|的)*(?:都|全部?|统统|[一1]起)+"
            r"(?:再?(?:发|给|拿|调|找)(?:出来|过来|来|给)?(?:我们?)?(?:看看|看|瞧瞧|[一1]遍|[一1]下)?)+(?:吧|好吗|可以吗)?"
        ),
        PlaceTurn(Turn.LIST, bare=True),
    ),
    (
        pattern(
            r"(?:你|您|这些?|会)*(?:有没有|是不是|会不会|没有?|还)?(?:漏|落|遗漏|漏掉|落下)(?:掉|下|了|的|什么|吗|没有?|呢)+"
            r"|(?:这|就)?(?:些)?(?:是|都)*(?:全部?|齐)(?:了|的)?(?:吗|么|没有?|不全)"
        ),
        PlaceTurn(Turn.COUNT, bare=True),
    ),
    (
        pattern(r"(?:看)?(?:下|后)[一1]?[条个次]|还有吗|还有没有|继续|再来[一1]?条"),
        PlaceTurn(Turn.STEP, 1, bare=True),
    ),
    (pattern(r"(?:看)?(?:上|前)[一1]?[条个次]"), PlaceTurn(Turn.STEP, -1, bare=True)),
)
_ANY_TURN = any_of(form.pattern for form, _ in _TURNS)
_NUMBERED = pattern(rf"{_GO}(?P<back>倒数)?第?(?P<number>\d{{1,3}}){_SPOT}{_TAIL}")
_NTH = pattern(
    rf"(?P<last>{_GO}最后(?:那|的)?1?[个条])|(?P<number>\d{{1,3}})|{_GO}第(?P<nth>\d{{1,3}})[个条]{_TAIL}"
    r"|第(?P<time>\d{1,3})次(?:出现|提到|提|说|讲)?(?:是|在|又)*(?:哪里?|哪[一1]?段|什么地方)?[呢吗]?"
)
_OF_EACH = pattern(
    r"(?:那|这|它|在|这个词)*(?:[这那]?[两2三3几各每]?(?:[篇份次]讲话|[篇年份])(?:讲话)?(?:里面?|中)?|各|两边)?(?:又|都|里|各|自|分别|各自)*"
    r"(?:有|是|出现|提到|提|讲|说|占)*[了过]?(?:几|多少)(?:次|处|遍|回|个)[呢了]?"
)
_TIMES = pattern(r"(?:[一1]共|总共|到底|共)*(?:出现|提到|提|说|讲)?[了过]?(?:几|多少)[次遍][了呢]?")


@lru_cache(READ_AT_ONCE)
def place_turn(text: str) -> PlaceTurn | None:
    """Return how `text` goes on in a list of places; None: it does not."""
    if len(text) > LONGEST:
        return None
    said = canonical_numerals(_SIGNS.sub("", fold(text)))
    if _ANY_TURN.fullmatch(said):
        return next(turn for form, turn in _TURNS if form.fullmatch(said))
    if (bare := _bare_turn(said, text)) is not None:
        return bare if bare.number or bare.turn is Turn.COUNT else None
    match = _NUMBERED.fullmatch(said)
    if match is None or not int(match["number"]) or not (match["back"] or "第" in said):
        return None
    number = int(match["number"])
    return PlaceTurn(Turn.OPEN, -number if match["back"] else number)


def _bare_turn(said: str, text: str) -> PlaceTurn | None:
    """Return what goes on in a list where one stands there, and may mean something else elsewhere."""
    if _TIMES.fullmatch(said) or _OF_EACH.fullmatch(said):
        return PlaceTurn(Turn.COUNT, bare=True)
    if match := _NTH.fullmatch(said):
        return PlaceTurn(Turn.OPEN, LAST if match["last"] else int(match[match.lastgroup or ""]), bare=True)
    if "页" in said and (pages := page_turn(text)):
        return PlaceTurn(Turn.PAGE, pages, bare=True)
    page = page_named(text)
    return PlaceTurn(Turn.PAGE_AT, page, bare=True) if page is not None else None


def is_of_places(text: str) -> bool:
    """Return whether `text` speaks of the places where something stands, or how many are left: 还剩几条."""
    turn = place_turn(text)
    return turn is not None and (not turn.bare or turn.turn in {Turn.LEFT, Turn.LIST})
