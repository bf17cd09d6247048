"""Lets a person through to a handler only with the role it needs. Every handler is behind it."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update

from core.errors import UserError
from core.models import Role
from handlers.context import Context

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]

NOT_FOR_YOU = {
    Role.EDITOR: "这项由负责内容的同事操作。需要的话，请联系运维人员。",
    Role.OPERATOR: "这项只有运维人员能操作。",
}


@dataclass(frozen=True, slots=True)
class Guarded:
    """A handler's callback and the role it needs. Raises UserError to who has less."""

    callback: Callback
    needs: Role

    async def __call__(self, update: Update, context: Context) -> None:
        if await self._is_enough(update, context):
            await self.callback(update, context)

    async def _is_enough(self, update: Update, context: Context) -> bool:
        if self.needs <= Role.MEMBER:
            return True
        user = update.effective_user
        role = await context.services.access.role_of(user.id) if user else Role.MEMBER
        if role < self.needs:
            raise UserError(NOT_FOR_YOU[self.needs])
        return True
