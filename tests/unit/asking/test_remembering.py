"""What is kept of conversations in memory: of so many, those that were spoken of last."""

from collections import OrderedDict

from core.models import Place
from services.asking.remembered.remembering import keep
from services.asking.remembered.shown import Asker

ASKERS = [Asker(Place(number), number) for number in range(1, 1003)]


def test_beyond_a_thousand_the_one_longest_unspoken_of_is_forgotten() -> None:
    memory = OrderedDict[Asker, str]()
    for asker in ASKERS[:1000]:
        keep(memory, asker, "问过")
    assert list(memory) == ASKERS[:1000]
    keep(memory, ASKERS[0], "又问")
    keep(memory, ASKERS[1000], "问过")
    keep(memory, ASKERS[1001], "问过")
    assert list(memory) == [*ASKERS[3:1000], ASKERS[0], *ASKERS[1000:]]
    assert memory[ASKERS[0]] == "又问"
