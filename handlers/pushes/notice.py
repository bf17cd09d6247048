"""An operator's notice to all subscribed chats: /notice, its draft, its confirmation. In private only.

The words answer a prompt. Until they are confirmed, an edit of that answer changes the draft.
"""

import zlib
from contextlib import suppress
from dataclasses import replace

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError

from core.errors import UserError
from core.models import Link
from core.names import fenced
from core.patterns import pattern
from core.utf16 import units
from handlers.context import Context
from handlers.sending.contents import NOTICE, view_of
from handlers.sending.speaking import rewrite, say, take_buttons, toast
from handlers.words.prompts import Asked, wants_words, wants_yes
from handlers.words.replies import LONGEST_MESSAGE, View, plain
from handlers.words.second import Act, Request, ask_second
from handlers.words.sent import NOTICE as OF_NOTICE
from handlers.words.sent import note_sent
from handlers.words.written import links_behind, written
from knowledge.language.commands.draft_leads import wants_reads, without_leads, without_reads
from knowledge.language.commands.draft_wanted import Towards
from knowledge.language.commands.draft_words import new_words, towards_a_draft, without_preface
from knowledge.language.writing.clipped import clipped
from services.people.second_person import digest
from services.pushes.reads import text_of
from storage.asking.prompts import Prompt
from storage.people.confirmations import Confirmation
from storage.pushes.notices import Audience, StoredNotice
from storage.states import ConfirmationKind, NoticeState

PATTERN = pattern(
    r"notice:(?P<what>send|sure|back|change|drop|count|plain):(?P<number>\d{1,18}):(?P<words>[0-9a-f]{8})"
)
WRITING = frozenset({NoticeState.ASKED, NoticeState.DRAFT})
CONFIRMED = frozenset({NoticeState.STARTED, NoticeState.PLANNED})

ASK = "请回复这条消息，写下通知的内容；也可以直接发“/notice 内容”。发出之前会先给您看样子。\n"
ASK_AGAIN = "请回复这条消息，写下改好的内容。\n"
UNSENT = "您还有一条没有发出的通知，是这样的："
LOOKS = "上面就是通知的样子。{audience}"
REACHES = "会发给 {number} 个会话，静音的不响铃{paused}。没有订阅廉语的收不到。"
PAUSED = "；另有 {paused} 个暂停了推送，不发"
NOBODY = "现在没有会话能收到：还没有人订阅，或都暂停了。"
COUNTS = "\n下面带“已阅”按钮：一人计一次，只记人数，不记是谁。"
SURE = "确定发给 {number} 个会话？发出后可以停，48 小时内可以撤回。\n发出的是：“{words}”"
LONGEST_SHOWN = 80  # characters of a notice where it is asked whether to send it
DROPPED = "已取消，没有发给任何人。"
REWRITING = "好，请写新的内容。"
ON_ITS_WAY = "好，开始发了，进度写在确认的那条消息里"
UNDER_WAY = "这条通知已经确认过了，只发一次。进度看这条消息"
PAST = "这条通知已经发出、取消或改过了。看现在的草稿，或再发一条，用 /notice"
NO_WORDS = "通知只能是文字。请再发一次，写上文字。"
NOT_WRITTEN = "通知还没有内容，没有发。请写下要发的话，再发一次。"
TOO_LONG = "太长了：一条消息最多 {most} 个字，这里有 {units} 个。请写短一些，再发一次。"
ASKS = "把上面这条通知发给 {number} 个会话。"
CONFIRMED_BY_TWO = "通知开始发了，进度写在提请时的那条消息里。"
MOST = LONGEST_MESSAGE - units(NOTICE) - 1


async def notice(update: Update, context: Context) -> None:
    """Ask for the words of a notice; show the draft there is; or make one of the words behind the command."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None:
        return
    notices = context.services.notices
    unsent = await notices.unsent(user.id)
    if context.argument:
        said = checked(context.argument)
        number = await notices.ask(user.id)
        links, reads = links_behind(message, said), wants_reads(written(message))
        await show_draft(number, said, message.message_id, links, message, context, reads=reads)
    elif unsent and unsent.state is NoticeState.DRAFT:
        await say(context, message, plain(UNSENT))
        await _show(unsent, message, context)
    else:
        await say(context, message, wants_words(ASK, Asked.NOTICE, await notices.ask(user.id)))


async def take_words(update: Update, context: Context) -> None:
    """Take the words of a notice from the answer to our prompt, or from its edit."""
    message, asked = update.effective_message, context.asked
    if message is None or asked is None:
        return
    found = await context.services.notices.of_number(asked.number)
    writing = found is not None and found.state in WRITING
    if found is None or not writing or found.user_id != message.chat.id:
        await say(context, message, plain(PAST))
        return
    if message.edit_date and found.source_message_id != message.message_id:
        return
    words = checked(new_words(written(message)))
    links, reads = links_behind(message, words), wants_reads(written(message))
    await show_draft(found.id, words, message.message_id, links, message, context, reads=reads)


async def stands(prompt: Prompt, context: Context) -> bool:
    """Return whether the notice that a prompt is about is neither sent nor dropped."""
    found = await context.services.notices.of_number(prompt.number)
    return found is not None and found.state in WRITING


async def pressed(update: Update, context: Context) -> None:
    """Do what a button below the draft says, once."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None or not isinstance(query.message, Message):
        return
    number = int(match["number"])
    found = await context.services.notices.of_number(number)
    ours = found is not None and found.state is NoticeState.DRAFT and found.user_id == query.from_user.id
    if found is not None and found.state in CONFIRMED and match["what"] == "sure":
        await toast(query, UNDER_WAY)  # a second tap: the message shows the progress, or is about to
        return
    if found is None or not ours or _digest(found) != match["words"]:
        await take_buttons(context, query.message)
        await toast(query, PAST, alert=True)
        return
    view, said = await _decide(match["what"], found, query, query.message, context)
    await rewrite(context, query.message.chat.id, query.message.message_id, view)
    await toast(query, said)
    if match["what"] == "change":
        await say(context, query.message, wants_words(ASK_AGAIN, Asked.NOTICE, number))


async def _decide(
    what: str, draft: StoredNotice, query: CallbackQuery, message: Message, context: Context
) -> tuple[View, str | None]:
    """Carry out what was tapped; return what the message says then, and what pops up."""
    notices = context.services.notices
    match what:
        case "send":
            audience = await notices.audience()
            return _confirmation(draft, audience) if audience.number else control(draft, audience), None
        case "count" | "plain":
            await context.services.reads.want(draft.id, wanted=what == "count")
            return _confirmation(await notices.of_number(draft.id) or draft, await notices.audience()), None
        case "back":
            return control(draft, await notices.audience()), None
        case "change":
            await notices.ask(query.from_user.id)
            return plain(REWRITING), None
        case "drop":
            await notices.cancel(draft.id)
            return plain(DROPPED), None
    return await _send(draft, query.from_user.id, message, context)


async def _send(draft: StoredNotice, by: int, message: Message, context: Context) -> tuple[View, str | None]:
    """Send the notice, or ask a second person first."""
    if context.services.second_person.wanted:
        kind, of_what = ConfirmationKind.NOTICE, _in_full(draft)
        asks = ask_second(context, kind, of_what, by, number=draft.id, message_id=message.message_id)
        return await asks, None
    batch = await context.services.notices.send(draft.id, by, message.message_id)
    if batch is None:
        return plain(PAST), None
    note_sent(OF_NOTICE, draft.id, (), context)  # 撤回 and 停 mean the notice now
    return view_of(await context.services.push_reports.report(batch)), ON_ITS_WAY


# --- with a second person


async def _shown(asked: Confirmation, context: Context) -> Request:
    draft = await _asked_for(asked, context)
    audience = await context.services.notices.audience()
    return Request(ASKS.format(number=audience.number), (view_of(text_of(draft)),))


async def _asked_for(asked: Confirmation, context: Context) -> StoredNotice:
    draft = await context.services.notices.of_number(asked.number)
    if draft is None or draft.state is not NoticeState.DRAFT:
        raise UserError(PAST)
    return draft


async def _digest_of(asked: Confirmation, context: Context) -> str:
    return _in_full(await _asked_for(asked, context))


async def _send_confirmed(asked: Confirmation, context: Context) -> str:
    """Send the notice; the asker's message becomes its report."""
    user, message = asked.user_id or 0, asked.message_id or 0
    batch = await context.services.notices.send(asked.number, user, message)
    if batch is None:
        raise UserError(PAST)
    report = view_of(await context.services.push_reports.report(batch))
    with suppress(TelegramError):  # it is brought up to date anyway
        await rewrite(context, user, message, report)
    return CONFIRMED_BY_TWO


def _in_full(draft: StoredNotice) -> str:
    return digest(draft.text, draft.links, draft.reads is not None)


ACT = Act(_shown, _digest_of, _send_confirmed, reports=True)


async def show_draft(
    number: int,
    words: str,
    source: int,
    links: tuple[Link, ...],
    message: Message,
    context: Context,
    *,
    reads: bool = False,
) -> None:
    """Keep the words, which came by the message `source`, and show them as they will look.

    `reads`: they shall have the button 已阅; else that stays as it was.
    """
    notices = context.services.notices
    kept = await notices.write(number, words, source, links)
    if kept and reads:
        await context.services.reads.want(number, wanted=True)
    draft = await notices.of_number(number) if kept else None
    if draft is None:
        raise UserError(PAST)
    await _show(draft, message, context)


async def _show(draft: StoredNotice, message: Message, context: Context) -> None:
    await say(context, message, view_of(text_of(draft)))
    await say(context, message, control(draft, await context.services.notices.audience()))


def control(draft: StoredNotice, audience: Audience, *, said: str = "", sure: bool = False) -> View:
    """Return what stands below the draft: who gets it, or `said`, and what to do with it.

    `sure`: it is about to be sent, the last question.
    """
    paused = PAUSED.format(paused=audience.paused) if audience.paused else ""
    reaches = REACHES.format(number=audience.number, paused=paused) if audience.number else NOBODY
    if sure and audience.number:
        return replace(_confirmation(draft, audience), pieces=plain(said).pieces)
    buttons = [_button("修改", "change", draft), _button("取消", "drop", draft)]
    if audience.number:
        buttons.insert(0, _button("发送", "send", draft))
    counts = COUNTS if draft.reads is not None else ""
    view = plain(said or LOOKS.format(audience=reaches) + counts, InlineKeyboardMarkup([buttons]))
    send = str(buttons[0].callback_data) if audience.number else ""
    return wants_yes(view, Asked.SEND_NOTICE, draft.id, yes=send, no=_drop(draft), how="")


def _confirmation(draft: StoredNotice, audience: Audience) -> View:
    buttons = [_button("确定发送", "sure", draft), _button("再想想", "back", draft)]
    counts = draft.reads is not None
    other = _button("不带“已阅”", "plain", draft) if counts else _button("带“已阅”按钮", "count", draft)
    said = SURE.format(number=audience.number, words=fenced(clipped(draft.text, LONGEST_SHOWN))) + (
        COUNTS if counts else ""
    )
    view = plain(said, InlineKeyboardMarkup([buttons, [other]]))
    return wants_yes(view, Asked.SURE, draft.id, yes=str(buttons[0].callback_data), no=_drop(draft), how="")


def checked(words: str) -> str:
    """Return the words of a notice, without what leads to them. Raises UserError that says what is wrong."""
    words = without_reads(without_leads(without_preface(words)))
    if not words:
        raise UserError(NO_WORDS)
    towards = towards_a_draft(words, "")
    if towards is not None and towards.what is Towards.SEND:  # of what is not written yet
        raise UserError(NOT_WRITTEN)
    if units(words) > MOST:
        raise UserError(TOO_LONG.format(most=MOST, units=units(words)))
    return words


def _drop(draft: StoredNotice) -> str:
    """Return what 取消 does, in words: of a notice that is not to go out nothing is left."""
    return str(_button("取消", "drop", draft).callback_data)


def _button(text: str, what: str, draft: StoredNotice) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=f"notice:{what}:{draft.id}:{_digest(draft)}")


def _digest(draft: StoredNotice) -> str:
    """Return what tells an older draft's buttons from those of the words that would be sent now."""
    said = "\0".join((draft.text, *(link.url for link in draft.links), "已阅" * (draft.reads is not None)))
    return f"{zlib.crc32(said.encode()):08x}"
