"""bot.py ways: beside the running bot, from tasks on a file to ways in use, by speech and source."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from command_line import bot, refusal_of
from model_server import KEY, MODEL, Fault, ModelServer, questions_for
from way_samples import CARD, TEXT

from emulator.server import LocalServer

pytestmark = pytest.mark.timeout(1800)  # a program for each line that is typed
OWN = f"""> {CARD}
兄弟单位没带能不能先刷我这张
别的车能不能蹭一下
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    speeches = tmp_path / "knowledge" / "speeches"
    speeches.mkdir(parents=True)
    (speeches / "2025.txt").write_text(TEXT, encoding="utf-8")
    own = tmp_path / "knowledge" / "questions" / "2025"
    own.mkdir(parents=True)
    (own / "司机班.txt").write_text(OWN, encoding="utf-8")
    return tmp_path


def settings(folder: Path, **more: str) -> dict[str, str]:
    return {
        "BOT_STORAGE__FOLDER": str(folder / "data"),
        "BOT_KNOWLEDGE__FOLDER": str(folder / "knowledge"),
        **more,
    }


def ways(folder: Path, *arguments: str, **more: str) -> str:
    result: subprocess.CompletedProcess[str] = bot("ways", *arguments, **settings(folder, **more))
    assert result.returncode == 0, result.stderr
    return result.stdout


def answered(file: Path) -> Path:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    answers = file.with_name("answers.jsonl")
    said = [{"task": one["task"], "answer": questions_for(one["prompt"])} for one in lines]
    answers.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in said), encoding="utf-8")
    return answers


def test_tasks_go_out_and_come_back_as_a_batch_that_is_measured_and_taken(folder: Path) -> None:
    ways(folder, "export", "2025", str(folder / "tasks.jsonl"))
    assert "2025  批 1：能用" in ways(folder, "import", str(answered(folder / "tasks.jsonl")))
    assert "第一条就对" in ways(folder, "measure", "1")
    assert "已收下批 1" in ways(folder, "take", "1")
    assert "批 1  answers.jsonl  在用" in ways(folder, "list", "2025")


def test_a_batch_is_exported_withdrawn_and_dropped_by_its_number(folder: Path) -> None:
    ways(folder, "export", "2025", str(folder / "tasks.jsonl"), "--rounds", "1")
    ways(folder, "import", str(answered(folder / "tasks.jsonl")))
    ways(folder, "export", "批1", str(folder / "out.jsonl"))
    first = json.loads((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert set(first) == {"speech", "text", "about", "asker", "question"}
    ways(folder, "take", "1")
    ways(folder, "withdraw", "批 1")
    ways(folder, "drop", "1")
    assert "批 1" not in ways(folder, "list")


def test_a_file_of_the_offices_own_is_withdrawn_and_restored_by_its_name(folder: Path) -> None:
    assert "2025  本单位的文件  2025/司机班  2 个" in ways(folder, "list")
    ways(folder, "withdraw", "2025/司机班")
    assert "2025/司机班  2 个  已撤回" in ways(folder, "list")
    assert "撤回过了" in refusal_of(bot("ways", "withdraw", "2025/司机班", **settings(folder)))
    ways(folder, "restore", "2025/司机班")
    assert "已撤回" not in ways(folder, "list")
    ways(folder, "export", "2025/司机班", str(folder / "own.txt"))
    assert (folder / "own.txt").read_text(encoding="utf-8") == OWN


def test_what_has_lost_its_words_is_listed(folder: Path) -> None:
    assert "没有：" in ways(folder, "loose")
    changed = folder / "knowledge" / "speeches" / "2025.txt"
    changed.write_text(TEXT.replace(CARD, "油卡跟车走。"), encoding="utf-8")
    assert bot("speeches", "import", **settings(folder)).returncode == 0
    said = ways(folder, "loose")
    assert "2025  2 个  2025/司机班" in said
    assert CARD in said


def test_what_is_wrong_is_one_sentence(folder: Path) -> None:
    broken = folder / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    for arguments, words in (
        (["draft", "2025"], "assistant.url"),
        (["export", "1999", str(folder / "x.jsonl")], "没有“1999”这个来源"),
        (["import", str(broken)], "打不开"),
        (["import", str(folder / "nothing.jsonl")], "nothing.jsonl"),
        (["import", str(folder / "knowledge" / "speeches" / "2025.txt")], "不是填好的相似问"),
        (["take", "7"], "没有第 7 批"),
        (["measure", "1999/x"], "没有“1999/x”这个来源"),
        (["refused", "7"], "没有第 7 批"),
        *((["refused", odd], "不是批次的号码") for odd in ("9" * 20, "9" * 5000, "一", "1e5", "")),
        (["take", "9" * 20], "不是批次的号码"),
        (["drop", "9" * 20], "不是批次的号码"),
        (["take", "批 ７"], "没有第 7 批"),
    ):
        assert words in refusal_of(bot("ways", *arguments, **settings(folder))), arguments


def test_a_file_in_which_no_line_can_be_used_is_refused_line_by_line(folder: Path) -> None:
    file = folder / "answers.jsonl"
    file.write_text('{"task": "1999-01-1-abcdef", "answer": "x"}\n不是 JSON\n', encoding="utf-8")
    refused = bot("ways", "import", str(file), **settings(folder))
    assert "里没有能用的行" in refusal_of(refused)
    assert "第 1 行：没有这个任务" in refused.stdout
    assert "第 2 行：" in refused.stdout


@pytest.fixture
async def model() -> AsyncIterator[tuple[ModelServer, str]]:
    server_model = ModelServer()
    server = LocalServer(server_model.app)
    yield server_model, await server.start()
    await server.stop()


async def test_a_model_drafts_and_a_fault_leaves_the_rest_for_the_next_run(
    folder: Path, model: tuple[ModelServer, str]
) -> None:
    served, address = model
    key = folder / "key"
    key.write_text(f"OPENAI_API_KEY={KEY}\n", encoding="utf-8")
    more = {
        "BOT_ASSISTANT__URL": f"{address}/v1",
        "BOT_ASSISTANT__MODEL": MODEL,
        "BOT_ASSISTANT__KEY_FILE": str(key),
    }
    served.faults = [Fault.UNAUTHORIZED]
    refused = await asyncio.to_thread(bot, "ways", "draft", "2025", **settings(folder, **more))
    assert "钥匙" in refusal_of(refused)
    assert KEY not in refused.stdout + refused.stderr
    said = await asyncio.to_thread(ways, folder, "draft", "2025", **more)
    assert "批 1：共 4 段" in said
    assert "4/4" in said
    assert "写好了" in said
    assert set(served.keys) == {f"Bearer {KEY}"}
