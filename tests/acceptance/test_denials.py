"""What the bot may say where nothing answers: never that the speeches are silent of what they mention."""

import pytest
from office import Office

from knowledge.language.writing.normalize import fold
from knowledge.search.exact.mentions import mentions

NOT_SAID = "没有说到"
IN_VAIN = "没有哪一段直接回答这个问题"


@pytest.mark.parametrize(
    "asked", ["四风是哪四个", "请问一下四风是哪四个", "sifeng shi sha", "搞么子四风", "四風是哪四個"]
)
async def test_what_is_mentioned_is_offered_and_never_denied(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith(f"{IN_VAIN}。“四风”在两篇讲话里有 2 段提到")
    assert "《" not in chen.sees(), "no passage is shown as an answer"
    said = chen.last()
    await chen.taps("提到“四风”的 2 处")
    assert "1. 2022年第 14 段" in chen.sees()
    assert IN_VAIN in said.text, "what was said stays"
    await chen.says("最后一处是第几段")
    assert "“四风”第 2 处，共 2 处" in chen.sees()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("委员履职方面呢", "履职"),  # a word that is two the speeches have
        ("教育培训怎么安排的", "培训"),
        ("司机要不要签责任数", "责任书"),  # mistyped, and the speeches have what sounds so
        ("谁来签责任树", "责任书"),
    ],
)
async def test_what_is_mentioned_in_part_or_spelled_otherwise_is_not_denied(
    office: Office, asked: str, words: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert f"“{words}”在两篇讲话里有" in chen.sees()


async def test_one_place_opens_at_once(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("廉政谈话每人每年至少几次")
    await chen.taps("提到“廉政谈话”的那一段")
    assert "廉政谈话" in chen.sees()
    assert "· 2022年" in chen.sees()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("我在写一份对照检查材料，需要理想信念方面的论述", "理想信念"),
        ("把讲担当作为的话都列出来", "担当"),
        ("把关于担当的都汇总给我", "担当"),
    ],
)
async def test_who_wants_places_gets_them_at_once_and_nothing_waits(
    run_office: Office, asked: str, words: str
) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says(asked)
    assert chen.sees().startswith(f"“{words}”在两篇讲话里有")
    await wu.says("/inbox")
    assert "是空的" in wu.sees()


async def test_a_question_that_is_only_mentioned_still_waits_for_an_editor(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("四风是哪四个")
    assert "负责内容的同事会看到" in chen.sees()
    assert "问同事" in chen.last().buttons
    await wu.says("/inbox")
    assert "四风是哪四个" in wu.sees()


@pytest.mark.parametrize("asked", ["食堂几点开饭", "差旅费怎么报销", "年终奖什么时候发"])
async def test_what_stands_nowhere_is_denied_plainly(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert NOT_SAID in chen.sees()
    assert "段提到" not in chen.sees()


async def test_a_year_narrows_where_it_is_looked_for(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2023年那篇四风是哪四个")
    assert chen.sees().startswith(f"{IN_VAIN}。“四风”在2023年的讲话里有 1 段提到")


async def test_of_several_speeches_none_is_said_to_be_silent_of_what_it_mentions(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("两次讲话都怎么说四风是哪四个")
    assert NOT_SAID not in chen.sees()
    assert "“四风”在2022年的讲话里有 1 段提到" in chen.sees()
    await chen.taps("提到“四风”的那一段")
    assert "坚决防止“四风”问题" in chen.sees()


async def test_a_group_gets_one_line_and_the_button(office: Office) -> None:
    chen = office.colleague("陈")
    group = await office.group("机关群", chen)
    await chen.says("@qingfeng_bot 请问一下四风是哪四个", group)
    answer = chen.answers(group)[-1]
    assert "“四风”在两篇讲话里有 2 段提到" in answer.text
    assert "\n" not in answer.text
    assert answer.buttons[0] == "提到“四风”的 2 处"


async def test_after_a_denial_one_may_go_on(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("搞么子四风")
    await chen.says("还有别的说法没")
    assert chen.sees().startswith("“四风”在两篇讲话里有 2 段提到")
    await chen.says("搞么子四风")
    await chen.says("换2023年的")
    assert chen.sees().startswith("“四风”在2023年的讲话里只有这一处")


@pytest.mark.parametrize("said", ["看看", "看一下", "那就打开看看", "好的", "嗯", "发过来吧", "给我看原文"])
async def test_who_wants_to_look_is_shown_what_is_offered(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("四风是哪四个")
    await chen.says(said)
    assert chen.sees().startswith("“四风”在两篇讲话里有 2 段提到（2022年 1 次，2023年 1 次）。")


async def test_more_is_looked_for_in_all_speeches_where_one_has_none(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("责任书一式几份")
    await chen.says("换2023年的")
    assert chen.sees().startswith("2023年的讲话里没有“责任书”这几个字")
    await chen.says("还有吗")
    assert chen.sees().startswith("“责任书”在两篇讲话里有 3 段提到")


@pytest.mark.parametrize("said", ["有没有更短的", "还有别的说法没", "短点行不"])
async def test_what_leans_on_an_answer_is_no_question_after_a_denial(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("食堂几点开饭")
    await chen.says(said)
    assert chen.sees().startswith("刚才那个问题没有找到能回答的原文")


async def test_both_sources_are_told(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("一岗双责是什么")
    await chen.says("四种形态是什么")
    for said in ("这两段分别是哪年讲的", "这两句分别出自哪里"):
        await chen.says(said)
        assert "2022-1-06" in chen.sees()
        assert "2022-3-19" in chen.sees()


async def test_what_only_announces_a_term_does_not_say_what_it_is(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("党风廉政建设到底指什么呀")
    assert "再提几点要求" not in chen.sees()
    assert "没有完全对上的原文" in chen.sees()


async def test_words_that_differ_by_signs_only_are_told_so(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("忠诚干净担当 这六个字连着出现过吗")
    assert chen.sees().startswith("两篇讲话里没有“忠诚干净担当”这几个字。您写的少了“、”。")
    assert "忠诚、干净、担当" in chen.sees()


@pytest.mark.parametrize(
    "said", ["不对，我要的是带‘请销假’三个字的原话", "我要含“请销假”的原文", "带有“请销假”的那句话"]
)
async def test_words_in_quotation_marks_are_looked_for_as_they_are(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("请销假有什么规定")
    await chen.says(said)
    assert chen.sees().startswith("“请销假”在两篇讲话里只有这一处")


async def test_a_list_goes_on_in_the_speech_that_is_named(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("“从严”有几处")
    await chen.says("2023年那篇里列出来")
    assert chen.sees().startswith("“从严”在2023年的讲话里有 7 段提到")
    await chen.says("最后一处是第几段")
    assert "“从严”第 7 处，共 7 处" in chen.sees()


async def test_how_many_parts_is_asked_of_the_speech_that_was_shown(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2023年讲话怎么说作风")
    await chen.says("里面一共讲了几个方面")
    assert "（2023年），讲话里的标题（4 个部分" in chen.sees()


async def test_no_heading_of_the_speeches_is_ever_denied(office: Office) -> None:
    chen, library = office.colleague("陈"), office.services.answers.library
    for slug in library.names.slugs:
        for _, _, heading in library.headings(slug):
            words = [word for word in library.thesaurus.known(fold(heading)) if len(word) > 1]
            rarest = min(words, key=lambda word: len(mentions(library, word, library.names.slugs).places))
            await chen.says(f"请问一下{rarest}是哪四个")
            assert NOT_SAID not in chen.sees(), (rarest, chen.sees())
