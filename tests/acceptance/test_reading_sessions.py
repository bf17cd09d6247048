"""What readers say between answers: what a number or stars mean, that it is too hard, how many were right."""

from office import Office

NUMBER, STARS = "编号是我给每段原文编的，不是日期", "*** 是讲话稿里本来就涂去的字"
SHORTEST = "我不缩写，最短给到一句原话："


async def test_a_number_is_no_date_and_stars_are_explained(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("公车能不能私用")
    for said, told in (
        ("2022-3-08是3月8号讲的意思吗", NUMBER),
        ("这号码啥意思", NUMBER),
        ("2022-3-15是日期吗", NUMBER),
        ("后面那串数字是什么", NUMBER),
        ("是3月15号讲的意思吗", NUMBER),
        ("那串數字是甚麼意思", NUMBER),
        ("最后那个-15是啥", NUMBER),
        ("出处里那个3-15啥意思", NUMBER),
        ("这个编号后面的15是什么", NUMBER),
        ("出处里的2022-3-15是几月几号的意思？", NUMBER),
        ("这是日期还是编号", NUMBER),
        ("*****是什么意思", STARS),
        ("那几个星星是什么", STARS),
        ("五个*号代表啥", STARS),
        ("为什么有***", STARS),
        ("星號的地方原來寫的什麼", STARS),
        ("星号要不要抄进去", STARS),
        ("要不要注明是谁讲的", "照出处写就行"),
        ("引用时要写领导名字吗", "照出处写就行"),
        ("写材料要不要写上领导名字", "照出处写就行"),
        ("都是谁讲的", "上面那段出自《"),
        ("这些话是谁讲的", "上面那段出自《"),
        ("要不要写页码", "照出处写就行"),
        ("年份我写2023对吧", "上面那段出自《"),
        ("那到底哪天开的会", "上面那段出自《"),
        ("编号是什么", "上面那段出自："),  # the number of that passage
        ("2022-3-15", "对机关请销假"),
    ):
        await chen.says(said)
        assert chen.sees().startswith(told), said


async def test_who_wants_it_plainer_gets_no_more_of_it(office: Office) -> None:
    """A sentence of it that has the words asked about; what is a sentence already gets an honest word."""
    chen = office.colleague("陈")
    for said in (
        "没看懂，说人话",
        "看不懂，能不能简单点",
        "講人話",
        "太绕了，一句话说清楚",
        "用大白话说",
        "太深奥了",
    ):
        await chen.says("一岗双责是什么")
        whole = chen.sees()
        await chen.says(said)
        lead, sentence, *_ = chen.sees().splitlines()
        assert lead == SHORTEST, said
        assert "一岗双责" in sentence, said
        assert sentence in whole, said
        assert len(sentence) < len(whole.splitlines()[0])
    await chen.says("不调研就不发言")
    await chen.says("2022-3-21")
    assert len(chen.sees().splitlines()) == 2
    await chen.says("别那么文绉绉，直白些")
    assert chen.sees().startswith("讲话稿写得书面，不好懂不怪您")


async def test_in_a_group_it_is_what_that_person_looked_at(office: Office) -> None:
    wu, zhou, wang = map(office.colleague, ("吴", "周", "王"))
    group = await office.group("机关群", wu, zhou, wang)
    await zhou.says("@qingfeng_bot 一岗双责是什么", group)
    theirs = zhou.answers(group)[-1]
    await wang.says("@qingfeng_bot 责任书是什么", group)  # only buttons
    await zhou.says("@qingfeng_bot 看不懂，能不能简单点", group)
    assert zhou.sees(group).startswith(f"{SHORTEST}\n中央要求“一岗双责”"), zhou.sees(group)
    await wang.says("@qingfeng_bot 没看懂，说人话", group)
    assert wang.sees(group).startswith("上面列的还没有打开")
    await wang.says("没看懂，说人话", group, answering=theirs)
    assert wang.sees(group).startswith(f"{SHORTEST}\n中央要求“一岗双责”")
    await wang.says("@qingfeng_bot 上面说的是几几年的", group)
    assert "只写到2022年" in wang.sees(group)


async def test_what_is_asked_beside_the_speeches(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ("我一共答对几道", "我答对了多少题", "我做了几道题，对了几道", "我得了多少分"):
        await chen.says(said)
        assert chen.sees().startswith("一共对几道、错几道我不统计"), said
    await chen.says("责任书在哪些地方提到")
    for said in ("都给我看看", "都拿来看看", "全都列出来"):
        await chen.says(said)
        assert chen.sees().startswith("“责任书”在两篇讲话里有 3 段提到"), said


async def test_what_is_asked_of_a_place_opens_it(office: Office) -> None:
    he = office.colleague("何")
    await he.says("「四風」凡幾見")
    await he.says("其第二處在何年何會")
    assert he.sees().startswith("“四风”第 2 处，共 2 处：")
    await he.says("與「官僚主義」孰多")
    assert he.sees().startswith("“官僚主义”在两篇讲话里只有这一处：")


async def test_a_long_question_is_of_the_words_it_quotes(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("单位要搞党风廉政学习，帮我找找讲话里讲“两个维护”的地方")
    await chen.says("就这一个地方吗")
    assert chen.sees().startswith("别处没有“两个维护”这几个字")
    await chen.says("那2022年那篇提没提这个")
    assert chen.sees().startswith("2022年的讲话里没有“两个维护”这几个字")
    await chen.says("公车能不能私用")
    await chen.says("太长了来一句就行")
    assert chen.sees().startswith("上面那段只有一句")
