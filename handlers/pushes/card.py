"""A quote or a passage as a picture that people can forward, and a chat's choice to get its quote so."""

from dataclasses import replace
from datetime import date, timedelta

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update

from core.models import Look, Picture, Quote
from core.patterns import pattern
from handlers.context import Context
from handlers.sending.speaking import say, show, toast
from handlers.words.citing import copy_button
from handlers.words.replies import View, card_pieces, plain, quote_pieces, source_of
from handlers.words.said_often import ASK_ANEW, NOT_SUBSCRIBED_YET
from knowledge.language.writing.signs import plain_signs
from services.asking.remembered.shown import digest

PATTERN = pattern(r"card:(?:(?P<day>\d{4}-\d\d-\d\d)|p:(?P<digest>[\w-]{6})\|(?P<passage>.+))")
ASKS_FOR = pattern(r"(?:要|用|发|看|做成|生成)?(?:一?张)?(?:图片?|卡片?|海报)(?:版|的)?|(?i:card|picture)")
OLDEST = timedelta(days=400)
NO_PICTURE_OF_IT = "这一段做不成图片（太长，或有字体里没有的字），可以点“复制引文”。"
NO_PICTURE = "这一条做不成图片（太长，或有字体里没有的字），先给您文字："
NOT_OUT_OF_HERE = "这里的内容不能带走，做不了图片。"
TOO_OLD = "这条消息太旧，按钮用不了了，请重新发 /quote。"
DONE = {Look.TEXT: "好，以后发文字", Look.CARD: "好，以后发图片", Look.BOTH: "好，以后图片和文字一起发"}


def means_card(argument: str) -> bool:
    """Return whether the words behind /quote ask for a picture: 卡片, 图片, 要一张图."""
    return ASKS_FOR.fullmatch(plain_signs(argument).strip()) is not None


async def press(update: Update, context: Context) -> None:
    """Send the picture of the quote, or of the passage, that a button stands under."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    message = query.message
    if context.services.settings.access.protect_content:
        await toast(query, NOT_OUT_OF_HERE, alert=True)
    elif not isinstance(message, Message):
        await toast(query, TOO_OLD, alert=True)
    elif match["passage"]:
        await _of_passage(match["passage"], match["digest"], query, message, context)
    else:
        await _of_quote(match["day"], query, message, context)


async def _of_quote(said: str, query: CallbackQuery, message: Message, context: Context) -> None:
    quotes = context.services.quotes
    day, today = _day(said), quotes.today()
    quote = await quotes.quote_of(day) if day is not None and today - OLDEST <= day <= today else None
    if day is None or quote is None:
        await toast(query, TOO_OLD, alert=True)
        return
    await toast(query)
    await send_card(message, quote, day, context)


async def _of_passage(number: str, seen: str, query: CallbackQuery, message: Message, context: Context) -> None:
    """Send the picture of a passage; of a heading with what stands under it, as the answer shows it."""
    stretch = context.services.answers.library.stretch(number)
    if stretch is None or digest([stretch.passage]) != seen:
        await toast(query, ASK_ANEW, alert=True)
        return
    passage = stretch.passage
    picture = await picture_of(number, context)
    if picture is None:
        await toast(query, NO_PICTURE_OF_IT, alert=True)
        return
    await toast(query)
    keyboard = InlineKeyboardMarkup([[copy_button(passage)]])
    await show(context, message, picture.png, View(source_of(passage), keyboard))


async def picture_of(number: str, context: Context) -> Picture | None:
    """Return the picture of a passage, of a heading with what stands under it; None: it cannot be made."""
    stretch = context.services.answers.library.stretch(number)
    if stretch is None:
        return None
    passage, under = stretch.passage, stretch.below
    whole = replace(passage, text=f"{passage.text}\n{under.text}") if under else passage
    picture = await context.services.cards.of_passage(whole)
    if picture is None and under:
        picture = await context.services.cards.of_passage(passage)
    return picture


async def send_card(message: Message, quote: Quote, day: date, context: Context) -> None:
    """Send the card of the quote; in words where it is none, or nothing may be taken out of the chat."""
    keyboard = InlineKeyboardMarkup([[copy_button(quote)]])
    protected = context.services.settings.access.protect_content
    picture = None if protected else await context.services.cards.of_quote(quote, day)
    if picture is not None:
        await show(context, message, picture.png, View(card_pieces(quote), keyboard))
        return
    if not protected:
        await say(context, message, plain(NO_PICTURE))
    await say(context, message, View(quote_pieces(quote, day), keyboard))


async def change_look(look: Look, chat_id: int, context: Context) -> str:
    """Have the quote pushed as text, as a card, or both; return what came of it, in a few words."""
    if look is not Look.TEXT and context.services.settings.access.protect_content:
        return NOT_OUT_OF_HERE
    done = await context.services.subscriptions.change_look(chat_id, look)
    return DONE[look] if done else NOT_SUBSCRIBED_YET


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
