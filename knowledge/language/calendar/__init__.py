"""Days and spans as people say them: weekdays, holidays, pauses, periods, what recurs."""
