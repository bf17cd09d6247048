"""All tables together: what makes, compares or copies a whole database takes `metadata` from here."""

from storage.tables import (  # noqa: F401 - each adds its own to it
    access,
    asking,
    chats,
    duties,
    ledger,
    notices,
    pushes,
    quiz,
    speeches,
    updates,
    ways,
)
from storage.tables.naming import metadata

__all__ = ["metadata"]
