"""Lines seen on pictures of pages become paragraphs; marks get the width that Chinese has."""

import pytest

from knowledge.reading.seen import SURE, SeenLine, likelihood, paragraphs, widened, without_number


def line(text: str, left: float = 100, right: float = 900) -> SeenLine:
    return SeenLine(text, 0.99, left, right, 0, 36)


@pytest.mark.parametrize(
    ("seen", "wide"),
    [
        ("(一）强化纪律。", "（一）强化纪律。"),
        ("同志们:", "同志们："),
        ("“三重一大”(即:重大问题", "“三重一大”（即：重大问题"),
        ("(2024年3月5日)", "（2024年3月5日）"),
        ("上午8:30到会", "上午8:30到会"),
        ("增长3.5%", "增长3.5%"),
    ],
)
def test_marks_beside_chinese_characters_are_chinese(seen: str, wide: str) -> None:
    assert widened(seen) == wide


@pytest.mark.parametrize(
    ("text", "shown"), [("要审批、、后接待", True), ("好。。", True), ("要审批、后接待……", False)]
)
def test_a_mark_that_stands_twice_is_shown_to_a_person(text: str, shown: bool) -> None:
    assert (likelihood(text, 0.99) < SURE) is shown


def test_lines_become_paragraphs_across_pages() -> None:
    first = [
        line("在会议上的讲话", 300, 700),
        line("同志们：", 172, 300),
        line("这是第一段话，一直写到", 172),
        line("行的末尾，还没有写完，", 100),
    ]
    second = [line("到下一页才写完。", 100, 500), line("一、标题", 172, 400), line("正文。", 172, 300)]
    assert paragraphs([first, [], second]) == [
        "在会议上的讲话",
        "同志们：",
        "这是第一段话，一直写到行的末尾，还没有写完，到下一页才写完。",
        "一、标题",
        "正文。",
    ]


def test_a_page_number_is_no_line() -> None:
    assert [one.text for one in without_number([line("同志们："), line("— 3 —")])] == ["同志们："]
    assert [one.text for one in without_number([line("2024")])] == ["2024"]
