"""Inline mode: @bot and some words in any chat list passages and quotes; the chosen one is sent."""

import logging
from pathlib import Path

import pytest
from office import KNOWLEDGE, Colleague, Office, Opened
from sqlalchemy import select

from core.settings import AccessSettings, ThrottleSettings
from emulator import inline
from emulator.faults import Fault, FaultKind
from emulator.messages import InlineAnswer
from handlers.asking.inline import A_PAGE
from storage.tables.every import metadata

SPEECHES = [file.read_text(encoding="utf-8") for file in (KNOWLEDGE / "speeches").glob("*.txt")]
# These log what they send at level debug; core/logs.py keeps them at warning.
QUOTES = {"telegram.Bot", "telegram.ext.ExtBot"}


async def all_rows(office: Office) -> str:
    """Return everything that stands in any table."""
    async with office.database.connection() as connection:
        return "\n".join(
            [repr((await connection.execute(select(table))).all()) for table in metadata.sorted_tables]
        )


async def said_of(person: Colleague, answer: InlineAnswer, number: int = 0) -> tuple[str, str]:
    """Return the words and the source line that a result sends."""
    words, _, source = (await person.chooses(number, answer)).text.rpartition("\n")
    return words, source


async def test_words_list_passages_and_the_chosen_one_is_sent_with_its_source(office: Office) -> None:
    chen, wang = office.colleague("陈"), office.colleague("王")
    chat = office.world.add_group("没有机器人的群", chen.person)
    office.world.add_member(chat, wang.person)
    answer = await chen.types("三重一大", chat)
    assert answer.answered
    assert answer.is_personal
    assert 0 < answer.cache_time <= 300
    first = answer.results[0]
    assert "三重一大" in first["title"]
    assert first["description"].startswith("《在市政协机关党风廉政建设和作风建设会议上的讲话》 · 2022年 · ")
    sent = await chen.chooses(0, answer, chat)
    words, source = sent.text.rsplit("\n", 1)
    assert any(words in speech for speech in SPEECHES)
    assert source.startswith("《在市政协机关党风廉政建设和作风建设会议上的讲话》· 2022年 · ")
    assert source.endswith("2022-2-06")
    assert sent.person is chen.person
    assert sent.via_bot is office.world.bot


async def test_everything_that_is_listed_is_sent_word_for_word_with_a_number(office: Office) -> None:
    chen = office.colleague("陈")
    for asked in ("", "责任", "怎么改进作风", "纪律"):
        answer = await chen.types(asked)
        for number in range(len(answer.results)):
            words, source = await said_of(chen, answer, number)
            assert all(any(line in speech for speech in SPEECHES) for line in words.split("\n"))
            assert office.services.answers.library.passage(source.rsplit(" · ", 1)[1])


async def test_without_words_todays_quote_comes_first_and_others_follow(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/quote")
    todays = chen.sees().split("\n")[1]
    answer = await chen.types("")
    assert len(answer.results) == A_PAGE
    assert (await said_of(chen, answer))[0] == todays
    assert all(result["description"].startswith("廉语 · 《") for result in answer.results)


async def test_the_list_goes_on_page_by_page_and_ends(office: Office) -> None:
    chen = office.colleague("陈")
    answer = await chen.types("")
    seen = [result["id"] for result in answer.results]
    for _ in range(5):
        if answer.next_offset:
            answer = await chen.types("", offset=answer.next_offset)
            seen += [result["id"] for result in answer.results]
    assert not answer.next_offset
    assert len(seen) == len(set(seen)) == len(office.services.quotes.quotes)


@pytest.mark.parametrize("offset", ["-1", "x", "٣", "9" * 60])
async def test_an_offset_that_we_never_gave_harms_nothing(office: Office, offset: str) -> None:
    assert (await office.colleague("陈").types("责任", offset=offset)).answered


async def test_the_beginning_of_a_quote_finds_that_quote_first(office: Office) -> None:
    chen = office.colleague("陈")
    quote = office.services.quotes.quotes[3]
    answer = await chen.types(quote.text[:10])
    assert (await said_of(chen, answer))[0] == quote.text


async def test_a_passage_number_finds_its_passage(office: Office) -> None:
    chen = office.colleague("陈")
    answer = await chen.types("2022-2-06")
    assert (await said_of(chen, answer))[1].endswith("2022-2-06")


async def test_what_the_speeches_do_not_say_is_not_made_up(office: Office) -> None:
    answer = await office.colleague("陈").types("量子计算机多少钱一台")
    assert answer.results == ()
    assert answer.button == {"text": "讲话里没有说到这个，点这里问我", "start_parameter": "inline"}


async def test_long_and_strange_words_are_answered(office: Office) -> None:
    chen = office.colleague("陈")
    for words in ("廉" * 256, "𠮷" * 128, "%_'\"<b>", "\n", "？", "一"):
        assert (await chen.types(words)).answered, words


async def test_a_chosen_result_is_no_question_to_the_bot(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/start")
    before = len(chen.answers())
    answer = await chen.types("责任")
    await chen.chooses(0, answer)
    chat = await office.group("学习组", chen)
    there = len(chen.answers(chat))
    await chen.chooses(0, answer, chat)
    assert len(chen.answers()) == before
    assert len(chen.answers(chat)) == there


# Who gets a list ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "inline", "protected", "works"),
    [
        ("open", "auto", False, True),
        ("members", "auto", False, False),
        ("list", "auto", False, False),
        ("members", "on", False, True),
        ("list", "on", False, True),
        ("open", "off", False, False),
        ("open", "on", True, False),
        ("open", "auto", True, False),
    ],
)
async def test_inline_mode_works_where_it_is_switched_on(
    opened: Opened, mode: str, inline: str, protected: bool, works: bool
) -> None:
    office = await opened(mode=mode, inline=inline, protect_content=protected, operator="吴")
    answer = await office.colleague("吴").types("责任")
    assert answer.answered is works
    assert bool(answer.results) is works
    assert ("inline_query" in office.world.updates.allowed) is works


async def test_outsiders_get_a_button_that_explains_and_nothing_else(opened: Opened) -> None:
    office = await opened(mode="members", inline="on", operator="吴")
    stranger = office.colleague("路人")
    for words in ("责任", "", "2022-2-06"):
        answer = await stranger.types(words)
        assert answer.results == ()
        assert answer.button == {"text": "只供本单位的同事使用，点这里申请", "start_parameter": "inline"}
        assert answer.cache_time == 0, "who is let in gets a list at once"
    await stranger.says("/start inline")
    assert "申请使用" in stranger.last().buttons
    await office.colleague("吴").says(f"/admit {stranger.person.id}")
    assert (await stranger.types("责任")).results


async def test_inline_queries_have_a_limit_of_their_own(opened: Opened) -> None:
    limits = ThrottleSettings(inline_per_minute=3, person_per_minute=2)
    office = await opened(mode="open", throttle=limits)
    chen = office.colleague("陈")
    for _ in range(3):
        assert (await chen.types("责任")).results
    refused = await chen.types("责任")
    assert refused.results == ()
    assert refused.button
    assert "太快" in refused.button["text"]
    assert (await office.colleague("王").types("责任")).results, "nobody else has to wait"
    await chen.says("三重一大是什么")
    assert "三重一大" in chen.sees(), "asking is not counted against it"
    await office.waits(60)
    assert (await chen.types("责任")).results


# Nothing is noted ---------------------------------------------------------------------------------------


async def test_what_is_typed_is_noted_nowhere(
    office: Office, office_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    chen = office.colleague("陈")
    await chen.types("收烟算违纪吗某某科长")
    await chen.types("责任")
    assert "某某科长" not in await all_rows(office)
    assert "某某科长".encode() not in b"".join(file.read_bytes() for file in office_folder.iterdir())
    assert not any("某某科长" in record.getMessage() for record in caplog.records if record.name not in QUOTES)


async def test_a_query_whose_handling_fails_is_set_aside_without_its_words(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("handlers.asking.inline.fold", fails)
    chen = office.colleague("陈")
    assert not (await chen.types("某某科长收烟")).answered
    assert "某某科长" not in await all_rows(office)


# Telegram's own troubles ---------------------------------------------------------------------------------


async def test_a_query_that_is_too_old_or_cannot_be_answered_just_now_is_let_go(office: Office) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(Fault("answerInlineQuery", FaultKind.ERROR, 1, code=502))
    assert not (await chen.types("责任")).answered
    office.world.faults.add(Fault("answerInlineQuery", FaultKind.RETRY_AFTER, 1, retry_after=30))
    assert not (await chen.types("责任")).answered
    expired = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    office.world.faults.add(Fault("answerInlineQuery", FaultKind.ERROR, 1, code=400, description=expired))
    assert not (await chen.types("责任")).answered
    assert (await chen.types("责任")).results
    assert chen.answers() == [], "nobody gets an apology for a list that did not come"
    assert await office.services.intake.waiting(office.app.bot.id) == 0


async def test_a_slow_answer_in_private_holds_up_no_list(office: Office) -> None:
    chen = office.colleague("陈")
    office.world.faults.add(Fault("sendMessage", FaultKind.RETRY_AFTER, 1, retry_after=600))
    office.world.say(chen.person, chen.private, "三重一大是什么")
    await office.poller.poll_once()
    _, answer = inline.start(office.world, chen.person, chen.private, "责任")
    await office.poller.poll_once()
    await office.clock.until(answer)
    assert answer.result().results
    await office.waits(700)


def test_the_modes_that_are_closed_have_it_off_until_somebody_switches_it_on() -> None:
    assert not AccessSettings().is_inline
    assert AccessSettings(mode="open").is_inline
