"""What `bot.py doctor` says: how the running bot stands, and what is wrong around it, in sentences."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.models import WarningKind
from core.plain_files import why
from core.settings import Settings
from services.backups.folders import backups_in
from services.checks import Finding, Level
from services.health.space import MEGABYTE
from storage.database import Database
from storage.upkeep.schema import SchemaState
from storage.warnings import WarningStore

# What keeps the running bot from being ready, and what to do about it.
PROBLEMS = {
    "starting": (
        Level.WARNING,
        "机器人正在启动，还没有连上 Telegram：过一分钟再看；还是这样，请看日志和网络",
    ),
    "telegram": (
        Level.BAD,
        "机器人收不到 Telegram 的消息，最后一次是 {heard}以前："
        "请检查网络、telegram.proxy，和有没有另一个程序用同一个令牌",
    ),
    "pushes": (Level.BAD, "推送停住了，最后一次动静是 {ticked}以前：请看日志，再重启机器人"),
    "database": (Level.BAD, "机器人用不了数据库：请看日志里说的原因，检查数据库、磁盘和权限"),
}
HELD = {
    WarningKind.BACKUP: "备份没有做成：请看日志里的原因，修好后运行 storage backup 试一次",
    WarningKind.DISK: "磁盘快满了：请腾出空间",
    WarningKind.DATABASE: "数据库快满了：请清理，或调大 health.database_megabytes 和数据库的空间",
    WarningKind.GROUP: "有群收不到机器人的消息了：要恢复，请把机器人加回去",
}
MANY = 100  # updates that wait: as many come in minutes only when something is wrong
NO_DAILY_BACKUP = "没有备份，机器人也不做（storage.backup_time 空着）；请用别的办法备份"
STOPPED = timedelta(days=2)  # without a backup, where there is to be one a day
NOT_ASKED = 'health.listen 空着，没有去问正在运行的机器人；要问得到，请设成一个端口（例如 "9180"）再重启'
ELSEWHERE = (
    "正在运行的机器人用的不是 {database}：下面说的数据库、磁盘和备份都不是它的。"
    "请用它的用户、它的设置和环境变量来运行这条命令（storage.folder、BOT_STORAGE__FOLDER）"
)
NOT_RUNNING = "机器人没有在运行，或端口不对（health.listen 是 {listen}）：{why}。请启动它，再看日志"


def of_running(answer: Mapping[str, Any], zone: ZoneInfo) -> Iterator[Finding]:
    """Return what the answer of /readyz says."""
    problems = [name for name in answer.get("problems", []) if name in PROBLEMS]
    heard, ticked = (_span(answer.get(name)) for name in ("last_heard_seconds", "last_tick_seconds"))
    for name in problems:
        level, said = PROBLEMS[name]
        yield Finding(level, said.format(heard=heard, ticked=ticked))
    if not problems:
        up = _span(answer.get("uptime_seconds"))
        yield Finding(Level.GOOD, f"机器人在运行，已 {up}；收得到 Telegram 的消息，写得了数据库，推送在走")
    backlog = answer.get("backlog") or 0
    if backlog >= MANY:
        yield Finding(Level.WARNING, f"有 {backlog} 条消息还没有处理：忙不过来，或 Telegram 不收回答，请看日志")
    if moment := answer.get("next_push"):
        yield Finding(
            Level.GOOD, f"下一次推送：{datetime.fromisoformat(moment).astimezone(zone):%-m月%-d日 %H:%M}"
        )
    elif "database" not in problems:
        yield Finding(Level.GOOD, "两周之内没有要推送的：还没有会话订阅，或都暂停着")


def of_another_database(answer: Mapping[str, Any], database: Database) -> Iterator[Finding]:
    """Return that the running bot has another database than the one that is looked at, if it says so."""
    if (mark := answer.get("database")) and database.mark and mark != database.mark:
        yield Finding(Level.WARNING, ELSEWHERE.format(database=database.address))


async def check_warnings(database: Database) -> list[Finding]:
    """Return what operators were warned of and is still so; the database is looked at, not changed."""
    if await database.schema_state() is not SchemaState.CURRENT:
        return []
    kinds = {one.name.partition(":")[0] for one in await WarningStore(database).all()}
    return [Finding(Level.WARNING, said) for kind, said in HELD.items() if kind.value in kinds]


def check_space(settings: Settings) -> list[Finding]:
    """Return whether there is room on the disk of the database's folder."""
    folder, least = settings.storage.folder, settings.health.free_megabytes
    if not folder.is_dir():
        return []
    free = shutil.disk_usage(folder).free // MEGABYTE
    if least and free < least:
        return [Finding(Level.BAD, f"{folder} 所在的磁盘只剩 {free} MB（提醒线是 {least} MB）：请腾出空间")]
    return [Finding(Level.GOOD, f"{folder} 所在的磁盘还有 {free} MB")]


def check_backups(settings: Settings, now: datetime) -> list[Finding]:
    """Return how old the newest backup is; a warning where the daily ones have stopped."""
    folder, daily = settings.storage.backups, settings.storage.backup_time
    try:
        made = backups_in(folder)
    except OSError as error:
        return [Finding(Level.BAD, f"看不了备份的文件夹 {folder}：{why(error)}。请检查权限和磁盘")]
    if not made:
        said = f"还没有备份；机器人每天 {daily:%H:%M} 做一份" if daily else NO_DAILY_BACKUP
        return [Finding(Level.GOOD, f"{said}（{folder}）")]
    newest = made[0].manifest.made_at
    said = f"最近的备份是 {newest.astimezone(settings.reminder.zone):%Y年%-m月%-d日 %H:%M} 的"
    if daily and now - newest > STOPPED:
        return [Finding(Level.WARNING, f"{said}，每日备份停了：请看日志里的原因，运行 storage backup 试一次")]
    return [Finding(Level.GOOD, f"{said}，共 {len(made)} 份（{folder}）")]


def status_of(findings: list[Finding]) -> int:
    """Return the exit status: 0, all is well; 1, something to look at; 2, something is wrong."""
    levels = {finding.level for finding in findings}
    if Level.BAD in levels:
        return 2
    return 1 if Level.WARNING in levels else 0


def _span(seconds: object) -> str:
    """Return a span in words: 40 秒, 12 分钟, 3 小时, 5 天."""
    if not isinstance(seconds, int | float):
        return "不知多久"
    for size, word in ((86400, "天"), (3600, "小时"), (60, "分钟")):
        if seconds >= 2 * size:
            return f"{seconds // size:.0f} {word}"
    return f"{seconds:.0f} 秒"
