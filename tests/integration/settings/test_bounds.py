"""Every number and every duration in the settings has bounds; whatever is beyond them is named, key and all."""

import os
import typing
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from core.errors import OperatorError
from core.reading_settings import read_settings
from core.settings import Settings

DIGITS = "9" * 20


def fields() -> Iterator[tuple[str, str, FieldInfo]]:
    for section, about in Settings.model_fields.items():
        if isinstance(kind := about.annotation, type) and issubclass(kind, BaseModel):
            for key, field in kind.model_fields.items():
                yield section, key, field


def of_kind(*kinds: type) -> list[tuple[str, str]]:
    return [(section, key) for section, key, field in fields() if field.annotation in kinds]


def refused(folder: Path, section: str, key: str, written: str) -> str:
    file = folder / "config.toml"
    file.write_text(f"[{section}]\n{key} = {written}\n", encoding="utf-8")
    with pytest.raises(OperatorError) as error:
        read_settings(file)
    return str(error.value)


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("BOT_"):
            monkeypatch.delenv(name)


def test_the_kinds_of_values_are_known_here() -> None:
    """A setting of a new kind needs its bounds looked at."""
    others = {
        (section, key)
        for section, key, field in fields()
        if field.annotation not in {int, float, timedelta, bool}
        and typing.get_origin(field.annotation) is not typing.Literal
    }
    assert others == {
        ("telegram", "api_url"),
        ("telegram", "proxy"),
        ("telegram", "token_file"),
        ("telegram", "ca_file"),
        ("storage", "folder"),
        ("storage", "url"),
        ("storage", "backup_time"),
        ("storage", "backup_folder"),
        ("knowledge", "folder"),
        ("reminder", "time"),
        ("reminder", "timezone"),
        ("calendar", "holidays"),
        ("calendar", "workdays"),
        ("access", "operators"),
        ("access", "editors"),
        ("access", "people"),
        ("people", "report"),
        ("access", "groups"),
        ("assistant", "url"),
        ("assistant", "model"),
        ("assistant", "key_file"),
        ("webhook", "url"),
        ("webhook", "token_file"),
        ("webhook", "listen"),
        ("webhook", "path"),
        ("webhook", "certificate_file"),
        ("webhook", "key_file"),
        ("health", "listen"),
        ("health", "ping_file"),
        ("ledger", "office"),
        ("ledger", "sign_on"),
    }


@pytest.mark.parametrize("written", ["1", "true", "[]", f'"{"局" * 61}"'])
def test_an_office_that_is_no_name_is_named(tmp_path: Path, written: str) -> None:
    assert "ledger.office" in refused(tmp_path, "ledger", "office", written)


@pytest.mark.parametrize("written", ["1", "true", "[1]", "[[]]", "{ a = 1 }"])
def test_sheets_that_are_no_names_are_named(tmp_path: Path, written: str) -> None:
    assert "ledger.sign_on" in refused(tmp_path, "ledger", "sign_on", written)


@pytest.mark.parametrize(("section", "key"), of_kind(timedelta), ids=".".join)
@pytest.mark.parametrize(
    "written",
    ['"-1s"', '"99999999h"', f'"{DIGITS}h"', '"' + "9" * 5000 + 'h"', '"P999999D"', "4", '"4"', "true", '""'],
)
def test_a_duration_beyond_its_bounds_is_named(tmp_path: Path, section: str, key: str, written: str) -> None:
    assert f"{section}.{key}" in refused(tmp_path, section, key, written)


@pytest.mark.parametrize(("section", "key"), of_kind(int, float), ids=".".join)
@pytest.mark.parametrize(
    "written", ["-1", DIGITS, f'"{DIGITS}"', '"' + "9" * 5000 + '"', "nan", "inf", "true", '""']
)
def test_a_number_beyond_its_bounds_is_named(tmp_path: Path, section: str, key: str, written: str) -> None:
    assert f"{section}.{key}" in refused(tmp_path, section, key, written)


@pytest.mark.parametrize("key", ["operators", "editors", "people", "groups"])
@pytest.mark.parametrize(
    "written", [f"[{DIGITS}]", "[0]", f'"{DIGITS}"', "1.5", "[true]", "{ a = 1 }", '["a"]']
)
def test_a_number_that_telegram_cannot_have_is_named(tmp_path: Path, key: str, written: str) -> None:
    assert f"access.{key}" in refused(tmp_path, "access", key, written)


@pytest.mark.parametrize(("key", "written"), [("operators", "[-1001234567890]"), ("groups", "[123456789]")])
def test_a_group_is_no_person_and_a_person_no_group(tmp_path: Path, key: str, written: str) -> None:
    assert f"access.{key}" in refused(tmp_path, "access", key, written)


@pytest.mark.parametrize(
    "written", ['["9999-12-31"]', "[0001-01-01]", '["2027-02-30"]', "[20270206]", "[2027-02-06T08:00:00]"]
)
def test_a_day_beyond_any_calendar_is_named(tmp_path: Path, written: str) -> None:
    assert "calendar.holidays" in refused(tmp_path, "calendar", "holidays", written)


@pytest.mark.parametrize(("section", "key"), [("reminder", "time"), ("storage", "backup_time")], ids=".".join)
@pytest.mark.parametrize(
    "written", ['"25:00"', '"8"', f'"{DIGITS}"', "77", "1.5", "true", '["03:30"]', "{ a = 1 }"]
)
def test_a_time_that_no_clock_shows_is_named(tmp_path: Path, section: str, key: str, written: str) -> None:
    assert f"{section}.{key}" in refused(tmp_path, section, key, written)


@pytest.mark.parametrize(
    ("section", "key"), [("storage", "backup_folder"), ("health", "ping_file")], ids=".".join
)
@pytest.mark.parametrize(
    "written",
    [
        "77",
        "true",
        "[]",
        "{ a = 1 }",
        '"a\\u0000b"',
        '"~nobody-here/x"',
        '"postgresql://u@h/d"',
        '"file:///srv/数据"',
    ],
)
def test_what_is_no_path_is_named(tmp_path: Path, section: str, key: str, written: str) -> None:
    assert f"{section}.{key}" in refused(tmp_path, section, key, written)


@pytest.mark.parametrize("section", ["health", "webhook"])
@pytest.mark.parametrize(
    "written",
    [
        *("8080", "true", "[]", '"0"', '"65536"', f'"{DIGITS}"', '"a:b"', '"a..b:80"', '"unix:a"'),
        *(f'"{"a" * 64}:80"', f'"unix:/{"a" * 200}"'),
    ],
)
def test_a_place_where_nobody_can_listen_is_named(tmp_path: Path, section: str, written: str) -> None:
    assert f"{section}.listen" in refused(tmp_path, section, "listen", written)


def test_no_time_at_all_to_catch_up_would_mean_no_push_ever(tmp_path: Path) -> None:
    """What is found one tick after its hour would be too late already."""
    assert "1m 到 24h" in refused(tmp_path, "reminder", "catch_up", '"0m"')
    assert "1m 到 24h" in refused(tmp_path, "reminder", "catch_up", '"99999999h"')
