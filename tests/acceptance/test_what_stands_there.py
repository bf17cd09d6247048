"""下一页, 下一条, 👍, 啥意思 mean what stands there: a passage, a page, a quote, or an answer in vain."""

import pytest
from office import Office
from sqlalchemy import func, select

from core.models import Place, Shows
from services.asking.remembered.shown import Shown
from storage.tables.asking import questions

ASKED = "三重一大是什么"
VAIN = "食堂几点开门"


async def noted(office: Office) -> int:
    async with office.database.connection() as connection:
        return int(await connection.scalar(select(func.count()).select_from(questions)) or 0)


@pytest.mark.parametrize("turns", [("下一页", "上一页"), ("翻页", "往前翻"), ("下下页", "上上页")])
async def test_pages_turn_from_a_passage_as_from_a_page(office: Office, turns: tuple[str, str]) -> None:
    chen = office.colleague("陈")
    await chen.says(ASKED)  # on page 4, which ends with it
    pages = []
    for turn in turns:
        await chen.says(turn)
        pages.append(chen.sees().rpartition(" · ")[2])
    assert pages == (["6/10", "4/10"] if turns[0] == "下下页" else ["5/10", "4/10"])


async def test_before_a_passage_is_the_page_that_has_what_stands_before_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/p 2022-2-01")
    await chen.says("上一页")
    assert chen.sees().endswith(" · 3/10")
    await chen.says("/p 2022-0-01")
    await chen.says("上一页")
    assert chen.sees() == "这已经是第一页了。"
    await chen.says("/p 2022-4-01")
    await chen.says("下一页")
    assert chen.sees() == "这已经是最后一页了。"


@pytest.mark.parametrize("says", ["下一页", "上一页", "翻页"])
async def test_who_has_opened_nothing_chooses_a_speech(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says(says)
    assert chen.sees().startswith("您还没有翻开讲话。")
    await chen.says("第二篇")
    assert "2022年\n共 10 页" in chen.sees()
    assert await noted(office) == 0


@pytest.mark.parametrize("says", ["换一个", "下一条", "还有吗", "再多找几段"])
async def test_after_a_quote_more_is_another_quote(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says(ASKED)  # whose other passages are not meant any more
    await chen.says("/quote")
    seen = {chen.sees()}
    for _ in range(3):
        await chen.says(says)
        assert chen.sees().startswith("廉语\n")
        assert "上下文" in chen.last().buttons
        assert chen.sees() not in seen
        seen.add(chen.sees())
    await chen.taps("上下文")
    assert "讲话》" in chen.sees()


async def test_after_an_answer_more_is_the_next_passage(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/quote")
    await chen.says(ASKED)
    await chen.says("下一条")
    assert not chen.sees().startswith("廉语")


@pytest.mark.parametrize("says", ["昨天", "昨天的", "更早"])
async def test_after_a_quote_yesterday_is_yesterdays(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/quote")
    first = chen.sees().split("\n")[1]
    await office.comes(1, 9)
    await chen.says("/quote")
    await chen.says(says)
    assert chen.sees().startswith("廉语")
    assert first in chen.sees()
    assert await noted(office) == 0


@pytest.mark.parametrize(
    ("first", "then"), [("/quote 前天", "前一天"), ("/quote 昨天", "更早的"), ("/quote", "前一天")]
)
async def test_earlier_still_counts_from_the_quote_that_stands_there(
    office: Office, first: str, then: str
) -> None:
    chen = office.colleague("陈")
    days = []
    for _ in range(4):
        await chen.says("/quote")
        days.append(chen.sees().split("\n")[1])
        await office.comes(1, 9)
    await chen.says("/quote")
    days.append(chen.sees().split("\n")[1])
    await chen.says(first)
    shown = next(number for number, quote in enumerate(days) if quote in chen.sees())
    await chen.says(then)
    assert days[shown - 1] in chen.sees()
    await chen.says(then)
    assert days[shown - 2] in chen.sees()


@pytest.mark.parametrize("sign", ["👍", "👌", "👏", "👍👍"])
async def test_a_sign_under_an_answer_agrees_to_nothing_asked_before_it(office: Office, sign: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    await chen.says("9点")
    await chen.says(ASKED)
    await chen.says(sign)
    known = await office.services.subscriptions.of(chen.person.id)
    assert known is not None
    assert known.time == "07:30"
    await chen.says("是")
    known = await office.services.subscriptions.of(chen.person.id)
    assert known is not None
    assert known.time == "09:00"


async def test_a_sign_right_below_what_was_asked_agrees(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    await chen.says("9点")
    await chen.says("👌")
    known = await office.services.subscriptions.of(chen.person.id)
    assert known is not None
    assert known.time == "09:00"


@pytest.mark.parametrize("says", ["啥意思", "没看懂", "为啥"])
async def test_an_answer_in_vain_is_not_said_to_be_hard_to_read(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says(ASKED)
    await chen.says(VAIN)
    await chen.says(says)
    assert chen.sees().startswith("刚才那个问题没有找到能回答的原文")


@pytest.mark.parametrize(
    "says", ["一样的啊", "又是这段", "看过了", "我觉得讲得不对", "我认为领导说的没道理", "不必了", "不做了"]
)
async def test_a_murmur_is_answered_with_no_passage(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says(ASKED)
    before = await noted(office)
    await chen.says(says)
    assert "讲话》" not in chen.sees()
    assert "没有说到" not in chen.sees()
    assert await noted(office) == before


@pytest.mark.parametrize(
    "lead",
    ["算了，换个话题，", "换个问题：", "换个词，", "好，", "不是这个，", "不是这个，我要的是", "我的意思是"],
)
async def test_another_subject_is_asked_as_if_it_came_first(office: Office, lead: str) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await li.says(ASKED)
    await chen.says(f"{lead}{ASKED}")
    assert chen.sees() == li.sees()


async def test_elsewhere_after_reading_on_means_what_was_asked(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    await chen.says("接着往下念")
    await chen.says("还有别的地方提到吗")
    assert "不确定您接着哪一段" not in chen.sees()


async def test_a_message_with_other_words_than_the_passage_of_its_number_has_now_shows_nothing(
    office: Office,
) -> None:
    """As when a quote goes out while its speech gets a new version."""
    answers, place = office.services.answers, Place(office.colleague("陈").private.id)
    passage = answers.library.passage(answers.some_number())
    assert passage is not None
    await answers.now_shows(place, 7, Shows(passage.id, passage.text))
    await answers.now_shows(place, 8, Shows(passage.id, "上一版在这个编号下讲的话。"))
    assert isinstance(await answers.shown_at(place.chat_id, 7), Shown)
    assert await answers.shown_at(place.chat_id, 8) is None
