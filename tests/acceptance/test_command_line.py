"""The command line as its users call it: real processes, real standard input and output."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command_line import bot, refusal_of

from core.places import CHECKOUT

SCHEMA = json.loads((CHECKOUT / "docs" / "ask.schema.json").read_text(encoding="utf-8"))


def lines_of(output: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in output.splitlines()]
    for line in lines:
        jsonschema.validate(line, SCHEMA)
    return lines


def test_ask_answers_a_person_word_for_word() -> None:
    result = bot("ask", "三重一大是什么")
    assert result.returncode == 0
    assert "重大问题决策、重要干部任免、重大项目投资决策、大额资金使用" in result.stdout
    assert "2022-" in result.stdout


def test_ask_json_prints_one_object_and_nothing_else() -> None:
    (answer,) = lines_of(bot("ask", "--json", "--k", "2", "三重一大是什么").stdout)
    assert answer["id"] is None
    assert answer["kind"] == "confident"
    assert len(answer["passages"]) == 2
    assert "重大问题决策" in answer["passages"][0]["text"]


def test_ask_jsonl_answers_line_by_line() -> None:
    questions = [{"id": 7, "question": "三重一大"}, {"id": {"a": 1}, "question": "打印机卡纸了咋整"}]
    result = bot("ask", "--jsonl", stdin="".join(json.dumps(line) + "\n" for line in questions))
    answers = lines_of(result.stdout)
    assert [answer["id"] for answer in answers] == [7, {"a": 1}]
    assert [answer["kind"] for answer in answers] == ["confident", "nothing"]
    assert all(answer["passages"] for answer in answers)
    assert result.returncode == 0


@pytest.mark.parametrize(
    "line",
    [
        '{"id": NaN, "question": "x"}',
        '{"id": 1e999, "question": "x"}',
        "not json",
        "[]",
        '{"id": 1}',
        '{"question": "x"}',
        '{"id": 1, "question": 2}',
        '{"id": 1, "question": " "}',
        "",
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_question_gives_an_error_in_its_place(line: str) -> None:
    good = json.dumps({"id": 1, "question": "三重一大"})
    result = bot("ask", "--jsonl", stdin=f"{line}\n{good}\n")
    first, second = lines_of(result.stdout)
    assert first["id"] is None
    assert {sign for sign in first["error"] if "\u4e00" <= sign <= "\u9fff"}
    assert second["id"] == 1
    assert result.returncode == 1


def test_a_question_with_half_a_surrogate_pair_comes_back_as_it_was() -> None:
    result = bot("ask", "--jsonl", stdin='{"id": 1, "question": "三重\\ud83d一大"}\n')
    (answer,) = lines_of(result.stdout)
    assert answer["question"] == "三重\ud83d一大"


def test_ask_answers_from_other_files_and_stores_nothing(tmp_path: Path) -> None:
    folder, data = tmp_path / "speeches", tmp_path / "data"
    folder.mkdir()
    (folder / "garden.txt").write_text("院里的银杏每年十一月落叶，由后勤科清扫。\n", encoding="utf-8")
    result = bot("ask", "--json", "--speeches", str(folder), "银杏落叶谁来清扫", BOT_STORAGE__FOLDER=str(data))
    (answer,) = lines_of(result.stdout)
    assert answer["passages"][0]["file"] == "garden.txt"
    assert answer["passages"][0]["text"] == "院里的银杏每年十一月落叶，由后勤科清扫。"
    assert not data.exists()


@pytest.mark.parametrize("arguments", [[], [""], ["  "], ["--jsonl", "三重一大"]])
def test_ask_without_a_question_says_how(arguments: list[str]) -> None:
    assert "--jsonl" in refusal_of(bot("ask", *arguments))


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("BOT_REMINDER__TIME", "25:00", "reminder.time"),
        ("BOT_REMINDER__TIMEZONE", "Mars/Olympus", "reminder.timezone"),
        ("BOT_REMINDER__TIME", "8", "08:30"),
        ("BOT_REMINDER__CATCH_UP", "soon", "reminder.catch_up"),
        ("BOT_REMINDER__CATCH_UP", "4", "4h"),
        ("BOT_REMINDER__TIEM", "08:00", "reminder.tiem"),
        ("BOT_REMIND__TIME", "08:00", "BOT_REMIND__TIME"),
        ("BOT_TELEGRAM__API_URL", "telegram", "telegram.api_url"),
        ("BOT_TELEGRAM__PROXY", "proxy:1080", "telegram.proxy"),
        ("BOT_TELEGRAM__PROXY", "http://user:word@127.0.0.1:xx", "telegram.proxy"),
        ("BOT_KNOWLEDGE__FOLDER", "", "knowledge.folder"),
        ("BOT_TELEGRAM__TOKEN_FILE", "missing-file", "telegram.token_file"),
        ("BOT_LOCAL_CHAT__PORT", "99999", "local_chat.port"),
        ("BOT_ACCESS__MODE", "everyone", "access.mode"),
        ("BOT_TOKEN", "abc", "BOT_TOKEN"),
        ("BOT_TOKEN", "123456789", "应是一串数字、一个冒号"),
        ("BOT_KNOWLEDGE__FOLDER", "missing-folder", "knowledge.folder"),
    ],
)
def test_a_bad_setting_is_named_in_one_sentence(variable: str, value: str, named: str) -> None:
    # Port 0: a local chat that is open on this machine is not in the way.
    assert named in refusal_of(bot("run", **({"BOT_LOCAL_CHAT__PORT": "0"} | {variable: value})))


def test_a_config_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "nowhere.toml" in refusal_of(bot("--config", str(tmp_path / "nowhere.toml")))


def test_an_unknown_key_in_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[reminder]\nhour = 8\n", encoding="utf-8")
    assert "reminder.hour" in refusal_of(bot("--config", str(file), "ask", "x"))


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[reminder\n", encoding="utf-8")
    assert "config.toml" in refusal_of(bot("--config", str(file), "check"))


def test_an_unreadable_speech_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\x00\xd8" * 9 + b"\x00")
    assert "broken.txt" in refusal_of(bot("ask", "--speeches", str(tmp_path), "三重一大"))


def test_a_name_in_capitals_is_a_speech_and_a_pipe_is_none(tmp_path: Path) -> None:
    (tmp_path / "GARDEN.TXT").write_text("院里的银杏每年十一月落叶，由后勤科清扫。\n", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (answer,) = lines_of(bot("ask", "--json", "--speeches", str(tmp_path), "银杏落叶谁来清扫").stdout)
    assert {passage["file"] for passage in answer["passages"]} == {"GARDEN.TXT"}


def test_a_password_with_a_bare_at_sign_is_not_shown() -> None:
    result = bot("check", BOT_STORAGE__URL="postgresql://clerk:first@second@127.0.0.1:1/office")
    assert result.returncode == 2
    assert "%40" in result.stdout
    assert "second" not in result.stdout + result.stderr


def test_a_full_disk_under_the_answers_is_explained() -> None:
    with Path("/dev/full").open("w") as full:
        question = json.dumps({"id": 1, "question": "三重一大"}).encode()
        command = [sys.executable, str(CHECKOUT / "bot.py"), "ask", "--jsonl"]
        result = subprocess.run(command, input=question, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 2
    assert b"Traceback" not in result.stderr


def test_check_says_that_all_is_well_and_changes_nothing(tmp_path: Path) -> None:
    result = bot("check", BOT_STORAGE__FOLDER=str(tmp_path / "data"))
    assert result.returncode == 0, result.stdout + result.stderr
    assert "✗" not in result.stdout
    assert not (tmp_path / "data").exists()


def test_check_names_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "qingfeng.db").write_bytes(b"this is no database" * 100)
    result = bot("check", BOT_STORAGE__FOLDER=str(tmp_path))
    assert result.returncode == 2
    assert "qingfeng.db" in result.stdout


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["run"],
        ["check"],
        ["ask"],
        ["subscriptions"],
        ["subscriptions", "export"],
        ["subscriptions", "import"],
    ],
)
def test_every_command_explains_itself(command: list[str]) -> None:
    result = bot(*command, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith("用法：bot.py")
    assert "  显示这些说明\n" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "没有 nonsense 这个命令，有 run、check、"),
        (["chek"], "是不是 check。"),
        (["speeches", "restor"], "是不是 restore。用法见"),
        (["--nope"], "没有 --nope 这个选项"),
        (["--config"], "--config 后面还要写一个值"),
        (["check", "more"], "多了 more"),
        (["ledger"], "还要写 DAYS（哪段时间"),
        (["ask", "--k", "甲", "三重一大"], "--k 写得不对：要写 1 至 100 的整数"),
        (["ask", "--json=3", "三重一大"], "--json 后面不写值"),
        (["ask", "--speeches", "$NO_SUCH_NAME/x", "三重一大"], "NO_SUCH_NAME"),
    ],
)
def test_a_command_typed_wrong_is_told_in_one_sentence(arguments: list[str], said: str) -> None:
    assert said in refusal_of(bot(*arguments))


def test_check_without_a_token_says_how_it_gets_one() -> None:
    said = bot("check").stdout
    assert "没有 BOT_TOKEN" in said
    for way in ("写在命令前面", "telegram.token_file", "deploy/command.sh"):
        assert way in said
