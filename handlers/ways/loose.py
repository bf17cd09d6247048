"""Ways of asking whose words a new version does not say: an editor binds them anew, or lays them aside."""

from telegram import CallbackQuery, InlineKeyboardMarkup

from core.errors import UserError
from handlers.context import Context
from handlers.ways.cards import turning
from handlers.words.cards import button, rows, show
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import Piece, View, label, passage_pieces, plain
from handlers.words.said_often import PASSAGE_CHANGED
from knowledge.language.writing.clipped import clipped
from knowledge.ways.sources import Loose
from services.asking.remembered.shown import digest
from services.ways import sources

A_PAGE = 6
CANDIDATES = 5
LONGEST_TEXT, LONGEST_QUESTION, MOST_QUESTIONS = 120, 60, 6
NONE = "没有要重新绑定的：所有相似问的原文都还在讲话里。"
HEAD = "{count} 句原文已不在讲话里，问它们的相似问没处可去。点号码处理。\n"
LINE = "\n{place}. {text}（{count} 个问法）"
CARD = "原来问的是：\n“{text}”\n{count} 个问法，如：\n{questions}\n\n改绑到哪一段？点一段看全文。"
CONFIRM = "这 {count} 个问法以后都答这一段，对吗？\n"
BOUND = "已重新绑定 {count} 个问法。"
ASIDE = "好的，不再列出。哪天新版又有这句原文，它们自动恢复。"
GONE = "这些相似问已经有人处理过了。"


async def act(action: str, what: str, page: int, more: str, query: CallbackQuery, context: Context) -> None:
    """Do what a button of the loose ways says; `what` is a speech (lo) or the digest of lost words."""
    match action:
        case "lo":
            await show(query, context, await _list(what, page, context))
        case "lb":
            await show(query, context, await _choice(await _of(what, context), context))
        case "li":
            one = await _of(what, context)
            await context.services.way_sources.lay_aside(one, query.from_user.id)
            await show(query, context, plain(ASIDE, _back(one)))
        case _:
            await _bind(await _of(what, context), more, query, context)


async def _bind(one: Loose, more: str, query: CallbackQuery, context: Context) -> None:
    """Show the passage that was chosen and, once it is confirmed, bind to it."""
    number, _, seen = more.partition(":")
    passage = context.services.answers.library.passage(number)
    if passage is None or (seen and digest([passage]) != seen):
        raise UserError(PASSAGE_CHANGED)
    count, name = len(one.questions), sources.digest(one)
    if not seen:
        confirm = button("绑定这段", f"wy:ly:{name}:{number}:{digest([passage])}")
        keyboard = rows([confirm, button("换一段", f"wy:lb:{name}")])
        pieces = (Piece(CONFIRM.format(count=count)), *passage_pieces(passage))
        view = wants_yes(View(pieces, keyboard), Asked.REBIND, yes=str(confirm.callback_data))
        await show(query, context, view)
        return
    await context.services.way_sources.bind(one, passage, query.from_user.id)
    await show(query, context, plain(BOUND.format(count=count), _back(one)))


async def _of(name: str, context: Context) -> Loose:
    for one in await context.services.way_sources.loose():
        if sources.digest(one) == name:
            return one
    raise UserError(GONE)


async def _list(slug: str, page: int, context: Context) -> View:
    found = await context.services.way_sources.loose(slug)
    back = [button("返回", f"wy:sp:{slug}")]
    if not found:
        return plain(NONE, rows(back))
    page = max(0, min(page, (len(found) - 1) // A_PAGE))
    shown = list(enumerate(found, 1))[page * A_PAGE : (page + 1) * A_PAGE]
    lines = "".join(
        LINE.format(place=place, text=clipped(one.text, LONGEST_TEXT), count=len(one.questions))
        for place, one in shown
    )
    numbers = [button(str(place), f"wy:lb:{sources.digest(one)}") for place, one in shown]
    keyboard = rows(numbers, turning(f"wy:lo:{slug}", page, len(found), A_PAGE), back)
    return plain(HEAD.format(count=len(found)) + lines, keyboard)


async def _choice(one: Loose, context: Context) -> View:
    """Offer the passages nearest to the words that were lost."""
    found = (await context.services.answers.search(one.text[:LONGEST_TEXT], CANDIDATES)).candidates
    name = sources.digest(one)
    choices = [
        [button(f"{near.passage.id} {label(near.passage.text)}", f"wy:ly:{name}:{near.passage.id}")]
        for near in found
    ]
    questions = "\n".join(f"· {clipped(asked, LONGEST_QUESTION)}" for asked in one.questions[:MOST_QUESTIONS])
    said = CARD.format(text=clipped(one.text, LONGEST_TEXT), count=len(one.questions), questions=questions)
    ends = [button("不要了", f"wy:li:{name}"), button("返回", f"wy:lo:{one.slug}.0")]
    return plain(said, rows(*choices, ends))


def _back(one: Loose) -> InlineKeyboardMarkup:
    return rows([button("返回", f"wy:lo:{one.slug}.0")])
