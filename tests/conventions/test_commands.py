"""One list of commands: handlers, menus, /help and the manual come from it, and each command answers."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from manual import manual_table
from office import Office

from core.models import Role
from handlers import routes
from handlers.asking.conversation.prompted import Prompted
from handlers.asking.to_the_bot.start import help_pieces
from handlers.commanded import CommandHandler
from handlers.commands import BY_NAME, COMMANDS, Command, Scope, menu
from handlers.desk import Desk
from handlers.guard import Guarded
from handlers.menus import menus, publish_menus
from handlers.words.spoken import spoken

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "使用手册.md"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
by_name = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)


def every_handler() -> Iterator[routes.Handler]:
    """Yield every handler, those of messages that answer nothing too."""
    for handler in routes.handlers():
        yield handler
        if isinstance(handler, Prompted):
            yield from handler.behind
            yield from (one for desk in handler.behind if isinstance(desk, Desk) for one in desk.behind)


def test_every_command_has_its_handler_and_no_handler_is_without() -> None:
    names = {command.name for command in COMMANDS}
    assert set(routes.CALLBACKS) == names
    readers = [handler for handler in every_handler() if isinstance(handler, CommandHandler)]
    assert [reader.slash for reader in readers] == [True, False]
    assert all(set(reader.callbacks) == names for reader in readers)


@by_name
def test_a_command_fits_telegrams_rules(command: Command) -> None:
    assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name)
    assert 3 <= len(command.description) <= 24, "a menu on a phone shows one line"
    assert CHINESE.search(command.description)
    assert command.usage.startswith(f"/{command.name}")
    assert command.help.endswith("。")


def test_names_and_words_shadow_nothing() -> None:
    names = [command.name for command in COMMANDS]
    words = [word for command in COMMANDS for word in command.words]
    assert len(set(names)) == len(names)
    assert len(set(words)) == len(words)
    assert not set(names) & set(words)
    for one, other in combinations(COMMANDS, 2):
        assert not one.name.startswith(other.name) or len(other.name) == 1


@by_name
def test_each_plain_word_is_read_as_its_command(command: Command) -> None:
    for word in command.words:
        for said in (word, f"/{word}", f"／{word}", f"{word}。"):
            found = spoken(said, "qingfeng_bot")
            assert found is not None, said
            assert found.command is command, said


def test_the_menus_show_each_scopes_commands_in_chinese() -> None:
    shown = {scope.type: commands for scope, commands in menus()}
    assert set(shown) == {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
    assert [entry.command for entry in shown["all_private_chats"]] == [
        command.name for command in menu(Scope.PRIVATE)
    ]
    assert {entry.command for entry in shown["all_group_chats"]} < {
        entry.command for entry in shown["all_chat_administrators"]
    }
    assert "subscribe" not in {entry.command for entry in shown["all_group_chats"]}
    for commands in shown.values():
        assert commands
        assert all(CHINESE.search(entry.description) for entry in commands)


async def test_people_see_the_menu_of_the_place_and_their_role(office: Office) -> None:
    await publish_menus(office.app)
    chen, li = office.colleague("陈"), office.colleague("李", language_code="en")
    chat = await office.group("机关党委", chen, li)
    for person, place, scope in (
        (chen, chen.private, Scope.PRIVATE),
        (li, li.private, Scope.PRIVATE),
        (chen, chat, Scope.GROUP_ADMINS),
        (li, chat, Scope.GROUP),
    ):
        expected = [(command.name, command.description) for command in menu(scope)]
        assert [tuple(entry) for entry in office.world.menu(person.person, place)] == expected


@pytest.mark.parametrize("private", [True, False], ids=["private", "group"])
def test_help_names_every_command_of_the_place_but_the_one_it_explains(private: bool) -> None:
    said = "".join(piece.text for piece in help_pieces("三重一大是什么", private=private))
    here = {Scope.PRIVATE} if private else {Scope.GROUP, Scope.GROUP_ADMINS}
    place = Scope.PRIVATE if private else Scope.GROUP_ADMINS
    expected = {
        command.name for command in COMMANDS if command.scopes & here and command.needs(place) <= Role.MEMBER
    } - {"ask"}
    assert set(re.findall(r"^/([a-z0-9_]+) ", said, re.MULTILINE)) == expected


def test_the_manual_contains_the_table() -> None:
    assert manual_table() in MANUAL.read_text(encoding="utf-8")


@by_name
async def test_every_command_answers_in_private_and_in_a_group(office: Office, command: Command) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    for said in (f"/{command.name}", command.usage):
        for place in (chen.private, chat):
            before = len(chen.answers(place))
            await chen.says(said, place)
            assert len(chen.answers(place)) == before + 1, said
    assert [call.description for call in office.world.calls if not call.ok] == []


def test_every_handler_is_behind_the_guard() -> None:
    for handler in every_handler():
        if isinstance(handler, Prompted | Desk):
            assert all(isinstance(guard, Guarded) for guard in handler.guards)
        elif not isinstance(handler, CommandHandler):
            assert isinstance(handler.callback, Guarded), handler
    assert all(guarded.needs is BY_NAME[name].role for name, guarded in routes.GUARDED.items())
