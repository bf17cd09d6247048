"""What Telegram would not understand, the local Telegram does not either."""

from typing import Any

import httpx
import pytest
from desk import PNG, Desk, refusal
from telegram import (
    InputFile,
)
from telegram.error import (
    BadRequest,
    InvalidToken,
)

from emulator.transport import InProcessTransport


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_parameters_come_in_four_ways(way: str, desk: Desk, http: httpx.AsyncClient) -> None:
    values = {"chat_id": str(desk.private.id), "text": "早&好=？", "disable_notification": "true"}
    if way == "query":
        answer = await http.get("sendMessage", params=values)
    elif way == "form":
        answer = await http.post("sendMessage", data=values)
    elif way == "json":
        answer = await http.post("sendMessage", json={**values, "chat_id": desk.private.id})
    else:
        answer = await http.post("sendMessage", files={key: (None, value) for key, value in values.items()})
    assert answer.json()["result"]["text"] == "早&好=？"
    assert desk.world.messages(desk.private)[-1].silent


@pytest.mark.parametrize(
    ("method", "parameters", "told"),
    [
        ("sendMessage", {"text": "早"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": "", "text": "早"}, "Bad Request: chat_id is empty"),
        ("sendMessage", {"chat_id": "组员", "text": "早"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "早"}, "Bad Request: chat not found"),
        ("sendMessage", {"chat_id": 1}, "Bad Request: message text is empty"),
        ("sendMessage", {"chat_id": 1, "text": 7}, 'Bad Request: parameter "text" must be of type String'),
        (
            "sendMessage",
            {"chat_id": 1, "text": "早", "silent": True},
            'Bad Request: parameter "silent" is not known to sendMessage',
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "早", "protect_content": "maybe"},
            'Bad Request: parameter "protect_content" must be of type Boolean',
        ),
        (
            "sendMessage",
            {"chat_id": 1, "text": "早", "reply_markup": "{"},
            "Bad Request: can't parse reply_markup JSON object",
        ),
        ("getUpdates", {"offset": "soon"}, 'Bad Request: parameter "offset" must be of type Integer'),
        (
            "getUpdates",
            {"allowed_updates": ["gossip"]},
            'Bad Request: allowed_updates has an unknown kind of update "gossip"',
        ),
        ("editMessageText", {"text": "改"}, "Bad Request: chat_id is empty"),
        ("deleteMessage", {"chat_id": 1}, "Bad Request: message identifier is not specified"),
        ("getChatMember", {"chat_id": 1}, "Bad Request: invalid user_id specified"),
        ("sendChatAction", {"chat_id": 1, "action": "typing"}, "Bad Request: chat not found"),
        ("getFile", {"file_id": "x"}, "Bad Request: invalid file_id"),
        ("setMyCommands", {"commands": "ask"}, "Bad Request: can't parse commands JSON object"),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "everybody"}},
            "Bad Request: can't parse BotCommandScope: Unsupported type specified",
        ),
        ("sendCarrierPigeon", {}, "Not Found"),
    ],
)
async def test_what_telegram_does_not_know_is_refused(
    method: str, parameters: dict[str, Any], told: str, http: httpx.AsyncClient
) -> None:
    assert await refusal(http, method, **parameters) == told


async def test_a_wrong_token_or_path_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidToken):
        await desk.bot_with("123:wrong").initialize()
    async with httpx.AsyncClient(transport=InProcessTransport(desk.world), base_url="http://local") as client:
        answer = await client.get("/bot123:wrong/getMe")
        assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        for path in ("/", "/bot", f"/bot{desk.world.token}", f"/bot{desk.world.token}/getMe/again"):
            assert (await client.get(path)).status_code == 404


async def test_every_request_is_noted(desk: Desk, http: httpx.AsyncClient) -> None:
    await refusal(http, "sendMessage", chat_id=12345, text="早")
    call = desk.world.calls[-1]
    assert (call.method, call.ok, call.error_code) == ("sendMessage", False, 400)
    assert call.parameters == {"chat_id": 12345, "text": "早"}
    assert call.description == "Bad Request: chat not found"


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        (b"{", "application/json", "Bad Request: can't parse JSON object"),
        (b"--a", "multipart/form-data", "Bad Request: can't parse multipart body"),
        (b"--b\r\n\r\n", "multipart/form-data; boundary=a", "Bad Request: can't parse multipart body"),
        (b"[]", "application/json", "Bad Request: can't parse JSON object"),
        (
            b"chat_id=1&text=%ff",
            "application/x-www-form-urlencoded",
            "Bad Request: strings must be encoded in UTF-8",
        ),
        (
            b'{"chat_id":1,"text":"\\ud800"}',
            "application/json",
            "Bad Request: strings must be encoded in UTF-8",
        ),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    content: bytes, kind: str, told: str, http: httpx.AsyncClient
) -> None:
    answer = await http.post("sendMessage", content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["description"]) == (400, told)


async def test_a_file_that_was_not_attached_is_missed(desk: Desk, http: httpx.AsyncClient) -> None:
    chat_id = desk.private.id
    for value, told in (
        ("attach://card", "Bad Request: wrong file identifier/HTTP URL specified"),
        ("nothing", "Bad Request: wrong file identifier/HTTP URL specified"),
    ):
        assert await refusal(http, "sendPhoto", chat_id=chat_id, photo=value) == told
    answer = await http.post("sendMessage", data={"chat_id": chat_id, "text": "早"}, files={"card": PNG})
    assert answer.json()["description"] == 'Bad Request: parameter "card" is not known to sendMessage'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "file must be non-empty"),
        (b"\xff\xd8\xff\xe0\x00\x04ab", "IMAGE_PROCESS_FAILED"),
        (PNG[:16] + b"\x00\x00\x27\x10\x00\x00\x00\x01" + PNG[24:], "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_a_picture_telegram_refuses_is_refused(
    content: bytes, told: str, desk: Desk, http: httpx.AsyncClient
) -> None:
    answer = await http.post("sendPhoto", data={"chat_id": desk.private.id}, files={"photo": content})
    assert answer.json()["description"] == f"Bad Request: {told}"


async def test_a_jpeg_has_a_size_too(desk: Desk) -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff\xc0\x00\x11\x08\x00\x40\x00\x80" + bytes(12)
    sent = await desk.bot.send_photo(desk.private.id, InputFile(jpeg))
    assert (sent.photo[0].width, sent.photo[0].height) == (128, 64)


async def test_a_file_needs_the_token_and_its_own_path(desk: Desk) -> None:
    async with httpx.AsyncClient(transport=InProcessTransport(desk.world), base_url="http://local") as client:
        assert (await client.get("/file/bot123:wrong/photos/x")).status_code == 401
        assert (await client.get(f"/file/bot{desk.world.token}/photos/x")).status_code == 404


async def test_members_nobody_knows_are_refused(desk: Desk, http: httpx.AsyncClient) -> None:
    known = {"chat_id": desk.private.id}
    assert await refusal(http, "getChatMember", **known, user_id=4) == "Bad Request: invalid user_id specified"
    assert (
        await refusal(http, "getChatMember", **known, user_id=desk.owner.id) == "Bad Request: member not found"
    )
    assert (await desk.bot.get_chat_member(desk.group.id, 1087968824)).status == "left"
    assert (await desk.bot.get_chat_member(desk.group.id, desk.bot.id)).status == "member"


async def test_media_have_no_text_to_edit(desk: Desk) -> None:
    sent = await desk.bot.send_photo(desk.private.id, InputFile(PNG))
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await sent.edit_text("改")


async def test_limits_of_answers_captions_and_actions_hold(desk: Desk, http: httpx.AsyncClient) -> None:
    here = {"chat_id": desk.private.id}
    assert await refusal(http, "answerCallbackQuery", callback_query_id="1", text="长" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    assert await refusal(http, "sendChatAction", **here, action="sleeping") == (
        "Bad Request: wrong parameter action in request"
    )
    answer = await http.post("sendPhoto", data={**here, "caption": "长" * 1025}, files={"photo": PNG})
    assert answer.json()["description"] == "Bad Request: message caption is too long"


async def test_reply_parameters_are_read_strictly(desk: Desk, http: httpx.AsyncClient) -> None:
    here = {"chat_id": desk.private.id, "text": "答"}
    for reply, told in (
        ({}, 'Field "message_id" must be of type Integer'),
        ({"message_id": 1, "loud": True}, 'field "loud" is not known'),
    ):
        assert await refusal(http, "sendMessage", **here, reply_parameters=reply) == (
            f"Bad Request: can't parse ReplyParameters: {told}"
        )
    assert await refusal(http, "sendMessage", **here, link_preview_options={"loud": True}) == (
        'Bad Request: can\'t parse LinkPreviewOptions: field "loud" is not known'
    )


async def test_menus_are_read_strictly(desk: Desk, http: httpx.AsyncClient) -> None:
    commands = [{"command": "ask", "description": "提问"}]
    for parameters, told in (
        ({"commands": commands * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{"command": "ask", "description": " "}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": commands, "language_code": "chinese"}, "invalid language code specified"),
        ({"commands": commands, "scope": {"type": "chat", "chat_id": 4}}, "chat not found"),
        (
            {"commands": commands, "scope": {"type": "chat"}},
            "can't parse BotCommandScope: fields chat_id, type are expected",
        ),
        (
            {"commands": commands, "scope": {"type": "chat_administrators", "chat_id": desk.private.id}},
            "can't use the scope in the chat",
        ),
        (
            {"commands": [{"command": "ask"}]},
            'can\'t parse BotCommand: fields "command" and "description" are expected',
        ),
    ):
        assert await refusal(http, "setMyCommands", **parameters) == f"Bad Request: {told}"
    assert await refusal(http, "setMyName", name="长" * 65) == "Bad Request: bot name is too long"
