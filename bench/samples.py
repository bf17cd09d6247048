"""Questions to measure with: from knowledge/ itself, and from ../shared/data where it is present.

A sample is a question, what is right for it, and the library it is asked of. Known questions are asked of
a library that knows none by the same person, so that nothing is found because it was written down.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.noise import KINDS, disturb, spell
from core.models import SpeechText
from knowledge.language.words.thesaurus import Thesaurus, general, read_thesaurus
from knowledge.language.writing.normalize import fold
from knowledge.reading.folder import locate, read_folder
from knowledge.search.assemble import read_known
from knowledge.search.known.questions import KnownQuestion
from knowledge.search.library import Library
from knowledge.speech.segment import Passage

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
DEVELOPMENT = SHARED / "questions_dev.jsonl"
CMRC = SHARED / "public" / "cmrc2018_dev.json"
CLAUSE_LIMIT = re.compile(r"[。，；！？、：\s]|\*+")
HAN = re.compile("[\u4e00-\u9fff]+")
QUOTED = re.compile("“([\u4e00-\u9fff]{3,9})”")
QUOTING = ("{}", "{}", "{}是什么", "请问{}怎么说", "{}的要求", "讲话里{}")


@dataclass(frozen=True)
class Sample:
    """A question asked of `library`; `right` says whether a passage answers it (never, when out of scope)."""

    kind: str
    question: str
    right: Callable[[Passage], bool]
    library: Library
    in_scope: bool = True


@dataclass(frozen=True)
class Shipped:
    """The knowledge that is shipped, as its parts."""

    speeches: Sequence[SpeechText]
    known: Sequence[KnownQuestion]
    thesaurus: Thesaurus

    @classmethod
    def read(cls) -> "Shipped":
        """Read knowledge/ of this checkout."""
        files = locate(ROOT / "knowledge")
        known = read_known(files)
        thesaurus = read_thesaurus(files.thesaurus) if files.thesaurus else general()
        return cls(read_folder(files.speeches), known, thesaurus)

    def library(self, known: Sequence[KnownQuestion] | None = None) -> Library:
        """Build a library with all known questions, or with the given ones."""
        return Library.build(self.speeches, self.known if known is None else known, self.thesaurus)

    @property
    def people(self) -> list[str]:
        return list(dict.fromkeys(entry.asker for entry in self.known))


def development(library: Library) -> Iterator[Sample]:
    """Yield the development questions on the two speeches, when ../shared is there."""
    if DEVELOPMENT.is_file():
        yield from from_file(DEVELOPMENT, library)


def from_file(file: Path, library: Library) -> Iterator[Sample]:
    """Yield the questions of a file: {"q": …, "gold": [a text that answers, …]} a line, its "type" optional.

    Without gold the speeches do not say. `bot.py records learned` writes such a file.
    """
    for line in file.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        gold = tuple(entry["gold"])
        kind = entry.get("type") or ("settled" if gold else "settled, absent")
        yield Sample(kind, entry["q"], _holds(gold), library, bool(gold))


def people_left_out(shipped: Shipped, each: int, seed: int) -> Iterator[Sample]:
    """Yield questions of each person in turn, asked of a library that knows all but that person's."""
    source = random.Random(seed)
    for person in shipped.people:
        library = shipped.library([entry for entry in shipped.known if entry.asker != person])
        theirs = [entry for entry in shipped.known if entry.asker == person]
        for entry in source.sample(theirs, min(each, len(theirs))):
            kind = f"known:{person}" if entry.text else "absent"
            yield Sample(kind, entry.question, _holds((entry.text,)), library, bool(entry.text))


def subjects_left_out(shipped: Shipped, each: int, seed: int) -> Iterator[Sample]:
    """Yield questions without an answer on subjects the library has never heard of."""
    source = random.Random(seed)
    subjects = list(dict.fromkeys(entry.about for entry in shipped.known if entry.about))
    for part in range(3):
        out = set(subjects[part::3])
        library = shipped.library([entry for entry in shipped.known if entry.about not in out])
        unheard = [entry for entry in shipped.known if entry.about in out]
        for entry in source.sample(unheard, min(each, len(unheard))):
            yield Sample("unheard", entry.question, _holds(()), library, in_scope=False)


def taught_by_few(shipped: Shipped, each: int, seed: int) -> Iterator[Sample]:
    """Yield questions of each person, asked of libraries that know the ways of one, three or six others."""
    source = random.Random(seed)
    for person in shipped.people:
        theirs = [entry for entry in shipped.known if entry.asker == person]
        others = [other for other in shipped.people if other != person]
        for few in (1, 3, 6):
            teachers = set(source.sample(others, few))
            library = shipped.library([entry for entry in shipped.known if entry.asker in teachers])
            for entry in source.sample(theirs, min(each, len(theirs))):
                kind = "few" if entry.text else "few-absent"
                yield Sample(kind, entry.question, _holds((entry.text,)), library, bool(entry.text))


def speeches_left_out(shipped: Shipped, each: int, seed: int) -> Iterator[Sample]:
    """Yield questions on each speech as if nobody had asked about it: alone, and beside one that is known.

    Also questions without an answer, of the speech alone.
    """
    source = random.Random(seed)
    absent = [entry for entry in shipped.known if not entry.text]
    for speech in shipped.speeches:
        own = [entry for entry in shipped.known if entry.text and entry.speech == speech.slug]
        others = [entry for entry in shipped.known if entry.speech != speech.slug]
        alone = Library.build([speech], [], shipped.thesaurus)
        mixed = shipped.library(others)
        for entry in source.sample(own, min(each, len(own))):
            right = _holds((entry.text,))
            yield Sample("new", entry.question, right, alone)
            yield Sample("new beside", entry.question, right, mixed)
        for entry in source.sample(absent, min(each // 2, len(absent))):
            yield Sample("new-absent", entry.question, _holds(()), alone, in_scope=False)


def untaught(shipped: Shipped, count: int, seed: int) -> Iterator[Sample]:
    """Yield known questions, with and without an answer, asked of a library that knows no question."""
    source = random.Random(seed)
    library = shipped.library([])
    for entry in source.sample(shipped.known, count):
        kind = "untaught" if entry.text else "untaught-absent"
        yield Sample(kind, entry.question, _holds((entry.text,)), library, bool(entry.text))


def quotations(shipped: Shipped, library: Library, count: int, seed: int) -> Iterator[Sample]:
    """Yield clauses of the speeches, whole or in part, as people quote them, most of them disturbed."""
    source = random.Random(seed)
    clauses = [
        clause
        for speech in shipped.speeches
        for clause in CLAUSE_LIMIT.split(speech.text)
        if 5 <= len(clause) <= 22 and "同志们" not in clause
    ]
    for number in range(count):
        clause = source.choice(clauses)
        if len(clause) > 9 and source.random() < 0.5:
            start = source.randint(0, len(clause) - 7)
            clause = clause[start : start + source.randint(6, 9)]
        noise = source.choice(("clean", *KINDS))
        question = source.choice(QUOTING).format(clause)
        asked = question if noise == "clean" else disturb(question, noise, number)
        yield Sample(f"quoted:{noise}", asked, _holds((clause,)), library)


def terms(shipped: Shipped, library: Library, seed: int) -> Iterator[Sample]:
    """Yield what the speeches put in quotation marks, bare and asked about, in characters and in letters."""
    source = random.Random(seed)
    quoted = {term for speech in shipped.speeches for term in QUOTED.findall(speech.text)}
    for number, term in enumerate(sorted(quoted)):
        asked = source.choice(("{}", "{}是什么", "{}是什么意思")).format(term)
        yield Sample("term", asked, _holds((term,)), library)
        if len(term) <= 5:
            letters = "".join(spell(character)[:1] for character in term)
            yield Sample(
                "term", source.choice((letters, disturb(term, "pyfull", number))), _holds((term,)), library
            )


def cmrc_data() -> dict[str, Any] | None:
    """Return the public set, None where ../shared is absent."""
    return json.loads(CMRC.read_text(encoding="utf-8")) if CMRC.is_file() else None


def cmrc_speeches(data: dict[str, Any], leave_out: frozenset[int] = frozenset()) -> list[SpeechText]:
    """Return the passages of the public set as a speech each."""
    return [
        SpeechText(f"s{number}", f"s{number}.txt", f"s{number}", "", "", text)
        for number, text in enumerate(data["passages"])
        if number not in leave_out
    ]


def strangers(shipped: Shipped, each: int, seed: int, half: int = 0) -> Iterator[Sample]:
    """Yield questions of one half of the public set: its passages kept, left out, and beside the speeches.

    Also of the shipped library, which answers none of them, whole or in scraps of a word or two.
    """
    data = cmrc_data()
    if data is None:
        return
    source = random.Random(seed)
    questions = source.sample(data["questions"][half::2], min(3 * each, len(data["questions"]) // 2))
    kinds = ("clean", "clean", *KINDS)
    gone = frozenset(entry["gold"] for entry in questions[:each])
    alone = Library.build(cmrc_speeches(data, gone))
    for entry in questions[: 2 * each]:
        in_scope = entry["gold"] not in gone
        name = "stranger" if in_scope else "stranger-absent"
        yield Sample(name, entry[source.choice(kinds)], _from_file(entry["gold"]), alone, in_scope)
    some = frozenset(source.sample(range(len(data["passages"])), len(data["passages"]) - 400))
    some -= {entry["gold"] for entry in questions[2 * each :]}
    mixed = Library.build([*shipped.speeches, *cmrc_speeches(data, some)], shipped.known, shipped.thesaurus)
    for entry in questions[2 * each :]:
        yield Sample("beside", entry[source.choice(kinds)], _from_file(entry["gold"]), mixed)
    ours = shipped.library()
    for entry in source.sample(data["questions"][half::2], each):
        yield Sample("foreign", entry["clean"], _holds(()), ours, in_scope=False)
    everything = fold("".join(speech.text for speech in shipped.speeches))
    for number, entry in enumerate(source.sample(data["questions"][half::2], each)):
        scrap = _scrap(entry["clean"], source)
        if scrap and fold(scrap) not in everything:
            noise = source.choice(("clean", "clean", "pyfull", "letters"))
            if noise == "letters":
                scrap = "".join(spell(character)[:1] for character in scrap)
            elif noise == "pyfull":
                scrap = disturb(scrap, "pyfull", number)
            yield Sample("scrap", scrap, _holds(()), ours, in_scope=False)


def _scrap(question: str, source: random.Random) -> str:
    """Return two to five characters from anywhere in a question."""
    han = max(HAN.findall(question), key=len, default="")
    length = min(source.randint(2, 5), len(han))
    start = source.randint(0, len(han) - length)
    return str(han[start : start + length])


def _holds(gold: tuple[str, ...]) -> Callable[[Passage], bool]:
    return lambda passage: any(span in passage.text for span in gold if span)


def _from_file(number: int) -> Callable[[Passage], bool]:
    return lambda passage: passage.file == f"s{number}.txt"
