"""`python -m bench.ledger_year [--days 365] [--seed 1]`: whether a year's ledger says what people got.

An office lives through the days with the real program, the local Telegram and the clock of the tests: quotes,
holidays, 每周一题, notices with 已阅, questions, opinions. People leave and come back, one is forgotten, and
now and then Telegram is ill. After that the pack is made twice. Printed: how many rows each sheet has, and how
long it took. Exit status 1, with a sentence for each row or sum that is not what the local Telegram received.
"""

import argparse
import asyncio
import logging
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from office import open_office

from bench.ledger_year.comparing import complaints, two_packs
from bench.ledger_year.living import OPERATOR, live


async def _year(folder: Path, days: int, seed: int) -> list[str]:
    async with open_office(folder, operator=OPERATOR) as office:
        began = time.process_time()
        lived = await live(office, days, seed)
        print(f"{days} days lived in {time.process_time() - began:.1f} s of the processor", flush=True)
        began = time.process_time()
        broken = complaints(office, lived, await two_packs(office, lived))
        print(f"two packs made and read in {time.process_time() - began:.1f} s of the processor")
    for line in lived.summary:
        print(line)
    return broken


def main() -> None:
    """Let the days go by, and say what the ledger has wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger_year", description=__doc__)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    logging.basicConfig(level=logging.CRITICAL)  # the bot says that Telegram is ill, and that is meant
    with tempfile.TemporaryDirectory(prefix="ledger-year-") as folder:
        broken = asyncio.run(_year(Path(folder), asked.days, asked.seed))
    for sentence in broken:
        print(sentence)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
