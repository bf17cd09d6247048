"""The document on a subject, line by line: each speech once, where each stretch stands, and its number."""

import io
from datetime import datetime

from docx import Document
from ledger_rows import ZONE

from knowledge.search.exact.subject import Excerpt
from knowledge.speech.segment import PATH_JOINER, Passage
from services.ledger.material import digest, material_file

HEADING, DEEPER = "一、作风", "（一）下基层"


def excerpt(number: str, text: str, section: str = "", day: str = "2022年3月") -> Excerpt:
    slug = number.partition("-")[0]
    passage = Passage(number, slug, f"{slug}.txt", f"讲话{slug}", day, section, text, 0, len(text), 1)
    return Excerpt(passage, text, (number,))


CHOSEN = (
    excerpt("2022-1-01", f"{HEADING}\n永远在路上。", HEADING),
    excerpt("2022-1-02", "要到基层去。", f"{HEADING}{PATH_JOINER}{DEEPER}"),
    excerpt("2022-1-03", f" {DEEPER}\n蹲下去。", f"{HEADING}{PATH_JOINER}{DEEPER}"),
    excerpt("2023-0-01", "没有标题的话。", day=""),
    excerpt("2022-2-01", "又是那一篇。"),
)


async def test_each_stretch_stands_under_its_speech_and_place_with_its_source() -> None:
    made = await material_file(CHOSEN, "作风", "某某局", datetime(2026, 3, 2, 23, 30, tzinfo=ZONE))
    assert made.name == "material-2026-03-02.docx"
    lines = [one.text for one in Document(io.BytesIO(made.content)).paragraphs]
    assert lines == [
        "“作风”学习材料",
        "（讲话原文摘录，一字未改）",
        "单位：某某局\t2026年3月2日制",
        "一、《讲话2022》（2022年3月）",
        HEADING,
        "永远在路上。",
        "——《讲话2022》（2022年3月），编号 2022-1-01",
        f"{HEADING}{PATH_JOINER}{DEEPER}",
        "要到基层去。",
        "——《讲话2022》（2022年3月），编号 2022-1-02",
        HEADING,
        f" {DEEPER}",
        "蹲下去。",
        "——《讲话2022》（2022年3月），编号 2022-1-03",
        "二、《讲话2023》",
        "没有标题的话。",
        "——《讲话2023》，编号 2023-0-01",
        "三、《讲话2022》（2022年3月）",
        "又是那一篇。",
        "——《讲话2022》（2022年3月），编号 2022-2-01",
    ]


def test_the_digest_changes_with_each_number_and_each_word_and_the_order() -> None:
    others = [
        CHOSEN[1:],
        CHOSEN[::-1],
        (*CHOSEN[:-1], excerpt("2022-2-02", "又是那一篇。")),
        (*CHOSEN[:-1], excerpt("2022-2-01", "又是这一篇。")),
    ]
    assert digest(CHOSEN) == digest(CHOSEN[:])
    assert len({digest(CHOSEN), *map(digest, others)}) == 5
    assert len(digest(CHOSEN)) == 6, "it fits a button"
