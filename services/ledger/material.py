"""A document on a subject: what the speeches say on it, verbatim, as far as an editor chose it."""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import datetime

from knowledge.search.exact.subject import Excerpt, on_subject
from knowledge.search.library import Library
from knowledge.speech.segment import PATH_JOINER
from services.ledger.files import File

TITLE = "“{subject}”学习材料"
VERBATIM = "讲话原文摘录，一字未改"


async def excerpts_on(library: Library, subject: str) -> tuple[Excerpt, ...]:
    """Return what the speeches say on `subject`. A large library is searched in a thread."""
    return await asyncio.to_thread(on_subject, library, subject)


def digest(excerpts: Sequence[Excerpt]) -> str:
    """Return a few characters that change when these are no longer the same excerpts."""
    said = "\n".join(f"{one.passage.id} {one.text}" for one in excerpts)
    return hashlib.sha256(said.encode()).hexdigest()[:6]


async def material_file(excerpts: Sequence[Excerpt], subject: str, office: str, made_at: datetime) -> File:
    """Return the document with these excerpts, in their order; `made_at` is local."""
    return await asyncio.to_thread(_written, excerpts, subject, office, made_at)


def _written(excerpts: Sequence[Excerpt], subject: str, office: str, made_at: datetime) -> File:
    from knowledge.writing.official import OfficialDocument  # noqa: PLC0415 - loaded for the few who need it

    made = OfficialDocument(TITLE.format(subject=subject), office, made_at, VERBATIM)
    before = ""
    for one in excerpts:
        source = f"《{one.passage.title}》" + (f"（{one.passage.date}）" if one.passage.date else "")
        if one.passage.slug != before:
            made.heading(source)
            before = one.passage.slug
        if place := _place(one):
            made.place(place)
        made.quotation(one.text, f"——{source}，编号 {one.passage.id}")
    return File(f"material-{made_at:%Y-%m-%d}.docx", made.written())


def _place(one: Excerpt) -> str:
    """Return the headings above an excerpt, without the one that it begins with."""
    parts = one.passage.section.split(PATH_JOINER) if one.passage.section else []
    if parts and one.text.lstrip().startswith(parts[-1]):
        parts.pop()
    return PATH_JOINER.join(parts)
