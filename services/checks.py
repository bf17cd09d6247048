"""What `bot.py check` looks at without Telegram: speeches, holidays, the database. It changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from core.certificate import read_certificate
from core.clock import SystemClock
from core.errors import OperatorError
from core.models import Role
from core.settings import AccessSettings, Settings
from core.webhook import SHORT_SECRET, is_out_of_reach
from knowledge.language.calendar.workdays import WorkCalendar
from knowledge.quotes.approved import read_quotes, verify_quotes
from knowledge.reading.folder import FolderSpeech, locate, look_through
from knowledge.search.assemble import assemble
from services.people.access import LEAST
from services.people.second_person import ALONE, who_confirms
from services.speeches.extraction import ExtractionService
from services.speeches.library import SpeechService
from services.speeches.taught import TaughtWays
from storage.database import Database
from storage.people.people import PeopleStore
from storage.speeches.versions import SpeechStore
from storage.upkeep.schema import SchemaState

SOON = timedelta(days=14)  # before its end a certificate is spoken of


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
    """Return who may use the bot on Telegram, according to the settings."""
    if access.mode == "open":
        return Finding(Level.WARNING, "access.mode 是 open：任何人都可以使用；只给单位内部用，请改成 members")
    if not access.operators:
        return Finding(
            Level.GOOD,
            f"access.mode 是 {access.mode}；access.operators 空着：若还没有人认领，启动时控制台会给出认领码",
        )
    return Finding(Level.GOOD, f"access.mode 是 {access.mode}，运维人员 {len(access.operators)} 位")


def check_webhook(settings: Settings, now: datetime) -> list[Finding]:
    """Return what Telegram would refuse or not reach of the webhook; nothing where it is not used."""
    hook = settings.webhook
    if settings.telegram.mode != "webhook":
        return []
    try:
        certificate = read_certificate(hook.certificate_file, hook.key_file, hook.host)
    except OperatorError as error:
        return [Finding(Level.BAD, str(error))]
    listening = hook.listening
    if listening.socket and not listening.socket.parent.is_dir():
        return [Finding(Level.BAD, f"webhook.listen：没有 {listening.socket.parent} 这个文件夹")]
    served = "由机器人自己加密" if hook.key_file else "由前面的代理加密"
    findings = [
        Finding(Level.GOOD, f"webhook：Telegram 送到 {hook.url}，本机在 {listening} 接收，{served}"),
    ]
    if is_out_of_reach(hook.host):
        said = f"webhook.url 里的 {hook.host} 从公网到不了：只有自建的 Bot API 服务器送得到"
        findings.append(Finding(Level.WARNING, said))
    if len(settings.webhook_token.get_secret_value()) < SHORT_SECRET:
        said = "webhook 的密钥太短，容易被猜中：可用 openssl rand -hex 32 另生成一个"
        findings.append(Finding(Level.WARNING, said))
    if not hook.key_file and not listening.is_inward:
        said = f"webhook.listen 是 {listening}，没有加密：代理在同一台机器上时请改成 127.0.0.1"
        findings.append(Finding(Level.WARNING, said))
    if hook.key_file and listening.is_inward:
        said = f"webhook.listen 是 {listening}，外面连不上：证书由机器人自己用时，应写 0.0.0.0 和对外的端口"
        findings.append(Finding(Level.WARNING, said))
    if certificate and certificate.expires and certificate.expires - now < SOON:
        said = f"webhook.certificate_file：证书 {certificate.expires:%Y-%m-%d} 到期，请换一张"
        findings.append(Finding(Level.WARNING, said))
    return findings


async def check_two_persons(access: AccessSettings, database: Database) -> list[Finding]:
    """Return whether there are two persons where two are wanted; close the database, which stays as it is."""
    try:
        if not access.two_persons:
            return []
        known = await database.schema_state() is SchemaState.CURRENT
        found = await who_confirms(access, PeopleStore(database), Role.EDITOR) if known else None
        number = len(access.operators | access.editors if found is None else found)
    except OperatorError:
        return []  # `check_database` says what is wrong
    finally:
        await database.close()
    if number < LEAST:
        return [Finding(Level.BAD, ALONE.format(number=number))]
    return [Finding(Level.GOOD, f"access.two_persons 打开着，编辑和运维人员一共 {number} 位")]


def check_knowledge(folder: Path) -> list[Finding]:
    """Read everything in `folder` as a start does, and return what was understood."""
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
        Finding(
            Level.GOOD,
            f"讲话文件夹里有讲话 {len(library.speeches)} 篇，可回答的段落 {library.passage_count} 个",
        ),
        Finding(Level.GOOD, f"相似问 {library.known_count} 条，每日廉语 {len(quotes)} 条，逐字核对无误"),
    ]
    findings += [Finding(Level.WARNING, sentence) for sentence in found.ignored]
    findings += [finding for one in found.speeches for finding in _account(one)]
    if not quotes:
        unless = "quotes.toml 不存在或是空的：没有在聊天里审定过廉语（/curate），到点就不会推送"
        findings.append(Finding(Level.WARNING, unless))
    return findings


async def check_in_use(folder: Path, database: Database) -> list[Finding]:
    """Return which speeches are in use after a start, and what the start does; close the database.

    Nothing where there is no database yet, or the folder cannot be used: the others say so.
    """
    extraction = ExtractionService()
    try:
        if await database.schema_state() is not SchemaState.CURRENT:
            return []
        store = SpeechStore(database)
        speeches = SpeechService(store, TaughtWays.of(database), folder, SystemClock(), extraction=extraction)
        then, known = await speeches.would_start(), [one.text.slug for one in await store.latest()]
        twins = await store.twins()
    except OperatorError:
        return []
    finally:
        await extraction.close()
        await database.close()
    new = [slug for slug in then.changes.added if slug not in known]
    used = [slug for slug in (*new, *known) if slug in then.slugs]
    out = [slug for slug in known if slug not in {*then.slugs, *then.changes.withdrawn, *twins}]
    said = [f"机器人用的讲话 {len(used)} 篇：{'、'.join(used)}", *([f"已下架 {'、'.join(out)}"] if out else [])]
    found = [Finding(Level.GOOD, "；".join(said))]
    if does := [
        f"{what} {'、'.join(slugs)}"
        for what, slugs in (
            ("新收录", then.changes.added),
            ("换上新版", then.changes.replaced),
            ("下架", then.changes.withdrawn),
        )
        if slugs
    ]:
        found.append(Finding(Level.GOOD, f"讲话文件夹改过，下次启动时会{'，'.join(does)}"))
    return found


def _account(one: FolderSpeech) -> Iterator[Finding]:
    """Return what of a file is not in its text, and what the operator should look at."""
    file, found = one.speech.file, one.found
    if found.left_out:
        parts = "；".join(f"{part.what}（{part.why}）" for part in found.left_out)
        yield Finding(Level.GOOD, f"{file}：没有收进来 {len(found.left_out)} 处：{parts}")
    for note in found.notes:
        yield Finding(Level.WARNING if "请核对" in note else Level.GOOD, f"{file}：{note}")


def check_calendar(calendar: WorkCalendar, today: date) -> Finding:
    """Return up to which year the public holidays are known, and whether that is enough."""
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
