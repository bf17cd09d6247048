"""What of a message speaks for a wish to the bot or for a question: pieces of its words, and kinds of words.

Hours, spans, days, holidays and names of the daily quote count as such, not by what they say: 改到八点 and
改到晚上9:30 are one sentence. Pieces of the sounds stand beside those of the characters, so that 丁阅, dingyue
and 訂閱 weigh as 订阅 does.
"""

import re
from functools import cache, lru_cache

from core.patterns import pattern
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.language.writing.pinyin import FIRST, readings, without_tones
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 120  # characters that are looked at
_LONGEST_PIECE = 4

# A capital letter stands for each kind; folded text has none.
_DAY = r"(?:周|星期|礼拜)"
_PART = r"(?:早上|早晨|清早|清晨|上午|中午|正午|下午|傍晚|晚上|晚间|夜里|凌晨|早|晚)"
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "H",
        rf"{_PART}?(?:差\d+分?)?(?:\d{{1,2}}:\d\d|\d{{1,2}}点(?:半|\d{{1,2}}分?|[1-3]刻|整)?|[01]\d[0-5]0)钟?(?:左右)?",
    ),
    (
        "P",
        rf"(?:\d+|半|几|好几|两3|[1-9][1-9])(?:个半?|来)?(?:天|{_DAY}|月|年|小时|钟头|分钟|钟)(?:半|多)?(?:时间)?",
    ),
    ("P", r"(?:[1这那]?(?:段时间|阵子?|段日子)|(?:这|那|最近|近)几天|[这本](?:个?月|周|星期|礼拜))"),
    ("D", r"(?:\d{1,2}月\d{1,2}[号日]?|\d{1,2}[号日]|(?:下个?)?月[底初末]|年[底末])"),
    ("W", rf"(?:[每逢下这]个?)*{_DAY}[1-6日天](?:[、和到至-]*{_DAY}?[1-6日天])*"),
    ("K", r"工作日|上班日|平日|gzr|weekdays?"),
    ("E", rf"周末|双休日?|节假日|休息日|公休日|{_DAY}6{_DAY}?[日天]|weekends?"),
    (
        "F",
        r"(?:大?年)?(?:春节|过年|国庆节?|51(?:节)?|劳动节|中秋节?|端午节?|清明节?|元旦|元宵节?|除夕|小?长假|寒假|暑假|年假|放假|假期)",
    ),
    ("M", r"明天|明日|明儿个?|明早|后天|后日|大后天|tomorrow|tmr"),
    ("Y", r"昨天|昨日|昨儿个?|昨早|大?前天|前日|前1[天日]|头天|yesterday|上(?:个?(?:周|星期|礼拜))[1-6日天]?"),
    ("A", r"(?:每日|每天|今日|今天)的?(?:1句话?|廉语|推送|1语|那[条句个])|廉政?语录?|推送消息|日推|小贴士"),
    ("L", r"领导|书记|院长|局长|主席|董事长|主任|总书记"),
)
_KIND = pattern("|".join(f"(?P<{letter}{place}>{said})" for place, (letter, said) in enumerate(_KINDS)))
_GAP = pattern(r"[^\w?]+|_+")
# What is said around a wish as around a question.
_AROUND = pattern(
    r"(?:不好意思|打扰(?:一?下|了)?|麻烦(?:[你您]|一?下|请)*|烦[劳请](?:[你您]|一?下)*|劳驾[你您]?|请问(?:一?下)?|拜托(?:了|[你您])?"
    r"|(?:非常|十分|太)?(?:谢谢|感谢)(?:[你您啦了])*|多谢|辛苦(?:[你您啦了])*|你好|您好|同志|老师|小清|清风"
    r"|(?:可以|行|好|成|中|能)(?:不(?:可以|行|好|能)?|吗|么)|请)"
)


@lru_cache(READ_AT_ONCE)
def plain(text: str) -> str:
    """Return `text` folded, digits for numerals, a letter for each kind of word, ^ and $ at its ends."""
    said = with_plain_signs(fold(text[:LONGEST]))
    said = canonical_numerals(re.sub(r"(?<=[^a-z0-9])\s+(?=[^a-z0-9])", " ", said))
    said = _KIND.sub(lambda match: (match.lastgroup or " ")[0], said)
    return f"^{_GAP.sub(',', said).strip(',')}$"


@lru_cache(READ_AT_ONCE)
def core(text: str) -> str:
    """Return `text` as `plain` does, without what is polite around it."""
    return "^" + _AROUND.sub("", plain(text).strip("^$")).strip(",") + "$"


def features(text: str) -> set[str]:
    """Return the features of a message of any length; the same ones for the same words."""
    whole, bare = plain(text), core(text)
    found = _pieces(whole, 1)
    if bare != whole:
        found |= {f"~{piece}" for piece in _pieces(bare, 2) if piece[0] == "^" or piece[-1] == "$"}
    sounds = _sounds(bare)
    for length in (2, 3):
        found.update("'" + "'".join(sounds[at : at + length]) for at in range(len(sounds) - length + 1))
    found.update(f"#{letter}" for letter in whole if letter.isupper())
    length = len(bare) - 2
    found.add(f"#length {min(length, 12) if length < 12 else 12 + length // 10}")
    return found


def _pieces(said: str, shortest: int) -> set[str]:
    return {
        said[at : at + length]
        for length in range(shortest, _LONGEST_PIECE + 1)
        for at in range(len(said) - length + 1)
    }


def _sounds(said: str) -> list[str]:
    """Return the syllables of `said`: of its characters, and of what is pinyin in it; kinds as they are."""
    found: list[str] = []
    for run in re.findall(r"[a-z]+|[^a-z]", without_tones(said)):
        if run.isascii() and run.isalpha() and run.islower():
            found.extend(_split(run))
        else:
            found.append(_usual(run))
    return found


def _usual(letter: str) -> str:
    """Return the usual syllable of a character; the character itself where it has none."""
    table, at = readings(), ord(letter) - FIRST
    number = table.usual[at] if 0 <= at < len(table.usual) else 0
    return table.syllables[number] if number else letter


@cache
def _splitter() -> re.Pattern[str]:
    syllables = sorted(readings().number, key=len, reverse=True)
    return pattern(f"(?:{'|'.join(syllables)})")


def _split(letters: str) -> list[str]:
    """Return pinyin as syllables, the longest first; what is none stays whole."""
    parts = _splitter().findall(letters)
    return parts if "".join(parts) == letters else [letters]
