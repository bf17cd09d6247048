"""Records as files, whole: every column of questions and changes, what was set aside, what editors taught."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

from clock import FakeClock
from ledger_rows import SENTENCE, ZONE, Held, Rows, at

from services.audit import AuditService
from services.records import RecordService
from services.shown_words import ShownWords
from storage.asking.known_questions import AddedQuestion
from storage.asking.questions import AskedQuestion
from storage.people.audit import AuditEntry
from storage.states import Verdict
from storage.updates.set_aside import SetAside

STYLE = "2022-1-02"


def records(**stores: Any) -> RecordService:  # noqa: ANN401 - they stand for stores
    nothing: Any = Rows()
    of = {name: stores.get(name, nothing) for name in ("questions", "audit", "known", "aside", "names")}
    since: Any = Rows(texts_since=(at(1, 0), []))
    return RecordService(shown=ShownWords(Held(), since), zone=ZONE, **of)


def rows_in(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def asked(words: str | None, kind: str, passage: str | None, verdict: Verdict = Verdict.NONE) -> AskedQuestion:
    return AskedQuestion(1, 1, None, 7, words, kind, passage, at(2, 23, 59), verdict=verdict)


async def test_a_question_s_row_says_what_was_shown_and_what_was_thought_of_it() -> None:
    questions = [
        asked("=1+1", "confident", STYLE, Verdict.USEFUL),
        asked(None, "unsure", "1999-1-01", Verdict.USELESS),
        asked("食堂？", "nothing", None),
        asked("出处", "source", None),
    ]
    assert rows_in(await records(questions=Rows(all=questions)).questions()) == [
        ["时间", "问题", "结果", "段落编号", "回答原文", "评价"],
        ["2026-03-02 23:59", "'=1+1", "直接回答", STYLE, SENTENCE, "有用"],
        ["2026-03-02 23:59", "（未保存原话）", "拿不准", "1999-1-01", "", "没用"],
        ["2026-03-02 23:59", "食堂？", "没有说到", "", "", ""],
        ["2026-03-02 23:59", "出处", "source", "", "", ""],
    ]


async def test_a_change_s_row_says_who_did_what_to_what_in_words() -> None:
    moment = at(2, 23, 59) + timedelta(seconds=7)
    entries = [
        AuditEntry(moment, None, "speech.withdraw", "2022"),
        AuditEntry(moment, 1, "role.grant", "2", "member", "editor"),
        AuditEntry(moment, 2, "notice.send", "notice 12"),
        AuditEntry(moment, 3, "question.bind", "问题 5"),
        AuditEntry(moment, 1, "of another version", "问题五"),
    ]
    audit, names = Rows(newest=entries), Rows(of={1: "吴"})
    service = records(audit=audit, names=names, questions=Rows(of=asked("食堂？", "nothing", None)))
    when = "2026-03-02 23:59:07"
    assert rows_in(await service.changes({1: "别人", 2: "李"})) == [
        ["时间", "操作人", "操作人编号", "操作", "对象", "之前", "之后"],
        [when, "命令行", "", "下架讲话", "2022", "", ""],
        [when, "吴", "1", "给予身份", "2", "member", "editor"],
        [when, "李", "2", "群发通知", "通知 12", "", ""],
        [when, "", "3", "绑定原文", "问题 5“食堂？”", "", ""],
        [when, "吴", "1", "of another version", "问题五", "", ""],
    ]
    assert names.wanted == [({1, 2, 3},)]
    forgotten = records(questions=Rows(of=asked(None, "nothing", None)))
    assert await forgotten.subject(entries[3]) == "问题 5"
    assert await records(questions=Rows(of=None)).subject(entries[3]) == "问题 5"


async def test_the_log_of_changes_is_read_from_its_newest_entry_on() -> None:
    store: Any = Rows(newest=[])
    log = AuditService(store, FakeClock())
    assert await log.newest(5) == []
    await log.newest(9, skip=5)
    assert store.wanted == [(5, 0), (9, 5)]


async def test_what_was_set_aside_is_a_line_each_with_its_bytes_while_they_are_kept() -> None:
    def one(number: int | None, content: bytes | None) -> SetAside:
        return SetAside(7, number, 5, 6, "no reason", content, 3, "digest", at(2, 8))

    lines = (await records(aside=Rows(listed=[one(9, b"\xff{}"), one(None, None)])).aside()).decode()
    every = {"at": "2026-03-02T08:00:00+08:00", "reason": "no reason", "size": 3}
    assert [json.loads(line) for line in lines.splitlines()] == [
        every | {"update_id": 9, "content": "/3t9"},
        every | {"update_id": None, "content": None},
    ]
    assert lines.endswith("\n")


async def test_what_editors_taught_is_a_line_each_without_gold_where_no_speech_says_it() -> None:
    known = [
        AddedQuestion("怎么抓作风", "2022", SENTENCE, "", 7, at(2, 8)),
        AddedQuestion("食堂？", "", "", "食堂", 7, at(2, 8)),
    ]
    lines = (await records(known=Rows(in_use=known)).learned()).decode()
    assert lines == (f'{{"q": "怎么抓作风", "gold": ["{SENTENCE}"]}}\n{{"q": "食堂？", "gold": []}}\n')
