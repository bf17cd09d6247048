"""What people say that asks the speeches nothing: no denial, no passage, and no editor sees it."""

from office import Office

# The model has not heard these; of such it may miss one in six.
TALKED = (
    *(
        "孩子发烧了，今天晚到",
        "处长今天又冲我发火",
        "食堂换了师傅，菜更咸了",
        "写材料写得头昏眼花",
        "我家猫丢了",
    ),
    *("你有没有感情啊", "你这程序谁写的呀", "你能不能少啰嗦两句", "跟你聊天真费劲"),
    *("这篇到底有几页啊", "刚才那张图看不清", "上面那句是不是少了半截", "字能不能大一点"),
    *("这个月谁问得最多", "新来的小赵怎么开权限", "昨天的通知有几个群没收到", "题库审到哪了"),
    *("我定的是每天还是工作日来着", "过节那几天停不停", "我现在到底订没订上"),
)
MISSED = 1 / 6
ASKED = ("公车能接孩子吗", "能不能在外面兼职", "收一盒茶叶要不要上交", "出国探亲要向谁报告")


async def test_talk_is_no_question_and_a_question_is_no_talk(office: Office) -> None:
    chen = office.colleague("陈")
    await chen.says("三重一大是什么")
    for said in TALKED:
        await chen.says(said)
    missed = {case.words for case in await office.services.inbox.cases()}
    assert len(missed) <= MISSED * len(TALKED), missed
    for said in ASKED:
        await chen.says(said)
    assert {case.words for case in await office.services.inbox.cases()} - missed == set(ASKED)


async def test_what_the_speeches_say_is_answered_however_it_is_asked(office: Office) -> None:
    chen = office.colleague("陈")
    for said in ("你给我讲讲三重一大", "打官腔的事讲话里怎么说"):
        await chen.says(said)
        assert "· 202" in chen.sees(), said
