"""What is said of the pushes in any words, where they were spoken of last: what functions/ likely hears.

What is so meant is only answered or asked, never done.
"""

from collections.abc import Mapping
from enum import StrEnum

from core.patterns import pattern
from knowledge.language.functions.recogniser import functions_meant
from knowledge.language.talk.assent import assent

LONGEST = 30  # characters
LIKELY = 0.4
_WHEN = pattern("几[点时]|时[候后间]|多久")
_OTHERS = pattern("放假|[上下]班|开会|发[工奖]|报销|吃饭|开饭")  # what comes that is no push
_WORDS, _BOTH = pattern("文|字"), pattern("图片?(?:[和加跟]|文|与)|[文字][^,，]{0,2}图|都[要发]|两样|一起")
_NO_PICTURE = pattern(r"(?:不|没|别|甭).{0,2}图|图.{0,2}(?:不|打不|看不|没)|流量")

# 年假批不下来 照发吧: days that were left out, unnamed.
_DAYS_BACK = pattern(
    r"(?:^|[\s,，])(?:那[几两三四五六七]?[天日周](?:就|都|也|还是?)*(?:恢复|照[常旧]?发|发吧|[别不]停)|照[常旧]?发)[吧了啊]*$"
)
_STAYS = pattern("[不别没].{0,3}(?:退|取消)")


class SettingMeant(StrEnum):
    """What of the settings is likely meant."""

    STATE = "state"
    MUTE = "mute"
    UNMUTE = "unmute"
    CARD = "card"
    TEXT = "text"
    BOTH = "both"
    RESUME = "resume"
    END = "end"


# What the model hears too little of.
_SAID = (
    (SettingMeant.MUTE, pattern(r"^\s*免打扰")),
    (
        SettingMeant.STATE,
        pattern(
            r"^(?:现在|眼下|目前|如今|当前|这会儿)(?:是|都|到底)*(?:怎么|咋|什么|啥)(?:个)?(?:定|设|安排|弄|排)的?[呀啊呢]?$"
        ),
    ),
)
_MEANS: Mapping[str, SettingMeant] = {
    "settings": SettingMeant.STATE,
    "mute": SettingMeant.MUTE,
    "unmute": SettingMeant.UNMUTE,
    "resume": SettingMeant.RESUME,
    "unsubscribe": SettingMeant.END,
}


def setting_meant(text: str) -> SettingMeant | None:
    """Return what `text` likely means; None: nothing of the settings."""
    if not 1 < len(text) <= LONGEST or "题" in text:  # 题不要了 is said of 每周一题
        return None
    if assent(text) is not None:  # 取消 leaves what was asked
        return None
    said = next((meant for meant, form in _SAID if form.search(text)), None)
    return said or _likely(text)


def _likely(text: str) -> SettingMeant | None:
    function, odds = next(((one.name, odds) for one, odds in functions_meant(text)), ("", 0.0))
    if odds < LIKELY:
        return SettingMeant.RESUME if _DAYS_BACK.search(text) else None
    if function == "as_picture":
        return _look(text)
    if function == "preview" and _WHEN.search(text):  # 下一条几点到
        return SettingMeant.STATE
    if function == "settings" and _OTHERS.search(text):  # 什么时候放假
        return None
    return None if function == "unsubscribe" and _STAYS.search(text) else _MEANS.get(function)


def _look(text: str) -> SettingMeant:
    """Return how the quote shall look: a picture unless words are named, or a picture is unwanted."""
    if _NO_PICTURE.search(text):
        return SettingMeant.TEXT
    if _BOTH.search(text):
        return SettingMeant.BOTH
    return SettingMeant.TEXT if _WORDS.search(text) else SettingMeant.CARD
