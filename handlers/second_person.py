"""Two persons where it matters: the cards that ask a second one, 确认 and 拒绝, and what is done then.

Beside the themes, as what is confirmed comes from several of them. Buttons only: a nod said to something else
must not confirm what stands below it. What is asked lasts for hours, and the buttons as long.
"""

from collections.abc import Awaitable, Callable, Mapping

from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError

from core.errors import UserError
from core.models import Place
from core.names import with_number
from core.patterns import pattern
from handlers.context import Context
from handlers.guard import Callback
from handlers.people import appointing
from handlers.people.names import names_of
from handlers.people.welcome import write_to
from handlers.pushes import notice
from handlers.sending.outcomes import refused
from handlers.sending.speaking import announce, patiently, rewrite, toast
from handlers.speeches import confirmed
from handlers.words.cards import button, rows
from handlers.words.replies import plain
from handlers.words.second import CHANGED, Act
from knowledge.language.hours.times import said_minute
from services.people.second_person import TITLES, Decided
from storage.people.confirmations import Confirmation
from storage.states import ConfirmationKind, ConfirmationState

PATTERN = pattern(r"two:(?P<what>yes|no|drop):(?P<number>[0-9]{1,18})")
ACTS: Mapping[ConfirmationKind, Act] = {
    ConfirmationKind.NOTICE: notice.ACT,
    ConfirmationKind.ADOPT: confirmed.ADOPTION,
    ConfirmationKind.WITHDRAW: confirmed.WITHDRAWAL,
    ConfirmationKind.RESTORE: confirmed.RESTORATION,
    ConfirmationKind.UNDO: confirmed.UNDOING,
    ConfirmationKind.EDITOR: appointing.APPOINTMENT,
    ConfirmationKind.OPERATOR: appointing.APPOINTMENT,
}
CONSOLE = "管服务器的同事（命令行）"
CARD = "{who}提请，请您确认：{asks}\n要两个人同意才办。{until} 前有效；您不确认，就不办。"
OWN = "这件事要由别人确认：提请的人和要任命的人自己不能确认。"
OVER = "这件事已经有结果了，或过了时间。"
NOT_YOURS = "只有提请的人能撤回，而且要在别人确认之前。"
SAID: Mapping[ConfirmationState, str] = {
    ConfirmationState.DONE: "{name}已确认。",
    ConfirmationState.CONFIRMED: "{name}已确认，正在办。",
    ConfirmationState.REFUSED: "{name}没有同意，不办了。",
    ConfirmationState.DROPPED: "提请的人不办了。",
    ConfirmationState.RUN_OUT: "过了时间没有人确认，不办了。",
    ConfirmationState.FALLEN: "作废了，没有办。",
}
LOST = "提请的人已没有办这件事的身份，作废了。"


def asking(callback: Callback) -> Callback:
    """Return `callback`, after which whatever it asked of a second person is shown to them."""

    async def ask(update: Update, context: Context) -> None:
        await callback(update, context)
        if context.services.second_person.wanted:
            await show_cards(context)

    return ask


async def go_on(context: Context) -> None:
    """End what is over, show the cards that nobody has got yet, do what a crash left undone."""
    second = context.services.second_person
    for ended in await second.end_what_is_over():
        lost = ended.state is ConfirmationState.FALLEN
        await _tell(ended, LOST if lost else SAID[ended.state], context)
    await show_cards(context)
    for asked in await second.left_over():
        await _carry_out(asked, context)


async def show_cards(context: Context) -> None:
    """Show what waits to everybody who may confirm it and has not got it."""
    second = context.services.second_person
    for asked in await second.waiting():
        for person in await second.without_card(asked):
            try:
                message = await _show(asked, person, context)
            except TelegramError as error:
                if refused(error):  # they never pressed Start, or blocked the bot
                    await second.note_card(asked, person, None)
            except UserError:  # it is gone; who presses anything hears so
                break
            else:
                await second.note_card(asked, person, message.message_id)


async def press(update: Update, context: Context) -> None:
    """Confirm, refuse, or ask no more."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    if query is None or match is None:
        return
    second = context.services.second_person
    asked = await second.of(int(match["number"]))
    if asked is None:
        await toast(query, OVER, alert=True)
    elif match["what"] == "drop":
        dropped = await second.drop(asked, query.from_user.id)
        await toast(query, None if dropped else NOT_YOURS, alert=not dropped)
        if dropped:
            await _tell(asked, SAID[ConfirmationState.DROPPED], context)
    else:
        await _decide(asked, query, context, yes=match["what"] == "yes")


async def _decide(asked: Confirmation, query: CallbackQuery, context: Context, *, yes: bool) -> None:
    second, by = context.services.second_person, query.from_user.id
    decided = await second.decide(asked, by, yes=yes)
    await toast(query, {Decided.OWN: OWN, Decided.OVER: OVER}.get(decided), alert=True)
    now = await second.of(asked.id) or asked
    if decided is Decided.LOST:
        await _tell(now, LOST, context)
    elif decided is Decided.OVER and isinstance(query.message, Message):
        said = await _said(now, context)
        await rewrite(context, query.message.chat.id, query.message.message_id, plain(said))
    elif decided is Decided.TAKEN and yes:
        await _carry_out(now, context)
    elif decided is Decided.TAKEN:
        await _tell(now, "", context)


async def _carry_out(asked: Confirmation, context: Context) -> None:
    """Do what was confirmed, in the name of who asked, and tell everybody concerned."""
    act, second = ACTS[asked.kind], context.services.second_person
    try:
        same = await act.digest(asked, context) == asked.digest
        said = await act.do(asked, context) if same else CHANGED
        state = ConfirmationState.DONE if same else ConfirmationState.FALLEN
    except UserError as error:
        said, state = f"但没有办成：{error}", ConfirmationState.FALLEN
    if await second.end(asked, state):
        name = await _name(asked.decided_by, context)
        told = f"{SAID[ConfirmationState.DONE].format(name=name)}{said}"
        await _tell(asked, told, context, replaced=act.reports and state is ConfirmationState.DONE)


async def _show(asked: Confirmation, person: int, context: Context) -> Message:
    request = await ACTS[asked.kind].shown(asked, context)
    place = Place(person)
    if request.file is not None:
        content, name = request.file
        await patiently(
            context.services.clock, lambda: context.bot.send_document(person, content, filename=name)
        )
    for view in request.views:
        await announce(context, place, view)
    until = said_minute(asked.until, context.services.settings.reminder.zone)
    said = CARD.format(who=await _name(asked.user_id, context), asks=request.asks, until=until)
    keyboard = rows([button("确认", f"two:yes:{asked.id}"), button("拒绝", f"two:no:{asked.id}")])
    return await announce(context, place, plain(said, keyboard))


async def _tell(asked: Confirmation, said: str, context: Context, *, replaced: bool = False) -> None:
    """Put what came of it into the place of the cards and of the asker's message, and tell the asker.

    `replaced`: the asker's message shows something else already.
    """
    said = said or await _said(asked, context)
    title = f"{TITLES[asked.kind]}{f'（{asked.subject}）' if asked.subject else ''}"
    for person, message in (await context.services.second_person.cards(asked)).items():
        who = await _name(asked.user_id, context)
        await _quietly(rewrite, context, person, message, plain(f"{who}提请：{title}\n—— {said}"))
    if asked.user_id is None:
        return
    done = plain(f"{title}：{said}")
    if asked.message_id is not None and not replaced:
        await _quietly(rewrite, context, asked.user_id, asked.message_id, done)
    if asked.decided_by is not None or asked.state is not ConfirmationState.ASKED:
        await write_to(context, asked.user_id, f"{title}：{said}")


async def _quietly(edit: Callable[..., Awaitable[object]], *arguments: object) -> None:
    """Edit a message; that it cannot be reached holds nothing up."""
    try:
        await edit(*arguments)
    except TelegramError:
        return


async def _said(asked: Confirmation, context: Context) -> str:
    said = SAID.get(asked.state, "")
    return said.format(name=await _name(asked.decided_by, context))


async def _name(person: int | None, context: Context) -> str:
    if person is None:
        return CONSOLE
    return with_number((await names_of([person], context)).get(person, ""), person)
