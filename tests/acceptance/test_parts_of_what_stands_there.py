"""What stands there has parts with names: a row, the one before, its number, its source, another year."""

import pytest
from office import Office

GUESSED = ("没听准", "没有说到这个", "没全听懂", "今日廉语")


@pytest.mark.parametrize(
    ("before", "said", "sees"),
    [
        (["“监督”有几处"], "第3处给我看", "第 3 处，共 8 处"),
        (["“监督”有几处", "第4处"], "它前一处", "第 3 处，共 8 处"),
        (["“监督”有几处", "第4处"], "再后面那处", "第 5 处，共 8 处"),
        (["“监督”有几处"], "第二条给我看看", "第 2 处，共 8 处"),
        (["“监督”有几处"], "最末那条展开", "第 8 处，共 8 处"),
        (["“監督”有幾處"], "第三處請示之", "第 3 处，共 8 处"),
        (["“监督”有几处"], "翻到第二页", "第 7～8 处"),
        (["“监督”有几处"], "看后一页", "第 7～8 处"),
        (["“政治纪律”几处"], "“政治规矩”也查一遍", "“政治规矩”在两篇讲话里有 3 段提到"),
        (["“政治纪律”几处"], "同样查“敬畏”", "“敬畏”在两篇讲话里有 2 段提到"),
        (["“责任”几处", "“敬畏”几处"], "哪个多", "“责任”在两篇讲话里有 12 段提到"),
    ],
)
async def test_a_row_of_a_list_is_named_in_any_of_these_ways(
    office: Office, before: list[str], said: str, sees: str
) -> None:
    chen = office.colleague("陈")
    for one in before:
        await chen.says(one)
    await chen.says(said)
    assert sees in chen.sees()


@pytest.mark.parametrize(
    "said",
    [
        "这段几号 我抄下",
        "编号多少 我记一下",
        "原文那一段编号",
        "段號幾何",
        "引用要带书名号年份，复制",
        "不是 我要带出处的",
        "脚注怎么写",
    ],
)
async def test_its_number_and_how_it_is_cited_are_its_source(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert "上面那段出自" in chen.sees()
    assert "2022-2-06" in chen.sees()


@pytest.mark.parametrize(
    ("asked", "said", "sees"),
    [
        ("三重一大是什么", "本段里‘制度’两字几次", "上面那段里“制度”出现 2 次"),
        ("三重一大是什么", "这段里“零容忍”有没有", "上面那段里没有“零容忍”这几个字"),
        ("三重一大是什么", "这一段一共多少字", "上面那段 135 个字，连标点 152 个"),
        ("三重一大是什么", "此段凡幾字", "上面那段 135 个字"),
    ],
)
async def test_its_words_are_counted_in_it_alone(office: Office, asked: str, said: str, sees: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    await chen.says(said)
    assert sees in chen.sees()


@pytest.mark.parametrize("said", ["差哪个字", "哪儿不一样", "哪个字多了", "异于原文者何", "那我写的错哪了"])
async def test_what_was_checked_says_which_characters_differ(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("“对干部严格要求就是最大的爱护”核对一下")
    await chen.says(said)
    assert "您写的多了“的”" in chen.sees()


async def test_what_nothing_is_like_differs_as_a_whole(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("“有权必有责，有责要担当，失责必追究”是不是原话")
    await chen.says("差在哪几个字")
    assert "整句都不是原文的写法" in chen.sees()
    await chen.says("材料稿里写：“打铁必须自身硬”，核一下")
    assert "没有这一句原话" in chen.sees()


@pytest.mark.parametrize("said", ["把2022-1-01打开", "2022-1-01打开看看", "翻一下 2022-1-01"])
async def test_a_number_opens_its_passage(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert "2022-1-01" in chen.sees()
    assert "党要管党" in chen.sees()


@pytest.mark.parametrize(
    ("asked", "said", "sees"),
    [
        ("民主生活会咋讲的", "另外那年有没", "2023年的讲话里没有“民主生活会”这几个字"),
        ("民主生活会咋讲的", "另一年所言若何", "2023年的讲话里没有“民主生活会”这几个字"),
        ("三会一课怎么要求的", "另外那次会呢", "2023年的讲话里没有“三会一课”这几个字"),
        ("年轻干部怎么说", "前一年提过没", "2022年的讲话里没有“年轻干部”这几个字"),
        ("年轻干部怎么培养", "23年的展开", "特别是年轻干部的纪律教育"),
        ("年轻干部怎么培养", "只留23年的", "特别是年轻干部的纪律教育"),
        ("家风有没有讲", "那另外那年呢", "讲话里没有说到“家风”"),
    ],
)
async def test_another_year_keeps_the_subject(office: Office, asked: str, said: str, sees: str) -> None:
    """What another speech says of it is never denied for both: 0710."""
    chen = office.colleague("陈")
    await chen.says(asked)
    await chen.says(said)
    assert sees in chen.sees()
    assert not any(one in chen.sees() for one in GUESSED)


@pytest.mark.parametrize(
    "said",
    [
        "第二条是什么规定",
        "作风差的干部怎么处理",
        "引用典故有哪些",
        "这段讲了哪几点",
        "2023年的重点",
        "多少字的检讨才够",
    ],
)
async def test_a_question_is_no_part_of_what_stands_there(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert "上面那段" not in chen.sees()


@pytest.mark.parametrize(
    ("before", "said", "sees"),
    [
        ([], "2022年讲话一共几个大标题", "2022年），讲话里的标题"),
        (["从头读2022年的讲话"], "这篇分几块讲的", "2022年），讲话里的标题"),
        (["主体责任怎么说"], "另一篇的要点", "2023年），讲话里的标题"),
        (["主体责任怎么说", "第三部分"], "第二小点的开头", "（二）切实改进作风"),
        (["主体责任怎么说", "第二部分下面分几小点"], "第三小点的开头", "（三）强化监督问责"),
        (["从头读2022年的讲话"], "另外一篇呢 也打开", "2023-0-01 · 1/"),
        (["从头读2022年的讲话", "下一页"], "等等 刚才那篇看到哪", "2/"),
        (["从头读2022年的讲话", "下一页", "主体责任怎么说"], "我2022那篇读到哪页了", "2/10"),
        (["从头读2022年的讲话"], "今天就到这儿 明儿再看", "读到第 1 页"),
    ],
)
async def test_a_speech_and_its_parts_are_read_on(
    office: Office, before: list[str], said: str, sees: str
) -> None:
    chen = office.colleague("陈")
    for one in before:
        await chen.says(one)
    await chen.says(said)
    assert sees in chen.sees()


@pytest.mark.parametrize(
    "said",
    ["年轻干部成长 两次会都提了吗", "跟2023年那篇比，监督这块各怎么讲", "和2022年的比，作风方面分别怎么说"],
)
async def test_who_asks_of_both_hears_of_both(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert "2022年" in chen.sees()
    assert "2023年" in chen.sees()


async def test_the_stretch_of_a_year_is_gone_on_from_where_another_stands(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/p 2023-4-05")
    await chen.says("/p 2022-2-06")
    await chen.says("2023那段的出处")
    assert "2023-4-05" in chen.sees()
    await chen.says("/p 2022-2-06")
    await chen.says("2023那段再往后")
    assert "2023-5-01" in chen.sees()


async def test_what_is_left_to_read_and_what_was_asked_first_are_told(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("从头读2022年的讲话")
    await chen.says("这篇还剩几页")
    assert "一共 10 页，您读到第 1 页" in chen.sees()
    await chen.says("三重一大是什么")
    await chen.says("年轻干部怎么说")
    await chen.says("我刚才第一个问的是什么")
    assert "重大问题决策" in chen.sees()


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("这页最后一段发图片", "2023-0-05"),
        ("本页末段做成卡片", "2023-0-05"),
        ("把这一页第二段复制给我", "2023-0-05"),
        ("这页第一段来张图", "2023-0-04"),
        ("把上一段做成图片", "2023-0-03"),
        ("下一段发张图", "2023-0-07"),
    ],
)
async def test_a_picture_of_another_part_is_never_made_of_what_stands_there(
    office: Office, said: str, number: str
) -> None:
    chen = office.colleague("陈")
    for words in ("打开2023年讲话", "下一页"):
        await chen.says(words)
    await chen.says(said)
    assert f"· {number} ·" in chen.sees()
    assert "图片" in chen.last().buttons
    await chen.taps("图片")
    assert number in chen.sees()


async def test_a_page_without_such_a_paragraph_says_how_many_it_has(office: Office) -> None:
    chen = office.colleague("陈")
    for words in ("打开2023年讲话第三页", "这页第九段"):
        await chen.says(words)
    assert chen.sees() == "这一页只有 1 段。发“下一页”往下看。"
