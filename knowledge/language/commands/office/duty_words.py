"""What people say to their duties in words and not with buttons: 好的, 不归我, 昨天办的, 推迟三天."""

from enum import StrEnum

from core.patterns import pattern
from knowledge.language.calendar.due.recurring import names_recurring
from knowledge.language.commands.office.duty_described import without_ahead
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.language.writing.signs import with_plain_signs

LONGEST = 16  # characters
_END = r"(?:[了的啦吧呢呀哦啊,.!~，。！～]|谢谢[你您]?)*"
_BEGIN = r"(?:我|嗯|哦|这[个件]?事?|都|[,，])*"
_DAY = r"(?:(?:[今昨前]|大前)[天日]|刚刚?才?|早就|上[周个]\w{0,2}|(?:\d{1,2}月)?\d{1,2}[日号]|就)?"


_N = r"[\d一二两三四五六七八九十]"
_TO_A_DAY = (
    rf"到(?:(?:{_N}{{1,3}}月|[本这下]个?月)?{_N}{{1,3}}[日号]|(?:{_N}{{1,3}}月|[本这下]个?月)[底末初]|月底"
    r"|(?:[本这下]个?)?(?:周|星期|礼拜)[一二三四五六日天])"
)


class DutyWord(StrEnum):
    """What somebody wants done with a duty of theirs."""

    AGREE = "agree"
    DECLINE = "decline"
    DONE = "done"
    LATER = "later"


_SAID = {
    DutyWord.AGREE: pattern(
        rf"{_BEGIN}(?:同意(?:提醒)?(?:我)?|愿意|好的?|可以|行|没问题|收到|知道|ok|是的?){_END}"
    ),
    DutyWord.DECLINE: pattern(rf"{_BEGIN}(?:不归我(?:管|办|负责)?|不同意(?:提醒)?|不是我(?:管|办|负责)){_END}"),
    DutyWord.LATER: pattern(
        rf"{_BEGIN}(?:先|再|请|帮我)?(?:推迟|延后|延迟|往后推|缓几天)"
        rf"(?:{_TO_A_DAY}|一下|几天|[\d一二两三四五六七八九十半]{{1,3}}个?(?:天|日|周|星期|礼拜|月)|到?(?:明天|后天|大后天))?"
        rf"(?:再说|再办|再提醒我?)?{_END}"
    ),
    DutyWord.DONE: pattern(
        rf"{_BEGIN}{_DAY}(?:已经?)?(?:办|做|完成)(?:好|完|结|妥|过|的|了){_END}|{_BEGIN}已(?:办|完成){_END}"
    ),
}


def duty_word(text: str) -> DutyWord | None:
    """Return what all of `text` may mean to a duty; None for other words."""
    said = "".join(fold(text).split())
    if not said or len(said) > LONGEST:
        return None
    for word, form in _SAID.items():
        if form.fullmatch(said):
            return word
    return None


_NAMED_DONE = pattern(
    rf"{_DAY}(?:已经?)?(?:办|做|完成|谈|签|交|看|学|开展|组织|填)(?:好|完|结|妥|过|的|了){_END}|已(?:办|完成|签|交){_END}"
)
_NAMED = {DutyWord.DONE: _NAMED_DONE, **{word: _SAID[word] for word in (DutyWord.DECLINE, DutyWord.LATER)}}
_ANY_NAMED = pattern(rf"(?:{'|'.join(form.pattern for form in _NAMED.values())})\Z")
_OF = pattern(r"(?:[这那]一?[个件]事?|的事情?|的|[,，]|我|都)*$")
LONGEST_NAMED = 40  # characters


def named_duty_word(text: str) -> tuple[str, DutyWord, str] | None:
    """Return the name that a word is said of (廉政谈话 in 廉政谈话谈完了), the word, and what says it.

    The name is whatever stands first: whether there is such a duty the caller knows. None for other words.
    """
    said = "".join(fold(text).split())
    if len(said) > LONGEST_NAMED:
        return None
    if not _ANY_NAMED.search(said, 2):
        return None
    for at in range(2, len(said) - 1):
        for word, form in _NAMED.items():
            if form.fullmatch(said, at):
                return _OF.sub("", said[:at]), word, said[at:]
    return None


_FIRST = r"(?:[那就再请哦,，]|帮我|还有|还要|对了)*+(?:把|将)?"
_NOBODY = r"(?!(?:几?个?人|谁|时间|原文|表格?|提醒)[^\w]*$)"
_ON = pattern(
    rf"{_FIRST}(?:[让由请叫派](?:给)?|交给|归)(?P<does>[^,，]{{1,60}}?)(?:[也都来去]|一起|同志)*+(?:办理?|负责|做|管|参加|落实|完成|牵头|去办|承办)(?:这[件个]?事|它)?(?:[吧了啊]|[.。!！])*+"
    rf"|{_FIRST}(?:交给|归){_NOBODY}(?P<gets>[^,，]{{2,60}}?)(?:[吧了啊]|[.。!！])*+"
    rf"|{_FIRST}(?:人员?|名单)(?:里|上|也|再)*加[上入]?(?P<more>[^,，]{{1,60}}?)(?:[吧啊]|[.。!！])*+"
    rf"|{_FIRST}(?P<names>[^,，]{{1,60}}?)(?:[也都给]|一起)*+(?:[加放列写拉收]进[去来]?|[加算写拉带添]上|加入|放里面|纳入|安排上)(?:[吧了啊]|[.。!！])*+"
    rf"|{_FIRST}(?:加(?:[上入]|(?![上入]))|增加){_NOBODY}(?P<behind>.{{1,60}}?)(?:[吧啊]|[.。!！])*+"
)
_OFF = pattern(
    rf"{_FIRST}(?P<names>[^,，]{{1,60}}?)(?:去掉|拿掉|移出去?|删掉|拿出来|划掉)(?:[吧了啊]|[.。!！])*+"
    rf"|{_FIRST}(?:去掉|拿掉|移出|删掉){_NOBODY}(?P<behind>.{{1,60}}?)(?:[吧啊]|[.。!！])*+"
)


_TIME = pattern(
    rf"{_FIRST}(?P<name>[^,，。]{{0,16}}?)(?:[那这][个件条]|的)*[\s,，]*(?:(?:提醒|到期)?的?(?:时间|日子))?(?:还是|就|都|也|请|,|，)*"
    r"(?:[改换挪调定设放](?:[成到为在至]|(?=[\d一二三四五六七八九十每逢隔本这下]))|推迟?[到至]|提前到)(?P<when>.{2,40})"
)
_OF_A_YEAR = pattern(
    "[每逢隔].*(?:季|月|年|旬|节前|放假前|春节|国庆|元旦)|(?:隔|[两三四双])个?(?:周|星期|礼拜)"
)
_THAT = pattern("^[那这]?[1一]?[件个条](?=..)")
_OF_PUSHES = pattern("推送|廉语|停|不发|别发|题")


_AHEAD = pattern(
    r"(?:[那就请再都给,，]|提醒的?时候|时间)*(?:提前|提早|早)(?P<number>\d{1,3})个?(?P<unit>天|日|周|星期|礼拜)"
    r"(?:[就再来给]|(?:他|她|我|大家)们?)*(?:提醒|说|通知|告诉|打个?招呼|知会|吱|叫|催|喊)[1一]?(?:声|下)?(?:他们?|她们?|我们?|大家)?(?:[吧啊就行好]|[.。!！])*"
)


def days_ahead(text: str) -> int | None:
    """Return how many days before it falls due all of `text` wants a duty reminded of: 提前五天说一声."""
    match = _AHEAD.fullmatch(canonical_numerals(fold(text).strip()))
    return int(match["number"]) * (7 if match["unit"] in "周星期礼拜" else 1) if match else None


# 就今年3月15号，提前三天催一下; 这周五上午交，人是刚才说的那三个.
_MERELY_BEFORE = pattern(
    r"^(?:[那就,，]|还是|时间|日子|定在?|就是|是|放在?|截止到?|今年的?|到|在|改[到成为在]?|呗|吧)+"
)
_MERELY_BEHIND = pattern(
    r"(?:(?:上午|下午|早上|晚上)?(?:之?前|以前|截止|为止)?(?:交|办完?|开|签完?|做完?|完成|搞定)?(?:就行|就好|就可以)?[吧啊呀呗.。!！]*)$"
)
_THE_SAME = pattern(
    r"[,，;；](?:人员?|名单)(?:还|就)*(?:是|用)?(?:刚才|刚刚|前面|上面|还是|原来|那)[^,，;；]*$"
)
_A_DAY = pattern(
    r"(?:(?:\d{4}|明|后)年)?(?:[本这下]个?月|\d{1,2}月)?\d{1,2}[日号]|\d{4}(?:-\d\d-\d\d|[/.]\d{1,2}[/.]\d{1,2})"
    r"|[本这下]个?(?:周|星期|礼拜)[1-6一二三四五六日天]|明天|后天|大后天"
)


def mere_day(said: str) -> str:
    """Return the day, and how long ahead, that is all of `said`; empty for other words."""
    rest, ahead = without_ahead(canonical_numerals(with_plain_signs(fold(_THE_SAME.sub("", said)))))
    rest = _MERELY_BEHIND.sub("", _MERELY_BEFORE.sub("", rest.strip()))
    return f"{rest}{ahead}" if _A_DAY.fullmatch(rest) and names_recurring(f"{rest}{ahead}") else ""


def time_for_a_card(text: str) -> tuple[str, str] | None:
    """Return the name and the time, both in words, where a duty is to fall due at other times; else None.

    警示教育那个 改成每季度末 十点 is 警示教育 and 每季度末 十点; the name may be empty.
    """
    said = text.strip()
    if _OF_PUSHES.search(said):
        return None
    if match := _TIME.fullmatch(said):
        name = _THAT.sub("", match["name"].strip())
        return (name, match["when"].strip()) if names_recurring(match["when"]) else None
    if day := mere_day(said):
        return "", day
    if days_ahead(said) is not None:
        return "", said
    return ("", said) if said.startswith(("每", "逢", "隔")) and names_recurring(said) else None


def is_for_a_duty_only(when: str) -> bool:
    """Return whether nothing else that comes by itself can come at these times: 每季度末, 每月10日."""
    return _OF_A_YEAR.search(when) is not None


def people_on_or_off(text: str) -> tuple[bool, str] | None:
    """Return whether a duty's card is to have more people (加上小陈) or fewer, and their names; else None."""
    for on, form in ((True, _ON), (False, _OFF)):
        if match := form.fullmatch(text.strip()):
            return on, next(filter(None, match.groupdict().values())).strip()
    return None
