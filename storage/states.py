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
    QUIZ = "quiz"  # 每周一题, the item of the week
    NOTICE = "notice"  # an operator's words to all subscribed chats
    AHEAD = "ahead"  # to an operator: what will be pushed today
    REPORT = "report"  # to an operator: what came of it
    TAKE_BACK = "take_back"  # a notice's message goes out of its chat again; `notice` is the notice's number
    CALENDAR = "calendar"  # to an operator: a year's holidays are not known; `notice` is the year
    DUTY = "duty"  # of a duty, to a person; to an operator: who is left. `notice`: core.duties.Errand
    WARNING = "warning"  # to an operator: something is wrong; `notice` is the warning's name
    TOPIC_LOST = (
        "topic_lost"  # to the person who subscribed a group: its topic is gone; `notice` is chat:thread
    )

    @property
    def is_by_hour(self) -> bool:
        """Return whether each chat chooses the hour, and it goes out then or not at all."""
        return self in {DeliveryKind.QUOTE, DeliveryKind.QUIZ}

    @property
    def comes_by_subscription(self) -> bool:
        """Return whether it comes to chats that are subscribed, and to no others."""
        return self in {DeliveryKind.QUOTE, DeliveryKind.QUIZ, DeliveryKind.NOTICE}

    @property
    def says_something(self) -> bool:
        """Return whether it puts words into a chat, which must be allowed and may be unwanted by then."""
        return self is not DeliveryKind.TAKE_BACK


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


class RestorationKind(StrEnum):
    """How a database came to stand where a newer one stood."""

    COMMAND = "command"  # by `storage restore`, which asked until when the bot ran
    BY_HAND = "by_hand"  # the file was put there: it knows of fewer pushes than were begun
    ELSEWHERE = "elsewhere"  # it was made on another server, or nothing tells what was pushed on it


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
    """How far an operator's notice has come: asked -> draft -> started -> planned, or cancelled.

    One that is started or planned may be stopped, and any of these taken back.
    """

    ASKED = "asked"  # its words are awaited
    DRAFT = "draft"
    STARTED = "started"  # confirmed; its deliveries are being written
    PLANNED = "planned"  # all of them are
    CANCELLED = "cancelled"
    STOPPED = "stopped"  # what is not sent stays unsent
    TAKEN_BACK = "taken_back"  # stopped, and what was sent is deleted where Telegram still allows it


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


class WriterKind(StrEnum):
    """Who wrote a batch of ways of asking."""

    ASSISTANT = "assistant"  # a model in the office's network
    FILE = "file"  # answers that were carried back from elsewhere
    PEOPLE = "people"  # a spreadsheet that was filled in


class BatchState(StrEnum):
    """How far a batch of ways of asking has come: filling, maybe paused -> ready -> taken -> withdrawn."""

    FILLING = "filling"
    PAUSED = "paused"  # stopped by a person, or by `fault`; it can go on
    READY = "ready"  # everything that was to be written is there
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"


class ConfirmationKind(StrEnum):
    """What a second person confirms. `number` and `subject` of the row say which."""

    NOTICE = "notice"  # a notice goes to everybody; the notice's number
    ADOPT = "adopt"  # a document becomes a speech, or a new version of one; the draft's number
    WITHDRAW = "withdraw"  # a speech goes; its short name
    RESTORE = "restore"  # a speech comes back; its short name
    UNDO = "undo"  # the last change to the speeches is undone; the change's number
    EDITOR = "editor"  # a person becomes an editor; the person's number and name
    OPERATOR = "operator"  # a person becomes an operator; the same


class ConfirmationState(StrEnum):
    """How far it has come: asked -> confirmed -> done, or one of the other ends."""

    ASKED = "asked"
    CONFIRMED = "confirmed"  # a second person said yes; it is being done
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"  # by the person who asked
    RUN_OUT = "run_out"
    FALLEN = "fallen"  # who asked may not do it any more, or it has changed, or it could not be done


class DutyState(StrEnum):
    """How far a duty has come: draft -> active -> ended."""

    DRAFT = "draft"
    ACTIVE = "active"
    ENDED = "ended"  # nobody is reminded any more; what was done stays


class PromptState(StrEnum):
    """Whether what the bot asked is still waited for. That its time is up is told by the clock."""

    OPEN = "open"
    AGAIN = "again"  # answered, the answer edited, and another one invited: only a reply to it counts
    ANSWERED = "answered"
    LEFT = "left"  # not wanted any more, or another message took its place
