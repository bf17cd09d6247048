"""The small PDF files of ../shared/cases/documents, where they are: each shows one kind of fault."""

from pathlib import Path

import pytest

from core.errors import UnreadableDocument
from knowledge.reading.extract import Extracted, extract

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "documents"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not here")
TITLE = "在示例单位工作会议上的讲话"
YEAR = (
    "一年来，各科室按照年初定下的办法，把账目理清楚，把流程理顺当，"
    "做了不少实实在在的事情，也留下了一些没有做完的事情。"
)


def read(name: str) -> Extracted:
    return extract((CASES / name).read_bytes(), name)


def lines(name: str) -> list[str]:
    return read(name).text.split("\n")


def test_slanted_words_stay_in_their_paragraph() -> None:
    assert "第一件事是把制度立起来。凡是花公家的钱，都要先问一问值不值得。这句话要记在心里。" in lines(
        "italic.pdf"
    )
    assert read("italic.pdf").left_out == ()


def test_items_with_a_hanging_indent_are_whole() -> None:
    found = lines("hanging-list.pdf")
    assert (
        "1.公务接待要先审批后接待，没有公函的一律不接待，接待完三天之内把清单交到财务科，由财务科逐项核对后归档备查。"
        in found
    )
    assert (
        "2.公务用车要一车一单，出车之前填单子，回来之后登里程，月底由后勤科汇总公示，任何人不得例外，领导干部要带头。"
        in found
    )


def test_a_line_that_ends_early_before_figures_cuts_no_sentence() -> None:
    whole = (
        "今年要把几年来的老办法再理一遍，该留的都留下，该改的都要改掉，改完以后全单位照着办，"
        "大家一起来推行用“1+3+N”办法管好每一笔钱，一分一厘都要有出处。"
    )
    assert whole in lines("ragged-numbers.pdf")


def test_two_headings_stay_two() -> None:
    found = lines("two-headings.pdf")
    at = found.index("第一部分\u3000去年的工作")
    assert found[at + 1] == "一、账目的清理"
    assert found[found.index("第二部分\u3000今年的打算") + 1] == "一、先做容易的"


def test_a_table_is_read_cell_by_cell() -> None:
    found = lines("table-rows.pdf")
    assert found[2] == "凡是花钱的事，都要写在表上。"
    assert found[3:10] == [
        "事项",
        "怎么做",
        "谁来做",
        "公务接待",
        "先审批后接待，没有公函的一律不接待，清单三天内交齐",
        "办公室负责，财务科逐项核对以后再归档备查",
        "公务用车",
    ]


def test_columns_are_read_one_after_the_other() -> None:
    items = [
        "公务接待要先审批后接待，没有公函的一律不接待，接待完三天之内把清单交到财务科，由财务科逐项核对后归档备查。",
        "公务用车要一车一单，出车之前填单子，回来之后登里程，月底由后勤科汇总公示，任何人不得例外，领导干部要带头。",
        "办公用品要先申请后领取，领了什么、领了多少，都要登记在表上，季末由办公室盘点一次，账物不符的要说明原因。",
    ]
    assert lines("two-columns.pdf") == ["示例单位工作简报", *items, *items]


def test_a_table_of_contents_is_left_out_and_named() -> None:
    found = read("contents.pdf")
    assert found.text.split("\n") == [
        "示例单位去年工作情况的报告",
        "一、账目的清理",
        YEAR,
        "二、流程的理顺",
        YEAR,
        "三、今年的打算",
        YEAR,
    ]
    assert [entry.what for entry in found.left_out] == ["目录（3 条）"]


def test_annexes_that_are_counted_are_no_running_head() -> None:
    found = read("annex-tops.pdf")
    assert [line for line in found.text.split("\n") if line.startswith("附件")] == ["附件1", "附件2", "附件3"]
    assert found.left_out == ()


def test_a_page_that_lies_on_its_side_is_read_as_it_is_seen() -> None:
    assert lines("rotated-page.pdf")[-2:] == [
        "第二页是横着排的，看的时候是正的。",
        "横排的这一页写着三件事，件件都要落实。",
    ]


def test_what_was_typed_onto_a_page_is_named() -> None:
    assert any("补一句：以上三条从下月起执行。" in entry.what for entry in read("free-text.pdf").left_out)


def test_words_printed_over_a_title_are_a_line_of_their_own() -> None:
    found = lines("overprint.pdf")
    assert TITLE in found
    assert "内部资料注意保存" in found


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    assert lines("fake-bold.pdf")[:2] == [TITLE, "同志们："]


def test_a_character_of_two_halves_is_one() -> None:
    assert "表扬一个人：后勤科的王𬭚，十年的账一笔不差。" in lines("rare-name.pdf")


def test_bullets_of_symbol_fonts_are_left_out_and_named() -> None:
    found = read("wingdings-list.pdf")
    assert found.text.split("\n")[3:5] == ["先把账目理清楚。", "再把表格填完整。"]
    assert [entry.what for entry in found.left_out] == ["2 个项目符号或图形符号"]


@pytest.mark.parametrize("file", sorted(CASES.glob("*.pdf")), ids=lambda file: file.name)
def test_no_case_is_refused_for_nothing(file: Path) -> None:
    try:
        assert read(file.name).text
    except UnreadableDocument as error:
        pytest.fail(f"{file.name} was refused: {error}")
