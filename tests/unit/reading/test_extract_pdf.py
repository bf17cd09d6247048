"""PDF: read twice, in the order in which it stands on the page, with furniture apart; or refused."""

import math
from collections.abc import Callable

import pypdf
import pytest
from documents import TITLE, coded, drawn, printed, speech

from core.errors import UnreadableDocument
from knowledge.reading import pdf as extract_pdf
from knowledge.reading.extract import Extracted, extract
from knowledge.reading.printed.beside_the_text.heads import running_heads
from knowledge.reading.printed.columns import in_order
from knowledge.reading.printed.glyphs import Glyph, placed
from knowledge.reading.printed.line import Sheet
from knowledge.reading.printed.paragraphs import indented, paragraphs, text_of
from knowledge.reading.printed.rows import lines_of

PROSE = "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻党的二十大精神。"


def read(content: bytes) -> Extracted:
    return extract(content, "speech.pdf")


def characters(text: str) -> str:
    return "".join(text.split())


def rewrite(monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]) -> None:
    """Let the second reader read something else."""
    original = pypdf.PageObject.extract_text

    def read_changed(page: pypdf.PageObject, visitor_text: Callable[..., None]) -> str:
        return original(page, visitor_text=lambda text, *place: visitor_text(change(text), *place))

    monkeypatch.setattr(pypdf.PageObject, "extract_text", read_changed)


def test_running_heads_and_page_numbers_are_left_out_and_named() -> None:
    found = read(printed(speech("2023"), TITLE, header="内部资料　注意保存"))
    assert [entry.what for entry in found.left_out] == [
        "5 个页码（如“—1—”）",
        "页眉“内部资料 注意保存”（5 页）",
    ]
    assert characters(found.text) == TITLE + characters(speech("2023"))


def test_a_number_in_the_text_is_no_page_number() -> None:
    found = read(drawn([(72, 700, "同志们："), (100, 80, "2023")], [(72, 700, "大家好。"), (72, 400, "1")]))
    assert found.text.split("\n") == ["同志们：", "2023", "大家好。", "1"]
    assert found.left_out == ()


def test_signs_drawn_out_of_order_are_read_where_they_stand() -> None:
    """Office programs draw the quotation marks of a line after its words: another font."""
    row = [(72.0, 700.0, "中央要求"), (72 + 5 * 14, 700, "一岗双责"), (72 + 10 * 14, 700, "，我们做到。")]
    marks = [(72 + 4 * 14.0, 700.0, "“"), (72 + 9 * 14.0, 700.0, "”")]
    assert read(drawn([*row, *marks])).text == "中央要求“一岗双责”，我们做到。"


def test_lines_drawn_from_bottom_to_top_are_read_from_top_to_bottom() -> None:
    assert read(drawn([(72, 600, "第二行。"), (72, 700, "第一行。")])).text == "第一行。\n第二行。"


def test_columns_are_pointed_out() -> None:
    left = [(72.0, 700.0 - 24 * row, "左栏的话在左栏里") for row in range(5)]
    right = [(320.0, 700.0 - 24 * row, "右栏的话在右栏里") for row in range(5)]
    found = read(drawn([*left, *right]))
    assert characters(found.text) == "左栏的话在左栏里" * 5 + "右栏的话在右栏里" * 5
    assert "第 1 页的文字可能分栏或有文本框，请核对前后顺序" in found.notes


def test_a_watermark_is_left_out() -> None:
    found = read(drawn([(72, 700, "同志们："), (72, 670, "大家好。")], angle=45))
    assert found.text == "同志们：\n大家好。"
    assert [entry.what for entry in found.left_out] == ["水印“内部机密”"]


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("GBK-EUC-H", "gbk"),
        ("GB-EUC-H", "gb2312"),
        ("UniGB-UCS2-H", "utf-16-be"),
        ("UniGB-UTF16-H", "utf-16-be"),
    ],
)
def test_chinese_codings_of_fonts_that_are_not_in_the_file(encoding: str, codec: str) -> None:
    assert characters(read(coded(PROSE * 6, encoding, codec)).text) == PROSE * 6


def test_a_lock_against_changes_is_no_lock_against_reading() -> None:
    assert characters(read(printed(PROSE * 9, password="")).text) == PROSE * 9
    with pytest.raises(UnreadableDocument, match="去掉密码"):
        read(printed(PROSE, password="secret"))


def test_scans_are_refused_even_as_single_pages() -> None:
    with pytest.raises(UnreadableDocument, match="”是图片，没有文字。请先做文字识别"):
        read(drawn([], []))
    with pytest.raises(UnreadableDocument, match="第 2 页是图片"):
        read(drawn([(72, 700, "同志们：")], []))


def test_characters_without_a_meaning_are_refused() -> None:
    """The font maps its codes to nothing that is a character: what one sees cannot be known."""
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /x def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <E000> endbfrange "
        "endcmap end end"
    )
    with pytest.raises(UnreadableDocument):
        read(coded(PROSE, "Identity-H", "utf-16-be", mapping))


def test_what_only_the_second_reader_finds_is_not_left_out_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = printed(PROSE)
    rewrite(monkeypatch, lambda text: text.replace("想", "想漏掉"))
    with pytest.raises(UnreadableDocument, match="有 2 个字对不上"):
        read(whole)


def test_radicals_in_a_font_table_are_the_characters_they_look_like(monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(monkeypatch, lambda text: text.replace("大", "⼤").replace("风", "⻛"))
    assert characters(read(printed(PROSE + "反对四风。")).text) == PROSE + "反对四风。"


def test_too_many_pages_are_no_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_pdf, "MAX_PAGES", 2)
    with pytest.raises(UnreadableDocument, match="太长"):
        read(drawn(*[[(72.0, 700.0, "同志们：")]] * 3))


@pytest.mark.parametrize("place", [0.0, math.nan, math.inf, -1e30])
def test_signs_without_size_or_place_are_no_reason_to_fail(place: float) -> None:
    glyphs = [Glyph(sign, *placed(place, place, place, 0.0), order) for order, sign in enumerate(PROSE)]
    lines = in_order(lines_of(glyphs, Sheet(0, 595, 842)))
    assert sorted("".join(line.text for line in lines)) == sorted(PROSE)
    assert indented(lines) in {True, False}
    assert sorted("".join(text_of(paragraph) for paragraph, _ in paragraphs([lines]))) == sorted(PROSE)
    running_heads([lines], 14)
