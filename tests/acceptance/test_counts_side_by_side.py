"""What was counted is compared: two words, or two speeches; and which of the places stand side by side."""

import pytest
from office import Office

TWO_WORDS = ["“责任”出现几次", "“担当”出现几次"]
AT_ONCE = ["“责任”和“担当”各出现几次"]
TWO_YEARS = ["2022年“责任”出现几次", "2023年呢"]
OF_WORDS, OF_YEARS = (
    "“责任” 34 次，“担当” 8 次：“责任”多 26 次。",
    "2022年 22 次，2023年 12 次：2022年多 10 次。",
)


@pytest.mark.parametrize("before", [TWO_WORDS, AT_ONCE])
@pytest.mark.parametrize(
    "said",
    [
        "哪个多",
        "差多少",
        "相差多少",
        "差几次",
        "多几次",
        "多多少",
        "哪个少",
        "哪个更多一些",
        "两个词差多少",
        "谁多",
    ],
)
async def test_two_words_are_compared(office: Office, before: list[str], said: str) -> None:
    chen = office.colleague("陈")
    for words in (*before, said):
        await chen.says(words)
    assert chen.sees().startswith(OF_WORDS)


@pytest.mark.parametrize("before", [TWO_YEARS, ["“责任”出现几次"], ["两篇讲话“责任”各出现几次"]])
@pytest.mark.parametrize("said", ["哪个多", "哪年多", "哪篇多", "哪一年提得多", "差多少", "两篇差几次"])
async def test_a_word_is_compared_between_speeches(office: Office, before: list[str], said: str) -> None:
    chen = office.colleague("陈")
    for words in (*before, said):
        await chen.says(words)
    assert chen.sees().startswith(OF_YEARS)


@pytest.mark.parametrize("before", [[*TWO_WORDS, "哪个多"], AT_ONCE])
@pytest.mark.parametrize("said", ["那2022年的呢", "2022年呢", "只看2022年的"])
async def test_both_are_counted_in_the_speech_that_is_named_then(
    office: Office, before: list[str], said: str
) -> None:
    chen = office.colleague("陈")
    for words in (*before, said):
        await chen.says(words)
    assert "“责任”在2022年的讲话里有 7 段提到，一共出现 22 次" in chen.sees()
    assert "“担当”在2022年的讲话里有 4 段提到，一共出现 6 次" in chen.sees()


async def test_words_of_different_speeches_are_named_with_them(office: Office) -> None:
    chen = office.colleague("陈")
    for words in ("2022年“责任”出现几次", "2023年“担当”出现几次", "哪个多"):
        await chen.says(words)
    assert chen.sees().startswith("2022年“责任” 22 次，2023年“担当” 2 次：2022年“责任”多 20 次。")


async def test_of_three_the_most_is_told(office: Office) -> None:
    chen = office.colleague("陈")
    for words in (*TWO_WORDS, "“监督”出现几次", "哪个最多"):
        await chen.says(words)
    assert chen.sees().startswith("“责任” 34 次，“担当” 8 次，“监督” 12 次：“责任”最多。")


@pytest.mark.parametrize("said", ["“责任”和“担当”哪个多", "“责任”和“担当”哪个词出现得多"])
async def test_two_words_are_compared_at_once(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees().startswith(OF_WORDS)


@pytest.mark.parametrize("said", ["哪个多", "差多少"])
async def test_nothing_is_compared_where_nothing_was_counted(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    for words in ("“责任”出现几次", "三重一大是什么", said):
        await chen.says(words)
    assert "责任” 34 次" not in chen.sees()
    assert "是原文" not in chen.sees()


@pytest.mark.parametrize(
    "said",
    [
        "挨在一起的有几段",
        "连着几段都在讲这个吗",
        "有没有挨着的",
        "有连续的吗",
        "哪几段是连着的",
        "最集中的是哪几段",
    ],
)
async def test_which_places_stand_side_by_side(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    for words in ("监督有几处", said):
        await chen.says(words)
    assert chen.sees().startswith("挨在一起的有 2 处：2022年第 9～10 段、2022年第 16～18 段。")


async def test_what_was_asked_last_is_looked_at_where_nothing_was_counted(office: Office) -> None:
    chen = office.colleague("陈")
    for words in ("年轻干部怎么说", "连着几段都在讲这个吗"):
        await chen.says(words)
    assert chen.sees().startswith("只有这一段，没有挨着的。")


@pytest.mark.parametrize(
    "said", ["一一示之", "逐一展示", "一段一段给我看", "挨个给我看", "依次打开", "都展开", "一个个看"]
)
async def test_each_place_is_shown_from_the_first(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    for words in ("监督有几处", said):
        await chen.says(words)
    assert chen.sees().startswith("“监督”第 1 处，共 8 处：")
    await chen.says("下一处")
    assert chen.sees().startswith("“监督”第 2 处，共 8 处：")
