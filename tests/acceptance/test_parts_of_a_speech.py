"""A part of a speech: its text, its points with their number, a stretch of it, and the same of another part."""

import pytest
from office import Office

POINTS_OF_THREE = ["（一）加强党性修养", "（二）切实改进作风", "（三）严格党内政治生活"]
OF_2022, OF_2023 = "2022年讲话的要点", "2023年讲话分几部分"


@pytest.mark.parametrize(
    ("before", "said", "begins", "ends"),
    [
        (OF_2022, "第三部分展开给我", "三、突出标本兼治", "增强廉洁自律的自觉性。"),
        (OF_2022, "展开第三部分", "三、突出标本兼治", "增强廉洁自律的自觉性。"),
        (OF_2022, "第三部分原文", "三、突出标本兼治", "增强廉洁自律的自觉性。"),
        (OF_2022, "把第一部分发我", "一、担负起", "各个方面、各个环节。"),
        (OF_2022, "第二个大标题下面的原文", "二、坚持从严从实", "就要按规从严问责。"),
        (OF_2022, "第二部分的内容", "二、坚持从严从实", "就要按规从严问责。"),
        (OF_2022, "第三部分第二小点展开", "（二）切实改进作风", "坚持不懈常抓细抓。"),
        (OF_2023, "三要那部分给我看看", "三要时刻保持", "首战告捷。"),
        (OF_2023, "详细看看第四部分", "四要用好纪律", "新突破。"),
        (OF_2023, "念第二部分给我听", "二要以高度的", "对政协委员全覆盖。"),
        ("三重一大是什么", "2023年第四部分全部发我", "四要用好纪律", "新突破。"),
    ],
)
async def test_all_of_a_part_is_shown_to_its_end(
    office: Office, before: str, said: str, begins: str, ends: str
) -> None:
    chen = office.colleague("陈")
    for words in (before, said):
        await chen.says(words)
    shown = chen.sees().split("\n《在市政协机关")[0]
    assert shown.startswith(begins)
    assert shown.endswith(ends)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ([OF_2022], "第三部分下面分几小点"),
        ([OF_2022], "第三部分又分哪几点"),
        ([OF_2022], "第三部分有几个小标题"),
        ([OF_2022], "第三部分的小标题"),
        ([OF_2022], "第三大点下面有几小点"),
        ([OF_2022], "第三部分细分几条"),
        ([OF_2022, "第三部分"], "下面分几小点"),
        ([OF_2022, "第三部分"], "这部分有几点"),
        ([OF_2022, "第二部分的小标题"], "那第三部分呢"),
        (["三重一大是什么"], "第三部分下面分几点"),
        ([], "2022年第三部分分几点"),
        ([], "2022年讲话第三部分里面有哪些小点"),
    ],
)
async def test_the_points_of_a_part_are_listed_with_their_number(
    office: Office, before: list[str], said: str
) -> None:
    chen = office.colleague("陈")
    for words in (*before, said):
        await chen.says(words)
    assert "下面有 3 点" in chen.sees()
    assert chen.last().buttons == POINTS_OF_THREE
    await chen.says("第二小点")
    assert chen.sees().startswith("（二）切实改进作风。")


@pytest.mark.parametrize(
    ("before", "said", "opened"),
    [(OF_2023, "第三部分下面分几小点", "2023-3-01"), (OF_2022, "第一部分分几点", "2022-1-01")],
)
async def test_a_part_without_points_says_so_and_opens(
    office: Office, before: str, said: str, opened: str
) -> None:
    chen = office.colleague("陈")
    for words in (before, said):
        await chen.says(words)
    assert "下面没有再分小标题" in chen.sees()
    await chen.taps("看原文")
    assert opened in chen.sees()


@pytest.mark.parametrize(
    ("before", "said", "number"),
    [
        ([], "2023年第三部分最后一段", "2023-3-05"),
        ([], "2023年第四部分结尾怎么说的", "2023-4-05"),
        ([], "2023年最后一部分最后一段", "2023-4-05"),
        ([], "2023年第二部分开头那段", "2023-2-01"),
        ([], "2022年讲话第二部分倒数第二段", "2022-2-13"),
        ([], "2022年第二部分第二小点第二段", "2022-2-12"),
        ([], "2022年第二部分的最后一句", "2022-2-18"),
        ([OF_2022], "第二部分第三段", "2022-2-08"),
        ([OF_2023], "第二部分第三段", "2023-2-06"),
        (["三重一大是什么"], "第三部分第（二）点第一段", "2022-3-06"),
        (["2023年第三部分最后一段"], "那第一部分呢", "2023-1-07"),
        (["2023年第三部分最后一段", "那第一部分呢"], "第二部分呢", "2023-2-06"),
        (["2022年第二部分第三段"], "那第三部分呢", "2022-3-06"),
        (["2022年第二部分第三段"], "第一段呢", "2022-2-01"),
        (["2022年第一部分第一段", "第二部分呢"], "最后一段呢", "2022-2-17"),
        (["2022年第二部分第三段"], "全文最后一段", "2022-4-01"),
        (["2022年讲话第二部分最后一段"], "2023年的呢", "2023-2-06"),
        (["2022年第三部分最后一段"], "那2023年呢", "2023-3-05"),
        (["2022年开头那段"], "2023年的呢", "2023-0-01"),
        (["2022年第14段"], "2023年的呢", "2023-3-01"),
        (["年轻干部怎么说"], "结尾怎么说的", "2023-5-01"),
        (["三重一大是什么"], "全文第十段", "2022-2-17"),
    ],
)
async def test_a_stretch_is_of_the_speech_and_part_that_are_meant(
    office: Office, before: list[str], said: str, number: str
) -> None:
    chen = office.colleague("陈")
    for words in (*before, said):
        await chen.says(words)
    assert f"· {number}" in chen.sees()


async def test_where_no_speech_stands_there_one_is_chosen_for_that_very_stretch(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("第二部分第三段")
    assert chen.sees() == "哪一次讲话的？"
    await chen.taps("2023年讲话")
    assert "2023-2-06" in chen.sees()


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("2023年第九部分第一段", "2023年讲话没有这一部分"),
        ("2023年第三部分第九段", "这一部分没有那么多，一共 3 段"),
    ],
)
async def test_a_part_that_is_not_there_is_not_made_up(office: Office, said: str, sees: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert sees in chen.sees()
    assert "2023-" not in chen.sees()


@pytest.mark.parametrize("said", ["第三部分怎么加强党性修养", "这个问题怎么解决", "两个方面的内容是什么"])
async def test_a_question_is_no_part(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    for words in (OF_2022, said):
        await chen.says(words)
    assert "这一部分" not in chen.sees()


async def test_what_was_wanted_of_a_part_is_forgotten_with_the_rest(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022年第二部分第三段")
    parts = office.services.questions.parts
    assert [one.user_id for one in parts.last] == [chen.person.id]
    parts.forget(chen.person.id)
    assert not parts.last
