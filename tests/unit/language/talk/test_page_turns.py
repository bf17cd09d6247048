import pytest

from knowledge.language.talk.thread.page_turns import PageRemark, page_remark, page_turn


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
        ("念到哪儿了", 0),
        ("往回两页", -2),
        ("退3页", -3),
        ("再往后翻三页", 3),
        ("往前翻两页", -2),
        ("往后翻2页", 2),
        ("继续教育怎么看", None),
        ("第三页", None),
        ("一共几页", None),
        ("接着", None),
        ("下一段", None),
        ("读书读到哪里都要守纪律", None),
    ],
)
def test_words_turn_so_many_pages(text: str, pages: int | None) -> None:
    assert page_turn(text) == pages


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("这篇一共几页", PageRemark.HOW_MANY),
        ("有多少页？", PageRemark.HOW_MANY),
        ("今天先看到这，下次接着", PageRemark.LEAVES_OFF),
        ("先读到这里吧", PageRemark.LEAVES_OFF),
        ("看到这里有什么感受", None),
        ("材料要写几页", None),
    ],
)
def test_what_is_said_of_pages_turns_none(text: str, remark: PageRemark | None) -> None:
    assert page_remark(text) == remark
