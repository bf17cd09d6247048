"""A file with ways of asking that an editor sends back: read, sifted, kept as batches to be sampled."""

from telegram import Update

from core.models import Role
from core.names import cleaned
from handlers.asking import meaning
from handlers.context import Context
from handlers.sending.fetching import fetched
from handlers.sending.speaking import say
from handlers.ways.cards import batch_card
from handlers.words.replies import plain
from knowledge.reading.extract import check_size
from services.ways.files import numbered

ROWS = "有 {count} 行没有收：\n{lines}"
MOST_SHOWN = 15


async def received(update: Update, context: Context) -> None:
    """Take in a filled spreadsheet or JSON lines of an editor. Others' are not read."""
    message, user = update.effective_message, update.effective_user
    if message is None or message.document is None or user is None:
        return
    if await context.services.access.role_of(user.id) < Role.EDITOR:
        await meaning.talk(update, context)
        return
    name = cleaned(message.document.file_name or "") or "文件"
    check_size(message.document.file_size or 1, name)
    content = await fetched(message.document, context)
    brought = await context.services.way_files.bring(content, name, user.id)
    if brought.refused:
        lines = "\n".join(numbered(brought.refused, MOST_SHOWN))
        await say(context, message, plain(ROWS.format(count=len(brought.refused), lines=lines)))
    for batch in brought.batches:
        await say(context, message, batch_card(batch, context))
