"""Names are foreign text: wherever one stands it turns no number, hides nothing, and begins no formula."""

import csv
import io
import re
import unicodedata
from pathlib import Path

import pytest
from office import Colleague, Office, Opened, open_office

from core.names import cleaned, fenced, with_number
from core.settings import QuestionSettings
from knowledge.language.writing.clipped import clipped

TURNED = "甲\u202e123\u202c"
NAMES = (TURNED, "乙\u2067丁\n（999）", "שלום 5", "علي", "\u200f戊\u061c", "=1+1", "＝1+1")
FENCE = re.compile("\u2068[^\u2068\u2069]*\u2069")
TURNS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067")


def turns_nothing(said: str) -> bool:
    """Return whether what stands outside the fences is of the reader's own direction, and fences are whole."""
    if TURNS & set(said):
        return False
    outside = FENCE.sub("", said)
    return "\u2068" not in outside and not any(
        unicodedata.bidirectional(sign) in {"R", "AL", "AN"} for sign in outside
    )


def shown(office: Office, person: Colleague) -> list[str]:
    """Return everything the bot has said to a person, buttons and file names with it."""
    said = []
    for message in person.answers():
        said += [message.text, *message.buttons]
    return said


@pytest.mark.parametrize("name", NAMES)
def test_a_fenced_name_turns_nothing_and_is_still_the_name(name: str) -> None:
    assert turns_nothing(f"{fenced(name)}（5000000001）")
    assert turns_nothing(fenced(clipped(name, 3)))
    assert fenced(fenced(name)) == fenced(name)
    assert cleaned(name) in fenced(name)
    assert "\n" not in fenced(name)


@pytest.mark.parametrize(
    "sign",
    ["\u00ad", "\u3164", "\uffa0", "\u115f", "\u034f", "\u200d", "\U000e0041", "\u0301", "\u2800", "\ufffa"],
)
def test_a_name_that_nobody_sees_is_none(sign: str) -> None:
    for name in (sign, f" {sign} {sign}", f"\u202e{sign}"):
        assert cleaned(name) == fenced(name) == ""
        assert with_number(name, 7) == "编号 7"


def test_marks_above_a_name_do_not_cover_the_lines_around_it() -> None:
    assert len(fenced("陈" + "\u0336\u0489" * 100 + "科长")) < 10
    assert fenced("Nguye\u0302\u0303n") == "Nguye\u0302\u0303n"


async def test_the_names_of_who_asked_turn_nothing(office_folder: Path) -> None:
    kept = QuestionSettings(names=True)
    async with open_office(office_folder, operator="吴", questions=kept) as office:
        wu, chen = office.colleague("吴"), Colleague(office, office.world.add_person(TURNED))
        await chen.says("食堂夜宵几点供应")
        await wu.says("/inbox")
        await wu.taps("1")
        assert "123" in wu.sees()
        assert all(turns_nothing(one) for one in shown(office, wu))


def test_a_plain_name_stays_as_it_is() -> None:
    for name in ("陈", "Anna-Maria O'Neill", "李 小明", "张😀"):
        assert fenced(name) == name


@pytest.mark.parametrize("name", NAMES)
async def test_no_view_of_the_operators_is_turned_by_a_name(opened: Opened, name: str) -> None:
    office = await opened(operator="吴", mode="members")
    wu = office.colleague("吴")
    chen = Colleague(office, office.world.add_person(name))
    await wu.says("/start")
    await chen.says("您好")
    await chen.taps("申请使用")
    chat = await office.group(name, chen)
    office.world.add_member(chat, wu.person)
    await wu.says("/roles")
    await wu.taps("批准", next(said for said in wu.answers() if "批准" in said.buttons))
    await wu.taps("同意", next(said for said in wu.answers() if "同意" in said.buttons))
    await wu.says(f"/editor {chen.person.id}")
    await chen.says("/suggest 食堂太贵")
    await chen.taps(0)
    await chen.says("/subscribe 9:00", chat)
    await office.comes(0, 9)
    await wu.says("/push")
    await wu.says("/roles")
    office.world.demote_bot(chat, chen.person)
    office.world.remove_bot(chat, chen.person)
    await office.settle()
    await wu.says("/audit")
    said = shown(office, wu)
    assert sum(str(chen.person.id) in one for one in said) > 2, "the views are there"
    for one in (*said, *shown(office, chen)):
        assert turns_nothing(one), one
    table = (await office.services.records.changes()).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(table)):
        for cell in row:
            assert turns_nothing(cell), cell
            assert not re.match(r"[=+\-@＝＋－＠]", cell)
