"""The words that the database's state columns hold."""

from enum import StrEnum


class ChatState(StrEnum):
    """Whether a chat can be written to."""

    ACTIVE = "active"
    UNADMITTED = "unadmitted"  # the person, or the group, may not use the bot any more
    BLOCKED = "blocked"  # a person blocked the bot, or the bot may not write
    LEFT = "left"  # the bot was removed from it, or left
    GONE = "gone"  # deleted, deactivated, or not found
    MIGRATED = "migrated"  # a group became a supergroup with another id


class Application(StrEnum):
    """Whether somebody, or a group, asked to use the bot, and what the operator said."""

    NONE = ""
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"


class DeliveryKind(StrEnum):
    """What is pushed. A notice, and the report of one, is told apart by the column `notice`, its number."""

    QUOTE = "quote"
    NOTICE = "notice"  # an operator's words to all subscribed chats
    AHEAD = "ahead"  # to an operator: what will be pushed today
    REPORT = "report"  # to an operator: what came of it
    TOPIC_LOST = (
        "topic_lost"  # to the person who subscribed a group: its topic is gone; `notice` is chat:thread
    )


class DeliveryState(StrEnum):
    """How far a push has come.

    planned -> sending, committed just before the request -> sent, failed or unknown; or back to planned
    when it surely did not go out. planned -> skipped when its time has passed or nobody wants it any more.
    """

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"  # surely not sent, and never will be; `reason` says why
    SKIPPED = "skipped"  # not tried; `reason` says why
    UNKNOWN = "unknown"  # may have gone out; only a person may send it again


class QuestionState(StrEnum):
    """Whether a question that was asked waits for an editor, and what the editor did with it."""

    CLOSED = "closed"  # answered; nobody need look
    OPEN = "open"
    BOUND = "bound"  # it leads to a passage now
    ABSENT = "absent"  # the speeches do not say
    ANSWERED = "answered"  # an editor wrote to the person who asked
    IGNORED = "ignored"


class Verdict(StrEnum):
    """What a person thought of an answer."""

    NONE = ""
    USEFUL = "useful"
    USELESS = "useless"


class NoticeState(StrEnum):
    """How far an operator's notice has come: asked -> draft -> started -> planned, or cancelled."""

    ASKED = "asked"  # its words are awaited
    DRAFT = "draft"
    STARTED = "started"  # confirmed; its deliveries are being written
    PLANNED = "planned"  # all of them are
    CANCELLED = "cancelled"


# Settled so that something was learnt from it.
TAUGHT = frozenset({QuestionState.BOUND, QuestionState.ABSENT})


class SuggestionState(StrEnum):
    """How far a line for the suggestion box has come."""

    DRAFT = "draft"  # written, and seen by nobody
    SENT = "sent"
    ANSWERED = "answered"


class SpeechChangeKind(StrEnum):
    """What was done to a speech."""

    ADDED = "added"
    REPLACED = "replaced"  # by a new version
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class QuoteState(StrEnum):
    """What an editor decided on a quote."""

    APPROVED = "approved"
    HIDDEN = "hidden"
