"""The bot's command menus, names, descriptions and menu button."""

import re
from typing import Any

from emulator.access import readable_chat
from emulator.errors import BadRequest
from emulator.menus import Commands, Scope
from emulator.parameters import chat_id, integer
from emulator.telegram import Telegram

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"(?:[a-z]{2})?")
MOST_COMMANDS = 100
LONGEST_COMMAND_DESCRIPTION = 256
LONGEST_NAME = 64
LONGEST_DESCRIPTION = 512
LONGEST_SHORT_DESCRIPTION = 120
CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}
SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", *CHAT_SCOPES}
BUTTONS = {"default", "commands"}


def set_my_commands(world: Telegram, values: dict[str, Any]) -> bool:
    """Set the menu of a scope and a language."""
    commands = _commands(values["commands"])
    key = _scope(world, values), _language(values)
    if commands:
        world.menus.commands[key] = commands
    else:
        world.menus.commands.pop(key, None)
    world.touch()
    return True


def get_my_commands(world: Telegram, values: dict[str, Any]) -> list[dict[str, str]]:
    """Return the menu of exactly that scope and language; empty where none is set."""
    commands = world.menus.commands.get((_scope(world, values), _language(values)), [])
    return [{"command": name, "description": description} for name, description in commands]


def delete_my_commands(world: Telegram, values: dict[str, Any]) -> bool:
    """Take the menu of a scope and a language away, so that a wider one shows."""
    world.menus.commands.pop((_scope(world, values), _language(values)), None)
    world.touch()
    return True


def _commands(given: list[dict[str, Any]]) -> Commands:
    if len(given) > MOST_COMMANDS:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for item in given:
        name, description = item.get("command"), item.get("description")
        if not isinstance(name, str) or not isinstance(description, str) or len(item) > len(("name", "text")):
            raise BadRequest('can\'t parse BotCommand: fields "command" and "description" are expected')
        name = name.strip().removeprefix("/")
        if not COMMAND.fullmatch(name):
            raise BadRequest("BOT_COMMAND_INVALID")
        if not 1 <= len(description.strip()) <= LONGEST_COMMAND_DESCRIPTION:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append((name, description.strip()))
    return commands


def _scope(world: Telegram, values: dict[str, Any]) -> Scope:
    given = values.get("scope") or {"type": "default"}
    kind = given.get("type")
    expected = {"type"}
    if not isinstance(kind, str) or kind not in SCOPES:
        raise BadRequest("can't parse BotCommandScope: Unsupported type specified")
    if kind not in CHAT_SCOPES:
        _only(given, expected)
        return Scope(kind)
    expected |= {"chat_id", "user_id"} if kind == "chat_member" else {"chat_id"}
    _only(given, expected)
    chat = readable_chat(world, chat_id("chat_id", given["chat_id"]))
    if kind == "chat_administrators" and not chat.is_group:
        raise BadRequest("can't use the scope in the chat")
    user_id = integer("user_id", given["user_id"]) if kind == "chat_member" else None
    return Scope(kind, chat.id, user_id)


def _only(given: dict[str, Any], expected: set[str]) -> None:
    if given.keys() != expected:
        raise BadRequest(f"can't parse BotCommandScope: fields {', '.join(sorted(expected))} are expected")


def _language(values: dict[str, Any]) -> str:
    code: str = values.get("language_code", "")
    if not LANGUAGE.fullmatch(code):
        raise BadRequest("invalid language code specified")
    return code


def set_my_name(world: Telegram, values: dict[str, Any]) -> bool:
    """Set the bot's name for a language."""
    return _set_text(world, world.menus.names, values, "name", LONGEST_NAME)


def get_my_name(world: Telegram, values: dict[str, Any]) -> dict[str, str]:
    """Return the bot's name for a language, or its general one."""
    return {"name": _text(world.menus.names, values) or world.bot.name}


def set_my_description(world: Telegram, values: dict[str, Any]) -> bool:
    """Set what an empty chat with the bot shows."""
    return _set_text(world, world.menus.descriptions, values, "description", LONGEST_DESCRIPTION)


def get_my_description(world: Telegram, values: dict[str, Any]) -> dict[str, str]:
    """Return what an empty chat with the bot shows."""
    return {"description": _text(world.menus.descriptions, values)}


def set_my_short_description(world: Telegram, values: dict[str, Any]) -> bool:
    """Set what the bot's profile page shows."""
    return _set_text(
        world, world.menus.short_descriptions, values, "short_description", LONGEST_SHORT_DESCRIPTION
    )


def get_my_short_description(world: Telegram, values: dict[str, Any]) -> dict[str, str]:
    """Return what the bot's profile page shows."""
    return {"short_description": _text(world.menus.short_descriptions, values)}


def _set_text(world: Telegram, texts: dict[str, str], values: dict[str, Any], name: str, longest: int) -> bool:
    text = values.get(name, "")
    if len(text) > longest:
        raise BadRequest(f"bot {name.replace('_', ' ')} is too long")
    texts[_language(values)] = text
    if name == "name" and not values.get("language_code") and text:
        world.bot.name = text
    world.touch()
    return True


def _text(texts: dict[str, str], values: dict[str, Any]) -> str:
    return texts.get(_language(values)) or texts.get("", "")


def set_chat_menu_button(world: Telegram, values: dict[str, Any]) -> bool:
    """Set the button beside the input field: the command list, or the default, which is the same."""
    button = values.get("menu_button") or {"type": "default"}
    if not isinstance(button.get("type"), str) or button["type"] not in BUTTONS:
        raise BadRequest("can't parse MenuButton: Unsupported type specified")
    world.menus.buttons[_button_chat(world, values)] = {"type": button["type"]}
    return True


def get_chat_menu_button(world: Telegram, values: dict[str, Any]) -> dict[str, Any]:
    """Return the button beside the input field."""
    buttons = world.menus.buttons
    return buttons.get(_button_chat(world, values)) or buttons.get(None) or {"type": "default"}


def _button_chat(world: Telegram, values: dict[str, Any]) -> int | None:
    if "chat_id" not in values:
        return None
    chat = readable_chat(world, values["chat_id"])
    if not chat.is_private:
        raise BadRequest("menu button can be set only in private chats")
    return chat.id
