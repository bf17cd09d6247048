"""Moving the clock, and letting requests to Telegram fail."""

from datetime import datetime, timedelta

from pydantic import Field

from core.clock import SystemClock
from core.errors import UserError
from emulator.actions.stage import Action, Answer, Stage
from emulator.faults import Fault, FaultKind

LATEST_YEAR = 2100
DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    502: "Bad Gateway",
}


class MoveClock(Action):
    """`to`: a local time such as 2026-11-23T08:30; or `forward` by seconds; or `back` to the real time."""

    to: datetime | None = None
    forward: float | None = Field(default=None, gt=0, le=366 * 86400)
    back: bool = False

    async def perform(self, stage: Stage) -> Answer:
        if stage.clock is None:
            raise UserError("这里的时间不能拨动")
        if self.back:
            stage.clock.move_back()
        else:
            stage.clock.move_to(self._moment(stage, stage.clock))
        stage.journal.moved = not self.back
        stage.world.touch()
        if stage.on_clock_moved is not None:
            await stage.on_clock_moved()
        return {"now": stage.clock.now().isoformat()}

    def _moment(self, stage: Stage, clock: SystemClock) -> datetime:
        if self.forward is not None:
            moment = clock.now() + timedelta(seconds=self.forward)
        elif self.to is not None:
            moment = self.to if self.to.tzinfo else self.to.replace(tzinfo=stage.zone)
        else:
            raise UserError("请说明拨到什么时候")
        if not clock.now().year - 10 <= moment.year <= LATEST_YEAR:
            raise UserError("这个时间太远了")
        return moment


class SetFaults(Action):
    """Let the next `times` requests (of `method`, to `chat`; None is any) fail; `clear` forgets them all."""

    kind: FaultKind = FaultKind.ERROR
    method: str | None = None
    chat: int | None = None
    times: int = Field(default=1, ge=1, le=1000)
    retry_after: int = Field(default=3, ge=1, le=3600)
    code: int = Field(default=502, ge=400, le=599)
    description: str | None = None
    clear: bool = False

    async def perform(self, stage: Stage) -> Answer:
        faults = stage.world.faults
        if self.clear:
            faults.clear()
        else:
            words = self.description or DESCRIPTIONS.get(self.code, "Internal Server Error")
            faults.add(Fault(self.method, self.kind, self.times, self.chat, self.retry_after, self.code, words))
        stage.world.touch()
        return {}
