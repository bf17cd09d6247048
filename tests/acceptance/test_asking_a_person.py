"""转人工, 不懂 again and again: what was asked before can be handed to colleagues, and the talk goes on."""

from pathlib import Path

import pytest
from office import Colleague, Office, open_office

from core.settings import QuestionSettings
from handlers.asking.in_vain import ASK, ASK_AND_KEEP, BEFORE, PASSED_ON
from handlers.asking.to_the_bot.wanted import SAID
from services.asking.reply import ReplyKind

ASKED = "食堂晚上供应夜宵吗"
OFFERED = BEFORE.format(button=ASK)


async def words_waiting(office: Office) -> list[str]:
    return [case.words for case in await office.services.inbox.cases()]


@pytest.mark.parametrize("asked", [ASKED, "怎么改进作风"])
@pytest.mark.parametrize("said", ["转人工", "找真人"])
async def test_who_wants_a_person_can_hand_over_what_was_asked_before(
    run_office: Office, asked: str, said: str
) -> None:
    chen = run_office.colleague("陈")
    question = await chen.says(asked)
    await chen.says(said)
    assert chen.sees() == SAID[ReplyKind.HUMAN] + OFFERED
    assert chen.last().reply_to == question
    pressed = await chen.taps(ASK)
    assert pressed.text == PASSED_ON
    assert asked in await words_waiting(run_office)


async def test_of_two_questions_in_one_message_the_last_is_handed_over(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("一岗双责是什么意思？还有三重一大呢？")
    await chen.says("转人工")
    await chen.taps(ASK)
    handed = [one for one in await words_waiting(run_office) if "三重一大" in one]
    assert len(handed) == 1
    assert "一岗双责" not in handed[0]


async def test_without_a_fresh_question_nothing_is_offered(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("转人工")
    assert chen.sees() == SAID[ReplyKind.HUMAN]
    await chen.says(ASKED)
    await run_office.clock.advance(24 * 3600)
    await chen.says("转人工")
    assert chen.sees() == SAID[ReplyKind.HUMAN]


async def test_somebody_else_s_question_in_the_group_is_not_handed_over(run_office: Office) -> None:
    chen, li = run_office.colleague("陈"), run_office.colleague("李")
    chat = await run_office.group("机关党委", chen, li)
    await chen.says(f"/ask {ASKED}", chat)
    await li.says("@qingfeng_bot 转人工", chat)
    assert ASK not in li.last(chat).buttons
    await chen.says("@qingfeng_bot 转人工", chat)
    assert ASK in chen.last(chat).buttons


async def answers_to(who: Colleague, *said: str) -> list[str]:
    found = []
    for words in said:
        await who.says(words)
        found.append(who.sees())
    return found


@pytest.mark.parametrize("said", [("不懂",) * 4, ("没看懂", "啥意思", "还是不懂", "不明白")])
async def test_who_does_not_understand_again_gets_the_next_best_and_then_a_kind_word(
    run_office: Office, said: tuple[str, ...]
) -> None:
    chen = run_office.colleague("陈")
    await chen.says("怎么改进作风")
    answer = chen.sees()
    around, another, kind, again = await answers_to(chen, *said)
    assert answer.split("\n")[0][:20] in around
    assert around != another
    assert answer.split("\n")[0][:20] not in another
    assert kind == again == SAID[ReplyKind.UNCLEAR] + OFFERED
    assert chen.last().buttons == [ASK]


async def test_a_context_that_a_button_showed_is_not_shown_once_more(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("怎么改进作风")
    await chen.taps("上下文")
    around = chen.sees()
    await chen.says("不懂")
    assert chen.sees() != around
    assert "上文：" not in chen.sees()


async def test_a_new_question_begins_anew(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    for _ in range(2):
        await chen.says("怎么改进作风")
        await chen.says("不懂")
        assert chen.sees().startswith("上文：")


async def test_after_a_quote_no_passage_of_an_earlier_question_comes(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    await chen.says("怎么改进作风")
    await chen.says("/quote")
    around, kind = await answers_to(chen, "不懂", "不懂")
    assert around.startswith("上文：")
    assert kind.startswith(SAID[ReplyKind.UNCLEAR])


async def test_where_no_words_are_kept_the_button_says_so(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with open_office(office_folder, operator="吴", questions=QuestionSettings(keep="none")) as office:
        chen = office.colleague("陈")
        await chen.says(ASKED)
        await chen.says("转人工")
        await chen.taps(ASK_AND_KEEP)
        assert await words_waiting(office) == [ASKED]
