"""Questions about the office's record: which sheet of the ledger they are about, and of which days."""

import pytest

from handlers.words.spoken import spoken
from knowledge.language.commands.office.record_words import parted, record_asked


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("有多少人已阅了", "今年 通知"),
        ("已阅多少", "今年 通知"),
        ("已阅有几个人", "今年 通知"),
        ("已阅人数", "今年 通知"),
        ("通知有多少人看了？", "今年 通知"),
        ("上条通知几个人看过", "今年 通知"),
        ("多少人看了这条通知", "今年 通知"),
        ("今年发了几次通知", "今年 通知"),
        ("通知今年一共发了几条", "今年 通知"),
        ("第三季度发了多少条通知呀", "第三季度 通知"),
        ("查一下上个月总共发了几个通知", "上个月 通知"),
        ("今年推送了多少条", "今年 廉语推送"),
        ("今年一共推送了多少条廉语", "今年 廉语推送"),
        ("推送送到了多少", "今年 廉语推送"),
        ("廉语送达率怎么样", "今年 廉语推送"),
        ("哪道题最难", "今年 每周一题"),
        ("哪题错得最多？", "今年 每周一题"),
        ("最难的一道题是什么", "今年 每周一题"),
        ("今年哪道题最容易错", "今年 每周一题"),
        ("每周一题正确率多少", "今年 每周一题"),
        ("每周一题有多少人答了", "今年 每周一题"),
        ("本月有多少人答了每周一题", "本月 每周一题"),
        ("第三季度收到几条意见", "第三季度 意见办理"),
        ("今年搞了几次警示教育", "今年 谈话与责任书"),
        ("今年的廉政谈话谈了多少次", "今年 谈话与责任书"),
        ("责任书今年签了几份", "今年 谈话与责任书"),
        ("收到几条意见", "今年 意见办理"),
        ("本季度收到了多少建议", "本季度 意见办理"),
        ("答复了几件意见", "今年 意见办理"),
        ("本月大家问了多少问题", "本月 提问概况"),
        ("节前提醒今年发了几次", "今年 节前提醒"),
        ("补记了几件事", "今年 手工补记"),
        ("台账 今年 签字", "今年 签字"),
        ("做一份第三季度台账，要签字栏", "第三季度 签字"),
        ("今年的带签字栏的台账", "今年 签字"),
        ("出一份7月1日到9月30日的台账带签字", "7月1日到9月30日 签字"),
    ],
)
def test_what_is_asked_of_the_record_is_read(said: str, told: str) -> None:
    assert record_asked(said) == told
    found = spoken(said)
    assert found is not None
    assert (found.command.name, found.argument) == ("ledger", told)


@pytest.mark.parametrize(
    "said",
    [
        "已阅",
        "今年推送了什么",
        "推送了多少条",
        "廉政谈话要做几次",
        "责任书要签几份",
        "责任书一共签了多少份？",
        "我有几条意见",
        "有几条意见",
        "通知怎么发",
        "每周一题",
        "每周一题 周三下午三点",
        "这道题最难",
        "谁没看通知",
        "问了几个问题",
        "台账要签字吗",
        "讲话签字",
        "三重一大有几条",
        "今年查处了多少人",
    ],
)
def test_what_is_not_asked_of_it_is_left_to_others(said: str) -> None:
    assert record_asked(said) is None


@pytest.mark.parametrize(
    ("argument", "parts"),
    [
        ("今年 通知", ("今年", "通知", False)),
        ("通知 9月", ("9月", "通知", False)),
        ("2026年 第三季度 签字", ("2026年 第三季度", "", True)),
        ("7月1日到9月30日", ("7月1日到9月30日", "", False)),
    ],
)
def test_what_stands_behind_the_command_is_parted(argument: str, parts: tuple[str, str, bool]) -> None:
    assert parted(argument) == parts
