"""Asking: /ask, and every message to the bot that is not a command."""

from dataclasses import replace

from telegram import Message, Update

from core.models import Role
from core.patterns import pattern
from handlers.asking import functions
from handlers.asking.aside import is_aside
from handlers.asking.conversation.pointing import pointed_at
from handlers.asking.feedback import with_feedback
from handlers.asking.giving import give
from handlers.asking.in_vain import with_question_before, with_ways_on
from handlers.asking.parts import MOST, not_twice, numbered, on_comparing, withdraw_parts
from handlers.asking.reply_views import SAID, view_of
from handlers.asking.to_the_bot.about_itself import told
from handlers.asking.to_the_bot.wanted import HANDS_ON, UNNOTED, away_view, wanted_view
from handlers.asking.views_found import ViewsFound
from handlers.context import Context
from handlers.guard import role_of_sender
from handlers.pushes.subscribing.pausing import paused_view
from handlers.pushes.subscribing.telling.unheard import likely_heard, unheard
from handlers.words.addressed import asker, is_private, mentions, replies_to, words_pointed_at
from handlers.words.replies import View, plain
from handlers.words.said_often import IN_PRIVATE
from handlers.words.views.speeches import with_others, with_years
from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.talk.pointing import asked_of
from knowledge.language.talk.thread.follow_ups import follow_up
from knowledge.language.talk.thread.said_otherwise import in_known_words
from knowledge.language.talk.to_the_bot import likely_topic, to_the_bot
from knowledge.language.wishes.whole_wishes import is_unclear
from services.asking.reply import Above, Reply, ReplyKind
from services.reporting import is_report

_DENIED = pattern(r"(?:\S+\n)?现有的?(?: ?\d+ ?篇)?讲话里没有说到这个")
# What 继续 may be answered with where the pushes are paused.
GOES_ON = frozenset({ReplyKind.ABOUT_PUSHES, ReplyKind.NO_EARLIER})
_ONLY_GOES_ON = pattern(r"(?:那就)?(?:继续|繼續|接着)(?:吧|了)?\W*")
_VIEWS = ViewsFound()
_topic = once_if_nothing(is_report)(to_the_bot)


async def ask(update: Update, context: Context) -> None:
    """Answer /ask …; /ask alone, in reply to a message, asks about that message."""
    message = update.effective_message
    if message is None:
        return
    said = context.argument
    words = asked_of(said, words_pointed_at(message, context.bot, ours=not said))
    await answer(update, context, words)


async def answer(update: Update, context: Context, words: str, *, wishes: bool = False) -> None:
    """Reply to `words`, to each question in them; to an edited question by editing the reply it had.

    `wishes`: they may also ask the bot to do something, in any words; that is done where nobody knew them.
    """
    message = update.effective_message
    if message is None:
        return
    said, words = words, in_known_words(words)
    of_the_bot = _topic(words) is not None  # 今天几号，周几 is one matter
    asked = (words,) if of_the_bot else await context.services.questions.several.parts(words)
    before = on_comparing(words, context)
    shown: set[str] = set()
    for part, one in enumerate(asked[:MOST]):
        so_far = context.services.questions.so_far(asker(message))
        view, reply = await _reply_to(one, part, message, update, context)
        if view is None:
            continue
        if wishes and len(asked) == 1 and (found := await functions.meant(one, reply, update, context)):
            so_far.put_back()
            await functions.carry_out(found, part, update, context)
            return
        noted = None if reply.kind in UNNOTED else reply
        view = numbered(not_twice(view, reply, shown), one, part, len(asked), before=before)
        await give(message, context, view, noted, part)
        noted_as = said if said != words and len(asked) == 1 else one
        await context.services.inbox.note(reply, noted_as, asker(message), message.message_id, part)
    if message.edit_date:
        await withdraw_parts(message, context, first=min(len(asked), MOST))


async def _reply_to(
    words: str, part: int, message: Message, update: Update, context: Context
) -> tuple[View | None, Reply]:
    """Return the reply to one question and what it looks like; None is to say nothing."""
    if at_once := await _at_once(words, message, update, context):
        return at_once
    services, private = context.services, is_private(message)
    pointing = await pointed_at(message, context.bot, services.answers)
    reply = await services.questions.ask(words, asker(message), pointing)
    if reply.above is Above.SAME and (part or message.edit_date):  # what stands above is another
        reply = replace(reply, above=Above.NOTHING)
    # Below what the bot has said people also talk to each other.
    aside = reply.kind is ReplyKind.IDLE and not private and not mentions(message, context.bot)
    if aside or reply.kind is ReplyKind.AWAY:
        return None if aside else await away_view(words, message, context), reply
    if of_the_bot := await _of_the_bot(reply, words, message, update, context):
        return of_the_bot
    library, takes_feedback = services.answers.library, services.inbox.takes_feedback
    circumstances = (private, takes_feedback, services.answers.offered)
    if view := _VIEWS.get(library, words, reply, *circumstances):
        return view, reply
    if await is_aside(words, reply, update, context):
        reply = replace(reply, aside=True)
    view = wanted_view(reply, words, services.settings, private=private)
    view = view or view_of(reply, services.answers, private=private)
    if view is None:
        return None, reply
    view = with_years(view, reply, library)
    view = await with_ways_on(view, reply, words, context, part, private=private)
    if reply.kind in HANDS_ON:
        view = await with_question_before(view, message, context)
    if private or reply.kind is not ReplyKind.UNSURE:  # in a group there are the choices, and no more
        view = with_others(view, reply, library)
    shown = reply.kind is ReplyKind.CONFIDENT or (reply.kind is ReplyKind.UNSURE and private)
    view = with_feedback(view) if shown and takes_feedback else view
    return _VIEWS.keep(library, words, reply, view, *circumstances), reply


async def _at_once(
    words: str, message: Message, update: Update, context: Context
) -> tuple[View | None, Reply] | None:
    """Return what to say to words on the bot, and to 啥意思 below an answer in vain; None to other words."""
    if is_report(words):
        return None
    if (topic := _topic(words)) is not None:
        return await told(topic, words, message, update, context), Reply(ReplyKind.TO_THE_BOT)
    below = message.reply_to_message if replies_to(message, context.bot) else None
    in_vain = below is not None and _DENIED.match(below.text or "")
    if not in_vain or (follow_up(words) is None and not is_unclear(words)):
        return None
    return plain(SAID[ReplyKind.NOT_SAID]), Reply(ReplyKind.NOT_SAID)


async def _of_the_bot(
    reply: Reply, words: str, message: Message, update: Update, context: Context
) -> tuple[View | None, Reply] | None:
    """Return what to say, and what it replies with, to words on the bot or its pushes; else None.

    Who says 继续 where nothing else can go on is asked whether paused pushes shall.
    """
    in_a_group = reply.kind is ReplyKind.OFFICE and not is_private(message)
    if in_a_group and await role_of_sender(update, context) >= Role.EDITOR:  # that is for the private chat
        return plain(IN_PRIVATE), reply
    if reply.kind is ReplyKind.NOT_MINE and (topic := likely_topic(words)) is not None:
        return await told(topic, words, message, update, context), Reply(ReplyKind.TO_THE_BOT)
    goes_on = reply.kind is ReplyKind.ABOUT_PUSHES or _ONLY_GOES_ON.fullmatch(words.strip())
    if (
        reply.kind in GOES_ON
        and goes_on
        and is_private(message)
        and (view := await paused_view(message, context))
    ):
        return view, reply
    if view := await likely_heard(words, reply.kind, message, update, context):
        return view, Reply(ReplyKind.TO_THE_BOT)
    view = await unheard(words, reply.kind, message, update, context)
    if view is None and reply.kind is ReplyKind.ABOUT_PUSHES:  # only guessed, and nothing bears it out
        return plain(SAID[ReplyKind.NOT_MINE]), Reply(ReplyKind.NOT_MINE)
    return (view, Reply(ReplyKind.ABOUT_PUSHES)) if view else None
