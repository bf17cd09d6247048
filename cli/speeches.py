"""bot.py speeches: read speeches in, list, withdraw, restore, undo. A running bot follows within seconds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from cli.given_paths import given
from cli.knowledge_commands import Slug, at_desk, content_of
from cli.terminal import say
from core.errors import OperatorError
from core.places import PROGRAM
from core.settings import Settings

if TYPE_CHECKING:
    from services.people.second_person import SecondPersonService
    from services.speeches.changes import SpeechChangeService
    from services.speeches.drafts import Review, SpeechDraftService
    from services.speeches.library import SpeechService
    from storage.speeches.drafts import SpeechDraft
    from storage.states import ConfirmationKind

MOST_SHOWN = 20
ASKED = "两人确认打开着：已请编辑和运维人员在聊天里确认{what}，24 小时内有一位确认就办；在那之前什么都不变。"
NONE_YET = f"还没有收录讲话：把文件放进讲话文件夹后启动机器人，或用 {PROGRAM} speeches import 收录，再看这里。"

speeches_cli = typer.Typer(
    help="讲话：收录文件、列出、下架、恢复、撤回上一次。机器人运行着也可以用，几秒内生效。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@dataclass(frozen=True, slots=True)
class _Desk:
    speeches: "SpeechService"
    drafts: "SpeechDraftService"
    changes: "SpeechChangeService"
    second: "SecondPersonService"
    zone: ZoneInfo

    async def asks(self, kind: "ConfirmationKind", of_what: str, number: int, subject: str) -> bool:
        """Ask an editor or operator to confirm, where the setting says so; False: nobody need be asked."""
        from services.people.second_person import TITLES

        if not self.second.wanted:
            return False
        await self.second.ask(kind, of_what, None, number=number, subject=subject)
        say(ASKED.format(what=f"{TITLES[kind]} {subject}"))
        return True


@speeches_cli.command("import")
def import_speeches(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help=".txt、.md、.docx 或 .pdf；不写就重读讲话文件夹",
            show_default=False,
            parser=given,
            metavar="FILES",
        ),
    ] = None,
    title: Annotated[str, typer.Option(help="题目，默认看文件里写的", show_default=False)] = "",
    date: Annotated[str, typer.Option(help="日期，如 2024年2月7日", show_default=False)] = "",
    slug: Annotated[str, typer.Option(help="编号：已有的是出新版，没有的是新讲话", show_default=False)] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会怎样，什么都不写")] = False,
) -> None:
    """收录讲话文件：先核对，再整篇换上；与现有的一样就不动。"""
    from knowledge.reading.speech_list import SLUG

    if (title or date or slug) and len(files or []) != 1:
        raise OperatorError("--title、--date、--slug 只能在收录一个文件时用")
    if dry_run and not files:
        raise OperatorError("--dry-run 要写上文件")
    if slug and not SLUG.fullmatch(slug):
        raise OperatorError(f"编号“{slug}”只能用字母、数字和下划线，最多 16 个")

    async def work(desk: _Desk) -> None:
        if not dry_run:
            changes = await desk.speeches.import_folder()
            for what, slugs in (
                ("新收录", changes.added),
                ("换新版", changes.replaced),
                ("下架", changes.withdrawn),
            ):
                for one in slugs:
                    say(f"讲话文件夹：{what} {one}")
            if not files and not (changes.added or changes.replaced or changes.withdrawn):
                say("讲话文件夹没有变化")
        for file in files or []:
            draft = await desk.drafts.read(content_of(file), file.name, None)
            draft = await desk.drafts.rename(draft, slug) if slug else draft
            draft = await desk.drafts.retitle(draft, title) if title else draft
            draft = await desk.drafts.redate(draft, date) if date else draft
            await _take_in(desk, draft, dry_run=dry_run)

    at_desk(_desk(context.obj), work)


@speeches_cli.command("list")
def list_speeches(context: typer.Context) -> None:
    """列出全部讲话，含已下架的。"""

    async def work(desk: _Desk) -> None:
        listed = await desk.changes.listed()
        if not listed:
            say(NONE_YET)
        for one in listed:
            state = "在用" if one.withdrawn_at is None else "已下架"
            say(f"{one.slug}  {state}  第 {one.version} 版  《{one.title}》{one.date}  {one.file}")

    at_desk(_desk(context.obj), work)


@speeches_cli.command()
def withdraw(context: typer.Context, slug: Slug) -> None:
    """下架一篇讲话：不再用它回答和推送，记录都留着。"""

    async def work(desk: _Desk) -> None:
        from storage.states import ConfirmationKind

        if not await _asks_about(desk, ConfirmationKind.WITHDRAW, slug, in_use=True):
            await desk.changes.withdraw(slug, None)
            say(f"已下架 {slug}")

    at_desk(_desk(context.obj), work)


@speeches_cli.command()
def restore(context: typer.Context, slug: Slug) -> None:
    """恢复一篇下架的讲话。"""

    async def work(desk: _Desk) -> None:
        from storage.states import ConfirmationKind

        if not await _asks_about(desk, ConfirmationKind.RESTORE, slug, in_use=False):
            await desk.changes.restore(slug, None)
            say(f"已恢复 {slug}")

    at_desk(_desk(context.obj), work)


@speeches_cli.command()
def rollback(
    context: typer.Context, yes: Annotated[bool, typer.Option("--yes", help="不再询问")] = False
) -> None:
    """撤回上一次收录、换新版、下架或恢复（文件夹里的改动除外）。"""
    from knowledge.language.hours.times import local_minute
    from services.people.second_person import digest
    from storage.states import ConfirmationKind

    async def work(desk: _Desk) -> None:
        change = await desk.changes.last()
        if change is None:
            say("没有可撤回的")
            return
        before = await desk.changes.number_of(change.slug, change.was_version)
        then = "停用" if not before else f"回到第 {before} 版，{'下架' if change.was_withdrawn_at else '在用'}"
        when = local_minute(change.at, desk.zone)
        say(f"上一次改动：{when}，{change.slug}。撤回后：{change.slug} {then}")
        if yes or typer.confirm("要撤回吗？"):
            of_what = digest(change.id)
            if not await desk.asks(ConfirmationKind.UNDO, of_what, change.id, change.slug):
                await desk.changes.undo(change, None)
                say("已撤回")

    at_desk(_desk(context.obj), work)


async def _take_in(desk: _Desk, draft: "SpeechDraft", *, dry_run: bool) -> None:
    review = await desk.drafts.review(draft)
    for line in _report(review):
        say(line)
    entry = await desk.changes.of(draft.speech.slug)
    if review.same and entry is not None and entry.withdrawn_at is None:
        say("与现在用的一样，没有改动")
    elif dry_run:
        say("以上只是试看，什么都没有写")
    else:
        await _adopt(desk, draft)


async def _adopt(desk: _Desk, draft: "SpeechDraft") -> None:
    from services.speeches.drafts import in_full
    from storage.states import ConfirmationKind

    if desk.second.wanted:  # it must be found again when somebody confirms it
        draft = await desk.drafts.keep(draft)
    if not await desk.asks(ConfirmationKind.ADOPT, in_full(draft), draft.id, draft.speech.slug):
        await desk.changes.adopt(draft, None)
        say(f"已收录 {draft.speech.slug}")


async def _asks_about(desk: _Desk, kind: "ConfirmationKind", slug: str, *, in_use: bool) -> bool:
    """Ask about a speech that is, or is not, in use; the others are refused as without a second person."""
    from services.speeches.changes import state_of

    entry = await desk.changes.of(slug)
    if entry is None or (entry.withdrawn_at is None) is not in_use:
        return False
    return await desk.asks(kind, state_of(entry), 0, slug)


def _report(review: "Review") -> list[str]:
    speech, difference = review.draft.speech, review.difference
    lines = [
        f"{speech.file}：《{speech.title}》{speech.date or '（没有写明日期）'}",
        f"  {'现有讲话的新版' if review.before else '新讲话'} {speech.slug}："
        f"{review.sections} 个部分，{review.passages} 个段落，{review.characters} 字",
        *(f"  注意：{note}" for note in review.draft.notes),
        *(f"  没有收进来：{what}（{why}）" for what, why in review.draft.left_out),
    ]
    if review.draft.base_withdrawn_at:
        lines.append(f"  {speech.slug} 现在是下架的，收录后恢复使用")
    if review.before and not difference:
        lines.append("  文字与现在的版本一样")
    lines += [f"  {sentence}" for sentence in review.renamed]
    if difference:
        counts = (len(difference.changed), len(difference.added), len(difference.removed))
        lines.append("  与现在的版本比：改 {} 句，增 {} 句，删 {} 句".format(*counts))
    changed = [f"  改前：{was}\n  改后：{now}" for was, now in difference.changed]
    changed += [f"  新增：{one}" for one in difference.added] + [f"  删去：{one}" for one in difference.removed]
    return lines + changed[:MOST_SHOWN]


@asynccontextmanager
async def _desk(settings: Settings) -> AsyncIterator[_Desk]:
    """Open the three services that these commands need.

    They are not made by `build_services`: that reads the folder, which a dry run must not do, and builds a
    library, which takes seconds and is not needed here.
    """
    from core.clock import SystemClock
    from services.audit import AuditService
    from services.people.second_person import SecondPersonService
    from services.speeches.changes import SpeechChangeService
    from services.speeches.drafts import SpeechDraftService
    from services.speeches.extraction import ExtractionService
    from services.speeches.library import SpeechService
    from services.speeches.taught import TaughtWays
    from storage.database import Database
    from storage.people.audit import AuditStore
    from storage.people.confirmations import ConfirmationStore
    from storage.people.people import PeopleStore
    from storage.speeches.changes import SpeechChangeStore
    from storage.speeches.drafts import SpeechDraftStore
    from storage.speeches.versions import SpeechStore

    clock, database = SystemClock(), Database.configured(settings.storage)
    versions, extraction = SpeechStore(database), ExtractionService()
    # It is never started: this process answers nobody, so it needs no library.
    speeches = SpeechService(
        versions, TaughtWays.of(database), settings.knowledge.folder, clock, extraction=extraction
    )
    audit, people = AuditService(AuditStore(database), clock), PeopleStore(database)
    second = SecondPersonService(settings.access, ConfirmationStore(database), people, audit, clock)
    try:
        await database.migrate()
        yield _Desk(
            speeches,
            SpeechDraftService(SpeechDraftStore(database), versions, extraction, clock, settings.reminder.zone),
            SpeechChangeService(SpeechChangeStore(database, versions), speeches, clock),
            second,
            settings.reminder.zone,
        )
    finally:
        await extraction.close()
        await database.close()
