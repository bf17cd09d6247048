"""How many sentences of real reports are cut when they come back from a PDF, set in several ways.

    python -m bench.typeset [--reports 48] [--only left-2] [--keep FOLDER] [--show]

Reports are written as .docx, set by LibreOffice (left or justified; one or two columns; with the first line
of a paragraph indented or not) and read again. A sentence is cut when it does not stand whole in one
paragraph of what was read. `glued` are paragraphs that were put together though the report parts them.
Needs LibreOffice with a Chinese font, and ../shared/data; says so where one is absent.
"""

import argparse
import io
import json
import re
import shutil
import subprocess
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from bench.samples import SHARED
from core.errors import UnreadableDocument
from core.models import SpeechText
from knowledge.reading.extract import extract
from knowledge.speech.segment import segment

REPORTS = SHARED / "public" / "state_council_reports.json"
FONT = "Noto Serif CJK SC"
TITLE_SIZE = 22.0
MAX_TITLE = 40


@dataclass(frozen=True)
class Setting:
    """One way of setting a report; `size` of its type in points, `indent` in characters."""

    name: str
    columns: int = 1
    justified: bool = False
    indent: float = 2
    size: float = 16
    gap: float = 0


SETTINGS = (
    Setting("left-1"),
    Setting("justified-1", justified=True),
    Setting("left-2", columns=2, size=12),
    Setting("justified-2", columns=2, justified=True, size=12),
    Setting("left-1-flush", indent=0, gap=10),
    Setting("justified-1-flush", justified=True, indent=0, gap=10),
    Setting("left-2-flush", columns=2, indent=0, size=12, gap=6),
    Setting("justified-2-flush", columns=2, justified=True, indent=0, size=12, gap=6),
)


@dataclass
class Figures:
    """What came of one setting."""

    paragraphs: int = 0
    sentences: int = 0
    cut: int = 0
    glued: int = 0
    refused: int = 0
    seconds: float = 0.0


def main() -> None:
    """Set, read, count and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=48)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--keep", type=Path, help="folder for the PDFs; used again when they are there")
    parser.add_argument("--show", action="store_true", help="print what was cut")
    given = parser.parse_args()
    if not REPORTS.exists() or not shutil.which("soffice"):
        print("not measured: needs LibreOffice (soffice) and ../shared/data")
        return
    every = json.loads(REPORTS.read_text(encoding="utf-8"))
    step = max(1, len(every) // given.reports)
    reports = [written(report["text"]) for report in every[::step][: given.reports]]
    print("setting              paragraphs sentences   cut glued refused  s a report")
    for setting in SETTINGS:
        if given.only and setting.name not in given.only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            found = measure(reports, setting, given.keep or Path(folder), show=given.show)
        print(
            f"{setting.name:20} {found.paragraphs:10} {found.sentences:9} {found.cut:5} {found.glued:5} "
            f"{found.refused:7} {found.seconds / len(reports):11.1f}"
        )


def written(text: str) -> list[str]:
    """Return a report's paragraphs as they are read from plain text: that is what the PDF is compared with."""
    text = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return extract("\n".join(filter(None, lines)).encode(), "report.txt").text.split("\n")


def measure(reports: list[list[str]], setting: Setting, folder: Path, *, show: bool = False) -> Figures:
    """Set the reports in one way and count what comes back cut."""
    names = [folder / f"{setting.name}-{len(reports)}-{number}.docx" for number in range(len(reports))]
    missing = [number for number, name in enumerate(names) if not name.with_suffix(".pdf").exists()]
    for number in missing:
        names[number].write_bytes(typed(reports[number], setting))
    if missing:
        convert([names[number] for number in missing], folder)
    figures = Figures()
    for report, name in zip(reports, names, strict=True):
        count(report, name.with_suffix(".pdf"), figures, show=show)
    return figures


def convert(files: list[Path], folder: Path) -> None:
    """Let LibreOffice set the files as PDF."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True)


def count(report: list[str], file: Path, figures: Figures, *, show: bool) -> None:
    """Read one PDF and add what was found to the figures."""
    sentences = [sentence for paragraph in report for sentence in _sentences(paragraph)]
    figures.paragraphs += len(report)
    figures.sentences += len(sentences)
    started = time.perf_counter()
    try:
        found = [_bare(line) for line in extract(file.read_bytes(), file.name).text.split("\n")]
    except UnreadableDocument as error:
        figures.refused += 1
        if show:
            print("   refused", error)
        return
    finally:
        figures.seconds += time.perf_counter() - started
    everything = "\n".join(found)
    cut = [sentence for sentence in sentences if _bare(sentence) not in everything]
    starts = {_bare(paragraph)[:20] for paragraph in report}
    glued = [line for line in found if sum(line.find(start, 1) > 0 for start in starts if len(start) > 6)]
    figures.cut += len(cut)
    figures.glued += len(glued)
    if show:
        for sentence in cut:
            print("   cut", _where(_bare(sentence), everything))
        for line in glued:
            print("   glued", line[:40], "…", line[-40:])


def typed(report: list[str], setting: Setting) -> bytes:
    """Return the report as a .docx."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(setting.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    if setting.columns > 1:
        columns = document.element.body.xpath("./w:sectPr/w:cols")[0]
        columns.set(qn("w:num"), str(setting.columns))
    for number, text in enumerate(report):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        if number == 0 and len(text) <= MAX_TITLE:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.font.size = Pt(TITLE_SIZE)
        else:
            _shape(paragraph, setting)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _shape(paragraph: Paragraph, setting: Setting) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if setting.justified else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.first_line_indent = Pt(setting.indent * setting.size)
    paragraph.paragraph_format.space_after = Pt(setting.gap)


def _sentences(paragraph: str) -> Iterator[str]:
    cut = segment(SpeechText("x", "x.txt", "", "", "", paragraph))
    return (paragraph[sentence.start : sentence.end] for sentence in cut.sentences)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _where(sentence: str, text: str) -> str:
    """Return the sentence with | where it was cut."""
    for at in range(len(sentence) - 1, 0, -1):
        if sentence[:at] in text and sentence[at:] in text:
            return f"{sentence[:at][-30:]}|{sentence[at:][:30]}"
    return sentence[:60]


if __name__ == "__main__":
    main()
