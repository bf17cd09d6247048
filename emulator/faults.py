"""Faults on request: what a bad network, a proxy or a busy server does to the bot's requests."""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

PROXY_PAGE = b"<html><body><h1>Please log in to the network</h1></body></html>"


class FaultKind(StrEnum):
    """What happens to a request."""

    RETRY_AFTER = "retry_after"  # 429, nothing delivered
    ERROR = "error"  # any other refusal with `code` and `description`, nothing delivered
    DROP_BEFORE = "drop_before"  # the connection breaks, nothing delivered
    HANG_AFTER_DELIVERY = "hang_after_delivery"  # delivered, and then no answer until released or hung up
    HTML = "html"  # `status` and `page`: a page that is no answer, as of a proxy; nothing delivered


@dataclass(slots=True, eq=False)
class Fault:
    """One fault for the next `times` requests that match. `method` or `chat_id` None matches any."""

    method: str | None = None
    kind: str = FaultKind.ERROR
    times: int = 1
    chat_id: int | None = None
    retry_after: int = 3
    code: int = 502
    description: str = "Bad Gateway"
    page: bytes = PROXY_PAGE
    status: int = 200
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.kind = FaultKind(self.kind)

    def matches(self, method: str, chat_id: int | None) -> bool:
        return (
            self.times > 0
            and (self.method is None or self.method.lower() == method.lower())
            and (self.chat_id is None or self.chat_id == chat_id)
        )


class Faults:
    """The faults still to come, first added first met."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._hanging: list[Fault] = []

    def __len__(self) -> int:
        return sum(fault.times for fault in self._waiting)

    @property
    def waiting(self) -> tuple[Fault, ...]:
        """Return the faults nobody has met yet."""
        return tuple(self._waiting)

    def add(self, fault: Fault) -> Fault:
        """Add a fault; what it returns can be released by hand when it hangs."""
        self._waiting.append(fault)
        return fault

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the fault this request meets, used up by one, or None."""
        for fault in self._waiting:
            if fault.matches(method, chat_id):
                fault.times -= 1
                if not fault.times:
                    self._waiting.remove(fault)
                if fault.kind == FaultKind.HANG_AFTER_DELIVERY:
                    self._hanging.append(fault)
                return fault
        return None

    def clear(self) -> None:
        """Forget what is still to come and let every request that hangs go."""
        self._waiting.clear()
        for fault in self._hanging:
            fault.released.set()
        self._hanging.clear()
