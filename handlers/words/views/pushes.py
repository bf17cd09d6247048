"""What operators see of the pushes: what is ahead, the results, and the buttons below."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from core.models import NotSentReason
from core.names import fenced
from core.patterns import pattern
from core.push_report import QUIZ_REPORT, Group, Hour, PushAhead, PushReport, TakenBack
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import Piece, Pieces, View, quote_pieces
from knowledge.language.calendar.saying import said_weekday
from knowledge.language.writing.clipped import clipped
from services.pushes.notices import STOPPED
from services.pushes.quotes import quote_digest
from services.pushes.subscriptions import PAUSED, UNSUBSCRIBED
from services.pushes.taking_back import MOVED, TOO_LATE
from services.pushes.watching.reports import PAGE
from storage.pushes.planning import OVERDUE

PATTERN = pattern(
    r"push:(?P<what>hold|release|other|one|all|sure|page|stop|back|gone):(?P<day>\d{8})(?:n(?P<notice>\d{1,18}))?(?::(?P<value>\w+))?"
)
NUMBERED = frozenset({"one", "page"})  # whose value is a number
NUMBER = pattern("[0-9]{1,18}")  # what a column of numbers holds
MOST_HOURS = 6  # times of day named one by one
LONGEST_WORDS = 18  # characters of a notice in its report
LONGEST_NAME = 12  # characters of a chat's name in the text; on a button a few fewer fit

STOP = "还没有人收到。停止发送这条通知？"
TAKE_BACK = "从 {number} 个会话里撤回这条通知？撤回后大家那里就没有它了；已经看过的人，撤不掉。"
TAKE_BACK_STOPS = "还没发的 {waits} 个也不再发。"
NO_NUMBER = "\n不确定的 {number} 个就算收到了，也撤不回。"
WHAT_FOLLOWS = (
    "\n\n不用操作，到点自动推送。\n暂停今天：今天都不推送，随时能恢复。\n换一条：大家收到的都换成另一条。"
)
NO_QUOTE = "\n没有可用的廉语，推送不了。请检查 quotes.toml。"
NOTHING_AHEAD = "没有要推送的。"
DONE_ALREADY = "的廉语已经推送，结果见报告，或发 /push。"
HELD = "的推送已暂停，{chats} 个会话收不到。"
RELEASE = "\n点“恢复{day}”就照常推送"
RELEASE_LATE = "；到点了的马上补发，最晚到 {until:%H:%M}"
NEXT_DAY = "。\n第二天照常，不用操作。"
REASONS = {
    NotSentReason.RATE_LIMITED.value: "发得太快，稍后自动再发",
    NotSentReason.UNREACHABLE.value: "连不上 Telegram，稍后自动再发",
    NotSentReason.BLOCKED.value: "对方拉黑了我",
    NotSentReason.KICKED.value: "我被移出了群或频道",
    NotSentReason.CHAT_GONE.value: "会话不存在了",
    NotSentReason.DEACTIVATED.value: "对方注销了账号",
    NotSentReason.NO_RIGHT.value: "我没有发言权限，请群主开启",
    NotSentReason.MIGRATED.value: "群正在升级，稍后自动再发",
    NotSentReason.TOPIC_GONE.value: "话题没有了或已关闭",
    NotSentReason.UNAUTHORIZED.value: "令牌被 Telegram 拒绝，请检查 BOT_TOKEN",
    NotSentReason.REFUSED.value: "Telegram 不收这条消息",
    NotSentReason.NO_ACCESS.value: "这个会话还没有获准使用",
    "no quote": "没有可用的廉语",
    "no quiz": "没有审定的题目",
    OVERDUE: "过了补推的时限",
    UNSUBSCRIBED: "已退订",
    PAUSED: "对方暂停了推送",
    STOPPED: "已停止发送",
    TOO_LATE: "发出超过 48 小时，Telegram 不让撤了",
    MOVED: "群升级过，找不到那条消息",
}
IN_LINE = "排队中"
READS = "\n已阅 {number} 人（不记名）"


@dataclass(frozen=True, slots=True)
class Press:
    """A button below one of these messages, read back."""

    what: str
    day: date
    notice: str
    value: str


def read_press(data: str) -> Press | None:
    """Read a button's data back; None when it is none of these."""
    match = PATTERN.fullmatch(data)
    if match is None:
        return None
    if match["what"] in NUMBERED and not NUMBER.fullmatch(match["value"] or ""):
        return None
    said = match["day"]
    try:
        day = date(int(said[:4]), int(said[4:6]), int(said[6:]))
    except ValueError:
        return None
    return Press(match["what"], day, match["notice"] or "", match["value"] or "")


# --- before the hour


def ahead_view(ahead: PushAhead) -> View:
    """Return what will be pushed, and what an operator may do about it."""
    if ahead.held:
        release = _release(ahead.day, is_today=ahead.is_today)
        return View((Piece(_held(ahead)),), _keyboard([[release]]), acts=True)
    if not ahead.hours:
        said = said_today(ahead.day, is_today=ahead.is_today).strip()
        return View((Piece(f"{said}{DONE_ALREADY if ahead.began else NOTHING_AHEAD}"),))
    lead = _lead(ahead)
    hold = [_hold(ahead.day, is_today=ahead.is_today)]
    if ahead.quote is None:
        return View((Piece(f"{lead}{NO_QUOTE}"),), _keyboard([hold]))
    shown: Pieces = (Piece(f"{lead}\n\n"), *quote_pieces(ahead.quote, ahead.day))
    if not ahead.changeable:
        return View(shown, _keyboard([hold]), acts=True)
    follows = WHAT_FOLLOWS if ahead.is_today else WHAT_FOLLOWS.replace("今天", "明天")
    other = _button("换一条", "other", ahead.day, value=quote_digest(ahead.quote))
    return View((*shown, Piece(follows)), _keyboard([[*hold, other]]), acts=True)


def _held(ahead: PushAhead) -> str:
    said = f"{said_today(ahead.day, is_today=ahead.is_today).strip()}{HELD.format(chats=ahead.chats)}"
    said += RELEASE.format(day="今天" if ahead.is_today else "那天")
    if ahead.until is not None:
        said += RELEASE_LATE.format(until=ahead.until)
    return said + NEXT_DAY


def _lead(ahead: PushAhead) -> str:
    """Say when the quote goes to how many: in a sentence, or with a line of times."""
    said, hours = said_today(ahead.day, is_today=ahead.is_today), ahead.hours
    still = "" if ahead.changeable else "还要"
    if len(hours) == 1:
        return f"{said}{hours[0].time} {still}推送廉语，到 {ahead.chats} 个会话。"
    return f"{said}{hours[0].time} 起{still}推送廉语，共 {ahead.chats} 个会话：\n{_breakdown(hours)}"


def _breakdown(hours: Sequence[Hour]) -> str:
    named = [f"{hour.time} {hour.chats} 个" for hour in hours[:MOST_HOURS]]
    if rest := hours[MOST_HOURS:]:
        named.append(f"另外 {len(rest)} 个时间 {sum(hour.chats for hour in rest)} 个")
    return " · ".join(named)


def said_today(day: date, *, is_today: bool) -> str:
    """Say 今天（3月2日 周一）, or the date alone, with the space that a time behind it needs."""
    said = said_weekday(day)
    return f"今天（{said}）" if is_today else f"{said} "


# --- after it


def report_view(report: PushReport) -> View:
    """Return what has become of a push, and the buttons to send again what is uncertain."""
    if report.notice == QUIZ_REPORT:
        title = f"{said_today(report.day, is_today=report.is_today).strip()}的每周一题"
    elif report.notice:
        title = f"通知“{clipped(report.words, LONGEST_WORDS)}”"
    else:
        title = f"{said_today(report.day, is_today=report.is_today).strip()}的推送"
    pieces = [Piece(title, bold=True), Piece(f"\n{_sums(report)}")]
    if report.reads is not None:
        pieces.append(Piece(READS.format(number=report.reads)))
    pieces += _listed("等待", report.waiting)
    pieces += _listed("没发出", report.failed)
    pieces += _listed("跳过", report.skipped)
    if report.unknowns:
        pieces.append(Piece(_said_unknown(report)))
    if report.back is not None:
        pieces += _said_back(report.back, report.unknowns)
    if report.held:
        pieces.append(Piece("\n今天的推送已暂停，其余的不再发。"))
    elif report.hours:
        pieces.append(Piece(f"\n还没到点：{_breakdown(report.hours)}"))
    return View(tuple(pieces), _report_keyboard(report))


def confirm_view(report: PushReport) -> View:
    """Ask before everything uncertain is sent again."""
    said = (
        f"给这 {report.unknowns} 个会话都补发一次？\n"
        "有的其实已经收到，会收到第二次。点“确定补发”马上发，点“不补发”回到报告。"
    )
    sure = _button(f"确定补发 {report.unknowns} 个", "sure", report.day, report.notice, str(report.unknowns))
    back = _button("不补发", "page", report.day, report.notice, "0")
    view = View((Piece(said),), _keyboard([[sure], [back]]))
    return wants_yes(view, Asked.RESEND, yes=str(sure.callback_data), no=str(back.callback_data), how="")


def stopping_view(report: PushReport) -> View:
    """Ask before a notice that has reached nobody yet is stopped."""
    stop = _button("停止发送", "stop", report.day, report.notice)
    keep = _button("不停", "page", report.day, report.notice, "0")
    view = View((Piece(STOP),), _keyboard([[stop], [keep]]))
    return wants_yes(view, Asked.TAKE_BACK, yes=str(stop.callback_data), no=str(keep.callback_data), how="")


def taking_back_view(report: PushReport) -> View:
    """Ask before a notice is taken back from everybody."""
    said = TAKE_BACK.format(number=report.can_take_back)
    said += TAKE_BACK_STOPS.format(waits=report.waits) if report.waits else ""
    gone = _button(f"确定撤回 {report.can_take_back} 条", "gone", report.day, report.notice)
    back = _button("不撤回", "page", report.day, report.notice, "0")
    view = View((Piece(said),), _keyboard([[gone], [back]]))
    return wants_yes(view, Asked.TAKE_BACK, yes=str(gone.callback_data), no=str(back.callback_data), how="")


def _said_back(back: TakenBack, unknowns: int) -> list[Piece]:
    sums = (
        ("已撤回", back.deleted),
        ("等待", back.waiting),
        ("撤不回", sum(one.number for one in back.failed)),
    )
    said = " · ".join(f"{word} {number}" for word, number in sums if number or word == "已撤回")
    pieces = [Piece(f"\n撤回：{said}"), *_listed("撤不回", back.failed)]
    return [*pieces, Piece(NO_NUMBER.format(number=unknowns))] if unknowns else pieces


def _sums(report: PushReport) -> str:
    failed = sum(group.number for group in report.failed)
    skipped = sum(group.number for group in report.skipped)
    if report.sent and not (report.waits or failed or skipped or report.unknowns or report.held):
        # Some may have chosen a later time: it is not all of them then, as the line below says.
        done = "到点的都已发出" if report.hours else "已全部发出"
        return f"{done}：{report.sent} 个会话。"
    sums = (
        ("已发出", report.sent),
        ("等待", report.waits),
        ("没发出", failed),
        ("跳过", skipped),
        ("不确定", report.unknowns),
    )
    return " · ".join(f"{word} {number}" for word, number in sums if number or word == "已发出")


def _listed(title: str, groups: Iterable[Group]) -> list[Piece]:
    lines = []
    for group in groups:
        why = REASONS.get(group.reason) or (f"其他原因（{group.reason}）" if group.reason else IN_LINE)
        lines.append(f"\n· {why}：{_named(group)}")
    return [Piece(f"\n{title}：{''.join(lines)}")] if lines else []


def _named(group: Group) -> str:
    names = "、".join(fenced(clipped(title, LONGEST_NAME)) for title in group.titles)
    if not names:
        return f"{group.number} 个"
    return names if group.number <= len(group.titles) else f"{names}等 {group.number} 个"


def _said_unknown(report: PushReport) -> str:
    names = "".join(f"\n· {fenced(clipped(one.title, LONGEST_NAME))}" for one in report.unknown)
    said = f"\n不确定（没等到 Telegram 的答复，可能收到了也可能没有，不会自动再发）：{names}"
    if report.unknowns > len(report.unknown):
        said += f"\n（第 {report.skip + 1} 至 {report.skip + len(report.unknown)} 个，共 {report.unknowns} 个）"
    return said


def _report_keyboard(report: PushReport) -> InlineKeyboardMarkup | None:
    rows: list[list[InlineKeyboardButton]] = []
    if report.can_resend:
        rows += [
            [
                _button(
                    f"补发：{fenced(clipped(one.title, LONGEST_NAME))}",
                    "one",
                    report.day,
                    report.notice,
                    str(one.id),
                )
            ]
            for one in report.unknown
        ]
        if report.unknowns > 1:
            rows.append([_button(f"全部补发（{report.unknowns} 个）", "all", report.day, report.notice)])
    if report.unknowns > PAGE:
        following = report.skip + PAGE if report.skip + PAGE < report.unknowns else 0
        text = "看后面的" if following else "回到开头"
        rows.append([_button(text, "page", report.day, report.notice, str(following))])
    if report.can_stop:
        rows.append([_button("停止发送", "stop", report.day, report.notice)])
    if report.can_take_back:
        rows.append([_button("撤回", "back", report.day, report.notice)])
    if report.held:
        rows.append([_release(report.day, is_today=report.is_today)])
    elif report.is_today and not report.notice and (report.hours or report.waits):
        rows.append([_hold(report.day, is_today=True)])
    return _keyboard(rows)


# --- buttons


def report_button(day: date, notice: str, words: str) -> InlineKeyboardButton:
    """Return the button that opens the report of a notice."""
    return _button(f"通知“{clipped(words, LONGEST_NAME)}”", "page", day, notice, "0")


def _keyboard(rows: list[list[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup(rows) if rows else None


def _hold(day: date, *, is_today: bool) -> InlineKeyboardButton:
    return _button("暂停今天" if is_today else "暂停明天", "hold", day)


def _release(day: date, *, is_today: bool) -> InlineKeyboardButton:
    return _button("恢复今天" if is_today else "恢复那天", "release", day)


def _button(text: str, what: str, day: date, notice: str = "", value: str = "") -> InlineKeyboardButton:
    data = f"push:{what}:{day:%Y%m%d}{f'n{notice}' if notice else ''}{f':{value}' if value else ''}"
    return InlineKeyboardButton(text, callback_data=data)
