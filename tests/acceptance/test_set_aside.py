"""What cannot be handled is set aside: its sender and the operators are told, its bytes can be looked at."""

import asyncio
import base64
import json
from pathlib import Path

import pytest
from command_line import bot
from office import Office
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from core.settings import QuestionSettings
from handlers.context import Context
from handlers.errors import APOLOGY
from handlers.people.operators import report_set_aside
from handlers.updates.aside import SORRY
from handlers.updates.attempts import LONGEST_HOLD
from services.asking.answers import AnswerService
from storage.database import Database
from storage.tables.access import memberships
from storage.tables.chats import chats, subscriptions

QUESTION = "三重一大是什么"
ANSWER = "重大问题决策"


async def fails(*_: object, **__: object) -> None:
    raise RuntimeError("a defect")


async def lines(folder: Path) -> list[dict[str, object]]:
    result = await asyncio.to_thread(bot, "records", "aside", BOT_STORAGE__FOLDER=str(folder))
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


async def test_what_a_defect_keeps_from_an_answer_can_be_looked_at(
    run_office: Office, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("/start")
    with monkeypatch.context() as patched:
        patched.setattr(AnswerService, "ask", fails)
        await chen.says(QUESTION)
    assert chen.sees() == APOLOGY
    await report_set_aside(Context(run_office.app))
    assert "有 1 条消息" in wu.sees()
    told = len(wu.answers())
    await report_set_aside(Context(run_office.app))
    assert len(wu.answers()) == told
    [line] = await lines(office_folder)
    assert str(line["reason"]).startswith("RuntimeError at speeches.py")
    assert QUESTION in json.loads(base64.b64decode(str(line["content"])))["message"]["text"]
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    assert await lines(office_folder) == []


async def test_the_operators_are_told_once_an_hour(run_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("/start")
    told = len(wu.answers())
    monkeypatch.setattr(AnswerService, "ask", fails)
    for _ in range(6):
        await chen.says(QUESTION)
        await report_set_aside(Context(run_office.app))
        await run_office.clock.advance(1200)
    assert len(wu.answers()) - told == 2


async def test_where_no_words_are_kept_none_are_set_aside(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    database = Database.in_folder(office_folder)
    office = await Office.open(database, questions=QuestionSettings(keep="none"))
    chen = office.colleague("陈")
    monkeypatch.setattr(AnswerService, "ask", fails)
    await chen.says(QUESTION)
    [line] = await lines(office_folder)
    assert line["content"] is None
    assert line["size"]
    await chen.says("/privacy")
    assert "只记时间和原因" in chen.sees()
    await office.close()
    await database.close()


async def test_whoever_sent_what_cannot_be_read_is_told(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/start")
    group = await office.group("机关", chen)
    where = {"private": chen.private, "supergroup": group}
    for kind, chat in where.items():
        broken = {"message_id": 1, "chat": {"id": chat.id, "type": kind}, "date": "yesterday", "text": "喂"}
        await office.hears("message", broken)
    assert chen.sees() == SORRY
    assert not any(message.text == SORRY for message in chen.answers(group))
    named = {"text": f"@{office.world.bot.username} 喂", "date": "yesterday", "message_id": 1}
    await office.hears("message", named | {"chat": {"id": group.id, "type": "supergroup"}})
    assert chen.sees(group) == SORRY


async def test_a_question_waits_for_the_database(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def is_gone(*_: object) -> None:
        raise OperationalError("select", None, OSError("the server is restarting"))

    chen = office.colleague("陈")
    with monkeypatch.context() as patched:
        patched.setattr(AnswerService, "ask", is_gone)
        await chen.says(QUESTION)
        assert chen.answers() == []
    await office.clock.until_so(lambda: bool(chen.answers()))
    assert [ANSWER in message.text for message in chen.answers()] == [True]


async def test_a_database_that_does_not_come_back_is_apologised_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def is_gone(*_: object) -> None:
        raise OperationalError("select", None, OSError("no such file"))

    chen = office.colleague("陈")
    monkeypatch.setattr(AnswerService, "ask", is_gone)
    await chen.says(QUESTION)
    await office.clock.until_so(lambda: bool(chen.answers()), at_most=LONGEST_HOLD + 15)
    assert [message.text for message in chen.answers()] == [APOLOGY]


@pytest.mark.parametrize("number", [True, 1.5, "5", 2**70, None])
async def test_odd_numbers_in_a_message_keep_nobody_else_from_an_answer(office: Office, number: object) -> None:
    chen = office.colleague("陈")
    odd = {"message_id": number, "chat": {"id": number, "type": "private"}, "date": 1, "text": QUESTION}
    office.world.updates.put("message", odd | {"from": {"id": number, "is_bot": False, "first_name": "x"}})
    await chen.says(QUESTION)
    assert ANSWER in chen.sees()
    assert await office.services.intake.waiting(office.app.bot.id) == 0


@pytest.mark.parametrize("half", ["\ud800", "三\ud83d重"])
async def test_half_a_character_holds_up_nobody(run_office: Office, half: str) -> None:
    """It can be written into no request: that is no silence of Telegram's, which would be waited for."""
    office = run_office
    chen, wu = office.colleague("陈"), office.colleague("吴")
    chat = await office.group("机关党委", chen, wu)
    await wu.says("/start")
    private, group = (await chen.says("你好")).as_message(), (await chen.says("大家好", chat)).as_message()
    commands, own = ("/subscribe ", "/p ", "/ask ", "/suggest ", "", "/"), ("/me", "/role")
    odd = [
        group | {"text": "@qingfeng_bot 三重一大", "chat": group["chat"] | {"id": half}},
        *(private | {"text": f"{said}{half}"} for said in commands),
        *(private | {"text": said, "from": private["from"] | {"first_name": half}} for said in own),
        group | {"text": "@qingfeng_bot /subscribe", "chat": group["chat"] | {"title": half}},
    ]
    began = office.clock.monotonic()
    for number, one in enumerate(odd):
        office.world.updates.put("message", one | {"message_id": 5000 + number})
        await office.deals()
        await office.clock.advance(60)
    assert await office.services.intake.waiting(office.app.bot.id) == 0
    before = len(chen.answers())
    await chen.says(QUESTION)
    assert ANSWER in chen.sees()
    assert len(chen.answers()) == before + 1
    assert office.clock.monotonic() - began < LONGEST_HOLD


@pytest.mark.parametrize("number", [True, False, 1.5, 2**63, -(2**63) - 1, 2**70, "5", "a\0b", [], {}])
async def test_a_number_that_is_none_moves_nobody_and_makes_nobody_a_member(
    run_office: Office, number: object
) -> None:
    office = run_office
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("/subscribe 9:30", chat)
    sent = (await chen.says("大家好", chat)).as_message()
    bare = {key: value for key, value in sent.items() if key != "text"}
    who, nobody = bare["from"], bare["from"] | {"id": number}
    where, nowhere = {"chat": bare["chat"], "date": bare["date"]}, {"chat": bare["chat"] | {"id": number}}
    joins = {"old_chat_member": {"user": nobody, "status": "left"}}
    joins |= {"new_chat_member": {"user": nobody, "status": "member"}}
    press = {"id": "7", "chat_instance": "1", "data": "q:1"}
    odd: list[tuple[str, dict[str, object]]] = [
        ("message", bare | {"migrate_to_chat_id": number}),
        ("message", bare | nowhere | {"migrate_from_chat_id": chat.id}),
        ("message", bare | {"new_chat_members": [nobody]}),
        ("message", bare | {"left_chat_member": nobody}),
        ("chat_member", where | joins | {"from": who}),
        ("my_chat_member", where | nowhere | joins | {"from": who}),
        ("callback_query", press | {"from": nobody, "message": sent}),
        ("callback_query", press | {"from": who, "message": sent | {"message_id": number}}),
        ("inline_query", {"id": "8", "from": nobody, "query": "作风", "offset": ""}),
    ]
    before = await _numbers(office)
    for place, (kind, one) in enumerate(odd):
        office.world.updates.put(kind, one | ({"message_id": 7000 + place} if "message_id" in one else {}))
        await office.deals()
    assert await office.services.intake.waiting(office.app.bot.id) == 0
    assert await _numbers(office) == before
    await chen.says(QUESTION)
    assert ANSWER in chen.sees()


async def _numbers(office: Office) -> set[object]:
    """Return all numbers of chats and of members that are kept."""
    async with office.database.connection() as connection:
        columns = (chats.c.chat_id, subscriptions.c.chat_id, memberships.c.user_id)
        return {number for column in columns for number in (await connection.execute(select(column))).scalars()}
