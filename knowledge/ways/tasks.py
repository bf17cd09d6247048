"""Tasks for the writers of a speech's ways of asking: one for each stretch of it, each a complete prompt.

A person, or a model that the office allows, reads a task and writes questions. Sentences are numbered, and
an answer names the number, so that nobody has to copy the speech's words. Nothing that is written here is
ever shown as an answer.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.patterns import pattern
from knowledge.speech.segment import MIN_PIECE, Segmented, says_something

# So long a stretch is read at once: some eight sentences.
STRETCH_LENGTH = 420
# An item of a list, or a piece of an over-long sentence, ends in one of these.
GOES_ON = "；;，,"
ID = pattern(r"(?P<slug>\w{1,64})-(?P<number>\d{1,5})-(?P<round>\d)-(?P<digest>[0-9a-f]{6})")
# Who asks, in rounds: each round of tasks is for other people. The name is kept with each question.
ASKERS: tuple[tuple[tuple[str, str], ...], ...] = (
    (
        ("司机", "给领导开车，话直，不用书面词"),
        ("办事员", "天天办手续，关心照着哪条办"),
        ("快退休的老同志", "说话绕，爱用老话、俗语和比方"),
        ("新来的年轻干部", "网络说法多，句子短"),
        ("纪检干部", "用规范的行话，问得细"),
    ),
    (
        ("委室主任", "要准备发言，概括着问，用自己的话"),
        ("会计", "关心钱、票、数目和标准"),
        ("爱聊天的同事", "先寒暄几句、讲个情形再问"),
        ("做笔记的", "像在搜索框里打几个关键词"),
        ("支部书记", "要组织学习、谈话，问怎么要求的"),
    ),
)
# A sentence says a thing in so many characters; each thing is asked for by each kind of person of a round.
THING_LENGTH = 45
NEAR = 6  # questions near a stretch that it does not answer

PROMPT = """\
你在帮一个单位准备“相似问”：同一句讲话，不同的人会怎么问。下面是《{title}》里的一段，每句前面有编号。

【这段在】{heading}
【原文】
{sentences}

请扮演下面几类人，他们在手机上向机器人提问，想找到这段里的某一句：
{askers}

要写两种：
一、每一句写编号后面注明的个数，几类人轮着来。这一句要正好能回答它；一句里说了几件事的，每件事都要问到。
  - 彼此真正换一种说法：换词、换角度、换语气，不要只改一两个字。
  - 用问的人自己的词，尽量不照抄原文里的词；但要说清问的是什么事，不看这段的人也知道在问什么，别的段落回答不了。
  - 问具体的：谁、做什么、几次、多少、什么时候、为什么、不许怎样；不要写“这段讲了什么”“第几句说什么”。
  - 光是标题、称呼、客套、没有内容可问的句子，跳过。
二、再写 {near} 个“挨着的”问题：用词和这段很近，像是会有答案，其实这段（和整篇讲话按你所见）没有说。
  编号写 0。

只输出 JSON，一行一个，不要别的字：
{{"s": 句子编号, "who": "哪类人", "q": "问法"}}
例：{{"s": 3, "who": "司机", "q": "……"}}
"""

# The form of one line of the answer (JSON Schema).
SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "s": {"type": "integer", "minimum": 0},
        "who": {"type": "string", "minLength": 1, "maxLength": 20},
        "q": {"type": "string", "minLength": 4, "maxLength": 80},
    },
    "required": ["s", "who", "q"],
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A few sentences that follow each other; `number` counts from 1 within the speech."""

    number: int
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What is given to one writer: a stretch and the people who ask.

    `id` is slug-stretch-round-digest; the digest is the stretch's, so that an answer that comes back after the
    speech has changed finds its words, or is known to have lost them.
    """

    id: str
    slug: str
    stretch: Stretch
    askers: tuple[str, ...]
    prompt: str


def tasks(speech: Segmented, rounds: int = len(ASKERS)) -> list[Task]:
    """Return the tasks for a speech: every stretch once for each round of people."""
    slug, cut = speech.speech.slug, list(stretches(speech))
    return [
        Task(
            f"{slug}-{stretch.number:02}-{number}-{_digest(stretch)}",
            slug,
            stretch,
            tuple(name for name, _ in people),
            _prompt(speech.speech.title, stretch, people),
        )
        for number, people in enumerate(ASKERS[:rounds], 1)
        for stretch in cut
    ]


def slug_of(task: str) -> str:
    """Return the speech that a task's id names; "" when it is no id."""
    match = ID.fullmatch(task)
    return match["slug"] if match else ""


def find(known: Iterable[Task], task: str) -> Task | None:
    """Return the task of that id, wherever in the speech its stretch stands now; None when it is gone."""
    wanted = ID.fullmatch(task)
    if wanted is None:
        return None
    found = None
    for one in known:
        if one.id == task:
            return one
        match = ID.fullmatch(one.id)
        if match and (match["round"], match["digest"]) == (wanted["round"], wanted["digest"]):
            found = found or one
    return found


def stretches(speech: Segmented) -> Iterator[Stretch]:
    """Cut a speech into stretches of whole sentences; bare headings and cells are nobody's answer."""
    text = speech.speech.text
    number, heading, kept = 1, "", list[str]()
    for sentence in speech.sentences:
        words = text[sentence.start : sentence.end]
        if not _answers(words):
            continue
        section = speech.sections[sentence.section].path
        if kept and (section != heading or sum(map(len, kept)) + len(words) > STRETCH_LENGTH):
            yield Stretch(number, heading, tuple(kept))
            number, kept = number + 1, []
        heading = section
        kept.append(words)
    if kept:
        yield Stretch(number, heading, tuple(kept))


def _answers(words: str) -> bool:
    """Return whether a stretch can answer something: a sentence, an item of a list, a long piece."""
    return says_something(words, 0, len(words)) or words[-1:] in GOES_ON or len(words) >= MIN_PIECE


def _digest(stretch: Stretch) -> str:
    return hashlib.sha256("\n".join(stretch.sentences).encode()).hexdigest()[:6]


def _prompt(title: str, stretch: Stretch, people: tuple[tuple[str, str], ...]) -> str:
    return PROMPT.format(
        title=title,
        heading=stretch.heading or title,
        sentences="\n".join(
            f"[{number}]（写 {_wanted(words, len(people))} 个）{words}"
            for number, words in enumerate(stretch.sentences, 1)
        ),
        askers="\n".join(f"- {name}：{manner}" for name, manner in people),
        near=NEAR,
    )


def _wanted(sentence: str, people: int) -> int:
    return people * max(1, round(len(sentence) / THING_LENGTH))
