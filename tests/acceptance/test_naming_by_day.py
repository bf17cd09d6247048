"""Speeches named by their month or day, by a part of their title, and as the 党课: two of one year in use."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from office import KNOWLEDGE, Colleague, open_office

LISTED = """
[[speech]]
slug = "feb"
file = "feb.txt"
title = "在2025年度廉政工作会议上的讲话"
date = "2025年2月18日"

[[speech]]
slug = "party"
file = "party.txt"
title = "涵养清廉家风，做忠诚干净的干部"
occasion = "机关党委专题党课"
date = "二〇二五年九月十二日"
"""
FEBRUARY = (
    "同志们：\n今天召开廉政工作会议。\n一、管住公务用车\n公务用车只能用于公务活动，严禁公车私用。\n"
    "二、严格礼品登记\n确实无法拒绝的礼品，应当在七个工作日内上交登记。\n三、精简会议\n能不开的会议坚决不开。\n"
)
PARTY = (
    "同志们：\n今天我给大家讲一堂党课。\n一、什么是清廉家风\n家风是一个家庭的精神底色。\n"
    "二、清廉家风从哪里来\n清廉家风从日常点滴的养成中来。\n三、怎样建设清廉家风\n每位党员都要和家人一起写一份家规。\n"
)
OF_FEBRUARY, OF_PARTY = "一、管住公务用车", "二、清廉家风从哪里来"
SAID_THIRD = "每位党员都要和家人一起写一份家规"


@pytest.fixture
async def chen(office_folder: Path, tmp_path: Path) -> AsyncIterator[Colleague]:
    knowledge = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge", ignore=shutil.ignore_patterns("*.py"))
    listed = knowledge / "speeches" / "speeches.toml"
    listed.write_text(listed.read_text(encoding="utf-8") + LISTED, encoding="utf-8")
    (knowledge / "speeches" / "feb.txt").write_text(FEBRUARY, encoding="utf-8")
    (knowledge / "speeches" / "party.txt").write_text(PARTY, encoding="utf-8")
    async with open_office(office_folder, knowledge=knowledge) as office:
        yield office.colleague("陈")


async def test_a_speech_is_named_by_its_month_its_day_or_a_part_of_its_title(chen: Colleague) -> None:
    for asked, shown in (
        ("2025年2月的讲话要点", OF_FEBRUARY),
        ("2025年9月的讲话讲了什么", OF_PARTY),
        ("二〇二五年九月的会上讲了哪几点", OF_PARTY),
        ("2025年9月12日的讲话要点", OF_PARTY),
        ("2025年2月18号那次讲话分几部分", OF_FEBRUARY),
        ("去年9月的讲话讲了什么", OF_PARTY),
        ("涵养清廉家风那篇分几部分", OF_PARTY),
        ("清廉家风那篇讲话的要点", OF_PARTY),
        ("党课讲了几个方面", OF_PARTY),
        ("涵养清廉家风那篇第三部分讲什么", SAID_THIRD),
        ("党课第三部分讲什么", SAID_THIRD),
        ("2025年9月的讲话怎么说家规", SAID_THIRD),
    ):
        await chen.says(asked)
        assert shown in chen.sees(), asked


async def test_a_month_without_a_speech_is_said_to_have_none(chen: Colleague) -> None:
    await chen.says("2025年6月的讲话怎么说家规")
    assert chen.sees().startswith("没有 2025年6月的讲话")
    await chen.says("2022年6月的讲话要点")  # its date says no month
    assert "（一）强化纪律规矩" in chen.sees()
