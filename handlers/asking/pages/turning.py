"""Words that open a speech where one wants to read it: 从头读2023年那篇, 换另一篇读, 往后, 读到哪了."""

from telegram import Message

from core.patterns import pattern
from handlers.asking.giving import give
from handlers.asking.pages.reader import NO_SPEECH_OPEN, opened_at, page_of, turn_from
from handlers.asking.pages.views import speech_buttons
from handlers.asking.reply_views import view_of
from handlers.context import Context
from handlers.sending.speaking import say
from handlers.words.addressed import asker, is_private
from handlers.words.cards import rows
from handlers.words.replies import plain
from knowledge.language.talk.thread.page_turns import (
    PageRemark,
    page_remark,
    page_turn,
    paragraph_of_page,
    turn_on_a_page,
    words_turned_to,
)
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.numerals import canonical_numerals
from knowledge.speech.pages import page_at
from services.asking.reader import Bookmark
from services.asking.remembered.shown import Asker, Shown
from services.asking.reply import ReplyKind, showing

SAID = {
    PageRemark.HOW_MANY: "这篇讲话一共 {total} 页，您读到第 {number} 页。发“接着读”往下看。",
    PageRemark.LEAVES_OFF: "好，您读到第 {number} 页（共 {total} 页），记下了。下次发“读到哪了”就回到这里。",
}
_FROM_ITS_END = pattern(r"从?(?:[结末]尾|最后)(?:1页)?(?:开始)?(?:倒|往|看|读|念|$)|倒着?[看读念]")
_FROM_ITS_END_ONLY = pattern(
    r"(?:请|那|就|我想|想|要)*从?(?:[结末]尾|最后(?:1页)?)(?:开始)?(?:往前|倒着|倒回来?)?(?:看|读|念|翻)(?:起|吧|呢)*"
    r"|(?:请|那|就|我想|想|要)*倒着[看读念](?:起|吧|呢)*"
)
_PAGE_OF = pattern(
    r"(?:请|帮我|给我|打开|翻到|看看?|读)*(?P<which>[^\d翻看读打跳转].{1,30}?|\d{4}年?.{0,30}?)的?"
    r"第(?P<number>[1-9]\d{0,3})页(?:看看|吧|呢)*"
)
FROM_THE_START = "从头读{which}"
SO_FEW = "这一页只有 {count} 段。发“下一页”往下看。"
_LINE = pattern(r"\S[^\n]*")
_GOES_BACK = pattern(r"接着|继续|回|上次|刚才")


async def begin(message: Message, words: str, context: Context) -> bool:
    """Open the first page of the speech that 从头读2023年那篇 or 换另一篇读 wants; False: none is meant.

    Who wants it from its end gets the last one.
    """
    folded, reader = canonical_numerals(fold(words)), context.services.reader
    of_a_page = _PAGE_OF.fullmatch(folded)
    slug = await context.services.questions.to_read(
        FROM_THE_START.format(which=of_a_page["which"]) if of_a_page else words, asker(message)
    )
    if slug is None and _FROM_ITS_END_ONLY.fullmatch(folded):
        slug = await open_here(message, context)
        if slug is None:
            await say(context, message, plain(NO_SPEECH_OPEN, rows(*speech_buttons(reader.library))))
            return True
    page = reader.page(slug, 1) if slug else None
    if slug and page and (of_a_page or _FROM_ITS_END.search(folded)):
        page = reader.page(slug, int(of_a_page["number"]) if of_a_page else page.total)
    if slug is None or page is None:
        return False
    who = asker(message).user_id
    left_off = await context.services.reader.bookmark(who, slug) if _GOES_BACK.search(words) else None
    await say(context, message, await opened_at(left_off or Bookmark(slug, page), who, context))
    return True


async def open_here(message: Message, context: Context) -> str | None:
    """Return the speech that is meant where none is named: what was shown or read last."""
    standing = await context.services.answers.newest(asker(message))
    if standing is not None:
        return standing.passage.slug
    left_off = await context.services.reader.bookmark(asker(message).user_id)
    return left_off.slug if left_off else None


async def turn(message: Message, words: str, context: Context) -> bool:
    """Turn the page that stands there for 往后, 往前 and 继续; False: none does, or something else is meant."""
    steps, who = turn_on_a_page(words), asker(message)
    if steps is None or await context.services.questions.places.stands_there(who):
        return False
    here = page_of(await context.services.answers.newest(who), context.services.reader.library)
    return here is not None and await turn_from(message, here, steps, context)


async def show_paragraph(message: Message, words: str, context: Context) -> bool:
    """Show what 这页最后一段 means of the page that stands there; False: none does, or nothing is meant."""
    wanted, library = paragraph_of_page(words), context.services.reader.library
    here = page_of(await context.services.answers.newest(asker(message)), library) if wanted else None
    if not wanted or here is None:
        return False
    slug, page = here
    starts = [page.start + line.start() for line in _LINE.finditer(page.text)]
    if abs(wanted) > len(starts):
        await say(context, message, plain(SO_FEW.format(count=len(starts))))
        return True
    passage = library.passage_at(slug, starts[wanted - 1 if wanted > 0 else wanted])
    stretch = library.stretch(passage.id)
    reply = showing(ReplyKind.PASSAGE, stretch.passage if stretch else passage)
    if view := view_of(reply, context.services.answers, private=is_private(message)):
        await give(message, context, view, reply)
    return view is not None


async def tell_pages(message: Message, words: str, context: Context) -> bool:
    """Say how many pages there are and on which one a person is, for 一共几页 or 先看到这; False: neither."""
    remark = page_remark(words)
    if remark is None:
        return False
    who, reader = asker(message), context.services.reader
    standing = page_of(await context.services.answers.newest(who), reader.library)
    place = await reader.bookmark(who.user_id) if standing is None else None
    page = standing[1] if standing else place.page if place else None
    if page is None:
        return False
    await say(context, message, plain(SAID[remark].format(number=page.number, total=page.total)))
    return True


async def turn_to_words(message: Message, words: str, context: Context) -> bool:
    """Open the page of the speech one reads that has the words of 翻到讲监督的地方; False: there is none."""
    wanted = words_turned_to(words)
    standing = await context.services.answers.newest(asker(message)) if wanted else None
    if not wanted or standing is None or not standing.around:
        return False
    library, slug = context.services.reader.library, standing.passage.slug
    headed = (passage for _, passage, heading in library.headings(slug) if wanted in fold(heading))
    found = next(headed, None) or library.where(slug, wanted)
    if found is None:
        return False
    there = Bookmark(slug, page_at(library.pages(slug), found.start))
    await say(context, message, await opened_at(there, asker(message).user_id, context))
    return True


async def where_read(message: Message, words: str, context: Context) -> bool:
    """Show the stretch that 读到哪了 means; False: that is not asked, or a page was read last, or nothing."""
    standing = await context.services.answers.newest(asker(message)) if page_turn(words) == 0 else None
    stretch = await _read_last(standing, asker(message), context) if standing else None
    reply = showing(ReplyKind.PASSAGE, stretch.passage, stretch.around) if stretch else None
    view = view_of(reply, context.services.answers, private=is_private(message)) if reply else None
    if view is None:
        return False
    await give(message, context, view, reply)
    return True


async def _read_last(standing: Shown, who: Asker, context: Context) -> Shown | None:
    """Return the stretch that a person read last here, in whichever way; None: a page was, or nothing."""
    before = await context.services.answers.shown_before(who, standing)
    read = next((one for one in (standing, *before) if one.around and not one.quote), None)
    return None if read is None or page_of(read, context.services.reader.library) else read
