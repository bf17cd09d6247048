"""The real bot in a process of its own, as the local chat."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
STOP_WITHIN = 60  # seconds, on a busy machine; a bot that an open page holds up ends by itself, with a status


class BotProcess:
    """`python bot.py` without a token. `address` is where its local chat is, with a slash at the end."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        year = datetime.now(UTC).year  # else its operator is told, in the chat, that no holidays are known
        holidays = ",".join(f"{one}-10-01" for one in range(year, year + 3))
        self._process = subprocess.Popen(
            [sys.executable, "bot.py"],
            cwd=CHECKOUT,
            env=environment
            | {"BOT_STORAGE__FOLDER": str(folder), "BOT_LOCAL_CHAT__PORT": str(port)}
            | {"BOT_CALENDAR__HOLIDAYS": holidays},
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert "http://127.0.0.1:" in line, f"the bot said {line!r}"
        self.address = next(word for word in line.replace("：", " ").split() if word.startswith("http://"))
        self.port = int(self.address.rsplit(":", 1)[1].partition("/")[0])

    def stop(self) -> int:
        """Ask it to end as Ctrl-C does; return its exit status."""
        self._process.terminate()
        try:
            return self._process.wait(STOP_WITHIN)
        finally:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
