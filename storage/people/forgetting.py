"""Removes what the database holds about one person, when they wish it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, select, update

from storage.database import Database
from storage.engine.engine import AsyncConnection
from storage.pushes.reads import forget_reads
from storage.states import DeliveryState
from storage.tables.access import confirmation_cards, memberships
from storage.tables.asking import prompts, questions, reading_places, replies, shown, suggestions
from storage.tables.chats import chats, subscriptions
from storage.tables.duties import duty_leavers, duty_people, duty_turns
from storage.tables.notices import notice_numbers
from storage.tables.pushes import deliveries
from storage.tables.quiz import practice
from storage.tables.updates import set_aside
from storage.tables.ways import known_questions

MANY = 500  # words in one statement

# What becomes of each column with somebody's number or words when that person is forgotten: one list, which
# a test compares with the schema and with what `forget` does. Rows with the number in one of these go:
GOES: Mapping[Table, tuple[str, ...]] = {
    questions: ("user_id", "chat_id"),
    replies: ("user_id", "chat_id"),
    shown: ("user_id", "chat_id"),
    prompts: ("user_id", "chat_id"),
    reading_places: ("user_id",),
    set_aside: ("user_id", "chat_id"),
    suggestions: ("chat_id",),
    subscriptions: ("chat_id",),
    confirmation_cards: ("user_id",),
    practice: ("user_id",),
    notice_numbers: ("chat_id",),
    duty_people: ("user_id",),
    duty_leavers: ("user_id",),
    duty_turns: ("user_id",),
}
# The number alone goes from these:
EMPTIED: Mapping[Table, tuple[str, ...]] = {subscriptions: ("subscribed_by",)}
# These go in part, as `forget` says:
IN_PART: Mapping[str, str] = {
    "known_questions": "ways of asking that editors learnt from them alone are emptied and taken out of use",
    "memberships": "it stays known that they left a group: else being forgotten would let them in again",
    "deliveries": "a push that is under way needs its row: it says that the message may have gone out",
    "chats": "a push that is under way needs its chat; the row stays without its name",
}
# These stay, and why:
STAYS: Mapping[str, str] = {
    "people": "who may use the bot is not the person's to delete; who only asked to goes after 30 days",
    "approvals": "which chats may use the bot; a person's own chat is never one of them",
    "ledger_entries": "what an editor or operator entered of the office's events; no name of a person",
    "ledger_months": "counts of a month that ended; no names and no numbers of people",
    "invitations": "who made one: a record of what an operator did",
    "invitation_uses": "so that nobody uses the same invitation twice; a number, no words",
    "audit": "what editors and operators did, kept for two years",
    "confirmations": "what an editor or operator asked, and who confirmed it; 30 days",
    "duties": "what an operator set up; whom it concerns is not in it",
    "held_days": "which operator held a quote back",
    "notices": "what an operator sent to everybody",
    "checklist_lines": "what editors approved for 节前提醒",
    "checklist_quotes": "the same",
    "checklist_days": "what was pushed to everybody",
    "quiz_items": "what editors decided on the items of 每周一题",
    "quotes": "what editors decided on quotes",
    "recognitions": "an editor's document that is being read",
    "speech_changes": "what editors did to the speeches",
    "speech_drafts": "an editor's document that waits",
    "speech_versions": "the speeches",
    "updates": "what a person says is emptied as soon as it is handled",
    "warnings": "what operators were told of chats and the machine; no words of a person",
    "way_batches": "who had ways of asking written",
    "ways": "ways of asking written for a speech, by nobody who asked",
    "withdrawn_ways": "which editor withdrew ways of asking",
}

UNDER_WAY = (DeliveryState.SENDING.value,)


class ForgettingStore:
    """Works on the other stores' tables, all or nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, user_id: int, at: datetime) -> None:
        """Remove what a person said, what they were told and asked, their subscription and deliveries.

        Ways of asking that editors learnt from them alone are emptied and taken out of use. The marks that they
        pressed 已阅 go; the numbers on the buttons stay.

        Their private chat has their own number. What they asked in groups goes too; the row of the chat stays
        without its name, and only where something still under way needs it.
        """
        async with self._database.transaction() as connection:
            await _forget_learnt(connection, user_id, at)
            for table, columns in GOES.items():
                for mine in _mine(table, columns, user_id):
                    await connection.execute(delete(table).where(mine))
            for table, columns in EMPTIED.items():
                for name in columns:
                    theirs = update(table).where(table.c[name] == user_id)
                    await connection.execute(theirs.values({name: None}))
            await forget_reads(connection, user_id)
            # It stays known that a person has left a group: otherwise being forgotten would let them in again.
            seen = delete(memberships).where(memberships.c.user_id == user_id, memberships.c.present)
            await connection.execute(seen)
            await connection.execute(
                delete(deliveries).where(deliveries.c.chat_id == user_id, deliveries.c.state.not_in(UNDER_WAY))
            )
            await connection.execute(
                update(chats).where(chats.c.chat_id == user_id).values(title="", state_reason="")
            )
            waiting = select(deliveries.c.id).where(deliveries.c.chat_id == user_id).limit(1)
            if (await connection.execute(waiting)).first() is None:
                await connection.execute(delete(chats).where(chats.c.chat_id == user_id))


def _mine(table: Table, columns: Sequence[str], user_id: int) -> Iterator[ColumnElement[bool]]:
    """Return conditions that find a person's rows by an index each: in their chat, and in others."""
    if "chat_id" in columns:
        yield table.c.chat_id == user_id
    if "user_id" in columns:
        mine = table.c.user_id == user_id
        yield and_(mine, table.c.user_id != table.c.chat_id) if "chat_id" in columns else mine


async def _forget_learnt(connection: AsyncConnection, user_id: int, at: datetime) -> None:
    """Empty the ways of asking that editors learnt from this person alone, and take them out of use."""
    words = {
        str(said)
        for mine in _mine(questions, GOES[questions], user_id)
        for said in await connection.scalars(
            select(questions.c.words).where(
                mine, questions.c.user_id == user_id, questions.c.words.is_not(None)
            )
        )
    }
    for start in range(0, len(words), MANY):
        some = known_questions.c.question.in_(sorted(words)[start : start + MANY])
        learnt = set(await connection.scalars(select(known_questions.c.question).where(some)))
        if not learnt:
            continue
        asked = select(questions.c.words).where(questions.c.words.in_(learnt), questions.c.user_id != user_id)
        if alone := learnt.difference(await connection.scalars(asked.distinct())):
            theirs = update(known_questions).where(known_questions.c.question.in_(sorted(alone)))
            await connection.execute(theirs.values(question="", removed_at=at))
