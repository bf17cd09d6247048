"""Questions about a chat's settings that one sentence answers: 元旦前会提醒我吗, 看看都停哪几天, 现在几点发."""

from enum import StrEnum

from core.patterns import pattern
from knowledge.language.writing.signs import run_together

LONGEST = 24  # characters


class StateAsked(StrEnum):
    """What of the settings is asked about."""

    EVE = "eve"  # 节前提醒
    MADE_UP = "made_up"  # the weekends that are worked for a holiday
    ALL = "all"


_WHO = (
    r"(?:请问|那|看看|看1下|帮我[看查]|查1下|我们?|咱们?|这里|群里|每日廉语|廉语|推送|现在|目前|今天|每天|都|是"
    r"|到底|,)*+"
)
_TAIL = r"(?:了|啊|呀|呢|的)*"
_HOLIDAY = (
    r"(?:节|过节|放假|节假日|假期|长假|(?:元旦|春节|清明|五1|端午|中秋|国庆)节?)(?:之?前|以前)(?:[1一]天)?"
)
_FORMS = (
    (
        StateAsked.EVE,
        rf"{_WHO}{_HOLIDAY}(?:会|还|能|要|有)*(?:提醒|通知|说1声)(?:我们?|大家)?(?:[吗么]|不(?:会)?)"
        rf"|{_WHO}节前提醒(?:开着|开了|打开了|有没有开|开没开|在)(?:[吗么没]|没有)?",
    ),
    (
        StateAsked.MADE_UP,
        rf"{_WHO}(?:调休)?(?:补班|调休)(?:上班)?(?:的?(?:日子|时候|那1?天|周末|日|天))?(?:也|还|会|算|要|得)*"
        rf"(?:推送|推|发|收|算)?(?:[吗么]|不)?{_TAIL}",
    ),
    (
        StateAsked.ALL,
        rf"{_WHO}(?:停的?|暂停的?|不[发收推])?(?:哪|那)几天(?:不[发收推要]?|停|没有|会停|不会发|暂停|发|收|推送){_TAIL}"
        rf"|{_WHO}(?:停|暂停|不发|不收|发|收)(?:了|的是)?哪几天{_TAIL}"
        rf"|{_WHO}(?:几点|几时|什么时候|啥时候|何时)(?:不)?(?:推送|推|发|收){_TAIL}"
        rf"|{_WHO}下[1一][条句次](?:是|在|到底)*(?:几点|几时|什么时候|啥时候|何时|哪天)(?:推送|推|发|收|来|到)?{_TAIL}"
        rf"|{_WHO}(?:什么|啥|个什么)(?:情况|状态|设置|安排){_TAIL}|{_WHO}(?:怎么|咋|怎样)(?:个)?(?:[设定订弄发推]|安排|设置)(?:的|着)*{_TAIL}"
        rf"|{_WHO}(?:给我们?)?(?:[定设订]|设置|安排)(?:的是|的|了|些|点)+(?:什么|啥|哪些|几点|哪几天){_TAIL}"
        rf"|{_WHO}(?:的|,)*(?:设置|安排|设定)(?:都?是|有)?(?:什么|啥|怎样|怎么样|如何|咋样|哪些|给我[看念]1?[看下]|看看|看1下|念1下|说1下){_TAIL}"
        rf"|{_WHO}(?:看看|看1?下|查1?下|查查|念念|说说|告诉我)(?:我们?|现在|目前|群里|这里|推送|廉语|的)*(?:设置|安排|设定)(?:情况)?{_TAIL}",
    ),
)
_ASKED = tuple((what, pattern(form)) for what, form in _FORMS)


def state_asked(text: str) -> StateAsked | None:
    """Return what all of `text` asks of the settings; None for anything else."""
    said = run_together(text).rstrip("?!.,~").replace("一", "1")
    if not said or len(said) > LONGEST:
        return None
    return next((what for what, form in _ASKED if form.fullmatch(said)), None)
