"""The quote of today or of a day gone by, and another one, for anybody who asks: /quote, 换一条, 昨天的廉语."""

from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from core.errors import UserError
from core.models import Quote
from core.patterns import pattern
from handlers.context import Context
from handlers.people.rights import may_manage
from handlers.pushes.card import means_card, send_card
from handlers.sending.speaking import say
from handlers.words.citing import copy_button
from handlers.words.push_buttons import AROUND, quote_keyboard
from handlers.words.replies import Piece, View, plain, quote_pieces
from handlers.words.views.speeches import opening
from knowledge.language.calendar.past_dates import past_date
from knowledge.language.calendar.saying import said_weekday
from knowledge.language.wishes.wish_builds import HOW_MANY
from knowledge.language.writing.clipped import clipped
from knowledge.language.writing.normalize import fold
from knowledge.language.writing.signs import Fault, MisreadError

OTHER = "廉语"  # the heading of a quote that is not today's
NO_QUOTES = "还没有审定的廉语，负责内容的同事发 /curate 审定。想看讲话里怎么说，直接问我就行。"
SUBSCRIBE = "订阅每日廉语"
SUBSCRIBE_DATA = "set:quote"
# Folded, without blanks.
ANOTHER = pattern(
    r"(?:请|麻烦|给我|帮我|我|想|要|看|能不能|可以|能)*"
    r"(?:(?:再|多)(?:来|看|发|给我?|推|要|整|读|送)?(?:[一1几两2]?[条句个则段])|换[一1]?[条句个则段]|换[一1]?换|换|下[一1]?[条句个则]"
    r"|另外?[一1]?[条句个则]|别的|其[他它]的?|再来|随机|随便(?:来)?[一1]?[条句个则]?|新的|更多)"
    r"(?:廉语|看|别的|吧|呗|行吗|可以吗|好吗|谢谢|呀|啊|[.。!！?？~～])*"
)
ABOUT = pattern(
    r"每日廉语|廉语|每日一句|那[一1]?[天条句]|的|是什么|是啥|发的?|推送?|给我|再|看看?|一下|[,，。.?？!！\s]+$|吗|呢|吧"
)
LONGEST_QUOTED = 20  # characters of what a person wrote, in a refusal
LIKE_THIS = "请这样写：/quote 昨天，/quote 上周五，/quote 11月3日，或 /quote 换一条"
MISREAD = "没看懂“{said}”。"
NO_SUCH_DAY = "没有“{said}”这一天。"
TO_COME = "{day}的廉语到时才见得到。看今天的，发 /quote；看您的下一条推送，发 /preview。"
NOT_DRAWN = "{day}没有选过廉语，那天谁也没有收到。看今天的，发 /quote。"
WITHDRAWN = "{day}的廉语后来撤下了，不再给人看。看今天的，发 /quote。"
ALL_SEEN = "现有的 {number} 条都给这里看过了，从头再来：\n\n"
SO_MANY = "现在有 {number} 条廉语，每天一条，都推送过一遍才重来。"
ANOTHER_ONE = "这是另外一条，要推送的那条不变：\n\n"
SHORTEST = "这已经是最短的一条廉语了。换一条发“换一条”。"
NO_OTHER = "只有这一条廉语可看，没有别的了。"


async def quote(update: Update, context: Context) -> None:
    """Show today's quote, that of a day that is named, or another one."""
    message = update.effective_message
    if message is None:
        return
    said, today = context.argument, context.services.quotes.today()
    if not context.services.quotes.quotes:
        await say(context, message, plain(NO_QUOTES))
    elif said == HOW_MANY:
        number = len(context.services.quotes.quotes)
        await say(context, message, plain(SO_MANY.format(number=number)))
    elif means_card(said):
        await _today(update, message, context)
    elif said and ANOTHER.fullmatch("".join(fold(said).split())):
        await _another(message, context)
    elif said and (day := named_day(said, today)) != today:
        await _past(day, message, context)
    else:
        await _today(update, message, context)


async def _today(update: Update, message: Message, context: Context) -> None:
    """Show today's quote, with a button to subscribe where nobody has, for those who may press it."""
    quotes = context.services.quotes
    day = quotes.today()
    todays = await quotes.quote_of(day)
    if todays is None:
        await say(context, message, plain(NO_QUOTES))
        return
    subscription = await context.services.subscriptions.of(message.chat.id)
    if means_card(context.argument):
        await send_card(message, todays, day, context)
        return
    shared = context.services.settings.access.is_inline
    rows = quote_keyboard(todays, day, await quotes.day_before(day), shared=shared).inline_keyboard
    if (subscription is None or not subscription.active) and await may_manage(update, context):
        rows = (*rows, (InlineKeyboardButton(SUBSCRIBE, callback_data=SUBSCRIBE_DATA),))
    await say(context, message, View(quote_pieces(todays, day), InlineKeyboardMarkup(rows)))


async def _another(message: Message, context: Context) -> None:
    """Show a quote that this chat has not been shown; when it has been shown all, say so and begin anew."""
    one = await context.services.other_quotes.one_more(message.chat.id)
    if one is None:
        await say(context, message, plain(NO_OTHER))
        return
    lead = (Piece(ALL_SEEN.format(number=len(context.services.quotes.quotes))),) if one.anew else ()
    previewed = (context.chat_data or {}).pop("previewed", None)
    fresh = context.services.settings.asking.follow_up
    if previewed is not None and context.asked_at - previewed <= fresh:
        lead = (Piece(ANOTHER_ONE), *lead)
    keyboard = InlineKeyboardMarkup([_below(one.quote, context)])
    await say(context, message, View((*lead, *quote_pieces(one.quote, None, title=OTHER)), keyboard))


async def shorter(message: Message, than: str, context: Context) -> None:
    """Show the longest quote that is shorter than the one of the passage `than`; say where there is none."""
    quotes = context.services.quotes.quotes
    here = min((len(one.text) for one in quotes if one.passage_id == than), default=0)
    left = [one for one in quotes if len(one.text) < here]
    if not left:
        await say(context, message, plain(SHORTEST))
        return
    one = max(left, key=lambda quote: (len(quote.text), quote.key))
    keyboard = InlineKeyboardMarkup([_below(one, context)])
    await say(context, message, View(quote_pieces(one, None, title=OTHER), keyboard))


async def _past(day: date, message: Message, context: Context) -> None:
    """Show what a day gone by had, or say that it had none."""
    today = context.services.quotes.today()
    named = said_weekday(day, today)
    if day > today:
        await say(context, message, plain(TO_COME.format(day=named)))
        return
    drawn, found = await context.services.other_quotes.past(day)
    if found is None:
        await say(context, message, plain((WITHDRAWN if drawn else NOT_DRAWN).format(day=named)))
    else:
        before = await context.services.quotes.day_before(day)
        keyboard = quote_keyboard(found, day, before, shared=context.services.settings.access.is_inline)
        await say(context, message, View(quote_pieces(found, day, title=OTHER), keyboard))


def _below(quote: Quote, context: Context) -> list[InlineKeyboardButton]:
    """Return the buttons of a quote of no day: what it stands in, and to copy it."""
    passage = context.services.answers.library.passage(quote.passage_id)
    around = opening(AROUND, passage) if passage else None
    return [*([around] if around else []), copy_button(quote)]


def named_day(said: str, today: date, like_this: str = LIKE_THIS) -> date:
    """Return the day that is meant. Raises UserError that says what to write instead: `like_this`."""
    try:
        return past_date(ABOUT.sub("", fold(said)) or "今天", today)
    except MisreadError as error:
        refusal = NO_SUCH_DAY if error.fault is Fault.NO_SUCH_DAY else MISREAD
        raise UserError(refusal.format(said=clipped(said, LONGEST_QUOTED)) + like_this) from None
