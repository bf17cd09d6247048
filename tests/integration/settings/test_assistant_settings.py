"""[assistant]: off as shipped; its key is a secret like the token, and a half setting is a sentence."""

from pathlib import Path

import pytest

from core.errors import OperatorError
from core.hiding import Hidden
from core.reading_settings import read_settings
from core.settings import Settings

KEY = "sk-abc=def==0123456789"


def read(folder: Path, text: str = "", hidden: Hidden | None = None) -> Settings:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file, hidden=hidden)


def test_nothing_is_set_as_shipped(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.assistant.url == ""
    assert settings.assistant_key.get_secret_value() == ""


@pytest.mark.parametrize(
    "written", [KEY, f"{KEY}\n", f'"{KEY}"', f"OPENAI_API_KEY={KEY}", f"# note\n\n export KEY={KEY}\n"]
)
def test_the_key_is_read_as_people_keep_it_and_hidden(tmp_path: Path, written: str) -> None:
    (tmp_path / "key").write_text(written, encoding="utf-8")
    hidden = Hidden()
    settings = read(
        tmp_path, '[assistant]\nurl = "http://10.0.0.5:11434/v1"\nmodel = "m"\nkey_file = "key"\n', hidden
    )
    assert settings.assistant_key.get_secret_value() == KEY
    assert KEY not in repr(settings)
    assert KEY not in hidden.hide(f"Authorization: Bearer {KEY}")


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_ASSISTANT_KEY", KEY)
    settings = read(tmp_path, '[assistant]\nkey_file = "nowhere"\n')
    assert settings.assistant_key.get_secret_value() == KEY


def test_a_key_behind_a_misspelt_name_is_hidden_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_ASSISTENT_KEY", KEY)
    hidden = Hidden()
    with pytest.raises(OperatorError) as refused:
        read(tmp_path, hidden=hidden)
    assert KEY not in str(refused.value)
    assert KEY not in hidden.hide(KEY)


def test_a_password_in_the_address_is_hidden(tmp_path: Path) -> None:
    hidden = Hidden()
    read(tmp_path, '[assistant]\nurl = "https://user:pass-word-9@host/v1"\nmodel = "m"\n', hidden)
    assert "pass-word-9" not in hidden.hide("https://user:pass-word-9@host/v1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('assistant_key = "sk-123456"', "BOT_ASSISTANT_KEY"),
        ('[assistant]\nurl = "http://host/v1"', "model"),
        ('[assistant]\nurl = "host"\nmodel = "m"', "assistant.url"),
        ('[assistant]\ntimeout = "0s"', "assistant.timeout"),
        ('[assistant]\nkey_file = "nowhere"', "assistant.key_file"),
        ('[assistant]\nkey_file = "empty"', "是空的"),
        ('[assistant]\nkey_file = "two"', "好几行"),
        ('[assistant]\nkey_file = "blank"', "不像是钥匙"),
        ('[assistant]\nkey = "sk-123456"', "assistant.key"),
    ],
)
def test_what_is_wrong_is_one_sentence_that_names_the_setting(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "empty").write_text("# nothing\n", encoding="utf-8")
    (tmp_path / "two").write_text("sk-123456\nsk-654321\n", encoding="utf-8")
    (tmp_path / "blank").write_text("sk 123456\n", encoding="utf-8")
    with pytest.raises(OperatorError) as refused:
        read(tmp_path, text)
    assert words in str(refused.value)
    assert "sk-123456" not in str(refused.value)
