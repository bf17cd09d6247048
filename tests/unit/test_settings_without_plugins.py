"""Settings are read without a search of all installed packages for plugins of pydantic."""

import subprocess
import sys

from core.places import CHECKOUT

LOOKED = "import core.settings, pydantic.plugin._loader as one; print(one._plugins)"


def test_no_plugins_of_pydantic_are_looked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOKED], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "None"
