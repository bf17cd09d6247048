"""What came back -> what of it can be used, by the product's own index. Pure; called in a thread."""

from collections.abc import Iterable, Sequence

from knowledge.search.known.questions import KnownQuestion
from knowledge.search.library import Library
from knowledge.ways.replies import Refused, Reply, once
from knowledge.ways.weighing import usable
from storage.ways.batches import StoredWay


def sifted(reply: Reply, library: Library, there: Iterable[str]) -> list[StoredWay]:
    """Return all of a reply as it is stored, the useless with its reason.

    `there` are questions that exist already; `library` is the one in use.
    """
    different = once(reply.ways, there)
    useful = usable(library, different.ways)
    kept = [StoredWay(way.asker, way.question, way.text, way.about) for way in useful.ways]
    whose = {way.question: way for way in reply.ways}
    refused = [*reply.refused, *different.refused, *useful.refused]
    return [*kept, *(_refused(one, whose.get(one.words)) for one in refused)]


def _refused(one: Refused, way: KnownQuestion | None) -> StoredWay:
    if way is None:
        return StoredWay("", one.words, "", "", refused=one.why)
    return StoredWay(way.asker, way.question, way.text, way.about, refused=one.why)


def known_questions(stored: Sequence[StoredWay]) -> list[KnownQuestion]:
    """Return the stored ways that nobody refused, as the library knows them; their speech is the caller's."""
    return [
        KnownQuestion(one.question, one.asker, one.text, about=one.about)
        for one in stored
        if not one.refused and not one.bad
    ]
