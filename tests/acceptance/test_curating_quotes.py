"""Editors decide on quotes: nothing is pushed that nobody approved."""

from datetime import timedelta

import pytest
from office import Colleague, Office
from speech_samples import NEW

from services.speeches.curation import Stand

EDITOR = "吴"
PROPOSED = "学习是进步的阶梯，清廉是为官的底色。"


async def with_new_speech(office: Office) -> Colleague:
    wu = office.colleague(EDITOR)
    await wu.sends("document", content=NEW.encode(), name="2024.txt")
    await wu.taps("确认收录")
    return wu


async def opened(office: Office, words: str) -> Colleague:
    """Open the card of the proposal that says `words`."""
    wu = office.colleague(EDITOR)
    entries = await office.services.curation.entries(Stand.PROPOSED)
    place = next(number for number, entry in enumerate(entries) if entry.quote.text == words)
    await wu.says("/curate")
    await wu.taps(f"待审 {len(entries)}")
    for _ in range(place // 5):
        await wu.taps("下一页")
    await wu.taps(str(place + 1))
    return wu


def texts(office: Office) -> set[str]:
    return {quote.text for quote in office.services.quotes.quotes}


async def test_only_an_editor_opens_it_and_only_in_private(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    await chen.says("/curate")
    assert "联系运维人员" in chen.sees()
    chat = await run_office.group("机关党委", wu, chen)
    await wu.says("/curate", chat)
    assert "请私聊我" in wu.sees(chat)


async def test_what_is_proposed_is_never_drawn_until_somebody_approves_it(run_office: Office) -> None:
    await with_new_speech(run_office)
    assert PROPOSED not in texts(run_office)
    wu = await opened(run_office, PROPOSED)
    assert "今日廉语" in wu.sees(), "the card shows what the push will look like"
    await wu.taps("通过")
    assert PROPOSED in texts(run_office)
    assert "待审" in wu.sees(), "the next proposal follows"


async def test_a_hidden_quote_is_never_drawn_and_comes_back(run_office: Office) -> None:
    wu = run_office.colleague(EDITOR)
    await wu.says("廉语管理")
    before = texts(run_office)
    await wu.taps(f"在用 {len(before)}")
    await wu.taps("1")
    await wu.taps("隐藏")
    assert "已隐藏" in wu.sees()
    (gone,) = before - texts(run_office)
    days = run_office.services.quotes.today()
    for ahead in range(60):
        drawn = await run_office.services.quotes.quote_of(days + timedelta(days=ahead))
        assert drawn is not None
        assert drawn.text != gone
    await wu.taps("恢复")
    assert texts(run_office) == before


async def test_hiding_a_planned_days_quote_replaces_it(run_office: Office) -> None:
    quotes, curation = run_office.services.quotes, run_office.services.curation
    tomorrow = quotes.today() + timedelta(days=1)
    planned = await quotes.quote_of(tomorrow)
    (entry,) = [one for one in await curation.entries(Stand.APPROVED) if one.quote == planned]
    await curation.hide(entry.span, None)
    assert (await quotes.quote_of(tomorrow)) not in {planned, None}


async def test_an_extent_is_changed_by_clauses_and_stays_verbatim(run_office: Office) -> None:
    await with_new_speech(run_office)
    wu = await opened(run_office, PROPOSED)
    await wu.taps("改长短")
    await wu.taps("后加一小句")
    longer = "学习是进步的阶梯，清廉是为官的底色。要坚持不懈抓好作风建设"
    assert longer in wu.sees()
    assert longer in NEW
    await wu.taps("用这一段")
    assert longer in texts(run_office)
    assert PROPOSED not in texts(run_office)


async def test_a_day_is_given_its_quote(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    await chen.says("/subscribe 09:30")
    await with_new_speech(run_office)
    await opened(run_office, PROPOSED)
    await wu.taps("通过")
    await wu.says("/curate")
    await wu.taps(1)
    await wu.taps("1")  # the newest speech stands first
    assert PROPOSED in wu.sees()
    await wu.taps("定个日子")
    await wu.taps(1)  # the day after tomorrow
    assert "已定" in wu.sees()
    await wu.says("/curate")
    await wu.taps("以后几天")
    assert f"（已定） {PROPOSED}" in wu.sees()
    await run_office.comes(1, 9, 30)
    assert PROPOSED not in chen.pushes()[-1]
    await run_office.comes(1, 9, 30)
    assert PROPOSED in chen.pushes()[-1]


async def test_a_day_that_is_freed_is_drawn_again(run_office: Office) -> None:
    curation, quotes = run_office.services.curation, run_office.services.quotes
    entry = (await curation.entries(Stand.APPROVED))[0]
    day = quotes.today() + timedelta(days=3)
    await curation.give_day(entry.span, day, None)
    wu = run_office.colleague(EDITOR)
    await wu.says("/curate")
    await wu.taps("以后几天")
    await wu.taps(f"取消 {day.month}月{day.day}日")
    assert "都还没有定" in wu.sees()


async def test_a_button_of_a_text_that_has_changed_says_so(run_office: Office) -> None:
    await with_new_speech(run_office)
    wu = await opened(run_office, PROPOSED)
    card = wu.last()
    await wu.sends(
        "document", content=NEW.replace("一、关于学习", "一、关于理论学习").encode(), name="2024.txt"
    )
    await wu.taps("确认收录")
    assert "已经更新" in (await wu.taps("通过", card)).text


async def test_every_decision_is_in_the_audit_log(run_office: Office) -> None:
    await with_new_speech(run_office)
    wu = await opened(run_office, PROPOSED)
    await wu.taps("通过")
    await wu.says("/audit")
    assert PROPOSED in wu.sees()


@pytest.mark.parametrize(
    "said",
    ["这条以后别推了", "隐藏这条", "这句以后不要推了", "这条不好 别推了", "把这条定到下周一", "别再推这一条了"],
)
async def test_what_is_to_be_done_with_the_quote_that_stands_there_opens_its_card(
    run_office: Office, said: str
) -> None:
    wu = run_office.colleague(EDITOR)
    await wu.says("今日廉语")
    quote = wu.sees().split("\n")[1]
    await wu.says(said)
    assert wu.sees().startswith("在用：推送时是这样。")
    assert quote in wu.sees()
    await wu.says("隐藏")
    assert quote not in texts(run_office)
    await wu.says("恢复")
    assert quote in texts(run_office)


async def test_without_a_quote_there_the_quotes_are_shown(run_office: Office) -> None:
    wu = run_office.colleague(EDITOR)
    await wu.says("三重一大是什么")
    await wu.says("隐藏这条")
    assert wu.sees().startswith("廉语管理")


@pytest.mark.parametrize("said", ["换一条", "换掉", "不好 换一条", "换个别的"])
async def test_an_operator_who_looks_at_tomorrows_quote_changes_it_in_words(
    run_office: Office, said: str
) -> None:
    wu = run_office.colleague(EDITOR)
    await run_office.colleague("陈").says("订阅")
    await wu.says("明天推哪条")
    before = wu.sees()
    await wu.says(said)
    assert wu.sees().startswith("换好了。")
    assert before.split("\n")[3] not in wu.sees()
    await wu.says("明天先别发")
    assert "的推送已暂停" in wu.sees()
    await wu.says("恢复")
    assert wu.sees().startswith("好，照常推送。")


async def test_a_quote_is_named_by_its_words(run_office: Office) -> None:
    """Its card is shown, with the day where one is named; nothing is changed by the sentence."""
    wu = run_office.colleague("吴")
    for says, words in (
        ("把“打官腔”那句加进廉语", "不可高高在上、打官腔"),
        ("把红脸出汗那句加到廉语里", "红脸出汗成为常态"),
        ("停用“戒尺”那条", "用好纪律这把“戒尺”"),
        ("“戒尺”那条以后别推了", "用好纪律这把“戒尺”"),
        ("隐藏讲打官腔的那句", "不可高高在上、打官腔"),
    ):
        await wu.says(says)
        assert words in wu.sees(), says
        assert "廉语管理" in wu.last().buttons, says
    for says in ("四月一号推“红脸出汗”那条", "把红脸出汗那句放到四月一号", "四月一號推「紅臉出汗」那條"):
        await wu.says(says)
        assert wu.sees().startswith("要在4月1日（周三）推这一条，点“定在4月1日”。"), says
    await wu.says("定在4月1日")
    assert "已定：4月1日（周三）推送“" in wu.sees()
    await wu.says("四月二号推八项规定那条")
    assert wu.sees().startswith("有这几条，点号码就定在4月2日（周四）推。")
    await wu.taps("1")
    assert "已定：4月2日（周四）推送“" in wu.sees()
    await wu.says("换成八项规定那条")
    assert wu.sees().startswith("有这几条，点号码处理。")
    for says in ("换成火星移民那条", "刚才那条撤了", "把第一条略过", "“打官腔”那句是哪年的"):
        await wu.says(says)
        assert "廉语管理" not in wu.last().buttons, says
