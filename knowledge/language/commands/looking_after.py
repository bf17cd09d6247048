"""What operators and editors say for the commands they look after the bot with: 谁订阅了, 有没有没答上的.

Whoever may not use those hears who may. Also what people say who want to see their own questions.
"""

from core.patterns import pattern

_ASKING = r"(?:请问|我|想|要|看看|看一?下|查一?下|查查|给我|帮我)*+"
_SOFT = r"(?:一下|看看|[吗呢啊呀了的吧]|没有?)*+\W*"
# 谁订阅了 is told in numbers: nobody is named there.
_STATS = pattern(
    rf"\W*{_ASKING}(?:现在|目前|一共|总共|都有|都|有)*+"
    r"(?:谁|哪些人|多少人|几个人|哪些群|多少群|几个群|多少个群)(?:在|都)?(?:订阅|订|收推送|用机器人|用你|用)(?:了|过)?(?:廉语|每日廉语|推送|机器人)?"
    rf"{_SOFT}"
    rf"|\W*{_ASKING}(?:最近|近来|这几天|这周|本周|上周|这个月|本月|今天|昨天)?(?:大家|同事们|别人|他们|职工们?)(?:最近|近来|这几天|这周|本周|今天|昨天)?"
    rf"(?:都|在|最)*+(?:问|爱问|关心)(?:了|过|得最多的?是?|最多的?是?)*+(?:些)?(?:什么|啥|哪些)?(?:问题)?{_SOFT}"
    rf"|\W*{_ASKING}(?:使用|用量|运行|提问)?(?:情况统计|使用情况|用量统计|统计数[据字]|使用统计){_SOFT}"
)
_INBOX = pattern(
    rf"\W*{_ASKING}(?:现在|还|最近|今天)*+(?:有没有|有|有哪些|有多少|还有)?(?:什么|哪些|多少)?"
    r"(?:没|未|还没)(?:有)?(?:答上来?|答出来|回答上?|答复|处理|解决|查到|问到|补充)(?:的)?(?:问题|提问)?(?:有哪些|有多少|吗|么)?"
    rf"{_SOFT}"
    rf"|\W*{_ASKING}(?:打开|进)?(?:待处理|待补充|待答复|待回答|答不上来?|没答上来?)的?(?:问题|提问){_SOFT}"
)
_NOTICE = pattern(
    rf"\W*{_ASKING}(?:怎么|怎样|如何|咋|能不能|可不可以)(?:群发|发布?|下发|起草)(?:[1一]?[个条份则])?(?:群)?(?:通知|公告)(?:给大家|给所有人|给全体)?{_SOFT}"
)
_ROLES = pattern(
    rf"\W*{_ASKING}(?:现在|目前|都)?(?:有)?(?:谁|哪些人|哪几个人?)(?:是|能当|在当)(?:你的)?(?:编辑|运维人员|运维|管理人员){_SOFT}"
)
_OWN = pattern(
    r"\W*(?:请|能不能|可以|能|帮我|给我|想|我想)*+(?:把|将|列出|找出|翻出|调出|显示|查看)?(?:我|俺)(?:以前|之前|刚才|今天|最近|都|所有)*+"
    r"(?:问|说|提|发)?(?:过的|的|过|了)(?:所有|全部|那些|哪些|什么|啥|些)*+(?:问题|提问|话|记录|消息)?(?:都|全|全部)*+"
    r"(?:列|找|翻|调|查|显示|给)?(?:一下|出来|给我|我|看看|看|来|吗|呢|吧)*+\W*"
)
# 我的问题 alone is none: it may be what somebody begins to say.
_TO_BE_SEEN = pattern("列|找出|翻出|调出|查出|显示|看|问过(?:什么|啥|哪些)")

_ALL = ((_STATS, "stats"), (_INBOX, "inbox"), (_NOTICE, "notice"), (_ROLES, "roles"))


def looked_after(folded: str) -> str | None:
    """Return the command or the kind of `Wanted` that the whole of a folded text is; else None."""
    if _OWN.fullmatch(folded) and _TO_BE_SEEN.search(folded):
        return "own_words"
    return next((command for form, command in _ALL if form.fullmatch(folded)), None)
