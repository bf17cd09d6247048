"""The visible ordered list of handlers. The first that fits an update gets it; nothing else is registered."""

import re
from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, MessageHandler, filters

from core.models import Role
from handlers.asking import feedback, question, reading, start
from handlers.commanded import CommandHandler, Reading
from handlers.commands import COMMANDS
from handlers.context import App, Context
from handlers.editors import inbox, records, stats, suggestion
from handlers.errors import on_error
from handlers.guard import Callback, Guarded
from handlers.people import access, invitations, links, membership, privacy, strangers
from handlers.pushes import notice, pausing, preview, quote, subscription
from handlers.pushes import report as push_report
from handlers.speeches import curation, recognition
from handlers.speeches import drafts as speech_drafts
from handlers.speeches import listing as speeches
from handlers.updates.unchanged import UnchangedEdits, do_nothing
from handlers.words import push_views
from handlers.words.addressed import from_another_bot, heard
from handlers.words.buttons import PATTERN
from handlers.words.prompts import edited, prompt_of
from handlers.words.spoken import spoken

Handler = BaseHandler[Update, Context, None]

CALLBACKS: Mapping[str, Callback] = {
    "ask": question.ask,
    "quote": quote.quote,
    "subscribe": subscription.subscribe,
    "unsubscribe": subscription.unsubscribe,
    "settings": subscription.settings,
    "preview": preview.preview,
    "pause": pausing.pause,
    "resume": pausing.resume,
    "p": reading.p,
    "inbox": inbox.inbox,
    "stats": stats.stats,
    "export": records.export,
    "audit": records.audit,
    "suggest": suggestion.suggest,
    "push": push_report.push,
    "notice": notice.notice,
    "speeches": speeches.speeches,
    "rollback": speeches.rollback,
    "curate": curation.curate,
    "help": start.show_help,
    "privacy": privacy.privacy,
    "forget_me": privacy.forget_me,
    "start": links.arrive,
    "claim": access.claim,
    "roles": access.roles,
    "invite": invitations.invite,
    "admit": access.admit,
    "editor": access.editor,
    "dismiss": access.dismiss,
}
GUARDED: Mapping[str, Guarded] = {
    command.name: Guarded(Reading(command, CALLBACKS[command.name]), command.role, private=command.private)
    for command in COMMANDS
}

# Replies to prompts: what was asked for, and what becomes of it.
PROMPTED: tuple[tuple[tuple[str, ...], Callback, Role], ...] = (
    ((inbox.BINDING, inbox.ANSWERING), inbox.replied, Role.EDITOR),
    ((speech_drafts.TITLE, speech_drafts.DATE), speech_drafts.replied, Role.EDITOR),
    ((recognition.LINE,), recognition.replied, Role.EDITOR),
    ((suggestion.ANSWER,), suggestion.replied, Role.OPERATOR),
    ((suggestion.WORDS,), suggestion.replied, Role.MEMBER),
)
PROMPTS = tuple(kind for kinds, _, _ in PROMPTED for kind in kinds)


class FromPeople(filters.MessageFilter):
    """Messages of people, of anonymous administrators and of channels; not of other bots."""

    def filter(self, message: Any) -> bool:  # noqa: ANN401 - PTB's signature leaves it open
        return not from_another_bot(message) and not message.is_automatic_forward


class Prompted(filters.MessageFilter):
    """Replies to a prompt of ours that asks for one of these."""

    def __init__(self, *kinds: str) -> None:
        super().__init__()
        self._kinds = kinds

    def filter(self, message: Any) -> bool:  # noqa: ANN401 - as above
        return prompt_of(message, *self._kinds) is not None


class SaidToUs(filters.MessageFilter):
    """Messages that are meant for the bot: strangers' talk among themselves is nobody's business."""

    def filter(self, message: Any) -> bool:  # noqa: ANN401 - as above
        return heard(message, message.get_bot()) is not None


class NotForChannels(filters.MessageFilter):
    """Posts that begin with a command of ours that channels have not. Ask it after those they have."""

    def filter(self, message: Any) -> bool:  # noqa: ANN401 - PTB's signature leaves it open
        said = spoken(message.text or "", message.get_bot().username)
        return said is not None and said.slash


def _buttons(
    pattern: str | re.Pattern[str] | None, callback: Callback, needs: Role, *, private: bool
) -> Handler:
    """Return the handler of the buttons whose data fits; `private`: they stand in private chats only."""
    return CallbackQueryHandler(Guarded(callback, needs, private=private), pattern=pattern)


def handlers() -> list[Handler]:
    """Return every handler, in the order they are asked."""
    talk = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    return [
        UnchangedEdits(_unasked(do_nothing)),
        CommandHandler(GUARDED, slash=True),
        # Ahead of the plain words: what is asked for may well read like a command (推送改到九点).
        MessageHandler(talk & FromPeople() & Prompted(notice.WORDS), Guarded(notice.replied, Role.OPERATOR)),
        *(
            MessageHandler(
                filters.UpdateType.MESSAGE & FromPeople() & Prompted(*kinds), Guarded(callback, needs)
            )
            for kinds, callback, needs in PROMPTED
        ),
        MessageHandler(
            filters.UpdateType.EDITED_MESSAGE & FromPeople() & Prompted(*PROMPTS), Guarded(edited, Role.MEMBER)
        ),
        CommandHandler(GUARDED, slash=False),
        _buttons(PATTERN, reading.browse, Role.MEMBER, private=False),
        _buttons(inbox.PATTERN, inbox.press, Role.EDITOR, private=True),
        _buttons(speech_drafts.PATTERN, speech_drafts.press, Role.EDITOR, private=True),
        _buttons(recognition.PATTERN, recognition.press, Role.EDITOR, private=True),
        _buttons(speeches.PATTERN, speeches.press, Role.EDITOR, private=True),
        _buttons(curation.PATTERN, curation.press, Role.EDITOR, private=True),
        _buttons(records.PATTERN, records.press, Role.OPERATOR, private=True),
        _buttons(privacy.DATA, privacy.confirm, Role.MEMBER, private=False),
        _buttons("sg:answer", suggestion.ask_for_answer, Role.OPERATOR, private=True),
        _buttons(suggestion.PATTERN, suggestion.press, Role.MEMBER, private=True),
        _buttons(push_views.PATTERN, push_report.pressed, Role.OPERATOR, private=True),
        _buttons(notice.PATTERN, notice.pressed, Role.OPERATOR, private=True),
        _buttons(feedback.PATTERN, feedback.judge, Role.MEMBER, private=False),
        _buttons(subscription.PATTERN, subscription.change, Role.MEMBER, private=False),
        _buttons(access.PATTERN, access.press, Role.OPERATOR, private=True),
        _buttons(f"^{strangers.APPLY}$", strangers.apply, Role.STRANGER, private=True),
        _buttons(None, reading.stale, Role.STRANGER, private=False),
        MessageHandler(
            filters.UpdateType.MESSAGE & filters.StatusUpdate.NEW_CHAT_TITLE, _unasked(membership.renamed)
        ),
        ChatMemberHandler(_unasked(membership.my_status), ChatMemberHandler.MY_CHAT_MEMBER),
        ChatMemberHandler(_unasked(membership.member_changed), ChatMemberHandler.CHAT_MEMBER),
        MessageHandler(
            filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, _unasked(membership.migrated)
        ),
        MessageHandler(
            filters.UpdateType.MESSAGE
            & (filters.StatusUpdate.NEW_CHAT_MEMBERS | filters.StatusUpdate.LEFT_CHAT_MEMBER),
            _unasked(membership.came_or_went),
        ),
        MessageHandler(
            filters.UpdateType.CHANNEL_POST & ~filters.FORWARDED & NotForChannels(),
            Guarded(start.in_channel, Role.MEMBER),
        ),
        MessageHandler(
            filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & filters.Document.ALL & ~filters.ANIMATION,
            Guarded(speech_drafts.received, Role.MEMBER),
        ),
        MessageHandler(
            talk & ~filters.StatusUpdate.ALL & FromPeople() & SaidToUs(),
            Guarded(question.question, Role.MEMBER),
        ),
    ]


def _unasked(callback: Callback) -> Guarded:
    """Return the guard of what Telegram tells by itself: for all, and on nobody's account."""
    return Guarded(callback, Role.STRANGER, counted=False)


def register(app: App) -> None:
    """Put the handlers and the error handler into `app`."""
    app.add_handlers(handlers())
    app.add_error_handler(on_error)
