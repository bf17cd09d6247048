"""退一步, 退回上一步, 刚才那下不算: the last change is taken back, of the pushes or of a notice's draft."""

import pytest
from office import Office

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
