"""What a file's name says of its document: a title, a date."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from core.patterns import pattern
from knowledge.language.calendar.written_dates import DATE, parts_of, squeezed

COMPACT = pattern(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
PARTED = pattern(r"(?<!\d)((?:19|20)\d{2})([-_.])(\d{1,2})\2(\d{1,2})(?!\d)")
WRITTEN = pattern(rf"{DATE}")
YEAR_ALONE = pattern(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
# What a name has of the file's own life, not of its words.
VERSION = pattern(
    r"[（(【\[]?(?:最终|最后|终|定|正式|修改|修订|改|初|二|三|送审|审议|征求意见|印发|打印|印刷|报批|清样|校对|扫描|清洁)"
    r"(?:版本?|稿件?|件)(?:\d{0,8}|[一二三四五六七八九十]{0,2})[）)】\]]?$|[（(【\[](?:\d{1,3}|副本|终|改|定)[）)】\]]$|"
    r"(?:副本|复件|拷贝|最新|final|copy|v\d[\d.]*|ocr|OCR识别|wps|word)$",
    re.IGNORECASE,
)
LEADING = pattern(
    r"^(?:(?:附件|附|材料|文件)?[\d一二三四五六七八九十]{1,3}[.、:：_\-—－ ]+|复件|副本|"
    r"[（(【\[][^）)】\]]{1,8}[）)】\]])"
)
EDGES = " _-—－.、，,。+~"
GENERIC = pattern(
    r"(?:新建|无标题|未命名|未标题|文档|文本|微信图片|扫描|图片|截图|IMG|DOC|Scan|讲话|讲话稿|发言|发言稿|发言材料|领导讲话|讲稿|材料|会议材料|"
    r"文件|公文|全文|正文|原文|稿子|文字稿|转换|下载|附件|测试|资料|改稿|定稿|终稿|草稿|新文件)[\d\s_文档文本()（）.-]*(?:文档|文本|Document)?",
    re.IGNORECASE,
)
FEWEST = 4  # Chinese characters of a title
HAN = pattern("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class FileName:
    """The title and the date that a file's name says; "" for what it does not say."""

    title: str = ""
    date: str = ""


def read_name(file_name: str) -> FileName:
    """Return what the name says: 20240305_在职工大会上的讲话.docx, 2024年政府工作报告（定稿）.txt."""
    stem = PurePath(file_name).stem.strip()
    date, rest = _dated(stem)
    title = _without_versions(rest)
    if len(HAN.findall(title)) < FEWEST or GENERIC.fullmatch(title):
        title = ""
    return FileName(title, date)


def _dated(stem: str) -> tuple[str, str]:
    """Return the date of a name as documents write it, and the name without it; a mere year stays."""
    for written, day in ((COMPACT, 3), (PARTED, 4)):
        if match := written.search(stem):
            month = int(match[day - 1])
            if 1 <= month <= 12 and 1 <= int(match[day]) <= 31:
                return f"{match[1]}年{month}月{int(match[day])}日", stem[: match.start()] + " " + stem[
                    match.end() :
                ]
    if (match := WRITTEN.search(squeezed(stem))) and parts_of(match[0])[0]:
        rest = squeezed(stem)
        if parts_of(match[0])[1]:
            rest = rest[: match.start()] + " " + rest[match.end() :]
        return match[0], rest
    if match := YEAR_ALONE.search(stem):
        return f"{match[1]}年", stem
    return "", stem


def _without_versions(name: str) -> str:
    before = ""
    name = re.sub(r"[（(【\[]\s*[）)】\]]", "", name).strip(EDGES)
    while name != before:
        before = name
        name = LEADING.sub("", VERSION.sub("", name)).strip(EDGES)
    return " ".join(name.strip("《》").split())
