"""Editors say to the inbox what is wanted of which case, with the passage or the reply, in one sentence."""

from office import Colleague, Office

CAR, SMOKES, SUPPER, DRUNK = (
    "公车能不能私用阿",
    "那我过年收人家两条烟算啥",
    "食堂晚上供应夜宵吗",
    "领导讲没讲过酒驾",
)
CARS = "2022-3-15"
REPLIES = (  # to the case that stands open, or to one that is named
    ("回复提问人，说下周一给答复", "下周一给答复"),
    ("告诉他去问办公室", "去问办公室"),
    ("回他：周一答复", "周一答复"),
    ("跟提问人说这个不归我们管", "这个不归我们管"),
    ("给他回一句，请看2022年那篇", "请看2022年那篇"),
    ("讓提問的同志去找辦公室", "去找辦公室"),
    ("转告他，讲话里没有这个规定", "讲话里没有这个规定"),
    ("就回：讲话里没提", "讲话里没提"),
    ("第一个就回“找办公室”", "找办公室"),
    ("公车那条回复他问机关服务科", "问机关服务科"),
    ("告訴問公車的那位，請問機關服務科", "請問機關服務科"),
)
BINDINGS = (
    "用车辆管理那段答他",
    "绑到2022-3-15",
    "公车那条，绑车辆管理那段",
    "公車能不能私用那條，綁車輛管理那段",
    "把讲车辆管理的那段绑上去",
    "用2022-3-15回答第一个",
    "第一个绑车辆管理那段",
    "這條用車輛管理那段來答",
    "公车的问题就用车辆管理那段答",
    "绑“车辆管理”那段",
)
OPENINGS = (
    "先弄第二个",
    "再打开那个烟的",
    "回到第2个",
    "看看问烟的那条",
    "烟那条呢",
    "打开烟的那个",
    "先看煙那個問題",
    "那个问烟的拿来看看",
)
ON_THE_PAGE = ("车辆管理那段", "讲车辆管理的那段", "就用车辆管理那段", "車輛管理那段", "2022-3-15", "第一个")


async def at_the_inbox(office: Office) -> Colleague:
    """Let an editor see questions in vain; the card of the first one stands open."""
    for words in (SUPPER, SMOKES, CAR):
        await office.colleague("陈").says(words)
        await office.passes(minutes=1)
    wu = office.colleague("吴")
    await wu.says("未答问题")
    await wu.says("第一个")
    assert CAR in wu.sees()
    return wu


async def test_a_reply_comes_with_its_words(run_office: Office) -> None:
    wu = await at_the_inbox(run_office)
    for said, words in REPLIES:
        await wu.says(said)
        assert f"回复：\n{words}\n" in wu.sees(), said
        assert CAR in wu.sees(), said
        await wu.says("不发，回到问题")
        await run_office.passes(minutes=1)
    await wu.says("告诉问烟的那位，请问纪检组")
    assert SMOKES in wu.sees()
    await wu.says("发出")
    assert "送到 1 处" in wu.sees()
    assert run_office.colleague("陈").sees().endswith("请问纪检组")


async def test_a_binding_comes_with_its_passage(run_office: Office) -> None:
    wu = await at_the_inbox(run_office)
    for said in BINDINGS:
        await wu.says(said)
        assert CARS in wu.sees(), said
        assert f"“{CAR}”" in wu.sees(), said
        assert "绑定这段" in wu.last().buttons, said
        await run_office.passes(minutes=1)
    await wu.says("就这段")
    assert f"直接回答 {CARS}" in wu.sees()
    await wu.says("三重一大是什么")
    shown = wu.sees()
    await wu.says("就把这段绑给他那个烟的问题")
    assert SMOKES in wu.sees()
    assert shown[:30] in wu.sees()
    await wu.says("烟那条绑“量子力学”那段")
    assert "没有找到您说的那一段" in wu.sees()


async def test_a_passage_is_named_where_one_is_asked_for(run_office: Office) -> None:
    wu = await at_the_inbox(run_office)
    for said in ON_THE_PAGE:
        for words in ("未答问题", "第一个", "绑定一段原文", said):
            await wu.says(words)
        assert "绑定这段" in wu.last().buttons, said
        assert CARS in wu.sees(), said
        await run_office.passes(minutes=1)


async def test_a_case_is_opened_by_its_words_and_settled_by_them(run_office: Office) -> None:
    wu = await at_the_inbox(run_office)
    for said in OPENINGS:
        await wu.says("未答问题")
        await wu.says(said)
        assert SMOKES in wu.sees(), said
        assert "绑定一段原文" in wu.last().buttons, said
        await run_office.passes(minutes=1)
    await wu.says("夜宵那条略过")
    assert f"“{SUPPER}”" in wu.sees()
    assert "撤销" in wu.last().buttons
    await wu.taps("撤销")
    await wu.says("公车和夜宵那两个都不是正经问题，删掉")
    assert "已略过 2 个" in wu.sees()
    await wu.says("烟的，这个讲话里真没有，标一下")
    assert "以后这样问，我就说讲话里没有" in wu.sees()
    assert not await run_office.services.inbox.cases()


async def test_what_fits_no_case_or_several_is_asked_and_settles_nothing(run_office: Office) -> None:
    wu = await at_the_inbox(run_office)
    await run_office.colleague("陈").says("打车报销 标准")
    for said, told in (
        ("炒股那条略过", "没有这样的问题：炒股"),
        ("第9个略过", "没有这样的问题：第9个"),
        ("车那条略过", "是哪个"),
    ):
        await wu.says(said)
        assert told in wu.sees(), said
    assert len(await run_office.services.inbox.cases()) == 4
    await run_office.passes(hours=1)
    await wu.says("告诉他去问办公室")  # to nobody any more
    assert "发出" not in wu.last().buttons


async def test_who_is_not_at_the_inbox_is_understood_where_nothing_else_is_meant(run_office: Office) -> None:
    wu = await at_the_inbox(run_office)
    await run_office.passes(hours=1)
    await wu.says("回复提问人，说下周一给答复")
    assert "说的是哪个问题" in wu.sees()
    assert wu.last().buttons[:3] == ["1", "2", "3"]
    await run_office.passes(hours=1)
    await wu.says("公车那条，绑车辆管理那段")
    assert "绑定这段" in wu.last().buttons
    await run_office.passes(hours=1)
    await wu.says("以后问公车的就答车辆管理那段")
    assert "绑定这段" not in wu.last().buttons
    await run_office.colleague("陈").says("公车那条，绑车辆管理那段")  # who is no editor looks it up
    assert "绑定这段" not in run_office.colleague("陈").last().buttons


async def test_a_number_is_the_row_that_was_shown(run_office: Office) -> None:
    wu, li = await at_the_inbox(run_office), run_office.colleague("李")
    await wu.says("返回问题箱")
    for words in (DRUNK, "工会卡怎么办"):
        await li.says(words)
        await run_office.passes(minutes=1)
    await wu.says("未答问题")
    rows = [row.partition(". ")[2].partition("（")[0] for row in wu.sees().splitlines() if ". " in row]
    assert rows[:3] == [CAR, SMOKES, SUPPER]
    await wu.says("第二个就回“问纪检组”")
    assert SMOKES in wu.sees()
    await wu.says("三重一大是什么")
    await wu.says("回到第3个")
    assert SUPPER in wu.sees()


async def test_what_was_settled_last_is_taken_back_in_words(run_office: Office) -> None:
    wu = await at_the_inbox(run_office)
    for done, said in (
        (("绑车辆管理那段", "就这段"), "刚才绑的那个解开"),
        (("绑车辆管理那段", "就这段"), "取消绑定"),
        (("绑车辆管理那段", "就这段", "烟那条略过"), "把刚才绑的撤了"),
        (("夜宵那条略过",), "刚才略过的拿回来一个"),
        (("公车那条讲话里没有",), "标错了，撤销"),
        (("公车和夜宵那两个略过",), "刚才那条恢复"),
    ):
        await wu.says("未答问题")
        for words in done:
            await wu.says(words)
        before = len(await run_office.services.inbox.cases())
        await wu.says(said)
        assert "放回了问题箱" in wu.sees(), said
        assert len(await run_office.services.inbox.cases()) == before + 1, said
        await run_office.passes(minutes=1)
