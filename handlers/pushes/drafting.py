"""What operators say to a notice that stands there to be sent, beside its buttons: 三点改成三点半, 先别发.

The draft is shown anew, with its buttons; nothing goes out by it.
"""

from dataclasses import replace

from telegram import Message, Update

from core.names import fenced
from core.patterns import pattern
from handlers.context import Context
from handlers.pushes.notice import NOBODY, PAST, PAUSED, checked, control, show_draft
from handlers.sending.speaking import say
from handlers.words.addressed import heard, without_mention
from handlers.words.prompts import Asked
from handlers.words.replies import plain
from handlers.words.written import links_behind, links_kept, written
from knowledge.language.commands.draft_changes import changed
from knowledge.language.commands.draft_wanted import Towards, Towed
from knowledge.language.commands.draft_words import READ, towards_a_draft
from knowledge.language.schedules.turns import steps_back
from storage.pushes.notices import Audience, StoredNotice
from storage.states import NoticeState

HELD = "好，先不发，草稿留着。要发时说“发吧”；以后发 /notice 也能找回来。"
TO_ALL = "通知发给所有订阅的会话，不能只选几个。没有发出，草稿留着。"
NOT_SENT = "这条通知还没有发出去。要发请点“{button}”，不要了说“不发了”。"
COUNTED = "\n要知道多少人看了，说“带已阅”，通知下面就有带“已阅”的按钮。"
LEFT_OUT = "“{left}”没有写进通知。要写进去，说“加一句：{left}”。"
AUDIENCE = (
    "会发给 {number} 个会话，都是订阅了每日廉语的人和群，静音的不响铃{paused}。"
    "没有订阅的收不到；要他们也收到，请他们先发 /subscribe。"
)
WHICH = "没找准要改哪里，草稿没动。请把原来的字也写上，如“三点改成四点”；整条重写，说“改成：……”。"
SAME = "草稿还没有改过，没有可退的。不发了说“不发了”，要改直接说怎么改。"
_HELD_BACK = pattern("撤|收回|停|取消|[别不]")
BEFORE, MOST_BEFORE = "draft_before", 8
WHAT_TO_ADD = "要加什么？请连着写，如“加一句：请带笔记本”。草稿没动。"


async def take(update: Update, context: Context) -> None:
    """Do what was said to the notice that waits to be sent."""
    message, asked = update.effective_message, context.asked
    said = heard(message, context.bot) if message else None
    if message is None or asked is None or said is None:
        return
    draft = await context.services.notices.of_number(asked.number)
    if draft is None or draft.state is not NoticeState.DRAFT or draft.user_id != message.chat.id:
        await say(context, message, plain(PAST))
        return
    if steps_back(said.words):
        await _step_back(draft, sure=asked.kind == Asked.SURE, message=message, context=context)
        return
    wanted = towards_a_draft(said.words, draft.text)
    if wanted is None:
        return
    if (body := changed(draft.text, wanted)) is not None:
        links = (
            links_behind(message, body)
            if wanted.what is Towards.WORDS
            else links_kept(draft.links, draft.text, body)
        )
        source = message.message_id if wanted.what is Towards.WORDS else draft.source_message_id
        await show_draft(draft.id, checked(body), source or message.message_id, links, message, context)
        _note_before(draft, context)
        if left := "，".join(one.left for one in (wanted, *wanted.more) if one.left):
            await say(context, message, plain(LEFT_OUT.format(left=fenced(left))))
        return
    await _tell(wanted, draft, sure=asked.kind == Asked.SURE, message=message, context=context)


def _note_before(draft: StoredNotice, context: Context) -> None:
    """Remember how a draft read before it was changed; a restart forgets it."""
    if context.chat_data is not None:
        before = [one for one in context.chat_data.get(BEFORE, ()) if one.id == draft.id]
        context.chat_data[BEFORE] = [*before, draft][-MOST_BEFORE:]


async def _step_back(draft: StoredNotice, *, sure: bool, message: Message, context: Context) -> None:
    """Show the draft as it read before its last change: 退回上一步."""
    before = [one for one in (context.chat_data or {}).get(BEFORE, ()) if one.id == draft.id]
    if not before or context.chat_data is None:
        await say(
            context, message, control(draft, await context.services.notices.audience(), said=SAME, sure=sure)
        )
        return
    last = before.pop()
    context.chat_data[BEFORE] = before
    source = last.source_message_id or message.message_id
    await show_draft(draft.id, last.text, source, last.links, message, context)


async def _tell(wanted: Towed, draft: StoredNotice, *, sure: bool, message: Message, context: Context) -> None:
    """Say how the draft stands, with its buttons, to who wanted something that does not change it."""
    audience = await context.services.notices.audience()
    match wanted.what:
        case Towards.HOLD:
            said = HELD
        case Towards.WHOM:
            said = TO_ALL
        case Towards.AUDIENCE:
            said = _audience(audience)
        case Towards.SEND:
            said = NOBODY
        case Towards.ASKS:
            said = NOT_SENT.format(button="确定发送" if sure else "发送")
            said += COUNTED if wanted.old == READ else ""
        case Towards.ADD:
            said = WHAT_TO_ADD
        case _:
            said = WHICH
    view = control(draft, audience, said=said, sure=sure)
    back = _HELD_BACK.search(without_mention(written(message), context.bot)) is not None
    if view.asks is not None and (back or wanted.what is Towards.HOLD):  # a mere 嗯 does not send it then
        view = replace(view, asks=replace(view.asks, yes=""))
    await say(context, message, view)


def _audience(audience: Audience) -> str:
    paused = PAUSED.format(paused=audience.paused) if audience.paused else ""
    return AUDIENCE.format(number=audience.number, paused=paused) if audience.number else NOBODY
