"""Reads a schedule in several clauses: 每个工作日八点十分发，周末不要; 下周三到周五停，周四照发.

Each clause is days and whether something is to come then. Days of every week make the chat's days; dates are
pauses, and what is to be taken back of them. Both in one sentence, or an hour for certain dates, is no schedule
that can be had.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from core.days import WEEK, Days
from core.patterns import pattern
from knowledge.language.calendar.days import WEEKEND, DaysSaid, UnknownDaysError, read_days
from knowledge.language.schedules.tokens import Kind, Token, tokens
from knowledge.language.writing.normalize import READ_AT_ONCE

_OFF = pattern(r"节假日|假日|节日|休息日|休沐|放假")
_BARE = pattern("周|星期|礼拜")
_NAMES_DAYS = frozenset({Kind.WEEK, Kind.DATE, Kind.VAGUE, Kind.DAYS})
_OF_AN_HOUR = frozenset({Kind.HOUR, Kind.PART, Kind.FILL, Kind.STOP, Kind.WRONG, Kind.NOT, Kind.SEND})
_BEGINS_A_PART = frozenset("早清上中正下傍晚夜凌半")
_OF_A_CLAUSE = _NAMES_DAYS | {Kind.HOUR, Kind.PART, Kind.SINCE, Kind.TO, Kind.AND}
_COMES = frozenset({Kind.KEEP, Kind.SEND})
_POLARITY = frozenset({Kind.NOT, Kind.KEEP, Kind.EXCEPT, Kind.ONLY, Kind.SEND})
# With an hour behind it, such a part of the day says which half is meant.
_HALVES = (
    *((begin, "早上") for begin in ("上班", "上工", "车前", "车之前", "车以前", "早饭")),
    *((begin, "下午") for begin in ("下班", "收工", "收车", "下工", "放工")),
    ("午", "中午"),
    ("晚饭", "晚上"),
)


@dataclass(frozen=True, slots=True)
class DateClause:
    """Dates in words, and the signs that join them (TO, AND).

    `keep`: on these it is to come after all; None: otherwise than holds; `since`: and on all that follow.
    """

    words: tuple[Token, ...]
    keep: bool | None
    since: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a sentence says of when to push: days of every week and an hour, or dates on which nothing comes.

    Both: days that are dates where these are paused just now.
    """

    days: DaysSaid | None = None
    hour: str = ""
    dates: tuple[DateClause, ...] = ()


@dataclass(slots=True)
class _Clause:
    words: list[Token] = field(default_factory=list)
    polarity: Kind | None = None
    hours: list[str] = field(default_factory=list)
    part: str = ""
    since: bool = False

    @property
    def names_days(self) -> bool:
        return any(word.kind in _NAMES_DAYS for word in self.words)


@lru_cache(READ_AT_ONCE)
def read_schedule(text: str) -> Schedule | None:
    """Return what all of `text` says of when to push; None where it says anything else, or nothing of days."""
    words = tokens(text)
    if words is None:
        return None
    if any(
        word.kind is Kind.TO and (not at or words[at - 1].kind not in _NAMES_DAYS)
        for at, word in enumerate(words)
    ):
        return None  # 停到下周一 is no Monday alone
    clauses = _clauses(words)
    hours = [hour for clause in clauses for hour in clause.hours]
    denied = any(clause.hours and clause.polarity is Kind.NOT for clause in clauses)
    clauses = [clause for clause in clauses if clause.names_days]
    if not clauses or len(hours) > 1 or denied:
        return None
    dated = any(word.kind in {Kind.WEEK, Kind.DATE, Kind.VAGUE} for clause in clauses for word in clause.words)
    once = any(word.kind is Kind.ONCE for word in words)
    if dated or (once and all(_is_bare(clause) for clause in clauses)):
        return None if hours else _of_dates(clauses)
    if any(clause.part for clause in clauses if not hours):
        return None
    return _of_weeks(clauses, hours)


def read_hour(text: str) -> str:
    """Return the hour that all of `text` is, in words: 哎算了，还是七点五十吧; empty for anything else."""
    words = tokens(text)
    if words is None or any(word.kind not in _OF_AN_HOUR for word in words):
        return ""
    clauses = _clauses(words)
    if any(clause.polarity is Kind.NOT for clause in clauses):
        return ""
    hours = [hour for clause in clauses for hour in clause.hours]
    return hours[0] if len(hours) == 1 else ""


def _clauses(words: Sequence[Token]) -> list[_Clause]:
    """Return the clauses of a sentence, without what it takes back."""
    done: list[_Clause] = []
    now = _Clause()
    for word in words:
        if word.kind is Kind.WRONG or (word.kind is Kind.STOP and _denies_alone(now)):
            # 每天八点，不要了，九点吧: what was said before does not count.
            for clause in done:
                clause.hours.clear()
            now = _Clause()
        elif word.kind in _POLARITY:
            now = _with(word.kind, now, done)
        elif _is_complete(now, word):
            done.append(now)
            now = _Clause()
        if word.kind in _OF_A_CLAUSE:
            _add(word, now, done)
    return [*done, now]


def _is_complete(now: _Clause, word: Token) -> bool:
    """Return whether `word` ends the clause: a comma, or days behind a yes or a no."""
    if word.kind is Kind.STOP and now.hours and now.polarity is Kind.SEND and not now.names_days:
        return True  # 八点发，礼拜天不要
    if word.kind is Kind.STOP:
        return now.names_days and (now.polarity is not None or _is_base(now))
    return word.kind in _NAMES_DAYS and now.polarity is not None and now.names_days


def _add(word: Token, now: _Clause, done: list[_Clause]) -> None:
    if word.kind is Kind.HOUR:
        part = next((clause.part for clause in (now, *done) if clause.part), "")
        now.hours.append(word.text if word.text[0] in _BEGINS_A_PART else part + word.text)
    elif word.kind is Kind.PART:
        now.part = next((half for begin, half in _HALVES if begin in word.text), word.text)
    elif word.kind is Kind.SINCE:
        now.since = bool(now.words)
    else:
        now.words.append(word)


def _denies_alone(clause: _Clause) -> bool:
    return clause.polarity is Kind.NOT and not clause.words


def _with(polarity: Kind, now: _Clause, done: list[_Clause]) -> _Clause:
    """Return the clause that goes on after a word of polarity; a denial behind a wish begins another one."""
    if now.polarity is None or (now.polarity is Kind.SEND and not now.names_days):
        now.polarity = polarity
    elif polarity is not Kind.SEND and polarity is not now.polarity and now.names_days:
        if now.polarity is Kind.ONLY:
            if polarity is Kind.NOT and all(word.kind in {Kind.WEEK, Kind.DATE} for word in now.words):
                now.polarity = polarity  # 只有这周五不要
            return now
        done.append(now)
        return _Clause(polarity=polarity)
    return now


def _is_base(clause: _Clause) -> bool:
    """Return whether days are named that other clauses take something from: 每天, 工作日, 周一到周五."""
    return any(
        word.kind is Kind.DAYS and (len(word.text) > 3 or word.text.startswith(("每", "天天", "工作")))
        for word in clause.words
    )


def _of_dates(clauses: list[_Clause]) -> Schedule | None:
    """Return the dates without a push and those with one after all; None where neither is said."""
    found: list[DateClause] = []
    for clause in clauses:
        if clause.polarity is Kind.EXCEPT:
            before = next((one.keep for one in reversed(found) if one.keep is not None), None)
            keep = None if before is None else not before
        elif clause.polarity is Kind.NOT or clause.polarity in _COMES:
            keep = clause.polarity is not Kind.NOT
        else:
            return None
        if clause.since and not keep:
            return None  # 从12月3日起停: until when is not said
        found.append(DateClause(tuple(clause.words), keep, clause.since))
    return Schedule(dates=tuple(found))


def _of_weeks(clauses: list[_Clause], hours: list[str]) -> Schedule | None:
    said = DaysSaid()
    _settle_exceptions(clauses)
    if any(word.kind is Kind.TO for clause in clauses for word in clause.words):
        return None
    for clause in clauses:
        for word in clause.words:
            if word.kind is Kind.DAYS:
                added = _added(said, word.text, clause.polarity)
                if added is None:
                    return None
                said = added
    base = said.base
    if base is not None and said.without == WEEK:  # 莫要天天发，一三五就行
        said = replace(said, without=frozenset())
    if said.without >= WEEKEND and (said.workdays or (base is not None and base.workdays)):
        said = replace(said, without=said.without - WEEKEND)  # working days are none of the weekend anyway
    if base is not None and said.workdays and base == Days.EVERY:
        said = replace(said, base=Days.WORKDAYS, workdays=False)
    if said == DaysSaid():
        return None
    return Schedule(said, hours[0] if hours else "", () if hours else _also_dates(clauses))


def _settle_exceptions(clauses: list[_Clause]) -> None:
    """Let 除外 be the contrary of what was said before it."""
    denied = False
    for clause in clauses:
        if clause.polarity is Kind.EXCEPT:
            clause.polarity = Kind.KEEP if denied else Kind.NOT
        denied = clause.polarity is Kind.NOT


def _is_bare(clause: _Clause) -> bool:
    """Return whether only days of the week are named that may be of one week: 周三, 周一和周二."""
    return all(word.kind is Kind.AND or _BARE.match(word.text) for word in clause.words)


def _also_dates(clauses: list[_Clause]) -> tuple[DateClause, ...]:
    """Return what may be dates as well: 周五还是发 takes one Friday back where that one is paused."""
    come = [clause.polarity in _COMES for clause in clauses]
    said = all(on or clause.polarity is Kind.NOT for on, clause in zip(come, clauses, strict=True))
    if not all(map(_is_bare, clauses)) or not said or not any(come):
        return ()
    return tuple(DateClause(tuple(one.words), keep=on) for on, one in zip(come, clauses, strict=True))


def _added(said: DaysSaid, words: str, polarity: Kind | None) -> DaysSaid | None:
    """Return what is said with the days `words` too; None for days that cannot be had so."""
    if _OFF.search(words):
        return replace(said, workdays=True) if polarity is Kind.NOT else None
    named = _read(words)
    if named is None or named.base is None:
        return None
    if polarity is Kind.NOT:
        return replace(said, without=said.without | named.base.weekdays)
    if polarity is Kind.KEEP:
        return replace(said, beside=said.beside | named.base.weekdays)
    if said.base is None or said.base == Days.EVERY:  # 每天发，工作日八点半
        return replace(said, base=named.base)
    worked = said.base.workdays and named.base.workdays
    return replace(said, base=Days(said.base.weekdays | named.base.weekdays, workdays=worked))


def _read(words: str) -> DaysSaid | None:
    try:
        return read_days(words)
    except UnknownDaysError:
        return None
