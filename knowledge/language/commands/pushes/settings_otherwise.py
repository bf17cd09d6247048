"""What is said of the pushes in any words, where they were spoken of last: by its likeness to known sentences.

What is so meant is only answered or asked, never done.
"""

from enum import StrEnum
from functools import cache
from pathlib import Path

from core.patterns import pattern
from knowledge.language.words.likeness import Sentences
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.pinyin import readings, sound

FILE = Path(__file__).with_name("settings_otherwise.txt")
LONGEST = 20  # characters
LIKE, LIKE_IN_SOUND = 0.5, 0.62
_AROUND = pattern(
    r"请问|请|麻烦|劳驾|谢谢[你您]?|廉语|推送|那么|[你您]|[把叭吗呢啊吧呀哦嘛么哈呗啦,，、。？?！!~～\s]"
)


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


def setting_meant(text: str) -> SettingMeant | None:
    """Return what `text` likely means, also with characters that only sound like it; None: nothing."""
    if not 1 < len(text) <= LONGEST or "题" in text:  # 题不要了 is said of 每周一题
        return None
    name, like = _sentences().nearest(text)
    if like < LIKE:
        name, like = _by_sound().nearest(text)
        if like < LIKE_IN_SOUND:
            return None
    return SettingMeant(name)


@cache
def _sentences() -> Sentences:
    return Sentences(FILE, _bare)


@cache
def _by_sound() -> Sentences:
    return Sentences(FILE, lambda text: sound(readings().of(_bare(text))) or text)


def _bare(text: str) -> str:
    return _AROUND.sub("", fold(text))
