"""From files to a library: the speeches with the known questions and the thesaurus that stand beside them."""

from collections.abc import Callable, Sequence

from core.models import SpeechText
from knowledge.language.words.thesaurus import read_thesaurus
from knowledge.reading.folder import KnowledgeFiles
from knowledge.search.confidence import Zones
from knowledge.search.known.asked import Asked, read_asked
from knowledge.search.known.questions import KnownQuestion, read_questions
from knowledge.search.known.ways import read_ways
from knowledge.search.library import Library


def assemble(
    speeches: Sequence[SpeechText],
    files: KnowledgeFiles,
    previous: Library | None = None,
    zones: Zones | None = None,
    added: Sequence[KnownQuestion] = (),
    read: Callable[[KnowledgeFiles], Asked] | None = None,
) -> Library:
    """Build the library of `speeches`; `previous` saves the work for speeches that have not changed.

    `added` are known ways of asking beside those of the files, over which they win. `zones` say what is
    confident: Zones.of(settings.asking.strictness); None keeps those of `previous`. `read` gives the files'
    ways of asking where they were kept.
    Raises OperatorError naming the file, or the entry in it, that cannot be used.
    """
    asked = read(files) if read else read_asked(read_known(files))
    thesaurus = read_thesaurus(files.thesaurus) if files.thesaurus else None
    return Library.build(speeches, added, thesaurus, asked=asked, previous=previous, zones=zones)


def read_known(files: KnowledgeFiles) -> list[KnownQuestion]:
    """Read all known ways of asking: the folder's, then those of questions.toml. Raises OperatorError."""
    return read_ways(files.ways) + (read_questions(files.questions) if files.questions else [])
