"""The catalogue of functions: what each is called, and that every sentence of the writers means one of them."""

from bench.functions import NONE, listed, writers
from handlers.asking.functions import PATTERN, ROLES
from handlers.words.buttons import LONGEST_DATA
from handlers.words.replies import LONGEST_LABEL
from knowledge.language.functions.catalogue import catalogue


def test_every_function_has_a_button_of_its_own_and_known_words_or_a_sentence() -> None:
    known = catalogue()
    assert len({one.button for one in known.values()}) == len(known)
    for one in known.values():
        assert 0 < len(one.button) <= LONGEST_LABEL, one.name
        assert bool(one.says) != bool(one.told), one.name
        assert one.who in ROLES, one.name
        data = f"fn:{one.name}"
        assert PATTERN.fullmatch(data), one.name
        assert len(data) <= LONGEST_DATA, one.name


def test_functions_with_the_same_view_are_for_the_same_people_or_say_so() -> None:
    """One who may not have it hears who does: so what operators alone have is no view of everybody."""
    for one in catalogue().values():
        if one.who != "member" and one.says not in {"廉政事项", "讲话目录"}:
            same = {other.who for other in catalogue().values() if other.says and other.says == one.says}
            assert len(same) <= 1, one.name


def test_every_sentence_of_the_writers_and_of_the_lists_means_a_function_or_nothing() -> None:
    known = catalogue()
    for name, said in writers().items():
        kinds = {kind for _, kind in said}
        assert kinds == {NONE, *known}, name
        assert len({text for text, _ in said}) > 0.98 * len(said), name
    assert {kind for _, kind in listed()} <= set(known)
