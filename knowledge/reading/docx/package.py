"""A .docx as what it is: a zip of XML parts, read within limits and without a DTD."""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.parsers import expat

from core.errors import UnreadableDocument
from core.patterns import pattern

# What zipfile and the decompressors under it raise on damaged files.
FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    KeyError,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
)
MAX_PARTS = 5_000
# Decompressed, a part. A speech of 100,000 characters, each in a run of its own, is 15 MB.
MAX_PART = 24 * 1024 * 1024
WHOLE = pattern(r"-?[0-9]{1,9}")
DAMAGED = "“{name}”打不开：文件不完整或已损坏。请用 Word 或 WPS 打开，另存为 .docx 后再发。"
TOO_BIG = "“{name}”解压后太大，不像正常的文档，没有读。请把文字复制到新文档，另存为 .docx 后再发。"
ENCRYPTED = "“{name}”设了密码，读不了。请去掉密码，另存后再发。"


class Package:
    """The parts of an OOXML file. UnreadableDocument when it is damaged or unpacks to too much."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except FAULTS as error:
            raise UnreadableDocument(DAMAGED.format(name=name)) from error
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS:
            raise UnreadableDocument(TOO_BIG.format(name=name))
        self.names = frozenset(info.filename for info in infos)

    def read(self, part: str) -> bytes:
        """Return a part's bytes, never more than MAX_PART of them."""
        try:
            info = self._zip.getinfo(part)
            if info.flag_bits & 1:
                raise UnreadableDocument(ENCRYPTED.format(name=self._name))
            with self._zip.open(info) as file:
                content = file.read(MAX_PART + 1)
        except FAULTS as error:
            raise UnreadableDocument(DAMAGED.format(name=self._name)) from error
        if len(content) > MAX_PART:
            raise UnreadableDocument(TOO_BIG.format(name=self._name))
        return content

    def tree(self, part: str) -> ET.Element:
        """Return a part's XML. A DTD, which OOXML forbids and entity bombs need, is refused."""
        try:
            return ET.fromstring(self.read(part), ET.XMLParser(target=_NoDoctype()))  # noqa: S314 - no DTD
        except (ET.ParseError, LookupError, ValueError) as error:  # the last two: an encoding nobody knows
            raise UnreadableDocument(DAMAGED.format(name=self._name)) from error

    def related(self, part: str) -> Iterator[tuple[str, str]]:
        """Yield (kind, part) of what `part` ("" for the package) refers to inside the package."""
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if rels not in self.names:
            return
        for relation in self.tree(rels):
            if relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield relation.get("Type", "").rsplit("/", 1)[-1], path


class _NoDoctype(ET.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ET.ParseError(f"DTD {name} {pubid} {system}")


def tag_of(element: ET.Element) -> str:
    """Return an element's or attribute's name without its namespace."""
    return element.tag.rpartition("}")[2]


def value(element: ET.Element | None, name: str = "val") -> str | None:
    """Return the attribute `name` in whatever namespace (transitional or strict) it is."""
    if element is None:
        return None
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), None)


def child(element: ET.Element | None, *path: str) -> ET.Element | None:
    """Return the element at `path` below `element`, by names without namespaces."""
    for name in path:
        element = (
            next((found for found in element if tag_of(found) == name), None) if element is not None else None
        )
    return element


def children(element: ET.Element | None, name: str) -> Iterator[ET.Element]:
    """Yield the children of that name."""
    return (found for found in (element if element is not None else ()) if tag_of(found) == name)


def whole(text: str | None, default: int) -> int:
    """Return an attribute's whole number, `default` where it is missing, none, or far too large."""
    return int(text) if text and WHOLE.fullmatch(text) else default


def hexadecimal(text: str | None) -> int:
    """Return the number that hexadecimal figures say, 0 where there are none."""
    try:
        return int(text or "", 16)
    except ValueError:
        return 0


def words_in(element: ET.Element) -> str:
    """Return the words of an element, without those that a tracked change removes."""
    if tag_of(element) in {"del", "moveFrom"}:
        return ""
    own = (element.text or "") if tag_of(element) == "t" else ""
    return own + "".join(map(words_in, element))


def words_of(xml: bytes) -> str:
    """Return the characters that a part's XML shows as text.

    This is the second reading: it goes by the stream of tags alone and knows no paragraphs, runs or styles.
    """
    found: list[str] = []
    open_tags: list[tuple[str, bool]] = []  # and whether what is inside counts
    alternatives: list[int] = []

    def start(name: str, _: object) -> None:
        tag = name.rpartition("}")[2]
        inside = not open_tags or open_tags[-1][1]
        if tag == "AlternateContent":
            alternatives.append(0)
        elif tag in {"Choice", "Fallback"} and alternatives:
            alternatives[-1] += 1
            inside = inside and alternatives[-1] == 1
        open_tags.append((tag, inside and tag not in {"del", "moveFrom"}))

    def end(_: str) -> None:
        if open_tags.pop()[0] == "AlternateContent":
            alternatives.pop()

    def words(text: str) -> None:
        if open_tags[-1] == ("t", True):
            found.append(text)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.Parse(xml, True)
    return "".join(found)
