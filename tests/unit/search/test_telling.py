"""What a question in vain is about, in words that the speeches have; and what only seems to be that."""

from pathlib import Path

import pytest

from core.models import SpeechText
from knowledge.language.writing.normalize import fold
from knowledge.reading.folder import locate, read_folder
from knowledge.search.exact.mentions import mentions
from knowledge.search.exact.places_wanted import places_of
from knowledge.search.exact.telling import telling
from knowledge.search.library import Library

LIBRARY = Library.build(read_folder(locate(Path(__file__).resolve().parents[3] / "knowledge").speeches))
SLUGS = LIBRARY.names.slugs


def told(question: str, library: Library = LIBRARY) -> list[str]:
    return [found.words for found in telling(library, question, library.names.slugs)]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("四风是哪四个", "四风"),
        ("請問四風是哪四個", "四风"),
        ("sifeng shi sha", "四风"),
        ("si feng shi shenme", "四风"),
        ("搞么子四风", "四风"),
        ("zhuti zeren shui fu", "主体责任"),
        ("廉政谈话每人每年至少几次？", "廉政谈话"),
        ("责任书的模板是哪级统一印发的？", "责任书"),
        ("我在写一份对照检查材料，需要理想信念方面的论述", "理想信念"),
        ("把讲担当作为的话都列出来", "担当"),
        ("各支部的书记都是谁", "支部"),
        ("多少项任务分给了政协委员", "政协委员"),
    ],
)
def test_the_word_that_tells_what_is_asked_about_is_found(question: str, word: str) -> None:
    assert told(question)[:1] == [word]


@pytest.mark.parametrize(
    "question",
    [
        "食堂几点开饭",
        "shitang jidian kaifan",
        "差旅费怎么报销",
        "年终奖什么时候发",
        "司机要注意啥",
        "政府采购目录限额是多少？",
        "工会福利每年标准是多少元？",
        "请假几天以上要主席批？",
        "公务员能不能炒股？",
        "党章第一条是什么？",
        "2022年受理信访举报多少件？",
        "企鹅有膝盖吗",
        "抽来的2个人是谁",
        "的了吗",
        "",
    ],
)
def test_words_beside_the_matter_tell_nothing(question: str) -> None:
    assert told(question) == []


def test_what_stands_in_a_third_of_all_stretches_tells_nothing() -> None:
    library = Library.build([SpeechText("a", "a.txt", "", "", "", "\n".join(["工作要求是这样的。" * 30] * 12))])
    assert told("工作要求归谁管", library) == []


def test_only_the_speeches_that_are_meant_are_looked_at() -> None:
    assert [found.words for found in telling(LIBRARY, "理想信念是哪几个", ("2022",))] == ["理想信念"]
    assert telling(LIBRARY, "理想信念是哪几个", ("2023",)) == ()


FRAMES = (
    "请问一下{}是哪四个",
    "把讲{}的话都列出来",
    "我在写一份对照检查材料，需要{}方面的论述",
    "麻烦把{}相关的段落找出来",
    "{}到底有哪几个呀",
    "哪里提到{}了",
)


@pytest.mark.parametrize("frame", FRAMES)
def test_the_rarest_word_of_every_heading_is_found_in_any_frame(frame: str) -> None:
    for slug in SLUGS:
        for _, _, heading in LIBRARY.headings(slug):
            words = [word for word in LIBRARY.thesaurus.known(fold(heading)) if len(word) > 1]
            rarest = min(words, key=lambda word: len(mentions(LIBRARY, word, SLUGS).places))
            found = told(frame.format(rarest))
            assert any(rarest in one or one in rarest for one in found), (rarest, frame, found)


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("理想信念有哪些论述", "理想信念"),
        ("担当方面的", "担当"),
        ("把关于担当的都汇总给我", "担当"),
        ("哪里提到四风", "四风"),
        ("四风是哪四个", ""),
        ("责任书一式几份", ""),
    ],
)
def test_who_only_wants_places_is_told_from_who_wants_an_answer(question: str, what: str) -> None:
    assert places_of(question) == what
