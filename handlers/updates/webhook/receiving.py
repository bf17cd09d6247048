"""Has Telegram send updates to us: listens, says so to Telegram, and looks regularly at whether they arrive.

At a stop the webhook stays set: updates wait at Telegram, or go to another process behind the same address.
"""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from telegram import WebhookInfo
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from core.certificate import Certificate, read_certificate
from core.clock import Clock
from core.errors import OperatorError
from core.failing import Rounds
from core.models import WarningKind
from core.serving import Serving, bind
from core.settings import Settings
from core.unreached import cause_of
from handlers.context import App
from handlers.sending.limits import seconds_of
from handlers.sending.outcomes import NO_ANSWER
from handlers.updates.batch import PollError
from handlers.updates.dispatch import Dispatcher
from handlers.updates.polling import Trouble
from handlers.updates.taking_up import take_up_for_ever
from handlers.updates.update_kinds import update_kinds
from handlers.updates.webhook.endpoint import Endpoint
from handlers.updates.webhook.trouble import in_words, trouble_in
from services.intake import IntakeService
from storage.health import is_said

logger = logging.getLogger(__name__)

WATCH_EVERY = 60.0  # seconds between two looks at how Telegram fares
LASTING = 2  # looks at which there is trouble, until operators are told
LONGEST_PAUSE = 30.0


class WebhookReceiver:
    """Runs between `app.start()` and `app.stop()`, in the place of a poller, with the same dispatcher.

    `endpoint` is what is served. `trouble` is why Telegram cannot deliver, in Chinese, or empty.
    """

    def __init__(
        self,
        app: App,
        intake: IntakeService,
        dispatcher: Dispatcher,
        clock: Clock,
        settings: Settings,
        *,
        patience: float,
    ) -> None:
        self._app = app
        self._dispatcher = dispatcher
        self._clock = clock
        self._settings = settings.webhook
        self._token = settings.webhook_token.get_secret_value()
        self._patience = patience
        self.endpoint = Endpoint(
            self._settings.served_path, self._token, app=app, taker=dispatcher, intake=intake, clock=clock
        )
        self._serving: Serving | None = None
        self._certificate = _Renewable(
            self._settings.certificate_file, self._settings.key_file, self._settings.host
        )
        self._rounds = Rounds(logger)
        self._ownership = intake.ownership
        self._stopping = asyncio.Event()
        self._errors_seen: datetime | None = None
        self._elsewhere = False
        self._looked: float | None = None
        self._unwell = 0
        self._warned = True  # perhaps, by an earlier run
        self.trouble = ""

    @property
    def in_hand(self) -> int:
        """Return how many updates are taken and not handled yet."""
        return self._dispatcher.in_hand

    @property
    def last_success(self) -> float | None:
        """Return when an update came, or Telegram said how the webhook fares, last; in monotonic seconds."""
        return max(filter(None, (self._looked, self.endpoint.last_success)), default=None)

    def open(self) -> None:
        """Read the certificate and take the place to listen on. OperatorError when either cannot be used."""
        context = self._certificate.read()
        listener = bind(self._settings.listening, "webhook.listen")
        self._serving = Serving(self.endpoint, listener, tls=context)

    async def run(self) -> None:
        """Take updates until `stop`; finish what was taken before returning. Call `open` before."""
        assert self._serving is not None  # noqa: S101 - `open` was called; for mypy
        stopping = asyncio.ensure_future(self._stopping.wait())
        await self._serving.start()
        work = asyncio.ensure_future(self._work())
        try:
            await asyncio.wait([stopping, work], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            work.cancel()
            await asyncio.wait([work])
            await self._serving.stop()
            await self._dispatcher.close(self._patience)
        if not work.cancelled():
            work.result()

    def stop(self) -> None:
        """Make `run` end soon. Updates that come meanwhile are sent again, here or to another process."""
        self._stopping.set()

    async def recover(self) -> None:
        """Begin to handle what an earlier run did not finish, beside new updates."""
        if number := await self._dispatcher.catch_up():
            logger.info("%d updates of the last run come first in their chats", number)

    async def _work(self) -> None:
        await self._until_it_goes(self.recover)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(take_up_for_ever(self._dispatcher, self._ownership, self._clock))
            tasks.create_task(self._watch())

    async def _watch(self) -> None:
        await self.set_up()
        while True:
            await self._clock.sleep(WATCH_EVERY)
            try:
                await self.look()
                await self._tell_operators()
            except Exception as error:  # noqa: BLE001 - said in a line, once
                if not is_said(error):  # the database says itself what is wrong with it, once
                    self._rounds.failed("asking Telegram how the webhook fares", error)
            else:
                self._rounds.went("asking Telegram how the webhook fares")

    async def _tell_operators(self) -> None:
        """Tell operators of a trouble that lasts; one failure is what a restart looks like."""
        self._unwell = self._unwell + 1 if self.trouble else 0
        warnings = self._app.bot_data.services.warnings
        if self._unwell == LASTING:
            await warnings.begin(WarningKind.WEBHOOK, self.trouble)
            self._warned = True
        elif not self.trouble and self._warned:
            await warnings.end(WarningKind.WEBHOOK)
            self._warned = False

    async def _until_it_goes(self, do: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                return await do()
            except Exception as error:  # noqa: BLE001 - said in a line, once
                if not is_said(error):  # the database says itself what is wrong with it, once
                    self._rounds.failed("reading the updates of the last run", error)
                await self._clock.sleep(LONGEST_PAUSE)

    async def set_up(self) -> None:
        """Tell Telegram where to send updates; try until it takes it."""
        trouble = Trouble(self._clock)
        while True:
            try:
                await self._set()
            except RetryAfter as error:  # several processes that start at once
                pause = trouble.came(PollError("too many requests (429)", seconds_of(error)))
            except BadRequest as error:
                self.trouble = in_words(error.message)
                pause = trouble.came(
                    PollError(f"the webhook is refused: {in_words(error.message, chinese=False)}")
                )
            except InvalidToken:
                pause = trouble.came(PollError("setWebhook was refused (401 or 404)"))
            except (TelegramError, *NO_ANSWER) as error:
                pause = trouble.came(PollError(f"the webhook is not set ({cause_of(error)})"))
            else:
                trouble.went()
                self.trouble = ""
                return
            await self._clock.sleep(pause)

    async def _set(self) -> None:
        if self._looked is None:  # errors from before this start are over
            self._errors_seen = (await self._app.bot.get_webhook_info()).last_error_date
        await self._app.bot.set_webhook(
            self._settings.url,
            certificate=self._certificate.upload,
            max_connections=self._settings.max_connections,
            allowed_updates=update_kinds(self._app),
            secret_token=self._token,
        )
        if self._looked is None:
            logger.info("started as @%s; updates come by webhook", self._app.bot.username)
        self._looked = self._clock.monotonic()

    async def look(self) -> None:
        """Ask Telegram once whether updates arrive; say what is wrong, set the webhook anew if it is gone.

        Raises what PTB raises.
        """
        if self._certificate.renew():
            await self.set_up()
        webhook = await self._app.bot.get_webhook_info()
        self._looked = self._clock.monotonic()
        if webhook.url and webhook.url != self._settings.url:
            if not self._elsewhere:
                logger.error("Telegram sends updates to another address: another program has set its webhook")
            self._elsewhere = True
            self.trouble = "Telegram 把消息送到了别的地址：另有一个程序用同一个令牌设置了 webhook"
            return
        self._elsewhere = False
        if not webhook.url:
            logger.warning("the webhook was removed, by another program or by Telegram, and is set again")
            await self.set_up()
            return
        self._tell_of(webhook)

    def _tell_of(self, webhook: WebhookInfo) -> None:
        """Note how deliveries fare; say so when it changes."""
        is_new = webhook.last_error_date is not None and webhook.last_error_date != self._errors_seen
        self._errors_seen = webhook.last_error_date
        if not is_new:
            if self.trouble and not webhook.pending_update_count:
                logger.info("updates come again")
                self.trouble = ""
            return
        said = trouble_in(webhook) or ""
        if said != self.trouble:
            self.trouble = said
            why = trouble_in(webhook, chinese=False)
            logger.error("Telegram cannot deliver, %d updates wait: %s", webhook.pending_update_count, why)


class _Renewable:
    """The certificate of the settings, read again when its file changes: it is used without a restart."""

    def __init__(self, certificate_file: Path | None, key_file: Path | None, host: str) -> None:
        self._files = (certificate_file, key_file)
        self._host = host
        self._read_at = self._written_at()
        self._context: ssl.SSLContext | None = None
        self.upload: bytes | None = None

    def read(self) -> ssl.SSLContext | None:
        """Return what serves the certificate, if it is served here. OperatorError when it cannot be used."""
        certificate = read_certificate(*self._files, self._host) or Certificate(None)
        self._context, self.upload = certificate.context, certificate.upload
        return self._context

    def renew(self) -> bool:
        """Use a certificate that was exchanged; return whether it was, and Telegram must be given it."""
        written_at = self._written_at()
        if written_at == self._read_at:
            return False
        self._read_at = written_at
        try:
            certificate = read_certificate(*self._files, self._host) or Certificate(None)
            file, key = self._files
            if self._context and file and key:
                self._context.load_cert_chain(file, key, password="")
        except (OperatorError, OSError) as error:
            logger.error("the certificate has changed and cannot be used: %s", error)  # noqa: TRY400 - a sentence
            return False
        logger.info("the certificate has changed and is used from now on")
        is_given = certificate.upload is not None or self.upload is not None
        self.upload = certificate.upload
        return is_given

    def _written_at(self) -> tuple[int, ...]:
        try:
            return tuple(file.stat().st_mtime_ns for file in self._files if file)
        except OSError:  # just being exchanged
            return self._read_at if hasattr(self, "_read_at") else ()
