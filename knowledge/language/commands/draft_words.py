"""What a sentence is towards a notice that stands there to be sent: 就这样发吧, 先别发, 三点改成三点半.

What a body becomes by it is draft_changes.py's. Everything else that is said is no part of the notice.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from core.patterns import pattern
from knowledge.language.hours.hours import names_an_hour
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 60  # characters of what is no new words


class Towards(StrEnum):
    """What somebody wants of the notice."""

    SEND = "send"
    HOLD = "hold"
    DROP = "drop"
    CHANGE = "change"  # something of it, without saying what
    REPLACE = "replace"
    REMOVE = "remove"
    ADD = "add"
    WORDS = "words"  # other words in full
    WHOM = "whom"  # not to all who subscribed
    AUDIENCE = "audience"  # how many will get it
    UNDO = "undo"  # what was changed of it last
    ASKS = "asks"  # whether it has arrived; or to take it back


@dataclass(frozen=True, slots=True)
class Towed:
    """`old`: what is to be replaced or removed, or a word for it (时间); `new`: what is to stand there.

    `first`: what is added stands before the rest.
    """

    what: Towards
    old: str = ""
    new: str = ""
    first: bool = False
    more: tuple["Towed", ...] = ()  # what else is to be replaced: 时间改十点，地点二楼


_LEAD = (
    r"(?:好的|那么|可以|没问题|算了|还是|等等|等一下|慢着|麻烦|帮我|通知"
    r"|[那就好嗯行请哦唉,]|[这那][条个])*+"
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
    rf"|(?:{_LEAD}|不对|别|停|错了|,)*(?:收回|停|停下|打住|慢)(?:来|去|它|一下|着|了|发|吧|快点?|赶紧|[!,])*{_ENDS}"
)
_HOLD = pattern(rf"(?:{_HOLDS})(?:[ ]?(?:{_HOLDS}))?")  # 先放着 别发
_DROPS = (
    rf"{_LEAD}(?:(?:不|别|甭)(?:要|用|想)?(?:再)?(?:发|通知|弄|写|搞)(?:通知|它|出去)*+[了啦]|不要了|作废|撤掉"
    r"|(?:直接)?(?:删|丢|扔|废|毙)[掉了]|放弃|拉倒)"
    rf"(?:通知|这条|它)?{_ENDS}"
)
_DROP = pattern(rf"(?:{_DROPS})(?:[ ]?(?:{_DROPS}))?")  # 不发了 扔掉
_CHANGE = pattern(
    rf"{_LEAD}(?:内容|时间|地点|日期|楼层|哪里|有个地方|有地方)?(?:再|要|得|还要)*+(?:修改|改改|改一改|改一?下|改|重写|重新写|换一下|写错了?|不对|错了|漏了|有误)"
    rf"{_ENDS}"
)
_SOME = r"(?:[一几1][句条段行点个]话?|句话?|上?[一1]?行)"
_AT = r"(?:最?(?:后面?|末尾?|结尾|前面?)|末尾|结尾|开头|最前面)"
_ADD = pattern(
    rf"(?:请|再|另外|然后|帮我|在|还要|[,，])*+(?P<at>{_AT})?(?:里|处|上)?[,，]?(?:再|还要?|请)*+(?:加|补|添|附)[上充进]?"
    rf"(?P<some>{_SOME})?(?P<colon>\s*[:：,，]\s*)?(?P<new>.{{0,200}})",
)
_NAMED = r"(?:具体)?(?:通知的?)?(?P<old>时间|几点|钟点|地点|地方|会议室|会场|日期|日子|星期几?|楼层|楼)"
_BECOMES = r"(?:[改换调写挪移]|推迟|提前|推后|变更?|更正)(?:[成为到在]|一?下[,，:：]?)"
_CLOSE = r"[吧。.!！~～]*"
_TURNS_TO = r"[改换挪移调](?!一[改换下]|[成为到在了改换不没过好哪吗])"  # 地点改五楼: no 成
_REPLACE = tuple(
    pattern(form)
    for form in (
        rf"(?:请|那|就|还是|等等|等一下|先别发|对了|哦|[,，])*+(?:把|将)?(?:集合|开会|学习|活动|培训|上课)?{_NAMED}{_TURNS_TO}(?P<new>.{{1,30}}?){_CLOSE}",
        rf"(?:请|那|就|还是|等等|等一下|先别发|[,，])*+(?:把|将)?{_NAMED}(?:再|得|要|也)?(?:{_BECOMES}|有变化?|写?错了?|变了|不对|有误)+[,，:：]?(?:应该|应|改)?[是成为到在]?(?P<new>.{{1,40}}?){_CLOSE}",
        rf"{_NAMED}(?:应该|应当|应)?(?:是|定在|在|为|[:：,，])(?P<new>.{{1,30}}?){_CLOSE}",
        r"(?:不是|不对[,，]?不是)(?P<old>.{1,20}?)[,，](?:应该|应|而|改)?[是成](?P<new>.{1,30}?)" + _CLOSE,
        r"(?P<old>(?!写?错)[^,，:：\s]{1,20}?)(?:写?错了?|不对)[,，\s]+(?:应该|应|改|换|变)?[是成为到](?P<new>.{1,30}?)"
        + _CLOSE,
        rf"(?:请|那|就|还是|等等|等一下|[,，])*+(?:把|将)?(?P<old>(?!写?错)[^,，:：]{{1,30}}?){_BECOMES}(?P<new>.{{1,60}}?){_CLOSE}",
        rf"(?:请|那|就|还是|等等|等一下|写错了|错了|不对|[,，])*+(?P<old>){_BECOMES}(?P<new>.{{1,60}}?){_CLOSE}",
        rf"(?:请|那|就|还是|等等|等一下|[,，])*+(?P<old>)改(?P<new>(?:下?周|星期|礼拜|明天|后天|\d|[一二两三四五六七八九十]).{{0,10}}?){_CLOSE}",
    )
)
# 三楼改四楼: only where the notice has the words before.
_X_TO_Y = pattern(
    rf"(?:请|那|就|还是|[,，])*+(?:把|将)?(?P<old>[^,，:：\s]{{2,12}}?)[改换](?P<new>[^成为到在了改换不没过好哪吗,，。\s][^,，。\s]{{0,11}}?){_CLOSE}"
)
# 地点加上，三楼会议室; 补上时间 下午三点: what a notice does not say yet is added with its name.
_OF_A_KIND = r"(?:具体|开会|集合)?(?P<old>时间|地点|地方|会议室|日期)"
_ADD_KIND = tuple(
    pattern(form)
    for form in (
        rf"(?:请|再|还要?|把|将|[,，])*+{_OF_A_KIND}(?:也|再|还|要|得)*+(?:加|补|添|写)[上进](?:去|来)?[:：,，\s]*(?P<new>.{{2,30}}?){_CLOSE}",
        rf"(?:请|再|还要?|把|将|[,，])*+(?:加|补|添|写)[上进]?[一1]?[个下]?{_OF_A_KIND}[:：,，\s]+(?P<new>.{{2,30}}?){_CLOSE}",
    )
)
# 时间改三点吧 两点半有个接待: why, behind what is to change.
_WITH_WHY = pattern(r"(?P<what>[^,，。;；\s]{3,30})[,，。;；\s]+(?P<why>[^,，。;；]{2,20})")
_WHY = pattern(
    r"因为?|由于|有[个事会人]|接待|来不[及了]|赶不上|撞|冲突|占|没空|不在|不方便|用不了|订不到|太[早晚]"
)
# As one of several that change: 时间改十点，地点二楼.
_NAMED_ALONE = pattern(rf"{_NAMED}(?P<new>.{{1,30}}?){_CLOSE}")
# An hour or a floor alone, said to what has one.
_MERE = pattern(r"(?:那|就|还是|应该|[是,，])*+(?P<new>.{2,12}?)[吧。.!！]*")
_HOUR_SAID = pattern(
    r"(?:\d{1,2}[:：]\d\d|[\d一二两三四五六七八九十]{1,3}[点时](?:半|[一三]刻|[\d一二三四五十]{1,3}分?)?)"
)
_FLOOR = pattern("[一二三四五六七八九十0-9]{1,3}[楼层]")
# Whom else it concerns is a line more of it.
_ALSO = pattern(
    rf"(?:哦|对了|还有|另外|再|[,，])*+(?:[让叫请喊]|通知)(?P<new>[^,，。?？!！吗]{{1,12}}?[也都](?:要|得)?(?:来|参加|到场|到会|去)){_CLOSE}"
)
_REMOVE = pattern(
    r"(?:把|将)?[“\"「]?(?P<before>[^”\"」]{1,60}?)[”\"」]?(?:这[几两]个字|[这那]一?句话?)?(?:删掉|删了|删去|去掉|拿掉)[吧。]*"
    r"|(?:删掉|删去|去掉|拿掉)[“\"「]?(?P<behind>[^”\"」]{1,60}?)[”\"」]?(?:这[几两]个字|[这那]一?句话?)?[吧。]*"
)
_OF_IT = r"(?:(?:新的?)?(?:通知)?的?(?:内容|正文|全文|文字|整条|整个))"
_WORDS = pattern(
    rf"\s*(?:请|那|就|把|[,，])*+(?:{_OF_IT}(?:[改换写更][成为作新]|就写|就是|[是为]|如下)?|[改换写][成为作]|(?:重新?|另外?|再)(?:写|拟|起草|来)[成为]?(?:[一1]?[个条份版则])?(?:通知)?)\s*[:：]\s*(?P<colon>.+)"
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
_AUDIENCE = pattern(
    r"(?:[这那]?条?通知|它|现在|一共|总共|到底|会|要|能|发给|发到|给|有|共|这样)*(?:几|多少|哪些?)个?(?:人|群|会话|地方|单位)"
    r"(?:会|能|可以|要|将)+(?:收到|看到|接到|收)(?:通知|它)?[呢啊吗]?"
    r"|(?:[这那]?条?通知|它|现在|一共|总共|到底|会|要|将)*(?:发给|发到|送到|通知到?)(?:谁|哪些人|(?:几|多少|哪些?)个?(?:人|群|会话|地方))[呢啊吗?]?"
)
_OTHERS = pattern(r"推送|廉语|订阅|退订|每日|每天|静音|暂停|恢复|设置|每周一题|台账|提醒|题目")
_PREFACE = pattern(
    r"\s*+(?:(?:请|帮我|给我|我要|我想)*+(?:群发|发布|下发|起草|发|写)[一1]?[个条份则]?(?:通知|公告)(?:给大家|给所有人|给全体)?\s*+[:：,，]\s*+)?"
    r"(?:(?:通知)?的?(?:内容|正文)(?:是|为|如下|就写|就是)?\s*+[:：,，]\s*+)?"
)


def towards_a_draft(words: str, body: str) -> Towed | None:
    """Return what `words` want of the notice that reads `body`; None where they are about something else."""
    if match := _WORDS.fullmatch(words):
        return Towed(Towards.WORDS, new=without_preface((match["colon"] or match["bare"]).strip()))
    said = with_plain_signs(fold(words)).strip()
    if len(said) > LONGEST:
        return None
    return _whole(said) or _begun(words, said, body) or _changed(words.strip(), said, body)


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
    if _OTHERS.search(said):
        return None
    if _AUDIENCE.fullmatch(said):
        return Towed(Towards.AUDIENCE)
    if _ASKS.search(said) and "讲话" not in said:
        return Towed(Towards.ASKS, old=READ if _READ.search(said) else "")
    return Towed(Towards.WHOM) if _WHOM.fullmatch(said) else None


def _begun(words: str, said: str, body: str) -> Towed | None:
    """Return what the first clause wants where the rest gives the reason: 先别发，我问问领导."""
    begin, comma, rest = said.partition(",")
    if not comma or not _HOLD.fullmatch(begin):
        return None
    kept = words.replace("，", ",").partition(",")[2]
    return towards_a_draft(kept, body) or (None if _OTHERS.search(rest) else Towed(Towards.HOLD))


def _added(words: str, said: str) -> Towed | None:
    match = _ADD.fullmatch(words)
    if match and (match["at"] or match["some"] or (match["colon"] or "").strip() in {":", "："}):
        first = "前" in (match["at"] or "") or "开头" in (match["at"] or "")
        new = match["new"].strip().strip('“”"「」')
        return Towed(Towards.ADD, new=new, first=first)
    match = _ALSO.fullmatch(words)
    return Towed(Towards.ADD, new=match["new"]) if match and not _OTHERS.search(said) else None


def _several(words: str, said: str, body: str) -> Towed | None:
    """Return what is to be replaced in each clause: 时间改十点，地点二楼."""
    clauses = [one for one in re.split(r"[,，;；、\s]|还有|另外|然后", words) if one.strip()]
    named = [_one_of_several(one.strip(), body) for one in clauses]
    known = tuple(one for one in named if one)
    if not 1 < len(known) == len(clauses) or _OTHERS.search(said):
        return None
    return replace(known[0], more=known[1:])


def _one_of_several(clause: str, body: str) -> Towed | None:
    for form in (*_REPLACE, _NAMED_ALONE):
        match = form.fullmatch(clause)
        if match and match["new"].strip():
            old = match["old"].strip()
            named = not old or old in body or _NAMED_ALONE.fullmatch(f"{old}x")
            return Towed(Towards.REPLACE, old=old, new=match["new"].strip()) if named else None
    if found := _from_to(clause, body):
        return found
    mere = names_an_hour(clause) or _FLOOR.fullmatch(clause)
    return Towed(Towards.REPLACE, new=clause) if mere else None


def _from_to(words: str, body: str) -> Towed | None:
    match = _X_TO_Y.fullmatch(words)
    known = match is not None and match["old"] in body
    return Towed(Towards.REPLACE, old=match["old"], new=match["new"]) if match and known else None


def _named_too(words: str) -> Towed | None:
    """Return what is added with its name: 地点加上，三楼会议室."""
    match = next(filter(None, (form.fullmatch(words) for form in _ADD_KIND)), None)
    return Towed(Towards.ADD, old=match["old"], new=match["new"].strip()) if match else None


def _why_behind(words: str, body: str) -> Towed | None:
    """Return what is to be replaced where the rest only says why; an hour in that is the old one."""
    match = _WITH_WHY.fullmatch(words)
    if match is None or not _WHY.search(match["why"]):
        return None
    wanted = _one_of_several(match["what"], body)
    if wanted is None or not names_an_hour(wanted.new):
        return wanted
    hour = _HOUR_SAID.search(match["why"])
    return replace(wanted, old=hour[0]) if hour and hour[0] in body else wanted


def _changed(words: str, said: str, body: str) -> Towed | None:
    why = None if _OTHERS.search(said) else _why_behind(words, body)
    towed = _named_too(words) or why or _several(words, said, body) or _added(words, said)
    if other := towed or _from_to(words, body):
        return other
    match = _REMOVE.fullmatch(words)
    if match and (old := match["before"] or match["behind"]) in body:
        return Towed(Towards.REMOVE, old=old)
    for form in _REPLACE:
        if match := form.fullmatch(words):
            old, new = (match[name].strip().strip('“”"「」') for name in ("old", "new"))
            if _OTHERS.search(said) and (not old or old not in body):
                return None
            return Towed(Towards.REPLACE, old=old, new=new) if new else None
    bare = _MERE.fullmatch(words)
    if bare and (names_an_hour(bare["new"]) or _FLOOR.fullmatch(bare["new"])) and not _OTHERS.search(said):
        return Towed(Towards.REPLACE, new=bare["new"])
    return None
