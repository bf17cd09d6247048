"""The settings of what watches over the program."""

from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from core.errors import OperatorError
from core.setting_kinds import Duration, File, WebAddress, Whole, between
from core.setting_section import Section
from core.webhook import Listening, listening

HERE = "127.0.0.1"
ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)


def _listen(value: str) -> str:
    """Read PORT (of this machine only), HOST:PORT or unix:/path; empty: nobody may ask."""
    value = value.strip()
    if not value:
        return value
    return str(listening(f"{HERE}:{value}" if value.isdecimal() else value))


class HealthSettings(Section):
    """Who may ask how the program stands, when it ends by itself, and what operators are warned of."""

    listen: Annotated[str, AfterValidator(_listen)] = ""
    deaf_after: Annotated[Duration, between("0m", "24h")] = timedelta(minutes=15)
    ping_file: File = None
    ping_every: Annotated[Duration, between("1m", "24h")] = timedelta(minutes=5)
    free_megabytes: Whole = Field(default=500, ge=0, le=100_000_000)
    database_megabytes: Whole = Field(default=0, ge=0, le=100_000_000)

    @property
    def listening(self) -> Listening | None:
        """Return where the program answers; None: nowhere."""
        return listening(self.listen) if self.listen else None


def ping_address(written: str, setting: str) -> str:
    """Return the address of the dead-man's ping. OperatorError when it is none; it never quotes it."""
    try:
        ADDRESS.validate_python(written)
    except ValidationError:
        raise OperatorError(f"{setting}：应是 http:// 或 https:// 开头的一个地址") from None
    return written
