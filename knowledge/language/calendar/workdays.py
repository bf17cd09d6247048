"""Working days in China, with the make-up days (调休) that the State Council publishes year by year. Offline.

The calendar library knows the years that were published when it was released; the operator's own table
(`[calendar]` in config.toml) adds to it and wins over it. A year that neither knows is Monday to Friday, less
the three days that are off in every year.
"""

from datetime import date, timedelta

from core.settings import CalendarSettings

ONE_DAY = timedelta(days=1)
SATURDAY = 5
DECEMBER = 12
LONGEST_REST = 31  # days off in a row; no published rest comes near it
# Off by law in every year, whatever else the State Council decides.
FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (10, 1): "国庆节"}


class WorkCalendar:
    """Which dates are worked, and which are the last before a public holiday. Dates are local ones."""

    def __init__(self, settings: CalendarSettings) -> None:
        self._settings = settings

    @classmethod
    def nothing(cls) -> "WorkCalendar":
        """Return a calendar with nothing of an operator's own."""
        return cls(CalendarSettings())

    def is_workday(self, day: date) -> bool:
        """Return whether offices work on `day`: make-up Saturdays yes, holiday Mondays no."""
        if day in self._settings.workdays:
            return True
        if day in self._settings.holidays:
            return False
        published = _published(day)
        if published is None:
            return day.weekday() < SATURDAY and (day.month, day.day) not in FIXED
        return not published[0]

    def holiday_after(self, day: date) -> str | None:
        """Return the name of the public holiday whose days off begin after the working day `day`.

        None: `day` is not worked, or what follows is work or an ordinary weekend. Of days off for two
        holidays the first one's name; empty for a holiday that only the operator's table knows.
        """
        if not self.is_workday(day):
            return None
        rest: list[date] = []
        while len(rest) < LONGEST_REST and not self.is_workday(off := day + (len(rest) + 1) * ONE_DAY):
            rest.append(off)
        names = [name for off in rest if (name := self._holiday(off)) is not None]
        return max(names, key=bool, default=None)

    def knows(self, year: int) -> bool:
        """Return whether the holidays of `year` are known: published, or entered by the operator.

        Every published year has 1 October off: a table that has it counts as entered.
        """
        return date(year, 10, 1) in self._settings.holidays or _published(date(year, 1, 1)) is not None

    def missing_year(self, today: date) -> int | None:
        """Return the year whose holidays should be known by now and are not: this one; in December the next."""
        if not self.knows(today.year):
            return today.year
        following = today.year + 1
        return following if today.month == DECEMBER and not self.knows(following) else None

    def last_year(self, today: date) -> int | None:
        """Return the last year, this one or later, up to which the holidays are known; None if not this one."""
        year = today.year
        while self.knows(year):
            year += 1
        return year - 1 if year > today.year else None

    def _holiday(self, off: date) -> str | None:
        """Return which public holiday the free day `off` belongs to; None if to none."""
        published = _published(off)
        name = FIXED.get((off.month, off.day)) if published is None else published[1] if published[0] else None
        return name or ("" if off in self._settings.holidays else None)


def _published(day: date) -> tuple[bool, str | None] | None:
    """Return whether the State Council gave `day` off, and for which holiday; None: its year is not known."""
    # Thousands of dates that only those chats need whose days are working days.
    from chinese_calendar import Holiday, get_holiday_detail  # noqa: PLC0415 -- loaded when first asked for

    try:
        off, english = get_holiday_detail(day)
    except NotImplementedError:
        return None
    return bool(off), Holiday(english).chinese if english else None
