"""What a walk through a .docx has met and not taken into the text, and why."""

from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.reading.docx.fields import Fields
from knowledge.reading.extracted import LeftOut, quoted

READING = ("注音", "标在字上的读音不是正文")
HIDDEN = ("隐藏文字", "文档里设为不显示")
UNSEEN = ("看不见的字", "白纸上的白字、透明的字，或小得看不清的字")
SHOWN = ("", "")
PROMPT = ("提示文字", "表单里等人填写的提示，不是正文")
CODE = ("域代码", "Word 用来生成文字的，不显示")
CONTENTS = ("目录", "自动生成的目录，不是讲话的内容")
EQUATION = ("公式", "写不成一行字")
ORNAMENT = ("符号", "符号字体里的图形，不是文字")
DRAWN = ("示意图里的字", "画在图形里，不是正文")
MERGED = ("合并掉的格里的字", "表格里被别的格盖住，不显示")
UNREFERRED = ("没有标记的注", "正文里没有它的注号，不显示")
NOT_WORKED_OUT = ("没有算出来的域", "Word 打开后才算，文件里没有结果")
WORD_ART = ("艺术字", "画在页面上的字，不是正文")
UNSEEN_NOTE = "有看不见的字，没有收，请核对它前后的话"


class Account:
    """`left` are words of the file that are in no line, `added` words in lines that the file does not hold."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self.added: list[str] = []
        self.notes: list[str] = []
        self.struck = ""
        self.white = ""
        self.pictures = 0
        self.fields = Fields()
        self._aside: list[tuple[str, str]] = []
        self._left: dict[tuple[str, str], str] = {}

    def left_out(self) -> list[LeftOut]:
        """Return what was met and not taken into the text."""
        return [
            LeftOut(what + (quoted(text) if text.strip() else ""), why)
            for (what, why), text in self._left.items()
        ]

    def noted(self) -> Iterator[str]:
        """Yield what the editor is to look at, each once."""
        yield from dict.fromkeys(self.notes)
        if UNSEEN in self._left:
            yield UNSEEN_NOTE
        if self.white.strip():
            yield f"白色的字{quoted(self.white)}照样收了，请核对原件上看不看得见"
        if self.struck.strip():
            yield f"加了删除线的字{quoted(self.struck)}照样收了，请核对"

    @contextmanager
    def put_aside(self, reason: tuple[str, str] | None) -> Iterator[None]:
        """Leave out the words met inside, for this reason; SHOWN takes them in again, None changes nothing."""
        if reason is None:
            yield
            return
        self._aside.append(reason)
        yield
        self._aside.pop()

    @property
    def reason(self) -> tuple[str, str] | None:
        """Return why words met now are left out; None where they are not."""
        if self._aside and self._aside[-1] != SHOWN:
            return self._aside[-1]
        if self.fields.in_contents:
            return CONTENTS
        return None if self.fields.shown else CODE

    def leave(self, reason: tuple[str, str], text: str, *, ours: bool = False) -> None:
        """Leave words out; `ours`: the file does not hold them as words, so the proof does not ask for them."""
        self._left[reason] = self._left.get(reason, "") + ("" if reason == CONTENTS else text)
        self.left.append("" if ours else text)

    def write(self, text: str, written: str = "") -> str:
        """Return `text`, which stands for the words `written` of the file, or for none."""
        self.left.append(written)
        self.added.append(text)
        return text

    def revised(self) -> None:
        """Note that the document has tracked changes."""
        self.notes.append("修订痕迹：采用了修订后的文字，删去的不在内")
