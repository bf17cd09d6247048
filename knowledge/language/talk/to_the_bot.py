"""What is said to the bot about itself: 你会不会编, 谁能看到我问了什么, 今天发过了吗, 讲个笑话.

None of it is asked of the speeches, so none of it is looked up or put before editors. It is answered in a line
or two (handlers/asking/to_the_bot/about_itself.py). Only whole messages count: 会编造数据的怎么处理 is a
question.
"""

from functools import cache, lru_cache
from pathlib import Path

from core.patterns import any_of, pattern
from knowledge.language.calendar.day_questions import day_asked
from knowledge.language.commands.button_words import said_button
from knowledge.language.commands.pushes.pushed import asks_what_was_pushed
from knowledge.language.talk.about_the_bot.honest import honesty
from knowledge.language.talk.about_the_bot.itself import ITSELF
from knowledge.language.talk.about_the_bot.kept import KEPT
from knowledge.language.talk.about_the_bot.shown import SHOWN
from knowledge.language.talk.about_the_bot.topics import Topic
from knowledge.language.wishes.talk import Talk, talk
from knowledge.language.words.likeness import Sentences
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.signs import run_together

FILE = Path(__file__).with_name("to_the_bot.txt")
LONGEST = 40  # characters
_CLAUSES = pattern(r"[\s,，.。;；!！?？~～]+")
LIKE, LIKE_TO_THE_BOT, LIKELY = 0.65, 0.5, 0.3


_LEAD = (
    r"(?:请问|请告诉我|告诉我|想问一?下?|问一?下|想知道|麻烦|那么?|哎|唉|喂|话说|其实|另外|对了|还"
    r"有|你好|您好|[,.!])*+"
)
_END = r"(?:[呢啊呀吗吧嘛么哦噢啦了的,.?!~]|谢谢[你您]?)*"

_SAID = (*KEPT, *SHOWN, *ITSELF)
_ANY = any_of((said for _, said in _SAID), _LEAD, _END)
_PATTERNS = tuple((topic, pattern(f"{_LEAD}(?:{said}){_END}")) for topic, said in _SAID)
_OF_ONESELF = frozenset({Topic.MY_ROLE, Topic.NEW_HERE, Topic.OWN_QUESTIONS})
# Said while words for other people are wanted, these may be those words.
REMARKS = frozenset({Topic.USELESS, Topic.SUBJECTS, Topic.LEAVES})


@lru_cache(READ_AT_ONCE)
def to_the_bot(text: str) -> Topic | None:
    """Return what of the bot all of `text` is about; None for other words."""
    said = run_together(text[: 3 * LONGEST])
    if not 1 < len(said) <= LONGEST:
        return None
    if not _ANY.fullmatch(said):
        return Topic.DAY if day_asked(text) else honesty(said) or _likely(said) or _of_all_clauses(text)
    topic = next(topic for topic, form in _PATTERNS if form.fullmatch(said))
    return None if _is_done(topic, text, said) else topic


def _of_all_clauses(text: str) -> Topic | None:
    """Return what the clauses are about, where each is about the bot: 服务器在哪 是不是传到国外了.

    Of several the one that says who sees what: 你是谁管的 我问的话领导看得见吗. Else the first.
    """
    clauses = [one for one in _CLAUSES.split(text.strip()) if one]
    first = to_the_bot(clauses[0]) if len(clauses) > 1 else None
    if first is None or not all(_goes_with(first, one) for one in clauses[1:]):
        return None
    return Topic.WHO_SEES if Topic.WHO_SEES in map(to_the_bot, clauses[1:]) else first


def _goes_with(topic: Topic, clause: str) -> bool:
    """Return whether a further clause is of the bot as well, or like what is said of the same topic."""
    name, like = _sentences().nearest("".join(fold(clause).split()), LIKELY)
    return (name == topic and like >= LIKELY) or to_the_bot(clause) is not None


def likely_topic(text: str) -> Topic | None:
    """Return the topic that `text` is most like, where it is said to the bot and nobody knew what of."""
    topic, like = _sentences().nearest("".join(fold(text).split()), LIKELY)
    return Topic(topic) if like >= LIKELY else None


def _likely(said: str) -> Topic | None:
    """Return the topic of the sentence that these words are like; less is enough where the bot is spoken to."""
    topic, like = _sentences().nearest(said, LIKE_TO_THE_BOT)
    if topic in _OF_ONESELF and "我" not in said:  # 谁是编辑
        return None
    if like < LIKE_TO_THE_BOT or (like < LIKE and talk(said) is not Talk.ITSELF):
        return None
    return Topic(topic)


@cache
def _sentences() -> Sentences:
    return Sentences(FILE)


def _is_done(topic: Topic, text: str, said: str) -> bool:
    """Return whether these words have a button of their own, or are asked of a day gone by."""
    if topic is Topic.FORWARD:
        return said_button(text) is not None
    return topic in {Topic.PUSHED, Topic.PUSHES} and "今" not in said and asks_what_was_pushed(text) is not None


def asks_the_bot(text: str) -> bool:
    """Return whether `text` asks something of the bot, and is no remark that may be meant for others."""
    topic = to_the_bot(text)
    return topic is not None and topic not in REMARKS
