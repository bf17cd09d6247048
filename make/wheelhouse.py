"""Wheels for a machine without a network: fetched into a folder where there is one, installed from it there.

`make wheelhouse` fetches, `make setup WHEELHOUSE=folder` installs. Both go by the lock's hashes: what was
changed on the way is refused.
"""

import os
from pathlib import Path

from complaints import SetUpError

VARIABLE = "WHEELHOUSE"


def source() -> list[str]:
    """Return what tells pip where packages come from: nothing, or the folder that WHEELHOUSE names, alone.

    Raises SetUpError when no wheels are there.
    """
    named = os.environ.get(VARIABLE, "")
    if not named:
        return []
    folder = Path(named).expanduser().resolve()
    if not any(folder.glob("*.whl")):
        raise SetUpError(
            f"{folder} 里没有安装包：请在能上网的机器上运行 make wheelhouse，把做好的文件夹拷来，再试一次。",
            f"no wheels in {folder}: run make wheelhouse on a machine with a network, bring that folder here, "
            "then try again.",
        )
    return ["--no-index", "--find-links", str(folder)]


def target() -> Path:
    """Return the folder to fetch into."""
    return Path(os.environ.get(VARIABLE) or "wheelhouse").expanduser().resolve()


def size_of(folder: Path) -> tuple[int, int]:
    """Return how many wheels are there, and how many megabytes that is."""
    wheels = list(folder.glob("*.whl"))
    return len(wheels), round(sum(wheel.stat().st_size for wheel in wheels) / 1e6)
