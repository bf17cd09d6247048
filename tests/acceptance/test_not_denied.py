"""What was just said, shown or counted is not denied by what is said of it next."""

import pytest
from office import Colleague, Office

READING = ("有哪些讲话可以读", "第一篇 从头", "下一页")


async def said_by(office: Office, *words: str) -> Colleague:
    chen = office.colleague("陈")
    for said in words:
        await chen.says(said)
    return chen


@pytest.mark.parametrize("said", ["尚有他處及此否", "还有别处吗", "还有没有其他地方提到这个"])
async def test_another_place_of_a_list_that_stands_there_is_shown(office: Office, said: str) -> None:
    chen = await said_by(office, "自律有几处", "此言出自何會", "上文云何", said)
    assert chen.sees().startswith("“自律”第 2 处，共 2 处："), chen.sees()


@pytest.mark.parametrize("said", ["我说的是讲话里", "我问的是讲话里有没有", "讲话里的那个"])
async def test_what_is_of_the_speeches_is_said_to_be(office: Office, said: str) -> None:
    chen = await said_by(office, "年轻干部怎么成长", said)
    assert chen.sees().startswith("上面那段出自："), chen.sees()


@pytest.mark.parametrize(
    "said",
    ["讲了哪几点啊这篇", "讲了哪几点 这篇", "它讲了哪几点", "这份讲了几个方面", "一共讲了几点呢这个讲话"],
)
async def test_the_headings_are_those_of_the_speech_that_is_read(office: Office, said: str) -> None:
    chen = await said_by(office, *READING, said)
    assert "（2023年），讲话里的标题" in chen.sees(), chen.sees()
    assert chen.last().buttons[0].startswith("一要坚持以党建为引领")


@pytest.mark.parametrize("said", ["委員履職，彼有何訓示", "委员履职有何论述", "委員履職，其何明訓"])
async def test_old_words_are_answered_as_plain_ones(office: Office, said: str) -> None:
    chen = await said_by(office, "委员履职怎么说")
    plain = chen.sees()
    assert plain.startswith("没有哪一段直接回答这个问题。“履职”")
    await chen.says(said)
    assert chen.sees() == plain


@pytest.mark.parametrize("said", ["“官僚主义”也数一下", "再数一下“官僚主义”", "“官僚主义”也统计一下吧"])
async def test_another_word_is_counted_too(office: Office, said: str) -> None:
    chen = await said_by(office, "2023年那篇里有没有“形式主义”", said)
    assert chen.sees().startswith("“官僚主义”在两篇讲话里只有这一处："), chen.sees()


@pytest.mark.parametrize("said", ["材料上写“严管就是厚爱”，请核", "汇报里写“严管就是厚爱”，核一下"])
async def test_who_has_words_checked_may_ask_what_differs(office: Office, said: str) -> None:
    chen = await said_by(office, said)
    assert "没有" in chen.sees().partition("\n")[0]
    checked = chen.sees()
    await chen.says("差哪几个字")
    assert "我不确定您接着哪一段问" not in chen.sees()
    assert chen.sees().startswith(checked.partition("\n")[0])


@pytest.mark.parametrize("said", ["前后文", "出处"])
async def test_of_a_place_that_is_not_there_nothing_is_shown(office: Office, said: str) -> None:
    chen = await said_by(office, "“廉洁自律”出现多少次", "第3处", said)
    assert chen.sees().startswith("“廉洁自律”一共 2 处。"), chen.sees()
    await chen.says("第2处")
    await chen.says(said)
    assert "一共 2 处" not in chen.sees()


@pytest.mark.parametrize("said", ["往前一处", "往后一处", "前一处"])
async def test_of_one_place_there_is_no_other(office: Office, said: str) -> None:
    chen = await said_by(office, "“监督执纪”一共几处", said)
    assert "“监督执纪”" in chen.sees(), chen.sees()
    assert "共 1 处" in chen.sees()


@pytest.mark.parametrize(
    ("said", "page"),
    [
        (("再下",), "3/13"),
        (("再下", "再上"), "2/13"),
        (("这里“一岗双责”什么意思", "回到读的地方"), "2/13"),
        (("这里“一岗双责”什么意思", "回我刚才看的那页"), "2/13"),
        (("最后一页", "倒着往前一页"), "12/13"),
        (("最后一页", "往前一页"), "12/13"),
        (("往后一页",), "3/13"),
    ],
)
async def test_the_reader_s_place_is_kept_and_turned(office: Office, said: tuple[str, ...], page: str) -> None:
    chen = await said_by(office, *READING, *said)
    assert "2023年 · " in chen.sees()
    assert f" · {page}" in chen.sees(), chen.sees()


ONE_PLACE = "“{}”在两篇讲话里只有这一处："


async def test_a_slip_a_tail_or_a_frame_denies_nothing(office: Office) -> None:
    """What the speeches say is found with any particle, in one character, and by where it comes from."""
    chen = office.colleague("陈")
    await chen.says("公车能不能私用")
    plain = chen.sees()
    assert "2022-3-15" in plain
    for said in ("阿", "吖", "麽", "啊", "咩", "的伐", "捏"):
        await chen.says("三重一大是什么")
        await chen.says(f"公车能不能私用{said}")
        assert chen.sees() == plain, said
    for said in ("公车能私用吗", "公车可以私用的呀", "公车能私用嘛", "公车能私用"):
        await chen.says("三重一大是什么")
        await chen.says(said)
        assert chen.sees() == plain, said
    for said in (
        "戒尺出自哪年",
        "感谢。戒尺哪年讲的",
        "戒尺是谁说的",
        "戒尺出自哪篇",
        "哪年提的戒尺",
        "戒尺在哪段",
    ):
        await chen.says("三重一大是什么")  # what stands there is not what is asked about
        await chen.says(said)
        assert chen.sees().startswith(ONE_PLACE.format("戒尺")), said
        assert "2023年 ·" in chen.sees(), said
    for said in ("那车呢", "哪段说了车", "車在哪段", "说车的那段", "有没有说车的"):
        await chen.says("三重一大是什么")
        await chen.says(said)
        assert chen.sees().startswith(ONE_PLACE.format("车")), said
        assert "车辆管理" in chen.sees(), said
    for said in ("敢問「慎獨」一語，載於何篇", "打铁出自哪里", "利剑是哪年说的", "零容忍出自何处"):
        await chen.says("三重一大是什么")
        await chen.says(said)
        assert chen.sees().startswith("两篇讲话里没有“"), said


async def test_the_quote_is_asked_for_by_other_names(office: Office) -> None:
    chen = office.colleague("陈")
    for said in (
        "今天有啥廉洁名言",
        "多謝。今日之句何也",
        "有没有今天的名言",
        "今日廉語為何",
        "辛苦了，今天的廉语呢",
    ):
        await chen.says(said)
        assert chen.sees().startswith("今日廉语"), said
    for said in ("给来句好听的廉洁话", "来一句廉洁的话", "念句廉语给我听", "給我說一句廉政格言聽聽"):
        await chen.says(said)
        assert chen.sees().startswith("廉语\n"), said
    await chen.says("讲话里有什么金句")  # which are fine ones is not judged
    assert "我不作判断" in chen.sees()


async def test_each_clause_of_what_is_checked_is_judged_by_itself(office: Office) -> None:
    chen = office.colleague("陈")
    for asked, lines in (
        (
            "请核对：把纪律挺在前面，守住底线",
            ("“把纪律挺在前面”：一字不差", "“守住底线”：不是原文，接近的是“守底线”"),
        ),
        (
            "核對一下：堅持黨要管黨，從嚴治黨永遠在路上",
            ("“坚持党要管党”：不是原文", "“从严治党永远在路上”：一字不差"),
        ),
        ("帮我核对“不越红线；把纪律挺在前面”", ("“不越红线”：原文没有", "“把纪律挺在前面”：一字不差")),
        ("是不是原文：大家好，把纪律挺在前面", ("“大家好”：原文没有", "“把纪律挺在前面”：一字不差")),
    ):
        await chen.says(asked)
        for said in ("", "哪几个字不一样", "哪一句不是原文"):
            if said:
                await chen.says(said)
            first, *told = chen.sees().splitlines()
            assert first == "两篇讲话里没有这一句原话。分开看：", (asked, said)
            for number, (line, wanted) in enumerate(zip(told, lines, strict=False), 1):
                assert line.startswith(f"{number}. {wanted}"), (asked, said)
            assert "整句都不是" not in chen.sees()
    await chen.says("请核对：把纪律挺在前面，守住底线")
    await chen.says("哪几个字不一样")
    assert "多了“住”" in chen.sees()
    await chen.taps("1")
    assert "把纪律挺在前面" in chen.sees()
    await chen.says("核对原文：要管好自己，更要管好家人和身边人")  # of which no clause stands there
    assert "分开看" not in chen.sees()


async def test_the_source_of_words_is_where_they_stand(office: Office) -> None:
    """Not of what was shown beside them, and has them not."""
    chen = office.colleague("陈")
    for asked, more, source in (
        ("把一岗双责的论述都给我看看", "别的地方还有吗", "此語載於第幾頁第幾段"),
        ("三重一大都在哪讲了", "还有没有别处", "这话在第几页"),
        ("一岗双责是什么", "还有吗", "这个词哪来的"),
        ("不调研就不发言怎么说", "还有吗", "此言出自何處"),
    ):
        await chen.says(asked)
        await chen.says(more)
        assert chen.sees().startswith("别处没有“"), asked
        words = chen.sees()[4:].partition("这几个字")[0]
        await chen.says(source)
        assert chen.sees().startswith(f"{words}在两篇讲话里只有这一处："), source
    await chen.says("三重一大是什么")
    await chen.says("下一段")
    await chen.says("这句话在第几段")  # what was read on is meant
    assert chen.sees().startswith("上面那段出自：")
    await chen.says("责任书要签吗")
    await chen.says("这个说法出自哪里")
    assert chen.sees().startswith("“责任书”在两篇讲话里有 3 段提到")
