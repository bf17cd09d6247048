"""The settings of the ledger (台账)."""

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from core.setting_section import Section


def _names(value: object) -> object:
    """Read the environment's 通知,手工补记 as a list."""
    if isinstance(value, str):
        return [name for name in re.split(r"[\s,，、]+", value) if name]
    if not isinstance(value, list | set | frozenset):
        raise ValueError('应是表名的列表，例如 ["通知", "手工补记"]')
    return value


class LedgerSettings(Section):
    """Whose ledger it is, and on which sheets there are blank columns to sign in."""

    office: str = Field(default="", max_length=60)
    sign_on: Annotated[frozenset[str], BeforeValidator(_names)] = frozenset()
