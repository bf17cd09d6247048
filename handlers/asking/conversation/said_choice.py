"""第二个 after a list: the words of a button that stands there last, or its place, press that button.

Only what was offered last counts: not once something else was asked, or a passage shown.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from telegram import Message, Update
from telegram.ext import Application

from handlers.asking.conversation.any_words import ask_or_keep, meant_of, on_a_desk, says_more
from handlers.asking.conversation.said_press import Then, press_for
from handlers.asking.conversation.ticked import ticks_meant
from handlers.context import Context
from handlers.duties.setting_up import BEGIN, card_named, has_them, is_draft_for, last_card, people_named
from handlers.sending.asked import LIST, LISTS, MEANT, YES
from handlers.updates.attempt import begun_before
from handlers.words.addressed import asker, heard
from handlers.words.prompts import Asked
from handlers.words.replies import View
from handlers.words.spoken import spoken
from knowledge.language.cards.which_button import button_meant, is_an_act
from knowledge.language.commands.office.desk_views import WAITING
from knowledge.language.commands.office.duty_words import (
    is_for_a_duty_only,
    mere_day,
    people_on_or_off,
    time_for_a_card,
)
from knowledge.language.commands.office.material_words import another_subject, years_wanted
from knowledge.language.talk.assent import Assent, assent, bare_words, beyond_a_yes, repeats
from knowledge.language.talk.small_talk import courtesy
from knowledge.language.talk.thread.card_words import (
    AGAIN,
    DECIDES,
    FOLLOWING,
    NEXT,
    VOID,
    names_an_entry,
    of_a_row,
    same_as,
)
from knowledge.language.talk.thread.follow_ups import Lean, follow_up
from knowledge.language.talk.thread.in_parts import part_asked
from knowledge.language.talk.thread.menu_words import chosen
from services.asking.remembered.prompts import PUSHED
from storage.asking.prompts import Prompt

App = Application[Any, Context, Any, Any, Any, Any]


async def chosen_in_words(
    asked: Sequence[Prompt], message: Message, update: Update, application: App, context: Context
) -> bool:
    """Press the button of the list offered last that a message means; False: it means none.

    `asked` is all that the person was asked and offered here, the newest first.
    """
    prompts = context.services.prompts
    lists = [one for one in asked if one.kind in LISTS and one.kind != PUSHED]
    answered = next((one for one in lists if one.answered_by == message.message_id), None)
    said, replied = heard(message, context.bot), message.reply_to_message
    offered = answered or _offered(lists, said.words if said else "")
    if offered is None or (said and part_asked(said.words)):  # 第三部分下面分几小点 wants no button
        return False
    again = answered is not None  # handled before, up to a crash
    if again and not begun_before():
        return True
    points_elsewhere = replied is not None and replied.message_id != offered.message_id
    beside = {MEANT, PUSHED}
    asked_since = any(one.id > offered.id and one.kind not in beside and prompts.waits(one) for one in asked)
    if said is None or points_elsewhere or asked_since or not (again or prompts.waits(offered)):
        return False
    data, then = _known(offered, said.words, context.bot.username)
    meant = None if data else meant_of(offered, said.words, context)
    if not (data or meant) or await _is_out_of_sight(offered, message, context):
        return again  # what it was to show was shown
    if meant is not None and not meant.sure:
        return again or await ask_or_keep(meant, offered, message, context)
    data = data or offered.presses[meant.sure if meant else ""]
    await press_for(offered, data, (), update, application, context, then=then)
    if context.shown is None:  # it stands there as before
        await prompts.reopen(offered)
    leaning = follow_up(said.words)
    if leaning is not None and leaning.lean is Lean.POINT:  # 第二点 of the headings that were listed
        await context.services.answers.note_point(leaning, asker(message))
    return True


async def said_to_a_card(
    asked: Sequence[Prompt], words: str, message: Message, context: Context
) -> Prompt | None:
    """Return, as if its 加人, 去人 or 时间 had been tapped, what the duty's card that stands there would ask.

    That is where `words` name people for it (加上小陈) or when it falls due (改成每季度末). `asked` as above.
    """
    # Those that were pushed stand beside it, but for one that says who is wanted.
    asked = [one for one in asked if one.kind != PUSHED or "加人" in one.presses]
    if timed := _timed(asked, words, message, context):
        return timed
    if (years_wanted(words) or another_subject(words)) and (
        material := await _of_a_material(asked, message, context)
    ):
        return material
    said = people_on_or_off(words)
    if said is None:
        return None
    offered = next((one for one in asked if one.kind != MEANT), None)
    if offered is None or offered.kind not in {LIST, PUSHED} or not context.services.prompts.waits(offered):
        return await _of_the_last_duty(said[0], said[1], asked, message, context)
    data = offered.presses.get("加人" if said[0] else "去人", "")
    if not data.startswith("dm:") or await _is_out_of_sight(offered, message, context):
        return await _of_the_last_duty(said[0], said[1], asked, message, context)
    kind = Asked.DUTY_PEOPLE if said[0] else Asked.DUTY_OFF
    return replace(offered, kind=kind, number=int(data.rpartition(":")[2]), presses={})


async def _of_a_material(asked: Sequence[Prompt], message: Message, context: Context) -> Prompt | None:
    """Return what takes the years that the material which stands there is to have: 只要2023年的."""
    offered = next((one for one in asked if one.kind != MEANT), None)
    if offered is None or offered.kind != LIST or not context.services.prompts.waits(offered):
        return None
    of_it = any(one.startswith("mt:") for one in offered.presses.values())
    if not of_it or await _is_out_of_sight(offered, message, context):
        return None
    return replace(offered, kind=Asked.SUBJECT)


async def _of_the_last_duty(
    on: bool, names: str, asked: Sequence[Prompt], message: Message, context: Context
) -> Prompt | None:
    """Return what would ask for people of the duty shown here last, though other things were said since.

    Of a person it has, to take off; of those who are known, to put on, before anybody is asked.
    """
    number = last_card(context)
    if number is None or any(one.kind not in LISTS and context.services.prompts.waits(one) for one in asked):
        return None
    meant = people_named(names)
    if not await (is_draft_for(number, meant, context) if on else has_them(number, meant, context)):
        return None
    now, who = context.services.clock.now(), asker(message)
    kind = Asked.DUTY_PEOPLE if on else Asked.DUTY_OFF
    return Prompt(message.chat.id, who.user_id, 0, kind, number, now, now)


def _timed(asked: Sequence[Prompt], words: str, message: Message, context: Context) -> Prompt | None:
    """Return what asks for the time of the duty that is named, or whose card stands there last; else None.

    A time that nothing else can come at is for that card, whatever was asked since.
    """
    said = time_for_a_card(words)
    if said is None:
        return None
    name, when = said
    number = card_named(name, context) if name else None
    card = next((one for one in asked if one.kind == LIST), None)
    data = card.presses.get("时间", "") if card is not None and context.services.prompts.waits(card) else ""
    if mere_day(words) and (card is None or BEGIN not in card.presses):
        return None  # of what is set up already a mere day is not the time
    last = card is not None and card == next(one for one in asked if one.kind != MEANT)
    told = spoken(words, context.bot.username, guess=False)
    if told is not None and (told.command.name == "duty" or not is_for_a_duty_only(when)):
        return None  # 每天8点 is wanted of the quote, 每两个月组织一次警示教育 of another duty
    if number is None and not name and data.startswith("dm:time:") and (last or is_for_a_duty_only(when)):
        number = int(data.rpartition(":")[2])
    if number is None:
        return None
    now = context.services.clock.now()
    who = asker(message)
    return Prompt(message.chat.id, who.user_id, 0, Asked.DUTY_TIME, number, now, now)


def _offered(lists: Sequence[Prompt], words: str) -> Prompt | None:
    """Return the list that counts: the newest, or the one before where that only asked what was meant (没听准).

    Of the one before only a button's own words count, what ticks or clears an entry of it, and what is surely
    one of its acts.
    """
    newest, before = (*lists, None, None)[:2]
    if newest is None or before is None or newest.kind != MEANT:
        return newest
    own = any(bare_words(one) == bare_words(words) for one in before.presses)
    meant = button_meant(words, on_a_desk(before))
    return before if own or ticks_meant(before.presses, words) or (meant and meant.sure) else newest


def _known(offered: Prompt, words: str, bot: str) -> tuple[str, Then | None]:
    """Return the data of the button that is meant by its words, its place or others that are known.

    Also returns the button to press in the view that it opens; "" and None where there is none.
    """
    if ticked := ticks_meant(offered.presses, words):  # 第二条不要
        return ticked, None
    before, _, act = words.rpartition("，")
    if act and (ticked := ticks_meant(offered.presses, before)):  # 2打上勾，略过
        return ticked, partial(named_act, act)
    data = _button(offered, words, bot)
    in_any_words = on_a_desk(offered) and not says_more(words)
    # What may be meant are acts themselves: 第一个别让他进 is none of them.
    named = None if data or offered.kind == MEANT else of_a_row(words, is_an_act if in_any_words else _never)
    if named and (row := _button(offered, named[0], bot)):  # 第一个通过
        return row, partial(named_act, named[1])
    waiting = next((one for label, one in offered.presses.items() if label.startswith(f"{WAITING} ")), "")
    if waiting and names_an_entry(words):  # 第一道, where how many wait is shown: of their list
        return waiting, partial(_nth, words)
    return data, None


def _never(_: str) -> bool:
    return False


def _button(offered: Prompt, words: str, bot: str) -> str:
    labels = [
        label for label, data in offered.presses.items() if label not in {YES, AGAIN, NEXT, FOLLOWING, VOID}
    ]
    agrees = {Assent.YES, Assent.NOD} if offered.kind == MEANT else {Assent.YES}  # 妥妥滴 to 您是要…吗
    if YES in offered.presses and assent(words) in agrees:
        return offered.presses[YES]
    agreed = beyond_a_yes(words)
    again = {offered.presses[one] for one in labels if repeats(words, one)}
    if again and (offered.kind == MEANT or (agreed and len(again) == 1)):
        return again.pop() if len(again) == 1 else ""  # 好，换吧 to 您是要“换一条”吗; 对，启 below a card
    if agreed and (one := chosen(agreed, labels, offered.number)):  # 对，前头那个
        return offered.presses[one]
    mere = assent(words) or courtesy(words)  # 不用了，谢谢 is no 不用
    same = same_as(words, [*offered.presses])
    if same and not (mere and same in DECIDES):
        return offered.presses[same]
    if mere:
        exact = next((label for label in labels if bare_words(label) == bare_words(words)), "")
        return offered.presses.get(exact, "")
    begun = not spoken(words, bot, guess=False)
    return offered.presses.get(chosen(words, labels, offered.number, begun=begun), "")


def named_act(act: str, card: View) -> str:
    """Return the data of the button of `card` that does what is named."""
    keys = [key for row in (card.keyboard.inline_keyboard if card.keyboard else ()) for key in row]
    presses = {key.text: str(key.callback_data) for key in keys if key.callback_data}
    own = next((data for label, data in presses.items() if bare_words(label) == bare_words(act)), "")
    meant = button_meant(act, [*presses])
    return own or presses.get(same_as(act, [*presses]) or (meant.sure if meant else ""), "")


def _nth(words: str, page: View) -> str:
    """Return the data of the row of a page that `words` name."""
    rows = page.keyboard.inline_keyboard if page.keyboard else ()
    presses = {key.text: str(key.callback_data) for row in rows[:1] for key in row}
    return presses.get(chosen(words, [*presses], len(presses)), "")


async def _is_out_of_sight(offered: Prompt, message: Message, context: Context) -> bool:
    return await is_out_of_sight(offered.asked_at, offered.message_id, message, context)


async def is_out_of_sight(since: datetime, message_id: int, message: Message, context: Context) -> bool:
    """Return whether the person was shown something of a speech since a message of ours came."""
    shown = await context.services.answers.shown_since(asker(message), since)
    return any(number != message_id for number in shown)


def act_of(offered: Prompt, words: str) -> str:
    """Return the data of the button of a card that `words` are said for; "" where it is not sure."""
    if same := same_as(words, [*offered.presses]):
        return offered.presses[same]
    own = next((data for label, data in offered.presses.items() if bare_words(label) == bare_words(words)), "")
    meant = button_meant(words, on_a_desk(offered))
    return own or (offered.presses[meant.sure] if meant and meant.sure else "")
