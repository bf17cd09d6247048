"""The promise of decision 0901, asked of every report and every export: whatever people did, nobody is named.

Left out is what is about access and reach, where somebody has to be found so that it can be mended: /roles,
the subscriptions, a chat that could not be reached; and the log of changes, in which operators and editors
stand with what they themselves changed.
"""

import io
import zipfile
from collections.abc import Iterator

import pytest
from ledger_reading import everything_in
from office import Colleague, Office

from knowledge.language.commands.office.record_words import SHEETS, SIGNED
from services.speeches.curation import Stand

OPERATOR = "上官如意"
CONCERNED, OTHERS = (
    ("欧阳清泉", "司徒望舒", "Nakamura"),
    tuple(f"令狐冲之{sign}" for sign in "甲乙丙丁戊己庚辛壬"),
)
REPORTS = (
    *("/stats", "/export", "/push", "/duty", "/duty 全年", "/inbox", "/quiz", "/preview", "/speeches"),
    *("/checklist", "/curate", "/ways", "/ledger 本月", f"/ledger 本月 {SIGNED}"),
    *(f"/ledger 本月 {sheet}" for sheet in SHEETS),
    *("谁没看通知", "谁没办廉政谈话", "哪道题最难", "有多少人已阅了"),
)
PRESSED = (("/items", "答题情况"), ("/duty 全年", "存成日历（.ics）"), ("/ledger", "本季度"))


@pytest.fixture
def opening() -> dict[str, object]:
    """Return how the office is opened: its people have names that are in no speech."""
    return {"operator": OPERATOR}


async def lives(office: Office) -> None:
    """Let people do all that is counted: get quotes and a quiz, press 已阅, answer, ask, suggest, do a duty."""
    wu, people = office.colleague(OPERATOR), [office.colleague(name) for name in CONCERNED]
    for one in people:
        await one.says("/subscribe 9:00")
        await one.says("食堂晚上供应夜宵吗")
        await one.says("三重一大是什么")
    group = await office.group("机关党委", wu, *people)
    for name in OTHERS:
        office.world.add_member(group, office.colleague(name).person)
    [entry] = (await office.services.quiz_items.entries(Stand.PROPOSED))[:1]
    await office.services.quiz_items.approve(entry.key, None)
    await wu.says("/quiz 每周二 9:00", group)
    await wu.says(f"/duty 廉政谈话 每月{office.services.duties.today().day + 1}日")
    await wu.taps("加人")
    await wu.says("、".join(str(one.person.id) for one in people[:2]))
    await wu.taps("启用")
    await office.push()
    for one in people[:2]:
        await one.taps(next(label for label in one.last().buttons if "同意" in label))
    await office.comes(1, 9, 1)
    await office.push()
    poll = next(message for message in office.world.messages(group) if "poll" in message.media)
    for name in (*OTHERS, *CONCERNED):
        await office.colleague(name).votes(entry.item.right, poll)
    await people[0].says("办好了")
    await people[0].taps("今天")
    await wu.says("/notice 下午三点学习")
    for button in ("发送", "带“已阅”按钮", "确定发送"):
        await wu.taps(button)
    await office.push()
    await people[1].taps(0, next(one for one in people[1].answers() if "下午三点学习" in one.text))
    await people[2].says("/suggest 公车预约表请放到群里")
    await people[2].taps("匿名发出")
    await office.services.practice.answer(people[0].person.id, entry, 0)


def told(office: Office, person: Colleague, since: int) -> Iterator[str]:
    """Yield all that the bot told a person since: words, buttons, and what is in files."""
    for message in person.answers()[since:]:
        yield message.text
        yield " ".join(message.buttons)
        if document := message.media.get("document"):
            content = office.world.files[document["file_id"]].content
            zipped = zipfile.is_zipfile(io.BytesIO(content))
            yield everything_in(content) if zipped else content.decode("utf-8-sig")


async def test_no_report_and_no_export_names_who_did_or_did_not(office: Office) -> None:
    await lives(office)
    wu = office.colleague(OPERATOR)
    hidden = [*CONCERNED, *OTHERS, *(str(office.colleague(name).person.id) for name in (*CONCERNED, *OTHERS))]
    since = len(wu.answers())
    await office.colleague(CONCERNED[0]).says("/suggest 请核对")
    await office.colleague(CONCERNED[0]).taps("署名发出")
    assert CONCERNED[0] in "\n".join(told(office, wu, since)), "who signs is seen: so would others be"
    asked = [*((words, "") for words in REPORTS), *PRESSED]
    for words, button in asked:
        since = len(wu.answers())
        await wu.says(words)
        if button:
            await wu.taps(button)
        said = "\n".join(told(office, wu, since))
        assert said.strip(), words
        assert [one for one in hidden if one in said] == [], f"{words} {button}"


async def test_what_was_counted_is_counted(office: Office) -> None:
    await lives(office)
    wu = office.colleague(OPERATOR)
    for words, number in (
        ("有多少人已阅了", "已阅 1"),
        ("哪道题最难", "答对 100%"),
        ("/ledger 谈话与责任书 本月", "应办件数 2，办结件数 1"),
        ("/ledger 意见办理 本月", "收到件数 1"),
        ("/ledger 提问概况 本月", "没有说到 3"),
    ):
        await wu.says(words)
        assert number in wu.sees(), words
