"""Days of the lunar calendar by their names: 腊月廿八, 正月初六, 大年初二; 初七 alone is of the first month."""

from datetime import date

from core.patterns import pattern

_LUNAR = pattern(
    r"(?:农历|阴历)?(?:(?P<month>腊|正)月(?P<plain>初)?|(?:大?年)?(?P<alone>初))(?P<day>\d{1,2})(?:那1?天|[日号])?"
)


# Feasts on which nobody is off.
FEASTS = {"重阳": (9, 9), "七夕": (7, 7), "腊8": (12, 8), "腊八": (12, 8), "小年": (12, 23)}


def lunar_date(said: str, today: date) -> date | None:
    """Return the next such day from `today` on, in words as `argument` returns them; None for what is none."""
    match, feast = _LUNAR.fullmatch(said), FEASTS.get(said.removesuffix("节"))
    if match is None and feast is None:
        return None
    # Tables of the lunar calendar, which few sentences need.
    from borax.calendars.lunardate import LunarDate  # noqa: PLC0415 -- loaded when first asked for

    month, day = feast or (12 if match and match["month"] == "腊" else 1, int(match["day"] if match else 1))
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found = LunarDate(year, month, day).to_solar_date()
        except ValueError:
            continue  # 腊月三十 is not in every year
        if found >= today:
            return date(found.year, found.month, found.day)
    return None
