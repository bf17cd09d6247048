"""What the words of a notice become: 三点改成三点半, 地点改一下，五楼大会议室, 最后加一句：请带笔记本.

What to replace is named by its words, or by what it is (时间); it must stand there once.
"""

import re

from core.patterns import pattern
from knowledge.language.commands.draft_clauses import spans_in
from knowledge.language.commands.draft_wanted import Towards, Towed
from knowledge.language.hours.times import read_time
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import MisreadError, with_plain_signs

SHORTEST_WORDS = 8  # characters of new words that are not said to be some
_NUMBER = "[一二两三四五六七八九十]"
_PART = r"(?:凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间)"
# 两点三楼 has no minutes.
_MINUTES = rf"(?:(?:\d{{1,2}}|{_NUMBER}{{1,3}})分|(?:\d{{1,2}}|{_NUMBER}{{1,3}})(?![楼层号室分\d]|{_NUMBER}))"
_BARE_CLOCK = (
    rf"(?:\d{{1,2}}[:：]\d\d|(?:\d{{1,2}}|{_NUMBER}{{1,3}})[点时](?:整|半|[一三13]刻|{_MINUTES})?钟?)"
    r"(?!要求|意见|内容|希望|建议|注意|安排|体会|问题)"
)
_BEFORE_NOON, _AFTER_NOON = frozenset({"早上", "早晨", "上午"}), frozenset({"中午", "下午", "傍晚"})
_OF_THE_MORNING, _OF_THE_AFTERNOON = range(8, 12), range(1, 6)  # at these hours of its part an office meets
_CLOCK = pattern(rf"(?P<part>{_PART}?)(?P<clock>{_BARE_CLOCK})")
_DAY_WORDS = (
    rf"(?:[本这下上]个?)?(?:周|星期|礼拜)[一二三四五六日天]|今天|明天|后天|大后天"
    rf"|(?:\d{{1,2}}|{_NUMBER}{{1,2}})月(?:\d{{1,2}}|{_NUMBER}{{1,3}})[日号]|(?:\d{{1,2}}|{_NUMBER}{{1,3}})[日号](?!楼)"
)
_DAY = pattern(_DAY_WORDS)
_MOMENT = pattern(rf"(?:{_DAY_WORDS})(?:[(（][^)）]{{1,4}}[)）])?的?{_PART}?{_BARE_CLOCK}")
_FLOOR = pattern(rf"(?:\d{{1,2}}|{_NUMBER}{{1,2}})[楼层]")
_ROOM = r"(?:会议室|礼堂|报告厅|办公室|教室|食堂|大厅|活动室|会场|培训室|多功能厅|阅览室|党员之家)"
_PLACE = pattern(
    rf"(?:\d{{1,2}}|{_NUMBER}{{1,2}})号?[楼层][^,，。;；:：\s在到于]{{0,6}}?{_ROOM}|第?(?:\d{{1,4}}|{_NUMBER}{{1,2}})号?{_ROOM}"
    rf"|\d{{3,4}}(?:室|房间)|(?<=[在到于往:：])[^,，。;；:：\s在到于]{{1,10}}?{_ROOM}|{_ROOM}"
)
_NAMED = {
    **dict.fromkeys(("时间", "几点", "钟点"), (_MOMENT, _CLOCK, _DAY)),
    **dict.fromkeys(("地点", "地方", "会议室", "会场"), (_PLACE, _FLOOR)),
    **dict.fromkeys(("日期", "日子", "星期", "星期几"), (_DAY,)),
    **dict.fromkeys(("楼层", "楼"), (_FLOOR,)),
}
_LOOSE = pattern(r"^[,，、;；\s]+|(?<=[,，。;；：:])[,，、;；]+|(?<=[。!！?？\n])。+|[,，、;；\s]+$")
_ENDS = "。.!！?？;；：:\n"


def changed(body: str, wanted: Towed) -> str | None:
    """Return `body` with what is wanted; None where it is not plain what to replace."""
    for one in wanted.more:
        if (body := changed(body, one) or "") == "":
            return None
    match wanted.what:
        case Towards.WORDS:
            return wanted.new
        case Towards.ADD if wanted.new:
            return _added(body, wanted)
        case Towards.REMOVE if body.count(wanted.old) == 1:
            return _LOOSE.sub("", body.replace(wanted.old, "")).strip() or None
        case Towards.REPLACE:
            return _replaced(body, wanted.old, wanted.new, literal=wanted.literal)
    return None


def _added(body: str, wanted: Towed) -> str | None:
    """Return `body` with more; what has a name takes the place of what is such a thing already (地点)."""
    if wanted.old and _spans(body, wanted.old, wanted.new):
        return _replaced(body, wanted.old, wanted.new)
    new = f"{wanted.old}：{wanted.new}" if wanted.old else wanted.new
    return _joined(new, body) if wanted.first else _joined(body, new)


def _joined(before: str, behind: str) -> str:
    return before + ("" if before[-1] in _ENDS else "。") + behind


def _replaced(body: str, old: str, new: str, *, literal: bool = False) -> str | None:
    if literal and body.count(old) == 1:
        return body.replace(old, new)
    spans = _spans(body, old, new)
    if not old and not spans and len(new) >= SHORTEST_WORDS:
        return new
    if len(spans) != 1:
        return None
    begin, end = spans[0]
    return body[:begin] + _in_its_part(body[begin:end], new) + body[end:]


def _spans(body: str, old: str, new: str) -> list[tuple[int, int]]:
    """Return where `old` stands in `body`: its words, that hour in other words, or what it is a word for."""
    said, becomes = _plain(old), _plain(new)
    if old and _CLOCK.fullmatch(said):
        hour = _hour(said)
        return [span for span in spans_in(_CLOCK, body) if hour and _hour(_plain(body[slice(*span)])) == hour]
    literal = old and said not in _NAMED
    if literal and (found := [match.span() for match in re.finditer(re.escape(old), body)]):
        return [_whole_day(body, span) for span in found] if _DAY.fullmatch(becomes) else found
    for form in _kinds(said, becomes):
        if found := spans_in(form, body):
            return found
    return []


def _plain(words: str) -> str:
    return with_plain_signs(fold(words))


def _kinds(old: str, new: str) -> tuple[re.Pattern[str], ...]:
    """Return what may be meant: what `old` is a word for, as far as `new` is such a thing."""
    named = _NAMED.get(old, ()) if old else (_MOMENT, _CLOCK, _DAY, _FLOOR, _PLACE)
    if fitting := tuple(form for form in named if form.fullmatch(new)):
        return (*fitting, *((_CLOCK,) if _MOMENT in fitting else ()))
    return named if old and named and named[0] is _PLACE else ()


def _whole_day(body: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the day in which `span` stands: 本周五 for 周五."""
    days = spans_in(_DAY, body)
    return next((day for day in days if day[0] <= span[0] and span[1] <= day[1]), span)


def _hour(said: str) -> tuple[int, int] | None:
    match = _CLOCK.fullmatch(said)
    try:
        at = read_time(match["clock"]) if match else None
    except MisreadError:
        return None
    return None if at is None else (at.hour % 12, at.minute)


def _part_of(clock: str, part: str) -> str:
    """Return in which part of the day an hour is that replaces one in `part`: 十点 is no 下午十点."""
    at = _hour(clock)
    if at is None:
        return part
    if part in _AFTER_NOON and at[0] in _OF_THE_MORNING:
        return "上午"
    return "下午" if part in _BEFORE_NOON and at[0] in _OF_THE_AFTERNOON else part


def _in_its_part(old: str, new: str) -> str:
    """Return an hour with the part of the day that the old one had, unless it says its own."""
    before, after = _CLOCK.fullmatch(_plain(old)), _CLOCK.fullmatch(_plain(new))
    if not before or not after or after["part"] or re.match(r"1[3-9]|2\d", new):
        return new
    if before["part"]:
        return _part_of(new, before["part"]) + new
    return f"下午{new}" if re.match(r"1[3-9]|2\d", old) else new
