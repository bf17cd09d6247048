"""What is said for a button of a card that stands there, in other words: 这道行 过, 确实没有, 开始吧.

One table from what a label begins with to what means it. A row may be named in front: 第一个通过.
"""

from collections.abc import Callable, Sequence

from core.patterns import pattern
from knowledge.language.talk.assent import bare_words

LONGEST = 40  # characters
# Beside a card's own buttons: 下一个 is the card that stands there, as it came after another.
NEXT = "next"
FOLLOWING = "下一个问题"  # the case that stands below this one
VOID = "作废"  # the invitation that was shown last, after a question
RESULT = "答对没有"  # how the item went that was practised last
AGAIN = "几个人同意"  # a key that no card shows: how many have agreed

_TAIL = pattern(r"(?:吧|呢|了|啊|吗|呀|行吗|谢谢|看看|[一1]下)+$")
_WHAT = r"(?:个|条|道|句|题|篇|项|件|段)(?:问题|廉语|题目|句子|提问|事项?)?"
_PLAIN = r"(?:[那就把给再先嗯好哦]|我看|我觉得|要不)*"
_THIS = pattern(rf"{_PLAIN}(?:[这那此本][1一]?{_WHAT}|它|这)(?=.)")
_NTH = pattern(rf"{_PLAIN}(?P<row>第?[0-9一二三四五六七八九十]{{1,3}}{_WHAT}|最后[1一]?{_WHAT})(?=.)")
_ROW = pattern(rf"第[0-9一二三四五六七八九十]{{1,3}}{_WHAT}|最后[1一]{_WHAT}")
_FOLLOWING = pattern(
    rf"{_PLAIN}(?:下[1一]?|后面[那这]?[1一]?|接下来[那这]?[1一]?|挨着[那这]?[1一]?){_WHAT}(?=.)"
)

# Of an item that somebody practises.
_KNOWN_NOT = pattern(
    r"我?(?:真的?|也|还)?(?:不会|不知道|不清楚|不懂|想不[起出]来|忘了|没学过)(?:做|选|答|这道?题?)?"
    r"|(?:看看?|给看?|公布|揭晓|显示|要|直接看|告诉我)?(?:一下)?(?:正确|标准)?答案(?:是什么|是啥|呢|多少|是哪个)?|(?:应该|该)?选哪个|放弃"
)
_NEXT_ITEM = pattern(
    r"(?:先)?(?:跳过|略过|过)(?:[这本]?一?[道个]?题?)?|(?:先)?(?:不做|不答|不选)(?:[这本]一?[道个]题?)?"
    r"|(?:换|下|再来|再做|再练|继续做|继续练)一?[道个]?(?:题目?)?"
)
_HOW_IT_WENT = pattern(
    r"(?:那么?|所以|刚[才刚]|我|你说|你倒是说|就说|说说|告诉我|这道?题?|上[1一]?道题?|前面那道题?|到底|究竟|算|是|还是|有没有)*"
    r"(?:答|做|选|猜|蒙|说|算)?(?:的|得)?(?:是|算)?(?:(?:答|做|选|猜|蒙)?[对错中]|正确)了?"
    r"(?:没有?|吗|么|不对|没对|(?:还是|没)?[错对]了?|不)?(?:啊|呀|呢|吗|嘛|哦|的)*"
)
# Of a duty's card.
_BEGIN_IT = pattern(
    r"(?:就这样|好[了的]?|行|可以|没问题|[,，那就])*(?:现在|可以|正式)?"
    r"(?:启用|启动|用起来|跑起来|办起来|开始(?:提醒|用|执行|吧)?|开始|生效)(?:它|这[件个条]事?|了)?"
)
_END_IT = pattern(
    r"(?:[把就先,，])*(?:它|这[件个条]事?)?(?:停用|停掉|停了|停办|不用提醒|不再提醒|别提醒)(?:它|这[件个条]事?|了)?"
)
_WHO_AGREED = pattern(
    r"(?:那|现在|目前|到现在|到底|都|已经?|有)*(?:几|多少|哪几?|哪些)(?:个|位)?(?:人|同事|同志)?(?:都|已经?)?(?:同意|答应|点头|愿意)(?:提醒)?了?"
    r"|(?:那|现在|目前|他们|她们|大家|人家|都|全)*(?:同意|答应|点头)了?(?:没有?|几个|多少|吗)"
)
# Below what says that nobody sits here.
_LEAVE_WORDS = pattern(
    r"我?(?:要|想)?(?:匿名|署名|实名|不记名)(?:提|留言|写|说|发)?(?:意见)?|我?(?:要|想)?(?:给他们?)?(?:留言|留个言|捎句?话|带句?话)"
)
# Below a denial that says what is mentioned.
_LOOK = pattern(
    r"(?:那|就|给我|让我|我|先|想|要|请|都)*(?:看+|瞧+|打开|点开|列|发)(?:[一1]?下|出来|过来|原文|[吧呗啊呀])*|好+的?|行|可以|嗯+|要|是的?"
)
# Below the headings of a speech that nobody has opened yet.
_READ_IT = pattern(
    r"(?:那|就|给我|让我|我|先|想|要|请)*(?:下[1一]?页|[1一]页[1一]页看|(?:开始|打开|进去|直接)?(?:看|读|念)(?:正文|原文|全文|内容)?"
    r"|开始|往下(?:看|读|翻)?|(?:看|读)?第[1一]页|正文)"
)
# Of what an editor approves: a bare 行 does not, as it may be for what was said above.
_PASS = pattern(
    r"(?:可以|行|能|好|没问题|挺好|不错|准|让|给|算|就|它|了|也|都)*(?:通过|过关?|采用|采纳|审过)"
    r"|(?:可以|行|能|就|要|好|先|给我)*(?:留[下着]?|留用|能用|用上|收下|用得上)"
)
_REFUSE = pattern(
    r"(?:算了|还是|就|先|都|也|太\w{1,2})*(?:不[用要行留好采]|不能用|不合适|不妥|不通过|别用|不采用|否[掉了]?|毙[掉了]?|枪毙|划掉|去掉|拿掉|淘汰)"
)
_IN_IT = r"(?:现有|两篇)?(?:的?讲话|讲话稿|稿子|原文|材料|文件)(?:里面?|中|上)?"
_REALLY = r"(?:确实|的确|真的?|就是|压根|根本|也|都|倒)"
_NOT_SAID = r"(?:没有?|未)(?:(?:提|说|讲|写)到?过?|涉及到?|答案|相关的?)"
_ABSENT = pattern(rf"(?:{_IN_IT}{_REALLY}*|{_REALLY}+)(?:{_NOT_SAID}|没有?)的?|{_NOT_SAID}的?")
_SKIP = pattern(
    r"(?:先|就|暂时|直接)*(?:跳过|略过?|忽略|放过|不管|不用管|不理|不用理|别管|不是问题|不用[答回](?:复|它)?|不答|不回)(?:它|去|这个?[条个件]?)?"
)
_BIND = pattern(
    r"(?:[给把]它)?(?:绑定?(?:上|到|个|[一1]?段)?(?:原文|段落|讲话)?|(?:配|挂|对应|找)(?:上|到|个|[一1]?段)(?:原文|段落|讲话))"
)
_REPLY = pattern(
    r"(?:我?(?:来|要|想))?(?:回复|答复|(?:回|答|告诉)(?=[他她人提问给]))给?(?:[他她]们?|提问的?人?|人家|问的人)?(?:[一1](?:句|下|声)|句话|个话)?"
)
_NEXT_CASE = pattern(
    r"(?:好了?|行了?|那|再|就|先|我|要|给我|帮我|请|看看?|处理|办|继续|接着)*"
    r"(?:(?:看|来|处理|办|换)?(?:下[1一]?|后面?[那1一]?|另外?[1一]?|别的?)(?:个|条|件|题|道)?(?:问题|提问|案子)?"
    r"|再?来[1一]?(?:个|条|件)?|(?:继续|接着)(?:来|看|处理|办|下去|往下)?|往下(?:看|来|走)?|还有(?:没有|吗|没|别的|哪些|其他的?)?)"
    r"(?:是(?:啥|什么)|看看?|呢)?"
)
_VOID = pattern(
    r"(?:[那把就给先都请快,，]|帮我|马上|赶紧|还是|刚才|上面|最新|最后|第?[1一]个|的|那个|这个|那条|这条|它|邀请|链接)*"
    r"(?:作废|废[掉了]|[撤收]回(?:来)?|撤[了掉销]|取消[掉了]|不要了|停[掉了用]|失效|关[掉了]|删[掉了]|别(?:让人|让他们|给人)?用了|不让用了)"
    r"(?:那个|这个|它|那条|链接|邀请|先|掉|[吧了啊呀])*"
)
_TAKE_BACK = pattern(
    r"(?:弄|搞|点|按|选|说|做|处理)错了?(?:[退撤](?:回去?|[一1]步|回来|掉)?|撤销|恢复|改回去?|放回去?|重来)?"
    r"|(?:我?(?:反悔|后悔))|(?:[退撤](?:回去?|[一1]步|回来|掉)|放回去?|重来|还原|恢复)(?:它|问题箱)?"
)
# Of a push that is ahead.
_OF_ALL = (
    r"(?:[,，那就把给请再]|我[看要想]|要|还是|帮我|麻烦|[今明]天|要[推发]的?|的|[那这][1一]?[条句个]"
    r"|廉语|大家(?:伙儿?)?|所有人|它)"
)
_ANOTHER = pattern(
    rf"(?:{_OF_ALL}|不好|不合适|不太?喜欢|不行|先|另外?|都)*"
    r"(?:换|改)(?:成)?(?:[1一]?[条句个]|掉|了|[1一]下|[1一]换|别的|另外?[1一][条句])(?:别的|新的|廉语|掉|了)*"
    rf"{_OF_ALL}*"
)
_HOLD = pattern(
    r"(?:[那就把给先]|[今明]天)*(?:都|先|就)*(?:停[了掉下]?|暂停|别推|不推|别发|不发|不要[推发])(?:送)?[1一]?(?:天|次|下)?(?:[今明]天)?"
)
_RELEASE = pattern(
    r"(?:[那就把给还再]|[今明]天|照常)*(?:恢复|照常|照发|照推|正常|接着|继续)[推发]?(?:送|吧|了|它)*(?:[今明]天)?"
)
# Of the list of duties.
_NEW_ONE = pattern(
    r"(?:那|就|给我|帮我|我|要|想|再|先|来|请)*(?:新建|新立|新设|新弄|新开|新加|新增|另建|另立|建|立|弄|设|加|开|搞|添)"
    r"(?:上|立)?[1一]?(?:个|件|项|条)?(?:新的?)?(?:廉政)?(?:事项|事)?[嘛呗吧啊呀了]*"
)
# To whether a duty is not one's own.
_STILL_MINE = pattern(
    r"(?:不用停|我(?:是)?说|[那这][1一]?[个件]?事?|它)*(?:[^不没别非]{1,8}?[那这]?[个件]?事?儿?)?"
    r"(?:还|仍|还是|就|是|得|先)*(?:算|归|是|由|留给|交给)(?:我|俺|咱)的?(?:管|办|负责|来)?"
    r"|(?:额|呃|等[1一]?下|先|等等|那)*(?:我|俺|咱)?(?:先|再|得|要|去|回头|还要)*(?:问问?|请示|打听|核实|确认|商量)(?:[1一]下|问)?"
    r"(?:主任|领导|科长|处长|书记|他们?|单位)?(?:再说|一下|看)?(?:先?留着)?"
    r"|(?:那|就|还是|先|暂时|再)*(?:留着|放着|搁着|别去?掉|不去掉|别[动删撤]|还归我|不变|照旧)(?:吧)?(?:我?(?:先)?问问(?:主任|领导|科长|他们?)?)?"
)
# By what a label begins with.
SAME = {
    "提到“": _LOOK,
    "打开问题箱": _LOOK,
    "给同事留言": _LEAVE_WORDS,
    "还是归我": _STILL_MINE,
    "看答案": _KNOWN_NOT,
    RESULT: _HOW_IT_WENT,
    "跳过": _NEXT_ITEM,
    "下一题": _NEXT_ITEM,
    "从头读": _READ_IT,
    "换一条": _ANOTHER,
    "暂停今天": _HOLD,
    "暂停明天": _HOLD,
    "恢复今天": _RELEASE,
    "恢复那天": _RELEASE,
    "新建": _NEW_ONE,
    "启用": _BEGIN_IT,
    "结束": _END_IT,
    AGAIN: _WHO_AGREED,
    FOLLOWING: _NEXT_CASE,
    VOID: _VOID,
    "通过": _PASS,
    "不用": _REFUSE,
    "隐藏": _REFUSE,
    "不列": _REFUSE,
    "讲话里没有": _ABSENT,
    "略过": _SKIP,
    "绑定一段原文": _BIND,
    "回复提问人": _REPLY,
    "撤销": _TAKE_BACK,
}
# A mere yes, no or thanks is for anything, and presses these only as their own word.
DECIDES = frozenset({"通过", "不用", "隐藏", "不列", "讲话里没有", "略过", "撤销"})


def same_as(text: str, labels: Sequence[str]) -> str:
    """Return the label that the whole of `text` says in other words (不会 for 看答案); empty for none.

    这道 in front of it is the card that stands there, and 下一个 where that came after another (`NEXT`).
    """
    said = bare_words(text)
    if not said or len(said) > LONGEST:
        return ""
    ways = [said]
    heads = (_THIS, _FOLLOWING) if NEXT in labels else (_THIS,)
    ways += [said[match.end() :] for head in heads if (match := head.match(said))]
    ways += [_TAIL.sub("", way) for way in ways]
    of_it = dict.fromkeys(filter(None, ways[1:]))
    named = {bare_words(label): label for label in reversed(labels) if label != NEXT}
    if own := next((named[way] for way in of_it if way != _TAIL.sub("", said) and way in named), ""):
        return own
    forms = ((label, form) for label in labels for begins, form in SAME.items() if label.startswith(begins))
    return next((label for label, form in forms if any(map(form.fullmatch, dict.fromkeys(ways)))), "")


def names_an_entry(text: str) -> bool:
    """Return whether all of `text` is a place in a list of sentences or items: 第一道, not 第一个."""
    return _ENTRY.fullmatch(bare_words(text)) is not None


def names_a_row(text: str) -> bool:
    """Return whether a row of a list is named in `text`: 先弄第一个."""
    return _ROW.search(bare_words(text)) is not None


def of_a_row(text: str, is_an_act: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return the row that is named and what is to be done with it: 第一个 and 通过; None where none is.

    `is_an_act`: whether other words than those here are something to be done with it.
    """
    said = bare_words(text)
    match = _NTH.match(said) if len(said) <= LONGEST else None
    if match is None:
        return None
    act = said[match.end() :]
    forms = (form.fullmatch(way) for form in SAME.values() for way in {act, _TAIL.sub("", act)} if way)
    return (match["row"], act) if any(forms) or _IS_A_LABEL.fullmatch(act) or is_an_act(act) else None


_ENTRY = pattern(rf"{_PLAIN}第[0-9一二三四五六七八九十]{{1,3}}[道条句题](?:看看?|[吧呢])?")
_IS_A_LABEL = pattern(r"讲话里没有|略过|改长短|改题|定个日子|绑定|回复|恢复|隐藏|换一句|自己写|不列")
