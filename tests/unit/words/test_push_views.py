"""What operators see of the pushes: every reason in words, one message, buttons that are read back."""

from datetime import date, timedelta

import pytest

from core.models import NotSentReason
from core.push_report import Group, Hour, PushAhead, PushReport, UnknownDelivery
from handlers.sending.contents import view_of
from handlers.words.replies import View
from handlers.words.views.pushes import REASONS, ahead_view, confirm_view, read_press, report_view

DAY = date(2026, 3, 2)
WORST = PushReport(
    DAY,
    is_today=True,
    sent=88_888,
    waiting=tuple(Group(reason, 9999) for reason in REASONS),
    failed=tuple(Group(reason, 9999, ("很长很长很长很长很长的群名" * 9,) * 3) for reason in REASONS),
    skipped=tuple(Group(reason, 9999, ("很长很长很长很长很长的群名" * 9,) * 3) for reason in REASONS),
    unknowns=99_999,
    unknown=tuple(UnknownDelivery(10**17 + number, "很长的名字" * 40) for number in range(5)),
    skip=5,
    hours=tuple(Hour(f"{hour:02}:{minute:02}", 99) for hour in range(24) for minute in range(60)),
    can_resend=True,
)


def said(view: View) -> str:
    return "".join(piece.text for piece in view.pieces)


def data(view: View) -> list[str]:
    assert view.keyboard is not None
    return [str(button.callback_data) for row in view.keyboard.inline_keyboard for button in row]


def test_every_reason_has_words() -> None:
    assert {reason.value for reason in NotSentReason} <= set(REASONS)


@pytest.mark.parametrize("notice", ["", "123456789"])
def test_the_longest_report_is_one_message_and_its_buttons_fit(notice: str) -> None:
    report = PushReport(**{name: getattr(WORST, name) for name in WORST.__slots__} | {"notice": notice})
    for view in (report_view(report), confirm_view(report)):
        assert len(view.parts()) == 1
        for each in data(view):
            assert len(each.encode()) <= 64
            press = read_press(each)
            assert press is not None
            assert (press.day, press.notice) == (DAY, notice)


@pytest.mark.parametrize("strange", ["push:hold:20261399", "push:hold", "push:sell:20260302", "set:on"])
def test_strange_buttons_are_none_of_these(strange: str) -> None:
    assert read_press(strange) is None


def test_a_reason_nobody_has_foreseen_is_shown_as_it_is() -> None:
    report = PushReport(DAY, is_today=True, failed=(Group("something_new", 1, ("机关工作群",)),))
    assert "· 其他原因（something_new）：机关工作群" in said(report_view(report))


def test_without_a_quote_the_operator_is_told_what_to_look_at() -> None:
    ahead = PushAhead(
        DAY, is_today=True, hours=(Hour("08:30", 3),), quote=None, began=False, changeable=False, held=False
    )
    assert said(ahead_view(ahead)).endswith("没有可用的廉语，推送不了。请检查 quotes.toml。")


def test_tomorrows_push_is_named_by_its_date() -> None:
    tomorrow = DAY + timedelta(days=1)
    ahead = PushAhead(
        tomorrow, is_today=False, hours=(Hour("00:10", 1),), quote=None, began=False, changeable=True, held=True
    )
    assert said(view_of(ahead)).startswith("3月3日 周二的推送已暂停，1 个会话收不到。\n点“恢复那天”就照常推送")
