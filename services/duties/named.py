"""Whom an operator means by the names and numbers that stand in a message."""

from collections.abc import Collection, Sequence

from core.errors import UserError
from core.names import cleaned, fenced, with_number
from knowledge.language.writing.clipped import clipped
from services.people.names import Names

MOST_NAMESAKES = 10
LONGEST_NAME = 40  # characters of a name that is repeated
LONGEST_NUMBER = 15  # digits of a Telegram number
UNKNOWN_NAME = "我不认识“{name}”。请写他的编号（数字），他发过 /start 之后我才能私聊他。"
SEVERAL = "有几个人都叫“{name}”，请写编号：{numbers}。"


class Named:
    """Knows people by what they are called."""

    def __init__(self, names: Names) -> None:
        self._names = names

    async def shown(self, people: Collection[int]) -> dict[int, str]:
        """Return people as the log shows them, by their numbers."""
        known = await self._names.of(people)
        return {one: with_number(clipped(known.get(one, ""), LONGEST_NAME), one) for one in people}

    async def people(self, said: Sequence[str]) -> list[int]:
        """Return the numbers of people; what has blanks in it is several, unless somebody is called so.

        Raises UserError for whom nobody here is called.
        """
        found = []
        for one in said:
            whole = not one.split()[1:] or await self._names.called(cleaned(one))
            found += [await self._person(part) for part in ([one] if whole else one.split())]
        return found

    async def _person(self, said: str) -> int:
        """Return the number of a person by name or number. Raises UserError."""
        if said.isdecimal() and len(said) <= LONGEST_NUMBER:
            return int(said)
        numbers, shown = await self._names.called(cleaned(said)), fenced(clipped(said, LONGEST_NAME))
        if not numbers:
            raise UserError(UNKNOWN_NAME.format(name=shown))
        if len(numbers) > 1:
            several = "、".join(str(number) for number in numbers[:MOST_NAMESAKES])
            raise UserError(SEVERAL.format(name=shown, numbers=several))
        return numbers[0]
