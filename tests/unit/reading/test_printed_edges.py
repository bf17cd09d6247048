"""What stands at a page's or a column's edge: heads in the text's own type, hung marks, numbers of lines."""

import pytest
from printed import LEFT, SIZE, Painter, all_of, grid, marked, painted, put, sized, wrapped
from reportlab.pdfgen.canvas import Canvas

from core.errors import UnreadableDocument
from knowledge.reading.extract import Extracted, extract

TEXTS = tuple(
    f"{what}要先申请后{how}，没有批准的一律不办，办完三天之内登记，月底由后勤科逐项核对公示，任何人不得例外。"
    for what, how in (("接待", "安排"), ("用车", "派出"), ("用房", "调配"), ("用章", "盖印"), ("采购", "付款"))
)


def read(content: bytes) -> Extracted:
    return extract(content, "speech.pdf")


@pytest.mark.parametrize("heads", [["示例单位文件汇编"] * 5, [f"文件汇编\u3000{page}" for page in range(1, 6)]])
def test_a_head_in_the_texts_type_and_near_to_it_gets_into_no_sentence(heads: list[str]) -> None:
    flowing = [line for text in TEXTS * 4 for line in wrapped(text, 30)]
    pages = [flowing[start : start + 8] for start in range(0, len(flowing), 8)]
    sheets = [all_of(put([(240, head)], 780), put(page, 756)) for head, page in zip(heads, pages, strict=True)]
    found = read(painted(*sheets))
    assert found.text.split("\n") == [*TEXTS * 4]
    assert len(found.left_out) == 1


def test_a_form_that_is_printed_three_times_keeps_its_first_line() -> None:
    form = all_of(put([(72, "用车登记表")], 780), put(wrapped(TEXTS[0], 30), 756))
    assert read(painted(form, form, form)).text.split("\n") == ["用车登记表", TEXTS[0]] * 3


@pytest.mark.parametrize("gap", [14, 18])
def test_a_mark_that_hangs_out_of_its_column_does_not_reach_into_the_next(gap: float) -> None:
    """It leaves so little of the gap that the columns seem to touch."""
    left = [
        "公务接待要先审批后接待，",
        "没有公函的一律都不接待，",
        "接待完三天内要交出清单，",
        "逐项核对以后再归档备查。",
    ]
    right = [
        "公务用车要一车填一单，",
        "出车之前先把单子填好，",
        "回来之后再登记里程数，",
        "月底由后勤科汇总公示。",
    ]
    beside = 72 + 11 * SIZE + gap
    page = all_of(put([(72.0, line) for line in left]), put([(beside, line) for line in right]))
    assert "".join(read(painted(page)).text.split("\n")) == "".join([*left, *right])


@pytest.mark.parametrize("stroke", [True, False])
def test_cells_that_nearly_touch_stay_apart(stroke: bool) -> None:
    cells = ["着力扩大居民消费政策领域之", "宽、力度之大、受惠面之广都", "前所未有。"]
    beside = 72 + 13 * SIZE + 6
    page = [put([(72.0, line) for line in cells]), put([(beside, "办公室、财"), (beside, "务科")])]
    if stroke:
        page.append(grid([70, beside - 3, beside + 90], [736, 660]))
    text = read(painted(all_of(*page))).text
    assert "".join(cells) in text.replace("\n", "")
    assert "办公室、财务科" in text.replace("\n", "")


def _item(number: int, lines: list[tuple[float, str]], top: float) -> Painter:
    return all_of(put([(80.0, f"{number}.")], top), put(lines, top))


def test_an_item_goes_on_overleaf_where_nothing_but_the_list_stands() -> None:
    items = [wrapped(text, 28, indent=0, left=100) for text in TEXTS]
    page = all_of(put(wrapped(TEXTS[1], 30)), _item(1, items[0][:1], 740 - 48))
    overleaf = all_of(put(items[0][1:], 764), _item(2, items[2], 740), _item(3, items[3], 692))
    found = ["".join(line.split()) for line in read(painted(page, overleaf)).text.split("\n")]
    assert found == [TEXTS[1], f"1.{TEXTS[0]}", f"2.{TEXTS[2]}", f"3.{TEXTS[3]}"]


@pytest.mark.parametrize("step", [1, 5])
@pytest.mark.parametrize("left", [36.0, 530.0])
def test_numbers_of_lines_are_left_out(step: int, left: float) -> None:
    lines = [line for text in TEXTS * 3 for line in wrapped(text, 30)]
    numbers = [put([(left, str(at))], 764 - 24 * at) for at in range(step, len(lines) + 1, step)]
    found = read(painted(all_of(put(lines), *numbers)))
    assert found.text.split("\n") == [*TEXTS * 3]
    assert [entry.what for entry in found.left_out] == [f"{len(numbers)} 个行号"]


def test_numbers_of_a_lists_items_stay() -> None:
    items = [line for text in TEXTS for line in wrapped(text, 26, indent=0, left=108)]
    numbers = [put([(72.0, str(at + 1))], 600 - 48 * at) for at in range(len(TEXTS))]
    found = read(painted(all_of(put(items, 600), *numbers)))
    assert found.left_out == ()
    assert all(number in found.text for number in "12345")


def test_a_large_first_letter_that_is_drawn_last_belongs_to_its_line() -> None:
    letter, rest = TEXTS[0][0], TEXTS[0][1:] * 3
    text = [(120.0, rest[:26]), (120.0, rest[26:52]), *wrapped(rest[52:], 30, indent=0)]
    page = all_of(put(text), sized(40, put([(76, letter)], 716)), put([(100.0, TEXTS[1][:20])], 500))
    assert read(painted(page)).text.split("\n")[0] == letter + rest


def shaded(left: float, y: float, text: str, away: float) -> Painter:
    """Paint words over their own light grey shadow."""

    def paint(canvas: Canvas) -> None:
        canvas.setFillGray(0.75)
        canvas.drawString(left + away, y - away, text)
        canvas.setFillGray(0)
        canvas.drawString(left, y, text)

    return paint


@pytest.mark.parametrize("away", [0.4, 0.8, 1.2])
@pytest.mark.parametrize("size", [14, 22])
def test_words_with_a_shadow_are_no_watermark(away: float, size: float) -> None:
    page = all_of(sized(size, shaded(200, 780, "严守纪律底线", away)), put(wrapped(TEXTS[0], 30)))
    found = read(painted(page))
    assert found.text.split("\n") == ["严守纪律底线", TEXTS[0]]
    assert not found.left_out


@pytest.mark.parametrize("stroke", [True, False])
def test_a_sentence_goes_on_over_the_stroke_between_two_columns(stroke: bool) -> None:
    flowing = [line for text in TEXTS for line in wrapped(text, 15)]
    half = len(flowing) // 2
    columns = [put(flowing[:half]), put([(left + 240, words) for left, words in flowing[half:]])]
    between = [lambda canvas: canvas.line(297, 300, 297, 760)] if stroke else []
    assert read(painted(all_of(*columns, *between))).text.split("\n") == list(TEXTS)


@pytest.mark.parametrize("rest", range(1, 9))
def test_the_rest_of_a_text_alone_in_the_first_of_two_columns_is_whole(rest: int) -> None:
    flowing = [line for text in TEXTS * 2 for line in wrapped(text, 15)]
    most = (len(flowing) - rest) // 2
    left, right = flowing[:most], [(at + 240, words) for at, words in flowing[most : 2 * most]]
    pages = [all_of(put(left), put(right)), put(flowing[2 * most :])]
    assert read(painted(*pages)).text.split("\n") == list(TEXTS * 2)


def test_a_cell_beside_upright_words_is_whole() -> None:
    cell = [(left + 180, words) for left, words in wrapped(TEXTS[1], 15, indent=0)]

    def upright(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(600, -150, "用车")
        canvas.restoreState()

    table = grid([72, 240, 500], [680, 680 - 24 * (len(cell) + 1)])
    page = all_of(put(wrapped(TEXTS[0], 30)), table, upright, put(cell, 660), put(wrapped(TEXTS[2], 30), 440))
    assert read(painted(page)).text.split("\n")[:3] == [TEXTS[0], TEXTS[1], TEXTS[2]]


@pytest.mark.parametrize("framed", [True, False])
@pytest.mark.parametrize("right", [1, 8])
def test_words_on_both_sides_of_a_box_are_refused(framed: bool, right: int) -> None:
    """They stand like two columns, and each line goes on over the box."""
    text = "".join(TEXTS)
    first, rest = text[:30], text[30:]
    rows = []
    for number in range(4):
        row, rest = rest[: 12 + right], rest[12 + right :]
        rows += [put([(LEFT, row[:12])], 716 - 24 * number), put([(400, row[12:])], 716 - 24 * number)]
    box = [grid([250, 390], [640, 735])] if framed else []
    below = put([(LEFT, rest[at : at + 30]) for at in range(0, len(rest), 30)], 620)
    page = all_of(*box, put([(LEFT, first)]), *rows, below)
    with pytest.raises(UnreadableDocument, match="第 1 页"):
        read(painted(page))


def test_columns_that_are_drawn_row_by_row_are_read_below_a_line() -> None:
    left, right = wrapped(TEXTS[0], 13, indent=0), wrapped(TEXTS[1], 13, indent=0, left=330)
    rows = [
        put([part], 700 - 24 * at) for at, pair in enumerate(zip(left, right, strict=False)) for part in pair
    ]
    page = all_of(put([(LEFT, "现将有关规定公布如下，请各科室对照执行：")]), *rows)
    assert read(painted(page)).text.split("\n")[1:] == [TEXTS[0], TEXTS[1]]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_the_viewer_turns_is_read_as_it_was_drawn(turn: int) -> None:
    flowing = [line for text in TEXTS for line in wrapped(text, 15)]
    half = len(flowing) // 2
    mixed = all_of(put(flowing[:half]), put([(left + 240, words) for left, words in flowing[half:]]))
    assert read(marked(painted(mixed), turn=turn)).text.split("\n") == list(TEXTS)
