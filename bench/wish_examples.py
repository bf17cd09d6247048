"""Examples of wishes and questions: those of persons, those written to learn from, and those a grammar builds.

Only persons' sentences (bench/wishes/*.jsonl) measure anything. The rest (bench/wishes/built) is for learning.
"""

import json
import random
import re
from functools import cache
from pathlib import Path

from knowledge.language.writing.pinyin import FIRST, readings

FOLDER = Path(__file__).with_name("wishes")
BUILT = FOLDER / "built"
KNOWN = Path(__file__).parents[1] / "knowledge" / "questions"
ABSENT = "not-said"
UNSEEN = Path(__file__).with_name("unseen")
QUESTION = "question"
EACH_WISH, EACH_QUESTION, EACH_OF_THE_OFFICE, ASKED, COPIES = 14, 18, 60, 11000, 3
SHORT, IN_PINYIN = 12, 0.15  # characters, and how many of such sentences are learned in pinyin too
SEED = 9

Example = tuple[str, str]  # what is said, and the kind of wish or QUESTION

_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"<([^<>]+)>")


def persons() -> dict[str, list[Example]]:
    """Return what each person said."""
    found = {}
    for file in sorted(FOLDER.glob("*.jsonl")):
        entries = map(json.loads, file.read_text(encoding="utf-8").splitlines())
        found[file.stem] = [(entry["said"], entry["wish"] or QUESTION) for entry in entries]
    return found


def asked() -> list[str]:
    """Return the known ways of asking and the questions of bench/unseen, mixed, always in the same order."""
    topics = _topics()
    lines = [line for topic, line in _known() if topic not in topics]
    for file in sorted(UNSEEN.glob("*.jsonl")):
        lines += [json.loads(line)["q"] for line in file.read_text(encoding="utf-8").splitlines()]
    random.Random(SEED).shuffle(lines)
    return lines


def talked() -> list[Example]:
    """Return the known ways of asking that ask nothing, with their kinds: built/talked.txt says which."""
    topics = _topics()
    return [(line, topics[topic]) for topic, line in _known() if topic in topics]


def _known() -> list[tuple[str, str]]:
    """Return the known ways of asking, each with what it asks for or is about."""
    found = []
    for file in sorted(KNOWN.glob("*/*.txt")):
        topic = ""
        for line in map(str.strip, file.read_text(encoding="utf-8").splitlines()):
            if line.startswith(">"):
                topic = line[1:].strip() if file.parent.name == ABSENT else ""
            elif line and line[0] != "#":
                found.append((topic, line))
    return found


def _topics() -> dict[str, str]:
    return dict(_in_kinds("talked.txt"))


def learned_from(questions: list[str]) -> list[Example]:
    """Return the examples to learn from that no person said; `questions` count as what they are."""
    draw = random.Random(SEED)
    wishes, others = Grammar.read("wishes.txt"), Grammar.read("questions.txt")
    office, around = Grammar.read("office.txt"), Grammar.read("around.txt")
    built = [(said, kind) for kind, line in wishes.lines for said in wishes.some(line, EACH_WISH, draw)]
    built += [(said, QUESTION) for _, line in others.lines for said in others.some(line, EACH_QUESTION, draw)]
    built += [(said, QUESTION) for said in questions]
    built += [
        (said, QUESTION) for _, line in office.lines for said in office.some(line, EACH_OF_THE_OFFICE, draw)
    ]
    short = [one for one in built if len(one[0]) <= SHORT]
    built += [(_in_pinyin(said, draw), kind) for said, kind in short if draw.random() < IN_PINYIN]
    examples = [(_slipped(_framed(said, around, draw), draw), kind) for said, kind in built]
    written = [*_in_kinds("said.txt"), *talked()]
    again = written * (COPIES - 1)
    return [*examples, *written, *((_slipped(_framed(said, around, draw), draw), kind) for said, kind in again)]


class Grammar:
    """Sentences with {one|another|} and <name of a list of words>, under the kind they mean."""

    def __init__(self) -> None:
        self.lists: dict[str, list[str]] = {}
        self.lines: list[Example] = []

    @classmethod
    def read(cls, name: str) -> "Grammar":
        grammar, kind = cls(), QUESTION
        for line in (BUILT / name).read_text(encoding="utf-8").splitlines():
            if line.startswith("="):
                listed, words = line[1:].split(" ", 1)
                grammar.lists[listed] = words.split("|")
            elif line.startswith("["):
                kind = line[1:-1]
            elif line and not line.startswith("#"):
                grammar.lines.append((kind, line))
        return grammar

    def some(self, line: str, most: int, draw: random.Random) -> list[str]:
        """Return up to `most` different sentences of that build."""
        found = dict.fromkeys(self._one(line, draw) for _ in range(most))
        return [said for said in found if said]

    def _one(self, line: str, draw: random.Random) -> str:
        while match := _ALTERNATIVES.search(line):
            line = line[: match.start()] + draw.choice(match[1].split("|")) + line[match.end() :]
        while "<" in line:
            line = _NAME.sub(lambda match: draw.choice(self.lists[match[1]]), line)
        return line

    def any(self, draw: random.Random) -> str:
        """Return any sentence."""
        return self._one(draw.choice(self.lines)[1], draw)


def _in_kinds(name: str) -> list[Example]:
    """Return the lines of a file of bench/wishes/built with their kinds."""
    kind, found = QUESTION, []
    for line in (BUILT / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line[1:-1] or QUESTION
        elif line and not line.startswith("#"):
            found.append((line, kind))
    return found


def _framed(said: str, around: Grammar, draw: random.Random) -> str:
    """Return `said` with the politeness and the small talk that stand around wishes and questions alike."""
    if draw.random() < 0.45:
        said = draw.choice(around.lists["前"]) + said + draw.choice(around.lists["后"])
    if draw.random() < 0.25:
        beside, sign = around.any(draw), draw.choice([",", "，", " ", "。"])
        said = f"{beside}{sign}{said}" if draw.random() < 0.75 else f"{said}{sign}{beside}"
    return said


@cache
def _alike() -> dict[str, list[str]]:
    """Return the common characters by their syllable."""
    found: dict[str, list[str]] = {}
    common = {letter for file in KNOWN.glob("*/*.txt") for letter in file.read_text(encoding="utf-8")}
    for letter in sorted(common):
        found.setdefault(_syllable(letter), []).append(letter)
    found.pop("", None)
    return found


def _syllable(letter: str) -> str:
    table = readings()
    place = ord(letter) - FIRST
    return table.syllables[table.usual[place]] if 0 <= place < len(table.usual) else ""


def _in_pinyin(said: str, draw: random.Random) -> str:
    """Return `said` as who has no Chinese keyboard types it: with blanks, with some, or with none."""
    parted = draw.choice([0.0, 0.5, 1.0])
    spelled = (_syllable(letter) or letter for letter in said)
    return "".join(part + (" " if draw.random() < parted else "") for part in spelled).strip()


def _slipped(said: str, draw: random.Random) -> str:
    """Return `said`, one time in eight with a slip: a character that sounds alike, pinyin, one too few."""
    chance = draw.random()
    at = draw.randrange(len(said))
    if chance < 0.06:
        return said[:at] + draw.choice(_alike().get(_syllable(said[at])) or [said[at]]) + said[at + 1 :]
    if chance < 0.10:
        end = min(len(said), at + draw.choice([1, 2, 2, 3, 4]))
        return said[:at] + "".join(_syllable(letter) or letter for letter in said[at:end]) + said[end:]
    if chance < 0.12 and len(said) > 4:
        return said[:at] + said[at + 1 :]
    return said
