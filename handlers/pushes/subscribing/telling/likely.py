"""What was likely meant of the settings, where nobody understood it: answered, or asked with its button."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from core.models import Look
from handlers.context import Context
from handlers.pushes.card import change_look
from handlers.pushes.subscribing.in_words.in_question import leave_in_question
from handlers.pushes.subscribing.in_words.offers import END, END_BUTTON, note_spoken_of
from handlers.pushes.subscribing.telling.answered import what_is_set
from handlers.pushes.subscribing.telling.state import said_when
from handlers.sending.asked import YES
from handlers.words.addressed import asker, without_mention
from handlers.words.prompts import Asked, wants_yes
from handlers.words.replies import View, plain
from handlers.words.written import written
from knowledge.language.commands.pushes.settings_otherwise import SettingMeant, setting_meant
from storage.pushes.subscriptions import Subscription

_CHOICES = {
    SettingMeant.MUTE: ("推送时不响铃，对吗？现在会响铃。", "不响铃", "set:mute:1"),
    SettingMeant.UNMUTE: ("推送时响铃，对吗？现在不响铃。", "响铃", "set:mute:0"),
    SettingMeant.CARD: ("以后每日廉语发成图片，对吗？还没有改。", "发图片", "set:look:card"),
    SettingMeant.TEXT: ("以后每日廉语发文字，对吗？还没有改。", "发文字", "set:look:text"),
    SettingMeant.BOTH: ("以后每日廉语图片和文字一起发，对吗？还没有改。", "图片加文字", "set:look:both"),
    SettingMeant.RESUME: ("停的日子都恢复推送，对吗？还没有改。", "都恢复", "set:resume"),
}
_SO_ALREADY = {
    SettingMeant.MUTE: "现在推送就不响铃，不用改。",
    SettingMeant.UNMUTE: "现在推送就响铃，不用改；手机没响，请看看手机里这个聊天的通知。",
    SettingMeant.CARD: "现在就是发图片，不用改。",
    SettingMeant.TEXT: "现在就是发文字，不用改。",
    SettingMeant.BOTH: "现在就是图片和文字一起发，不用改。",
    SettingMeant.RESUME: "没有停的日子，照常推送，不用改。",
}
_LOOKS = {SettingMeant.CARD: Look.CARD, SettingMeant.TEXT: Look.TEXT, SettingMeant.BOTH: Look.BOTH}


async def likely_meant(
    known: Subscription | None, message: Message, context: Context, *, changes: bool = False
) -> View | None:
    """Return the same for the words of `message`, which surely are of the pushes; None: like nothing.

    `changes`: only what would change something is looked for.
    """
    meant = setting_meant(without_mention(written(message), context.bot))
    if changes and meant is SettingMeant.STATE:
        return None
    if meant is None or known is None or not known.active:
        return None
    return await likely_view(meant, known, message, context)


async def likely_view(meant: SettingMeant, known: Subscription, message: Message, context: Context) -> View:
    """Return what to say to who likely means that of the pushes of this chat. Nothing is changed."""
    note_spoken_of(context)
    if meant is SettingMeant.STATE:
        return plain(await what_is_set(known, message, context))
    if meant is SettingMeant.END:
        view = plain(END.format(when=said_when(known)), InlineKeyboardMarkup([[END_BUTTON]]))
        return wants_yes(view, Asked.HOUR, yes=str(END_BUTTON.callback_data))
    if _is_so(meant, known, context):
        return plain(_SO_ALREADY[meant])
    asked, label, data = _CHOICES[meant]
    if meant in _LOOKS and await _was_asked(data, message, context):  # who says it again says yes
        await leave_in_question(message, context)
        return plain(f"{await change_look(_LOOKS[meant], message.chat.id, context)}。")
    view = plain(asked, InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]]))
    return wants_yes(view, Asked.HOUR, yes=data)


async def _was_asked(data: str, message: Message, context: Context) -> bool:
    prompts = context.services.prompts
    asked = await prompts.of(message.chat.id, asker(message).user_id)
    return any(one.presses.get(YES) == data and prompts.waits(one) for one in asked)


def _is_so(meant: SettingMeant, known: Subscription, context: Context) -> bool:
    if meant in _LOOKS:
        return known.look is _LOOKS[meant]
    if meant is SettingMeant.RESUME:
        today = context.services.subscriptions.today()
        return not known.is_paused(today) and not known.stretches(today)
    return known.muted is (meant is SettingMeant.MUTE)
