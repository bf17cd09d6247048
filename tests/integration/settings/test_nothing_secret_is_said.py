"""Settings that cannot be used: one sentence, no traceback, exit status 2, and never a secret.

Every setting is tried with odd values, from the environment, config.toml and the token file, on every
command. The secrets are a token, and passwords in the addresses of the database and of the proxy.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from forking import Ended, Forked, forked
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from core.reading_settings import VARIABLES

__all__ = ["forked"]

MARK = "Xq7vZk2Wp9"
TOKEN = f"123456789:AAF{MARK}{MARK}abcdefghijkl"
SAFE_URL = f"postgresql://clerk:{MARK}@127.0.0.1:1/office"
COMMANDS = (
    ["run"],
    ["check"],
    ["ask", "银杏落叶谁来清扫"],
    ["records", "questions"],
    ["records", "changes"],
    ["records", "learned"],
    ["speeches", "list"],
    ["speeches", "import"],
    ["speeches", "withdraw", "2022"],
    ["speeches", "rollback", "--yes"],
    ["subscriptions", "export"],
    ["subscriptions", "import", "/dev/null"],
)
ADDRESSES = ("BOT_STORAGE__URL", "BOT_TELEGRAM__PROXY", "BOT_TELEGRAM__API_URL")
ODD_SIGNS = "@＠:：/\\[]%?#&= \t\r\n\u200b\ufeff'\"“”$~{}|^`é风\U0001f511"
NO_UTF_8 = "\udcff"  # as Python reads such a byte of the environment
# Words around the mark, so that nothing but the mark is looked for.
noise = some.text(some.sampled_from(ODD_SIGNS), max_size=4)
secret = some.builds("{}{}{}".format, noise, some.just(MARK), noise)
addresses = some.builds(
    "{}{}clerk{}{}{}127.0.0.1{}".format,
    some.sampled_from(["postgresql", "postgres", "mysql", "http", "socks5", "POSTGRESQL", ""]),
    some.sampled_from(["://", "://", "://", "://", ":/", "//", ":", "：//"]),
    some.sampled_from([":", ":", ":", "：", ""]),
    secret,
    some.sampled_from(["@", "@", "＠", "", "@@"]),
    some.sampled_from([":1/office", ":0/office", ":99999/office", "", "/office?password=" + MARK, ":1/a?b=c"]),
)
odd_values = some.one_of(
    some.sampled_from(
        ["", " ", "-1", "0", "9" * 40, "9" * 5000, "1e400", "nan", "-4h", "99999999h", "true", "[]"]
    ),
    some.sampled_from(
        ["[[", '{"url": "x"}', "../..", "~nobody-here", "$NOWHERE", "x" * 70_000, NO_UTF_8, "２４"]
    ),
    some.text(max_size=20).filter(lambda text: "\0" not in text and not _lone(text)),
    secret,
)


def _lone(text: str) -> bool:
    return any(0xD800 <= ord(one) <= 0xDFFF for one in text)


@dataclass(frozen=True)
class Office:
    """A folder with one speech, so that a call is short."""

    folder: Path

    def variables(self) -> dict[str, str]:
        return {
            "BOT_STORAGE__URL": SAFE_URL,
            "BOT_KNOWLEDGE__FOLDER": str(self.folder),
            "BOT_TOKEN": TOKEN,
            "BOT_TELEGRAM__API_URL": "http://127.0.0.1:1",
            "BOT_LOCAL_CHAT__PORT": "0",
        }


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    (folder / "garden.txt").write_text("院里的银杏每年十一月落叶，由后勤科清扫。\n", encoding="utf-8")
    return Office(folder)


def say_nothing_secret(ended: Ended, command: list[str]) -> None:
    said = ended.stdout + ended.stderr
    assert MARK.lower() not in said.lower(), said
    assert "Traceback" not in said, said
    assert ended.returncode in {0, 2}, said
    if ended.returncode == 2 and command[0] != "check":
        lines = ended.stderr.strip().splitlines()
        assert len(lines) == 1, said
        assert lines[0].startswith("清风："), said


fuzzed = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_with_good_settings_and_no_database_each_command_ends_in_a_sentence(
    forked: Forked, office: Office, command: list[str]
) -> None:
    say_nothing_secret(forked.bot(command, office.variables()), command)


@given(variable=some.sampled_from(ADDRESSES), address=addresses, command=some.sampled_from(COMMANDS))
@example(ADDRESSES[0], f"postgresql://clerk:{MARK}＠127.0.0.1:1/office", ["check"])
@example(ADDRESSES[0], f"postgresql://clerk:a＠{MARK}@127.0.0.1:1/office", ["run"])
@example(ADDRESSES[0], f"postgresql://clerk:[{MARK}@127.0.0.1:1/office", ["check"])
@example(ADDRESSES[0], f"postgresql://clerk:{MARK}]@127.0.0.1:1/office", ["records", "changes"])
@example(ADDRESSES[0], f"postgresql://cl/erk:{MARK}@127.0.0.1:1/office", ["check"])
@example(ADDRESSES[0], f"postgresql://clerk:pass@{MARK}@127.0.0.1:1/office", ["check"])
@example(ADDRESSES[0], f"postgresql://127.0.0.1:1/office?password={MARK}", ["check"])
@example(ADDRESSES[1], f"http://clerk:{MARK}＠127.0.0.1:1", ["check"])
@example(ADDRESSES[1], f"socks5://clerk:[{MARK}@127.0.0.1:1", ["run"])
@example(ADDRESSES[1], f"http://clerk:a b{MARK}@127.0.0.1:1", ["check"])
@fuzzed
def test_a_password_in_an_address_however_it_is_written(
    forked: Forked, office: Office, variable: str, address: str, command: list[str]
) -> None:
    say_nothing_secret(forked.bot(command, office.variables() | {variable: address}), command)


@given(variable=some.sampled_from(sorted(VARIABLES)), value=odd_values, command=some.sampled_from(COMMANDS))
@example("BOT_TOKEN", "x" * 70_000, ["check"])
@example("BOT_ASSISTANT_KEY", "KEY" * 30_000, ["check"])
@example("BOT_TOKEN", NO_UTF_8, ["run"])
@example("BOT_ASSISTANT_KEY", NO_UTF_8, ["ask", "银杏落叶谁来清扫"])
@example("BOT_WEBHOOK_TOKEN", NO_UTF_8, ["run"])
@example("BOT_HEALTH_PING", NO_UTF_8, ["check"])
@fuzzed
def test_any_setting_with_any_value_in_the_environment(
    forked: Forked, office: Office, variable: str, value: str, command: list[str]
) -> None:
    variables = office.variables() | {variable: value}
    if variable in {"BOT_STORAGE__URL", "BOT_TOKEN"} and not value:
        return  # the database of the checkout itself; the local chat, which would run on
    say_nothing_secret(forked.bot(command, variables), command)


def toml_of(value: object) -> str:
    """Write a value as TOML does, or as somebody does who does not know TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_of, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml_of(one)}" for key, one in value.items()) + " }"
    if isinstance(value, str):
        signs = "".join(f"\\U{ord(one):08x}" if ord(one) < 32 or one in '"\\' else one for one in value)
        return f'"{signs}"'
    return str(value)


toml_values: Any = some.one_of(
    some.integers(min_value=-(10**30), max_value=10**30),
    some.floats(),
    some.booleans(),
    some.lists(some.one_of(some.integers(), secret), max_size=3),
    some.fixed_dictionaries({"a": secret}),
    odd_values.filter(lambda text: not _lone(text)),
    addresses,
)


@given(
    variable=some.sampled_from(sorted(one for one in VARIABLES if "__" in one)),  # secrets stand in no file
    value=toml_values,
    wrap=some.sampled_from(["{}", "“{}”", "{} {}", "'''{}", "[{}"]),
    command=some.sampled_from(COMMANDS),
)
@fuzzed
def test_any_setting_with_any_value_in_the_file(
    forked: Forked, office: Office, variable: str, value: object, wrap: str, command: list[str]
) -> None:
    section, key = variable.removeprefix("BOT_").lower().split("__")
    if (section, key) == ("storage", "url") and not str(value).strip():
        return
    file = office.folder / "config.toml"
    written = f"[{section}]\n{key} = {wrap.format(*[toml_of(value)] * 2)}\n"
    file.write_text(written, encoding="utf-8", errors="replace")
    variables = {name: one for name, one in office.variables().items() if name != variable}
    ended = forked.bot(["--config", str(file), *command], variables)
    say_nothing_secret(ended, command)


@given(
    content=some.one_of(
        some.binary(max_size=60),
        some.builds("{}{}{}".format, noise, some.just(TOKEN), noise).map(lambda text: text.encode("utf-16")),
        some.builds("{}{}{}".format, noise, some.just(TOKEN), noise).map(lambda text: text.encode()),
    ),
    command=some.sampled_from(COMMANDS),
)
@fuzzed
def test_any_bytes_in_the_token_file(
    forked: Forked, office: Office, content: bytes, command: list[str]
) -> None:
    file = office.folder / "token"
    file.write_bytes(content)
    variables = office.variables() | {"BOT_TELEGRAM__TOKEN_FILE": str(file)}
    del variables["BOT_TOKEN"]
    say_nothing_secret(forked.bot(command, variables), command)


@pytest.mark.parametrize(
    "secret",
    [
        f"sk-{MARK}",
        f"{MARK}/{MARK}=",
        f"https://pings.example.org/{MARK}-4f5e",
        f"clerk:{MARK}@127.0.0.1/office",
        f"postgresql://clerk:{MARK}@127.0.0.1/office",
        f"-----BEGIN PRIVATE KEY-----\n{MARK}\n-----END PRIVATE KEY-----",
    ],
)
@pytest.mark.parametrize(
    "place",
    ["assistant.key_file", "webhook.token_file", "webhook.key_file", "health.ping_file", "storage.folder"],
)
def test_a_secret_in_the_place_of_its_file_is_not_repeated(
    forked: Forked, office: Office, place: str, secret: str
) -> None:
    if place == "storage.folder" and "://" not in secret:
        return  # that is a folder's name
    section, key = place.split(".")
    variables = {name: one for name, one in office.variables().items() if name != "BOT_STORAGE__URL"}
    variables["BOT_STORAGE__FOLDER"] = str(office.folder / "data")
    if place == "storage.folder":
        del variables["BOT_STORAGE__FOLDER"]
    more = f'certificate_file = "{office.folder}/c.pem"\n' if place == "webhook.key_file" else ""
    file = office.folder / "config.toml"
    file.write_text(f"[{section}]\n{key} = {toml_of(secret)}\n{more}", encoding="utf-8")
    ended = forked.bot(["--config", str(file), "check"], variables)
    say_nothing_secret(ended, ["check"])
    variables |= {f"BOT_{section}__{key}".upper(): secret}
    say_nothing_secret(forked.bot(["check"], variables), ["check"])


@pytest.mark.parametrize(
    "place", ["BOT_TELEGRAM__TOKEN_FILE", "BOT_STORAGE_URL", "BOT_TOKENS", "bot_storage__url"]
)
def test_a_secret_in_the_wrong_place_is_not_repeated(forked: Forked, office: Office, place: str) -> None:
    variables = office.variables() | {place: TOKEN}
    del variables["BOT_TOKEN"]
    ended = forked.bot(["check"], variables)
    say_nothing_secret(ended, ["check"])
    assert ended.returncode == 2
