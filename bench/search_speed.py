"""How fast answers are, what building takes and holds, against a partial_ratio scan in the same run.

    python -m bench.search_speed [--windows 10000 100000]

Answers and scans take turns, so that a machine whose speed drifts spoils both alike; processor time is the
steadier measure. The heartbeat is an event loop that is asked as the bot is: in a thread where the library is
large. Memory is what is held after building, once the C library has given back what it does not use, as the
bot makes it do.

The texts are the shipped speeches' own clauses in new orders (seeded), so that it runs anywhere; where
../shared/data is present, real reports on the work of the government come first.
"""

import argparse
import asyncio
import ctypes
import gc
import json
import os
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial

import numpy as np
import psutil
from rapidfuzz import fuzz, process

from bench.noise import KINDS, disturb
from bench.samples import SHARED, Shipped
from core.models import SpeechText
from knowledge.search.library import Library
from services.asking.answers import LARGE_LIBRARY

SEED = 5
QUESTIONS = 200
BEAT = 0.001  # seconds
SCANS = 20
LENGTHS = 12, 30  # characters, as staff type
SENTENCES_A_SPEECH = 150
REPORTS = SHARED / "public" / "state_council_reports.json"
MARK = re.compile(r"(?<=[，；。])")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--windows", type=int, nargs="*", default=[10_000])
    for size in parser.parse_known_args()[0].windows:
        measure(size)


def measure(size: int) -> None:
    """Print one block of figures for about `size` passages."""
    shipped = Shipped.read()
    speeches = list(_speeches(shipped.speeches, size))
    Library.build(shipped.speeches)  # tables that are read once are no part of a passage's cost
    before, started = _resident(), time.perf_counter()
    library = Library.build(speeches)
    built = time.perf_counter() - started
    held = _resident() - before
    count = library.passage_count
    asked = _questions(speeches)
    segmented = [speech for shard in library.index.shards for speech in shard.speeches]
    texts = [passage.text for speech in segmented for passage in speech.passages]
    for question in asked[:5]:
        library.answer(question)
    ours, scans = [], []
    for number, question in enumerate(asked):
        ours.append(_seconds(partial(library.answer, question)))
        if number % (QUESTIONS // SCANS) == 0:
            scan = partial(process.extract, question, texts, scorer=fuzz.partial_ratio, limit=5)
            scans.append(_seconds(scan))
    loop_held = asyncio.run(_loop_held(library, asked))
    more = SpeechText("added", "added.txt", "", "", "", speeches[0].text)
    added, _ = _seconds(lambda: Library.build([*speeches, more], previous=library))
    (middle, middle_cpu), (scanned, scanned_cpu) = np.median(ours, axis=0), np.median(scans, axis=0)
    slow, slow_cpu = np.quantile(ours, 0.95, axis=0)
    print(
        f"{count} passages: answer p50 {middle:.1f} ms, p95 {slow:.1f} ms "
        f"(processor {middle_cpu:.1f}, {slow_cpu:.1f}); partial_ratio scan p50 {scanned:.0f} ms, "
        f"{scanned / middle:.0f} times ours (processor {scanned_cpu / middle_cpu:.0f} times)"
    )
    print(
        f"  building {built / count * 1e3:.2f} ms a passage, {held / count / 1024:.1f} KB a passage; "
        f"one speech more ({len(more.text)} characters): {added:.0f} ms; "
        f"event loop held {loop_held:.0f} ms at most"
    )


def _resident() -> int:
    """Return the bytes held, without what was only used for a moment."""
    gc.collect()
    with suppress(AttributeError, OSError, TypeError):  # only glibc knows the call
        ctypes.CDLL(None).malloc_trim(0)
    return psutil.Process(os.getpid()).memory_info().rss


def _seconds(call: Callable[[], object]) -> tuple[float, float]:
    """Return how long a call takes, and how much processor time, in milliseconds."""
    started, spent = time.perf_counter(), time.thread_time()
    call()
    return (time.perf_counter() - started) * 1e3, (time.thread_time() - spent) * 1e3


async def _loop_held(library: Library, asked: Sequence[str]) -> float:
    """Return the longest time in ms between two beats of a loop while questions are answered, beyond a beat."""
    large = sum(len(speech.text) for speech in library.speeches) > LARGE_LIBRARY
    longest = 0.0

    async def beat() -> None:
        nonlocal longest
        while True:
            started = time.perf_counter()
            await asyncio.sleep(BEAT)
            longest = max(longest, time.perf_counter() - started - BEAT)

    beating = asyncio.create_task(beat())
    for question in asked:
        if large:
            await asyncio.to_thread(library.answer, question)
        else:
            library.answer(question)
            await asyncio.sleep(0)
    beating.cancel()
    return longest * 1e3


def _speeches(shipped: Sequence[SpeechText], size: int) -> Iterator[SpeechText]:
    """Yield speeches with about `size` sentences in all: real reports first, then clauses in new orders."""
    source = random.Random(SEED)
    texts = [speech.text for speech in shipped]
    if REPORTS.is_file():
        texts.extend(report["text"] for report in json.loads(REPORTS.read_text(encoding="utf-8")))
    clauses = [clause for text in texts for clause in MARK.split(text) if 6 <= len(clause) <= 40]
    number = made = 0
    while made < size:
        text = texts[number] if 2 <= number < len(texts) else _mixture(source, clauses)
        made += text.count("。")
        yield SpeechText(f"t{number}", f"t{number}.txt", f"t{number}", "", "", text)
        number += 1


def _mixture(source: random.Random, clauses: Sequence[str]) -> str:
    lines = []
    for _ in range(SENTENCES_A_SPEECH // 5):
        sentences = (
            "".join(source.choices(clauses, k=source.randint(2, 4))).rstrip("，；。") + "。" for _ in range(5)
        )
        lines.append("".join(sentences))
    return "\n".join(lines)


def _questions(speeches: Sequence[SpeechText]) -> list[str]:
    source = random.Random(SEED)
    asked = []
    for number in range(QUESTIONS):
        text = source.choice(speeches).text
        start = source.randrange(len(text) - LENGTHS[1])
        stretch = text[start : start + source.randint(*LENGTHS)].replace("\n", "")
        noise = source.choice(("clean", *KINDS))
        asked.append(stretch + "是什么" if noise == "clean" else disturb(stretch, noise, number))
    return asked


if __name__ == "__main__":
    main()
