"""Which edits change nothing, whatever a message carries."""

from typing import Any

import pytest
from telegram import Update

from core.models import Role
from handlers.guard import Guarded
from handlers.updates.unchanged import FILES, UnchangedEdits, do_nothing

FILE = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1, "length": 1}
PAID = {
    "currency": "CNY",
    "total_amount": 1,
    "invoice_payload": "x",
    "telegram_payment_charge_id": "x",
    "provider_payment_charge_id": "x",
}


def edits() -> UnchangedEdits:
    return UnchangedEdits(Guarded(do_nothing, Role.STRANGER, counted=False))


def update(kind: str, **carried: Any) -> Update:  # noqa: ANN401 - JSON
    message = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, **carried}
    return Update.de_json({"update_id": 1, kind: message}, None)


def carrying(name: str, unique: str) -> dict[str, Any]:
    kinds = {"sticker": {"type": "regular", "is_animated": False, "is_video": False}}
    file = FILE | kinds.get(name, {}) | {"file_unique_id": unique}
    return {name: [file] if name == "photo" else file}


@pytest.mark.parametrize("name", FILES)
def test_another_file_is_a_change_and_the_same_one_is_none(name: str) -> None:
    seen = edits()
    assert not seen.check_update(update("message", **carrying(name, "u")))
    assert seen.check_update(update("edited_message", **carrying(name, "u")))
    assert not seen.check_update(update("edited_message", **carrying(name, "v")))


@pytest.mark.parametrize(
    "carried", [{"successful_payment": PAID}, {"text": "好"}, {}], ids=["paid", "words", "none"]
)
def test_what_carries_no_file_is_no_trouble(carried: dict[str, Any]) -> None:
    """PTB warns of payments where it is asked for any attachment; a warning is an error here."""
    seen = edits()
    assert not seen.check_update(update("message", **carried))
    assert seen.check_update(update("edited_message", **carried))
