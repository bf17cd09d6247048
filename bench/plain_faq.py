"""A baseline of the bot's figures: a FAQ bot as most people write one in an afternoon.

python-telegram-bot with 16 updates at once; the nearest of some 190 passages by rapidfuzz's `partial_ratio`;
one row of SQLAlchemy for each question. Nothing of the product is used but the text of its speeches.
Run as `python -m bench.plain_faq API_URL TOKEN`; the database is made in the folder `BOT_STORAGE__FOLDER`.
"""

import os
import re
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz, process
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, CallbackContext, MessageHandler, filters

SPEECHES = Path(__file__).parent.parent / "knowledge" / "speeches"
NEAR_ENOUGH = 50  # of 100
IN_VAIN = "没有找到相关内容，请换个说法。"


class Base(DeclarativeBase):
    """What the tables have in common."""


class Asked(Base):
    """A question that was asked."""

    __tablename__ = "asked"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int]
    question: Mapped[str]
    answer: Mapped[str]
    score: Mapped[float]
    at: Mapped[datetime]


def read_passages() -> list[str]:
    """Return each sentence of the speeches, and each two that follow each other."""
    sentences = [
        sentence.strip()
        for file in sorted(SPEECHES.glob("*.txt"))
        for sentence in re.split("(?<=[。！？；\n])", file.read_text("utf-8"))
        if sentence.strip()
    ]
    return sentences + [first + second for first, second in pairwise(sentences)]


PASSAGES = read_passages()
ENGINE = create_engine(f"sqlite:///{os.environ['BOT_STORAGE__FOLDER']}/faq.db")


async def answer(update: Update, _context: CallbackContext) -> None:  # type: ignore[type-arg]  # PTB's defaults
    """Answer with the nearest passage, and note the question."""
    message, person = update.message, update.effective_user
    if message is None or person is None or not message.text:
        return
    passage, score, _ = process.extractOne(message.text, PASSAGES, scorer=fuzz.partial_ratio)
    said = passage if score >= NEAR_ENOUGH else IN_VAIN
    with Session(ENGINE) as session:
        session.add(
            Asked(user_id=person.id, question=message.text, answer=said, score=score, at=datetime.now(UTC))
        )
        session.commit()
    await message.reply_text(said)


def main(api_url: str, token: str) -> None:
    """Run until SIGTERM."""
    Base.metadata.create_all(ENGINE)
    application: Application = (  # type: ignore[type-arg]  # PTB's defaults
        ApplicationBuilder()
        .token(token)
        .base_url(f"{api_url}/bot")
        .base_file_url(f"{api_url}/file/bot")
        .concurrent_updates(16)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, answer))
    application.run_polling(bootstrap_retries=3)


if __name__ == "__main__":
    main(*sys.argv[1:])
