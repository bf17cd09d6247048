"""What the local Telegram takes as an answer to an inline query: Telegram's own limits, strictly."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from clock import FakeClock
from desk import refusal

from core.errors import UserError
from emulator import inline
from emulator.messages import InlineAnswer
from emulator.telegram import Telegram
from emulator.transport import InProcessTransport

LETTERS = {"廉" * 22, "x" * 65, ""}


def article(number: str = "1", **more: object) -> dict[str, Any]:
    return {
        "type": "article",
        "id": number,
        "title": "题",
        "input_message_content": {"message_text": "原文"},
    } | more


@pytest.fixture
def world() -> Telegram:
    return Telegram(FakeClock())


@pytest_asyncio.fixture
async def http(world: Telegram) -> AsyncIterator[httpx.AsyncClient]:
    address = f"http://local/bot{world.token}/"
    async with httpx.AsyncClient(transport=InProcessTransport(world), base_url=address) as client:
        yield client


def asked(world: Telegram) -> str:
    """Let somebody type @bot; return the query's number."""
    person = world.add_person("陈")
    query, _ = inline.start(world, person, world.private_chat(person), "责任")
    return query.id


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"results": [article(str(number)) for number in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article(title=" ")]}, "ARTICLE_TITLE_EMPTY"),
        ({"results": [article(input_message_content={"message_text": "字" * 4097})]}, "message is too long"),
        ({"results": [article(input_message_content={"message_text": ""})]}, "message text is empty"),
        ({"results": [article(input_message_content={})]}, "SEND_MESSAGE_TYPE_INVALID"),
        ({"results": [article(type="gif")]}, "only articles"),
        ({"results": [article(colour="red")]}, "colour"),
        ({"results": [], "next_offset": "廉" * 22}, "NEXT_OFFSET_INVALID"),
        ({"results": [], "button": {"text": "点这里"}}, "exactly one"),
        ({"results": [], "button": {"text": "", "start_parameter": "x"}}, "SWITCH_PM_TEXT_EMPTY"),
        ({"results": [], "button": {"text": "点", "start_parameter": "廉"}}, "START_PARAM_INVALID"),
        *(({"results": [article(number)]}, "RESULT_ID_INVALID") for number in sorted(LETTERS)),
    ],
)
async def test_what_telegram_refuses_is_refused(
    http: httpx.AsyncClient, world: Telegram, wrong: dict[str, Any], said: str
) -> None:
    assert said in await refusal(http, "answerInlineQuery", inline_query_id=asked(world), **wrong)


async def test_an_answer_counts_once_and_in_time(http: httpx.AsyncClient, world: Telegram) -> None:
    query = asked(world)
    answer = {"inline_query_id": query, "results": [article()]}
    assert (await http.post("answerInlineQuery", json=answer)).json()["result"] is True
    assert "query is too old" in await refusal(http, "answerInlineQuery", **answer)
    late = asked(world)
    await world.clock.advance(inline.LIFETIME + 1)  # type: ignore[attr-defined]  # the fake one
    assert "query is too old" in await refusal(http, "answerInlineQuery", inline_query_id=late, results=[])


async def test_the_bot_hears_what_was_chosen_only_where_it_asked_for_feedback(world: Telegram) -> None:
    person = world.add_person("陈")
    chat = world.private_chat(person)
    world.say(person, chat, "/start")
    answer = InlineAnswer(answered=True, results=(article(),))
    world.updates.forget()
    inline.choose(world, person, chat, answer, "1")
    kinds = [sorted(update.keys() - {"update_id"}) for update in await world.updates.take(0, 100, 0)]
    assert kinds == [["message"]]
    world.updates.forget()
    world.bot.inline_feedback = True
    inline.choose(world, person, chat, answer, "1", asked="责任")
    chosen = (await world.updates.take(0, 100, 0))[-1]["chosen_inline_result"]
    assert (chosen["result_id"], chosen["query"], chosen["from"]["id"]) == ("1", "责任", person.id)


async def test_without_setinline_nobody_can_type_the_bots_name(world: Telegram) -> None:
    world.bot.inline_mode = False
    assert world.bot.as_me()["supports_inline_queries"] is False
    with pytest.raises(UserError, match="/setinline"):
        asked(world)


async def test_longer_words_than_telegram_takes_reach_the_bot_cut(world: Telegram) -> None:
    person = world.add_person("陈")
    inline.start(world, person, world.private_chat(person), "廉" * 300)
    [update] = await world.updates.take(0, 100, 0)
    assert update["inline_query"]["query"] == "廉" * 256
