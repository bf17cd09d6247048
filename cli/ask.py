"""bot.py ask: answers from the speeches without Telegram, for a person or a program."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.exits import BAD_INPUT
from cli.given_paths import given
from cli.terminal import say, write_out
from core.errors import OperatorError
from core.memory import without_looks_for_rings
from core.places import PROGRAM
from core.settings import Settings

if TYPE_CHECKING:
    from knowledge.reading.extracted import Extracted
    from knowledge.search.library import Library


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="问题", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="答案写成一行 JSON")] = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="从标准输入逐行读问题，逐行写答案")] = False,
    k: Annotated[int, typer.Option("--k", min=1, max=100, help="最多列出几段")] = 5,
    speeches: Annotated[
        Path | None,
        typer.Option(
            help="用这个文件夹里的讲话回答，不保存任何东西", show_default=False, parser=given, metavar="FOLDER"
        ),
    ] = None,
) -> None:
    """提问：不经过 Telegram，直接在讲话里找答案。机器人启动过的，用它在用的讲话；没有的，用讲话文件夹里的。"""
    if as_jsonl == bool(question is not None and question.strip()):
        raise OperatorError(f'请给出一个问题：{PROGRAM} ask "问题"；或用 --jsonl 从标准输入读取，二者取一')
    settings: Settings = context.obj
    from services.kept_patterns import KeptPatterns

    patterns = KeptPatterns(settings.storage.folder)
    patterns.read()
    library = (None if speeches else _held(settings)) or _read_library(settings, speeches)
    status = 0
    if as_jsonl:
        status = _ask_lines(library, k)
    else:
        _ask_once(library, question or "", k, as_json=as_json)
    if not speeches:
        patterns.keep()
    raise typer.Exit(status)


def _held(settings: Settings) -> "Library | None":
    """Return what the bot answers from; None where it has no database yet."""
    if not _may_be_there(settings):
        return None  # without what reading a database takes
    import asyncio

    from services.speeches.held import held_library

    with without_looks_for_rings():
        return asyncio.run(held_library(settings))


def _may_be_there(settings: Settings) -> bool:
    try:
        return bool(settings.storage.url.get_secret_value()) or settings.storage.file.exists()
    except OSError:
        return True  # what cannot be looked into is explained where it is opened


def _read_library(settings: Settings, speeches: Path | None) -> "Library":
    from knowledge.reading.extract import extract, is_text
    from knowledge.reading.folder import locate, read_folder
    from knowledge.search.assemble import assemble
    from knowledge.search.confidence import Zones
    from services.speeches.kept_texts import KeptTexts
    from services.speeches.kept_ways import KeptWays

    files = locate(settings.knowledge.folder)
    zones = Zones.of(settings.asking.strictness)
    if speeches:
        found = read_folder(speeches)
        with without_looks_for_rings():  # reading documents leaves many, the library few
            return assemble(found, files, zones=zones)
    folder = settings.storage.folder
    texts = KeptTexts(folder)

    def read(original: bytes, name: str) -> "Extracted":
        return (texts.read if is_text(original, name) else extract)(original, name)

    found = read_folder(files.speeches, read)
    texts.keep()
    with without_looks_for_rings():
        return assemble(found, files, zones=zones, read=KeptWays(folder).read)


def _ask_once(library: "Library", question: str, k: int, *, as_json: bool) -> None:
    answer = library.answer(question, k=k)
    if as_json:
        from cli.ask_lines import answer_object, encode

        write_out(encode(answer_object(None, question, answer)))
    else:
        from cli.ask_text import answer_text
        from knowledge.search.answer import Kind
        from knowledge.search.exact.telling import telling

        in_vain = answer.kind is Kind.NOTHING
        say(answer_text(answer, telling(library, question, library.names.slugs) if in_vain else ()))


def _ask_lines(library: "Library", k: int) -> int:
    """Answer standard input line by line; return the exit status."""
    from cli.ask_lines import answer_lines

    status = 0
    if sys.stdin is None:
        raise OperatorError("ask --jsonl 要从标准输入读取问题，而标准输入是关着的")
    for line, good in answer_lines(sys.stdin.buffer, lambda question: library.answer(question, k=k)):
        write_out(line)
        status = status if good else BAD_INPUT
    return status
