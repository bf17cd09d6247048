"""What a page of a speech, its table of contents and the list of speeches look like."""

import hashlib

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from core.models import Shows
from handlers.context import Context
from handlers.words.cards import button, by, rows
from handlers.words.replies import Piece, View, source_line
from knowledge.language.writing.clipped import clipped
from knowledge.search.library import Library
from knowledge.speech.pages import Heading, Page

A_PAGE = 8  # headings on a page of the table of contents
LONGEST_TITLE, LONGEST_HEADING, LONGEST_ON_BUTTON = 60, 28, 24
MOST_SPEECHES = 12  # that get a button of their own in the list
CONTENTS = "{title}{date}\n共 {total} 页，点一个标题，从那里读起。"
NO_HEADINGS = "{title}{date}\n共 {total} 页。这篇讲话没有小标题，可以从头读。"
CONTENTS_OF, FROM_THE_START, GO_ON, ORIGINAL = "目录", "从头读", "接着读 {number}/{total}", "原件"
ENDS = "（全文完）"


def speech_buttons(library: Library) -> list[list[InlineKeyboardButton]]:
    """Return a button for each speech, which opens it."""
    held = library.speeches[:MOST_SPEECHES]
    named = [f"{speech.title or speech.file}" for speech in held]
    return [
        [button(clipped(_label(name, speech.date), LONGEST_ON_BUTTON), f"rd:toc:{speech.slug}:0")]
        for name, speech in zip(named, held, strict=True)
    ]


def contents_button(slug: str) -> InlineKeyboardButton:
    """Return the button that opens the table of contents of a speech."""
    return button(CONTENTS_OF, f"rd:toc:{slug}:0")


def page_view(slug: str, page: Page, library: Library, *, lead: str = "") -> View:
    """Return a page, word for word, with its source and its place, as 3/20."""
    passage = library.passage(page.passage_id)
    if passage is None:
        raise ValueError(f"page {page.number} of {slug} begins with no passage")
    shows = Shows(passage.id, page.text, f"{passage.id}+{page.sentences}")
    source = source_line(passage.title, passage.date, passage.section, shows)
    end = (Piece(ENDS),) if page.number == page.total else ()
    pieces = (
        *((Piece(f"{lead}\n"),) if lead else ()),
        Piece(page.text, quote=True),
        Piece("\n"),
        *source,
        Piece(f" · {page.number}/{page.total}"),
        *end,
    )
    turning = [
        *([turning_button("上一页", slug, page.number - 1, library)] if page.number > 1 else []),
        contents_button(slug),
        *([turning_button("下一页", slug, page.number + 1, library)] if page.number < page.total else []),
    ]
    return View(pieces, rows(turning))


def turning_button(text: str, slug: str, number: int, library: Library) -> InlineKeyboardButton:
    """Return the button that opens this page of a speech, as the page is now."""
    return button(text, f"rd:page:{slug}:{number}:{digest_of(library.pages(slug)[number - 1])}")


async def contents_view(slug: str, shown: int, who: int, context: Context) -> View:
    """Return the table of contents of a speech from its page `shown` on, for the person `who`."""
    library = context.services.reader.library
    speech = next(one for one in library.speeches if one.slug == slug)
    pages, headings = library.pages(slug), library.contents(slug)
    title = (
        f"《{clipped(speech.title, LONGEST_TITLE)}》" if speech.title else clipped(speech.file, LONGEST_TITLE)
    )
    said = (CONTENTS if headings else NO_HEADINGS).format(title=title, date=speech.date, total=len(pages))
    bookmark = await context.services.reader.bookmark(who, slug)
    go_on = []
    there = bookmark.page if bookmark else pages[0]
    passage = library.passage(there.passage_id)
    about = (
        Shows(passage.id, there.text, f"{passage.id}+{there.sentences}" if bookmark else "")
        if passage
        else None
    )
    if bookmark:
        text = GO_ON.format(number=bookmark.page.number, total=bookmark.page.total)
        go_on = [button(text, f"rd:on:{slug}:0")]
    beginning = turning_button(FROM_THE_START, slug, 1, library)
    file = [button(ORIGINAL, f"rd:file:{slug}:0")] if context.services.settings.access.gives_originals else []
    keyboard = _keyboard(slug, shown, headings, [[beginning, *go_on], file], library)
    return View((Piece(said),), keyboard, about=about, chooses=True)


def _keyboard(
    slug: str,
    shown: int,
    headings: tuple[Heading, ...],
    below: list[list[InlineKeyboardButton]],
    library: Library,
) -> InlineKeyboardMarkup:
    """Return a page of the headings as buttons, the other pages, and the rows `below`."""
    last = max(0, (len(headings) - 1) // A_PAGE)
    shown = max(0, min(shown, last))
    some = headings[shown * A_PAGE : (shown + 1) * A_PAGE]
    lines = [
        turning_button(f"{'　' * one.depth}{clipped(one.text, LONGEST_HEADING)}", slug, one.page, library)
        for one in some
    ]
    turning = [
        *([button("前面的标题", f"rd:toc:{slug}:{shown - 1}")] if shown else []),
        *([button("后面的标题", f"rd:toc:{slug}:{shown + 1}")] if shown < last else []),
    ]
    return rows(*by(1, lines), turning, *below)


def _label(title: str, date: str) -> str:
    """Return what stands on a speech's button: its date first, as titles of one office begin alike."""
    return f"{date} {title}" if date else title


def digest_of(page: Page) -> str:
    """Return what tells whether a page is still what it was when its button was made."""
    return hashlib.sha256(page.text.encode()).hexdigest()[:6]
