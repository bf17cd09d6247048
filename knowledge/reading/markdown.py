"""Markdown: its words without the marks."""

import html
import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.patterns import pattern
from knowledge.reading.extracted import LeftOut, Line, Reading, characters, quoted
from knowledge.reading.lines import split_soft
from knowledge.reading.raised import lowered, raised
from knowledge.reading.table_rows import Row, joined
from knowledge.reading.text import decode

FRONT_MATTER = pattern(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# Stars that stand for a name (组长***同志) are no emphasis; a line of nothing but stars is a rule.
NAME_STARS = pattern(r"\*{3,}")
PAIRED = pattern(r"(?<![*_\\])(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1(?![*_])")
TAG = pattern(r"<!--.*?-->|<![^>]*>|<\?.*?\?>|</?[A-Za-z][^>]*>", re.DOTALL)
# Tags that only say how words look; whatever else stands in <> may be words, and is named.
LOOKS = pattern(
    r"</?(?:a|b|i|u|s|em|strong|p|br|hr|div|span|font|center|sup|sub|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|"
    r"blockquote|pre|code|section|article|header|footer|main|small|big|del|ins|mark)"
    r"(?:\s+(?:href|class|style|id|align|color|size|face|width|height|target|rel|lang|dir|colspan|rowspan|border|"
    r"valign)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))*\s*/?>",
    re.IGNORECASE,
)
MOST_TAGS = 400  # characters that are shown
SCRIPT = pattern(r"<(/?)(sup|sub)\b", re.IGNORECASE)
# What Markdown writes between and around words, and does not mean as words.
MARKUP = pattern(r"[\s\\*_#>`~|\[\]()!=:+\-\"']")


def read_markdown(content: bytes, name: str) -> Reading:
    """Read a .md file: its words without the marks. Nothing that is a word may get lost on the way."""
    source, _ = decode(content, name)
    title = date = ""
    walk = _Markdown()
    front = FRONT_MATTER.match(source)
    if front:
        title, date = (_front(front[1], key) for key in ("title", "date"))
        walk.leave("文件开头的设置", front[1], "不是讲话的内容")
        walk.left_text, source = "", source[front.end() :]
    marked = "\n".join(map(_without_pairs, source.split("\n")))
    parser = _Parser("commonmark").enable(["table", "strikethrough"])
    for token in parser.parse(marked):
        walk.take(token)
    walk.name_tags()
    written = characters(MARKUP.sub("", html.unescape(source)))
    notes = [f"加了删除线的字{quoted(walk.struck)}照样收了，请核对"] if walk.struck.strip() else []
    return Reading(
        tuple(walk.lines), written, tuple(walk.left_out), tuple(notes), walk.left_text, title=title, date=date
    )


class _Parser(MarkdownIt):
    """CommonMark whose links stay as they are written: the second reading counts their characters."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the name of the library
        return url


class _Markdown:
    """Takes Markdown's tokens in their order and keeps the words."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.left_out: list[LeftOut] = []
        self.left_text = ""
        self.struck = ""
        self._tags: list[str] = []
        self._number = ""
        self._title = False
        self._rows: list[Row] = []
        self._cells: list[list[Line]] | None = None

    def leave(self, what: str, text: str, why: str) -> None:
        self.left_text += text
        self.left_out.append(LeftOut(f"{what}{quoted(text)}", why))

    def name_tags(self) -> None:
        """Leave the tags of web pages out, and name those that may have words in them."""
        named = "".join(tag for tag in self._tags if not LOOKS.fullmatch(tag))
        self.left_text += "".join(self._tags)
        if named:
            self.left_out.append(LeftOut(f"网页标记和注释{quoted(named, MOST_TAGS)}", "不是讲话的内容"))

    def take(self, token: Token) -> None:
        match token.type:
            case "list_item_open" if token.info:
                self._number = f"{token.info}{token.markup} "
            case "table_open" | "table_close":
                joined(self.lines, self._rows)
                self._rows = []
            case "tr_open":
                self._cells = []
            case "tr_close":
                self._row()
            case "heading_open":
                self._title = token.tag == "h1" and not self.lines
            case "inline":
                self._keep(self._words(token.children or []))
            case "fence" | "code_block":
                self._keep("\v".join([token.info, *token.content.split("\n")]))
            case "html_block":
                self._tags += TAG.findall(token.content)
                self._keep(html.unescape(TAG.sub("\v", token.content)))

    def _row(self) -> None:
        cells, self._cells = self._cells or [], None
        self._rows.append(Row(len(self.lines), cells))
        self.lines.extend(line for cell in cells for line in cell)

    def _keep(self, text: str) -> None:
        if self._cells is not None:
            self._cells.append([Line(part) for part in text.split("\v")])
            return
        for part in (self._number + text).split("\v"):
            self.lines.extend(Line(paragraph, self._title) for paragraph in split_soft(part))
        self._number, self._title = "", False

    def _words(self, children: list[Token]) -> str:
        words, script, struck = "", "", False
        for child in children:
            struck = (struck or child.type == "s_open") and child.type != "s_close"
            self.struck += child.content if struck else ""
            match child.type:
                case "softbreak":
                    words += "\n"
                case "hardbreak":
                    words += "\v"
                case "link_open":
                    self.left_text += f"{child.attrGet('href')}{child.attrGet('title')}"
                case "image":
                    self.leave("图片", f"{child.content} {child.attrGet('src')}", "图片里的文字读不出来")
                case "html_inline":
                    self._tags.append(child.content)
                    if mark := SCRIPT.match(child.content):
                        script = "" if mark[1] else mark[2].lower()
                case _:
                    words += _shifted(child.content, script)
        return words


def _shifted(text: str, script: str) -> str:
    """Return figures that stand raised or lowered in signs that say so: 10², not 102."""
    shift = {"sup": raised, "sub": lowered}.get(script)
    return (shift(text) if shift else None) or text


def _front(settings: str, key: str) -> str:
    found = re.search(rf"^{key}:[ \t]*(.+?)[ \t]*$", settings, re.MULTILINE)
    return found[1].strip("\"'") if found else ""


def _without_pairs(line: str) -> str:
    """Take **…** off, which Markdown itself overlooks beside Chinese punctuation, and save ***."""
    if set(line.strip()) <= set("* "):
        return line
    return PAIRED.sub(r"\2", NAME_STARS.sub(lambda stars: r"\*" * len(stars[0]), line))
