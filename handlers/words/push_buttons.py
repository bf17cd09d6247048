"""The buttons under what is pushed.

Under a quote, also one that was asked for: 上下文, the quotes of earlier days, the way back. They carry the day
and a few characters of the quote's hash: so a message keeps to the quote that it shows, also when the day has
another one by now. Under a notice 已阅: it has how many have pressed it, and says that no name is kept.
"""

from datetime import date, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from core.models import NoticeReads, Quote
from core.patterns import pattern
from handlers.words.citing import PICTURE, copy_button
from services.pushes.quotes import quote_digest

QUOTE_PATTERN = pattern(r"dq:(?P<action>context|show|earlier):(?P<day>\d{8}):(?P<digest>[0-9a-f]{8})")
READ_PATTERN = pattern(r"nr:(?P<number>\d{1,18})")
READ, READ_BY = "已阅（不记名）", "已阅 {number}（不记名）"
SHARE = "分享"
LONGEST_QUERY = 30  # characters of the quote that are looked for where it is shared
AROUND, CLOSE, YESTERDAY, EARLIER, TODAY = "上下文", "收起", "昨天", "更早", "回到今天"


def quote_keyboard(
    quote: Quote,
    day: date,
    earlier: date | None,
    *,
    shared: bool,
    opened: bool = False,
    today: tuple[Quote, date] | None = None,
) -> InlineKeyboardMarkup:
    """Return the buttons under the quote of `day`; `earlier` is the day before it that had one.

    `shared`: a button lists it in a chat that the person chooses, by inline mode. `opened`: its context is
    shown. `today`: where the way back leads, under a quote of an earlier day.
    """
    around = _button(CLOSE, "show", quote, day) if opened else _button(AROUND, "context", quote, day)
    text = YESTERDAY if earlier == day - timedelta(days=1) and today is None else EARLIER
    back = [_button(text, "earlier", quote, day)] if earlier else []
    again = [[_button(TODAY, "show", *today)]] if today else []
    share = [InlineKeyboardButton(SHARE, switch_inline_query=quote.text[:LONGEST_QUERY])] if shared else []
    picture = InlineKeyboardButton(PICTURE, callback_data=f"card:{day.isoformat()}")
    return InlineKeyboardMarkup([[around, *back], [copy_button(quote), picture, *share], *again])


def read_keyboard(reads: NoticeReads) -> InlineKeyboardMarkup:
    """Return the button under a notice as it is now."""
    said = READ_BY.format(number=reads.number) if reads.number else READ
    return InlineKeyboardMarkup([[InlineKeyboardButton(said, callback_data=f"nr:{reads.notice_id}")]])


def _button(text: str, action: str, quote: Quote, day: date) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=f"dq:{action}:{day:%Y%m%d}:{quote_digest(quote)}")
