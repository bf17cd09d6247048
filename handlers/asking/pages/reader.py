"""The reader: a speech opens as its table of contents, and reads page by page; each person's place is kept.

A button carries the speech, the page and a digest of the page: after a new version the page of that number is
shown, and it is said.
"""

from collections.abc import Sequence
from dataclasses import replace

from telegram import CallbackQuery, Message, Update

from core.patterns import pattern
from handlers.asking.pages.originals import send_original
from handlers.asking.pages.views import contents_view, digest_of, page_view, speech_buttons
from handlers.context import Context
from handlers.sending.speaking import rewrite, say, toast
from handlers.words.addressed import asker
from handlers.words.buttons import onward_button
from handlers.words.cards import rows
from handlers.words.replies import View, plain
from handlers.words.views.speeches import named
from knowledge.language.talk.thread.page_turns import LAST, page_named, page_turn
from knowledge.search.library import Library
from knowledge.speech.pages import Page, page_at
from knowledge.speech.segment import Passage
from services.asking.reader import Bookmark
from services.asking.remembered.shown import Asker, Shown

PATTERN = pattern(
    r"rd:(?P<action>toc|page|on|file):(?P<slug>\w{1,64}):(?P<number>\d{1,6})(?::(?P<digest>\w+))?"
)
_OF_ONE, _THIS_ONE = pattern(r"^[^/／]*(?<!讲话)(?<!講話)目[录錄]"), pattern(r"[这這本该該][1一]?篇|它")
_CONTENTS = pattern(r"(?:之|的)?(?:目[录錄次]|大标题|章节)")
CHANGED = "讲话有了新版，这是相近的一页。"
MOVED = "讲话有了新版，您读到的那句不在了，这是最近的一页。"
GONE = "这篇讲话不在了，请重新发 /speeches。"
NO_PLACE = "还没有读到哪里。点“从头读”或一个标题。"
BACK_TO = "接着您先前读的{which}那篇："
FROM_THE_ANSWER = "从刚才那段往下读"
NO_SPEECH_OPEN = "您还没有翻开讲话。先选一篇，再说第几页。"
NO_SUCH_PAGE = "这篇讲话一共 {total} 页。"
LAST_PAGE, FIRST_PAGE = "这已经是最后一页了。", "这已经是第一页了。"


async def contents_read(message: Message, context: Context) -> View | None:
    """Return the table of contents that 目录 means, of the speech one reads; None: the list is meant."""
    words = message.text or ""
    if of_year := context.services.questions.speeches.one_of_year(_CONTENTS.sub("讲话", words)):
        return await contents_view(of_year, 0, asker(message).user_id, context)
    shown = await context.services.answers.newest(asker(message)) if _OF_ONE.search(words) else None
    if shown is None or shown.quote or not (shown.around or _THIS_ONE.search(words)):
        return None
    return await contents_view(shown.passage.slug, 0, asker(message).user_id, context)


async def press(update: Update, context: Context) -> None:
    """Open a table of contents, a page or the file, as a button says."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    slug, number = match["slug"], int(match["number"])
    if not context.services.reader.library.pages(slug):
        await toast(query, GONE, alert=True)
    elif match["action"] == "toc":
        await _show(query, context, await contents_view(slug, number, query.from_user.id, context))
    elif match["action"] == "file":
        await send_original(query, query.message, slug, context)
    elif match["action"] == "on":
        await _go_on(query, slug, context)
    else:
        await _turn(query, slug, number, match["digest"], context)


async def read_on(message: Message, words: str, context: Context) -> bool:
    """Turn the page for 接着读, 下一页 and the like; False: that is not meant, or there is no page to turn.

    接着读 after a passage reads on from that passage, 下一页 opens the page with what follows it; after a page,
    or when nothing stands there, both turn the page of the speech that the person read last.
    """
    steps = page_turn(words)
    if steps is None:
        return False
    who, reader, by_page = asker(message), context.services.reader, "页" in words or "頁" in words
    if by_page and await context.services.questions.places.stands_there(who):
        return False  # pages of a list (services/asking/places.py)
    standing = await context.services.answers.newest(who)
    here = page_of(standing, reader.library)
    if steps and here:
        return await turn_from(message, here, steps, context)
    if steps and standing and by_page:
        beside = _page_beside(standing.passage, reader.library.pages(standing.passage.slug), steps)
        if beside is None:
            await say(context, message, plain(LAST_PAGE if steps > 0 else FIRST_PAGE))
            return True
        bookmark: Bookmark | None = Bookmark(standing.passage.slug, beside)
    elif standing and steps:
        read = await _left_for_a_question(standing, who, context)
        return read is not None and await _back_to_reading(message, read, standing, context)
    else:
        bookmark = await reader.bookmark(who.user_id)
    if bookmark is None and by_page:
        await say(context, message, plain(NO_SPEECH_OPEN, rows(*speech_buttons(reader.library))))
    elif bookmark is not None:
        await say(context, message, await opened_at(bookmark, who.user_id, context))
    return by_page or bookmark is not None


async def _left_for_a_question(standing: Shown, who: Asker, context: Context) -> tuple[str, Page] | None:
    """Return the speech and the page that a person left for an answer which stands there; None: none."""
    if standing.around or standing.quote:
        return None
    before = await context.services.answers.shown_before(who, standing)
    read = next((one for one in before if one.around or one.quote), None)
    return page_of(read, context.services.reader.library)


async def _back_to_reading(message: Message, read: tuple[str, Page], standing: Shown, context: Context) -> bool:
    """Read on in the speech that was left for a question, and name it; a button reads on from the answer."""
    slug, page = read
    reader = context.services.reader
    turned = reader.page(slug, page.number + 1)
    if turned is None or turned.number == page.number:
        return False
    await reader.keep(asker(message).user_id, slug, turned)
    lead = BACK_TO.format(which=named(slug, reader.library))
    view = page_view(slug, turned, reader.library, lead=lead)
    onward = onward_button(FROM_THE_ANSWER, standing.passage)
    rows_there = view.keyboard.inline_keyboard if view.keyboard else ()
    await say(context, message, replace(view, keyboard=rows(*rows_there, [onward])))
    return True


async def turn_from(message: Message, here: tuple[str, Page], steps: int, context: Context) -> bool:
    """Open the page so many steps from the speech and page that stand there, or say that there is none."""
    slug, page = here
    turned = context.services.reader.page(slug, page.number + steps) if page.number + steps else None
    if turned is None or turned.number == page.number:
        await say(context, message, plain(LAST_PAGE if steps > 0 else FIRST_PAGE))
    else:
        await say(context, message, await opened_at(Bookmark(slug, turned), asker(message).user_id, context))
    return True


async def open_page(message: Message, words: str, context: Context) -> bool:
    """Open the page that 第三页 or 跳到最后 names, of the speech one reads; False: no page is meant.

    Who has opened none reads the one that stands in the chat.
    """
    number = page_named(words)
    if number is None:
        return False
    who, reader = asker(message), context.services.reader
    if await context.services.questions.places.stands_there(who):
        return False  # pages of a list (services/asking/places.py)
    standing = await context.services.answers.newest(who)
    here = page_of(standing, reader.library)
    if here is None:
        place = await reader.bookmark(who.user_id)
        here = (place.slug, place.page) if place else _page_with(standing, reader.library)
    if here is None:
        await say(context, message, plain(NO_SPEECH_OPEN, rows(*speech_buttons(reader.library))))
        return True
    slug, page = here
    opened = reader.page(slug, page.total if number == LAST else number)
    if opened is None or number not in {LAST, opened.number}:
        await say(context, message, plain(NO_SUCH_PAGE.format(total=page.total)))
        return True
    await say(context, message, await opened_at(Bookmark(slug, opened), who.user_id, context))
    return True


def page_of(standing: Shown | None, library: Library) -> tuple[str, Page] | None:
    """Return the speech and the page that stands in the chat; None when what stands there is no page."""
    if standing is None or not standing.is_page:
        return None
    pages = library.pages(standing.passage.slug)
    return standing.passage.slug, page_at(pages, standing.passage.start)


def _page_beside(passage: Passage, pages: Sequence[Page], steps: int) -> Page | None:
    """Return the page with what follows a passage, or stands before it; with more steps one further off."""
    if steps > 0:
        return next(iter([page for page in pages if page.end > passage.end][steps - 1 :]), None)
    before = [page for page in pages if page.start < passage.start]
    return before[steps] if len(before) >= -steps else None


def _page_with(standing: Shown | None, library: Library) -> tuple[str, Page] | None:
    """Return the speech and the page that a passage which stands in the chat is on; None: none stands there."""
    pages = library.pages(standing.passage.slug) if standing else ()
    return (standing.passage.slug, page_at(pages, standing.passage.start)) if standing and pages else None


async def _turn(query: CallbackQuery, slug: str, number: int, digest: str | None, context: Context) -> None:
    page = context.services.reader.page(slug, number)
    if page is None:
        await toast(query, GONE, alert=True)
        return
    await context.services.reader.keep(query.from_user.id, slug, page)
    changed = digest is not None and digest != digest_of(page)
    view = page_view(slug, page, context.services.reader.library)
    await _show(query, context, view, saying=CHANGED if changed else None)


async def _go_on(query: CallbackQuery, slug: str, context: Context) -> None:
    bookmark = await context.services.reader.bookmark(query.from_user.id, slug)
    if bookmark is None:
        await toast(query, NO_PLACE)
        return
    view = await opened_at(bookmark, query.from_user.id, context)
    await _show(query, context, view, saying=MOVED if bookmark.moved else None)


async def opened_at(bookmark: Bookmark, who: int, context: Context) -> View:
    """Return the page of a bookmark, and keep that the person reads it."""
    await context.services.reader.keep(who, bookmark.slug, bookmark.page)
    library = context.services.reader.library
    return page_view(bookmark.slug, bookmark.page, library, lead=MOVED if bookmark.moved else "")


async def _show(query: CallbackQuery, context: Context, view: View, *, saying: str | None = None) -> None:
    message = query.message
    if not isinstance(message, Message):
        return
    who = query.from_user.id
    if not await rewrite(context, message.chat.id, message.message_id, view, by=who):
        await say(context, message, view)
    await toast(query, saying)
