import pytest

from knowledge.language.talk.thread.page_turns import page_turn


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("接着读", 1),
        ("继续看。", 1),
        ("下一页", 1),
        ("下页", 1),
        ("上一页！", -1),
        ("上次读到哪了？", 0),
        ("读到哪里了", 0),
        ("接着上次读", 0),
        ("从上次的地方继续", 0),
        ("继续教育怎么看", None),
        ("接着", None),
        ("下一段", None),
        ("读书读到哪里都要守纪律", None),
    ],
)
def test_words_turn_so_many_pages(text: str, pages: int | None) -> None:
    assert page_turn(text) == pages
