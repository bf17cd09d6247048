"""A speech as a file: given where that is allowed; else its pages and what there is instead."""

from telegram import CallbackQuery, Message

from handlers.asking.pages.views import LONGEST_TITLE, contents_button, page_view, speech_buttons
from handlers.context import Context
from handlers.sending.speaking import say, send_file, toast
from handlers.words.addressed import asker
from handlers.words.cards import rows
from handlers.words.replies import plain
from knowledge.language.writing.clipped import clipped

THE_ORIGINAL = "发我原件"  # as said_otherwise.txt has it
NO_FILE = "原件不外发。全文在这里一页一页读，点下面的按钮；要汇成文档，请编辑发“/material 作风建设”这样的主题。"
WHICH_FILE = "要哪一篇的原件？点开它，再点“原件”。"
NO_ORIGINAL = "原件不外发。讲话的原文都在这里，可以一页一页读。"
THE_FILE = "《{title}》{date}的原件"


async def hand_out(message: Message, words: str, context: Context) -> bool:
    """Give the speech that 把2023年讲话发给我 wants: its file where that is allowed, else its first page."""
    if words == THE_ORIGINAL:
        return await _hand_out_what_is_open(message, context)
    slug = context.services.questions.to_send(words)
    page = context.services.reader.page(slug, 1) if slug else None
    if slug is None or page is None:
        return False
    if not await sent_original(message, slug, context):
        await context.services.reader.keep(asker(message).user_id, slug, page)
        await say(context, message, page_view(slug, page, context.services.reader.library, lead=NO_ORIGINAL))
    return True


async def _hand_out_what_is_open(message: Message, context: Context) -> bool:
    """Give the file of the speech that stands there, where that is allowed; else say what there is instead."""
    reader = context.services.reader
    standing = await context.services.answers.newest(asker(message))
    if standing is not None and await sent_original(message, standing.passage.slug, context):
        return True
    allowed = context.services.settings.access.gives_originals
    contents = [[contents_button(standing.passage.slug)]] if standing else speech_buttons(reader.library)
    await say(context, message, plain(WHICH_FILE if allowed else NO_FILE, rows(*contents)))
    return True


async def send_original(query: CallbackQuery, message: Message, slug: str, context: Context) -> None:
    """Send the file of a speech, as a button below `message` says, or tell that it is not given."""
    if await sent_original(message, slug, context):
        await toast(query)
    else:
        await toast(query, NO_ORIGINAL, alert=True)


async def sent_original(message: Message, slug: str, context: Context) -> bool:
    """Send the file of a speech; False: it may not be given, or is not kept."""
    allowed = context.services.settings.access.gives_originals
    original = await context.services.speeches.original(slug) if allowed else None
    if original is None:
        return False
    speech = next(one for one in context.services.reader.library.speeches if one.slug == slug)
    name, content = original
    caption = THE_FILE.format(title=clipped(speech.title or name, LONGEST_TITLE), date=speech.date)
    await send_file(context, message, content, name, caption)
    return True
