"""In what a question wants its amount, and whether a passage has one of that kind."""

import pytest

from knowledge.search.asked_for import missing

READERS = "依托旧址建设廉洁教育基地，年接待能力不少于3万人次。"
CASES = "去年查处这类问题27起，处理41人，追回1860多万。"


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("廉洁教育基地总投资多少", READERS),
        ("廉洁教育基地花了多少钱", READERS),
        ("廉洁教育基地请了多少名讲解员", "廉洁教育基地设在旧址，去年办了12场活动。"),
        ("去年查处这类问题，漏损率是多少", CASES),
        ("去年这类问题涉及多少吨粮食", CASES),
        ("去年查处这类问题，修了多少公里路", CASES),
        ("去年查处这类问题用了几辆车", CASES),
        ("讲解员每个月给多少补贴", "请了12名讲解员，每周至少来2次。"),
        ("跟霍某打牌的那两名律师叫什么", "原副庭长霍某，与两名律师以“牌友”相称。"),
    ],
)
def test_a_number_of_another_kind_is_no_answer(question: str, passage: str) -> None:
    assert missing(question, passage) == 1.0


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("廉洁教育基地一年接待多少人次", READERS),
        ("去年查处这类问题多少起", CASES),
        ("去年查处这类问题，处理了多少人", CASES),
        ("去年查处这类问题，追回多少钱", CASES),
        ("低保纳入了多少人", "全面建立低保制度，3451.9万农村居民纳入保障范围。"),
        ("漏损率降到多少", "漏损率由11.4%降到9.7%。"),
        ("补助多少元", "这项检查今年起免费。"),
        ("讲解员每个月给多少补贴", "请了12名讲解员，每人每月300元。"),
        ("那个打牌的律师叫什么", "原副庭长霍某，与律师牛某以“牌友”相称。"),
        ("前几年查处这类问题怎么样", CASES),
    ],
)
def test_a_number_of_the_kind_is(question: str, passage: str) -> None:
    assert missing(question, passage) == 0.0
