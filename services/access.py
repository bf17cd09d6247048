"""Who may do what: the role of each person."""

from core.models import Role
from core.settings import AccessSettings


class AccessService:
    """Tells a person's role."""

    def __init__(self, settings: AccessSettings) -> None:
        self._settings = settings

    async def role_of(self, user_id: int) -> Role:
        """Return the role of the person with that Telegram number."""
        return Role.OPERATOR if user_id in self._settings.operators else Role.MEMBER

    async def operators(self) -> frozenset[int]:
        """Return the operators' Telegram numbers, which are their private chats' too."""
        return self._settings.operators

    async def editors(self) -> frozenset[int]:
        """Return the numbers of those who look after the content: the editors, and the operators with them."""
        return self._settings.operators
