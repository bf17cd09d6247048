"""What answers found before look like; services/asking/remembered/answers_found.py has the answers.

In memory only, and without the words of the questions.
"""

import weakref
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, TelegramObject

from handlers.words.replies import View
from knowledge.language.talk.heard_before import digest_of
from knowledge.search.answer import Candidate
from knowledge.search.library import Library
from services.asking.reply import FOUND, Reply, ReplyKind

MOST = 256  # about a megabyte


class WrittenOnce(InlineKeyboardMarkup):
    """Buttons that are sent several times: they are made ready for that once."""

    __slots__ = ("_written",)

    _written: dict[str, Any] | None

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:
        """Return the buttons as Telegram is sent them."""
        if not recursive:
            return super().to_dict(recursive=False)
        if (written := getattr(self, "_written", None)) is None:
            written = self._written = _written(self)
        return dict(written)


def _written(keyboard: InlineKeyboardMarkup) -> dict[str, Any]:
    """Return what PTB's to_dict returns, which goes through all that any of its objects may have."""
    return {"inline_keyboard": [[_button(button) for button in row] for row in keyboard.inline_keyboard]}


def _button(button: InlineKeyboardButton) -> dict[str, Any]:
    if button.api_kwargs:
        return button.to_dict()
    said = ((name, getattr(button, name)) for name in InlineKeyboardButton.__slots__)
    return {name: _plain(value) for name, value in said if value is not None}


def _plain(value: Any) -> Any:  # noqa: ANN401 - what a button may have
    if isinstance(value, CopyTextButton) and not value.api_kwargs:
        return {"text": value.text}
    return value.to_dict() if isinstance(value, TelegramObject) else value


@dataclass(frozen=True, slots=True)
class _Kept:
    kind: ReplyKind
    candidates: tuple[Candidate, ...]
    view: View


class ViewsFound:
    """The latest answers' views, by a digest of the question; another library's are dropped.

    A view depends on the reply and on the `circumstances`, and on nothing else.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._library: weakref.ref[Library] | None = None
        self._views: OrderedDict[bytes, _Kept] = OrderedDict()

    def get(self, library: Library, words: str, reply: Reply, *circumstances: int) -> View | None:
        """Return the view of this reply to these words; None when it is not known."""
        if self._library is None or self._library() is not library or not _is_plain(reply):
            return None
        kept = self._views.get(_key(words, reply, circumstances))
        if kept is None or (kept.kind, kept.candidates) != (reply.kind, reply.candidates):
            return None
        return kept.view

    def keep(self, library: Library, words: str, reply: Reply, view: View, *circumstances: int) -> View:
        """Return `view`, kept for the next time; the one that was kept first gives way."""
        if not _is_plain(reply):
            return view
        if self._library is None or self._library() is not library:
            self._library = weakref.ref(library)
            self._views.clear()
        if view.keyboard is not None:
            view = replace(view, keyboard=WrittenOnce(view.keyboard.inline_keyboard))
        self._views[_key(words, reply, circumstances)] = _Kept(reply.kind, reply.candidates, view)
        if len(self._views) > self._most:
            self._views.popitem(last=False)
        return view


def _is_plain(reply: Reply) -> bool:
    """Return whether this is an answer that leans on nothing else."""
    leans = reply.around or reply.slugs or reply.years or reply.each or reply.above or reply.before is not None
    return reply.kind in FOUND and not leans


def _key(words: str, reply: Reply, circumstances: tuple[int, ...]) -> bytes:
    return digest_of(repr((words, reply.about, reply.shortened, circumstances)))
