"""What people say of being away themselves: 我要休假一周, 下周我出差三天, 我请两天年假.

It asks the speeches nothing, and says nothing of the pushes: at most it may be asked whether they are to stop.
"""

import re

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 40  # characters

_WHO = r"(?P<who>(?:我们?|本人|俺们?|咱们?)(?:这边|这儿|这里|自己)?)"
_NUMBER = r"[\d一二两三四五六七八九十半几]"
_LENGTH = (
    rf"(?P<length>(?:大[概约]|差不多|约莫)?(?:半个?|好?{_NUMBER}{{1,3}}个?(?:半|来|多)?)"
    r"(?:天|周|星期|礼拜|月|年)(?:左右|时间)?)"
)
_WEEKDAY = r"(?:周|星期|礼拜)(?:[一二三四五六七日天末1-7])?"
_HOLIDAY = r"(?:春节|过年|国庆|十一|五一|劳动节|中秋|端午|清明|元旦|元宵|寒假|暑假|节|年)"
_DAY = (
    rf"(?:大?后天|明[天日儿早]|今[天日儿早]|[这本下上]*个?{_WEEKDAY}|[这本下]个?月|月[底初末中]|年底|年初|明年|今年|{_NUMBER}{{1,3}}月"
    rf"(?:{_NUMBER}{{1,3}}[日号]?)?|{_NUMBER}{{1,3}}[日号]|{_HOLIDAY}|[上下]午|早上|晚上|中午)"
)
_WHEN = (
    rf"(?P<when>(?:从|自)?{_DAY}(?:开始|以后|之后|以前|之前|期间|[起后前到至])?"
    r"|马上|最近|这几天|这两天|过几天|过两天|过些天|这段时间|那几天|接下来|未来|近期)"
)
_WILL = (
    r"(?:(?:去|到|上)[\u4e00-\u9fff]{2,3}(?=出差|培训|学习|开会|休假|旅游|疗养)|在外(?:地|面|头)?|要|(?P<wish>想)|得|准备|打算|可能|也许|估计|会|将|需要?|正?在|已经?|正|刚|就|又|也|都|先|快|该|去|到|至|休|请|放|出|有|是|个|的|一?下|申请|批了|安排"
    r"|外地|省里|市里|县里|北京|上海|老家)"
)
# Words of absence alone, and those that only mean one where somebody says who and when.
_AWAY = (
    r"(?P<away>(?:去|到|上)(?:外地|外省|省[里城]|市里|县里|区里|乡下|基层|北京|上海|老家|总部|[\u4e00-\u9fff]{2}[市县省])"
    r"|(?:[年病事婚丧产]|陪产|探亲|公休|护理|育儿|哺乳|长|小长)?假期?|休息|调休|轮休|出差|外出|出国|出门|住院|动?做?(?:个|一个)?(?:小)?手术|度假|旅游|旅行|疗养"
    r"|回(?:老?家|乡)|探亲|不在(?:单位|办公室|岗|家|本地|这里)?|不(?:来|上班|在岗)|来不了|到不了|去?党校|驻村|下乡|隔离|养病|生孩子|坐月子)"
)
_BUSY = r"(?P<busy>(?:脱产|封闭|集中)?(?:培训|学习|集训)|体检|开会|考试|挂职|值夜班)"
_SOFT = r"(?:[了啦哈哦啊呀吧呢嘛]|你好|您好|请问|跟你说|说一?声|报告一下|[^\w])"
_RANGE = pattern(rf"(?:从|自)?{_DAY}(?:到|至|-|~){_DAY}(?:我|要|去|在|都)*(?:出差|外出|休假|请假|不在)")
_HOW_LONG = pattern("(?<![这那过好])[几幾](?:天|周|个|号|日)")
_TOKENS = tuple(pattern(one) for one in (_WHO, _LENGTH, _WHEN, _AWAY, _BUSY, _WILL, _SOFT))


def is_absence(text: str) -> bool:
    """Return whether somebody says no more than that they will be away, or are."""
    if not text or len(text) > LONGEST or re.search("[?？]", text):
        return False
    said, found = with_plain_signs(fold(text)).strip(), set[str]()
    said_whole = said
    while said:
        match = next((match for one in _TOKENS if (match := one.match(said)) and match.end()), None)
        if match is None:
            return False
        found.update(name for name, words in match.groupdict().items() if words)
        said = said[match.end() :]
    if "who" not in found and _HOW_LONG.search(text):  # 元旦放几天假 asks
        return False
    if "away" in found:  # 后天到大后天出差 is said of oneself as well
        return bool(found & {"who", "length"}) or _RANGE.search(said_whole) is not None
    # 我想学习今年的, 我要学习今年的 ask for what is to be read.
    is_wish = "wish" in found or text.rstrip("。.!！ ").endswith("的")
    return not is_wish and {"busy", "who"} <= found and bool(found & {"when", "length"})
