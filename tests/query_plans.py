"""Which statements read a whole table that grows with the people, as SQLite explains it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from storage.database import FILE_NAME

# Tables that grow with the people, their chats, what they ask and the days.
BIG = frozenset(
    {
        *("updates", "chats", "subscriptions", "deliveries", "people", "memberships", "approvals", "questions"),
        *("replies", "audit", "suggestions", "shown", "prompts", "reading_places", "practice", "notice_reads"),
        *("notice_numbers", "invitation_uses", "confirmation_cards"),
    }
)
# What reads one whole all the same, and why it may. Each is the beginning of a statement.
WHOLE = {
    "UPDATE deliveries SET not_before": "once a start, and when the wall clock was set back: what is planned",
    "UPDATE updates SET owner": "once a start, and when a process died: what is not handled",
    "SELECT audit.at, audit.user_id, audit.action": "from the end, a page",
    "SELECT people.name FROM people WHERE people.name != ?": "the ledger: every name is taken out of it",
    "SELECT chats.title FROM chats WHERE chats.kind = ? AND chats.title != ?": "the same",
    "SELECT suggestions.author FROM suggestions WHERE suggestions.author != ?": "the same",
    "SELECT suggestions.id, suggestions.written_at": "the ledger counts them all",
    "SELECT count(*) AS count_1 FROM subscriptions JOIN chats": "whom a notice goes to is counted",
    "SELECT subscriptions.chat_id, subscriptions.thread_id": "the next thousand whom a notice goes to",
    "SELECT people.user_id, people.name FROM people WHERE (people.name LIKE": "whom an operator means by 小陈,"
    " where nobody is called that",
    "SELECT chats.chat_id, chats.title FROM chats WHERE chats.kind = ? AND (chats.title LIKE": "the same",
    "SELECT chats.kind, count(*)": "the statistics count them",
    "SELECT DISTINCT questions.words FROM questions WHERE questions.words IN": "has somebody else asked what"
    " editors learnt from a person who wants to be forgotten? Asked only where they did",
}
SCAN = re.compile(r"SCAN (\w+)")
READ_OR_WRITTEN = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"})
Said = dict[str, Any]


@contextmanager
def statements() -> Iterator[Said]:
    """Collect what is sent to the database, each text once, with the values it was sent with."""
    said: Said = {}

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:  # noqa: ANN401 -- SQLAlchemy's
        if statement not in said:
            first = values[0] if many else values
            said[statement] = first if isinstance(first, dict) else tuple(first)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def scans(folder: Path, said: Said) -> list[str]:
    """Return the statements for which SQLite would read a big table whole."""
    wrong = []
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        for statement, values in said.items():
            in_a_line = " ".join(statement.split())
            if in_a_line.split()[0].upper() not in READ_OR_WRITTEN or in_a_line.startswith(tuple(WHOLE)):
                continue
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
            aliases = {match[2]: match[1] for match in re.finditer(r"(\w+) AS (\w+)", statement)}
            found = [match[1] for *_, step in plan if (match := SCAN.match(step))]
            if read_whole := sorted({str(aliases.get(name, name)) for name in found} & BIG):
                wrong.append(f"{', '.join(read_whole)}: {in_a_line} -- {plan}")
    return wrong
