"""A yes that comes after something else was spoken of: what cannot be undone asks for its button's words."""

from office import Office

QUESTION = "三重一大是什么"


async def test_a_yes_long_after_deletes_nothing(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("删掉我的记录")
    assert "删了不能恢复" in chen.sees()
    await chen.says(QUESTION)
    for yes in ("是", "好的", "嗯"):
        await chen.says(yes)
        assert "确定删去" in chen.sees()
        assert "都删了" not in chen.sees()
    await chen.says("确定删去")
    assert chen.sees().startswith("都删了")


async def test_a_yes_at_once_or_as_a_reply_is_one(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    await chen.says("删掉我的记录")
    await chen.says("是")
    assert chen.sees().startswith("都删了")
    await li.says("删掉我的记录")
    asked = li.last()
    await li.says(QUESTION)
    await li.says("是", answering=asked)
    assert li.sees().startswith("都删了")


async def test_a_nod_to_an_answer_does_nothing_that_was_asked_before(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:30")
    await chen.says("推迟一小时")
    assert "09:30" in chen.sees()
    await chen.says(QUESTION)
    await chen.says("好的")
    assert chen.sees() == "好的，有问题随时问我。"
    await chen.says("是")
    assert "每天 09:30 推送" in chen.sees()


async def test_who_wants_to_see_their_questions_is_not_asked_to_delete_them(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ("把我的问题都列出来", "把我问的都列给我看", "我问过什么"):
        await chen.says(said)
        assert "往上翻聊天记录" in chen.sees()
        assert "/forget_me" in chen.sees()
    await chen.says("是")
    assert "都删了" not in chen.sees()


async def test_nobody_writes_a_suggestion_that_nobody_would_get(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ("/suggest", "我想提个意见", "/suggest 食堂太贵"):
        await chen.says(said)
        assert "还没有运维人员能收到意见" in chen.sees()
