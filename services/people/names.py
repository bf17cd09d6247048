"""What people and chats are called; beside what is kept, who has spoken to the bot of late, in memory only."""

from collections.abc import Collection

from core.names import cleaned
from core.patterns import pattern
from knowledge.language.writing.normalize import fold
from storage.people.names import NameStore

# 小陈, 老吴, 陈工, 吴主任: a surname, and how one is addressed.
_ADDRESS = pattern(
    r"[小老大阿](?P<small>[\u4e00-\u9fff])|(?P<other>[\u4e00-\u9fff])(?:师傅|主任|科长|处长|局长|科员|干事|书记|编辑|同志|委员|会计|秘书"
    r"|老师|部长|组长|站长|经理|大姐|大哥|姐|哥|工|总|局|处|科|主席|副主任)"
)
MOST_MET = 1000  # people; a restart forgets them


class Names:
    """Knows people by their number or name."""

    def __init__(self, store: NameStore) -> None:
        self._store = store
        self._met: dict[int, str] = {}

    def note_met(self, user_id: int, name: str) -> None:
        """Remember who speaks to the bot, so that an operator can name them: 任命周编辑当编辑."""
        if self._met.get(user_id) == name or not name:
            return
        self._met.pop(user_id, None)
        self._met[user_id] = name
        if len(self._met) > MOST_MET:
            del self._met[next(iter(self._met))]

    def forget(self, user_id: int) -> None:
        """Forget that a person has spoken to the bot."""
        self._met.pop(user_id, None)

    async def of(self, numbers: Collection[int]) -> dict[int, str]:
        """Return the names of those people and chats that have one here, by their numbers."""
        met = {one: cleaned(self._met[one]) for one in numbers if one in self._met}
        return {**{one: name for one, name in met.items() if name}, **await self._store.of(numbers)}

    async def called(self, name: str) -> list[int]:
        """Return the numbers of the people who have just this name here, in either script."""
        kept, wanted = await self._store.called(name), _plain(name)
        return sorted({*kept, *(one for one, its in self._met.items() if _plain(its) == wanted)})

    async def alike(self, name: str) -> dict[int, str]:
        """Return the people of the surname in a form of address (小陈, 刘师傅), by number."""
        match = _ADDRESS.fullmatch(_plain(name))
        surname = (match["small"] or match["other"]) if match else ""
        if not surname:
            return {}
        kept = await self._store.beginning(surname)
        met = {one: cleaned(its) for one, its in self._met.items() if _plain(its).startswith(surname)}
        return {**met, **kept}


def _plain(name: str) -> str:
    return "".join(fold(cleaned(name)).split())
