"""What goes into the processes that read one file, and what comes out: their main functions, here."""

import base64
import io
import json
import os
import resource
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from knowledge.reading.extract import MAX_BYTES
from services.cards import worker as cards_worker
from services.speeches import extraction_worker, recognition_worker
from services.speeches.recognition_worker import MARGIN, WIDEST, _cut
from services.ways import sheet_worker


class Bound:
    """A process that reads `content`: what it was told, how much it takes at most, and how it is bound."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, content: bytes, *told: str) -> None:
        self.limits: list[tuple[int, int]] = []
        self.nice: list[int] = []
        self.most: list[int] = []
        self._content = io.BytesIO(content)
        self.out = io.BytesIO()
        monkeypatch.setattr(sys, "argv", ["worker", *told])
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=self))
        self._answer = io.TextIOWrapper(self.out, "utf-8", write_through=True)
        monkeypatch.setattr(sys, "stdout", self._answer)
        monkeypatch.setattr(os, "nice", self.nice.append)
        for worker in (extraction_worker, recognition_worker):
            monkeypatch.setattr(worker, "limit", lambda *how: self.limits.append(how))

    def read(self, most: int = -1) -> bytes:
        self.most.append(most)
        return self._content.read(most)

    def runs(self, main: Callable[[], None]) -> Any:  # noqa: ANN401 - JSON
        main()
        return json.loads(self.out.getvalue().decode("utf-8"))


def test_a_document_is_read_within_its_limits_and_told_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    process = Bound(monkeypatch, "同志们：\n要抓好落实。".encode(), "20", "512", "讲话.txt")
    assert (
        process.runs(lambda: extraction_worker.work(extraction_worker.answer))["extracted"]["text"]
        == "同志们：\n要抓好落实。"
    )
    assert (process.limits, process.most) == ([(20, 512)], [MAX_BYTES + 1])


def test_a_spreadsheet_is_read_within_its_limits_and_told_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    process = Bound(monkeypatch, b"no sheet", "20", "512", "表.xlsx")
    assert "表.xlsx" in process.runs(lambda: extraction_worker.work(sheet_worker.answer))["unreadable"]
    assert (process.limits, process.most) == ([(20, 512)], [MAX_BYTES + 1])


def test_a_page_is_looked_at_after_the_bots_answers_and_what_libraries_print_is_no_answer(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def recognise(page: Any) -> list[dict[str, object]]:  # noqa: ANN401 - Pillow's picture
        sys.stdout.write("a library's remark")
        return [{"text": f"{page.size}"}]

    file = io.BytesIO()
    Image.new("RGB", (30, 20)).save(file, "PNG")
    monkeypatch.setattr(recognition_worker, "recognise", recognise)
    process = Bound(monkeypatch, file.getvalue(), "20", "512", "0")
    assert process.runs(recognition_worker.main) == {"pages": 1, "lines": [{"text": "(30, 20)"}]}
    assert (process.limits, process.nice) == ([(20, 512)], [10])
    assert "a library's remark" in capfd.readouterr().err
    broken = Bound(monkeypatch, b"no picture", "20", "512", "0")
    assert broken.runs(recognition_worker.main)["failed"].startswith("UnidentifiedImageError in ")


@pytest.mark.parametrize(("words", "begins"), [("作风建设永远在路上。", b"\x89PNG"), ("长" * 600, b"")])
def test_a_card_is_drawn_and_what_is_none_gives_nothing(
    monkeypatch: pytest.MonkeyPatch, words: str, begins: bytes
) -> None:
    card = {"words": words, "source": ["《讲话》"], "head": "廉语", "day": "3月2日", "style": 1}
    process = Bound(monkeypatch, json.dumps(card).encode())
    cards_worker.main()
    assert process.out.getvalue()[:4] == begins


def test_the_limits_are_of_time_memory_files_and_dumps(monkeypatch: pytest.MonkeyPatch) -> None:
    bound: dict[int, tuple[int, int]] = {}

    def setrlimit(kind: int, most: tuple[int, int]) -> None:
        if kind == resource.RLIMIT_CPU:
            raise ValueError("lower already")
        bound[kind] = most

    monkeypatch.setattr(resource, "setrlimit", setrlimit)
    extraction_worker.limit(20, 512)
    memory = 512 * 1024 * 1024
    assert bound == {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }


def test_a_doubtful_line_is_cut_out_with_a_margin_on_every_side_and_no_wider_than_a_screen() -> None:
    page = Image.new("RGB", (200, 150))
    page.putdata([(x, y, 0) for y in range(150) for x in range(200)])
    cut = Image.open(io.BytesIO(base64.b64decode(_cut(page, 40.0, 30.0, 100.0, 50.0))))
    assert cut.size == (60 + 2 * MARGIN, 20 + 2 * MARGIN)
    assert cut.getpixel((0, 0)) == (40 - MARGIN, 30 - MARGIN, 0)
    wide = Image.new("RGB", (3000, 100))
    cut = Image.open(io.BytesIO(base64.b64decode(_cut(wide, MARGIN, MARGIN, 2000.0 - MARGIN, 90.0))))
    assert cut.size == (WIDEST, WIDEST // 20)
