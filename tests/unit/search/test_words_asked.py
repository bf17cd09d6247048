"""Whether a sentence asks where words stand, and which: each wording with its kin."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.models import SpeechText
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.place_turns import PlaceTurn, Turn, place_turn
from knowledge.language.writing.number_ranges import number_range
from knowledge.reading.folder import locate, read_folder
from knowledge.search.exact.checking import words_to_check
from knowledge.search.exact.mentions import _read, mentions, stands
from knowledge.search.exact.words_around import only_lists
from knowledge.search.exact.words_asked import WordsAsked, words_asked
from knowledge.search.library import Library
from knowledge.search.of_speeches.asked_of import asked_of

SPEECHES = read_folder(locate(Path(__file__).resolve().parents[3] / "knowledge").speeches)
LIBRARY = Library.build(SPEECHES)


def is_of_a_whole(text: str) -> object:
    return asked_of(text, LIBRARY.names, 2026)


def asked(text: str) -> tuple[str, ...]:
    """Return the words of which `text` asks where they stand; nothing: it asks something else."""
    found = words_asked(text, LIBRARY.names, 2026)
    if found is None:
        return ()
    slugs = found.slugs or LIBRARY.names.slugs
    words = found.words(lambda one: stands(LIBRARY, one, slugs))
    return words if found.strict or all(stands(LIBRARY, one, slugs) for one in words) else ()


@pytest.mark.parametrize(
    "text",
    [
        "所有提到纪律的段落",
        "把纪律两个字的出处都列出来",
        "纪律这个词在哪些地方",
        "请把纪律的出处全部列出来",
        "列出纪律二字的所有出处",
        "纪律的所有出处",
        "全部讲到纪律的地方列出来",
        "凡是带纪律的都找出来",
        "提到纪律的有哪些段落",
        "讲纪律的段落有几处",
        "找出含有纪律的句子",
        "纪律在哪几段提到过",
        "纪律还在哪些地方出现",
        "纪律一共提到几次",
        "纪律出现在哪里",
        "有几处提到纪律",
        "哪些地方说到纪律",
        "哪篇讲话提到纪律",
        "有没有提到纪律",
        "纪律有没有提到",
        "有没有“纪律”两个字",
        "原文里出现过“纪律”吗",
        "“纪律”在哪里",
        "提到纪律了吗",
        "紀律在哪些地方提到",
        "「紀律」出自何處",
        "“纪律”这两个字两篇各几次",
        "「紀律」二字凡幾見",
        "纪律在两篇里出现几处",
        "請列示“纪律”出現的全部段落",
        "煩請將「紀律」相關之語悉數列出",
        "各位同志：请予检索“纪律”一语，并注明篇目、年份、段次。",
        "纪律在讲话中出现频次是多少",
        "两篇里都提到“纪律”没有",
        "那“纪律”呢",
    ],
)
def test_where_words_stand_is_asked(text: str) -> None:
    assert asked(text) == ("纪律",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("纪律和监督各出现几次", ("纪律", "监督")),
        ("所有提到“纪律”、“监督”的段落", ("纪律", "监督")),
        ("提到党风廉政建设和作风建设的有几处", ("党风廉政建设和作风建设",)),
        ("有没有“一线、二线”这个说法", ("一线、二线",)),
    ],
)
def test_several_words_are_told_from_one_with_and_in_it(text: str, words: tuple[str, ...]) -> None:
    assert asked(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        *((f"{begin}讲政治{end}", "讲政治") for begin in ("有没有", "") for end in ("三个字", "这个词")),
        ("有没有讲规矩三个字", "讲规矩"),  # so many characters, whether it stands there or not
        ("有没有提拔两个字", "提拔"),
        ("有没有讲纪律两个字", "纪律"),
        ("有没有讲到纪律这个词", "纪律"),
        ("有没有纪律这个词", "纪律"),
    ],
)
def test_a_verb_is_of_the_words_where_their_number_says_so(text: str, words: str) -> None:
    assert asked(text) == (words,)


MEANT = [
    f"{begin}{end}"
    for begin, ends in (
        ("四风问题主要", ("出现在哪里", "出现在哪些地方")),
        ("不正之风容易", ("出现在哪里", "出现在哪些地方")),
        ("凡是涉及", ("三重一大的事项有哪些", "领导责任的规定有哪些")),
        ("所有提到", ("三重一大的事项有哪些", "领导责任的规定有哪些")),
        ("涉及", ("三重一大的事项有哪些", "领导责任的规定有哪些")),
        ("", ("带病提拔的有哪些", "讲排场的有哪些", "说假话的有哪些", "提要求的有哪些", "讲政治的有哪些")),
    )
    for end in ends
]


@pytest.mark.parametrize("text", [*MEANT, "“八项规定”有几条", "“八项规定”有哪几条"])
def test_what_is_asked_of_the_meaning_is_no_search_for_words(text: str) -> None:
    assert asked(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "“以案促改”出现在哪里",
        "带“以案促改”的有哪些",
        "所有提到以案促改的段落有哪些",
        "讲到以案促改的地方都列出来",
    ],
)
def test_words_that_stand_nowhere_are_asked_for_all_the_same(text: str) -> None:
    assert asked(text) == ("以案促改",)


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("有几处", PlaceTurn(Turn.COUNT)),
        ("一共有几处", PlaceTurn(Turn.COUNT)),
        ("还有几处", PlaceTurn(Turn.LEFT)),
        ("还剩下几处没看", PlaceTurn(Turn.LEFT)),
        ("没看的有几处", PlaceTurn(Turn.LEFT)),
        ("还有几条", PlaceTurn(Turn.LEFT, bare=True)),
        ("剩几段", PlaceTurn(Turn.LEFT, bare=True)),
        ("有几段", None),
        ("有几条", None),
        ("2", PlaceTurn(Turn.OPEN, 2, bare=True)),
        ("二", PlaceTurn(Turn.OPEN, 2, bare=True)),
        ("第三个", PlaceTurn(Turn.OPEN, 3, bare=True)),
        ("看第5条", PlaceTurn(Turn.OPEN, 5, bare=True)),
        ("0", None),
        ("第三点", None),
        ("2023", None),
    ],
)
def test_what_goes_on_in_a_list_is_told_from_what_may_mean_more(text: str, turn: PlaceTurn | None) -> None:
    assert place_turn(text) == turn


@pytest.mark.parametrize(
    "text",
    [
        "三重一大是什么",
        "“三重一大”和“一岗双责”分别是什么",
        "有没有“三重一大”的规定",
        "哪些地方要整改",
        "哪里可以举报",
        "所有干部都要讲纪律吗",
        "廉政谈话有几次",
        "一年要谈几次话",
        "出现问题找哪个部门",
        "提到纪律，领导怎么说",
        "有几个要求",
        "还有哪些讲话",
        "哪句提到要拿别人的教训当镜子",
        "怎么改进作风",
    ],
)
def test_a_question_of_what_is_said_is_none(text: str) -> None:
    assert asked(text) == ()


IN_MARKS = "\ue010"  # stands for the first words in quotation marks


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *(
            (text, WordsAsked(IN_MARKS, ("夜宵",)))
            for text in (
                "那“夜宵”呢",
                "带“夜宵”的都找出来",
                "“夜宵”在哪里",
                "有“夜宵”吗",
                "带有“夜宵”的原话",
                "“夜宵”有没有",
            )
        ),
        *(
            (text, WordsAsked("夜宵"))
            for text in (
                *("所有提到夜宵的段落", "所有提到夜宵的列出来", "提到夜宵的段落有哪些", "找出提到夜宵的段落"),
                *("夜宵在哪些地方提到", "夜宵被提到几次", "夜宵的所有出处列出来", "夜宵的全部出处"),
            )
        ),
        *(
            (text, WordsAsked("夜宵", strict=False))
            for text in (
                *(
                    "凡是涉及夜宵的有哪些",
                    "提到夜宵的有哪些",
                    "夜宵在哪里提到",
                    "夜宵出现在哪里",
                    "有没有提到夜宵",
                ),
                *("提没提到夜宵", "夜宵有没有提到", "夜宵提到了吗", "夜宵有没有", "夜宵有吗", "哪里提到夜宵"),
                *("都提到夜宵吗", "夜宵有几处"),
            )
        ),
        *(
            (text, WordsAsked("夜宵", letters=True))
            for text in ("夜宵这个词在哪些地方", "有没有夜宵两个字", "夜宵两个字有没有提到")
        ),
        ("2023年是否亦提及", WordsAsked("", strict=False, slugs=("2023",))),
        ("2021年有没有提到夜宵", WordsAsked("夜宵", strict=False, years=("2021",))),
        ("除了这段还有哪里提到夜宵", WordsAsked("夜宵", strict=False, elsewhere=True)),
    ],
)
def test_each_build_says_whether_nothing_but_the_words_is_asked_for(text: str, read: WordsAsked) -> None:
    assert words_asked(text, LIBRARY.names, 2026) == read


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (WordsAsked("他们怎么做", strict=False), ()),  # asks itself, so it is no word
        (WordsAsked("他们怎么做"), ()),
        (WordsAsked("自我革命"), ("自我革命",)),
        (WordsAsked("夜宵"), ("夜宵",)),
        (WordsAsked("夜宵", strict=False), ("夜宵",)),
        (WordsAsked("怎么抓纪律"), ("怎么抓纪律",)),  # it stands there
        (WordsAsked("怎么抓纪律", strict=False), ()),
        (WordsAsked("请问纪律的内容"), ("纪律",)),
        (WordsAsked("纪律的问题"), ("纪律",)),
        (WordsAsked("纪律和监督"), ("纪律", "监督")),
        (WordsAsked("纪律和夜宵"), ("纪律和夜宵",)),
        (WordsAsked("纪律和抓"), ("纪律和抓",)),  # a character is no word
        (WordsAsked("纪律和监督和作风和学习"), ("纪律", "监督", "作风", "学习")),
        (WordsAsked("纪律和监督和作风和学习和责任"), ("纪律和监督和作风和学习和责任",)),
        (WordsAsked("律"), ()),
        (WordsAsked("夜" * 14), ("夜" * 14,)),
        (WordsAsked("夜" * 15), ()),
        (WordsAsked("抓纪律", longer="怎么抓纪律"), ("怎么抓纪律",)),
        (WordsAsked("纪律", longer="讲夜宵"), ("纪律",)),
        (WordsAsked("x", ("夜宵", "纪律")), ("夜宵", "纪律")),
    ],
)
def test_which_words_are_asked_about_is_settled_by_what_stands_there(
    read: WordsAsked, words: tuple[str, ...]
) -> None:
    there = {"抓", "纪律", "监督", "作风", "学习", "责任", "怎么抓纪律"}
    assert read.words(there.__contains__) == words


@pytest.mark.parametrize("words", ["纪律", "三重一大", "一线、二线", "学习", "的"])
def test_every_place_has_the_words_and_none_is_left_out(words: str) -> None:
    found = mentions(LIBRARY, words, LIBRARY.names.slugs)
    plain = {one.slug: "".join(sign for sign in one.text if sign not in "“” ") for one in SPEECHES}
    assert found.times == sum(text.count(words) for text in plain.values())
    for place in found.places:
        text = place.stretch.passage.text
        assert all(text[start:end].replace("”", "").replace("“", "") == words for start, end in place.marks)
        assert LIBRARY.nth_stretch(place.stretch.passage.slug, place.stretch.place) == place.stretch


def test_each_of_many_speeches_is_folded_once_and_forgotten_with_it() -> None:
    many = [SpeechText(f"s{n}", f"s{n}.txt", f"讲话{n}", "2022年", "", f"纪律要严{n}。") for n in range(40)]
    library = Library.build(many)
    slugs = library.names.slugs
    first = {slug: _read(library.segmented(slug)) for slug in slugs}
    assert len(mentions(library, "纪律", slugs).places) == 40
    assert all(_read(library.segmented(slug)) is first[slug] for slug in slugs)
    fewer = Library.build(many[1:], previous=library)
    assert all(_read(fewer.segmented(one.slug)) is first[one.slug] for one in many[1:])


@pytest.mark.parametrize("words", ["紀律", "ＪＩＬＵ", "三重壹大", "", "“”"])
def test_words_are_folded_as_the_search_folds_them(words: str) -> None:
    found = mentions(LIBRARY, words, LIBRARY.names.slugs)
    assert bool(found.places) is (words in {"紀律", "三重壹大"})


@pytest.mark.parametrize(
    ("read", "most", "word", "before", "behind"),
    [
        *((place_turn, 20, word, "", "x") for word in ("再看", "一共", "还有", "到", "提到")),
        *((asked, 80, word, "", "x") for word in ("没有", "还都", "请查", "提到", "出现过", "有没有", "是否")),
        *((asked, 80, word, "有“纪律”", "x") for word in ("字样", "没有", "这个", "的")),
        *((asked, 80, word, "纪律", "哪里提到x") for word in ("还都", "一共", "和")),
        *((number_range, 50, word, "", "2022-3-1到x") for word in ("看一下", "看看", "请给我")),
        *((number_range, 50, word, "2022-3-1到5", "x") for word in ("看看", "看一下", "什么")),
        *((is_of_a_whole, 200, word, "2023年讲话", "x") for word in ("一共", "主要内容", "讲了什么")),
        *((follow_up, 200, word, "", "x") for word in ("是在", "第几段")),
        *(
            (words_to_check, 500, word, before, "x")
            for word in ("核对", "。", "是", ":")
            for before in ("", "核对:")
        ),
    ],
)
def test_a_word_said_over_and_over_is_read_at_once(
    read: Callable[[str], object], most: int, word: str, before: str, behind: str
) -> None:
    text = before + word * ((most - len(before) - len(behind)) // len(word)) + behind
    read(text)


@pytest.mark.parametrize(
    ("said", "only"),
    [
        ("列出来", True),
        ("都列出来", True),
        ("", True),
        ("律列出来", False),
        ("列出来律", False),
        ("纪律", False),
    ],
)
def test_a_sentence_may_only_want_places_listed(said: str, *, only: bool) -> None:
    assert only_lists(said) is only
