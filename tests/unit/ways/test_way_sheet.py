"""The spreadsheet for people: what goes out, what comes back, and what a hostile one does."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from way_samples import SPEECH

from core.errors import UnreadableDocument
from knowledge.speech.segment import segment
from knowledge.ways.tasks import tasks
from services.ways import sheet as module
from services.ways import sheet_worker
from services.ways.sheet import HOW, IS_FORMULA, NO_NUMBER, SheetRow, filled_rows, written


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def test_a_sheet_holds_each_sentence_for_each_asker_and_comes_back_as_it_was_filled() -> None:
    made = tasks(segment(SPEECH), 1)
    book = load_workbook(io.BytesIO(await written(made)))
    sheet = book["相似问"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in rows} == {task.id for task in made}
    assert {row[3] for row in rows} == set(made[0].askers)
    assert filled_rows(saved(book)) == [], "nobody has written anything"
    sheet["E3"] = " 借车要办啥手续 "
    sheet["E4"] = '=HYPERLINK("http://example.com")'
    sheet["B5"], sheet["E5"] = "第一句", "双休日动车谁点头"
    first, formula, no_number = filled_rows(saved(book))
    assert (first.number, first.question, first.why) == (3, "借车要办啥手续", "")
    assert formula.why == IS_FORMULA
    assert no_number.why == NO_NUMBER


async def test_a_speech_that_looks_like_a_formula_stays_text() -> None:
    made = tasks(segment(SPEECH), 1)
    task = made[0]
    hostile = type(task)(task.id, task.slug, type(task.stretch)(1, "", ("=1+1也是一句话。",)), task.askers, "")
    sheet = load_workbook(io.BytesIO(await written([hostile])))["相似问"]
    assert sheet["C2"].value == "=1+1也是一句话。"
    assert sheet["C2"].data_type == "s"


def test_a_foreign_sheet_is_read_by_its_first_page_and_what_it_says_is_only_text() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["a", "b", "c", "d", "e"])
    book.active.append([None, 1, None, None, "问" * 5_000])
    (row,) = filled_rows(saved(book))
    assert len(row.question) <= 300
    assert row.task == ""


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "打不开"),
        (b"PK\x03\x04 not a zip", "打不开"),
        (packed(**{"a.xml": b"<a/>"}), "打不开"),
        (packed(**{"a.bin": b"0" * (30 * 1024 * 1024)}), "解压后太大"),
        (packed(**{f"{number}.bin": b"0" * (20 * 1024 * 1024) for number in range(5)}), "解压后太大"),
        (packed(**{"a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "打不开"),
    ],
)
def test_bombs_and_broken_files_are_refused_with_a_sentence(content: bytes, words: str) -> None:
    answered = sheet_worker.answer(content, "表.xlsx")
    assert words in str(answered["unreadable"])
    assert ".docx" not in str(answered["unreadable"])


def test_a_package_that_is_good_passes_the_check() -> None:
    sheet_worker.check(saved(Workbook()), "表.xlsx")
    with pytest.raises(UnreadableDocument):
        sheet_worker.check(b"no", "表.xlsx")


def test_all_parts_together_may_unpack_to_so_much_and_no_more() -> None:
    full = {f"{number}.bin": b"0" * (16 * 1024 * 1024) for number in range(4)}
    sheet_worker.check(packed(**full), "表.xlsx")
    with pytest.raises(UnreadableDocument, match="解压后太大"):
        sheet_worker.check(packed(**full, one_more=b"0"), "表.xlsx")


async def test_a_sheet_has_a_row_for_each_sentence_and_asker_and_some_beside() -> None:
    made = tasks(segment(SPEECH), 1)
    book = load_workbook(io.BytesIO(await written(made)))
    assert book.sheetnames == ["相似问", "怎么填"]
    heads, *rows = book["相似问"].iter_rows(values_only=True)
    assert heads == ("任务", "句号", "原文", "谁问", "问法")
    beside = "（挨着的问题：像是会有答案，其实这一段没有说到）"
    expected: list[tuple[object, ...]] = []
    for task in made:
        for number, sentence in enumerate(task.stretch.sentences, 1):
            expected += [(task.id, number, sentence, asker, None) for asker in task.askers]
        expected += [(task.id, 0, beside, asker, None) for asker in [*task.askers, task.askers[0]]]
    assert rows == expected
    page = book["相似问"]
    assert page.freeze_panes == "A2"
    assert [page.cell(1, place).font.bold for place in range(1, 6)] == [True] * 5
    assert not page["C2"].font.bold
    assert page["C2"].alignment.wrap_text
    widths = [page.column_dimensions[letter].width for letter in "ABCDE"]
    assert widths[2] == max(widths) > widths[4] > widths[0] > widths[3] > widths[1]
    assert book["怎么填"]["A1"].value == HOW[0]
    assert book["怎么填"].max_row == len(HOW)


def filled(*rows: tuple[object, ...], title: str = "相似问") -> list[SheetRow]:
    book = Workbook()
    page = book.create_sheet(title)
    for one in [("任务", "句号", "原文", "谁问", "问法"), *rows]:
        page.append(one)
    return filled_rows(saved(book))


@pytest.mark.parametrize(
    ("said", "number", "why"),
    [
        (3, 3, ""),
        (3.0, 3, ""),
        ("3.0", 3, ""),
        (0, 0, ""),
        ("9999", 9999, ""),
        ("10000", 0, NO_NUMBER),
        ("３", 0, NO_NUMBER),
        ("-1", 0, NO_NUMBER),
        (1.5, 0, NO_NUMBER),
        ("", 0, NO_NUMBER),
        (None, 0, NO_NUMBER),
    ],
)
def test_the_number_of_a_sentence_is_read_as_office_programs_write_it(
    said: object, number: int, why: str
) -> None:
    assert filled(("2025", said, "原文", "司机", "借车？")) == [
        SheetRow(2, "2025", number, "司机", "借车？", why)
    ]


def test_rows_are_known_by_their_number_and_empty_ones_left_out() -> None:
    found = filled(
        ("a", 1, "", "司机", None),
        (),
        ("b", 2, "", "会计", " 借车？ ", "随手写的"),
        ("c", 3),
        ("d", 4, "", None, "长" * 301),
    )
    assert found == [SheetRow(4, "b", 2, "会计", "借车？"), SheetRow(6, "d", 4, "", "长" * 300)]


def test_no_more_rows_are_read_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    found = filled(*(("a", number, "", "司机", f"借车{number}？") for number in range(4)))
    assert [one.number for one in found] == [2, 3]
