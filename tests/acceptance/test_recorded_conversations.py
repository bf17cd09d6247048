"""What the bot says in whole conversations is what it said when that was last meant to change.

And nothing that anybody says or taps in them reads a table whole that grows with the people.
"""

from difflib import unified_diff
from pathlib import Path

import pytest
from query_plans import scans, statements
from recorded_conversations import files, played, script


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
async def test_a_conversation_goes_as_it_was_recorded(file: Path, office_folder: Path) -> None:
    recorded = file.read_text(encoding="utf-8")

    with statements() as said:
        now = await played(script(recorded), office_folder)

    changes = unified_diff(recorded.splitlines(), now.splitlines(), "recorded", "now", lineterm="", n=4)
    assert now == recorded, "\n".join(("see tests/recorded_conversations.py", *changes))
    assert scans(office_folder, said) == []
