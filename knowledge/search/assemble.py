"""From files to a library: the speeches with the known questions and the thesaurus that stand beside them."""

from collections.abc import Sequence

from core.models import SpeechText
from knowledge.language.thesaurus import read_thesaurus
from knowledge.reading.folder import KnowledgeFiles
from knowledge.search.confidence import Zones
from knowledge.search.known import KnownQuestion, read_questions
from knowledge.search.library import Library
from knowledge.search.ways import read_ways


def assemble(
    speeches: Sequence[SpeechText],
    files: KnowledgeFiles,
    previous: Library | None = None,
    zones: Zones | None = None,
    added: Sequence[KnownQuestion] = (),
) -> Library:
    """Build the library of `speeches`; `previous` saves the work for speeches that have not changed.

    `added` are known ways of asking beside those of the files, over which they win. `zones` say what is
    confident: Zones.of(settings.asking.strictness); None keeps those of `previous`.
    Raises OperatorError naming the file, or the entry in it, that cannot be used.
    """
    known = read_known(files)
    if added:
        asked = {one.question for one in added}
        known = [one for one in known if one.question not in asked] + list(added)
    thesaurus = read_thesaurus(files.thesaurus) if files.thesaurus else None
    return Library.build(speeches, known, thesaurus, previous=previous, zones=zones)


def read_known(files: KnowledgeFiles) -> list[KnownQuestion]:
    """Read all known ways of asking: the folder's, then those of questions.toml. Raises OperatorError."""
    return read_ways(files.ways) + (read_questions(files.questions) if files.questions else [])
