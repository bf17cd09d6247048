"""What people only remark, of their food, their day, the weather: 那个红烧肉太咸了, 唉，天天开会，烦死了.

It asks nothing, of nobody. What names wrongdoing, or asks in any form, is none of it.
"""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 30  # characters

_ASKS = pattern(
    r"[?]|什么|怎么|怎样|咋|啥|哪|谁|几[个种项条点]|多少|多久|如何|为何|为啥|[吗呢么]$|是否|有没有"
    r"|能不能|可不可以|是不是|规定|要求|讲话|原文"
)
# Who speaks of these may mean the bot, or tells of wrongdoing.
_OF_MORE = pattern(
    r"你|您|机器人|清风|推送|廉语|消息|提醒|回答|答案|题|原文|举报|公款|公车|公家|礼|红包|购物卡|烟"
    r"|酒|钱|贿|贪|违|纪|腐|宴请|招待|报销|经费|补贴|福利"
    r"|责任|作风|党|廉|监督|处分|领导|科长|处长|主任|书记|局长|同事|老板|停|发|收|意见|建议|反映|投"
    r"诉|别|讲得|说得|写得"
)
_HOW = r"(?:太|真|好|挺|有点儿?|特别|实在|老是?|怪|非常|超|巨|可|这么|那么|越来越|死|极)"
_SO = (
    r"(?:咸|淡|辣|油腻?|难吃|好吃|香|甜|酸|苦|硬|烫|凉|热|冷|闷|晒|堵|困|饿|累|慢|吵|挤|贵|远|烦|无"
    r"聊|美|漂亮|帅|倒霉|忙|晚|早|渴|疼|痛|胖"
    r"|糟糕?|舒服|难受|开心|高兴|郁闷|崩溃|可爱|过瘾)"
)
_DONE = (
    r"(?:下雨|下雪|刮风|降温|升温|堵车|堵死|停水|停电|迟到|加班|饿|困|渴|下班|吃饭|吃饱|感冒|发烧|"
    r"起床|睡着|睡不着|失眠|到家|出发|开饭|过年|放假|周末|周五|周一|长胖|秃|要睡|想睡觉|想下班|不想"
    r"上班"
    r"|想放假|想回家|要下班|该下班|该吃饭|快下班|快吃饭)"
)
_SOFT = r"[了啊呀呢吧的啦哦哟嘛噢喔嗷哈唉~.!,]*"
_FEELS = (
    r"(?:(?:烦|累|困|饿|热|冷|气|笑|急|闷|堵|忙|吵|疼|愁|难受|无聊|郁闷)(?:死|坏|惨|爆|疯|晕)(?:我"
    r"|人|个人)?(?:了)?|(?:真是?)?(?:受不了|服了|无语|没意思|没劲|崩溃|要命|倒霉|头疼|头大|心累|想"
    r"哭))"
)
_WHAT = r"[^,.!?]{0,14}?"
_REMARK = pattern(
    rf"(?:[^,.!?]{{1,12}},){{0,2}}(?:唉|哎|哎呀|哎哟|天哪|啊|,)*{_WHAT}(?:{_HOW}{_SO}(?:死|得很|极"
    rf")?|{_FEELS}|{_DONE}(?=了)){_SOFT}"
)


_MORE = pattern(
    rf"(?:唉|哎|啊|,)*(?:(?:今天|今早|最近|外面)?的?(?:天气|心情|太阳|风景|饭菜|早饭|午饭|伙食)(?:"
    rf"真|很|挺|还|好|太|可|特别)*(?:好|不错|棒|差|糟))"
    rf"{_SOFT}|(?:唉|哎|啊|,)*(?:好|真|又|真不|好不|不)(?:想|要|得)(?:放假|开会|学习|上班|下班|加班"
    rf"|回家|睡觉|吃饭|动|干活)(?:去|上)?{_SOFT}"
    rf"|(?:刚|才|该|去|先)(?:刚)?(?:吃完饭|吃饭|下班|睡醒|开完会|喝水|午休|休息){_SOFT}"
    rf"|(?:我的天|天哪|真是的|哎哟喂?|妈呀|那好吧|行吧|随便(?:吧)?|无所谓|没劲|闭嘴|滚(?:开|蛋)?|傻"
    rf"子|呵呵){_SOFT}"
)
# No sermon, please: it is no question about sermons.
_NO_SERMON = pattern(
    r"(?:唉|哎|你|您|求你|拜托|可|,)*(?:少|别|不要|甭|不想听|懒得听|不爱听|不听)(?:再|老|总是?)*(?:"
    r"(?:给|跟|和|对)(?:我|俺)们?(?:再)?(?:讲|说|谈|扯|念|来|灌|上)(?:这些|那些|什么|这套|那套)?(?:的)?"
    r"(?:大?道理|大话|空话|套话|官话|废话|经|鸡汤|课|这套|那套|这些|那些|廉政|纪律|作风|规矩|党性|政治|制度)"
    rf"|(?:你|您)?(?:讲|说|谈|扯)?(?:这些|那些|什么|的)*(?:大道理|鸡汤)){_SOFT}"
)


def is_idle(text: str) -> bool:
    """Return whether `text` is no more than a remark on the day."""
    said = "".join(with_plain_signs(fold(text[: 3 * LONGEST])).split())
    if len(said) <= LONGEST and _NO_SERMON.fullmatch(said):
        return True
    if len(said) > LONGEST or _ASKS.search(said) or _OF_MORE.search(said):
        return False
    return _REMARK.fullmatch(said) is not None or _MORE.fullmatch(said) is not None
