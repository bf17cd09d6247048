"""The editors' inbox has what was asked of the speeches in vain, and not what was said to the bot."""

from office import Office

IN_VAIN = "讲话里没有说到"
TO_COLLEAGUES, ON_WISH = "负责内容的同事会看到", "要请负责内容的同事看"
ASKED = (  # of the speeches, by anybody, whatever stands there
    "公车能不能私用阿",
    "领导讲没讲过酒驾",
    "俺是开车的，讲话里有没有说司机的",
    "那我过年收人家两条烟算啥",
    "讲话里让年轻干部干啥",
    "打车报销 标准",
    "何謂「慎獨慎微」",
    "食堂晚上供应夜宵吗",
)
TO_A_CARD = (  # by who looks after the content, while the inbox stands there
    "换成八项规定那条",
    "等等改一下，别写“不属廉语范围”",
    "公车能不能私用那条，绑车辆管理那段",
    "把答案改成“存戒惧、守底线”",
    "能不能教你，公车就是车辆管理",
    "廉政会改在四楼，时间不变",
    "绑車輛管理那段",
    "四月一号推“戒尺”那条",
    "候选里有没有讲家风的",
    "刘师傅答应了没",
)
TO_AN_ITEM = ("为什么不是第三个", "选第二个", "这题谁出的", "那道题答案不对吧")


async def waiting(office: Office) -> set[str]:
    return {words for case in await office.services.inbox.cases() for words, _ in case.wordings}


async def test_what_is_asked_of_the_speeches_stands_there_whatever_else_does(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    for words in ASKED:
        await chen.says(words)
        await run_office.passes(minutes=1)
    assert await waiting(run_office) >= set(ASKED)
    for words in ("讲话里说没说过家访", "领导提没提过彩礼", "讲话对网贷有什么要求"):
        await wu.says("未答问题")
        await wu.says(words)
        assert words in await waiting(run_office)
        await run_office.passes(minutes=1)


async def test_what_an_editor_says_to_a_card_does_not(run_office: Office) -> None:
    wu = run_office.colleague("吴")
    await run_office.colleague("陈").says("食堂晚上供应夜宵吗")
    for words in TO_A_CARD:
        await wu.says("未答问题")
        await wu.says(words)
        assert await waiting(run_office) == {"食堂晚上供应夜宵吗"}, words
        await run_office.passes(minutes=1)


async def test_what_is_said_to_an_item_does_not(run_office: Office) -> None:
    chen = run_office.colleague("陈")
    for words in TO_AN_ITEM:
        await chen.says("设置")
        await chen.says(words)
        assert not await waiting(run_office), words
        await run_office.passes(minutes=1)


async def test_who_means_a_question_after_all_has_it_brought_there(run_office: Office) -> None:
    wu, asked = run_office.colleague("吴"), "食堂晚上供应夜宵吗"
    await run_office.colleague("陈").says(asked)
    await wu.says("未答问题")
    await wu.says("廉政会改在四楼，时间不变")
    assert IN_VAIN in wu.sees()
    assert ON_WISH in wu.sees()
    assert TO_COLLEAGUES not in wu.sees()
    await wu.taps("问同事")
    assert await waiting(run_office) == {asked, "廉政会改在四楼，时间不变"}
