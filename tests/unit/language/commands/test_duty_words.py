"""What is said to a duty in words, and what is not."""

import pytest

from knowledge.language.commands.office.duty_words import DutyWord, duty_word, named_duty_word, people_on_or_off


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("好的", DutyWord.AGREE),
        ("同意提醒", DutyWord.AGREE),
        ("好的，谢谢", DutyWord.AGREE),
        ("不归我管", DutyWord.DECLINE),
        ("这事不归我", DutyWord.DECLINE),
        ("已经办好了", DutyWord.DONE),
        ("昨天办的", DutyWord.DONE),
        ("12月20日办完的", DutyWord.DONE),
        ("推迟", DutyWord.LATER),
        ("推迟三天", DutyWord.LATER),
        ("推迟一下", DutyWord.LATER),
        ("这个推迟一周吧", DutyWord.LATER),
        ("延后几天再说", DutyWord.LATER),
        ("推送推迟到九点", None),
        ("推迟到九点", None),
        ("推迟签订责任书怎么处理", None),
        ("公车怎么办", None),
        ("没办", None),
        ("酒席办了", None),
        ("三重一大是什么", None),
    ],
)
def test_it_is_known(said: str, word: DutyWord | None) -> None:
    assert duty_word(said) is word


@pytest.mark.parametrize(
    ("said", "name", "word"),
    [
        ("廉政谈话谈完了", "廉政谈话", DutyWord.DONE),
        ("责任书昨天签的", "责任书", DutyWord.DONE),
        ("警示教育片已经看过了", "警示教育片", DutyWord.DONE),
        ("个人有关事项报告 12月20日交的", "个人有关事项报告", DutyWord.DONE),
        ("责任书推迟三天", "责任书", DutyWord.LATER),
        ("廉政谈话这件事不归我管", "廉政谈话", DutyWord.DECLINE),
        ("廉政谈话没办好", "廉政谈话没", DutyWord.DONE),
        ("责任书签好了吗", None, None),
        ("责任书签了就是立了军令状", None, None),
        ("三重一大是什么", None, None),
        ("好了", None, None),
    ],
)
def test_a_duty_may_be_named(said: str, name: str | None, word: DutyWord | None) -> None:
    found = named_duty_word(said)
    assert (found[:2] if found else (None, None)) == (name, word)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("加上小陈", (True, "小陈")),
        ("把小陈和老周加进去", (True, "小陈和老周")),
        ("对了，再加张三、李四吧", (True, "张三、李四")),
        ("小陈也加上", (True, "小陈")),
        ("去掉老周", (False, "老周")),
        ("把老周拿掉吧", (False, "老周")),
        ("加人", None),
        ("加上几个人", None),
        ("三重一大是什么", None),
    ],
)
def test_people_are_named_for_a_card(said: str, meant: tuple[bool, str] | None) -> None:
    assert people_on_or_off(said) == meant
