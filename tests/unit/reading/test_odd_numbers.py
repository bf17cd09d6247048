"""Numbers in a document that no Word writes: what they number is read all the same, and nothing breaks."""

import documents
import pytest

from knowledge.reading.extract import extract

ODD = ["--5", "-", "", "²", "٣", "1e9", "0x10", " 1", "9" * 20, "9" * 5000, "-" + "9" * 5000, "NaN"]
WORDS = "各部门要认真落实中央八项规定精神。"


@pytest.mark.parametrize("number", ODD, ids=lambda number: number[:8])
def test_a_list_with_an_odd_level_or_start_is_read(number: str) -> None:
    body = documents.paragraph("讲话") + documents.paragraph(
        WORDS, f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    )
    levels = documents.numbering([("decimal", "%1、")])
    for odd in (levels, levels.replace('w:start w:val="1"', f'w:start w:val="{number}"')):
        assert WORDS in extract(documents.package(body, {"numbering": odd}), "讲话.docx").text


@pytest.mark.parametrize("number", ODD, ids=lambda number: number[:8])
def test_a_raised_word_with_an_odd_position_is_read(number: str) -> None:
    run = f'<w:p><w:r><w:rPr><w:position w:val="{number}"/></w:rPr><w:t>{WORDS}</w:t></w:r></w:p>'
    assert WORDS in extract(documents.package(documents.paragraph("讲话") + run), "讲话.docx").text
