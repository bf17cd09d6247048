"""What people tell of having been given something: 领导给我塞了条烟, 有人送我购物卡，该交给谁.

It happened to the person who tells it: they are shown where to go, and it is kept nowhere, as a report is.
What is asked in general (收人家一条烟算不算违纪, 别人送礼怎么办) is a question to the speeches.
"""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 80  # characters

_COUNTED = r"(?:[一1两2二三3几好数半]{0,2}(?:[条盒包瓶箱袋张部块对件份提筐个沓万千百]|大包小包)|点儿?|些)"
_NAMED = (
    r"(?:名?烟|名?酒|茶叶?|红包|礼[品物金盒]|(?:购物|加?油|充值|电话|会员|消费|超市|礼品|银行)卡|提货[券单]|现金|好处费?|辛苦费|土特?产|月饼|大闸蟹"
    r"|螃蟹|水果|手机|手表|首饰|金条|保健品|信封|茅台|五粮液|购物券|代金券)"
)
_MONEY = r"[\d一二两三四五六七八九十几百千万]{1,6}(?:块|元)钱?"
_THING = rf"(?:{_COUNTED}?{_NAMED}|{_COUNTED}[礼钱卡包东表][^,.?!]{{0,3}}|{_MONEY})"
_GAVE = (
    r"(?:硬|非要|偷偷|悄悄|又|还|都|一直|总|老|私下)*(?:塞|送|递|捎|带|拎|提|寄|转|打|发|留|拿|放|搬|扔)"
    r"(?:给|过|来|到|进|下|在)?"
)
_MINE = r"[我俺](?:[家车]|爱人|老婆|老公|媳妇|孩子|儿子|女儿|父母|妈|爸|们|办公室|桌上|包|手)?(?:里|上)?"
_DONE = r"(?:了|过|来了?|的)?"
_TO_ME = (
    rf"(?:给|往|向|跟|在|到){_MINE}{_GAVE}{_DONE}{_THING}"
    rf"|{_GAVE}{_DONE}{_MINE}{_DONE}{_THING}"
    rf"|(?:把|将|拿){_THING}{_GAVE}{_DONE}{_MINE}"
)
_BEFORE = r"(?:已经|今天|昨天|前天|刚|刚才|上周|上次|也|就|不小心|不慎|没办法|只好|当时)*"
_TOOK = rf"{_MINE}{_BEFORE}(?:收|拿|接|留)(?:了|过|到|下)(?:了|过)?[^,.?!]{{0,10}}?{_THING}"
_GIVEN = pattern(f"{_TO_ME}|{_TOOK}")
# 给我发个红包截图, 给我送一句: of the bot, or of what the speeches say.
_NOT_OF_IT = pattern(r"廉语|推送|讲话|原文|规定里|条例|图片|算不算|能不能收|可以收吗|能收吗|该不该收")


def was_given(text: str) -> bool:
    """Return whether somebody tells that they, or their family, were given something."""
    if "我" not in text and "俺" not in text:
        return False
    said = with_plain_signs(fold(text[: 4 * LONGEST])).replace(" ", "")
    return len(said) <= LONGEST and bool(_GIVEN.search(said)) and not _NOT_OF_IT.search(said)
