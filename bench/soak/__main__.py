"""`make soak`, or `python -m bench.soak [--count 200000] [--days 30] [--seed 1]`.

An office's weeks in one process: the program as the product assembles it, the local Telegram in process, the
tests' clock. People ask new and usual things, alone and in groups, tap, edit, subscribe and are pushed to; each
day Telegram is ill for a while, and an editor binds a passage. Everything that the schedule does is done.
What the program keeps for a while (marks, replies, questions, …) it keeps for a tenth of the run at most, so
that a table nobody sweeps is seen to grow. Printed: a line each tenth. Exit status 1, with a sentence for each
bound that is broken (bench/soak/looking.py).
"""

import argparse
import asyncio
import logging
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from bench.soak import looking
from bench.soak.running import Plan, soak


def main() -> None:
    """Run it, print the table, and say what is broken."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--count", type=int, default=200_000, help="updates")
    parser.add_argument("--days", type=int, default=30, help="days of the office")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    logging.basicConfig(level=logging.CRITICAL)  # an outage a day is said by the bot, and meant
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        print(looking.HEAD, flush=True)
        plan = Plan(asked.count, asked.days, asked.seed)
        ran = asyncio.run(soak(Path(folder), plan, lambda one: print(looking.line(one), flush=True)))
    broken = [*looking.complaints(ran.samples), *ran.left]
    for sentence in broken:
        print(sentence)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
