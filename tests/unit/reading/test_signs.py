"""Signs that nobody sees, that look like others, or that only one program knows."""

from collections.abc import Callable

import pytest
from documents import package, paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import mapped

from core.errors import UnreadableDocument
from knowledge.reading.extract import extract

SENTENCE = "接待要先审批后接待，不得超标。"
UNSEEN = (
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
    "\ufeff\ufe00\ufe0f\u3164\u180e\U000e0100\U000e0041"
)
BLANKS = "\u00a0\u3000\u2002\u2003\u2009\u200a\u202f \ue5e5"


def words(text: str) -> bytes:
    return package("".join(map(paragraph, text.split("\n"))))


FORMATS: dict[str, Callable[[str], bytes]] = {"a.txt": str.encode, "a.md": str.encode, "a.docx": words}


@settings(deadline=None)
@given(
    name=st.sampled_from(sorted(FORMATS)),
    marks=st.lists(st.tuples(st.integers(0, len(SENTENCE)), st.sampled_from(UNSEEN + BLANKS)), max_size=6),
)
def test_what_nobody_sees_is_dropped_and_blanks_stay_blanks(name: str, marks: list[tuple[int, str]]) -> None:
    text = SENTENCE
    for place, sign in sorted(marks, reverse=True):
        text = text[:place] + sign + text[place:]
    read = extract(FORMATS[name](f"同志们：\n\n{text}\n\n谢谢大家。"), name)
    lines = read.text.split("\n")
    assert "".join(lines[1:-1]).translate(dict.fromkeys(map(ord, BLANKS))) == SENTENCE
    assert not set(UNSEEN + "\ue5e5") & set(read.text)


SAME = "︵︶︹︺﹁﹂㎡℃№①⑴Ⅰ½²〇○●■□★→×÷≥≤±‰·—…‖々〓𠮷𪛟𬭚é１ａ"


@pytest.mark.parametrize("sign", SAME)
@pytest.mark.parametrize("name", sorted({*FORMATS, "a.pdf"}))
def test_signs_that_offices_write_are_read_as_they_are(sign: str, name: str) -> None:
    text = f"接待要先{sign}审批后接待。"
    content = mapped(list(text)) if name == "a.pdf" else FORMATS[name](text)
    assert extract(content, name).text == text


LOOKS = {
    "⻛": "风", "⽐": "比", "欄": "欄", "丸": "丸", "\ue78d": "︐", "\ue83a": None, "\ue000": None,
    "\uf8ff": None, "\ufffd": None, "\u0001": None,
}  # fmt: skip


@pytest.mark.parametrize("sign", LOOKS)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf"])
def test_a_sign_is_what_it_looks_like_or_the_file_is_refused(sign: str, name: str) -> None:
    text = f"接待要先{sign}审批后接待。"
    content = mapped(list(text)) if name == "a.pdf" else text.encode()
    if LOOKS[sign] is None:
        with pytest.raises(UnreadableDocument, match="认不出"):
            extract(content, name)
    else:
        assert extract(content, name).text == text.replace(sign, LOOKS[sign] or "")


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("bullet", ["\uf0b7 ", "\uf06c\t", "\uf0d8", "\uf0fc\u3000", "\ufffc"])
def test_bullets_of_symbol_fonts_before_a_line_are_left_out_and_named(name: str, bullet: str) -> None:
    read = extract(FORMATS[name](f"同志们：\n\n{bullet}{SENTENCE}\n\n{bullet}谢谢大家。"), name)
    assert read.text == f"同志们：\n{SENTENCE}\n谢谢大家。"
    assert [entry.what for entry in read.left_out] == ["2 个项目符号或图形符号"]
    if bullet != "\ufffc":
        with pytest.raises(UnreadableDocument, match="认不出"):
            extract(FORMATS[name](f"同志们：\n\n接待{bullet.strip()}3人。"), name)
