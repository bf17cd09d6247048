"""A year's duties in chat: a list, and the calendar file (.ics) for the office's calendar."""

import re
from datetime import date

from telegram import Message, Update

from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import send_file, toast
from handlers.words.cards import button, rows, show
from handlers.words.replies import View, plain

PATTERN = pattern(r"dy:(?P<what>list|file):(?P<year>\d{4})")
FIRST, LAST = 1902, 2098  # what the lunar calendar knows
LIST = "{year}年的廉政事项：{days}"
NOTHING = "\n没有到期的。"
DAY = "\n{month}月{day}日 {name}{mark}"
EXPECTED = "（预计）"
REMARK = "\n\n标“预计”的，那一年的放假安排还没有公布。"
MORE = "\n……还有 {number} 条，见日历文件。"
MOST = 80  # days in a message
FILE, BACK = "存成日历（.ics）", "返回"
CAPTION = "{year}年廉政事项，导入单位的日历即可。"


def names_year(said: str, today: date) -> int | None:
    """Return the year that an operator names: 全年, 明年, 2027年; None for anything else."""
    bare = said.strip().removesuffix("全年").removesuffix("安排").removesuffix("的").removesuffix("度")
    if not bare or bare in {"今年", "本年", "全年"}:
        return today.year
    if bare == "明年":
        return today.year + 1
    match = re.fullmatch(r"(\d{4})年?", bare)
    return int(match[1]) if match and FIRST <= int(match[1]) <= LAST else None


async def year_view(year: int, context: Context) -> View:
    """Return what falls due in a year."""
    days = await context.services.duty_year.days(year)
    lines = [
        DAY.format(month=one.on.month, day=one.on.day, name=one.name, mark="" if one.sure else EXPECTED)
        for one in days[:MOST]
    ]
    said = LIST.format(year=year, days="".join(lines) or NOTHING)
    if len(days) > MOST:
        said += MORE.format(number=len(days) - MOST)
    if any(not one.sure for one in days):
        said += REMARK
    turns = [button(f"{one}年", f"dy:list:{one}") for one in (year - 1, year + 1) if FIRST <= one <= LAST]
    return plain(said, rows(turns, [button(FILE, f"dy:file:{year}"), button(BACK, "dm:list")]))


async def press(update: Update, context: Context) -> None:
    """Show a year, or send its calendar file."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    year = int(match["year"])
    if not FIRST <= year <= LAST:
        await toast(query)
    elif match["what"] == "list":
        await show(query, context, await year_view(year, context))
    else:
        await toast(query)
        content = await context.services.duty_year.file(year, context.services.duties.today())
        await send_file(context, query.message, content, f"duties-{year}.ics", CAPTION.format(year=year))
