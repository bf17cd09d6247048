"""What answers found before look like."""

from dataclasses import replace
from typing import Any

import pytest
from telegram import (
    CallbackGame,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LoginUrl,
    SwitchInlineQueryChosenChat,
    WebAppInfo,
)

from core.models import SpeechText
from handlers.asking.views_found import ViewsFound, WrittenOnce
from handlers.words.replies import Piece, View
from knowledge.search.library import Library
from services.asking.reply import Reply, ReplyKind

SPEECH = SpeechText("2022", "2022.txt", "讲话", "2022-01-01", "", "要坚持廉洁自律。要改进工作作风。")
LIBRARY = Library.build([SPEECH])
CANDIDATES = LIBRARY.answer("怎么改进作风").candidates
REPLY = Reply(ReplyKind.CONFIDENT, CANDIDATES, about="改进作风")
BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("下一条", callback_data="sa1"), InlineKeyboardButton("去", url="https://t.me/q")],
        [InlineKeyboardButton("复制", copy_text=CopyTextButton("原文"))],
    ]
)
VIEW = View((Piece("要改进工作作风。"),), BUTTONS)
QUESTION = "怎么改进作风"


def found() -> ViewsFound:
    views = ViewsFound()
    views.keep(LIBRARY, QUESTION, REPLY, VIEW, True, False)
    return views


def test_the_same_answer_to_the_same_words_looks_the_same() -> None:
    view = found().get(LIBRARY, QUESTION, REPLY, True, False)
    assert view is not None
    assert view.pieces == VIEW.pieces
    assert view.keyboard is not None
    assert view.keyboard.inline_keyboard == BUTTONS.inline_keyboard
    for _ in range(2):
        written = view.keyboard.to_dict()
        assert written == BUTTONS.to_dict()
        written.clear()
    assert view.keyboard.to_dict(recursive=False) == BUTTONS.to_dict(recursive=False)


@pytest.mark.parametrize(
    "said",
    [
        {"callback_data": "sa1"},
        {"url": "https://t.me/q", "style": "danger", "icon_custom_emoji_id": "5"},
        {"copy_text": CopyTextButton("原文")},
        {"copy_text": CopyTextButton("原文", api_kwargs={"later": 1})},
        {"pay": True},
        {"pay": False},
        {"callback_game": CallbackGame()},
        {"switch_inline_query": ""},
        {"switch_inline_query_current_chat": "作风"},
        {"switch_inline_query_chosen_chat": SwitchInlineQueryChosenChat("作风", allow_user_chats=True)},
        {"login_url": LoginUrl("https://t.me/q", request_write_access=True)},
        {"web_app": WebAppInfo("https://t.me/q")},
        {"callback_data": "sa1", "api_kwargs": {"later": 1}},
    ],
)
def test_whatever_a_button_has_is_written_as_ptb_writes_it(said: dict[str, Any]) -> None:
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("甲", **said)] * 2, [InlineKeyboardButton("乙")]])
    assert WrittenOnce(buttons.inline_keyboard).to_dict() == buttons.to_dict()


@pytest.mark.parametrize(
    "reply",
    [
        replace(REPLY, kind=ReplyKind.UNSURE),
        replace(REPLY, candidates=()),
        replace(REPLY, candidates=tuple(replace(one, confidence=0.1) for one in CANDIDATES)),
        replace(REPLY, about="作风"),
        replace(REPLY, shortened=True),
        replace(REPLY, slugs=("2022",)),
        replace(REPLY, years=("2021",)),
        replace(REPLY, around="2022-0-01"),
        replace(REPLY, before=""),
        replace(REPLY, kind=ReplyKind.NOTHING),
    ],
)
def test_another_reply_is_made_anew(reply: Reply) -> None:
    assert found().get(LIBRARY, QUESTION, reply, True, False) is None


def test_other_words_other_circumstances_and_other_speeches_are_made_anew() -> None:
    views = found()
    assert views.get(LIBRARY, "怎么改进作风？", REPLY, True, False) is None
    assert views.get(LIBRARY, QUESTION, REPLY, False, False) is None
    assert views.get(LIBRARY, QUESTION, REPLY, True, True) is None
    other = Library.build([SPEECH])
    assert views.get(other, QUESTION, REPLY, True, False) is None
    views.keep(other, QUESTION, REPLY, VIEW, True, False)
    assert views.get(LIBRARY, QUESTION, REPLY, True, False) is None


def test_what_leans_on_something_else_is_not_kept_and_the_first_gives_way() -> None:
    views = ViewsFound(most=1)
    leaning = replace(REPLY, slugs=("2022",))
    assert views.keep(LIBRARY, QUESTION, leaning, VIEW) is VIEW
    assert views.get(LIBRARY, QUESTION, leaning) is None
    for words in ("甲", "乙"):
        views.keep(LIBRARY, words, REPLY, replace(VIEW, keyboard=None))
    assert views.get(LIBRARY, "甲", REPLY) is None
    assert views.get(LIBRARY, "乙", REPLY) == replace(VIEW, keyboard=None)
    assert isinstance(views.keep(LIBRARY, "丙", REPLY, VIEW).keyboard, WrittenOnce)
