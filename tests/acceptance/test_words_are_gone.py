"""What is not to be kept is nowhere in the bytes of the database's files within a minute."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from office import Office, open_office

from core.settings import QuestionSettings

PRIVATE, IN_GROUP = "食堂豆腐脑几时供应", "班车窗帘几时清洗"
EDITED, SUGGESTED = "值班室暖壶几时更换", "茶水间地垫打滑"
WORDS = (PRIVATE, IN_GROUP, EDITED, SUGGESTED)


def left(folder: Path, words: tuple[str, ...] = WORDS) -> list[str]:
    """Return which words are still in which file, however they are written."""
    found = []
    for file in sorted(folder.glob("*.db*")):
        content = file.read_bytes()
        for said in words:
            spellings = (said.encode(), json.dumps(said).strip('"').encode(), said.encode("utf-16-le"))
            found += [f"{said} in {file.name}" for spelling in spellings if spelling in content]
    return found


async def ask_everything(office: Office) -> None:
    chen = office.colleague("陈")
    group = await office.group("机关党委", chen)
    await chen.says(PRIVATE)
    await chen.says(f"/ask {IN_GROUP}", group)
    message = await chen.says("食堂")
    await chen.edits(message, EDITED)


async def half_a_minute_passes(office: Office) -> None:
    await office.clock.advance(30)
    await office.services.upkeep.settle()


async def test_with_keep_none_the_words_asked_are_nowhere(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with open_office(office_folder, questions=QuestionSettings(keep="none")) as office:
        await ask_everything(office)
        await half_a_minute_passes(office)
        assert left(office_folder) == []


async def test_words_that_are_kept_are_found_by_this_test(office: Office, office_folder: Path) -> None:
    await ask_everything(office)
    await half_a_minute_passes(office)
    assert {one.split()[0] for one in left(office_folder)} == {PRIVATE, IN_GROUP, EDITED}


async def test_after_forget_me_the_words_are_nowhere(run_office: Office, office_folder: Path) -> None:
    chen = run_office.colleague("陈")
    await ask_everything(run_office)
    await chen.says(f"/suggest {SUGGESTED}")
    await chen.says("/forget_me")
    await chen.taps("确定删去")
    await half_a_minute_passes(run_office)
    assert left(office_folder) == []


async def test_words_that_are_kept_for_a_while_go_with_the_sweep(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with open_office(office_folder, questions=QuestionSettings(kept_for=timedelta(days=1))) as office:
        await ask_everything(office)
        await office.clock.advance(2 * 24 * 3600)
        await office.services.inbox.sweep()
        await half_a_minute_passes(office)
        assert left(office_folder) == []


async def test_a_notice_that_is_not_sent_leaves_no_words(run_office: Office, office_folder: Path) -> None:
    wu = run_office.colleague("吴")
    for away in ("算了不发了", "取消"):
        await wu.says(f"/notice {SUGGESTED}")
        await half_a_minute_passes(run_office)
        assert left(office_folder), "it waits to be sent"
        await wu.says(away)
        assert "没有发给任何人" in wu.sees()
        await half_a_minute_passes(run_office)
        assert left(office_folder) == []
