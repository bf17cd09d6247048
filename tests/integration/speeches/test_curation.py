"""Which quotes are drawn when the file, the speeches and the editors' decisions say different things."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from clock import MORNING, FakeClock

from core.errors import OperatorError, UserError
from core.models import SpeechText
from knowledge.quotes.spans import Span
from services.audit import AuditService
from services.pushes.quotes import QuoteService
from services.speeches.changes import SpeechChangeService
from services.speeches.curation import CurationService, Stand
from services.speeches.library import SpeechService
from services.speeches.taught import TaughtWays
from storage.database import Database
from storage.people.audit import AuditStore
from storage.pushes.quote_days import QuoteDayStore
from storage.pushes.quotes import QuoteStore
from storage.speeches.changes import SpeechChangeStore
from storage.speeches.drafts import SpeechDraft
from storage.speeches.versions import SpeechStore

FIRST = "守住纪律底线，才能走得长远安稳。"
SECOND = "党员干部要把责任扛在肩上，把群众放在心里。"
THIRD = "党员干部要把纪律挺在前面，把规矩刻在心里。"
TEXT = f"开头的话在这里说。{FIRST}{SECOND}\n"
OTHER = "另一篇讲话只有一句话，说的是作风建设。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    knowledge = tmp_path / "knowledge"
    (knowledge / "speeches").mkdir(parents=True)
    (knowledge / "speeches" / "2022.txt").write_text(TEXT, encoding="utf-8")
    (knowledge / "speeches" / "2023.txt").write_text(OTHER, encoding="utf-8")
    write_quotes(knowledge, (FIRST, "2022"))
    return knowledge


def write_quotes(folder: Path, *quotes: tuple[str, str]) -> None:
    entries = "".join(f'[[quote]]\ntext = "{text}"\nspeech = "{speech}"\n' for text, speech in quotes)
    (folder / "quotes.toml").write_text(entries, encoding="utf-8")


class Program:
    """One process that draws quotes; several may share a database."""

    def __init__(self, database: Database, folder: Path) -> None:
        clock, versions = FakeClock(), SpeechStore(database)
        audit = AuditService(AuditStore(database), clock)
        days = QuoteDayStore(database)
        self.file = folder / "quotes.toml"
        self.speeches = SpeechService(versions, TaughtWays.of(database), folder, clock)
        self.changes = SpeechChangeService(SpeechChangeStore(database, versions), self.speeches, clock)
        self.quotes = QuoteService(days, [], clock, ZoneInfo("Asia/Shanghai"))
        self.curation = CurationService(QuoteStore(database), days, self.quotes, self.speeches, audit, clock)

    async def start(self) -> "Program":
        await self.speeches.start()
        await self.curation.start(self.file)
        return self

    @property
    def texts(self) -> set[str]:
        return {quote.text for quote in self.quotes.quotes}

    async def replace(self, text: str) -> None:
        """Take in another version of 2022, as an editor does."""
        entry = await self.changes.of("2022")
        assert entry is not None
        speech = SpeechText("2022", "2022.txt", entry.title, entry.date, "", text)
        await self.changes.adopt(
            SpeechDraft(speech, text.encode(), 1, MORNING, base_version=entry.version_id), 1
        )


def span_of(text: str, words: str, slug: str = "2022") -> Span:
    start = text.index(words)
    return Span(slug, start, start + len(words))


async def test_a_quote_is_drawn_while_its_speech_says_it(database: Database, folder: Path) -> None:
    program = await Program(database, folder).start()
    await program.curation.approve(span_of(TEXT, SECOND), 1)
    assert program.texts == {FIRST, SECOND}
    await program.replace(TEXT.replace("扛在肩上", "扛起来"))
    assert program.texts == {FIRST}
    change = await program.changes.last()
    assert change is not None
    await program.changes.undo(change, 1)
    assert program.texts == {FIRST, SECOND}
    await program.changes.withdraw("2022", 1)
    assert program.texts == set()


async def test_other_processes_follow_decisions_and_speeches(database: Database, folder: Path) -> None:
    ours, theirs = await Program(database, folder).start(), await Program(database, folder).start()
    await ours.curation.approve(span_of(TEXT, SECOND), 1)
    await theirs.curation.refresh()
    assert theirs.texts == {FIRST, SECOND}
    await ours.curation.hide(span_of(TEXT, FIRST), 1)
    await theirs.curation.refresh()
    assert theirs.texts == {SECOND}
    await ours.changes.withdraw("2022", 1)
    await theirs.speeches.refresh()
    assert theirs.texts == set()


async def test_decisions_outlive_a_restart_and_a_file_that_says_otherwise(
    database: Database, folder: Path
) -> None:
    program = await Program(database, folder).start()
    await program.curation.hide(span_of(TEXT, FIRST), 1)
    again = await Program(database, folder).start()
    assert again.texts == set()
    (entry,) = await again.curation.entries(Stand.HIDDEN)
    assert entry.quote.text == FIRST


@pytest.mark.parametrize("speech", ["2022", "1999", ""])
async def test_a_file_that_misquotes_an_untouched_speech_is_refused(
    database: Database, folder: Path, speech: str
) -> None:
    write_quotes(folder, ("守住纪律的底线，才能走得长远安稳。", speech))
    with pytest.raises(OperatorError, match="不一致"):
        await Program(database, folder).start()


async def test_a_quote_whose_speech_an_editor_replaced_is_no_fault_of_the_file(
    database: Database, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program = await Program(database, folder).start()
    await program.replace(TEXT.replace(FIRST, ""))
    again = await Program(database, folder).start()
    assert again.texts == set()
    assert "1 quotes of quotes.toml are not drawn" in caplog.text


async def test_what_is_proposed_is_decided_once(database: Database, folder: Path) -> None:
    program = await Program(database, folder).start()
    proposed = [entry.quote.text for entry in await program.curation.entries(Stand.PROPOSED)]
    assert FIRST not in proposed, "it is approved already"
    assert SECOND in proposed
    await program.curation.hide(span_of(TEXT, SECOND), 1)
    assert SECOND not in [entry.quote.text for entry in await program.curation.entries(Stand.PROPOSED)]


async def test_what_is_proposed_is_said_by_the_speeches_of_now(database: Database, folder: Path) -> None:
    program = await Program(database, folder).start()
    proposed = [entry.quote.text for entry in await program.curation.entries(Stand.PROPOSED)]
    again = [entry.quote.text for entry in await program.curation.entries(Stand.PROPOSED)]
    assert again == proposed == [SECOND, OTHER.strip()]
    await program.replace(f"{FIRST}{THIRD}\n")
    assert [entry.quote.text for entry in await program.curation.entries(Stand.PROPOSED)] == [
        THIRD,
        OTHER.strip(),
    ]


async def test_only_what_is_approved_gets_a_day_and_only_one_to_come(database: Database, folder: Path) -> None:
    program = await Program(database, folder).start()
    today = program.quotes.today()
    with pytest.raises(UserError, match="先通过"):
        await program.curation.give_day(span_of(TEXT, SECOND), today.replace(year=today.year + 1), 1)
    with pytest.raises(UserError, match="明天以后"):
        await program.curation.give_day(span_of(TEXT, FIRST), today, 1)


async def test_a_stretch_that_is_no_clause_is_refused(database: Database, folder: Path) -> None:
    program = await Program(database, folder).start()
    span = span_of(TEXT, FIRST)
    for wrong in (replace(span, start=span.start + 1), replace(span, slug="1999"), replace(span, end=10**6)):
        with pytest.raises(UserError, match="已经更新"):
            await program.curation.approve(wrong, 1)
    assert program.texts == {FIRST}
