"""How much earlier or later the quote is wanted: 晚一个小时, 提前半小时, 往后挪一刻钟, 早一点发."""

import re
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 30  # characters
_SOME = 30  # minutes
_THING = r"(?:[每今]日|每天)?的?(?:廉语|推送|提醒|消息|一句|那条|这个)的?(?:时间)?"
_LEAD = (
    rf"(?:请|麻烦[你您]?|帮我|给我|能不能|可不可以|能否|可以|能|我|想|要|以后|今后|把|将|再|也|还是|就|时间|改|调整?|挪|发送?|推送?|{_THING}"
    rf"|[,])*"
)
_EARLIER = r"(?:提前|提早|早|(?:往|向|朝)前(?:挪|推|调|移|提)?)"
_LATER = r"(?:推迟|延后|延迟|推后|推晚|晚|迟|(?:往|向|朝)后(?:挪|推|调|移|延|拖)?)"
_MUCH = (
    r"(?P<hours>\d{1,2})(?:个)?(?P<half>半)?(?:小时|钟头|钟)(?P<rest>半)?|(?P<half_hour>半)个?(?:小时|钟头|钟)|(?P<minutes>\d{1,3})分(?:钟)?"
    r"|(?P<quarters>[1-3])刻钟?|(?P<some>[1一]?(?:点|些|会)儿?|几分钟|[1一]下)"
)
_SEND = r"(?:推送|推|发送|发|提醒|送|来)"
_TAIL = (
    rf"(?:再?{_SEND}|给我们?|过来|[1一][条句]|廉语|到群里|吧|了|啊|呀|哈|行[吗不]|好[吗不]|可以[吗不]|可不可以"
    r"|行不行|谢谢[你您]?|[,.!?~])*"
)
_SHIFT = pattern(rf"{_LEAD}(?:(?P<back>{_EARLIER})|(?P<on>{_LATER}))(?:{_SEND})?(?:{_MUCH}){_TAIL}")
# 别太早发
_NOT_SO = pattern(rf"{_LEAD}(?:不要|别)(?:那么|这么|太)(?P<too>[早晚]){_SEND}{_TAIL}")
_OF_SENDING = pattern(r"推送|推(?![迟后晚])|发|廉语|提醒|消息|送|时间")


@dataclass(frozen=True, slots=True)
class Shift:
    """By how many minutes the quote is wanted later; less than 0: earlier.

    `exact`: so many; else some. `sending`: it was said that the sending is meant.
    """

    minutes: int
    exact: bool
    sending: bool


def read_shift(text: str) -> Shift | None:
    """Return how much earlier or later `text` wants the quote; None where it says no such thing, or more."""
    if len(text) > LONGEST:
        return None
    said = canonical_numerals(with_plain_signs(fold(text))).replace("两", "2")
    said = "".join(said.split())
    if (match := _NOT_SO.fullmatch(said)) is not None:
        return Shift(_SOME if match["too"] == "早" else -_SOME, exact=False, sending=True)
    match = _SHIFT.fullmatch(said)
    if match is None:
        return None
    minutes = _minutes(match)
    if minutes == 0:
        return None
    way = -1 if match["back"] else 1
    return Shift(way * minutes, exact=not match["some"], sending=bool(_OF_SENDING.search(said)))


def _minutes(match: re.Match[str]) -> int:
    if match["some"]:
        return _SOME
    if match["half_hour"]:
        return 30
    if match["minutes"]:
        return int(match["minutes"])
    if match["quarters"]:
        return 15 * int(match["quarters"])
    return 60 * int(match["hours"]) + (30 if match["half"] or match["rest"] else 0)
