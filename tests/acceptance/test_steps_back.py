"""退一步, 退回上一步, 刚才那下不算: the last change is taken back, of the pushes or of a notice's draft."""

import pytest
from office import Colleague, Office

from emulator.chats import Chat


def has(reader: Colleague, words: str, chat: Chat | None = None) -> bool:
    """Return whether a message of the bot's that the reader sees has these words."""
    return any(words in one.text for one in reader.answers(chat))


STEPS = (
    "弄错了 退一步",
    "退回上一步",
    "刚才那下不算",
    "倒回去一步",
    "回到上一步",
    "手抖了 改回去",
    "往回退一下",
    "回退一步",
)


@pytest.mark.parametrize("said", STEPS)
async def test_a_step_back_takes_the_last_change_of_the_pushes_back(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 8:30")
    await clerk.says("改到9点")
    await clerk.says(said)
    known = await office.services.subscriptions.of(clerk.person.id)
    assert known is not None
    assert known.time == "08:30"


async def test_a_step_back_is_none_where_the_pushes_were_not_spoken_of(office: Office) -> None:
    clerk = office.colleague("小陈")
    await clerk.says("/subscribe 8:30")
    await clerk.says("改到9点")
    await clerk.says("三重一大是什么")
    await clerk.says("退回上一步")
    known = await office.services.subscriptions.of(clerk.person.id)
    assert known is not None
    assert known.time == "09:00"


@pytest.mark.parametrize("said", ["弄错了 退一步", "退回上一步", "刚才那下不算", "改回去", "恢复到上一步"])
async def test_a_step_back_takes_the_last_change_of_a_draft_back(run_office: Office, said: str) -> None:
    operator = run_office.colleague("吴")
    await operator.says("发个通知：明天下午三点开会")
    await operator.says("三点改成四点")
    assert has(operator, "明天下午四点开会")
    await operator.says(said)
    assert [one.text for one in operator.answers()][-2].endswith("明天下午三点开会")
    assert "取消" in operator.last().buttons


async def test_a_draft_that_was_not_changed_is_not_thrown_away_by_a_step_back(run_office: Office) -> None:
    operator = run_office.colleague("吴")
    await operator.says("发个通知：明天下午三点开会")
    await operator.says("退回上一步")
    assert operator.sees().startswith("草稿还没有改过")
    await operator.says("不发了")
    assert "没有发给任何人" in operator.sees()
