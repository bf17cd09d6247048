"""What each kind of pushed content looks like."""

from core.models import Content, DailyQuote, NoticeText, TopicLost
from core.names import fenced
from core.push_report import PushAhead, PushReport
from handlers.words.push_views import ahead_view, report_view
from handlers.words.replies import Piece, View, linked, quote_pieces

NOTICE = "通知"
TOPIC_LOST = "“{title}”里收每日廉语的话题关闭或删除了，以后改发到主话题（General）。"
TOPIC_LOST_HERE = "原来收每日廉语的话题关闭或删除了，以后改发到这里。"
OTHER_TOPIC = "\n管理员想换一个话题：在那个话题里发 /settings，点“改发到本话题”。"


def view_of(content: Content) -> View:
    """Return the message that says `content`."""
    match content:
        case DailyQuote(quote, day, before_holiday):
            return View(quote_pieces(quote, day, before_holiday))
        case NoticeText(text, links):
            return View((Piece(NOTICE, bold=True), Piece("\n"), *linked(text, links)))
        case PushAhead():
            return ahead_view(content)
        case PushReport():
            return report_view(content)
        case TopicLost(title):
            return View(
                (Piece((TOPIC_LOST.format(title=fenced(title)) if title else TOPIC_LOST_HERE) + OTHER_TOPIC),)
            )
        case _:
            raise TypeError(f"nobody knows how {type(content).__name__} looks")
