"""Plain text in whatever encoding an office's programs write, and Markdown."""

import html
import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.errors import UnreadableDocument
from knowledge.reading.extracted import LeftOut, Line, Reading, characters, quoted
from knowledge.reading.lines import split_soft, unwrap
from knowledge.reading.plausible import ENOUGH, plausibility

# A byte order mark, and the encoding it stands for; UTF-32's begins like UTF-16's, so it comes first.
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
NAMES = {"utf-8-sig": "UTF-8（带 BOM）", "gb18030": "GB18030（GBK）"}
# A mark, or bytes that are UTF-8 throughout, prove the encoding: rare names may then be frequent.
SURE_ENOUGH = 0.7
GARBLED = "“{name}”像是乱码：文字在以前转换时已经坏了。请找原来的文件重新导出。"
BLANKS = " \t\r\n\u3000\u00a0\ufeff"
LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\u0085\u2028\u2029]")
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# Stars that stand for a name (组长***同志) are no emphasis; a line of nothing but stars is a rule.
NAME_STARS = re.compile(r"\*{3,}")
PAIRED = re.compile(r"(?<![*_\\])(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1(?![*_])")
TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL)
# What Markdown writes between and around words, and does not mean as words.
MARKUP = re.compile(r"[\s\\*_#>`~|\[\]()!=:+\-\"']")


def decode(content: bytes, name: str) -> tuple[str, str]:
    """Return a file's text and its encoding's name. UnreadableDocument when no encoding makes sense of it."""
    marked = next((encoding for mark, encoding in MARKS if content.startswith(mark)), None)
    texts = [(encoding, _decoded(content, encoding)) for encoding in ((marked,) if marked else ENCODINGS)]
    found = [(plausibility(text), encoding, text) for encoding, text in texts if text is not None]
    score, encoding, text = max(found, default=(0.0, "", ""))
    if found and not found[0][2].strip(BLANKS):
        return "", ""  # nothing but blanks: not to be mistaken for signs of another encoding
    if marked or encoding == "utf-8":
        if score < SURE_ENOUGH:
            raise UnreadableDocument(GARBLED.format(name=name))
    elif score < ENOUGH:
        raise UnreadableDocument(
            f"认不出“{name}”的文字编码（不是完整的 UTF-8、UTF-16 或 GB18030）。"
            "请用记事本打开，另存为 UTF-8 编码后再发。"
        )
    return LINE_ENDS.sub("\n", text.lstrip("\ufeff")), encoding


def read_text(content: bytes, name: str) -> Reading:
    """Read a .txt file: each line a paragraph, unless a program has cut the paragraphs to one width."""
    text, encoding = decode(content, name)
    lines = text.split("\n")
    notes = [f"文字编码：{NAMES.get(encoding, encoding.upper())}"] if encoding not in {"utf-8", ""} else []
    if (whole := unwrap(lines)) is not None:
        notes.append("每行都在固定宽度处断开，已把断开的行接成段落，请核对分段")
        lines = whole
    centred = [line.startswith(("\u3000" * 4, " " * 8)) for line in lines]
    paragraphs = tuple(map(Line, lines, (False,) * len(lines), centred))
    return Reading(paragraphs, characters(text), (), tuple(notes))


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
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(marked):
        walk.take(token)
    written = characters(MARKUP.sub("", html.unescape(source)))
    return Reading(tuple(walk.lines), written, tuple(walk.left_out), (), walk.left_text, title=title, date=date)


class _Markdown:
    """Takes Markdown's tokens in their order and keeps the words."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.left_out: list[LeftOut] = []
        self.left_text = ""
        self._number = ""
        self._title = False

    def leave(self, what: str, text: str, why: str) -> None:
        self.left_text += text
        self.left_out.append(LeftOut(f"{what}{quoted(text)}", why))

    def take(self, token: Token) -> None:
        match token.type:
            case "list_item_open" if token.info:
                self._number = f"{token.info}{token.markup} "
            case "heading_open":
                self._title = token.tag == "h1" and not self.lines
            case "inline":
                self._keep(self._words(token.children or []))
            case "fence" | "code_block":
                self._keep("\v".join([token.info, *token.content.split("\n")]))
            case "html_block":
                self.left_text += "".join(TAG.findall(token.content))
                self._keep(html.unescape(TAG.sub("\v", token.content)))

    def _keep(self, text: str) -> None:
        for part in (self._number + text).split("\v"):
            self.lines.extend(Line(paragraph, self._title) for paragraph in split_soft(part))
        self._number, self._title = "", False

    def _words(self, children: list[Token]) -> str:
        words = ""
        for child in children:
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
                    self.left_text += child.content
                case _:
                    words += child.content
        return words


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _front(settings: str, key: str) -> str:
    found = re.search(rf"^{key}:[ \t]*(.+?)[ \t]*$", settings, re.MULTILINE)
    return found[1].strip("\"'") if found else ""


def _without_pairs(line: str) -> str:
    """Take **…** off, which Markdown itself overlooks beside Chinese punctuation, and save ***."""
    if set(line.strip()) <= set("* "):
        return line
    return PAIRED.sub(r"\2", NAME_STARS.sub(lambda stars: r"\*" * len(stars[0]), line))
