"""The next matter, asked shortly after another: 那担当作为呢, 2023年有没有讲过."""

import pytest
from office import Office


@pytest.mark.parametrize("matter", ["担当作为", "自律", "一岗双责", "廉洁自律", "公车停放"])
@pytest.mark.parametrize("form", ["那{}呢", "那么{}呢？", "那，{}方面呢"])
async def test_the_next_matter_is_found_as_by_itself(office: Office, matter: str, form: str) -> None:
    chen, wu = office.colleague("陈"), office.colleague("吴")
    await chen.says(matter)
    await wu.says(form.format(matter))
    assert wu.sees().splitlines()[:2] == chen.sees().splitlines()[:2]


@pytest.mark.parametrize("words", ["2023年有没有讲过", "2023年讲过吗", "那2023年有没有提到过"])
async def test_a_year_alone_is_asked_for_what_was_asked_before(office: Office, words: str) -> None:
    chen = office.colleague("陈")
    await chen.says("主体责任")
    await chen.says(words)
    assert "2023年" in chen.sees()
    assert "主体责任" in chen.sees()


async def test_what_the_other_speech_does_not_say_is_said(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("一岗双责")
    await chen.says("2022年有没有讲过")
    assert "一岗双责" in chen.sees()
    await chen.says("怎么改进作风")
    await chen.says("2023年有没有讲过")
    assert "2023年的讲话里没有“改进作风”这几个字" in chen.sees()
