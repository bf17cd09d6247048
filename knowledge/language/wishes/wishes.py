"""Wishes to the bot, told from questions to the speeches: 春节暂停, 再来一条, 转人工, 把时间改成9点.

`wish` is the one place that decides. What it returns is a command of handlers/commands.py or one of `Wanted`,
with what the person said of days, hours and spans in their own words: who carries the wish out reads them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from core.patterns import pattern
from knowledge.language.commands.button_words import said_button
from knowledge.language.commands.pushes.about_pushes import about_pushes
from knowledge.language.commands.pushes.push_words import asks_state, day_of_a_push
from knowledge.language.hours.hours import names_an_hour
from knowledge.language.schedules.staying import stays_paused
from knowledge.language.talk import reports
from knowledge.language.talk.absences import is_absence
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.remarks import asks_to_speak, blames, is_for_others
from knowledge.language.talk.small_talk import courtesy, has_words
from knowledge.language.talk.thread.exact_words import exact_asked
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.keeping_on import goes_on, may_go_on, undoes
from knowledge.language.talk.thread.place_turns import is_of_places, place_turn
from knowledge.language.wishes.schedule_wishes import (
    changes_some_days,
    is_mild,
    is_off_no_more,
    names_dates,
    schedule_wish,
    span_with_reason,
)
from knowledge.language.wishes.whole_wishes import is_days, whole_wish
from knowledge.language.wishes.wish_builds import by_build, suggests_nothing_yet
from knowledge.language.wishes.wish_evidence import is_spoken_of
from knowledge.language.wishes.wish_model import CHANGING, Weighed, weigh
from knowledge.language.wishes.wish_pinyin import from_pinyin
from knowledge.language.wishes.wish_sentences import built
from knowledge.language.wishes.wish_words import day_words, days_words, earlier_words, hour_words, span_words
from knowledge.language.words.stretches import stretch_named
from knowledge.language.writing.normalize import READ_AT_ONCE, fold

ANOTHER = "换一条"  # the argument of `quote` for another one than was shown
YESTERDAY = "昨天"
LONGEST = 200  # characters; who says more tells of something
SURE = 0.75  # from this likelihood of one kind on it is done without asking
WEAK = 0.5  # below this a guess counts only if a word of its kind was said
# These answer what the bot has asked; they wish for nothing by themselves.
_ANSWERS = pattern(
    r"\W*(?:请|麻烦)?(?:取[消肖宵销]|算了|不了|不(?:[要用必]|需要)(?:了|吧)?|没有了|先不用|别|是|好|确[定认])(?:吧|了|啦)?\W*(?:谢谢[你您]?|多谢)?\W*"
)
# 别停, 我不想退订: who says so wants to keep what others want to end.
_KEEPS = pattern(r"(?:不想|不要|别|不用|不是要|没说要?|没想|不)(?:再|给我|把)?(?:退订|退掉?|取消|暂停|停|关)")
# Who names the quote means it, also with a slip: 丁阅每日廉语.
_QUOTE = pattern("廉语|每[日天][一1]句")

_OF_THE_SPEECHES = pattern(
    "(?:讲话|原文|会上|文件|报告|全文).{0,8}(?:提|说|讲|写|有)|(?:提|说|讲)(?:到|过|了).{0,12}(?:讲话|原文)"
)
# 全文哪里提到纪检监察组 looks for words, and reports nothing.
_LOOKS_FOR = pattern(
    "(?:哪里|哪儿|哪[一几些]?[段处篇条]|几[处次段]|多少[处次段]|所有|全部|全文).{0,4}(?:提|讲|写|论|涉|谈)(?:到|过|及)(?!.*我)"
)
# Letters alone may be pinyin or initials of anything in the speeches (gong che, ygsz): a guess is believed only
# where one of these is spelled out.
_HAN = pattern("[\u3400-\u9fff]")
_SPELLED = (
    *("dingyue", "tuiding", "tuisong", "zanting", "huifu", "lianyu", "shezhi", "peizhi", "bangzhu", "zhinan"),
    *("shangxiawen", "qianhou", "chuchu", "yuanwen", "quanwen", "jianghualie", "shenmejianghua", "zongjie"),
    *("gaikuo", "rengong", "kefu", "jubao", "jianyi", "yijian", "yinsi", "shanchu", "qingkong", "jilu", "jixu"),
    *(
        "huanyi",
        "zailai",
        "zuotian",
        "mingtian",
        "zhoumo",
        "gongzuori",
        "gaidao",
        "gaicheng",
        "buyongfa",
        "biefa",
    ),
    *("xiayi", "shangyi", "fanye", "xiexie", "budong", "meikandong", "sheishuo", "nihuishenme", "shuode"),
    *("subscribe", "next", "help", "another", "more", "fulltext", "tldr", "skip", "settings", "forget", "list"),
    *("thank", "stop", "resume", "pause", "quote", "menu"),
)

_COMPARES = pattern("(?:对比|比较).{0,12}讲话|讲话.{0,6}(?:对比|比较)")
# 从头读, 我只想看2023年的, 另一篇讲话呢 are asked of speeches (asked_of.py), whatever is guessed.
_OF_A_SPEECH = pattern(
    r"(?:从头(?:开始)?|通)[读看念]|(?:(?:19|20)\d\d|二[〇零]\w\w)年|[另上这那][一1]?[篇次](?:讲话|会)|另[一1][篇次]|(?:另|其[他它余]|剩下).{0,3}年|[前后早晚新旧老]的?那?[1一]?篇|依据|工作(?:怎|如何)"
)


class Wanted(StrEnum):
    """What people want of the bot that is no command."""

    SOURCE = "source"  # where what was shown stands, who said it, when
    NEXT = "next"
    CONTEXT = "context"
    WHOLE = "whole"  # the whole speech
    SUMMARY = "summary"
    SHORTER = "shorter"
    PLAINER = "plainer"  # what was shown, in words that are easier to understand
    COMPARE = "compare"  # what was shown last, with what was shown before
    HUMAN = "human"
    REPORT = "report"  # they want to report wrongdoing: their words are kept nowhere
    UNCLEAR = "unclear"  # they did not understand what was shown
    THANKS = "thanks"
    LISTENING = "listening"  # they have something to ask and have not said what
    SORRY = "sorry"  # they say that the answer was no good
    OWN_WORDS = "own_words"  # they want to see what they have asked
    VERBATIM = "verbatim"  # they ask whether this is the original, or what *** stands for
    HAND_ON = "hand_on"  # they want to quote, forward or keep what was shown


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants of the bot.

    `command` is a command's name or a `Wanted`. `argument` is what is still to be read, as the person wrote it,
    or empty: an hour or days (subscribe, settings: 早上八点, 周末不要发), a span or a holiday (pause: 半个月,
    到春节后, 明天), which quote (quote: 换一条, 昨天, 上周五), the words of a suggestion.
    `sure`: enough to change something at once. What is not is offered: its command shows what was understood of
    it, chosen and not yet done.
    """

    command: str
    argument: str = ""
    sure: bool = True


@lru_cache(READ_AT_ONCE)
@once_if_nothing(reports.is_report)
def wish(text: str) -> Wish | None:
    """Return what `text`, of any length, wishes of the bot; None for a question to the speeches."""
    if len(text) > LONGEST or not has_words(text):
        return None
    if spelled := from_pinyin(text):
        return wish(spelled)
    if stays_paused(text):
        return None
    found = _by_its_build(text)
    if found or _is_no_wish(text):
        return found
    guessed = _not_how(_guessed(text), text)
    if (guessed is None or not guessed.sure) and is_days(text):
        return Wish("settings", text.strip(), sure=False)
    return guessed


def _not_how(found: Wish | None, text: str) -> Wish | None:
    """Return the wish; who asks how it is done (怎么订阅每日廉语) is shown where, and nothing is done."""
    if found is None or found.command not in _DONE_AT_ONCE or not _ASKS_HOW.search(fold(text)):
        return found
    return Wish("settings", sure=False)


@once_if_nothing(reports.is_report)
def reports_wrongdoing(text: str) -> bool:
    """Return whether somebody who writes `text` wants to report wrongdoing, or to know where."""
    if reports.is_report(text):
        return True
    wished = wish(text)
    return wished is not None and wished.command == Wanted.REPORT


def _is_no_wish(text: str) -> bool:
    """Return whether it is surely something else: an answer, small talk, a button, a word to others, leave."""
    said = fold(text)
    answers = _ANSWERS.fullmatch(said) is not None or _COMPARES.search(said) is not None
    others = (
        courtesy,
        follow_up,
        stretch_named,
        is_of_places,
        said_button,
        is_for_others,
        is_absence,
    )
    return answers or any(of(text) for of in others)


_OF_A_YEAR = pattern(
    r"(?:那|再|就|看|要|也|又|往)*(?:[前后上下头]面?[一1]|之[前后]|往[前后]|[去前今])的?那?[一1]?年度?的?(?:那[篇次])?[呢吧吗]?\W*"
)


def _guessed(text: str) -> Wish | None:
    """Return the wish that `text` is likely to be; None for a question."""
    if place_turn(text) or exact_asked(text) or _OF_A_YEAR.fullmatch(fold(text).strip()):
        return None  # 上一次 goes on in a list of places, if one stands there, 再前一年的 among speeches
    weighed = weigh(text)
    is_sure = weighed.wish * weighed.share >= SURE and (
        weighed.kind not in CHANGING
        or (weighed.of_sending and (not weighed.foreign or bool(_QUOTE.search(fold(text)))))
    )
    if not weighed.is_wish or (not is_sure and _OF_A_SPEECH.search(fold(text))):
        return None
    if _is_of_something_else(weighed, text):
        return None
    likely = weighed.wish * weighed.share
    # 把我的问题都列出来 is to see them: nobody is asked whether to delete who has not spoken of it.
    surely_named = weighed.kind == "forget"
    looks_for = weighed.kind == Wanted.REPORT and _LOOKS_FOR.search(fold(text))
    unsure, weak = surely_named or not is_sure, surely_named or likely < WEAK
    if looks_for or (unsure and _is_off(weighed.kind, fold(text), weak=weak)):
        return None
    if not (is_sure or _HAN.search(text)) and not _is_spelled(text):
        return None
    return _weighed(text, weighed, is_sure=is_sure)


def _is_of_something_else(weighed: Weighed, text: str) -> bool:
    """Return whether something else is to be changed or opened: 恢复名誉, 关掉空调, 打开另一篇讲话."""
    if weighed.kind == "speeches":
        return _ANOTHER_ONE.search(fold(text)) is not None
    if weighed.kind == Wanted.REPORT:
        return weighed.of_the_bot and reports.is_of_the_bot(fold(text))
    return weighed.kind in {*CHANGING, "undo"} and 2 * weighed.foreign >= len(text.strip())


def _weighed(text: str, weighed: Weighed, *, is_sure: bool) -> Wish:
    """Return what a guess means; what may mean the opposite is only offered."""
    if weighed.kind in _ENDS and (_KEEPS.search(fold(text)) or undoes(text)):
        return Wish("settings", sure=False)
    if weighed.kind == "unsubscribe" and is_sure:
        return Wish("unsubscribe", sure=False)  # 发了，不错 once ended a whole group's pushes: it is asked
    if weighed.kind == "resume" and not _OF_PUSHES.search(fold(text)):
        return Wish(Wanted.NEXT, sure=False)  # 知道了，继续
    if weighed.kind in _OF_EVERY_WEEK and names_dates(text):
        return Wish("settings", hour_words(text) if weighed.kind == "hour" else "", sure=False)
    done = is_sure and (weighed.kind not in _LESSENS or whole_wish(text) is not None)
    meant = _MEANT[weighed.kind](text, sure=done)
    return replace(meant, argument="") if weighed.foreign and weighed.kind == "hour" else meant


def _is_off(kind: str, said: str, *, weak: bool) -> bool:
    """Return whether a guess of that kind is off: nothing in what was said speaks of it."""
    if kind == Wanted.REPORT and (_OF_THE_SPEECHES.search(said) or reports.is_of_the_bot(said)):
        return True  # 哪篇讲话提到纪检监察组, 推送收不到
    # 收藏 is no thanks, 我明天不来 no wish for a person, 油卡呢 none to read on.
    return (weak or kind in _NAMED) and bool(_HAN.search(said)) and not is_spoken_of(kind, said)


def _is_spelled(text: str) -> bool:
    letters = re.sub("[^a-z]", "", fold(text))
    return any(word in letters for word in _SPELLED)


@lru_cache(READ_AT_ONCE)
def _by_its_build(text: str) -> Wish | None:
    found = _of_pushes(text) or _by_other_builds(text) if len(text) <= LONGEST else None
    if found is not None and found.command == "unsubscribe" and _WONDERS.search(fold(text)):
        return Wish("settings")
    return found


# 说错了，停到元旦以后
_MISSAID = pattern(r"(?:不对|我?[说打写]错了|哦不|呃不|我(?:是说|的?意思是))[,，.。;；!！\s]*+")


def _of_pushes(text: str) -> Wish | None:
    if asks_state(text) or day_of_a_push(text) or about_pushes(text) is not None:
        return Wish("settings", "" if asks_state(text) else text.strip())
    if goes_on(text) or is_off_no_more(text):
        return Wish("resume")
    span, is_sure = span_with_reason(text)
    return Wish("pause", span, sure=is_sure) if span else _of_days(text)


def _of_days(text: str) -> Wish | None:
    found = built(text)
    only_some = found is not None and found[0] == "subscribe" and changes_some_days(text)
    scheduled = schedule_wish(text) if found is None or only_some else None
    if scheduled:
        return Wish(scheduled, text.strip(), sure=scheduled == "pause" or not is_mild(text))
    lead = _MISSAID.match(text)
    return _said_anew(text[lead.end() :].strip()) if lead else None


def _said_anew(meant: str) -> Wish | None:
    if meant and whole_wish(meant) == "pause":
        return Wish("pause", meant)
    scheduled = schedule_wish(meant)
    return Wish(scheduled, meant) if scheduled else None


def _by_other_builds(text: str) -> Wish | None:
    if found := built(text) or by_build(text):
        return Wish(*found)
    if remark := _remark(text):
        return Wish(remark)
    return Wish("settings", sure=False) if may_go_on(text) and follow_up(text) is None else None


@once_if_nothing(reports_wrongdoing)
def certain_wish(text: str) -> Wish | None:
    """Return the wish that `text` is by its build; where the bot waits for words, guesses do not count."""
    return None if stays_paused(text) else _by_its_build(text)


def _remark(text: str) -> Wanted | None:
    """Return what somebody remarks without wishing or asking for anything yet."""
    if asks_to_speak(text):
        return Wanted.LISTENING
    return Wanted.SORRY if blames(text) and not _ANSWERS.fullmatch(fold(text)) else None


# Guesses that need such a word anyway.
_NAMED = frozenset({Wanted.THANKS, Wanted.HUMAN, Wanted.REPORT, "another", "undo"})
_Meaning = Callable[..., Wish]
_OF_PUSHES = pattern("推|发|订|廉|恢复|停|收|提醒|打扰|静|通知|[a-z]{3}")
_ANOTHER_ONE = pattern("另外?[1一]?[篇次份]")
_OF_EVERY_WEEK = frozenset({"subscribe", "hour", "days"})  # 下周四停 is about one Thursday
_WEEKDAYS = pattern("周|星期|礼拜|工作日|节假日|双休|假日|平日")
# What would send less is done for sentences that were read to their last word only, never for a guess.
_LESSENS = frozenset({"days", "pause", "skip_day"})
_ENDS = frozenset({"unsubscribe", "pause", "skip_day"})
_WONDERS = pattern(r"^[^吗行好能可]*\?\s*$")  # 不发了？
_ASKS_HOW = pattern("怎[么样]|咋|如何|在哪")
_DONE_AT_ONCE = frozenset({"subscribe", "unsubscribe", "pause", "resume"})
_NEEDS_NO_WORDS = frozenset({"subscribe", "unsubscribe", "resume"})


def _says(command: str, argument: str = "") -> _Meaning:
    return lambda _text, *, sure: Wish(command, argument, sure)


def _changes(command: str, words: Callable[[str], str] | None = None, *, asks: str = "settings") -> _Meaning:
    """Return the meaning of a wish to change something: done where it is sure, else `asks` offers it.

    Without the `words` that say to what, only a command that can do without them changes anything.
    """

    def meant(text: str, *, sure: bool) -> Wish:
        argument = words(text) if words else ""
        if sure and (argument or command in _NEEDS_NO_WORDS):
            return Wish(command, argument)
        return Wish(asks, argument, sure=False)

    return meant


def _timed(text: str, *, sure: bool) -> Wish:
    """Return the meaning of a wish for an hour; `settings` with an hour asks first."""
    hour = hour_words(text)
    if hour and _WEEKDAYS.search(fold(text)):
        return Wish("settings", _days_with(text, hour), sure=False)
    return Wish("subscribe" if sure and hour else "settings", hour, sure and bool(hour))


def _days_with(text: str, hour: str) -> str:
    """Return the days and the hour that were heard; the hour alone where the days cannot be read with it."""
    both = f"{days_words(text)} {hour}"
    return both if names_an_hour(both) else hour


def _quoted(text: str, *, sure: bool) -> Wish:
    """Return the meaning of a wish for a day's quote: a day to come has a preview only."""
    earlier = earlier_words(text)
    if not earlier and day_words(text):
        return Wish("preview", "", sure)
    return Wish("quote", earlier or YESTERDAY, sure)


def _suggested(text: str, *, sure: bool) -> Wish:
    """Return the meaning of a suggestion; without its words, the person is asked for them."""
    return Wish("suggest", "" if suggests_nothing_yet(text) else text.strip(), sure)


def _subscribed(text: str, *, sure: bool) -> Wish:
    """Return the meaning of a wish to subscribe, at an hour where one is said."""
    if sure and not hour_words(text):
        return Wish("subscribe")
    return _timed(text, sure=sure)


def _taken_back(text: str, *, sure: bool) -> Wish:
    """Return the meaning of who takes back what they said: nothing is done yet."""
    return Wish("settings", hour_words(text), sure=False)


def _days_and_hour(text: str) -> str:
    return days_words(text) or hour_words(text)


# Kinds of wishes, as bench/wishes has them.
_MEANT: Mapping[str, _Meaning] = {
    "subscribe": _subscribed,
    "unsubscribe": _changes("unsubscribe"),
    "hour": _timed,
    "days": _changes("settings", _days_and_hour),
    "pause": _changes("pause", span_words, asks="pause"),
    "skip_day": _changes("pause", day_words, asks="pause"),
    "resume": _changes("resume"),
    "another": _says("quote", ANOTHER),
    "yesterday": _quoted,
    "speeches": _says("speeches"),
    "help": _says("help"),
    "settings": _says("settings"),
    "undo": _taken_back,
    "privacy": _says("privacy"),
    "forget": _says("forget_me"),
    "suggest": _suggested,
} | {wanted.value: _says(wanted) for wanted in Wanted}
