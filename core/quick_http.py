"""aiohttp without the certificates that it reads, twice, while it is imported: 0.1 s and 2 MB of each start.

Our connections name whom they trust (core/trust.py). What aiohttp makes here for others trusts nobody.
"""

import ssl
import sys


def _read_none(_: ssl.SSLContext) -> None:
    """Trust nobody."""


if "aiohttp" not in sys.modules:
    ssl.SSLContext.set_default_verify_paths = _read_none  # type: ignore[assignment, method-assign]
    try:
        import aiohttp
    finally:
        del ssl.SSLContext.set_default_verify_paths  # the one of its base class shows again

import aiohttp  # noqa: E402 - only now

__all__ = ["aiohttp"]
