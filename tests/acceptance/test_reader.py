"""Reading a speech: /speeches opens it, its headings are buttons, pages turn, each person's place is kept."""

import re
import shutil
from pathlib import Path

import pytest
from office import KNOWLEDGE, Colleague, Office, open_office

from core.settings import AccessSettings

PLACE = re.compile(r" · (\d+)/(\d+)")
NUMBER = re.compile(r"\w+-\d+-\d{2,}")
SPEECH = KNOWLEDGE / "speeches" / "2022.txt"


def place(who: Colleague) -> tuple[int, int]:
    """Return which page of how many the bot's last message shows."""
    found = PLACE.search(who.sees())
    assert found, who.sees()
    return int(found[1]), int(found[2])


def page_text(who: Colleague) -> str:
    return who.sees().rpartition("\n")[0]


async def opens(who: Colleague, year: str = "2022") -> None:
    """Open the table of contents of a speech."""
    await who.says("目录")
    [title] = [text for text in who.last().buttons if text.startswith(year)]
    await who.taps(title)


async def test_the_list_opens_a_speech_and_its_headings_open_its_sections(office: Office) -> None:
    chen = office.colleague("陈")
    await opens(chen)
    assert "共 10 页" in chen.sees()
    assert len(chen.answers()) == 1, "in the same message"
    heading = next(text for text in chen.last().buttons if "强化责任担当" in text)
    await chen.taps(heading)
    assert chen.sees().startswith("（二）强化责任担当。")
    assert place(chen) == (5, 10)
    await chen.taps("目录")
    assert "共 10 页" in chen.sees()


async def test_page_by_page_the_whole_speech_is_read_once(office: Office) -> None:
    chen = office.colleague("陈")
    await opens(chen)
    await chen.taps("从头读")
    read = [page_text(chen)]
    while "下一页" in chen.last().buttons:
        await chen.taps("下一页")
        read.append(page_text(chen))
        assert place(chen) == (len(read), 10)
    assert chen.sees().endswith("（全文完）")
    words = re.sub(r"\s", "", SPEECH.read_text(encoding="utf-8"))
    assert re.sub(r"\s", "", "".join(read)) == words
    assert max(map(len, read)) < 450, "a page fits a phone"
    await chen.taps("上一页")
    assert page_text(chen) == read[-2]


async def test_each_person_goes_on_where_they_were(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await opens(chen)
    assert not any("接着读" in text for text in chen.last().buttons)
    await chen.taps("从头读")
    await chen.taps("下一页")
    await chen.taps("下一页")
    here = page_text(chen)
    await opens(li)
    await li.taps("从头读")
    await office.passes(days=3)
    await opens(chen)
    await chen.taps("接着读 3/10")
    assert page_text(chen) == here
    await office.passes(hours=3)
    await chen.says("接着读")
    assert page_text(chen) == here
    await chen.says("下一页")
    assert place(chen) == (4, 10)
    await chen.says("上一页")
    assert place(chen) == (3, 10)
    await office.passes(hours=3)
    await chen.says("上次读到哪了")
    assert place(chen) == (3, 10)


async def test_after_a_page_follow_ups_lean_on_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("公务接待")
    await opens(chen)
    await chen.taps("从头读")
    await chen.taps("下一页")
    first, number = page_text(chen), NUMBER.findall(chen.sees())[-1]
    await chen.says("出处")
    assert NUMBER.findall(chen.sees())[-1] == number
    await chen.taps("下一段")
    after = chen.sees()
    text = SPEECH.read_text(encoding="utf-8")
    assert text.index(after.split("\n")[0]) >= text.index(first) + len(first)
    await chen.taps("上一段")
    assert page_text(chen) == first


async def test_after_a_passage_reading_on_is_in_the_pages_it_was_asked_from_or_from_the_passage(
    office: Office,
) -> None:
    chen = office.colleague("陈")
    await opens(chen)
    await chen.taps("从头读")
    await chen.says("三重一大是什么")
    await chen.says("接着读")
    assert chen.sees().startswith("接着您先前读的2022年那篇：")
    await chen.taps("从刚才那段往下读")
    assert chen.sees().startswith("（二）强化责任担当。")
    wu = office.colleague("吴")
    await wu.says("三重一大是什么")
    await wu.says("接着读")
    assert wu.sees().startswith("（二）强化责任担当。"), "who read no page"


async def test_the_beginning_and_the_end_are_said(office: Office) -> None:
    chen = office.colleague("陈")
    await opens(chen)
    await chen.taps("从头读")
    await chen.says("上一页")
    assert chen.sees() == "这已经是第一页了。"
    for _ in range(10):
        await chen.says("下一页")
    assert chen.sees() == "这已经是最后一页了。"


async def test_nobody_who_has_read_nothing_goes_on(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("接着读")
    assert chen.sees().startswith("我不确定您接着哪一段问")


async def test_a_place_is_named_in_privacy_and_goes_with_the_person(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/privacy")
    assert "讲话读到哪一页" in chen.sees()
    await opens(chen)
    await chen.taps("从头读")
    await chen.says("/forget_me")
    assert "读到的地方" in chen.sees()
    await chen.taps("确定删去")
    await opens(chen)
    assert not any("接着读" in text for text in chen.last().buttons)


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """Return a folder with the speeches, which a test may change."""
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE / "speeches", folder / "speeches")
    return folder


async def rewritten(office: Office, knowledge: Path, old: str, new: str) -> None:
    """Have the speech say something else, from now on."""
    speech = knowledge / "speeches" / "2022.txt"
    text = speech.read_text(encoding="utf-8")
    assert old in text
    speech.write_text(text.replace(old, new), encoding="utf-8")
    await office.services.speeches.import_folder()


async def test_a_place_survives_a_new_version(office_folder: Path, knowledge: Path) -> None:
    async with open_office(office_folder, knowledge=knowledge) as office:
        chen = office.colleague("陈")
        await opens(chen)
        await chen.taps(next(text for text in chen.last().buttons if "强化责任担当" in text))
        here = page_text(chen)
        new = "新添的一段话，写在最前面。" * 40
        await rewritten(office, knowledge, "同志们：\n", f"同志们：\n{new}\n")
        await office.passes(hours=1)
        await opens(chen)
        [go_on] = [text for text in chen.last().buttons if text.startswith("接着读")]
        assert go_on != "接着读 5/10", "there are more pages before it now"
        await chen.taps(go_on)
        assert page_text(chen) == here


async def test_when_the_words_are_gone_the_nearest_page_is_shown_and_that_is_said(
    office_folder: Path, knowledge: Path
) -> None:
    async with open_office(office_folder, knowledge=knowledge) as office:
        chen = office.colleague("陈")
        await opens(chen)
        await chen.taps(next(text for text in chen.last().buttons if "强化责任担当" in text))
        await rewritten(office, knowledge, "（二）强化责任担当。", "（二）扛起责任。")
        await office.passes(hours=1)
        await chen.says("接着读")
        assert chen.sees().startswith("讲话有了新版，您读到的那句不在了，这是最近的一页。\n")
        assert "（二）扛起责任。" in chen.sees()


async def test_a_button_of_an_older_version_opens_the_page_of_that_number_and_says_so(
    office_folder: Path, knowledge: Path
) -> None:
    async with open_office(office_folder, knowledge=knowledge) as office:
        chen = office.colleague("陈")
        await opens(chen)
        await chen.taps("从头读")
        await rewritten(office, knowledge, "一、担负起", "一、真正担负起")
        popup = await chen.taps("下一页")
        assert popup.text == "讲话有了新版，这是相近的一页。"
        assert "真正担负起" in chen.sees()


async def test_the_file_can_be_had_only_where_the_operator_allows_it(office_folder: Path) -> None:
    for number, (access, given) in enumerate(
        [
            ({}, False),
            ({"originals": True}, True),
            ({"originals": True, "protect_content": True}, False),
        ]
    ):
        settings = AccessSettings.model_validate({"mode": "open"} | access)
        async with open_office(office_folder / str(number), access=settings) as office:
            chen = office.colleague("陈")
            await opens(chen)
            assert ("原件" in chen.last().buttons) is given
            if given:
                await chen.taps("原件")
                assert chen.last().media["document"]
            else:
                forged = chen.last().button("从头读")
                forged["callback_data"] = "rd:file:2022:0"
                popup = await chen.taps("从头读")
                assert "不外发" in popup.text


async def test_in_a_group_anybody_reads_and_keeps_a_place_of_their_own(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    await chen.says("/speeches", chat)
    await chen.taps(next(text for text in chen.last(chat).buttons if text.startswith("2022")), in_chat=chat)
    await li.taps("从头读", in_chat=chat)
    await li.taps("下一页", in_chat=chat)
    await opens(chen)
    assert not any("接着读" in text for text in chen.last().buttons)
    await opens(li)
    assert "接着读 2/10" in li.last().buttons


async def test_every_button_fits_into_64_bytes(office: Office) -> None:
    chen = office.colleague("陈")
    await opens(chen)
    await chen.taps("从头读")
    for message in chen.answers():
        assert all(len(b["callback_data"].encode()) <= 64 for row in message.keyboard for b in row)


async def test_the_whole_speech_is_a_tap_away_from_a_passage_of_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    await chen.says("把整篇讲话发给我")
    await chen.taps("目录")
    assert "点一个标题，从那里读起" in chen.sees()


async def test_a_speech_that_is_named_is_read_from_its_start(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ("从头读2023年的讲话", "从头看2023年的讲话", "把2023年的讲话从头读一遍"):
        await chen.says(said)
        assert "2023-0-01" in chen.sees()


async def test_who_reads_moves_by_several_pages_leaves_off_and_comes_back(office: Office) -> None:
    chen = office.colleague("陈")
    for words, place in [
        ("想把2022年那个讲话整篇看完", "1/10"),
        ("手机上能不能把2022年那篇从头看", "1/10"),
        ("再往后翻三页", "4/10"),
        ("往回两页", "2/10"),
        ("这篇一共几页", "一共 10 页，您读到第 2 页"),
        ("跳到讲作风的那块", "三、突出标本兼治"),
        ("今天先看到这，下次接着", "记下了"),
        ("看完这篇换那篇", "1/13"),
        ("回2022年那篇接着", "三、突出标本兼治"),
        ("2023年那篇呢，读", "1/13"),
    ]:
        await chen.says(words)
        assert place in chen.sees(), words


async def test_how_many_pages_is_asked_of_nothing_where_nothing_is_read(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("有多少页")
    assert "您读到第" not in chen.sees()
