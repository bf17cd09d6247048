"""A speech that is withdrawn answers nothing any more, and comes back whole."""

from datetime import timedelta

from office import Colleague, Office

from storage.pushes.deliveries import DeliveryStore
from storage.pushes.delivery_rows import NewDelivery

EDITOR = "吴"


async def withdrawn(office: Office, slug: str) -> Colleague:
    wu = office.colleague(EDITOR)
    await wu.says("/speeches")
    await wu.taps(f"下架 {slug}")
    assert "要下架" in wu.sees()
    await wu.taps("确认下架")
    return wu


async def test_members_see_only_buttons_to_read(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/speeches")
    assert chen.last().buttons
    assert not any("下架" in text for text in chen.last().buttons)
    wu = run_office.colleague(EDITOR)
    chat = await run_office.group("机关党委", wu, chen)
    await wu.says("/speeches", chat)
    assert not any("下架" in text for text in wu.last(chat).buttons)


async def test_an_editor_withdraws_a_speech_in_plain_words_and_confirms(run_office: Office) -> None:
    wu = run_office.colleague(EDITOR)
    await wu.says("/ledger")
    await wu.says("2022年的讲话撤下来")
    assert wu.sees().startswith("要下架《在市政协机关党风廉政建设和作风建设会议上的讲话》（2022）吗？")
    await wu.says("不")
    assert "2022年" in wu.sees()
    await wu.says("把2025年那篇讲话撤了")
    assert wu.sees().startswith("没有 2025 年的讲话在用。要下架哪一篇？")
    assert "下架 2023" in wu.last().buttons
    await wu.says("三重一大是什么")
    await wu.says("这篇讲话下架")
    await wu.says("确认下架")
    assert wu.sees().startswith("已下架《在市政协机关党风廉政建设和作风建设会议上的讲话》（2022）")
    await wu.says("恢复2022年的讲话")
    await wu.taps("恢复 2022")
    assert "已恢复" in wu.sees()


async def test_others_hear_who_withdraws_speeches(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague(EDITOR)
    for said in ("2022年的讲话撤下来", "删掉2025年的讲话", "把2022年那篇讲话撤了"):
        await chen.says(said)
        assert chen.sees().startswith("下架和恢复讲话由负责内容的同事在私聊里操作。")
    await wu.says("/inbox")
    assert "撤" not in wu.sees()


async def test_its_passages_quotes_and_buttons_are_out_of_use_at_once(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("八项规定第一条是什么")
    assert "2022-" in chen.sees()
    before = chen.last()
    await withdrawn(run_office, "2022")
    assert "已经更新" in (await chen.taps("上下文", before)).text
    await chen.says("八项规定第一条是什么")
    assert "2022-" not in chen.sees()
    await chen.says("/p 2022-2-03")
    assert "没有这个编号" in chen.sees()
    assert {quote.slug for quote in run_office.services.quotes.quotes} == {"2023"}


async def test_restoring_brings_everything_back(run_office: Office) -> None:
    quotes = set(run_office.services.quotes.quotes)
    wu = await withdrawn(run_office, "2022")
    await wu.taps("讲话目录")
    assert "已下架的 1 篇" in wu.sees()
    await wu.taps("恢复 2022")
    assert "已恢复" in wu.sees()
    assert set(run_office.services.quotes.quotes) == quotes
    await wu.says("八项规定第一条是什么")
    assert "2022-" in wu.sees()
    await wu.says("/rollback")
    assert "2022 仍旧下架" in wu.sees()


async def test_a_planned_push_gets_another_quote(run_office: Office) -> None:
    chen, quotes = run_office.colleague("陈"), run_office.services.quotes
    await chen.says("/subscribe 09:30")
    planned = await quotes.quote_of(quotes.today())
    assert planned is not None
    due = run_office.clock.now() + timedelta(minutes=20)
    row = NewDelivery(quotes.today(), chen.private.id, planned.key, due)
    assert await DeliveryStore(run_office.database).plan([row]) == 1
    await withdrawn(run_office, planned.slug)
    await run_office.comes(0, 9, 30)
    (pushed,) = chen.pushes()
    assert planned.text not in pushed
    assert planned.slug + "-" not in pushed


async def test_the_last_speech_stays(run_office: Office) -> None:
    wu = await withdrawn(run_office, "2022")
    await wu.says("/speeches")
    await wu.taps("下架 2023")
    assert "最后一篇" in (await wu.taps("确认下架")).text
    await wu.says("/speeches")
    assert "2023年" in wu.sees()


async def test_it_stays_withdrawn_after_a_restart(run_office: Office) -> None:
    await withdrawn(run_office, "2022")
    again = await Office.open(run_office.database, clock=run_office.clock, world=run_office.world)
    assert [speech.slug for speech in again.services.answers.library.speeches] == ["2023"]
    assert {quote.slug for quote in again.services.quotes.quotes} == {"2023"}
    await again.close()
