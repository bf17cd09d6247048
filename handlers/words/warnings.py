"""What operators are told of what only they can mend: what is wrong, and what to do."""

from core.models import HolidaysMissing, OperatorWarning, WarningKind
from core.names import fenced
from core.places import PROGRAM
from handlers.words.replies import Piece, View

ONCE = f"这条只说一次；好了以后又出问题，会再说。运行 {PROGRAM} doctor 可以随时看全部情况。"
SAID = {
    WarningKind.BACKUP: "备份没有做成{detail}。已有的备份还在，但不会有更新的；请管服务器的同事看一看。",
    WarningKind.DISK: "数据库所在的磁盘快满了{detail}。满了以后我什么都记不下，也推送不了，请尽快腾出空间。",
    WarningKind.DATABASE: (
        "数据库快满了{detail}。请清理不要的内容，或调大 health.database_megabytes 和数据库的空间。"
    ),
    WarningKind.WEBHOOK: (
        "大家发来的消息送不到我这里{detail}。消息在 Telegram 那里等着，最多等 24 小时；请管服务器的同事看一看。"
    ),
    WarningKind.GROUP: (
        "群{detail}收不到我的消息了：我被移出，或者群已经没有了。那里的推送已停；要恢复，请把我加回去。"
    ),
}


HOLIDAYS_MISSING = (
    "我还不知道 {year} 年的放假和调休安排。选了“工作日”的会话，{year} 年先按周一至周五推送"
    "（元旦、五一、国庆当天不推送），会话里发 /settings 看得到这句话。\n\n"
    "没有人选“工作日”，就不用管。要补上，请把这句话转给管服务器的同事：升级程序，或把公布的放假日、"
    "调休上班日写进 config.toml 的 [calendar] 再重启。这条只说一次。"
)


def warning_view(warning: OperatorWarning | HolidaysMissing) -> View:
    """Return the message about what is wrong."""
    if isinstance(warning, HolidaysMissing):
        return View((Piece(HOLIDAYS_MISSING.format(year=warning.year)),))
    detail = fenced(warning.detail)
    if detail:
        detail = f"“{detail}”" if warning.kind is WarningKind.GROUP else f"（{detail}）"
    return View((Piece(f"{SAID[warning.kind].format(detail=detail)}\n\n{ONCE}"),))
