"""Lives of the program's push path, each a process of its own: forked here, killed wherever is asked.

`python push_life.py [watched]` reads a life a line (JSON) from standard input and writes how it ended.
The process that reads has every module in memory and nothing open, so that a life begins at once.
"""

import asyncio
import json
import os
import sys
import traceback
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

WORKERS = 6


@dataclass(frozen=True, slots=True)
class Life:
    """What one process does: ticks at these moments (ISO), unless it is killed at `point`."""

    database_url: str
    address: str
    token: str
    moments: list[str]
    point: tuple[str, str, str] | None = None
    people: tuple[int, ...] = ()  # who may use the bot; empty: anybody
    hurried: bool = False  # no limits, and as many requests at once as the program makes


@dataclass(frozen=True, slots=True)
class End:
    """How a life ended: the signal or the exit status, and the points it reached."""

    signal: int
    status: int
    reached: list[tuple[str, str, str]]


class Nursery:
    """The process that lives are forked from, as a test sees it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def open(cls, *, watched: bool) -> "Nursery":
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                __file__,
                *(["watched"] if watched else []),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=1 << 24,
            )
        )

    async def begin(self, life: Life) -> int:
        """Begin a life; return its process's number."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(asdict(life)).encode() + b"\n")
        return int(await self._line())

    async def end(self) -> End:
        """Return how the life that was begun ended."""
        said = json.loads(await self._line())
        return End(said["signal"], said["status"], [tuple(point) for point in said["reached"]])

    async def live(self, life: Life) -> End:
        await self.begin(life)
        return await self.end()

    async def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        await self.process.wait()

    async def _line(self) -> bytes:
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        assert line, "the process that lives are forked from is gone"
        return line


async def _live(life: Life) -> None:
    import kill_points  # noqa: PLC0415 -- only a life needs it
    from clock import FakeClock  # noqa: PLC0415 -- once the modules are watched
    from surroundings import SMALL_KNOWLEDGE, Surroundings  # noqa: PLC0415
    from telegram.request import HTTPXRequest  # noqa: PLC0415

    from core.settings import AccessSettings, KnowledgeSettings, Settings, TelegramSettings  # noqa: PLC0415
    from handlers.assembly import Link  # noqa: PLC0415
    from services.pushes import sending  # noqa: PLC0415
    from storage.database import Database  # noqa: PLC0415

    class HurryingClock(FakeClock):
        """Time goes by where somebody sleeps, and at once."""

        async def sleep(self, seconds: float) -> None:
            await asyncio.sleep(0)
            self.jump(max(0.0, seconds))

    if not life.hurried:
        sending.AT_ONCE = WORKERS  # fewer than rows, so that some wait for their turn
    database = Database.from_url(life.database_url)
    clock = HurryingClock(datetime.fromisoformat(life.moments[0]))
    limit = {"messages_per_second": 0} if life.hurried else {}
    settings = Settings(
        telegram=TelegramSettings(api_url=life.address, **limit),
        access=AccessSettings(mode="list" if life.people else "open", people=frozenset(life.people)),
        knowledge=KnowledgeSettings(folder=SMALL_KNOWLEDGE),
    )
    request = HTTPXRequest(connection_pool_size=64, httpx_kwargs={"trust_env": False, "verify": False})
    link = Link(life.token, request, request)
    program = await Surroundings(clock).start(database, settings, link=link)
    kill_points.kill_at(life.point)
    pushes = program.services.pushes
    for moment in life.moments:
        clock.jump(max(0.0, (datetime.fromisoformat(moment) - clock.now()).total_seconds()))
        await pushes.tick()
    await pushes.stop()
    await request.shutdown()
    await database.close()


def _child(life: Life, channel: int) -> None:
    import kill_points  # noqa: PLC0415 -- only a life needs it

    status = 0
    try:
        asyncio.run(_live(life))
        os.write(channel, json.dumps(kill_points.reached()).encode())
    except BaseException:  # noqa: BLE001 -- nothing of a child may reach the process it was forked from
        traceback.print_exc()
        status = 1
    finally:
        sys.stderr.flush()
        os._exit(status)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    import kill_points  # noqa: PLC0415

    if "watched" in sys.argv:
        kill_points.install()
    import surroundings  # noqa: F401, PLC0415 -- in memory before the first life

    os.environ["PTB_TIMEDELTA"] = "1"
    for line in sys.stdin:
        said = json.loads(line)
        life = Life(**said | {"point": tuple(said["point"]) if said["point"] else None})
        reading, writing = os.pipe()
        if (child := os.fork()) == 0:
            os.close(reading)
            _child(life, writing)
        os.close(writing)
        _say(str(child))
        with os.fdopen(reading, "rb") as channel:
            told = channel.read()
        _, status = os.waitpid(child, 0)
        end = {
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            "status": os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1,
            "reached": json.loads(told or b"[]"),
        }
        _say(json.dumps(end))


if __name__ == "__main__":
    main()
