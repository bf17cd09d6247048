"""What stands there, spoken of in other words: its place, once more, its file, and how much of it is left."""

import pytest
from office import Office
from test_the_thread import shown

OPENS = "从头读2023年那篇"


@pytest.mark.parametrize(
    "said",
    [
        "这部分标题叫啥名",
        "出自哪篇，第几部分",
        "这篇什么时间讲的，在哪儿讲的",
        "zhe shi na yi nian jiang de",
        "chu chu",
    ],
)
async def test_where_it_stands_is_told_of_the_speech_that_is_open(office: Office, said: str) -> None:
    told = await shown(office, "一岗双责是什么意思", OPENS, "下一页", said)
    assert told.startswith("上面那段出自")
    assert "2023-0-04" in told


@pytest.mark.parametrize(
    "said",
    ["刚才那段再发一下", "整段发来", "再说一遍", "没看清，麻烦再发一遍吧", "zai shuo yi bian", "請復述前段"],
)
async def test_it_is_shown_once_more(office: Office, said: str) -> None:
    assert "· 2022-2-06 ·" in await shown(office, "三重一大", "上下文", said)


@pytest.mark.parametrize("said", ["xiayiduan", "xia yi duan", "其後如何續言，請示下文。", "后面接着怎么说的"])
async def test_it_goes_on(office: Office, said: str) -> None:
    assert await shown(office, "2023-0-07", said) == await shown(office, "2023-0-07", "下一段")


@pytest.mark.parametrize("said", ["行，复制一下", "謹謝，煩將首段複製予我。", "fuzhi"])
async def test_it_is_copied(office: Office, said: str) -> None:
    assert (await shown(office, "三重一大", said)).startswith("点“复制引文”")


async def test_it_is_made_a_picture(office: Office) -> None:
    assert "2022-2-06" in await shown(office, "三重一大", "这一段截个图给我")


@pytest.mark.parametrize("said", ["还剩多少没读", "后面还有几页没看", "读了多少了"])
async def test_how_much_is_left_is_told(office: Office, said: str) -> None:
    assert "一共 13 页，您读到第 2 页" in await shown(office, OPENS, "翻", said)


@pytest.mark.parametrize("said", ["先这样，下回接着看", "今天就读到这里，明天继续", "到站了，下回再看"])
async def test_a_reader_who_leaves_off_is_told_the_page(office: Office, said: str) -> None:
    assert (await shown(office, OPENS, said)).startswith("好，您读到第 1 页")


@pytest.mark.parametrize("said", ["发word给我", "有没有电子版", "可否賜全文"])
async def test_who_wants_the_file_hears_what_there_is(office: Office, said: str) -> None:
    assert (await shown(office, OPENS, said)).startswith("原件不外发")
    assert "1/13" in await shown(office, "可否提供2023年会议讲话全文")


async def test_the_manual_and_the_quote_are_given(office: Office) -> None:
    assert "/help 使用帮助" in await shown(office, "三重一大", "给我发一份手册")
    assert (await shown(office, "把今天的那句话发我看看")).startswith("今日廉语")


async def test_a_speech_opens_at_its_end_and_is_read_backwards(office: Office) -> None:
    assert "10/10" in await shown(office, OPENS, "换22年那篇，从结尾倒着看")
    assert "9/10" in await shown(office, "上一页")


async def test_the_parts_of_what_is_open_are_named_and_opened(office: Office) -> None:
    assert "（4 个部分" in await shown(office, "把2023年讲话发给我", "里面一共讲了几个方面")
    assert "2023-4-01" in await shown(office, "最后一个方面的第一段")
    assert "2023-2-06" in await shown(office, "第二部分的最后一段")
    assert (await shown(office, "第二部分的第十段")).startswith("这一部分没有那么多")
    assert "2023-3-01" in await shown(office, "2023年那篇讲了哪几点", "第三块展开")


@pytest.mark.parametrize("said", ["只看后一篇的", "只看新的那篇的"])
async def test_a_count_goes_on_in_the_later_speech_alone(office: Office, said: str) -> None:
    assert "“学习”在2023年的讲话里有 6 段" in await shown(office, "“学习”出现几次", said)
    assert "“学习”在2022年的讲话里有 2 段" in await shown(office, "“学习”出现几次", "只看前一篇的")


@pytest.mark.parametrize("said", ["差在哪", "哪个字错了", "跟原文有什么差别"])
async def test_how_the_words_differ_is_said_again(office: Office, said: str) -> None:
    checked = "核对“不论职务高低，每个同志无论在任何时候”"
    assert "您写的“务”原文是“位”" in await shown(office, checked, said)
    assert "务" not in await shown(office, checked, "三重一大", said)


@pytest.mark.parametrize(
    "said",
    ["我读到一半了没", "这段能不能重新给一遍", "此段出於何篇何節", "有点累，剩下的晚上看", "看到哪儿了来着"],
)
async def test_it_is_never_said_that_it_was_not_understood(office: Office, said: str) -> None:
    told = await shown(office, OPENS, said)
    assert "没听准" not in told
    assert "2023" in told or "您读到第 1 页" in told


async def test_who_asks_below_what_others_asked_in_vain_hears_of_that(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    group = await office.group("支部群", chen, li)
    await li.says("/ask 三重一大", group)
    await chen.says("/ask 食堂几点开饭", group)
    denied = chen.answers(group)[-1]
    assert "没有说到" in denied.text
    for said in ("啥意思", "还有别的说法没"):
        await li.says(said, group, answering=denied)
        assert li.sees(group).startswith("刚才那个问题没有找到能回答的原文"), said
