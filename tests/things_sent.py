"""What people send that the local Telegram has nobody send, as the Bot API writes it."""

from typing import Any

FILE: dict[str, Any] = {"file_id": "a", "file_unique_id": "b"}
PHOTO = [FILE | {"width": 90, "height": 90}]
POLL: dict[str, Any] = {
    "id": "9",
    "question": "周五几点开会？",
    "options": [{"text": "上午", "voter_count": 0, "persistent_id": "1"}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}
