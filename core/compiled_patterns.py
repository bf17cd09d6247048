"""Regular expressions in the form that Python compiles them into, kept from one start to the next.

Compiling takes half a millisecond each, and the first questions need five hundred; making one of its compiled
form takes a fiftieth. That form is Python's own: it is only good for the very same Python, which is named
beside it. What cannot be read, or made so, is compiled as if nothing had been kept.
"""

import importlib
import re
import sys
import zlib
from array import array
from base64 import b64decode, b64encode
from contextlib import suppress
from hashlib import blake2b
from json import dumps, loads
from typing import Any

_compiler: Any = importlib.import_module("re._compiler")
_sre: Any = importlib.import_module("_sre")
MAKER = f"{sys.version} {_sre.MAGIC} {_sre.CODESIZE} {sys.byteorder}"
INTEGERS = {2: "H", 4: "I"}.get(_sre.CODESIZE, "I")
MOST = 4000  # patterns kept: those of earlier versions of the program are among them
KEY = 16  # bytes

_expected: set[tuple[str, int]] = set()
_kept: dict[str, list[Any]] = {}  # what re.compile works out, by the digest of text and flags
_lacking: set[str] = set()


def expect(text: str, flags: int) -> None:
    """Note that this pattern belongs to the program."""
    _expected.add((text, int(flags)))


def compiled(text: str, flags: int) -> re.Pattern[str]:
    """Return the regular expression, made of its kept form where there is one. Raises re.error."""
    key = _key(text, flags)
    if key in _kept:
        with suppress(ValueError, TypeError, LookupError, RuntimeError, OverflowError, zlib.error):
            return _made(text, *_kept[key])
    _lacking.add(key)
    return re.compile(text, flags)


def read(content: bytes) -> None:
    """Use what `to_bytes` returned in an earlier run, if the same Python made it."""
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        kept = loads(content)
        if kept["maker"] == MAKER:
            _kept.update(kept["patterns"])


def to_bytes(*, unused: bool) -> bytes | None:
    """Return what was kept, and what had to be compiled; `unused`: also what nobody needed so far.

    None: there is nothing that was not read.
    """
    program = {_key(*one): one for one in _expected}
    wanted = _lacking & program.keys() | (program.keys() - _kept.keys() if unused else set())
    for key in wanted:
        with suppress(AttributeError, TypeError, re.error):  # another Python's way; a pattern with a fault
            _kept[key] = _worked_out(*program[key])
    _lacking.clear()
    if not wanted:
        return None
    for key in _kept.keys() - program.keys() if len(_kept) > MOST else ():
        del _kept[key]
    return dumps({"maker": MAKER, "patterns": _kept}, separators=(",", ":")).encode()


def _key(text: str, flags: int) -> str:
    named = f"{int(flags)} {text}".encode(errors="surrogatepass")
    return blake2b(named, digest_size=KEY).hexdigest()


def _worked_out(text: str, flags: int) -> list[Any]:
    """Return what re.compile gives to the matcher."""
    parsed = _compiler._parser.parse(text, flags)  # noqa: SLF001 - nothing public tells it
    code = array(INTEGERS, _compiler._code(parsed, flags)).tobytes()  # noqa: SLF001
    state = parsed.state
    packed = b64encode(zlib.compress(code, 1)).decode()
    return [int(flags | state.flags), packed, state.groups - 1, dict(state.groupdict)]


def _made(text: str, flags: int, packed: str, groups: int, names: dict[str, int]) -> re.Pattern[str]:
    code = array(INTEGERS, zlib.decompress(b64decode(packed))).tolist()
    named: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        named[number] = name
    made: re.Pattern[str] = _sre.compile(text, flags, code, groups, names, tuple(named))
    return made
