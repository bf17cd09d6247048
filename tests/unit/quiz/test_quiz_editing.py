"""An item as an editor writes it: read back as it was written, and refused with a sentence that helps."""

import pytest

from core.errors import UserError
from core.quiz import QuizItem, QuizKind
from knowledge.quiz.editing import read_back, written

ITEM = QuizItem(
    QuizKind.TERM, "s", "落实“一岗双责”。", "一岗双责", "是哪一项？\n“……”", ("甲", "一岗双责", "丙"), 1
)


def test_what_is_written_is_read_back_unchanged() -> None:
    assert read_back(written(ITEM), ITEM) == ITEM


def test_signs_of_every_keyboard_count_and_the_key_stays() -> None:
    said = "换一种问法？\n\n✅一岗双责\n❌ 甲\nx 乙\n"
    reworded = read_back(said, ITEM)
    assert (reworded.question, reworded.choices, reworded.right) == (
        "换一种问法？",
        ("一岗双责", "甲", "乙"),
        0,
    )
    assert reworded.key == ITEM.key, "what was decided on the draft holds for its rewording"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("没有选项", "没看到选项"),
        ("√ 甲\n× 乙", "没有题干"),
        ("题？\n√ 甲", "选项要 2 到 10 个"),
        ("题？\n√ 甲\n√ 乙", "正好一个"),
        ("题？\n× 甲\n× 乙", "正好一个"),
        ("题？\n√ 甲\n× 甲", "写了两次"),
        ("题？\n√ 甲\n× 乙\n还有一行", "没看懂"),
        (f"{'长' * 301}\n√ 甲\n× 乙", "最多收 300"),
        (f"题？\n√ {'长' * 101}\n× 乙", "最多 100"),
    ],
)
def test_what_telegram_would_refuse_is_refused_in_a_sentence(said: str, fault: str) -> None:
    with pytest.raises(UserError, match=fault):
        read_back(said, ITEM)
