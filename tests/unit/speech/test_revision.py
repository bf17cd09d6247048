"""Which speech a document is a version of, and what it changes."""

import pytest

from core.models import SpeechText
from knowledge.speech.revision import Difference, compare, free_slug, version_of

FIRST = "同志们：\n要加强纪律建设，把守纪律讲规矩摆在更加重要的位置。\n领导干部要带头遵守党的纪律。"
OTHER = "同志们：\n要把时间用在为民服务上，开短会、讲短话。\n学习是进步的阶梯，要坚持不懈。"


def speech(
    text: str, *, title: str = "讲话", date: str = "", file: str = "稿.txt", slug: str = ""
) -> SpeechText:
    return SpeechText(slug, file, title, date, "", text)


def test_the_same_words_in_other_lines_are_no_change() -> None:
    assert not compare(FIRST, FIRST.replace("\n领", "领").replace("：", "： \u3000"))


def test_a_look_alike_is_no_change() -> None:
    before = "要坚决防止四⻛问题，⽤好批评这个武器，民主集中不能少。"
    after = "要坚决防止四风问题，用好批评这个武器，民主集中不能少。"
    assert not compare(before, after)
    assert version_of(speech(after), [speech(before, slug="2022")]) == speech(before, slug="2022")


def test_a_reworded_sentence_is_a_change_and_another_one_is_not() -> None:
    after = FIRST.replace("带头遵守", "模范遵守") + "\n今后要常抓不懈。"
    found = compare(FIRST, after)
    assert found.changed == (("领导干部要带头遵守党的纪律。", "领导干部要模范遵守党的纪律。"),)
    assert found.added == ("今后要常抓不懈。",)
    assert found.removed == ()


def test_a_sentence_that_took_another_ones_place_is_one_gone_and_one_come() -> None:
    found = compare(FIRST, FIRST.replace("领导干部要带头遵守党的纪律。", "会风要改进，文件要精简。"))
    assert found == Difference(("会风要改进，文件要精简。",), ("领导干部要带头遵守党的纪律。",), ())


def test_the_words_say_whose_version_it_is() -> None:
    known = [speech(OTHER, slug="2021"), speech(FIRST, slug="2022")]
    assert version_of(speech(FIRST + "\n新加的一句话在这里。", title="别的"), known) == known[1]
    assert version_of(speech("今天的天气很好，大家都去春游了。"), known) is None


def test_the_same_title_in_another_year_is_another_speech() -> None:
    known = [speech(OTHER, title="在廉政会议上的讲话", date="2022年", slug="2022")]
    assert version_of(speech(FIRST, title="在廉政会议上的讲话", date="2023年"), known) is None
    assert version_of(speech(FIRST, title="在廉政会议上的讲话", date="2022年3月"), known) == known[0]
    assert version_of(speech(FIRST, title="在廉政会议上的讲话"), known) is None


@pytest.mark.parametrize(
    ("given", "taken", "slug"),
    [
        (speech(FIRST, date="2024年2月"), {"2022"}, "2024"),
        (speech(FIRST, file="2024讲话.docx"), {"2024", "2024_2"}, "2024_3"),
        (speech(FIRST), {"s1"}, "s2"),
    ],
)
def test_a_new_speech_is_called_after_its_year(given: SpeechText, taken: set[str], slug: str) -> None:
    assert free_slug(given, taken) == slug
