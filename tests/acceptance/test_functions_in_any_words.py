"""What the bot is asked to do in words that no pattern knows: it does it, or offers what may be meant."""

import pytest
from office import Colleague, Office

from bench.functions import writers
from handlers.asking.functions import ROLES
from handlers.guard import NOT_FOR_YOU
from handlers.words.said_often import WHICH_IS_MEANT
from knowledge.language.functions.catalogue import Function, catalogue
from knowledge.language.functions.deciding import decided

DENIED, UNSURE = "没有说到这个", "没有完全对上的原文"
FOR_ALL = sorted({one.says for one in catalogue().values() if one.says and one.who == "member"})
FOR_SOME = sorted({one.says for one in catalogue().values() if one.says and one.who != "member"})
NEEDS_A_TOPIC = {"另一次讲话怎么说"}
CHANGED = ("已退订", "已改为", "已暂停", "已恢复", "已删去", "已撤回", "已准许", "已取消", "邀请好了")
# Nobody but the recogniser knows these; the writers have said them, or nearly so.
TURNS_ON = "再往后头瞧瞧"
OF_OPERATORS = [
    ("今天廉语推给多少人了", "推送报告"),
    ("给咱们添个编辑", "任命编辑"),
    ("问题箱里那条帮我回一下", "未答问题箱"),
]


async def test_the_known_words_of_every_function_are_known_and_change_nothing(office: Office) -> None:
    """The words of a function stand for what was meant by a guess."""
    chen = office.colleague("陈")
    await chen.says("/subscribe 07:30")
    before = await office.services.subscriptions.of(chen.person.id)
    for says in FOR_ALL:
        await chen.says("三重一大是什么")
        await chen.says(says)
        assert DENIED not in chen.sees() or says in NEEDS_A_TOPIC, says
        assert UNSURE not in chen.sees(), says
        assert not any(words in chen.sees() for words in CHANGED), (says, chen.sees())
        await chen.says("取消")
    assert await office.services.subscriptions.of(chen.person.id) == before


async def test_so_are_those_of_editors_and_operators(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    for says in FOR_SOME:
        await wu.says(says)
        assert DENIED not in wu.sees(), says
        assert UNSURE not in wu.sees(), says
        assert not any(words in wu.sees() for words in CHANGED), (says, wu.sees())
        await wu.says("取消")


@pytest.mark.parametrize(("said", "known"), OF_OPERATORS)
async def test_what_is_surely_meant_is_shown_as_if_it_had_been_typed(
    run_office: Office, said: str, known: str
) -> None:
    wu = run_office.colleague("吴")
    await wu.says(said)
    seen = wu.sees()
    await wu.says(known)
    assert seen == wu.sees()
    await wu.says("/inbox")
    assert "是空的" in wu.sees(), "it was no question"


async def test_who_may_not_have_it_hears_who_does(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("把小陈提成编辑")
    assert chen.sees() == NOT_FOR_YOU[ROLES["operator"]]


async def test_what_stood_there_before_is_what_it_leans_on(office: Office) -> None:
    """That the words were looked up in vain first is no question between."""
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("下一段")
    seen = chen.sees()
    await chen.says("三重一大是什么")
    await chen.says(TURNS_ON)
    assert chen.sees() == seen


async def test_what_no_command_does_is_told(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("两篇讲的有啥不一样")
    assert chen.sees().startswith("我不作比较")


async def may_be_meant(office: Office, wu: Colleague, *, who: str) -> tuple[str, tuple[Function, ...]]:
    """Let `wu` say what may be one of several functions until it is heard as that; return it, and which."""

    def may(one: Function) -> bool:
        return ROLES[one.who] <= ROLES[who]

    library = office.services.answers.library
    for text, _ in (one for said in writers().values() for one in said):
        found = decided(text, may)
        if found and len(found.choices) > 1 and all(one.says for one in found.choices):
            answer = library.answer(text)
            if not answer.candidates or answer.candidates[0].confidence < 0.05:
                await wu.says(text)
                if wu.sees() == WHICH_IS_MEANT:
                    return text, found.choices
    raise AssertionError("nothing is ambiguous any more")


async def test_what_may_be_one_of_several_is_offered_and_each_does_as_its_words(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    said, choices = await may_be_meant(run_office, wu, who="operator")
    assert wu.last().buttons == [*(one.button for one in choices), "问同事"]
    offered = wu.last()
    for one in choices:
        await wu.says(one.says)
        typed = wu.sees()
        await wu.says("取消")
        await wu.taps(one.button, offered)
        assert wu.sees() == typed, one.name
        await wu.says("取消")
    await wu.says("/inbox")
    assert "是空的" in wu.sees()
    popped = await wu.taps("问同事", offered)
    assert "已转给负责内容的同事" in popped.text
    await wu.says("/inbox")
    assert said in wu.sees(), "a question after all"


async def test_its_button_is_pressed_in_words_too(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    _, choices = await may_be_meant(run_office, wu, who="operator")
    await wu.says("第二个")
    seen = wu.sees()
    await wu.says("取消")
    await wu.says(choices[1].says)
    assert wu.sees() == seen


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("前面那截", "上一段"),
        ("刚才那段是几月几号讲的", "什么时候讲的"),
        ("刚刚的原文重新发我一下", "再发一遍"),
        ("别截了，全篇拿来", "发我原件"),
    ],
)
async def test_a_guess_of_another_reader_gives_way(office: Office, said: str, known: str) -> None:
    """Each was guessed to be a wish for the context, the source or the whole speech."""
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(known)
    seen = chen.sees()
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert chen.sees() == seen


async def test_a_guess_gives_way_to_a_choice(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("抄下来")
    assert "复制引文" in chen.last().buttons


@pytest.mark.parametrize(
    "said", ["明天九点半吧", "周末就算了", "下周三别推了", "啥时候来下一条", "换成工作日", "先停了吧"]
)
async def test_of_days_and_hours_the_settings_hear_more(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:30")
    await chen.says(said)
    assert chen.sees() != WHICH_IS_MEANT


async def test_in_a_group_only_what_groups_have_is_done(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("@qingfeng_bot 三重一大是什么", chat)
    await chen.says(f"@qingfeng_bot {TURNS_ON}", chat)
    assert "第 7 段" in chen.sees(chat)
    before = len(chen.answers(chat))
    await chen.says("我提的那条意见咋没下文了", chat)
    assert len(chen.answers(chat)) == before, "nobody spoke to the bot"


@pytest.mark.parametrize(
    "asked", ["公务接待能喝酒吗", "什么情况要停职", "责任书里写了啥要求", "年终奖什么时候发", "我不想干了"]
)
async def test_questions_and_grievances_are_no_wishes(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees() != WHICH_IS_MEANT
    assert decided(asked, lambda _: True) is None


async def test_an_edited_wish_and_ask_are_questions(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/ask 两篇讲的有啥不一样")
    assert not chen.sees().startswith("我不作比较")


async def test_after_the_settings_only_what_is_of_the_pushes_is_heard_as_that(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("订阅 8:30")
    await chen.says("设置")
    await chen.says("想匿名吐个槽")
    assert "意见" in chen.sees()


@pytest.mark.parametrize("said", ["收到回复了", "领导同意了，发", "出门倒垃圾去了"])
async def test_what_a_guess_alone_calls_a_setting_is_not_answered_with_the_settings(
    office: Office, said: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert "没全听懂" not in chen.sees()


async def test_where_nothing_was_understood_less_is_enough_to_offer_something(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("你给的跟原件有没有出入，改过一个字没有")
    assert chen.sees() == WHICH_IS_MEANT
    assert "核对原文" in chen.last().buttons


async def test_what_has_all_that_would_be_asked_for_keeps_its_answer(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("“打铁还需自身硬”一语，可见于讲话否？")
    assert chen.sees().startswith("讲话里没有“打铁还需自身硬”这几个字")


async def test_what_may_be_meant_leaves_the_card_before_it_open(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await wu.says("主题材料 监督")
    await wu.says("你给的跟原件有没有出入，改过一个字没有")
    assert wu.sees() == WHICH_IS_MEANT
    await wu.says("做成文档")
    assert wu.sees().startswith("“监督”学习材料")


@pytest.mark.parametrize(
    ("said", "label"), [("第二条去掉", "☐2"), ("2不要了", "☐2"), ("第一个也要", "☑1"), ("1加上", "☑1")]
)
async def test_entries_are_ticked_and_cleared_in_words(run_office: Office, said: str, label: str) -> None:
    wu = run_office.colleague("吴")
    await wu.says("主题材料 监督")
    assert label not in wu.last().buttons
    await wu.says(said)
    assert label in wu.last().buttons
