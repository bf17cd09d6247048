"""Records as files for a spreadsheet: questions with their answers, and the log of changes."""

import base64
import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from core.patterns import pattern
from knowledge.language.hours.times import local_minute
from services.audit import said
from services.csv_cells import guarded
from services.shown_words import ShownWords
from storage.asking.known_questions import KnownQuestionStore
from storage.asking.questions import QuestionStore
from storage.people.audit import AuditEntry, AuditStore
from storage.people.names import NameStore
from storage.updates.set_aside import SetAsideStore

QUESTION_COLUMNS = ("时间", "问题", "结果", "段落编号", "回答原文", "评价")
AUDIT_COLUMNS = ("时间", "操作人", "操作人编号", "操作", "对象", "之前", "之后")
RESULTS = {"confident": "直接回答", "unsure": "拿不准", "nothing": "没有说到"}
VERDICTS = {"useful": "有用", "useless": "没用", "": ""}
NO_NAMES: Mapping[int, str] = {}
_QUESTION, _NOTICE = pattern(r"问题 (?P<number>\d+)"), pattern(r"notice (?P<number>\d+)")
MOST = 100_000  # changes; no spreadsheet shows more


class RecordService:
    """Writes CSV in UTF-8 with a byte order mark, which spreadsheet programs need to read Chinese."""

    def __init__(
        self,
        questions: QuestionStore,
        audit: AuditStore,
        known: KnownQuestionStore,
        shown: ShownWords,
        aside: SetAsideStore,
        names: NameStore,
        zone: ZoneInfo,
    ) -> None:
        self._questions = questions
        self._audit = audit
        self._known = known
        self._shown = shown
        self._aside = aside
        self._names = names
        self._zone = zone

    async def questions(self) -> bytes:
        """Return every question that is kept, the oldest first, with what the bot showed. No names."""
        rows: list[tuple[str, ...]] = []
        asked = await self._questions.all()
        for one, words in zip(asked, await self._shown.of(asked), strict=True):
            rows.append(
                (
                    local_minute(one.asked_at, self._zone),
                    one.words or "（未保存原话）",
                    RESULTS.get(one.kind, one.kind),
                    one.passage_id or "",
                    words,
                    VERDICTS[one.verdict.value],
                )
            )
        return _csv(QUESTION_COLUMNS, rows)

    async def aside(self) -> bytes:
        """Return what was set aside, the oldest first, a JSON object a line; its bytes are in base64."""
        lines = [
            {
                "at": one.at.astimezone(self._zone).isoformat(timespec="seconds"),
                "update_id": one.update_id,
                "reason": one.reason,
                "size": one.size,
                "content": None if one.content is None else base64.b64encode(one.content).decode("ascii"),
            }
            for one in await self._aside.listed()
        ]
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()

    async def changes(self, known: Mapping[int, str] = NO_NAMES) -> bytes:
        """Return the whole log of changes, the newest first; `known` are names that the database may lack."""
        entries = await self._audit.newest(MOST)
        names = await self._names.of({entry.user_id for entry in entries if entry.user_id is not None})
        rows = []
        for entry in entries:
            when = local_minute(entry.at, self._zone, seconds=True)
            number = "" if entry.user_id is None else str(entry.user_id)
            who = "命令行" if entry.user_id is None else names.get(entry.user_id, known.get(entry.user_id, ""))
            subject = await self.subject(entry)
            rows.append((when, who, number, said(entry.action), subject, entry.was, entry.now))
        return _csv(AUDIT_COLUMNS, rows)

    async def subject(self, entry: AuditEntry) -> str:
        """Return what was changed, as people know it: a question by its words, while these are kept."""
        if match := _NOTICE.fullmatch(entry.subject):
            return f"通知 {match['number']}"
        match = _QUESTION.fullmatch(entry.subject)
        asked = await self._questions.of(int(match["number"])) if match else None
        return f"{entry.subject}“{asked.words}”" if asked and asked.words else entry.subject

    async def learned(self) -> bytes:
        """Return the ways of asking that editors added, an object a line: q, and gold, the text that answers.

        No gold: the speeches do not say. A test set of the office's own; see bench/samples.py.
        """
        lines = [
            json.dumps({"q": one.question, "gold": [one.text] if one.text else []}, ensure_ascii=False)
            for one in await self._known.in_use()
        ]
        return "".join(f"{line}\n" for line in lines).encode()


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
