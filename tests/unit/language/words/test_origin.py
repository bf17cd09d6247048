"""Of which words it is asked where they come from; what stands there, and a speech, are no words."""

import pytest

from knowledge.language.words.origin import origin_asked


@pytest.mark.parametrize(
    ("question", "words"),
    [
        *(
            (said, "戒尺")
            for said in ("戒尺出自哪年", "戒尺出自何处", "戒尺是谁说的", "戒尺哪年讲的", "戒尺语出何篇")
        ),
        *(
            (said, "戒尺")
            for said in ("戒尺是几几年的说法", "请问戒尺哪个领导提的", "哪年讲的戒尺", "戒尺在第几段")
        ),
        *(
            (said, "戒尺")
            for said in ("戒尺这个词是什么时候说的", "戒尺的出处是哪篇", "戒尺在哪份讲话里提到的")
        ),
        *(
            (said, None)
            for said in ("这句话出自哪年", "上面那段是谁说的", "原文在哪篇讲话里", "刚才那个是哪年讲的")
        ),
        *((said, None) for said in ("是谁讲的", "哪年讲的", "有人收礼跟谁说", "这段在第几页", "当前在第几页")),
        *((said, None) for said in ("谁来监督", "责任书是哪年签的", "他在哪次会上说的", "领导什么时候讲话")),
    ],
)
def test_the_words_are_told_from_what_stands_around_them(question: str, words: str | None) -> None:
    assert origin_asked(question) == words
