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


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("通过", []),  # 通 and 三 are left of these, which is no word
        ("第三个", []),
        ("谁站得更高", []),
        ("微腐败", []),  # the speeches have no 微腐败, and 腐败 is not asked about
        ("谈心谈话呢", []),
        ("退二线要几岁", []),
        ("说的是哪项工作", []),  # the 项 is of 哪项
        ("违反了哪项要求", []),
        ("政协第二个特点是啥", []),
        ("2022年度的总结谁写", []),
        ("履职手册在哪领", []),
        ("谁负责考核这方面的事", []),
        ("总结一下", ["总结"]),
        ("巡视组组长是谁", ["巡视"]),
        ("委员履职谁来管", ["履职"]),
        ("机关党组会多久开一次", ["党组会"]),
        ("如何加强政治建设", ["政治建设"]),
        ("党中央权威由谁维护", ["党中央权威"]),
        ("社情民意信息谁报", ["社情民意信息"]),
        ("三个强化最后一个是什么", ["强化"]),
        ("要坚决维护的是谁的权威", ["坚决维护"]),
        ("全面领导责任说的是哪项工作", ["全面领导责任"]),
        ("严格执行个人事项报告制度呢", ["报告制度", "严格执行"]),
        ("主席会议成员里几位是党组成员", ["党组成员", "主席会议"]),
    ],
)
def test_these_words_and_no_others_tell_what_is_asked_about(question: str, words: list[str]) -> None:
    assert told(question) == words


@pytest.mark.parametrize(("having", "words"), [(4, ["纪律要求"]), (5, [])])
def test_what_stands_in_more_than_a_third_of_all_stretches_tells_nothing(having: int, words: list[str]) -> None:
    lines = ["纪律要求是这样的。" * 30] * having + ["其余另行安排部署。" * 30] * (12 - having)
    library = Library.build([SpeechText("a", "a.txt", "", "", "", "\n".join(lines))])
    assert told("纪律要求归谁管", library) == words


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
