"""Lives of the program, each a process of its own: forked here, killed wherever is asked.

`python lives.py [watched]` reads a life a line (JSON) from standard input and writes how it ended.
The process that reads has every module in memory and nothing open, so that a life begins at once.
"""

import asyncio
import gc
import importlib
import json
import os
import sys
import traceback
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clock import FakeClock

    from handlers.assembly import Program

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

WORKERS = 6
PER_CHAT = 3  # updates of a chat in memory
# One grey point: what Telegram gets is not looked at here.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6368000000820081"
    "dd436af40000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class Life:
    """What one process does, unless it is killed at `point`: it ticks the pushes at these moments (ISO).

    `answering`: it begins at the first of them and answers what it is asked, until nothing is left, instead.
    """

    database_url: str
    address: str
    token: str
    moments: list[str]
    point: tuple[str, str, str] | None = None
    people: tuple[int, ...] = ()  # who may use the bot; empty: anybody
    hurried: bool = False  # no limits, and as many requests at once as the program makes
    answering: bool = False


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
    from clock import PATIENCE, FakeClock  # noqa: PLC0415 -- once the modules are watched
    from surroundings import SMALL_KNOWLEDGE, Surroundings  # noqa: PLC0415
    from telegram.request import HTTPXRequest  # noqa: PLC0415

    from core.settings import (  # noqa: PLC0415
        AccessSettings,
        KnowledgeSettings,
        Settings,
        TelegramSettings,
        ThrottleSettings,
    )
    from handlers.assembly import Link  # noqa: PLC0415
    from handlers.updates import dispatch  # noqa: PLC0415
    from services.cards import cards  # noqa: PLC0415
    from services.pushes import sending  # noqa: PLC0415
    from storage.database import Database  # noqa: PLC0415

    class HurryingClock(FakeClock):
        """Time goes by where somebody sleeps, and at once."""

        async def sleep(self, seconds: float) -> None:
            await asyncio.sleep(0)
            self.jump(max(0.0, seconds))

    if not life.hurried:
        sending.AT_ONCE = WORKERS  # fewer than rows, so that some wait for their turn
        dispatch.PER_CHAT = PER_CHAT  # as with many: some wait in the table
        cards._draw = _drawn
    database = Database.from_url(life.database_url)
    clock = HurryingClock(datetime.fromisoformat(life.moments[0]))
    limit = {"messages_per_second": 0} if life.hurried else {}
    settings = Settings(
        telegram=TelegramSettings(api_url=life.address, **limit),
        access=AccessSettings(mode="list" if life.people else "open", people=frozenset(life.people)),
        knowledge=KnowledgeSettings(folder=SMALL_KNOWLEDGE),
        throttle=ThrottleSettings(**dict.fromkeys(ThrottleSettings.model_fields, 0)),
    )
    request = HTTPXRequest(
        connection_pool_size=64,
        read_timeout=PATIENCE,
        write_timeout=PATIENCE,
        connect_timeout=PATIENCE,
        pool_timeout=PATIENCE,
        httpx_kwargs={"trust_env": False, "verify": False},
    )
    link = Link(life.token, request, request)
    program = await Surroundings(clock).start(database, settings, link=link)
    await _see_who_died(program, clock)
    kill_points.kill_at(life.point)
    if life.answering:
        await _answer(program)
    else:
        pushes = program.services.pushes
        for moment in life.moments:
            clock.jump(max(0.0, (datetime.fromisoformat(moment) - clock.now()).total_seconds()))
            await pushes.tick()
        await pushes.stop()
    await request.shutdown()
    await database.close()


async def _see_who_died(program: "Program", clock: "FakeClock") -> None:
    """Join, and look twice, as the product does within its first seconds."""
    from services.ownership import GONE  # noqa: PLC0415 -- once the modules are watched

    ownership = program.services.ownership
    await ownership.share()
    if not ownership.alone:
        clock.jump(GONE)
        await ownership.renew()


async def _drawn(_asked: bytes) -> bytes:
    """Stand in for the worker that draws: the smallest picture there is."""
    return PICTURE


async def _answer(program: "Program") -> None:
    """Take up what an earlier life left and answer everything that was asked."""
    from handlers.updates.polling import connect  # noqa: PLC0415 -- once the modules are watched

    poller, intake = program.poller, program.services.intake
    await connect(program.app)
    await poller.recover()
    while await poller.poll_once(0):
        pass
    while await intake.waiting(program.app.bot.id):
        await poller.drain()
        await asyncio.sleep(0)  # what is held is let go


def _child(life: Life, channel: int) -> None:
    import kill_points  # noqa: PLC0415 -- only a life needs it

    status = 0
    try:
        asyncio.run(_live(life))
        told = {"reached": kill_points.reached(), "modules": list(sys.modules)}
        with os.fdopen(os.dup(channel), "w") as telling:
            json.dump(told, telling)
    except BaseException:  # noqa: BLE001 -- nothing of a child may reach the process it was forked from
        traceback.print_exc()
        status = 1
    finally:
        sys.stderr.flush()
        os._exit(status)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _load(modules: list[str]) -> None:
    """Have in memory what a life needed, so that no other has to load it or compile its patterns."""
    from core import compiled_patterns  # noqa: PLC0415 -- once the modules are watched

    for name in modules:
        if name not in sys.modules:
            importlib.import_module(name)
    compiled_patterns.to_bytes(unused=True)


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
        gc.freeze()  # else each life looks through all of it, and copies every page it looks at
        if (child := os.fork()) == 0:
            os.close(reading)
            _child(life, writing)
        os.close(writing)
        _say(str(child))
        with os.fdopen(reading, "rb") as channel:
            told = json.loads(channel.read() or '{"reached": [], "modules": []}')
        _, status = os.waitpid(child, 0)
        end = {
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            "status": os.WEXITSTATUS(status) if os.WIFEXITED(status) else -1,
            "reached": told["reached"],
        }
        _say(json.dumps(end))
        _load(told["modules"])


if __name__ == "__main__":
    main()
