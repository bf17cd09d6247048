"""What is said of what stands there in other words, as the words that every reader knows.

刚才那段再发一下 is 再发一遍, xiayiduan and 其後如何續言 are 下一段. What it is like stands in
said_otherwise.txt; less likeness is enough where the model of the wishes hears that it is spoken of.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from core.patterns import pattern
from knowledge.language.commands.button_words import said_button
from knowledge.language.commands.pushes.switches import turned
from knowledge.language.talk.about_the_bot.topics import Topic
from knowledge.language.talk.reports import is_report
from knowledge.language.talk.small_talk import SMALL_TALK, Courtesy, courtesy
from knowledge.language.talk.thread.exact_words import exact_asked
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.in_parts import part_asked
from knowledge.language.talk.thread.page_turns import page_named, page_remark, page_turn, turn_on_a_page
from knowledge.language.talk.thread.place_turns import place_turn
from knowledge.language.talk.thread.references import part_named, part_to_make
from knowledge.language.talk.thread.within_shown import words_here
from knowledge.language.talk.to_the_bot import to_the_bot
from knowledge.language.wishes.talk import Talk, talk
from knowledge.language.wishes.wish_pinyin import from_pinyin
from knowledge.language.words.clauses import clauses, that_asks
from knowledge.language.words.likeness import Sentences, sentences
from knowledge.language.words.origin import origin_asked
from knowledge.language.words.stretches import stretch_named
from knowledge.language.writing.bookish import in_plain_words
from knowledge.language.writing.normalize import READ_AT_ONCE, fold
from knowledge.language.writing.pinyin import readings, sound, split_syllables
from knowledge.language.writing.tails import with_usual_tails

FILE = Path(__file__).with_name("said_otherwise.txt")
LONGEST = 24  # characters
ALMOST_THE_SAME, LIKE = 0.58, 0.5  # it surely is; it is, where what was shown is spoken of
# Characters: fewer than SHORTEST only sound like it (目录学 is no 目录); up to SHORT they must surely be it.
SHORTEST, SHORT = 4, 5
# Readers that are tried first: a text that one of them understands is left as it is.
_READERS: tuple[Callable[[str], object], ...] = (
    *(follow_up, place_turn, page_turn, turn_on_a_page, page_named, page_remark, words_here),
    *(part_asked, stretch_named, exact_asked, origin_asked),
    *(said_button, turned),
)
# A sentence with one of these characters means something of its own, and is not matched by likeness:
# 今天的再发一遍, 一共几篇.
_TELLING = frozenset("昨今明后撤删退停别莫甭年页篇段处句条跟对")
_AROUND = pattern(r"请问|请|麻烦|劳驾|谢谢[你您]?|谨谢|那么|[你您]|[吗呢啊吧呀哦嘛么,，、。？?！!\s]")
_LETTERS = pattern(r"[a-z]+(?:[\s'-]+[a-z]+)*[\s.?!]*")
_LETTERS_BESIDE = pattern(r"(?<=[A-Za-z])(?=[\u4e00-\u9fff])")
_THIS_SPEECH = r"(?:这[一1]?篇|这份|这个?讲话|这次讲话|它)(?:讲话|材料)?"
_SPEECH_LAST = pattern(
    rf"(?P<what>[^,，?？啊呀呢]{{3,18}})[啊呀呢]?[\s,，]*{_THIS_SPEECH}[啊呢呀]?[\s?？。.!！]*"
)
_SPEECH_FIRST = pattern(r"(?:它|这份|这次讲话|这个讲话)(?P<what>[^,，?？啊呀呢]{3,18})[啊呀呢]?[\s?？。.!！]*")
_ASKED_OF_IT = pattern(
    r"^(?:都|一共|总共|共|主要|里面?)*(?:讲|说|谈|提|有|分)[了到]*(?:哪?几|哪些|多少)(?:点|个?方面|条|个?部分|个?要点)"
)
_OF_A_PERSON = frozenset({Topic.OWN_NUMBER, Topic.THEIR_NUMBER})  # 我的编号 is no passage's
_ONLY_TELLS = pattern("[^?？吗呢么几何啥什怎哪谁停改发推换订]{1,10}[了啦嘞]\\W*")  # 多谢多谢，帮大忙了
LONGEST_SPELLED = 80  # letters
LONGEST_WITH_THANKS = 60  # characters
_FIRST_CLAUSE = pattern(r"\s*([^\s,，。.!！~～…]+)[\s,，。.!！~～…]+(?=\S)")
_BEFORE_A_WISH = frozenset({Courtesy.THANKS, Courtesy.GREETING})


@lru_cache(READ_AT_ONCE)
def in_known_words(text: str) -> str:
    """Return `text` in the words that all readers know, where it is pinyin, bookish or said otherwise."""
    text = with_usual_tails(text)
    known = in_other_words(text)
    return in_known_words(known) if known else in_plain_words(text)


@lru_cache(READ_AT_ONCE)
def in_other_words(text: str) -> str:
    """Return the known words for all of `text`, also in pinyin; empty where it is known itself, or none."""
    if is_report(text) or to_the_bot(text) in _OF_A_PERSON:
        return ""
    return (
        _behind_thanks(text)
        or from_pinyin(text)
        or _spelled(text)
        or _of_this_speech(text)
        or part_to_make(text)
        or _part_of_it(text)
        or _said_otherwise(text)
        or _within(text)
    )


def _behind_thanks(text: str) -> str:
    """Return what is said behind thanks or a greeting (多謝。今日之句何也); empty where nothing else is."""
    rest = text if len(text) <= LONGEST_WITH_THANKS else ""
    while (first := _FIRST_CLAUSE.match(rest)) and courtesy(first[1]) in _BEFORE_A_WISH:
        rest = rest[first.end() :]
    mere = courtesy(rest) is not None or _ONLY_TELLS.fullmatch(rest) is not None
    return "" if rest == text or mere else rest


def _part_of_it(text: str) -> str:
    """Return the part of what stands there that is named with a wish to see it; empty where that is known."""
    part = part_named(text)
    return "" if not part or any(reads(text) is not None for reads in _READERS) else part


def _of_this_speech(text: str) -> str:
    """Return what is asked of the speech that stands there, which is named last or as 它: 讲了哪几点啊这篇."""
    said = fold(text).strip()
    match = _SPEECH_LAST.fullmatch(said) or _SPEECH_FIRST.fullmatch(said)
    return f"这篇{match['what']}" if match and _ASKED_OF_IT.search(match["what"]) else ""


def _within(text: str) -> str:
    """Return the one clause that is meant where the others are small talk: 来张图 of 笑死 来张图."""
    parts = clauses(_LETTERS_BESIDE.sub(" ", text))
    said = [part for part in parts if courtesy(part) is None]
    others = len(parts) - 1
    if (
        others
        and len(said) == 1
        and (to_the_bot(said[0]) or any(reads(said[0]) is not None for reads in _READERS))
    ):
        return said[0]
    asking = in_plain_words(that_asks(parts))
    return asking if asking and courtesy(asking) is Courtesy.WHO else ""


def _said_otherwise(text: str) -> str:
    if not SHORTEST <= len(text) <= LONGEST:
        return ""
    known, like = _sentences().nearest(text, LIKE)
    if _bare(text) == known or (like < ALMOST_THE_SAME and len(text) <= SHORT):
        return ""
    meant = _meant(text, known, like)
    return "" if meant and any(reads(text) is not None for reads in _READERS) else meant


def _meant(text: str, known: str, like: float) -> str:
    if like < LIKE or not _TELLING.intersection(text) <= _said_for(known):
        return ""
    return known if like >= ALMOST_THE_SAME or talk(text) is Talk.SHOWN else ""


def _spelled(text: str) -> str:
    """Return the known words that letters spell in pinyin, with or without blanks; empty for none."""
    said = fold(text).strip()
    if len(said) > LONGEST_SPELLED or not _LETTERS.fullmatch(said):
        return ""
    letters = "".join(letter for letter in said if letter.isalpha())
    if small := _small_talk().get(letters):
        return small
    syllables = split_syllables(letters, lambda _before, _after: 0.0)
    if syllables is None or len(syllables) < 2:
        return ""
    return _meant(text, *_by_sound().nearest("".join(map(chr, syllables)), LIKE))


@cache
def _small_talk() -> Mapping[str, str]:
    small = (
        word for said in SMALL_TALK.values() for word in f"{said.beside} {said.strung} {said.alone}".split()
    )
    found = {_letters(said): said for said in small if len(said) > 1}
    found.pop("", None)
    return found


def _letters(said: str) -> str:
    """Return how a sentence is spelled; empty where one of its characters has no reading."""
    syllables = readings().of(said)
    return "".join(readings().syllables[one] for one in syllables) if all(syllables) else ""


@cache
def _said_for(known: str) -> frozenset[str]:
    """Return all characters of what is said for these known words."""
    return frozenset(letter for name, said in sentences(FILE) if name == known for letter in said)


@cache
def _sentences() -> Sentences:
    return Sentences(FILE, _bare, SHORTEST)


@cache
def _by_sound() -> Sentences:
    return Sentences(FILE, _sounds)


def _sounds(text: str) -> str:
    """Return a character for each syllable of a sentence; of what is spelled already, the same again."""
    bare = _bare(text)
    return sound(readings().of(bare)) or text


def _bare(text: str) -> str:
    return _AROUND.sub("", fold(text))
