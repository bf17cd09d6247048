"""The thread of a conversation: what 它 is, the first question, what was shown before, the next section."""

import pytest
from office import Office


async def shown(office: Office, *said: str) -> str:
    """Return what a colleague sees after these messages, one after the other."""
    chen = office.colleague("陈")
    for words in said:
        await chen.says(words)
    return chen.sees()


@pytest.mark.parametrize(
    ("asked", "leaning"),
    [
        ("四种形态是哪四种", "它在讲话里怎么说的"),
        ("四种形态", "那它有什么要求"),
        ("廉洁文化", "为什么要搞这个"),
        ("三重一大", "这项制度谁来管"),
        ("一岗双责", "怎么落实它"),
    ],
)
async def test_it_is_what_was_asked_about(office: Office, asked: str, leaning: str) -> None:
    first = next(line for line in (await shown(office, asked)).splitlines() if line.startswith("《"))
    assert first in await shown(office, asked, leaning)


async def test_this_with_a_noun_of_its_own_is_no_pronoun(office: Office) -> None:
    assert "三重一大" not in await shown(office, "三重一大", "这个单位有食堂吗")


@pytest.mark.parametrize("said", ["那收礼呢", "收礼呢", "送礼的呢", "那吃喝呢", "发票呢", "那么手机呢"])
async def test_another_matter_is_asked_of_the_speeches(office: Office, said: str) -> None:
    assert not (await shown(office, "一岗双责是什么", said)).startswith("我没听准")


async def test_the_same_passage_again_is_said_to_be_the_same(office: Office) -> None:
    assert (await shown(office, "公务接待", "饭局能不能去")).startswith("还是刚才那一段：")
    assert not (await shown(office, "公务接待", "公务接待？")).startswith("还是")
    assert not (await shown(office, "公务接待", "三重一大")).startswith("还是")


async def test_a_group_that_was_given_choices_has_not_seen_the_passage(office: Office) -> None:
    chen = office.colleague("陈")
    group = await office.group("工作群", chen)
    for asked in ("出差", "招待", "公务接待"):
        await chen.says(f"/ask {asked}", group)
    offered, first, again = (message.text for message in chen.answers(group)[-3:])
    assert offered.startswith("没有完全对上的原文。也许是这几处")
    assert first.startswith("对机关请销假、公务外出、公务接待")
    assert again.startswith("还是刚才那一段：")


async def test_the_same_closest_passage_again_is_said_to_be_the_same(office: Office) -> None:
    said = await shown(office, "公车能拉家人不", "开公车去吃酒席行吗")
    assert said.startswith("没有完全对上的原文，最接近的还是刚才那一段：")


async def test_more_of_the_same_says_when_it_is_no_longer_the_same(office: Office) -> None:
    assert (await shown(office, "讲讲对年轻干部的要求", "还有吗")).startswith("别处没有“年轻干部”这几个字")


@pytest.mark.parametrize(
    "back", ["第一个问的啥来着", "請改回第一個問題", "我最开始问的是什么", "回到第一个问题"]
)
async def test_the_first_question_is_known_by_its_answer(office: Office, back: str) -> None:
    said = await shown(office, "公务接待", "三重一大", "下一段", back)
    assert "公务接待" in said
    assert said.startswith("您问的是上面引用的那一条")
    asked = next(one for one in office.world.messages(office.colleague("陈").private) if one.text == "公务接待")
    assert office.colleague("陈").last().reply_to == asked


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "我刚才问的什么",
            "我上回问的啥来着",
            "刚才我问了什么",
            "我上一个问题是什么",
            "忘了刚问啥了",
            "我问到哪了",
        ),
        *(
            "你还记得我刚才问什么吗",
            "我那个问题是啥来着",
            "我前面问的哪个问题",
            "想不起来我刚问的啥",
            "我問到哪裡了",
        ),
    ],
)
async def test_who_asks_what_they_asked_is_shown_their_own_message(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    question = await chen.says("一岗双责呢")
    await chen.says(asked)
    assert "“一岗双责”" in chen.sees()
    assert chen.last().reply_to == question
    question = await chen.says("食堂几点开饭")
    await chen.says(asked)
    assert chen.sees().startswith("刚才那个问题没有找到")
    assert chen.last().reply_to == question


@pytest.mark.parametrize("said", ["问责的是什么", "发现问题怎么办", "最近查处了哪些问题", "前一次会议讲了什么"])
async def test_other_questions_have_a_word_of_their_own(office: Office, said: str) -> None:
    await office.colleague("陈").says("三重一大是什么")
    question = await office.colleague("陈").says(said)
    assert office.colleague("陈").last().reply_to in (None, question)


async def test_the_question_before_is_known_by_its_answer(office: Office) -> None:
    assert "“三重一大”" in await shown(office, "三重一大", "四种形态", "下一段", "上一个问题再说下")
    assert "没有给您看过别的段落" in await shown(office, "第九个问的是什么")


async def test_what_was_asked_in_vain_has_no_answer_to_go_back_to(office: Office) -> None:
    assert "没有找到能回答的原文" in await shown(office, "食堂几点开饭", "三重一大", "第一个问的啥来着")


@pytest.mark.parametrize(
    "back", ["把三重一大那段找回来", "回到三重一大那里", "刚才三重一大那段", "再把三重一大那段发一遍"]
)
async def test_what_was_shown_is_found_again_by_its_words(office: Office, back: str) -> None:
    assert "2022-2-06" in await shown(office, "三重一大", "四种形态", "下一段", back)


async def test_what_was_never_shown_is_looked_for(office: Office) -> None:
    assert "“三重一大”" in await shown(office, "四种形态", "回到三重一大那段")


async def test_the_next_section_is_no_next_stretch(office: Office) -> None:
    first = await shown(office, "2022-2-02", "其後一節")
    assert first.startswith("（二）强化责任担当。")
    assert (await shown(office, "上一节")).startswith("（一）强化纪律规矩。")
    assert (await shown(office, "下一个标题")).startswith("（二）强化责任担当。")
    assert "结尾" in await shown(office, "2023-4-05", "下一部分")


async def test_headings_are_counted_in_the_speech_that_is_read(office: Office) -> None:
    assert (await shown(office, "2023-0-07", "第四个标题")).startswith("四要用好纪律这把“戒尺”")
    assert (await shown(office, "2022-0-02", "第四个标题")).startswith("（二）强化责任担当。")
    assert "没有这一点" in await shown(office, "第四十个标题")


async def test_several_stretches_are_gone_on_and_back(office: Office) -> None:
    there = await shown(office, "2023-3-03")
    assert await shown(office, "往前翻两段", "往后翻2段") == there
    assert "第 1 段" in await shown(office, "往前翻三十段")


async def test_another_point_of_the_same_list_is_meant(office: Office) -> None:
    assert (await shown(office, "2022-1-02", "第二点", "第三点")).startswith("三、突出标本兼治")
    assert (await shown(office, "刚才第一点再说一遍")).startswith("一、担负起")
    assert (await shown(office, "2022-1-02", "第二部分", "第三点")).startswith("（三）强化监督问责")


async def test_what_is_wanted_of_a_passage_named_by_its_number(office: Office) -> None:
    assert "2023-4-01" in await shown(office, "2023-4-03 的上一段")
    assert (await shown(office, "2022-2-06的出处")).startswith("上面那段出自：")
    assert "三重一大" in (await shown(office, "2022-2-06上下文"))
    assert "2022-2-08" in await shown(office, "看2022-2-06这段的下一段")


@pytest.mark.parametrize(
    "said",
    [
        "欲通讀二〇二二年之講話",
        "我要通读2022年那篇",
        "念完了，2022那篇也读一下",
        "回到2022",
        "2022年的再念一遍",
    ],
)
async def test_a_speech_that_is_to_be_read_opens(office: Office, said: str) -> None:
    assert "· 2022-0-01 ·" in await shown(office, "从头读2023年的讲话", said)
    assert "2022年" in (await shown(office, "下一页"))


async def test_the_next_point_is_no_hour(office: Office) -> None:
    assert (await shown(office, "2023-0-07", "第三点", "下一点")).startswith("四要用好纪律")
    assert (await shown(office, "上一点")).startswith("三要时刻保持")


@pytest.mark.parametrize(
    "said",
    [
        "你这段是原文吗，有没有改动",
        "这是原文一字不差吗",
        "你会不会编",
        "是你编的吗",
    ],
)
async def test_who_asks_whether_it_is_the_original_is_told(office: Office, said: str) -> None:
    assert "一字不改" in await shown(office, "三重一大", said)


async def test_who_asks_what_the_stars_stand_for_is_told_that_they_are_the_speeches_own(office: Office) -> None:
    for said in ("那几个星号代表谁", "里面的***是什么意思"):
        assert "照原样给" in await shown(office, "三重一大", said), said


@pytest.mark.parametrize(
    "said", ["收藏一下", "把这段发到群里", "引用格式怎么写", "此條甚好，可否轉發", "这一页做成图片给我"]
)
async def test_who_wants_to_hand_it_on_is_told_how(office: Office, said: str) -> None:
    assert "长按那条消息" in await shown(office, "三重一大", said)


@pytest.mark.parametrize(
    "said", ["全文哪里提到驻机关纪检监察组", "哪几处提到纪检监察组", "所有提到纪检监察组的段落"]
)
async def test_who_looks_for_words_reports_nothing(office: Office, said: str) -> None:
    assert "2 段提到" in await shown(office, said)


async def test_the_contents_are_of_the_speech_one_reads(office: Office) -> None:
    of_2022 = "作风建设会议上的讲话》2022年\n共"
    assert of_2022 in await shown(office, "2022-2-06", "下一段", "目录")
    assert of_2022 in await shown(office, "2022-2-06", "给我这篇的目录")
    assert "这 2 篇讲话" in await shown(office, "2022-2-06", "目录")
    assert "这 2 篇讲话" in await shown(office, "下一段", "讲话目录")


async def test_up_and_down_are_told_apart(office: Office) -> None:
    there = await shown(office, "2023-3-03", "上一段")
    assert there == await shown(office, "2023-3-03", "往上一段")
    assert await shown(office, "2023-3-03", "下一段") == await shown(office, "2023-3-03", "往下一段")


async def test_whether_it_is_of_that_year_is_answered(office: Office) -> None:
    for said in ("这段是2022年的吧", "这话是去年讲的吧", "这个是二〇二二年讲的吧"):
        assert (await shown(office, "三重一大", said)).startswith("上面那段出自")


async def test_words_that_stand_nowhere_are_said_to(office: Office) -> None:
    unsaid = "讲话里没有“{}”这几个字，意思最近的是："
    assert (await shown(office, "批评与自我批评有吗")).startswith(unsaid.format("批评与自我批评"))
    assert (await shown(office, "有没有讲到一把手")).startswith(unsaid.format("一把手"))
    assert "2023年的讲话里没有“责任书”这几个字" in await shown(office, "责任书2023有吗")
    assert "2023年的讲话里没有“三重一大”这几个字" in await shown(office, "三重一大", "另一篇有没有")
    assert (await shown(office, "责任书", "换2023的")).startswith("2023年的讲话里没有“责任书”这几个字")


async def test_more_means_what_stands_there(office: Office) -> None:
    assert (await shown(office, "再给一条")).startswith("廉语")
    assert not (await shown(office, "四个意识", "再给一条")).startswith("廉语")


async def test_who_reads_and_asks_between_finds_the_page_again(office: Office) -> None:
    page = await shown(office, "从头读2023年的讲话", "下一页", "下一页")
    assert await shown(office, "三重一大", "接着刚才读的地方往下读") == page
    assert await shown(office, "回到剛才讀到的地方") == page
    assert "· 3/" in await shown(office, "从第三页开始")


@pytest.mark.parametrize("typed", ["gongche siyong", "gong che si yong", "gongchesiyong zenme chuli"])
async def test_a_common_word_in_pinyin_is_that_word(office: Office, typed: str) -> None:
    assert "2022-3-15" in await shown(office, typed)


async def test_what_is_not_to_be_deleted_yet_is_not_deleted(office: Office) -> None:
    assert "不做了" in await shown(office, "忘记我", "先别删")


@pytest.mark.parametrize("said", ["全部列出", "你有没有漏掉", "都给我", "把刚才的都发一遍", "列出来"])
async def test_all_that_has_the_words_is_listed(office: Office, said: str) -> None:
    assert "有 7 段提到" in await shown(office, "纪律", said)


async def test_the_speeches_are_counted_as_they_are_listed(office: Office) -> None:
    assert "· 2022年 ·" in await shown(office, "主体责任", "第二篇详细点")
    assert "· 2023年 ·" in await shown(office, "主体责任", "第一篇的呢")
    assert "在2022年的讲话里只有这一处" in await shown(office, "有几篇讲话里提到八项规定", "第二篇的呢")


async def test_what_speaks_of_both_is_shown_to_who_compares(office: Office) -> None:
    assert "不是“一线”" in await shown(office, "政协和一线有什么关系")
    assert (await shown(office, "2022和2023比有什么变化")).startswith("我不作比较。")


@pytest.mark.parametrize(("minutes", "first"), [(119, "三重一大"), (121, "八项规定")])
async def test_the_first_question_is_the_first_since_a_pause_of_two_hours(
    office: Office, minutes: int, first: str
) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await office.clock.advance(minutes * 60)
    await chen.says("八项规定怎么落实")
    await chen.says("理想信念怎么坚定")
    await chen.says("回到第一个问题")
    assert first in chen.sees()


async def test_a_point_chosen_from_the_headings_is_followed_by_the_next_heading(office: Office) -> None:
    said = ["2022年讲话的要点有哪些", "第二点", "第三点呢"]
    assert (await shown(office, *said)).startswith("三、突出标本兼治")
    assert (await shown(office, *said, "还有第四点吗")).startswith("讲话的这一部分没有这一点")


@pytest.mark.parametrize("said", ["下一页", "开始读吧", "往下看", "看正文", "第一页"])
async def test_below_the_headings_of_a_speech_it_is_opened(office: Office, said: str) -> None:
    assert "· 1/13" in await shown(office, "有哪些讲话", "打开第一篇", said)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        (["2023年第三部分最后一段"], "第 16 段"),
        (["2023年讲话第三部分的第一段"], "2023-3-01"),
        (["2022年讲话第二部分最后一段"], "第 10 段"),
        (["三重一大是什么", "2023年第二部分第一段"], "2023-2-01"),
        (["2023年讲话的要点有哪些", "第三点", "这部分最后一段"], "第 16 段"),
        (["2023年讲话的要点有哪些", "第三点", "本部分第二段"], "第 15 段"),
    ],
)
async def test_a_stretch_of_a_part_is_of_the_speech_that_is_named(
    office: Office, said: list[str], number: str
) -> None:
    seen = await shown(office, *said)
    assert number in seen
    assert said[0][:5] in seen or "三重" in said[0]
