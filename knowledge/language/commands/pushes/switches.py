"""What is turned on and off with the pushes: 静音, 节前提醒打开, 声音关掉, 不要图片只要文字, 推送打开."""

from enum import StrEnum
from functools import lru_cache

from core.patterns import any_of, pattern
from knowledge.language.schedules.tokens import heard_in
from knowledge.language.writing.normalize import READ_AT_ONCE
from knowledge.language.writing.signs import run_together

LONGEST = 60  # characters


class Turned(StrEnum):
    """What is to hold from now on."""

    EVE = "eve"  # 节前提醒
    NO_EVE = "no eve"
    SOUND = "sound"
    SILENCE = "silence"
    CARD = "card"
    TEXT = "text"
    BOTH = "both"
    PUSHES = "pushes"


_LEAD = (
    r"(?:请|麻烦[你您]?|帮我|给我|我|想|要|能不能|可以|把|将|以后|推送|廉语|每日廉语|发送?|的?时候|时|设为|设成|设置成?|改成|改为|调成"
    r"|(?:弄|搞|整|变|换|调|改|设)[成到为]?|给它|它|手机|这个|开启|,)*?"
)
_TAIL = r"(?:推送|模式|的|发|吧|了|行吗|好吗|可以吗|谢谢[你您]?|[,.!?~])*"
_THEN = (
    r"(?:(?:夜里|半夜|大半夜|夜间|深夜|晚上|晚间|中午|午休|早上|上午|下午|凌晨|白天|上班时间|工作时间)"
    r"(?:的?时候|的?时间|时)?(?:就|都|也|给我)*)?"
)
_MUTE = pattern(
    rf"{_LEAD}{_THEN}(?:(?:别|不要|不|莫|甭)(?:再|给我|[让叫使]?(?:它|手机|我))*(?:响(?:铃)?|叮咚?|出声|嗡嗡?)(?!应)|静音|无声|不要?响铃?|别响铃?|不要?(?:出|有)声音?|别出声|不要声音|关(?:闭|掉)?(?:声音|铃声|提示音)|消音|免打扰模式){_TAIL}"
)
_UNMUTE = pattern(
    rf"{_LEAD}(?:(?:取消|关闭|关掉|解除|不要|别|不用)静音|(?:恢复|打开|开启|开)(?:响铃|声音|铃声|提示音)|要?响铃|要响|(?:要|有|放)(?:声音|铃声|提示音)){_TAIL}"
)
_BEFORE_HOLIDAYS = (
    r"(?:放假|过?节|节假日|假期|长假|节日|(?:元旦|春节|清明|五一|端午|中秋|国庆)节?)"
    r"(?:之?前|以前)(?:的?[1一]天)?"
)
_REMIND = r"(?:提醒|提示|打(?:个|声)?招呼|(?:推送|推|发)(?:[1一][条次个](?:提醒)?|提醒))"
_EVE_LEAD = r"(?:请|麻烦[你您]?|帮我|给我们?|我们?|想|要|能不能|可以|以后|每次|记得|每个?|,)*+"
_EVE_TAIL = (
    r"(?:[1一]?下|[1一]声|大家|我们?|群里|各位|[1一][条次]|功能|吧|了|啊|呀|行吗|好吗|可以吗|谢谢[你您]?"
    r"|[,.!?~])"
)
_EVE = pattern(
    rf"{_EVE_LEAD}(?:开启|打开|开通|开|加上|增加|恢复){_BEFORE_HOLIDAYS}的?{_REMIND}{_EVE_TAIL}*"
    rf"|{_EVE_LEAD}{_BEFORE_HOLIDAYS}(?:也|都|再|给|先|记得|要|请|我们?|大家)*{_REMIND}{_EVE_TAIL}+"
    rf"|{_EVE_LEAD}{_BEFORE_HOLIDAYS}(?:也|都|再|给|先|记得|要|请|我们?|大家)++{_REMIND}"
)
_NO_EVE = pattern(
    rf"{_EVE_LEAD}(?:不要?|不用|不需要|不再|别|取消|关闭|关掉|停掉|停止|退订)(?:再)?{_BEFORE_HOLIDAYS}的?{_REMIND}{_EVE_TAIL}*"
    rf"|{_EVE_LEAD}{_BEFORE_HOLIDAYS}的?(?:(?:不要|不用|不必|别)(?:再)?{_REMIND}|{_REMIND}(?:关掉|关闭|关了|取消|停掉|停了|不要了|不用了)){_EVE_TAIL}*"
)
_CLAUSES, _ASKS_WHY = pattern("[,;.!~]+"), pattern("[?吗么呢]|什么|怎|哪|谁")
# Each by its name, with what turns it on or off before or behind it.
_EVE_NAME = rf"(?:{_BEFORE_HOLIDAYS}的?{_REMIND}|节前提醒)(?:功能|开关)?"
_ON = r"(?:打开|开启|开通|启用|恢复|开起来|开开|开上|开着|开|加上|弄上|设上|要)(?:1?下|一下)?"
_OFF = r"(?:关掉|关闭|关上|关|取消|停掉|停用|停|去掉|解除|不要|不用|别要?)(?:1?下|一下|了)?"
_AROUND_BEFORE = (
    r"(?:请|麻烦[你您]?|帮忙|帮我|给我们?|我们?|能不能|可以|可不可以|我?想要?|以后|[每当]天|那个?|这个?|就|把|将|也|先"
    r"|每日廉语|廉语|推送|的|,)*+"
)
_BETWEEN = r"(?:那个|这个|功能|模式|开关|也|都|先|给我们?|帮我|请|还是|就|[1一]下|,)*"
_AROUND_BEHIND = r"(?:[1一]?下|掉|吧|了|啊|呀|呗|哈|行吗|好吗|可以吗|谢谢[你您]?|麻烦[你您]?了?|[,.!~])*"
_NAMES: dict[str, tuple[Turned, Turned | None]] = {
    _EVE_NAME: (Turned.EVE, Turned.NO_EVE),
    r"(?:声音|铃声|响铃|提示音|通知音|提醒音)": (Turned.SOUND, Turned.SILENCE),
    r"(?:静音|免打扰)": (Turned.SILENCE, Turned.SOUND),
}
_TURNED = tuple(
    (pattern(form.format(lead=_AROUND_BEFORE, name=name, verb=verb, mid=_BETWEEN, tail=_AROUND_BEHIND)), turned)
    for name, both in _NAMES.items()
    for verb, turned in zip((_ON, _OFF), both, strict=True)
    if turned
    for form in ("{lead}{name}{mid}{verb}{tail}", "{lead}{verb}{mid}{name}{tail}")
)
_CARD, _TEXT = r"(?:图片|卡片|图卡|图)(?:版|的|形式)?", r"(?:文字|纯文字|文本|字)(?:版|的|形式)?"
_WANT = r"(?:只?要|只?发|改成?|换成?|用|改发|改为|变成|还是)"
_NO_TEXT, _NO_CARD = rf"{_OFF}发?{_TEXT}了?", rf"{_OFF}发?{_CARD}了?"
_TWO = rf"(?:{_CARD}[和跟加带,]{_TEXT}|{_TEXT}[和跟加带,]{_CARD})"
_LOOKS = (
    (rf"(?:{_WANT}{_CARD},?{_NO_TEXT}|{_NO_TEXT},?(?:{_WANT})?{_CARD}|{_TEXT}{_OFF})", Turned.CARD),
    (rf"(?:{_WANT}{_TEXT},?{_NO_CARD}|{_NO_CARD},?(?:{_WANT})?{_TEXT}|{_CARD}{_OFF})", Turned.TEXT),
    (rf"(?:{_WANT})?{_TWO}(?:都|一起|一块儿?)[要发有]", Turned.BOTH),
)
_LOOK = tuple((pattern(f"{_AROUND_BEFORE}{words}{_AROUND_BEHIND}"), turned) for words, turned in _LOOKS)
_PUSHES_ON = pattern(
    r"(?:请|帮我|给我|把|我?要|想)*+(?:每日廉语|廉语|每日推送|推送)(?:功能|开关)?(?:给我|帮我|也)*(?:打开|开启|开通|开起来|开开|开)"
    rf"{_AROUND_BEHIND}|(?:请|帮我|给我|我?要|想)*+(?:打开|开启|开通|开[1一]?下)(?:每日廉语|廉语|每日推送|推送){_AROUND_BEHIND}"
)
_KNOWN = (*_TURNED, *_LOOK, (_PUSHES_ON, Turned.PUSHES))
_ANY = any_of(form.pattern for form, _ in _KNOWN)


def turned(text: str) -> Turned | None:
    """Return what is turned on or off where all of `text` says that; None: nothing."""
    return _turned(_said(text))


def _said(text: str) -> str:
    """Return what the patterns are compared with; empty for what is too long: no pattern matches that."""
    said = run_together(text)
    return said if len(said) <= LONGEST else ""


@lru_cache(READ_AT_ONCE)
def _turned(said: str) -> Turned | None:
    if not _ANY.fullmatch(said):
        return None
    return next(what for form, what in _KNOWN if form.fullmatch(said))


def mute_wanted(text: str) -> bool | None:
    """Return whether pushes shall make no sound, where all of `text` says that; else None."""
    said = _said(text)
    if (what := _turned(said)) in {Turned.SOUND, Turned.SILENCE}:
        return what is Turned.SILENCE
    if _UNMUTE.fullmatch(said):
        return False
    clauses = [one for one in _CLAUSES.split(said) if one]
    if len(clauses) > 1 and not _ASKS_WHY.search(said):  # 夜里莫响，吵老伴 says why
        others = [one for one in clauses if not _MUTE.fullmatch(one)]
        return True if len(others) < len(clauses) and not any(map(heard_in, others)) else None
    return True if _MUTE.fullmatch(said) else None


def eve_wanted(text: str) -> bool | None:
    """Return whether 节前提醒 is wanted, where all of `text` says that (节前提醒一下大家); else None."""
    said = _said(text)
    if (what := _turned(said)) in {Turned.EVE, Turned.NO_EVE}:
        return what is Turned.EVE
    if _NO_EVE.fullmatch(said):
        return False
    return True if _EVE.fullmatch(said) else None
