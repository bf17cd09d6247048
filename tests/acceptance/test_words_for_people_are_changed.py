"""An opinion, a reply and an answer that wait to be sent are changed in words, and go as they stand then."""

from office import Colleague, Office

ASKED, WRITTEN = "食堂晚上供应夜宵吗", "按车辆管理制度执行，具体问办公室"
CHANGES = (
    ("把“问办公室”改成“问机关服务科”", "按车辆管理制度执行，具体问机关服务科"),
    ("问办公室改为问机关服务科", "按车辆管理制度执行，具体问机关服务科"),
    ("不是办公室，是机关服务科", "按车辆管理制度执行，具体问机关服务科"),
    ("把“問辦公室”改成“問服務科”", "没找准"),
    ("去掉按车辆管理制度执行", "具体问办公室"),
    ("把“具体”去掉", "按车辆管理制度执行，问办公室"),
    ("加一句：周一答复您", "按车辆管理制度执行，具体问办公室。周一答复您"),
    ("最前面加一句：您好", "您好。按车辆管理制度执行，具体问办公室"),
    ("改成：请问机关服务科", "请问机关服务科"),
)
OPINION = "字太小，看不清楚"
OPINIONS = (
    ("把“看不清楚”改成“看着费劲”", "字太小，看着费劲"),
    ("字太小改成字号太小", "字号太小，看不清楚"),
    ("后面加一句：最好大一号", "字太小，看不清楚。最好大一号"),
    ("去掉看不清楚", "字太小"),
    ("我写的意见还在吗", OPINION),
)
STAYS = (  # what is said of it and changes nothing
    "先别发",
    "发出去了没",
    "给提问人的那条还在吗",
    "給他的那條再給我看看",
    "我写的回复呢",
    "把“科长”改成“处长”",
)


async def a_reply(office: Office) -> Colleague:
    """Let an editor's reply to a question wait to be sent."""
    await office.colleague("陈").says(ASKED)
    wu = office.colleague("吴")
    for words in ("未答问题", "1", "回复提问人", WRITTEN):
        await wu.says(words)
    return wu


async def test_an_editor_changes_a_reply_before_it_goes(run_office: Office) -> None:
    wu = await a_reply(run_office)
    for said, shown in CHANGES:
        await wu.says(f"改成：{WRITTEN}")
        await wu.says(said)
        assert f"\n{shown}\n" in wu.sees() or shown in wu.sees().partition("\n")[0], said
        await run_office.passes(minutes=1)
    await wu.says("退回上一步")
    assert WRITTEN in wu.sees()
    await wu.says("具体问办公室改成问服务科")
    await wu.says("发出")
    assert "送到 1 处" in wu.sees()
    assert run_office.colleague("陈").sees().endswith("按车辆管理制度执行，问服务科")


async def test_a_reply_is_neither_lost_nor_sent_by_what_is_said_of_it(run_office: Office) -> None:
    wu = await a_reply(run_office)
    for said in STAYS:
        await wu.says(said)
        assert WRITTEN in wu.sees(), said
        await wu.says("嗯")
        assert "送到" not in wu.sees(), said
        await run_office.passes(minutes=1)
    for said in ("公车能不能私用", "把“问办公室”改成“问服务科”", "三重一大是什么", "那条回复还在不在", "发出"):
        await wu.says(said)
    assert "送到 1 处" in wu.sees()
    assert "问服务科" in run_office.colleague("陈").sees()
    assert not await run_office.services.suggestions.of(1)


async def test_an_opinion_and_its_answer_are_changed_likewise(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("你好")
    for said, shown in OPINIONS:
        for words in ("我要提意见", OPINION, said):
            await chen.says(words)
        assert f"“{shown}”" in chen.sees()
        await chen.says("匿名")
        assert wu.sees().endswith(shown)
        await wu.taps("答复")
        for words in ("下次调大", "把下次改为下周", "发吧"):
            await wu.says(words)
        assert "转给提意见的人" in wu.sees()
        assert chen.sees().endswith("下周调大")
        await run_office.passes(minutes=2)


async def test_what_is_no_word_of_the_opinion_changes_nothing_of_it(run_office: Office) -> None:
    chen, wu = run_office.colleague("陈"), run_office.colleague("吴")
    await wu.says("你好")
    for words in ("我要提意见", OPINION, "改到每周一三五早上七点"):
        await chen.says(words)
    assert "07:00" in chen.sees()
    await chen.says("匿名发出")
    assert wu.sees().endswith(OPINION)
