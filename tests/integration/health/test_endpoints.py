"""What the running program answers over HTTP: how it stands, in numbers, and nothing about anybody."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from office import Office

from core.models import WarningKind
from handlers.health.endpoints import health_app
from handlers.health.measures import Measures
from handlers.health.state import HEARS, StateService


def states_of(office: Office) -> StateService:
    poller = office.poller
    return StateService(
        office.services,
        office.database,
        office.clock,
        bot_id=office.app.bot.id,
        heard=lambda: poller.last_success,
        in_hand=lambda: poller.in_hand,
    )


@pytest.fixture
async def asking(run_office: Office) -> AsyncIterator[httpx.AsyncClient]:
    app = health_app(states_of(run_office), Measures())
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://health") as client:
        yield client


async def test_a_program_that_has_not_begun_is_alive_and_not_ready(asking: httpx.AsyncClient) -> None:
    assert (await asking.get("/healthz")).text == "ok\n"
    answer = await asking.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["problems"] == ["starting"]


async def test_a_program_at_work_says_what_it_did_last_and_what_comes(
    run_office: Office, asking: httpx.AsyncClient
) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/subscribe 9:00")
    await run_office.push()
    await run_office.settle()
    answer = await asking.get("/readyz")
    assert answer.status_code == 200
    said = answer.json()
    assert said["ready"] is True
    assert (said["problems"], said["warnings"]) == ([], [])
    assert said["last_heard_seconds"] == said["last_tick_seconds"] == 0
    assert said["next_push"].endswith("09:00:00+08:00")
    assert (said["backlog"], said["pushes_due"], said["in_hand"]) == (0, 0, 0)
    assert said["last_write_seconds"] is not None


async def test_a_program_that_hears_nothing_is_not_ready(run_office: Office, asking: httpx.AsyncClient) -> None:
    await run_office.settle()
    await run_office.push()
    await run_office.clock.advance(HEARS + 1)
    answer = await asking.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["problems"] == ["telegram", "pushes"]
    assert (await asking.get("/healthz")).status_code == 200


async def test_a_database_that_does_not_answer_is_a_problem_and_no_error(
    run_office: Office, asking: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await run_office.settle()
    await run_office.push()

    async def gone(*_: object) -> int:
        raise TimeoutError

    monkeypatch.setattr(type(run_office.services.intake), "waiting", gone)
    answer = await asking.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["problems"] == ["database"]
    assert answer.json()["backlog"] is None
    assert (await asking.get("/metrics")).status_code == 200


async def test_the_figures_are_in_prometheus_form(run_office: Office, asking: httpx.AsyncClient) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/subscribe 9:00")
    await run_office.comes(0, 9)
    await run_office.settle()
    answer = await asking.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert "qingfeng_ready 1.0" in lines
    assert 'qingfeng_pushes_today{state="sent"} 1.0' in lines
    assert "qingfeng_updates_backlog 0.0" in lines
    assert any(line.startswith("qingfeng_database_bytes ") for line in lines)
    assert any(line.startswith("process_resident_memory_bytes ") for line in lines)


async def test_nobody_is_named(run_office: Office, asking: httpx.AsyncClient) -> None:
    chen = run_office.colleague("陈秘密")
    group = await run_office.group("秘密工会", chen)
    await chen.says("/subscribe 9:00", group)
    await chen.says("三重一大是什么秘密")
    await run_office.services.warnings.begin(WarningKind.GROUP, "秘密工会", str(group.id))
    await run_office.services.warnings.begin(WarningKind.BACKUP, "秘密的磁盘")
    for path in ("/readyz", "/metrics", "/healthz"):
        said = (await asking.get(path)).text
        said += json.dumps(said)
        for private in ("秘密", str(chen.person.id), str(group.id), run_office.world.token, "工会"):
            assert private not in said, (path, private)
    assert (await asking.get("/readyz")).json()["warnings"] == ["backup", "group"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/"])
async def test_nothing_but_get_is_taken(asking: httpx.AsyncClient, method: str, path: str) -> None:
    answer = await asking.request(method, path, content=b"x" * 100_000 if method == "POST" else None)
    assert answer.status_code in {404, 405}


@pytest.mark.parametrize("path", ["/", "/sim", "/readyz/x", "/%2e%2e/etc/passwd", "/bot1:a/getMe"])
async def test_there_is_nothing_else(asking: httpx.AsyncClient, path: str) -> None:
    assert (await asking.get(path)).status_code == 404


async def test_who_asks_often_asks_the_database_once_a_second(
    run_office: Office, asking: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    waiting = type(run_office.services.intake).waiting

    async def counted(*arguments: object) -> int:
        nonlocal asked
        asked += 1
        return await waiting(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(type(run_office.services.intake), "waiting", counted)
    for _ in range(50):
        await asking.get("/readyz")
    assert asked == 1


async def test_the_next_push_is_found_when_it_is_days_away(
    run_office: Office, asking: httpx.AsyncClient
) -> None:
    chen = run_office.colleague("陈")
    await chen.says("/subscribe 周五 9:00")
    await run_office.settle()
    moment = (await asking.get("/readyz")).json()["next_push"]
    today = run_office.clock.now().astimezone(run_office.services.settings.reminder.zone).date()
    assert moment.startswith(str(today + timedelta(days=4)))  # the office's clock begins on a Monday


async def test_damage_is_a_problem(run_office: Office, asking: httpx.AsyncClient) -> None:
    await run_office.settle()
    await run_office.push()
    run_office.database.writing.damage = "损坏"
    assert (await asking.get("/readyz")).json()["problems"] == ["database"]
    run_office.database.writing.damage = ""
