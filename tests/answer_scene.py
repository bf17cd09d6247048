"""What the answer path meets when it is killed: a Telegram in which people have asked in every way."""

from dataclasses import dataclass, field

from clock import FakeClock
from pushing import at

from emulator.chats import Chat
from emulator.faults import Fault
from emulator.messages import Message
from emulator.telegram import Telegram
from emulator.users import Person

BUSY = 5  # questions in one group: more than a life has of a chat in memory
MOST = 3  # answers to one question, when two processes die
GREETINGS = 2  # one in each group
NUMERALS = "零一二三四五六七八"


@dataclass
class Asked:
    """A Telegram, the same each time but for its token, and what people want to see in it in the end.

    `tied`: messages that want a reply. `wanted`: words that must stand in a chat so often at least, by name.
    """

    world: Telegram
    people: dict[str, Person] = field(default_factory=dict)
    tied: dict[str, Message] = field(default_factory=dict)
    wanted: dict[str, tuple[Chat, tuple[str, ...]]] = field(default_factory=dict)

    @classmethod
    def build(cls, number: int) -> "Asked":
        """Make the scene number `number`: everything is asked, nothing is fetched yet."""
        scene = cls(Telegram(FakeClock(at(8)), token=f"{number}:{'A' * 35}"))
        world = scene.world
        for name in ("plain", "slow down", "bad gateway", "cut off", "cut off after", "unclear"):
            scene._asks(name, "廉洁第三句" if name != "unclear" else "食堂什么时候开门")
        follows = scene._asks("follows up", "廉洁第一句")
        world.say(scene.people["follows up"], follows, "下一段")
        scene.wanted["follows up"] = (follows, ("廉洁第一句", "廉洁第五句"))
        corrects = scene._asks("corrects", "廉洁第一句")
        message = next(iter(world.messages(corrects)))
        world.edit(scene.people["corrects"], message, "廉洁第七句")
        scene.wanted["corrects"] = (corrects, ("廉洁第七句",))
        scene._gather_groups()
        for name, fault in {
            "slow down": Fault(kind="retry_after", retry_after=7),
            "bad gateway": Fault(),
            "cut off": Fault(kind="drop_before"),
            "cut off after": Fault(kind="html", status=502),
        }.items():
            fault.method, fault.chat_id = "sendMessage", scene.wanted[name][0].id
            world.faults.add(fault)
        return scene

    def _asks(self, name: str, words: str) -> Chat:
        self.people[name] = person = self.world.add_person(name)
        chat = self.world.private_chat(person)
        self.world.say(person, chat, words)
        self.wanted[name] = (chat, (words if "廉洁" in words else "",))
        return chat

    def _gather_groups(self) -> None:
        world = self.world
        owner = world.add_person("群主")
        group = world.add_group("小组", owner)
        world.add_bot(group, owner)
        for number in range(BUSY):
            words = f"/ask 廉洁第{NUMERALS[number % len(NUMERALS)]}句"
            self.tied[f"busy {number}"] = world.say(owner, group, words)
        forum = world.add_group("论坛", owner, forum=True)
        world.add_bot(forum, owner)
        topic = world.add_topic(forum, "学习")
        words = f"@{world.bot.username} 廉洁第二句"
        self.tied["topic"] = world.say(owner, forum, words, thread_id=topic.id)

    def answers(self, chat: Chat) -> list[Message]:
        """Return what the bot said in a chat."""
        return [one for one in self.world.messages(chat) if one.is_from_bot and not one.service]

    def faults(self) -> list[str]:
        """Return what is not as it should be: who was not answered, and who too often."""
        wrong = []
        for name, message in self.tied.items():
            replies = [one for one in self.answers(message.chat) if one.reply_to is message]
            if not 1 <= len(replies) <= MOST:
                wrong.append(f"{name} has {len(replies)} answers")
        for name, (chat, words) in self.wanted.items():
            texts = [one.text for one in self.answers(chat)]
            if not len(words) <= len(texts) <= MOST * len(words):
                wrong.append(f"{name} has {len(texts)} answers to {len(words)}")
            wrong += [f"{name} has no {word}" for word in words if not any(word in text for text in texts)]
        return wrong

    @property
    def questions(self) -> int:
        """Return how many answers there are when nothing is answered twice."""
        return len(self.tied) + sum(len(words) for _, words in self.wanted.values()) + GREETINGS

    def number(self) -> int:
        """Return how many answers there are."""
        chats = {message.chat.id: message.chat for message in self.tied.values()}
        chats |= {chat.id: chat for chat, _ in self.wanted.values()}
        return sum(len(self.answers(chat)) for chat in chats.values())
