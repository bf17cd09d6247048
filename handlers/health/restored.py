"""Tells the operators what became of pushes and messages after a backup was put back."""

from zoneinfo import ZoneInfo

from handlers.context import Context
from handlers.people.operators import tell_operators
from storage.states import RestorationKind
from storage.upkeep.restorations import Restoration

HOW = {
    RestorationKind.COMMAND: "数据库是从{made}的备份恢复的。",
    RestorationKind.BY_HAND: "数据库比我发过的推送旧，像是有人换回了以前的文件（里面最新的记录是{made}的）。",
    RestorationKind.ELSEWHERE: "数据库是从别处搬来的，或旁边的记录不见了，我不知道搬来之前发过哪些推送。",
}
UNKNOWN = (
    "{until}以前该发的推送里，有 {number} 个不知道发过没有：为免重复，都没有再发。"
    "请看 /push，确实没收到的可以补发。"
)
NONE_UNKNOWN = "没有发现可能重复的推送。"
DROPPED = "备份时还没答完的 {number} 条消息多半已经答过，没有再答。"
LOST = (
    "那以后的提问、订阅、授权、讲话和廉语的改动、暂停今天和正在写的通知，这里都没有，"
    "Telegram 也不会再送来，请相关同事再做一次。"
)


async def report_restored(context: Context) -> None:
    """Tell the operators, once, of each time the database took the place of a newer one."""
    service = context.services.after_restore
    for one in await service.untold():
        if await tell_operators(context, said_of(one, context.services.settings.reminder.zone)):
            await service.told(one)


def said_of(one: Restoration, zone: ZoneInfo) -> str:
    """Return what the operators read."""
    until = f"{one.until.astimezone(zone):%-m月%-d日 %H:%M}"
    made = "一个不知道什么时候" if one.made_at is None else f" {one.made_at.astimezone(zone):%-m月%-d日 %H:%M} "
    said = HOW[one.kind].format(made=made.rstrip() if one.made_at is None else made)
    said += UNKNOWN.format(until=until, number=one.unknown) if one.unknown else NONE_UNKNOWN
    if one.dropped:
        said += DROPPED.format(number=one.dropped)
    return said if one.kind is RestorationKind.ELSEWHERE else said + LOST
