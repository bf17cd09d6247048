"""Fetches updates from Telegram, stores them, and only then lets Telegram forget them.

PTB's own polling ends at one 401, repeats without a pause when it cannot read an update, and loses fetched
updates in a crash (docs/decisions/0301). This one asks for raw updates and, once it has started, never gives
up.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter  # PTB has no public way to fill RequestData

from core.clock import Clock
from core.errors import OperatorError
from core.failing import Rounds
from core.unreached import cause_of, page_status
from handlers.context import App
from handlers.sending.limits import seconds_of
from handlers.sending.outcomes import NO_ANSWER
from handlers.updates.batch import BrokenAnswerError, Poison, PollError, number_in, read_batch, result_of
from handlers.updates.dispatch import MOST_IN_HAND, Dispatcher
from handlers.updates.taking_up import take_up_for_ever
from handlers.updates.update_kinds import update_kinds
from services.intake import IntakeService
from storage.health import is_said

logger = logging.getLogger(__name__)

POLL_TIMEOUT = 30  # seconds Telegram keeps a request waiting for news
ANSWER_TIMEOUT = 15.0  # seconds that the answer's next bytes may take beyond that
WHOLE_ANSWER_TIMEOUT = 60.0  # and all of it
BATCH = 100
FIRST_PAUSE, LONGEST_PAUSE, GROWTH = 1.0, 30.0, 1.5
SAY_AGAIN = 600.0  # seconds after which a lasting problem is logged again
PATIENCE = 10.0  # seconds to wait for handlers when stopping
# How often an answer that is not JSON is asked for again before its first update is set aside.
TRIES = 2
# Pauses in seconds: after a new error, and after one that comes again.
MOMENT, A_FEW = 1.0, 3.0


class Poller:
    """Runs between `app.start()` and `app.stop()`.

    `request` is its own, so that a long poll takes no sender's place. `last_success` is when Telegram last
    answered, in monotonic seconds.
    """

    def __init__(
        self,
        app: App,
        intake: IntakeService,
        request: BaseRequest,
        clock: Clock,
        *,
        timeout: int = POLL_TIMEOUT,
        patience: float = PATIENCE,
    ) -> None:
        self._app = app
        self._request = request
        self._clock = clock
        self._timeout = timeout
        self._patience = patience
        self._dispatcher = Dispatcher(app, intake, clock)
        self._allowed: Sequence[str] = ()
        self._intake = intake
        self._offset: int | None = None
        self._careful = 0  # updates are asked for one at a time; how often the first one's answer was broken
        self._trouble = Trouble(clock)
        self._rounds = Rounds(logger)
        self._stopping = asyncio.Event()
        self._leads = asyncio.Event()  # look whether it is this process's turn to poll
        intake.ownership.on_change(self._leads.set)
        self._answered: float | None = None

    @property
    def dispatcher(self) -> Dispatcher:
        """Return what handles the updates, however they come in."""
        return self._dispatcher

    @property
    def last_success(self) -> float | None:
        """Return when Telegram last answered, in monotonic seconds; now, while another process polls."""
        return self._clock.monotonic() if self._intake.ownership.follows else self._answered

    @property
    def in_hand(self) -> int:
        """Return how many updates are fetched and not handled yet."""
        return self._dispatcher.in_hand

    async def run(self) -> None:
        """Handle what an earlier run left, and poll until `stop`; finish what was taken before returning."""
        await self._request.initialize()
        stopping = asyncio.ensure_future(self._stopping.wait())
        work = asyncio.ensure_future(self._work_for_ever())
        try:
            await asyncio.wait([stopping, work], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            work.cancel()
            await asyncio.wait([work])
            await self._dispatcher.close(self._patience)
        if not work.cancelled():
            work.result()

    def stop(self) -> None:
        """Make `run` end soon: the waiting request is cancelled; its updates come again next time."""
        self._stopping.set()

    async def poll_once(self, wait: int | None = None) -> int:
        """Ask once, store the updates and pass them on; return how many were new. Raises PollError.

        Telegram keeps the request for `wait` seconds if there is no news; None is the poller's own, but the
        first time it answers at once: until then nobody knows whether it can be heard.
        """
        if wait is None:
            wait = 0 if self._answered is None else self._timeout
        broken: BrokenAnswerError | None = None
        try:
            batch = read_batch(await self._fetch(wait))
        except BrokenAnswerError as error:
            broken, batch = error, error.ahead
        if self._answered is None:
            logger.info("started as @%s", self._app.bot.username)
        self._answered = self._clock.monotonic()
        fresh = await self._dispatcher.receive(batch.updates, batch.data)
        new = [await self._set_aside(one) for one in batch.poison]
        if batch.updates:
            self._offset = max(batch.data) + 1
        if broken:
            await self._past_the_break(broken, first=not batch.updates)
            return fresh
        self._careful = 0
        if batch.poison and not batch.updates:
            await self._step()
            raise PollError("nothing readable in the answer", MOMENT if any(new) else A_FEW)
        return fresh

    async def _past_the_break(self, broken: BrokenAnswerError, *, first: bool) -> None:
        """Ask for the updates after a break one at a time; one that is broken twice is set aside."""
        if not first or not self._careful:
            self._careful = 1
            return
        if self._careful < TRIES:
            self._careful += 1
            raise PollError(f"half an answer, or a broken one ({broken.why})", MOMENT)
        self._careful = 1
        number = number_in(broken.body)
        await self._set_aside(Poison(broken.body, f"cannot be read ({broken.why})", number))
        if number is not None and (self._offset is None or number >= self._offset):
            self._offset = number + 1
        else:
            await self._step()

    async def _set_aside(self, one: Poison) -> bool:
        return await self._intake.set_aside_unread(self._app.bot.id, one.update_id, one.content, one.why)

    async def _step(self) -> None:
        """Move past the first waiting update when its number cannot be seen: it is the lowest one."""
        if self._offset is None:
            newest = await self._intake.newest(self._app.bot.id)
            self._offset = None if newest is None else newest + 1
        else:
            self._offset += 1

    async def drain(self) -> None:
        """Wait until everything in hand is handled and marked."""
        await self._dispatcher.drain()

    async def recover(self) -> None:
        """Begin to handle what an earlier run did not finish, beside new updates."""
        if number := await self._dispatcher.catch_up():
            logger.info("%d updates of the last run come first in their chats", number)

    async def _work_for_ever(self) -> None:
        while True:
            try:
                await self.recover()
                break
            except Exception as error:  # noqa: BLE001 - said in a line, once
                if not is_said(error):  # the database says itself what is wrong with it, once
                    self._rounds.failed("reading the updates of the last run", error)
                await self._clock.sleep(LONGEST_PAUSE)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._poll_for_ever())
            tasks.create_task(take_up_for_ever(self._dispatcher, self._intake.ownership, self._clock))

    async def _poll_for_ever(self) -> None:
        """Poll whenever this is the oldest of the processes that share the bot; the others only handle."""
        while True:
            while not self._intake.ownership.leads:
                await self._leads.wait()
                self._leads.clear()
            await self._dispatcher.room(MOST_IN_HAND)
            try:
                await self.poll_once()
            except PollError as error:
                await self._remove_webhook(error)
                await self._clock.sleep(self._trouble.came(error))
            except Exception as error:  # noqa: BLE001 - said in a line, once
                # Not stored, so not confirmed: Telegram sends them again.
                if not is_said(error):  # the database says itself what is wrong with it, once
                    self._rounds.failed("storing updates", error)
                await self._clock.sleep(self._trouble.came(PollError("the database fails")))
            else:
                self._trouble.went()
                self._rounds.went("storing updates")

    async def _remove_webhook(self, error: PollError) -> None:
        """Remove the webhook if it is the reason why no updates come."""
        if error.webhook:
            try:
                await self._app.bot.delete_webhook()
                logger.warning("a webhook was set for this bot and is removed")
            except TelegramError as failure:
                logger.warning("the webhook cannot be removed: %s", type(failure).__name__)

    async def _fetch(self, wait: int) -> list[Any]:
        """Return getUpdates' answer. Raises BrokenAnswerError, or PollError for any other failure."""
        if not self._allowed:
            self._allowed = update_kinds(self._app)
        limit = 1 if self._careful else BATCH
        query: dict[str, object] = {"timeout": wait, "limit": limit, "allowed_updates": list(self._allowed)}
        if self._offset is not None:
            query["offset"] = self._offset
        # POST, as PTB sends everything else: not every Bot API server takes GET.
        form = RequestData([RequestParameter(name, value, None) for name, value in query.items()])
        address = f"{self._app.bot.base_url}/getUpdates"
        try:
            # The library's limit is for the next bytes to come; this one is for all of them.
            async with asyncio.timeout(wait + WHOLE_ANSWER_TIMEOUT):
                status, body = await self._request.do_request(
                    address, "POST", form, read_timeout=wait + ANSWER_TIMEOUT
                )
        except TelegramError as error:
            raise PollError(f"no connection ({cause_of(error)})") from None
        except TimeoutError:
            raise PollError("an answer that does not end") from None
        return result_of(status, body)


class Trouble:
    """How long to wait after a failure, and when to log it: when it begins or changes, then rarely."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pause = FIRST_PAUSE
        self._why = ""
        self._since = 0.0
        self._said = 0.0

    def came(self, error: PollError) -> float:
        """Note a failure; return the seconds to wait."""
        now = self._clock.monotonic()
        if not self._why:
            self._since = now
        if error.why != self._why or now - self._said >= SAY_AGAIN:
            logger.warning("no updates from Telegram: %s; trying again until it works", error.why)
            self._why, self._said = error.why, now
        pause = self._pause if error.pause is None else max(error.pause, 0.0)
        self._pause = min(LONGEST_PAUSE, self._pause * GROWTH)
        return pause

    def went(self) -> None:
        """Note a success."""
        if self._why:
            logger.info("updates come again after %.0f seconds", self._clock.monotonic() - self._since)
        self._pause, self._why = FIRST_PAUSE, ""


async def connect(app: App, *, by_webhook: bool = False) -> None:
    """Ask Telegram who we are and remove a webhook, unless updates come by one. Raises what PTB raises.

    May be called again.
    """
    await app.initialize()
    if by_webhook:
        return
    try:
        await app.bot.delete_webhook()
    except InvalidToken:  # getMe has just taken the token: it is a proxy's answer
        raise NetworkError("deleteWebhook was refused") from None


async def reach_telegram(
    initialize: Callable[[], Awaitable[None]], clock: Clock, stopping: asyncio.Event | None = None
) -> bool:
    """Call `initialize` (`connect`) until Telegram answers; return False when `stopping` came first.

    OperatorError when Telegram refuses the token: that does not mend itself. A gateway's page refuses nothing.
    """
    trouble = Trouble(clock)
    while stopping is None or not stopping.is_set():
        try:
            await initialize()
        except InvalidToken as error:
            if page_status(error) is None:
                raise OperatorError("Telegram 不认这个 BOT_TOKEN：请向 @BotFather 核对，或重新生成") from None
            pause = trouble.came(PollError(f"not reached ({cause_of(error)})"))
        except RetryAfter as error:
            pause = trouble.came(PollError("too many requests (429)", seconds_of(error)))
        except TelegramError as error:
            pause = trouble.came(PollError(f"not reached ({cause_of(error)})"))
        except NO_ANSWER as error:
            pause = trouble.came(PollError(f"no Bot API answer to getMe ({type(error).__name__})"))
        else:
            trouble.went()
            return True
        waits = [asyncio.ensure_future(clock.sleep(pause))]
        if stopping is not None:
            waits.append(asyncio.ensure_future(_set(stopping)))
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
    return False


async def _set(event: asyncio.Event) -> None:
    await event.wait()
