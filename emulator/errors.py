"""What the Bot API answers when it refuses, and what a broken network does instead of answering."""

from typing import Any


class ApiError(Exception):
    """An answer with `ok: false`. `parameters` holds retry_after or migrate_to_chat_id, when there are any."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class BadRequest(ApiError):  # noqa: N818 - the Bot API's own name for this answer
    """400. The words after the prefix are Telegram's own, so that a bot meets here what it meets there."""

    def __init__(self, words: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(400, f"Bad Request: {words}", parameters)


class Forbidden(ApiError):  # noqa: N818 - the Bot API's own name for this answer
    """403: the chat is closed to the bot."""

    def __init__(self, words: str) -> None:
        super().__init__(403, f"Forbidden: {words}")


class Conflict(ApiError):  # noqa: N818 - the Bot API's own name for this answer
    """409: somebody else takes the updates."""

    def __init__(self, words: str) -> None:
        super().__init__(409, f"Conflict: {words}")


class NetworkFault(Exception):  # noqa: N818 - a fault is what the tests ask for
    """The network fails instead of answering. `delivered` says whether the request took effect first."""

    def __init__(self, kind: str, *, delivered: bool) -> None:
        super().__init__(kind)
        self.kind = kind
        self.delivered = delivered
