"""A speech as a whole: how long it is, its headings, all of it; and stretches by the numbers the bot gives."""

import re

import pytest
from office import Colleague, Office

HEADING = {"2022": "（一）强化纪律规矩", "2023": "四要用好纪律"}


def is_outline(chen: Colleague, year: str) -> bool:
    """Return whether the bot gives the headings of that year's speech."""
    return "讲话里的标题" in chen.sees() and chen.finds(HEADING[year])


@pytest.mark.parametrize(
    ("asked", "year"),
    [
        ("請問二〇二三年的講話有何要求", "2023"),
        ("2023年的讲话有什么新要求", "2023"),
        ("請列出二〇二三年講話的全部要點", "2023"),
        ("把2022年讲话的要点全部列出来", "2022"),
        ("2022年的讲话一共多长，主要讲了什么", "2022"),
        ("2022年讲话主要内容是什么，一共几段", "2022"),
    ],
)
async def test_what_is_asked_of_a_whole_speech_is_its_headings(office: Office, asked: str, year: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(asked)
    assert is_outline(chen, year)
    assert await office.services.inbox.cases() == []


@pytest.mark.parametrize(
    "asked",
    ["这篇讲话一共多长，主要讲了什么", "这篇讲话多少字", "这篇有多少段", "一共多长", "這篇講話一共多長"],
)
async def test_how_long_the_speech_is_that_stands_there(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(asked)
    assert is_outline(chen, "2022")
    assert "全文 18 段" in chen.sees()


@pytest.mark.parametrize(
    "asked", ["欲查閱二〇二二年講話全文，請指引", "怎么查看2022年讲话全文", "2022年讲话的全文在哪里看"]
)
async def test_where_all_of_a_speech_is(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert "2022-0-01" in chen.sees()


@pytest.mark.parametrize(
    "asked",
    ["作风建设两年分别怎么说", "作风建设这两年各怎么说", "两年分别怎么说作风建设", "兩年對作風建設分別怎麼說"],
)
async def test_two_years_are_asked_each(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert "2022年讲话：" in chen.sees()
    assert "2023年讲话：" in chen.sees()


@pytest.mark.parametrize("asked", ["第17段", "打开第17段", "請打開第十七段", "把第17段打开"])
async def test_the_number_that_the_bot_gives_opens_the_stretch(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(asked)
    assert chen.sees().endswith("第 17 段，共 18 段")


@pytest.mark.parametrize("asked", ["第几段", "这是第几段", "在第几部分", "編號是多少"])
async def test_where_what_stands_there_is(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(asked)
    assert "2022-2-0" in chen.sees()
    assert "第 6 段，共 18 段" in chen.sees()


@pytest.mark.parametrize(
    "asked", ["2022-3-1到2022-3-5", "2022-3-01至3-05", "2022-3-1~5", "请看2022－3－1—2022－3－5的原文"]
)
async def test_from_one_number_to_another(office: Office, asked: str) -> None:
    chen, library = office.colleague("陈"), office.services.answers.library
    await chen.says(asked)
    first, last = library.passage("2022-3-01"), library.passage("2022-3-05")
    assert first
    assert last
    shown = chen.sees()
    assert shown.startswith(first.text.split("\n")[0][:20])
    assert last.text[:20] in shown
    await chen.says("下一段")
    after = library.passage("2022-3-06")
    assert after
    assert chen.sees().startswith(after.text[:20])
    await chen.says("上一段")
    assert chen.sees().split("《")[0] == shown.split("《")[0]


async def test_what_comes_near_can_be_gone_through_by_a_button(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says(office.vague_question())
    first = re.findall(r"\d{4}-\d-\d\d", chen.sees())[-1]
    await chen.taps("下一条")
    assert re.findall(r"\d{4}-\d-\d\d", chen.sees())[-1] != first


@pytest.mark.parametrize("asked", ["該講話由誰所作", "该段何人所讲", "谁讲的"])
async def test_who_spoke_is_asked_as_officials_write(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says(asked)
    assert "没有写明讲话人" in chen.sees()
