"""The log as JSON: an object a line, with the same words and the same silence as the plain one."""

import json
import logging

import pytest

from core.hiding import Hidden
from core.json_logs import JsonFormatter

TOKEN = "123456789:" + "A" * 35


def said(
    message: str, *arguments: object, error: BaseException | None = None, hidden: Hidden | None = None
) -> str:
    record = logging.LogRecord("handlers.x", logging.WARNING, "file.py", 1, message, arguments, None)
    if error is not None:
        record.exc_info = (type(error), error, error.__traceback__)
    return JsonFormatter(hidden).format(record)


def test_a_line_is_one_object_with_time_level_and_words() -> None:
    line = said("the %s works\nagain", "数据库")
    assert "\n" not in line
    found = json.loads(line)
    assert found["message"] == "the 数据库 works\nagain"
    assert (found["level"], found["logger"]) == ("WARNING", "handlers.x")
    assert found["time"].endswith("+00:00")


@pytest.mark.parametrize("secret", ['a"quoted\\key', "pässwörd", "口令很长", "plain-key-1234"])
def test_no_secret_is_said_however_json_writes_it(secret: str) -> None:
    hidden = Hidden()
    hidden.learn(secret)
    for line in (
        said("opened %s", secret, hidden=hidden),
        said("failed", error=ValueError(f"no {secret} here"), hidden=hidden),
    ):
        assert secret not in json.dumps(json.loads(line), ensure_ascii=False)
        assert secret not in str(json.loads(line))


def test_a_token_is_hidden_in_words_and_in_errors() -> None:
    assert TOKEN not in said("GET /bot%s/getMe", TOKEN)
    assert TOKEN not in said("failed", error=OSError(f"/bot{TOKEN}/getMe"))


def test_what_is_hidden_breaks_no_line() -> None:
    hidden = Hidden()
    hidden.learn('":"', "message")
    line = said("the message", hidden=hidden)
    assert json.loads(line)["level"] == "WARNING"
