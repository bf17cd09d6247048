"""The spreadsheet for people: what goes out, what comes back, and what a hostile one does."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from way_samples import SPEECH

from core.errors import UnreadableDocument
from knowledge.speech.segment import segment
from knowledge.ways.tasks import tasks
from services.ways import sheet_worker
from services.ways.sheet import IS_FORMULA, NO_NUMBER, filled_rows, written


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
