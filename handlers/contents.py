"""What each kind of pushed content looks like."""

from core.models import Content, DailyQuote, NoticeText
from handlers.replies import Piece, View, quote_pieces

NOTICE = "通知"


def view_of(content: Content) -> View:
    """Return the message that says `content`."""
    match content:
        case DailyQuote(quote, day, before_holiday):
            return View(quote_pieces(quote, day, before_holiday))
        case NoticeText(text):
            return View((Piece(NOTICE, bold=True), Piece(f"\n{text}")))
        case _:
            raise TypeError(f"nobody knows how {type(content).__name__} looks")
