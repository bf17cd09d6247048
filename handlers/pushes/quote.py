"""Today's quote, for anybody who asks."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from handlers.context import Context
from handlers.sending.speaking import say
from handlers.words.replies import View, plain, quote_pieces

NO_QUOTES = "还没有可用的廉语，请稍后再来。想看讲话里怎么说，直接问我就行。"
SUBSCRIBE = "订阅每日廉语"
SUBSCRIBE_DATA = "set:quote"


async def quote(update: Update, context: Context) -> None:
    """Show today's quote, with a button to subscribe where nobody has."""
    message = update.effective_message
    if message is None:
        return
    quotes = context.services.quotes
    day = quotes.today()
    todays = await quotes.quote_of(day)
    if todays is None:
        await say(context, message, plain(NO_QUOTES))
        return
    subscription = await context.services.subscriptions.of(message.chat.id)
    offered = None
    if subscription is None or not subscription.active:
        offered = InlineKeyboardMarkup([[InlineKeyboardButton(SUBSCRIBE, callback_data=SUBSCRIBE_DATA)]])
    await say(context, message, View(quote_pieces(todays, day), offered))
