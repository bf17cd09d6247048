"""Known ways of asking and thesaurus.toml: what editors write is read, and what they get wrong is named."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import OperatorError
from core.models import SpeechText
from knowledge.language.words.thesaurus import FILE, Common, Thesaurus, general, read_thesaurus
from knowledge.language.writing.normalize import fold
from knowledge.reading.folder import locate, read_folder
from knowledge.search.assemble import read_known
from knowledge.search.index import build_units
from knowledge.search.known.asked import from_bytes, read_asked, renumbered, to_bytes, together
from knowledge.search.known.questions import KnownQuestion, read_questions
from knowledge.search.known.ways import read_ways, ways_text
from knowledge.search.library import Library

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


def test_every_shipped_question_leads_to_its_text_word_for_word() -> None:
    files = locate(KNOWLEDGE)
    assert files.ways
    speeches = {speech.slug: speech.text for speech in read_folder(files.speeches)}
    for entry in read_ways(files.ways):
        assert not entry.text or entry.text in speeches[entry.speech]


def test_passages_and_questions_without_answer_are_read(tmp_path: Path) -> None:
    file = tmp_path / "questions.toml"
    file.write_text(
        '[[passage]]\nspeech = "x"\ntext = "原文"\n[passage.asked]\ndriver = ["问一", " 问二 "]\n'
        '[[absent]]\nabout = "公车"\n[absent.asked]\nclerk = ["问三"]\n',
        encoding="utf-8",
    )
    known = read_questions(file)
    assert [(entry.question, entry.asker, entry.text) for entry in known] == [
        ("问一", "driver", "原文"),
        ("问二", "driver", "原文"),
        ("问三", "clerk", ""),
    ]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[[passage]]\nspeech = 'x'", "第 1 段没有写 text"),
        ("[[passage]]\ntext = '原文'\nanswer = 'x'", "answer"),
        ("[[passage]]\ntext = '原文'\nasked = 'x'", "asked"),
        ("[[passage]]\ntext = '原文'\n[passage.asked]\ndriver = '问'", "driver"),
        ("[[absent]]\n", "about"),
        ("[[questions]]\n", "questions"),
        ("passage = 1", "passage"),
        ("[[passage", "questions.toml"),
    ],
)
def test_bad_entry_is_named(tmp_path: Path, toml: str, words: str) -> None:
    file = tmp_path / "questions.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(OperatorError, match=words):
        read_questions(file)


def test_folder_has_a_file_for_each_speech_and_writer(tmp_path: Path) -> None:
    (tmp_path / "questions" / "2022").mkdir(parents=True)
    (tmp_path / "questions" / "not-said").mkdir()
    (tmp_path / "speeches").mkdir()
    (tmp_path / "questions" / "2022" / "driver.txt").write_text(
        "\ufeff# 备注\r\n> 车辆要封存\r\n车停哪\r\n\r\n钥匙交给谁\r\n> 原文二\r\n问\r\n", encoding="utf-8"
    )
    (tmp_path / "questions" / "not-said" / "clerk.txt").write_text("> 公车申请\n怎么派车", encoding="utf-8")
    (tmp_path / "questions.toml").write_text('[[passage]]\ntext = "旧"\n[passage.asked]\na = ["旧问法"]\n')
    assert read_known(locate(tmp_path)) == [
        KnownQuestion("车停哪", "driver", "车辆要封存", "2022"),
        KnownQuestion("钥匙交给谁", "driver", "车辆要封存", "2022"),
        KnownQuestion("问", "driver", "原文二", "2022"),
        KnownQuestion("怎么派车", "clerk", "", about="公车申请"),
        KnownQuestion("旧问法", "a", "旧"),
    ]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    known = [KnownQuestion(f"问{n}", "driver", f"原文{n // 3}", "2022") for n in range(9)]
    file = tmp_path / "2022" / "driver.txt"
    file.parent.mkdir()
    file.write_text(ways_text(known), encoding="utf-8")
    assert read_ways([file]) == known


@pytest.mark.parametrize(
    ("text", "words"), [("问法\n> 原文", "driver.txt 第 1 行"), ("> 原文\n问\n>\n问", "第 3 行")]
)
def test_bad_line_is_named(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "driver.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(OperatorError, match=words):
        read_ways([file])


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "driver.txt"
    file.write_bytes(b"> \xff\xfe")
    with pytest.raises(OperatorError, match=r"driver\.txt"):
        read_ways([file])


def test_shipped_thesaurus_names_words_the_speeches_have() -> None:
    files = locate(KNOWLEDGE)
    assert files.thesaurus
    text = "".join(speech.text for speech in read_folder(files.speeches)).replace("“", "").replace("”", "")
    for first, *_ in read_thesaurus(files.thesaurus).groups:
        assert first in text


def test_words_that_have_others_are_found_longest_first_and_lead_both_ways() -> None:
    thesaurus = Thesaurus.of([("车辆管理", "用车", "公车"), ("公务接待", "吃饭"), ("车", "车子")])
    assert thesaurus.alternatives("公车私用和吃饭") == [
        ("公车", ("车辆管理", "用车")),
        ("吃饭", ("公务接待",)),
    ]
    assert thesaurus.alternatives("车辆管理") == [("车辆管理", ("用车", "公车"))]
    assert thesaurus.alternatives("会议") == []


def test_words_in_general_are_folded_and_no_group_has_one_alone() -> None:
    common = general().common
    assert common
    for number in range(2, len(common.starts) - 2):  # behind the explanation; the last line is empty
        group = common.group(number)
        assert len(set(group)) == len(group) >= 2
        assert all(fold(word) == word and len(word) >= 2 for word in group)


def test_a_passage_is_found_by_another_word_for_the_same_and_its_own_word_counts_more() -> None:
    speech = SpeechText("1", "1.txt", "讲话", "", "", "严禁收受礼品礼金。\n收红包的一律退还。\n按时开会。")
    library = Library.build([speech], [], Thesaurus.of([("礼品礼金", "红包", "购物卡")]))
    assert library.answer("购物卡").candidates[0].passage.text.startswith(("严禁", "收红包"))
    assert library.answer("红包").candidates[0].passage.text.startswith("收红包")


@pytest.mark.parametrize("toml", ["[[group]]\nwords = ['一个']", "[[group]]\nword = ['a', 'b']", "[[grup]]\n"])
def test_bad_group_is_named(tmp_path: Path, toml: str) -> None:
    file = tmp_path / "thesaurus.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(OperatorError, match=r"thesaurus\.toml"):
        read_thesaurus(file)


def test_shipped_knowledge_answers_a_driver() -> None:
    files = locate(KNOWLEDGE)
    library = Library.build(read_folder(files.speeches), read_known(files))
    assert "最大爱护" in library.answer("管得严是为我好，这话谁讲的").candidates[0].passage.text


def test_the_same_words_in_a_later_part_win() -> None:
    early = read_asked([KnownQuestion("谁负责", "driver", "甲段"), KnownQuestion("怎么办", "driver", "乙段")])
    late = read_asked([KnownQuestion("谁负责", "editor", "丙段")])

    whole = together([early, late])

    heard = [whole.stretches[place][0] for place in whole.stretch_of.tolist() if place >= 0]
    assert sorted(heard) == ["丙段", "乙段"]


def test_what_was_read_can_be_kept_as_bytes() -> None:
    asked = read_asked(
        [KnownQuestion("谁负责", "driver", "甲段"), KnownQuestion("吃饭吗", "driver", "", about="吃饭")]
    )

    again = from_bytes(to_bytes(asked))

    assert again.stretches == asked.stretches
    assert again.postings.keys.tolist() == asked.postings.keys.tolist()
    assert again.postings.units.tolist() == asked.postings.units.tolist()


def test_words_in_general_are_found_as_a_dictionary_of_all_groups_would_find_them() -> None:
    common = general().common
    assert common
    groups_of: dict[str, list[int]] = {}
    lines = FILE.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        for word in [] if line.startswith("#") else line.split(" "):
            groups_of.setdefault(word, []).append(number)
    assert common.find([*groups_of, "没有这个词", ""]) == groups_of
    for number in (2, len(lines) - 1):
        assert common.group(number) == lines[number].split(" ")


def test_an_offices_own_words_come_behind_those_of_the_language_in_general() -> None:
    common = Common.read("# 说明\n红包 送礼\n红包 好处费\n")
    thesaurus = Thesaurus.of([("红包", "意思一下", "送礼")], common)
    assert thesaurus.alternatives("收红包") == [("红包", ("送礼", "好处费", "意思一下"))]
    assert thesaurus.alternatives("") == []


def test_questions_that_are_left_out_take_along_the_terms_that_only_they_have() -> None:
    postings = build_units(["作风建设", "建设作风", "三重一大"], ("characters",)).postings
    number_of = np.array([1, 0, -1])
    left = renumbered(postings, number_of, 2)
    of_both = build_units(["建设作风", "作风建设"], ("characters",)).postings
    assert left.keys.tolist() == of_both.keys.tolist()
    assert left.starts.tolist() == of_both.starts.tolist()
    assert left.units.tolist() == of_both.units.tolist()
