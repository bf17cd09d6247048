"""Reads the database's address. No part that may be a password is ever repeated."""

import re

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from core.errors import OperatorError
from core.hand_written import expanded
from core.patterns import pattern

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
# A special sign in a password can end it too early; the rest is then read as the host or the database.
CUT_OFF = pattern(r"[@＠﹫：/\\\s\[\]]|[:#?].*[:@]")
SHAPE = "应形如 sqlite:///文件 或 postgresql://用户:口令@主机/库名"
WRITTEN = "口令里的 @ 要写成 %40，/ 写成 %2F，: 写成 %3A（其他特殊字符同理），各处的符号都用半角"


def read_address(written: str, setting: str) -> URL:
    """Return the address in `written` with the driver that is used. OperatorError names the setting."""
    try:
        url = make_url(written)
    except (ArgumentError, NoSuchModuleError, ValueError):
        raise OperatorError(f"{setting} 不是数据库地址：{SHAPE}；{WRITTEN}") from None
    if url.drivername not in DRIVERS:
        raise OperatorError(f"{setting}：只支持 sqlite:///文件 和 postgresql://…，不支持 {url.drivername}")
    url = url.set(drivername=DRIVERS[url.drivername])
    return _of_sqlite(url, setting) if url.get_backend_name() == "sqlite" else _of_postgresql(url, setting)


def _of_sqlite(url: URL, setting: str) -> URL:
    if url.database in {None, "", ":memory:"}:
        raise OperatorError(f"{setting}：请写明数据库文件，例如 sqlite:///data/qingfeng.db")
    if url.host or url.username or url.password:
        raise OperatorError(f"{setting}：sqlite 后面是三道斜线和文件名，例如 sqlite:///data/qingfeng.db")
    try:
        return url.set(database=str(expanded(url.database or "")))
    except ValueError as error:
        raise OperatorError(f"{setting}：路径{error}") from None


def _of_postgresql(url: URL, setting: str) -> URL:
    host = "" if re.fullmatch(r"[0-9A-Fa-f:.]+(?:%\w+)?", url.host or "") else url.host
    if any(CUT_OFF.search(part or "") for part in (url.username, host, url.database)):
        raise OperatorError(f"{setting}：地址读不明白：{WRITTEN}")
    if url.port is not None and not 0 < url.port < 65536:
        raise OperatorError(f"{setting}：端口应在 1 到 65535 之间")
    return url
