"""The pack, read back from its workbook, against what the local Telegram received; and against itself."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger_reading import sheets_of, table
from office import Office

from bench.ledger_year.living import Lived
from emulator.messages import Message
from knowledge.language.hours.times import local_day
from services.ledger.facts import Span
from services.ledger.files import File, ledger_files
from services.ledger.sheets.pushes import OWN

REACH = ("送到", "未送到", "不确定", "未到时")


async def two_packs(office: Office, lived: Lived) -> list[tuple[File, ...]]:
    """Make the pack of the days twice."""
    made = []
    for _ in range(2):
        pack = await office.services.ledger.gather(Span(lived.first, lived.last))
        made.append(await ledger_files(pack))
    return made


def complaints(office: Office, lived: Lived, made: Sequence[Sequence[File]]) -> list[str]:
    """Return a sentence for each row and each sum of the packs that is not so."""
    [content] = [file.content for file in made[0] if file.name.endswith(".xlsx")]
    sheets = sheets_of(content)
    quotes, notices = table(sheets["廉语推送"], "日期"), table(sheets["通知"], "日期")
    lived.summary = [f"{name}: {len(rows)} rows" for name, rows in sheets.items()]
    return [
        *(["two runs are not the same bytes"] if made[0] != made[1] else []),
        *_reach([*quotes, *notices, *table(sheets["节前提醒"], "日期")]),
        *_quotes(office, lived, quotes),
        *_holidays(quotes, table(sheets["节前提醒"], "日期")),
        *_lists(office, lived, sheets),
        *_notices(office, lived, notices),
        *_quizzes(office, lived, sheets),
        *_duties(lived, sheets["谈话与责任书"]),
        *_people(lived, sheets),
        *_sums(sheets),
    ]


def _reach(rows: list[dict[str, Any]]) -> list[str]:
    return [
        f"{row['日期']}: {row['应推会话']} due are not the sum of what became of them"
        for row in rows
        if row["应推会话"] != sum(row[name] or 0 for name in REACH)
    ]


def _quotes(office: Office, lived: Lived, rows: list[dict[str, Any]]) -> list[str]:
    """Compare each day's row with the messages of that day, by number and by words."""
    got: dict[date, list[Message]] = {}
    for message in _received(office, lived, "今日廉语"):
        got.setdefault(_day(office, message), []).append(message)
    wrong, said = [], {date.fromisoformat(row["日期"]): row for row in rows}
    if said.keys() != got.keys():
        wrong.append(f"days differ: {sorted(said.keys() ^ got.keys())}")
    for day, messages in got.items():
        row = said.get(day)
        if row is None:
            continue
        arrived = row["送到"] + lived.unsure[day]
        if len(messages) != arrived or row["不确定"] != lived.unsure[day] + lived.lost[day]:
            wrong.append(f"{day}: {len(messages)} messages arrived, the ledger says {row}")
        if row["未送到"] != lived.blocked[day]:
            wrong.append(f"{day}: {lived.blocked[day]} surely did not get it, the ledger says {row['未送到']}")
        if any(row["廉语"] not in message.text or row["编号"] not in message.text for message in messages):
            wrong.append(f"{day}: the ledger's quote is not what was pushed")
    return wrong


def _holidays(quotes: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[str]:
    """Compare 节前提醒 with the same days of 廉语推送."""
    of_day = {row["日期"]: row for row in quotes}
    same = ("应推会话", *REACH, "编号")
    return [
        f"{row['日期']}: 节前提醒 and 廉语推送 differ"
        for row in rows
        if any(row[name] != of_day[row["日期"]][name] for name in same)
    ]


def _lists(office: Office, lived: Lived, sheets: dict[str, list[tuple[Any, ...]]]) -> list[str]:
    """Compare each line of 节前清单 with what stood below the quote in the chat that gets it."""
    rows = sheets["节前提醒"]
    heads = [place for place, row in enumerate(rows) if row[:3] == ("日期", "放假", "事项")]
    said = table(rows[heads[0] :], "日期") if heads else []
    listed = {
        (_day(office, message), line)
        for message in _received(office, lived, "今日廉语")
        for line in message.text.partition("节前清单")[2].splitlines()
        if line.startswith("· ")
    }
    told = {
        (date.fromisoformat(row["日期"]), f"· {row['事项']}：{row['内容']}{_numbered(row['编号'])}")
        for row in said
    }
    return [] if told == listed else [f"节前清单: {sorted(told ^ listed)} differ"]


def _numbered(number: str) -> str:
    return "" if number == OWN else f"（{number}）"


def _notices(office: Office, lived: Lived, rows: list[dict[str, Any]]) -> list[str]:
    wrong = [] if len(rows) == len(lived.notices) else [f"{len(lived.notices)} notices, {len(rows)} rows"]
    for row, (day, words, readers) in zip(rows, lived.notices, strict=False):
        arrived = sum(words in message.text for message in _received(office, lived, "通知"))
        if (row["日期"], row["通知（开头）"], row["送到"], row["已阅"]) != (f"{day}", words, arrived, readers):
            wrong.append(f"{day}: {arrived} got the notice and {readers} read it, the ledger says {row}")
    return wrong


def _quizzes(office: Office, lived: Lived, sheets: dict[str, list[tuple[Any, ...]]]) -> list[str]:
    got = Counter(_day(office, one) for one in _received(office, lived) if "poll" in one.media)
    heads = [row for row in sheets["每周一题"] if row[0] == "日期"]
    rows = table(sheets["每周一题"], "日期") if heads else []
    said = Counter({date.fromisoformat(row["日期"]): row["送到"] for row in rows})
    wrong = [] if said == got else [f"每周一题: {sorted((got - said) + (said - got))} differ"]
    answers = [row for row in sheets["每周一题"] if row[0] == "那一周的周一"]
    told = table(sheets["每周一题"], "那一周的周一") if answers else []
    counted = [(row["那一周的周一"], row["群"], row["作答人次"], row["答对人次"]) for row in told]
    given = [(f"{day}", 1, number, lived.right[day]) for day, number in sorted(lived.answers.items())]
    return wrong if counted == given else [*wrong, f"作答: {counted}, given were {given}"]


def _duties(lived: Lived, sheet: list[tuple[Any, ...]]) -> list[str]:
    """Compare what fell due with the reminders that arrived, and what was done with what people said."""
    rows = table(sheet, "事项") if lived.reminded else []
    told = [(row["应办日期"], row["应办件数"], row["办结件数"]) for row in rows]
    lived_so = [(f"{day}", number, lived.done[day]) for day, number in sorted(lived.reminded.items())]
    return [] if told == lived_so else [f"谈话与责任书: {told}, reminded and done were {lived_so}"]


def _people(lived: Lived, sheets: dict[str, list[tuple[Any, ...]]]) -> list[str]:
    asked = {row["月份"]: row["提问"] for row in table(sheets["提问概况"], "月份") if row["提问"]}
    received = [row["收到"] for row in table(sheets["意见办理"], "编号")]
    wrong = [] if asked == dict(lived.asked) else [f"提问概况: {asked}, asked were {dict(lived.asked)}"]
    if received != [f"{day}" for day in lived.opinions]:
        wrong.append(f"意见办理: {received}, sent were {lived.opinions}")
    return wrong


def _sums(sheets: dict[str, list[tuple[Any, ...]]]) -> list[str]:
    """Compare each sum of 总览 with the rows that it is of."""
    wrong = []
    for row in table(sheets["总览"], "表"):
        if "：" in row["项目"] or row["项目"] == "行数" or not sheets[row["表"]][1:]:
            continue
        head = sheets[row["表"]][0][0]
        cells = [one.get(row["项目"]) for one in table(sheets[row["表"]], head)]
        if sum(cell for cell in cells if isinstance(cell, int)) != row["合计"]:
            wrong.append(f"总览: {row['表']} {row['项目']} is not the sum of its rows")
    return wrong


def _received(office: Office, lived: Lived, begins: str = "") -> list[Message]:
    """Return what the bot sent of itself to the office's chats, no replies."""
    return [
        message
        for chat in lived.chats
        for message in office.world.messages(chat)
        if message.is_from_bot and message.reply_to is None and message.text.startswith(begins)
    ]


def _day(office: Office, message: Message) -> date:
    return local_day(message.date, office.services.settings.reminder.zone)
