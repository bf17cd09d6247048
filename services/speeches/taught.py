"""The ways of asking that the database holds: what editors bound, and the batches that were taken in."""

from collections.abc import Collection

from knowledge.search.known.questions import EDITOR, KnownQuestion
from knowledge.ways.sources import Sourced, batch_source, editors_source
from storage.asking.known_questions import KnownQuestionStore
from storage.database import Database
from storage.ways.batches import WayBatchStore
from storage.ways.withdrawn import WithdrawnWayStore


class TaughtWays:
    """What every process adds to the files' ways of asking, and which files it leaves out."""

    def __init__(
        self, bindings: KnownQuestionStore, batches: WayBatchStore, withdrawn: WithdrawnWayStore
    ) -> None:
        self._bindings = bindings
        self._batches = batches
        self._withdrawn = withdrawn

    @classmethod
    def of(cls, database: Database) -> "TaughtWays":
        """Return what `database` holds."""
        return cls(KnownQuestionStore(database), WayBatchStore(database), WithdrawnWayStore(database))

    async def added(self, slugs: Collection[str]) -> list[Sourced]:
        """Return what is in use beside these speeches, batches first; an editor's binding wins over a batch.

        A batch goes and comes with its speech: also what it says that the speech does not answer.
        """
        without = await self._withdrawn.listed()
        bound = [one for one in await self.bindings() if one.source not in without]
        asked = {one.way.question for one in bound}
        taken = [
            Sourced(
                batch_source(batch.id),
                KnownQuestion(one.question, one.asker, one.text, batch.slug if one.text else "", one.about),
            )
            for batch, one in await self._batches.in_use()
            if one.question not in asked and batch.slug in slugs
        ]
        return [*taken, *bound]

    async def bindings(self) -> list[Sourced]:
        """Return what editors bound, in use or not."""
        return [
            Sourced(
                editors_source(one.slug), KnownQuestion(one.question, EDITOR, one.text, one.slug, one.about)
            )
            for one in await self._bindings.in_use()
        ]

    async def without(self) -> frozenset[str]:
        """Return the sources that are out of use."""
        return await self._withdrawn.listed()

    async def fingerprint(self) -> str:
        """Return a word that changes whenever `added` or `without` does."""
        out = ",".join(sorted(await self._withdrawn.listed()))
        return f"{await self._bindings.fingerprint()} {await self._batches.fingerprint()} {out}"
