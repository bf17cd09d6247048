"""The visible ordered list of handlers. The first that fits an update gets it; nothing else is registered."""

import re
from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    PollHandler,
    filters,
)

from core.models import Role
from handlers import second_person
from handlers.asking import feedback, functions, in_vain, inline, meaning, of_speeches, question, reading
from handlers.asking.conversation.leaning import Leans
from handlers.asking.conversation.prompted import Prompted, Taker
from handlers.asking.pages import reader
from handlers.asking.to_the_bot import start, wanted
from handlers.commanded import CommandHandler, Reading
from handlers.commands import COMMANDS
from handlers.context import App, Context
from handlers.desk import Desk, Looked
from handlers.duties import duty, setting_up
from handlers.duties import own as own_duties
from handlers.duties import year as duty_year
from handlers.editors import (
    inbox,
    inbox_in_words,
    opinions,
    records,
    rewording,
    sent_last,
    skipping,
    stats,
    suggestion,
    suggestion_answers,
)
from handlers.errors import on_error
from handlers.guard import Callback, Guarded
from handlers.holidays import checklist
from handlers.ledger import ledger, material
from handlers.people import access, appointing, dismissing, invitations, links, membership, privacy, strangers
from handlers.pushes import card, drafting, earlier, last_notice, notice, preview, quote
from handlers.pushes import reads as notice_reads
from handlers.pushes import report as push_report
from handlers.pushes.subscribing import approving, pausing, subscription, undoing
from handlers.pushes.subscribing.in_words import beside_days, every_or_once, of_both, turning
from handlers.pushes.subscribing.undoing import noting_before
from handlers.quiz import items, practice, results, weekly
from handlers.speeches import curation, recognition
from handlers.speeches import drafts as speech_drafts
from handlers.speeches import listing as speeches
from handlers.updates.unchanged import UnchangedEdits, do_nothing
from handlers.ways import files as way_files
from handlers.ways import managing as ways
from handlers.words import push_buttons
from handlers.words.addressed import from_another_bot, heard
from handlers.words.buttons import PATTERN
from handlers.words.prompts import Asked
from handlers.words.spoken import spoken
from handlers.words.views import pushes as push_views
from handlers.words.views import speeches as speech_views
from knowledge.language.commands.office.desk_views import (
    ANOTHER,
    DUTY_TOLD,
    HEALTH,
    INVITATIONS,
    INVITATIONS_ASKED,
    INVITED,
    LAST_NOTICE,
    OPINIONS,
    OPINIONS_ASKED,
    QUOTE_TOLD,
    TAKE_BACK,
)
from services.ways.files import LINES, SHEET

Handler = BaseHandler[Update, Context, None]

CALLBACKS: Mapping[str, Callback] = {
    "ask": question.ask,
    "quote": quote.quote,
    "subscribe": noting_before(subscription.subscribe),
    "unsubscribe": noting_before(subscription.unsubscribe),
    "settings": noting_before(subscription.settings),
    "preview": preview.preview,
    "pause": noting_before(pausing.pause),
    "resume": noting_before(pausing.resume),
    "p": reading.p,
    "inbox": inbox.inbox,
    "stats": stats.stats,
    "ledger": ledger.ledger,
    "material": material.material,
    "export": records.export,
    "audit": records.audit,
    "suggest": suggestion.suggest,
    "push": push_report.push,
    "notice": notice.notice,
    "speeches": speeches.speeches,
    "rollback": speeches.rollback,
    "curate": curation.curate,
    "checklist": checklist.checklist,
    "items": items.items,
    "quiz": noting_before(weekly.quiz),
    "practice": practice.practice,
    "duty": duty.duty,
    "ways": ways.ways,
    "help": start.show_help,
    "privacy": privacy.privacy,
    "forget_me": privacy.forget_me,
    "start": links.arrive,
    "claim": access.claim,
    "roles": access.roles,
    "invite": invitations.invite,
    "admit": access.admit,
    "editor": second_person.asking(appointing.editor),
    "operator": second_person.asking(appointing.operator),
    "dismiss": dismissing.dismiss,
}
GUARDED: Mapping[str, Guarded] = {
    command.name: Guarded(Reading(command, CALLBACKS[command.name]), command.role, private=command.private)
    for command in COMMANDS
}

# What a prompt asks for, who takes the answer, the role that needs, and whether it can still be given.
ANSWERS: Mapping[str, Taker] = {
    Asked.BINDING: Taker(inbox.take_binding, Role.EDITOR, inbox.stands),
    Asked.REPLY: Taker(inbox.take_reply, Role.EDITOR, inbox.stands),
    Asked.TITLE: Taker(speech_drafts.take_title, Role.EDITOR, speech_drafts.stands),
    Asked.DATE: Taker(speech_drafts.take_date, Role.EDITOR, speech_drafts.stands),
    Asked.LINE: Taker(recognition.take_line, Role.EDITOR, recognition.stands),
    Asked.NOTICE: Taker(notice.take_words, Role.OPERATOR, notice.stands),
    Asked.SEND_NOTICE: Taker(drafting.take, Role.OPERATOR, notice.stands),
    Asked.SURE: Taker(drafting.take, Role.OPERATOR, notice.stands),
    Asked.ANSWER: Taker(suggestion_answers.take_answer, Role.OPERATOR, suggestion_answers.stands),
    Asked.SUGGESTION: Taker(suggestion.take_words, Role.MEMBER),
    Asked.SEND_HOW: Taker(rewording.take, Role.MEMBER),
    Asked.SEND_REPLY: Taker(rewording.take, Role.EDITOR),
    Asked.SEND_ANSWER: Taker(rewording.take, Role.OPERATOR),
    Asked.HOUR: Taker(turning.refine, Role.MEMBER),
    Asked.PAUSE: Taker(noting_before(pausing.take_span), Role.MEMBER, pausing.stands),
    Asked.LEDGER: Taker(ledger.take_days, Role.EDITOR),
    Asked.ENTRY: Taker(ledger.take_entry, Role.EDITOR),
    Asked.SUBJECT: Taker(material.take_subject, Role.EDITOR),
    Asked.QUIZ_ITEM: Taker(items.take_item, Role.EDITOR, items.stands),
    Asked.CHECKLIST: Taker(checklist.take_line, Role.EDITOR),
    Asked.QUIZ_TIME: Taker(noting_before(weekly.take_time), Role.MEMBER),
    Asked.DUTY_NAME: Taker(setting_up.take_name, Role.OPERATOR),
    Asked.DUTY_TIME: Taker(setting_up.take_time, Role.OPERATOR, setting_up.stands),
    Asked.DUTY_PEOPLE: Taker(setting_up.take_people, Role.OPERATOR, setting_up.stands),
    Asked.DUTY_OFF: Taker(setting_up.take_off, Role.OPERATOR, setting_up.stands),
    Asked.DUTY_PASSAGES: Taker(setting_up.take_passages, Role.OPERATOR, setting_up.stands),
    Asked.DUTY_FORM: Taker(setting_up.take_form, Role.OPERATOR, setting_up.stands),
    Asked.DUTY_DONE: Taker(own_duties.take_day, Role.MEMBER),
    Asked.DUTY_LATER: Taker(own_duties.take_span, Role.MEMBER),
}
# What leans on what was settled of the pushes last, and who takes it.
TURNS: Mapping[str, Taker] = {
    Leans.BACK: Taker(undoing.take_back, Role.MEMBER),
    Leans.WISH: Taker(approving.approve, Role.MEMBER),
    Leans.NOTICE: Taker(last_notice.lean, Role.OPERATOR),
    Leans.SENT: Taker(sent_last.take_back, Role.MEMBER),
    Leans.END: Taker(subscription.ask_to_end, Role.MEMBER),
    Leans.PUSHES: Taker(turning.turn_round, Role.MEMBER),
    Leans.DATES: Taker(noting_before(beside_days.take_dates), Role.MEMBER),
    Leans.DAYS: Taker(noting_before(every_or_once.correct), Role.MEMBER),
    Leans.OPINION: Taker(opinions.take, Role.OPERATOR),
    Leans.INBOX: Taker(inbox_in_words.take, Role.EDITOR),
    Leans.EITHER: Taker(of_both.ask_which, Role.MEMBER),
    Leans.QUIZ: Taker(noting_before(weekly.take_turn), Role.MEMBER),
}
EDITS: Mapping[str, Taker] = dict.fromkeys(
    (Asked.NOTICE, Asked.SEND_NOTICE, Asked.SURE), Taker(notice.take_words, Role.OPERATOR)
)

# What is shown for what operators and editors ask for in words: a command's name, or a view without one.
VIEWS: Mapping[str, Looked] = {
    **{name: Looked(guarded) for name, guarded in GUARDED.items()},
    LAST_NOTICE: Looked(Guarded(last_notice.last_notice, Role.OPERATOR, private=True)),
    TAKE_BACK: Looked(Guarded(last_notice.take_back, Role.OPERATOR, private=True)),
    HEALTH: Looked(Guarded(last_notice.well, Role.OPERATOR, private=True)),
    INVITED: Looked(Guarded(invitations.withdrawing, Role.OPERATOR, private=True)),
    DUTY_TOLD: Looked(Guarded(duty.told, Role.OPERATOR, private=True), fits=duty.names_people),
    QUOTE_TOLD: Looked(Guarded(curation.told, Role.EDITOR, private=True), fits=curation.names_a_quote),
    ANOTHER: Looked(Guarded(preview.another, Role.EDITOR, private=True)),
    "curate": Looked(Guarded(curation.curate, Role.EDITOR, private=True)),
    "items": Looked(Guarded(items.items, Role.EDITOR, private=True)),
    INVITATIONS: Looked(GUARDED["invite"], INVITATIONS_ASKED),
    OPINIONS: Looked(Guarded(opinions.opinions, Role.EDITOR, private=True), OPINIONS_ASKED),
}


class FromPeople(filters.MessageFilter):
    """Messages of people, of anonymous administrators and of channels; not of other bots."""

    def filter(self, message: Any) -> bool:  # noqa: ANN401 - PTB's signature leaves it open
        return not from_another_bot(message) and not message.is_automatic_forward


class SaidToUs(filters.MessageFilter):
    """Messages that are meant for the bot; what people say to each other is ignored."""

    def filter(self, message: Any) -> bool:  # noqa: ANN401 - as above
        return heard(message, message.get_bot()) is not None


class OfWays(filters.MessageFilter):
    """Documents that are no speech: spreadsheets and JSON lines."""

    def filter(self, message: Any) -> bool:  # noqa: ANN401 - as above
        name = (message.document.file_name or "") if message.document else ""
        return name.lower().endswith((SHEET, *LINES))


# What Telegram says of a chat, and nobody in it.
OF_SERVICE = filters.StatusUpdate.ALL | filters.SUCCESSFUL_PAYMENT | filters.PASSPORT_DATA | filters.BOOST_ADDED


class NotForChannels(filters.MessageFilter):
    """Posts that begin with a command that channels do not have. It comes after those they have."""

    def filter(self, message: Any) -> bool:  # noqa: ANN401 - PTB's signature leaves it open
        said = spoken(message.text or "", message.get_bot().username)
        return said is not None and said.slash


def _buttons(
    pattern: str | re.Pattern[str] | None,
    callback: Callback,
    needs: Role,
    *,
    private: bool,
    by_crowds: bool = False,
) -> Handler:
    """Return the handler of the buttons whose whole data fits; `private`: they stand in private chats only.

    `by_crowds` as in Guarded.

    PTB looks at the beginning only: a press that goes on behind it would be left spinning.
    """
    guarded = Guarded(callback, needs, private=private, by_crowds=by_crowds)
    return CallbackQueryHandler(guarded, pattern=None if pattern is None else _whole(pattern))


def _whole(pattern: str | re.Pattern[str]) -> re.Pattern[str]:
    text, flags = (pattern, 0) if isinstance(pattern, str) else (pattern.pattern, pattern.flags)
    return re.compile(rf"(?:{text})\Z", flags)


def handlers() -> list[Handler]:
    """Return every handler, in the order they are asked."""
    talk = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    return [
        UnchangedEdits(_unasked(do_nothing)),
        CommandHandler(GUARDED, slash=True),
        # Before the plain words: an answer may look like a command (推送改到九点).
        Prompted(ANSWERS, EDITS, TURNS, [Desk(VIEWS, [CommandHandler(GUARDED, slash=False), *_talk(talk)])]),
        _buttons(PATTERN, reading.browse, Role.MEMBER, private=False),
        _buttons(in_vain.PATTERN, in_vain.ask_colleagues, Role.MEMBER, private=False),
        _buttons(functions.PATTERN, functions.press, Role.MEMBER, private=False),
        _buttons(speech_views.PATTERN, of_speeches.press, Role.MEMBER, private=False),
        _buttons(reader.PATTERN, reader.press, Role.MEMBER, private=False),
        _buttons(push_buttons.QUOTE_PATTERN, earlier.press, Role.MEMBER, private=False),
        _buttons(push_buttons.READ_PATTERN, notice_reads.press, Role.MEMBER, private=False, by_crowds=True),
        _buttons(inbox.PATTERN, inbox.press, Role.EDITOR, private=True),
        _buttons(skipping.PATTERN, skipping.press, Role.EDITOR, private=True),
        _buttons(speech_drafts.PATTERN, second_person.asking(speech_drafts.press), Role.EDITOR, private=True),
        _buttons(recognition.PATTERN, recognition.press, Role.EDITOR, private=True),
        _buttons(speeches.PATTERN, second_person.asking(speeches.press), Role.EDITOR, private=True),
        _buttons(curation.PATTERN, curation.press, Role.EDITOR, private=True),
        _buttons(checklist.PATTERN, checklist.press, Role.EDITOR, private=True),
        _buttons(items.PATTERN, items.press, Role.EDITOR, private=True),
        _buttons(ways.PATTERN, ways.press, Role.EDITOR, private=True),
        _buttons(ledger.PATTERN, ledger.press, Role.EDITOR, private=True),
        _buttons(material.PATTERN, material.press, Role.EDITOR, private=True),
        _buttons(records.PATTERN, records.press, Role.OPERATOR, private=True),
        _buttons(privacy.DATA, privacy.confirm, Role.MEMBER, private=False),
        _buttons(f"^{wanted.LEAVE_WORDS}$", suggestion.ask_for_words, Role.MEMBER, private=True),
        _buttons(suggestion_answers.PATTERN, suggestion_answers.press, Role.OPERATOR, private=True),
        _buttons(suggestion.PATTERN, suggestion.press, Role.MEMBER, private=True),
        _buttons(push_views.PATTERN, push_report.pressed, Role.OPERATOR, private=True),
        _buttons(notice.PATTERN, second_person.asking(notice.pressed), Role.OPERATOR, private=True),
        _buttons(second_person.PATTERN, second_person.press, Role.EDITOR, private=True),
        _buttons(feedback.PATTERN, feedback.judge, Role.MEMBER, private=False),
        _buttons(card.PATTERN, card.press, Role.MEMBER, private=False),
        _buttons(subscription.PATTERN, noting_before(subscription.change), Role.MEMBER, private=False),
        _buttons(f"^{results.DATA}$", results.press, Role.OPERATOR, private=True),
        _buttons(weekly.PATTERN, noting_before(weekly.press), Role.MEMBER, private=False),
        _buttons(practice.PATTERN, practice.press, Role.MEMBER, private=True),
        _buttons(own_duties.PATTERN, own_duties.press, Role.MEMBER, private=True),
        _buttons(duty.PATTERN, duty.press, Role.OPERATOR, private=True),
        _buttons(duty_year.PATTERN, duty_year.press, Role.OPERATOR, private=True),
        _buttons(appointing.PATTERN, second_person.asking(appointing.press), Role.OPERATOR, private=True),
        _buttons(access.PATTERN, access.press, Role.OPERATOR, private=True),
        _buttons(f"^{strangers.APPLY}$", strangers.apply, Role.STRANGER, private=True),
        _buttons(None, reading.stale, Role.STRANGER, private=False),
        MessageHandler(
            filters.UpdateType.MESSAGE & filters.StatusUpdate.NEW_CHAT_TITLE, _unasked(membership.renamed)
        ),
        PollHandler(_unasked(weekly.note_sums)),
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
    ]


def _talk(talk: filters.BaseFilter) -> list[Handler]:
    """Return the handlers of what people say, plain or with a file, that is no command.

    What most messages do not have is looked at first: what a filter says takes a while.
    """
    return [
        MessageHandler(
            filters.Document.ALL & filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & OfWays(),
            Guarded(way_files.received, Role.MEMBER),
        ),
        MessageHandler(
            filters.Document.ALL & filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE & ~filters.ANIMATION,
            Guarded(speech_drafts.received, Role.MEMBER),
        ),
        MessageHandler(
            talk & (filters.TEXT | ~OF_SERVICE) & FromPeople() & SaidToUs(),
            Guarded(meaning.talk, Role.MEMBER),
        ),
    ]


def _unasked(callback: Callback) -> Guarded:
    """Return the guard for updates that nobody asked for: open to all, and not counted."""
    return Guarded(callback, Role.STRANGER, counted=False)


def register(app: App) -> None:
    """Put the handlers and the error handler into `app`."""
    app.add_handlers(handlers())
    if app.bot_data.services.settings.access.is_inline:  # else Telegram is not even asked for inline queries
        app.add_handler(InlineQueryHandler(_unasked(inline.inline)))
    app.add_error_handler(on_error)
