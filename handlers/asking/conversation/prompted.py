"""Messages that answer what the bot has asked. All others go on to the handlers behind, in their order."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from telegram import Message, Update
from telegram.ext import Application, BaseHandler

from core.models import Role
from handlers.asking.albums import Album, album_of
from handlers.asking.aside import is_card
from handlers.asking.conversation.answers.about_a_prompt import told_of_prompt
from handlers.asking.conversation.answers.denied import alike, leave_denied
from handlers.asking.conversation.answers.late import late
from handlers.asking.conversation.answers.meant import ALONE, Among, Meaning, Meant
from handlers.asking.conversation.answers.of_a_draft import OF_A_DRAFT, OF_A_NOTICE, draft_first, is_for_a_draft
from handlers.asking.conversation.answers.reading_answers import read
from handlers.asking.conversation.answers.reminding import reminder
from handlers.asking.conversation.answers.waiting import (
    asked_of,
    newest_of,
    open_to_all,
    replied_to,
    replies_to_prompt,
    without_either,
    words_of,
)
from handlers.asking.conversation.answers.wanted_words import TAKES_FILES, WORDS_OF_PEOPLE
from handlers.asking.conversation.leaning import Leans, leans, speaks_of_else
from handlers.asking.conversation.pointing import pointed_at
from handlers.asking.conversation.pushed import Pressed, asked_of_what_came, said_to_a_push
from handlers.asking.conversation.rows.said_of_rows import said_of_rows
from handlers.asking.conversation.said_choice import chosen_in_words, said_to_a_card
from handlers.asking.conversation.said_press import message_of, press_for, tell_of_another
from handlers.asking.functions import typed
from handlers.context import Context
from handlers.guard import Callback, Guarded
from handlers.pushes.subscribing.in_words.in_question import leave_in_question
from handlers.pushes.subscribing.in_words.offers import note_else, spoken_of_at
from handlers.pushes.subscribing.undoing import history, note_aside
from handlers.sending.asked import LISTS, NO
from handlers.sending.speaking import rewrite, say, take_buttons
from handlers.updates.attempt import begun_before, unseen_before
from handlers.words.addressed import asker, heard, is_private
from handlers.words.prompts import Asked, edited
from handlers.words.replies import plain
from handlers.words.sent import sent_last
from handlers.words.settled import note_heard
from knowledge.language.commands.quiz_words import means_the_item
from knowledge.language.talk.assent import assent
from knowledge.language.talk.sent_back import drops_the_draft, means_the_sent
from services.asking.remembered.prompts import PUSHED
from storage.asking.prompts import Prompt
from storage.states import PromptState

App = Application[Any, Context, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes the words that were asked for, and the role that needs.

    `stands`: whether what the prompt is about (a draft, a question, a notice) can still be had; None: always.
    """

    take: Callback
    role: Role
    stands: Callable[[Prompt, Context], Awaitable[bool]] | None = None


Takers = Mapping[str, Taker]

DONE = "已经照您原来的回答办了，改了不算数。想改回来，请再发一次命令。"
DRAFT_LEFT = "上面那条通知的草稿还留着，没有改动，也没有发出：要发说“发吧”，不要了说“不发了”。"
LEFT = "好的，不做了。有问题随时问我。"
ONLY_WORDS = "图片和文件我转不了，只收下了您写的字。"


class Prompted(BaseHandler[Update, Context, None]):
    """Asks first whether a message answers a prompt.

    `answers`: who takes the words that were asked for, by kind. `edits`: who takes their edits too; other
    answers count as they were first. `turns`: who takes what leans on what was
    settled last. `behind`: the handlers of all other messages.
    """

    update_kinds = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CHANNEL_POST)

    def __init__(
        self,
        answers: Takers,
        edits: Takers,
        turns: Takers,
        behind: Sequence[BaseHandler[Update, Context, None]],
    ) -> None:
        super().__init__(self._nothing)
        self._answers = {kind: Guarded(_noting(one.take), one.role) for kind, one in answers.items()}
        self._stands = {kind: one.stands for kind, one in answers.items() if one.stands}
        self._edits = {kind: Guarded(one.take, one.role) for kind, one in edits.items()}
        self._turns = {kind: Guarded(one.take, one.role) for kind, one in turns.items()}
        # What is said to a card answers no prompt: the card that is shown then takes the next words.
        self._of_cards = {kind: Guarded(one.take, one.role) for kind, one in answers.items()}
        self._told_of_edit = Guarded(edited, Role.MEMBER)
        self._told_it_is_done = Guarded(_done, Role.MEMBER)
        self.behind = behind

    @property
    def guards(self) -> tuple[Guarded, ...]:
        """Return the guards of everybody who takes answers."""
        takers = (self._answers, self._edits, self._turns, self._of_cards)
        return (*chain(*(one.values() for one in takers)), self._told_of_edit, self._told_it_is_done)

    def check_update(self, update: object) -> tuple[BaseHandler[Update, Context, None], object] | None:
        for handler in self.behind:
            fits = handler.check_update(update)
            if fits is not None and fits is not False:
                return handler, fits
        return None

    async def handle_update(
        self, update: Update, application: App, check_result: object, context: Context
    ) -> None:
        if not isinstance(check_result, tuple):
            return
        message, spoken_of = update.message or update.edited_message, spoken_of_at(context)
        if message is not None and (said := heard(message, context.bot)) is not None:
            note_heard(said.words, asker(message).user_id, context)
            taken = self._edited if update.edited_message else self._answered
            if await taken(update, message, application, context):
                _note_aside(message, said.words, spoken_of, context)
                return
        handler, fits = check_result
        await handler.handle_update(update, application, fits, context)
        if message is not None and context.left_open is not None:
            await self._tell_of_a_draft(context.left_open, message, context)
        if message is not None:
            _note_aside(message, words_of(message, context), spoken_of, context)

    async def _tell_of_a_draft(self, prompt: Prompt, message: Message, context: Context) -> None:
        """Say once that a notice still waits, to who has spoken of something else."""
        everything = await context.services.prompts.of(message.chat.id, asker(message).user_id)
        notices = [one for one in everything if one.kind in OF_A_NOTICE or one.kind == Asked.NOTICE]
        if notices and notices[0].id == prompt.id and context.services.prompts.waits(notices[0]):
            await say(context, message, plain(DRAFT_LEFT))

    async def _answered(self, update: Update, message: Message, application: App, context: Context) -> bool:
        """Take a message as the answer to a prompt; False: it is none."""
        prompts, album = context.services.prompts, album_of(message, context)
        everything = await asked_of(message, context)
        pushed = [one for one in everything if one.kind == PUSHED and prompts.waits(one) and not one.passed]
        context.card_open = any(
            prompts.waits(one) and is_card(one) for one in everything if one.kind != PUSHED or one in pushed
        )
        asked = [one for one in everything if one.kind not in LISTS]
        if done := next((one for one in asked if one.answered_by == message.message_id), None):
            # Handled before, up to a crash. A press says by itself whether it was done; words were taken.
            if done.presses and begun_before() and newest_of(done.message_id, asked) == done:
                await self._took(done, asked, update, message, application, context)
            return True
        if asked and album is not None and album.answered:
            return True
        asked = await self._without_those_over(asked, context)
        replied = replied_to(message, asked)
        waited_for = replied is not None and prompts.waits(replied)
        denied = await self._denied(everything, message, update, application, context)
        if denied or (not waited_for and await self._chosen(everything, message, update, application, context)):
            return True
        if not waited_for and (said := await late(message, asked, context)):
            await say(context, message, plain(said))
            return True
        waiting = [replied] if replied and waited_for else open_to_all(asked, prompts.waits)
        if not waited_for and await pointed_at(message, context.bot, context.services.answers):
            waiting = [one for one in waiting if one.presses]
        waiting = await without_either(waiting, replied, message, context)
        waiting = await self._without_what_waits(waiting, update, message, application, context)
        waiting = await draft_first(waiting, words_of(message, context), context)
        for prompt in waiting:
            listed = any(one.kind in LISTS and one.id > prompt.id and prompts.waits(one) for one in everything)
            among = Among(first=prompt == waiting[0], listed=listed)
            if await self._took(prompt, asked, update, message, application, context, among=among):
                return True
        turned = await self._turned(update, message, context)
        if not turned:
            drafts = [one for one in waiting if one.kind in OF_A_NOTICE and not one.passed]
            context.left_open = drafts[0] if drafts else None
            await prompts.note_passed([*waiting, *pushed])
        return turned

    async def _denied(
        self, asked: list[Prompt], message: Message, update: Update, application: App, context: Context
    ) -> bool:
        """Leave what a message says was never wanted, and read what stands behind that; False: it does not."""
        denied = await leave_denied(asked, words_of(message, context), message, context)
        if denied is None:
            return False
        prompt, said = denied
        if said.rest:
            await self._again(said.rest, update, message, application, context)
        elif no := prompt.presses.get(NO):
            await press_for(prompt, no, (), update, application, context)
        else:
            await say(context, message, plain(LEFT))
        return True

    async def _again(
        self, words: str, update: Update, message: Message, application: App, context: Context
    ) -> None:
        """Deal with a part of what a message says as if that were all."""
        said = typed(words, message, message.from_user, update, context)
        await self.handle_update(said, application, self.check_update(said), context)

    async def _without_what_waits(
        self, waiting: list[Prompt], update: Update, message: Message, application: App, context: Context
    ) -> list[Prompt]:
        """Return nothing where what was sent is meant, and drop a draft that is not to go: 草稿不要了."""
        words = words_of(message, context)
        draft = waiting[0] if waiting and waiting[0].kind in OF_A_DRAFT else None
        if draft is None or sent_last(context) is None or not means_the_sent(words):
            return waiting
        if draft.presses.get(NO) and drops_the_draft(words):
            await press_for(draft, draft.presses[NO], (), update, application, context)
        return []

    async def _chosen(
        self, asked: list[Prompt], message: Message, update: Update, application: App, context: Context
    ) -> bool:
        """Do what is said to the buttons that stand there last; False: nothing is."""
        if pressed := await said_to_a_push(asked, message, context):
            return await _press_pushed(pressed, update, application, context)
        if card := await said_to_a_card(asked, words_of(message, context), message, context):
            context.asked = card
            await self._of_cards[card.kind](update, context)
            return True
        waiting = [one for one in asked if context.services.prompts.waits(one)]
        if await is_for_a_draft(waiting, words_of(message, context), context):  # 就这样发吧 is no yes to a list
            return False
        for reader in (said_of_rows, chosen_in_words):
            if await reader(asked, message, update, application, context):
                return True
        pressed = await said_to_a_push(asked, message, context, behind=True)
        if pressed is not None:
            return await _press_pushed(pressed, update, application, context)
        return await asked_of_what_came(asked, message, context)

    async def _turned(self, update: Update, message: Message, context: Context) -> bool:
        """Deal with what leans on what was settled last; False: it leans on nothing."""
        said = heard(message, context.bot)
        leaning = await leans(said.words, message, context) if said is not None else None
        if leaning is Leans.QUIZ and said is not None and means_the_item(said.words):
            await leave_in_question(message, context)  # it was asked of the quote
        if leaning is not None:
            await self._turns[leaning](update, context)
        return leaning is not None

    async def _without_those_over(self, asked: Sequence[Prompt], context: Context) -> list[Prompt]:
        """Leave what waits for words about something that has been settled: 确认收录 ends 改日期, too."""
        prompts, found = context.services.prompts, []
        for one in asked:
            stands = self._stands.get(one.kind) if prompts.waits(one) else None
            if stands is not None and not await stands(one, context):
                await prompts.leave(one)
                one = replace(one, state=PromptState.LEFT)  # noqa: PLW2901 - the same prompt, as it is now
            found.append(one)
        return found

    async def _took(
        self,
        prompt: Prompt,
        asked: Sequence[Prompt],
        update: Update,
        message: Message,
        application: App,
        context: Context,
        *,
        among: Among = ALONE,
    ) -> bool:
        """Do what the message means to the prompt; False: it means something else."""
        words = words_of(message, context)
        if message.document and prompt.kind not in WORDS_OF_PEOPLE | TAKES_FILES:
            return False  # a file is something of its own
        meant = await _read(prompt, asked, words, message, context, among)
        album = album_of(message, context)
        match meant.meaning:
            case Meaning.ELSE:
                return False
            case Meaning.ASKS:
                await say(context, message, plain(meant.data))
                return True
            case Meaning.REMIND:
                if album is None or not album.remark:
                    remark = await say(context, message, reminder(prompt))
                    if album is not None:
                        album.remark = remark.message_id
                return True
            case Meaning.TAKE:
                await _only_words(prompt, message, album, context)
                context.asked = prompt
                await self._answers[prompt.kind](update, context)
            case _ if meant.data:
                await press_for(prompt, meant.data, asked, update, application, context)
                await tell_of_another(prompt, meant.data, asked, message, context)
            case _:
                await _leave(prompt, asked, message, context)
        if album is not None:
            album.answered = True
        return True

    async def _edited(self, update: Update, message: Message, application: App, context: Context) -> bool:
        """Deal with the edit of an answer; False: the message was none."""
        prompts = context.services.prompts
        everything = await asked_of(message, context)
        asked = [one for one in everything if one.kind not in LISTS]
        answered = next((one for one in asked if one.answered_by == message.message_id), None)
        in_words = answered is not None and not (answered.presses and assent(message.text or ""))
        if answered is not None and in_words and answered.kind in self._edits:
            context.asked = answered
            await self._edits[answered.kind](update, context)
            return True
        if answered is None and not (is_private(message) and replies_to_prompt(message, asked)):
            return False
        if unseen_before():  # it was answered before the program was started; perhaps nothing was changed
            return True
        if answered is not None and answered.presses:
            if assent(message.text or "") is None:
                return False
            await self._told_it_is_done(update, context)
            return True
        if answered is not None and answered.state is PromptState.ANSWERED:
            await prompts.ask_again(answered)
        await self._told_of_edit(update, context)
        return True

    async def _nothing(self, update: Update, context: Context) -> None:
        """Do nothing. PTB requires a callback at once; this handler chooses one later."""


async def _press_pushed(pressed: Pressed, update: Update, application: App, context: Context) -> bool:
    """Press what is meant of a card that was pushed; True: it is dealt with."""
    if pressed.prompt is not None:
        await press_for(pressed.prompt, pressed.data, (), update, application, context)
        if context.shown is None:  # it stands there as before
            await context.services.prompts.reopen(pressed.prompt)
    return True


async def _read(
    prompt: Prompt, asked: Sequence[Prompt], words: str, message: Message, context: Context, among: Among
) -> Meant:
    if message.document and prompt.kind in TAKES_FILES:
        return Meant(Meaning.TAKE)
    if told := told_of_prompt(prompt, words):  # 谁能看见: it is no opinion
        return Meant(Meaning.ASKS, told)
    replied = replied_to(message, asked) == prompt
    return await read(prompt, words, context, replied=replied, newest=prompt == asked[0], among=among)


def _note_aside(message: Message, words: str, spoken_of: tuple[object, ...], context: Context) -> None:
    """Note that something else was said; `spoken_of`: when the pushes had been spoken of before it."""
    if not words or not speaks_of_else(words):
        return
    if history(context):
        note_aside(message, context)
    note_else(spoken_of, context)


def _noting(callback: Callback) -> Callback:
    """Return `callback`, which takes an answer, so that the prompt is waited for no more after it."""

    async def take(update: Update, context: Context) -> None:
        message, prompt = update.effective_message, context.asked
        if message is None or prompt is None:
            return
        prompts = context.services.prompts
        asked = await prompts.of(prompt.chat_id, prompt.user_id)
        await callback(update, context)
        await prompts.answered(prompt, message.message_id, asked)

    return take


async def _only_words(prompt: Prompt, message: Message, album: Album | None, context: Context) -> None:
    """Say that of a message with a picture or a file its words alone are passed on to people."""
    if prompt.kind not in WORDS_OF_PEOPLE or not message.effective_attachment:
        return
    said = plain(ONLY_WORDS)
    if album is None or not album.remark or not await rewrite(context, message.chat.id, album.remark, said):
        await say(context, message, said)


async def _done(update: Update, context: Context) -> None:
    """Tell who edits 是 into 不 that it was done."""
    if message := update.effective_message:
        await say(context, message, plain(DONE))


async def _leave(prompt: Prompt, asked: Sequence[Prompt], message: Message, context: Context) -> None:
    prompts = context.services.prompts
    for one in (prompt, *alike(prompt, [one for one in asked if prompts.waits(one)])):
        await prompts.leave(one)
    if prompt.presses:
        await take_buttons(context, message_of(prompt, message))
    await say(context, message, plain(LEFT))
