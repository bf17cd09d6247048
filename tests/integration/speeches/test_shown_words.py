"""What was shown to whoever asked, after the speech has changed."""

from datetime import timedelta
from types import SimpleNamespace

from clock import MORNING

from core.models import SpeechText
from knowledge.search.library import Library
from services.shown_words import CHANGED, ShownWords
from storage.asking.questions import AskedQuestion
from storage.database import Database
from storage.speeches.changes import SpeechChangeStore
from storage.speeches.drafts import SpeechDraft
from storage.speeches.versions import SpeechFile, SpeechStore

HOUR = timedelta(hours=1)
SPEECH = SpeechText("2024", "2024.txt", "讲话", "2024年", "", "一、纪律\n要守纪律。\n")
NUMBER = "2024-1-01"


async def test_the_words_are_those_that_stood_there_then(database: Database) -> None:
    versions = SpeechStore(database)
    changes = SpeechChangeStore(database, versions)
    other = SpeechText("2023", "2023.txt", "别的", "2023年", "", "一、学习\n要爱学习。\n")

    async def shown(*hours: float, number: str = NUMBER) -> list[str]:
        library = Library.build(await versions.current())
        asked = [
            AskedQuestion(1, 1, None, None, None, "confident", number, MORNING + hour * HOUR) for hour in hours
        ]
        found = await ShownWords(SimpleNamespace(library=library), versions).of(asked)
        return [words.partition("要守")[2].strip() for words in found if words != CHANGED] + [
            words for words in found if words == CHANGED
        ]

    await versions.read_in(
        [SpeechFile(one, one.text.encode()) for one in (SPEECH, other)], MORNING, kept=frozenset()
    )
    assert await shown(1) == ["纪律。"]
    newer = SpeechText("2024", "2024.txt", "讲话", "2024年", "", "一、纪律\n要守规矩。\n")
    (held,) = [one for one in await versions.latest() if one.text.slug == "2024"]
    draft = SpeechDraft(newer, newer.text.encode(), None, MORNING, base_version=held.version)
    await changes.adopt(draft, None, MORNING + 2 * HOUR)
    assert await shown(1, 3) == ["纪律。", "规矩。"]
    await changes.withdraw("2024", None, MORNING + 4 * HOUR)
    assert await shown(1, 3) == ["纪律。", CHANGED], "one of two versions"
    assert await shown(1, number="1999-1-01") == [""]
