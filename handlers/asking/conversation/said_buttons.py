"""What a button under a passage or a quote does, done for who says it: 复制, 分享, 发我图片, 换成文字."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.patterns import pattern
from handlers.asking.conversation.pointing import pointed_at
from handlers.asking.giving import give
from handlers.asking.reply_views import view_of
from handlers.context import Context
from handlers.pushes.card import NO_PICTURE_OF_IT, NOT_OUT_OF_HERE, picture_of, send_card
from handlers.pushes.subscribing.in_words.offers import told_last
from handlers.pushes.subscribing.telling.likely import likely_meant
from handlers.sending.speaking import say, show
from handlers.words.addressed import asker, is_private
from handlers.words.citing import copy_button
from handlers.words.push_buttons import LONGEST_QUERY, SHARE
from handlers.words.replies import View, plain, source_of
from handlers.words.written import written
from knowledge.language.commands.button_words import SaidButton, said_button
from knowledge.speech.segment import Passage

COPY_IT = "点“复制引文”，这段话连出处一起复制。"
SHARE_IT = "点“复制引文”，粘贴到别的聊天里就行。"
_OF_THE_LOOK = frozenset({SaidButton.PICTURE, SaidButton.TEXT})
_CHANGES = pattern("改成|换成|改为|变成|以后|都|[用发要]图片发|还是")
WHICH = "我不确定您说的是哪一段。请先问一个问题，或“回复”那一段再发一次。"


async def press_said(message: Message, words: str, context: Context) -> bool:
    """Do what a button under what was shown last does; False: none is meant."""
    said, services = said_button(words), context.services
    if said is None:
        return False
    about = await pointed_at(message, context.bot, services.answers)
    if about is None and said in _OF_THE_LOOK and (view := await _of_the_look(message, context)):
        await say(context, message, view)
        return True
    meant = await services.answers.follow_ups.meant(asker(message), about)
    if said is not SaidButton.TEXT and services.settings.access.protect_content:
        await say(context, message, plain(NOT_OUT_OF_HERE))
    elif meant is None and said is SaidButton.PICTURE and about is None:
        await _send_quote(message, context)
    elif meant is None:
        await say(context, message, plain(WHICH))
    elif said is SaidButton.TEXT:
        reply = services.answers.by_number(meant.passage.id)
        view = view_of(reply, services.answers, private=is_private(message))
        await give(message, context, view or plain(WHICH), reply)
    elif said is SaidButton.PICTURE:
        await _send_picture(meant.passage, message, context)
    else:
        await say(context, message, _to_take_away(meant.passage, said, context))
    return True


async def _of_the_look(message: Message, context: Context) -> View | None:
    """Return the question whether the pushes shall look so, where they were spoken of last: 改成图片发."""
    if not _CHANGES.search(written(message)) or not await told_last(message, context):
        return None
    known = await context.services.subscriptions.of(message.chat.id)
    return await likely_meant(known, message, context)


def _to_take_away(passage: Passage, said: SaidButton, context: Context) -> View:
    """Return the buttons that copy a passage and, where that is allowed, list it in another chat."""
    share = [InlineKeyboardButton(SHARE, switch_inline_query=passage.text[:LONGEST_QUERY])]
    inline = said is SaidButton.SHARE and context.services.settings.access.is_inline
    keyboard = InlineKeyboardMarkup([[copy_button(passage), *(share if inline else ())]])
    return plain(SHARE_IT if said is SaidButton.SHARE else COPY_IT, keyboard)


async def _send_quote(message: Message, context: Context) -> None:
    """Send today's quote as a picture to who was shown nothing."""
    quotes = context.services.quotes
    quote = await quotes.quote_of(quotes.today())
    if quote is None:
        await say(context, message, plain(WHICH))
    else:
        await send_card(message, quote, quotes.today(), context)


async def _send_picture(passage: Passage, message: Message, context: Context) -> None:
    """Send the card of today's quote, where that was shown; else the picture of the passage."""
    quotes = context.services.quotes
    quote = await quotes.quote_of(quotes.today())
    if quote is not None and quote.shows.passage_id == passage.id:
        await send_card(message, quote, quotes.today(), context)
        return
    picture = await picture_of(passage.id, context)
    if picture is None:
        await say(context, message, plain(NO_PICTURE_OF_IT))
        return
    view = View(source_of(passage), InlineKeyboardMarkup([[copy_button(passage)]]))
    await show(context, message, picture.png, view)
