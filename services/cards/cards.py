"""The day's quote, or a passage, as a picture: drawn once, in a process that takes its memory along."""

import asyncio
import dataclasses
import hashlib
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections import OrderedDict
from contextlib import suppress
from datetime import date
from pathlib import Path

from core.models import Picture, Quote
from knowledge.language.calendar.saying import said_weekday
from knowledge.speech.segment import Passage
from services.cards.saying import Card

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
WORKER = "services.cards.worker"
PASSED_ON = ("LD_LIBRARY_PATH",)  # of the bot's environment: where the system's libraries are
PATIENCE = 30.0  # seconds for one picture, on a busy machine
KEPT = 4  # pictures in memory, of some 30 KB each
QUOTE_HEAD, PASSAGE_HEAD = "今日廉语", "讲话原文"


class CardService:
    """Gives cards, each drawn once as long as it is asked for; None for what is to stay text.

    That is what is too long, what has a character that the font lacks, and what could not be drawn.
    """

    def __init__(self) -> None:
        self._drawn: OrderedDict[str, Picture | None] = OrderedDict()
        self._drawing = asyncio.Lock()

    async def of_quote(self, quote: Quote, day: date) -> Picture | None:
        """Return the card of the quote of `day`: the same, in the same colours, for every chat."""
        said = said_weekday(day)
        return await self._card(_card_of(quote, QUOTE_HEAD, said, day.toordinal()))

    async def of_passage(self, passage: Passage) -> Picture | None:
        """Return the card of a passage; its colours depend on its number."""
        return await self._card(_card_of(passage, PASSAGE_HEAD, "", sum(passage.id.encode())))

    async def _card(self, card: Card) -> Picture | None:
        asked = json.dumps(dataclasses.asdict(card), ensure_ascii=False)
        key = hashlib.sha256(asked.encode()).hexdigest()[:32]
        async with self._drawing:
            if key not in self._drawn:
                try:
                    png = await _draw(asked.encode())
                except (OSError, TimeoutError, RuntimeError) as error:
                    logger.warning("a card could not be drawn: %s", type(error).__name__)
                    return None
                self._drawn[key] = Picture(key, png) if png else None
                while len(self._drawn) > KEPT:
                    self._drawn.popitem(last=False)
            self._drawn.move_to_end(key)
            return self._drawn[key]


def _card_of(words: Quote | Passage, head: str, day: str, style: int) -> Card:
    number = words.passage_id if isinstance(words, Quote) else words.id
    title = f"《{words.title}》" if words.title else ""
    return Card(words.text, (title, " · ".join(filter(None, (words.date, number)))), head, day, style)


async def _draw(asked: bytes, /) -> bytes:
    """Return the worker's PNG; nothing where the words are no card. Raises RuntimeError when it failed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-X",
        "utf8",
        "-m",
        WORKER,
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        cwd=ROOT,
        env={key: os.environ[key] for key in PASSED_ON if key in os.environ},
    )
    try:
        async with asyncio.timeout(PATIENCE):
            png, _ = await process.communicate(asked)
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        await process.wait()
    if process.returncode:
        raise RuntimeError(f"status {process.returncode}")
    return png
