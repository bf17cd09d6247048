"""The assistant's server as offices have it: it answers, or goes wrong in every way; over a real socket."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from clock import FakeClock
from model_server import KEY, MODEL, Fault, ModelServer
from pydantic import SecretStr

from core.settings import AssistantSettings, Settings
from emulator.server import LocalServer
from services.ways.assistant import PAUSES, AssistantError, OpenAiAssistant

PROMPT = "[1]（写 5 个）公务车出门先登记，回来当天交钥匙。\n- 司机：话直"
TRANSIENT = (Fault.ERROR, Fault.LIMIT, Fault.BROKEN, Fault.HALF_JSON, Fault.IN_STREAM)


class Desk:
    def __init__(self, model: ModelServer, address: str) -> None:
        self.model, self.address, self.clock = model, address, FakeClock()

    def assistant(
        self, *, model: str = MODEL, key: str = "", path: str = "/v1", timeout: float = 600
    ) -> OpenAiAssistant:
        settings = Settings(
            assistant=AssistantSettings.model_construct(
                url=self.address + path, model=model, key_file=None, timeout=timedelta(seconds=timeout)
            ),
            assistant_key=SecretStr(key),
        )
        return OpenAiAssistant(settings, self.clock)

    async def refusal(self, **how: object) -> AssistantError:
        with pytest.raises(AssistantError) as refused:
            await self.clock.until(self.assistant(**how).write(PROMPT))  # type: ignore[arg-type]  # as given
        return refused.value


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    model = ModelServer()
    server = LocalServer(model.app)
    yield Desk(model, await server.start())
    await server.stop()


@pytest.mark.parametrize("streams", [True, False])
async def test_what_it_writes_comes_whole_streamed_or_not(desk: Desk, streams: bool) -> None:
    desk.model.streams = streams
    desk.model.writes = lambda _: "<think>先想一想</think>\n一行\u2028还是一行"
    assert await desk.assistant(key=KEY).write(PROMPT) == "一行\u2028还是一行"
    assert desk.model.asked == [PROMPT]
    assert desk.model.keys == [f"Bearer {KEY}"]


async def test_without_a_key_none_is_sent(desk: Desk) -> None:
    await desk.assistant().write(PROMPT)
    assert desk.model.keys == [""]


@pytest.mark.parametrize("fault", TRANSIENT)
async def test_what_may_pass_is_tried_again(desk: Desk, fault: Fault) -> None:
    desk.model.faults = [fault] * len(PAUSES)
    assert await desk.clock.until(desk.assistant().write(PROMPT))
    assert len(desk.model.asked) == len(PAUSES) + 1


@pytest.mark.parametrize("fault", TRANSIENT)
async def test_what_does_not_pass_ends_the_run_with_a_sentence(desk: Desk, fault: Fault) -> None:
    desk.model.faults = [fault] * 99
    refused = await desk.refusal()
    assert refused.ends
    assert "过一会儿再继续" in str(refused)
    assert len(desk.model.asked) == len(PAUSES) + 1


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault.UNAUTHORIZED, "assistant.key_file"),
        (Fault.NO_MODEL, "assistant.model"),
        (Fault.NO_PATH, "少了末尾的 /v1"),
        (Fault.REDIRECT, "转到了别处"),
        (Fault.LOGIN_PAGE, "不是 OpenAI 兼容接口"),
        (Fault.NOT_JSON, "不是 OpenAI 兼容接口"),
    ],
)
async def test_what_the_operator_has_to_mend_is_said_at_once(
    desk: Desk, caplog: pytest.LogCaptureFixture, fault: Fault, words: str
) -> None:
    desk.model.faults = [fault]
    with caplog.at_level(logging.DEBUG):
        refused = await desk.refusal(key=KEY)
    assert refused.ends
    assert words in str(refused)
    assert len(desk.model.asked) == 1
    assert KEY not in str(refused) + caplog.text


@pytest.mark.parametrize(("fault", "words"), [(Fault.EMPTY, "什么都没有写"), (Fault.GIGANTIC, "停不下来")])
async def test_a_useless_answer_fails_its_task_only(desk: Desk, fault: Fault, words: str) -> None:
    desk.model.faults = [fault]
    refused = await desk.refusal()
    assert not refused.ends
    assert words in str(refused)


async def test_a_wrong_model_and_a_wrong_path_are_told_apart(desk: Desk) -> None:
    assert "没有“big-model”这个模型" in str(await desk.refusal(model="big-model"))
    assert "assistant.url" in str(await desk.refusal(path=""))


async def test_a_server_that_does_not_answer_in_time_fails_its_task_only(desk: Desk) -> None:
    desk.model.faults = [Fault.HANGS]
    refused = await desk.refusal(timeout=0.3)
    assert not refused.ends
    assert "没有等到" in str(refused)


async def test_a_server_that_is_not_there_is_said_to_be(desk: Desk) -> None:
    desk.address = "http://127.0.0.1:9"
    refused = await desk.refusal()
    assert refused.ends
    assert "连不上模型服务：连接被拒绝" in str(refused)


async def test_cancelled_it_stops_at_once(desk: Desk) -> None:
    desk.model.faults = [Fault.HANGS]
    writing = asyncio.create_task(desk.assistant().write(PROMPT))
    await desk.model.waiting.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing


async def test_proxies_of_the_environment_are_left_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert await desk.assistant().write(PROMPT)
