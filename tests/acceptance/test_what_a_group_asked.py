"""这群问过啥: what is kept and who sees it is said; figures are for those who may have them."""

import pytest
from office import Colleague, Office

from emulator.chats import Chat


def has(reader: Colleague, words: str, chat: Chat | None = None) -> bool:
    """Return whether a message of the bot's that the reader sees has these words."""
    return any(words in one.text for one in reader.answers(chat))


ASKED = [
    "这群问过啥",
    "群里都问过什么",
    "大家在这问过哪些问题",
    "本群最近问了什么",
    "群里谁问了什么",
    "我们群的提问记录",
    "群里问了多少问题",
]


@pytest.mark.parametrize("said", ASKED)
async def test_it_is_said_what_is_kept_of_a_group_s_questions(run_office: Office, said: str) -> None:
    operator, admin, member = (run_office.colleague(name) for name in ("吴", "周", "小陈"))
    chat = await run_office.group("机关群", admin, member)
    await member.says("@qingfeng_bot 油卡能不能给家属用", chat)
    await member.says(f"@qingfeng_bot {said}", chat)
    assert "往上翻" in member.sees(chat)
    assert "最近 30 天" not in member.sees(chat)
    await admin.says(f"@qingfeng_bot {said}", chat)
    assert has(admin, "提问 1 次", chat)
    await operator.says(said)
    assert "不按群列" in operator.sees()
    assert "油卡" not in operator.sees()
    await operator.says("/inbox")
    assert said not in operator.sees()


@pytest.mark.parametrize("said", ["群众反映的问题有哪些", "群众路线是什么", "讲话提了哪些问题"])
async def test_what_is_asked_of_the_speeches_is_looked_up(office: Office, said: str) -> None:
    clerk = office.colleague("小陈")
    await clerk.says(said)
    assert "不按群列" not in clerk.sees()
