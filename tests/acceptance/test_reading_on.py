"""The buttons under a passage: context, next, neighbours; harmless when old or tapped twice."""

import shutil
from pathlib import Path

from office import KNOWLEDGE, Office

from storage.database import Database

BEFORE, AFTER = "（一）强化纪律规矩。", "（二）强化责任担当。"


async def test_the_context_keeps_the_passage_in_sight(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    passage, source = chen.sees().splitlines()
    buttons = chen.last().buttons
    await chen.taps("上下文")
    assert chen.sees().startswith(f"{passage}\n上文：\n")
    before, after = chen.sees().removeprefix(f"{passage}\n上文：\n").split("\n下文：\n")
    assert BEFORE in before
    assert AFTER in after
    assert after.endswith(f"\n{source}")
    folded = [entity for entity in chen.last().entities if entity["type"] == "expandable_blockquote"]
    assert len(folded) == 2
    assert chen.last().buttons == ["收起" if button == "上下文" else button for button in buttons]
    await chen.taps("收起")
    assert chen.sees() == f"{passage}\n{source}"
    assert len(chen.answers()) == 1


async def test_the_context_is_word_for_word(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.taps("上下文")
    speech = (KNOWLEDGE / "speeches" / "2022.txt").read_text(encoding="utf-8")
    shown = set(chen.sees().splitlines()[:-1]) - {"上文：", "下文："}
    assert all(line in speech for line in shown)


async def test_from_the_context_one_goes_on_to_the_next_candidate(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    first = chen.sees()
    await chen.taps("上下文")
    assert chen.last().buttons[:2] == ["收起", "下一条"]
    await chen.taps("下一条")
    assert "上文：" not in chen.sees()
    assert chen.sees() != first


async def test_next_goes_through_the_candidates_and_comes_back(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    first = chen.sees()
    seen = [first]
    while "下一条" in chen.last().buttons:
        await chen.taps("下一条")
        seen.append(chen.sees())
    assert len(seen) == len(set(seen)) >= 2
    await chen.taps("回到第一条")
    assert chen.sees() == first


async def test_marks_survive_the_buttons(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    marks = chen.last().entities
    await chen.taps("上下文")
    await chen.taps("收起")
    assert chen.last().entities == marks


async def test_the_speech_can_be_read_from_passage_to_passage(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022-2-06")
    here = chen.sees()
    await chen.taps("下一段")
    assert chen.sees().startswith(AFTER)
    await chen.taps("上一段")
    assert "三重一大" in chen.sees()
    await chen.says("2022-0-01")
    answer = await chen.taps("上一段")
    assert answer.text == "已经是这篇讲话的开头了。"
    assert here != chen.sees()


async def test_the_end_of_a_speech_is_said_to_be_the_end(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2023-4-06")
    answer = await chen.taps("下一段")
    while not answer.text:
        answer = await chen.taps("下一段")
    assert answer.text == "已经是这篇讲话的结尾了。"


async def test_a_second_tap_on_the_same_button_does_no_harm(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    message = chen.last()
    button = message.button("上下文")
    await chen.taps("上下文")
    shown = message.text
    message.keyboard.append([button])  # the phone had not heard yet that the button is gone
    answer = await chen.taps("上下文", message)
    assert answer.answered
    assert answer.text == ""
    assert message.text == shown


async def test_anybody_in_the_group_may_tap(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says("/ask 三重一大是什么", chat)
    await li.taps("上下文", in_chat=chat)
    assert BEFORE in chen.sees(chat)


async def test_every_button_fits_into_64_bytes(office: Office) -> None:
    chen = office.colleague("陈")
    for question in (
        "三重一大是什么",
        "八项归定",
        "如何落实主体责任",
        "党的二十大",
        "廉洁",
        "监督执纪四种形态",
    ):
        await chen.says(question)
        data = [button["callback_data"] for row in chen.last().keyboard for button in row]
        assert data
        assert all(len(one.encode()) <= 64 for one in data)


async def test_a_button_outlives_a_restart_but_not_a_change_of_its_passage(
    office_folder: Path, tmp_path: Path
) -> None:
    knowledge = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE / "speeches", knowledge / "speeches")
    database = Database.in_folder(office_folder)
    first = await Office.open(database, knowledge=knowledge)
    chen = first.colleague("陈")
    await chen.says("三重一大是什么")
    await first.close()

    second = await Office.open(database, clock=first.clock, world=first.world, knowledge=knowledge)
    chen.office = second
    await chen.taps("上下文")
    assert BEFORE in chen.sees()
    await chen.taps("收起")
    shown = chen.sees()
    await second.close()

    speech = knowledge / "speeches" / "2022.txt"
    text = speech.read_text(encoding="utf-8")
    speech.write_text(text.replace("大额资金使用", "大额度资金使用"), encoding="utf-8")
    third = await Office.open(database, clock=first.clock, world=first.world, knowledge=knowledge)
    chen.office = third
    answer = await chen.taps("上下文")
    assert answer.text == "这段原文已经更新，请把问题再发一遍。"
    assert chen.sees() == shown
    await third.close()
    await database.close()


async def test_a_button_of_an_unknown_kind_is_answered(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    chen.last().keyboard[0][0]["callback_data"] = "from-another-age"
    answer = await chen.taps(0)
    assert "再发一遍" in answer.text
