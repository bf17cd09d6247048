"""A word said over and over, as a cat on the keys does it: it is read at once, and is nothing.

Where a pattern may take the same words in several ways, the time it needs doubles with each of them, and nobody
else is answered meanwhile: none of these would come to an end.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.language.calendar.day_questions import day_asked
from knowledge.language.calendar.days import read_days
from knowledge.language.commands.draft_words import new_words, towards_a_draft
from knowledge.language.commands.office.duty_words import days_ahead, duty_word, named_duty_word
from knowledge.language.commands.office.looking_after import looked_after
from knowledge.language.commands.office.office_words import asks_who_did_not, notice_words, office_wish
from knowledge.language.commands.office.record_words import record_asked
from knowledge.language.commands.office.ticks import read_ticks
from knowledge.language.commands.office.withdrawals import withdrawal
from knowledge.language.commands.pushes.about_pushes import about_pushes
from knowledge.language.commands.pushes.push_words import asks_state
from knowledge.language.commands.pushes.pushed import asks_what_was_pushed
from knowledge.language.commands.pushes.switches import eve_wanted, mute_wanted, turned
from knowledge.language.commands.quiz_words import quiz_wish
from knowledge.language.hours.hours_not_wanted import not_wanted
from knowledge.language.schedules.sentence import read_schedule
from knowledge.language.talk.assent import is_chat
from knowledge.language.talk.gifts import was_given
from knowledge.language.talk.remarks import blames, praises
from knowledge.language.talk.rows.list_words import list_again
from knowledge.language.talk.rows.row_words import choice_said, row_said
from knowledge.language.talk.thread.card_words import NEXT, SAME, of_a_row, same_as
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.page_turns import page_turn, turn_on_a_page, words_turned_to
from knowledge.language.talk.thread.place_turns import place_turn
from knowledge.language.talk.thread.pronouns import with_subject
from knowledge.language.talk.thread.references import part_named, part_to_make
from knowledge.language.talk.thread.said_otherwise import in_known_words
from knowledge.language.talk.thread.within_shown import words_here
from knowledge.language.talk.to_the_bot import to_the_bot
from knowledge.language.wishes.schedule_wishes import span_with_reason
from knowledge.language.wishes.wish_builds import by_build
from knowledge.language.wishes.wishes import wish
from knowledge.language.words.clauses import clauses, names_places, told_of
from knowledge.language.words.frames import core, of_another
from knowledge.language.words.parts import parts_of
from knowledge.language.words.stretches import stretch_named
from knowledge.language.writing.bookish import in_plain_words
from knowledge.language.writing.number_ranges import number_range
from knowledge.reading.folder import locate, read_folder
from knowledge.search.exact.words_asked import words_asked
from knowledge.search.of_speeches.asked_of import asked_of
from knowledge.search.of_speeches.named import Names
from knowledge.search.of_speeches.naming import only_leans

MOST = 200  # characters that anything reads
NAMES = Names.of(read_folder(locate(Path(__file__).resolve().parents[3] / "knowledge").speeches))


def asked_of_a_speech(text: str) -> object:
    return asked_of(text, NAMES, 2026)


def asked_where(text: str) -> object:
    return words_asked(text, NAMES, 2026)


def said_to_a_card(text: str) -> object:
    return same_as(text, [*SAME, NEXT])


def towards_it(text: str) -> object:
    return towards_a_draft(text, "明天下午三点开会")


def told_in(text: str) -> object:
    return list(told_of(text))


def with_it(text: str) -> object:
    return with_subject(text, "纪律")


def row_named(text: str) -> tuple[str, str] | None:
    """Return the row that a list's words name, and what is to be done with it."""
    return of_a_row(text, lambda _: False)


@pytest.mark.parametrize(
    ("read", "most", "word", "before", "behind"),
    [
        *(
            (towards_it, 60, word, "", "x")
            for word in ("那就", "领导同意了", "先别", "改成", "时间改", "发给", "最后再加")
        ),
        *(
            (said_to_a_card, 40, word, before, "x")
            for word in ("那", "就", "可以", "行", "好", "确实", "也", "先就", "讲话", "现在", "都已经", "错")
            for before in ("", "这条", "第一个", "下一个")
        ),
        *((row_named, 40, word, "第一个", "x") for word in ("就", "先", "确实", "可以")),
        *((days_ahead, 60, word, "", "x") for word in ("那就", "请", "提前5天就", "大家")),
        *((part_named, 24, word, "", "呀x") for word in ("给我", "看看", "这一", "的那", "不一样", "再往前面")),
        *((words_here, 40, word, "这段里", "x") for word in ("一共", "出现", "有", "几次")),
        *((only_leans, 80, word, "", "x") for word in ("有没有", "怎么样", "里面的", "只看看")),
        *((asks_what_was_pushed, 40, word, "", "") for word in ("看", "查", "说说", "请问", "查一下")),
        *((record_asked, 40, word, "通知", "x") for word in ("一共", "大家", "现在", "今年", "已经")),
        *((record_asked, 40, word, "", "签字x") for word in ("台账", "今年", "一份")),
        *((withdrawal, 60, word, "", "撤") for word in ("帮我", "麻烦你", "我们")),
        *((span_with_reason, 60, word, "下周我", "x") for word in ("一周", "那一周", "都", "停")),
        *((parts_of, MOST, word, "甲方和乙方的区别", "x") for word in ("没有", "怎么", "哪里", "怎么样")),
        *(
            (told_in, 40, word, "", "x")
            for word in ("看", "看看", "给我", "再给我看看", "怎么说的", "的", "几处")
        ),
        *(
            (told_in, 40, word, "x", "")
            for word in ("看", "看看", "给我", "再给我看看", "怎么说的", "的", "几处")
        ),
        *((clauses, 100, word, "", "x") for word in (" ", "急 ", "，，", "什么 ")),
        *((names_places, MOST, word, "", "x") for word in ("几", "那几", "几处")),
        *((part_to_make, MOST, word, "", "图") for word in ("给我", "把", "第三段", "发")),
        *((stretch_named, 24, word, "", "") for word in ("看", "我想", "给我")),
        *(
            (read_schedule, 80, word, "", "x")
            for word in ("下周四", "每周一三五", "不要再给", "从", "早上八点", "周", "下")
        ),
        *(
            (by_build, MOST, word, "", "x")
            for word in (
                "就说",
                "看不懂 ",
                "请假又",
                "廉政事项都",
                "看",
                "帮我",
                "你这里",
                "麻烦你",
                "我想看看",
            )
        ),
        (by_build, MOST, "上次", "总结", "x"),
        *(
            (by_build, MOST, word, before, "x")
            for word in ("这段", "讲话", "转发", "有没有", "是")
            for before in ("", "原文")
        ),
        *(
            (in_plain_words, 60, word, before, "x")
            for word in ("何", "之乎", "所指何", "有")
            for before in ("", "敢问")
        ),
        *((in_known_words, 60, word, "", "x") for word in ("看看", "再发", "zai", "zai ", "第1部分的", "谨谢")),
        *((follow_up, MOST, word, "", "x") for word in ("看看", "给我看", "第1个部分", "第1部分的第1段看看")),
        *((page_turn, 40, word, "", "x") for word in ("看", "回到", "再", "翻到上一")),
        *((turn_on_a_page, 40, word, "", "x") for word in ("往后", "继续", "退")),
        *((words_turned_to, 20, word, "翻到讲", "x") for word in ("的", "地方", "那里看看", "监督")),
        *((asks_state, 60, word, "", "") for word in ("看", "查查", "帮我看看", "我想问问")),
        *((was_given, 80, word, "我", "x") for word in ("塞给", "送了", "收了", "两条")),
        *(
            (to_the_bot, 40, word, before, "x")
            for word in (
                "你",
                "提的",
                "写的",
                "会不会",
                "怎么",
                "今天",
                "帮我",
                "谁",
                "周",
                "的",
                "猜",
                "编",
                "涂",
                "后面的",
                "有没有",
                "用",
            )
            for before in ("", "谁", "你", "怎么")
        ),
        *((day_asked, 24, word, "", "x") for word in ("今天", "几号", "还有几天", "周")),
        *((looked_after, MOST, word, "", "x") for word in ("怎么", "看看", "帮我", "今天", "大家", "问了")),
        *((office_wish, MOST, word, "", "x") for word in ("帮我", "汇总", "关于", "一下")),
        *((notice_words, MOST, word, "", "") for word in ("帮我", "给大家", "通知大家", "发通知", " ")),
        (mute_wanted, 60, "我想要", "", ""),
        *(
            (about_pushes, 40, word, "", "x")
            for word in (
                "请停止",
                "把推送",
                "明天",
                "那我想要",
                "推送",
                "的",
                "怎么订阅",
                "早上",
                "大家都嫌",
                "有",
            )
        ),
        *((eve_wanted, 60, word, "", "x") for word in ("帮我想要", "大家", "节前都提醒")),
        *(
            (turned, 60, word, "", "x")
            for word in ("帮我把", "每日廉语", "给我们", "关掉", "声音也", "图片和文字")
        ),
        *((quiz_wish, 40, word, "", "x") for word in ("不要再", "题目", "周五出题", "以后不要")),
        *((not_wanted, 40, word, "", "x") for word in ("那就", "以后", "晚上八点以后不要再", "八点")),
        *((blames, 40, word, "", "x") for word in ("答", "你说", "你回答", "这机器人")),
        *((praises, 40, word, "", "x") for word in ("这句", "那句话")),
        *((follow_up, MOST, word, "", "x") for word in ("展开讲讲", "讲什么", "详细说说")),
        *((follow_up, MOST, word, "第一个问题", "x") for word in ("是", "问的", "再说一遍")),
        *((follow_up, 24, word, "把刚才", "x") for word in ("那段", "的", "再给我", "说的")),
        *((with_it, 24, word, "", "x") for word in ("那", "怎么来", "负责管", "这个")),
        *((of_another, MOST, word, "那", "x") for word in ("方面", "这块", "呢", " ")),
        *((asked_of_a_speech, MOST, word, "2023年", "x") for word in ("有没有", "讲过", "那次的")),
        *((core, MOST, word, "", "x") for word in ("帮我想", "帮我要")),
        *((core, MOST, word, before, "x") for word in ("?", "!? ", "……", "“") for before in ("", "查找")),
        *((core, MOST, word, "", "是如何论述的?x") for word in ("?", "关于?", "其中?")),
        *(
            (asked_where, 80, word, "", "x")
            for word in ("讲", "凡是带", "有没有讲", "提到", "政治两个字", "的出处", "的所有", "都")
        ),
        *(
            (asked_of_a_speech, 60, word, before, "x")
            for word in ("看", "的", "那篇")
            for before in ("", "2022年")
        ),
        *((asked_where, 80, word, "所有讲排场的", "x") for word in ("有", "哪些", "一共", "都列出来")),
        *((place_turn, 20, word, "", "x") for word in ("还", "还有", "剩下", "没看的", "没看的有", "再看")),
        *((looked_after, 60, word, "", "x") for word in ("看看", "请问", "现在", "我想", "一下", "?")),
        *((number_range, 50, word, "", "2022-3-1到x") for word in ("看", "请给我", "?")),
        *((read_days, 60, word, "", "") for word in ("每逢", "只在", "仅在")),
        *(
            (office_wish, 60, word, "", "x")
            for word in ("做一份", "补记", "廉政事项", "关于材料", "检查", "上级要", "提醒")
        ),
        *((asks_who_did_not, 60, word, "谁", "x") for word in ("没有", "办", "还没看", "谁还没办")),
        *((named_duty_word, 40, word, "", "x") for word in ("的", "推迟", "我", "这件事", "了")),
        *((duty_word, 16, word, "", "x") for word in ("嗯", "推迟", "一下")),
        *((asked_of_a_speech, MOST, word, "2023年讲话的要点", "x") for word in ("给我看看", "都有")),
        *((asked_of_a_speech, MOST, word, "2023年的讲话", "x") for word in ("给看看", "转发一下", "也读一下")),
        *((wish, MOST, word, "", "") for word in ("看", "说说", "一句", "推送时间")),
    ],
)
def test_a_word_said_over_and_over_is_read_at_once(
    read: Callable[[str], object], most: int, word: str, before: str, behind: str
) -> None:
    text = before + word * ((most - len(before) - len(behind)) // len(word)) + behind
    read(text)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        *((is_chat, said) for said in ("嗯" * 38 + "吗x", "嗯哦" * 20 + "x", "哈哈哦好" * 10 + "x")),
        *((read_ticks, said) for said in ("一" * 40, "1" * 40, "二" * 40)),
        *((row_said, word * 18 + "x") for word in ("看", "看看", "给我", "那就", "回到", "点开", "过来")),
        *((choice_said, word * 18 + "x") for word in ("看", "我说", "我看", "是不是")),
        *((list_again, word * 18 + "x") for word in ("看", "给我", "再看")),
        *((new_words, word * 18 + "x") for word in ("看", "那个", "想要", "不要")),
        *((asks_what_was_pushed, word * 18 + "x") for word in ("看", "我看", "给我看")),
    ],
)
def test_a_few_words_over_and_over_are_read_at_once(read: Callable[[str], object], said: str) -> None:
    """Each of these would be read in more ways than can be tried, had its pattern two ways for one word."""
    read(said)
