"""What people say beside questions: that they have one, what they think of the answer, or to each other."""

import re

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 40  # characters

_SOFT = r"(?:[啊呀哦呢啦了吗嘛吧哈么的]|[^\w])*"
_POLITE = (
    r"(?:[你您]们?好|打扰(?:一?下|了)?|不好意思|麻烦(?:[你您]|一?下|问)?|请问|请教|在吗|同志|老师|清风|小清|哎|诶|那个|我们?|咱|俺|这里|这边|这儿"
    r"|现在|还|也|又|就|倒|突然|正好|[^\w])*"
)
_MATTER = (
    r"(?:[一1]?[个件点些下]|几[个件点]|好?多)?(?:小|别的|其他|新|重要|急)?的?"
    r"(?:问题|疑问|疑惑|困惑|难题|事情?|事儿|情况|地方不明白|不明白的(?:地方)?|不懂的(?:地方)?)"
)
_ASK = r"(?:问问?|请教|咨询|打听|了解|说说?|聊聊?|求助|提问?|讲)"
_TO_YOU = r"(?:[一1]?下|[你您]|[一1]下[你您]|[你您][一1]下|大家|各位)?"
_ASKS_TO_SPEAK = pattern(
    rf"{_POLITE}(?:"
    rf"(?:有|遇到|碰到)了?{_MATTER}(?:想|要|得|能不能|可以|能|可不可以|向|跟|和|找|[,，])*{_TO_YOU}{_ASK}?{_TO_YOU}"
    rf"|(?:想|要|来|能不能|能否|可不可以|可以|能|得|想要|允许我){{1,3}}(?:再|先|跟|向|和|找|给)?{_TO_YOU}{_ASK}{_TO_YOU}{_MATTER}?"
    rf"|{_ASK}{_TO_YOU}{_MATTER}"
    rf"){_SOFT}(?:可以|行|好|方便|成)?(?:不|吗|么|吧)?{_SOFT}"
)
_TITLE = (
    r"(?:姐|哥|处长?|科长?|局长?|主任|总|书记|工|老师|队长?|主席|会计|组长|院长?|所长?|师傅|部长?|叔|姨|秘书"
    r"|经理)"
)
_COLLEAGUE = (
    rf"(?:[老小](?![师清编助同机])[\u4e00-\u9fff](?![\u4e00-\u9fff]{{0,2}}{_TITLE})|(?!清风|小清|机器)[\u4e00-\u9fff]{{1,2}}{_TITLE}"
    r"|大家|各位(?:同事|领导|老师)?|同志们|同事们|小伙伴们?|@\w+)"
)
# What follows a name where somebody else than the bot is spoken to.
_FOR_OTHERS = pattern(
    rf"[^\w@]*{_COLLEAGUE}(?:们)?(?:[,:\s]+(?:[你您]|这|那|周|星期|明天|今天|下周|记得|别忘|帮|麻烦|来|快|看|收)|[你您]们?|都|快|先|记得|别忘|有空|抽空|帮忙|麻烦"
    r"|来|请?(?:看看|看一?下|瞧|瞅)|转发|打印|收到|评评)(?!好[,!。]|谁|什么|怎|哪|要|应该|能).*",
    re.DOTALL,
)
_BLAMES = pattern(
    r"(?:你|您|这|这个|机器人|清风|这玩意儿?|它|回?答案?|说|刚才|又|还是|都|是|怎么|完全|根本|明显|好像|压根|有点|真|好|太|可|也|的|得)*"
    r"(?:笨(?:死|蛋)?|烦人?|蠢|傻|没用|不行|不好用|不靠谱|垃圾|差劲|糟糕|错|不对|不是这个|不准|不准确|牛头不对马嘴|答非所问|驴唇不对马嘴|文不对题|所答非所问"
    r"|胡说(?:八道)?|瞎说|瞎扯|乱答|乱说|离题|跑题|不沾边|不相干|没答到点(?:子)?上|没答对|没说到点(?:子)?上|不是我(?:想)?要的|不是我问的|没回答我|不聪明|智障|弱智|废物|人工智障|又是[这那][个段条句]|还是[这那刚][个段条句才])"
    r"(?:死|透|得很|极|完|掉|吧|了|的|啊|呀|哦|呢|嘛|吗|你|我问的不是这个|,|，|!|！|。|\.|~|\?|？)*"
)
# The same once more: 又重复了, 还是一样的, 看过了. 说的一样吗 and 看过 complain of nothing.
_SAME = r"(?:一样|重复|看过)"
_AGAIN = pattern(
    r"(?:你|您|这个?|机器人|清风|它|回?答案?|说|刚才|怎么|好像|,)*"
    rf"(?:(?:[又都还]是?)(?:[跟和](?:刚才|上面|前面|刚刚))?的?{_SAME}|{_SAME}(?:的[啊呀嘛]|了))(?:的|了|啊|呀|哦|呢|嘛|,|!|\.|~)*"
)
# An opinion of what was said: no passage argues back.
_DISAGREES = pattern(
    r"(?:其实|不过|但是?|可是?|,|，)*(?:我|俺|本人|个人|咱)们?(?:还是|倒|是)?(?:觉得|认为|感觉|看(?!错)|寻思)"
    r"(?:[这那][个段条篇句]?话?|[他她它你您]|领导|书记|讲话?稿?|[说写答提]|的|得|地|有点|不太|根本|都|也|完全|就是|很|太|挺|,|，)*"
    r"(?:不对|不好|不妥|(?<!觉得)(?<!认为)(?<!感觉)(?<!我看)不行|没道理|没用|有问题|不现实|不合理|空话?|虚|假|错|片面|没意思|老套|差)(?:的|了|啊|呀|吧|呢|头)*\W*"
)
_PRAISES = pattern(
    r"(?:你|您|[这那][个条段篇]?话?|今天|句(?:子|话)?|写|机器人|清风|这次|刚才|真|真是|实在|确实|太|很|挺|非常|特别|说|答|回答|讲|找|解释|总结|得|的|都|也|还|可以|蛮|相当)*"
    r"(?:不错|真好|很好|挺好|太好|精彩|到位|专业|准确|精准|聪明|厉害|能干|优秀|棒|给力|有水平|靠谱|有用|好用|完美|在理|周到|及时|全面|正是我要的|就是这个)"
    r"(?:极|得很|啊|呀|哦|呢|了|的|嘛|哈|,|，|!|！|。|\.|~)*"
)


def asks_to_speak(text: str) -> bool:
    """Return whether somebody says no more than that there is something to ask: 我想问个问题, 有件事请教."""
    return _fits(_ASKS_TO_SPEAK, text)


def is_for_others(text: str) -> bool:
    """Return whether people in a group speak to each other: 王姐你看这个，周五要考; 大家看看."""
    return len(text) <= 4 * LONGEST and _FOR_OTHERS.fullmatch(with_plain_signs(fold(text)).strip()) is not None


def blames(text: str) -> bool:
    """Return whether somebody says no more than that the answer is no good: 答非所问, 不对啊, 你真笨."""
    return any(_fits(form, text) for form in (_BLAMES, _AGAIN, _DISAGREES))


def praises(text: str) -> bool:
    """Return whether somebody says no more than that the answer is good: 答得不错, 你真聪明."""
    return _fits(_PRAISES, text)


def _fits(form: re.Pattern[str], text: str) -> bool:
    return len(text) <= LONGEST and form.fullmatch(fold(text).strip()) is not None
