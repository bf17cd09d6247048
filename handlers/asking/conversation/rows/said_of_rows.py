"""What is said of the rows of a list that was shown: 头一个, 购物卡那条, 问题箱的第三个, 下一道, 还剩哪几条.

A row is looked for in the newest list that it fits, or in the one that is named, before the speeches are asked.
Its button is pressed: so roles, and what asks before it changes anything, hold as they do for a press.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from telegram import Message, Update
from telegram.ext import Application

from handlers.asking.conversation.rows.finding import choice_meant, row_meant
from handlers.asking.conversation.rows.standing import Here, Press
from handlers.asking.conversation.rows.stepping import list_again, on_and_back, so_many, ticked
from handlers.asking.conversation.said_choice import is_out_of_sight
from handlers.asking.conversation.said_press import message_of, press_for
from handlers.context import Context
from handlers.sending.asked import LIST, LISTS
from handlers.sending.speaking import NOWHERE, say, take_buttons
from handlers.words.addressed import asker, heard
from handlers.words.cards import button, rows
from handlers.words.listed import CHOICES
from handlers.words.prompts import WEIGHTY
from handlers.words.replies import plain
from handlers.words.said_often import WHICH_IS_MEANT
from knowledge.language.talk.rows import list_words, row_words
from knowledge.language.talk.rows.row_words import row_said
from knowledge.language.writing.clipped import clipped
from services.asking.remembered.lists import Listed
from storage.asking.prompts import Prompt

App = Application[Any, Context, Any, Any, Any, Any]

LEFT = "好，先放着，什么也没有改。"
LONGEST_LABEL = 40


async def said_of_rows(
    asked: Sequence[Prompt], message: Message, update: Update, application: App, context: Context
) -> bool:
    """Do what is said of a row of a list; False: nothing is.

    `asked` is all that the person was asked and offered here, the newest first.
    """
    said, prompts, who = heard(message, context.bot), context.services.prompts, asker(message)
    lists = prompts.lists.of(message.chat.id, who.user_id)
    if said is None or message.reply_to_message is not None or len(said.words) > row_words.LONGEST:
        return False
    waiting = [one for one in asked if prompts.waits(one)]
    if not (lists or any(one.kind == LIST for one in waiting) or _names_one(said.words)):
        return False
    waits = next((one for one in waiting if one.kind not in LISTS), None)
    newest = lists[0] if lists else None
    stands = newest is not None and (waits is None or waits.asked_at <= newest.at)
    offered = next((one for one in waiting if one.kind == LIST), None)
    if newest is not None and stands:
        stands = not await is_out_of_sight(newest.at, newest.message_id, message, context)
    wanted = waits if waits is not None and not waits.presses else None
    fresh = stands and newest is not None and not _is_newer(offered, newest)
    here = Here(said.words, message, waiting, lists, wanted, stands, fresh, context)
    press = await _meant(here)
    if press is None:
        return False
    await _do(press, here, update, application)
    return True


def _is_newer(offered: Prompt | None, listed: Listed) -> bool:
    """Return whether other buttons were offered since that list."""
    return offered is not None and offered.message_id != listed.message_id and offered.asked_at > listed.at


def _names_one(words: str) -> bool:
    said, again = row_said(words), list_words.list_again(words)
    return bool(again or (said is not None and said.name))


async def _do(press: Press, here: Here, update: Update, application: App) -> None:
    context = here.context
    if press.leaves is not None:
        await context.services.prompts.leave(press.leaves)
        if press.leaves.presses:
            await take_buttons(context, message_of(press.leaves, here.message))
    if press.either:
        keyboard = rows(*([button(clipped(label, LONGEST_LABEL), data)] for label, data in press.either))
        view = replace(plain(WHICH_IS_MEANT, keyboard), tied=True, chooses=True, meant=True)
        await say(context, here.message, view)
    elif not press.data:
        await say(context, here.message, plain(LEFT))
    else:
        stands = (
            here.offered
            if press.of and here.offered and here.offered.message_id == press.of.message_id
            else None
        )
        await press_for(
            stands or _pressed(press.of, here), press.data, (), update, application, context, then=press.then
        )


def _pressed(of: Listed | None, here: Here) -> Prompt:
    """Return what stands for the message of a list, for a press on it."""
    if of is not None and here.offered is not None and here.offered.message_id == of.message_id:
        return here.offered
    now = here.context.services.clock.now()
    where = here.message.chat.id, asker(here.message).user_id
    return Prompt(*where, of.message_id if of else NOWHERE, LIST, 0, now, now)


async def _meant(here: Here) -> Press | None:
    if here.waits is not None and here.waits.kind in WEIGHTY:
        return None
    found = on_and_back(here) or ticked(here) or so_many(here)
    if found is not None:
        return found
    if (name := list_words.list_again(here.words)) is not None:
        return await list_again(name, here)
    said = row_said(here.words)
    if here.fresh and here.lists[0].name == CHOICES and (answer := await choice_meant(said, here)):
        return answer
    return None if said is None else await row_meant(said, here)
