"""How fast answers are, what building takes and holds, against a partial_ratio scan in the same run.

    python -m bench.search_speed [--windows 10000 100000]

The texts are the shipped speeches' own clauses in new orders (seeded), so that it runs anywhere; where
../shared/data is present, real reports on the work of the government come first.
"""

import argparse
import gc
import json
import os
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
import psutil
from rapidfuzz import fuzz, process

from bench.noise import KINDS, disturb
from bench.samples import SHARED, Shipped
from core.models import SpeechText
from knowledge.library import Library

SEED = 5
QUESTIONS = 200
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
    process_info = psutil.Process(os.getpid())
    Library.build(shipped.speeches)  # tables that are read once are no part of a passage's cost
    gc.collect()
    before, started = process_info.memory_info().rss, time.perf_counter()
    library = Library.build(speeches)
    built = time.perf_counter() - started
    gc.collect()
    held = process_info.memory_info().rss - before
    count = library.passage_count
    asked = _questions(speeches)
    segmented = [speech for shard in library.index.shards for speech in shard.speeches]
    texts = [passage.text for speech in segmented for passage in speech.passages]
    for question in asked[:5]:
        library.answer(question)
    ours = [_seconds(partial(library.answer, question)) for question in asked]
    scan = [
        _seconds(partial(process.extract, question, texts, scorer=fuzz.partial_ratio, limit=5))
        for question in asked[:SCANS]
    ]
    more = SpeechText("added", "added.txt", "", "", "", speeches[0].text)
    added = _seconds(lambda: Library.build([*speeches, more], previous=library))
    middle, slow, scanned = np.median(ours) * 1e3, np.quantile(ours, 0.95) * 1e3, np.median(scan) * 1e3
    print(
        f"{count} passages: answer p50 {middle:.1f} ms, p95 {slow:.1f} ms; "
        f"partial_ratio scan p50 {scanned:.0f} ms ({scanned / middle:.0f} times ours)"
    )
    print(
        f"  building {built / count * 1e3:.2f} ms a passage, {held / count / 1024:.1f} KB a passage; "
        f"one speech more ({len(more.text)} characters): {added * 1e3:.0f} ms"
    )


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


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
