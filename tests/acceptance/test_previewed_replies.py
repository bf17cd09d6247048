"""An editor's reply to who asked is shown before it goes; its words are kept only while the preview waits."""

from pathlib import Path

import pytest
from office import Colleague, Office, open_office
from sqlalchemy import select

from storage.database import Database
from storage.tables.asking import prompts

EDITOR = "吴"
IN_VAIN = "食堂晚上供应夜宵吗"


async def asked_in_vain(office: Office) -> Colleague:
    asker = office.colleague("陈")
    await asker.says(IN_VAIN)
    assert "没有说到" in asker.sees()
    return asker


async def test_a_reply_is_shown_before_it_goes_and_can_be_written_anew(run_office: Office) -> None:
    chen = await asked_in_vain(run_office)
    wu, before = run_office.colleague(EDITOR), len(chen.answers())
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await wu.says("晚上八点以前有面条。")
    assert wu.sees().startswith("提问人（1 处）会收到下面这些，现在发出吗？")
    assert f"“{IN_VAIN}”\n负责内容的同事回复：\n晚上八点以前有面条。" in wu.sees()
    assert len(chen.answers()) == before, "nothing has gone yet"
    await wu.taps("重写")
    await wu.says("九点以前有面条。")
    await wu.taps("发出")
    assert "送到 1 处" in wu.sees()
    assert "九点以前有面条。" in chen.sees()


async def test_a_reply_that_was_edited_after_its_preview_is_shown_anew(run_office: Office) -> None:
    chen = await asked_in_vain(run_office)
    wu, before = run_office.colleague(EDITOR), len(chen.answers())
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    mine = await wu.says("晚上八点以前有面条。")
    shown = wu.last()
    await wu.edits(mine, "晚上九点以前有面条。")
    await wu.taps("发出", shown)
    assert len(chen.answers()) == before
    assert "晚上九点以前有面条。" in wu.sees()
    await wu.taps("发出")
    assert "晚上九点以前有面条。" in chen.sees()


async def test_a_reply_that_is_not_to_go_leads_back_to_the_question(run_office: Office) -> None:
    chen = await asked_in_vain(run_office)
    wu, before = run_office.colleague(EDITOR), len(chen.answers())
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await wu.says("晚上八点以前有面条。")
    await wu.taps("不发，回到问题")
    assert IN_VAIN in wu.sees()
    assert len(chen.answers()) == before


@pytest.mark.parametrize("said", ["是", "发出"])
async def test_a_previewed_reply_outlives_a_restart(database: Database, said: str) -> None:
    office = await Office.open(database, operator=EDITOR)
    chen, wu = await asked_in_vain(office), office.colleague(EDITOR)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await wu.says("晚上八点以前有面条。")
    await office.close()
    access = office.services.settings.access
    again = await Office.open(database, clock=office.clock, world=office.world, access=access)
    again._people = {name: Colleague(again, one.person) for name, one in office._people.items()}
    chen, wu = again.colleague("陈"), again.colleague(EDITOR)
    await wu.says(said)
    assert "送到 1 处" in wu.sees()
    assert "晚上八点以前有面条。" in chen.sees()
    await again.close()


async def kept_words(office: Office) -> list[str]:
    async with office.database.connection() as connection:
        return [row[0] for row in await connection.execute(select(prompts.c.words)) if row[0]]


@pytest.mark.parametrize("ends", ["发出", "重写", "不发，回到问题", "算了", "是", "half an hour", "/forget_me"])
async def test_a_previewed_reply_is_kept_no_longer_than_its_preview(office_folder: Path, ends: str) -> None:
    async with open_office(office_folder, operator=EDITOR) as office:
        await asked_in_vain(office)
        wu = office.colleague(EDITOR)
        await wu.says("/inbox")
        await wu.taps("1")
        await wu.taps("回复提问人")
        await wu.says("晚上八点以前有面条。")
        assert len(await kept_words(office)) == 1
        preview = wu.last()
        if ends == "half an hour":
            await office.clock.advance(31 * 60)
            await office.services.prompts.empty_run_out()
        elif ends == "/forget_me":
            await wu.says(ends)
            await wu.taps("确定删去")
        elif ends in {"算了", "是"}:
            await wu.says(ends)
        else:
            await wu.taps(ends, preview)
        if ends == "重写":  # until the new words are shown, the old ones can still be sent
            await wu.says("晚上九点以前有面条。")
            await wu.taps("发出")
            await office.clock.advance(31 * 60)
            await office.services.prompts.empty_run_out()
        assert await kept_words(office) == []


async def test_a_reply_runs_out_also_for_a_program_that_did_not_ask_for_it(database: Database) -> None:
    office = await Office.open(database, operator=EDITOR)
    await asked_in_vain(office)
    wu = office.colleague(EDITOR)
    await wu.says("/inbox")
    await wu.taps("1")
    await wu.taps("回复提问人")
    await wu.says("晚上八点以前有面条。")
    await office.close()
    await office.clock.advance(31 * 60)
    again = await Office.open(
        database, clock=office.clock, world=office.world, access=office.services.settings.access
    )
    await again.services.prompts.empty_run_out()
    assert await kept_words(again) == []
    await again.close()
