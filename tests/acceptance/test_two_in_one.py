"""Two questions in one message are answered one after the other, each with its source and its own buttons."""

import pytest
from office import Colleague, Office

from services.asking.answers import LONGEST_QUESTION

DUTY, THREE, FORMS = "一岗双责", "三重一大", "四种形态"


def answers_to_the_last(chen: Colleague, number: int) -> list[str]:
    return [message.text for message in chen.answers()[-number:]]


@pytest.mark.parametrize(
    "said",
    [
        "一岗双责是什么意思？还有三重一大呢？四种形态是哪四种",
        "一崗雙責是什麼意思？還有三重一大呢？四種形態是哪四種",
        "1. 一岗双责是什么\n2. 三重一大是什么\n3. 四种形态是哪四种",
        "一岗双责、三重一大、四种形态各指什么",
        "一岗双责是什么意思\n三重一大是什么\n四种形态是哪四种",
        "一岗双责是什么意思三重一大是什么意思四种形态是什么意思",
    ],
)
async def test_three_questions_get_three_answers_with_their_sources(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert len(chen.answers()) == 3, [m.text for m in chen.answers()]
    for message, (number, words) in zip(chen.answers(), enumerate((DUTY, THREE, FORMS), 1), strict=True):
        assert message.text.startswith(f"{number}. ")
        assert words in message.text
        assert "· 2022-" in message.text
        assert "上下文" in message.buttons


async def test_the_buttons_of_an_answer_belong_to_its_part(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("一岗双责是什么意思？还有三重一大呢？")
    first, second = chen.answers()
    await chen.taps("上下文", on=first)
    assert "上文：" in first.text
    assert "上文：" not in second.text


@pytest.mark.parametrize("said", ["一岗双责和三重一大分别是什么", "一岗双责和三重一大有什么区别"])
async def test_two_things_joined_by_and_come_apart(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    first, second = answers_to_the_last(chen, 2)
    assert DUTY in first
    assert THREE in second


async def test_what_the_speeches_do_not_say_is_said_for_that_part(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么意思？还有年终奖呢？")
    first, second = answers_to_the_last(chen, 2)
    assert "· 2022-" in first
    assert second.startswith("2. 年终奖是什么\n现有的 2 篇讲话里没有说到这个。")


async def test_more_than_three_are_told_to_be_sent_again(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("1. 一岗双责是什么\n2. 三重一大是什么\n3. 四种形态是什么\n4. 三会一课是什么")
    assert [one.text[:2] for one in chen.answers()] == ["1.", "2.", "3."]
    assert chen.sees().endswith("一次最多答 3 个问题，其余的请再发一次。")


@pytest.mark.parametrize(
    "said",
    [
        "我想问一下。四种形态是什么",
        "四种形态是什么？是哪四种？",
        "领导让我准备材料。四种形态是什么？",
        "核心意识、看齐意识",
        "理论武装和制度建设",
    ],
)
async def test_one_question_gets_one_answer(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert len(chen.answers()) == 1
    assert not chen.sees().startswith("1. ")


async def test_an_edit_edits_the_answer_to_its_part_and_withdraws_the_rest(office: Office) -> None:
    chen = office.colleague("陈")
    asked = await chen.says("一岗双责是什么意思？还有三重一大呢？")
    first, second = chen.answers()
    await chen.edits(asked, "一岗双责是什么意思？还有四种形态呢？")
    assert chen.answers() == [first, second]
    assert FORMS in second.text
    await chen.edits(asked, "一岗双责是什么意思？")
    assert DUTY in first.text
    assert second.text == "（这一问已从您的消息里删去。）"


async def test_the_inbox_has_a_row_for_each_part(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("食堂夜宵是什么？还有停车位呢？")
    await wu.says("/inbox")
    assert "2 个问题" in wu.sees()
    assert "停车位" in wu.sees()
    first, _ = chen.answers()
    assert first.text.startswith("1. ")


async def test_useless_is_said_of_one_part_only(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await chen.says("一岗双责是什么意思？还有三重一大呢？")
    await chen.taps("没用", on=chen.answers()[1])
    await wu.says("/inbox")
    assert "1 个问题" in wu.sees()
    assert THREE in wu.sees()


async def test_a_group_gets_the_answers_tied_to_the_question(office: Office) -> None:
    chen = office.colleague("陈")
    group = await office.group("机关党委", chen)
    asked = await chen.says("/ask 一岗双责是什么意思？还有三重一大呢？", group)
    assert [message.reply_to for message in chen.answers(group)[-2:]] == [asked, asked]


async def test_a_long_message_is_one_question(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么？还有一岗双责呢？" + "学" * LONGEST_QUESTION)
    assert len(chen.answers()) == 1


async def test_who_asks_how_two_things_differ_hears_that_nothing_is_compared(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("政治纪律和政治规矩有什么区别")
    first, *others = chen.answers()
    assert first.text.startswith("我不作比较，原文怎么说的，分别给您看。")
    quoted = [one.text.split("\n", 1)[1] for one in (first, *others)]
    assert len(set(quoted)) == len(quoted), "no passage twice"


@pytest.mark.parametrize("said", ["四种形态跟三重一大啥关系", "四种形态与三重一大有何异同？"])
async def test_what_no_passage_speaks_of_together_is_shown_apart_and_that_is_said(
    office: Office, said: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    first, second = chen.answers()
    assert first.text.startswith("讲话里没有把它们放在一起讲，我也不作比较。")
    assert FORMS in first.text
    assert "· 2022-" in first.text
    assert THREE in second.text
    assert "· 2022-" in second.text


@pytest.mark.parametrize("said", ["首战与决战是什么关系", "请示和报告有什么区别？"])
async def test_what_is_compared_stays_one_question_where_one_place_answers_or_none(
    office: Office, said: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert len(chen.answers()) == 1
