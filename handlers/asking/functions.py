"""Does what is likely wanted of the bot in words that nobody knew, as if its known words had been typed.

What may be one of a few things is offered as buttons; each does the same. So the guard, the roles and what asks
before it changes anything hold as they do for typed words.
"""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User

from core.models import Role
from core.patterns import pattern
from handlers.asking.giving import give
from handlers.asking.in_vain import colleagues_button
from handlers.context import Context
from handlers.guard import NOT_FOR_YOU, role_of_sender
from handlers.sending.speaking import say, toast
from handlers.words.addressed import asker, is_private
from handlers.words.replies import View, plain
from handlers.words.said_often import WHICH_IS_MEANT
from handlers.words.spoken import spoken
from knowledge.language.functions.catalogue import Function, catalogue
from knowledge.language.functions.deciding import MOST, Decision, decided
from knowledge.language.schedules.tokens import heard_in
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.wishes.wishes import certain_wish
from services.asking.reply import LEANS_ON, Reply, ReplyKind

PATTERN = pattern(r"fn:(?P<name>[a-z_]{1,32})")
GONE = "这个按钮用不了了，请直接说您要做什么。"
ROLES = {"member": Role.MEMBER, "editor": Role.EDITOR, "operator": Role.OPERATOR}
# With these nobody knew what was wanted; with the others something was said, though nothing to be sure of.
UNHEARD = frozenset({ReplyKind.NOTHING, ReplyKind.OFFICE, ReplyKind.NOT_MINE, ReplyKind.SHOWN})
# Of these nothing was understood at all, so that a choice of what may be meant is better than what they say.
LOST = frozenset({ReplyKind.OFFICE, ReplyKind.NOT_MINE, ReplyKind.SHOWN})
OF_SETTINGS = frozenset({"subscribe", "unsubscribe", "settings", "pause", "resume", "preview"})
# These show what comes; a day in the words is the one that is wanted to be seen.
OF_WHAT_COMES = frozenset({"preview", "push_report"})
# What is done with a passage that stands there; without one an uncertain answer is the better reply.
WITH_A_PASSAGE = frozenset(
    {"source", "when", "context", "next_stretch", "previous_stretch", "next_answer", "back_to", "again"}
    | {"other_year", "shorter", "plain_words", "copy", "as_card", "share"}
)
YEAR = pattern(r"\d年")  # it is named, and not in the known words
QUOTES = pattern('["“”「」『』《》]')
UNSURE = frozenset({ReplyKind.UNSURE, ReplyKind.IDLE, ReplyKind.ABOUT_PUSHES})


async def meant(words: str, reply: Reply, update: Update, context: Context) -> Decision | None:
    """Return what is likely wanted by `words`, of which `reply` shows that nobody knew them; None: nothing."""
    if reply.guess:
        return await meant_instead(reply.guess, words, update, context)
    if reply.kind not in UNHEARD | UNSURE:
        return None
    found = await _meant(words, reply, update, context)
    return Decision(None) if found is None and context.card_buttons and reply.kind in UNHEARD else found


async def _meant(words: str, reply: Reply, update: Update, context: Context) -> Decision | None:
    if reply.slugs and reply.before:  # 前一年呢 of what that speech does not say: asked clearly, and answered
        return None
    found = await _decided(words, update, context)
    if found is not None and reply.kind is ReplyKind.SHOWN and len(found.choices) == 1:
        found = Decision(found.choices[0])  # one thing is meant of what stands there: showing it costs a glance
    if found is None and reply.kind in LOST:
        found = await _decided(words, update, context, lost=True)
    found_there = reply.counted or reply.slugs or reply.before
    may_be = UNHEARD | {ReplyKind.IDLE}  # with these a choice of what may be meant is better than what they say
    if found is None or (reply.kind in may_be and not found_there and found.function is None):
        return found
    function = found.function
    if function is None or (function.private and not _in_private(update)):
        return None
    if await _says_less(function, words, reply, update, context):
        return None
    if reply.kind in UNHEARD or await role_of_sender(update, context) >= ROLES[function.who]:
        return found
    return None  # a passage may help who may not have it


async def meant_instead(guess: str, words: str, update: Update, context: Context) -> Decision | None:
    """Return what is likelier wanted by `words` than `guess`, a command or a `Wanted`; None: nothing is.

    The model of wishes that guesses knows two dozen of them, this one all that can be done: on people it has
    not heard hardly a guess is right that the two do not share.
    """
    found = await _decided(words, update, context)
    if found is None:
        return None
    function = found.function
    shows = function is not None and function.name in OF_WHAT_COMES
    if guess in OF_SETTINGS and not shows and (function is None or heard_in(words)):
        return None  # of days and hours that handler hears more
    return None if any(_leads_to(guess, one) for one in (found.function, *found.choices) if one) else found


async def meant_surely(guess: str, words: str, update: Update, context: Context) -> Decision | None:
    """Return what is surely wanted by `words`, where the model of wishes is as sure of the command `guess`.

    That one hears the pushes in 我现在是编辑了吗. Of them it knows more; of all else this one does.
    """
    found = await _decided(words, update, context)
    function = found.function if found else None
    return None if function is None or function.of_pushes or _leads_to(guess, function) else found


def _leads_to(guess: str, function: Function) -> bool:
    """Return whether the known words of `function` are a wish for what was guessed."""
    if guess == "quote" and function.name.startswith("quote_"):  # 上周五呢 has its day in it
        return True
    known = spoken(function.says, guess=False) if function.says else None
    if known is not None:
        return known.command.name == guess or {known.command.name, guess} <= OF_SETTINGS
    wished, leaning = certain_wish(function.says), follow_up(function.says)
    if leaning is not None:
        return any(wanted == guess and lean is leaning.lean for wanted, lean in LEANS_ON.items())
    return wished is not None and wished.command == guess


async def _says_less(function: Function, words: str, reply: Reply, update: Update, context: Context) -> bool:
    """Return whether what is done for `function` would be a worse reply than `reply`."""
    of_settings = function.of_pushes and function.name not in OF_WHAT_COMES
    if reply.kind is ReplyKind.ABOUT_PUSHES and of_settings:  # the settings tell what was heard
        return True
    if function.told and (reply.counted or reply.slugs):  # it stands somewhere, which is more than how to ask
        return True
    if function.told and QUOTES.search(words):  # 「打铁还需自身硬」可见于讲话否 has all that would be asked for
        return True
    if function.name not in WITH_A_PASSAGE or reply.kind not in UNSURE:
        return False
    return YEAR.search(words) is not None or not await _stands_there(update, context)


async def _stands_there(update: Update, context: Context) -> bool:
    message = update.effective_message
    return message is not None and await context.services.answers.newest(asker(message)) is not None


def _in_private(update: Update) -> bool:
    message = update.effective_message
    return message is not None and is_private(message)


async def _decided(words: str, update: Update, context: Context, *, lost: bool = False) -> Decision | None:
    message = update.effective_message
    if message is None or message.edit_date or context.guessed:
        return None
    if decided(words, lost=lost) is None:  # whoever says it: nobody's role need be looked up
        return None
    role, here = await role_of_sender(update, context), _in_private(update)
    return decided(words, lambda one: role >= ROLES[one.who] and (here or not one.private), lost=lost)


async def carry_out(found: Decision, part: int, update: Update, context: Context) -> None:
    """Do what is meant, or offer what may be; `part` as in `give`."""
    message = update.effective_message
    if message is None:
        return
    if found.function is not None:
        await _does(found.function, message, message.from_user, update, context)
        return
    services = context.services
    colleagues = services.inbox.colleagues(exist=bool(await services.access.editors()))
    of_a_card = [InlineKeyboardButton(label, callback_data=data) for label, data in context.card_buttons]
    others = [InlineKeyboardButton(one.button, callback_data=f"fn:{one.name}") for one in found.choices]
    buttons = [*of_a_card, *others][:MOST]
    if button := colleagues_button(colleagues, part):
        buttons.append(button)
    keyboard = InlineKeyboardMarkup([[one] for one in buttons])
    await give(
        message,
        context,
        View(plain(WHICH_IS_MEANT).pieces, keyboard, tied=True, chooses=True, meant=True),
        None,
        part,
    )


async def press(update: Update, context: Context) -> None:
    """Do what a button says that was offered, for who presses it."""
    query = update.callback_query
    match = PATTERN.fullmatch(query.data or "") if query else None
    function = catalogue().get(match["name"]) if match else None
    if query is None or function is None or not isinstance(query.message, Message):
        if query is not None:
            await toast(query, GONE, alert=True)
        return
    await toast(query)
    await _does(function, query.message, query.from_user, update, context)


async def _does(function: Function, on: Message, by: User | None, update: Update, context: Context) -> None:
    """Do `function` for who said or pressed it, where `on` stands."""
    needs = ROLES[function.who]
    if function.told:
        role = await role_of_sender(update, context)
        await say(context, on, plain(function.told if role >= needs else NOT_FOR_YOU[needs]))
        return
    context.guessed = True
    said = typed(function.says, on, by, update, context)
    for handler in context.application.handlers.get(0, ()):
        for behind in getattr(handler, "behind", ()):
            fits = behind.check_update(said)
            if fits is not None and fits is not False:
                await behind.handle_update(said, context.application, fits, context)
                return


def typed(words: str, on: Message, by: User | None, update: Update, context: Context) -> Update:
    """Return the update of a message that says `words`, in the place of `on`."""
    pressed = on.from_user is not None and on.from_user.id == context.bot.id
    asked = on.reply_to_message if pressed else on
    text = words if is_private(on) else f"@{context.bot.username} {words}"
    message = Message(
        (asked or on).message_id,
        context.services.clock.now() if pressed else on.date,
        on.chat,
        from_user=by,
        sender_chat=None if pressed else on.sender_chat,
        reply_to_message=None if pressed else on.reply_to_message,
        message_thread_id=on.message_thread_id,
        is_topic_message=on.is_topic_message,
        text=text,
    )
    message.set_bot(context.bot)
    return Update(update.update_id, message=message)
