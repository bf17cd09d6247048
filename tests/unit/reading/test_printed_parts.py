"""Small parts of printed pages: raised figures, fractions, page numbers of many shapes, bare cells."""

from typing import Literal

import pytest
from printed import Painter, across, all_of, fraction, grid, painted, put, side_by_side, sized, wrapped
from reportlab.pdfgen.canvas import Canvas

from core.errors import UnreadableDocument
from knowledge.reading.extract import extract

SENTENCES = (
    "各单位要认真执行中央八项规定精神，把公务接待管好，不得用公款相互宴请。",
    "接待对象要有公函，没有公函的一律不予接待，费用由个人承担。",
    "每季度末公布一次接待费用，接受全体职工的监督，发现问题及时纠正。",
    "分管领导对本部门的接待负总责，办公室具体经办，财务科审核报销。",
)
ABOVE = put([line for sentence in SENTENCES[:2] for line in wrapped(sentence, 30)])


@pytest.mark.parametrize(
    ("parts", "read"),
    [
        ([("面积是10", 14, 0), ("2", 8, 5), ("亩，不能再多。", 14, 0)], "面积是10²亩，不能再多。"),
        ([("面积是10", 14, 0), ("2", 10, 6), ("亩，不能再多。", 14, 0)], "面积是10²亩，不能再多。"),
        ([("面积是10", 12, 0), ("2", 10, 4.7), ("亩，不能再多。", 12, 0)], "面积是10²亩，不能再多。"),
        ([("办公室不超过30m", 14, 0), ("2", 8, 5), ("，不得超标。", 14, 0)], "办公室不超过30m²，不得超标。"),
        ([("办公室不超过30m", 14, 0), ("2", 8, 5)], "办公室不超过30m²"),
        ([("水是H", 14, 0), ("2", 8, -3), ("O，不是别的。", 14, 0)], "水是H₂O，不是别的。"),
        ([("支出了2024", 14, 0), ("3", 8, 5), ("元，超了。", 14, 0)], "支出了2024³元，超了。"),
        ([("标准按规定执行", 14, 0), ("12", 8, 5), ("，不得超标。", 14, 0)], "标准按规定执行¹²，不得超标。"),
        ([("标准按规定执行", 14, 0), ("①", 8, 5), ("，不得超标。", 14, 0)], "标准按规定执行①，不得超标。"),
        ([("标准按规定执行", 14, 0), ("[1]", 8, 5), ("，不得超标。", 14, 0)], "标准按规定执行[1]，不得超标。"),
        ([("速度是10", 14, 0), ("-1", 8, 5), ("米。", 14, 0)], "速度是10⁻¹米。"),
        ([("数量是x", 14, 0), ("a+b", 8, 5), ("个。", 14, 0)], None),
        ([("面积是10", 14, 0), ("2", 14, 6), ("亩，不能再多。", 14, 0)], None),
    ],
)
def test_raised_and_lowered_figures_say_so_or_the_page_is_named(
    parts: list[tuple[str, float, float]], read: str | None
) -> None:
    pdf = painted(all_of(ABOVE, side_by_side(72, 600, parts)))
    if read is None:
        with pytest.raises(UnreadableDocument, match="第 1 页"):
            extract(pdf, "a.pdf")
    else:
        assert extract(pdf, "a.pdf").text.split("\n") == [*SENTENCES[:2], read]


@pytest.mark.parametrize(("size", "apart"), [(14, 9), (14, 12), (10, 6), (8, 5)])
@pytest.mark.parametrize(("upper", "lower"), [("2", "3"), ("a+b", "c"), ("总数", "人数")])
@pytest.mark.parametrize(
    ("before", "after"), [("票数要过", "才算通过。"), ("票数要过", ""), ("", "的票数才算通过。")]
)
def test_a_fraction_is_never_taken_apart(
    size: float, apart: float, upper: str, lower: str, before: str, after: str
) -> None:
    pdf = painted(all_of(ABOVE, fraction(before, upper, lower, after, size, apart)))
    with pytest.raises(UnreadableDocument, match="第 1 页"):
        extract(pdf, "a.pdf")


@pytest.mark.parametrize(
    "number",
    [
        "- {} -", "第{}页 共4页", "第{}页/共4页", "·{}·", "[{}]", "~ {} ~", "P{}", "p. {}", "Page {} of 4",
        "（{}）", "| {} |", "{}/4", "《{}》",
    ],
)  # fmt: skip
@pytest.mark.parametrize("written", ["1234", "一二三四", "i,ii,iii,iv", "I,II,III,IV", "Ⅰ,Ⅱ,Ⅲ,Ⅳ"])
def test_page_numbers_of_any_shape_are_taken_out_of_the_text(number: str, written: str) -> None:
    numbers = written.split(",") if "," in written else list(written)
    whole = "".join(SENTENCES)
    pages = [
        all_of(
            put(wrapped(whole[start : start + 32], 40, indent=0), top=200),
            put([(290, number.format(one))], top=40),
        )
        for start, one in zip(range(0, len(whole), 32), numbers, strict=False)
    ]
    read = extract(painted(*pages), "a.pdf")
    assert "".join(read.text.split()) == whole[: 32 * len(pages)]
    assert [entry.what.split("（")[0] for entry in read.left_out] == ["4 个页码"]


def test_a_number_in_words_alone_on_a_page_is_text() -> None:
    read = extract(painted(all_of(ABOVE, put([(290, "（一）")], top=40))), "a.pdf")
    assert "（一）" in read.text


def test_cells_without_strokes_that_were_drawn_row_by_row_are_read_cell_by_cell() -> None:
    rows = [
        ["公务接待", "先审批后接待，没有公函", "办公室负责，财务"],
        ["", "的一律不接待。", "科审核。"],
        ["公务用车", "不得私用，节假日封存", "车队负责，纪检"],
        ["", "停驶。", "组监督。"],
    ]
    table = [
        put([(left, words)], top=650 - 24 * number)
        for number, row in enumerate(rows)
        for left, words in zip((72, 172, 372), row, strict=True)
        if words
    ]
    for order in (table, [table[place] for place in (0, 1, 3, 2, 4, 5, 6, 8, 7, 9)]):
        read = extract(painted(all_of(ABOVE, *order)), "a.pdf").text.split("\n")
        assert read == [
            *SENTENCES[:2],
            "公务接待",
            "先审批后接待，没有公函的一律不接待。",
            "办公室负责，财务科审核。",
            "公务用车",
            "不得私用，节假日封存停驶。",
            "车队负责，纪检组监督。",
        ]
    notes = put([(72, "附注")], top=500)
    assert extract(painted(all_of(ABOVE, *table, sized(14, notes))), "a.pdf").text.endswith("附注")


def everywhere(words: str, size: float, angle: float) -> Painter:
    """Paint a small watermark in nine places."""
    places = [(left, y) for left in (120, 300, 480) for y in (120, 420, 690)]
    return all_of(*(across(words, left, y, size, angle) for left, y in places))


WATERMARKS = {
    "slanted": across("内部资料", 300, 700, 60, 45),
    "hardly slanted": across("内部资料", 300, 700, 20, 8),
    "level and large": across("内部资料", 300, 690, 60),
    "upright": across("内部资料", 300, 600, 40, 90),
    "slanted everywhere": everywhere("甲某某", 14, 30),
    "level everywhere": everywhere("甲某某", 10, 0),
}


@pytest.mark.parametrize("kind", WATERMARKS)
@pytest.mark.parametrize("drawn_first", [True, False])
@pytest.mark.parametrize("pages", [1, 3])
def test_a_watermark_gets_between_no_words(kind: str, drawn_first: bool, pages: int) -> None:
    mark = WATERMARKS[kind]
    page = all_of(mark, ABOVE) if drawn_first else all_of(ABOVE, mark)
    read = extract(painted(*[page] * pages), "a.pdf")
    lines = read.text.split("\n")
    assert [line for line in lines if line in SENTENCES] == [*SENTENCES[:2]] * pages
    words = "甲某某" if "everywhere" in kind else "内部资料"
    assert words in read.text + "".join(entry.what for entry in read.left_out)


def test_pale_words_of_the_text_stay_in_it() -> None:
    pale = across("没有公函的一律不予接待。", 250, 500, 14)
    assert "没有公函的一律不予接待。" in extract(painted(all_of(ABOVE, pale)), "a.pdf").text


def test_what_a_browser_prints_at_the_edge_after_the_text_does_not_turn_columns_round() -> None:
    columns = all_of(
        put(wrapped("".join(SENTENCES[:2]), 14), top=700),
        put(wrapped("".join(SENTENCES[2:]), 14, left=330), top=700),
    )
    edge = sized(
        8, all_of(put([(24, "11/28/26, 1:22 PM")], top=820), put([(24, "https://example.org/a.html")], top=17))
    )
    read = extract(painted(all_of(columns, edge, sized(8, put([(570, "1/1")], top=17)))), "a.pdf")
    assert "".join(read.text.split()) == "".join(SENTENCES)
    assert [entry.why for entry in read.left_out] == ["不是正文", "网页的地址和打印时间"]
    heading = sized(20, put([(200, "关于公务接待")], top=760))
    assert extract(painted(all_of(columns, heading)), "a.pdf").text.startswith("关于公务接待")


def test_a_cell_between_two_lines_of_the_next_one_is_no_fraction() -> None:
    cells = [put([(36, "事"), (36, "项")], 600, 18), put([(59, "要求")], 591), put([(334, "责任")], 591)]
    read = extract(painted(all_of(ABOVE, *cells)), "a.pdf").text
    assert all(words in read for words in ("要求", "责任"))


@pytest.mark.parametrize(("mode", "noted"), [(3, True), (0, False), (2, False)])
def test_words_that_nobody_sees_are_pointed_out_as_a_machine_s(mode: Literal[0, 2, 3], noted: bool) -> None:
    """A scan with what a program recognised laid under it."""

    def paint(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(mode)
        text.textLine("接待要先审批后接待。")
        canvas.drawText(text)

    read = extract(painted(ABOVE, paint), "a.pdf")
    assert "接待要先审批后接待。" in read.text
    assert any(note.startswith("第 2 页的文字看不见") for note in read.notes) is noted


def test_the_last_word_of_a_heading_in_a_column_belongs_to_it() -> None:
    heading = [(358.0, "四、反对铺张浪费和讲排场"), (330.0, "风")]
    right = [*heading, *wrapped("".join(SENTENCES[2:]), 14, left=330)]
    columns = all_of(put(wrapped("".join(SENTENCES), 14), top=700), put(right, top=700))
    read = extract(painted(columns), "a.pdf").text.split("\n")
    assert "四、反对铺张浪费和讲排场风" in read
    assert "".join(SENTENCES) == read[0]


@pytest.mark.parametrize(
    "label", ["附件{}", "附件 {}：", "附{}", "附表{}", "附录{}", "（附件{}）", "附件{}：清单"]
)
def test_annexes_that_count_at_the_pages_tops_stay(label: str) -> None:
    pages = [all_of(put([(72, label.format(number))], 790), ABOVE) for number in (1, 2, 3)]
    text = extract(painted(*pages), "a.pdf").text
    for number in (1, 2, 3):
        assert "".join(label.format(number).split()) in "".join(text.split())


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 1, 0)])
def test_a_heading_across_columns_parts_them_whenever_it_is_drawn(order: tuple[int, ...]) -> None:
    def columns(top: float, sentences: tuple[str, ...]) -> Painter:
        left, right = (
            put(wrapped(sentence, 15, left=at), top, 20)
            for sentence, at in zip(sentences, (72, 310), strict=True)
        )
        return all_of(left, right)

    heading = sized(18, put([(230, "第二部分监督")], 560))
    parts = (columns(740, SENTENCES[:2]), heading, columns(520, SENTENCES[2:]))
    read = extract(painted(all_of(*(parts[place] for place in order))), "a.pdf")
    assert read.text.split("\n") == [*SENTENCES[:2], "第二部分监督", *SENTENCES[2:]]


def test_upright_writing_is_read_down_its_columns_from_the_right() -> None:
    words = "".join(SENTENCES)

    def paint(canvas: Canvas) -> None:
        for number, sign in enumerate(words):
            canvas.drawString(500 - 28 * (number // 20), 760 - 16 * (number % 20), sign)

    assert extract(painted(paint), "a.pdf").text == words


def test_a_narrow_cell_s_characters_under_each_other_are_one_word() -> None:
    label = put([(40, sign) for sign in "责任单位"], 690, 16)
    read = extract(painted(all_of(label, put(wrapped("".join(SENTENCES), 30), 700))), "a.pdf")
    assert read.text.split("\n") == ["责任单位", "".join(SENTENCES)]


def test_a_box_around_a_whole_table_says_nothing_of_its_cells() -> None:
    box = grid([66, 480], [610, 680])
    cells = [
        put([(72, "公务接待")], 660),
        put([(172, "先审批后接待，没有公函的"), (172, "一律不予接待，费用由个人"), (172, "承担。")], 660, 20),
        put([(372, "办公室负责，"), (372, "财务科审核。")], 660, 20),
    ]
    read = extract(painted(all_of(ABOVE, box, *cells)), "a.pdf").text.split("\n")
    assert "先审批后接待，没有公函的一律不予接待，费用由个人承担。" in read
