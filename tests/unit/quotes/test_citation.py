"""A stretch of a speech with its source, for the clipboard."""

import pytest

from knowledge.quotes.citation import citation

TITLE, DAY = "在党风廉政建设会议上的讲话", "2023年"
SOURCE = f"\n——《{TITLE}》（{DAY}）"


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_short_words_stand_whole_above_their_source() -> None:
    assert citation("要强化程序规矩。", TITLE, DAY, 256) == f"要强化程序规矩。{SOURCE}"


@pytest.mark.parametrize(
    ("title", "day", "source"),
    [("", DAY, "\n——（2023年）"), (TITLE, "", f"\n——《{TITLE}》"), ("", "", "")],
)
def test_what_the_source_does_not_say_is_left_out(title: str, day: str, source: str) -> None:
    assert citation("要强化程序规矩。", title, day, 256) == f"要强化程序规矩。{source}"


def test_long_words_are_cut_at_the_last_clause_that_fits() -> None:
    assert citation("一要学习，二要对照，三要检查。", "", "", 12) == "一要学习，二要对照…"


def test_no_bracket_or_quotation_is_left_open_where_enough_stands_before_it() -> None:
    words = "各级党组织都要严格执行制度，落实“三重一大”（即：重大问题决策、重要干部任免）的要求。"
    assert citation(words, "", "", 35) == "各级党组织都要严格执行制度…"


def test_what_closes_a_quotation_stays_with_it() -> None:
    assert citation("他说：“要守纪律。”大家都要守纪律，不能例外。", "", "", 15) == "他说：“要守纪律。”…"


def test_words_without_any_clause_are_cut_where_they_must_be() -> None:
    assert citation("廉" * 300, "", "", 256) == "廉" * 255 + "…"


@pytest.mark.parametrize("sign", ["廉", "𠮷", "廉洁，", "𠮷𠮷，", "“", "（一）"])
@pytest.mark.parametrize("title", ["", TITLE, "很长的题目" * 60, "𠮷" * 300])
def test_nothing_is_longer_than_the_limit_in_any_way_of_counting(sign: str, title: str) -> None:
    for length in (1, 50, 84, 127, 128, 255, 256, 257, 1000):
        cited = citation((sign * length)[:length], title, DAY, 256)
        assert 1 <= units(cited) <= 256
        assert "—" in cited
        cited.encode("utf-8")  # no half of a character is left


def test_all_but_what_is_left_out_stands_word_for_word() -> None:
    words = "第一，学习。第二，对照；第三，检查：" * 40
    kept = citation(words, TITLE, DAY, 256).removesuffix(SOURCE)
    assert kept.endswith("…")
    assert words.startswith(kept[:-1])
