"""What the buttons under a quote show: its context, and the quotes of earlier days."""

from dataclasses import replace
from datetime import date, datetime

from telegram import CallbackQuery, Message, Update

from core.models import Quote
from handlers.context import Context
from handlers.sending.speaking import rewrite, toast
from handlers.words.addressed import place
from handlers.words.opening import name_of, opens
from handlers.words.push_buttons import QUOTE_PATTERN, quote_keyboard
from handlers.words.replies import View, context_pieces, quote_pieces
from services.asking.remembered.shown import Asker

CHANGED = "这条廉语的原文已经更新，请发 /quote 看今天的。"
NO_EARLIER = "再往前没有了。"
TOO_OLD = "这条消息太旧，按钮用不了了。发 /quote 看今天的廉语。"
TITLE = "廉语"  # of a day gone by


async def press(update: Update, context: Context) -> None:
    """Show the context, an earlier quote or the quote again, in the message itself.

    A channel's post stays as it is for all its readers: there the passage opens in the private chat.
    """
    query = update.callback_query
    match = QUOTE_PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    quotes, day, quote = context.services.quotes, _day(match["day"]), None
    if day is not None and match["action"] == "earlier":
        day = await quotes.day_before(day)
        if day is None:
            await toast(query, NO_EARLIER)
            return
        quote = await quotes.shown_on(day)
    elif day is not None:
        quote = quotes.by_digest(match["digest"])
    if day is None or quote is None:
        await toast(query, CHANGED, alert=True)
    elif not isinstance(query.message, Message):
        await toast(query, TOO_OLD, alert=True)
    elif query.message.chat.type == query.message.chat.CHANNEL:
        await toast(query, url=opens(name_of(context.bot), quote.passage_id) or None)
    else:
        opened = match["action"] == "context"
        view = await _view(quote, day, context, opened=opened)
        if opened:
            who = Asker(place(query.message), query.from_user.id)
            context.services.answers.follow_ups.note_context(who, quote.passage_id)
        await _show(query, query.message, view, context)


async def _show(query: CallbackQuery, message: Message, view: View, context: Context) -> None:
    if not await rewrite(context, message.chat.id, message.message_id, view, by=query.from_user.id):
        await toast(query, TOO_OLD, alert=True)
        return
    await toast(query)


async def _view(quote: Quote, day: date, context: Context, *, opened: bool) -> View:
    """Return the quote of `day`, or what stands around it."""
    quotes = context.services.quotes
    this_day = quotes.today()
    todays = await quotes.shown_on(this_day) if day != this_day else None
    keyboard = quote_keyboard(
        quote,
        day,
        await quotes.day_before(day),
        shared=context.services.settings.access.is_inline,
        opened=opened,
        today=(todays, this_day) if todays else None,
    )
    around = context.services.answers.library.context(quote.passage_id) if opened else None
    if around is None:
        title = "今日廉语" if day == this_day else TITLE
        return View(quote_pieces(quote, day, title=title), keyboard)
    at = around.passage.text.find(quote.text)
    marks = [(at, at + len(quote.text))] if at >= 0 else []
    return replace(View(context_pieces(around, marks), keyboard), about=quote.shows)


def _day(said: str) -> date | None:
    try:
        return datetime.strptime(said, "%Y%m%d").date()  # noqa: DTZ007 - a calendar day
    except ValueError:
        return None
