"""How each sheet of the ledger is laid out: its columns, how wide they are, what is added up, who signs."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from clock import FakeClock
from ledger_rows import WEEK, Held, Rows

from core.models import Role
from core.settings import AccessSettings, Settings
from knowledge.writing.paper import ACROSS, UPRIGHT, Column
from services.ledger.building import _Roles, build_ledger
from services.ledger.facts import Fact, Source
from services.ledger.pack import SIGNED, SUMS
from storage.database import Database

REACH = "应推会话 11+ 送到 11+ 未送到 11+ 不确定 11+ 未到时 11+ 未送到的原因 21"
SHEETS = {
    "廉语推送": [f"日期 20 廉语 58 出处 52 编号 19 {REACH}"],
    "节前提醒": [
        f"日期 20 放假 14 当天的廉语 96 编号 19 {REACH}",
        "日期 20 放假 12 事项 12 内容 82 编号 30",
    ],
    "通知": [f"日期 20 编号 9 通知（开头） 96 说明 15 {REACH} 已阅 9+"],
    "每周一题": [
        f"日期 20 题目 76 答案 34 编号 19 {REACH}",
        "那一周的周一 22 题目 62 群 15+ 作答人次 20+ 答对人次 20+ 答对率 17",
    ],
    "谈话与责任书": ["事项 52 应办日期 30 办结日期（件数） 44 应办件数 15+ 办结件数 15+"],
    "讲话收录": ["日期 20 讲话 62 简称 20 版本 14 做了什么 20 经办角色 20"],
    "意见办理": ["编号 20 收到 30 署名 24 答复 30 用了几天 26 收到件数 13+ 答复件数 13+"],
    "提问概况": [
        "月份 28 提问 26+ 直接答上 26+ 拿不准 26+ 没有说到 26+ 其他答复 24+",
        "内容 90 讲话 40 次数 26+",
        "问到而讲话里没有说到的 116 次数 40+",
    ],
    "手工补记": ["日期 20 事项 88 补记角色 24 说明 24"],
}
STAY, GROW, SIGN = {"讲话收录", "手工补记"}, {"谈话与责任书"}, {"通知", "谈话与责任书", "手工补记"}
# The days before holidays have a table of lists only where one was pushed.
LISTED = Fact(date(2026, 3, 2), "x", {}, {"holiday": "清明节", "line0": "礼品\t\t不收礼品"})


@pytest.fixture
def sources(tmp_path: Path) -> dict[str, Source]:
    """Return what gives the sheets, by name, in their order."""
    made = build_ledger(Settings(), Database.in_folder(tmp_path), FakeClock(), Held())
    return {one.name: one for one in made.pack._sources}


def said(columns: tuple[Column, ...]) -> str:
    """Return heads and widths; + where a column is added up, _ where it is filled in by hand."""
    marks = [f"{'+' * one.total}{'_' * one.blank}" for one in columns]
    return " ".join(f"{one.head} {one.width}{mark}" for one, mark in zip(columns, marks, strict=True))


def test_each_table_has_its_columns_which_are_as_wide_as_its_page(sources: dict[str, Source]) -> None:
    sheets = [one.sheet([LISTED] if one.name == "节前提醒" else [], WEEK) for one in sources.values()]
    assert {one.name: [said(table.columns) for table in one.tables] for one in sheets} == SHEETS
    assert list(sources) == list(SHEETS), "in this order"
    for table in (table for one in sheets for table in one.tables):
        wide = sum(column.width for column in table.columns)
        assert wide == (ACROSS if table.is_wide else UPRIGHT), said(table.columns)
    assert sum(column.width for column in SUMS) == UPRIGHT
    assert (said(SUMS), said(SIGNED)) == ("表 50 项目 60 合计 46", "参加人员 30_ 签字 24_")


def test_what_is_kept_what_grows_and_what_is_signed(sources: dict[str, Source]) -> None:
    assert {name for name, one in sources.items() if not one.is_kept} == STAY
    assert {name for name, one in sources.items() if one.grows} == GROW
    assert {name for name, one in sources.items() if one.signs} == SIGN


@pytest.mark.parametrize("named", ["nobody", "editors", "operators"])
@pytest.mark.parametrize("granted", [None, *Role])
async def test_a_role_is_the_higher_one_of_what_settings_and_people_say(
    named: str, granted: Role | None
) -> None:
    people: Any = Rows(of=None if granted is None else SimpleNamespace(role=granted))
    settings = AccessSettings(**{named: frozenset({1})} if named != "nobody" else {})
    configured = {"nobody": Role.STRANGER, "editors": Role.EDITOR, "operators": Role.OPERATOR}[named]
    roles = _Roles(settings, people)
    assert await roles.of(1) == max(configured, granted or Role.STRANGER)
    assert await roles.of(2) == (granted or Role.STRANGER), "the settings name somebody else"
