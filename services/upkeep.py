"""Keeps the database in order: deleted content becomes unreadable, and damage is reported."""

from storage.database import Database


class UpkeepService:
    """Called by the clock, every half minute."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._told = ""

    async def settle(self) -> None:
        """Take out of SQLite's log what was deleted or emptied since."""
        await self._database.settle()

    def new_damage(self) -> str:
        """Return the sentence for operators when the database turned out to be damaged; once."""
        damage = self._database.damage
        if damage == self._told:
            return ""
        self._told = damage
        return damage
