"""What the local Telegram takes and answers, against a machine-readable copy of the Bot API's page.

The copy is not part of the project: where it does not lie beside the checkout, these tests are skipped.
"""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from clock import FakeClock

from emulator import inline, polls
from emulator.keyboards import ACTIONS, LOOKS
from emulator.methods import METHODS
from emulator.parameters import (
    boolean,
    chat_id,
    input_file,
    integer,
    integers,
    json_object,
    json_objects,
    string,
    strings,
)
from emulator.receiving import OTHER_KINDS
from emulator.samples import FIELDS, PLAIN
from emulator.telegram import Telegram
from emulator.transport import InProcessTransport
from emulator.updates import KINDS
from emulator.users import Person

SPEC_FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "botapi.json"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x01\x00\x08\x02\x00\x00\x00"
# What each reader of parameters stands for in the page's words.
READERS: dict[Any, Callable[[list[str]], bool]] = {
    integer: lambda types: types == ["Integer"],
    boolean: lambda types: types == ["Boolean"],
    string: lambda types: types == ["String"],
    chat_id: lambda types: set(types) <= {"Integer", "String"} and "Integer" in types,
    input_file: lambda types: "InputFile" in types,
    strings: lambda types: types == ["Array of String"],
    integers: lambda types: types == ["Array of Integer"],
    json_objects: lambda types: all(name.startswith("Array of ") for name in types),
    json_object: lambda types: all(name[0].isupper() and name not in PLAIN_TYPES for name in types),
}
PLAIN_TYPES: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "String": (str,),
    "Boolean": (bool,),
    "Float": (float, int),
}
# What the emulator requires and the page does not.
REQUIRED_HERE = {
    ("editMessageText", "text"),  # the page also knows rich messages, which the emulator does not
}


class Spec:
    """The page as data, and the question whether a value is of one of its types."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.methods: dict[str, Any] = data["methods"]
        self.types: dict[str, Any] = data["types"]

    def problems(self, value: object, types: list[str], path: str) -> list[str]:
        """Return what is wrong with `value` as a value of the best fitting of `types`."""
        found = [list(self._problems_as(value, name, path)) for name in types]
        return min(found, key=len) if found else [f"{path}: no type"]

    def _problems_as(self, value: object, name: str, path: str) -> Iterator[str]:
        if name.startswith("Array of "):
            if not isinstance(value, list):
                yield f"{path}: {value!r} is no array"
                return
            for number, item in enumerate(value):
                yield from self.problems(item, [name.removeprefix("Array of ")], f"{path}[{number}]")
        elif name in PLAIN_TYPES:
            wrong = not isinstance(value, PLAIN_TYPES[name])
            if wrong or (isinstance(value, bool) and name != "Boolean"):
                yield f"{path}: {value!r} is no {name}"
        elif subtypes := self.types[name].get("subtypes"):
            yield from self.problems(value, subtypes, path)
        else:
            yield from self._problems_of_object(value, name, path)

    def _problems_of_object(self, value: object, name: str, path: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{path}: {value!r} is no {name}"
            return
        fields = {field["name"]: field for field in self.types[name].get("fields", [])}
        yield from (f"{path}: {name} has no field {key}" for key in value.keys() - fields.keys())
        for key, field in fields.items():
            if key in value:
                yield from self.problems(value[key], field["types"], f"{path}.{key}")
            elif field["required"]:
                yield f"{path}: {name} lacks {key}"
        if name.startswith("ChatMember") and isinstance(value.get("status"), str):
            description = next(field["description"] for field in self.types[name]["fields"])
            if value["status"] not in description:
                yield f"{path}: {value['status']} is not the status of {name}"


@pytest.fixture(scope="module")
def spec() -> Spec:
    if not SPEC_FILE.is_file():
        pytest.skip("the Bot API's specification does not lie beside this checkout")
    return Spec(json.loads(SPEC_FILE.read_text(encoding="utf-8")))


def test_every_method_and_parameter_is_telegrams(spec: Spec) -> None:
    for method in METHODS.values():
        fields = {field["name"]: field for field in spec.methods[method.name].get("fields", [])}
        for name, parameter in method.parameters.items():
            field = fields[name]
            assert READERS[parameter.read](field["types"]), f"{method.name}.{name} is {field['types']}"
            if (method.name, name) not in REQUIRED_HERE:
                assert parameter.required == field["required"], f"{method.name}.{name}: required?"
        required = {name for name, field in fields.items() if field["required"]}
        assert required <= method.parameters.keys(), method.name


def test_every_kind_of_update_is_telegrams(spec: Spec) -> None:
    kinds = {field["name"] for field in spec.types["Update"]["fields"]} - {"update_id"}
    assert set(KINDS) | OTHER_KINDS == kinds


def test_every_button_is_telegrams(spec: Spec) -> None:
    assert {field["name"] for field in spec.types["InlineKeyboardButton"]["fields"]} >= ACTIONS | LOOKS


class Caller:
    """Calls methods over the API and keeps what is wrong with each answer."""

    def __init__(self, world: Telegram, spec: Spec, client: httpx.AsyncClient) -> None:
        self.world = world
        self.spec = spec
        self.problems: list[str] = []
        self.called: set[str] = set()
        self._client = client

    async def call(self, method: str, **parameters: object) -> object:
        """Call with a JSON body, check the answer, return its result."""
        return self._checked(method, await self._client.post(method, json=parameters))

    async def sent(self, method: str, **parameters: object) -> dict[str, Any]:
        """Call a method that answers with the message it sent."""
        message = await self.call(method, **parameters)
        assert isinstance(message, dict)
        return message

    async def upload(self, method: str, chat_id: int, name: str, content: bytes) -> dict[str, Any]:
        """Send a file as multipart."""
        fields = {"chat_id": str(chat_id), "caption": "请看"}
        message = self._checked(method, await self._client.post(method, data=fields, files={name: content}))
        assert isinstance(message, dict)
        return message

    def _checked(self, method: str, answer: httpx.Response) -> object:
        body = answer.json()
        assert body["ok"], body
        self.called.add(method)
        self.problems += self.spec.problems(body["result"], self.spec.methods[method]["returns"], method)
        result: object = body["result"]
        return result

    async def updates(self) -> None:
        """Fetch all updates, check and confirm them."""
        updates = await self.call("getUpdates", allowed_updates=list(KINDS))
        if isinstance(updates, list) and updates:
            await self.call("getUpdates", offset=updates[-1]["update_id"] + 1)


@pytest.fixture
async def caller(spec: Spec) -> AsyncIterator[Caller]:
    world = Telegram(FakeClock())
    async with httpx.AsyncClient(
        transport=InProcessTransport(world), base_url=f"http://local/bot{world.token}/"
    ) as client:
        yield Caller(world, spec, client)


async def test_every_answer_and_update_is_telegrams(caller: Caller) -> None:
    await caller.call("getUpdates", allowed_updates=list(KINDS))
    await people_do_everything(caller)
    await the_bot_does_everything(caller)
    await caller.updates()
    assert not caller.problems
    assert caller.called == {method.name for method in METHODS.values()}


async def people_do_everything(caller: Caller) -> None:
    world = caller.world
    owner, member = world.add_person("组长", username="group_head"), world.add_person("组员")
    private = world.private_chat(member)
    question = world.say(member, private, "/ask @qingfeng_bot https://a.cn #廉洁 a@b.cn")
    world.edit(member, question, "三重一大是什么")
    for kind in (*FIELDS, *PLAIN):
        world.send_media(member, private, kind, caption="请看" if kind in FIELDS else "")
    world.block_bot(member)
    world.unblock_bot(member)
    for chat in (
        world.add_group("小组", owner, kind="group"),
        world.add_group("学习组", owner),
        world.add_group("论坛", owner, forum=True),
        world.add_channel("通告", owner),
    ):
        world.add_bot(chat, owner)
        world.add_member(chat, member)
        world.set_status(chat, owner, "creator", anonymous=True)
        world.say(owner, chat, "/ask 问")
        world.promote_bot(chat, owner)
        await caller.call("getChat", chat_id=chat.id)
        await caller.call("getChatMemberCount", chat_id=chat.id)
        for status in ("administrator", "member", "left", "kicked", "restricted"):
            world.set_status(chat, member, status)
            await caller.call("getChatMember", chat_id=chat.id, user_id=member.id)
        await caller.call("getChatAdministrators", chat_id=chat.id)
        if chat.is_forum:
            topic = world.add_topic(chat, "廉洁")
            world.say(owner, chat, "/ask 话题里", thread_id=topic.id)
            world.close_topic(chat, topic)
            world.reopen_topic(chat, topic)
        world.remove_bot(world.migrate(chat) if chat.kind == "group" else chat, owner)
    await caller.updates()


async def the_bot_answers_inline(caller: Caller, person: Person) -> None:
    world, private = caller.world, caller.world.private_chat(person)
    query, answer = inline.start(world, person, private, "责任")
    await caller.call(
        "answerInlineQuery",
        inline_query_id=query.id,
        results=[
            {
                "type": "article",
                "id": "1",
                "title": "题",
                "description": "出处",
                "input_message_content": {"message_text": "<b>原文</b>", "parse_mode": "HTML"},
            }
        ],
        cache_time=60,
        is_personal=True,
        next_offset="15",
        button={"text": "点这里", "start_parameter": "inline"},
    )
    world.bot.inline_feedback = True
    inline.choose(world, person, private, await answer, "1", asked="责任")


async def the_bot_does_everything(caller: Caller) -> None:
    world = caller.world
    person = world.add_person("来人")
    private = world.private_chat(person)
    world.say(person, private, "/start")
    here: dict[str, object] = {"chat_id": private.id}
    for name in ("getMe", "getWebhookInfo", "getMyName", "getMyDescription", "getMyShortDescription"):
        await caller.call(name)
    await caller.call("getChat", **here)
    await caller.call("sendChatAction", **here, action="typing")
    sent = await caller.sent(
        "sendMessage",
        **here,
        text="<blockquote>三重<b>一大</b></blockquote><a href='a.cn'>出处</a>",
        parse_mode="HTML",
        reply_markup={"inline_keyboard": [[{"text": "上下文", "callback_data": "c"}]]},
        link_preview_options={"is_disabled": True},
        protect_content=True,
    )
    await the_bot_answers_inline(caller, person)
    there = {**here, "message_id": sent["message_id"]}
    reply = {"message_id": sent["message_id"], "quote": "三重"}
    await caller.call("sendMessage", **here, text="答", reply_parameters=reply)
    message = world.message(private, sent["message_id"])
    assert message is not None
    query, answer = world.start_tap(person, message, 0)
    assert query is not None
    await caller.updates()
    await caller.call("answerCallbackQuery", callback_query_id=query.id, text="好")
    assert (await answer).text == "好"
    await caller.call("editMessageText", **there, text="改")
    await caller.call(
        "editMessageReplyMarkup",
        **there,
        reply_markup={"inline_keyboard": [[{"text": "看", "url": "https://a.cn"}]]},
    )
    await caller.call("deleteMessage", **there)
    photo = await caller.upload("sendPhoto", private.id, "photo", PNG)
    quiz = await caller.sent(
        "sendPoll",
        **here,
        question="一岗双责是什么？",
        options=[{"text": "对"}, {"text": "错"}],
        type="quiz",
        correct_option_ids=[0],
        explanation="原文",
        is_anonymous=False,
    )
    asked = world.message(private, quiz["message_id"])
    assert asked is not None
    polls.vote(world, person, asked, 1)
    await caller.updates()
    await caller.upload("sendDocument", private.id, "document", "讲话".encode())
    await caller.call("getFile", file_id=photo["photo"][0]["file_id"])
    await caller.call("setMyCommands", commands=[{"command": "ask", "description": "提问"}])
    await caller.call("getMyCommands")
    await caller.call("deleteMyCommands")
    await caller.call("setMyName", name="清风")
    await caller.call("setMyDescription", description="一问一答")
    await caller.call("setMyShortDescription", short_description="廉洁")
    await caller.call("setChatMenuButton", menu_button={"type": "commands"})
    await caller.call("getChatMenuButton")
    group = world.add_group("小组", person)
    world.add_bot(group, person)
    await caller.call("leaveChat", chat_id=group.id)
    await caller.call("setWebhook", url="https://a.cn/")
    await caller.call("deleteWebhook")
