"""A file that somebody has sent, fetched from Telegram."""

from telegram import Document
from telegram.error import TelegramError

from core.errors import UserError
from handlers.context import Context
from handlers.sending.speaking import patiently

NOT_FETCHED = "文件没有取下来，请再发一次。"


async def fetched(document: Document, context: Context) -> bytes:
    """Return what is in the file. Raises UserError when Telegram does not give it."""
    clock = context.services.clock
    try:
        file = await patiently(clock, document.get_file)
        return bytes(await patiently(clock, file.download_as_bytearray))
    except TelegramError:
        raise UserError(NOT_FETCHED) from None
