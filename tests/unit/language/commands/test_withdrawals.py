"""Which sentences want a speech out of use, or back."""

import pytest

from knowledge.language.commands.office.withdrawals import Withdrawal, withdrawal


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2025年的讲话撤下来", Withdrawal("2025年的讲话")),
        ("2025年的講話撤下來", Withdrawal("2025年的讲话")),
        ("把2022年那篇讲话撤了", Withdrawal("2022年那篇讲话")),
        ("把2024年那篇下架", Withdrawal("2024年那篇")),
        ("把2024年那次撤下来", Withdrawal("2024年那次")),
        ("下架2022年的讲话吧", Withdrawal("2022年的讲话")),
        ("帮我删掉《在工作会议上的讲话》", Withdrawal("《在工作会议上的讲话》")),
        ("这篇讲话先撤了吧", Withdrawal("这篇讲话")),
        ("2022年讲话不要了", Withdrawal("2022年讲话")),
        ("2022年讲话作废", Withdrawal("2022年讲话")),
        ("恢复2022年的讲话", Withdrawal("2022年的讲话", back=True)),
        ("2022年的讲话重新上架", Withdrawal("2022年的讲话", back=True)),
    ],
)
def test_a_speech_is_wanted_out_of_use_or_back(said: str, meant: Withdrawal) -> None:
    assert withdrawal(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "2022年讲话怎么说撤职",
        "撤销处分的讲话",
        "下架的讲话在哪",
        "2022年的讲话删了怎么办",
        "领导讲话能不能删",
        "取消订阅",
        "恢复推送",
        "撤回上一次",
        "不要了",
        "这篇不要了",
        "取消会议的讲话怎么说",
        "取消这次",
        "恢复那一次",
    ],
)
def test_other_sentences_want_no_speech_out_of_use(said: str) -> None:
    assert withdrawal(said) is None
