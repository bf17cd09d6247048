"""Operators and editors ask in private for what they look after, in plain words: 谁现在是编辑, 台账好了没.

What they are likely to ask for is shown, and changes nothing. A member is told who does that.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from telegram import Chat, Update
from telegram.ext import Application, BaseHandler

from core.models import Role
from handlers.commanded import said_here
from handlers.commands import SAID
from handlers.context import Context
from handlers.guard import Guarded, role_of_sender
from handlers.sending.asked import LIST
from handlers.words.addressed import asker
from handlers.words.spoken import spoken
from knowledge.language.commands.office.desk_views import (
    ANOTHER,
    DUTY_TOLD,
    HEALTH,
    KEPT,
    OPINIONS,
    QUOTE_TOLD,
    DeskView,
    desk_argument,
    desk_view,
)
from knowledge.language.commands.office.duty_told import duty_told
from knowledge.language.commands.office.duty_words import duty_word
from knowledge.language.commands.office.kept_lists import Wants, kept
from knowledge.language.commands.office.quote_told import quote_told
from knowledge.language.talk.about_the_bot.topics import Topic
from knowledge.language.talk.to_the_bot import to_the_bot

TO_WRITE_ONE = frozenset({"提意见", "提建议"})  # and not to see those of others
TOLD_WHO = frozenset(
    {"roles", "stats", "audit", "ledger", "invite", HEALTH}
)  # nobody asks that of the speeches
Fits = tuple[DeskView | None, BaseHandler[Update, Context, None], object]


@dataclass(frozen=True, slots=True)
class Looked:
    """What shows a view, and the words behind its command that are always meant.

    `fits`: whether it is meant after all, where the words alone do not tell.
    """

    show: Guarded
    argument: str = ""
    fits: Callable[[Update, Context], Awaitable[bool]] | None = None


class Desk(BaseHandler[Update, Context, None]):
    """`views`: what shows each view; `behind`: the handlers of all messages, asked where none is meant."""

    update_kinds = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CHANNEL_POST)

    def __init__(
        self, views: Mapping[str, Looked], behind: Sequence[BaseHandler[Update, Context, None]]
    ) -> None:
        super().__init__(self._nothing)
        self._views = views
        self.behind = behind

    @property
    def guards(self) -> tuple[Guarded, ...]:
        """Return the guards of every view."""
        return tuple(one.show for one in self._views.values())

    def check_update(self, update: object) -> Fits | None:
        for handler in self.behind:
            fits = handler.check_update(update)
            if fits is not None and fits is not False:
                return _view(update), handler, fits
        return None

    async def handle_update(
        self,
        update: Update,
        application: Application[Any, Context, Any, Any, Any, Any],
        check_result: object,
        context: Context,
    ) -> None:
        if not isinstance(check_result, tuple):
            return
        view, handler, fits = check_result
        view = await _of_what_stands_there(view, update, context)
        looked = self._views.get(view.view) if view is not None else None
        words = (update.message.text or "") if update.message else ""
        if view is None or looked is None or not await _is_meant(view, looked, words, update, context):
            await handler.handle_update(update, application, fits, context)
        else:
            context.argument = looked.argument or desk_argument(view.view, words)
            await looked.show(update, context)

    async def _nothing(self, update: Update, context: Context) -> None:
        """Do nothing. PTB requires a callback at once; `handle_update` chooses one later."""


async def _of_what_stands_there(view: DeskView | None, update: Update, context: Context) -> DeskView | None:
    """Return `view`, for 待审的 that of the items or of the quotes, by what was listed last."""
    message = update.effective_message
    if view is None or view.view != KEPT or message is None:
        return view
    listed = await context.services.prompts.of(message.chat.id, asker(message).user_id)
    of_items = (
        any(data.startswith("qz:") for data in one.presses.values()) for one in listed if one.kind == LIST
    )
    return replace(view, view="items" if next(of_items, False) else "curate")


async def _is_meant(view: DeskView, looked: Looked, words: str, update: Update, context: Context) -> bool:
    """Return whether the sender means the view: a guess that the speeches answer is asked of them."""
    role = await role_of_sender(update, context)
    if role < looked.show.needs:  # the guard tells a member who does that
        return role is Role.MEMBER and view.view in TOLD_WHO and view.certain
    if looked.fits is not None:
        return await looked.fits(update, context)
    return view.sure or not await context.services.answers.is_answered(words)


def _told_whole(text: str) -> str:
    """Return the view that all of a sentence surely is for; empty for none."""
    if duty_told(text):
        return DUTY_TOLD
    if quote_told(text):
        return QUOTE_TOLD
    said = kept(text)
    if said is None or said.wants is Wants.ANOTHER:
        return ANOTHER if said else ""
    return KEPT if said.items is None else "items" if said.items else "curate"


def _view(update: object) -> DeskView | None:
    message = update.message if isinstance(update, Update) else None
    if message is None or not message.text or message.chat.type != Chat.PRIVATE or not said_here(message):
        return None
    if told := _told_whole(message.text):
        return DeskView(told, 1.0)
    own = to_the_bot(message.text) is Topic.WHO_ASKED or duty_word(message.text) is not None  # 同意提醒
    view = None if own else desk_view(message.text)
    if view is None or (view.view == OPINIONS and message.text.strip() not in TO_WRITE_ONE):
        return view
    if to_the_bot(message.text) is Topic.RANKED:  # nobody is told that
        return None
    said = spoken(message.text, message.get_bot().username, guess=False)
    with_words = said is not None and said.command.name == view.view and bool(said.argument)
    another = said is not None and said.command.name != view.view and not view.sure  # 廉语一共多少条
    # 上个月的台账 names its days already.
    return None if with_words or another or message.text.strip() in SAID else view
