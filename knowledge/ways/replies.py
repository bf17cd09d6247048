"""What came back for a task: read line by line, and each line that cannot be used with its reason.

What is read here was written outside, perhaps by a model, perhaps with an intent: it is only ever compared
with what people ask, and never shown as an answer.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from core.patterns import pattern
from knowledge.language.words.wording import strip_phrases
from knowledge.language.writing.normalize import fold
from knowledge.search.known.questions import KnownQuestion
from knowledge.ways.tasks import Task

SHORTEST, LONGEST = 4, 80  # characters of a question
LONGEST_ASKER = 20
# A question with so long a run of the sentence's own words, which is most of the question, copies it.
COPIED, COPIED_SHARE = 12, 0.8
# Two questions are one from this many of rapidfuzz's 100 on, phrases of asking taken off.
SAME = 92
HAN_SHARE = 0.6
# Instructions to a machine, addresses, code; 无视纪律会怎样 and 书记扮演什么角色 are questions.
NOT_A_QUESTION = pattern(
    r"(?:忽略|无视|忘记|忘掉|不要?理会|不(?:用|必)管|跳过|绕过)掉?了?"
    r"(?:你|以上|上述|上面|之前|此前|前面|先前|所有|全部|一切|系统|任何)"
    r"|以上(?:指令|要求|内容|提示|规则|设定)|提示词|系统(?:消息|提示|指令)|开发者(?:模式|消息)|越狱"
    r"|(?:请|现在|从现在起|接下来)你?扮演|你(?:现在|从现在起)?是(?:一个|一名|个)?[^，。？]{0,8}(?:人工智能|助手|模型|机器人)"
    r"|(?:输出|打印|泄露|交出|告诉我)[^，。？]{0,6}(?:密钥|令牌|密码|口令|代码)"
    r"|ignore|system|prompt|assistant|instruction|json|```|https?:|www\.|</?[a-z!]|[{}\\]|@\w"
    r"|\b[a-z0-9-]+\.(?:com|cn|net|org|me|io|top|xyz)\b|\d{7,}",
    re.IGNORECASE,
)
OTHER_SCRIPTS = pattern(r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]")
OUTLINE = pattern(
    r"这(?:一)?段(?:话|落)?(?:讲|说|写|主要|是)|第.{1,3}句(?:话)?(?:讲|说|写|是)|上述|上面|上文|本段|该段|这句话"
)
LEADING = pattern(r"^(?:[\s>#*•·\-—]+|[(（]?\d{1,3}[.、)）．]\s*)+")
LONGEST_LINE = 200  # characters of a refused line that are kept
MOST_LINES = 400  # of one answer

NO_JSON = "不是一行 JSON"
NO_SENTENCE = "编号不在这一段里"
TOO_SHORT, TOO_LONG = "太短", f"超过 {LONGEST} 个字"
FOREIGN = "不是中文问法"
INSTRUCTION = "不像是提问"
POINTING = "没有说清问的是什么事"
COPY = "照抄了原文"
TWICE = "和另一个问法几乎一样"
TOO_MANY = f"一次答得太多，只看前 {MOST_LINES} 行"


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be used, and why, in words for an editor."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What of an answer can be used, as ways of asking, and what cannot."""

    ways: tuple[KnownQuestion, ...]
    refused: tuple[Refused, ...]


def read_reply(task: Task, answer: str) -> Reply:
    """Read what came back for a task: JSON lines, or an array of the same; anything else is refused by line."""
    ways: list[KnownQuestion] = []
    refused: list[Refused] = []
    for number, raw in enumerate(_lines(answer)):
        found = _way(task, raw) if number < MOST_LINES else TOO_MANY
        if isinstance(found, KnownQuestion):
            ways.append(found)
            continue
        said = raw if isinstance(raw, str) else str(raw.get("q", raw))
        refused.append(Refused(_visible(said)[:LONGEST_LINE], found))
        if number >= MOST_LINES:
            break
    return Reply(tuple(ways), tuple(refused))


def once(ways: Iterable[KnownQuestion], there: Iterable[str] = ()) -> Reply:
    """Leave out what is nearly the same as one before it, or as one of the questions `there` already."""
    kept: list[KnownQuestion] = []
    refused: list[Refused] = []
    cores = [_core(question) for question in there]
    for way in ways:
        core = _core(way.question)
        if process.extractOne(core, cores, scorer=fuzz.ratio, score_cutoff=SAME):
            refused.append(Refused(way.question, TWICE))
        else:
            kept.append(way)
            cores.append(core)
    return Reply(tuple(kept), tuple(refused))


def fault_of(question: str, sentence: str = "") -> str:
    """Return why a question cannot be a way of asking for `sentence` ("" is none), "" when it can."""
    bare = re.sub(r"[\W_]+", "", question)
    if len(bare) < SHORTEST:
        return TOO_SHORT
    if len(question) > LONGEST:
        return TOO_LONG
    if NOT_A_QUESTION.search(question):
        return INSTRUCTION
    han = sum("\u4e00" <= letter <= "\u9fff" for letter in bare)
    if han < HAN_SHARE * len(bare) or OTHER_SCRIPTS.search(question):
        return FOREIGN
    if OUTLINE.search(question):
        return POINTING
    return COPY if sentence and _copies(bare, sentence) else ""


def _copies(bare: str, sentence: str) -> bool:
    """Return whether most of a question, and no short term, is one run of the sentence's own words."""
    said = re.sub(r"[\W_]+", "", sentence)
    asked = re.sub(r"[\W_]+", "", strip_phrases(bare))
    size = max(COPIED, int(COPIED_SHARE * len(asked)) + 1)
    return any(asked[start : start + size] in said for start in range(len(asked) - size + 1))


def _lines(answer: str) -> Iterator[str | dict[str, object]]:
    """Yield the objects of an answer, and as text each line that is none."""
    whole = re.sub(r"^```\w*$", "", answer, flags=re.MULTILINE).strip("\ufeff \t\r\n")
    with_array = loaded(whole)
    if isinstance(with_array, list):
        yield from (entry if isinstance(entry, dict) else str(entry) for entry in with_array)
        return
    for raw in whole.split("\n"):
        if line := raw.strip().rstrip(",").strip("[]").strip():
            entry = loaded(line)
            yield entry if isinstance(entry, dict) else line


def loaded(text: str) -> object:
    """Return what JSON says; None for what is none, or too deep."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _way(task: Task, raw: str | dict[str, object]) -> KnownQuestion | str:
    """Return a line as a way of asking, or why it is none."""
    if isinstance(raw, str):
        return NO_JSON
    number, question, asker = _number(raw.get("s")), raw.get("q"), raw.get("who", "")
    if number is None or not 0 <= number <= len(task.stretch.sentences):
        return NO_SENTENCE
    if not isinstance(question, str) or not isinstance(asker, str):
        return NO_JSON
    return way_of(task, number, question, asker)


def way_of(task: Task, number: int, question: str, asker: str) -> KnownQuestion | str:
    """Return a question for sentence `number` of a task (0: near it, unanswered), or why it cannot be used."""
    question = LEADING.sub("", _visible(question))
    sentence = task.stretch.sentences[number - 1] if number else ""
    if fault := fault_of(question, sentence):
        return fault
    who = _visible(asker)[:LONGEST_ASKER] or task.askers[0]
    if not number:
        return KnownQuestion(question, who, "", about=f"{task.slug} 第 {task.stretch.number} 段旁边")
    return KnownQuestion(question, who, sentence, task.slug)


def _number(said: object) -> int | None:
    """Return a sentence's number: a whole number, or its digits in quotes as many a model writes them."""
    if (
        isinstance(said, str)
        and said.strip().isascii()
        and said.strip().isdigit()
        and len(said) < LONGEST_ASKER
    ):
        return int(said)
    return said if isinstance(said, int) and not isinstance(said, bool) else None


def _visible(said: str) -> str:
    """Return words on one line, without signs that cannot be seen or that turn the text around."""
    return "".join(sign for sign in " ".join(said.split()) if sign.isprintable())


def _core(question: str) -> str:
    folded = fold(question)
    return re.sub(r"[\W_]+", "", strip_phrases(folded)) or folded
