"""The moments that a stretch of local days lies between."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from knowledge.language.hours.times import midnight_after, moment_of
from services.ledger.facts import Span


def moments(span: Span, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the moment at which `span` begins in `zone`, and that at which it has ended."""
    return moment_of(span.first, time(), zone), midnight_after(span.last, zone)
