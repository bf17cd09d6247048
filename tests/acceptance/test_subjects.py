"""What is said on a subject is shown as that, not as what comes near to something else."""

import pytest
from office import Office


@pytest.mark.parametrize(
    "asked",
    ["怎么说作风", "作风", "讲话里对作风有哪些要求", "2022年怎么说作风", "关于作风讲了什么", "那作风呢"],
)
async def test_a_part_with_the_subject_in_its_heading_is_the_answer(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith("（二）切实改进作风。")


@pytest.mark.parametrize("asked", ["讲话对学习怎么说", "学习怎么说", "关于学习有什么要求"])
async def test_a_subject_named_in_many_places_is_said_to_be(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith("“学习”在两篇讲话里有 8 段提到，先看这一段：")
    await chen.taps("提到“学习”的 8 处")
    assert "1. 2022年第" in chen.sees()


async def test_a_subject_is_counted_in_the_speech_that_is_named(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("2023年怎么说学习")
    assert chen.sees().startswith("“学习”在2023年的讲话里有 6 段提到，先看这一段：")


async def test_what_only_announces_points_can_be_asked(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("我讲几点意见")
    assert "意见" in chen.sees()
    assert "出了点问题" not in chen.sees()
