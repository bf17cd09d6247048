"""What an installed 清风 does at its first run: it gives its user settings and speeches that can be changed.

In a checkout both are there already, and nothing is done. Existing files are never overwritten, not even by an
upgrade.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cli.terminal import complain
from core.errors import OperatorError
from core.places import CHECKOUT, DEFAULT_CONFIG, HOME, INSTALLED, SHIPPED_CONFIG
from core.plain_files import why

SHIPPED_KNOWLEDGE = CHECKOUT / "knowledge"
OWN_KNOWLEDGE = HOME / "knowledge"


def bring_settings() -> None:
    """Put config.toml into the user's folder if it is not there. Raises OperatorError."""
    if INSTALLED and not DEFAULT_CONFIG.exists():
        _bring([(SHIPPED_CONFIG, Path(DEFAULT_CONFIG.name))], DEFAULT_CONFIG)
        complain(f"第一次运行：设置在 {DEFAULT_CONFIG}，讲话在 {OWN_KNOWLEDGE}，都可以改。")


def bring_knowledge(folder: Path) -> None:
    """Put the speeches into `folder` if that is the user's own and not there. Raises OperatorError."""
    if INSTALLED and folder == OWN_KNOWLEDGE and not folder.exists():
        _bring([(file, file.relative_to(CHECKOUT)) for file in shipped_knowledge()], OWN_KNOWLEDGE)


def shipped_knowledge() -> Iterator[Path]:
    """Yield the files an office makes its own: the TOML files of knowledge/ and its folders without code."""
    for entry in sorted(SHIPPED_KNOWLEDGE.iterdir()):
        if entry.suffix == ".toml":
            yield entry
        elif entry.is_dir() and not any(entry.rglob("*.py*")):
            yield from (file for file in sorted(entry.rglob("*")) if file.is_file())


def _bring(files: list[tuple[Path, Path]], target: Path) -> None:
    """Copy files into the user's folder, so that `target` is complete or not there at all."""
    try:
        HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=HOME) as name:
            new = Path(name)
            for file, place in files:
                for folder in reversed((new / place).relative_to(new).parents):
                    (new / folder).mkdir(mode=0o700, exist_ok=True)
                shutil.copyfile(file, new / place)
                (new / place).chmod(0o600)
            with suppress(FileExistsError):  # another process has done it meanwhile
                (new / target.name).rename(target)
    except OSError as error:
        raise OperatorError(
            f"设置和讲话放不进 {HOME}（{why(error)}）：请改正，或用环境变量 XDG_DATA_HOME 另指一处"
        ) from None
