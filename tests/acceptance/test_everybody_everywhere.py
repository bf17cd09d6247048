"""Every command, word, button and link, tried by everybody, in private and in a group.

What is tried comes from the handlers themselves: one that is added is tried too, and cannot forget who may.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import Phase, find, settings
from hypothesis import strategies as st
from office import KNOWLEDGE, Colleague, Office
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import CallbackQueryHandler

from core.models import Role
from core.settings import AccessSettings
from emulator.chats import Chat
from handlers import routes
from handlers.commands import COMMANDS, Scope
from handlers.guard import NOT_FOR_YOU, Guarded
from handlers.people.links import BEGINNING, LINKS
from handlers.people.rights import MANAGERS_ONLY
from handlers.people.strangers import NOT_HERE
from handlers.words.said_often import IN_PRIVATE
from storage.database import Database

ROLES = {
    "stranger": Role.STRANGER,
    "member": Role.MEMBER,
    "group admin": Role.MEMBER,
    "editor": Role.EDITOR,
    "operator": Role.OPERATOR,
}
everybody = pytest.mark.parametrize("who", ROLES)
everywhere = pytest.mark.parametrize("private", [True, False], ids=["private", "group"])
LONGEST_DATA = 64
OF_OLD = "of an older version"  # a button that no handler knows any more
WORDS = "\n".join(file.read_text(encoding="utf-8") for file in (KNOWLEDGE / "speeches").glob("*.txt"))
SENTENCES = [said.strip()[:12] for said in re.split(r"[。\n]", WORDS) if len(said.strip()) >= 12]


@dataclass
class House:
    """An office where not everybody may use the bot, and somebody of each role."""

    office: Office
    people: dict[str, Colleague]
    group: Chat
    outside: Chat

    def place(self, who: str, *, private: bool) -> Chat:
        if private:
            return self.people[who].private
        return self.outside if who == "stranger" else self.group

    async def said(self, who: str, text: str, place: Chat) -> list[str]:
        """Let somebody say something; return what the bot says to it."""
        person = self.people[who]
        before = len(person.answers(place))
        await person.says(text, place)
        return [message.text for message in person.answers(place)[before:]]

    async def pressed(self, who: str, data: str, place: Chat) -> list[str]:
        """Let somebody press a button with that data; return what pops up and what the bot says."""
        person, bot = self.people[who], self.office.app.bot
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("按钮", callback_data=data)]])
        sent = await bot.send_message(place.id, "一条旧消息", reply_markup=keyboard)
        message = self.office.world.message(place, sent.message_id)
        assert message is not None
        before = len(person.answers(place))
        await self.office.clock.advance(5)
        _, answer = self.office.world.start_tap(person.person, message, 0)
        await self.office.settle()
        popped_up = [answer.result().text or ""] if answer.done() else []
        return popped_up + [said.text for said in person.answers(place)[before:]]

    def gives_away(self, said: str) -> bool:
        """Return whether something is a title, a quote or words of a speech."""
        library = self.office.services.answers.library
        titles = [speech.title for speech in library.speeches if speech.title]
        return any(part in said for part in (*titles, *SENTENCES, "今日廉语", "/ask", "/subscribe"))


@pytest_asyncio.fixture
async def house(office_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    database = Database.in_folder(office_folder)
    office = await Office.open(database, operator="吴", access=AccessSettings(mode="members"))
    people = {role: office.colleague(name) for role, name in zip(ROLES, "陌李张边吴", strict=True)}
    operator = people["operator"]
    await operator.says("/start")
    insiders = [people[role] for role in ("member", "group admin", "editor")]
    group = await office.group("机关党委", operator, *insiders)
    office.world.set_status(group, people["group admin"].person, "administrator")
    outside = await office.group("外面的群", people["stranger"])
    for person in people.values():
        await person.says("/start")
    await operator.says(f"/editor {people['editor'].person.id}")
    await people["stranger"].says("/ask 三重一大是什么", outside)
    yield House(office, people, group, outside)
    await office.close()
    await database.close()


@cache
def buttons() -> list[tuple[str, Guarded]]:
    """Return data that each button handler takes, and the guard of the handler."""
    found = []
    for handler in routes.handlers():
        if isinstance(handler, CallbackQueryHandler):
            pattern = handler.pattern
            assert isinstance(handler.callback, Guarded)
            assert pattern is None or isinstance(pattern, re.Pattern)
            found.append((_example(pattern) if pattern else OF_OLD, handler.callback))
    return found


def _example(pattern: re.Pattern[str]) -> str:
    return find(
        st.from_regex(re.compile(pattern.pattern, re.ASCII), fullmatch=True),
        lambda data: 0 < len(data.encode()) <= LONGEST_DATA,
        settings=settings(phases=[Phase.generate], database=None, derandomize=True),
    )


def refused(said: list[str], role: Role, needs: Role) -> bool:
    """Return whether `said` is how somebody of that role is to be refused: strangers hear nothing more."""
    return said in ([], [NOT_HERE]) if role is Role.STRANGER else said == [NOT_FOR_YOU[needs]]


def test_strangers_may_do_nothing_but_ask_to_be_let_in() -> None:
    """What is open to them is named here, so that nobody opens more in passing."""
    assert {command.name for command in COMMANDS if command.role is Role.STRANGER} == {"start", "claim"}
    assert {data for data, guarded in buttons() if guarded.needs is Role.STRANGER} == {"access:apply", OF_OLD}
    assert {prefix for prefix, link in LINKS.items() if link.needs is Role.STRANGER} == {"inv_", "claim_"}
    callbacks = [getattr(handler, "callback", None) for handler in routes.handlers()]
    others = {
        guarded.callback.__name__
        for guarded in callbacks
        if isinstance(guarded, Guarded) and guarded.needs is Role.STRANGER and not guarded.counted
    }
    told = {"my_status", "member_changed", "migrated", "came_or_went", "renamed"}
    assert others == told | {"do_nothing", "note_sums"}


def test_buttons_stand_in_private_but_for_these() -> None:
    """Named here for the same reason: what a button rewrites in a group or channel, everybody reads."""
    public = {guarded.callback.__name__ for _, guarded in buttons() if not guarded.private}
    assert public == {"browse", "confirm", "judge", "change", "stale", "press", "ask_colleagues"}
    assert {prefix for prefix, link in LINKS.items() if not link.private} == {"p_"}, (
        "as /p is, a passage is no secret"
    )


async def test_a_passages_old_button_gives_a_stranger_nothing(house: House) -> None:
    member, stranger = house.people["member"], house.people["stranger"]
    await member.says("三重一大是什么")
    data = member.last().keyboard[0][0]["callback_data"]
    assert await house.pressed("stranger", data, stranger.private) == [NOT_HERE]
    assert house.gives_away(stranger.last().text) is False
    assert await house.pressed("member", data, member.private) == [""]
    assert house.gives_away(member.last().text)


@everywhere
@everybody
async def test_every_command_is_for_whom_it_is_for(house: House, who: str, private: bool) -> None:
    place, role = house.place(who, private=private), ROLES[who]
    name = house.office.app.bot.username
    for command in COMMANDS:
        for words in (f"/{command.name}", command.words[0] if private else f"@{name} {command.words[0]}"):
            said = await house.said(who, words, place)
            needs = BEGINNING.needs if command.name == "start" else command.role
            if command.private and not private:
                needs = max(needs, Role.MEMBER)
            if role < needs:
                assert refused(said, role, needs), (words, said)
            elif command.private and not private:
                assert said == [IN_PRIVATE], words
            else:
                assert said, words
                assert not any(refusal in said for refusal in (NOT_HERE, *NOT_FOR_YOU.values())), words
            if role is Role.STRANGER:
                assert not any(house.gives_away(one) for one in said), said


@everywhere
@everybody
async def test_every_button_is_for_whom_it_is_for(house: House, who: str, private: bool) -> None:
    place, role = house.place(who, private=private), ROLES[who]
    for data, guarded in buttons():
        said = await house.pressed(who, data, place)
        elsewhere = guarded.private and not private
        needs = max(guarded.needs, Role.MEMBER) if elsewhere else guarded.needs
        if role < needs:
            expected = NOT_HERE if role is Role.STRANGER else NOT_FOR_YOU[needs]
            assert said == [expected], (data, said)
        elif elsewhere:
            assert said == [IN_PRIVATE], (data, said)
        else:
            assert not any(refusal in said for refusal in (NOT_HERE, *NOT_FOR_YOU.values())), data
        if role is Role.STRANGER:
            assert not any(house.gives_away(one) for one in said), said


async def test_a_button_with_more_behind_it_is_never_left_spinning(house: House) -> None:
    """An app of somebody's own can send it; PTB's handlers look at the beginning of it only."""
    operator = house.people["operator"]
    for data, _ in buttons():
        for more in ("\n", "!", data):
            if len((data + more).encode()) <= LONGEST_DATA:
                assert await house.pressed("operator", data + more, operator.private), data + more


async def test_no_button_of_private_chats_rewrites_what_a_group_or_channel_reads(house: House) -> None:
    """An app can send any button's data, from under any message of ours."""
    operator, stranger, world = house.people["operator"], house.people["stranger"], house.office.world
    channel = world.add_channel("廉政频道", operator.person)
    world.add_bot(channel, operator.person, administrator=True)
    for place in (house.group, channel):
        world.add_member(place, stranger.person)
        await house.office.settle()
        before = len(operator.answers(place))
        for data, guarded in buttons():
            if guarded.private:
                refusal = NOT_FOR_YOU.get(guarded.needs, IN_PRIVATE)
                assert await house.pressed("stranger", data, place) == [refusal], data
                assert await house.pressed("operator", data, place) == [IN_PRIVATE], data
        assert {post.text for post in operator.answers(place)[before:]} == {"一条旧消息"}


@everybody
async def test_every_link_is_for_whom_it_is_for(house: House, who: str) -> None:
    place, role = house.people[who].private, ROLES[who]
    for argument, needs in (
        *((f"{prefix}wrong", handler.needs) for prefix, handler in LINKS.items()),
        ("something_else", BEGINNING.needs),
    ):
        said = await house.said(who, f"/start {argument}", place)
        if role < needs:
            assert refused(said, role, needs), argument
        else:
            assert len(said) == 1, argument
            assert NOT_HERE not in said
        if role is Role.STRANGER:
            assert not any(house.gives_away(one) for one in said), said


@everywhere
@everybody
async def test_everybody_but_a_stranger_is_answered(house: House, who: str, private: bool) -> None:
    place = house.place(who, private=private)
    name = f"@{house.office.app.bot.username} "
    for words in ("三重一大是什么", "今日廉语", "目录"):
        said = await house.said(who, words if private else name + words, place)
        assert bool(said) is (ROLES[who] >= Role.MEMBER), words
    person = house.people[who]
    before = len(person.answers(place))
    question = await person.says("/ask 讲话", place)
    await person.edits(question, "/ask 三重一大")
    await person.sends("photo", place, caption="/ask 三重一大是什么")
    assert (len(person.answers(place)) > before) is (ROLES[who] >= Role.MEMBER)


@everywhere
@everybody
async def test_everybody_sees_the_menu_of_their_role(house: House, who: str, private: bool) -> None:
    place, person = house.place(who, private=private), house.people[who]
    await person.says("/help", place)
    shown = {entry[0] for entry in house.office.world.menu(person.person, place)}
    leads = who in {"group admin", "operator"}
    scope = Scope.PRIVATE if private else Scope.GROUP_ADMINS if leads else Scope.GROUP
    mine = ROLES[who] if private else min(ROLES[who], Role.MEMBER)
    expected = {
        command.name for command in COMMANDS if scope in command.scopes and command.needs(scope) <= mine
    }
    assert shown == (set() if who == "stranger" else expected)


@everybody
async def test_the_groups_quote_is_its_admins_matter(house: House, who: str) -> None:
    place = house.place(who, private=False)
    said = await house.said(who, "/subscribe 9:00", place)
    if who == "stranger":
        assert said == []
    elif who in {"group admin", "operator"}:
        assert said[0].startswith("已订阅每日廉语")
    else:
        assert said == [MANAGERS_ONLY]


async def test_the_strangers_were_told_once_each_and_given_nothing(house: House) -> None:
    stranger = house.people["stranger"]
    (in_private,) = stranger.answers()
    (in_group,) = stranger.answers(house.outside)
    assert str(stranger.person.id) in in_private.text
    assert in_private.buttons == ["申请使用"]
    assert "还没有获准" in in_group.text
    assert not house.gives_away(in_private.text + in_group.text)
