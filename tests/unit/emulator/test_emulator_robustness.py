"""Whatever a bot sends, the local Telegram answers or refuses; it never breaks."""

import asyncio
import contextlib
import html
from typing import Any

from clock import FakeClock
from hypothesis import given, settings
from hypothesis import strategies as some

from emulator import entities as found
from emulator.errors import ApiError, BadRequest
from emulator.markup import parse_html
from emulator.methods import METHODS, Method
from emulator.telegram import Telegram

CHAT_ID = 5_000_000_001
HERE = "here"  # stands for the message of the bot that is there
PLAIN = (
    some.none()
    | some.booleans()
    | some.integers(-3, 10**12)
    | some.floats(allow_nan=False)
    | some.text(max_size=8)
    | some.sampled_from(
        ["bold", "chat", "chat_member", "commands", "HTML", "typing", "{", "[1]", "<b>a</b>", "@a"]
    )
)


def like(sample: object) -> some.SearchStrategy[Any]:
    """Return values built like `sample` with any part of it gone, strange or doubled."""
    if isinstance(sample, dict):
        built: some.SearchStrategy[Any] = some.fixed_dictionaries(
            {}, optional={key: like(value) for key, value in sample.items()}
        )
    elif isinstance(sample, list):
        built = some.lists(like(sample[0]), max_size=2)
    else:
        return some.just(sample) | PLAIN
    return built | PLAIN | some.just(sample)


ENTITY = {"type": "bold", "offset": 0, "length": 1}
BUTTON = {
    "text": "好",
    "callback_data": "x",
    "url": "https://a.cn",
    "copy_text": {"text": "抄"},
    "style": "danger",
}
SAMPLES: dict[str, Any] = {
    "action": "typing",
    "allowed_updates": ["message"],
    "caption": "卡片",
    "caption_entities": [ENTITY],
    "callback_query_id": "1",
    "commands": [{"command": "ask", "description": "提问"}],
    "entities": [ENTITY],
    "file_id": "file-1",
    "link_preview_options": {"is_disabled": True, "url": "https://a.cn"},
    "menu_button": {"type": "commands"},
    "parse_mode": "HTML",
    "reply_markup": {"inline_keyboard": [[BUTTON]]},
    "scope": {"type": "chat_member", "chat_id": CHAT_ID, "user_id": CHAT_ID},
    "text": "答<b>复</b>",
    "url": "https://a.cn:8443/",
    "user_id": CHAT_ID,
    "chat_id": CHAT_ID,
    "message_id": HERE,
    "reply_parameters": {
        "message_id": HERE,
        "chat_id": CHAT_ID,
        "quote": "早",
        "quote_parse_mode": "HTML",
        "quote_entities": [ENTITY],
        "allow_sending_without_reply": True,
    },
}


async def answer(method: Method, parameters: dict[str, Any]) -> None:
    """Call the method in a world where the bot has sent one message; HERE becomes its id."""
    world = Telegram(FakeClock())
    person = world.add_person("组员")
    chat = world.private_chat(person)
    assert chat.id == CHAT_ID
    world.say(person, chat, "/start")
    sent = await METHODS["sendmessage"].call(world, {"chat_id": chat.id, "text": "早"}, {})
    assert isinstance(sent, dict)
    for holder in (parameters, parameters.get("reply_parameters")):
        if isinstance(holder, dict) and holder.get("message_id") == HERE:
            holder["message_id"] = sent["message_id"]
    await method.call(world, parameters, {})


@settings(max_examples=300, deadline=None)
@given(some.sampled_from(sorted(METHODS)), some.data())
def test_any_parameters_are_answered_or_refused(name: str, data: some.DataObject) -> None:
    method: Method = METHODS[name]
    names = [parameter for parameter in method.parameters if parameter != "timeout"]
    strange = data.draw(some.sampled_from(names) if names else some.none(), label="strange")
    parameters = {}
    for parameter in names:
        sample = SAMPLES.get(parameter)
        if parameter == strange:
            parameters[parameter] = data.draw(like(sample), label=parameter)
        elif method.parameters[parameter].required:
            parameters[parameter] = sample
    with contextlib.suppress(ApiError):
        asyncio.run(answer(method, parameters))


@given(some.text())
def test_escaped_text_comes_through_markup_unchanged(text: str) -> None:
    try:
        assert parse_html(html.escape(text)) == (text, [])
    except ApiError:
        assert any("\ud800" <= character <= "\udfff" for character in text)


@given(some.text(alphabet="<>/&;ab廉👍 =\"'", max_size=40))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        text, entities = parse_html(markup)
    except BadRequest:
        return
    assert all(entity["offset"] + entity["length"] <= found.utf16(text) for entity in entities)


@given(some.text(alphabet="@/#.:ab1廉👍 ", max_size=60))
def test_what_is_found_in_a_text_lies_within_it_and_apart(text: str) -> None:
    entities = found.in_order(found.find(text))
    ends = [0] + [entity["offset"] + entity["length"] for entity in entities]
    assert all(entity["offset"] >= end for entity, end in zip(entities, ends, strict=False))
    assert ends[-1] <= found.utf16(text)
