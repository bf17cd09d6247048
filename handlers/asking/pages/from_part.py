"""自第三部分读起: opens the page where a part of a speech begins."""

from telegram import Message

from handlers.asking.pages.reader import opened_at
from handlers.asking.pages.turning import open_here
from handlers.asking.pages.views import turning_button
from handlers.context import Context
from handlers.sending.speaking import say
from handlers.words.addressed import asker
from handlers.words.cards import rows
from handlers.words.replies import plain
from handlers.words.views.speeches import named
from knowledge.language.talk.thread.page_turns import part_read_from
from knowledge.speech.pages import Page, page_at
from services.asking.reader import Bookmark

WHICH = "从哪一次讲话的第{number}部分读起？"
OF_ONE = "{which}讲话"
NO_SUCH_PART = "这篇讲话没有第 {number} 部分。发“目录”看有哪些。"


async def read_from_part(message: Message, words: str, context: Context) -> bool:
    """Open the page where the part begins that `words` name; False: they name none.

    Of several speeches, none of which is named or stands there, one is to be chosen.
    """
    slug, rest = context.services.questions.speeches.one_named(words)
    number = part_read_from(rest) if slug is not None else None
    if number is None:
        return False
    library = context.services.reader.library
    slug = slug or await open_here(message, context)
    begins = {one: _begins(one, number, context) for one in ([slug] if slug else library.names.slugs)}
    found = {one: page for one, page in begins.items() if page is not None}
    if not found:
        await say(context, message, plain(NO_SUCH_PART.format(number=number)))
    elif len(found) == 1:
        there = Bookmark(*next(iter(found.items())))
        await say(context, message, await opened_at(there, asker(message).user_id, context))
    else:
        choices = [
            [turning_button(OF_ONE.format(which=named(one, library)), one, page.number, library)]
            for one, page in found.items()
        ]
        await say(context, message, plain(WHICH.format(number=number), rows(*choices)))
    return True


def _begins(slug: str, number: int, context: Context) -> Page | None:
    """Return the page on which a speech's part of this number begins; None: it has none."""
    library = context.services.reader.library
    part = context.services.questions.parts.range(f"第{number}部分", slug, None)
    return page_at(library.pages(slug), library.segmented(slug).passages[part[0]].start) if part else None
