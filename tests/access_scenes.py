"""An office with an operator and a stranger, for the tests of who may use the bot."""

from office import Colleague, Office, Opened

from storage.people.audit import AuditStore


async def with_operator(opened: Opened, **access: object) -> tuple[Office, Colleague, Colleague]:
    """Open an office with an operator, 吴, and a stranger, 陈."""
    office = await opened(operator="吴", **access)
    wu, chen = office.colleague("吴"), office.colleague("陈")
    await wu.says("/start")
    return office, wu, chen


async def actions(office: Office) -> list[str]:
    """Return what was done lately, as the log of changes names it, the newest first."""
    return [entry.action for entry in await AuditStore(office.database).newest(50)]
