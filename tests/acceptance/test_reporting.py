"""Who wants to report wrongdoing hears where to, and what they wrote stands nowhere.

Not in a table, not in the bytes of the database's files, not in the log.
"""

import json
import logging
from pathlib import Path

import pytest
from office import Office, open_office
from sqlalchemy import select

from core.settings import PeopleSettings
from storage.database import Database
from storage.tables.every import metadata

HEARD = "这里不是举报渠道"
SAID = (
    "我要举报科长收礼",
    "举报！我们处长胡某某收了开发商的购物卡",
    "有人行贿找谁说",
    "怎么联系纪委",
    "举报",
    "我要举报我们科长2023年收礼",
)
SECRET = ("科长收礼", "胡某某", "购物卡", "有人行贿")


async def in_tables(database: Database) -> list[str]:
    """Return which words stand in which table, in any column."""
    found = []
    async with database.connection() as connection:
        for table in metadata.sorted_tables:
            for row in (await connection.execute(select(table))).mappings():
                said = json.dumps({name: str(value) for name, value in row.items()}, ensure_ascii=False)
                found += [f"{words} in {table.name}" for words in SECRET if words in said]
    return found


def in_bytes(folder: Path) -> list[str]:
    """Return which words stand in the bytes of which file, however they are written."""
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = file.read_bytes()
        for words in SECRET:
            spellings = (words.encode(), json.dumps(words).strip('"').encode(), words.encode("utf-16-le"))
            found += [f"{words} in {file.name}" for spelling in spellings if spelling in content]
    return found


@pytest.mark.parametrize("said", ["举报电话是多少", "举报电话", "举报渠道有哪些", "有哪些举报方式", "举报途径"])
async def test_who_wants_to_know_how_hears_where_to_and_the_words_are_kept_nowhere(
    office: Office, said: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees() == office.services.settings.people.report
    assert await office.services.inbox.cases() == []


@pytest.mark.parametrize(
    "said",
    [
        "举报奖励办法有哪些规定",
        "畅通举报渠道的要求",
        "举报制度怎么规定",
        "举报方式有什么规定",
        "举报失实怎么办",
    ],
)
async def test_a_question_about_reports_is_asked_of_the_speeches(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees() != office.services.settings.people.report


@pytest.mark.parametrize("said", SAID)
async def test_who_wants_to_report_hears_where_to(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees() == office.services.settings.people.report
    assert chen.sees().startswith(HEARD)
    assert "驻机关纪检监察组" in chen.sees()


async def test_the_words_are_nowhere(
    office: Office, office_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    chen, wu = office.colleague("陈"), office.colleague("吴")
    group = await office.group("机关党委", chen, wu)
    for said in SAID:
        await chen.says(said)
        await chen.says(f"/ask {said}", group)
        await chen.says(f"/suggest {said}")
    await chen.sends("photo", caption=SAID[0])
    question = await chen.says("食堂几点开门")
    await chen.edits(question, SAID[0])
    assert chen.sees().startswith(HEARD)
    await chen.says("/suggest")
    await chen.says(SAID[1])
    assert chen.sees().startswith(HEARD)
    database = office.database
    assert await in_tables(database) == []
    await office.clock.advance(30)
    await office.services.upkeep.settle()
    assert in_bytes(office_folder) == []
    assert [words for words in SECRET if words in caplog.text] == []


@pytest.mark.parametrize("said", ["领导给我塞了条烟，咋办", "有人送我购物卡，该交给谁"])
async def test_who_was_given_something_is_shown_where_to_go_and_stands_in_no_inbox(
    office: Office, office_folder: Path, said: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert chen.sees().startswith("收到的东西怎么退、怎么登记上交")
    assert chen.sees().endswith(office.services.settings.people.report)
    assert await office.services.inbox.cases() == []
    await office.clock.advance(30)
    await office.services.upkeep.settle()
    assert [file.name for file in office_folder.glob("*.db*") if said.encode() in file.read_bytes()] == []


async def test_nobody_is_noted_as_somebody_who_wanted_to_report(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says(SAID[0])
    async with office.database.connection() as connection:
        tables = [table for table in metadata.sorted_tables if "kind" in table.columns]
        kinds = {kind for table in tables for kind in await connection.scalars(select(table.c.kind))}
    assert {table.name for table in tables} >= {"questions", "prompts"}
    assert "report" not in kinds


async def test_the_sentence_is_the_operators(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    people = PeopleSettings(report="请打 12388。")
    async with open_office(office_folder, people=people) as office:
        chen = office.colleague("陈")
        await chen.says("我要举报科长收礼")
        assert chen.sees() == "请打 12388。"


async def test_words_that_are_kept_are_found_by_this_test(office: Office, office_folder: Path) -> None:
    chen = office.colleague("陈")
    await chen.says("购物卡几点开门")
    assert await in_tables(office.database) != []
    await office.clock.advance(30)
    await office.services.upkeep.settle()
    assert in_bytes(office_folder) != []


async def test_a_report_that_could_not_be_handled_is_set_aside_without_its_words(
    office: Office, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    chen = office.colleague("陈")
    monkeypatch.setattr(type(office.services.answers), "ask", fails)
    await chen.says("我要举报科长收礼")
    assert await in_tables(office.database) == []
    await office.clock.advance(30)
    await office.services.upkeep.settle()
    assert in_bytes(office_folder) == []
