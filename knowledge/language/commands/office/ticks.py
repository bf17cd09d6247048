"""Which of several entries with a tick are to have one: 第一个跟第三个, 除了二都要, 把1去掉, 就五啊."""

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.writing.normalize import READ_AT_ONCE
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.language.writing.signs import run_together

LONGEST = 40  # characters
_ROW = r"第?\d{1,3}(?!\d)(?:个|条|道|句|题|篇|项|件|段|处|号|点)?(?:问题|提问|内容)?"
_ROWS = (
    rf"(?:{_ROW}(?:[,和跟与及加]|还有|以及|连同?)*)*{_ROW}"
    r"(?:[这那]?[两几\d]?(?:个|条|道|句|题|段|处|项))?(?:问题|内容|段落)?"
)
_AROUND = r"(?:[嗯哦那请把将给我先再帮麻烦,你您]|我[看想要说]|还是|要不)*"
_ON = r"(?:打上?勾|勾上?|选上?|要|留着?|加上?|收(?:进去|入|上)?|放进去|用|保留|打钩|带上|算上|捎上|放上)"
_OFF = (
    r"(?:去掉|拿掉|划掉|删[掉去了]?|不要了?|别要|不用|不[勾选收留加]|取消(?:打?勾)?|别[勾选收留加]|勾掉"
    r"|剔除|去了)"
)
_END = r"(?:[了的啦吧啊呀哈嘛呢咯呗哟就行好可以,.!~]|进去|上去|就行|就好|即可)*"
_ALL = r"(?:其[他它余]的?|别的|剩下的?|其余)?(?:[都全]|全部|统统)"
_BUT = r"(?:除了?|除开|除去|抛开)"
_FORMS = (
    (
        pattern(rf"{_AROUND}(?:除了?|除开|除去|抛开)(?P<rows>{_ROWS})(?:以外|之外|外)?,?{_ALL}{_ON}{_END}"),
        "but",
    ),
    (pattern(rf"{_AROUND}(?P<rows>{_ROWS})(?:不要|除外|去掉|别要),?{_ALL}{_ON}{_END}"), "but"),
    (pattern(rf"{_AROUND}{_BUT}(?P<rows>{_ROWS})(?:以外|之外|外)?,?{_ALL}{_OFF}{_END}"), "only"),
    (pattern(rf"{_AROUND}(?:只|就|光|单|仅|只有)(?:是|{_ON})*(?P<rows>{_ROWS})(?:就|{_ON})*{_END}"), "only"),
    (pattern(rf"{_AROUND}(?P<rows>{_ROWS})(?:都|就|也|先|全)*{_OFF}{_END}"), "off"),
    (pattern(rf"{_AROUND}{_OFF}(?P<rows>{_ROWS}){_END}"), "off"),
    (pattern(rf"{_AROUND}(?P<rows>{_ROWS})(?:都|就|也|先|全|还)*{_ON}{_END}"), "on"),
    (pattern(rf"{_AROUND}{_ON}(?P<rows>{_ROWS}){_END}"), "on"),
    (pattern(rf"{_AROUND}(?P<rows>{_ROW}(?:[,和跟与及加]|还有|以及)+{_ROWS}){_END}"), "only"),
)
_NAMED = pattern(
    rf"{_AROUND}(?P<about>.{{2,24}}?)的?[那这][一1]?(?:个|条|项|段|处)(?:内容)?(?:[也都就再先全]|给我|一起|一块儿?)*"
    rf"(?:(?P<on>{_ON})|{_OFF}){_END}"
)
_THEN = pattern(r"[,，。;；\s]+|(?=(?:再|然后|接着|并)+[做出弄生导存打发])")
_NUMBER = pattern(r"\d{1,3}(?=个|条|道|句|题|篇|项|件|段|处|号|点|[^\d]|$)")
_FIRST = pattern(r"头1?(?=[个条段处项])")
_BLANKS = pattern(r"(?<=[\d个条道句题段处])\s+(?=第?[\d一二三四五六七八九十])")
_HOW_MANY = pattern(r"[这那][\d两几]?(?:个|条|道|句|题|段|处|项)")


@dataclass(frozen=True, slots=True)
class Ticks:
    """`rows` get a tick (`on`) or lose it; `only`: and all others get the contrary."""

    rows: frozenset[int]
    on: bool
    only: bool = False

    def of(self, ticked: Set[int], every: Set[int]) -> frozenset[int]:
        """Return which entries of `every` have a tick then."""
        if self.only:
            return frozenset(self.rows & every if self.on else every - self.rows)
        return frozenset(ticked | (self.rows & every) if self.on else ticked - self.rows)


@lru_cache(READ_AT_ONCE)
def read_ticks(text: str) -> Ticks | None:
    """Return which entries all of `text` wants to have a tick; None where it says anything else."""
    said = canonical_numerals(run_together(_BLANKS.sub(",", text))) if len(text) <= LONGEST else ""
    said = _FIRST.sub("第1", said)
    for form, how in _FORMS:
        if said and (match := form.fullmatch(said)):
            rows = frozenset(int(number) for number in _NUMBER.findall(_HOW_MANY.sub("", match["rows"])))
            return Ticks(rows, on=how in {"on", "only"}, only=how in {"only", "but"}) if rows else None
    return None


@lru_cache(READ_AT_ONCE)
def named_ticks(text: str) -> tuple[str, bool] | None:
    """Return the words of the one entry that all of `text` wants to have a tick, or to lose it (False)."""
    match = _NAMED.fullmatch(run_together(text)) if len(text) <= LONGEST else None
    return (match["about"], match["on"] is not None) if match else None


@lru_cache(READ_AT_ONCE)
def and_then(text: str) -> tuple[str, str]:
    """Return what `text` says of ticks, and what is to be done then: 勾上6 and 再做一份, or nothing."""
    match = _THEN.search(text)
    return (text[: match.start()], text[match.end() :]) if match and match.start() else (text, "")
