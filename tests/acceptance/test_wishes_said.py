"""Wishes to the bot in people's own words: never looked up, never before the editors, never done by mistake."""

from office import Office

from storage.database import Database
from storage.tables.asking import questions

WISHES = (
    "以后早晨给我来条廉语吧",
    "能不能改到晚上八点再推",
    "周末别推，让我歇歇",
    "中秋期间先不要推送",
    "後天不要推送",
    "假休完了，推送可以恢复了",
    "换个别的句子给我",
    "昨天发的那句我没看到",
    "这句话是在哪次会议上讲的",
    "接着往后念",
    "前后几句也给我看看",
    "把整篇讲话发给我",
    "这里面都收了哪些讲话稿",
    "这个机器人怎么用呀",
    "别跟我机器人，找个真人来",
    "给我把这篇归纳成三点",
    "我要举报科长收礼",
    "怎么联系纪委",
    "多谢多谢，帮大忙了",
    "你说的我没看明白",
    "我现在订的是几点",
    "我问过的话领导会看到吗",
    "把我的记录统统删掉",
    "这个推送我不想要了，帮忙关掉",
)
QUESTIONS = ("暂停公务接待的规定", "恢复党员权利怎么规定", "取消评优资格", "举报人怎么保护", "谁来监督一把手")


async def test_a_wish_is_never_looked_up_nor_put_before_the_editors(office: Office, database: Database) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:00")
    for wish in WISHES:
        before = len(chen.answers())
        await chen.says(wish)
        assert len(chen.answers()) > before, wish
        assert "没有说到" not in chen.sees(), wish
        assert "没有完全对上" not in chen.sees(), wish
    assert await office.services.inbox.cases() == []
    async with database.connection() as connection:
        assert (await connection.execute(questions.select())).all() == []


async def test_a_question_with_the_words_of_a_wish_changes_nothing(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("/subscribe 08:00")
    before = await office.services.subscriptions.of(chen.person.id)
    for question in QUESTIONS:
        await chen.says(question)
    assert await office.services.subscriptions.of(chen.person.id) == before


async def test_in_a_group_a_wish_is_heard_only_when_it_is_said_to_the_bot(office: Office) -> None:
    chen, li = office.colleague("陈"), office.colleague("李")
    chat = await office.group("机关党委", chen, li)
    said = len(li.answers(chat))
    await li.says("这个机器人怎么用呀", chat)
    await li.says("我要举报科长收礼", chat)
    assert len(li.answers(chat)) == said
    await li.says("@qingfeng_bot 这个机器人怎么用呀", chat)
    assert "/subscribe" in li.sees(chat)
