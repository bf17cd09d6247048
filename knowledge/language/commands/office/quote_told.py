"""What an editor wants done with a quote that is named by its words: 四月一号推“戒尺”那条.

Which quotes have these words the caller finds; their cards are shown, and the buttons there do it.
"""

from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

LONGEST = 60  # characters
_N = r"[\d一二两三四五六七八九十]"
_DAY = (
    rf"(?:(?:{_N}{{1,3}}月|[本这下]个?月)?{_N}{{1,3}}[日号]|[明后]天|大后天|(?:[本这下]个?)?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|元旦|清明|五一|端午|国庆|中秋|春节)"
)
_ONE = r"(?:那|这)[1一]?(?:条|句|段|个)(?:话|廉语)?"
_MARK = '“”"「」『』‘’'
_QUOTED, _NAMED = rf"(?P<quoted>[^{_MARK}]{{2,30}})", rf"(?P<named>[^{_MARK},，。]{{2,16}}?)"
_WORDS = rf"(?:[{_MARK}]{_QUOTED}[{_MARK}]的?{_ONE}?|{_NAMED}的?{_ONE})"
_LEAD = r"(?:请|麻烦|帮我|给我|那就?|就|还是|先|我想|我要|把|将|[,，])*+"
_END = r"(?:[了吧啊呗。.!！]|就行|就好)*"
_PUSHES = r"(?:推送?|发|放|用|定|上|排|安排)(?:一?下|上)?"
_FORMS = tuple(
    pattern(form)
    for form in (
        rf"{_LEAD}(?P<day>{_DAY})(?:的?廉语)?(?:就|要|改|换|那天)*(?:{_PUSHES}|换成?|改成?|改?为)(?:讲|说|提到?)?{_WORDS}{_END}",
        rf"{_LEAD}(?:讲|说|提到?)?{_WORDS},?(?:就|给我|帮我|请|那就)*(?:放到?|定到?|安排到?|排到?|挪到?|留到?|留给|改到?|到)?(?:在|给)?(?P<day>{_DAY})(?:再)?(?:推送?|发|用)?{_END}",
        rf"{_LEAD}(?:换成|改成|换)(?:讲|说|提到?)?{_WORDS}{_END}",
        rf"{_LEAD}(?:讲|说|提到?)?{_WORDS}(?:也|都|给我)*(?:加|放|收|列|编|选|添)(?:进|到|入|在|上)?(?:每日)?廉语(?:库|里面?|当中|中)?(?:去|来)?{_END}",
        rf"{_LEAD}(?:隐藏|停用|停掉|撤掉?|拿掉|去掉|删掉?|别[再]?[推发用]|不要[再]?[推发用]|不[再]?[推发用])(?:讲|说|提到?)?{_WORDS}(?:廉语)?{_END}",
        rf"{_LEAD}(?:讲|说|提到?)?{_WORDS}(?:以后|今后|就|再|都)*(?:隐藏|停用|停掉|撤[掉了]|拿掉|别[再]?[推发用]|不要[再]?[推发用]|不[再]?[推发用])(?:送)?{_END}",
    )
)
_NO_WORDS = pattern(
    rf"(?:刚才|刚刚|上面|前面|今天|昨天|明天|最后|上|下|另外?|别的|哪|[那这]|通过|不用|待审|在用|通知|题|意见|问题).*|第?{_N}{{1,3}}"
)


@dataclass(frozen=True, slots=True)
class QuoteTold:
    """The words that the quote has in it, and the day, in words, on which it is to come; empty for none."""

    words: str
    day: str


def quote_told(text: str) -> QuoteTold | None:
    """Return which quote is named in all of `text`, and for which day; None for other words."""
    said = fold(text).strip()
    if len(said) > LONGEST or "?" in said:
        return None
    for form in _FORMS:
        match = form.fullmatch(said)
        words = (match["quoted"] or match["named"] or "").strip() if match else ""
        if match and words and (match["quoted"] or not _NO_WORDS.fullmatch(words)):
            return QuoteTold(words, match.groupdict().get("day") or "")
    return None
