"""What is made of what a model's server answers: its words, another try, or a sentence for who can mend it."""

import json
from datetime import timedelta

import httpx
import pytest
from clock import FakeClock
from pydantic import SecretStr

from core.settings import AssistantSettings, Settings
from services.ways import assistant as module
from services.ways.assistant import MOST_WORDS, PAUSES, AssistantError, OpenAiAssistant

TRIES = len(PAUSES) + 1
Answer = httpx.Response | Exception


class Server(httpx.AsyncBaseTransport):
    """Gives its answers in turn, the last one again and again."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)


class Desk:
    """An assistant of a server, on a clock that stands still but for its own pauses."""

    def __init__(self, *answers: Answer, key: str = "", minutes: float = 10) -> None:
        self.server, self.clock = Server(*answers), FakeClock()
        settings = Settings(
            assistant=AssistantSettings.model_construct(
                url="http://model.test/v1", model="small", timeout=timedelta(minutes=minutes)
            ),
            assistant_key=SecretStr(key),
        )
        self.assistant = OpenAiAssistant(settings, self.clock, self.server)

    async def written(self) -> str:
        return await self.clock.until(self.assistant.write("写"))

    async def refusal(self) -> tuple[str, bool]:
        with pytest.raises(AssistantError) as refused:
            await self.written()
        return str(refused.value), refused.value.ends


def whole(words: object = "好", **others: object) -> httpx.Response:
    return httpx.Response(200, json={"choices": [{"message": {"content": words}} | others]})


def streamed(*lines: str) -> httpx.Response:
    return httpx.Response(200, text="\n".join(lines), headers={"content-type": "text/event-stream"})


def piece(words: object, *, ends: bool = False) -> str:
    choice = {"delta": {"content": words}, "finish_reason": "stop" if ends else None}
    return f"data: {json.dumps({'choices': [choice, {}]})}"


REFUSED = [
    (301, "", "assistant.url 的地址转到了别处（301）：请运维人员写上最终的地址"),
    (399, "", "assistant.url 的地址转到了别处（399）：请运维人员写上最终的地址"),
    (400, "", "模型服务不接受这样的请求（400）：请运维人员看它的日志"),
    (400, "The Model", "模型服务说没有“small”这个模型（400）：请运维人员核对 assistant.model"),
    (401, "model", "模型服务要钥匙（401）：请运维人员把它放进 assistant.key_file 所指的文件"),
    (403, "", "模型服务要钥匙（403）：请运维人员把它放进 assistant.key_file 所指的文件"),
    (404, "model", "模型服务说没有“small”这个模型（404）：请运维人员核对 assistant.model"),
    (404, "", "模型服务没有这个地址（404）：请运维人员核对 assistant.url，多半是少了末尾的 /v1"),
    (405, "model", "模型服务没有这个地址（405）：请运维人员核对 assistant.url，多半是少了末尾的 /v1"),
    (409, "model", "模型服务不接受这样的请求（409）：请运维人员看它的日志"),
    (422, "model", "模型服务说没有“small”这个模型（422）：请运维人员核对 assistant.model"),
    (422, "", "模型服务不接受这样的请求（422）：请运维人员看它的日志"),
    (499, "", "模型服务不接受这样的请求（499）：请运维人员看它的日志"),
]


@pytest.mark.parametrize(("status", "body", "said"), REFUSED)
async def test_each_refusal_says_who_mends_what_and_is_not_tried_again(
    status: int, body: str, said: str
) -> None:
    desk = Desk(httpx.Response(status, text=body))
    assert await desk.refusal() == (said, True)
    assert len(desk.server.asked) == 1


async def test_a_key_that_was_sent_is_a_wrong_one() -> None:
    desk = Desk(httpx.Response(403), key="secret")
    assert (await desk.refusal())[0] == "模型服务不认这把钥匙（403）：请运维人员核对 assistant.key_file"
    assert desk.server.asked[0].headers["authorization"] == "Bearer secret"
    assert json.loads(desk.server.asked[0].content) == {
        "model": "small",
        "messages": [{"role": "user", "content": "写"}],
        "stream": True,
    }


async def test_without_a_key_none_is_sent() -> None:
    desk = Desk(whole())
    assert await desk.written() == "好"
    assert "authorization" not in desk.server.asked[0].headers
    assert str(desk.server.asked[0].url) == "http://model.test/v1/chat/completions"


HALF = httpx.Response(200, text='{"choices": [{"message": {"cont')
BROKEN = "模型服务答到一半就断了，试了 4 次；过一会儿再继续"


def busy(status: int) -> str:
    return f"模型服务忙不过来或出错了（{status}），试了 4 次；过一会儿再继续"


PASSING = [
    *((httpx.Response(status, text="model"), busy(status)) for status in (408, 425, 429, 500, 503)),
    (httpx.Response(200, json={"error": {"message": "oom"}}), busy(200)),
    (streamed('data: {"error": "oom"}'), busy(200)),
    (HALF, BROKEN),
    (streamed(piece("一半")), BROKEN),
    (streamed(piece("一半"), 'data: {"choi'), BROKEN),
    (streamed(), BROKEN),
    (httpx.ReadError(""), BROKEN),
    (httpx.RemoteProtocolError(""), BROKEN),
]


@pytest.mark.parametrize(("answer", "said"), PASSING)
async def test_what_may_pass_is_tried_again_after_longer_and_longer_pauses(answer: Answer, said: str) -> None:
    desk = Desk(answer)
    began = desk.clock.monotonic()
    assert await desk.refusal() == (said, True)
    assert len(desk.server.asked) == TRIES
    assert desk.clock.monotonic() - began == pytest.approx(sum(PAUSES))
    assert await Desk(*[answer] * (TRIES - 1), whole()).written() == "好"


async def test_a_server_that_is_not_reached_is_tried_again_and_why_is_said() -> None:
    desk = Desk(httpx.ConnectError("refused"))
    said, ends = await desk.refusal()
    assert said.startswith("连不上模型服务：")
    assert said.endswith("。请运维人员核对 assistant.url，看它是否在运行")
    assert (ends, len(desk.server.asked)) == (True, TRIES)


async def test_an_address_that_is_none_is_not_tried_again() -> None:
    desk = Desk(httpx.InvalidURL("no"))
    assert await desk.refusal() == (module.NO_PATH.format(status="-"), True)
    assert len(desk.server.asked) == 1


NOT_OPENAI = "assistant.url 那里答的不是 OpenAI 兼容接口的内容（可能是登录页）：请运维人员核对地址"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, text="<html>"),
        httpx.Response(200, text="[1"),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"choices": []}),
        httpx.Response(200, json={"choices": {"0": {}}}),
        httpx.Response(200, json={"choices": ["好"]}),
        streamed("data: hello"),
        streamed("data: [1]"),
    ],
)
async def test_what_is_no_model_s_answer_is_said_to_be_none(answer: httpx.Response) -> None:
    assert await Desk(answer).refusal() == (NOT_OPENAI, True)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (whole(" 好\n"), "好"),
        (whole("<think>先想想\n再想</think>\n好<think>没想完"), "好"),
        (httpx.Response(200, json={"choices": [{"text": "旧式"}]}), "旧式"),
        (streamed(piece("甲"), ": 注", "event: x", "", piece("乙"), "data: [DONE]", piece("丙")), "甲乙"),
        (streamed(piece("甲"), piece(None, ends=True), 'data: {"usage": {}}', piece("乙")), "甲乙"),
        (streamed('data: {"choices": [{"text": "旧式", "finish_reason": "stop"}]}'), "旧式"),
        (httpx.Response(200, text=f"\n {piece('没有说是流', ends=True)}".replace("\n ", "\n")), "没有说是流"),
        (httpx.Response(200, text=f": 注\n{piece('甲', ends=True)}"), "甲"),
        (httpx.Response(200, text=f"event: x\n{piece('甲', ends=True)}"), "甲"),
        (whole("长" * MOST_WORDS), "长" * MOST_WORDS),
    ],
)
async def test_the_words_of_an_answer_come_whole_and_without_its_thoughts(
    answer: httpx.Response, words: str
) -> None:
    assert await Desk(answer).written() == words


EMPTY, TOO_LONG = "模型什么都没有写", "模型答得太长，停不下来，这一段没有收"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (whole(""), EMPTY),
        (whole(None), EMPTY),
        (whole(["好"]), EMPTY),
        (whole("<think>好"), EMPTY),
        (streamed(piece(7), "data: [DONE]"), EMPTY),
        (whole("长" * (MOST_WORDS + 1)), TOO_LONG),
    ],
)
async def test_an_answer_of_no_use_fails_its_task_only(answer: httpx.Response, said: str) -> None:
    desk = Desk(answer)
    assert await desk.refusal() == (said, False)
    assert len(desk.server.asked) == 1


async def test_no_more_than_so_many_bytes_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = whole("好")
    monkeypatch.setattr(module, "MOST_BYTES", len(answer.content))
    assert await Desk(answer).written() == "好"
    monkeypatch.setattr(module, "MOST_BYTES", len(answer.content) - 1)
    assert await Desk(answer).refusal() == (TOO_LONG, False)


@pytest.mark.parametrize(("minutes", "said"), [(0.01, 1), (1.6, 2), (10, 10)])
async def test_a_task_that_takes_too_long_says_how_long_it_was_waited_for(minutes: float, said: int) -> None:
    desk = Desk(TimeoutError(), minutes=minutes)
    waited = f"模型写这一段超过了 {said} 分钟（assistant.timeout），没有等到"
    assert await desk.refusal() == (waited, False)
    assert len(desk.server.asked) == 1
