"""Where and how often words stand in the speeches: counted exactly, listed, gone through place by place."""

import re

import pytest
from office import Colleague, Office

NOT_SAID = "没有说到"


def told(chen: Colleague) -> tuple[int, int]:
    """Return how many stretches have the words, and how often they stand there, as the bot tells it."""
    if "里只有这一处" in chen.sees():
        return 1, int((re.findall(r"这一处，一共出现 (\d+) 次", chen.sees()) or ["1"])[0])
    found = re.search(r"有 (\d+) 段提到(?:，一共出现 (\d+) 次)?", chen.sees())
    assert found, chen.sees()
    return int(found[1]), int(found[2] or found[1])


def times(office: Office, words: str, *slugs: str) -> int:
    """Return how often words stand in the speeches, counted by the plainest means."""
    speeches = office.services.answers.library.speeches
    return sum(
        "".join(re.sub("[“”]", "", one.text).split(" ")).count(words)
        for one in speeches
        if not slugs or one.slug in slugs
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("所有提到‘纪律’的段落都列出来", "纪律"),
        ("所有提到纪律的段落", "纪律"),
        ("请把讲到纪律的地方都列出来", "纪律"),
        ("纪律在哪些地方提到", "纪律"),
        ("纪律在讲话里出现过多少次？", "纪律"),
        ("請問「紀律」一詞共出現幾次", "纪律"),
        ("“纪律”有几处", "纪律"),
        ("提到“三重一大”的有几处", "三重一大"),
        ("提到驻机关纪检监察组的有几处", "驻机关纪检监察组"),
        ("带‘谈话’的段落有哪些", "谈话"),
        ("哪几段说到谈话", "谈话"),
        ("哪一段说到了谈话", "谈话"),
        ("‘四个意识’出现几次", "四个意识"),
        ("讲话里有没有提到作风建设", "作风建设"),
        ("有没有“主体责任”四个字", "主体责任"),
        ("有没有提巡视", "巡视"),
        ("是否提及巡視", "巡视"),
        ("讲话提到巡视了吗", "巡视"),
        ("提没提到巡视", "巡视"),
        ("哪些地方提到四风", "四风"),
        ("永远在路上 一共出现几次", "永远在路上"),
        ("纪律几次 全部", "纪律"),
        ("担当提几回 一共", "担当"),
        ("提到‘履职’的段落", "履职"),
        ("提到履职的段落", "履职"),
        ("讲到谈话的地方", "谈话"),
    ],
)
async def test_where_words_stand_is_counted_exactly(office: Office, asked: str, words: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith(f"“{words}”在两篇讲话里")
    assert told(chen)[1] == times(office, words)
    assert NOT_SAID not in chen.sees()


async def test_a_named_year_is_counted_by_itself(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022年的讲话里提到纪律的有几处")
    assert chen.sees().startswith("“纪律”在2022年的讲话里有 ")
    assert told(chen)[1] == times(office, "纪律", "2022")
    await chen.says("那2023年呢")
    assert chen.sees().startswith("“纪律”在2023年的讲话里有 ")
    assert told(chen)[1] == times(office, "纪律", "2023")


@pytest.mark.parametrize(
    ("asked", "words", "where"),
    [
        ("原文有没有‘零容忍’三个字", "零容忍", "两篇讲话"),
        ("有没有‘一票否决’", "一票否决", "两篇讲话"),
        ("有没有酒驾两个字？", "酒驾", "两篇讲话"),
        ("所有提到“以案促改”的段落", "以案促改", "两篇讲话"),
        ("全文有几处说到“以案促改”", "以案促改", "两篇讲话"),
        ("2023年讲话里有没有“三重一大”这个词", "三重一大", "2023年的讲话"),
        ("三重一大在2023年的讲话里出现几次", "三重一大", "2023年的讲话"),
        ("一岗双责2023年提了没有", "一岗双责", "2023年的讲话"),
        ("2023年有没有提三重一大", "三重一大", "2023年的讲话"),
        ("‘作风建设永远在路上’2023也有吗", "作风建设永远在路上", "2023年的讲话"),
    ],
)
async def test_words_that_stand_nowhere_are_said_to_in_one_sentence(
    office: Office, asked: str, words: str, where: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    others = "2022年的讲话里有 1 段提到。" if where == "2023年的讲话" else ""
    assert chen.sees() == f"{where}里没有“{words}”这几个字。{others}"
    assert await office.services.inbox.cases() == []


@pytest.mark.parametrize(
    "asked",
    [
        "‘一线意识’和‘一线、二线’分别在哪里",
        "“一线意识”、“一线、二线”各出现几次",
        "「一线意识」與「一线、二线」分別在哪裡",
    ],
)
async def test_several_words_are_counted_in_one_message(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    before = len(office.world.messages(chen.private))
    await chen.says(asked)
    assert len(office.world.messages(chen.private)) == before + 2
    assert "“一线意识”在两篇讲话里有 1 段提到" in chen.sees()
    assert "“一线、二线”在两篇讲话里有 1 段提到" in chen.sees()


async def test_words_are_gone_through_place_by_place(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("所有提到纪律的段落")
    total, _ = told(chen)
    seen = []
    for number in range(1, total + 1):
        await chen.says("下一处")
        assert chen.sees().startswith(f"“纪律”第 {number} 处，共 {total} 处：")
        seen.append(re.findall(r"\d{4}-\d-\d\d", chen.sees())[-1])
    assert len(set(seen)) == total
    await chen.says("下一处")
    assert chen.sees().startswith(f"“纪律”一共 {total} 处，已经看到最后一处")
    for said, number in (
        ("上一处", total - 1),
        ("第二处", 2),
        ("第5处", 5),
        ("最后一处", total),
        ("倒数第二处", total - 1),
    ):
        await chen.says(said)
        assert chen.sees().startswith(f"“纪律”第 {number} 处"), said
        assert seen[number - 1] in chen.sees()
    await chen.says("还剩几处")
    assert "还剩 1 处" in chen.sees()
    await chen.says("一共几处")
    assert told(chen)[0] == total
    await chen.says("第99处")
    assert chen.sees().startswith(f"“纪律”一共 {total} 处")


async def test_a_list_opens_places_and_turns_pages(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("提到学习的段落有哪些")
    total, _ = told(chen)
    listed = chen.last()
    assert "下一页" in listed.buttons
    assert "1" in listed.buttons
    await chen.taps("2", listed)
    assert chen.sees().startswith(f"“学习”第 2 处，共 {total} 处：")
    await chen.says("下一处")
    assert chen.sees().startswith("“学习”第 3 处")
    await chen.taps("上一处")
    assert chen.sees().startswith("“学习”第 2 处")
    await chen.taps("下一页", listed)
    assert f"\n{total}. " in listed.text
    assert "上一页" in listed.buttons
    await chen.taps(f"全部 {total} 处")
    assert chen.sees().startswith("“学习”在两篇讲话里有")


@pytest.mark.parametrize("said", ["下一页", "下一条", "还有吗"])
async def test_other_words_go_on_in_the_list_that_stands_there(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("提到学习的段落有哪些")
    await chen.says(said)
    assert chen.sees().startswith("“学习”")


async def test_what_was_asked_before_is_counted_where_nothing_was(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("一共几处")
    assert times(office, "三重一大") == 1 or told(chen)
    assert chen.sees().startswith("“三重一大”")
    await chen.says("怎么落实主体责任")
    await chen.says("下一处")
    assert "三重一大" not in chen.sees(), "another question came since"


@pytest.mark.parametrize("said", ["下一处", "第二处", "还剩几处", "一共几处"])
async def test_places_of_nothing_are_asked_for(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees().startswith("要数哪个词")
    assert await office.services.inbox.cases() == []


async def test_other_places_are_shown_with_their_number(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么严明纪律")
    await chen.says("纪律还在哪些地方提到")
    first = re.search(r"“纪律”第 (\d+) 处，共 (\d+) 处", chen.sees())
    assert first
    await chen.says("还有哪几段讲纪律")
    second = re.search(r"“纪律”第 (\d+) 处，共 (\d+) 处", chen.sees())
    assert second
    assert first[1] != second[1]


@pytest.mark.parametrize(
    "asked", ["三重一大是什么", "哪些地方要整改", "纪律怎么说", "有没有规定公车私用", "所有干部都要讲纪律吗"]
)
async def test_a_question_of_what_is_said_is_no_count(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert "处，共" not in chen.sees()
    assert "段提到（" not in chen.sees()


async def test_in_a_group_words_are_counted_too(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("@qingfeng_bot 提到纪律的有几处", chat)
    assert chen.sees(chat).startswith("“纪律”在两篇讲话里有")
    await chen.says("@qingfeng_bot 第二处", chat)
    assert chen.sees(chat).startswith("“纪律”第 2 处")


async def test_a_count_is_forgotten_in_time(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("提到纪律的有几处")
    await office.clock.advance(office.services.settings.asking.follow_up.total_seconds() + 60)
    await chen.says("下一处")
    assert chen.sees().startswith("要数哪个词")


@pytest.mark.parametrize(
    ("asked", "leaning", "said"),
    [
        ("何謂四個意識", "二〇二三年是否亦提及", "“四个意识”在2023年的讲话里只有这一处"),
        ("何謂一崗雙責", "二〇二三年可有相同提法", "2023年的讲话里没有“一岗双责”这几个字"),
        ("监督是什么", "2023年也提到了吗", "“监督”在2023年的讲话里"),
    ],
)
async def test_whether_another_year_says_the_same(office: Office, asked: str, leaning: str, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    await chen.says(leaning)
    assert chen.sees().startswith(said)


@pytest.mark.parametrize(
    "leaning", ["其他段落有無提及", "这个词还在别处出现吗", "别处还提到吗", "还有别的地方提到吗"]
)
async def test_other_places_of_what_was_asked_last(office: Office, leaning: str) -> None:
    chen = office.colleague("陈")
    await chen.says("四个意识是什么")
    await chen.says(leaning)
    assert re.match(r"“四个意识”第 \d 处，共 2 处：|没有更多", chen.sees()), chen.sees()


async def test_the_second_time_opens_the_second_place(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("‘四个意识’出现几次")
    await chen.says("第二次在哪")
    assert chen.sees().startswith("“四个意识”第 2 处，共 2 处：")
    await chen.says("上一次")
    assert chen.sees().startswith("“四个意识”第 1 处，共 2 处：")


@pytest.mark.parametrize(
    "asked",
    [
        "不正之风容易出现在哪些地方",
        "干部作风问题出现在哪里",
        "凡是涉及三重一大的事项有哪些",
        "所有涉及领导责任的规定有哪些",
        "讲排场的有哪些",
        "“八项规定”有几条",
    ],
)
async def test_what_is_asked_of_the_meaning_is_looked_for(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert "上下文" in chen.last().buttons, chen.sees()
    assert "这几个字" not in chen.sees()
    assert "段提到" not in chen.sees()


async def test_where_words_stand_nowhere_what_the_search_is_sure_of_is_shown(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("提到三重一大是什么意思的地方有哪些")
    assert "这几个字" not in chen.sees()
    assert "三重一大" in chen.sees()


async def test_how_many_stretches_a_speech_has_is_no_count_of_words(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022年的讲话讲了什么")
    outline = chen.sees()
    await chen.says("有几段")
    assert chen.sees() == outline
    assert "全文 18 段" in outline


@pytest.mark.parametrize("asked", ["有几条", "有几段", "还有几条"])
async def test_how_many_is_counted_only_where_words_were(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    for before in ("八项规定是什么", "/quote"):
        await chen.says(before)
        await chen.says(asked)
        assert not chen.sees().startswith(("要数哪个词", "“八项规定”一共", "现有的 2 篇"))


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("2", "“纪律”第 2 处，共 7 处"),
        ("第三个", "“纪律”第 3 处，共 7 处"),
        ("第5条", "“纪律”第 5 处，共 7 处"),
        ("99", "“纪律”一共 7 处"),
        ("还剩几条", "“纪律”一共 7 处，还没有打开"),
    ],
)
async def test_a_number_opens_a_place_while_the_list_stands_there(office: Office, said: str, seen: str) -> None:
    chen = office.colleague("陈")
    await chen.says("所有提到“纪律”的段落")
    await chen.says(said)
    assert chen.sees().startswith(seen)
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert "纪律”第" not in chen.sees()
    assert "“纪律”一共" not in chen.sees()


async def test_each_speech_is_counted_where_both_are_asked_about(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("「主體責任」四字在兩篇裡各幾見")
    first, second = times(office, "主体责任", "2022"), times(office, "主体责任", "2023")
    assert f"一共出现 {first + second} 次（2022年 {first} 次，2023年 {second} 次）" in chen.sees()
    await chen.says("末處示之")
    assert "第 6 处，共 6 处" in chen.sees()


async def test_other_words_are_counted_after_some_that_stand_nowhere(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("“高悬反腐利剑”有几处")
    await chen.says("那“戒尺”呢")
    assert "“戒尺”在两篇讲话里" in chen.sees()
    await chen.says("“自我革命”2022年的讲话里有吗")
    await chen.says("那2023年呢")
    assert chen.sees().startswith("“自我革命”在2023年的讲话里有 2 段提到")


@pytest.mark.parametrize(
    "asked",
    [
        "请核对：“把纪律挺在前面”是否原文",
        "“把纪律挺在前面”这句话是原话吗",
        "我手上有一句：把纪律挺在前面。对不对",
        "「把紀律挺在前面」一字不差嗎",
        "帮我核实一下：把纪律挺在前面",
        "材料里引用“把纪律挺在前面”，引得对吗",
        "核对原文：把纪律挺在前面",
        "再核：把纪律挺在前面。",
    ],
)
async def test_verbatim_words_are_said_to_be_verbatim(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith("是原文，一字不差。“把纪律挺在前面”在两篇讲话里只有这一处")
    assert "2022-1-09" in chen.sees()


@pytest.mark.parametrize(
    ("asked", "differs", "number"),
    [
        ("“严格执行个人事项报告制度”是原文吗", "您写的少了“有关”。", "2022-2-06"),
        ("请核对“把纪律摆在前面”是否原文", "您写的“摆”原文是“挺”。", "2022-1-09"),
        ("核对：作风建设就永远在路上", "您写的多了“就”。", "2022-3-07"),
        ("核对原文：不论职务高低，每个同志无论在任何时候", "您写的“务”原文是“位”。", "2022-2-07"),
        ("“不敢腐、不能腐、不想腐”是原句吗", "意思最近的是：", "2023-3-03"),
    ],
)
async def test_what_is_not_verbatim_is_shown_what_comes_nearest(
    office: Office, asked: str, differs: str, number: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith("两篇讲话里没有这一句原话。")
    assert differs in chen.sees()
    assert number in chen.sees()
    await chen.says("哪年讲的")
    assert number[:4] in chen.sees()


async def test_an_answer_is_not_taken_for_words_that_are_quoted_wrongly(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么理解“把纪律摆在前面”")
    assert chen.sees().startswith("讲话里没有“把纪律摆在前面”这几个字，意思最近的是：")
    await chen.says("怎么理解“把纪律挺在前面”")
    assert "没有“" not in chen.sees()


@pytest.mark.parametrize(
    "asked", ["“政治纪律”都出现在哪", "讲讲“政治纪律”这回事的来龙去脉", "哪里有“政治纪律”"]
)
async def test_quoted_words_that_stand_there_are_never_denied(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert NOT_SAID not in chen.sees()
    assert "政治纪律" in chen.sees()


async def test_a_year_alone_is_asked_for_the_words_before(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("主体责任是什么")
    await chen.says("22年有没有")
    assert chen.sees().startswith("“主体责任”在2022年的讲话里有")


@pytest.mark.parametrize("asked", ["各篇分别几次", "两篇各多少次", "那每篇有几处", "各几次"])
async def test_how_often_each_speech_has_them_keeps_the_list(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("‘纪律’有几处")
    listed = chen.sees()
    await chen.says(asked)
    assert chen.sees() == listed
    await chen.says("第2处")
    assert chen.sees().startswith("“纪律”第 2 处")


@pytest.mark.parametrize(
    "asked", ["纪律几处，和问责比哪个多", "纪律和问责哪个提得多", "“纪律”几次，跟“问责”比谁多"]
)
async def test_which_of_two_stands_more_often_counts_both(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert "“纪律”在两篇讲话里有 7 段" in chen.sees()
    assert "“问责”在两篇讲话里有 3 段" in chen.sees()


async def test_how_often_something_was_done_is_not_counted_in_words(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("廉政谈话开了几次")
    assert "没有哪一段直接回答" in chen.sees()
