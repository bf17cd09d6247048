"""Which certificates are trusted: those of public authorities, and those of the office's own authority."""

import os
import ssl
from pathlib import Path

import certifi

from core.errors import OperatorError


def trusted_authorities(ca_file: Path | None) -> ssl.SSLContext:
    """Return an SSL context that trusts public authorities, `ca_file`, SSL_CERT_FILE and SSL_CERT_DIR.

    OperatorError when one of them cannot be read.
    """
    trusted = ssl.create_default_context(cafile=certifi.where())
    for setting, file in (("telegram.ca_file", ca_file), ("SSL_CERT_FILE", os.environ.get("SSL_CERT_FILE"))):
        if file:
            try:
                trusted.load_verify_locations(cafile=file)
            except (OSError, ssl.SSLError):  # SSLError is an OSError without a file's name
                raise OperatorError(f"{setting}：{file} 读不了，或不是 PEM 格式的根证书") from None
    if folder := os.environ.get("SSL_CERT_DIR"):
        for one in folder.split(os.pathsep):
            trusted.load_verify_locations(capath=one)
    return trusted
