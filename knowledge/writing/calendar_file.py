"""A calendar as a file (.ics) that any calendar reads: a whole day for each event, nobody invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from knowledge.writing.harmless import on_one_line

PRODUCT = "-//Qingfeng//duties//ZH"
DOMAIN = "qingfeng"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something on one day. `key` tells it from others: the same event read again takes its own place."""

    key: str
    day: date
    name: str
    remark: str = ""


def calendar_file(title: str, events: Sequence[CalendarEvent], made_on: date) -> bytes:
    """Return the events as a file; the same events made on the same day give the same bytes."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - 10 MB that only who wants such a file needs

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", on_one_line(title))
    for one in events:
        event = Event()
        event.add("uid", f"{one.key}@{DOMAIN}")
        event.add("dtstamp", datetime.combine(made_on, time(), UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", on_one_line(one.name))
        event.add("transp", "TRANSPARENT")
        if one.remark:
            event.add("description", on_one_line(one.remark))
        calendar.add_component(event)
    return bytes(calendar.to_ical())
