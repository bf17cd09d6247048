"""Whether a program answers, and whether one may rely on it, is told honestly, in all wordings."""

import pytest
from office import Office

PROGRAM, HONEST = "回答时不用大模型，也不自己写", "不编。我只给讲话原文，一字不改"


@pytest.mark.parametrize(
    "said",
    [
        "这bot是AI吗",
        "是不是ChatGPT",
        "是不是AI",
        "这是人工智能吗",
        "后台是人还是AI",
        "这个东西是大模型吗",
        "回答是AI写的吗",
        "你这是deepseek吗",
        "用的什么模型",
        "你接的是文心还是豆包",
        "机器人自动回复的吗",
        "跟ChatGPT一样吗",
        "你是ChatGPT套壳吗",
        "这是机器回的还是人回的",
    ],
)
@pytest.mark.parametrize("before", ["三重一大是什么", ""])
async def test_who_asks_what_answers_hears_that_no_model_writes(office: Office, before: str, said: str) -> None:
    chen = office.colleague("陈")
    for words in filter(None, (before, said)):
        await chen.says(words)
    assert PROGRAM in chen.sees()
    assert await office.services.inbox.cases() == []


@pytest.mark.parametrize(
    "said",
    [
        "会不会瞎编",
        "你这答案靠谱吗",
        "答案可靠吗",
        "能信吗",
        "内容准不准",
        "会不会出错",
        "是你自己编的吗",
        "不会是瞎编的吧",
        "这些话是原文吗还是你编的",
        "答案有依据吗",
        "凭什么信你",
        "靠谱不",
        "准确率多少",
        "你的答案能当真吗",
        "会不会编个假的给我",
    ],
)
@pytest.mark.parametrize("before", ["三重一大是什么", ""])
async def test_who_asks_whether_to_rely_on_it_hears_what_is_so(office: Office, before: str, said: str) -> None:
    chen = office.colleague("陈")
    for words in filter(None, (before, said)):
        await chen.says(words)
    assert chen.sees().startswith(HONEST)
    assert "核对" in chen.sees()


@pytest.mark.parametrize(
    "said", ["人工智能时代怎么监督", "怎么处理编造政绩", "干部出错怎么办", "有真人吗", "依据是什么", "错在哪"]
)
async def test_other_questions_are_not_of_the_bot(office: Office, said: str) -> None:
    chen = office.colleague("陈")
    await chen.says(said)
    assert PROGRAM not in chen.sees()
    assert HONEST not in chen.sees()
