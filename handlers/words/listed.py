"""A list that is shown, as what is said of it next needs it: each row's number, its words, and what opens it.

The rows are read from what the person sees: lines with a number and buttons with the same, or buttons that
stand one below the other.
"""

from collections.abc import Mapping
from datetime import datetime

from telegram import InlineKeyboardButton

from core.patterns import pattern
from handlers.words.replies import View
from services.asking.remembered.lists import Listed, Row

# What the lists of the desk are called, and the data that shows each.
INBOX, OPINIONS, DUTIES, MATERIAL, DAYS_AHEAD = "问题箱", "意见", "廉政事项", "材料", "以后几天的廉语"
ITEMS, QUOTES, PASSAGES, CHOICES = "题目", "廉语", "段落", "选项"
LISTS = {"proposed": "待审", "approved": "在用", "hidden": "隐藏"}
OPENS: Mapping[str, str] = {
    INBOX: "in:page:0",
    DUTIES: "dm:list",
    DAYS_AHEAD: "qt:next",
    **{
        f"{stand}{what}": f"{data}:page:{value}.0"
        for what, data in ((ITEMS, "qz"), (QUOTES, "qt"))
        for value, stand in LISTS.items()
    },
}
# Where words stand has a reader of its own, which knows what stands on the other pages.
_OF_PLACES = pattern(r"os:\w:\d+\..*")
_NUMBERED_KEY = pattern(r"(?:[☐☑□✓]|答复)?\s?(?P<number>\d{1,3})")
_NUMBERED_LINE = pattern(r"(?:[☐☑□✓]\s?)?(?P<number>\d{1,3})\.\s?(?P<words>.*)")


def one_below_the_other(view: View) -> int:
    """Return how many of a view's buttons stand one below the other, from the first on."""
    rows = _keys(view)
    listed = next((number for number, row in enumerate(rows) if len(row) != 1), len(rows))
    if not listed and len({str(key.callback_data).rpartition(":")[0] for row in rows for key in row}) == 1:
        listed = sum(map(len, rows))  # buttons of one kind, several in a row
    return 0 if view.acts else listed  # 1 or 第一个 would do something that nobody named


def listed_in(view: View, presses: Mapping[str, str], message_id: int, at: datetime) -> Listed | None:
    """Return what `view` lists, or that it is a card out of a list; None for neither."""
    rows = rows_of(view)
    if not rows and not view.this:
        return None
    return Listed(message_id, at, view.lists, rows, view.this, presses)


def rows_of(view: View) -> tuple[Row, ...]:
    """Return the rows of what `view` lists, in their order; none where it lists nothing."""
    if view.entries:
        return tuple(Row(place, words, data) for place, (words, data) in enumerate(view.entries, 1))
    keys = [key for row in _keys(view) for key in row]
    if any(_OF_PLACES.fullmatch(str(key.callback_data)) for key in keys):
        return ()
    numbered = [(_NUMBERED_KEY.fullmatch(key.text), str(key.callback_data)) for key in keys]
    if opened := {int(match["number"]): data for match, data in numbered if match}:
        lines = _lines("".join(piece.text for piece in view.pieces))
        return tuple(Row(number, lines.get(number, ""), data) for number, data in opened.items())
    if (view.shows and not view.chooses) or (view.asks is not None and view.asks.choice):
        return ()
    below = keys[: one_below_the_other(view)]
    return tuple(Row(place, key.text, str(key.callback_data)) for place, key in enumerate(below, 1))


def _lines(text: str) -> dict[int, str]:
    """Return the words of each numbered line, with the lines that follow it."""
    found: dict[int, str] = {}
    number = 0
    for line in text.split("\n"):
        if match := _NUMBERED_LINE.fullmatch(line.strip()):
            number = int(match["number"])
            found[number] = match["words"]
        elif number and line.strip():
            found[number] += f" {line.strip()}"
        elif not line.strip():
            number = 0
    return found


def _keys(view: View) -> list[list[InlineKeyboardButton]]:
    rows = view.keyboard.inline_keyboard if view.keyboard else ()
    return [[key for key in row if key.callback_data] for row in rows]
