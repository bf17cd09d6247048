"""What only a few people ever need is loaded for them, and not at each start: docs/decisions/0004."""

import subprocess
import sys

from core.places import CHECKOUT

# Libraries that make or read files, draw, or belong to the other database; each takes megabytes.
FOR_A_FEW = (
    *("icalendar", "dateutil.rrule", "openpyxl", "docx", "pypdf", "pypdfium2", "opencc", "onnxruntime"),
    *(
        "PIL.Image",
        "fsrs.scheduler.torch",
        "sqlalchemy.orm",
        "sqlalchemy.dialects.postgresql",
        "psycopg",
        "httpcore",
        "rich",
    ),
)
# As cli/run.py does: httpx's own command line would load rich.
PROGRAM = """
import sys
sys.modules["httpx._main"] = None
import cli.main, handlers.assembly
from core.settings import Settings
handlers.assembly.build_request(Settings(), 1)
print(*[one for one in sys.argv[1:] if one in sys.modules])
"""


def test_a_start_loads_nothing_that_only_a_few_need() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *FOR_A_FEW], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
