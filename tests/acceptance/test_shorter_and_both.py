"""短点行不 gives one sentence, 这俩有什么区别 both places: nothing is shortened or compared."""

import pytest
from office import Office


async def sees(office: Office, *said: str) -> str:
    """Return what a colleague sees after these messages, one after the other."""
    chen = office.colleague("陈")
    for words in said:
        await chen.says(words)
    return chen.sees()


@pytest.mark.parametrize("said", ["短点行不", "太长了", "一句话就行", "看不懂 太长", "就说一句", "说得再短点"])
async def test_who_wants_it_shorter_gets_one_sentence(office: Office, said: str) -> None:
    whole = await sees(office, "三重一大")
    short = await sees(office, said)
    assert short.startswith("我不缩写，最短给到一句原话：\n严格遵守廉洁自律各项规定")
    assert short.splitlines()[1] in whole
    assert len(short) < len(whole)
    assert "“一线”" in await sees(office, "下一段")


async def test_what_cannot_be_shorter_is_not_shortened(office: Office) -> None:
    assert (await sees(office, "短点行不")).startswith("我不概括")


async def test_who_compares_what_was_asked_sees_both(office: Office) -> None:
    assert (await sees(office, "三会一课", "民主生活会", "这俩有什么区别")).startswith(
        "我不作比较，刚才问的都在这一段里："
    )
    both = await sees(office, "三重一大", "四种形态", "两者有何不同")
    assert both.startswith("我不作比较，刚才问的两处原文是：")
    assert "2022-2-06" in both
    assert "2022-3-19" in both


@pytest.mark.parametrize("said", ["我不是举报，就是说说", "我没想举报", "只是说说"])
async def test_who_denies_to_report_reports_nothing(office: Office, said: str) -> None:
    assert await sees(office, said) == "好的，有问题随时问我。"


async def test_who_denies_and_tells_of_wrongdoing_all_the_same_reports(office: Office) -> None:
    assert "举报渠道" in await sees(office, "我不是举报，我们科长收了人家两条烟")
