"""What is no wish is read once; what is one, and what may not be kept, is read each time."""

from knowledge.language.talk.heard_before import once_if_nothing
from knowledge.language.wishes.wishes import Wanted, certain_wish, reports_wrongdoing, wish


class Reader:
    """Reads 订 as a wish, and counts."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, text: str, name: str = "", *, guess: bool = True) -> str | None:
        self.read.append(text)
        return name + text if "订" in text and guess else None


def test_what_is_nothing_is_read_once_for_the_same_words_and_the_same_circumstances() -> None:
    reader = Reader()
    read = once_if_nothing(lambda text: "举报" in text)(reader.__call__)
    for _ in range(2):
        assert read("作风") is None
        assert read("作风", "清") is None
        assert read("订") == "订"
        assert read("订", guess=False) is None
        assert read("订", "清") == "清订"
    assert reader.read == ["作风", "作风", "订", "订", "订", "订", "订"]


def test_what_may_not_be_kept_is_read_each_time() -> None:
    reader = Reader()
    read = once_if_nothing(lambda text: "举报" in text)(reader.__call__)
    assert read("举报") is None
    assert read("举报") is None
    assert reader.read == ["举报", "举报"]


def test_the_first_gives_way_and_half_a_character_is_no_trouble() -> None:
    reader = Reader()
    read = once_if_nothing(lambda _: False, most=2)(reader.__call__)
    for text in ("一", "二", "\ud83d", "二", "一"):
        assert read(text) is None
    assert reader.read == ["一", "二", "\ud83d", "一"]


def test_wishes_are_the_same_whether_they_were_heard_before_or_not() -> None:
    for _ in range(2):
        assert wish("三重一大是什么") is None
        assert certain_wish("三重一大是什么") is None
        found = wish("我要举报")
        assert found is not None
        assert found.command == Wanted.REPORT
        assert reports_wrongdoing("我要举报")
        assert not reports_wrongdoing("三重一大是什么")
