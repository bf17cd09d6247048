"""bot.py ways: ways of asking for a speech, drafted, carried out and back, measured, taken in, withdrawn."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.given_paths import given
from cli.knowledge_commands import Slug, at_desk, content_of
from cli.terminal import say
from core.errors import OperatorError, UserError
from core.plain_files import why
from core.settings import Settings

if TYPE_CHECKING:
    from services.speeches.library import SpeechService
    from services.ways.building import Ways
    from storage.ways.batches import Batch

ROUNDS = 2
MOST_SHOWN = 20
LONGEST = 60

ways_cli = typer.Typer(
    help="相似问：给讲话出题、导出任务、收回答案、量效果、收下、撤回。机器人运行着也可以用，几秒内生效。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def _number(written: str) -> int:
    """Return the number of a batch in the command line. Raises OperatorError when it can be none."""
    from knowledge.language.writing.signs import plain_signs
    from knowledge.ways.sources import batch_number

    number = batch_number(plain_signs(written))
    if number is None:
        raise OperatorError(f"“{written[:LONGEST]}”不是批次的号码：号码见 ways list")
    return number


Number = Annotated[
    int,
    typer.Argument(help="批次的号码，见 ways list", show_default=False, parser=_number, metavar="NUMBER"),
]
Rounds = Annotated[int, typer.Option(help=f"几轮，每轮换一批提问的人：1 至 {ROUNDS}", min=1, max=ROUNDS)]
Target = Annotated[Path, typer.Argument(help="写到哪个文件", show_default=False, parser=given, metavar="FILE")]


@dataclass(frozen=True, slots=True)
class _Desk:
    speeches: "SpeechService"
    ways: "Ways"


@ways_cli.command("list")
def list_ways(
    context: typer.Context,
    slug: Annotated[str, typer.Argument(help="只看这一篇", show_default=False)] = "",
) -> None:
    """按讲话和来源列出相似问：随程序带来的、本单位文件里的、编辑绑定的、一批一批收下的。"""
    from services.ways.said import BATCH_STATES, KINDS

    async def work(desk: _Desk) -> None:
        for one in sorted(await desk.ways.sources.sources(slug or None), key=lambda one: (one.slug, one.kind)):
            if one.kind.value != "batch":
                state = "" if one.in_use else "  已撤回"
                say(f"{one.slug or '讲话里没有的'}  {KINDS[one.kind]}  {one.name}  {one.count} 个{state}")
        for batch in await desk.ways.batches.listed(slug or None):
            counts = f"能用 {batch.usable} 个，拒收 {batch.refused} 个"
            done = f"，{batch.done}/{batch.tasks} 段" if batch.tasks else ""
            said = f"{batch.slug}  批 {batch.id}  {batch.writer}  {BATCH_STATES[batch.state]}  {counts}{done}"
            say(f"{said}  {batch.fault}".rstrip())

    at_desk(_desk(context.obj), work)


@ways_cli.command()
def draft(context: typer.Context, slug: Slug, rounds: Rounds = ROUNDS) -> None:
    """让 [assistant] 的模型给一篇讲话写相似问，写好等人抽查；Ctrl-C 停下，再来一次接着写。"""

    async def work(desk: _Desk) -> None:
        filling = desk.ways.filling
        waiting = [one for one in await desk.ways.batches.listed(slug) if one.state.value == "paused"]
        batch = await filling.again(waiting[-1].id) if waiting else await filling.begin(slug, None, rounds)
        say(f"批 {batch.id}：共 {batch.tasks} 段" + (f"，接着写，已有 {batch.done} 段" if batch.done else ""))

        async def told(now: "Batch") -> None:
            fault = f"  {now.fault}" if now.fault else ""
            say(f"{now.done}/{now.tasks}  能用 {now.usable} 个，拒收 {now.refused} 个{fault}")

        try:
            await filling.fill(batch.id, told)
        finally:
            with suppress(UserError):  # it is done
                await filling.stop(batch.id)
        now = await desk.ways.batches.of(batch.id)
        if now.fault:
            raise OperatorError(now.fault)
        say(f"写好了。请在聊天里用 /ways 抽查，或用 ways measure {batch.id}、ways take {batch.id}")

    at_desk(_desk(context.obj), work)


@ways_cli.command()
def export(context: typer.Context, what: Slug, file: Target, rounds: Rounds = ROUNDS) -> None:
    """写出一篇讲话的任务（.jsonl 给模型，.xlsx 给人填）；写来源或批次的名字，就写出它的相似问。"""

    async def work(desk: _Desk) -> None:
        if not desk.ways.batches.has(what):
            content = await _export_source(desk, what, file)
        elif file.suffix.lower() == ".xlsx":
            content = await desk.ways.files.tasks_as_sheet(what, rounds)
        else:
            content = await desk.ways.files.tasks_as_lines(what, rounds)
        _save(file, content)
        say(f"已写到 {file}")

    at_desk(_desk(context.obj), work)


@ways_cli.command("import")
def import_ways(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="填好的 .xlsx 或 .jsonl", show_default=False, parser=given, metavar="FILE")
    ],
) -> None:
    """收回填好的文件：核对、筛过，等人抽查后再收下；读不了的行逐行说明。"""
    from services.ways.files import numbered

    async def work(desk: _Desk) -> None:
        brought = await desk.ways.files.bring(content_of(file), file.name, None)
        for line in numbered(brought.refused, MOST_SHOWN):
            say(line)
        for batch in brought.batches:
            say(f"{batch.slug}  批 {batch.id}：能用 {batch.usable} 个，拒收 {batch.refused} 个")
        if not brought.batches:
            raise OperatorError(f"{file.name} 里没有能用的行")

    at_desk(_desk(context.obj), work)


@ways_cli.command()
def refused(context: typer.Context, number: Number) -> None:
    """看一批里拒收了什么、为什么。"""

    async def work(desk: _Desk) -> None:
        found = await desk.ways.batches.refused(number)
        if not found:
            say("没有拒收的")
        for reason, ways in found:
            say(f"{reason}：{len(ways)} 个")
            for one in ways[:MOST_SHOWN]:
                say(f"  {one.question[:LONGEST]}")

    at_desk(_desk(context.obj), work)


@ways_cli.command()
def measure(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="讲话的编号、批次的号码或来源的名字", show_default=False)],
) -> None:
    """量一量相似问带来什么：让没有参与出题的人来问，前后各答对多少。"""
    from services.ways.said import gain_lines

    async def work(desk: _Desk) -> None:
        found = await desk.ways.sources.measure(what, lambda done, every: say(f"正在量 {done + 1}/{every}"))
        for line in gain_lines(found):
            say(line)

    at_desk(_desk(context.obj), work)


@ways_cli.command()
def take(context: typer.Context, number: Number) -> None:
    """收下一批：从此用它回答。"""

    async def work(desk: _Desk) -> None:
        batch = await desk.ways.batches.take(number, None)
        say(f"已收下批 {number}：{batch.usable} 个")

    at_desk(_desk(context.obj), work)


@ways_cli.command()
def drop(context: typer.Context, number: Number) -> None:
    """丢掉一批没有收下的。"""

    async def work(desk: _Desk) -> None:
        await desk.ways.batches.drop(number, None)
        say(f"已丢掉批 {number}")

    at_desk(_desk(context.obj), work)


@ways_cli.command()
def withdraw(
    context: typer.Context,
    what: Annotated[str, typer.Argument(help="批次的号码，或来源的名字", show_default=False)],
) -> None:
    """撤回一批，或停用一个来源（如 2022/driver、editors/2022、questions.toml）：马上不再用，随时可以恢复。"""
    from knowledge.ways.sources import batch_number

    async def work(desk: _Desk) -> None:
        if (number := batch_number(what)) is not None:
            await desk.ways.batches.withdraw(number, None)
        else:
            await desk.ways.sources.withdraw(what, None)
        say(f"已撤回 {what}")

    at_desk(_desk(context.obj), work)


@ways_cli.command()
def restore(
    context: typer.Context, source: Annotated[str, typer.Argument(help="来源的名字", show_default=False)]
) -> None:
    """恢复一个停用的来源（撤回的批次用 ways take）。"""

    async def work(desk: _Desk) -> None:
        await desk.ways.sources.restore(source, None)
        say(f"已恢复 {source}")

    at_desk(_desk(context.obj), work)


@ways_cli.command("loose")
def list_loose(
    context: typer.Context, slug: Annotated[str, typer.Argument(help="只看这一篇", show_default=False)] = ""
) -> None:
    """列出问的原文已经不在讲话里的相似问（换过新版），等编辑在 /ways 里重新绑定。"""

    async def work(desk: _Desk) -> None:
        found = await desk.ways.sources.loose(slug or None)
        for one in found:
            say(f"{one.slug}  {len(one.questions)} 个  {'、'.join(one.sources)}  原文：{one.text[:LONGEST]}")
            for question in one.questions[:MOST_SHOWN]:
                say(f"  {question}")
        if not found:
            say("没有：所有相似问的原文都还在讲话里")

    at_desk(_desk(context.obj), work)


async def _export_source(desk: _Desk, source: str, file: Path) -> bytes:
    """Return the ways of a source: .txt as a file of the questions folder, otherwise JSON lines."""
    from knowledge.search.known.ways import ways_text

    ways = await desk.ways.sources.ways(source)
    if file.suffix.lower() == ".txt":
        return ways_text(ways).encode()
    lines = [
        json.dumps(
            {
                "speech": one.speech,
                "text": one.text,
                "about": one.about,
                "asker": one.asker,
                "question": one.question,
            },
            ensure_ascii=False,
        )
        for one in ways
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _save(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise OperatorError(f"写不了 {file}：{why(error)}") from None


@asynccontextmanager
async def _desk(settings: Settings) -> AsyncIterator[_Desk]:
    from core.clock import SystemClock
    from knowledge.search.confidence import Zones
    from services.audit import AuditService
    from services.speeches.extraction import ExtractionService
    from services.speeches.library import SpeechService
    from services.speeches.taught import TaughtWays
    from services.ways.building import build_ways
    from services.ways.filling import COMMAND
    from storage.database import Database
    from storage.people.audit import AuditStore
    from storage.speeches.versions import SpeechStore

    clock, database = SystemClock(), Database.configured(settings.storage)
    extraction, zones = ExtractionService(), Zones.of(settings.asking.strictness)
    speeches = SpeechService(
        SpeechStore(database), TaughtWays.of(database), settings.knowledge.folder, clock, zones, extraction
    )
    audit = AuditService(AuditStore(database), clock)
    try:
        await database.migrate()
        await speeches.open()
        yield _Desk(speeches, build_ways(settings, database, clock, speeches, extraction, audit, who=COMMAND))
    finally:
        await extraction.close()
        await database.close()
