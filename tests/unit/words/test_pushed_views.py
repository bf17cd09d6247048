"""What is pushed is one message, whatever an operator has written into the files beside the speeches."""

from datetime import date

from core.duties import Cited, DutyReminder
from core.models import ChecklistLine, DailyQuote, Quote
from handlers.sending.contents import view_of

DAY = date(2026, 12, 31)
TITLE = "在廉政工作会议上的讲话" * 400
WIDE = "\N{CJK UNIFIED IDEOGRAPH-20000}"  # two of Telegram's units


def test_a_reminder_has_the_passages_that_fit_whole_whatever_the_titles() -> None:
    cited = tuple(
        Cited(letter * 430, TITLE, TITLE, TITLE, f"2023-1-0{place}")
        for place, letter in enumerate("一二三四五六")
    )
    view = view_of(DutyReminder(1, "廉政谈话", DAY, DAY, overdue=False, cited=cited))
    [message] = view.parts()
    assert all(one.text in message for one in cited)
    assert "…》" in message, "a title is cut, a passage is not"
    wide = tuple(Cited(WIDE * 430, "讲话", "2023年", "", f"2023-1-0{place}") for place in range(6))
    [message] = view_of(DutyReminder(1, "廉政谈话", DAY, DAY, overdue=False, cited=wide)).parts()
    assert message.count(WIDE) == 4 * 430
    assert "2023-1-03" in message
    assert "2023-1-04" not in message


def test_a_quote_with_its_list_is_one_message_whatever_the_titles() -> None:
    quote = Quote("公车不可私用。" * 20, "2023", TITLE, TITLE, TITLE, "2023-1-01")
    lines = tuple(
        ChecklistLine(topic, topic[0] + "不" * 100, "2023-1-01" if place % 2 else "")
        for place, topic in enumerate(("公车", "公款", "礼品", "宴请", "值班"))
    )
    [message] = view_of(DailyQuote(quote, DAY, before_holiday="元旦", checklist=lines)).parts()
    assert message.count("不" * 100) == len(lines)
