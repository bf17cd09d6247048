"""Changes of bytes and texts, as fuzzers make them: cut, doubled, swapped, numbers at their limits."""

import io
import random
import re
import warnings
import zipfile

from fuzz.hostile import words

LIMITS = [
    "0",
    "-1",
    "--5",
    "+-1",
    "1e309",
    "NaN",
    "²",
    "٣",
    "9" * 20,
    "9" * 5000,
    "-9999999999999999999",
    "0x41",
    "",
]
BYTES = [b"\0", b"\xff", b"\xff\xfe", b"\xed\xa0\x80", b"\r\n", b"\x1a", b"%00", b"\xe2\x80\xa8", b"\x80" * 8]
NUMBER = re.compile(r"\d+")
NUMBER_IN_BYTES = re.compile(rb"\d+")
TAG = re.compile(r"<[^<>]*>")
LONGEST, LONGEST_TEXT = 60_000, 500  # of a document, and of words


def changed_bytes(content: bytes, chance: random.Random) -> bytes:
    """Return `content` with one to four changes."""
    for _ in range(chance.randrange(1, 5)):
        at, to = _stretch(len(content), chance)
        match chance.randrange(7):
            case 0:
                content = content[:at] + content[to:]
            case 1:
                content = content[:to] + content[at:]
            case 2:
                content = content[:at] + chance.choice(BYTES) + content[to:]
            case 3:
                content = content[:at] + chance.randbytes(chance.randrange(1, 9)) + content[at:]
            case 4:
                content = content[:to]
            case 5 if content:
                place = chance.randrange(len(content))
                flipped = content[place] ^ (1 << chance.randrange(8))
                content = content[:place] + bytes([flipped]) + content[place + 1 :]
            case _:
                content = _number_in_bytes(content, chance)
    return content[:LONGEST]


def changed_text(content: str, chance: random.Random, longest: int = LONGEST_TEXT) -> str:
    """Return `content` with one to three changes."""
    for _ in range(chance.randrange(1, 4)):
        at, to = _stretch(len(content), chance)
        match chance.randrange(6):
            case 0:
                content = content[:at] + content[to:]
            case 1:
                content = content[:to] + content[at:]
            case 2:
                content = content[:at] + words(chance, 3) + content[to:]
            case 3:
                content = content[:to]
            case 4:
                content = content + words(chance, 3)
            case _:
                content = _number_in(content, chance)
    return content[:longest]


def changed_zip(content: bytes, chance: random.Random) -> bytes:
    """Return a zip with a part changed, gone, doubled or renamed; or with its own bytes changed."""
    if chance.random() < 0.2:
        return changed_bytes(content, chance)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(one.filename, archive.read(one)) for one in archive.infolist()]
    except Exception:  # noqa: BLE001 - it was changed before, and is none any more
        return changed_bytes(content, chance)
    if not parts:
        return changed_bytes(content, chance)
    place = chance.randrange(len(parts))
    name, part = parts[place]
    match chance.randrange(8):
        case 0:
            del parts[place]
        case 1:
            parts.append((name, part))
        case 2:
            parts[place] = (chance.choice(("../x.xml", "/word/document.xml", "word/styles.xml", "a\0b")), part)
        case 3:
            parts[place] = (name, changed_bytes(part, chance))
        case _:
            parts[place] = (
                name,
                changed_xml(part.decode("utf-8", "replace"), chance).encode("utf-8", "replace"),
            )
    return _zipped(parts, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def _zipped(parts: list[tuple[str, bytes]], how: int) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", how) as archive:
        warnings.simplefilter("ignore")  # of two parts of one name
        for name, inside in parts:
            archive.writestr(zipfile.ZipInfo(name), inside)
    return file.getvalue()


def changed_xml(content: str, chance: random.Random) -> str:
    """Return XML whose elements are moved, doubled, nested or gone, or whose numbers are at their limits."""
    tags = list(TAG.finditer(content))
    if not tags or chance.random() < 0.2:
        return changed_text(content, chance, LONGEST)
    one, other = sorted(chance.choices(tags, k=2), key=lambda tag: tag.start())
    match chance.randrange(7):
        case 0:
            return _number_in(content, chance)
        case 1:
            return content[: one.start()] + content[other.start() :]
        case 2:
            return content[: other.start()] + content[one.start() : other.start()] + content[other.start() :]
        case 3:
            return content[: one.start()] + one[0] * chance.choice((2, 30, 2000)) + content[one.end() :]
        case 4:
            return content[: one.start()] + other[0] + content[one.end() :]
        case 5:
            return content[: one.start()] + content[one.end() :]
        case _:
            attribute = re.sub(r'"[^"]*"', lambda _: f'"{chance.choice(LIMITS)}"', one[0], count=1)
            return content[: one.start()] + attribute + content[one.end() :]


def _stretch(length: int, chance: random.Random) -> tuple[int, int]:
    at = chance.randint(0, length)
    return at, min(length, at + chance.choice((0, 1, 2, 3, 8, 40, 400)))


def _number_in(content: str, chance: random.Random) -> str:
    found = list(NUMBER.finditer(content))
    if not found:
        return content + chance.choice(LIMITS)
    one = chance.choice(found)
    return content[: one.start()] + chance.choice(LIMITS) + content[one.end() :]


def _number_in_bytes(content: bytes, chance: random.Random) -> bytes:
    found = list(NUMBER_IN_BYTES.finditer(content[:4000]))
    if not found:
        return content + chance.choice(LIMITS).encode()
    one = chance.choice(found)
    return content[: one.start()] + chance.choice(LIMITS).encode() + content[one.end() :]
