"""Asks for the missing one of the headings that stand side by side under another."""

from collections.abc import Iterator, Sequence

from core.patterns import pattern
from core.quiz import BLANK
from knowledge.language.writing.clipped import clipped
from knowledge.quiz.choices import FEWEST, given_away, wrong_choices
from knowledge.quiz.material import Blank, Material, Statement
from knowledge.quiz.pool import is_of_it
from knowledge.quiz.verbs import is_act
from knowledge.speech.headings import heading_mark
from knowledge.speech.segment import Section, Segmented

FEW, MOST = 3, 6  # headings side by side
NUMERALS = "零一二三四五六七八九十"
NUMBER = pattern(r"[（(第\s]*(?:(\d{1,2})|([一二三四五六七八九十])(?![一二三四五六七八九十]))")
SHORTEST, LONGEST = 4, 24  # characters of a heading that is asked for
LONGEST_PARENT = 40
NEAR = 3000  # characters: farther away a speech is on another subject
UNLIKE = 6  # characters that another heading may be longer or shorter
ASKED = "{said_in}{part}讲了{number}点：{others}。括号里是哪一点？"
PART = "“{heading}”这一部分"


def heading_items(speech: Segmented, material: Material) -> Iterator[tuple[Statement, str, str, list[str]]]:
    """Yield (statement, answer, question, wrong choices), one for each set of headings side by side."""
    for parent, children in _families(speech):
        names = [_name(child.heading) for child in children]
        if not FEW <= len(names) <= MOST or len(set(names)) < len(names):
            continue
        if not all(SHORTEST <= len(name) <= LONGEST for name in names):
            continue
        if any("、" in name for name in names):  # where they stand in a row, nobody sees which are one
            continue
        if not _all_there([child.heading for child in children]):
            continue
        place = len(names) - 1
        sentence = speech.sentences[children[place].first_sentence]
        words = speech.speech.text[sentence.start : sentence.end]
        if names[place] not in words or not is_act(names[place]) or not is_of_it(f"{_name(parent)} {names}"):
            continue
        beside = tuple(names[:place])
        statement = Statement(speech.speech.slug, sentence.start, words)
        alone = Statement(speech.speech.slug, sentence.start, names[place])
        blank = Blank(alone, 0, len(names[place]), beside)
        spares = [
            name
            for name in _near(speech, children[0].rank, sentence.start)
            if name not in names and is_act(name) and abs(len(name) - len(names[place])) <= UNLIKE
        ]
        wrong = wrong_choices(blank, spares, material, alike=True)
        if len(wrong) >= FEWEST and not given_away(names[place], [*beside, _name(parent)], wrong):
            others = "、".join([*beside, BLANK])
            part = PART.format(heading=clipped(_name(parent), LONGEST_PARENT)) if parent else ""
            said_in = f"《{speech.speech.title}》"
            question = ASKED.format(said_in=said_in, part=part, number=NUMERALS[len(names)], others=others)
            yield statement, names[place], question, wrong


def _near(speech: Segmented, rank: int, place: int) -> Iterator[str]:
    """Yield the headings of that rank that stand near a place, the nearest first."""
    starts = ((speech.sentences[one.first_sentence].start, one) for one in speech.sections if one.rank == rank)
    near = sorted((abs(start - place), _name(one.heading)) for start, one in starts)
    yield from (name for distance, name in near if distance <= NEAR)


def _families(speech: Segmented) -> Iterator[tuple[str, list[Section]]]:
    """Yield the sections that have the same parent and rank, with the parent's heading."""
    families: dict[tuple[str, int], list[Section]] = {}
    for section in speech.sections:
        if section.heading:
            parent = section.path.removesuffix(section.heading).rstrip(" ›")
            families.setdefault((parent, section.rank), []).append(section)
    for (parent, _), children in families.items():
        yield parent.split(" › ")[-1], children


def _all_there(headings: Sequence[str]) -> bool:
    """Return whether the headings' own numbers are one, two, three…: reading may have lost one."""
    marks = [heading[: mark[1]] for heading in headings if (mark := heading_mark(heading, 0, len(heading)))]
    if not marks:
        return True
    numbers = [NUMBER.match(mark) for mark in marks]
    said = [int(found[1]) if found[1] else NUMERALS.index(found[2]) for found in numbers if found]
    return said == list(range(1, len(headings) + 1))


def _name(heading: str) -> str:
    """Return a heading without its mark."""
    mark = heading_mark(heading, 0, len(heading))
    return heading[mark[1] if mark else 0 :].strip(" 　、.．，。：")
