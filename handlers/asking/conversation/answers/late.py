"""Replies to prompts that are not waited for any more. Apps open such a reply anew after a restart."""

from collections.abc import Sequence

from telegram import Message

from handlers.asking.conversation.answers.wanted_words import TAKES_FILES, fits_better, is_question
from handlers.context import Context
from handlers.words.addressed import heard, is_private, replies_to
from handlers.words.prompts import is_old_prompt, is_prompt
from handlers.words.spoken import spoken, unknown_command
from knowledge.language.talk.assent import assent, is_chat
from knowledge.language.talk.reports import is_report
from storage.asking.prompts import Prompt
from storage.states import PromptState

LATE = (
    "那条消息我不再等回答了。您写的没有收下，也没有当作提问。\n"
    "还要办，请重新发命令或点按钮；想问讲话，不用“回复”，直接发给我。"
)
OLD = "那是我更新以前发的，回复它不管用了。您写的没有收下，也没有当作提问。请重新发命令或点按钮，我再问您一次。"


async def late(message: Message, asked: Sequence[Prompt], context: Context) -> str:
    """Return what to say to a reply that comes too late; empty if it is none, or surely means something else.

    What may have been meant as an answer, such as a complaint, must not be looked for in the speeches, and must
    not reach the editors as a question. `asked` is what the person was asked here.
    """
    ours, said = message.reply_to_message, heard(message, context.bot)
    if ours is None or said is None or not replies_to(message, context.bot):
        return ""
    row = next((one for one in asked if one.message_id == ours.message_id), None)
    words, theirs = said.words, row is not None
    if row is not None and _is_surely(row, message, words):
        return LATE
    if not words or not (is_prompt(ours) or is_old_prompt(ours)) or not (theirs or is_private(message)):
        return ""
    better = fits_better(row.kind if row else None, words)
    if (
        not better
        and assent(words) is None
        and (
            spoken(words, context.bot.username, guess=False)
            or unknown_command(words)
            or is_chat(words)
            or is_report(words)
            or await is_question(words, context)
        )
    ):
        return ""
    return LATE if is_prompt(ours) else OLD


def _is_surely(row: Prompt, message: Message, words: str) -> bool:
    """Return whether a reply answers a prompt that ran out, and nothing else: a form of ours is no speech."""
    if message.document:
        return row.kind in TAKES_FILES
    return bool(row.presses and row.state is PromptState.OPEN and assent(words))
