"""What a sentence is towards a notice that stands there to be sent: 就这样发吧, 先别发, 三点改成三点半.

What it changes of the words is draft_edits.py's. Everything else that is said is no part of the notice.
"""

import re

from core.patterns import pattern
from knowledge.language.commands.draft_clauses import is_around, without_around
from knowledge.language.commands.draft_edits import OTHERS, changed_of
from knowledge.language.commands.draft_leads import without_leads
from knowledge.language.commands.draft_wanted import Towards, Towed
from knowledge.language.talk.assent import written_beyond_a_yes
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 60  # characters of what is no new words

_LEAD = (
    r"(?:好的|那么|可以|没问题|算了|还是|等等|等一下|慢着|麻烦|帮我|通知"
    r"|[那就好嗯行请哦唉,]|[这那][条个]|我(?:说|要|指)的?是[^,]{1,14},)*+"
)
_LATER = r"(?:等会儿?|等一会儿?|过会儿?|待会儿?|晚点儿?|晚些时候|稍后|回头|明天|下午|改天|过两天)"
_ENDS = r"[吧了啊呀啦哈,.!~]*+"
_WHO = r"(?:领导|[主副]任|书记|[局处科]长|他们?|她们?|上面|大家|都|已经?)"
_AGREED = rf"(?:{_WHO}*+(?:同意|点头|批准|批|看过|审过|定|说可以|说行)了?,?)"
_SEND = pattern(
    rf"{_LEAD}{_AGREED}?(?:可以|能|就|那就|你|确定|确认)*+"
    r"(?:(?:照|按)?(?:这样|这么|这个))?[吧,]*+"
    r"(?:把(?:它|这条|通知)|现在|马上|立即|这就)*+"
    r"(?:发送|发出去|发布|群发|下发|发)(?:给大家|给所有人|给各群|出去|它)*+(?:吧|了吧|啦|[.!~])*+"
    rf"|(?:好的|[那就好嗯行,])*+(?:{_AGREED}(?:可以|能)?|可以|能)"
    rf"(?:发送|发出去|发布|发)(?:给大家|出去|通知)*+了?{_ENDS}"
    rf"|(?:好的|[那好嗯行,])*+就(?:这样|这么)(?:发|定)?{_ENDS}"
)
_NOT = r"(?:不|别|甭|莫)(?:要|用|能|必|急着?|忙着?)?(?:再|先)?"
_HOLDS = (
    rf"{_LEAD}(?:先|暂时|暂|暂且){_NOT}(?:发送|发|通知|弄|写|搞)(?:通知|出去|它)*+{_ENDS}"
    rf"|{_LEAD}{_NOT}(?:发送|发|通知)(?:出去|它)?{_ENDS}"
    rf"|{_LEAD}(?:先|暂时|暂且)*+(?:放[着下]|放一[放下]|搁着|搁一[搁下]|留着|存着|缓一?缓|缓缓|等一?等|不急|不着急){_ENDS}"
    rf"|{_LEAD}(?:等)?我(?:先|再|去|得|要)*+(?:问一?问|问一下|请示|看一?看|看一下|想一?想|想一下|核对|检查|确认|查一?查)(?:一下)?"
    rf"(?:领导|[主副]任|书记|[局处科]长|内容)?(?:再发|再说)?{_ENDS}"
    rf"|{_LEAD}{_LATER}再?(?:发|说|弄){_ENDS}"
    rf"|{_LEAD}(?:[让容]?我)?(?:先|再|还要?)*+(?:想一?想|考虑|琢磨|斟酌|合计)(?:考虑|琢磨|斟酌|合计|一下|1下)?(?:再[发说])?{_ENDS}"
    rf"|(?:{_LEAD}|不对|别|停|错了|,)*(?:收回|停|停下|打住|慢)(?:来|去|它|一下|着|了|发|吧|快点?|赶紧|[!,])*{_ENDS}"
)
_HOLD = pattern(rf"(?:{_HOLDS})(?:[ ]?(?:{_HOLDS}))?")  # 先放着 别发
_DROPS = (
    rf"{_LEAD}(?:(?:不|别|甭)(?:要|用|想)?(?:再)?(?:发|通知|弄|写|搞)(?:通知|它|出去)*+[了啦]|不要了|作废|撤掉"
    r"|(?:直接)?(?:删|丢|扔|废|毙)[掉了]|放弃|拉倒|(?:取消|停止|终止|中止|不要)(?:了|掉)?(?:这[1一]?次)?(?:发送|发布|群发|发))"
    rf"(?:通知|这条|它)?{_ENDS}"
)
_DROP = pattern(rf"(?:{_DROPS})(?:[ ]?(?:{_DROPS}))?")  # 不发了 扔掉
_ANOTHER = (
    r"(?:换|改|重新?写|重拟|另写|另拟|另起草|重新?来|再写)[1一][个条份则](?:新的?|别的|内容|通知)*"
    r"|(?:换|改|重写|重拟)(?:个|下|一下|1下|[掉了])?(?:新的?|别的)?(?:内容|文字|通知|稿子?)"
    r"|[改换][1一]?[个种](?:说法|写法|口气|语气)"
)
_CHANGE = pattern(
    rf"{_LEAD}(?:{_ANOTHER}){_ENDS}|{_LEAD}(?:内容|时间|地点|日期|楼层|哪里|有个地方|有地方)?(?:再|要|得|还要)*+(?:修改|改改|改一改|改一?下|改|重写|重新写|换一下|写错了?|不对|错了|漏了|有误)"
    rf"{_ENDS}"
)
_OF_IT = r"(?:(?:新的?)?(?:通知|意见|答复|回复)?的?(?:内容|正文|全文|文字|整条|整个))"
_KINDS = r"(?:新的?)?(?:通知|意见|建议|答复|回复)?"
# 话太硬了，改成：…. What names a part of it is about that part: 时间写错了，改成：三点.
_WHY_ANEW = (
    r"(?:(?!.*(?:时间|几点|钟点|地[点方]|会[议场]|日[期子]|星期|周|楼|开头|结尾|最后|[前后]面(?!的?那)|第[一二三四五\d])[^:：]*[:：])"
    r"[^:：。!！?？\n]{1,30}[,，;；]\s*)?"
)
_ANEW = (
    rf"(?:(?:重新?|另外?|再|换)(?:写|拟|起草|来)?[成为]?(?:[一1]?[个条份版则]){_KINDS}"
    rf"|(?:重新?|另外?|再)(?:写|拟|起草|来)[成为]?{_KINDS}|[改换][一1]?[个种](?:说法|写法|口气|语气|话))"
)
_WORDS = pattern(
    rf"\s*(?:{_WHY_ANEW}(?:[改换][成为作]|{_ANEW})\s*[:：]\s*(?=.{{8}})|(?:请|那|就|把|[,，])*+"
    rf"(?:{_OF_IT}(?:[改换写更][成为作新]|[改换][一1]?下|就写|就是|[是为]|如下)?|[改换写][成为作]|{_ANEW})\s*[:：]\s*)(?P<colon>.+)"
    rf"|\s*(?:请|那|就|把|[,，])*+{_OF_IT}(?:[改换写][成为作]|就写)\s*(?P<bare>.{{4,}})",
    re.DOTALL,
)
_WHOM = pattern(
    rf"{_LEAD}(?:只要?|光|单独|单|仅|别|不要|不用|不)(?:再)?(?:发送|发|通知|推)(?:到|给|在)?(?!了|吧|出)"
    rf"[^,.?!]{{1,16}}?{_ENDS}|{_LEAD}[^,.?!]{{1,12}}?(?:那边|那个群|群)?(?:不用|不要|别)(?:发|通知){_ENDS}"
    rf"|{_LEAD}发(?:到|给)(?!大家|所有|全|都|每)[^,.?!]{{1,12}}?就(?:行|好){_ENDS}"
)
_ASKS = pattern(
    r"发(?:出去|到位?|出|送|给)?了?(?:没有?|吗)|发(?:得)?(?:怎么样|怎样|咋样|如何)|发(?:到|给)了?(?:几|多少|哪)"
    r"|(?:几|多少|哪些?)个?(?:人|群|会话|地方).{0,3}(?:收到|看|阅)|收到了?(?:没有?|吗)|撤回|收回(?!扣)|发错了?"
)
READ, _READ = "已阅", pattern("[看阅读]")
_LOOKS = r"(?:[让给]?我|先|再|想|要|请|帮我|看|瞧|查|告诉|列|知道|[1一][下眼看]|确认|问)*"
_OF_US = (
    r"(?:[这那]?[1一]?[条个]?通知|它|现在|一共|总共|到底|会|要|能|共|都|有|是|这样|发的话|发出去|没?订阅了?的)*"
)
_WHOM_ALL = r"(?:谁|(?:哪|几|多少)(?:些|个)?(?:人|群|会话|地方|单位|科室|支部)?)"
_GETS = r"(?:发给|发到|送到|通知到?|给|推给|群发给)"
_AUDIENCE = pattern(
    rf"{_LOOKS}{_OF_US}{_GETS}{_OF_US}{_WHOM_ALL}(?:看|收)?[呢啊吗的?]*"
    rf"|{_LOOKS}{_OF_US}(?:发给|发到|给)?{_WHOM_ALL}(?:还|都)?(?:会|能|可以?|要|将|收得?|不|没|到不?)+(?:收到|看到|接到|收|到)?(?:通知|它)?[呢啊吗?]*"
    rf"|{_LOOKS}{_OF_US}没(?:有)?订阅?的?(?:人|群|同事)?(?:也|都)?(?:会|能|可以|收得?|不|到不?)+(?:收到|看到|接到|收|到)?(?:通知|它)?(?:不能?)?[呢啊吗么?]*"
    rf"|{_LOOKS}(?:收件人|接收人|发送?对象|发送?范围|收到的人)(?:是|有|都)*(?:谁|哪些|名单)?[呢啊?]*"
)
# 发吧，要大家点已阅; 带已阅按钮的那种; 不带已阅了.
_ITS_BUTTON = pattern(
    r"(?:发(?:出去?)?的时候|发时|到时候?|我|还是|也|就|先|要|得|需|想|[带加附配][上着]?|用|让|叫|请|选|点|下|给|发|改成|换成|大家|他们|所有人|每个?人"
    r"|人人|都|个|按|签|回|收到|看完|能|有|可以|[那这种1一]|的|按钮|按键|功能|再|吧|了|啊|通知|它|把|去掉|取消|不|别|甭|没)*"
    r"(?:已[看阅读]|回执)"
    r"(?:那[1一]?[种个]|的|按钮|按键|功能|回执|[带加附][上着]|去掉|取消|不|别|要|点|按|再?发(?:送|出去)?|吧|了|啊|就行|就好|版)*"
)
_WITHOUT = pattern("不|别|甭|没|去掉|取消")
_PREFACE = pattern(
    r"\s*+(?:(?:请|帮我|给我|我要|我想)*+(?:群发|发布|下发|起草|发|写)[一1]?[个条份则]?(?:通知|公告)(?:给大家|给所有人|给全体)?\s*+[:：,，]\s*+)?"
    r"(?:(?:通知)?的?(?:内容|正文)(?:是|为|如下|就写|就是)?\s*+[:：,，]\s*+)?"
)


def towards_a_draft(words: str, body: str) -> Towed | None:
    """Return what `words` want of the notice that reads `body`; None where they are about something else.

    可以，不过三点改成四点 wants the change; a yes alone is for the conversation to read.
    """
    more = written_beyond_a_yes(words)
    return (_towards(more, body) if more else None) or _towards(words, body)


def _towards(words: str, body: str) -> Towed | None:
    if match := _WORDS.fullmatch(words):
        return Towed(Towards.WORDS, new=without_leads((match["colon"] or match["bare"]).strip()))
    said = with_plain_signs(fold(words)).strip()
    if len(said) > LONGEST:
        return None
    bare = without_around(words)
    return (
        _whole(said)
        or _its_button(said)
        or _begun(words, said, body)
        or changed_of(bare, with_plain_signs(fold(bare)).strip(), body)
    )


def _its_button(said: str) -> Towed | None:
    """Return whether it is to have the button 已阅, also where it is to be sent so: 发吧，要大家点已阅."""
    clauses = [one for one in re.split(r"[,.;!\s]+", said) if one]
    those = [one for one in clauses if _ITS_BUTTON.fullmatch(one)]
    if not those or not all(one in those or _SEND.fullmatch(one) or is_around(one) for one in clauses):
        return None
    return Towed(Towards.PLAIN if _WITHOUT.search(those[0]) else Towards.COUNT)


def new_words(words: str) -> str:
    """Return the words that 改成：… says are to be the notice's; other words as they are."""
    found = towards_a_draft(words, "")
    return found.new if found is not None and found.what is Towards.WORDS else words


def without_preface(words: str) -> str:
    """Return the words of a notice without what only leads to them, as 内容是."""
    match = _PREFACE.match(words)
    return words[match.end() :].strip() if match and words[match.end() :].strip() else words.strip()


def _whole(said: str) -> Towed | None:
    for what, form in (
        (Towards.DROP, _DROP),
        (Towards.HOLD, _HOLD),
        (Towards.SEND, _SEND),
        (Towards.CHANGE, _CHANGE),
    ):
        if form.fullmatch(said):
            return Towed(what)
    if _AUDIENCE.fullmatch(said):
        return Towed(Towards.AUDIENCE)
    if OTHERS.search(said):
        return None
    if _ASKS.search(said) and "讲话" not in said:
        return Towed(Towards.ASKS, old=READ if _READ.search(said) else "")
    return Towed(Towards.WHOM) if _WHOM.fullmatch(said) else None


def _begun(words: str, said: str, body: str) -> Towed | None:
    """Return what the first clause wants where the rest gives the reason: 先别发，我问问领导."""
    begin, comma, rest = said.partition(",")
    if not comma or not _HOLD.fullmatch(begin):
        return None
    kept = words.replace("，", ",").partition(",")[2]
    return towards_a_draft(kept, body) or (None if OTHERS.search(rest) else Towed(Towards.HOLD))
