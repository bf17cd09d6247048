"""SQLAlchemy's asyncio engine, without the ORM that its package loads beside it: 8 MB that nothing here uses.

Anything else that is asked of the package is there too, ORM and all.
"""

import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec

PACKAGE = "sqlalchemy.ext.asyncio"


def _put_off(spec: ModuleSpec) -> None:
    """Make the package known without running it; that is done when something of it is asked for."""
    package = module_from_spec(spec)

    def ask(name: str) -> object:
        if find_spec(f"{PACKAGE}.{name}"):
            raise AttributeError(name)  # a module of its own, which is imported without the others
        del package.__dict__["__getattr__"]
        if spec.loader is not None:
            spec.loader.exec_module(package)
        return getattr(package, name)

    package.__dict__["__getattr__"] = ask
    sys.modules[PACKAGE] = package


if PACKAGE not in sys.modules and (found := find_spec(PACKAGE)):
    _put_off(found)

from sqlalchemy.ext.asyncio.engine import (  # noqa: E402 - only now is it loaded alone
    AsyncConnection,
    AsyncEngine,
    create_async_engine,
)

__all__ = ["AsyncConnection", "AsyncEngine", "create_async_engine"]
