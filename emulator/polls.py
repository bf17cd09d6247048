"""sendPoll, what people vote, and the updates about it, as Telegram sends them.

Only what the bot sends is known: a poll of one right answer or of none. What is anonymous tells the bot sums.
"""

from dataclasses import dataclass, field
from typing import Any

from core.errors import UserError
from emulator import entities as found
from emulator.access import writable_chat
from emulator.errors import BadRequest
from emulator.markup import formatted
from emulator.messages import Message
from emulator.parameters import string
from emulator.sending import new_message, post
from emulator.telegram import Telegram
from emulator.users import Person

LONGEST_QUESTION, LONGEST_OPTION, LONGEST_EXPLANATION = 300, 100, 200
FEWEST_OPTIONS, MOST_OPTIONS = 1, 12
MOST_LINE_FEEDS = 2
OPTION_FIELDS = {"text", "text_parse_mode", "text_entities"}


@dataclass(slots=True)
class Poll:
    """A poll and who voted for which option. Forwarded copies are the same poll."""

    id: str
    question: str
    options: list[str]
    is_anonymous: bool
    is_quiz: bool
    right: list[int]
    explanation: str
    explanation_entities: list[dict[str, Any]]
    is_closed: bool = False
    votes: dict[int, int] = field(default_factory=dict)

    def as_poll(self) -> dict[str, Any]:
        """Return the Bot API's Poll object, as the bot that sent it sees it."""
        voted = list(self.votes.values())
        poll: dict[str, Any] = {
            "id": self.id,
            "question": self.question,
            "options": [
                {"persistent_id": f"{self.id}-{place}", "text": text, "voter_count": voted.count(place)}
                for place, text in enumerate(self.options)
            ],
            "total_voter_count": len(voted),
            "is_closed": self.is_closed,
            "is_anonymous": self.is_anonymous,
            "type": "quiz" if self.is_quiz else "regular",
            "allows_multiple_answers": False,
            "allows_revoting": not self.is_quiz,
            "members_only": False,
        }
        if self.is_quiz:
            poll["correct_option_ids"] = self.right
        if self.explanation:
            poll["explanation"] = self.explanation
            if self.explanation_entities:
                poll["explanation_entities"] = self.explanation_entities
        return poll


def send_poll(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Send a poll, or a quiz with one right answer."""
    question = _text("question", values["question"], LONGEST_QUESTION, "poll question")
    options = [_option(option) for option in values["options"]]
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise BadRequest(
            "poll must have at least 1 option" if not options else "poll can't have more than 12 options"
        )
    is_quiz = _is_quiz(values.get("type", "regular"))
    explanation, entities = _explanation(values, is_quiz=is_quiz)
    right = _right(values, len(options), is_quiz=is_quiz)
    chat = writable_chat(world, values["chat_id"], "polls")
    message = new_message(world, chat, values)
    poll = Poll(
        str(5_000_000_000_000_000_000 + message.id),
        question,
        options,
        values.get("is_anonymous", True),
        is_quiz,
        right,
        explanation,
        entities,
        is_closed=values.get("is_closed", False),
    )
    world.polls[poll.id] = poll
    message.media = {"poll": poll.as_poll()}
    return post(world, message).as_message()


def vote(world: Telegram, person: Person, message: Message, option: int) -> None:
    """Choose an option of a poll that `person` sees. Raises UserError where Telegram's apps do not allow it.

    The answer to a quiz is final. The bot that sent it gets the sums, and of a poll that is not anonymous also
    who chose what.
    """
    known = world.polls.get(message.media.get("poll", {}).get("id", ""))
    if known is None or message.deleted:
        raise UserError("这里没有投票")
    poll: Poll = known
    if poll.is_closed:
        raise UserError("投票已结束")
    if not 0 <= option < len(poll.options):
        raise UserError("没有这个选项")
    if poll.is_quiz and person.id in poll.votes:
        raise UserError("已经答过了，答题不能改")
    if message.chat.person is None and not message.chat.member(person).is_present:
        raise UserError(f"{person.name}不在“{message.chat.name}”里")
    poll.votes[person.id] = option
    for copy in world.every_message():
        if copy.media.get("poll", {}).get("id") == poll.id:
            copy.media = {"poll": poll.as_poll()}
    world.touch()
    world.updates.put("poll", poll.as_poll())
    if not poll.is_anonymous:
        answer = {
            "poll_id": poll.id,
            "user": person.as_user(),
            "option_ids": [option],
            "option_persistent_ids": [f"{poll.id}-{option}"],
        }
        world.updates.put("poll_answer", answer)


def _is_quiz(kind: str) -> bool:
    if kind not in {"quiz", "regular"}:
        raise BadRequest("unsupported poll type specified")
    return kind == "quiz"


def _option(option: dict[str, Any]) -> str:
    if unknown := option.keys() - OPTION_FIELDS:
        raise BadRequest(f'can\'t parse InputPollOption: field "{min(unknown)}" is not known')
    return _text("text", option.get("text", ""), LONGEST_OPTION, "poll option")


def _text(name: str, value: object, longest: int, called: str) -> str:
    text = string(name, value).strip()
    if not text:
        raise BadRequest(f"{called} must be non-empty")
    if len(text) > longest:
        raise BadRequest(f"{called} length must not exceed {longest}")
    return text


def _explanation(values: dict[str, Any], *, is_quiz: bool) -> tuple[str, list[dict[str, Any]]]:
    said = values.get("explanation", "")
    if not said or not is_quiz:
        return "", []
    text, entities = formatted(said, values.get("explanation_parse_mode"), values.get("explanation_entities"))
    if len(text) > LONGEST_EXPLANATION:
        raise BadRequest("quiz explanation is too long")
    if text.count("\n") > MOST_LINE_FEEDS:
        raise BadRequest("quiz explanation has too many line feeds")
    return text, found.in_order(entities + found.find(text, without=entities))


def _right(values: dict[str, Any], number: int, *, is_quiz: bool) -> list[int]:
    right: list[int] = values.get("correct_option_ids") or []
    if not is_quiz:
        return []
    if not right or sorted(set(right)) != right or not 0 <= right[0] <= right[-1] < number:
        raise BadRequest("wrong correct option ID specified")
    return right
