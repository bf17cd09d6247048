"""What people want of the bot that is no command: an honest word, with buttons, and never a search."""

import pytest
from office import Office

from handlers.asking.to_the_bot.wanted import NO_SUMMARY, SAID
from services.asking.reply import ReplyKind

NOT_SAID = "讲话里没有说到这个"
THANKS = "不客气，有问题随时问我。"
PRAISED = "谢谢！有问题随时问我。"
NODDED = "好的，有问题随时问我。"


async def waiting(office: Office) -> int:
    """Return how many questions wait in the editors' inbox."""
    return sum(len(case.questions) for case in await office.services.inbox.cases())


@pytest.mark.parametrize("said", ["不懂", "没看懂", "我没看明白", "啥意思？"])
async def test_who_does_not_understand_an_answer_is_shown_what_stands_around_it(
    office: Office, said: str
) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("上下文")
    context = chen.sees()
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert chen.sees() == context


@pytest.mark.parametrize("said", ["不懂", "啥意思"])
async def test_without_an_answer_there_is_a_kind_word(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees() == SAID[ReplyKind.UNCLEAR]
    assert await waiting(office) == 0


async def test_a_summary_is_not_given_and_what_was_shown_can_be_read_on(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("总结一下")
    assert chen.sees() == SAID[ReplyKind.SUMMARY]
    await chen.says("三重一大是什么")
    answer = chen.last()
    await chen.says("总结一下")
    assert chen.sees() == NO_SUMMARY
    await chen.taps("上下文")
    assert answer.text.split("\n")[0][:10] in chen.last().text
    assert await waiting(office) == 0


@pytest.mark.parametrize("said", ["转人工", "找真人"])
async def test_there_is_nobody_behind_the_bot_and_that_is_said(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees() == SAID[ReplyKind.HUMAN]
    assert await waiting(office) == 0


async def test_who_wants_a_person_can_leave_words(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("转人工")
    await chen.taps("给同事留言")
    await chen.says("希望周末也能用")
    assert "希望周末也能用" in chen.sees()
    assert "怎么发给运维人员？" in chen.sees()


@pytest.mark.parametrize(
    ("said", "answer"),
    [("👍", PRAISED), ("👍🏻👍🏻", PRAISED), ("❤️", THANKS), ("🙏🙏", THANKS), ("👌", NODDED)],
)  # fmt: skip
async def test_a_kind_sign_in_private_is_a_courtesy(office: Office, said: str, answer: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert chen.sees() == answer
    assert NOT_SAID not in chen.sees()
