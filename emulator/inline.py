"""Inline mode: somebody types @bot and some words in any chat, the bot lists results, one of them is sent."""

import asyncio
import re
from typing import Any

from core.errors import UserError
from core.models import ChatKind
from emulator.chats import Chat
from emulator.errors import BadRequest
from emulator.keyboards import inline_keyboard
from emulator.messages import InlineAnswer, InlineQuery, Message
from emulator.sending import TOO_OLD, message_text
from emulator.telegram import Telegram
from emulator.users import Person

LONGEST_QUERY = 256
MOST_RESULTS = 50
LONGEST_ID = LONGEST_OFFSET = 64  # bytes
CACHED = 300  # seconds, unless the bot says otherwise
LIFETIME = 30.0  # seconds in which an inline query can be answered
START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
# Of the twenty kinds of results this product offers one.
ARTICLE = {
    "type", "id", "title", "input_message_content", "reply_markup", "url",
    "description", "thumbnail_url", "thumbnail_width", "thumbnail_height",
}  # fmt: skip
CONTENT = {"message_text", "parse_mode", "entities", "link_preview_options"}
BUTTON = {"text", "web_app", "start_parameter"}


async def ask(
    world: Telegram,
    person: Person,
    chat: Chat,
    text: str,
    offset: str = "",
    timeout: float = 10,  # noqa: ASYNC109 - the caller's own patience, by name
) -> InlineAnswer:
    """Type @bot and `text` in `chat`; wait for the bot's results. `offset` asks for the next page."""
    _, pending = start(world, person, chat, text, offset)
    try:
        return await asyncio.wait_for(asyncio.shield(pending), timeout)
    except TimeoutError:
        return InlineAnswer(answered=False)


def start(
    world: Telegram, person: Person, chat: Chat, text: str, offset: str = ""
) -> tuple[InlineQuery, "asyncio.Future[InlineAnswer]"]:
    """Ask without waiting: return the query and the answer to come."""
    if not world.bot.inline_mode:
        raise UserError("机器人没有打开行内模式（BotFather 的 /setinline）")
    oldest = world.clock.monotonic() - LIFETIME
    for old in [query for query in world.inline_queries.values() if query.asked < oldest]:
        del world.inline_queries[old.id]
    pending: asyncio.Future[InlineAnswer] = asyncio.get_running_loop().create_future()
    query = InlineQuery(
        str(world.next_id() << 31), person, text[:LONGEST_QUERY], world.clock.monotonic(), pending
    )
    payload = {
        "id": query.id,
        "from": person.as_user(),
        "query": query.text,
        "offset": offset,
        "chat_type": "sender" if chat.kind is ChatKind.PRIVATE else chat.kind.value,
    }
    if world.updates.put("inline_query", payload) is None:
        pending.set_result(InlineAnswer(answered=False))
    else:
        world.inline_queries[query.id] = query
    world.touch()
    return query, pending


def choose(
    world: Telegram,
    person: Person,
    chat: Chat,
    answer: InlineAnswer,
    result_id: str,
    *,
    thread_id: int | None = None,
    asked: str = "",
) -> Message:
    """Send one of the results in the person's name. The bot learns of it if it asked for such feedback.

    Raises KeyError when there is no such result.
    """
    result = next((one for one in answer.results if one["id"] == result_id), None)
    if result is None:
        raise KeyError(result_id)
    sent = world.say_via_bot(person, chat, _message(world, chat, result), thread_id)
    if world.bot.inline_feedback:
        chosen = {"result_id": result_id, "from": person.as_user(), "query": asked}
        world.updates.put("chosen_inline_result", chosen)
    return sent


def answer_inline_query(world: Telegram, values: dict[str, Any]) -> bool:
    """Answer an inline query, once and in time."""
    results = values["results"]
    if len(results) > MOST_RESULTS:
        raise BadRequest("RESULTS_TOO_MUCH")
    if len(values.get("next_offset", "").encode()) > LONGEST_OFFSET:
        raise BadRequest("NEXT_OFFSET_INVALID")
    somewhere = next(iter(world.chats.values()))
    for result in results:
        _check(result)
        _message(world, somewhere, result)
    if len({result["id"] for result in results}) < len(results):
        raise BadRequest("RESULT_ID_DUPLICATE")
    button = values.get("button")
    if button is not None:
        _check_button(button)
    query = world.inline_queries.pop(values["inline_query_id"], None)
    if query is None or world.clock.monotonic() - query.asked > LIFETIME:
        raise BadRequest(TOO_OLD)
    if not query.answer.done():
        query.answer.set_result(
            InlineAnswer(
                answered=True,
                results=tuple(results),
                next_offset=values.get("next_offset", ""),
                cache_time=values.get("cache_time", CACHED),
                is_personal=values.get("is_personal", False),
                button=button,
            )
        )
    world.touch()
    return True


def _check(result: dict[str, Any]) -> None:
    if result.get("type") != "article":
        raise BadRequest("can't parse inline query result: only articles are known here")
    if unknown := result.keys() - ARTICLE:
        raise BadRequest(f'can\'t parse inline query result: field "{min(unknown)}" is not known')
    number = result.get("id")
    if not isinstance(number, str) or not 1 <= len(number.encode()) <= LONGEST_ID:
        raise BadRequest("RESULT_ID_INVALID")
    if not isinstance(result.get("title"), str) or not result["title"].strip():
        raise BadRequest("ARTICLE_TITLE_EMPTY")
    if not isinstance(result.get("description", ""), str):
        raise BadRequest('field "description" must be of type String')


def _message(world: Telegram, chat: Chat, result: dict[str, Any]) -> Message:
    """Return what the result would send. Raises BadRequest."""
    content = result.get("input_message_content")
    if not isinstance(content, dict) or not isinstance(content.get("message_text"), str):
        raise BadRequest("SEND_MESSAGE_TYPE_INVALID")
    if unknown := content.keys() - CONTENT:
        raise BadRequest(f'can\'t parse InputMessageContent: field "{min(unknown)}" is not known')
    text, entities = message_text({**content, "text": content["message_text"]})
    keyboard = inline_keyboard(result.get("reply_markup"), chat, inline_only=True)
    return Message(0, chat, world.clock.now(), text=text, entities=entities, keyboard=keyboard)


def _check_button(button: dict[str, Any]) -> None:
    if unknown := button.keys() - BUTTON:
        raise BadRequest(f'can\'t parse InlineQueryResultsButton: field "{min(unknown)}" is not known')
    if not isinstance(button.get("text"), str) or not button["text"].strip():
        raise BadRequest("SWITCH_PM_TEXT_EMPTY")
    if ("web_app" in button) == ("start_parameter" in button):
        one = "exactly one of the optional fields must be used"
        raise BadRequest(f"can't parse InlineQueryResultsButton: {one}")
    parameter = button.get("start_parameter", "x")
    if not isinstance(parameter, str) or not START_PARAMETER.fullmatch(parameter):
        raise BadRequest("START_PARAM_INVALID")
