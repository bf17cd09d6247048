"""Both sides of a comparison look the same after normalising; pinyin is split as people mean it."""

import subprocess
import sys
import unicodedata

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style
from pypinyin.pinyin_dict import pinyin_dict
from pypinyin.style import convert

from bench.traditional import traditional
from core.settings import CHECKOUT
from knowledge.language.normalize import (
    INVISIBLE,
    TRADITIONAL,
    canonical_numerals,
    fold,
    fold_all,
    spoken_numerals,
    tokens,
)
from knowledge.language.pinyin import readings, split_syllables


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("政協機關", "政协机关"),
        ("ＡＢＣ１２３", "abc123"),
        ("廉\u200b政\ufeff", "廉政"),
        ("《要点》！", "《要点》!"),
        ("半\ud83d", "半"),
    ],
)
def test_folding_takes_out_what_typing_adds(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("二十大", "20大"),
        ("党的十八大", "党的18大"),
        ("十四五", "145"),
        ("二〇二二年", "2022年"),
        ("三会一课", "3会1课"),
        ("四个自信", "4个自信"),
        ("二百五十", "250"),
        ("一千零一", "1001"),
        ("百姓", "百姓"),
        ("千万", "千万"),
    ],
)
def test_chinese_numerals_become_digits(written: str, digits: str) -> None:
    assert canonical_numerals(written) == digits


@pytest.mark.parametrize(
    ("digits", "said"),
    [("3会1课", "三会一课"), ("20大", "二十大"), ("18大", "十八大"), ("2022年", "二零二二年")],
)
def test_digits_are_read_as_they_are_said(digits: str, said: str) -> None:
    assert spoken_numerals(digits) == said


def test_abbreviation_and_full_writing_have_the_same_tokens() -> None:
    assert tokens("20大") == tokens("二十大")
    assert tokens("4个自信") == tokens("“四个自信”")


def test_punctuation_parts_tokens_and_quotation_marks_do_not() -> None:
    assert tokens("“四风”问题") == tokens("四风问题")
    assert tokens("严风肃纪，常态") == "严风肃纪 常态"


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [
        ("sangegengjiatuchu", "san ge geng jia tu chu"),
        ("zhongcheng", "zhong cheng"),
        ("nvzhujue", "nv zhu jue"),
        ("sifeng", "si feng"),
    ],
)
def test_unspaced_pinyin_is_split(letters: str, syllables: str) -> None:
    split = split_syllables(letters, lambda _first, _second: 0.0)
    assert split is not None
    assert " ".join(readings().syllables[number] for number in split) == syllables


@pytest.mark.parametrize("letters", ["szyd", "bxgd", "dnzzsh", "xq"])
def test_initials_are_no_pinyin(letters: str) -> None:
    assert split_syllables(letters, lambda _first, _second: 0.0) is None


def test_speeches_decide_between_splits() -> None:
    number = readings().number
    together = (number["xi"], number["an"])
    split = split_syllables("xian", lambda first, second: 50.0 if (first, second) == together else 0.0)
    assert split == together


def test_readings_are_those_of_pypinyin() -> None:
    table = readings()
    for character in "政协党风廉洁三重一大纪律作责绿女":
        listed = [
            convert(reading, Style.NORMAL, strict=False) for reading in pinyin_dict[ord(character)].split(",")
        ]
        assert table.syllables[table.of(character)[0]] in [reading.replace("ü", "v") for reading in listed]


def test_characters_of_several_readings_keep_them() -> None:
    table = readings()
    heard = {table.syllables[table.usual[ord("重") - 0x4E00]]}
    heard |= {table.syllables[other[ord("重") - 0x4E00]] for other in table.others}
    assert {"zhong", "chong"} <= heard


def slowly(text: str) -> str:
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()
    return str(opencc.OpenCC("t2s").convert(plain))


def test_traditional_characters_are_those_of_opencc() -> None:
    """Made by bench/traditional.py."""
    assert TRADITIONAL.read_text(encoding="utf-8").strip() == traditional()


@pytest.mark.parametrize(
    "text",
    [
        "請問廉潔",
        "答覆",
        "监督全覆盖",
        "不瞭解",
        "藉口",
        "沈默",
        "Σας",
        "ＡＢＣ①㎏",
        "e\u0301\u00e9",
        "⾞",
        "㐀𠮷",
        "한국",
        "İ😀",
    ],
)
def test_folding_the_short_way_is_folding_the_long_way(text: str) -> None:
    assert fold(text) == slowly(text)


@given(st.text(st.sampled_from("abÀΣς①ﬁ，。“Ａ１㈠\u0301\u200b 严肃嚴肅後后乾干著\n")))
def test_folding_any_mixture_is_folding_the_long_way(text: str) -> None:
    assert fold(text) == slowly(text)


def test_simplified_text_loads_no_dictionary() -> None:
    program = (
        "import sys; from knowledge.normalize import fold; fold('全覆盖'); sys.exit('opencc' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=CHECKOUT, check=False).returncode == 0


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["三重一大", "請問黨風廉政", "ＡＢＣ🙏", "", "Σίσυφος", "回覆沈默", "a\u200bb", "\ud800x"],
        ["两\n行", "一行"],
    ],
)
def test_many_texts_are_folded_as_each_alone(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]
