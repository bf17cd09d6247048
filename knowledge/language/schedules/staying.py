"""Who says that nothing shall be resumed: 不恢复，就想看今天那句 changes nothing, whatever day it names."""

from core.patterns import pattern
from knowledge.language.writing.normalize import fold

_STAYS_SO = pattern("(?:不|别|先不|甭|勿|莫|没)(?:要|用|想|必|打算|急着|是要)?(?:再)?恢复")


def stays_paused(text: str) -> bool:
    """Return whether it says so."""
    return _STAYS_SO.search(fold(text)) is not None
