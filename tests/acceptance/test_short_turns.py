"""A short turn goes on with what stands there, whatever small talk is beside it, or says what is not there."""

import pytest
from office import Office

IN_VAIN = ("没有说到", "没有哪一段", "没听准")


@pytest.mark.parametrize(
    ("before", "said", "sees"),
    [
        ("学习怎么讲", "第3条打开", "深入学习贯彻党的二十大精神"),
        ("学习怎么讲", "第二条给我看看", "要建立经常性学习工作机制"),
        ("主体责任怎么说的", "好的 下一段", "第 3 段，共 18 段"),
        ("主体责任怎么说的", "笑死 出处", "上面那段出自"),
        ("一岗双责怎么说的", "这一节从头读", "一、担负起全面从严治党主体责任"),
        ("一岗双责怎么说的", "从这部分的开头读起", "一、担负起全面从严治党主体责任"),
        ("把讲担当的话都列出来", "一共几条", "“担当”在两篇讲话里有 6 段"),
        ("2022年之講話，其綱要若何？", "其三詳之", "三、突出标本兼治"),
        ("主体责任怎么说的", "短一点的有没有", "最短给到一句原话"),
        ("主体责任怎么说的", "这句能直接引用吗", "可以"),
        ("主体责任怎么说的", "有没有通俗一点的", "不改写"),
    ],
)
async def test_it_goes_on_with_what_stands_there(office: Office, before: str, said: str, sees: str) -> None:
    chen = office.colleague("陈")
    await chen.says(before)
    await chen.says(said)
    assert sees in chen.sees()
    assert not any(one in chen.sees() for one in IN_VAIN)


async def test_a_picture_is_made_for_who_says_what_it_is_for(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("主体责任怎么说的")
    await chen.says("笑死 来张图我发朋友圈")
    assert "photo" in chen.last().media
    await chen.says("发我图片，做展板用")
    assert "photo" in chen.last().media


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("shi", "好的"),
        ("en", "好的"),
        ("不会", "好的"),
        ("下一道", "现在没有在练"),
        ("不练了", "现在没有在练"),
        ("先不做题了", "现在没有在练"),
        ("yyds哪句最燃", "不排名"),
        ("谁问得最多", "我不说"),
        ("老朽初用此物，敢問汝何所能？", "直接把问题发给我"),
        ("首篇之綱目為何？", "讲话里的标题"),
        ("首篇共几段", "全文 19 段"),
        ("翻到讲家风的地方", "没有“家风”这几个字"),
        ("核对‘打铁必须自身硬’是不是讲话原话", "没有这一句原话"),
        ("核对 用纪律的戒尺管人 是不是原话", "没有这一句原话"),
        ("核实一下 把纪律挺在前面 是不是原文", "只有这一处"),
    ],
)
async def test_what_is_no_question_in_vain_reaches_no_inbox(office: Office, said: str, sees: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert sees in chen.sees()
    assert await office.services.inbox.cases() == []


@pytest.mark.parametrize("said", ["再来一段", "再来一条", "换一段"])
async def test_more_of_what_was_shown_is_no_item_to_practise(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("纪律怎么讲")
    await chen.says(said)
    assert "练" not in chen.sees().split("《")[0][:20]


async def test_words_that_stand_nowhere_are_no_list_to_turn_pages_of(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("从头读2023年讲话")
    await chen.says("下一页")
    await chen.says("翻到讲家风的地方")
    await chen.says("上一页")
    assert "1/13" in chen.sees()


@pytest.mark.parametrize("said", ["接着读", "继续看", "接着往下读"])
async def test_who_left_a_page_for_a_question_reads_on_there_and_may_have_the_answer(
    office: Office, said: str
) -> None:
    chen = office.colleague("陈")
    await chen.says("打开2023年讲话第五页")
    await chen.says("纪律怎么讲的")
    await chen.says(said)
    assert chen.sees().startswith("接着您先前读的2023年那篇：")
    assert "6/13" in chen.sees()
    await chen.taps("从刚才那段往下读")
    assert "第 6 段，共 18 段" in chen.sees()


async def test_who_read_on_from_an_answer_reads_on_there(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("打开2023年讲话第五页")
    await chen.says("纪律怎么讲的")
    await chen.says("下一段")
    await chen.says("接着读")
    assert "2022年" in chen.sees()


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("先放放 晚上接着看", "您读到第 5 页"),
        ("看累了，明天再看", "您读到第 5 页"),
        ("我是在读2023年那篇 接着读那个", "5/13"),
    ],
)
async def test_the_page_that_was_left_is_found_again(office: Office, said: str, sees: str) -> None:
    chen = office.colleague("陈")
    await chen.says("打开2023年讲话第五页")
    await chen.says("纪律怎么讲的")
    await chen.says(said)
    assert sees in chen.sees()


@pytest.mark.parametrize("said", ["从结尾倒着看", "从最后一页往前读"])
async def test_who_opened_none_is_asked_which_to_read_from_its_end(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert "先选一篇" in chen.sees()


@pytest.mark.parametrize("said", ["下一段", "上一段"])
async def test_after_a_question_in_vain_nothing_older_is_read_on(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("主体责任怎么说的")
    await chen.says("四风是哪四个")
    await chen.says(said)
    assert "不确定您接着哪一段" in chen.sees()


async def test_a_stretch_that_is_read_goes_on_after_a_question_in_vain(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("主体责任怎么说的")
    await chen.says("下一段")
    await chen.says("四风是哪四个")
    await chen.says("下一段")
    assert "第 4 段，共 18 段" in chen.sees()


async def test_more_in_reply_to_what_another_person_was_told_goes_on_with_that(office: Office) -> None:
    zhou, chen = office.colleague("周"), office.colleague("陈")
    group = await office.group("工作群", zhou, chen)
    await chen.says("@qingfeng_bot 主体责任怎么说的", group)
    await zhou.says("@qingfeng_bot 理想信念怎么说的", group)
    told = zhou.answers(group)[-1]
    await chen.says("还有吗", group, answering=told)
    assert "主体责任" not in chen.answers(group)[-1].text
    assert "《" in chen.answers(group)[-1].text


async def test_a_speech_is_opened_by_its_place_in_the_list(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("第一篇")
    assert "讲话里的标题" in chen.sees()


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("汝可有何能", "直接发问题就行"),
        ("我不晓得", "好的"),
        ("这段话能不能照抄到材料里", "一字不改"),
        ("核实下 打铁还需自身硬 是否原文", "没有这一句原话"),
        ("问责和监督谁提得更多", "“监督”在两篇讲话里有 8 段"),
    ],
)
async def test_the_same_in_other_words(office: Office, said: str, sees: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert sees in chen.sees()
    assert await office.services.inbox.cases() == []


async def test_no_word_is_mentioned_that_is_only_the_beginning_of_one(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("政治生态怎么样")
    assert "“政治生”" not in chen.sees()
