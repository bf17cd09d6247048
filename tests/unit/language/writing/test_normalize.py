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

from bench.traditional import HEAD, traditional
from core.places import CHECKOUT
from knowledge.language.writing import normalize
from knowledge.language.writing.look_alikes import plain_characters
from knowledge.language.writing.normalize import TRADITIONAL, UNSEEN, fold, fold_all, tokens
from knowledge.language.writing.numerals import canonical_numerals, plain_numerals, spoken_numerals
from knowledge.language.writing.pinyin import readings, split_syllables, without_tones


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


def twins() -> list[str]:
    """Return every radical, and every compatibility ideograph, that Unicode has given a character."""
    radicals = [chr(code) for code in range(0x2E81, 0x2FD6) if unicodedata.category(chr(code)) == "So"]
    compatible = [chr(code) for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))]
    return radicals + [one for one in compatible if unicodedata.decomposition(one)]


def test_every_look_alike_of_a_character_is_read_as_it() -> None:
    found = twins()
    assert len(found) > 113 + 214 + 1000
    for twin in found:
        plain = plain_characters(twin)
        assert plain != twin
        assert unicodedata.name(plain).startswith("CJK UNIFIED IDEOGRAPH-"), hex(ord(twin))
        assert fold(f"四{twin}问题") == fold(f"四{plain}问题")


@pytest.mark.parametrize(
    ("radicals", "characters"),
    [
        ("⻛⻓⻔⻢⻅⻉⻋⻚⻜⻥⻦⻩⻬⻰⺠⻘⻄⻝", "风长门马见贝车页飞鱼鸟黄齐龙民青西食"),
        ("⼀⼆⼈⼤⼼⼯⽂⽇⽤⾏⾯⾼", "一二人大心工文日用行面高"),
        ("⼾", "戶"),
        ("豈六諾", "豈六諾"),
        ("㇐", "一"),
    ],
)
def test_radicals_are_the_characters_that_the_eye_sees(radicals: str, characters: str) -> None:
    assert plain_characters(radicals) == characters


@given(st.text())
def test_plain_characters_change_nothing_but_look_alikes(text: str) -> None:
    plain = plain_characters(text)
    assert len(plain) == len(text)
    assert all(
        was == now or was in set(twins()) or "\u31c0" <= was < "\u31f0"
        for was, now in zip(text, plain, strict=True)
    )


@pytest.mark.parametrize(
    "typed",
    [
        "叁重壹大",
        "叄重壹大",
        "③重①大",
        "❸重❶大",
        "㊂重㊀大",
        "３重１大",
        "٣重١大",
        "३重१大",
        "３️⃣重1️⃣大",
        "〣重〡大",
        "叁重⼀⼤",
        "三\u200d重\u2066一\u2069大\ufe0f",
        "\U000e0033三重一大",
    ],
)
def test_numerals_of_every_kind_are_one(typed: str) -> None:
    assert tokens(fold(typed)) == tokens("三重一大")


@pytest.mark.parametrize("words", ["队伍", "大陆", "收拾", "放肆", "参加", "五卅"])
def test_words_that_hold_a_numeral_of_cheques_stay_words(words: str) -> None:
    assert fold(words) == words


@pytest.mark.parametrize(
    "typed",
    [
        "sān zhòng yī dà",
        "SĀN ZHÒNG YĪ DÀ",
        "sa\u0304n zho\u0300ng yi\u0304 da\u0300",
        "sɑ̄n zhònɡ yī dɑ̀",
        "ｓāｎ zhòng yī dà",
        "san1 zhong4 yi1 da4",
        "San¹ Zhong⁴ Yi¹ Da⁴",
        "sanˉ zhongˋ yiˉ daˋ",
    ],
)
def test_pinyin_with_tones_is_pinyin(typed: str) -> None:
    assert without_tones(fold(typed)).split() == ["san", "zhong", "yi", "da"]


@pytest.mark.parametrize(
    ("typed", "plain"), [("lǜ", "lv"), ("nǚ", "nv"), ("nü3er2", "nv er"), ("Lü4se4", "lv se")]
)
def test_the_u_with_dots_is_typed_as_v(typed: str, plain: str) -> None:
    assert without_tones(fold(typed)).strip() == plain


@pytest.mark.parametrize("typed", ["word2 excel3", "p2 q3", "covid19", "a4 纸", "si4"])
def test_letters_with_numbers_behind_them_are_no_tones(typed: str) -> None:
    assert without_tones(typed) == typed


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
    """Fold letter by letter, with the letters' names for what is Latin; radicals are tested by themselves."""
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower()
    bare: list[str] = []
    for letter in unicodedata.normalize("NFD", plain):
        accent = (
            unicodedata.category(letter) == "Mn" and bool(bare) and bare[-1].isascii() and bare[-1].isalpha()
        )
        bare += [] if accent else [letter]
    simplified = opencc.OpenCC("t2s").convert(unicodedata.normalize("NFC", "".join(bare)))
    return plain_numerals(simplified)


def test_traditional_characters_are_those_of_opencc() -> None:
    """Made by bench/traditional.py."""
    assert TRADITIONAL.read_text(encoding="utf-8").splitlines() == [HEAD, traditional()]


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
        "拾玖大和队伍",
        "貳拾",
        "⾞",
        "㐀𠮷",
        "한국",
        "İ😀",
    ],
)
def test_folding_the_short_way_is_folding_the_long_way(text: str) -> None:
    assert fold(text) == slowly(text)


@given(st.text(st.sampled_from("abÀΣς①ﬁ，。“Ａ１㈠\u0301\u200b 严肃嚴肅後后乾干著壹拾伍\n")))
def test_folding_any_mixture_is_folding_the_long_way(text: str) -> None:
    assert fold(text) == slowly(text)


def test_simplified_text_loads_no_dictionary() -> None:
    program = (
        "import sys; from knowledge.language.writing.normalize import fold; fold('全覆盖');"
        " sys.exit('opencc' in sys.modules)"
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


def test_letters_of_all_planes_take_no_memory_for_good() -> None:
    planes = "".join(map(chr, range(0x10000, 0x30000, 7)))
    for start in range(0, len(planes), 4096):
        fold(planes[start : start + 4096])
    assert max(normalize._PLAIN) < normalize.BASIC_PLANE
