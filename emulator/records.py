"""What the page is told about the world: flat records by key, and which of them have changed since when."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from secrets import token_hex
from typing import Any

from core.models import ChatKind
from emulator.chats import Chat
from emulator.messages import Message
from emulator.polls import Poll
from emulator.telegram import Telegram
from emulator.transcript import sender_name, service_text
from emulator.users import Person
from emulator.world import ApiCall

Record = dict[str, Any]

MESSAGES_SHOWN = 300
CALLS_SHOWN = 250
POLLS_SHOWN = 40
TYPING = timedelta(seconds=5)
POLL = "getUpdates"
GENERAL = "综合"
# What send_media keeps where nobody gave it a real file.
SAMPLE = b"sample"


def milliseconds(moment: datetime) -> int:
    """Return `moment` as JavaScript counts time."""
    return round(moment.timestamp() * 1000)


class Journal:
    """Compares the world with what it last saw, and so can say what is new since any revision of its own."""

    def __init__(self, world: Telegram, *, zone: str, movable: bool) -> None:
        self._world = world
        self._zone = zone
        self._movable = movable
        self._calls = CallLog()
        self._seen: dict[str, tuple[int, Any]] = {}
        self._gone: dict[str, int] = {}
        self.boot = token_hex(8)
        self.revision = 0
        self.moved = False

    def since(self, revision: int, boot: str) -> Record:
        """Return what changed after `revision`; everything when that is 0 or of an earlier start (`boot`)."""
        self._look()
        full = boot != self.boot or not 0 < revision <= self.revision
        start = 0 if full else revision
        return {
            "boot": self.boot,
            "revision": self.revision,
            "now": milliseconds(self._world.clock.now()),
            "full": full,
            "set": {key: value for key, (changed, value) in self._seen.items() if changed > start},
            "gone": [] if full else [key for key, changed in self._gone.items() if changed > start],
        }

    def _look(self) -> None:
        """Take note of every record that is new, changed or gone."""
        following = self.revision + 1
        current = dict(self._records())
        changed = False
        for key, value in current.items():
            seen = self._seen.get(key)
            if seen is None or seen[1] != value:
                self._seen[key] = (following, value)
                self._gone.pop(key, None)
                changed = True
        for key in self._seen.keys() - current.keys():
            del self._seen[key]
            self._gone[key] = following
            changed = True
        if changed:
            self.revision = following

    def _records(self) -> Iterator[tuple[str, Any]]:
        world = self._world
        yield "clock", {"zone": self._zone, "moved": self.moved, "movable": self._movable}
        yield "bot", _bot(world)
        yield "faults", _faults(world)
        for person in world.people.values():
            yield f"person:{person.id}", {"id": person.id, "name": person.name, "deleted": person.deleted}
        typing = _typing(world)
        for chat in world.chats.values():
            if not chat.deleted:
                yield f"chat:{chat.id}", _chat(world, chat, typing.get(chat.id, []))
                for message in world.messages(chat)[-MESSAGES_SHOWN:]:
                    yield f"message:{chat.id}:{message.id}", _message(world, message)
        for number, record in self._calls.read(world.calls):
            yield f"call:{number}", record


class CallLog:
    """The newest Bot API calls with a number each. Polls, which come and go, do not crowd out the others."""

    def __init__(self) -> None:
        self._count = 0
        self._last: ApiCall | None = None
        self._calls: deque[tuple[int, Record]] = deque(maxlen=CALLS_SHOWN)
        self._polls: deque[tuple[int, Record]] = deque(maxlen=POLLS_SHOWN)

    def read(self, calls: list[ApiCall]) -> list[tuple[int, Record]]:
        """Take in what came since the last look; return what is kept, oldest first."""
        fresh = []
        for call in reversed(calls):
            if call is self._last:
                break
            fresh.append(call)
        for call in reversed(fresh):
            self._count += 1
            kept = self._polls if call.method == POLL and call.ok else self._calls
            kept.append((self._count, _call(self._count, call)))
            self._last = call
        return sorted(chain(self._calls, self._polls), key=lambda numbered: numbered[0])


def _call(number: int, call: ApiCall) -> Record:
    return {
        "n": number,
        "at": milliseconds(call.at),
        "method": call.method,
        "parameters": call.parameters,
        "ok": call.ok,
        "code": call.error_code,
        "description": call.description,
        "answer": call.result,
        "ms": round(call.seconds * 1000, 2),
    }


def _bot(world: Telegram) -> Record:
    bot = world.bot
    texts = world.menus.descriptions
    return {
        "id": bot.id,
        "name": world.menus.names.get("zh") or world.menus.names.get("") or bot.name,
        "username": bot.username,
        "description": texts.get("zh") or texts.get("") or "",
    }


def _faults(world: Telegram) -> list[Record]:
    return [
        {"kind": str(fault.kind), "method": fault.method, "times": fault.times, "code": fault.code}
        for fault in world.faults.waiting
    ]


@dataclass(frozen=True, slots=True)
class _Action:
    thread_id: int
    action: str
    until: datetime


def _typing(world: Telegram) -> dict[int, list[_Action]]:
    """Return by chat what the bot says it is doing: a chat action counts until a message, or 5 s."""
    found: dict[int, list[_Action]] = {}
    answered = set()
    now = world.clock.now()
    for call in reversed(world.calls[-60:]):
        if not call.ok or call.at + TYPING < now or call.method == POLL:
            continue
        chat_id = _number(call.parameters.get("chat_id"))
        place = (chat_id, _number(call.parameters.get("message_thread_id")))
        if call.method == "sendChatAction" and place not in answered:
            action = _Action(place[1], str(call.parameters.get("action", "typing")), call.at + TYPING)
            found.setdefault(chat_id, []).append(action)
        elif call.method.startswith("send"):
            answered.add(place)
    return found


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0


def _chat(world: Telegram, chat: Chat, typing: list[_Action]) -> Record:
    record: Record = {
        "id": chat.id,
        "kind": chat.kind.value,
        "title": chat.name,
        "forum": chat.is_forum,
        "members": [],
        "topics": [],
        "bot": None,
        "migrated_to": chat.migrated_to,
        "typing": [
            {"thread": one.thread_id, "action": one.action, "until": milliseconds(one.until)} for one in typing
        ],
    }
    if chat.person is not None:
        record |= {"person": chat.person.id, "started": chat.started, "blocked": chat.person.has_blocked_bot}
        people = [chat.person]
    else:
        people = [member.user for member in chat.members.values() if isinstance(member.user, Person)]
        place = chat.member(world.bot)
        record["bot"] = place.status.value if place.is_present else None
        record["members"] = [
            {"id": member.user.id, "status": member.status.value, "anonymous": member.anonymous}
            for member in chat.members.values()
            if member.user is not world.bot
        ]
    if chat.is_forum:
        record["topics"] = _topics(chat)
    if chat.is_private or record["bot"]:
        record["commands"] = {str(person.id): _menu(world, person, chat) for person in people}
    return record


def _topics(chat: Chat) -> list[Record]:
    general = {"id": 0, "name": GENERAL, "closed": chat.general_closed}
    others = [topic for topic in chat.topics.values() if not topic.deleted]
    return [general, *({"id": topic.id, "name": topic.title, "closed": topic.closed} for topic in others)]


def _menu(world: Telegram, person: Person, chat: Chat) -> list[Record]:
    return [{"command": name, "description": words} for name, words in world.menu(person, chat)]


def _message(world: Telegram, message: Message) -> Record:
    chat = message.chat
    record: Record = {
        "id": message.id,
        "chat": chat.id,
        "thread": message.thread_id if message.thread_id in chat.topics else 0,
        "author": message.person.id if message.person else None,
        "from": _sender(world, message),
        "anonymous": message.sender_chat is not None and chat.kind is not ChatKind.CHANNEL,
        "at": milliseconds(message.date),
        "edited": milliseconds(message.edited) if message.edited else None,
        "kind": "service" if message.service else next(iter(message.media), "text"),
        "text": message.text,
        "entities": message.entities,
        "silent": message.silent,
        "protected": message.protected,
    }
    if message.origin is not None:
        record["forwarded"] = _origin(message.origin)
    if message.service:
        record["service"] = service_text(message.service)
    if message.via_bot is not None:
        record["via"] = message.via_bot.username
    if message.reply_to is not None:
        record["reply"] = _reply(message, message.reply_to)
    if message.forces_reply is not None:
        record["forces_reply"] = message.forces_reply
    if message.keyboard:
        record["keyboard"] = [[_button(button) for button in row] for row in message.keyboard]
    return record | _media(world, message)


def _sender(world: Telegram, message: Message) -> Record:
    shown = message.sender_chat or message.sender or message.chat
    kind = "chat" if isinstance(shown, Chat) else "bot" if shown.is_bot else "person"
    name = _bot(world)["name"] if shown is world.bot else sender_name(message)
    return {"id": shown.id, "name": name, "kind": kind}


def _origin(origin: Record) -> str:
    """Return the name that a forwarded message is from."""
    source = origin.get("sender_user") or origin.get("chat") or origin.get("sender_chat") or {}
    return str(source.get("title") or source.get("first_name") or "")


def _reply(message: Message, target: Message) -> Record:
    return {
        "id": target.id,
        "name": sender_name(target),
        "deleted": target.deleted,
        "text": target.text[:160],
        "quote": (message.quote or {}).get("text", ""),
    }


def _button(button: Record) -> Record:
    """Return an inline button as the page draws it; one with none of these fields does nothing there."""
    record: Record = {"text": button["text"]}
    if "callback_data" in button:
        record["data"] = button["callback_data"]
    elif "url" in button:
        record["url"] = button["url"]
    elif "copy_text" in button:
        record["copy"] = button["copy_text"]["text"]
    else:  # the page lists results in the open chat, whichever chat the button would have people choose
        for switch in {"switch_inline_query_current_chat", "switch_inline_query"} & button.keys():
            record["query"] = button[switch]
    return record


def _poll(poll: Poll) -> Record:
    """Return a poll, and who chose what: the page shows each person what they would see."""
    votes = list(poll.votes.values())
    return {
        "question": poll.question,
        "options": [{"text": text, "votes": votes.count(place)} for place, text in enumerate(poll.options)],
        "right": poll.right,
        "explanation": poll.explanation,
        "anonymous": poll.is_anonymous,
        "quiz": poll.is_quiz,
        "voters": len(votes),
        "choices": {str(person): option for person, option in poll.votes.items()},
    }


def _media(world: Telegram, message: Message) -> Record:
    if not message.media:
        return {}
    kind, value = next(iter(message.media.items()))
    if kind == "poll":
        return {"poll": _poll(world.polls[value["id"]])}
    if kind == "sticker":
        return {"text": value.get("emoji", "")}
    best = value[-1] if isinstance(value, list) else value
    file = world.files.get(best.get("file_id", "")) if isinstance(best, dict) else None
    if file is None or file.content == SAMPLE:
        return {}
    return {"file": file.id, "name": file.name}
