"""What is said around a question, in haste, as a reason or to a colleague, denies nothing."""

import pytest
from office import Office

NOT_SAID = ("没有说到", "没有哪一段", "没有完全对上")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("急 下午要交材料 主体责任怎么说的", "主体责任"),
        ("上午那个主体责任的再给我看下", "主体责任"),
        ("写稿子用 一岗双责怎么讲的", "一岗双责"),
        ("科长催呢 三重一大原话在哪", "三重一大"),
        ("领导要 四个意识咋说的 谢谢", "四个意识"),
        ("明天党课要用，请把政治规矩那块找给我", "政治规矩"),
        ("调查研究究竟聊了点啥呀 萌新", "调查研究"),
        ("2023年那篇 赶材料 意识形态怎么讲", "意识形态"),
        ("好的 那个 从严治党整的啥", "从严治党"),
        ("理想信念怎么讲的，我写材料用", "理想信念"),
    ],
)
async def test_a_question_is_answered_whatever_is_said_around_it(
    office: Office, asked: str, words: str
) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert words in "".join(chen.sees().replace("“", "").replace("”", "").split())
    assert not any(said in chen.sees() for said in NOT_SAID)
    assert "还是刚才那一段" not in chen.sees()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("打开主体责任那6处", "主体责任"),
        ("上午那个主体责任的那些地方再给我看下", "主体责任"),
    ],
)
async def test_all_its_places_are_listed_where_these_are_wanted(office: Office, asked: str, words: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert chen.sees().startswith(f"“{words}”在两篇讲话里")


async def test_a_subject_within_it_is_answered_with_the_part_on_it(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("新人求带 党风廉政到底卷啥")
    assert chen.sees().startswith("一、担负起全面从严治党主体责任，切实把党风廉政建设责任落到实处")


@pytest.mark.parametrize(
    "asked",
    [
        "是谁在会上宣读了工作要点，姓名？",  # what stands behind asks for more
        "下午要打球 食堂几点开饭",
        "急 下午要交材料 量子计算怎么说的",
    ],
)
async def test_no_clause_is_answered_for_what_is_asked_beside_it(office: Office, asked: str) -> None:
    chen = office.colleague("陈")
    await chen.says(asked)
    assert any(said in chen.sees() for said in NOT_SAID)


async def test_what_was_answered_so_is_no_question_to_colleagues(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("急 下午要交材料 主体责任怎么说的")
    assert await office.services.inbox.cases() == []
    await chen.says("还有吗")
    assert "主体责任" in chen.sees()
