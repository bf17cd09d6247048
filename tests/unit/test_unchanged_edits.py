"""Which edits change nothing, whatever a message carries, and what is known of it after a restart."""

from typing import Any

import pytest

from handlers.updates.raw_updates import FILES, said_in
from handlers.updates.unchanged import REMEMBERED, Edit, SaidLast
from storage.updates.received import SaidBefore

FILE = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1, "length": 1}
LINK = {"type": "text_link", "offset": 0, "length": 1, "url": "https://example.org/"}
NUMBERS = iter(range(1, 10**6))


def update(kind: str, number: int = 1, **carried: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    message = {"message_id": number, "date": 1, "chat": {"id": 5, "type": "private"}, **carried}
    return {"update_id": next(NUMBERS), kind: message}


def carrying(name: str, unique: str) -> dict[str, Any]:
    file = FILE | {"file_unique_id": unique}
    return {name: [FILE | {"file_unique_id": "small"}, file] if name == "photo" else file}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *((carrying(name, "u"), carrying(name, "v")) for name in FILES),
        ({"text": "四风"}, {"text": "四风问题"}),
        ({"caption": "四风"}, {"caption": ""}),
        ({"text": "见此", "entities": [LINK]}, {"text": "见此"}),
        ({"text": "见此", "entities": [LINK]}, {"text": "见此", "entities": [LINK | {"url": "x"}]}),
        ({"rich_message": {"blocks": [{"text": "一"}]}}, {"rich_message": {"blocks": [{"text": "二"}]}}),
        ({}, {"text": "四风"}),
    ],
)
@pytest.mark.parametrize("kind", ["message", "channel_post"])
@pytest.mark.parametrize("restarted", [False, True])
def test_other_words_or_another_file_is_a_change_and_the_same_is_none(
    before: dict[str, Any], after: dict[str, Any], kind: str, restarted: bool
) -> None:
    seen = SaidLast()
    sent = update(kind, **before)
    assert seen.note(sent) is Edit.NONE
    if restarted:
        seen = SaidLast()
        number, said = said_in(sent) or (0, 0)
        seen.recall([SaidBefore(sent["update_id"], 5, number, said)])
    reacted_to: dict[str, Any] = {"edit_date": 9, "reactions": ["👍"]}
    assert seen.note(update(f"edited_{kind}", **before, **reacted_to)) is Edit.UNCHANGED
    edit = update(f"edited_{kind}", **after)
    assert seen.note(edit) is Edit.CHANGED
    assert seen.note(edit) is Edit.CHANGED, "an attempt that Telegram cut short is made again"
    assert seen.note(update(f"edited_{kind}", **after)) is Edit.UNCHANGED


def test_what_nobody_has_seen_is_known_to_be_unknown_and_little_is_remembered() -> None:
    seen = SaidLast()
    assert seen.note(update("edited_message", text="四风")) is Edit.UNSEEN
    for number in range(2, REMEMBERED + 3):
        seen.note(update("message", number, text="好"))
    assert seen.note(update("edited_message", text="四风问题")) is Edit.UNSEEN, "forgotten: the oldest"


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"message_id": True},
        {"message_id": 2**70, "text": "好"},
        {"message_id": 1, "entities": {}, "photo": [], "text": 5},
        {"message_id": 1, "entities": [7, None], "document": "x", "caption": "\ud83d"},
    ],
)
def test_what_is_no_message_is_no_trouble(message: dict[str, Any]) -> None:
    for kind in ("message", "edited_message", "callback_query"):
        assert SaidLast().note({"update_id": 1, kind: message}) in {Edit.NONE, Edit.UNSEEN}
