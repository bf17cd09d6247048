"""The button 已阅 below a notice: it has how many have pressed it, and says that no name is kept."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from core.models import NoticeReads
from core.patterns import pattern

PATTERN = pattern(r"nr:(?P<number>\d{1,18})")
SAID, SAID_BY = "已阅（不记名）", "已阅 {number}（不记名）"


def read_keyboard(reads: NoticeReads) -> InlineKeyboardMarkup:
    """Return the button as it is now."""
    said = SAID_BY.format(number=reads.number) if reads.number else SAID
    return InlineKeyboardMarkup([[InlineKeyboardButton(said, callback_data=f"nr:{reads.notice_id}")]])
