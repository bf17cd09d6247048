"""Every passage number and source line is a link that opens the passage in the private chat with the bot."""

from pathlib import Path

import pytest
from office import Office, open_office

from core.settings import AccessSettings
from emulator.messages import Message

HERE = "https://t.me/qingfeng_bot?start=p_"


def links(message: Message) -> dict[str, str]:
    """Return the words of a message behind which there is a link, and where it leads."""
    units = message.text.encode("utf-16-le")
    found = {}
    for entity in message.entities:
        if entity["type"] == "text_link":
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            found[units[start:end].decode("utf-16-le")] = entity["url"]
    return found


@pytest.mark.parametrize(
    "says",
    [
        "三重一大是什么",
        "2022-2-06",
        "/quote",
        "/preview",
        "/p 2023-3-05",
        "下一段",
        "出处",
        "上下文",
        "全文在哪",
    ],
)
async def test_whatever_shows_a_passage_links_to_it(office: Office, says: str) -> None:
    chen = office.colleague("陈")
    await chen.says("2022-2-06")
    await chen.says(says)
    found = links(chen.last())
    [number] = [words for words in found if words.count("-") == 2 and words[0].isdigit()]
    assert set(found.values()) == {HERE + number}
    assert any("《" in words for words in found), "the source line is a link too"
    await chen.says(f"/start p_{number}")
    passage = office.services.answers.library.passage(number)
    assert passage is not None
    assert chen.sees().startswith(passage.text)
    assert (chen.last().link_preview_options or {}).get("is_disabled")


async def test_a_push_links_to_its_passage(office: Office) -> None:
    chen = office.colleague("陈")
    chat = await office.group("机关党委", chen)
    await chen.says("/subscribe", chat)
    await office.passes(minutes=31)
    assert links(chen.last(chat))


async def test_a_number_that_does_not_exist_is_explained(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/start p_2023-9-99")
    assert chen.sees().startswith("没有这个编号的段落")
    await chen.says("/start p_")
    assert chen.sees().startswith("请写上段落编号")


async def test_a_link_opens_nothing_for_strangers(office_folder: Path) -> None:
    async with open_office(office_folder, access=AccessSettings(mode="members"), operator="吴") as office:
        stranger = office.colleague("外人")
        await stranger.says("/start p_2022-2-06")
        assert "三重一大" not in office.transcript(stranger.private)
        assert stranger.answers()
