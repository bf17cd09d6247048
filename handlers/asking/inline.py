"""Inline mode: @bot and some words, in any chat, list passages and quotes; the chosen one is sent by Telegram.

Nothing of it is kept: no question, no answer, no words (handlers/updates/raw_updates.py stores none either).
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from core.models import Quote
from handlers.asking.reply_views import below
from handlers.context import Context
from handlers.sending.outcomes import classify, worth_another_try
from handlers.sending.speaking import TOO_LATE
from handlers.words.replies import Piece, Pieces, cut, label, markup, passage_pieces, source_line
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.normalize import fold
from knowledge.search.answer import Candidate, Kind
from knowledge.search.exact.telling import telling
from knowledge.speech.segment import PATH_JOINER, Passage
from services.asking.answers import LONGEST_QUESTION, AnswerService
from services.asking.no_question import SHORTEST_QUESTION
from services.asking.reply import ReplyKind

A_PAGE = 15  # results; Telegram takes 50
MOST = 45  # passages for one query
CACHED = 60  # seconds for which Telegram may give the same person the same list
LONGEST_DESCRIPTION = 80
BEGINNING = "inline"  # what /start is told by the button above the list: no link that means something
NOT_FOR_YOU = "只供本单位的同事使用，点这里申请"
TOO_FAST = "查得太快了，请过一会儿再输入"
NOTHING = "讲话里没有说到这个，点这里问我"
QUOTE = "廉语"


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list, and what is sent for it. `key` tells it from the others."""

    key: str
    title: str
    source: str
    pieces: Pieces


async def inline(update: Update, context: Context) -> None:
    """List what fits the words behind @bot; without words today's quote and the others."""
    query = update.inline_query
    if query is None:
        return
    services, person = context.services, query.from_user.id
    if not services.throttle.take_inline(person):
        await _answer(query, button=TOO_FAST)
    elif not await services.access.role_of(person):
        await _answer(query, button=NOT_FOR_YOU)
    else:
        words = query.query.strip()[:LONGEST_QUESTION]
        offers = await (_found(words, context) if words else _quotes(context))
        await _answer(query, offers, button="" if offers else NOTHING)


async def _answer(query: InlineQuery, offers: Sequence[Offer] = (), *, button: str = "") -> None:
    """Answer with a page of `offers`. What comes too late or finds no way is asked anew at the next letter."""
    at = int(query.offset) if query.offset.isascii() and query.offset.isdecimal() else 0
    following = at + A_PAGE
    try:
        await query.answer(
            [_result(offer) for offer in offers[at:following]],
            cache_time=CACHED if offers else 0,
            is_personal=True,
            next_offset=str(following) if following < len(offers) else None,
            button=InlineQueryResultsButton(button, start_parameter=BEGINNING) if button else None,
        )
    except TelegramError as error:
        too_late = any(sign in error.message.lower() for sign in TOO_LATE)
        if not too_late and not worth_another_try(classify(error)):
            raise


def _result(offer: Offer) -> InlineQueryResultArticle:
    number = hashlib.sha256(offer.key.encode()).hexdigest()[:32]
    content = InputTextMessageContent(markup(offer.pieces), parse_mode=ParseMode.HTML)
    return InlineQueryResultArticle(number, offer.title, content, description=offer.source)


async def _quotes(context: Context) -> list[Offer]:
    """Return today's quote and the other approved ones."""
    quotes = context.services.quotes
    todays = await quotes.quote_of(quotes.today())
    others = [quote for quote in quotes.quotes if quote != todays]
    return _whole(_of_quote(quote) for quote in ([todays] if todays else []) + others)


async def _found(words: str, context: Context) -> list[Offer]:
    """Return what fits `words`, best first: a quote that they begin, passages, quotes that contain them."""
    answers, folded = context.services.answers, fold(words)
    fitting = [quote for quote in context.services.quotes.quotes if folded in fold(quote.text)]
    begun = [quote for quote in fitting if fold(quote.text).startswith(folded)]
    passages = [_of_passage(one, answers) for one in await _passages(words, answers)]
    rest = [_of_quote(quote) for quote in fitting if quote not in begun]
    return _whole([*(_of_quote(quote) for quote in begun), *passages, *rest])


async def _passages(words: str, answers: AnswerService) -> Sequence[Candidate]:
    numbered = answers.by_number(words)
    if numbered.kind is ReplyKind.PASSAGE:
        return numbered.candidates
    if len(words) < SHORTEST_QUESTION:
        return ()
    found = await answers.search(words, MOST)
    return found.candidates if found.kind is not Kind.NOTHING else tuple(_mentioned(words, answers))


def _mentioned(words: str, answers: AnswerService) -> Iterator[Candidate]:
    """Yield the passages that say what `words` are about, where none answers them."""
    library = answers.library
    for found in telling(library, words, library.names.slugs):
        yield from (Candidate(place.stretch.passage, 1.0, place.marks) for place in found.places)


def _of_passage(found: Candidate, answers: AnswerService) -> Offer:
    passage = found.passage
    mark = max(found.marks, key=lambda mark: mark[1] - mark[0], default=None)
    pieces = passage_pieces(passage, below=below(passage, answers))
    return Offer(f"passage {passage.id}", label(passage.text, mark), _source(passage), pieces)


def _of_quote(quote: Quote) -> Offer:
    source = source_line(quote.title, quote.date, quote.section, quote.shows)
    pieces = (Piece(quote.text, quote=True), Piece("\n"), *source)
    return Offer(f"quote {quote.key}", label(quote.text), f"{QUOTE} · {_source(quote)}", pieces)


def _source(words: Passage | Quote) -> str:
    """Return title, date and the nearest heading: the line under the words in the list."""
    section = words.section.rpartition(PATH_JOINER)[2]
    title = f"《{words.title}》" if words.title else ""
    return clipped(" · ".join(part for part in (title, words.date, section) if part), LONGEST_DESCRIPTION)


def _whole(offers: Iterable[Offer]) -> list[Offer]:
    """Return the offers that fit into one message: nothing is sent in part."""
    return [offer for offer in offers if len(cut(offer.pieces)) == 1]
