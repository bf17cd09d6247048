"""One bad row never stops the others: what no program of ours writes stands in each table, and the day goes on.

Such rows come from a hand in the database, a half restored copy, a later version. Each is put in before an
office's day; then everybody is answered and pushed to, and every list is opened.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from office import Office
from sqlalchemy import Table, insert

from handlers.errors import APOLOGY
from handlers.schedule import schedule_tick
from storage.tables.access import approvals, audit, invitations, people
from storage.tables.asking import questions, suggestions
from storage.tables.chats import chats, subscriptions
from storage.tables.notices import notices
from storage.tables.pushes import deliveries, held_days, quotes
from storage.tables.speeches import speech_drafts, speech_versions, speeches
from storage.tables.ways import known_questions

LONG_AGO = datetime(2026, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)
TOMORROW = TODAY + timedelta(days=1)
NOBODY = 10**11  # a number that no chat here has
HUGE = 2**62
JUNK = "胡写"

CHAT: dict[str, Any] = {
    "chat_id": NOBODY,
    "kind": "private",
    "title": "某",
    "state": "active",
    "changed_at": LONG_AGO,
}
SUBSCRIPTION: dict[str, Any] = {
    "chat_id": NOBODY,
    "active": True,
    "time": "09:00",
    "days": "every",
    "muted": False,
    "created_at": LONG_AGO,
    "changed_at": LONG_AGO,
}
DELIVERY: dict[str, Any] = {
    "local_date": TOMORROW,
    "chat_id": NOBODY,
    "kind": "quote",
    "notice": "",
    "content": "",
    "due_at": datetime(2026, 3, 3, 1, 0, tzinfo=UTC),
    "state": "planned",
    "reason": "",
    "attempts": 0,
}
QUESTION: dict[str, Any] = {
    "chat_id": NOBODY,
    "message_id": 5,
    "words": "食堂几点开门",
    "kind": "nothing",
    "verdict": "",
    "state": "open",
    "asked_at": LONG_AGO,
}
NOTICE: dict[str, Any] = {"user_id": NOBODY, "state": "draft", "text": "通知", "changed_at": LONG_AGO}
PERSON: dict[str, Any] = {
    "user_id": NOBODY,
    "name": "某",
    "role": 0,
    "application": "none",
    "menu": "",
    "changed_at": LONG_AGO,
}
APPROVAL: dict[str, Any] = {
    "chat_id": -NOBODY,
    "kind": "supergroup",
    "title": "某群",
    "application": "approved",
    "menu": "",
    "changed_at": LONG_AGO,
}
SPEECH: dict[str, Any] = {"slug": "bad", "current_version": 999, "position": 0}
VERSION: dict[str, Any] = {
    "id": 999,
    "slug": "bad",
    "number": 1,
    "file": "bad.txt",
    "title": "某",
    "date": "",
    "occasion": "",
    "original": b"",
    "text": "",
    "sha256": "x",
    "added_at": LONG_AGO,
}
AUDIT: dict[str, Any] = {"at": LONG_AGO, "action": JUNK, "subject": JUNK, "was": JUNK, "now": JUNK}
SUGGESTION: dict[str, Any] = {
    "chat_id": NOBODY,
    "words": JUNK,
    "author": "",
    "state": JUNK,
    "written_at": LONG_AGO,
}
INVITATION: dict[str, Any] = {
    "code_hash": "x",
    "role": 1,
    "uses": 1,
    "uses_left": 1,
    "expires_at": datetime(2027, 1, 1, tzinfo=UTC),
    "made_at": LONG_AGO,
}
DRAFT: dict[str, Any] = {
    "file": "x.txt",
    "original": b"x",
    "text": "x",
    "title": "x",
    "date": "x",
    "occasion": "",
    "account": "no JSON",
    "slug": "x",
    "added_at": LONG_AGO,
}

EVERY_LIST = (
    "/inbox",
    "/roles",
    "/stats",
    "/pushes",
    "/quotes",
    "/speeches",
    "/audit",
    "/export",
    "/invite",
    "/rollback",
)

Row = tuple[Table, dict[str, Any]]
ROWS: dict[str, list[Row]] = {
    f"{table.name}: {', '.join(f'{name}={value!r}'[:30] for name, value in bad.items())}": [
        *([(chats, CHAT)] if table is subscriptions else []),
        *([(speeches, SPEECH)] if table is speech_versions else []),
        (table, good | bad),
    ]
    for table, good, bads in (
        (chats, CHAT, ({"state": JUNK}, {"kind": JUNK})),
        (
            subscriptions,
            SUBSCRIPTION,
            ({"time": "99:99"}, {"time": JUNK}, {"days": JUNK}, {"thread_id": HUGE}, {"time": ""}),
        ),
        (
            deliveries,
            DELIVERY,
            (
                {"content": JUNK},
                {"thread_id": HUGE},
                {"chat_id": HUGE},
                {"state": JUNK},
                {"kind": JUNK},
                {"kind": "notice", "notice": JUNK},
                {"kind": "notice", "notice": "77"},
                {"attempts": -5},
                {"claimed_by": JUNK},
                {"state": "sending"},
            ),
        ),
        (
            questions,
            QUESTION,
            (
                {"words": None},
                {"words": ""},
                {"kind": JUNK},
                {"verdict": JUNK},
                {"state": JUNK},
                {"passage_id": JUNK},
                {"chat_id": HUGE},
                {"case_id": HUGE},
            ),
        ),
        (
            notices,
            NOTICE,
            (
                {"state": JUNK},
                {"links": "no JSON", "state": "sending", "local_date": TOMORROW},
                {"state": "sending"},
                {"state": "sent", "local_date": TOMORROW, "report_message_id": HUGE},
                {"user_id": HUGE, "state": "sending", "local_date": TOMORROW},
            ),
        ),
        (
            people,
            PERSON,
            (
                {"role": 77},
                {"role": 3, "user_id": HUGE},
                {"role": 2, "user_id": HUGE},
                {"role": -1},
                {"application": JUNK},
                {"application": "asked", "user_id": HUGE},
            ),
        ),
        (
            approvals,
            APPROVAL,
            ({"kind": JUNK}, {"application": JUNK}, {"application": "asked", "chat_id": -HUGE}),
        ),
        (
            speech_versions,
            VERSION,
            ({}, {"text": "\n\n"}, {"text": "无" * 5000}, {"recognised": "no JSON"}),
        ),
        (audit, AUDIT, ({},)),
        (suggestions, SUGGESTION, ({}, {"links": "no JSON", "state": "open"})),
        (invitations, INVITATION, ({"role": 77}, {"uses_left": -3})),
        (speech_drafts, DRAFT, ({},)),
        (
            quotes,
            {"text": JUNK, "slug": "nowhere", "state": JUNK, "changed_at": LONG_AGO},
            ({}, {"state": "approved"}),
        ),
        (held_days, {"local_date": date(1, 1, 1), "at": LONG_AGO}, ({},)),
        (
            known_questions,
            {"question": "", "slug": "nowhere", "text": JUNK, "about": "", "added_at": LONG_AGO},
            ({},),
        ),
    )
    for bad in bads
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
async def test_a_bad_row_stops_no_other(
    run_office: Office, rows: list[Row], caplog: pytest.LogCaptureFixture
) -> None:
    office = run_office
    wu, chen, li = (office.colleague(name) for name in ("吴", "陈", "李"))
    async with office.database.transaction() as connection:
        for table, row in rows:
            await connection.execute(insert(table).values(row))
    wrong: list[str] = []

    def expect(right: bool, what: str) -> None:
        wrong.extend([] if right else [what])

    await office.services.speeches.refresh()
    await wu.says("/start")
    await li.says("食堂夜宵几点供应")
    await chen.says("/subscribe 9:00")
    await chen.says("三重一大是什么")
    expect("重大问题决策" in chen.sees(), "an answer")
    await office.comes(1, 8, 40)
    await office.comes(0, 9)
    await office.passes(minutes=5)
    expect(len(chen.pushes()) == 1, "the push")
    expect(any("发出" in one.text for one in wu.answers()), "the report")
    for command in EVERY_LIST:
        await wu.says(command)
        expect(APOLOGY not in wu.sees(), command)
    expect(any("夜宵" in one.text for one in wu.answers()), "the case of somebody else")
    await wu.says("/notice 全体注意")
    expect("发送" in wu.last().buttons, "the notice's button")
    if "发送" in wu.last().buttons:
        await wu.taps("发送")
        await wu.taps("确定发送")
        await office.passes(minutes=1)
        expect(any("全体注意" in one.text for one in chen.answers()), "the notice")
    knocks = schedule_tick(office.app, 5.0)
    caplog.clear()
    await office.clock.until(knocks.now("sweep"))
    expect(" failed: " not in caplog.text, f"a step of the sweep: {caplog.text}")
    assert wrong == []
