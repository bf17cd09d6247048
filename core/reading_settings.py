"""How the settings are read, from `config.toml` and the environment.

`BOT_<SECTION>__<KEY>` in the environment wins over the file; secrets come from the environment or from the
file that a setting names. Nothing is ignored: an unknown key or a value of the wrong kind is an error that
names it.
"""

import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr, ValidationError

from core.errors import OperatorError
from core.hand_written import bare, expanded, written_path
from core.health_settings import ping_address
from core.hiding import Hidden
from core.patterns import pattern
from core.secret_file import read_secret_file, secret_in
from core.setting_faults import said_of
from core.settings import Settings
from core.token_file import SHAPE_IN_WORDS, read_token_file, token_in
from core.toml_file import read_toml
from core.webhook import secret_token

ENV_PREFIX = "BOT_"
# Relative paths: in the file they start from its folder, in the environment from the working directory,
# and the defaults from core.places.HOME, so that the bot may be started from anywhere.
PATH_KEYS = (
    ("storage", "folder"),
    ("storage", "backup_folder"),
    ("knowledge", "folder"),
    ("telegram", "token_file"),
    ("telegram", "ca_file"),
    ("assistant", "key_file"),
    ("webhook", "token_file"),
    ("webhook", "certificate_file"),
    ("webhook", "key_file"),
    ("health", "ping_file"),
)
# Secrets never stand in config.toml, but in the environment or in the file that a setting names.
SECRETS = {
    "token": "telegram.token_file",
    "assistant_key": "assistant.key_file",
    "webhook_token": "webhook.token_file",
    "health_ping": "health.ping_file",
}
# These name the files of secrets. What has letters and digits, and is long, may be the secret itself.
SECRET_FILES = (
    ("telegram", "token_file"),
    ("assistant", "key_file"),
    ("webhook", "token_file"),
    ("webhook", "key_file"),
    ("health", "ping_file"),
)
MAY_BE_SECRET = pattern(r"(?=.*[0-9])(?=.*[A-Za-z]).{12,}|.{32,}", re.DOTALL)
# What may have a password in it even without ://.
ADDRESSES = frozenset(
    {("storage", "url"), ("telegram", "proxy"), ("telegram", "api_url"), ("assistant", "url")}
)
# Every setting, as section.key, and every name that a variable of ours may have.
NAMES = tuple(
    f"{name}.{key}"
    for name, field in Settings.model_fields.items()
    if isinstance(section := field.annotation, type) and issubclass(section, BaseModel)
    for key in section.model_fields
)
VARIABLES = frozenset(
    f"{ENV_PREFIX}{name}".upper() for name in (*SECRETS, *(name.replace(".", "__") for name in NAMES))
)


def read_settings(file: Path, *, required: bool = False, hidden: Hidden | None = None) -> Settings:
    """Read `file` and the environment into settings; `hidden` learns every secret before anything can fail.

    A missing file is an error only when `required`. Raises OperatorError that names the bad key.
    """
    hidden = hidden or Hidden()
    _learn_from_environment(hidden, os.environ)
    values = read_toml(file, required=required)
    _learn_from_file(hidden, values)
    _learn_misplaced(hidden, values, file.parent)
    _place_paths(values, file)
    for name, setting in SECRETS.items():
        if name in values:
            raise OperatorError(
                f"{file.name} 里不能写 {name}：请放进环境变量 {ENV_PREFIX}{name.upper()}，"
                f"或 {setting} 所指的文件"
            )
    _refuse_unknown_variables(os.environ)
    try:
        settings = Settings(**_with_environment(values, os.environ))
    except ValidationError as error:
        raise OperatorError(said_of(error, file, NAMES)) from None
    read = {
        "token": _token(settings),
        "assistant_key": _assistant_key(settings),
        "webhook_token": _webhook_token(settings),
        "health_ping": _health_ping(settings),
    }
    hidden.learn(*filter(None, read.values()))
    settings._file = file if file.is_file() else None  # noqa: SLF001 -- nobody else sets it
    _refuse_half_a_webhook(settings, read["webhook_token"])
    return settings.model_copy(update={name: SecretStr(secret) for name, secret in read.items()})


def _refuse_half_a_webhook(settings: Settings, secret: str) -> None:
    if settings.telegram.mode != "webhook":
        return
    if not settings.webhook.url:
        raise OperatorError(
            "telegram.mode 是 webhook，也要在 webhook.url 里写上 Telegram 送消息的地址，"
            "例如 https://bot.example.org/telegram"
        )
    if not secret:
        raise OperatorError(
            "telegram.mode 是 webhook，也要有密钥，不然谁都能冒充 Telegram：请把 webhook.token_file "
            "指向存放它的文件（或用环境变量 BOT_WEBHOOK_TOKEN），可用 openssl rand -hex 32 生成"
        )


def _token(settings: Settings) -> str:
    """Return the token of the environment, else of its file; empty when neither is configured."""
    written = settings.token.get_secret_value()
    if not written:
        return read_token_file(settings.telegram.token_file) if settings.telegram.token_file else ""
    token = token_in(written)
    if token is None:
        raise OperatorError(f"BOT_TOKEN 不像是机器人令牌：{SHAPE_IN_WORDS}，请向 @BotFather 核对")
    return token


def _assistant_key(settings: Settings) -> str:
    """Return the key for the assistant of the environment, else of its file; empty when there is none."""
    if written := settings.assistant_key.get_secret_value():
        return secret_in(written, "BOT_ASSISTANT_KEY")
    file = settings.assistant.key_file
    return read_secret_file(file, "assistant.key_file") if file else ""


def _webhook_token(settings: Settings) -> str:
    """Return the secret token of the environment, else of its file; empty when there is none."""
    if written := settings.webhook_token.get_secret_value():
        return secret_token(secret_in(written, "BOT_WEBHOOK_TOKEN"), "BOT_WEBHOOK_TOKEN")
    file = settings.webhook.token_file
    return secret_token(read_secret_file(file, "webhook.token_file"), "webhook.token_file") if file else ""


def _health_ping(settings: Settings) -> str:
    """Return the address of the dead-man's ping; empty when there is none."""
    if written := settings.health_ping.get_secret_value():
        return ping_address(secret_in(written, "BOT_HEALTH_PING"), "BOT_HEALTH_PING")
    file = settings.health.ping_file
    return ping_address(read_secret_file(file, "health.ping_file"), "health.ping_file") if file else ""


def _learn_from_environment(hidden: Hidden, environment: Mapping[str, str]) -> None:
    """Learn the secrets, also those in misspelt variables."""
    for name, value in environment.items():
        if name.upper().startswith(ENV_PREFIX):
            if name.upper().endswith(("TOKEN", "KEY", "PING")):
                hidden.learn(value)
            if name.upper().endswith(("URL", "PROXY")) or "://" in value:
                hidden.learn_address(value)


def _learn_from_file(hidden: Hidden, values: Mapping[str, Any]) -> None:
    for section, table in values.items():
        for key, value in table.items() if isinstance(table, dict) else ():
            if isinstance(value, str) and ((section, key) in ADDRESSES or "://" in value):
                hidden.learn_address(value)


def _learn_misplaced(hidden: Hidden, values: Mapping[str, Any], folder: Path) -> None:
    """Learn what stands where a secret's file is to be named and is no file: it may be the secret itself."""
    written = [
        (os.environ.get(f"{ENV_PREFIX}{section}__{key}".upper(), ""), Path()) for section, key in SECRET_FILES
    ]
    tables = [(values.get(section), key) for section, key in SECRET_FILES]
    written += [(str(table.get(key, "")), folder) for table, key in tables if isinstance(table, dict)]
    for name, start in written:
        hidden.learn(*_may_be_secret(bare(name), start))


def _may_be_secret(name: str, start: Path) -> Iterator[str]:
    """Yield what of a file's name may be a secret: what comes behind the last folder that is there."""
    try:
        file = start / expanded(name)
        missing = [one for one in (file, *file.parents) if not one.exists()]
    except (OSError, ValueError):  # too long for a name, or an address
        yield name
        yield from name.splitlines()
        return
    if missing and MAY_BE_SECRET.fullmatch(rest := str(file.relative_to(missing[-1].parent))):
        yield rest
        yield from filter(MAY_BE_SECRET.fullmatch, rest.split("/"))


def _with_environment(values: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the file's `values` with those of our variables over them.

    pydantic-settings does the same, with a fifth of all that `ask` imports (docs/decisions/0004).
    """
    found = dict(values)
    for name, value in environment.items():
        if name.upper() in VARIABLES:
            section, parted, key = name.lower().removeprefix(ENV_PREFIX.lower()).partition("__")
            table = found.get(section)
            found[section] = {**(table if isinstance(table, dict) else {}), key: value} if parted else value
    return found


def _place_paths(values: dict[str, Any], file: Path) -> None:
    """Let relative paths start from the folder of the file in which they stand."""
    for section, key in PATH_KEYS:
        table = values.get(section)
        if isinstance(table, dict) and isinstance(name := table.get(key), str) and (name := bare(name)):
            try:
                table[key] = file.parent / written_path(name)
            except ValueError as error:
                raise OperatorError(f"设置 {section}.{key} 的值不对：{error}") from None


def _refuse_unknown_variables(environment: Mapping[str, str]) -> None:
    """Raise OperatorError for an unknown name that begins like ours, so that nothing is ignored silently."""
    for name in environment:
        if name.upper().startswith(ENV_PREFIX) and name.upper() not in VARIABLES:
            nearest = get_close_matches(name.upper(), VARIABLES, 1)
            advice = f"是不是 {nearest[0]}" if nearest else "应是 BOT_TOKEN 或 BOT_<SECTION>__<KEY>"
            section, parted, key = name[len(ENV_PREFIX) :].lower().partition("__")
            meant = f"（设置 {section}.{key}）" if parted else ""
            raise OperatorError(f"不认识的环境变量 {name}{meant}：{advice}")
