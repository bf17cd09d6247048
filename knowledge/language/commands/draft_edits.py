"""What a sentence changes in the words of a notice: 三点改成三点半, 地点加上，三楼会议室, “不得请假”去掉.

What the words become by it is draft_changes.py's.
"""

import re
from dataclasses import replace

from core.patterns import pattern
from knowledge.language.commands.draft_clauses import QUOTES, fits, is_around, parted, unquoted
from knowledge.language.commands.draft_wanted import Towards, Towed
from knowledge.language.hours.hours import names_an_hour
from knowledge.language.writing.normalize import fold

OTHERS = pattern(r"推送|廉语|订阅|退订|每日|每天|静音|暂停|恢复|设置|每周一题|台账|提醒|题目")
_SOME = r"(?:[一几1][句条段行点个]话?|句话?|上?[一1]?行)"
_AT = r"(?:最?(?:后面?|末尾?|结尾|前面?)|末尾|结尾|开头|最前面)"
_PUTS = r"(?:(?:[加补添附][上充进]?|写[上明进]|注[上明]|标[上明]|说明|强调)(?:[一1]下)?)"
_ADD = pattern(
    rf"(?:请|再|还|另外|然后|帮我|给我|在|要|把|[,，])*+(?P<at>{_AT})?(?:里|处|上)?[,，]?(?:再|还要?|请|也)*+(?:{_PUTS}|写(?={_SOME}))"
    rf"(?P<some>{_SOME})?(?P<colon>\s*[:：,，]\s*)?(?P<new>.{{0,200}})",
)
# 请带笔记本前面加“务必”, 三楼后面补上会议室.
_BESIDE = pattern(
    rf"(?:请|再|还要?|帮我|在|把|[,，])*+(?P<old>[^,，:：]{{2,20}}?)的?(?:这[几两]个字|这句话?)?的?(?P<side>前|后)(?:面|边|头)?"
    rf"(?:再|还要?|请|也)*+{_PUTS}(?:{_SOME})?[:：,，\s]*(?P<new>.{{1,60}}?)[吧。.!！]*"
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
        r"(?:应该|应当|应)?是(?P<new>[^,，]{1,20}?)[,，](?:而)?不是(?P<old>[^,，]{1,20}?)" + _CLOSE,
        r"(?P<old>(?!写?错)[^,，:：\s]{1,20}?)(?:写?错了?|不对)(?:[,，\s]+(?:应该|应|改|换|变)?|(?:应该|应|改|换|变))[是成为到](?P<new>.{1,30}?)"
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
# Further people whom a notice concerns are added as a line.
_ALSO = pattern(
    rf"(?:哦|对了|还有|另外|再|[,，])*+(?:[让叫请喊]|通知)(?P<new>[^,，。?？!！吗]{{1,12}}?[也都](?:要|得)?(?:来|参加|到场|到会|去)){_CLOSE}"
)
_GONE = (
    r"(?:删掉|删除?了?|删去|去掉|拿掉|划掉|抹掉|不要了?|别要了?|不写了?|不要写了?|别写了?|去了|省了|省掉"
    r"|(?:别|不|不要|不用|甭)(?:带|加|放|出现|留|保留|发|写)(?:上|着|进去?|出去|了)*)"
)
_SUCH = r"(?:的?(?:[这那]?(?:[几两俩仨三四五]个?)字|[这那]一?[句段条]话?|这[1一]?[处点]))?"
_REMOVE = (
    pattern(rf"(?:把|将|里面的?|那个)?(?P<old>[^,，]{{1,60}}?){_SUCH}(?:也|都|就|给)*{_GONE}[吧。.啊呀]*"),
    pattern(rf"(?:请|把|就|帮我)*{_GONE}(?P<old>[^,，]{{1,60}}?){_SUCH}[吧。.啊呀]*"),
)


def changed_of(words: str, said: str, body: str) -> Towed | None:
    """Return what `words`, folded in `said`, change of the notice that reads `body`; None: nothing."""
    why = None if OTHERS.search(said) else _why_behind(words, body)
    beside = _beside(words, body)
    towed = beside or _named_too(words) or why or _several(words, said, body) or _added(words, said)
    if other := towed or _from_to(words, body):
        return other
    return _removed(words, body) or _replaced(words, said, body)


def _added(words: str, said: str) -> Towed | None:
    match = fits(_ADD, words)
    quoted = match is not None and match["new"].strip()[:1] in QUOTES
    if match and (match["at"] or match["some"] or match["colon"].strip() in {":", "："} or quoted):
        first = "前" in match["at"] or fold(match["at"]).startswith("开头")
        return Towed(Towards.ADD, new=unquoted(match["new"]), first=first)
    match = fits(_ALSO, words)
    return Towed(Towards.ADD, new=match["new"]) if match and not OTHERS.search(said) else None


def _beside(words: str, body: str) -> Towed | None:
    """Return what is to stand beside words of the notice: 请带笔记本前面加“务必”."""
    match = fits(_BESIDE, words)
    old = unquoted(match["old"]) if match else ""
    if match is None or not old or body.count(old) != 1:
        return None
    new = unquoted(match["new"])
    both = new + old if fold(match["side"]) == "前" else old + new
    return Towed(Towards.REPLACE, old=old, new=both, literal=True)


def _removed(words: str, body: str) -> Towed | None:
    match = next(filter(None, (fits(form, words) for form in _REMOVE)), None)
    old = unquoted(match["old"]) if match else ""
    named = match is not None and match["old"].strip()[:1] in QUOTES  # it is told if it stands nowhere
    return Towed(Towards.REMOVE, old=old) if old and (old in body or named) else None


def _replaced(words: str, said: str, body: str) -> Towed | None:
    for form in _REPLACE:
        if match := fits(form, words):
            old, whole = unquoted(match["old"]), unquoted(match["new"])
            if OTHERS.search(said) and (not old or old not in body):
                return None
            new, left = parted(match["new"]) if old or _is_mere(parted(whole)[0]) else (whole, "")
            return Towed(Towards.REPLACE, old=old, new=unquoted(new), left=left) if new else None
    bare = fits(_MERE, words)
    if bare and _is_mere(bare["new"]) and not OTHERS.search(said):
        return Towed(Towards.REPLACE, new=bare["new"])
    return None


def _is_mere(words: str) -> bool:
    """Return whether that is an hour or a floor and nothing else."""
    return bool(names_an_hour(words) or _FLOOR.fullmatch(fold(words)))


def _several(words: str, said: str, body: str) -> Towed | None:
    """Return what is to be replaced in each clause: 时间改十点，地点二楼."""
    clauses = [one.strip() for one in re.split(r"[,，;；、\s]|还有|另外|然后", words) if one.strip()]
    clauses = [one for one in clauses if not is_around(one)]
    named = [_one_of_several(one, body) or _added(one, one) or _removed(one, body) for one in clauses]
    known = tuple(one for one in named if one)
    if not 1 < len(known) == len(clauses) or OTHERS.search(said):
        return None
    return replace(known[0], more=known[1:])


def _one_of_several(clause: str, body: str) -> Towed | None:
    for form in (*_REPLACE, _NAMED_ALONE):
        match = fits(form, clause)
        if match and match["new"].strip():
            old = match["old"].strip()
            named = not old or old in body or _NAMED_ALONE.fullmatch(f"{old}x")
            return Towed(Towards.REPLACE, old=old, new=match["new"].strip()) if named else None
    if found := _from_to(clause, body):
        return found
    return Towed(Towards.REPLACE, new=clause) if _is_mere(clause) else None


def _from_to(words: str, body: str) -> Towed | None:
    match = fits(_X_TO_Y, words)
    known = match is not None and match["old"] in body
    return Towed(Towards.REPLACE, old=match["old"], new=match["new"]) if match and known else None


def _named_too(words: str) -> Towed | None:
    """Return what is added with its name: 地点加上，三楼会议室."""
    match = next(filter(None, (fits(form, words) for form in _ADD_KIND)), None)
    return Towed(Towards.ADD, old=match["old"], new=match["new"].strip()) if match else None


def _why_behind(words: str, body: str) -> Towed | None:
    """Return what is to be replaced where the rest only says why; an hour in that is the old one."""
    match = fits(_WITH_WHY, words)
    if match is None or not _WHY.search(match["why"]):
        return None
    wanted = _one_of_several(match["what"], body)
    if wanted is None or not names_an_hour(wanted.new):
        return wanted
    hour = _HOUR_SAID.search(match["why"])
    return replace(wanted, old=hour[0]) if hour and hour[0] in body else wanted
