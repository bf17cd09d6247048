"""The baseline of the bot's figures: the smallest python-telegram-bot there is. It says back what it hears.

Run as `python -m bench.echo_bot API_URL TOKEN`.
"""

import sys

from telegram import Update
from telegram.ext import Application, ApplicationBuilder, CallbackContext, MessageHandler, filters


async def echo(update: Update, _context: CallbackContext) -> None:  # type: ignore[type-arg]  # PTB's defaults
    """Say it back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main(api_url: str, token: str) -> None:
    """Run until SIGTERM."""
    application: Application = (  # type: ignore[type-arg]  # PTB's defaults
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(bootstrap_retries=3)


if __name__ == "__main__":
    main(*sys.argv[1:])
