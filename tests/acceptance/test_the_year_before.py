"""前一年 among several speeches is the year before the one that stands there, 再前一年 the one before that."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from office import Colleague, open_office

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
SAID = {
    "2019": "廉洁家风要从领导干部抓起，管好家属子女和身边工作人员。",
    "2020": "要把廉洁家风作为作风建设的重要内容，常抓不懈。",
    "2021": "廉洁家风连着党风政风，每名党员干部都要带头树立。",
    "2024": "要组织廉洁家风主题活动，引导家属当好贤内助。",
}
SPEECH = """
[[speech]]
slug = "{year}"
file = "{year}.txt"
title = "在机关廉政工作会议上的讲话"
date = "{year}年"
"""


@pytest.fixture
async def chen(office_folder: Path, tmp_path: Path) -> AsyncIterator[Colleague]:
    """Return a colleague of an office with speeches of six years one after the other."""
    folder = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    with (folder / "speeches" / "speeches.toml").open("a", encoding="utf-8") as listed:
        for year, sentence in SAID.items():
            listed.write(SPEECH.format(year=year))
            text = f"同志们：\n一、抓好{year}年的工作\n{sentence}\n二、狠抓落实\n大家要把各项任务落到实处。\n"
            (folder / "speeches" / f"{year}.txt").write_text(text, encoding="utf-8")
    async with open_office(office_folder, knowledge=folder, operator="吴") as office:
        yield office.colleague("陈")


@pytest.mark.parametrize(
    "said", ["前一年呢", "那前一年的", "前一年怎么说的", "上一年的呢", "之前那年呢", "前面一年呢"]
)
async def test_the_year_before_is_that_of_what_stands_there(chen: Colleague, said: str) -> None:
    await chen.says("2021年怎么说廉洁家风")
    assert SAID["2021"] in chen.sees()
    await chen.says(said)
    assert SAID["2020"] in chen.sees()
    await chen.says("再前一年的")
    assert SAID["2019"] in chen.sees()


@pytest.mark.parametrize("said", ["后一年呢", "那后一年的", "下一年呢", "之后那年呢"])
async def test_the_year_after_it_too(chen: Colleague, said: str) -> None:
    await chen.says("2020年怎么说廉洁家风")
    await chen.says(said)
    assert SAID["2021"] in chen.sees()


async def test_a_year_of_no_speech_is_said_and_counted_on_from(chen: Colleague) -> None:
    await chen.says("2019年怎么说廉洁家风")
    for year in ("2018", "2017"):
        await chen.says("再前一年的呢")
        assert f"没有 {year} 年的讲话" in chen.sees()


async def test_a_year_whose_speech_is_silent_is_none_of_the_others(chen: Colleague) -> None:
    await chen.says("2024年怎么说廉洁家风")
    await chen.says("前一年呢")
    assert not any(sentence in chen.sees() for sentence in SAID.values())
    assert "2023年" in chen.sees()


async def test_what_was_counted_is_counted_in_the_year_before(chen: Colleague) -> None:
    await chen.says("2021年“家风”出现几次")
    await chen.says("前一年呢")
    assert "“家风”在2020年的讲话里" in chen.sees()
