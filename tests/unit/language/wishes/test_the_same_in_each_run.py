"""What a sentence is taken for is the same in each run of the program, whatever order its sets have there."""

import os
import subprocess
import sys

from core.places import CHECKOUT

READING = """
from pathlib import Path
from knowledge.language.functions.recogniser import functions_meant
from knowledge.language.talk import to_the_bot
from knowledge.language.wishes.wish_model import weigh
from knowledge.language.words.likeness import Sentences
known = Sentences(to_the_bot.FILE)
said = [
    line.split("\\t")[-1]
    for file in sorted(Path("bench/functions").glob("*.tsv"))
    for line in file.read_text("utf-8").splitlines()[::60]
]
for text in said:
    print(text, weigh(text), known.nearest(text), [(one.name, odds) for one, odds in functions_meant(text)])
"""


def test_hashes_decide_nothing() -> None:
    first, second = (
        subprocess.run(
            [sys.executable, "-c", READING],
            cwd=CHECKOUT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert len(first.splitlines()) > 100
    assert first == second
