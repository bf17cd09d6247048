"""Conversations with every word the bot says in them: tests/acceptance/recorded/*.txt, one office a file.

Tests elsewhere say what is right. These say what is: whatever a change does to what people read, or to what is
pushed to them, shows as a difference. Where that is meant, record anew and look at the difference:

    PYTHONPATH=.:tests .venv/bin/python tests/recorded_conversations.py [FILE…]

People's lines stand at the margin, in the order in which they come; what the bot does stands below, indented:

    # what it is about
    * 运维 吴                     吴 runs the bot
    * 群 机关群 吴 老周             吴 makes a group with 老周 and the bot in it (话题群: one with topics)
    * 话题 机关群/问答              a topic of it
    * 编辑 老周                     吴 makes 老周 an editor
    老周：三重一大是什么            in private; 老周@机关群： in a group, 老周@机关群/问答： in a topic
    老周：〔上下文〕                a tap on the last button that says so
    老周：↩ 这是哪年的              a reply to the bot's last message there; ⏎ begins a line
    —— 第2天 08:30                 the clock moves to that hour, two days on; —— 过5分钟 lets time go by
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from office import Colleague, Office

from emulator.chats import Chat, Topic
from emulator.messages import Message
from emulator.transcript import MEDIA
from storage.database import Database

FOLDER = Path(__file__).resolve().parent / "acceptance" / "recorded"
INDENT = "    "
LONGEST = 60  # characters of a line; of a longer one both ends are kept, and how long it is
DRAWN = re.compile(r"(?<=\?start=inv_)[\w-]+")  # another one each time
BOT = "@qingfeng_bot"
SAID = re.compile(r"(?P<who>[^@：\s]+)(?:@(?P<chat>[^/：]+)(?:/(?P<topic>[^：]+))?)?：(?P<what>.+)")
MOMENT = re.compile(r"—— 第(?P<day>\d+)天 (?P<hour>\d\d):(?P<minute>\d\d)")
SPAN = re.compile(r"—— 过(?P<minutes>\d+)分钟")


def files() -> list[Path]:
    """Return the files in which conversations are recorded."""
    return sorted(FOLDER.glob("*.txt"))


def script(recorded: str) -> list[str]:
    """Return the lines of a file that are not the bot's."""
    return [line for line in recorded.splitlines() if not line.startswith(INDENT)]


async def played(lines: list[str], folder: Path) -> str:
    """Play a conversation in an office of its own, on the migrated database in `folder`; return it recorded."""
    database = Database.in_folder(folder)
    operator = next((line.split()[2] for line in lines if line.startswith("* 运维 ")), "")
    office = await Office.open(database, operator=operator)
    try:
        player = Player(office, operator)
        told = [told for line in lines for told in (line, *await player.play(line))]
    finally:
        await office.end()
        await database.close()
    return "\n".join(told) + "\n"


class Player:
    """Plays lines in an office, and tells what each has changed in its chats."""

    def __init__(self, office: Office, operator: str) -> None:
        self._office = office
        self._operator = operator
        self._chats: dict[str, Chat] = {}
        self._topics: dict[str, Topic] = {}
        self._seen: dict[tuple[int, int], str] = {}

    async def play(self, line: str) -> list[str]:
        """Let what a line says happen; return what the bot did. Raises ValueError: it is no such line."""
        here, popped = None, ""
        if line.startswith("* "):
            await self._furnish(line.split()[1:])
        elif found := MOMENT.fullmatch(line):
            await self._office.comes(*map(int, found.groups()))
        elif found := SPAN.fullmatch(line):
            await self._office.passes(minutes=int(found["minutes"]))
        elif found := SAID.fullmatch(line):
            who = self._office.colleague(found["who"])
            here = self._chats[found["chat"]] if found["chat"] else who.private
            topic = self._topics[f"{found['chat']}/{found['topic']}"] if found["topic"] else None
            popped = await self._said(who, here, topic, found["what"].replace("⏎", "\n"))
        elif line and not line.startswith("# "):
            raise ValueError(f"not a line of a conversation: {line!r}")
        return [f"{INDENT}（弹出）{popped}"] * bool(popped) + list(self._news(here))

    async def _furnish(self, words: list[str]) -> None:
        kind, name, *people = words
        if kind in {"群", "话题群"}:
            owner, *members = map(self._office.colleague, people)
            self._chats[name] = await self._office.group(name, owner, *members, forum=kind == "话题群")
        elif kind == "话题":
            chat, _, title = name.partition("/")
            self._topics[name] = self._office.topic(self._chats[chat], title)
        elif kind == "编辑":
            await self._office.colleague(self._operator).says(
                f"/editor {self._office.colleague(name).person.id}"
            )

    async def _said(self, who: Colleague, chat: Chat, topic: Topic | None, what: str) -> str:
        """Let a person say or tap something; return what pops up."""
        thread = topic.id if topic else None
        there = [message for message in who.answers(chat) if topic is None or message.thread_id == thread]
        if what.startswith("〔"):
            label = what[1:-1]
            on = next(message for message in reversed(there) if label in message.buttons)
            return (await who.taps(label, on)).text
        if what.startswith("↩ "):
            await who.says(what[2:], chat, topic=topic, answering=there[-1])
        else:
            await who.says(what.replace("@清风", BOT), chat, topic=topic)
        return ""

    def _news(self, here: Chat | None) -> Iterator[str]:
        """Tell what the bot has sent, changed or deleted since the last look."""
        seen, self._seen = self._seen, {}
        for chat in self._office.world.chats.values():
            for message in self._office.world.messages(chat):
                if message.is_from_bot and not message.service:
                    self._seen[chat.id, message.id] = told = "\n".join(_told(message))
                    before = seen.pop((chat.id, message.id), None)
                    if told != before:
                        where = "" if chat is here else f"到{chat.name}："
                        yield from _indented(("（改）" if before else "") + where + told)
        for gone in seen.values():
            yield from _indented(f"（删）{gone.splitlines()[0]}")


def _told(message: Message) -> Iterator[str]:
    media = "".join(f"（{label}）" for kind, label in MEDIA.items() if kind in message.media)
    yield ("（静音）" if message.silent else "") + media + message.text
    if poll := message.media.get("poll"):
        yield from (poll["question"], *(f"○ {option['text']}" for option in poll["options"]))
    if bold := _bold(message):
        yield f"（粗体：{'、'.join(bold)}）"
    yield from (" ".join(f"〔{button['text']}〕" for button in row) for row in message.keyboard)


def _bold(message: Message) -> list[str]:
    """Return what is set in bold: titles, and the question's words in a passage."""
    units = message.text.encode("utf-16-le")  # in which Telegram counts
    places = [(one["offset"], one["length"]) for one in message.entities if one["type"] == "bold"]
    return [units[2 * start : 2 * (start + length)].decode("utf-16-le").strip() for start, length in places]


def _indented(told: str) -> Iterator[str]:
    mark = "清风 "
    for line in told.splitlines():
        if line.strip():
            yield INDENT + mark + _shortened(DRAWN.sub("……", line))
            mark = "  "


def _shortened(line: str) -> str:
    if len(line) <= LONGEST or line.startswith("〔"):
        return line
    return f"{line[:36]}……{line[-12:]}（{len(line)}字）"


async def _record(paths: list[Path]) -> None:
    for path in paths or files():
        with tempfile.TemporaryDirectory() as folder:
            database = Database.in_folder(Path(folder))
            await database.migrate()
            await database.close()
            path.write_text(
                await played(script(path.read_text(encoding="utf-8")), Path(folder)), encoding="utf-8"
            )


if __name__ == "__main__":
    asyncio.run(_record([Path(name) for name in sys.argv[1:]]))
