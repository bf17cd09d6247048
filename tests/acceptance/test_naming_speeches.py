"""Questions that name speeches: a year, an occasion or a title is a filter; headings; several at once."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from clock import FakeClock
from office import KNOWLEDGE, Office, Opened, open_office

TEXT = {year: (KNOWLEDGE / "speeches" / f"{year}.txt").read_text(encoding="utf-8") for year in ("2022", "2023")}
NUMBERS = {year: f"· {year}-" for year in TEXT}
OF_2024 = (
    '[[speech]]\nslug = "2024"\nfile = "2024.txt"\ntitle = "在年中廉政工作会议上的讲话"\ndate = "2024年7月"\n'
)
SAID_IN_2024 = (
    "同志们：\n今天召开年中廉政工作会议，主要任务是总结上半年工作。\n一、管住公务用车\n公务用车只能用于公务活动，严禁公车私用。"
    "\n二、严格礼品登记\n干部职工不得收受礼品、礼金。确实无法拒绝的，应当在七个工作日内上交登记。\n三、精简会议和文件\n能不开的会议"
    "坚决不开，能合并的会议合并召开。\n同志们，廉洁无小事，希望大家把各项要求落到实处。\n"
)
HEADINGS_OF_2022 = (
    "一、担负起全面从严治党主体责任，切实把党风廉政建设责任落到实处",
    "（一）强化纪律规矩",
    "（三）严格党内政治生活",
)


def quotations(office: Office, name: str = "陈") -> list[str]:
    """Return what the bot's last message quotes."""
    message = office.colleague(name).last()
    said = message.text.encode("utf-16-le")
    return [
        said[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
        for one in message.entities
        if one["type"] == "blockquote"
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "2022年讲话的要点有哪些",
        "2022年講話的要點有哪些？",
        "22年讲话讲了哪几点",
        "二〇二二年的讲话分几部分",
        "请问2022年的讲话分成哪几个部分？谢谢",
        "《在市政协机关党风廉政建设和作风建设会议上的讲话》讲了哪几点",
        "2022年讲话的提纲",
        "2022年讲话讲了什么",
    ],
)
async def test_the_points_of_a_speech_are_its_own_headings_as_buttons(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert all(heading in chen.sees() for heading in HEADINGS_OF_2022)
    assert "（一）强化纪律规矩" in chen.last().buttons
    assert chen.last().buttons[-1] == "从头读"
    listed = chen.last()
    await chen.taps("（一）强化纪律规矩")
    (shown,) = quotations(office)
    assert shown.startswith("（一）强化纪律规矩。从严治党")
    assert shown in TEXT["2022"]
    assert chen.last() != listed
    assert "（二）切实改进作风" in listed.buttons, "the list stays"


async def test_a_heading_that_was_opened_can_be_read_on(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2023年讲话的要点")
    await chen.taps(next(one for one in chen.last().buttons if one.startswith("四要用好纪律")))
    assert "· 2023-4-01" in chen.sees()
    await chen.says("出处")
    assert "2023-4-01" in chen.sees()


@pytest.mark.parametrize("asked", ["要点", "讲了哪几点", "分几部分？", "这篇讲话的要点是什么"])
async def test_the_points_of_the_speech_that_was_shown(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(asked)
    assert HEADINGS_OF_2022[0] in chen.sees()


async def test_where_no_speech_is_meant_one_is_chosen(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("讲话的要点有哪些")
    assert chen.last().buttons == ["2023年讲话的要点", "2022年讲话的要点"]
    await chen.taps("2022年讲话的要点")
    assert HEADINGS_OF_2022[0] in chen.sees()


@pytest.mark.parametrize(
    ("asked", "year"),
    [
        ("2023年怎么说年轻干部", "2023"),
        ("2022年讲话里怎么说学习", "2022"),
        ("2023年讲话里怎么说学习", "2023"),
        ("二三年的讲话怎么说学习", "2023"),
        ("2023 年 怎么说 学习", "2023"),
        ("2023年怎麼說學習", "2023"),
        ("学习在2023年讲话里怎么说的", "2023"),
        ("2023年对纪律怎么说", "2023"),
        ("2022年对纪律怎么说", "2022"),
        ("最近一次讲话怎么说纪律", "2023"),
        ("作风建设会议上怎么说纪律", "2022"),
        ("在市政协机关党风廉政建设工作会议上怎么说纪律", "2023"),
        ("《在市政协机关党风廉政建设工作会议上的讲话》怎么说纪律", "2023"),
    ],
)
async def test_a_year_an_occasion_or_a_title_is_a_filter(office: Office, asked: str, year: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    (shown,) = quotations(office)
    assert shown in TEXT[year]
    assert NUMBERS[year] in chen.sees()


@pytest.mark.parametrize("leaning", ["只看2023年的", "2023年的呢？", "那2023年呢", "我只想看2023年的"])
async def test_only_one_year_of_the_question_before(office: Office, leaning: str) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么严明纪律")
    assert NUMBERS["2022"] in chen.sees()
    await chen.says(leaning)
    (shown,) = quotations(office)
    assert shown in TEXT["2023"]
    assert "纪律" in shown


async def test_what_the_speech_of_that_year_does_not_say_is_said(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2023年怎么说三重一大")
    assert chen.sees().startswith("2023年的讲话里没有说到这个。")
    await chen.taps("2022年怎么说")
    assert "三重一大" in quotations(office)[0]
    assert NUMBERS["2022"] in chen.sees()


@pytest.mark.parametrize(
    "asked", ["2020年讲话的要点有哪些", "2020年怎么说纪律", "2020年的讲话里怎么说纪律", "1998年讲话"]
)
async def test_a_year_without_a_speech_is_said_and_the_years_there_are(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert f"没有 {asked[:4]} 年的讲话。现有的是 2022、2023 年的。" in chen.sees()
    assert chen.last().buttons


async def test_relative_years_go_by_the_clock(opened: Opened) -> None:
    office = await opened(mode="open", clock=FakeClock(datetime(2024, 1, 1, 0, 30, tzinfo=UTC)))
    chen = office.colleague("陈")
    await chen.says("去年的讲话怎么说学习")
    assert NUMBERS["2023"] in chen.sees()
    await chen.says("前年的讲话怎么说")
    assert NUMBERS["2022"] in chen.sees(), "it leans on the question before"
    await chen.says("今年的讲话怎么说学习")
    assert "没有 2024 年的讲话" in chen.sees()


@pytest.mark.parametrize("asked", ["今年会上怎么说作风", "今年的讲话怎么说纪律", "去年怎么说主体责任"])
async def test_this_year_without_a_speech_is_said_and_what_there_is_is_shown(
    office: Office, asked: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    lead, *said = chen.sees().split("\n")
    assert re.fullmatch(r"没有 202[56] 年的讲话，下面出自现有的 2022、2023 年的讲话。", lead)
    assert re.search(r"· 202[23]年 ·.*202[23]-\d-\d\d", "\n".join(said))
    assert "上下文" in chen.last().buttons
    await chen.says("出处")
    assert chen.sees().startswith("上面那段出自")


async def test_a_year_by_its_number_is_never_answered_from_another_one(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2024年怎么说纪律")
    assert chen.sees() == "没有 2024 年的讲话。现有的是 2022、2023 年的。"
    assert chen.last().buttons


@pytest.mark.parametrize(
    "asked",
    [
        "2024年怎么说作风",
        "2025年作风建设",
        "2025年有没有提到作风",
        "关于作风二〇二五年怎么说的",
        "1998年对作风有什么要求",
    ],
)
async def test_what_is_asked_of_a_missing_year_is_offered_from_the_years_there_are(
    office: Office, asked: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert re.fullmatch(r"没有 \d{4} 年的讲话。现有的是 2022、2023 年的。", chen.sees())
    assert chen.last().buttons == ["2022年怎么说"]
    await chen.taps("2022年怎么说")
    assert "作风" in quotations(office)[0]


@pytest.mark.parametrize("asked", ["2022年和2025年都怎么说作风", "2025年和2022年讲话的要点"])
async def test_of_several_years_the_missing_one_is_said(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith("没有 2025 年的讲话。\n")
    assert "2022年" in chen.sees()


@pytest.mark.parametrize("asked", ["2022年讲话总结的是2021年还是2022年的情况", "2022年做了哪些工作"])
async def test_a_year_that_a_speech_is_of_or_tells_of_is_not_missing(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert "没有 202" not in chen.sees()


@pytest.mark.parametrize(
    "asked",
    ["2012年以来作风建设怎么抓", "根据2018年修订的条例，公务接待有什么规定", "2021年3月印发的文件怎么管公车"],
)
async def test_a_year_that_only_dates_something_names_no_speech(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert "年的讲话。现有的是" not in chen.sees()


async def test_what_is_offered_for_a_missing_year_is_offered_once(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2025年怎么说监督")
    assert chen.sees().startswith("没有 2025 年的讲话。")
    assert len(set(chen.last().buttons)) == len(chen.last().buttons)


async def test_a_speech_that_nobody_has_asked_about_is_not_shown_for_what_others_say(
    office_folder: Path, tmp_path: Path
) -> None:
    knowledge = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge", ignore=shutil.ignore_patterns("*.py"))
    listed = knowledge / "speeches" / "speeches.toml"
    listed.write_text(f"{listed.read_text(encoding='utf-8')}\n{OF_2024}", encoding="utf-8")
    (knowledge / "speeches" / "2024.txt").write_text(SAID_IN_2024, encoding="utf-8")
    async with open_office(office_folder, knowledge=knowledge) as office:
        chen = office.colleague("陈")
        for about, year in (("作风", "2022"), ("年轻干部", "2023"), ("公务接待", "2022")):
            await chen.says(f"2024年怎么说{about}")
            assert chen.sees().startswith("2024年的讲话里没有说到这个。")
            assert f"{year}年怎么说" in chen.last().buttons
        await chen.says("2024年怎么说礼品")
        assert "不得收受礼品" in chen.sees()


@pytest.mark.parametrize("asked", ["比较两次讲话对作风的说法", "2022年和2023年对作风的要求有什么不同"])
async def test_how_speeches_differ_is_answered_with_what_each_says(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith("我不作比较，原文怎么说的，分别给您看。\n\n2022年讲话：\n（二）切实改进作风")
    assert "2023年讲话：没有完全对上的原文，最接近的是：\n" in chen.sees(), "it has not the word"
    assert all(quoted in TEXT["2022"] + TEXT["2023"] for quoted in quotations(office))


@pytest.mark.parametrize("asked", ["2022年和2023年有什么不同", "对比一下两年的讲话", "两次讲话有什么区别"])
async def test_how_speeches_differ_as_a_whole_leads_to_the_points_of_each(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith("我不作比较。")
    assert chen.last().buttons == ["2023年讲话的要点", "2022年讲话的要点"]


@pytest.mark.parametrize(
    "asked", ["看一下2023-4-04", "2023-4-04这段", "2023-4-04讲了什么", "给我看 2023-4-4 那段"]
)
async def test_a_sentence_that_only_names_a_passage_shows_it(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(asked)
    assert "· 2023-4-04" in chen.sees()


async def test_what_no_speech_says_of_this_year_still_leads_on(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("今年的讲话怎么说宠物医院")
    assert chen.sees() == "没有 2026 年的讲话。现有的是 2022、2023 年的。"
    await chen.taps("2023年讲话的要点")
    assert "讲话里的标题" in chen.sees()


async def test_last_year_s_speech_without_a_question_before_shows_its_points(opened: Opened) -> None:
    office = await opened(mode="open", clock=FakeClock(datetime(2023, 6, 1, tzinfo=UTC)))
    chen = office.colleague("陈")
    await chen.says("去年的讲话怎么说")
    assert HEADINGS_OF_2022[0] in chen.sees()


@pytest.mark.parametrize(
    "asked", ["从头读2023年的讲话", "从头读23年讲话", "我想读2023年的讲话", "2023年讲话全文"]
)
async def test_a_speech_is_read_from_the_start(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert "2023-0-01" in chen.sees()
    assert "今天我们召开市政协机关党风廉政建设工作会议" in chen.sees()
    await chen.says("下一段")
    assert "2023-0-0" in chen.sees()
    assert "2023-0-01" not in chen.sees()


@pytest.mark.parametrize(
    "asked",
    [
        "两次讲话都怎么说作风",
        "兩次講話都怎麼說作風",
        "2022年和2023年的讲话都怎么说作风",
        "作风，两次讲话分别怎么说",
        "两篇讲话里作风怎么说的",
        "历次讲话怎么说作风",
    ],
)
async def test_both_speeches_are_shown_with_their_numbers(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    first, second = quotations(office)
    assert first in TEXT["2022"]
    assert second in TEXT["2023"]
    assert chen.sees().index(NUMBERS["2022"]) < chen.sees().index(NUMBERS["2023"])
    assert chen.last().buttons[:2] == ["2022年那段", "2023年那段"]
    await chen.taps("2023年那段")
    assert quotations(office) == [second]
    assert "上下文" in chen.last().buttons


async def test_of_both_speeches_what_one_does_not_say_is_said_for_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("两次讲话都怎么说三重一大")
    assert len(quotations(office)) == 1
    assert "2023年讲话：没有说到这个。" in chen.sees()


async def test_an_answer_has_a_button_for_the_other_speech_that_speaks_of_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么严明纪律")
    shown = "2022" if NUMBERS["2022"] in chen.sees() else "2023"
    other = "2023" if shown == "2022" else "2022"
    assert f"{other}年怎么说" in chen.last().buttons
    answer = chen.last()
    await chen.taps("上下文")
    assert f"{other}年怎么说" in answer.buttons, "it stays when one reads around"
    await chen.taps(f"{other}年怎么说", on=answer)
    assert "纪律" in quotations(office)[0]
    assert NUMBERS[other] in chen.sees()


@pytest.mark.parametrize("asked", ["另一次讲话怎么说", "另一篇讲话呢", "别的讲话怎么说"])
async def test_the_other_speech_is_asked_the_same_in_words(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么严明纪律")
    await chen.says(asked)
    assert NUMBERS["2023"] in chen.sees()
    assert "纪律" in quotations(office)[0]


async def test_the_other_speech_needs_a_question_before(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("另一次讲话怎么说")
    assert "请把问题说完整" in chen.sees()


async def test_a_question_of_one_speech_alone_has_no_button_for_another(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    assert not any("怎么说" in one for one in chen.last().buttons)


async def test_buttons_work_after_a_restart_and_carry_no_words_of_a_person(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022年讲话的要点")
    for row in chen.last().keyboard:
        for button in row:
            assert len(str(button.get("callback_data", "")).encode()) <= 64


async def test_the_points_that_were_listed_are_the_ones_one_asks_on_about(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/p 2022-2-06")
    await chen.says("2023年讲话的要点有哪些")
    listed = chen.sees()
    await chen.says("那第二点呢")
    assert NUMBERS["2023"] in chen.sees()
    heading = next(line.strip() for line in listed.splitlines() if line.strip().startswith("二要"))
    assert heading[:6] in chen.sees()


async def test_a_point_within_a_part_is_found(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2022年讲话第二部分第三点是什么")
    assert "（三）" in quotations(office)[0]
    assert "2022-2-13" in chen.sees()
    assert "没有完全对上" not in chen.sees()
    await chen.says("2022年讲话第二部分第九点是什么")
    assert "（三）" not in chen.sees()


async def test_more_after_a_passage_by_number_is_that_speech(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("怎么严明纪律")
    await chen.says("2022-3-15")
    await chen.says("还有吗")
    assert "2022-3" in chen.sees()
