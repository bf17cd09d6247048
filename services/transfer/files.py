"""Files of subscriptions: CSV for spreadsheets, JSON for programs; both say their version.

Reading finds everything that is wrong at once. Writing and reading again gives the same rows.
"""

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.errors import OperatorError
from core.hand_written import decoded
from core.patterns import pattern
from core.plain_files import why
from services.csv_cells import guarded, unguarded
from services.transfer.rows import FIELDS, MAY_BE_EMPTY, SubscriptionRow, read_row

FORMAT = "qingfeng-subscriptions"
VERSION = 1
VERSION_COLUMN = "version"  # CSV has no place for it but a column: a comment would not survive a spreadsheet
SUBSCRIPTIONS = "subscriptions"
# Names by which programs take a file for something that they read in another way.
OTHER_KINDS = pattern(r"\.(?:csv|jsonl?|xls[xmb]?|et|ods|docx?|wps|odt|rtf|pdf|zip|db)")
BLANK = pattern(r"[ \t\r\n]*")


class FileFormat(StrEnum):
    """How a file of subscriptions is written."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row and the line of the file on which it begins, from 1."""

    line: int
    row: SubscriptionRow


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    values: dict[str, Any]
    problem: str = ""


def open_file(file: Path) -> bytes:
    """Return what is in `file`; OperatorError when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise OperatorError(f"读不了文件 {file}：{why(error)}") from None


def save_text(file: Path, content: bytes, kind: str) -> None:
    """Save as `save_file` does what is text of this kind: csv, json or jsonl.

    OperatorError when the file's name says that it is something else: no program would open it.
    """
    ending = file.suffix.lower()
    if ending != f".{kind}" and OTHER_KINDS.fullmatch(ending):
        raise OperatorError(
            f"{file.name} 的名字不对：写出的是 {kind.upper()}，请改用 {file.stem}.{kind}"
            + ("，表格软件可以直接打开它" if kind == "csv" else "")
        )
    save_file(file, content)


def save_file(file: Path, content: bytes) -> None:
    """Replace `file` by `content`, completely or not at all; only its owner may read it.

    It names people and groups. A pipe or a terminal is not replaced but written to. OperatorError
    when that cannot be done.
    """
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(content)
            return
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as new:
            try:
                new.write(content)
                new.flush()
                Path(new.name).replace(file)
            except BaseException:
                Path(new.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OperatorError(f"写不了文件 {file}：{why(error)}") from None


def write_file(rows: Iterable[SubscriptionRow], file_format: FileFormat) -> bytes:
    """Return the file's bytes: CSV with the mark by which office programs know UTF-8, or JSON."""
    if file_format is FileFormat.CSV:
        return _csv(rows)
    lines = ",\n".join(json.dumps(row.model_dump(mode="json"), ensure_ascii=False) for row in rows)
    head = f'{{"format": "{FORMAT}", "version": {VERSION}, "{SUBSCRIPTIONS}": ['
    return f"{head}\n{lines}\n]}}\n".encode()


def read_file(content: bytes) -> list[FileRow]:
    """Read a file of either format. Raises OperatorError that names every bad row with its line."""
    try:
        text = decoded(content)
    except ValueError:
        raise OperatorError("文件不是 UTF-8 编码：请在表格软件里另存为“CSV UTF-8（逗号分隔）”再导入") from None
    if not text.strip():
        raise OperatorError("文件是空的")
    entries = _read_json(text) if text.lstrip().startswith("{") else _read_csv(text)
    rows, problems = _rows(entries)
    if problems:
        raise OperatorError(f"文件里有 {len(problems)} 处不对，什么都没有导入：\n" + "\n".join(problems))
    return rows


def _rows(entries: Iterable[_Entry]) -> tuple[list[FileRow], list[str]]:
    rows: list[FileRow] = []
    problems: list[str] = []
    first: dict[int, int] = {}
    for entry in entries:
        try:
            row = _row(entry)
        except ValueError as error:
            problems.append(f"第 {entry.line} 行：{error}")
            continue
        rows.append(FileRow(entry.line, row))
        if row.chat_id in first:
            problems.append(f"第 {entry.line} 行：chat_id {row.chat_id} 与第 {first[row.chat_id]} 行重复")
        first.setdefault(row.chat_id, entry.line)
    return rows, problems


def _row(entry: _Entry) -> SubscriptionRow:
    if entry.problem:
        raise ValueError(entry.problem)
    return read_row(entry.values)


def _check_version(version: int) -> None:
    if version > VERSION:
        raise OperatorError(
            f"文件是第 {version} 版的格式，由更新的程序导出；本程序只认识到第 {VERSION} 版，请先升级程序"
        )


# --- CSV


def _csv(rows: Iterable[SubscriptionRow]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((VERSION_COLUMN, *FIELDS))
    for row in rows:
        writer.writerow((VERSION, *(_cell(value) for value in row.model_dump(mode="json").values())))
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else value


def _read_csv(text: str) -> Iterator[_Entry]:
    lines = _csv_lines(text)
    header = [name.strip().lower() for name in next(lines)[1]]
    while header and not header[-1]:
        header.pop()
    _check_header(header)
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        yield _csv_entry(line, header, cells)


def _csv_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of cells and the line on which it begins: a quoted cell may go over several."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_delimiter(text))
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise OperatorError(f"第 {begins} 行起不是合法的 CSV（{error}）：请检查引号是否成对") from None
        if cells is None:
            return
        yield begins, cells
        begins = reader.line_num + 1


def _delimiter(text: str) -> str:
    """Return what parts the cells: office programs also write tabs (Unicode 文本) and, in some places, ;."""
    header = text.lstrip().partition("\n")[0]
    return max(",\t;，", key=header.count)


def _check_header(header: list[str]) -> None:
    """Raise OperatorError unless the first line names columns that can be read."""
    needed = [name for name in (VERSION_COLUMN, "chat_id", "kind", "time") if name not in header]
    if needed:
        raise OperatorError(f"第一行缺少列名 {'、'.join(needed)}：应是导出的文件，以逗号分隔，第一行是列名")
    twice = [name for name, times in Counter(header).items() if times > 1]
    if twice:
        raise OperatorError(f"第一行的列名重复：{'、'.join(twice)}")
    unknown = [name for name in header if name not in (VERSION_COLUMN, *FIELDS)]
    if unknown:
        raise OperatorError(f"第一行有不认识的列：{'、'.join(name or '（空）' for name in unknown)}")


def _csv_entry(line: int, header: list[str], cells: list[str]) -> _Entry:
    while len(cells) > len(header) and not cells[-1].strip():
        cells.pop()
    if len(cells) != len(header):
        return _Entry(line, {}, f"有 {len(cells)} 格，第一行有 {len(header)} 列")
    values: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=True):
        if cell.strip():
            values[name] = unguarded(cell)
        elif name in MAY_BE_EMPTY:
            values[name] = None
    version = str(values.pop(VERSION_COLUMN, "")).strip()
    if not version.isdecimal():
        return _Entry(line, {}, f"version：应是 {VERSION}")
    _check_version(int(version[:9]))
    return _Entry(line, values, "" if int(version[:9]) == VERSION else f"version：应是 {VERSION}")


# --- JSON


def _read_json(text: str) -> Iterator[_Entry]:
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise OperatorError(f"第 {error.lineno} 行第 {error.colno} 个字符处不是合法的 JSON") from None
    except (ValueError, RecursionError) as error:
        raise OperatorError(f"文件不是合法的 JSON：{error}") from None
    if value.get("format") != FORMAT:
        raise OperatorError(f'文件不是订阅的导出文件：应有 "format": "{FORMAT}"')
    version = value.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise OperatorError(f'文件里应有 "version": {VERSION}')
    _check_version(version)
    unknown = sorted(set(value) - {"format", "version", SUBSCRIPTIONS})
    if unknown or not isinstance(value.get(SUBSCRIPTIONS), list):
        raise OperatorError(
            f"文件里有不认识的项：{'、'.join(unknown)}" if unknown else f'文件里应有 "{SUBSCRIPTIONS}": […]'
        )
    for line, item in zip(_lines_of_items(text), value[SUBSCRIPTIONS], strict=True):
        good = isinstance(item, dict)
        yield _Entry(line, item if good else {}, "" if good else "应是一个 {…}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
    if twice:
        raise ValueError(f"“{twice[0][:40]}”在同一个对象里写了两次")
    return dict(pairs)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"不能写 {name}")


def _lines_of_items(text: str) -> Iterator[int]:
    """Yield the line on which each subscription begins; `text` is known to be good JSON."""
    decoder = json.JSONDecoder()
    at, line, seen = _skip(text, _skip(text, 0) + 1), 1, 0
    while text[at] != "}":
        name, at = decoder.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)  # past the colon
        if name != SUBSCRIPTIONS:
            _, at = decoder.raw_decode(text, at)
        else:
            at = _skip(text, at + 1)
            while text[at] != "]":
                line, seen = line + text.count("\n", seen, at), at
                yield line
                _, at = decoder.raw_decode(text, at)
                at = _past_comma(text, at)
            at += 1
        at = _past_comma(text, at)


def _past_comma(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    """Return where the blanks that begin at `at` end."""
    match = BLANK.match(text, at)
    return match.end() if match else at
