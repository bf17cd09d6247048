"""What is asked of the office's record in words, and that nobody is told who has not done something."""

import pytest

from handlers.words.spoken import spoken
from knowledge.language.commands.office.office_words import asks_who_did_not, notice_words, office_wish


@pytest.mark.parametrize(
    ("said", "command", "argument"),
    [
        ("导出台账", "ledger", ""),
        ("帮我做一份台账", "ledger", ""),
        ("台账怎么做", "ledger", ""),
        ("导出台账给检查组", "ledger", ""),
        ("检查组要台账", "ledger", ""),
        ("把台账发给我", "ledger", ""),
        ("上级要来检查了，做一份台账", "ledger", ""),
        ("怎么做第三季度的台账", "ledger", "第三季度"),
        ("补记 组织观看警示教育片", "ledger", "补记 组织观看警示教育片"),
        ("每两个月提醒我廉政谈话", "duty", "廉政谈话 每两个月"),
        ("给责任书设个提醒 每月最后一个周五下午3点", "duty", "责任书 每月最后一个周五下午3点"),
        ("弄个廉政谈话的提醒", "duty", "廉政谈话"),
        ("新建一个廉政谈话的事项", "duty", "廉政谈话"),
        ("帮我建个签责任书的提醒", "duty", "责任书"),
        ("给我整个述责述廉的提醒", "duty", "述责述廉"),
        ("加一个个人有关事项报告的廉政事项", "duty", "个人有关事项报告"),
        ("隔周五提醒大家签责任书", "duty", "责任书 隔周五"),
        ("每季度末提醒大家签责任书", "duty", "责任书 每季度末"),
        ("补记", "ledger", "补记"),
        ("台账补记", "ledger", "补记"),
        ("补记一件事", "ledger", "补记"),
        ("台账补记 3月1日 党课", "ledger", "补记 3月1日 党课"),
        ("补记 3月1日 党课", "ledger", "补记 3月1日 党课"),
        ("今年的廉政事项", "duty", "今年"),
        ("2027年廉政事项安排", "duty", "2027年"),
        ("廉政事项日历", "duty", "全年"),
        ("廉政事项的全年安排", "duty", "全年"),
        ("我有什么要办的", "duty", ""),
        ("我要办的事", "duty", ""),
        ("我的待办", "duty", ""),
        ("还有几件没办", "duty", ""),
        ("下一个廉政事项是什么时候", "duty", ""),
        ("取消廉政事项", "duty", ""),
        ("下一题", "practice", ""),
        ("再来一道题", "practice", ""),
        ("换一题", "practice", ""),
        ("新建一个廉政事项", "duty", "新建"),
        ("设一个廉政事项 责任书 每年12月31日", "duty", "责任书 每年12月31日"),
        ("廉政事项 责任书 每年12月31日", "duty", "责任书 每年12月31日"),
        ("主题材料 作风建设", "material", "作风建设"),
        ("党课材料：责任书", "material", "责任书"),
        ("做一份作风建设的材料", "material", "作风建设"),
        ("帮我准备一份关于责任书的学习材料", "material", "责任书"),
    ],
)
def test_what_is_asked_of_the_record_is_a_command(said: str, command: str, argument: str) -> None:
    found = spoken(said, guess=False)
    assert found is not None
    assert (found.command.name, found.argument) == (command, argument)


@pytest.mark.parametrize(
    "said",
    [
        "台账要记什么", "补记的规定", "廉政事项有什么要求", "材料要怎么准备", "责任书什么时候签",
        "补记一下规定", "检查组检查什么", "检查时要看什么", "提醒谈话", "及时提醒廉政谈话",
        "学习材料怎么写", "做好一份材料", "讲话里怎么说台账", "我有什么责任",
    ],
)  # fmt: skip
def test_what_is_asked_of_the_speeches_is_none(said: str) -> None:
    assert office_wish(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "谁没办廉政谈话", "谁还没签责任书", "有谁没看通知", "哪些人没有答题", "谁没办", "谁不参加学习",
        "没办的名单", "看看未读人员名单", "排名", "答题排行榜", "学习时长统计", "打卡情况", "谁的责任书没签",
        "每季度没签责任书的名单", "今年没参加学习的人员名单", "没看通知的名单",
        "谁已阅了", "谁没已阅", "哪些人看了通知", "谁签了责任书",
    ],
)  # fmt: skip
def test_who_has_not_done_something_is_asked_for(said: str) -> None:
    assert asks_who_did_not(said)


@pytest.mark.parametrize(
    "said",
    [
        "谁来签责任书", "谁负责廉政谈话", "谁不履行责任要问责", "没有办成怎么办", "名单",
        "哪些人要报告个人有关事项", "谁没有做好一岗双责", "谁做了总结", "谁看了都说好", "不参加学习怎么处理",
    ],
)  # fmt: skip
def test_other_questions_are_none_of_these(said: str) -> None:
    assert not asks_who_did_not(said)


LONG = "各位同事，下周三下午两点在三楼会议室开会，请准时参加。" * 20


@pytest.mark.parametrize("words", ["明天停电", "9点三楼开会 带上笔记本", LONG])
@pytest.mark.parametrize(
    "said",
    [
        "发个通知：{}", "发通知 {}", "发个通知，{}", "发个通知说一下{}", "群发一下 {}",
        "通知大家{}", "请通知各位同事，{}",
        "帮我发个消息给大伙 {}", "给大家发个消息：{}", "给群里发一下 {}", "发布公告：{}",
        "发个通知给全体人员，{}",
    ],
)  # fmt: skip
def test_the_words_of_a_notice_are_all_that_follows(said: str, words: str) -> None:
    assert notice_words(said.format(words)) == words
    found = spoken(said.format(words))
    assert found is not None
    assert (found.command.name, found.argument) == ("notice", words)


@pytest.mark.parametrize(
    "said",
    [
        "发通知", "发个通知", "发通知要谁批准", "发通知 要谁批准？", "发通知 怎么发", "转发通知要领导签字吗",
        "给大家发福利有什么规定", "提醒大家节前别收礼", "通知多久能到",
    ],
)  # fmt: skip
def test_without_words_it_is_no_notice_yet(said: str) -> None:
    assert not notice_words(said)


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("通知：明天上午九点消防演练", "明天上午九点消防演练"),
        ("公告：周五大扫除", "周五大扫除"),
        ("会议通知：周三开会", "周三开会"),
        ("發一條更正，廉政會改在四樓", "廉政會改在四樓"),
        ("写个补充通知：带笔记本", "带笔记本"),
        ("明天九点开会，通知大家", "明天九点开会"),
        ("周五停电 跟大家说", ""),
        ("通知是怎么发的", ""),
        ("怎么发通知，通知大家", ""),
        ("发个更正的通知", ""),
    ],
)
def test_the_words_of_a_notice_are_found(says: str, words: str) -> None:
    assert notice_words(says) == words
