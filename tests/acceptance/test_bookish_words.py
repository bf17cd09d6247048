"""Who writes as the classics do is understood as who writes plainly, and what they wrote is kept as it was."""

from office import Office

NOTHING = "没有说到这个"


async def test_what_is_asked_in_bookish_words_is_answered_as_in_plain_ones(office: Office) -> None:
    zhao, chen = office.colleague("赵"), office.colleague("陈")
    for bookish, plain in (
        ("敢問「三重一大」之制，所指何事？", "「三重一大」是什么?"),
        ("此語出於何年何會？", "这句话出自哪年哪个会"),
        ("其二為何", "第二条是什么"),
        ("請錄其全文", "看全文"),
        ("前言所引，可確為原文耶？", "这是原文吗"),
        ("尚有他處言此否", "还有别处说到这个吗"),
        ("再下", "下一段"),
        ("續之", "接着读"),
        ("返首頁", "回到首页"),
        ("可有言及作風者乎", "有没有说到作风"),
    ):
        await zhao.says(bookish)
        await chen.says(plain)
        assert zhao.sees() == chen.sees(), bookish
        assert NOTHING not in zhao.sees()


async def test_in_a_group_it_is_the_same(office: Office) -> None:
    zhao = office.colleague("赵")
    chat = await office.group("机关党委", zhao)
    await zhao.says("@qingfeng_bot 敢問「三重一大」之制，所指何事", chat)
    assert "重大问题决策" in zhao.sees(chat)


async def test_the_inbox_has_what_was_written(run_office: Office) -> None:
    zhao, wu = run_office.colleague("赵"), run_office.colleague("吴")
    await zhao.says("敢問食堂夜宵之制，所指何事")
    assert "没有" in zhao.sees()
    await wu.says("未答问题")
    assert "敢問食堂" in wu.sees()
