import pytest

from knowledge.language.talk.thread.elsewhere import said_elsewhere


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("还有哪里提到作风", "作风"),
        ("还有哪里提到“三重一大”？", "“三重一大”"),
        ("还有哪些地方讲到了学习", "学习"),
        ("作风还在哪里提到过", "作风"),
        ("四风问题还有哪里说到？", "四风问题"),
        ("其他地方有没有说过监督", "监督"),
        ("还有什么地方提到过廉洁呢", "廉洁"),
        ("讲话里还有哪几处说到主体责任", "主体责任"),
        ("还有哪篇讲话提到作风", "作风"),
        ("除了这里，还有哪里提到党建", "党建"),
        ("还有哪里提到", ""),
        ("别处还提到吗", ""),
        ("别的地方也提到了这句话吗", ""),
        ("還有哪裡提到作風", "作风"),
    ],
)
def test_other_places_are_wanted(text: str, subject: str) -> None:
    assert said_elsewhere(text) == subject


@pytest.mark.parametrize(
    "text",
    [
        "哪里提到作风",
        "还有吗",
        "还有谁讲过作风",
        "廉洁还有哪些规定",
        "还提到哪些地方需要整改",
        "还有哪些讲话",
        "哪些地方要整改",
    ],
)
def test_a_question_is_no_wish_for_other_places(text: str) -> None:
    assert said_elsewhere(text) is None
