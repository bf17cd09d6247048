"""节前提醒 with content: editors approve what it lists before a holiday, and the ledger says what it listed."""

import shutil
from pathlib import Path

import pytest
from ledger_reading import files_sent_to, sheets_of, table
from office import Colleague, Office, open_office
from surroundings import SMALL_KNOWLEDGE

SAID = "严禁公车私用、私车公养，严禁用公款吃喝、送礼。"
OWN = "值班人员名单贴在一楼大厅，离岗要报告。"
EVE = 32  # days from the office's first one to the last working day before 清明


@pytest.fixture
def opening(tmp_path: Path) -> dict[str, object]:
    """Return how the office is opened: one of its speeches speaks of holidays; 吴 looks after it."""
    folder = shutil.copytree(SMALL_KNOWLEDGE, tmp_path / "knowledge")
    with (folder / "speeches" / "2023.txt").open("a", encoding="utf-8") as speech:
        speech.write(f"\n{SAID}大家想一想，值班表落实了没有？\n")
    return {"knowledge": folder, "operator": "吴"}


async def subscribed(office: Office, *names: str) -> list[Colleague]:
    people = [office.colleague(name) for name in names]
    for person in people:
        await person.says("/subscribe 9:00")
        await person.says("/settings")
        await person.taps("开启节前提醒")
    return people


async def book(person: Colleague, days: str) -> dict[str, list[tuple[object, ...]]]:
    await person.says(f"/ledger {days}")
    [content] = [content for name, content in files_sent_to(person).items() if name.endswith(".xlsx")]
    return sheets_of(content)


async def test_what_is_approved_is_listed_before_the_holiday_and_in_the_ledger(office: Office) -> None:
    wu = office.colleague("吴")
    [chen, wang] = await subscribed(office, "陈", "王")
    await wang.taps("发图片")
    li = office.colleague("李")
    await li.says("/subscribe 9:00")
    await wu.says("节前清单")
    assert wu.last().buttons[:2] == ["每个节 0/5", "元旦 0/5"]
    await wu.taps("每个节 0/5")
    assert "还没有定：公车、公款、礼品、宴请、值班" in wu.sees()
    await wu.taps("公车")
    assert SAID in wu.sees()
    assert "2023-" in wu.sees(), "with its source"
    await wu.taps("通过")
    assert "✓ 公车" in wu.last().buttons
    await wu.taps("值班")
    assert "讲话里没有说到" in wu.sees(), "a question is no line"
    await wu.taps("自己写")
    await wu.says(OWN)
    assert wu.sees().startswith("定好了。")
    assert OWN in wu.sees()
    await wu.taps("节前清单")
    assert wu.last().buttons[3] == "清明 2/5"
    await wu.taps("清明 2/5")
    assert "公车、值班（同“每个节”）" in wu.sees()
    await wu.taps("礼品")
    await wu.taps("自己写")
    await wu.says("不收不送土特产。")
    await wu.taps("廉语 0 条")
    quote = wu.sees().splitlines()[-1].partition(". ")[2].rstrip("…")
    await wu.taps(str(len(wu.sees().splitlines()) - 3))
    assert "选了 1 条" in wu.sees()
    await office.comes(EVE - 1, 9, 1)
    assert "节前清单" not in chen.sees()
    await office.comes(1, 9, 1)
    assert chen.sees().startswith("今日廉语")
    assert "节前提醒：清明放假前最后一个工作日" in chen.sees()
    assert quote in chen.sees(), "the quote is one that fits"
    listed = chen.sees().partition("节前清单\n")[2]
    number = listed.partition("（2023-")[2].partition("）")[0]
    assert listed == (
        f"· 公车：{SAID}（2023-{number}）\n"
        f"本单位提醒（不是讲话原文）：\n· 礼品：不收不送土特产。\n· 值班：{OWN}"
    )
    assert wang.sees() == chen.sees(), "who wants pictures gets this one in words"
    assert "节前清单" not in li.sees(), "who did not ask to be reminded is not"
    sheets = await book(wu, "本月")
    [row] = table(sheets["节前提醒"], "日期")
    assert (row["放假"], row["送到"]) == ("清明", 3)
    [at] = [place for place, one in enumerate(sheets["节前提醒"]) if "事项" in one]
    assert [one[2:5] for one in sheets["节前提醒"][at + 1 : at + 4]] == [
        ("公车", SAID, f"2023-{number}"),
        ("礼品", "不收不送土特产。", "本单位提醒，不是讲话原文"),
        ("值班", OWN, "本单位提醒，不是讲话原文"),
    ]


async def test_what_is_taken_out_is_listed_no_more_and_nothing_unapproved_ever_is(office: Office) -> None:
    wu = office.colleague("吴")
    [chen] = await subscribed(office, "陈")
    await wu.says("/checklist")
    await wu.taps("清明 0/5")
    await wu.taps("公款")
    await wu.taps("通过")
    await wu.taps("✓ 公款")
    assert f"现在用的：{SAID}（2023-" in wu.sees()
    await wu.taps("不列")
    assert "还没有定：公车、公款、礼品、宴请、值班" in wu.sees()
    await office.comes(EVE, 9, 1)
    assert "节前提醒：清明放假前最后一个工作日" in chen.sees()
    assert "节前清单" not in chen.sees()


async def test_only_editors_decide_and_what_cannot_be_a_line_is_said(office: Office) -> None:
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await chen.says("/checklist")
    assert chen.sees() == "这项由负责内容的同事操作。需要的话，请联系运维人员。"
    await wu.says("/checklist")
    await wu.taps("春节 0/5")
    await wu.taps("宴请")
    await wu.taps("自己写")
    await wu.says("长" * 101)
    assert "太长了：一行最多 100 个字，这里有 101 个。" in wu.sees()


async def test_a_topic_that_no_speech_names_is_offered_what_comes_near_and_one_sentence_is_listed_once(
    office_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    rule = "要落实中央八项规定，廉洁过节。"
    folder = shutil.copytree(SMALL_KNOWLEDGE, tmp_path / "knowledge")
    with (folder / "speeches" / "2023.txt").open("a", encoding="utf-8") as speech:
        speech.write(f"\n{rule}\n")
    async with open_office(office_folder, knowledge=folder, operator="吴") as office:
        [chen], wu = await subscribed(office, "陈"), office.colleague("吴")
        await wu.says("节前清单")
        await wu.taps("每个节 0/5")
        for topic in ("公车", "礼品"):
            await wu.taps(topic)
            assert f"{topic}：讲话里没有点名说到，相近的有" in wu.sees()
            while rule not in wu.sees():
                await wu.taps("换一句")
            await wu.taps("通过")
        await wu.taps("值班")
        assert "没有相近的" in wu.sees()
        await office.comes(EVE, 9, 1)
        assert f"· 公车、礼品：{rule}（2023-" in chen.sees()
        assert chen.sees().count(rule) == 1
        listed = table((await book(wu, "今年"))["节前提醒"], "日期")
        assert listed, "the ledger has a row for each of the two"
