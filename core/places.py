"""Where things are: in the checkout or, when 清风 is installed as a package, in a folder of the user's own."""

import tomllib
from pathlib import Path

# The folder that holds the packages: a checkout, or the site-packages of an environment.
CHECKOUT = Path(__file__).resolve().parents[1]
PACKAGES = frozenset({"cli", "core", "emulator", "handlers", "knowledge", "services", "storage"})
# Only a built package has the settings in here; pyproject.toml puts them there. A checkout has them at its top.
SHIPPED_CONFIG = CHECKOUT / "core" / "config.toml"
INSTALLED = SHIPPED_CONFIG.is_file()


def _home() -> Path:
    """Return the folder with config.toml, knowledge/ and data/."""
    if not INSTALLED:
        return CHECKOUT
    from platformdirs import user_data_path  # noqa: PLC0415 - nobody else needs it

    return user_data_path("qingfeng", appauthor=False)


HOME = _home()
DEFAULT_CONFIG = HOME / "config.toml"
# What a person types to start 清风: in a checkout with the Python that `make` prepared.
PROGRAM = "qingfeng" if INSTALLED else ".venv/bin/python bot.py"


def is_ours(file: str) -> bool:
    """Return whether a file that Python names is one of the program's own modules."""
    path = Path(file)
    return path.is_relative_to(CHECKOUT) and path.relative_to(CHECKOUT).parts[0] in PACKAGES


def version() -> str:
    """Return the version of what runs here."""
    if INSTALLED:
        from importlib import metadata  # noqa: PLC0415 - it takes longer to load than the rest of this

        return metadata.version("qingfeng")
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])
