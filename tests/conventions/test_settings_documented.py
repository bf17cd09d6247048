"""config.toml is the settings' documentation: it names every key, with the value that is the default."""

import itertools
import tomllib
from pathlib import Path

from pydantic import BaseModel, SecretStr

from core.places import CHECKOUT
from core.reading_settings import read_settings
from core.settings import Settings

CONFIG = CHECKOUT / "config.toml"


def sections() -> dict[str, type[BaseModel]]:
    found = {}
    for name, field in Settings.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            found[name] = field.annotation
    return found


def test_every_setting_stands_in_config_toml() -> None:
    written = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert {name: set(keys) for name, keys in written.items()} == {
        name: set(section.model_fields) for name, section in sections().items()
    }


def test_config_toml_holds_the_defaults() -> None:
    shipped, built_in = read_settings(CONFIG, required=True), Settings()
    for name in sections():
        assert getattr(shipped, name) == getattr(built_in, name), name


def test_every_setting_has_a_comment_above_it() -> None:
    lines = CONFIG.read_text(encoding="utf-8").splitlines()
    undocumented = [
        line
        for above, line in itertools.pairwise(lines)
        if "=" in line and not line.startswith("#") and not above.startswith("#")
    ]
    assert [line.split(" ")[0] for line in undocumented] == ["timezone"]  # it says all by itself


def test_secrets_are_never_printed() -> None:
    settings = Settings(token=SecretStr("123456:secret"))
    assert "secret" not in repr(settings)


def test_paths_in_the_file_start_from_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[storage]\nfolder = "mine"\n', encoding="utf-8")
    settings = read_settings(file)
    assert settings.storage.folder == tmp_path / "mine"
    assert settings.knowledge.folder == CHECKOUT / "knowledge"
