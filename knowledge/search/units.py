"""In what a question wants its amount: 总投资多少 in money, 招录多少名 in persons, 利率多少 in hundredths.

A passage can hold a number and still not the one asked for: 年接待能力3万人次 is no answer to 总投资多少.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from core.patterns import pattern

KEPT = 16  # of one question several passages are looked at, and few questions at a time
_DIGITS = pattern(r"[0-9]+")
_HOW_MANY = r"(?:多少|(?<![第好前近这那后])几)"
_BIG = "[十百千万亿]*"
_NUMBER = r"(?:[0-9][0-9.,]*|[〇零一二三四五六七八九十百千两几])[〇零一二三四五六七八九十百千万亿两多余几]*"
# What is counted in money without a word for it: 总投资多少, 工资一个月多少.
_SUM = (
    r"(?:投资|预算|工资|津贴|奖金|租金|金额|经费|利润|收入|产值|罚款|费用|资金|生活费|物业费|学费|房租)(?:额|总额|标准)?"
    r"(?:一共|总共|合计|大概|现在|是|有|为|每月|每年|一天|一年|一个月)*"
)
# Who is counted: 3451.9万农村居民, 6398万人.
_PERSONS = r"(?:人|名|位|口|居民|职工|教师|老师|学生|群众|农民|党员|干部|委员|同志|老人|户)"


@dataclass(frozen=True, slots=True)
class Unit:
    """A kind of amount: how people ask for it, and what a passage that has one looks like."""

    asking: re.Pattern[str]
    holding: re.Pattern[str]


def _unit(asking: str, holding: str) -> Unit:
    return Unit(pattern(asking), pattern(holding))


def _counted(*words: str) -> Unit:
    """Return the unit of things that are counted by one of these words: 多少吨, 几十万吨."""
    either = "|".join(words)
    return _unit(rf"{_HOW_MANY}{_BIG}(?:{either})", rf"{_NUMBER}(?:{either})")


UNITS = (
    _unit(
        rf"{_HOW_MANY}个?{_BIG}(?:元|块(?!地)|毛|角(?!度)|钱|美元|外汇|补贴|补助|奖金|工资|津贴|经费|费用|罚款|学费|利息|租金|押金|资金|款项|赃款|债务|税收|存款)|{_SUM}{_HOW_MANY}(?!人|名|个|位|次|件|起|份|家|项|户)",
        rf"{_NUMBER}(?:元|块|毛|角|美元|欧元|港元|日元|分钱)|[万亿](?:以上|左右)?(?![\u4e00-\u9fff])|免费|免收|分文",
    ),
    _unit(
        rf"(?:率|比例|比重|占比)(?:是|有|为|达到|(?:定的?)?目标是)?{_HOW_MANY}|{_HOW_MANY}个?百分点|百分之(?:几|多少)",
        r"%|百分之|个百分点|[0-9一二三四五六七八九十](?:成|倍|折)|分之",
    ),
    _unit(
        rf"{_HOW_MANY}{_BIG}(?:人(?!民币|次)|名(?!单)|位(?!置))|{_HOW_MANY}{_BIG}个?(?:人口|贫困人口|职工|教师|学生|干部|党员)(?![\u4e00-\u9fff])",
        rf"{_NUMBER}个?[\u4e00-\u9fff]{{0,4}}?{_PERSONS}|全体|全员|全部",
    ),
    _unit(
        rf"{_HOW_MANY}个?(?:工作日|天|星期|小时|分钟)",
        rf"{_NUMBER}个?(?:工作日|日|天|周|星期|月|季度|年|小时|分钟)|当[天日场]|次日|立即|随时|每[天日周月年]|半",
    ),
    _counted("起", "件", "例", "宗", "桩", "个问题", "个案"),
    _counted("公斤", "千克", "吨", "斤"),
    _counted("公里", "千米", "里", "米"),
    _counted("亩", "平方", "平米", "公顷"),
    _counted("人次", "次", "回", "趟", "遍"),
    _counted("台", "辆", "架", "艘", "部车"),
    _counted("场", "期", "批"),
)


def in_other_units(question: str, passage: str, given: set[str]) -> bool:
    """Return whether the folded question wants an amount of a kind that the folded passage has none of.

    A number of the question itself, one of `given`, is no answer to it.
    """
    return any(
        not any(not digits(found[0]) & given for found in unit.holding.finditer(passage))
        for unit in _asked(question)
    )


@lru_cache(KEPT)
def _asked(question: str) -> tuple[Unit, ...]:
    return tuple(unit for unit in UNITS if unit.asking.search(question))


def digits(text: str) -> set[str]:
    """Return the numbers in a folded text that are written in digits."""
    return set(_DIGITS.findall(text))
