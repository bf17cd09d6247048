"""Eyes of a test: a recogniser that knows what stands on the pages of a scan, and the scan."""

from documents import drawn

from knowledge.reading.seen import SeenLine

SCAN = drawn([], [])
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)


def seen(text: str, least: float = 0.99) -> SeenLine:
    """Return a line as it stands on the page: a long one reaches its edge."""
    right = 1200 if len(text) > 20 else 600
    return SeenLine(text, least, 172, right, 0, 36, b"" if least > 0.9 else PNG)


LONG = "账目要一笔一笔地记，一笔一笔地对，少一笔也不行。"


class Eyes:
    """A recogniser that knows what stands on each page; `broken` pages it cannot see."""

    def __init__(self, broken: int = -1) -> None:
        self.pages = [
            [
                seen("在示例会议上的讲话"),
                seen("（2024年3月5日）"),
                seen("同志们："),
                seen("把帐目管好。", 0.5),
                seen(LONG),
            ],
            [seen("一、先审批"), seen("没有审批的不接侍。", 0.6), seen(LONG), seen("— 2 —")],
        ]
        self.broken = broken
        self.looked: list[int] = []

    async def page(self, content: bytes, number: int) -> tuple[int, list[SeenLine]]:
        assert content == SCAN
        self.looked.append(number)
        if number == self.broken:
            raise RuntimeError("MemoryError in somewhere.py:1")
        return len(self.pages), self.pages[number]
