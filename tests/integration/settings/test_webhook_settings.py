"""[webhook]: off as shipped; half a setting, or one that Telegram would refuse, is one sentence, status 2."""

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from certificates import make_certificate, make_expired_certificate
from command_line import bot, refusal_of

from core.certificate import read_certificate
from core.errors import OperatorError
from core.hiding import Hidden
from core.reading_settings import read_settings
from core.settings import Settings
from services.checks import Level, check_webhook

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
SECRET = "0123456789abcdef_-ABCDEF"
URL = "https://bot.example.org/telegram"
WHOLE = f'[telegram]\nmode = "webhook"\n[webhook]\ntoken_file = "secret"\nurl = "{URL}"\n'


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("BOT_"):
            monkeypatch.delenv(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "secret": f"{SECRET}\n",
        "empty": " \n# nothing\n",
        "nothing": "",
        "two": f"{SECRET}\n{SECRET}2\n",
        "odd": "with blanks and 中文\n",
        "colon": "123456789:AAAAAAAAAAAAAAAAAAAAAAAA\n",
        "long": "a" * 257,
        "text": "no certificate at all\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    return tmp_path


def read(folder: Path, text: str = WHOLE, hidden: Hidden | None = None) -> Settings:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file, hidden=hidden)


def test_updates_are_fetched_as_shipped(tmp_path: Path) -> None:
    settings = read(tmp_path, "")
    assert settings.telegram.mode == "polling"
    assert settings.webhook_token.get_secret_value() == ""
    assert check_webhook(settings, NOW) == []


@pytest.mark.parametrize("written", [SECRET, f'"{SECRET}"', f"WEBHOOK_TOKEN={SECRET}", f"# note\n{SECRET}\n"])
def test_the_secret_is_read_as_people_keep_it_and_hidden(folder: Path, written: str) -> None:
    (folder / "secret").write_text(written, encoding="utf-8")
    hidden = Hidden()
    settings = read(folder, hidden=hidden)
    assert settings.webhook_token.get_secret_value() == SECRET
    assert SECRET not in repr(settings)
    assert SECRET not in hidden.hide(f"x-telegram-bot-api-secret-token: {SECRET}")


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_WEBHOOK_TOKEN", "another-one")
    assert read(folder).webhook_token.get_secret_value() == "another-one"


def test_a_secret_behind_a_misspelt_name_is_hidden_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_WEBHOK_TOKEN", SECRET)
    hidden = Hidden()
    with pytest.raises(OperatorError):
        read(folder, hidden=hidden)
    assert SECRET not in hidden.hide(SECRET)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ('url = ""', "webhook.url"),
        ('url = "bot.example.org/telegram"', "https://"),
        ('url = "http://bot.example.org/telegram"', "http://"),
        ('url = "HTTP://bot.example.org"', "http://"),
        ('url = "ftp://bot.example.org"', "https://"),
        ('url = "https://bot.example.org:8080/telegram"', "8443"),
        ('url = "https://bot.example.org:0/telegram"', "webhook.url"),
        ('url = "https://bot.example.org:99999/telegram"', "webhook.url"),
        ('url = "https://bot.example.org:port/telegram"', "webhook.url"),
        ('url = "https://"', "webhook.url"),
        ('url = "https:///telegram"', "webhook.url"),
        ('url = "https://user:word@bot.example.org/telegram"', "webhook.url"),
        ('url = "https://bot.example.org/telegram?a=b"', "webhook.url"),
        ('url = "https://bot.example.org/telegram#a"', "webhook.url"),
        ('url = "https://bot.example.org//telegram"', "webhook.url"),
        ('url = "https://机器人.example.org/telegram"', "xn--"),
        ('url = "https://bot.example.org/tele gram"', "webhook.url"),
        ("url = 443", "webhook.url"),
        ('token_file = ""', "webhook.token_file"),
        ('token_file = "empty"', "是空的"),
        ('token_file = "nothing"', "是空的"),
        ('token_file = "nowhere"', "webhook.token_file"),
        ('token_file = "."', "webhook.token_file"),
        ('token_file = "two"', "好几行"),
        ('token_file = "odd"', "webhook.token_file"),
        ('token_file = "colon"', "令牌"),
        ('token_file = "long"', "密钥"),
        ('token_file = "binary"', "webhook.token_file"),
        ('secret = "abc"', "webhook.secret"),
        ('path = "telegram"', "webhook.path"),
        ('path = "/a?b"', "webhook.path"),
        ('path = "/a b"', "webhook.path"),
        ('listen = ""', "webhook.listen"),
        ('listen = "8080"', "webhook.listen"),
        ('listen = ":8080"', "webhook.listen"),
        ('listen = "127.0.0.1"', "webhook.listen"),
        ('listen = "127.0.0.1:0"', "webhook.listen"),
        ('listen = "127.0.0.1:65536"', "webhook.listen"),
        ('listen = "http://127.0.0.1:8080"', "webhook.listen"),
        ('listen = "unix:webhook.sock"', "webhook.listen"),
        ('listen = "unix:"', "webhook.listen"),
        ('listen = "unix:/run/"', "webhook.listen"),
        (f'listen = "unix:/{"a" * 120}"', "webhook.listen"),
        ('key_file = "text"', "certificate_file"),
        ('certificate_file = "text"\nkey_file = "text"\nlisten = "unix:/run/a.sock"', "unix:"),
        ("max_connections = 0", "webhook.max_connections"),
        ("max_connections = 101", "webhook.max_connections"),
        ("port = 8443", "webhook.port"),
    ],
)
def test_what_is_wrong_is_one_sentence_that_names_the_setting(folder: Path, change: str, words: str) -> None:
    kept = [line for line in WHOLE.splitlines() if line.split(" ")[0] != change.split(" ", maxsplit=1)[0]]
    with pytest.raises(OperatorError) as refused:
        read(folder, "\n".join([*kept, change]))
    assert words in str(refused.value)
    assert "webhook" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_secret_in_config_toml_is_refused_without_being_said(folder: Path) -> None:
    with pytest.raises(OperatorError) as refused:
        read(folder, f'webhook_token = "{SECRET}"\n')
    assert "BOT_WEBHOOK_TOKEN" in str(refused.value)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("mode", ['"push"', '""', "true", "1", '"Webhook "'])
def test_another_mode_is_named(folder: Path, mode: str) -> None:
    with pytest.raises(OperatorError, match=r"telegram\.mode"):
        read(folder, f"[telegram]\nmode = {mode}\n")


@pytest.mark.parametrize("port", ["", ":443", ":80", ":88", ":8443"])
def test_the_ports_that_telegram_calls_are_taken(folder: Path, port: str) -> None:
    read(folder, WHOLE.replace("bot.example.org", f"bot.example.org{port}"))
    read(folder, WHOLE.replace("bot.example.org", f"[2001:db8::1]{port}"))


@pytest.mark.parametrize(
    ("url", "path", "served"),
    [
        ("https://bot.example.org", "", "/"),
        ("https://bot.example.org/telegram", "", "/telegram"),
        ("https://bot.example.org/%E5%BB%89", "", "/廉"),
        ("https://bot.example.org/office/telegram", "/telegram", "/telegram"),
    ],
)
def test_the_path_here_is_that_of_the_address_unless_it_is_said(
    folder: Path, url: str, path: str, served: str
) -> None:
    settings = read(folder, WHOLE.replace(URL, url) + f'path = "{path}"\n')
    assert settings.webhook.served_path == served


# --- certificates


def read_own(folder: Path, certificate: Path, key: Path | None, host: str = "127.0.0.1") -> str:
    with pytest.raises(OperatorError) as refused:
        read_certificate(certificate, key, host)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_an_own_certificate_is_uploaded_without_its_key(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    both = tmp_path / "both.pem"
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    for file, key_file in ((certificate, key), (both, both), (both, None)):
        own = read_certificate(file, key_file, "127.0.0.1")
        assert own is not None
        assert own.upload is not None
        assert b"PRIVATE" not in own.upload
        assert own.upload.count(b"BEGIN CERTIFICATE") == 1
        assert (own.context is None) == (key_file is None)
        assert (own.expires is None) == (key_file is None)


def test_a_certificate_that_cannot_work_is_one_sentence(tmp_path: Path, folder: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    _, other_key = make_certificate(tmp_path, name="other")
    assert "读不了" in read_own(folder, folder / "nowhere", None)
    assert "读不了" in read_own(folder, folder, key)
    assert "是空的" in read_own(folder, folder / "nothing", key)
    assert "PEM" in read_own(folder, folder / "text", None)
    assert "PEM" in read_own(folder, folder / "binary", key)
    assert "PEM" in read_own(folder, key, key)
    assert "webhook.key_file" in read_own(folder, certificate, folder / "nowhere")
    assert "webhook.key_file" in read_own(folder, certificate, folder / "text")
    assert "webhook.key_file" in read_own(folder, certificate, certificate)
    assert "一对" in read_own(folder, certificate, other_key)
    assert "bot.example.org" in read_own(folder, certificate, key, "bot.example.org")
    assert "10.0.0.5" in read_own(folder, certificate, key, "10.0.0.5")


def test_a_key_with_a_passphrase_is_refused_without_asking_for_it(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    locked = tmp_path / "locked.key"
    command = ["openssl", "ec", "-in", str(key), "-aes256", "-passout", "pass:word", "-out", str(locked)]
    subprocess.run(command, check=True, capture_output=True)
    assert "口令" in read_own(tmp_path, certificate, locked)


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    certificate, key = make_expired_certificate(tmp_path)
    assert "过期" in read_own(tmp_path, certificate, key)


# --- what check says


def marked(settings: Settings, level: Level) -> str:
    return "\n".join(one.text for one in check_webhook(settings, NOW) if one.level is level)


def test_check_says_where_updates_are_taken(folder: Path) -> None:
    settings = read(folder)
    assert URL in marked(settings, Level.GOOD)
    assert marked(settings, Level.WARNING) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ('url = "https://10.0.0.5/telegram"', "10.0.0.5"),
        ('url = "https://localhost/telegram"', "localhost"),
        ('listen = "0.0.0.0:8080"', "没有加密"),
        ('token_file = "short"', "太短"),
    ],
)
def test_check_warns_of_what_will_hardly_work(folder: Path, change: str, words: str) -> None:
    (folder / "short").write_text("abc", encoding="utf-8")
    kept = [line for line in WHOLE.splitlines() if line.split(" ")[0] != change.split(" ", maxsplit=1)[0]]
    assert words in marked(read(folder, "\n".join([*kept, change])), Level.WARNING)


def test_check_names_a_missing_folder_of_the_socket(folder: Path) -> None:
    settings = read(folder, f'{WHOLE}listen = "unix:{folder}/nowhere/bot.sock"\n')
    assert "nowhere" in marked(settings, Level.BAD)


def test_check_warns_of_a_certificate_that_ends_soon(folder: Path) -> None:
    certificate, key = make_certificate(folder, days=30)
    own = f'certificate_file = "{certificate.name}"\nkey_file = "{key.name}"\nlisten = "0.0.0.0:8443"\n'
    settings = read(folder, WHOLE.replace("bot.example.org", "127.0.0.1") + own)
    found = check_webhook(settings, datetime.now(UTC))
    assert [one.level for one in found] == [Level.GOOD, Level.WARNING]  # the address is a private one
    late = check_webhook(settings, datetime.now(UTC) + timedelta(days=20))
    assert "到期" in late[-1].text


def test_check_and_start_refuse_with_status_2(folder: Path) -> None:
    (folder / "config.toml").write_text(WHOLE.replace("https:", "http:"), encoding="utf-8")
    for command in ("check", "run"):
        assert "webhook.url" in refusal_of(bot("--config", str(folder / "config.toml"), command))


def test_check_names_a_bad_certificate_with_status_2(folder: Path) -> None:
    written = f'{WHOLE}certificate_file = "text"\nkey_file = "text"\nlisten = "0.0.0.0:8443"\n'
    (folder / "config.toml").write_text(written, encoding="utf-8")
    result = bot("--config", str(folder / "config.toml"), "check")
    assert result.returncode == 2
    assert "✗ webhook.certificate_file" in result.stdout
