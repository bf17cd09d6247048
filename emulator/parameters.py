"""What each method takes: parameters are read by their declared type, and undeclared ones are refused.

Values come as strings (query, form, multipart) or as JSON values; both are read the same way.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from emulator.errors import BadRequest

ATTACHED = "attach://"
WHOLE = re.compile(r"[+-]?[0-9]{1,19}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    content: bytes


Reader = Callable[[str, Any], Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: how it is read, and Telegram's words (after Bad Request) for when it is missing."""

    read: Reader
    required: bool = False
    missing: str = ""


def integer(name: str, value: object) -> int:
    """Read a whole number, also from its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and WHOLE.fullmatch(value.strip()):
        return int(value)
    raise BadRequest(f'parameter "{name}" must be of type Integer')


def boolean(name: str, value: object) -> bool:
    """Read true or false, as JSON or as a word."""
    if isinstance(value, bool):
        return value
    read = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    known = read.get(str(value).strip().lower())
    if known is None:
        raise BadRequest(f'parameter "{name}" must be of type Boolean')
    return known


def string(name: str, value: object) -> str:
    """Read a text that is whole Unicode."""
    if not isinstance(value, str):
        raise BadRequest(f'parameter "{name}" must be of type String')
    if not is_unicode(value):
        raise BadRequest("strings must be encoded in UTF-8")
    return value


def is_unicode(text: str) -> bool:
    """Return whether `text` is free of halves of characters (unpaired surrogates)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def chat_id(name: str, value: object) -> int | str:
    """Read a chat's number, or its @username."""
    if isinstance(value, str):
        value = value.strip()
        if not value:
            raise BadRequest("chat_id is empty")
        if value.startswith("@"):
            return value
        if not WHOLE.fullmatch(value):
            raise BadRequest("chat not found")
    return integer(name, value)


def _json(name: str, value: object, wanted: type[T], called: str) -> T:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise BadRequest(f"can't parse {name} JSON object") from None
    if not isinstance(value, wanted):
        raise BadRequest(f'parameter "{name}" must be {called}')
    return value


def json_object(name: str, value: object) -> dict[str, Any]:
    """Read a JSON object."""
    return _json(name, value, dict, "an Object")


def json_objects(name: str, value: object) -> list[dict[str, Any]]:
    """Read a JSON array of objects."""
    result: list[Any] = _json(name, value, list, "an Array")
    if not all(isinstance(item, dict) for item in result):
        raise BadRequest(f'parameter "{name}" must be an Array of Object')
    return result


def strings(name: str, value: object) -> list[str]:
    """Read a JSON array of strings."""
    result: list[Any] = _json(name, value, list, "an Array")
    return [string(name, item) for item in result]


def integers(name: str, value: object) -> list[int]:
    """Read a JSON array of whole numbers."""
    result: list[Any] = _json(name, value, list, "an Array")
    return [integer(name, item) for item in result]


def input_file(name: str, value: object) -> Upload | str:
    """Read an uploaded file, or the file_id of one the world has."""
    return value if isinstance(value, Upload) else string(name, value)


CHAT = Parameter(chat_id, required=True, missing="chat_id is empty")
TEXT = Parameter(string, required=True, missing="message text is empty")
MESSAGE_ID = Parameter(integer, required=True, missing="message identifier is not specified")
USER_ID = Parameter(integer, required=True, missing="invalid user_id specified")
INTEGER = Parameter(integer)
BOOLEAN = Parameter(boolean)
STRING = Parameter(string)
OBJECT = Parameter(json_object)
OBJECTS = Parameter(json_objects)
STRINGS = Parameter(strings)
INTEGERS = Parameter(integers)


# python-telegram-bot sends its default for it with edits, too; Telegram ignores it there.
SENT_ALONG = frozenset({"protect_content"})


def read_all(
    method: str, declared: Mapping[str, Parameter], given: Mapping[str, Any], files: Mapping[str, Upload]
) -> dict[str, Any]:
    """Return the values of `given` by their declared types. Raises BadRequest for the first that is wrong."""
    values: dict[str, Any] = {}
    if files:
        given = _with_files(declared, given, files)
    for name, value in given.items():
        parameter = declared.get(name)
        if parameter is None and name in SENT_ALONG:
            continue
        if parameter is None:
            raise BadRequest(f'parameter "{name}" is not known to {method}')
        if value is not None:
            values[name] = parameter.read(name, value)
    for name, parameter in declared.items():
        if parameter.required and name not in values:
            raise BadRequest(parameter.missing or f'parameter "{name}" is required')
    return values


def _with_files(
    declared: Mapping[str, Parameter], given: Mapping[str, Any], files: Mapping[str, Upload]
) -> dict[str, Any]:
    """Return `given` with uploads in place: attach://NAME replaced, the others under their names."""
    attached = {f"{ATTACHED}{name}": name for name in files}
    values = dict(given)
    loose = dict(files)
    for name, value in given.items():
        if isinstance(value, str) and value in attached and name in declared:
            values[name] = files[attached[value]]
            loose.pop(attached[value], None)
    return {**values, **loose}
