"""Every answer of Telegram to a push, row by row: what is stored at once, and what becomes of it.

The real sender, limiter and service, over the local Telegram.
"""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from office import Office

from core.models import ChatKind
from emulator.faults import Fault
from storage.states import ChatState
from storage.states import DeliveryState as State

ZONE = ZoneInfo("Asia/Shanghai")
ACTIVE, BLOCKED, LEFT, GONE = ChatState.ACTIVE, ChatState.BLOCKED, ChatState.LEFT, ChatState.GONE


def refused(code: int, description: str) -> dict[str, Any]:
    return {"kind": "error", "code": code, "description": description}


# What Telegram answers once; the row's state and reason right after it; its state minutes later; the chat's.
OUTCOMES: list[tuple[str, dict[str, Any], State, str, State, ChatState]] = [
    ("429", {"kind": "retry_after", "retry_after": 50}, State.PLANNED, "rate_limited", State.SENT, ACTIVE),
    ("500", refused(500, "Internal Server Error"), State.UNKNOWN, "NetworkError", State.UNKNOWN, ACTIVE),
    ("502", refused(502, "Bad Gateway"), State.UNKNOWN, "NetworkError", State.UNKNOWN, ACTIVE),
    ("a proxy's page", {"kind": "html"}, State.UNKNOWN, "JSONDecodeError", State.UNKNOWN, ACTIVE),
    ("no connection", {"kind": "drop_before"}, State.PLANNED, "unreachable", State.SENT, ACTIVE),
    ("timeout", {"kind": "hang_after_delivery"}, State.UNKNOWN, "ReadTimeout", State.UNKNOWN, ACTIVE),
    ("401", refused(401, "Unauthorized"), State.PLANNED, "unauthorized", State.SENT, ACTIVE),
    ("404", refused(404, "Not Found"), State.PLANNED, "unauthorized", State.SENT, ACTIVE),
    *(
        (words, refused(code, f"{said}: {words}"), State.FAILED, reason, State.FAILED, chat)
        for code, said, words, reason, chat in (
            (403, "Forbidden", "bot was blocked by the user", "blocked", BLOCKED),
            (403, "Forbidden", "bot was kicked from the supergroup chat", "kicked", LEFT),
            (403, "Forbidden", "bot is not a member of the channel chat", "kicked", LEFT),
            (403, "Forbidden", "the group chat was deleted", "chat_gone", GONE),
            (400, "Bad Request", "chat not found", "chat_gone", GONE),
            (403, "Forbidden", "user is deactivated", "deactivated", GONE),
            (403, "Forbidden", "something nobody has heard of", "no_right", ACTIVE),
            (400, "Bad Request", "not enough rights to send text messages to the chat", "no_right", ACTIVE),
            (400, "Bad Request", "CHAT_WRITE_FORBIDDEN", "no_right", ACTIVE),
            (400, "Bad Request", "TOPIC_CLOSED", "topic_gone", ACTIVE),  # General itself: no way to fall back
            (400, "Bad Request", "message is too long", "refused", ACTIVE),
        )
    ),
]


@pytest.mark.parametrize(
    ("fault", "state", "reason", "later", "chat_state"),
    [row[1:] for row in OUTCOMES],
    ids=[row[0] for row in OUTCOMES],
)
async def test_every_answer_has_its_outcome(
    office: Office, fault: dict[str, Any], state: State, reason: str, later: State, chat_state: ChatState
) -> None:
    subscriptions, deliveries = office.services.subscriptions, office.services.pushes._deliveries
    chen, other = office.colleague("陈").private, office.colleague("周").private
    for chat in (chen, other):
        chat.started = True
        await subscriptions.subscribe(chat.id, ChatKind.PRIVATE, chat.title, time(8, 30))
    office.world.faults.add(Fault(method="sendMessage", chat_id=chen.id, **fault))
    office.clock.move_to(datetime.combine(office.clock.now().date(), time(8, 30), ZONE))
    await office.push()
    [row] = await deliveries.listed(chat_id=chen.id)
    assert (row.state, row.reason) == (state, reason)
    await office.passes(minutes=2)
    await office.passes(minutes=2)
    [row] = await deliveries.listed(chat_id=chen.id)
    assert row.state is later
    attempts = [call for call in office.world.calls if call.parameters.get("chat_id") == str(chen.id)]
    assert len(attempts) == (2 if later is State.SENT else 1)  # what is unknown or refused is never repeated
    known = await subscriptions._chats.of(chen.id)
    assert known is not None
    assert known.state is chat_state
    assert (await subscriptions.next_push(chen.id) is None) == (chat_state is not ACTIVE)
    assert len(office.world.messages(other)) == 1  # the others go on
