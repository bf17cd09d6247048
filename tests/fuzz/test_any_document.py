"""The reader of documents: starts from small documents and changes their bytes, parts and XML."""

import random
from pathlib import Path

import documents
import pytest

from core.errors import UnreadableDocument
from fuzz.driving import Ledger
from fuzz.listening import Ear
from fuzz.mutating import changed_bytes, changed_text, changed_zip
from knowledge.reading.extract import extract

pytestmark = pytest.mark.fuzz
CASES = (
    Path(__file__).resolve().parents[4] / "shared" / "cases" / "documents"
)  # more seeds, where they lie there
SMALL = 45_000  # bytes of a seed: a small one shows as much, and sooner
# Parts of the surface's share. A PDF takes fifty times what a text does.
OF_TEXT, OF_MARKDOWN, OF_WORD, OF_PDF = 0.79, 0.12, 0.08, 0.01
TEXT = "\n".join(documents.speech("2023").split("\n")[:12])
MARKDOWN = (
    "# 在会议上的讲话\n\n2023年2月7日\n\n## 一、学习\n\n* 第一，**廉洁**。\n1. 第二，[纪律](x)。\n\n> 引用\n\n"
    f"| a | b |\n|---|---|\n| 一 | 二 |\n\n{TEXT[:300]}"
)
LEVELS = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3．")]
WORDS = (
    documents.paragraph("在会议上的讲话", '<w:jc w:val="center"/>')
    + documents.numbered("廉洁从政。")
    + documents.numbered("三重一大。", level=1)
    + "<w:tbl><w:tr><w:tc>" + documents.paragraph("表格里的话。") + "</w:tc></w:tr></w:tbl>"
    + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r><w:ins w:id="1"><w:r><w:t>加的。</w:t></w:r></w:ins>'
    '<w:del w:id="2"><w:r><w:delText>删的</w:delText></w:r></w:del><m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r>'
    '</m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>'
    '<w:r><w:sym w:font="Wingdings" w:char="F0B7"/></w:r>'
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r></w:p>'
    + documents.paragraph("各部门要认真落实中央八项规定精神，反对形式主义、官僚主义。")
)  # fmt: skip
STYLES = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
FOOTNOTES = '<w:footnote w:id="1">' + documents.paragraph("注一。") + "</w:footnote>"


def of_kind(suffix: str, *made: bytes) -> list[bytes]:
    """Return seeds of that kind: those made here, and the small ones of the cases."""
    found = CASES.glob(f"*{suffix}") if CASES.is_dir() else ()
    return [*made, *(content for file in sorted(found) if len(content := file.read_bytes()) < SMALL)]


def shown(content: bytes, name: str) -> object:
    """Read a document; return what is new about how it was read. Whatever is wrong with it is said in words."""
    try:
        found = extract(content, name)
    except UnreadableDocument as error:
        assert str(error)
        return "refused", str(error).split("”")[-1][:14]
    assert found.text.strip()
    assert "\0" not in found.text
    kinds = tuple(sorted({note[:6] for note in found.notes}))
    return kinds, len(found.left_out), min(found.text.count("\n"), 9), bool(found.title), bool(found.date)


def changed_text_bytes(content: bytes, chance: random.Random) -> bytes:
    """Return a text with words changed, in the same or another encoding; or with bytes changed."""
    if chance.random() < 0.4:
        return changed_bytes(content, chance)
    text = changed_text(content.decode("utf-8", "replace"), chance)
    return text.encode(chance.choice(("utf-8", "utf-8", "gb18030", "utf-16", "utf-16-le")), "replace")


@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    ("suffix", "part", "mutate", "made"),
    [
        (".txt", OF_TEXT, changed_text_bytes, [TEXT[:1500].encode(), TEXT[:400].encode("gb18030")]),
        (".md", OF_MARKDOWN, changed_text_bytes, [MARKDOWN.encode()]),
        (
            ".docx",
            OF_WORD,
            changed_zip,
            [
                documents.package(
                    WORDS, {"numbering": documents.numbering(LEVELS), "styles": STYLES, "footnotes": FOOTNOTES}
                )
            ],
        ),
        (".pdf", OF_PDF, changed_bytes, [documents.coded("廉洁从政，三重一大。" * 4, "GBK-EUC-H", "gb2312")]),
    ],
    ids=["text", "markdown", "word", "pdf"],
)
def test_no_document_breaks_the_reader(
    ledger: Ledger, ear: Ear, suffix: str, part: float, mutate: object, made: list[bytes]
) -> None:
    surface = ledger.surface("documents")

    def read(content: bytes) -> object:
        said = shown(content, f"讲话{suffix}")
        ear.check()
        return said

    surface.mutants(of_kind(suffix, *made), mutate, read, surface.part(part))  # type: ignore[arg-type]
    surface.assert_nothing_found()
