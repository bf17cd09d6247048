"""The local chat's own JSON: what the page is told, what it may ask for, whom it answers."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from core.clock import SystemClock
from emulator.demo import furnish
from emulator.server import LocalServer
from emulator.sim import PAGE, local_chat
from emulator.telegram import Telegram

QUICK = 10.0  # seconds in which a server must have stopped: fewer than between two signs of life
SITE = "http://127.0.0.1:8765"


class Chat:
    """The page's side of the wire."""

    def __init__(self, world: Telegram, client: httpx.AsyncClient) -> None:
        self.world = world
        self.client = client

    async def state(self, **query: str | int) -> dict[str, Any]:
        answer = await self.client.get("/sim/state", params=query)
        result: dict[str, Any] = answer.json()
        return result

    async def act(self, verb: str, **body: object) -> dict[str, Any]:
        answer = await self.client.post(f"/sim/{verb}", json=body)
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.json()
        return result

    async def refused(self, verb: str, **body: object) -> str:
        answer = await self.client.post(f"/sim/{verb}", json=body)
        assert answer.status_code == 400, answer.text
        return str(answer.json()["error"])

    async def bot(self, method: str, **parameters: object) -> Any:  # noqa: ANN401 - whatever JSON it is
        answer = await self.client.post(f"/bot{self.world.token}/{method}", json=parameters)
        return answer.json()["result"]


class Moves:
    """Counts how often the clock was moved."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self) -> None:
        self.count += 1


@pytest.fixture
def clock() -> SystemClock:
    return SystemClock()


@pytest.fixture
def moves() -> Moves:
    return Moves()


@pytest.fixture
def world(clock: SystemClock) -> Telegram:
    world = Telegram(clock)
    furnish(world)
    return world


@pytest.fixture
async def chat(world: Telegram, clock: SystemClock, moves: Moves) -> AsyncIterator[Chat]:
    app = local_chat(world, clock=clock, on_clock_moved=moves)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=SITE) as client:
        yield Chat(world, client)


def people(world: Telegram) -> list[int]:
    return list(world.people)


def group_of(world: Telegram) -> int:
    return next(chat.id for chat in world.chats.values() if chat.title == "机关工作群")


# What the page is told ----------------------------------------------------------------------------------


async def test_a_newcomer_finds_people_a_group_a_forum_and_a_channel(chat: Chat) -> None:
    records = (await chat.state())["set"]
    kinds = {(record["kind"], record["forum"]) for key, record in records.items() if key.startswith("chat:")}
    assert kinds == {("private", False), ("supergroup", False), ("supergroup", True), ("channel", False)}
    assert next(record["name"] for key, record in records.items() if key.startswith("person:")) == "小陈"


async def test_only_what_changed_is_told_again(chat: Chat) -> None:
    first = await chat.state()
    clerk = people(chat.world)[0]
    said = await chat.act("say", person=clerk, chat=clerk, text="三重一大是什么")
    news = await chat.state(since=first["revision"], boot=first["boot"])
    assert not news["full"]
    assert set(news["set"]) == {f"message:{clerk}:{said['message']}", f"chat:{clerk}"}
    assert news["set"][f"chat:{clerk}"]["started"]


async def test_a_deleted_message_is_told_as_gone(chat: Chat) -> None:
    clerk = people(chat.world)[0]
    said = await chat.act("say", person=clerk, chat=clerk, text="写错了")
    before = await chat.state()
    await chat.act("delete", person=clerk, chat=clerk, message=said["message"])
    news = await chat.state(since=before["revision"], boot=before["boot"])
    assert news["gone"] == [f"message:{clerk}:{said['message']}"]


async def test_a_page_of_an_earlier_start_is_told_everything(chat: Chat) -> None:
    state = await chat.state(since=1, boot="somebody else's")
    assert state["full"]
    assert "bot" in state["set"]


async def test_a_call_is_shown_with_its_answer_and_a_refused_one_with_its_reason(chat: Chat) -> None:
    await chat.bot("getMe")
    await chat.client.post(f"/bot{chat.world.token}/sendMessage", json={"chat_id": 1, "text": "x"})
    records = (await chat.state())["set"]
    calls = [record for key, record in records.items() if key.startswith("call:")]
    assert [(call["method"], call["ok"], call["code"]) for call in calls] == [
        ("getMe", True, None),
        ("sendMessage", False, 400),
    ]
    assert calls[0]["answer"]["username"] == chat.world.bot.username
    assert calls[1]["parameters"]["chat_id"] == 1


async def test_a_refused_call_with_half_a_character_is_shown_too(chat: Chat) -> None:
    half = b'{"chat_id": 1, "text": "\\ud800"}'
    said = {"content-type": "application/json"}
    await chat.client.post(f"/bot{chat.world.token}/sendMessage", content=half, headers=said)
    (call,) = [record for key, record in (await chat.state())["set"].items() if key.startswith("call:")]
    assert (call["code"], call["parameters"]["text"]) == (400, "\ud800")


async def test_what_a_browser_asks_for_by_itself_is_no_call_of_the_bot(chat: Chat) -> None:
    answer = await chat.client.get("/favicon.ico")
    assert answer.status_code == 404
    assert chat.world.calls == []


async def test_typing_shows_until_the_message_comes(chat: Chat) -> None:
    clerk = people(chat.world)[0]
    await chat.act("say", person=clerk, chat=clerk, text="在吗")
    await chat.bot("sendChatAction", chat_id=clerk, action="typing")
    assert (await chat.state())["set"][f"chat:{clerk}"]["typing"]
    await chat.bot("sendMessage", chat_id=clerk, text="在")
    assert not (await chat.state())["set"][f"chat:{clerk}"]["typing"]


async def test_commands_are_those_of_the_person_and_the_chat(chat: Chat) -> None:
    head = people(chat.world)[2]
    group = group_of(chat.world)
    await chat.act("bot", chat=group, by=head, action="add")
    await chat.bot(
        "setMyCommands",
        commands=[{"command": "subscribe", "description": "订阅"}],
        scope={"type": "all_chat_administrators"},
    )
    commands = (await chat.state())["set"][f"chat:{group}"]["commands"]
    assert commands[str(head)] == [{"command": "subscribe", "description": "订阅"}]
    assert commands[str(people(chat.world)[0])] == []


# What the page asks for ---------------------------------------------------------------------------------


async def test_a_tap_brings_the_bots_answer(chat: Chat) -> None:
    clerk = people(chat.world)[0]
    await chat.act("say", person=clerk, chat=clerk, text="在吗")
    keyboard = {"inline_keyboard": [[{"text": "上下文", "callback_data": "c"}]]}
    message = await chat.bot("sendMessage", chat_id=clerk, text="在", reply_markup=keyboard)
    chat.world.updates.forget()
    tap = asyncio.create_task(
        chat.act("tap", person=clerk, chat=clerk, message=message["message_id"], button=0)
    )
    tapped = (await chat.bot("getUpdates", timeout=50))[0]
    query = tapped["callback_query"]["id"]
    await chat.bot("answerCallbackQuery", callback_query_id=query, text="请稍等", show_alert=True)
    assert await tap == {"unanswered": False, "text": "请稍等", "alert": True, "url": ""}


async def test_a_quiz_is_answered_once_and_the_bot_is_told_the_sums(chat: Chat) -> None:
    clerk = people(chat.world)[0]
    await chat.act("say", person=clerk, chat=clerk, text="在吗")
    options = json.dumps([{"text": "对"}, {"text": "错"}])
    quiz = {"question": "是吗？", "options": options, "type": "quiz", "correct_option_ids": "[0]"}
    message = await chat.bot("sendPoll", chat_id=clerk, explanation="原文", **quiz)
    assert message["poll"]["total_voter_count"] == 0
    chat.world.updates.forget()
    await chat.act("vote", person=clerk, chat=clerk, message=message["message_id"], option=1)
    (update,) = await chat.bot("getUpdates", timeout=50)
    assert [option["voter_count"] for option in update["poll"]["options"]] == [0, 1]
    assert "user" not in str(update), "it is anonymous"
    again = await chat.refused("vote", person=clerk, chat=clerk, message=message["message_id"], option=0)
    assert "不能改" in again
    records = (await chat.state())["set"]
    (shown,) = [one for one in records.values() if isinstance(one, dict) and "poll" in one]
    assert shown["poll"]["choices"] == {str(clerk): 1}


async def test_the_page_is_told_of_a_message_that_forces_a_reply(chat: Chat) -> None:
    clerk = people(chat.world)[0]
    await chat.act("say", person=clerk, chat=clerk, text="在吗")
    wants = {"force_reply": True, "input_field_placeholder": "意见"}
    asked = await chat.bot("sendMessage", chat_id=clerk, text="请写下意见。", reply_markup=wants)
    other = await chat.bot("sendMessage", chat_id=clerk, text="在")
    told = (await chat.state())["set"]
    assert told[f"message:{clerk}:{asked['message_id']}"]["forces_reply"] == "意见"
    assert "forces_reply" not in told[f"message:{clerk}:{other['message_id']}"]


async def test_the_clock_moves_and_the_bot_is_told(chat: Chat, clock: SystemClock, moves: Moves) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date()
    await chat.act("clock", to=f"{tomorrow}T08:30")
    assert clock.now().astimezone(UTC).strftime("%F %H:%M") == f"{tomorrow} 00:30"
    assert moves.count == 1
    assert (await chat.state())["set"]["clock"]["moved"]
    await chat.act("clock", back=True)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert not (await chat.state())["set"]["clock"]["moved"]


async def test_a_time_no_calendar_has_is_refused(chat: Chat) -> None:
    assert "时间" in await chat.refused("clock", to="9999-12-31T23:59")


async def test_a_group_is_made_with_people_and_the_bot(chat: Chat) -> None:
    clerk, driver, _ = people(chat.world)
    made = await chat.act("group", person=clerk, title="学习群", people=[driver], bot=True)
    record = (await chat.state())["set"][f"chat:{made['chat']}"]
    assert record["bot"] == "member"
    assert [(member["id"], member["status"]) for member in record["members"]] == [
        (clerk, "creator"),
        (driver, "member"),
    ]


async def test_a_basic_group_becomes_a_supergroup(chat: Chat) -> None:
    clerk = people(chat.world)[0]
    made = await chat.act("group", person=clerk, title="小群", kind="group", bot=True)
    moved = await chat.act("migrate", chat=made["chat"])
    records = (await chat.state())["set"]
    assert records[f"chat:{made['chat']}"]["migrated_to"] == moved["chat"]
    assert records[f"chat:{moved['chat']}"]["kind"] == "supergroup"


async def test_an_ordinary_member_cannot_make_anybody_an_administrator(chat: Chat) -> None:
    clerk, driver, _ = people(chat.world)
    words = await chat.refused(
        "member", chat=group_of(chat.world), person=driver, by=clerk, status="administrator"
    )
    assert "管理员" in words


async def test_an_administrator_may_speak_for_the_group(chat: Chat) -> None:
    clerk, _, head = people(chat.world)
    group = group_of(chat.world)
    await chat.act("member", chat=group, person=clerk, by=head, status="administrator", anonymous=True)
    said = await chat.act("say", person=clerk, chat=group, text="请大家安静")
    message = (await chat.state())["set"][f"message:{group}:{said['message']}"]
    assert message["from"] == {"id": group, "name": "机关工作群", "kind": "chat"}
    assert message["anonymous"]


async def test_everybody_but_the_last_may_vanish(chat: Chat) -> None:
    clerk, driver, head = people(chat.world)
    await chat.act("vanish", person=clerk)
    await chat.act("vanish", person=driver)
    assert "一个人" in await chat.refused("vanish", person=head)
    assert (await chat.state())["set"][f"person:{clerk}"]["deleted"]


async def test_a_blocked_bot_shows_as_blocked(chat: Chat) -> None:
    clerk = people(chat.world)[0]
    await chat.act("block", person=clerk, blocked=True)
    assert (await chat.state())["set"][f"chat:{clerk}"]["blocked"]


async def test_a_fault_strikes_once_and_is_listed_until_then(chat: Chat) -> None:
    await chat.act("faults", kind="retry_after", method="getMe", retry_after=7)
    assert [fault["kind"] for fault in (await chat.state())["set"]["faults"]] == ["retry_after"]
    answer = await chat.client.post(f"/bot{chat.world.token}/getMe")
    assert (answer.status_code, answer.json()["parameters"]) == (429, {"retry_after": 7})
    assert (await chat.state())["set"]["faults"] == []


async def test_topics_open_and_close(chat: Chat) -> None:
    head = people(chat.world)[2]
    forum = next(one.id for one in chat.world.chats.values() if one.is_forum)
    topic = (await chat.act("topic", chat=forum, person=head, action="add", name="答疑"))["topic"]
    await chat.act("topic", chat=forum, person=head, action="close", topic=topic)
    topics = (await chat.state())["set"][f"chat:{forum}"]["topics"]
    assert {"id": topic, "name": "答疑", "closed": True} in topics


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("say", {"person": 1, "chat": 1, "text": "x"}),
        ("say", {"person": "nobody", "chat": 1, "text": "x"}),
        ("person", {"name": ""}),
        ("person", {"name": "小王", "wings": 2}),
        ("clock", {}),
        ("faults", {"kind": "earthquake"}),
    ],
)
async def test_what_makes_no_sense_is_refused_in_words(chat: Chat, verb: str, body: dict[str, object]) -> None:
    assert await chat.refused(verb, **body)


# Whom it answers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "[::"])
@pytest.mark.parametrize("path", ["/", "/sim/state", "/page/main.js", "/bot1:x/getMe"])
async def test_another_hosts_name_is_not_answered(chat: Chat, host: str, path: str) -> None:
    answer = await chat.client.get(path, headers={"Host": host})
    assert answer.status_code == 421


async def test_localhost_is_this_machine_too(chat: Chat) -> None:
    answer = await chat.client.get("/", headers={"Host": "localhost:8765"})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
@pytest.mark.parametrize("path", ["/sim/person", "/bot1000000001:x/getMe"])
async def test_another_sites_page_is_refused(chat: Chat, headers: dict[str, str], path: str) -> None:
    before = len(chat.world.people)
    answer = await chat.client.post(path, json={"name": "小王"}, headers=headers)
    assert answer.status_code == 403
    assert len(chat.world.people) == before


async def test_a_form_is_not_taken_for_json(chat: Chat) -> None:
    answer = await chat.client.post(
        "/sim/person", content='{"name": "小王"}', headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 415


async def test_the_page_may_load_nothing_from_elsewhere(chat: Chat) -> None:
    answer = await chat.client.get("/")
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("file", sorted(PAGE.iterdir()), ids=lambda file: file.name)
def test_no_file_of_the_page_names_another_site_or_makes_markup_of_text(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    allowed = ("http://www.w3.org/", "https://${", "http://${")
    for start in ("http://", "https://"):
        for piece in text.split(start)[1:]:
            assert (start + piece).startswith(allowed)
    for danger in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert danger not in text


# The stream ---------------------------------------------------------------------------------------------


async def events(lines: AsyncIterator[str]) -> AsyncIterator[dict[str, Any]]:
    async for line in lines:
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))


async def test_a_change_reaches_the_stream_at_once_and_the_server_stops_with_a_page_open(
    world: Telegram, clock: SystemClock
) -> None:
    server = LocalServer(local_chat(world, clock=clock))
    address = await server.start()
    clerk = world.people[people(world)[0]]
    async with (
        httpx.AsyncClient(base_url=address, trust_env=False, timeout=60) as client,
        client.stream("GET", "/sim/events") as response,
    ):
        stream = events(response.aiter_lines())
        assert (await anext(stream))["full"]
        said = world.say(clerk, world.private_chat(clerk), "在吗")
        news = await asyncio.wait_for(anext(stream), QUICK)
        assert f"message:{clerk.id}:{said.id}" in news["set"]
        await asyncio.wait_for(server.stop(), QUICK)
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError, StopAsyncIteration)):
            await anext(stream)


async def test_a_file_is_sent_with_its_name_and_words(chat: Chat) -> None:
    state = await chat.state()
    person = next(iter(chat.world.people.values()))
    private = chat.world.private_chat(person)
    content = "讲话".encode() * 100_000
    said = await chat.act(
        "media",
        person=person.id,
        chat=private.id,
        kind="document",
        name="讲话.txt",
        content=base64.b64encode(content).decode(),
    )
    message = next(one for one in chat.world.messages(private) if one.id == said["message"])
    sent = message.media["document"]
    assert (sent["file_name"], sent["file_size"]) == ("讲话.txt", len(content))
    assert chat.world.files[sent["file_id"]].content == content
    assert state["revision"] < (await chat.state())["revision"]
