"""What `bot.py check` looks at without Telegram: speeches, holidays, the database. It changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from core.errors import OperatorError
from core.settings import AccessSettings
from knowledge.language.workdays import WorkCalendar
from knowledge.quotes.approved import read_quotes, verify_quotes
from knowledge.reading.folder import FolderSpeech, locate, look_through
from knowledge.search.assemble import assemble
from storage.database import Database
from storage.schema import SchemaState


class Level(StrEnum):
    """How a finding is marked at the start of its line."""

    GOOD = "✓"
    WARNING = "⚠"
    BAD = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `check`: a sentence in Chinese that names the setting or file."""

    level: Level
    text: str


def check_access(access: AccessSettings) -> Finding:
    """Say who may use the bot on Telegram, as far as the settings tell."""
    if access.mode == "open":
        return Finding(Level.WARNING, "access.mode 是 open：任何人都可以使用；只给单位内部用，请改成 members")
    if not access.operators:
        return Finding(
            Level.GOOD,
            f"access.mode 是 {access.mode}；access.operators 空着：若还没有人认领，启动时控制台会给出认领码",
        )
    return Finding(Level.GOOD, f"access.mode 是 {access.mode}，运维人员 {len(access.operators)} 位")


def check_knowledge(folder: Path) -> list[Finding]:
    """Read everything under `folder` as a start would, and say what was understood."""
    try:
        files = locate(folder)
        found = look_through(files.speeches)
        if found.unread:
            return [Finding(Level.BAD, one.why) for one in found.unread]
        library = assemble([one.speech for one in found.speeches], files)
        quotes = verify_quotes(read_quotes(files.quotes), library) if files.quotes else []
    except OperatorError as error:
        return [Finding(Level.BAD, str(error))]
    findings = [
        Finding(Level.GOOD, f"讲话 {len(library.speeches)} 篇，可回答的段落 {library.passage_count} 个"),
        Finding(Level.GOOD, f"相似问 {library.known_count} 条，每日廉语 {len(quotes)} 条，逐字核对无误"),
    ]
    findings += [Finding(Level.WARNING, sentence) for sentence in found.ignored]
    findings += [finding for one in found.speeches for finding in _account(one)]
    if not quotes:
        unless = "quotes.toml 不存在或是空的：没有在聊天里审定过廉语（/curate），到点就不会推送"
        findings.append(Finding(Level.WARNING, unless))
    return findings


def _account(one: FolderSpeech) -> Iterator[Finding]:
    """Say what of a file is not in its text, and what the operator should look at."""
    file, found = one.speech.file, one.found
    if found.left_out:
        parts = "；".join(f"{part.what}（{part.why}）" for part in found.left_out)
        yield Finding(Level.GOOD, f"{file}：没有收进来 {len(found.left_out)} 处：{parts}")
    for note in found.notes:
        yield Finding(Level.WARNING if "请核对" in note else Level.GOOD, f"{file}：{note}")


def check_calendar(calendar: WorkCalendar, today: date) -> Finding:
    """Say up to which year the public holidays are known, and whether that is far enough."""
    if year := calendar.missing_year(today):
        return Finding(
            Level.WARNING,
            f"还没有 {year} 年的放假安排，那一年的工作日先按周一至周五算："
            "请升级 chinesecalendar（make setup），或把放假与调休的日子写进 config.toml 的 [calendar]",
        )
    return Finding(Level.GOOD, f"放假与调休安排到 {calendar.last_year(today)} 年")


async def check_database(database: Database) -> list[Finding]:
    """Look at the database's schema without changing it; close the database."""
    try:
        state = await database.schema_state()
        if state is not SchemaState.MISSING:
            await database.refuse_damage()
    except OperatorError as error:
        return [Finding(Level.BAD, str(error))]
    finally:
        await database.close()
    return [
        {
            SchemaState.MISSING: Finding(Level.GOOD, "数据库还没有建立，运行时会自动建立"),
            SchemaState.OLD: Finding(Level.GOOD, "数据库是旧版本的，运行时会自动升级（SQLite 先备份）"),
            SchemaState.CURRENT: Finding(Level.GOOD, "数据库打得开，版本相符"),
            SchemaState.NEWER: Finding(
                Level.BAD, "数据库的版本比程序新：请升级程序，或用 storage.url / storage.folder 指向别处"
            ),
        }[state]
    ]
