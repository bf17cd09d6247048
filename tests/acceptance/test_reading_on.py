"""The buttons under a passage: context, next, neighbours; harmless when old or tapped twice."""

import re
import shutil
from pathlib import Path

import pytest
from office import KNOWLEDGE, Colleague, Office, open_office

from core.settings import AccessSettings
from knowledge.speech.segment import overlap
from storage.database import Database

BEFORE, AFTER = "（一）强化纪律规矩。", "（二）强化责任担当。"


async def test_in_the_context_what_stands_above_is_above(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    passage, source = chen.sees().splitlines()
    buttons = chen.last().buttons
    await chen.taps("上下文")
    assert chen.sees().startswith("上文：\n")
    before, after = chen.sees().removeprefix("上文：\n").split(f"\n本段：\n{passage}\n下文：\n")
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
    shown = set(chen.sees().splitlines()[:-1]) - {"上文：", "本段：", "下文："}
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


async def test_one_goes_back_through_what_was_shown(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("公务接待有什么规定")
    await chen.says("怎么改进作风")
    for said, number in (("上一条", "2022-3-15"), ("再看上一个", "2022-2-06")):
        await chen.says(said)
        assert number in chen.sees()
        await chen.says("出处")
        assert number in chen.sees()
    await chen.says("上一条")
    assert chen.sees().startswith("这之前没有给您看过别的段落。")
    await chen.says("三会一课是什么")
    await chen.says("返回")
    assert "2022-2-06" in chen.sees(), "what was shown last before"


async def test_after_the_next_candidate_one_goes_back_to_the_first(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    first = chen.sees().rpartition(" · ")[2]
    await chen.taps("下一条")
    assert first not in chen.sees()
    await chen.says("上一条")
    assert first in chen.sees()


async def test_a_stretch_is_shown_by_its_place_in_the_speech_that_stands_there(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("最后一段")
    assert chen.last().buttons == ["2023年讲话", "2022年讲话"], "no speech stands there"
    await chen.says("三重一大是什么")
    await chen.says("最后一段")
    assert "第 18 段，共 18 段" in chen.sees()
    await chen.says("下一段")
    assert "结尾" in chen.sees()
    for said, place in (
        ("倒数第二段", "第 17 段，共 18 段"),
        ("第三段", "第 3 段，共 18 段"),
        ("开头", "第 1 段，共 18 段"),
    ):
        await chen.says(said)
        assert place in chen.sees()
    await chen.says("第九十段")
    assert chen.sees() == "这篇讲话没有那么多段，一共 18 段。"
    await chen.says("一共几段")
    assert "3 个部分，全文 18 段" in chen.sees()
    await chen.says("2023年讲话的结尾")
    assert "· 2023-" in chen.sees()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("2022年第14段", "2022年"),
        ("2022年那篇的第14段", "第 14 段，共 18 段"),
        ("看2022年第3段", "第 3 段，共 18 段"),
        ("2022第5段", "第 5 段，共 18 段"),
        ("22年最后一段", "第 18 段，共 18 段"),
        ("2023年第50段", "一共 19 段"),
        ("请给出2022-2-06的原文", "2022-2-06"),
        ("请核对一下编号为2022-2-06的段落", "2022-2-06"),
        ("把2022-2-06调出来看看", "2022-2-06"),
    ],
)
async def test_a_stretch_or_a_number_is_shown_to_who_checks_a_quotation(
    office: Office, said: str, heard: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert heard in chen.sees()
    assert not chen.sees().startswith("没有完全对上")


async def test_a_point_is_counted_from_the_end(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2023年讲话的要点")
    await chen.says("倒数第二点")
    assert "三要时刻保持永远在路上的清醒和坚定" in chen.sees()
    await chen.says("倒数第九点")
    assert "没有这一点" in chen.sees()
    await chen.says("2023年讲话倒数第一点")
    assert "四要用好纪律" in chen.sees()


async def test_what_hardly_fits_says_so_when_more_is_wanted(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("还有吗")
    assert chen.sees().startswith("别处没有“三重一大”这几个字，这一段可能有关：\n")
    await chen.says("公车能拉家人不")
    await chen.says("还有吗")
    assert chen.sees().startswith("没有更贴切的了，这一段可能有关：\n")
    await chen.says("怎么改进作风")
    await chen.says("还有吗")
    assert "没有更贴切的了" not in chen.sees()


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
        buttons = [button for row in chen.last().keyboard for button in row]
        data = [button["callback_data"] for button in buttons if "callback_data" in button]
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


PLACE = re.compile(r"第 (\d+)(?:～(\d+))? 段，共 (\d+) 段")


def place(who: Colleague) -> tuple[int, int, int]:
    """Return the place in the speech that the last message shows: from, to, of how many."""
    found = PLACE.search(who.sees())
    assert found, who.sees()
    return int(found[1]), int(found[2] or found[1]), int(found[3])


@pytest.mark.parametrize("question", ["三重一大是什么", "怎么改进作风", "公务接待", "/p 2023-3-05", "/quote"])
async def test_forwards_and_back_is_where_one_began(office: Office, question: str) -> None:
    chen = office.colleague("陈")
    await chen.says(question)
    await chen.says("下一段")
    seen = [chen.sees()]
    _, last, total = place(chen)
    while len(seen) < 4 and last < total:
        await chen.says("下一段")
        seen.append(chen.sees())
        first, after, again = place(chen)
        assert first in {last, last + 1}
        assert again == total
        last = after
    for before in seen[-2::-1]:
        await chen.says("上一段")
        assert chen.sees() == before


async def test_a_speech_has_as_many_stretches_wherever_one_reads(office: Office) -> None:
    chen = office.colleague("陈")
    totals = set()
    for said in ("/p 2023-0-01", "下一段", "/p 2023-3-02", "/p 2023-3-03", "出处", "下一段", "上一段"):
        await chen.says(said)
        totals.add(place(chen)[-1])
    assert len(totals) == 1


async def test_forwards_and_back_by_buttons_shows_the_same_stretch(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/p 2022-2-06")
    shown = [chen.sees()]
    for _ in range(3):
        await chen.taps("下一段")
        shown.append(chen.sees())
    assert len(set(shown)) == 4
    for before in shown[-2::-1]:
        await chen.taps("上一段")
        assert chen.sees() == before
    await chen.taps("上一段")
    await chen.taps("上下文")
    await chen.taps("收起")
    await chen.taps("下一段")
    assert chen.sees() == shown[0]


async def test_typed_and_by_buttons_one_reads_the_same(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/p 2022-2-06")
    await chen.taps("上一段")
    before = chen.sees()
    await chen.says("下一段")
    here = chen.sees()
    assert here.startswith("严格遵守廉洁自律各项规定")
    await chen.says("上一段")
    assert chen.sees() == before
    await chen.taps("下一段")
    assert chen.sees() == here


async def test_reading_on_from_the_beginning_gives_the_whole_speech_once(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/p 2022-0-01")
    read = [chen.sees().rpartition("\n")[0]]
    while not (await chen.taps("下一段")).text:
        read.append(chen.sees().rpartition("\n")[0])
    speech = (KNOWLEDGE / "speeches" / "2022.txt").read_text(encoding="utf-8")
    assert re.sub(r"\s", "", "".join(read)) == re.sub(r"\s", "", speech)
    assert place(chen) == (len(read), len(read), len(read))


NTH = re.compile(r"(\d)/(\d)")


def passage_number(who: Colleague) -> str:
    """Return the passage number in the source line of the last message."""
    return str(re.findall(r"\w+-\d+-\d{2,}", who.sees())[-1])


async def test_the_next_candidate_says_which_it_is_and_goes_back(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    first = chen.sees()
    await chen.taps("下一条")
    second, total = chen.sees(), len(chen.last().buttons)
    [(place_, of)] = NTH.findall(second)
    assert (place_, int(of) > 1, total > 0) == ("2", True, True)
    if "下一条" in chen.last().buttons:
        await chen.taps("下一条")
        assert NTH.findall(chen.sees()) == [("3", of)]
        await chen.taps("上一条")
        assert chen.sees() == second
    await chen.taps("上一条")
    assert chen.sees() == first


async def test_no_passage_comes_twice_by_words_or_by_buttons(office: Office) -> None:
    """Other candidates come by 下一条 and by 还有吗, in turn; none of them again."""
    chen = office.colleague("陈")
    await chen.says("怎么改进作风")
    answer = chen.last()
    seen = [passage_number(chen)]
    await chen.taps("下一条", answer)
    seen.append(re.findall(r"\w+-\d+-\d{2,}", answer.text)[-1])
    for _ in range(6):
        await chen.says("还有吗")
        if "没有更多" in chen.sees():
            break
        seen.append(passage_number(chen))
    assert len(seen) == len(set(seen)) > 2
    while "下一条" in answer.buttons:
        before = answer.text
        popup = await chen.taps("下一条", answer)
        if popup.text:
            assert popup.text == "其余几条前面都显示过了，往上翻就能看到。"
            assert answer.text == before
            break
        shown = re.findall(r"\w+-\d+-\d{2,}", answer.text)[-1]
        assert shown not in seen
        seen.append(shown)


@pytest.mark.parametrize("subject", ["作风", "三重一大", "监督", "学习"])
async def test_other_places_are_never_one_that_was_shown(office: Office, subject: str) -> None:
    chen, library = office.colleague("陈"), office.services.answers.library
    await chen.says(f"{subject}是什么")
    numbers = [passage_number(chen)]
    for _ in range(40):
        await chen.says(f"还有哪里提到{subject}？")
        if chen.sees().startswith("没有更多"):
            break
        assert subject in chen.sees()
        numbers.append(passage_number(chen))
    else:
        raise AssertionError("it never ends")
    shown = [passage for number in numbers if (passage := library.passage(number))]
    assert len(shown) == len(numbers)
    for place_, one in enumerate(shown):
        assert not any(overlap(one, two) for two in shown[:place_])


async def test_where_contents_are_protected_buttons_still_turn_passages(office_folder: Path) -> None:
    access = AccessSettings(mode="open", protect_content=True)
    async with open_office(office_folder, access=access) as office:
        chen = office.colleague("陈")
        await chen.says("/p 2022-2-06")
        await chen.taps("下一段")
        assert chen.sees().startswith(AFTER)


@pytest.mark.parametrize(
    ("said", "year", "page"),
    [
        ("2023年讲话第六页", "2023年", "6/13"),
        ("打开2022年的讲话第3页", "2022年", "3/10"),
        ("2022年讲话 第三页", "2022年", "3/10"),
    ],
)
async def test_a_page_of_a_speech_that_is_named_is_opened(
    office: Office, said: str, year: str, page: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert year in chen.sees()
    assert page in chen.sees()


@pytest.mark.parametrize("said", ["从结尾倒着看", "从最后一页往前读"])
async def test_the_speech_that_stands_there_is_read_from_its_end(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(said)
    assert "2022-4-01 · 10/10" in chen.sees()
