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
