"""What each kind of pushed content looks like."""

from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from core.duties import DutyAsk, DutyFewer, DutyNobody, DutyReminder
from core.models import Content, DailyQuote, HolidaysMissing, NoticeText, OperatorWarning, Picture, TopicLost
from core.names import fenced
from core.push_report import PushAhead, PushReport
from core.quiz import WeeklyQuiz
from handlers.words.citing import copy_button
from handlers.words.opening import opens
from handlers.words.push_buttons import quote_keyboard, read_keyboard
from handlers.words.replies import Piece, View, card_pieces, checklist_pieces, linked, quote_pieces
from handlers.words.views.duties import ask_view, fewer_view, nobody_view, reminder_view
from handlers.words.views.pushes import ahead_view, report_view
from handlers.words.warnings import warning_view

NOTICE = "通知"
READ_ON = "读原文"
TOPIC_LOST = "“{title}”里收每日廉语的话题关闭或删除了，以后改发到主话题。"
TOPIC_LOST_HERE = "原来收每日廉语的话题关闭或删除了，以后改发到这里。"
OTHER_TOPIC = "\n管理员想换一个话题：在那个话题里发 /settings，点“改发到本话题”。"


def view_of(content: Content) -> View:
    """Return the message that says `content`."""
    match content:
        case DailyQuote():
            return _quote_view(content)
        case NoticeText(text, links, reads):
            said = (Piece(NOTICE, bold=True), Piece("\n"), *linked(text, links))
            return View(said, read_keyboard(reads) if reads else None)
        case PushAhead() | PushReport():
            return ahead_view(content) if isinstance(content, PushAhead) else report_view(content)
        case HolidaysMissing() | OperatorWarning():
            return warning_view(content)
        case DutyAsk() | DutyReminder() | DutyNobody() | DutyFewer():
            return _duty_view(content)
        case TopicLost(title):
            return View(
                (Piece((TOPIC_LOST.format(title=fenced(title)) if title else TOPIC_LOST_HERE) + OTHER_TOPIC),)
            )
        case _:
            raise TypeError(f"nobody knows how {type(content).__name__} looks")


def _duty_view(content: DutyAsk | DutyReminder | DutyNobody | DutyFewer) -> View:
    match content:
        case DutyAsk():
            return ask_view(content)
        case DutyReminder():
            return reminder_view(content)
        case DutyNobody():
            return nobody_view(content)
        case _:
            return fewer_view(content)


def _quote_view(content: DailyQuote) -> View:
    quote, day, before_holiday = content.quote, content.day, content.before_holiday
    in_full = (*quote_pieces(quote, day, before_holiday), *checklist_pieces(content.checklist))
    if content.card is None:
        return View(in_full, quote_keyboard(quote, day, content.earlier, shared=content.shared))
    # The other buttons put words in the place of the message's, which a picture has none of.
    keyboard = InlineKeyboardMarkup([[copy_button(quote)]])
    return View(in_full if content.in_words else card_pieces(quote, before_holiday), keyboard)


def quiz_keyboard(content: WeeklyQuiz, bot: str) -> InlineKeyboardMarkup | None:
    """Return the button that opens the passage of a quiz in the private chat with the `bot`.

    A poll's words cannot be changed, so nothing can be shown in its place. None: the passage cannot be linked.
    """
    address = opens(bot, content.passage_id)
    return InlineKeyboardMarkup([[InlineKeyboardButton(READ_ON, url=address)]]) if address else None


def card_of(content: Content) -> Picture | None:
    """Return the picture above the message, if it has one."""
    return content.card if isinstance(content, DailyQuote) else None


def in_words(content: Content) -> Content:
    """Return the same content without a picture."""
    return replace(content, card=None) if isinstance(content, DailyQuote) else content
