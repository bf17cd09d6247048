"""What is meant of the buttons that stand there last, in words that no list has: 太绕了，不要 is 不用."""

from dataclasses import replace

from telegram import Message

from handlers.context import Context
from handlers.sending.asked import NO, YES
from handlers.sending.speaking import say
from handlers.words.cards import button, rows
from handlers.words.prompts import Asked
from handlers.words.replies import plain
from handlers.words.said_often import WHICH_IS_MEANT
from handlers.words.spoken import spoken
from knowledge.language.cards.which_button import Meant, answer_meant, button_meant
from knowledge.language.commands.office.desk_views import desk_view
from knowledge.language.commands.office.duty_told import duty_told
from knowledge.language.commands.office.inbox_words import said_to_inbox
from knowledge.language.commands.office.kept_lists import kept
from knowledge.language.commands.office.quote_told import quote_told
from knowledge.language.functions.deciding import decided
from knowledge.language.hours.hours import names_an_hour
from knowledge.language.schedules.tokens import heard_in
from knowledge.language.talk.assent import assent
from knowledge.language.talk.small_talk import courtesy
from knowledge.language.talk.thread.card_words import names_a_row
from knowledge.language.talk.thread.follow_ups import follow_up
from storage.asking.prompts import Prompt

# What writers called a question (bench/cards), by what the data of its yes begins with.
QUESTIONS = {
    "set:time": "hour",
    "set:days": "hour",
    "set:off": "off",
    "wq:off": "off",
    "set:resume": "resume",
    "set:pause": "pause",
    "set:rest": "pause",
    "set:undo": "undo_last",
    "set:on": "subscribe",
    "wq:set": "quiz",
    "wq:on": "subscribe",
    "notice:send": "notice",
    "notice:sure": "sure",
    "in:yes": "bind_sure",
    "in:send": "reply_sure",
    "sg:send": "reply_sure",
    "fm:": "forget",
    "appoint:": "appoint",
    "sp:withdraw": "down",
    "sp:really": "rollback",
    "push:gone": "gone",
    "push:stop": "stopping",
    "push:sure": "resend",
    "dr:ok": "draft_sure",
    "oc:": "line",
    "access:withdraw": "gone",
}
# The functions that words for an answer may sound like, where it is about the pushes.
AGREES_WITH = {
    "hour": {"set_time", "set_days", "settings", "undo"},
    "off": {"unsubscribe"},
    "resume": {"resume"},
    "pause": {"pause"},
    "subscribe": {"subscribe"},
    "quiz": {"quiz_change", "quiz_subscribe", "set_days", "set_time"},
    "undo_last": {"undo", "set_time", "resume"},
}
IS_MEANT = "您是要“{label}”吗？回“是”也行，不是就不用理。"
# What the data of buttons begins with that somebody works with: of editors and operators, duties, exercises.
_ON_A_DESK = "in sk sg qz qt hl sp dr mt lg au access push notice dm du pr"
DESK = tuple(f"{one}:" for one in _ON_A_DESK.split())
# Whoever presses these has been asked whether they are sure: no guess answers that.
LAST_WORDS = ("du:surely", "dm:surely")
# So likely a button is meant that nothing else is: 元旦清单 below an item is no list of items.
HARDLY_ELSE = 0.7


def on_a_desk(offered: Prompt) -> tuple[str, ...]:
    """Return the labels of what is worked with; of answers and pages their own readers hear more."""
    desk = (label for label, data in offered.presses.items() if data.startswith(DESK))
    return tuple(label for label in desk if not offered.presses[label].startswith(LAST_WORDS))


def says_more(words: str) -> bool:
    """Return whether `words` have in them what is wanted (回复他说…): their readers take that, too."""
    return (said_to_inbox(words) or duty_told(words) or quote_told(words)) is not None


def meant_of(offered: Prompt, words: str, context: Context) -> Meant | None:
    """Return which of the buttons that were offered `words` may mean, where they are none that is known."""
    if known_elsewhere(words, context) or names_a_row(words) or says_more(words):
        return None
    meant = button_meant(words, on_a_desk(offered))
    if meant is None or meant.odds >= HARDLY_ELSE:
        return meant
    wanted = decided(words)
    return None if wanted and wanted.function else meant


def answered_with(asked: Prompt, words: str, context: Context) -> Meant | None:
    """Return which answer to what was asked `words` may mean: YES, NO, or the label of another button."""
    yes, no = asked.presses.get(YES, ""), asked.presses.get(NO, "")
    question = next((name for begins, name in QUESTIONS.items() if yes and yes.startswith(begins)), "")
    if asked.kind == Asked.SEND_HOW:  # it takes no yes
        question = "opinion"
    if not question or known_elsewhere(words, context) or follow_up(words) or says_more(words):
        return None
    if question in AGREES_WITH and (heard_in(words) or names_an_hour(words)):
        return None  # 晚上 is another hour
    wanted = decided(words)
    function = wanted.function if wanted and question in AGREES_WITH else None
    if function and function.of_pushes and function.name not in AGREES_WITH[question]:
        return None  # 予以退订 is no yes to whether the pushes go on
    others = [
        label for label, data in asked.presses.items() if label not in {YES, NO} and data not in {yes, no}
    ]
    return answer_meant(words, question, others)


def known_elsewhere(words: str, context: Context) -> bool:
    """Return whether a command, a courtesy, or a view of the desk has these words for its own."""
    known = spoken(words, context.bot.username, guess=False) or assent(words) or courtesy(words)
    view = desk_view(words)
    return known is not None or kept(words) is not None or (view is not None and view.sure)


async def ask_or_keep(meant: Meant, offered: Prompt, message: Message, context: Context) -> bool:
    """Ask which button is meant; False: none is so likely, and those that may be are kept in the context.

    They are offered where nobody else understands the words.
    """
    context.card_buttons = tuple((label, offered.presses[label]) for label in meant.choices)
    if meant.asks:
        keyboard = rows(*([button(label, data)] for label, data in context.card_buttons))
        said = IS_MEANT.format(label=meant.choices[0]) if len(meant.choices) == 1 else WHICH_IS_MEANT
        await say(context, message, replace(plain(said, keyboard), tied=True, chooses=True, meant=True))
    return meant.asks
