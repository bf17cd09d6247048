"""Printed pages of every kind: what stands beside, over or between lines never gets into a sentence."""

from typing import Literal

import pytest
from documents import FONT, drawn
from PIL import Image
from printed import (
    LEFT,
    SIZE,
    all_of,
    grid,
    layered,
    leaning,
    mapped,
    marked,
    painted,
    put,
    put_on,
    sized,
    stamped,
    turned,
    wrapped,
)
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from core.errors import UnreadableDocument
from knowledge.reading.extract import Extracted, extract
from knowledge.reading.printed.symbols import meaning

FIRST = (
    "公务接待要先审批后接待，没有公函的一律不接待，接待完三天之内把清单交到财务科，由财务科逐项核对后归档备查。"
)
SECOND = (
    "公务用车要一车一单，出车之前填单子，回来之后登里程，月底由后勤科汇总公示，任何人不得例外，领导干部要带头。"
)
THIRD = (
    "办公用品要先申请后领取，领了什么、领了多少，都要登记在表上，季末由办公室盘点一次，账物不符的要说明原因。"
)
GREETING = "同志们："


def read(content: bytes) -> Extracted:
    return extract(content, "speech.pdf")


def lines(content: bytes) -> list[str]:
    return read(content).text.split("\n")


def test_leaning_letters_are_no_watermark() -> None:
    page = all_of(
        put([(72, GREETING)]), leaning(100, 716, "凡是花公家的钱，都要先问一问。"), put([(72, "谢谢。")], 692)
    )
    assert lines(painted(page)) == [GREETING, "凡是花公家的钱，都要先问一问。", "谢谢。"]


def test_large_pale_words_behind_page_after_page_are_a_watermark() -> None:
    pages = [all_of(sized(60, put([(150, "内部资料")], 400)), put(wrapped(FIRST, 30), 430)) for _ in range(3)]
    found = read(painted(*pages))
    assert found.text.split("\n") == [FIRST] * 3
    assert [entry.what for entry in found.left_out] == ["水印“内部资料”"]


@pytest.mark.parametrize("marker", ["1.", "（1）", "①", "•", "一、"])
@pytest.mark.parametrize("gap", [36, 43])
def test_items_whose_numbers_hang_are_whole(marker: str, gap: float) -> None:
    """Whether the first line's words begin where the others do, or a little further in."""
    items = [wrapped(text, 26, indent=0, left=72 + 36) for text in (FIRST, SECOND)]
    rows = []
    for item in items:
        rows += [[(72.0, marker), (72 + gap, item[0][1])], *([line] for line in item[1:])]
    before = [[line] for line in wrapped(THIRD, 30, indent=0)]
    parts = [put([part], 740 - 24 * at) for at, row in enumerate([*before, *rows]) for part in row]
    found = ["".join(line.split()) for line in lines(painted(all_of(*parts)))]
    assert found == [THIRD, marker + FIRST, marker + SECOND]


@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("by_rows", [False, True])
def test_columns_are_read_one_after_the_other(columns: int, by_rows: bool) -> None:
    """Whether a program draws them one after the other or row by row."""
    wide = 30 // columns - 1
    texts = [FIRST, SECOND, THIRD][:columns]
    size = SIZE
    parts = [
        put(wrapped(text, wide, left=72 + number * (wide + 1.8) * size)) for number, text in enumerate(texts)
    ]
    if by_rows:
        rows = [
            wrapped(text, wide, left=72 + number * (wide + 1.8) * size) for number, text in enumerate(texts)
        ]
        parts = [
            put([row[line]], 740 - 24 * line)
            for line in range(max(map(len, rows)))
            for row in rows
            if line < len(row)
        ]
    assert lines(painted(all_of(*parts))) == texts


def test_a_sentence_goes_on_over_the_end_of_a_column_and_of_a_page() -> None:
    whole = wrapped(FIRST + SECOND + THIRD, 14)
    left, right = whole[:6], [(left + 240, text) for left, text in whole[6:9]]
    page = all_of(put(left), put(right))
    assert lines(painted(page, put(whole[9:]))) == [FIRST + SECOND + THIRD]


@pytest.mark.parametrize("ruled", [True, False])
def test_cells_are_read_one_by_one(ruled: bool) -> None:
    heads = all_of(put([(72, "事项")]), put([(172, "怎么做")]), put([(352, "谁来做")]))
    first = all_of(
        put([(72, "公务接待")], 700),
        put([(172, "先审批后接待，没有"), (172, "公函的一律不接待，"), (172, "清单三天内交齐")], 700),
        put([(352, "办公室负责，财务科"), (352, "逐项核对以后再归档"), (352, "备查")], 700),
    )
    second = all_of(put([(72, "公务用车")], 620), put([(172, "一车一单")], 620), put([(352, "后勤科")], 620))
    strokes = grid([66, 160, 340, 520], [760, 724, 644, 610]) if ruled else put([])
    assert lines(painted(all_of(strokes, heads, first, second))) == [
        "事项",
        "怎么做",
        "谁来做",
        "公务接待",
        "先审批后接待，没有公函的一律不接待，清单三天内交齐",
        "办公室负责，财务科逐项核对以后再归档备查",
        "公务用车",
        "一车一单",
        "后勤科",
    ]


def test_narrow_cells_are_parted_by_their_strokes() -> None:
    cells = all_of(
        *(
            put([(72 + 60 * column, text)], y)
            for y in (740, 712)
            for column, text in enumerate(("甲", "乙方", "丙"))
        )
    )
    assert lines(painted(all_of(grid([66, 128, 188, 250], [756, 728, 700]), cells))) == ["甲", "乙方", "丙"] * 2


def test_cells_of_a_table_that_lies_on_its_side_are_read_one_by_one() -> None:
    cells = all_of(
        *(put([(left, text)], y) for y in (410, 380) for left, text in ((72, "甲"), (172, "乙"), (352, "丙")))
    )
    page = turned(1, all_of(grid([66, 160, 340, 520], [430, 400, 370]), cells))
    assert lines(marked(painted(page), turn=90)) == ["甲", "乙", "丙"] * 2


def test_cells_whose_lines_stand_between_each_other_s_are_whole() -> None:
    """Where cells are centred upright, their lines are on no common baseline."""
    left, right = "先审批后接待，没有公函的一律不接待。", "办公室负责，财务科逐项核对以后再归档备查。"
    page = all_of(
        grid([66, 206, 336], [760, 700]),
        put([(72, left[:9]), (72, left[9:])], 734, 20),
        put([(212, right[:8]), (212, right[8:16]), (212, right[16:])], 744, 20),
    )
    assert lines(painted(page)) == [left, right]


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_pages_that_lie_on_their_side_are_read_as_they_are_seen(quarters: int) -> None:
    page = turned(quarters, put(wrapped(FIRST, 30) + wrapped(SECOND, 30), 500))
    assert lines(marked(painted(put(wrapped(THIRD, 30)), page), turn=90 * quarters)) == [THIRD, FIRST, SECOND]
    assert lines(painted(put(wrapped(THIRD, 30)), page)) == [THIRD, FIRST, SECOND]


def test_words_that_run_up_a_page_s_edge_are_a_line_of_their_own() -> None:
    found = lines(painted(all_of(put(wrapped(FIRST, 30)), turned(1, put([(300, "装订线")], 570)))))
    assert found == [FIRST, "装订线"]


def test_turned_page_numbers_are_page_numbers() -> None:
    pages = [
        all_of(put(wrapped(FIRST, 30)), turned(1, put([(400, f"— {number} —")], 15))) for number in (1, 2, 3)
    ]
    found = read(painted(*pages))
    assert found.text.split("\n") == [FIRST] * 3
    assert [entry.what for entry in found.left_out] == ["3 个页码（如“—1—”）"]


@pytest.mark.parametrize("size", [9.0, SIZE, 20.0])
def test_what_is_printed_over_a_line_is_a_line_of_its_own(size: float) -> None:
    page = all_of(put(wrapped(FIRST + SECOND, 30)), sized(size, put([(103, "请勿外传")], 717)))
    assert lines(painted(page)) == [FIRST + SECOND, "请勿外传"]


def test_small_lines_beside_large_type_are_lines_of_their_own() -> None:
    page = all_of(
        sized(12, put([(72, "示例市示例局"), (72, "示例市财政局")], 752, 20)),
        sized(36, put([(150, "文件")], 734)),
        put(wrapped(FIRST, 30), 680),
    )
    assert sorted(lines(painted(page))) == sorted(["示例市示例局", "示例市财政局", "文件", FIRST])


def test_small_lines_that_follow_a_large_word_are_lines_of_their_own() -> None:
    words = all_of(
        sized(28, put([(72, "廉洁")], 720)),
        sized(10, put([(130, "清清白白做人"), (130, "干干净净做事")], 738, 14)),
    )
    found = lines(painted(all_of(words, put(wrapped(FIRST, 30), 680))))
    assert sorted(found) == sorted(["廉洁", "清清白白做人", "干干净净做事", FIRST])


def test_a_raised_mark_stays_in_its_line() -> None:
    mark = sized(8, put([(128, "①")], 746))
    assert lines(painted(all_of(put([(72, "票数要过")]), mark, put([(136, "才算通过。")])))) == [
        "票数要过①才算通过。"
    ]


def test_a_fraction_is_refused_and_its_page_named() -> None:
    """票数要过 2/3 才算: put one over the other, no line says it."""
    line = all_of(
        put([(72, "票数要过")]), put([(130, "2")], 748), put([(130, "3")], 732), put([(139, "才算通过。")])
    )
    with pytest.raises(UnreadableDocument, match="第 2 页有字叠在一起或交错"):
        read(painted(put([(72, GREETING)]), line))


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("apart", [0.0, 0.3, 1.0])
def test_what_is_printed_again_to_look_bold_is_read_once(times: int, apart: float) -> None:
    title = all_of(*(put([(90 + apart * number, "在示例单位工作会议上的讲话")]) for number in range(times)))
    assert lines(painted(all_of(title, put(wrapped(FIRST, 30), 700)))) == ["在示例单位工作会议上的讲话", FIRST]


def test_signs_that_are_each_printed_twice_are_read_once() -> None:
    signs = "在示例单位工作会议上的讲话"
    title = all_of(
        *(put([(90 + 14 * place + 0.4 * again, sign)]) for place, sign in enumerate(signs) for again in (0, 1))
    )
    assert lines(painted(all_of(title, put(wrapped(FIRST, 30), 700)))) == [signs, FIRST]


def test_the_same_sign_twice_in_a_row_is_no_double() -> None:
    text = "看看谈谈，人人都要一件件一桩桩讲清楚……——11、22 all的事都 ll"
    assert "".join(lines(drawn([(72, 700, text)]))[0].split()) == "".join(text.split())


def test_one_picture_for_several_characters_is_no_double() -> None:
    """Some fonts have one sign for ——."""
    assert lines(mapped(["不", "怕", "难", "——", "难", "不", "住", "。"])) == ["不怕难——难不住。"]


def test_characters_outside_the_first_plane_are_whole() -> None:
    assert lines(mapped("后勤科的王𬭚，十年的账一笔不差。")) == ["后勤科的王𬭚，十年的账一笔不差。"]


@pytest.mark.parametrize(
    ("bullet", "font"),
    [("\uf06c", "Wingdings"), ("l", "Wingdings"), ("\uf0b7", "Symbol"), ("\uf0d8", "ABCDEF+Wingdings-Regular")],
)
def test_bullets_of_symbol_fonts_are_left_out(bullet: str, font: str) -> None:
    found = read(mapped("先把账目理清楚。", opening=bullet, opening_font=font))
    assert found.text == "先把账目理清楚。"
    assert [entry.what for entry in found.left_out] == ["1 个项目符号或图形符号"]


def test_private_characters_of_a_font_for_text_are_refused() -> None:
    """They may be characters that an office made itself, for names."""
    with pytest.raises(UnreadableDocument, match="1 个字认不出"):
        read(mapped("后勤科的王\ue000。"))


@pytest.mark.parametrize(
    ("sign", "font", "says"),
    [
        ("\uf0b3", "Symbol", "≥"),
        ("\uf06d", "ABCDEF+SymbolMT", "μ"),
        ("\uf081", "Wingdings", "①"),
        ("风", "SimSun", "风"),
    ],
)
def test_signs_of_symbol_fonts_that_people_read_are_what_they_say(sign: str, font: str, says: str) -> None:
    assert meaning(sign, font) == says


def test_headings_of_two_ranks_stay_two() -> None:
    page = all_of(
        sized(18, put([(72, "第一部分\u3000去年的工作")])),
        sized(16, put([(72, "一、账目的清理")], 710)),
        put(wrapped(FIRST, 30), 680),
    )
    assert lines(painted(page)) == ["第一部分\u3000去年的工作", "一、账目的清理", FIRST]


def test_a_title_in_two_lines_is_one() -> None:
    title = sized(20, put([(172, "在示例单位党风廉政建设"), (222, "会议上的讲话")], 760, 30))
    assert (
        lines(painted(all_of(title, put(wrapped(FIRST, 30), 690))))[0] == "在示例单位党风廉政建设会议上的讲话"
    )


@pytest.mark.parametrize("leader", ["…………", "........", "· · · · ·", "______", ""])
@pytest.mark.parametrize("bracket", ["{}", "（{}）", "-{}-"])
def test_tables_of_contents_are_left_out(leader: str, bracket: str) -> None:
    entries = all_of(
        *(
            put(
                [(72, f"{number}、账目的清理{leader}"), (500, bracket.format(page))][part : part + 1],
                710 - 24 * at,
            )
            for at, (number, page) in enumerate((("一", 1), ("二", 4), ("三", 12)))
            for part in (0, 1)
        )
    )
    found = read(
        painted(all_of(put([(250, "目\u3000录")]), entries), put([(72, "一、账目的清理"), *wrapped(FIRST, 30)]))
    )
    assert found.text.split("\n") == ["一、账目的清理", FIRST]
    assert [entry.what for entry in found.left_out] == ["目录（3 条）"]


def test_a_line_that_ends_with_a_number_is_no_table_of_contents() -> None:
    page = put([(72, "目录"), (72, "这一年一共办了 12"), (72, "件事，比上年多 3"), (72, "件。")])
    assert "".join(lines(painted(page))) == "目录这一年一共办了 12件事，比上年多 3件。".replace(" ", "")


@pytest.mark.parametrize("annex", ["附件{}", "附件{}：", "附表{}", "附件"])
def test_annexes_at_page_tops_are_no_running_head(annex: str) -> None:
    tops = [annex.format(number) for number in (1, 2, 3)]
    pages = [all_of(put([(72, top)], 760), put(wrapped(FIRST, 30), 730)) for top in tops]
    found = read(painted(put(wrapped(THIRD, 30), 700), *pages))
    assert [line for line in found.text.split("\n") if line.startswith("附")] == tops
    assert found.left_out == ()


@pytest.mark.parametrize("head", ["示例单位工作报告 第{}页", "示例单位工作报告 {}/4"])
def test_running_heads_that_count_pages_are_left_out(head: str) -> None:
    pages = [
        all_of(sized(9, put([(72, head.format(number))], 800)), put(wrapped(FIRST, 30)))
        for number in (1, 2, 3, 4)
    ]
    assert lines(painted(*pages)) == [FIRST] * 4


def test_a_large_first_letter_belongs_to_its_line() -> None:
    letter, rest = FIRST[0], FIRST[1:]
    text = [(120.0, rest[:26]), (120.0, rest[26:]), *wrapped(SECOND, 30)]
    assert lines(painted(all_of(sized(40, put([(76, letter)], 716)), put(text)))) == [FIRST, SECOND]


def test_readings_above_words_do_not_get_into_the_text() -> None:
    page = all_of(put(wrapped(FIRST, 30)), sized(7, put([(128, "jiē dài")], 728)))
    assert lines(painted(page)) == [FIRST, "jiē dài"]


def test_a_signature_and_the_date_below_it_stay_two() -> None:
    page = put([*wrapped(FIRST, 30), (394, "示例单位办公室"), (390, "2024年3月5日")])
    assert lines(painted(page)) == [FIRST, "示例单位办公室", "2024年3月5日"]


def test_a_column_with_nothing_beside_it_is_one() -> None:
    """Where the text ends in mid page, the other column may be empty."""
    right = [(left + 240, text) for left, text in wrapped(SECOND * 2, 14)]
    page = all_of(put(wrapped(FIRST * 2, 14)), put(right), put([*wrapped(THIRD, 30), *wrapped(FIRST, 14)], 480))
    assert lines(painted(page)) == [FIRST * 2, SECOND * 2, THIRD, FIRST]


def test_page_numbers_of_the_front_matter_are_page_numbers() -> None:
    numbers = ["I", "II", "1", "2", "3"]
    texts = [FIRST, SECOND, THIRD, SECOND, FIRST]
    pages = [
        all_of(put(wrapped(text, 30)), put([(290, number)], 40))
        for text, number in zip(texts, numbers, strict=True)
    ]
    found = read(painted(*pages))
    assert found.text.split("\n") == texts
    assert [entry.what for entry in found.left_out] == ["5 个页码（如“I”）"]


def test_footnotes_do_not_cut_the_sentence_that_goes_on_overleaf() -> None:
    whole = wrapped(FIRST + SECOND, 30)
    note = sized(9, put([(72, "① 见财务科的办法。")], 90))
    found = read(painted(all_of(put(whole[:2], 740), note), put(whole[2:])))
    assert found.text.split("\n") == [FIRST + SECOND, "①见财务科的办法。"]
    assert "页脚的注释、侧排和叠印的文字放在正文之后" in found.notes


def test_what_people_put_onto_pages_is_named() -> None:
    notes = [
        ("/FreeText", "以上三条从下月起执行。"),
        ("/Text", "这里再核对"),
        ("/Stamp", "已阅"),
        ("/Link", ""),
    ]
    found = read(marked(painted(put(wrapped(FIRST, 30))), notes=notes))
    assert found.text == FIRST
    assert [entry.what for entry in found.left_out] == [
        "第 1 页的页面上后加的文字“以上三条从下月起执行。”",
        "第 1 页的批注“这里再核对”",
        "第 1 页的图章“已阅”",
    ]


def test_a_stamp_that_is_a_picture_of_words_is_named() -> None:
    found = read(stamped(painted(put(wrapped(FIRST, 30))), "APPROVED"))
    assert [entry.what for entry in found.left_out] == ["第 1 页的图章“APPROVED”"]


@pytest.mark.parametrize(
    ("note", "words", "what"),
    [
        ("/FreeText", {"/RC": "<body><p>改为&#20843;点。</p></body>"}, "页面上后加的文字“改为八点。”"),
        ("/StrikeOut", {}, "删除线"),
        ("/Redact", {"/OverlayText": "已涂去"}, "涂改处的文字“已涂去”"),
        ("/Caret", {"/Contents": "补两个字"}, "批注“补两个字”"),
        ("/Widget", {"/FT": "/Tx", "/RV": "<p>王五</p>"}, "表单里填的内容“王五”"),
        (
            "/Widget",
            {"/FT": "/Ch", "/V": "2", "/Opt": [["1", "财务科"], ["2", "办公室"]]},
            "表单里填的内容“办公室”",
        ),
        ("/Widget", {"/FT": "/Ch", "/V": ["甲", "乙"], "/Opt": ["甲", "乙", "丙"]}, "表单里填的内容“甲，乙”"),
        ("/Widget", {"/FT": "/Sig", "/V": {"/Name": "李四"}}, "表单里填的内容“李四”"),
        ("/Widget", {"/FT": "/Btn", "/AS": "/Yes"}, "勾选的框"),
        ("/Widget", {"/FT": "/Btn", "/AS": "/Off"}, ""),
    ],
)
def test_whatever_was_put_on_or_filled_in_is_named_as_it_is_seen(
    note: str, words: dict[str, object], what: str
) -> None:
    found = read(put_on(painted(put(wrapped(FIRST, 30))), {"/Subtype": note} | words))
    assert found.text == FIRST
    assert [entry.what for entry in found.left_out] == ([f"第 1 页的{what}"] if what else [])


@pytest.mark.parametrize(
    ("beside", "what"),
    [
        ({"/AcroForm": {"/Fields": [], "/XFA": "x"}}, "XFA 表单"),
        ({"/OCProperties": {"/OCGs": [], "/D": {"/OFF": [{"/Name": "draft"}]}}}, "不显示的图层"),
    ],
)
def test_what_a_file_has_beside_its_pages_is_named(beside: dict[str, object], what: str) -> None:
    found = read(put_on(painted(put(wrapped(FIRST, 30))), beside=beside))
    assert [entry.what for entry in found.left_out] == [what]


@pytest.mark.parametrize(
    ("words", "cover", "seen"),
    [
        ([(72, "经办人是王五。")], (LEFT + 4 * SIZE, 297, 2 * SIZE, 17), "经办人是。"),
        ([(72, "以上只供内部传阅。")], (60, 290, 300, 30), ""),
        ([(72, "以上只供内部传阅。")], (60, 320, 300, 30), "以上只供内部传阅。"),
        ([(700, "印厂的记号。")], None, ""),
    ],
)
def test_words_that_nobody_sees_are_left_out_and_not_repeated(
    words: list[tuple[float, str]], cover: tuple[float, float, float, float] | None, seen: str
) -> None:
    def box(canvas: Canvas) -> None:
        if cover:
            canvas.rect(*cover, fill=1)

    found = read(painted(all_of(put(wrapped(FIRST, 30)), put(words, 300), box)))
    assert "".join(found.text.split("\n")) == FIRST + seen
    hidden = len(words[0][1]) - len(seen)
    assert [entry.what for entry in found.left_out] == ([f"{hidden} 个看不见的字"] if hidden else [])
    assert [note[:12] for note in found.notes] == (["第 1 页有看不见的字，"] if hidden else [])


@pytest.mark.parametrize(
    ("ground", "light", "size", "mode", "seen"),
    [
        ("", 1.0, SIZE, 0, False),
        ("", 0.99, SIZE, 0, False),
        ("white box", 1.0, SIZE, 0, False),
        ("box beside", 1.0, SIZE, 0, False),
        ("", 0.0, 1, 0, False),
        ("box", 1.0, 1, 0, False),
        ("", 0.0, 4, 0, True),
        ("box", 1.0, SIZE, 0, True),
        ("round box", 1.0, SIZE, 0, True),
        ("picture", 1.0, SIZE, 0, True),
        ("form", 1.0, SIZE, 0, True),
        ("shades", 1.0, SIZE, 0, True),
        ("", 1.0, SIZE, 2, True),
    ],
)
def test_white_words_on_white_and_specks_are_words_that_nobody_sees(
    ground: str, light: float, size: float, mode: Literal[0, 2], seen: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        if ground == "picture":
            canvas.drawInlineImage(Image.new("RGB", (8, 8), (20, 30, 90)), 60, 280, 400, 40)
        elif ground == "round box":
            canvas.roundRect(60, 280, 400, 40, 8, fill=1)
        elif ground == "shades":
            canvas.linearGradient(60, 280, 460, 320, (Color(0, 0, 0.5), Color(0.5, 0, 0)), extend=False)
        elif ground == "form":
            canvas.beginForm("ground")
            canvas.rect(60, 280, 400, 40, fill=1)
            canvas.endForm()
            canvas.doForm("ground")
        elif ground:
            canvas.setFillGray(1 if ground == "white box" else 0.2)
            canvas.rect(60, 280 if ground != "box beside" else 480, 400, 40, fill=1)
        canvas.setFillGray(light)
        words = canvas.beginText(72, 300)
        words.setFont(FONT, size)
        words.setTextRenderMode(mode)
        words.textOut("以上只供内部传阅。")
        canvas.drawText(words)
        canvas.restoreState()

    found = read(painted(all_of(draw, put(wrapped(FIRST, 30)))))
    assert ("以上只供内部传阅。" in found.text) is seen
    named = [entry.what for entry in found.left_out if "图片" not in entry.what]
    assert named == ([] if seen else ["9 个看不见的字"])
    assert any(note.startswith("第 1 页有看不见的字") for note in found.notes) is not seen


@pytest.mark.parametrize("state", ["/ON", "/OFF", "a base that is off"])
def test_words_on_a_layer_that_is_switched_off_are_left_out(state: str) -> None:
    def marked_words(canvas: Canvas) -> None:
        canvas._code.append("/OC /L0 BDC")  # type: ignore[attr-defined]
        put([(72, "未定稿，不要外传。")], 300)(canvas)
        canvas._code.append("EMC")  # type: ignore[attr-defined]

    found = read(layered(painted(all_of(put(wrapped(FIRST, 30)), marked_words)), state))
    assert found.text.split("\n") == [FIRST, *(["未定稿，不要外传。"] if state == "/ON" else [])]
    assert any(entry.what == "不显示的图层" for entry in found.left_out) is not (state == "/ON")


def test_words_on_a_filled_box_are_seen() -> None:
    def box(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(60, 290, 300, 30, fill=1, stroke=0)
        canvas.setFillGray(0)

    assert lines(painted(all_of(box, put(wrapped(FIRST, 30)), put([(72, "框里的话。")], 300)))) == [
        FIRST,
        "框里的话。",
    ]


def test_what_is_filled_into_a_form_is_named() -> None:
    page = all_of(
        put(wrapped(FIRST, 30)),
        lambda canvas: canvas.acroForm.textfield(
            name="who", value="Wang Wu", x=72, y=400, width=200, height=20
        ),
    )
    found = read(painted(page))
    assert [entry.what for entry in found.left_out] == ["第 1 页的表单里填的内容“Wang Wu”"]
